package command_test

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"contactgroup/schema"
	"contactgroup/ui/command"
	"contactgroup/ui/lang"
)

// loggedDesk is a canned desk with logs.
type loggedDesk struct {
	*cannedDesk
	events  []schema.Event // newest first
	heads   schema.Heads
	reports []schema.LogReport
	asks    []schema.LogList
	kept    string
	verify  func(progress func(done, total int64)) // while it verifies
}

func (d *loggedDesk) Log(_ context.Context, l schema.LogList) (schema.Page[schema.Event], error) {
	d.asks = append(d.asks, l)
	from := 0
	if l.After != "" {
		if _, err := fmt.Sscan(l.After, &from); err != nil {
			return schema.Page[schema.Event]{}, schema.Invalid(schema.WhyCursor, "cursor", l.After)
		}
	}
	end := min(len(d.events), from+l.Limit)
	page := schema.Page[schema.Event]{Items: slices.Clone(d.events[from:end])}
	if end < len(d.events) {
		page.Next = fmt.Sprint(end)
	}
	return page, nil
}

func (d *loggedDesk) Heads(context.Context) (schema.Heads, error) { return d.heads, nil }

func (d *loggedDesk) SinceMeeting(context.Context) (time.Time, error) {
	return noon.Add(-13 * 24 * time.Hour), nil
}

func (d *loggedDesk) Verify(ctx context.Context, kept string, progress func(done, total int64)) ([]schema.LogReport, error) {
	d.kept = kept
	if strings.HasPrefix(kept, "stranger") {
		return nil, schema.NotFound("facebook/requests")
	}
	if d.verify != nil {
		d.verify(progress)
	}
	return d.reports, ctx.Err()
}

func (d *loggedDesk) Undo(context.Context) (schema.Undone, error) {
	return schema.Undone{Verb: schema.VerbClaim, Noun: schema.NounRequest, Refs: []string{"GOO-2015-0001"}}, nil
}

func (d *loggedDesk) Redo(context.Context) (schema.Undone, error) {
	return schema.Undone{}, &schema.Fault{Class: schema.ErrState, Why: schema.WhyNothingRedo, Verb: schema.VerbRedo}
}

// logged is google's desk with some events and one whole log.
func logged(events int) *loggedDesk {
	d := &loggedDesk{cannedDesk: newDesk(google)}
	for i := range events {
		d.events = append(d.events, schema.Event{Audience: "google/requests", Seq: schema.Seq(events - i), At: noon.Add(-time.Duration(i) * time.Minute), Actor: "PHAROS",
			Verb: schema.VerbNote, Noun: schema.NounRequest, Ref: "GOO-2015-0001", Text: fmt.Sprint("note ", events-i)})
	}
	d.heads = schema.Heads{Key: "contactgroup+01234567+AbC=", Items: []schema.Head{{Audience: "google/requests", Size: 7, Root: "cm9vdA==", At: noon, Note: "contactgroup log google/requests\n7\n"}}}
	d.reports = []schema.LogReport{{Audience: "google/requests", Entries: 7, Sealed: 7, Heads: 2, Erased: 3}}
	return d
}

func (d *loggedDesk) run(t *testing.T, line, stdin string, change ...func(*command.Session)) (code int, out, messages string) {
	t.Helper()
	return runWith(t, d.cannedDesk, line, stdin, func(s *command.Session) {
		s.Desk = d
		for _, f := range change {
			f(s)
		}
	})
}

// dense is JSON without its blanks.
func dense(text string) string { return strings.Join(strings.Fields(text), "") }

func TestCommandsOnLogsEndAsTheirAnswersDo(t *testing.T) {
	for _, tc := range []struct {
		line, stdin string
		want        int
		say         string // somewhere in what is printed
	}{
		{"log show", "-", 0, "note 3"},
		{"journal show --since meeting", "-", 0, ""},
		{"log show --since 2h", "-", 0, ""},
		{"log show --since nonsense", "-", 7, "nonsense"},
		{"log show --limit 0", "-", 2, "--limit"},
		{"log show --after nonsense", "-", 7, ""},
		{"log show extra", "-", 2, "extra"},
		{"log head", "-", 0, "contactgroup+01234567+AbC=\n\ncontactgroup log google/requests\n7\n"},
		{"log head --json", "-", 0, `"size": 7`},
		{"log verify", "-", 0, "3 entries erased"},
		{"log verify --head -", "contactgroup+…\n", 0, "google/requests"},
		{"log verify --head -", " \n", 7, ""},
		{"log verify --head -", "stranger", 3, "facebook/requests"},
		{"log verify --head heads.txt", "-", 2, "-"},
		{"log nonsense", "-", 2, "show, head, verify"},
		{"undo", "-", 0, "GOO-2015-0001"},
		{"redo", "-", 5, ""},
		{"undo extra", "-", 2, "extra"},
	} {
		code, out, messages := logged(3).run(t, tc.line, tc.stdin)
		if code != tc.want || !strings.Contains(out+messages, tc.say) {
			t.Errorf("%s = %d, want %d with %q: %s%s", tc.line, code, tc.want, tc.say, out, messages)
		}
	}
}

func TestALogGoesOnFromItsCursor(t *testing.T) {
	d := logged(250)
	code, out, _ := d.run(t, "log show --limit 120 --json", "-")
	var doc struct {
		Schema int
		Items  []map[string]any
		Next   string
		Count  int
	}
	if err := json.Unmarshal([]byte(out), &doc); err != nil || code != 0 {
		t.Fatal(code, err, out)
	}
	if doc.Schema != 1 || len(doc.Items) != 120 || doc.Count != 120 || doc.Next != "120" {
		t.Errorf("%d of %d items, next %q", len(doc.Items), doc.Count, doc.Next)
	}
	for _, field := range []string{"log", "seq", "at", "actor", "verb", "noun", "ref", "text", "internal", "erased", "changes"} {
		if _, there := doc.Items[0][field]; !there {
			t.Errorf("an event has no %q", field)
		}
	}
	_, out, messages := d.run(t, "log show --limit 120 --after 120", "-")
	if !strings.Contains(out, "note 130") || strings.Contains(out, "note 131") || !strings.Contains(messages, "240") {
		t.Errorf("the next page: %s%s", out, messages)
	}
	if last := d.asks[len(d.asks)-1]; last.After == "" || last.Limit > 120 {
		t.Errorf("asked %+v", last)
	}
}

func TestSinceIsAMomentOrTheLastMeeting(t *testing.T) {
	for line, want := range map[string]time.Time{
		"log show": {}, "log show --since 2h": noon.Add(-2 * time.Hour), "log show --since meeting": noon.Add(-13 * 24 * time.Hour),
		"log show --since réunion": noon.Add(-13 * 24 * time.Hour), "log show --since 2015-05-01T10:00:00Z": time.Date(2015, 5, 1, 10, 0, 0, 0, time.UTC),
	} {
		d := logged(1)
		if code, _, messages := d.run(t, line, "-"); code != 0 || !d.asks[0].Since.Equal(want) {
			t.Errorf("%s: %d, since %s, want %s %s", line, code, d.asks[0].Since, want, messages)
		}
	}
}

func TestDamageIsToldAndEndsWith7(t *testing.T) {
	for kind := range lang.English.Command.Damage {
		for _, form := range []string{"", " --json"} {
			d := logged(1)
			d.reports[0].Damage = []schema.Damage{{Kind: kind, From: 4, To: 6, At: noon}}
			code, out, messages := d.run(t, "log verify"+form, "-")
			if code != 7 || !strings.Contains(messages, "google/requests") || !strings.Contains(out, "google/requests") {
				t.Errorf("%s%s = %d: %s%s", kind, form, code, out, messages)
			}
			if form != "" && !strings.Contains(dense(out), fmt.Sprintf(`{"kind":%q,"from":4,"to":6}`, kind)) {
				t.Errorf("%s: %s", kind, out)
			}
		}
	}
}

func TestHeadsAreReadAsTheyWereTyped(t *testing.T) {
	d := logged(1)
	const file = "key\n\nhead\n7\n\n— signature\n"
	if d.run(t, "log verify --head -", file); d.kept != file {
		t.Errorf("the desk got %q", d.kept)
	}
}

func TestNothingSealedIsAStateAndSaysSo(t *testing.T) {
	d := logged(1)
	d.heads = schema.Heads{}
	if code, out, messages := d.run(t, "log head", "-"); code != 5 || out != "" || messages == "" {
		t.Errorf("%d %q %q", code, out, messages)
	}
}

func TestAVerificationShowsOnATerminalHowFarItIsAndIsCancelled(t *testing.T) {
	for _, terminal := range []bool{true, false} {
		d := logged(1)
		ctx, cancel := context.WithCancel(t.Context())
		d.verify = func(progress func(done, total int64)) {
			if progress != nil {
				progress(1, 4)
			}
			cancel()
		}
		code, _, messages := d.run(t, "log verify", "-", func(s *command.Session) { s.Ctx, s.Terminal = ctx, terminal })
		if code != 130 || strings.Contains(messages, "25%") != terminal || !strings.HasSuffix(messages, "Cancelled.\n") {
			t.Errorf("terminal %v: %d %q", terminal, code, messages)
		}
	}
}

func TestAnErasureIsReadAsASentence(t *testing.T) {
	d := logged(0)
	d.events = []schema.Event{{Audience: "google/requests", Seq: 9, At: noon, Actor: "Ministère", Verb: schema.VerbErase, Noun: schema.NounLog, Ref: "2015-05-01",
		Changes: []schema.Change{{Field: schema.FieldErased, To: "12"}}}}
	if _, out, _ := d.run(t, "log show", "-"); !strings.Contains(out, "12 entries from before 2015-05-01") {
		t.Error(out)
	}
	if _, out, _ := d.run(t, "log show --json", "-"); !strings.Contains(dense(out), `"changes":[{"field":"erased","from":null,"to":"12"}]`) {
		t.Error(out)
	}
}
