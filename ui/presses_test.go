package ui_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"contactgroup/schema"
	"contactgroup/ui"
	"contactgroup/ui/lang"
	"contactgroup/ui/uitest"
)

// TestFrequentWorkTakesFewPresses presses the keys of the work that members do
// most, through the whole desk, and counts them.
func TestFrequentWorkTakesFewPresses(t *testing.T) {
	replied := func(g *uitest.Register) error {
		if r := g.Find("GOO-2015-0001"); r.Replies != 1 || r.State != schema.StateAnswered {
			return fmt.Errorf("not replied: %+v", r)
		}
		return nil
	}
	closed := func(g *uitest.Register) error {
		if r := g.Find("GOO-2015-0001"); r.State != schema.StateClosed || r.LastReply != schema.ReplyAccepted {
			return fmt.Errorf("not accepted and closed: %s, %s", r.State, r.LastReply)
		}
		return nil
	}
	for _, tc := range []struct {
		name  string
		login string
		begin []string // leads there and is not counted
		keys  []string
		most  int
		done  func(*uitest.Register) error
	}{
		{"claim and reply to a request of one content, by the form", "google", nil, []string{"i", "k", "r", "1", "f2", "y"}, 6, replied},
		{"the same on its page", "google", []string{"enter"}, []string{"i", "r", "1", "f2", "y"}, 6, replied},
		{"the same, simply", "google", []string{"enter"}, []string{"i", "R", "1"}, 6, replied},
		{"an answer in two keys, in the list", "google", nil, []string{"R", "1"}, 2, replied},
		{"the same on a French keyboard", "google", nil, []string{"R", "&"}, 2, replied},
		{"accept and close, on the page", "pharos", []string{"enter"}, []string{"+", "x"}, 2, closed},
		{"accept and close, from the list", "pharos", nil, []string{"=", "x"}, 2, closed},
		{"twenty identical outcomes", "google", nil, []string{"*", "R", "1", "y"}, 10, func(g *uitest.Register) error {
			for n := range 20 {
				if r := g.Find(fmt.Sprintf("GOO-2015-%04d", n+1)); r.Replies != 1 || r.State != schema.StateAnswered {
					return fmt.Errorf("%s is %s", r.Ref, r.State)
				}
			}
			return nil
		}},
	} {
		g := uitest.NewRegister()
		state := schema.StateSent
		if tc.login == "pharos" {
			state = schema.StateAnswered
		}
		for n := range 20 {
			g.Add(schema.Request{Ref: fmt.Sprintf("GOO-2015-%04d", n+1), Subject: "Retrait", State: state, Due: uitest.Noon.Add(time.Duration(n+1) * time.Hour), ClockStart: uitest.Noon})
		}
		if tc.login == "pharos" {
			g.AddReply("GOO-2015-0001", schema.Reply{Text: "Retirée.", Outcomes: []schema.ReplyOutcome{{N: 1, Outcome: schema.OutcomeRemovedTerms}}})
		}
		d := open(t, g, tc.login, ui.Options{Words: lang.French})
		if tc.login == "pharos" {
			d.Press("4")
		}
		d.Press(tc.begin...)
		d.Press(tc.keys...)
		if err := tc.done(g); err != nil {
			t.Errorf("%s: %v\n%s", tc.name, err, d.Screen())
		}
		t.Logf("%s: %d presses (at most %d)", tc.name, len(tc.keys), tc.most)
		if len(tc.keys) > tc.most {
			t.Errorf("%s: %d presses", tc.name, len(tc.keys))
		}
	}
}

func TestSimpleAnswersOfABatchAreAskedHeldAndTakenBackTogether(t *testing.T) {
	g := uitest.NewRegister()
	for n := range 3 {
		g.Add(schema.Request{Ref: fmt.Sprintf("GOO-2015-%04d", n+1), Subject: "Retrait", Due: uitest.Noon.Add(time.Duration(n+1) * time.Hour), ClockStart: uitest.Noon})
	}
	d := open(t, g, "google", ui.Options{Words: lang.French})
	d.Press("*", "R", "1")
	d.Shows("Répondre « retiré – loi » aux 3 demandes marquées ?", "réponses sont retenues")
	if g.Find("GOO-2015-0001").Replies != 0 {
		t.Fatal("sent before it was confirmed")
	}
	d.Press("n")
	d.Shows("3 marquées")
	d.Press("R", "f") // refused: it needs reasons
	d.Shows("refusé – motif")
	d.Press("enter")
	d.Shows("obligatoire")
	d.Type("Licite.")
	d.Press("enter", "y")
	d.Shows("3 réponses partent dans 10 s")
	if r := g.Find("GOO-2015-0003"); r.Replies != 1 {
		t.Fatalf("not sent: %+v", r)
	}
	d.Press("z")
	for _, ref := range []string{"GOO-2015-0001", "GOO-2015-0002", "GOO-2015-0003"} {
		if g.Find(ref).Replies != 0 {
			t.Errorf("%s was not taken back", ref)
		}
	}
}

func TestASimpleAnswerWaitsUntilAllThatMatchIsMarked(t *testing.T) {
	g := register()
	d := open(t, g, "google", ui.Options{Words: lang.French})
	g.Gathering = func(ctx context.Context, call string, _ schema.Query) error {
		if call == "RequestIDs" {
			d.Park(ctx)
		}
		return ctx.Err()
	}
	d.Press("*", "R")
	d.Shows("Marquage en cours.")
	d.Press("1")
	if r := g.Find("GOO-2015-0001"); r.Replies != 0 {
		t.Errorf("the row under the hand was answered in place of what is being marked: %+v", r)
	}
}

func TestThatAReplyIsHeldIsToldForAsLongAsItIs(t *testing.T) {
	for name, keys := range map[string][]string{
		"one, in the list": {"R", "1"}, "one, on its page": {"enter", "R", "1"}, "one, by the form": {"r", "1", "f2", "y"}, "several": {"*", "R", "1", "y"},
	} {
		g := uitest.NewRegister()
		for n := range 2 {
			g.Add(schema.Request{Ref: fmt.Sprintf("GOO-2015-%04d", n+1), Subject: "Retrait", Due: uitest.Noon.Add(time.Duration(n+1) * time.Hour), ClockStart: uitest.Noon})
		}
		d := open(t, g, "google", ui.Options{Words: lang.French})
		d.Press(keys...)
		if d.Shows("dans 10 s"); t.Failed() {
			t.Fatal(name)
		}
		d.Pass(schema.UndoTime)
		if d.Hides("dans 10 s"); t.Failed() {
			t.Fatal(name)
		}
	}
}
