package item_test

import (
	"context"
	"slices"
	"testing"

	"contactgroup/schema"
)

var (
	overseer = schema.Actor{Member: 41, Login: "overseer", Name: "Personnalité qualifiée", Role: schema.RoleOverseer, Org: 5, OrgCode: "cnil", OrgName: "CNIL",
		OrgKind: schema.OrgOversight, Zone: "Europe/Paris"}
	validator = schema.Actor{Member: 13, Login: "validator", Name: "Valideur", Role: schema.RoleValidator, Org: 1, OrgCode: "ministry", OrgName: "Ministère",
		OrgKind: schema.OrgAuthority, Service: "VISA", Zone: "Europe/Paris"}
)

// Recommend and AnswerRecommendation keep to the rules of who may, and when.
func (d *desk) Recommend(_ context.Context, _ schema.ID, _ int, text string, withdraw bool) (schema.Request, error) {
	if err := schema.MayFollowUp(d.who, schema.VerbRecommend, d.request, now); err != nil {
		return d.request, err
	}
	if err := d.take(); err != nil {
		return d.request, err
	}
	how := "remark: "
	if withdraw {
		how = "withdraw: "
	}
	d.advice = append(d.advice, how+text)
	d.request.Recommended = schema.RecommendationOpen
	return d.request, nil
}

func (d *desk) AnswerRecommendation(_ context.Context, _ schema.ID, _ int, follow bool, reason string) (schema.Request, error) {
	v, how := schema.VerbDecline, "declined: "
	if follow {
		v, how = schema.VerbFollow, "followed: "
	}
	if err := schema.MayFollowUp(d.who, v, d.request, now); err != nil {
		return d.request, err
	}
	if err := d.take(); err != nil {
		return d.request, err
	}
	d.advice = append(d.advice, how+reason)
	return d.request, nil
}

func overseen(who schema.Actor) *desk {
	d := deskOf(who, 1)
	d.request.Kind, d.request.State = schema.KindWithdrawal, schema.StateInProgress
	return d
}

func TestTheOverseerRecommendsOnTheRequestItself(t *testing.T) {
	d := overseen(overseer)
	opened(t, d).Press("t", "space", "tab").Type("Une caricature.").Press("f2", "y")
	if !slices.Equal(d.advice, []string{"withdraw: Une caricature."}) {
		t.Errorf("on record %q", d.advice)
	}
	d = overseen(overseer)
	d.refuse = &schema.Fault{Class: schema.ErrStale, Why: schema.WhyChanged, Ref: d.request.Ref}
	g := opened(t, d).Press("t", "tab").Type("Une caricature.").Press("f2", "y")
	g.Shows("Une caricature.")
	g.Press("f2", "y")
	if !slices.Equal(d.advice, []string{"remark: Une caricature."}) {
		t.Errorf("after a refusal %q, failures %v", d.advice, g.Fails)
	}
	d = overseen(overseer)
	d.request.Kind = schema.KindReferral
	if g := opened(t, d).Press("t"); len(g.Dialogs) > 0 {
		t.Error("a recommendation is asked for where none can be")
	}
}

func TestTheAuthorityFollowsOrDeclinesOnTheRequestItself(t *testing.T) {
	for keys, want := range map[string]string{"+": "followed: Exact.", "-": "declined: Exact."} {
		d := overseen(validator)
		d.request.Recommended = schema.RecommendationOpen
		g := opened(t, d)
		d.refuse = &schema.Fault{Class: schema.ErrStale, Why: schema.WhyChanged, Ref: d.request.Ref}
		g.Press("t", keys).Type("Exact.").Press("enter").Press("enter") // refused, and there again
		if !slices.Equal(d.advice, []string{want}) {
			t.Errorf("%s: on record %q, failures %v", keys, d.advice, g.Fails)
		}
	}
	d := overseen(validator)
	if opened(t, d).Press("t", "+"); len(d.advice) > 0 {
		t.Errorf("answered what nobody recommended: %q", d.advice)
	}
}

func TestWhoMayNotKnowOfRecommendationsSeesNoKeyOfThem(t *testing.T) {
	for _, who := range []schema.Actor{google, pharos} {
		for _, k := range opened(t, overseen(who)).Top.Keys() {
			if slices.Contains(k.Keys, "t") || k.Verb == schema.VerbRecommend {
				t.Errorf("%s: %v %s", who.Login, k.Keys, k.Help)
			}
		}
	}
}
