package linear

import (
	"context"
	"errors"
	"strings"

	"contactgroup/schema"
	"contactgroup/ui/lang"
	"contactgroup/ui/meeting"
	"contactgroup/ui/widget"
)

// meetings fills the rows with the meetings that the member knows of.
func (d *desk) meetings(ctx context.Context, l schema.List) (schema.Count, error) {
	all, err := d.Desk.Meetings(ctx)
	if err != nil {
		return schema.Count{}, err
	}
	t := d.s.Words.Domain
	for _, m := range all {
		d.rows = append(d.rows, row{listed(d.s, widget.ProseLine(m.Title), m.Ref, t.MeetingStates[m.State], t.Formats[m.Format], m.Place), func() { d.meeting(m.Ref) }})
	}
	return schema.Count{N: len(all)}, nil
}

// meeting reads a meeting out and asks what to do, until the reader goes back.
func (d *desk) meeting(ref string) {
	for !d.left {
		m, ok := readOut(d, func(ctx context.Context) (schema.Meeting, []string, error) {
			return meeting.Plain(ctx, d.s, d.Desk, ref)
		})
		if !ok {
			return
		}
		options, take := d.sitting(m)
		if len(options) == 0 {
			break
		}
		i, err := d.choose(lang.Fill(d.words().What, "ref", m.Ref), options)
		if err != nil {
			d.gaveUp(err)
			break
		}
		take[i]()
	}
	if !d.left {
		d.list()
	}
}

// sitting are the things that the member may do in a meeting now.
func (d *desk) sitting(m schema.Meeting) (options []string, take []func()) {
	add := func(name string, do func()) { options, take = append(options, name), append(take, do) }
	verbs := d.s.Words.Domain.Verbs
	step := schema.NextMeetingStep(m)
	if _, err := schema.MayMeet(d.who, step, m); step != "" && err == nil {
		add(verbs[step], func() { d.step(m, step) })
	}
	if _, err := schema.MayMeet(d.who, schema.VerbEdit, m); err == nil {
		add(verbs[schema.VerbEdit], func() { d.replan(m) })
	}
	if _, err := schema.MayMeet(d.who, schema.VerbDecide, m); err == nil {
		add(verbs[schema.VerbDecide], func() { d.meet(m, schema.MeetingStep{Verb: schema.VerbDecide}) })
	}
	if _, err := schema.MayMeet(d.who, schema.VerbAgenda, m); err == nil {
		add(verbs[schema.VerbAgenda], func() { d.meet(m, schema.MeetingStep{Verb: schema.VerbAgenda, Change: schema.AgendaAdd}) })
	}
	if schema.MayAddAction(d.who, schema.ActionDraft{}) == nil {
		add(d.words().AddAction, func() { d.newAction(m.Ref) })
	}
	return options, take
}

// meet asks for the text of a decision or the title of a point, and writes it.
func (d *desk) meet(m schema.Meeting, step schema.MeetingStep) {
	t := d.s.Words.Domain
	if step.Verb == schema.VerbDecide {
		text, err := d.text()
		if err != nil || text == "" {
			d.gaveUp(errors.Join(err, errBack))
			return
		}
		step.Text = text
	} else {
		title, err := d.need(d.prompt(t.Fields[schema.FieldTitle]))
		if err != nil {
			d.gaveUp(err)
			return
		}
		step.Point.Title = title
	}
	err := d.call(func(ctx context.Context) error { _, err := d.Desk.Meet(ctx, m.ID, 0, step); return err })
	if err != nil {
		d.fault(err)
		return
	}
	d.say(lang.Fill(d.s.Words.Item.Pair, "name", m.Ref, "value", t.Done[step.Verb]))
}

// newAction asks for an action item in one line, of a meeting or with none of the
// next one. Who may add to their own organisation alone adds one internal to it.
func (d *desk) newAction(ref string) {
	inside := schema.MayAddAction(d.who, schema.ActionDraft{}) != nil
	parse := func(line string) (schema.ActionDraft, error) {
		n, err := schema.ParseActionLine(line, d.s.Now(), d.s.Zone)
		var f *schema.Fault
		if inside && errors.As(err, &f) && f.Why == schema.WhyNeedsOwner {
			n, err = schema.ParseActionLine(line+" @"+d.who.OrgCode, d.s.Now(), d.s.Zone)
		}
		n.Meeting, n.Internal = ref, inside
		return n, err
	}
	t := d.s.Words.Meeting
	n, err := read(d, d.words().AddAction+" ("+t.NewHint+") ", parse)
	if err != nil {
		d.gaveUp(err)
		return
	}
	due := ""
	if !n.Due.IsZero() {
		due = n.Due.String()
	}
	answer, err := d.ask(lang.Fill(d.words().ShownBack, "at", listed(d.s, n.Text, strings.TrimSpace(n.Owner+" "+n.Member), due)))
	if err != nil || answer != "" {
		d.gaveUp(errors.Join(err, errBack))
		return
	}
	var x schema.Action
	if err := d.call(func(ctx context.Context) (err error) { x, err = d.Desk.AddAction(ctx, n); return err }); err != nil {
		d.fault(err)
		return
	}
	d.say(lang.Fill(t.Added, "ref", x.Ref))
}
