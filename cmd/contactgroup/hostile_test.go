package main

import (
	"encoding/json"
	"path"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"contactgroup/schema/hostile"
	"contactgroup/ui/lang"
)

// entrance is where a member's text comes in by a command: T stands for the text,
// and in what is typed to it for the text as JSON has it.
type entrance struct {
	name, login string
	words       []string
	in          string
}

// entrances are all of them, by what they fill.
var entrances = []entrance{
	{"a filter", "pharos", []string{"request", "list", "--query", "T"}, ""},
	{"a request", "pharos", []string{"request", "new"}, `{"kind":"withdrawal","regime":"lcen_6_1","legal_basis":T,"subject":T,"reasons":T,"addressee":"google","service":"PHAROS","external_ref":T,"contents":[{"url":"https://e.example/1","type":"video"}]}`},
	{"a content's address", "pharos", []string{"request", "new"}, `{"kind":"referral","regime":"terms","subject":"Adresse","reasons":"x","addressee":"google","service":"PHAROS","contents":[{"url":T,"type":"video"}]}`},
	{"an external reference", "google", []string{"request", "ext", "GOO-2015-0006", "T"}, ""},
	{"a note", "google", []string{"request", "note", "GOO-2015-0006"}, "T"},
	{"an internal note", "google", []string{"request", "note", "GOO-2015-0006", "--internal"}, "T"},
	{"a reason", "pharos", []string{"request", "label", "GOO-2015-0006", "P3", "--reason", "T"}, ""},
	{"a question", "google", []string{"request", "clarify", "GOO-2015-0007", "--reason", "T"}, ""},
	{"a reply", "google", []string{"reply", "add", "GOO-2015-0012", "--outcome", "refused"}, "T"},
	{"a case", "pharos", []string{"case", "new", "T"}, ""},
	{"a name of a file", "pharos", []string{"request", "attach", "GOO-2015-0014", "--name", "T"}, "%PDF-1.4\n%%EOF\n"},
	{"a file", "pharos", []string{"request", "attach", "GOO-2015-0014", "--name", "ordre.txt"}, "T"},
	{"a file of requests", "pharos", []string{"request", "import", "--keep-going"}, "kind;url;type;operator;legal_regime;subject;reasons\nreferral;https://e.example/2;video;google;terms;T;T\n"},
	{"an action item", "secretariat", []string{"action", "add", "T", "--owner", "google", "--due", "2015-06-01"}, ""},
	{"a note of an action item", "secretariat", []string{"action", "note", "A-2015-001"}, "T"},
	{"evidence", "secretariat", []string{"action", "done", "A-2015-007", "--evidence", "T"}, ""},
	{"a meeting", "secretariat", []string{"meeting", "new", "--format", "restricted", "--starts", "01/09 10h", "--place", "T", "--title", "T"}, ""},
	{"a point", "secretariat", []string{"meeting", "agenda", "next", "add", "T"}, ""},
	{"a commitment", "secretariat", []string{"commitment", "add", "T", "--owner", "google", "--theme", "T", "--origin", "T"}, ""},
	{"an article", "secretariat", []string{"article", "add", "T"}, "T"},
	{"a sheet", "secretariat", []string{"sheet", "add", "T"}, "# T\n\n- T\n"},
	{"a training", "secretariat", []string{"training", "add", "T", "--service", "T", "--date", "2015-05-04", "--trained", "3"}, ""},
	{"a contact", "google", []string{"contact", "add", "--name", "T", "--phone", "+33 1 99 00 12 34", "--notes", "T"}, ""},
	{"an organisation", "admin", []string{"organisation", "update", "twitter", "--name", "T"}, ""},
	{"a member", "admin", []string{"member", "update", "google-nuit", "--name", "T"}, ""},
	{"a view", "google", []string{"view", "save", "T", "--query", "label:P1"}, ""},
	{"a template", "google", []string{"template", "add", "T"}, "T {ref}"},
	{"a crisis", "secretariat", []string{"crisis", "start", "--reason", "T"}, ""},
	{"the end of one", "secretariat", []string{"crisis", "end", "--point", "T"}, ""},
	{"a setting", "google", []string{"settings", "set", "mail", "T"}, ""},
	{"a verb", "google", []string{"request", "T"}, ""},
}

// drives gives the first sign in a text that a terminal or a reader's eye would
// obey and not see, and false when there is none.
func drives(text string) (rune, bool) {
	for i, r := range text {
		_, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case r == '\n', r == '\r', r == '\t':
		case r == utf8.RuneError && size == 1, unicode.IsControl(r), r == '\u2028', r == '\u2029':
			return r, true
		case r == '\ufeff' && i == 0: // of a French spreadsheet
		case unicode.Is(unicode.Cf, r) && r != '\u200d':
			return r, true
		}
	}
	return 0, false
}

// TestTextsThatDriveATerminalComeInNowhereAndGoOutNowhere types each text of the
// corpus at each place. It is refused with a reason, or kept; and then it is
// looked at wherever something goes out.
func TestTextsThatDriveATerminalComeInNowhereAndGoOutNowhere(t *testing.T) {
	db := openDemoCopy(t)
	kept := map[string]int{}
	for _, p := range entrances {
		desk, err := db.As(t.Context(), p.login)
		must(t, err)
		for _, h := range append(slices.Clone(hostile.Texts), hostile.Text{Name: "a word of ten thousand letters", Text: hostile.Word}) {
			quoted, err := json.Marshal(h.Text)
			must(t, err)
			in := strings.ReplaceAll(p.in, "T", h.Text)
			if strings.HasPrefix(p.in, "{") {
				in = strings.ReplaceAll(p.in, ":T", ":"+string(quoted))
			}
			words := slices.Clone(p.words)
			for i, w := range words {
				if w == "T" {
					words[i] = h.Text
				}
			}
			answer, code := answered(t.Context(), desk, lang.French, door{}, words, in)
			if slices.Contains([]int{1, 4, 6, 75, 255}, code) && p.name != "a file of requests" {
				t.Errorf("%s, %s: ended with %d: %s", p.name, h.Name, code, answer)
			}
			if r, found := drives(answer); found {
				t.Errorf("%s, %s: the answer has %U: %q", p.name, h.Name, r, answer)
			}
			if code == 0 {
				kept[p.name]++
			}
		}
		if kept[p.name] == 0 && p.name != "a setting" && p.name != "a verb" {
			t.Errorf("%s: nothing was taken, the table is wrong", p.name)
		}
	}
	for _, login := range []string{"pharos", "google", "secretariat"} {
		desk, err := db.As(t.Context(), login)
		must(t, err)
		for verb := range lang.English.Command.Verbs {
			words := strings.Fields(verb)
			if len(words) != 2 || words[1] != "list" || words[0] == "attachment" {
				continue
			}
			for _, flag := range []string{"", "--json", "--csv", "--md"} {
				line := append(slices.Clone(words), "--limit", "500")
				if flag != "" {
					line = append(line, flag)
				}
				answer, code := answered(t.Context(), desk, lang.French, door{}, line, "")
				if r, found := drives(answer); found && code == 0 {
					t.Errorf("%s, %v: %U in %q", login, line, r, around(answer, r))
				}
			}
		}
		for name, content := range allFiles(t, treeOf(t, desk)) {
			if !slices.Contains([]string{".md", ".csv", ".json", ".ics", ".txt", ".html"}, path.Ext(name)) || strings.Contains(name, "/attachments/") {
				continue
			}
			if r, found := drives(string(content)); found {
				t.Errorf("%s, %s: %U in %q", login, name, r, around(string(content), r))
			}
			if _, found := drives(path.Base(name)); found {
				t.Errorf("%s: a file is called %q", login, name)
			}
		}
	}
}

// around is what stands beside a sign.
func around(text string, sign rune) string {
	at := max(strings.IndexRune(text, sign), 0)
	return text[max(at-60, 0):min(at+60, len(text))]
}
