package ui_test

import (
	"fmt"
	"testing"
	"time"

	"contactgroup/schema"
	"contactgroup/ui"
	"contactgroup/ui/lang"
	"contactgroup/ui/uitest"
)

// Who presses z thinks of what they did last: what they did before that is not
// taken back in its place.
func TestUndoAfterWhatCannotBeUndoneSaysSoBeforeItGoesFurtherBack(t *testing.T) {
	for name, keys := range map[string][]string{"in the list": nil, "on its page": {"enter"}, "in its verification": {"="}} {
		g := uitest.NewRegister()
		for n := range 2 {
			g.Add(schema.Request{Ref: fmt.Sprintf("GOO-2015-%04d", n+1), Subject: "Retrait", State: schema.StateAnswered, Due: uitest.Noon.Add(time.Duration(n+1) * time.Hour), ClockStart: uitest.Noon})
		}
		g.AddReply("GOO-2015-0002", schema.Reply{Text: "Retirée.", Outcomes: []schema.ReplyOutcome{{N: 1, Outcome: schema.OutcomeRemovedTerms}}})
		d := open(t, g, "pharos", ui.Options{Words: lang.French})
		d.Press("i") // the hand goes on to the second
		before := g.Find("GOO-2015-0001").Assignee
		if before == 0 {
			t.Fatal("not claimed")
		}
		d.Press(append(keys, "-")...)
		d.Type("Encore en ligne.")
		d.Press("enter")
		d.Shows("contestée")
		d.Press("z")
		d.Shows("– cela ne s’annule pas ; z encore une")
		if g.Find("GOO-2015-0001").Assignee == 0 {
			t.Fatalf("%s: the claim before it was undone at once", name)
		}
	}
}

func TestUndoGoesFurtherBackWhenAskedOnceMore(t *testing.T) {
	g := uitest.NewRegister()
	g.Add(schema.Request{Ref: "GOO-2015-0001", Subject: "Retrait", Due: uitest.Noon.Add(time.Hour), ClockStart: uitest.Noon})
	d := open(t, g, "google", ui.Options{Words: lang.English})
	d.Press("i", "c", "i")
	d.Type("Seen.")
	d.Press("f2", "y", "z")
	d.Shows("– that cannot be undone;")
	if g.Find("GOO-2015-0001").Assignee == 0 {
		t.Fatal("undone at once")
	}
	d.Press("z")
	d.Shows("Undone")
}
