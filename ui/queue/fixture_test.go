package queue_test

import (
	"fmt"
	"testing"
	"time"

	"contactgroup/schema"
	"contactgroup/ui"
	"contactgroup/ui/uitest"
)

// in is a time counted from the register's noon.
func in(d time.Duration) time.Time { return uitest.Noon.Add(d) }

// group is a register with requests in the situations that a list tells apart.
func group() *uitest.Register {
	g := uitest.NewRegister()
	started := in(-time.Hour)
	g.Add(schema.Request{Ref: "GOO-2015-0042", Label: schema.P2, State: schema.StateInProgress, Kind: schema.KindWithdrawal, Regime: schema.RegimeLCEN,
		Subject: "Retrait vidéo, 3 URL", Due: in(130 * time.Minute), ClockStart: started, Received: started, Assignee: 11, AssigneeLogin: "pharos", AssigneeName: "Agent PHAROS",
		Contents: []schema.Content{{N: 1, URL: "https://exemple.example/1"}, {N: 2, URL: "https://exemple.example/2", Outcome: schema.OutcomeRemovedLaw}, {N: 3, URL: "https://exemple.example/3"}}})
	g.Add(schema.Request{Ref: "GOO-2015-0017", Label: schema.P1, Subject: "Compte usurpé", Due: in(-10 * time.Minute), ClockStart: started})
	g.Add(schema.Request{Ref: "TWT-2015-0031", Label: schema.P3, Addressee: "twitter", State: schema.StateClarification, Subject: "Précision base légale", ClockStart: started,
		ClockStop: in(-5 * time.Minute), Ground: schema.GroundClarification, Received: started})
	g.Add(schema.Request{Ref: "GOO-2015-0050", Subject: "Apologie, page publique", Due: in(20 * time.Hour), ClockStart: started, Received: started})
	g.Add(schema.Request{Ref: "B-2015-0007", State: schema.StateDraft, Kind: schema.KindBlocking, Subject: "Blocage à préparer"})
	g.Add(schema.Request{Ref: "B-2015-0008", State: schema.StateToApprove, Kind: schema.KindWithdrawal, Subject: "Retrait à viser", Label: schema.P2})
	g.Add(schema.Request{Ref: "GOO-2015-0051", Subject: "Chaîne de propagande", State: schema.StateInProgress, Received: started})
	g.AddReply("GOO-2015-0051", schema.Reply{Text: "Retirée.", Outcomes: []schema.ReplyOutcome{{N: 1, Outcome: schema.OutcomeRemovedTerms}}})
	g.AddAction(schema.Action{Ref: "A-2015-017", Text: "Fiche contact à jour", Owner: "google", Due: schema.Date{Year: 2015, Month: 5, Day: 20}, Theme: "formation"})
	g.AddAction(schema.Action{Ref: "A-2015-018", Text: "Liste des points de contact", Owner: "twitter", Due: schema.Date{Year: 2015, Month: 5, Day: 1}, State: schema.ActionInProgress, Carried: 2})
	return g
}

// crowd is a register with n open requests of Google, due one minute after the other.
func crowd(n int) *uitest.Register {
	g := uitest.NewRegister()
	for i := range n {
		g.Add(schema.Request{Ref: fmt.Sprintf("GOO-2015-%04d", i+1), Subject: fmt.Sprintf("Demande %d", i+1), Due: in(time.Duration(i+1) * time.Minute), ClockStart: in(-time.Hour)})
	}
	return g
}

func open(t testing.TB, g *uitest.Register, login string, o ui.Options) *uitest.Driver {
	t.Helper()
	d := uitest.Open(t, g.As(login), o, g.Pass)
	d.Settle()
	return d
}
