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
		{name: "add", usage: "REF|- --outcome OUTCOME [--content 1,3] [--outcome-of 2=OUTCOME]… [--effective TIME] [--template NAME] < TEXT|JSONL", min: 1, max: 1, text: true,
			flags: append([]string{"outcome", "outcome-of", "content", "territories", "effective", "template", "if-rev"}, addFlags...),
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
	if slices.Equal(c.args, []string{"-"}) {
		return addReplies(c)
	}
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
		a, err := c.answerOfFlags(r, numbers, single)
		if err != nil {
			return schema.Reply{}, err
		}
		d, err := a.draft(r)
		if err != nil {
			return schema.Reply{}, err
		}
		return c.s.Desk.Reply(saying(ctx, c.read), r.ID, rev, d)
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

// numbered is an outcome given for the content of that number.
type numbered struct {
	n           int
	word        string
	territories []string
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
		out = append(out, numbered{n: n, word: word})
	}
	return out, nil
}

// answer is a reply as somebody gave it: outcome is for the contents of
// numbers, else for all without an outcome (for all, when each has one), save
// those that single names. The others stay as they are.
type answer struct {
	outcome     string // as typed; empty: single says it all
	territories []string
	numbers     []int
	single      []numbered
	effective   time.Time
	text        string
}

// answerOfFlags is the answer that the flags give to r; its text is a template's,
// else what is on stdin.
func (c *call) answerOfFlags(r schema.Request, numbers []int, single []numbered) (a answer, err error) {
	a = answer{numbers: numbers, single: single, territories: c.territories()}
	if a.outcome, err = c.code("outcome", "outcome"); err != nil {
		return a, err
	}
	if a.effective, err = c.moment("effective"); err != nil {
		return a, err
	}
	if c.given("template") {
		t, err := c.templateNamed(c.text("template"), schema.VerbReply)
		a.text = t.Fill(r)
		return a, err
	}
	a.text, err = c.stdin()
	return a, err
}

// draft is the answer as the reply to r.
func (a answer) draft(r schema.Request) (schema.ReplyDraft, error) {
	d := schema.ReplyDraft{Effective: a.effective, Text: a.text}
	own := map[int]bool{}
	give := func(n int, word string, territories []string) error {
		code, ok := schema.ParseCode("outcome", word)
		if !ok {
			return schema.Invalid(schema.WhyUnknown, "outcome", word)
		}
		if !slices.ContainsFunc(r.Contents, func(content schema.Content) bool { return content.N == n }) {
			return schema.Invalid(schema.WhyUnknown, string(schema.FieldContents), fmt.Sprint(n))
		}
		own[n] = true
		d.Outcomes = append(d.Outcomes, schema.ReplyOutcome{N: n, Outcome: schema.Outcome(code), Territories: territories})
		return nil
	}
	for _, s := range a.single {
		if err := give(s.n, s.word, s.territories); err != nil {
			return d, err
		}
	}
	numbers := a.numbers
	if len(numbers) == 0 {
		numbers = schema.Waiting(r.Contents)
	}
	for _, n := range numbers {
		if a.outcome == "" || own[n] {
			continue
		}
		if err := give(n, a.outcome, a.territories); err != nil {
			return d, err
		}
	}
	if strings.TrimSpace(d.Text) == "" && slices.ContainsFunc(d.Outcomes, func(o schema.ReplyOutcome) bool { return o.Outcome.NeedsText() }) {
		return d, &schema.Fault{Class: schema.ErrInvalid, Why: schema.WhyNeedsReason, Verb: schema.VerbReply, Ref: r.Ref}
	}
	return d, nil
}

func (c *call) territories() []string { return upperAll(c.parts("territories")) }

func upperAll(words []string) []string {
	var out []string
	for _, w := range words {
		out = append(out, strings.ToUpper(w))
	}
	return out
}

// moment reads when something took effect; zero when the flag was not given.
func (c *call) moment(flag string) (time.Time, error) {
	if !c.given(flag) {
		return time.Time{}, nil
	}
	return c.past(flag, c.text(flag))
}

// past reads a moment that may be past, in the caller's zone unless it names one.
func (c *call) past(field, text string) (time.Time, error) {
	text = strings.TrimSpace(text)
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
	return time.Time{}, schema.Invalid(schema.WhyDate, field, text)
}
