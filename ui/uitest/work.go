package uitest

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"contactgroup/schema"
)

// matchingActions are the action items that the member sees and a filter lets pass.
func (d *Desk) matchingActions(q schema.Query) []schema.Action {
	var out []schema.Action
	for _, x := range d.g.actions {
		ok := schema.MaySeeAction(d.who, x) && (q.Names(schema.QueryStatus) || !x.State.Terminal())
		for _, t := range q.Terms {
			passes := slices.ContainsFunc(t.Values, func(v string) bool {
				switch t.Field {
				case schema.QueryRef:
					return strings.HasPrefix(x.Ref, v)
				case schema.QueryOrg:
					return x.Owner == v
				case schema.QueryStatus:
					return string(x.State) == v
				}
				return strings.Contains(schema.Fold(x.Ref+" "+x.Text), schema.Fold(v))
			})
			ok = ok && passes != t.Not
		}
		if ok {
			out = append(out, x)
		}
	}
	slices.SortStableFunc(out, func(a, b schema.Action) int {
		far := schema.Date{Year: 9999}
		return cmp.Or(cmp.Or(a.Due, far).Compare(cmp.Or(b.Due, far)), cmp.Compare(a.ID, b.ID))
	})
	return out
}

// Actions reads a page.
func (d *Desk) Actions(_ context.Context, l schema.List) (schema.Page[schema.Action], error) {
	done, err := d.begin("Actions")
	defer done()
	if err != nil {
		return schema.Page[schema.Action]{}, err
	}
	return paged(d.matchingActions(l.Query), l)
}

// CountActions counts.
func (d *Desk) CountActions(_ context.Context, q schema.Query, _ bool) (schema.Count, error) {
	done, err := d.begin("CountActions")
	defer done()
	return counted(len(d.matchingActions(q))), err
}

// ActionsByID reads action items in the order asked.
func (d *Desk) ActionsByID(_ context.Context, ids []schema.ID) ([]schema.Action, error) {
	done, err := d.begin("ActionsByID")
	defer done()
	var out []schema.Action
	for _, id := range ids {
		for _, x := range d.g.actions {
			if x.ID == id && schema.MaySeeAction(d.who, x) {
				out = append(out, x)
			}
		}
	}
	return out, err
}

// Action reads one.
func (d *Desk) Action(_ context.Context, ref string) (schema.Action, error) {
	done, err := d.begin("Action")
	defer done()
	for _, x := range d.g.actions {
		if strings.EqualFold(x.Ref, ref) && schema.MaySeeAction(d.who, x) {
			return x, err
		}
	}
	return schema.Action{}, schema.NotFound(ref)
}

// ActionThread lists the events of an action item.
func (d *Desk) ActionThread(_ context.Context, id schema.ID) ([]schema.Event, error) {
	done, err := d.begin("ActionThread")
	defer done()
	return d.g.eventsOf(id), err
}

// AddAction adds an action item.
func (d *Desk) AddAction(ctx context.Context, draft schema.ActionDraft) (schema.Action, error) {
	if err := schema.MayAddAction(d.who, draft); err != nil {
		return schema.Action{}, err
	}
	d.Did(ctx, schema.VerbNew, schema.NounAction, 0)
	ref := schema.ActionRef("", 2015, len(d.g.actions)+1)
	return d.g.AddAction(schema.Action{Ref: ref, Text: draft.Text, Owner: draft.Owner, Member: draft.Member, Due: draft.Due, Theme: draft.Theme, Internal: draft.Internal}), nil
}

// NewRequest adds a draft.
func (d *Desk) NewRequest(_ context.Context, draft schema.RequestDraft) (schema.Request, error) {
	if err := schema.MayCreate(d.who); err != nil {
		return schema.Request{}, err
	}
	return d.g.Add(schema.Request{Ref: schema.DraftRef(2015, len(d.g.requests)+1), State: schema.StateDraft, Kind: draft.Kind, Regime: draft.Regime,
		Subject: draft.Subject, Reasons: draft.Reasons, Addressee: draft.Addressee, Label: draft.Label, Contents: draft.Contents, Service: d.who.Service}), nil
}

// EditRequest replaces the subject and reasons of a draft.
func (d *Desk) EditRequest(_ context.Context, id schema.ID, rev int, draft schema.RequestDraft) (schema.Request, error) {
	return d.change(id, rev, schema.VerbEdit, "", func(r *schema.Request) { r.Subject, r.Reasons = draft.Subject, draft.Reasons })
}

// Act does a verb, as far as a screen can show it.
func (d *Desk) Act(ctx context.Context, id schema.ID, rev int, step schema.Step) (schema.Request, error) {
	if d.g.Acting != nil {
		d.g.Acting(ctx)
	}
	if slices.Contains(schema.NeedsOf(step.Verb), schema.NeedReason) && step.Reason == "" {
		return schema.Request{}, schema.Invalid(schema.WhyNeedsReason, "reason", "")
	}
	d.g.mu.Lock()
	d.g.Steps = append(d.g.Steps, step)
	d.g.mu.Unlock()
	unit := schema.UnitOf(ctx)
	return d.change(id, rev, step.Verb, unit, func(r *schema.Request) { d.apply(r, step) })
}

func (d *Desk) apply(r *schema.Request, step schema.Step) {
	switch step.Verb {
	case schema.VerbClaim:
		r.Assignee, r.AssigneeLogin, r.AssigneeName = d.who.Member, d.who.Login, d.who.Name
	case schema.VerbRelease:
		r.Assignee, r.AssigneeLogin, r.AssigneeName = 0, "", ""
	case schema.VerbAssign:
		for _, m := range d.g.members {
			if m.Login == step.To {
				r.Assignee, r.AssigneeLogin, r.AssigneeName = m.ID, m.Login, m.Name
			}
		}
	case schema.VerbLabel:
		r.Label, r.LabelReason = step.Label, step.Reason
	case schema.VerbSnooze:
		r.Snoozed = step.Until
	case schema.VerbDue:
		r.Due = step.Until
	case schema.VerbApprove:
		r.Visa, r.VisaBy = d.g.Clock, d.who.Name
	case schema.VerbAcknowledge:
		r.Received = d.g.Clock
	case schema.VerbSend:
		r.Sent = d.g.Clock
	case schema.VerbAccept:
		r.LastReply = schema.ReplyAccepted
	case schema.VerbDispute:
		r.LastReply = schema.ReplyDisputed
	case schema.VerbImpossible:
		r.Ground = step.Ground
	case schema.VerbDuplicate:
		r.DuplicateOf = step.To
	}
}

// change does a verb to a request under the rules of schema.
func (d *Desk) change(id schema.ID, rev int, v schema.Verb, unit string, apply func(*schema.Request)) (schema.Request, error) {
	done, err := d.begin("Act")
	defer done()
	i := slices.IndexFunc(d.g.requests, func(r schema.Request) bool { return r.ID == id })
	if err != nil || i < 0 {
		return schema.Request{}, cmp.Or(err, schema.NotFound(""))
	}
	r := &d.g.requests[i]
	if rev != 0 && rev != r.Rev {
		return schema.Request{}, &schema.Fault{Class: schema.ErrStale, Why: schema.WhyChanged, Verb: v, Ref: r.Ref, State: r.State, Rev: r.Rev, By: "PHAROS",
			Since: d.g.since(schema.NounRequest, r.ID, r.Rev-rev)}
	}
	t, err := schema.May(d.who, v, *r, schema.DefaultPolicy)
	if err != nil {
		return schema.Request{}, err
	}
	d.g.undo = append(d.g.undo, before{d.who.Member, unit, v, *r})
	apply(r)
	if t.To != "" {
		r.State = t.To
	}
	r.Rev++
	d.g.commit(v, schema.NounRequest, r.ID, r.Ref, d.who.Name, "")
	got, _ := d.seen(*r)
	return got, nil
}

// Reply answers a request.
func (d *Desk) Reply(ctx context.Context, id schema.ID, rev int, draft schema.ReplyDraft) (schema.Reply, error) {
	reply := schema.Reply{Text: draft.Text, Outcomes: draft.Outcomes, By: d.who.Name, State: schema.ReplySent}
	r, err := d.change(id, rev, schema.VerbReply, schema.UnitOf(ctx), func(r *schema.Request) {
		r.Replies++
		r.LastReply = schema.ReplySent
		d.g.lastID++
		reply.ID, reply.N, reply.Request, reply.Ref, reply.Subject, reply.Addressee = d.g.lastID, r.Replies, id, r.Ref, r.Subject, r.Addressee
		reply.Label, reply.ReqState, reply.Sent = r.Label, schema.StateAnswered, d.g.Clock
		d.g.replies = append(d.g.replies, reply)
	})
	reply.Ref, reply.ReqRev = r.Ref, r.Rev
	if err == nil {
		d.Did(ctx, schema.VerbReply, schema.NounRequest, id)
	}
	return reply, err
}

// ActOn does a verb to an action item.
func (d *Desk) ActOn(ctx context.Context, id schema.ID, rev int, step schema.ActionStep) (schema.Action, error) {
	done, err := d.begin("ActOn")
	defer done()
	i := slices.IndexFunc(d.g.actions, func(x schema.Action) bool { return x.ID == id })
	if err != nil || i < 0 {
		return schema.Action{}, cmp.Or(err, schema.NotFound(""))
	}
	x := &d.g.actions[i]
	if rev != 0 && rev != x.Rev {
		return schema.Action{}, &schema.Fault{Class: schema.ErrStale, Why: schema.WhyChanged, Verb: step.Verb, Ref: x.Ref, State: schema.State(x.State), Rev: x.Rev}
	}
	t, err := schema.MayAct(d.who, step.Verb, *x)
	if err != nil {
		return schema.Action{}, err
	}
	switch step.Verb {
	case schema.VerbDone, schema.VerbDrop:
		x.Evidence, x.Completed = step.Text, schema.DateOf(d.g.Clock, schema.Paris)
	case schema.VerbAssign:
		x.Member = step.Member
	case schema.VerbDue:
		x.Due = step.Due
	case schema.VerbEdit:
		x.Text = step.Text
	}
	if t.To != "" {
		x.State = t.To
	}
	x.Rev++
	d.Did(ctx, step.Verb, schema.NounAction, x.ID)
	d.g.commit(step.Verb, schema.NounAction, x.ID, x.Ref, d.who.Name, step.Text)
	return *x, nil
}

// Undo takes back the member's last unit.
func (d *Desk) Undo(context.Context) (schema.Undone, error) {
	done, err := d.begin("Undo")
	defer done()
	if err != nil {
		return schema.Undone{}, err
	}
	out := schema.Undone{Noun: schema.NounRequest}
	for i := len(d.g.undo) - 1; i >= 0; i-- {
		b := d.g.undo[i]
		if b.who != d.who.Member {
			continue
		}
		if out.Verb != "" && (b.unit == "" || b.unit != d.g.undoing) {
			break
		}
		d.g.undoing, out.Verb = b.unit, b.verb
		r := d.g.request(b.request.Ref)
		rev := r.Rev + 1
		d.g.redo = append(d.g.redo, before{b.who, b.unit, b.verb, *r})
		*r = b.request
		r.Rev = rev
		out.IDs, out.Refs = append(out.IDs, r.ID), append(out.Refs, r.Ref)
		out.Was, out.Revs = append(out.Was, rev-1), append(out.Revs, rev)
		d.g.undo = slices.Delete(d.g.undo, i, i+1)
		d.g.commit(schema.VerbUndo, schema.NounRequest, r.ID, r.Ref, d.who.Name, "")
	}
	if out.Verb == "" {
		return out, &schema.Fault{Class: schema.ErrState, Why: schema.WhyNothingUndo, Verb: schema.VerbUndo}
	}
	return out, nil
}

// Redo does again what the member undid last, one request at a time.
func (d *Desk) Redo(context.Context) (schema.Undone, error) {
	done, err := d.begin("Redo")
	defer done()
	if err != nil {
		return schema.Undone{}, err
	}
	i := len(d.g.redo) - 1
	if i < 0 {
		return schema.Undone{}, &schema.Fault{Class: schema.ErrState, Why: schema.WhyNothingRedo, Verb: schema.VerbRedo}
	}
	b := d.g.redo[i]
	d.g.redo = d.g.redo[:i]
	r := d.g.request(b.request.Ref)
	rev := r.Rev + 1
	*r = b.request
	r.Rev = rev
	d.g.commit(schema.VerbRedo, schema.NounRequest, r.ID, r.Ref, d.who.Name, "")
	return schema.Undone{Verb: b.verb, Noun: schema.NounRequest, IDs: []schema.ID{r.ID}, Refs: []string{r.Ref}, Was: []int{rev - 1}, Revs: []int{rev}}, nil
}

// Head is the end of the member's log.
func (d *Desk) Head(context.Context) (schema.Cursor, error) {
	done, err := d.begin("Head")
	defer done()
	return schema.Cursor{"all": schema.Seq(len(d.g.events))}, err
}

// Changes lists what was committed after a cursor.
func (d *Desk) Changes(_ context.Context, after schema.Cursor, limit int) ([]schema.Event, schema.Cursor, error) {
	done, err := d.begin("Changes")
	defer done()
	from := int(after["all"])
	to := min(from+limit, len(d.g.events))
	return slices.Clone(d.g.events[from:to]), schema.Cursor{"all": schema.Seq(to)}, err
}

// Watch wakes after each commit.
func (d *Desk) Watch(context.Context) <-chan struct{} {
	d.g.mu.Lock()
	defer d.g.mu.Unlock()
	w := make(chan struct{}, 1)
	d.g.watchers = append(d.g.watchers, w)
	return w
}

// sitting is the group's one meeting.
func (d *Desk) sitting() schema.Meeting {
	if d.g.Sitting != nil {
		return *d.g.Sitting
	}
	return schema.Meeting{ID: 1, Ref: "2015-05-06", Rev: 1, Format: schema.MeetingPlenary, Title: "Groupe de contact permanent",
		Starts: Noon.AddDate(0, 0, 1), Place: "Beauvau", State: schema.MeetingConvened}
}

// Meetings lists the one meeting.
func (d *Desk) Meetings(context.Context) ([]schema.Meeting, error) {
	return []schema.Meeting{d.sitting()}, nil
}

// Meeting is the one meeting.
func (d *Desk) Meeting(context.Context, string) (schema.Meeting, error) { return d.sitting(), nil }

// Register is the register of the one meeting.
func (d *Desk) Register(_ context.Context, _ string, asOf schema.Date) (schema.Register, error) {
	done, err := d.begin("Register")
	defer done()
	if asOf.IsZero() {
		asOf = schema.DateOf(d.g.Clock, schema.Paris)
	}
	return schema.Register{Group: "Groupe de contact", Meeting: d.sitting(), AsOf: asOf, Actions: d.matchingActions(schema.Query{}), Zone: "Europe/Paris"}, err
}

// Pack is the pack of the one meeting, which is never frozen.
func (d *Desk) Pack(ctx context.Context, ref string, asOf schema.Date, _ int) (schema.Pack, error) {
	r, err := d.Register(ctx, ref, asOf)
	return schema.Pack{Register: r, Audience: schema.PackAudience(d.Who()), For: d.Who().OrgName}, err
}

// Freeze freezes nothing.
func (d *Desk) Freeze(context.Context, schema.ID, int) (schema.FrozenPacks, error) {
	return schema.FrozenPacks{Ref: "2015-05-06", Version: 1}, nil
}
