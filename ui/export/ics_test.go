package export

import (
	"bufio"
	"bytes"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"contactgroup/schema"
	"contactgroup/ui/lang"
)

// unfold checks the lines of a calendar as RFC 5545 wants them and joins the folded ones.
func unfold(doc string) ([]string, error) {
	if !strings.HasSuffix(doc, "\r\n") {
		return nil, fmt.Errorf("the last line has no CR LF")
	}
	var out []string
	for i, line := range strings.Split(strings.TrimSuffix(doc, "\r\n"), "\r\n") {
		switch {
		case len(line) > 75:
			return nil, fmt.Errorf("line %d has %d octets", i+1, len(line))
		case strings.ContainsAny(line, "\r\n"):
			return nil, fmt.Errorf("line %d holds a bare line end", i+1)
		case !utf8.ValidString(line):
			return nil, fmt.Errorf("line %d splits a rune", i+1)
		case strings.HasPrefix(line, " ") && len(out) > 0:
			out[len(out)-1] += line[1:]
		default:
			out = append(out, line)
		}
	}
	return out, nil
}

// unescape reads the value of a text property; it refuses bare separators.
func unescape(v string) (string, error) {
	var b strings.Builder
	for i := 0; i < len(v); i++ {
		switch v[i] {
		case ';', ',':
			return "", fmt.Errorf("bare %q in %q", v[i], v)
		case '\\':
			if i++; i == len(v) {
				return "", fmt.Errorf("%q ends in its escape", v)
			}
			switch v[i] {
			case 'n':
				b.WriteByte('\n')
			case '\\', ';', ',':
				b.WriteByte(v[i])
			default:
				return "", fmt.Errorf("unknown escape in %q", v)
			}
		default:
			b.WriteByte(v[i])
		}
	}
	return b.String(), nil
}

func TestCalendarKeepsToTheStandard(t *testing.T) {
	r := sample()
	for i, h := range hostile {
		r.Actions = append(r.Actions, schema.Action{Ref: fmt.Sprintf("A-2015-1%02d", i), Text: h + strings.Repeat("é", 60), Notes: h, Theme: h,
			Owner: h, State: schema.ActionOpen})
	}
	lines, err := unfold(document(t, ICS, r, lang.French))
	if err != nil {
		t.Fatal(err)
	}
	toDos, depth := 0, []string{}
	var have map[string]int
	for _, line := range lines {
		name, value, ok := strings.Cut(line, ":")
		if !ok {
			t.Fatalf("no property: %q", line)
		}
		name, _, _ = strings.Cut(name, ";")
		switch name {
		case "BEGIN":
			depth, have = append(depth, value), map[string]int{}
			if value == "VTODO" {
				toDos++
			}
		case "END":
			if len(depth) == 0 || depth[len(depth)-1] != value {
				t.Fatalf("END:%s inside %q", value, depth)
			}
			depth = depth[:len(depth)-1]
			for _, must := range map[string][]string{"VTODO": {"UID", "DTSTAMP", "SUMMARY", "STATUS"}}[value] {
				if have[must] != 1 {
					t.Errorf("a to-do has %d %s", have[must], must)
				}
			}
		case "SUMMARY", "DESCRIPTION", "CATEGORIES", "UID", "X-WR-CALNAME":
			if _, err := unescape(value); err != nil {
				t.Error(err)
			}
		}
		have[name]++
	}
	if toDos != len(r.Actions) || len(depth) != 0 {
		t.Errorf("%d to-dos for %d items, open: %q", toDos, len(r.Actions), depth)
	}
}

func TestEveryStateOfAnActionHasItsStatus(t *testing.T) {
	for _, s := range schema.ActionStates {
		if icsStatus[s] == "" {
			t.Errorf("%s has none", s)
		}
	}
}

func TestSummaryIsOneLine(t *testing.T) {
	r := sample()
	r.Actions = []schema.Action{{Ref: "A-2015-001", Owner: "afa", Text: "un\ndeux", State: schema.ActionOpen}}
	if doc := document(t, ICS, r, lang.French); !strings.Contains(doc, "SUMMARY:AFA : un deux\r\n") {
		t.Errorf("%s", doc)
	}
}

func FuzzICSText(f *testing.F) {
	for _, h := range hostile {
		f.Add(h)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var b bytes.Buffer
		out := bufio.NewWriter(&b)
		icsLine(out, "SUMMARY", icsText(s))
		if err := out.Flush(); err != nil {
			t.Fatal(err)
		}
		lines, err := unfold(b.String())
		if err != nil || len(lines) != 1 {
			t.Fatalf("%q becomes %q: %v", s, b.String(), err)
		}
		got, err := unescape(strings.TrimPrefix(lines[0], "SUMMARY:"))
		if err != nil || got != plain(s) {
			t.Errorf("%q comes back as %q, %v", plain(s), got, err)
		}
	})
}
