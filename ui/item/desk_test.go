package item_test

import (
	"context"
	"slices"
	"strings"
	"time"

	"contactgroup/schema"
	"contactgroup/ui/uitest"
)

// desk is a register of one request, as one member sees it.
type desk struct {
	who     schema.Actor
	request schema.Request
	replies []schema.Reply
	events  []schema.Event
	steps   []schema.Step
	revs    []int
	sent    []schema.ReplyDraft
	drafts  []schema.RequestDraft
	law     []schema.Legal // beyond what every group has
	refuse  error          // the next write answers it
	uitest.Notebook
	escalated []schema.Escalation
	advice    []string // each recommendation, and each answer to one
}

func (d *desk) Who() schema.Actor     { return d.who }
func (d *desk) Policy() schema.Policy { return schema.DefaultPolicy }

func (d *desk) Organisations(context.Context) ([]schema.Organisation, error) {
	return []schema.Organisation{
		{Code: "ministry", Name: "Ministère de l’intérieur", Kind: schema.OrgAuthority},
		{Code: "google", Name: "Google", Kind: schema.OrgOperator}, {Code: "afa", Name: "AFA", Kind: schema.OrgAssociation},
		{Code: "isp", Name: "FAI", Kind: schema.OrgAssociation, Functions: []schema.Function{"access_provider"}},
		{Code: "gone", Name: "Parti", Kind: schema.OrgOperator, Disabled: true},
	}, nil
}

func (d *desk) Legals(context.Context) ([]schema.Legal, error) {
	return slices.Concat(schema.DefaultLegals, d.law), nil
}

func (d *desk) Members(context.Context) ([]schema.Member, error) {
	return []schema.Member{{ID: 7, Login: "google", Name: "Google astreinte", OrgCode: "google"}, {ID: 8, Login: "second", Name: "Second", OrgCode: "google"}}, nil
}

func (d *desk) Request(_ context.Context, ref string) (schema.Request, error) {
	if !strings.EqualFold(ref, d.request.Ref) {
		return schema.Request{}, schema.NotFound(ref)
	}
	return d.request, nil
}

func (d *desk) FullRequest(ctx context.Context, ref string) (schema.FullRequest, error) {
	r, err := d.Request(ctx, ref)
	return schema.FullRequest{Request: r, Replies: d.replies, Events: d.events}, err
}

func (d *desk) NewRequest(ctx context.Context, draft schema.RequestDraft) (schema.Request, error) {
	d.Did(ctx, schema.VerbNew, schema.NounRequest, 0)
	d.drafts = append(d.drafts, draft)
	return schema.Request{ID: 99, Ref: "B-2015-0099"}, d.take()
}

func (d *desk) EditRequest(_ context.Context, _ schema.ID, rev int, draft schema.RequestDraft) (schema.Request, error) {
	d.drafts, d.revs = append(d.drafts, draft), append(d.revs, rev)
	return d.request, d.take()
}

func (d *desk) Act(ctx context.Context, id schema.ID, rev int, step schema.Step) (schema.Request, error) {
	d.revs = append(d.revs, rev)
	if err := d.take(); err != nil {
		return schema.Request{}, err
	}
	d.steps = append(d.steps, step)
	d.Did(ctx, step.Verb, schema.NounRequest, id)
	if step.Verb == schema.VerbClaim {
		d.request.Assignee, d.request.AssigneeName, d.request.State = d.who.Member, d.who.Name, schema.StateInProgress
	}
	d.request.Rev++
	return d.request, nil
}

func (d *desk) Reply(ctx context.Context, id schema.ID, rev int, draft schema.ReplyDraft) (schema.Reply, error) {
	d.revs = append(d.revs, rev)
	if err := d.take(); err != nil {
		return schema.Reply{}, err
	}
	d.sent = append(d.sent, draft)
	d.Did(ctx, schema.VerbReply, schema.NounRequest, id)
	return schema.Reply{N: 1, State: schema.ReplyHeld}, nil
}

func (d *desk) Meeting(context.Context, string) (schema.Meeting, error) {
	return schema.Meeting{Starts: time.Date(2015, 6, 2, 14, 0, 0, 0, schema.Paris)}, nil
}

func (d *desk) Escalate(_ context.Context, _ schema.ID, rev int, e schema.Escalation) ([]schema.Request, error) {
	d.escalated, d.revs = append(d.escalated, e), append(d.revs, rev)
	return []schema.Request{{Ref: "B-2015-0100"}}, d.take()
}

func (d *desk) Reverify(_ context.Context, _ schema.ID, rev int, c schema.Recheck) (schema.Request, error) {
	d.revs = append(d.revs, rev)
	for _, n := range c.Contents {
		d.request.Contents[n-1].Observed, d.request.Contents[n-1].ObservedAt = c.Observed, now
	}
	d.request.Rev++
	return d.request, d.take()
}

func (d *desk) take() error {
	err := d.refuse
	d.refuse = nil
	return err
}

var (
	now    = time.Date(2015, 5, 5, 13, 0, 0, 0, schema.Paris).UTC()
	google = schema.Actor{Member: 7, Login: "google", Name: "Google astreinte", Role: schema.RoleCorrespondent, Org: 2,
		OrgCode: "google", OrgName: "Google", OrgKind: schema.OrgOperator, Zone: "Europe/Paris"}
	pharos = schema.Actor{Member: 3, Login: "pharos", Name: "PHAROS", Role: schema.RoleRequester, Org: 1, OrgCode: "ministry",
		OrgName: "Ministère de l’intérieur", OrgKind: schema.OrgAuthority, Service: "PHAROS", Zone: "Europe/Paris"}
)

// deskOf gives a member's desk with a request of n contents, sent at 10:10.
func deskOf(who schema.Actor, n int) *desk {
	at := now.Add(-170 * time.Minute)
	r := schema.Request{ID: 42, Ref: "GOO-2015-0042", Rev: 3, Kind: schema.KindWithdrawal, Regime: schema.RegimeLCEN, LegalBasis: "C. pénal, art. 421-2-5",
		Subject: "Retrait de vidéos d’apologie", Reasons: "Images d’exécution.\nDiffusion massive.", Service: "PHAROS", Addressee: "google",
		Label: schema.P2, LabelReason: "provocation", State: schema.StateSent, TLP: schema.TLPAmber, Clock: "withdrawal", ClockSource: "LCEN art. 6-1",
		ClockStart: at, Sent: at, Due: at.Add(24 * time.Hour), ContentCount: n, Updated: at}
	for i := range n {
		r.Contents = append(r.Contents, schema.Content{N: i + 1, URL: "https://videos.example/" + string(rune('a'+i)), Type: "video"})
	}
	return &desk{who: who, request: r, events: []schema.Event{
		{Audience: "google/requests", Seq: 1, At: at.Add(-20 * time.Hour), Actor: "PHAROS", Verb: schema.VerbSend, Noun: schema.NounRequest, Subject: 42, Ref: r.Ref,
			Changes: []schema.Change{{Field: schema.FieldState, From: "draft", To: "sent"}}},
		{Audience: "google/requests", Seq: 2, At: at, Actor: "Google astreinte", Verb: schema.VerbLabel, Noun: schema.NounRequest, Subject: 42, Ref: r.Ref,
			Changes: []schema.Change{{Field: schema.FieldLabel, From: "P3", To: "P2"}}, Text: "provocation"},
		{Audience: "google/requests", Seq: 3, At: at.Add(40 * time.Minute), Actor: "Google astreinte", Verb: schema.VerbNote, Noun: schema.NounRequest, Subject: 42,
			Ref: r.Ref, Text: "Vérifier la troisième.\nAvant midi.", Internal: true},
	}}
}
