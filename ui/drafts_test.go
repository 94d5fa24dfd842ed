package ui_test

import (
	"context"
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
	if _, err := desk.KeepUnsent(context.Background(), schema.Unsent{Verb: schema.VerbReply, Noun: schema.NounRequest, Subject: r.ID, Ref: r.Ref, Body: "{}"}); err != nil {
		t.Fatal(err)
	}
	d.Press("g", "d")
	d.Shows("Drafts", "GOO-2015-0001  reply")
	d.Press("enter")
	d.Shows("Reply to GOO-2015-0001")
}

func TestDraftsOfTheAuthorityAreAlsoRequests(t *testing.T) {
	d := open(t, register(), "pharos", ui.Options{})
	d.Press("g", "d", "enter")
	d.Shows("status:draft")
	d.Hides("GOO-2015-0001")
}
