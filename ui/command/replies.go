package command

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"contactgroup/schema"
)

// replyVerbs are the verbs of the noun reply. A reply has no reference of its
// own: it is named by its request's.
func replyVerbs() []verb {
	accept, dispute := transitionVerb(schema.VerbAccept), transitionVerb(schema.VerbDispute)
	return []verb{
		{name: "list", flags: without(listFlags, "sort"), run: listReplies},
		{name: "show", usage: "REF…|-", min: 1, max: -1, flags: showFlags, run: showReplies},
		{name: "add", usage: "REF --outcome OUTCOME [--content 1,3] [--outcome-of 2=OUTCOME]… [--effective TIME] < TEXT", min: 1, max: 1, text: true,
			flags: append([]string{"outcome", "outcome-of", "content", "territories", "effective", "if-rev"}, addFlags...),
			may:   mayDo(schema.VerbReply), run: addReply},
		accept, dispute,
	}
}

func without(names []string, out ...string) []string {
	var kept []string
	for _, n := range names {
		if !slices.Contains(out, n) {
			kept = append(kept, n)
		}
	}
	return kept
}

func listReplies(c *call) error {
	return list(c, replyForm, c.s.Desk.Replies, c.s.Desk.CountReplies)
}

func showReplies(c *call) error {
	refs, err := c.references(c.args)
	if err != nil {
		return err
	}
	found, err := each(c, refs, func(ctx context.Context, ref string) ([]schema.Reply, error) {
		r, err := c.s.Desk.Request(ctx, ref)
		if err != nil {
			return nil, err
		}
		return c.s.Desk.RepliesOf(ctx, r.ID)
	})
	var replies []schema.Reply
	for _, of := range found {
		replies = append(replies, of...)
	}
	c.several = true // a request may have several
	return show(c, replyForm, replies, err)
}

func addReply(c *call) error {
	if !c.given("outcome") && (c.given("content") || !c.given("outcome-of")) {
		return c.usage(c.words.Command.NeedsOutcome)
	}
	rev, err := c.revision()
	if err != nil {
		return err
	}
	numbers, err := c.contentNumbers()
	if err != nil {
		return err
	}
	single, err := c.outcomesOf()
	if err != nil {
		return err
	}
	refs, err := c.references(c.args)
	if err != nil {
		return err
	}
	done, err := each(c, refs, func(ctx context.Context, ref string) (schema.Reply, error) {
		r, err := c.s.Desk.Request(c.ctx, ref)
		if err != nil {
			return schema.Reply{}, err
		}
		d, err := c.replyDraft(r, numbers, single)
		if err != nil {
			return schema.Reply{}, err
		}
		return c.s.Desk.Reply(ctx, r.ID, rev, d)
	})
	return finish(c, replyForm, c.words.Domain.Done[schema.VerbReply], done, err)
}

// contentNumbers are those of --content.
func (c *call) contentNumbers() ([]int, error) {
	var out []int
	for _, part := range c.parts("content") {
		n, err := strconv.Atoi(part)
		if err != nil || n < 1 {
			return nil, c.badFlag("content", "1,3…")
		}
		out = append(out, n)
	}
	return out, nil
}

// numbered is a word given for the content of that number.
type numbered struct {
	n    int
	word string
}

// outcomesOf are those of --outcome-of.
func (c *call) outcomesOf() ([]numbered, error) {
	var out []numbered
	for _, part := range c.parts("outcome-of") {
		number, word, ok := strings.Cut(part, "=")
		n, err := strconv.Atoi(number)
		if !ok || err != nil || n < 1 {
			return nil, c.badFlag("outcome-of", "2=not_found…")
		}
		out = append(out, numbered{n, word})
	}
	return out, nil
}

// replyDraft gives --outcome to the contents of --content, else to all without
// an outcome (to all, when each has one), save those that --outcome-of names.
// The others stay as they are.
func (c *call) replyDraft(r schema.Request, numbers []int, single []numbered) (d schema.ReplyDraft, err error) {
	outcome, err := c.code("outcome", "outcome")
	if err != nil {
		return d, err
	}
	known, own := map[int]bool{}, map[int]bool{}
	for _, content := range r.Contents {
		known[content.N] = true
	}
	for _, s := range single {
		code, ok := schema.ParseCode("outcome", s.word)
		if !ok {
			return d, schema.Invalid(schema.WhyUnknown, "outcome", s.word)
		}
		own[s.n] = true
		d.Outcomes = append(d.Outcomes, schema.ReplyOutcome{N: s.n, Outcome: schema.Outcome(code)})
	}
	if len(numbers) == 0 {
		numbers = waiting(r.Contents)
	}
	for _, n := range numbers {
		if outcome != "" && !own[n] {
			own[n] = true
			d.Outcomes = append(d.Outcomes, schema.ReplyOutcome{N: n, Outcome: schema.Outcome(outcome), Territories: c.territories()})
		}
	}
	for _, o := range d.Outcomes {
		if !known[o.N] {
			return d, schema.Invalid(schema.WhyUnknown, string(schema.FieldContents), fmt.Sprint(o.N))
		}
	}
	if d.Effective, err = c.moment("effective"); err != nil {
		return d, err
	}
	if d.Text, err = c.stdin(); err != nil || strings.TrimSpace(d.Text) != "" {
		return d, err
	}
	if slices.ContainsFunc(d.Outcomes, func(o schema.ReplyOutcome) bool { return o.Outcome.NeedsText() }) {
		return d, &schema.Fault{Class: schema.ErrInvalid, Why: schema.WhyNeedsReason, Verb: schema.VerbReply, Ref: r.Ref}
	}
	return d, nil
}

// waiting are the numbers of the contents without an outcome, of all when there is none.
func waiting(contents []schema.Content) (numbers []int) {
	var all []int
	for _, content := range contents {
		all = append(all, content.N)
		if content.Outcome == "" {
			numbers = append(numbers, content.N)
		}
	}
	if len(numbers) == 0 {
		return all
	}
	return numbers
}

func (c *call) territories() []string {
	var out []string
	for _, t := range c.parts("territories") {
		out = append(out, strings.ToUpper(t))
	}
	return out
}

// moment reads when something took effect, which may be past; zero when the flag was not given.
func (c *call) moment(flag string) (time.Time, error) {
	text := strings.TrimSpace(c.text(flag))
	if !c.given(flag) {
		return time.Time{}, nil
	}
	if t, err := time.Parse(time.RFC3339, text); err == nil {
		return t.UTC(), nil
	}
	for _, layout := range []string{"2006-01-02 15:04", "2006-01-02T15:04", "2/1/2006 15:04"} {
		if t, err := time.ParseInLocation(layout, text, c.zone); err == nil {
			return t.UTC(), nil
		}
	}
	today := schema.DateOf(c.s.Desk.Now(), c.zone)
	for _, layout := range []string{"15:04", "15h04"} {
		if t, err := time.ParseInLocation("2006-01-02 "+layout, today.String()+" "+text, c.zone); err == nil {
			return t.UTC(), nil
		}
	}
	return time.Time{}, schema.Invalid(schema.WhyDate, flag, text)
}
