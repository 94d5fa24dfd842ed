package queue

import (
	"context"
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/lang"
	"contactgroup/ui/widget"
)

// do begins a verb: it asks what the verb needs, once for all marked rows, then
// carries it out.
func (q *Screen) do(v schema.Verb) tea.Cmd {
	if err := q.may(v); err != nil {
		return widget.Send(widget.Fail{Err: err})
	}
	members := slices.DeleteFunc(slices.Clone(q.people.members), func(m schema.Member) bool {
		return m.Org != q.who.Org || m.Role == schema.RoleAdministrator // who sees no request can hold none
	})
	carryOut := q.aimed()
	ask := widget.Ask{S: q.s, About: q.aim(), Members: func(context.Context) ([]schema.Member, error) { return members, nil }, Meeting: q.desk.Meeting}
	if r := q.list.row(); len(q.list.marks) == 0 && r != nil && r.request != nil { // a template names one request
		ask.Templates, ask.Who, ask.Of = q.desk.Templates, q.who, q.whole(r)
	}
	if q.view().set.noun() == schema.NounAction {
		ask.Owners = q.owners(members)
		return ask.Action(v, func(step schema.ActionStep) tea.Cmd { return carryOut(order{verb: v, action: step}) })
	}
	return ask.Request(v, func(step schema.Step) tea.Cmd { return carryOut(order{verb: v, step: step}) })
}

// owners reads who may be put in charge of the marked action items, taken for
// one's own, or of the one under the hand.
func (q *Screen) owners(members []schema.Member) func(context.Context) ([]schema.ActionStep, []widget.Option, error) {
	desk, who, owner, internal := q.desk, q.who, q.who.OrgCode, false
	if r := q.list.row(); len(q.list.marks) == 0 && r != nil && r.action != nil {
		owner, internal = r.action.Owner, r.action.Internal
	}
	return func(ctx context.Context) ([]schema.ActionStep, []widget.Option, error) {
		orgs, err := desk.Organisations(ctx)
		steps, options := widget.Owners(members, orgs, who, owner, internal)
		return steps, options, err
	}
}

// aim names what a verb is done to: the marked rows, else the one under the hand.
func (q *Screen) aim() string {
	if n := len(q.list.marks); n > 0 {
		return q.s.Words.Queue.Marked.Of(n)
	}
	if r := q.list.row(); r != nil {
		return r.ref
	}
	return ""
}

// single are the verbs done to one row at a time, each by a form of its own.
var single = []schema.Verb{schema.VerbReply, schema.VerbNote, schema.VerbEdit, schema.VerbAmend}

// verb does a verb, through the form it has where it has one.
func (q *Screen) verb(v schema.Verb) tea.Cmd {
	if !slices.Contains(single, v) {
		return q.do(v)
	}
	r := q.list.row()
	if err := q.mayOne(v); err != nil {
		return widget.Send(widget.Fail{Err: err})
	}
	door := q.doors.Edit
	switch {
	case r.action != nil:
		return q.reword(v, r)
	case v == schema.VerbReply:
		door = q.doors.Reply
	case v == schema.VerbNote:
		door = func(x schema.Request) widget.Screen { return q.doors.Note(x, q.orgName(x.Addressee)) }
	}
	return widget.Send(widget.Show{Dialog: door(q.whole(r))})
}

// reword asks for a note on an action item, or for its new wording beginning
// with the present one.
func (q *Screen) reword(v schema.Verb, r *row) tea.Cmd {
	id, rev := r.subject()
	on := subject{mark{id, rev, r.ref}, true, r.id}
	title := lang.Fill(q.s.Words.Item.Pair, "name", r.ref, "value", q.s.Words.Domain.Verbs[v])
	p := widget.NewPrompt(q.s, schema.VisibleLine(title), "", func(text string) tea.Cmd {
		return q.act(order{verb: v, action: schema.ActionStep{Text: text}}, on)
	})
	if v == schema.VerbEdit {
		p.Line.SetValue(r.action.Text)
	}
	p.Line.Label, p.Line.Required = q.s.Words.Domain.Fields[schema.FieldText], true
	return widget.Send(widget.Show{Dialog: p})
}

// whole is the request of a row, with its contents if they were read.
func (q *Screen) whole(r *row) schema.Request {
	if d, ok := q.preview.details[r.id]; ok && d.request != nil && d.rev == r.request.Rev {
		return *d.request
	}
	return *r.request
}

// statusMenu offers the verbs that the row may meet, those not possible now
// behind the others and with the reason.
func (q *Screen) statusMenu() tea.Cmd {
	r := q.list.row()
	if r == nil {
		return nil
	}
	var verbs []schema.Verb
	var options []widget.Option
	next := schema.Verb("")
	if r.request != nil {
		next = schema.NextStep(q.who, *r.request, q.desk.Policy())
	}
	for _, able := range []bool{true, false} {
		for _, v := range q.menuVerbs() {
			if why := q.may(v); (why == nil) == able && !schema.RefusesRole(why) {
				verbs = append(verbs, v)
				options = append(options, widget.Option{Key: widget.MenuKey(v, next), Name: q.s.Words.Domain.Verbs[v], Why: why})
			}
		}
	}
	title := q.aim()
	if len(q.list.marks) == 0 {
		title = lang.Fill(q.s.Words.Queue.StatusOf, "ref", r.ref, "state", q.stateOf(r))
	}
	menu := widget.NewChoice(q.s, schema.VisibleLine(title), options, func(i int) tea.Cmd { return q.verb(verbs[i]) })
	return widget.Send(widget.Show{Dialog: menu})
}

// mayStatus refuses where the status menu would offer the member's role nothing.
func (q *Screen) mayStatus() error {
	if q.list.row() == nil {
		return errNothing
	}
	verbs := q.menuVerbs()
	if slices.ContainsFunc(verbs, func(v schema.Verb) bool { return !schema.RefusesRole(q.may(v)) }) {
		return nil
	}
	return &schema.Fault{Class: schema.ErrForbidden, Why: schema.WhyRole, Verb: schema.VerbUpdate, Noun: q.view().set.noun()}
}

func (q *Screen) stateOf(r *row) string {
	if r.action != nil {
		return q.s.Words.Domain.ActionStates[r.action.State]
	}
	return q.s.Words.Domain.States[r.request.State]
}

// Verbs are those of the status menu that have no key, to be found by their names.
func (q *Screen) Verbs() []widget.Key {
	var out []widget.Key
	keyed := widget.StoodFor()
	for _, k := range q.Keys() {
		keyed[k.Verb] = true
	}
	for _, v := range q.menuVerbs() {
		if !keyed[v] && !slices.Contains(single, v) {
			out = append(out, widget.Key{Help: q.s.Words.Domain.Verbs[v], Group: q.s.Words.Widget.Groups.Triage, Verb: v, Write: true,
				Run: func() tea.Cmd { return q.verb(v) }, Why: func() error { return q.may(v) }})
		}
	}
	return out
}

// menuVerbs lists the verbs of the status menu for what the list shows.
func (q *Screen) menuVerbs() []schema.Verb {
	var out []schema.Verb
	if q.view().set.noun() == schema.NounAction {
		for _, t := range schema.ActionTransitions {
			out = append(out, t.Verb)
		}
	} else {
		out = schema.RequestVerbs()
	}
	marked := len(q.list.marks) > 0
	r := q.list.row()
	return slices.DeleteFunc(out, func(v schema.Verb) bool {
		if marked {
			return slices.Contains(single, v)
		}
		return r != nil && r.request != nil && !schema.Concerns(v, *r.request)
	})
}
