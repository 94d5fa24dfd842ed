package ui_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"contactgroup/schema"
	"contactgroup/ui"
	"contactgroup/ui/lang"
	"contactgroup/ui/uitest"
)

// situation is a request or an action item of which one thing is to be told.
type situation struct {
	name   string
	ref    string
	list   string // the key of a list that it is in
	filter string // that finds it there
	add    func(*uitest.Register)
	inside bool // it is told on its page alone, at the end of it
}

const sameRef = "GOO-2015-0001"

// inState is a request of which all but the state is the same.
func inState(s schema.State) situation {
	return situation{string(s), sameRef, "1", "status:" + string(s), func(g *uitest.Register) {
		g.Add(schema.Request{Ref: sameRef, Subject: "Même objet", State: s, Received: uitest.Noon.Add(-time.Hour)})
	}, false}
}

// inLight is a request of which all but the deadline or the label is the same.
func inLight(name string, r schema.Request) situation {
	r.Ref, r.Subject, r.ClockStart, r.Received = sameRef, "Même objet", uitest.Noon.Add(-time.Hour), uitest.Noon.Add(-time.Hour)
	return situation{name, sameRef, "1", "", func(g *uitest.Register) { g.Add(r) }, false}
}

// replied is a request whose reply came to be judged so.
func replied(state schema.ReplyState) situation {
	return situation{string(state), sameRef, "1", "status:answered", func(g *uitest.Register) {
		g.Add(schema.Request{Ref: sameRef, Subject: "Même objet", State: schema.StateAnswered})
		g.AddReply(sameRef, schema.Reply{Text: "Même texte", State: state})
	}, state == schema.ReplyAccepted} // the row of a request that is answered says so, and no more
}

// acting is an action item of which all but the state and the day is the same.
func acting(name string, x schema.Action) situation {
	x.Ref, x.Text, x.Owner = "A-2015-001", "Même action", "google"
	filter := ""
	if x.State != "" {
		filter = "status:" + string(x.State)
	}
	return situation{name, x.Ref, "5", filter, func(g *uitest.Register) { g.AddAction(x) }, false}
}

// observed is a content claimed to be gone, as it was looked at.
func observed(as string) situation {
	return situation{"observed " + as, sameRef, "1", "", func(g *uitest.Register) {
		g.Add(schema.Request{Ref: sameRef, Subject: "Même objet", Contents: []schema.Content{
			{N: 1, URL: "https://e.example/1", Outcome: schema.OutcomeRemovedLaw, Observed: as, ObservedAt: uitest.Noon}}})
	}, true}
}

func day(d int) schema.Date { return schema.Date{Year: 2015, Month: 5, Day: d} }

// What the colours of a theme tell, a terminal without any tells by signs and words.
func TestEachStateIsToldApartWithoutColours(t *testing.T) {
	at := func(d time.Duration) time.Time { return uitest.Noon.Add(d) }
	families := map[string][]situation{
		"states": {inState(schema.StateDraft), inState(schema.StateToApprove), inState(schema.StateSent), inState(schema.StateInProgress), inState(schema.StateClarification),
			inState(schema.StateImpossible), inState(schema.StateAnswered), inState(schema.StateClosed), inState(schema.StateWithdrawn), inState(schema.StateDuplicate)},
		"lights": {inLight("late", schema.Request{Due: at(-time.Minute)}), inLight("soon", schema.Request{Due: at(time.Hour)}), inLight("in time", schema.Request{Due: at(20 * time.Hour)}),
			inLight("none", schema.Request{}), inLight("on hold", schema.Request{State: schema.StateClarification, Due: at(time.Hour), ClockStop: at(-time.Minute)})},
		"labels":  {inLight("P0", schema.Request{Label: schema.P0}), inLight("P1", schema.Request{Label: schema.P1}), inLight("P2", schema.Request{Label: schema.P2}), inLight("P3", schema.Request{Label: schema.P3}), inLight("P4", schema.Request{Label: schema.P4})},
		"replies": {replied(schema.ReplySent), replied(schema.ReplyDisputed), replied(schema.ReplyAccepted)},
		"actions": {acting("open", schema.Action{}), acting("in progress", schema.Action{State: schema.ActionInProgress}), acting("blocked", schema.Action{State: schema.ActionBlocked}),
			acting("done", schema.Action{State: schema.ActionDone}), acting("dropped", schema.Action{State: schema.ActionDropped})},
		"days":     {acting("late", schema.Action{Due: day(1)}), acting("soon", schema.Action{Due: day(7)}), acting("in time", schema.Action{Due: day(28)})},
		"observed": {observed(""), observed(schema.ObservedLive), observed(schema.ObservedGone)},
	}
	for family, all := range families {
		for _, words := range lang.All {
			for _, size := range sizes {
				where := fmt.Sprintf("%s, %s, %dx%d", family, words.Code, size[0], size[1])
				rows, pages := map[string]string{}, map[string]string{}
				for _, s := range all {
					g := uitest.NewRegister()
					s.add(g)
					d := open(t, g, "pharos", ui.Options{Words: words, Width: size[0], Height: size[1]})
					row := rowOf(d, s)
					if !s.inside {
						alone(t, rows, where+", in the list", s, row)
					}
					d.Press("enter")
					top := d.Screen()
					d.Press("G")
					alone(t, pages, where+", on its page", s, top+d.Screen())
				}
			}
		}
	}
}

// rowOf is how a list shows the situation, with nothing else beside it.
func rowOf(d *uitest.Driver, s situation) string {
	d.Press(s.list)
	if s.filter != "" {
		d.Press("/")
		d.Type(s.filter)
		d.Press("enter")
	}
	d.Press("f")
	_, text, _ := strings.Cut(d.Screen(), "►")
	text, _, _ = strings.Cut(text, "\n\n")
	return text
}

// alone fails for what looks like another, and where nothing is seen.
func alone(t *testing.T, seen map[string]string, where string, s situation, text string) {
	t.Helper()
	if !strings.Contains(text, s.ref) || strings.Contains(text, "\x1b") {
		t.Fatalf("%s: %s shows\n%s", where, s.name, text)
	}
	if other, known := seen[text]; known {
		t.Errorf("%s: %s looks like %s:\n%s", where, s.name, other, text)
	}
	seen[text] = s.name
}
