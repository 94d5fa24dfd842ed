package main

import (
	"context"
	"slices"
	"sync/atomic"

	"contactgroup/schema"
	"contactgroup/store"
	"contactgroup/ui/lang"
)

// toldDesk is a desk that says of what is erased when it was, in its member's
// language, where the texts were.
type toldDesk struct {
	*store.Desk
	words  *atomic.Pointer[lang.Words]
	choose func(schema.Lang) *lang.Words // nil: the language stays
}

// told is the desk that everything of one session reads from.
func told(desk *store.Desk, words *lang.Words, choose func(schema.Lang) *lang.Words) toldDesk {
	d := toldDesk{Desk: desk, words: &atomic.Pointer[lang.Words]{}, choose: choose}
	d.words.Store(words)
	return d
}

// SetSetting hears which language the member goes on in.
func (d toldDesk) SetSetting(ctx context.Context, key, value string) (schema.Settings, error) {
	s, err := d.Desk.SetSetting(ctx, key, value)
	if err == nil && d.choose != nil {
		d.words.Store(d.choose(s.Lang))
	}
	return s, err
}

// one says it of one thing.
func one[T any](d toldDesk, tell func(*lang.Words, *T) bool, x T, err error) (T, error) {
	tell(d.words.Load(), &x)
	return x, err
}

// each says it of several, which other desks may read too.
func each[T any](d toldDesk, tell func(*lang.Words, *T) bool, all []T, err error) ([]T, error) {
	words, own := d.words.Load(), false
	var x T // one for all: it is given away
	for i := range all {
		if x = all[i]; !tell(words, &x) {
			continue
		}
		if !own {
			all, own = slices.Clone(all), true
		}
		all[i] = x
	}
	return all, err
}

func page[T any](d toldDesk, tell func(*lang.Words, *T) bool, p schema.Page[T], err error) (schema.Page[T], error) {
	p.Items, err = each(d, tell, p.Items, err)
	return p, err
}

func (d toldDesk) Requests(ctx context.Context, l schema.List) (schema.Page[schema.Request], error) {
	p, err := d.Desk.Requests(ctx, l)
	return page(d, (*lang.Words).TellRequest, p, err)
}

func (d toldDesk) RequestsByID(ctx context.Context, ids []schema.ID) ([]schema.Request, error) {
	all, err := d.Desk.RequestsByID(ctx, ids)
	return each(d, (*lang.Words).TellRequest, all, err)
}

func (d toldDesk) Request(ctx context.Context, ref string) (schema.Request, error) {
	r, err := d.Desk.Request(ctx, ref)
	return one(d, (*lang.Words).TellRequest, r, err)
}

func (d toldDesk) Replies(ctx context.Context, l schema.List) (schema.Page[schema.Reply], error) {
	p, err := d.Desk.Replies(ctx, l)
	return page(d, (*lang.Words).TellReply, p, err)
}

func (d toldDesk) RepliesOf(ctx context.Context, id schema.ID) ([]schema.Reply, error) {
	all, err := d.Desk.RepliesOf(ctx, id)
	return each(d, (*lang.Words).TellReply, all, err)
}

func (d toldDesk) Actions(ctx context.Context, l schema.List) (schema.Page[schema.Action], error) {
	p, err := d.Desk.Actions(ctx, l)
	return page(d, (*lang.Words).TellAction, p, err)
}

func (d toldDesk) ActionsByID(ctx context.Context, ids []schema.ID) ([]schema.Action, error) {
	all, err := d.Desk.ActionsByID(ctx, ids)
	return each(d, (*lang.Words).TellAction, all, err)
}

func (d toldDesk) Action(ctx context.Context, ref string) (schema.Action, error) {
	a, err := d.Desk.Action(ctx, ref)
	return one(d, (*lang.Words).TellAction, a, err)
}

func (d toldDesk) Meetings(ctx context.Context) ([]schema.Meeting, error) {
	all, err := d.Desk.Meetings(ctx)
	return each(d, (*lang.Words).TellMeeting, all, err)
}

func (d toldDesk) Meeting(ctx context.Context, ref string) (schema.Meeting, error) {
	m, err := d.Desk.Meeting(ctx, ref)
	return one(d, (*lang.Words).TellMeeting, m, err)
}

func (d toldDesk) Register(ctx context.Context, ref string, asOf schema.Date) (schema.Register, error) {
	r, err := d.Desk.Register(ctx, ref, asOf)
	return one(d, (*lang.Words).TellRegister, r, err)
}

func (d toldDesk) Pack(ctx context.Context, ref string, asOf schema.Date, version int) (schema.Pack, error) {
	p, err := d.Desk.Pack(ctx, ref, asOf, version)
	return one(d, (*lang.Words).TellPack, p, err)
}

func (d toldDesk) Commitments(ctx context.Context, l schema.List) (schema.Page[schema.Commitment], error) {
	p, err := d.Desk.Commitments(ctx, l)
	return page(d, (*lang.Words).TellCommitment, p, err)
}

func (d toldDesk) Commitment(ctx context.Context, ref string) (schema.Commitment, error) {
	c, err := d.Desk.Commitment(ctx, ref)
	return one(d, (*lang.Words).TellCommitment, c, err)
}

func (d toldDesk) Cases(ctx context.Context, l schema.List) (schema.Page[schema.Case], error) {
	p, err := d.Desk.Cases(ctx, l)
	return page(d, (*lang.Words).TellCase, p, err)
}

func (d toldDesk) Case(ctx context.Context, ref string) (schema.Case, error) {
	k, err := d.Desk.Case(ctx, ref)
	return one(d, (*lang.Words).TellCase, k, err)
}

func (d toldDesk) Crises(ctx context.Context) ([]schema.Crisis, error) {
	all, err := d.Desk.Crises(ctx)
	return each(d, (*lang.Words).TellCrisis, all, err)
}

func (d toldDesk) Invitations(ctx context.Context) ([]schema.Invitation, error) {
	all, err := d.Desk.Invitations(ctx)
	return each(d, (*lang.Words).TellInvitation, all, err)
}

func (d toldDesk) FullRequest(ctx context.Context, ref string) (schema.FullRequest, error) {
	r, err := d.Desk.FullRequest(ctx, ref)
	return one(d, (*lang.Words).TellFullRequest, r, err)
}
