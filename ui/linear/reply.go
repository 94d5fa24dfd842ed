package linear

import (
	"context"

	"fmt"

	"slices"
	"strconv"
	"strings"
	"time"

	"contactgroup/schema"
	"contactgroup/ui/item"
	"contactgroup/ui/lang"
)

// reply asks for an outcome of each content, then for what these need, shows
// all of it, and sends.
func (d *desk) reply(r schema.Request) {
	for {
		draft, err := d.draft(r)
		if err != nil {
			d.gaveUp(err)
			return
		}
		if len(draft.Outcomes) == 0 {
			d.say(d.words().NoOutcome)
			return
		}
		for _, line := range d.review(r, draft) {
			d.say(line)
		}
		switch i, err := d.choose(d.s.Words.Item.Held, []string{d.words().Send, d.words().Again}); {
		case err != nil:
			d.gaveUp(err)
			return
		case i == 0:
			d.send(r, draft)
			return
		}
	}
}

func (d *desk) send(r schema.Request, draft schema.ReplyDraft) {
	sent := d.insist(r.Rev, func(ctx context.Context, rev int) error {
		_, err := d.Desk.Reply(ctx, r.ID, rev, draft)
		return err
	})
	if sent {
		d.say(lang.Fill(d.s.Words.Item.ReplyHeld, "ref", r.Ref))
	}
}

// draft asks for all of a reply.
func (d *desk) draft(r schema.Request) (draft schema.ReplyDraft, err error) {
	draft.Hold = true
	if draft.Outcomes, err = d.outcomes(r); err != nil || len(draft.Outcomes) == 0 {
		return draft, err
	}
	t := d.s.Words.Item
	narrowed := func(o schema.ReplyOutcome) bool {
		return o.Outcome == schema.OutcomeDisabled || o.Outcome == schema.OutcomeRestricted
	}
	if slices.ContainsFunc(draft.Outcomes, narrowed) {
		codes, err := read(d, t.Territories+" ("+t.TerritoriesHint+") ", item.Territories)
		if err != nil {
			return draft, err
		}
		for i := range draft.Outcomes {
			if narrowed(draft.Outcomes[i]) {
				draft.Outcomes[i].Territories = codes
			}
		}
	}
	needs := slices.ContainsFunc(draft.Outcomes, func(o schema.ReplyOutcome) bool { return o.Outcome.NeedsText() })
	for {
		if draft.Text, err = d.text(); err != nil {
			return draft, err
		}
		if draft.Text != "" || !needs {
			break
		}
		d.say(d.words().Needed)
	}
	moment := func(s string) (m time.Time, err error) { return item.Effective(s, d.s.Now(), d.s.Zone) }
	draft.Effective, err = read(d, t.Effective+" ("+t.EffectiveHint+") ", moment)
	return draft, err
}

// read asks until what is typed can be read.
func read[T any](d *desk, prompt string, parse func(string) (T, error)) (T, error) {
	for {
		line, err := d.ask(prompt)
		if err == nil && line == "0" {
			err = errBack
		}
		if err != nil {
			var none T
			return none, err
		}
		got, err := parse(line)
		if err == nil {
			return got, nil
		}
		d.fault(err)
	}
}

// outcomes asks what was done about each content that has no outcome yet; about
// all of them, where each has one.
func (d *desk) outcomes(r schema.Request) (out []schema.ReplyOutcome, err error) {
	var open []schema.Content
	for _, c := range r.Contents {
		if c.Outcome == "" {
			open = append(open, c)
		}
	}
	if len(open) == 0 {
		open = r.Contents
	}
	d.say(d.words().Outcomes)
	for i, o := range schema.Outcomes {
		d.say(lang.Fill(d.words().Row, "n", fmt.Sprint(i+1), "text", d.s.Words.Domain.Outcomes[o]))
	}
	for i := 0; i < len(open); {
		c := open[i]
		d.say(lang.Fill(d.words().Outcome, "n", fmt.Sprint(c.N), "total", fmt.Sprint(len(r.Contents)), "url", schema.Defang(c.URL)))
		line, err := d.ask(d.words().SameAll)
		if err != nil {
			return nil, err
		}
		if line == "0" {
			return nil, errBack
		}
		digits, all := strings.CutPrefix(line, "*")
		n, err := strconv.Atoi(strings.TrimSpace(digits))
		switch {
		case line == "":
			i++
		case err != nil || n < 1 || n > len(schema.Outcomes):
			d.say(lang.Fill(d.words().NotChoice, "text", line, "n", fmt.Sprint(len(schema.Outcomes))))
		default:
			until := i + 1
			if all {
				until = len(open)
			}
			for ; i < until; i++ {
				out = append(out, schema.ReplyOutcome{N: open[i].N, Outcome: schema.Outcomes[n-1]})
			}
		}
	}
	return out, nil
}

// review is what will be sent, and to whom.
func (d *desk) review(r schema.Request, draft schema.ReplyDraft) []string {
	t, names := d.s.Words.Item, d.s.Words.Domain
	out := []string{d.words().Review, lang.Fill(t.GoesTo, "who", names.Ministry+" ("+r.Service+")")}
	answered := map[int]bool{}
	for _, o := range draft.Outcomes {
		answered[o.N] = true
		out = append(out, lang.Fill(d.words().Row, "n", fmt.Sprint(o.N), "text", strings.TrimSpace(names.Outcomes[o.Outcome]+" "+strings.Join(o.Territories, " "))))
	}
	var rest []string
	for _, c := range r.Contents {
		if c.Outcome == "" && !answered[c.N] {
			rest = append(rest, fmt.Sprint(c.N))
		}
	}
	if len(rest) > 0 {
		out = append(out, lang.Fill(t.Unanswered, "numbers", strings.Join(rest, ", ")))
	}
	when := t.OnSending
	if !draft.Effective.IsZero() {
		when = d.s.At(draft.Effective)
	}
	out = append(out, lang.Fill(t.Pair, "name", t.Effective, "value", when))
	if draft.Text != "" {
		out = append(out, draft.Text)
	}
	return out
}
