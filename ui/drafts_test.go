package ui_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"contactgroup/schema"
	"contactgroup/ui"
)

func TestDraftsOfAnyTerminalAreTwoKeysAway(t *testing.T) {
	g := register()
	d := open(t, g, "google", ui.Options{})
	d.Press("g", "d")
	d.Shows("No draft")

	desk := g.As("google")
	r, err := desk.Request(context.Background(), "GOO-2015-0001")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := desk.KeepUnsent(context.Background(), schema.Unsent{Verb: schema.VerbReply, Noun: schema.NounRequest, Subject: r.ID, Ref: r.Ref, Part: fmt.Sprintf("reply/%d/0", r.ID), Body: "[]"}); err != nil {
		t.Fatal(err)
	}
	d.Press("g", "d")
	d.Shows("Drafts", "GOO-2015-0001  reply")
	d.Press("enter")
	d.Shows("Reply to GOO-2015-0001")
}

func TestADraftOfAMeetingOrAnActionOpensItsForm(t *testing.T) {
	for _, tc := range []struct {
		name, part string
		body       string
		noun       schema.Noun
		verb       schema.Verb
		keep       bool // on the action item
		shows      string
	}{
		{"a decision", "decision/2015-05-06", `["Une lettre."]`, schema.NounMeeting, schema.VerbDecide, false, "Une lettre."},
		{"a meeting", "meeting/new", `["plenary","tomorrow","Juin","",""]`, schema.NounMeeting, schema.VerbNew, false, "Juin"},
		{"a note", "action/note/ID", `["Presque."]`, schema.NounAction, schema.VerbNote, true, "Presque."},
		{"an action", "action/new/0", `["Fiche @google"]`, schema.NounAction, schema.VerbNew, false, "Fiche @google"},
	} {
		g := register()
		x := g.AddAction(schema.Action{Ref: "A-2015-001", Text: "Fiche", Owner: "ministry", State: schema.ActionOpen})
		u := schema.Unsent{Verb: tc.verb, Noun: tc.noun}
		switch {
		case tc.keep:
			u.Subject, u.Ref = x.ID, x.Ref
		case tc.verb != schema.VerbNew:
			u.Subject, u.Ref = 1, "2015-05-06"
		}
		u.Part, u.Body = strings.ReplaceAll(tc.part, "ID", fmt.Sprint(u.Subject)), tc.body
		desk := g.As("secretariat")
		if _, err := desk.KeepUnsent(t.Context(), u); err != nil {
			t.Fatal(err)
		}
		d := open(t, g, "secretariat", ui.Options{})
		d.Press("g", "d", "down", "enter")
		t.Run(tc.name, func(t *testing.T) { d.Shows(tc.shows, "Draft taken up again") })
	}
}

func TestDraftsOfTheAuthorityAreAlsoRequests(t *testing.T) {
	d := open(t, register(), "pharos", ui.Options{})
	d.Press("g", "d", "enter")
	d.Shows("status:draft")
	d.Hides("GOO-2015-0001")
}

func TestADraftOfARecommendationOpensItsForm(t *testing.T) {
	g := register()
	desk := g.As("overseer")
	r := g.Add(schema.Request{Ref: "GOO-2015-0099", Kind: schema.KindBlocking, State: schema.StateSent, Subject: "Site miroir"})
	u := schema.Unsent{Verb: schema.VerbRecommend, Noun: schema.NounRequest, Subject: r.ID, Ref: r.Ref, Part: "recommend/" + r.Ref, Body: `["","Trop large."]`}
	if _, err := desk.KeepUnsent(t.Context(), u); err != nil {
		t.Fatal(err)
	}
	d := open(t, g, "overseer", ui.Options{})
	d.Press("g", "d", "enter")
	d.Shows("Trop large.", "Draft taken up again")
}
