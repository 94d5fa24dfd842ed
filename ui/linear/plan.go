package linear

import (
	"context"
	"errors"
	"strings"
	"time"

	"contactgroup/schema"
	"contactgroup/ui/lang"
)

// newOfMeetings asks whether a meeting is planned or an action item added.
func (d *desk) newOfMeetings() {
	t := d.s.Words
	i, err := d.choose(d.words().NewThing, []string{t.Sitting.NewTitle, d.words().AddAction})
	switch {
	case err != nil:
		d.gaveUp(err)
	case i == 0:
		d.plan()
	default:
		d.newAction("")
	}
}

// plan asks for what a meeting is to be, shows it and plans it. Who may not call
// the group together plans one of their own organisation.
func (d *desk) plan() {
	inside := schema.MayCall(d.who, schema.MeetingPlan{}) != nil
	if err := schema.MayCall(d.who, schema.MeetingPlan{Internal: inside}); err != nil {
		d.fault(err)
		return
	}
	var rhythm schema.Rhythm
	if err := d.call(func(ctx context.Context) (err error) {
		rhythm, err = d.Desk.Rhythm(ctx, schema.MeetingPlenary)
		return err
	}); err != nil {
		d.fault(err)
		return
	}
	p := schema.MeetingPlan{Internal: inside}
	t := d.s.Words.Domain
	i, err := d.choose(t.Fields[schema.FieldFormat], names(schema.MeetingFormats, t.Formats))
	if err == nil {
		p.Format = schema.MeetingFormats[i]
		err = d.askPlan(&p, schema.MeetingPlan{Title: d.s.Words.Meeting.Untitled[p.Format], Starts: rhythm.Next})
	}
	if err == nil && !inside && p.Format.ByInvitation() {
		p.Invited, err = read(d, t.Fields[schema.FieldInvited]+" ("+d.s.Words.Sitting.InvitedHint+") ", func(line string) ([]string, error) {
			return strings.Fields(strings.ToLower(line)), nil
		})
	}
	if err == nil {
		err = d.confirmed(p)
	}
	if err != nil {
		d.gaveUp(err)
		return
	}
	var m schema.Meeting
	if err := d.call(func(ctx context.Context) (err error) { m, err = d.Desk.NewMeeting(ctx, p); return err }); err != nil {
		d.fault(err)
		return
	}
	d.say(lang.Fill(d.s.Words.Item.Pair, "name", m.Ref, "value", t.Done[schema.VerbNew]))
	d.meeting(m.Ref)
}

// replan asks for the title, time and place of a meeting anew.
func (d *desk) replan(m schema.Meeting) {
	var p schema.MeetingPlan
	err := d.askPlan(&p, schema.MeetingPlan{Title: m.Title, Starts: m.Starts, Place: m.Place})
	p.Format, p.Internal = m.Format, m.Internal
	if err == nil {
		err = d.confirmed(p)
	}
	if err != nil {
		d.gaveUp(err)
		return
	}
	d.did(m, schema.MeetingStep{Verb: schema.VerbEdit, Plan: p})
}

// askPlan asks when a meeting is, under which title and where; an empty answer is
// what was there.
func (d *desk) askPlan(p *schema.MeetingPlan, was schema.MeetingPlan) (err error) {
	t := d.s.Words
	at := ""
	if !was.Starts.IsZero() {
		at = was.Starts.In(d.s.Zone).Format(t.Time.LayoutYear)
	}
	p.Starts, err = read(d, d.asks(schema.FieldStarts, at, t.Sitting.StartsHint), func(line string) (time.Time, error) {
		if line == "" && at != "" {
			return was.Starts, nil
		}
		return d.when(line)
	})
	same := func(was string) func(string) (string, error) {
		return func(line string) (string, error) {
			if line == "" {
				return was, nil
			}
			return line, nil
		}
	}
	if err == nil {
		p.Title, err = read(d, d.asks(schema.FieldTitle, was.Title, ""), same(was.Title))
	}
	if err == nil {
		p.Place, err = read(d, d.asks(schema.FieldPlace, was.Place, ""), same(was.Place))
	}
	return err
}

// asks is the prompt of a field that has a value, else one to be given as the hint is.
func (d *desk) asks(name schema.Field, was, hint string) string {
	t := d.s.Words.Domain.Fields[name]
	switch {
	case was != "":
		return t + " (" + lang.Fill(d.words().Keeps, "value", schema.VisibleLine(was)) + ") "
	case hint != "":
		return t + " (" + hint + ") "
	}
	return d.prompt(t)
}

// confirmed shows a plan and asks whether it is right.
func (d *desk) confirmed(p schema.MeetingPlan) error {
	t := d.s.Words
	who := ""
	switch {
	case p.Internal:
		who = lang.Fill(t.Sitting.Inside, "org", d.who.OrgName)
	case len(p.Invited) > 0:
		who = lang.Fill(t.Sitting.Invited, "orgs", strings.Join(p.Invited, ", "))
	}
	shown := listed(d.s, p.Title, t.Domain.Formats[p.Format], t.Time.Whole(p.Starts, d.s.Zone), p.Place, who)
	answer, err := d.ask(lang.Fill(d.words().ShownBack, "at", shown))
	if err == nil && answer != "" {
		err = errBack
	}
	return err
}

// step shows what the next step of a meeting's life would do, and asks for its number.
func (d *desk) step(m schema.Meeting, step schema.Verb) {
	t := d.s.Words
	question := t.Domain.Verbs[step]
	switch step {
	case schema.VerbConvene:
		orgs, err := d.organisations()
		if err != nil {
			d.fault(err)
			return
		}
		d.say(t.Convening(m, d.Desk.Group().Name, orgs, d.groupZone()))
		question = lang.Fill(t.Sitting.AskConvene, "meeting", m.Ref)
	case schema.VerbOpen:
		question = lang.Fill(t.Sitting.AskOpenBare, "meeting", m.Ref)
		if len(m.Agenda) > 0 {
			question = lang.Fill(t.Sitting.AskOpen, "meeting", m.Ref, "point", schema.VisibleLine(m.Agenda[0].Title))
		}
	case schema.VerbClose:
		var closing schema.Closing
		if err := d.call(func(ctx context.Context) (err error) { closing, err = d.Desk.Closing(ctx, m.ID); return err }); err != nil {
			d.fault(err)
			return
		}
		d.say(t.ClosingText(closing, d.s.Zone, d.groupZone()))
		question = lang.Fill(t.Sitting.AskClose, "meeting", m.Ref)
	}
	if _, err := d.choose(question, []string{t.Domain.Verbs[step]}); err != nil {
		d.gaveUp(errors.Join(err, errBack))
		return
	}
	if step == schema.VerbClose {
		d.did(m, t.Closing(m))
		return
	}
	d.did(m, schema.MeetingStep{Verb: step})
}

// did does a step to a meeting as it was read out.
func (d *desk) did(m schema.Meeting, step schema.MeetingStep) {
	done := d.insist(m.Rev, func(ctx context.Context, rev int) error {
		_, err := d.Desk.Meet(ctx, m.ID, rev, step)
		return err
	})
	if done {
		d.say(lang.Fill(d.s.Words.Item.Pair, "name", m.Ref, "value", d.s.Words.Domain.Done[step.Verb]))
	}
}

// organisations are their names by code.
func (d *desk) organisations() (map[string]string, error) {
	var all []schema.Organisation
	err := d.call(func(ctx context.Context) (err error) { all, err = d.Desk.Organisations(ctx); return err })
	return schema.OrganisationNames(all), err
}

// groupZone is where the group's days begin.
func (d *desk) groupZone() *time.Location { return schema.Zone(d.Desk.Group().Zone) }
