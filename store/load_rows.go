package store

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"contactgroup/schema"
)

// fill makes the row of a record; its references are set already.
func (c *loading) fill(rec Record, r *requestRow) {
	q := rec.Request
	author := c.members[q.Author]
	r.RefKey, r.Version, r.Kind, r.Regime, r.Basis = refKey(r.Ref), 2, q.Kind, q.Regime, q.LegalBasis
	r.Subject, r.Reasons, r.Service, r.Addressee = q.Subject, q.Reasons, q.Service, q.Addressee
	r.Label, r.LabelWhy, r.TLP, r.Cred, r.Case = cmp.Or(q.Label, schema.P3), q.LabelReason, cmp.Or(q.TLP, schema.TLPAmber), q.Credibility, q.Case
	r.Ground, r.AuthorID, r.AuthorLogin, r.Contents = q.Ground, author.Member, author.Login, len(q.Contents)
	r.Created, r.Sent, r.Received, r.Answered = stamp(q.Created), stamp(q.Sent), stamp(q.Received), stamp(q.Answered)
	r.ExternalRef, r.Snoozed = q.ExternalRef, stamp(q.Snoozed)
	r.SentBase = 1
	for _, p := range rec.Replies {
		if p.State != schema.ReplyHeld {
			r.Replies, r.LastReply = r.Replies+1, p.State
		}
	}
	if !q.Visa.IsZero() {
		r.VisaAt, r.VisaBy = stamp(q.Visa), c.members[q.VisaBy].Member
	}
	r.setState(q.State, cmp.Or(q.Closed, q.Updated))
	updated := stamp(q.Updated)
	r.Updated, r.UpdatedUs, r.UpdatedTo = updated, updated, updated
	r.setTiming(schema.Timing{Due: q.Due})
	if !q.Sent.IsZero() {
		r.loadClock(q, c.law)
	}
	if (q.State == schema.StateAnswered || q.State == schema.StateClosed) && !q.Answered.IsZero() {
		r.Reverify = r.nextLook(c.law, q.Answered, q.Contents)
	}
}

// loadClock starts and stops the clock as the request's life would have.
func (r *requestRow) loadClock(q schema.Request, law schema.Law) {
	starts := q.Sent
	if c, limited := law.ClockOf(schema.ForAnswer, q.Kind, q.Regime, q.Sent); limited {
		r.setClock(c)
		if c.Starts == schema.FromReceived {
			starts = q.Received
		}
	}
	t := schema.Timing{Duration: time.Duration(r.ClockMS) * time.Millisecond, Months: r.ClockMonths, Due: q.Due}
	if !starts.IsZero() {
		t = t.Begin(starts)
	}
	t.Suspended = q.Suspended
	if q.Suspended > 0 && !t.Due.IsZero() {
		t.Due = t.Due.Add(q.Suspended)
	}
	if c, ok := law.ClockOf(schema.ForScrutiny, q.Kind, q.Regime, q.Sent); ok && r.Open && !q.Received.IsZero() {
		r.Scrutiny = stamp(c.Due(q.Received))
	}
	if c, ok := law.ClockOf(schema.ForExpiry, q.Kind, q.Regime, q.Sent); ok && !q.Answered.IsZero() {
		r.Expires = stamp(c.Due(q.Answered))
	}
	if !q.State.Running() {
		t = t.Halt(cmp.Or(q.Answered, cmp.Or(q.Closed, q.Updated)))
	}
	r.setTiming(t)
}

// children gathers what hangs on a request; its replies have these IDs.
func (c *loading) children(rec Record, r *requestRow, replies []schema.ID) error {
	q := rec.Request
	assignee := c.members[q.AssigneeLogin]
	side := func(org schema.ID, snoozed int64, external, caseRef string) {
		var who schema.ID
		if assignee.Org == org {
			who = assignee.Member
		}
		c.sides = append(c.sides, []any{r.ID, org, who, snoozed, external, caseRef, flag(r.Open)})
	}
	side(c.members[q.Author].Org, r.Snoozed, r.ExternalRef, r.Case)
	if r.Sent != 0 {
		side(c.orgs[q.Addressee].ID, 0, "", "")
	}
	for i, o := range q.Contents {
		o.N, o.Added = i+1, cmp.Or(o.Added, q.Created)
		c.contents = append(c.contents, contentValues(r.ID, o))
	}
	for i, p := range rec.Replies {
		by := c.members[p.By]
		if by.Member == 0 {
			return schema.Invalid(schema.WhyUnknown, "by", p.By)
		}
		c.replies = append(c.replies, []any{replies[i], r.ID, i + 1, by.Org, by.Member, p.State, p.Text, stamp(p.Effective), stamp(p.HeldUntil),
			stamp(p.Sent), stamp(p.Decided), p.Reason, stamp(cmp.Or(p.Sent, q.Updated)), fmt.Sprintf("%s/%04d", r.RefKey, i+1), r.Label})
		for _, o := range p.Outcomes {
			c.outcomes = append(c.outcomes, []any{replies[i], o.N, o.Outcome, strings.Join(o.Territories, ",")})
		}
	}
	return nil
}

// spelled is the row of request_text of a request.
func (c *loading) spelled(rec Record, r *requestRow) []any {
	var addressee schema.ID
	if r.Sent != 0 {
		addressee = c.orgs[r.Addressee].ID
	}
	words := []string{r.Ref, r.Subject, r.Reasons, r.Service, r.Basis}
	for _, p := range rec.Replies {
		if p.State != schema.ReplyHeld && p.Text != "" {
			words = append(words, p.Text)
		}
	}
	urls := make([]string, len(rec.Request.Contents))
	for i, o := range rec.Request.Contents {
		urls[i] = o.URL
	}
	return textRow(r.ID, addressee, r.Open, words, urls)
}

// tell makes a request's entries for the logs.
func (c *loading) tell(rec Record, r *requestRow) {
	q := rec.Request
	verb := schema.VerbNew
	if r.Sent != 0 {
		verb = schema.VerbSend
	}
	around := c.circle
	around.addressee = c.orgs[q.Addressee]
	full := r.full()
	full.Contents = q.Contents
	c.t.record(record{Actor: c.members[q.Author], Verb: verb, Noun: schema.NounRequest, Subject: r.ID, Ref: r.Ref,
		Changes: changesOf(schema.Request{}, full), Audiences: around.audiences(full)})
}
