package main

import (
	"context"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"contactgroup/cmd/contactgroup/demogroup"
	"contactgroup/schema"
	"contactgroup/store"
	"contactgroup/ui"
	"contactgroup/ui/lang"
	"contactgroup/ui/uitest"
)

// everyDemoRequest reads all requests with their contents, on a desk that sees every one.
func everyDemoRequest(t *testing.T, desk *store.Desk) []schema.Request {
	t.Helper()
	var out []schema.Request
	for after := ""; ; {
		page, err := desk.Requests(t.Context(), schema.List{All: true, After: after, Limit: 500})
		must(t, err)
		for _, r := range page.Items {
			full, err := desk.Request(t.Context(), r.Ref)
			must(t, err)
			out = append(out, full)
		}
		if after = page.Next; after == "" {
			return out
		}
	}
}

// marksOf are the texts by which a request would be known.
func marksOf(r schema.Request) []string {
	marks := []string{r.Ref, r.Subject}
	if r.ExternalRef != "" {
		marks = append(marks, r.ExternalRef)
	}
	for _, c := range r.Contents {
		marks = append(marks, c.URL, schema.Defang(c.URL))
	}
	return marks
}

// TestNobodyMeetsWhatIsNotTheirs lets every member of the demonstration look at
// every screen, list, document and file, and looks for what belongs to others.
func TestNobodyMeetsWhatIsNotTheirs(t *testing.T) {
	clock := &demogroup.Clock{}
	db, err := store.Open(t.Context(), "sqlite:"+filepath.Join(t.TempDir(), "register.db"), store.Options{Now: clock.Now})
	must(t, err)
	defer db.Close()
	must(t, demogroup.Seed(t.Context(), db, clock, 0, map[string]string{}, nil))
	validator, err := db.As(t.Context(), "validator")
	must(t, err)
	all := everyDemoRequest(t, validator)
	for i, login := range append(demogroup.Logins, "isp", "justice") {
		if i%thinned != 0 {
			continue
		}
		t.Run(login, func(t *testing.T) {
			desk, err := db.As(t.Context(), login)
			must(t, err)
			var own strings.Builder // an address may begin another's
			var foreign []schema.Request
			for _, r := range all {
				if schema.MaySee(desk.Who(), r) {
					for _, m := range marksOf(r) {
						own.WriteString(m + "\n")
					}
				} else {
					foreign = append(foreign, r)
				}
			}
			seen := documentsOf(t, desk, foreign) + screensOf(t, desk) + filesOf(t, desk)
			for _, r := range foreign {
				for _, m := range marksOf(r) {
					if !strings.Contains(own.String(), m) && strings.Contains(seen, m) {
						t.Errorf("%s met %q of %s", login, m, r.Ref)
					}
				}
			}
		})
	}
}

// documentsOf is all that a member's commands print: each verb of the grammar,
// lists in every format, searches for words of others, every thread, every
// document of meetings, errors.
func documentsOf(t *testing.T, desk *store.Desk, foreign []schema.Request) string {
	lines := [][]string{
		{"request", "list", "--all", "--csv"}, {"request", "list", "--all", "--md"}, {"request", "list", "--all", "--sort", "owner"},
		{"contact", "list", "--organisation", "isp", "--now"}, {"log", "show", "--limit", "500", "--since", "meeting"},
	}
	for _, format := range []string{"md", "csv", "fr.csv", "json", "ics"} {
		lines = append(lines, []string{"meeting", "export", "next", "--format", format})
	}
	page, err := desk.Requests(t.Context(), schema.List{All: true, Limit: 500})
	must(t, err)
	var own []string
	for i, r := range page.Items {
		own = append(own, r.Ref)
		if i%thinned != 0 {
			continue
		}
		lines = append(lines, []string{"request", "show", r.Ref, "--json"}, []string{"reply", "show", r.Ref, "--json"}, []string{"attachment", "list", r.Ref, "--json"})
	}
	var out strings.Builder
	for _, words := range lines {
		runCommand(t.Context(), desk, lang.English, door{}, words, strings.NewReader(""), &out, &out)
	}
	out.WriteString(ownAnswers(t, desk, own))
	var refs []string
	for i, r := range foreign {
		if i%9 == 0 {
			refs = append(refs, r.Ref)
		}
		if i%thinned != 0 {
			continue
		}
		shown, _ := typeVerb(t, desk, "request show", r.Ref)
		out.WriteString(strings.ReplaceAll(shown, r.Ref, ""))
		var hits strings.Builder
		runCommand(t.Context(), desk, lang.English, door{}, []string{"request", "list", "--all", "--query", `"` + r.Subject + `"`}, strings.NewReader(""), &hits, &hits)
		out.WriteString(hits.String())
	}
	out.WriteString(foreignAnswers(t, desk, refs))
	return out.String()
}

// screensOf is every frame of a walk through the tabs, the first items and the dialogs.
func screensOf(t *testing.T, desk *store.Desk) string {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	d := uitest.Open(t, desk, ui.Options{Ctx: ctx, Words: lang.French, Width: 140, Height: 40}, nil)
	var out strings.Builder
	look := func(keys ...string) {
		d.Press(keys...)
		d.Pass(time.Second) // previews wait until the hand rests
		out.WriteString(d.Screen())
	}
	for _, tab := range []string{"1", "2", "3", "4", "5"} {
		look(tab)
		for range 12 {
			look("j")
		}
		look("enter")
		look("G")
		look("esc")
	}
	look("g", "m")
	look("enter")
	look("esc")
	look("!")
	look("esc")
	look("?")
	return out.String()
}
