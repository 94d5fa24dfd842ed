package store

import (
	"context"

	"contactgroup/schema"
)

// Recommend puts the qualified person's recommendation on a request: to end it,
// or what its text says. The authority and they alone know of it; one that is
// open is answered before the next: ErrState with WhyAdviceOpen.
func (d *Desk) Recommend(ctx context.Context, id schema.ID, rev int, text string, withdraw bool) (schema.Request, error) {
	return d.followUp(ctx, schema.VerbRecommend, id, rev, func(w *work) error {
		text, err := schema.CleanText("reason", text, schema.MaxText)
		switch {
		case err != nil:
			return err
		case text == "":
			return &schema.Fault{Class: schema.ErrInvalid, Why: schema.WhyNeedsReason, Verb: schema.VerbRecommend, Ref: w.now.Ref}
		}
		_, err = w.t.exec(`INSERT INTO recommendation (request_id, n, org_id, author_id, withdraw, text, at, state)
			SELECT ?, coalesce(max(n), 0) + 1, CAST(? AS BIGINT), CAST(? AS BIGINT), CAST(? AS BIGINT), ?, CAST(? AS BIGINT), ?
			FROM recommendation WHERE request_id = ?`,
			id, d.who.Org, d.who.Member, flag(withdraw), text, stamp(w.t.now), schema.RecommendationOpen, id)
		if err != nil {
			return err
		}
		return w.advise(schema.VerbRecommend, schema.RecommendationOpen, text)
	})
}

// AnswerRecommendation tells the qualified person whether the authority follows
// their open recommendation; declining needs a reason. It changes nothing else:
// what is recommended is done by its own verb.
func (d *Desk) AnswerRecommendation(ctx context.Context, id schema.ID, rev int, follow bool, reason string) (schema.Request, error) {
	v, state := schema.VerbDecline, schema.RecommendationDeclined
	if follow {
		v, state = schema.VerbFollow, schema.RecommendationFollowed
	}
	return d.followUp(ctx, v, id, rev, func(w *work) error {
		reason, err := schema.CleanText("reason", reason, schema.MaxText)
		if err != nil {
			return err
		}
		if reason == "" && !follow {
			return &schema.Fault{Class: schema.ErrInvalid, Why: schema.WhyNeedsReason, Verb: v, Ref: w.now.Ref}
		}
		_, err = w.t.exec(`UPDATE recommendation SET state = ?, answer = ?, answered_at = ? WHERE request_id = ? AND state = ?`,
			state, reason, stamp(w.t.now), id, schema.RecommendationOpen)
		if err != nil {
			return err
		}
		return w.advise(v, state, reason)
	})
}

// advise moves the request's last recommendation on. No row, version or time
// that the addressee reads is touched; the authority's version is, so that it
// does not act in ignorance of what was recommended.
func (w *work) advise(v schema.Verb, state schema.RecommendationState, text string) error {
	c, err := w.t.circleOf(w.now.Addressee)
	if err != nil {
		return err
	}
	var n int64
	err = w.t.beyond(func() (err error) {
		n, err = w.t.exec(`UPDATE request SET recommended = ?, updated_authority = ? WHERE id = ? AND version = ? AND recommended = ?`,
			state, stamp(w.t.now), w.now.ID, w.was.Version, w.was.Advice)
		if err != nil || n != 1 {
			return err
		}
		_, err = w.t.exec(`UPDATE request_side SET version = version + 1 WHERE request_id = ? AND org_id = ?`, w.now.ID, c.authority.ID)
		return err
	})
	if err != nil {
		return err
	}
	if n != 1 {
		return w.stale(v, w.was.seenBy(w.who).Rev)
	}
	w.now.Advice = state
	if w.who.Authority() {
		w.now.SideVersion, w.now.UpdatedUs = w.now.SideVersion+1, stamp(w.t.now)
	}
	var audiences []schema.Audience
	for _, a := range c.audiences(w.now.full()) {
		if schema.Sees(a.Reader, schema.NounRequest, schema.FieldAdvice) {
			audiences = append(audiences, a)
		}
	}
	w.t.record(record{Actor: w.who, Verb: v, Noun: schema.NounRequest, Subject: w.now.ID, Ref: w.now.Ref, Text: text, Audiences: audiences,
		Changes: []schema.Change{{Field: schema.FieldAdvice, From: string(w.was.Advice), To: string(state)}}})
	return nil
}

// recommendationsOf are those on a request, oldest first.
func (r reads) recommendationsOf(id schema.ID) ([]schema.Recommendation, error) {
	var rows []struct {
		N        int
		Withdraw bool
		Text     string
		By       string
		At       int64
		State    schema.RecommendationState
		Answer   string
		Answered int64 `db:"answered_at"`
	}
	err := r.all(&rows, `SELECT p.n, p.withdraw, p.text, o.name AS "by", p.at, p.state, p.answer, p.answered_at
		FROM recommendation p JOIN organisation o ON o.id = p.org_id WHERE p.request_id = ? ORDER BY p.n`, id)
	out := make([]schema.Recommendation, len(rows))
	for i, p := range rows {
		out[i] = schema.Recommendation{N: p.N, Withdraw: p.Withdraw, Text: p.Text, By: p.By, At: instant(p.At), State: p.State, Answer: p.Answer, Answered: instant(p.Answered)}
	}
	return out, err
}
