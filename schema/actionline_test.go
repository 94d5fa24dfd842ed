package schema_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"contactgroup/schema"
)

var meetingDay = time.Date(2015, 5, 5, 9, 0, 0, 0, schema.Paris)

func TestAnActionIsReadFromOneLine(t *testing.T) {
	day := func(m time.Month, d int) schema.Date { return schema.Date{Year: 2015, Month: m, Day: d} }
	for _, tc := range []struct {
		name, line string
		want       schema.ActionDraft
	}{
		{"the example of the help", "AFA : fiche contact @afa 20/05 #formation",
			schema.ActionDraft{Text: "AFA : fiche contact", Owner: "afa", Due: day(5, 20), Theme: "formation"}},
		{"marks may stand anywhere", "#code demain @Google rédiger l’article 3",
			schema.ActionDraft{Text: "rédiger l’article 3", Owner: "google", Due: day(5, 6), Theme: "code"}},
		{"a second @ is the person", "relire @ministry @secretariat 2015-06-01",
			schema.ActionDraft{Text: "relire", Owner: "ministry", Member: "secretariat", Due: day(6, 1)}},
		{"organisation and person at once", "relire @ministry/secretariat 3j",
			schema.ActionDraft{Text: "relire", Owner: "ministry", Member: "secretariat", Due: day(5, 8)}},
		{"only the last day is the due date", "préparer la réunion de lundi @afa vendredi",
			schema.ActionDraft{Text: "préparer la réunion de lundi", Owner: "afa", Due: day(5, 8)}},
		{"punctuation is no part of a mark", "appeler, @afa, 20/05 #contact.",
			schema.ActionDraft{Text: "appeler,", Owner: "afa", Due: day(5, 20), Theme: "contact"}},
		{"an address by mail is text", "écrire à abuse@afa.example @afa 20/05",
			schema.ActionDraft{Text: "écrire à abuse@afa.example", Owner: "afa", Due: day(5, 20)}},
		{"a second # is text", "voir #12 #34 @afa 20/05",
			schema.ActionDraft{Text: "voir #34", Owner: "afa", Due: day(5, 20), Theme: "12"}},
	} {
		got, err := schema.ParseActionLine(tc.line, meetingDay, schema.Paris)
		if err != nil {
			t.Errorf("%s: %v", tc.name, err)
			continue
		}
		if got.Text != tc.want.Text || got.Owner != tc.want.Owner || got.Member != tc.want.Member ||
			got.Due != tc.want.Due || got.Theme != tc.want.Theme {
			t.Errorf("%s:\n got %+v\nwant %+v", tc.name, got, tc.want)
		}
	}
}

func TestAnActionLineSaysWhatItLacksAndWhere(t *testing.T) {
	for _, tc := range []struct {
		line  string
		why   schema.Reason
		place int
	}{
		{"", schema.WhyNeedsText, 1},
		{"@afa 20/05", schema.WhyNeedsText, 1},
		{"été", schema.WhyNeedsOwner, 4},
		{"fiche 20/05", schema.WhyNeedsOwner, 12},
		{"fiche @afa", schema.WhyNeedsDue, 11},
		{"fiche @afa 31/02", schema.WhyDate, 12},
		{"fiche @afa 01/05", schema.WhyPast, 12},
		{"fiche @afa @un @deux 20/05", schema.WhyUnknown, 16},
		{"fiche\x1b[2J @afa 20/05", schema.WhyControl, 6},
	} {
		_, err := schema.ParseActionLine(tc.line, meetingDay, schema.Paris)
		var f *schema.Fault
		if !errors.As(err, &f) || !errors.Is(err, schema.ErrInvalid) {
			t.Errorf("%q: %v, want a fault", tc.line, err)
			continue
		}
		if f.Why != tc.why || f.Place != tc.place {
			t.Errorf("%q: %s at %d, want %s at %d", tc.line, f.Why, f.Place, tc.why, tc.place)
		}
	}
}

func TestWhatWasUnderstoodIsGivenWithTheFault(t *testing.T) {
	got, err := schema.ParseActionLine("fiche contact #formation @afa", meetingDay, schema.Paris)
	if err == nil || got.Text != "fiche contact" || got.Owner != "afa" || got.Theme != "formation" {
		t.Errorf("got %+v, %v", got, err)
	}
}

func FuzzParseActionLine(f *testing.F) {
	for _, s := range []string{"AFA : fiche contact @afa 20/05 #formation", "@a/b x 3d", "@/ #", "\u00a0@\u202e 31/02", "x @a 29/02"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := schema.ParseActionLine(s, meetingDay, schema.Paris)
		if err != nil {
			var fault *schema.Fault
			if !errors.As(err, &fault) || fault.Place < 0 || fault.Place > len([]rune(s))+1 {
				t.Fatalf("%q: %v", s, err)
			}
			return
		}
		if d.Text == "" || d.Owner == "" || d.Due.IsZero() {
			t.Fatalf("%q: accepted as %+v", s, d)
		}
		if strings.ContainsAny(d.Text, "\x00\x1b\n\r") {
			t.Fatalf("%q: control characters in %q", s, d.Text)
		}
	})
}
