package linear

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"contactgroup/schema"
	"contactgroup/ui/item"
	"contactgroup/ui/lang"
)

// request reads a request out and asks what to do, until the reader goes back.
func (d *desk) request(ref string) {
	for again := true; again && !d.left; {
		r, ok := readOut(d, func(ctx context.Context) (schema.Request, []string, error) { return item.Plain(ctx, d.s, d.Desk, ref) })
		if !ok {
			return
		}
		ref = r.Ref
		again = d.act(r)
	}
	if !d.left {
		d.list()
	}
}

// readOut says what a thing is in lines, and returns it; ok is false when it
// could not be read, which is said instead.
func readOut[T any](d *desk, plain func(context.Context) (T, []string, error)) (thing T, ok bool) {
	var lines []string
	err := d.call(func(ctx context.Context) (err error) {
		thing, lines, err = plain(ctx)
		return err
	})
	if err != nil {
		d.fault(err)
		return thing, false
	}
	for _, line := range lines {
		d.say(line)
	}
	return thing, true
}

// able lists the verbs that the member may do to a request now.
func (d *desk) able(r schema.Request) (verbs []schema.Verb) {
	for _, v := range schema.RequestVerbs() {
		if schema.MayOffer(d.who, v, r, d.Desk.Policy()) == nil && schema.Concerns(v, r) {
			verbs = append(verbs, v)
		}
	}
	return verbs
}

// act asks for a verb and does it; it reports whether to read the request again.
func (d *desk) act(r schema.Request) (again bool) {
	verbs := d.able(r)
	if len(verbs) == 0 {
		d.say(lang.Fill(d.words().NoVerbs, "ref", r.Ref))
	} else {
		d.say(lang.Fill(d.words().What, "ref", r.Ref))
	}
	for i, v := range verbs {
		d.say(lang.Fill(d.words().Row, "n", fmt.Sprint(i+1), "text", d.s.Words.Domain.Verbs[v]))
	}
	d.say(d.words().ItemMenu)
	for {
		line, err := d.ask(r.Ref + "> ")
		switch n, notNumber := strconv.Atoi(line); {
		case errors.Is(err, errBack), line == "0", line == "q", line == "b":
			return false
		case err != nil:
			d.left = true
			return false
		case line == "":
			return true
		case notNumber == nil && n >= 1 && n <= len(verbs):
			d.carryOut(r, verbs[n-1])
			return !d.left
		case notNumber == nil:
			d.say(lang.Fill(d.words().NotChoice, "text", line, "n", fmt.Sprint(len(verbs))))
		default:
			d.anywhere(line, d.words().Help)
			if line == "z" || line == "Z" {
				return true
			}
		}
	}
}

// carryOut asks for what a verb needs and does it.
func (d *desk) carryOut(r schema.Request, v schema.Verb) {
	switch v {
	case schema.VerbReply:
		d.reply(r)
		return
	case schema.VerbEdit:
		d.edit(r)
		return
	case schema.VerbAmend:
		d.amend(r)
		return
	}
	step := schema.Step{Verb: v}
	for _, need := range schema.NeedsOf(v) {
		if err := d.fill(&step, need); err != nil {
			d.gaveUp(err)
			return
		}
	}
	if v == schema.VerbNote {
		if err := d.readers(&step, r); err != nil {
			d.gaveUp(err)
			return
		}
	}
	done := d.insist(r.Rev, func(ctx context.Context, rev int) error {
		_, err := d.Desk.Act(ctx, r.ID, rev, step)
		return err
	})
	if done {
		d.say(lang.Fill(d.s.Words.Item.Pair, "name", r.Ref, "value", d.s.Words.Domain.Done[v]))
	}
}

// gaveUp takes the end of a question: the session's, if it is one.
func (d *desk) gaveUp(err error) {
	if !errors.Is(err, errBack) {
		d.left = true
	}
}

// insist does something on an item as it was at rev. Where somebody was faster it
// tells what became of it, and asks whether to do it all the same.
func (d *desk) insist(rev int, do func(ctx context.Context, rev int) error) (done bool) {
	for {
		err := d.call(func(ctx context.Context) error { return do(ctx, rev) })
		if err == nil {
			return true
		}
		if !errors.Is(err, schema.ErrStale) {
			d.fault(err)
			return false
		}
		if _, err := d.choose(d.changed(err), []string{d.words().Again2}); err != nil {
			d.gaveUp(err)
			return false
		}
		rev = 0
	}
}

// changed says what became of an item meanwhile.
func (d *desk) changed(err error) string {
	var f *schema.Fault
	if !errors.As(err, &f) {
		return d.s.Words.Error(err)
	}
	return lang.Fill(d.words().Stale, "ref", f.Ref, "state", d.s.Words.Domain.States[f.State], "by", f.By)
}

// fill asks for one thing that a verb needs.
func (d *desk) fill(step *schema.Step, need schema.Need) (err error) {
	t, words := d.s.Words.Domain, d.s.Words.Item.Ask
	var i int
	switch need {
	case schema.NeedReason:
		step.Reason, err = d.need(d.prompt(words.Reason))
	case schema.NeedText:
		if step.Reason, err = d.text(); err == nil && step.Reason == "" {
			err = errBack
		}
	case schema.NeedOriginal:
		step.To, err = d.need(d.prompt(words.Original))
	case schema.NeedLabel:
		if i, err = d.choose(t.Verbs[step.Verb], labels(schema.Labels, t.Labels)); err == nil {
			step.Label = schema.Labels[i]
		}
	case schema.NeedGround:
		if i, err = d.choose(t.Verbs[step.Verb], names(schema.Grounds, t.Grounds)); err == nil {
			step.Ground = schema.Grounds[i]
		}
	case schema.NeedDecision:
		if i, err = d.choose(t.Verbs[step.Verb], names(schema.Rulings, t.Rulings)); err == nil {
			step.Ruling = schema.Rulings[i]
		}
	case schema.NeedMember:
		var m schema.Member
		m, err = d.member(words.Member)
		step.To = m.Login
	case schema.NeedUntil:
		step.Until, err = d.until()
	}
	return err
}

// prompt writes what is asked for in front of the answer.
func (d *desk) prompt(what string) string {
	return lang.Fill(d.s.Words.Item.Pair, "name", what, "value", "")
}

func names[T ~string](values []T, names map[T]string) []string {
	out := make([]string, len(values))
	for i, v := range values {
		out[i] = names[v]
	}
	return out
}

func labels(values []schema.Label, names map[schema.Label]string) []string {
	out := make([]string, len(values))
	for i, v := range values {
		out[i] = string(v) + " " + names[v]
	}
	return out
}

// when reads a moment as the screens do.
func (d *desk) when(line string) (time.Time, error) {
	return schema.Calendar{Now: d.s.Now(), Zone: d.s.Zone, Meeting: func() (at time.Time, err error) {
		err = d.call(func(ctx context.Context) error {
			m, err := d.Desk.Meeting(ctx, "next")
			at = m.Starts
			return err
		})
		return at, err
	}}.When(line)
}

// until asks for a moment and says how it was understood; empty is none.
func (d *desk) until() (time.Time, error) {
	words := d.s.Words.Item.Ask
	for {
		line, err := d.ask(words.Until + " (" + words.UntilHint + ") ")
		switch {
		case err != nil:
			return time.Time{}, err
		case line == "0":
			return time.Time{}, errBack
		}
		var at time.Time
		told := d.words().None
		if line != "" {
			if at, err = d.when(line); err != nil {
				d.fault(err)
				continue
			}
			told = at.In(d.s.Zone).Format(d.s.Words.Time.LayoutYear)
		}
		answer, err := d.ask(lang.Fill(d.words().ShownBack, "at", told))
		if err != nil {
			return time.Time{}, err
		}
		if answer == "" {
			return at, nil
		}
	}
}

// member asks for one of the colleagues.
func (d *desk) member(title string) (schema.Member, error) {
	var able []schema.Member
	var options []string
	err := d.call(func(ctx context.Context) error {
		all, err := d.Desk.Members(ctx)
		for _, m := range all {
			if !m.Disabled {
				able = append(able, m)
				options = append(options, m.Name+" ("+m.Login+")")
			}
		}
		return err
	})
	if err != nil {
		d.fault(err)
		return schema.Member{}, errBack
	}
	i, err := d.choose(title, options)
	if err != nil {
		return schema.Member{}, err
	}
	return able[i], nil
}

// readers asks who is to read a note: one's own side or both.
func (d *desk) readers(step *schema.Step, r schema.Request) error {
	t := d.s.Words.Item
	other := r.Addressee
	if !d.who.Authority() {
		other = d.s.Words.Domain.Ministry + " (" + r.Service + ")"
	}
	i, err := d.choose(d.words().WhoReads, []string{
		lang.Fill(t.Pair, "name", t.Internal, "value", lang.Fill(t.ReadBy, "who", d.who.OrgName)),
		lang.Fill(t.Pair, "name", t.Exchange, "value", lang.Fill(t.ReadBy, "who", d.who.OrgName+" + "+other)),
	})
	step.Internal = i == 0
	return err
}
