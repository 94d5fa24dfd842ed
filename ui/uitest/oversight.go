package uitest

import (
	"context"
	"slices"

	"contactgroup/schema"
)

// followUp does a follow-up to a request that the rules let the member do.
func (d *Desk) followUp(v schema.Verb, id schema.ID, rev int, do func(*schema.Request)) (schema.Request, error) {
	done, err := d.begin(string(v))
	defer done()
	if err != nil {
		return schema.Request{}, err
	}
	for i := range d.g.requests {
		r := &d.g.requests[i]
		if r.ID != id {
			continue
		}
		if err := schema.MayFollowUp(d.who, v, *r, d.g.Clock); err != nil {
			return *r, err
		}
		if rev != 0 && rev != r.Rev {
			return *r, &schema.Fault{Class: schema.ErrStale, Why: schema.WhyChanged, Verb: v, Ref: r.Ref}
		}
		do(r)
		r.Rev++
		d.g.commit(v, schema.NounRequest, r.ID, r.Ref, d.who.OrgName, "")
		return *r, nil
	}
	return schema.Request{}, schema.NotFound("")
}

// Recommend puts a recommendation on a request.
func (d *Desk) Recommend(ctx context.Context, id schema.ID, rev int, text string, withdraw bool) (schema.Request, error) {
	return d.followUp(schema.VerbRecommend, id, rev, func(r *schema.Request) {
		d.Used(ctx)
		r.Recommended = schema.RecommendationOpen
		r.Recommendations = append(slices.Clone(r.Recommendations), schema.Recommendation{N: len(r.Recommendations) + 1, Withdraw: withdraw, Text: text, By: d.who.OrgName, At: d.g.Clock, State: schema.RecommendationOpen})
	})
}

// AnswerRecommendation answers the last one.
func (d *Desk) AnswerRecommendation(_ context.Context, id schema.ID, rev int, follow bool, reason string) (schema.Request, error) {
	v, state := schema.VerbDecline, schema.RecommendationDeclined
	if follow {
		v, state = schema.VerbFollow, schema.RecommendationFollowed
	}
	return d.followUp(v, id, rev, func(r *schema.Request) {
		r.Recommended = state
		r.Recommendations = slices.Clone(r.Recommendations)
		if n := len(r.Recommendations); n > 0 {
			last := &r.Recommendations[n-1]
			last.State, last.Answer, last.Answered = state, reason, d.g.Clock
		}
	})
}

// Reinstate makes a draft that asks for the lifting of a measure.
func (d *Desk) Reinstate(_ context.Context, id schema.ID, rev int, _ string) (schema.Request, error) {
	if _, err := d.followUp(schema.VerbReinstate, id, rev, func(r *schema.Request) { r.Reverify = schema.Request{}.Reverify }); err != nil {
		return schema.Request{}, err
	}
	return d.g.Add(schema.Request{Ref: schema.DraftRef(2015, int(id)), State: schema.StateDraft, Kind: schema.KindReferral}), nil
}
