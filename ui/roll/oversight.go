package roll

import (
	"cmp"
	"context"
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/lang"
	"contactgroup/ui/widget"
)

// does reports whether the role does a verb of schema.Followups.
func (r room) does(v schema.Verb) bool {
	f, ok := schema.FollowupOf(v)
	return ok && slices.Contains(f.Roles, r.who.Role)
}

// rechecks reports whether the member may know what is to be looked at again.
func (r room) rechecks() bool {
	return schema.Sees(schema.ReaderOverseer, schema.NounRequest, schema.FieldReverify) && (r.does(schema.VerbReverify) || r.overseer())
}

// overseer reports whether the member is who recommends.
func (r room) overseer() bool { return r.does(schema.VerbRecommend) }

// advised reports whether the member may know what is recommended: the
// authority's readers of requests, and who recommends.
func (r room) advised() bool {
	return r.overseer() || r.does(schema.VerbReverify) || r.does(schema.VerbFollow)
}

// term is a filter of one condition.
func term(f schema.QueryField, values ...string) schema.Query {
	return schema.Query{Terms: []schema.Term{{Field: f, Values: values}}}
}

// dueAgain are the measures that are to be looked at within a week.
func dueAgain() schema.Query {
	return schema.Query{Terms: []schema.Term{{Field: schema.QueryReverify, Before: true, Values: []string{"7d"}}}}
}

func recommended(states ...schema.RecommendationState) schema.Query {
	values := make([]string, len(states))
	for i, s := range states {
		values[i] = string(s)
	}
	return term(schema.QueryAdvice, values...)
}

func (r room) countRechecks(ctx context.Context) (string, error) {
	n, err := r.desk.CountRequests(ctx, dueAgain(), true)
	return number(n), err
}

func (r room) countSample(ctx context.Context) (string, error) {
	n, err := r.desk.CountRequests(ctx, schema.OverseenQuery(), true)
	return lang.Fill(r.s.Words.Rolls.Of, "n", itoa(min(n.N, schema.SampleSize)), "total", number(n)), err
}

func (r room) countAdvice(ctx context.Context) (string, error) {
	n, err := r.desk.CountRequests(ctx, recommended(schema.RecommendationStates...), true)
	if err != nil {
		return "", err
	}
	open, err := r.desk.CountRequests(ctx, recommended(schema.RecommendationOpen), true)
	return withPart(n, open, r.s.Words.Rolls.Unanswered), err
}

// watched is what a list of requests shows.
type watched struct {
	requests []schema.Request
	names    names
}

// watch is a list of requests with the keys of follow-ups.
func (r room) watch(title, none string, order func(a, b schema.Request) int, load func(context.Context) ([]schema.Request, error)) *pane[watched] {
	v := &pane[watched]{s: r.s, nouns: []schema.Noun{schema.NounRequest, schema.NounReply}, none: none,
		load: func(ctx context.Context) (w watched, err error) {
			if w.requests, err = load(ctx); err != nil {
				return w, err
			}
			slices.SortStableFunc(w.requests, order)
			w.names, err = r.names(ctx)
			return w, err
		},
		title: func(w watched) string { return title + " " + widget.SignRule + " " + itoa(len(w.requests)) },
		draw: func(w watched) []widget.Passage {
			var out []widget.Passage
			for _, x := range w.requests {
				out = append(out, r.requestRow(x, w.names))
			}
			return out
		},
		page: func(_ watched, ref string) widget.Screen { return r.doors.Request(ref) },
	}
	return v
}

// requestRow tells of a request what matters to who looks at it again.
func (r room) requestRow(x schema.Request, n names) widget.Passage {
	d, t := r.s.Words.Domain, r.s.Words.Rolls
	ink, again, advice := widget.Ink{}, "", ""
	if !x.Reverify.IsZero() {
		again = lang.Fill(t.Again, "date", day(r.s, schema.DateOf(x.Reverify, r.s.Zone)))
		if !x.Reverify.After(r.s.Now()) {
			again, ink = again+" · "+t.AgainDue, r.s.Theme.Warn
		}
	}
	if x.Recommended != "" {
		advice = lang.Fill(r.s.Words.Item.Pair, "name", t.Recommendation, "value", d.Advice[x.Recommended])
		if x.Recommended == schema.RecommendationOpen {
			ink = r.s.Theme.Warn
		}
	}
	head := x.Ref + "  " + joined(d.Kinds[x.Kind], n.of(x.Addressee), d.States[x.State], again, advice)
	return row(x.Ref, head, joined(t.Contents.Of(x.ContentCount), x.Subject), ink)
}

// current is the request under the cursor; the zero one without.
func current(v *pane[watched]) schema.Request {
	i := slices.IndexFunc(v.held.requests, func(x schema.Request) bool { return x.Ref == v.reader.Current() })
	if i < 0 {
		return schema.Request{}
	}
	return v.held.requests[i]
}

// key is a row of the table that does a follow-up to the request under the cursor.
func (r room) key(v *pane[watched], name, hint string, verb schema.Verb, run func(schema.Request) tea.Cmd) widget.Key {
	if !r.does(verb) {
		hint = ""
	}
	return widget.Key{Keys: []string{name}, Help: r.s.Words.Domain.Verbs[verb], Hint: hint, Group: r.s.Words.Widget.Groups.Triage, Verb: verb, Write: true,
		Run: func() tea.Cmd { return run(current(v)) },
		Why: func() error { return schema.MayFollowUp(r.who, verb, current(v), r.s.Now()) }}
}

// recheckQueue is what is to be looked at again within a week, what has waited
// longest first: whether it is there still, and the request to lift what is of no use.
func (r room) recheckQueue() widget.Screen {
	t, k := r.s.Words.Rolls, r.s.Words.Rolls.Keys
	v := r.watch(t.RechecksTitle, t.NoRechecks, func(a, b schema.Request) int { return a.Reverify.Compare(b.Reverify) },
		func(ctx context.Context) ([]schema.Request, error) {
			return all(ctx, schema.List{All: true, Query: dueAgain()}, r.desk.Requests)
		})
	observe := func(as string) func(schema.Request) tea.Cmd {
		return func(x schema.Request) tea.Cmd {
			return v.write(nil, false, nil, func(ctx context.Context) (string, error) {
				_, err := r.desk.Reverify(ctx, x.ID, x.Rev, schema.Recheck{Observed: as})
				return schema.VisibleLine(lang.Fill(r.s.Words.Item.Pair, "name", x.Ref, "value", r.s.Words.Item.Seen[as])), err
			})
		}
	}
	reinstate := func(x schema.Request) tea.Cmd {
		return v.write(nil, false, nil, func(ctx context.Context) (string, error) {
			made, err := r.desk.Reinstate(ctx, x.ID, x.Rev, "")
			return schema.VisibleLine(lang.Fill(t.Reinstated, "ref", x.Ref, "draft", made.Ref)), err
		})
	}
	online, offline := r.key(v, "o", k.HintLive, schema.VerbReverify, observe(schema.ObservedLive)), r.key(v, "h", k.HintGone, schema.VerbReverify, observe(schema.ObservedGone))
	online.Help, offline.Help = r.s.Words.Item.Verify.Online, r.s.Words.Item.Verify.Offline
	return v.furnish(addition{}, online, offline, r.key(v, "l", k.HintReinstate, schema.VerbReinstate, reinstate))
}

// sample is what the lot gives the qualified person to look at: of what they
// oversee, schema.SampleSize requests. The lot of a day is the same whenever it is
// looked at; another one is drawn by its number.
func (r room) sample(draw int) widget.Screen {
	t, k := r.s.Words.Rolls, r.s.Words.Rolls.Keys
	today := r.s.Today()
	title := lang.Fill(t.SampleTitle, "n", itoa(draw), "date", day(r.s, today))
	v := r.watch(title, t.NoSample, func(a, b schema.Request) int { return b.Sent.Compare(a.Sent) }, func(ctx context.Context) ([]schema.Request, error) {
		ids, err := r.desk.RequestIDs(ctx, schema.OverseenQuery(), true, schema.SampleFrom)
		if err != nil {
			return nil, err
		}
		return r.desk.RequestsByID(ctx, schema.Sample(ids, today, draw))
	})
	another := widget.Key{Keys: []string{"r"}, Help: k.Redraw, Hint: k.HintRedraw, Group: r.s.Words.Widget.Groups.Item,
		Run: func() tea.Cmd { return widget.Send(widget.Replace{Screen: r.sample(draw + 1)}) }}
	return v.furnish(addition{}, r.key(v, "t", k.HintRecommend, schema.VerbRecommend, r.recommending(v)), another)
}

// recommending asks for a recommendation on a request of a list; refused, for
// the request as it is then.
func (r room) recommending(v *pane[watched]) func(schema.Request) tea.Cmd {
	var ask func(x schema.Request) tea.Cmd
	ask = func(x schema.Request) tea.Cmd {
		return widget.Recommendation(r.s, r.desk, x, func(f *widget.Form, text string, withdraw bool) tea.Cmd {
			again := func() tea.Cmd {
				for _, now := range v.held.requests {
					if now.ID == x.ID {
						return ask(now)
					}
				}
				return nil
			}
			return v.write(f, false, again, func(ctx context.Context) (string, error) {
				_, err := r.desk.Recommend(ctx, x.ID, x.Rev, text, withdraw)
				return r.done(x.Ref, schema.VerbRecommend), err
			})
		})
	}
	return ask
}

// advice is what was recommended, what waits for an answer first.
func (r room) advice() widget.Screen {
	t, k := r.s.Words.Rolls, r.s.Words.Rolls.Keys
	waits := func(x schema.Request) int {
		if x.Recommended == schema.RecommendationOpen {
			return 0
		}
		return 1
	}
	v := r.watch(t.Advice, t.NoAdvice, func(a, b schema.Request) int {
		return cmp.Or(cmp.Compare(waits(a), waits(b)), b.Updated.Compare(a.Updated))
	},
		func(ctx context.Context) ([]schema.Request, error) {
			return all(ctx, schema.List{All: true, Query: recommended(schema.RecommendationStates...)}, r.desk.Requests)
		})
	answer := func(follow bool) func(schema.Request) tea.Cmd {
		verb := schema.VerbDecline
		if follow {
			verb = schema.VerbFollow
		}
		return func(x schema.Request) tea.Cmd {
			return widget.AnswerAdvice(r.s, x.Ref, verb, "", func(reason string) tea.Cmd {
				return v.write(nil, false, nil, func(ctx context.Context) (string, error) {
					_, err := r.desk.AnswerRecommendation(ctx, x.ID, x.Rev, follow, reason)
					return r.done(x.Ref, verb), err
				})
			})
		}
	}
	return v.furnish(addition{}, r.key(v, "+", k.HintFollow, schema.VerbFollow, answer(true)), r.key(v, "-", k.HintDecline, schema.VerbDecline, answer(false)),
		r.key(v, "t", k.HintRecommend, schema.VerbRecommend, r.recommending(v)))
}
