package ui_test

import (
	"strings"
	"testing"

	"contactgroup/schema"
	"contactgroup/ui"
	"contactgroup/ui/lang"
	"contactgroup/ui/uitest"
)

// TestThePaletteFindsByEveryWordFor types what comes to mind, in the session's
// language or the other one, with or without accents.
func TestThePaletteFindsByEveryWordFor(t *testing.T) {
	desks := map[schema.Lang]*uitest.Driver{}
	for _, words := range lang.All {
		desks[words.Code] = open(t, register(), "pharos", ui.Options{Words: words})
	}
	for _, tc := range []struct{ words, typed, want string }{
		{"fr", "prendre", "i  "}, {"fr", "claim", "i  "}, {"en", "prendre", "i  "}, {"en", "claim", "i  "}, {"fr", "confier", "a  "},
		{"fr", "verif", "=  "}, {"fr", "vérif", "=  "}, {"fr", "revoir", "=  "}, {"en", "verify", "=  "}, {"en", "check", "=  "}, {"fr", "verify", "=  "},
		{"fr", "reporter", "w  "}, {"fr", "snooze", "w  "}, {"en", "later", "w  "}, {"fr", "priorite", "L  "}, {"fr", "cloturer", "x  "}, {"en", "clore", "x  "},
		{"fr", "viser", "u  "}, {"en", "submit", "u  "}, {"fr", "statistiques", "gs"}, {"en", "chiffres", "gs"}, {"fr", "stats", "gs"}, {"fr", "réunion", "gm"}, {"fr", "meeting", "gm"},
		{"fr", "astreinte", "gc"}, {"en", "on call", "gc"}, {"fr", "engagements", "gr"}, {"fr", "langue", "gp"}, {"en", "retard", "3  "}, {"fr", "overdue", "3  "}, {"fr", "en retard", "3  "},
		{"fr", "defaire", "z  "}, {"fr", "undo", "z  "}, {"fr", "doublon", "marquer doublon"}, {"fr", "duplicate", "marquer doublon"}, {"en", "doublon", "mark as duplicate"},
		{"fr", "gs", "gs"}, {"fr", "!", "!  "}, {"fr", "mrqtt", "marquer tout"},
	} {
		d := desks[schema.Lang(tc.words)]
		d.Press(":")
		d.Type(tc.typed)
		_, found, _ := strings.Cut(d.Screen(), "> "+tc.typed)
		_, found, _ = strings.Cut(found, "►")
		if hand, _, _ := strings.Cut(found, "\n"); !strings.Contains(hand, tc.want) {
			t.Errorf("%s: %q finds %q first, want %q", tc.words, tc.typed, hand, tc.want)
		}
		d.Press("esc")
	}
}

func TestThePaletteOffersNoVerbWithoutAKeyThatIsNotForTheRole(t *testing.T) {
	d := open(t, register(), "google", ui.Options{Words: lang.English})
	d.Press(":")
	d.Type("duplicate")
	d.Hides("mark as duplicate")
	d.Press("esc", ":")
	d.Type("clarif")
	d.Shows("ask for clarification")
	d.Press("enter")
	d.Shows("GOO-2015-0001: ask for clarification")
}

// TestNoReasonIsCut opens all that tells why a key is dim, on the smallest of
// usual terminals.
func TestNoReasonIsCut(t *testing.T) {
	states := []schema.State{schema.StateDraft, schema.StateSent, schema.StateClarification, schema.StateAnswered}
	for _, words := range lang.All {
		for _, login := range []string{"pharos", "google", "secretariat"} {
			for _, state := range states {
				g := uitest.NewRegister()
				g.Add(schema.Request{Ref: "GOO-2015-0001", Subject: "Retrait", State: state, Due: uitest.Noon, ClockStart: uitest.Noon})
				d := open(t, g, login, ui.Options{Words: words, Height: 120})
				for _, keys := range [][]string{{"?"}, {"esc", ":"}, {"esc", "s"}, {"esc", "enter", "?"}, {"esc", ":"}, {"esc", "s"}} {
					d.Press(keys...)
					for line := range strings.Lines(d.Screen()) {
						if _, why, dim := strings.Cut(line, "  ("); dim && strings.HasSuffix(strings.TrimSpace(why), "…") {
							t.Errorf("%s, %s, %s, %v: %s", words.Code, login, state, keys, line)
						}
					}
				}
			}
		}
	}
}
