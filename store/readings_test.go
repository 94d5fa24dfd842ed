package store_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"

	"contactgroup/schema"
	"contactgroup/store"
)

// reader is a member who reads all that a Desk gives.
type reader struct {
	g     group
	d     *store.Desk
	known []canary // requests to ask for by name, in sight or not
	put   func(any, error)
}

// everything is all that a member can get out of the register, as text.
func (g group) everything(d *store.Desk, known []canary) string {
	g.t.Helper()
	var b strings.Builder
	r := reader{g, d, known, func(v any, err error) {
		body, jsonErr := json.Marshal(v)
		g.must(jsonErr)
		fmt.Fprintf(&b, "%s %v\n", body, err)
	}}
	for _, name := range slices.Sorted(maps.Keys(readings)) {
		readings[name](g.t.Context(), r)
	}
	for _, c := range known {
		r.put(d.Act(schema.DryRun(g.t.Context()), c.ID, 99, schema.Step{Verb: schema.VerbClaim}))
		r.put(d.Reply(schema.DryRun(g.t.Context()), c.ID, 99, schema.ReplyDraft{}))
	}
	r.put(d.Undo(schema.DryRun(g.t.Context())))
	r.put(d.Redo(schema.DryRun(g.t.Context())))
	return b.String()
}

// readings are all queries of a Desk, each asked for all that it gives.
var readings = map[string]func(context.Context, reader){
	"Requests":      pages((*store.Desk).Requests),
	"Replies":       pages((*store.Desk).Replies),
	"Actions":       pages((*store.Desk).Actions),
	"Cases":         pages((*store.Desk).Cases),
	"Commitments":   pages((*store.Desk).Commitments),
	"Articles":      pages((*store.Desk).Articles),
	"Trainings":     pages((*store.Desk).Trainings),
	"Sheets":        pages((*store.Desk).Sheets),
	"Organisations": all((*store.Desk).Organisations), "Members": all((*store.Desk).Members), "Keys": all((*store.Desk).Keys), "Invitations": all((*store.Desk).Invitations),
	"Meetings": all((*store.Desk).Meetings), "Contacts": all((*store.Desk).Contacts), "Views": all((*store.Desk).Views), "Templates": all((*store.Desk).Templates), "Unsent": all((*store.Desk).Unsent),
	"Settings": all((*store.Desk).Settings), "Present": all((*store.Desk).Present), "Lists": all((*store.Desk).Lists), "Crisis": all((*store.Desk).Crisis), "Crises": all((*store.Desk).Crises), "Law": all((*store.Desk).Law),
	"Legals": all((*store.Desk).Legals), "Heads": all((*store.Desk).Heads), "Head": all((*store.Desk).Head), "SinceMeeting": all((*store.Desk).SinceMeeting), "Rhythm": all(func(d *store.Desk, c context.Context) (schema.Rhythm, error) {
		return d.Rhythm(c, schema.MeetingPlenary)
	}), "Retentions": all((*store.Desk).Retentions),
	"TrainingNeeds": all((*store.Desk).TrainingNeeds),
	"CountRequests": counts((*store.Desk).CountRequests), "CountReplies": counts((*store.Desk).CountReplies), "CountActions": counts((*store.Desk).CountActions),
	"CountCases": counts((*store.Desk).CountCases), "CountCommitments": counts((*store.Desk).CountCommitments), "CountArticles": counts((*store.Desk).CountArticles),
	"CountTrainings": counts((*store.Desk).CountTrainings), "CountSheets": counts((*store.Desk).CountSheets),
	"Alerts": func(c context.Context, r reader) { r.put(r.d.Alerts(c, true, 500)) },
	"Stats":  func(c context.Context, r reader) { r.put(r.d.Stats(c, schema.Date{Year: 2015, Month: 1, Day: 1})) },
	"Verify": func(c context.Context, r reader) { r.put(r.d.Verify(c, "", nil)) },
	"Changes": func(c context.Context, r reader) {
		for cursor := (schema.Cursor{}); ; {
			events, next, err := r.d.Changes(c, cursor, 500)
			r.put(events, err)
			if maps.Equal(next, cursor) {
				return
			}
			cursor = next
		}
	},
	"Follow": func(c context.Context, r reader) {
		for cursor := (schema.Cursor{}); ; {
			events, next, err := r.d.Follow(c, cursor, 500)
			r.put(events, err)
			if maps.Equal(next, cursor) || err != nil {
				return
			}
			cursor = next
		}
	},
	"Place": func(c context.Context, r reader) { r.put(r.d.Place(c, r.g.clock.Now().Add(24*time.Hour))) },
	"Changed": func(c context.Context, r reader) {
		for _, n := range changedNouns {
			r.put(r.d.Changed(c, n, time.Time{}))
		}
	},
	"MatchingRequests": func(c context.Context, r reader) { r.put(r.d.MatchingRequests(c, schema.Query{}, r.ids())) },
	"MatchingActions":  func(c context.Context, r reader) { r.put(r.d.MatchingActions(c, schema.Query{}, firstIDs)) },
	"Log": func(c context.Context, r reader) {
		r.put(r.d.Log(c, schema.LogList{Security: true, Limit: 500}))
		for l := (schema.LogList{Limit: 500}); ; {
			page, err := r.d.Log(c, l)
			r.put(page.Items, err)
			if l.After = page.Next; page.Next == "" {
				return
			}
		}
	},
	"UnsentOf": ofEach(7, func(c context.Context, r reader, q canary) {
		r.put(r.d.UnsentOf(c, schema.VerbReply, schema.NounRequest, q.ID, ""))
		r.put(r.d.UnsentOf(c, schema.VerbNew, schema.NounAction, 0, ""))
	}),
	"RequestIDs":  func(c context.Context, r reader) { r.put(r.d.RequestIDs(c, schema.Query{}, true, 5000)) },
	"Request":     ofEach(1, func(c context.Context, r reader, q canary) { r.put(r.d.Request(c, q.Ref)) }),
	"FullRequest": ofEach(1, func(c context.Context, r reader, q canary) { r.put(r.d.FullRequest(c, q.Ref)) }),
	"Thread":      ofEach(1, func(c context.Context, r reader, q canary) { r.put(r.d.Thread(c, q.ID)) }),
	"Attend": ofEach(1, func(c context.Context, r reader, q canary) {
		r.put(nil, r.d.Attend(c, "no seat", q.ID, schema.DoingLooking))
	}),
	"RepliesOf":    ofEach(1, func(c context.Context, r reader, q canary) { r.put(r.d.RepliesOf(c, q.ID)) }),
	"Linked":       ofEach(7, func(c context.Context, r reader, q canary) { r.put(r.d.Linked(c, q.Ref)) }),
	"RequestsByID": func(c context.Context, r reader) { r.put(r.d.RequestsByID(c, r.ids())) },
	"ContentsOf":   func(c context.Context, r reader) { r.put(r.d.ContentsOf(c, r.ids())) },
	"OpenAttachment": ofEach(7, func(c context.Context, r reader, q canary) {
		a, body, err := r.d.OpenAttachment(c, q.ID, 1)
		r.put(a, err)
		if err == nil {
			text, err := io.ReadAll(body)
			r.put(string(text), err)
		}
	}),
	"Case": func(c context.Context, r reader) {
		r.put(r.d.Case(c, "D-2015-0001"))
		for i, q := range r.known {
			if i%7 != 0 {
				continue
			}
			k, err := r.d.Case(c, strings.ToUpper(q.text("case")))
			r.put(k, errors.Unwrap(err)) // a refusal repeats the name asked for
		}
	},
	"OnCall": func(c context.Context, r reader) {
		for _, org := range []string{"ministry", "google", "facebook"} {
			r.put(r.d.OnCall(c, org, r.g.clock.Now()))
		}
	},
	"Action":     named("A-2015-%03d", (*store.Desk).Action),
	"Commitment": named("E-2015-%03d", (*store.Desk).Commitment),
	"Article":    named("ART-%d", (*store.Desk).Article),
	"Training":   named("F-2015-%03d", (*store.Desk).Training),
	"Sheet":      named("FP-%d", (*store.Desk).Sheet),
	"Meeting":    meetings((*store.Desk).Meeting),
	"Minutes":    meetings(func(d *store.Desk, c context.Context, ref string) ([]byte, error) { return d.Minutes(c, ref, 1) }),
	"Register": meetings(func(d *store.Desk, c context.Context, ref string) (schema.Register, error) {
		return d.Register(c, ref, schema.Date{})
	}),
	"Pack": meetings(func(d *store.Desk, c context.Context, ref string) (schema.Pack, error) {
		return d.Pack(c, ref, schema.Date{}, 0)
	}),
	"ActionsByID": func(c context.Context, r reader) { r.put(r.d.ActionsByID(c, firstIDs)) },
	"Closing": func(c context.Context, r reader) {
		for _, id := range firstIDs {
			r.put(r.d.Closing(c, id))
		}
	},
	"ActionThread": threads((*store.Desk).ActionThread), "MeetingThread": threads((*store.Desk).MeetingThread), "CommitmentThread": threads((*store.Desk).CommitmentThread),
	"ArticleThread": threads((*store.Desk).ArticleThread), "TrainingThread": threads((*store.Desk).TrainingThread),
}

// firstIDs are those that the things of a small group have.
var firstIDs = []schema.ID{1, 2, 3, 4, 5, 6, 7, 8}

// pages reads a list to its end, in both orders.
func pages[T any](list func(*store.Desk, context.Context, schema.List) (schema.Page[T], error)) func(context.Context, reader) {
	return func(c context.Context, r reader) {
		for l := (schema.List{All: true, Limit: 50}); ; {
			page, err := list(r.d, c, l)
			r.put(page.Items, err)
			if l.After = page.Next; page.Next == "" {
				return
			}
		}
	}
}

func all[T any](read func(*store.Desk, context.Context) (T, error)) func(context.Context, reader) {
	return func(c context.Context, r reader) { r.put(read(r.d, c)) }
}

// counts counts what is found by the word that all secrets have.
func counts(count func(*store.Desk, context.Context, schema.Query, bool) (schema.Count, error)) func(context.Context, reader) {
	return func(c context.Context, r reader) {
		r.put(count(r.d, c, schema.Query{Terms: []schema.Term{{Values: []string{"canary"}}}}, true))
	}
}

// ofEach asks for each so-manieth known request.
func ofEach(step int, ask func(context.Context, reader, canary)) func(context.Context, reader) {
	return func(c context.Context, r reader) {
		for i, q := range r.known {
			if i%step == 0 {
				ask(c, r, q)
			}
		}
	}
}

func (r reader) ids() []schema.ID {
	out := make([]schema.ID, len(r.known))
	for i, q := range r.known {
		out[i] = q.ID
	}
	return out
}

// named asks for the first references of a series, the group's and those of the
// ministry and of google.
func named[T any](form string, find func(*store.Desk, context.Context, string) (T, error)) func(context.Context, reader) {
	return func(c context.Context, r reader) {
		for _, series := range []string{"", "MIN-", "GOO-"} {
			for n := range 3 {
				v, err := find(r.d, c, series+fmt.Sprintf(form, n+1))
				r.put(v, err)
			}
		}
	}
}

// meetings asks for each meeting that anybody knows.
func meetings[T any](find func(*store.Desk, context.Context, string) (T, error)) func(context.Context, reader) {
	return func(c context.Context, r reader) {
		for _, login := range []string{"chair", "google"} {
			held, err := r.g.Desks[login].Meetings(c)
			r.g.must(err)
			for _, m := range held {
				v, err := find(r.d, c, m.Ref)
				r.put(v, err)
			}
		}
	}
}

func threads(of func(*store.Desk, context.Context, schema.ID) ([]schema.Event, error)) func(context.Context, reader) {
	return func(c context.Context, r reader) {
		for _, id := range firstIDs {
			r.put(of(r.d, c, id))
		}
	}
}
