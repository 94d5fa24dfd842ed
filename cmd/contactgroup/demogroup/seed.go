// Package demogroup is the group that the demonstration shows: its members,
// meetings and action items, some sixty requests with their histories, and as
// many more as one asks for.
//
// The histories are made by the members' own commands, in the order of time and
// with the clock set to each moment, so that the thread, the log and the
// numbering of the demonstration are those of a group that has really worked.
package demogroup

import (
	"context"
	"fmt"
	"slices"
	"sync/atomic"
	"time"

	"contactgroup/schema"
	"contactgroup/store"
)

// Logins are the members a key pair is made for, in the order of the printed lines.
var Logins = []string{"chair", "secretariat", "pharos", "validator", "overseer", "admin",
	"google", "facebook", "twitter", "microsoft", "apple", "afa"}

// Start is when the demonstration's clock starts: 2015-05-05 09:00 in Paris.
var Start = moment("05-05 09:00")

// Clock is the present of a register while it is seeded: it stands where it
// was last set, so that histories do not depend on the machine's speed.
type Clock struct{ at atomic.Int64 }

// Now is a schema.Now.
func (c *Clock) Now() time.Time { return time.UnixMilli(c.at.Load()).UTC() }

func (c *Clock) set(t time.Time) { c.at.Store(t.UnixMilli()) }

// Seed fills an empty register, opened with clock's Now, with the
// demonstration: size requests in all, those of the script first; 0 means the
// script alone. keys holds a public key line for each login that may enter;
// progress, unless nil, is told how many of all requests exist. At the end the
// clock stands at Start. The same size gives the same register, but for keys
// and the salts of the log.
func Seed(ctx context.Context, db *store.DB, clock *Clock, size int, keys map[string]string, progress func(done, total int)) error {
	told := script()
	if size <= 0 {
		size = requestsOf(told)
	}
	told = told[:min(size, len(told))]
	if progress == nil {
		progress = func(int, int) {}
	}
	s := &stage{db: db, clock: clock, desks: map[string]*store.Desk{}, requests: map[string]schema.ID{}}
	if err := s.admit(ctx, keys); err != nil {
		return fmt.Errorf("demonstration members: %w", err)
	}
	scenes := slices.Concat(s.meetings(), s.rolls(), s.openings(), s.models(), s.stories(told, func(n int) { progress(n, size) }), s.tasks())
	slices.SortStableFunc(scenes, func(a, b scene) int { return a.at.Compare(b.at) })
	for _, sc := range scenes {
		clock.set(sc.at)
		if err := sc.play(ctx); err != nil {
			return fmt.Errorf("demonstration, %s: %w", sc.what, err)
		}
	}
	clock.set(Start)
	done := requestsOf(told)
	return db.Load(ctx, func(yield func(store.Record) bool) {
		for r := range records(max(size-done, 0)) {
			if !yield(r) {
				return
			}
			if done++; done%500 == 0 || done == size {
				progress(done, size)
			}
		}
	})
}

// script is every request that is told, in the order in which --size takes them.
func script() []story {
	return slices.Concat(openStories, unsentStories, standingStories, settledStories)
}

// requestsOf is how many requests the stories make: one each, and those they are escalated to.
func requestsOf(told []story) int {
	n := len(told)
	for _, st := range told {
		for _, p := range st.life {
			if p.what == escalation {
				n++
			}
		}
	}
	return n
}

// scene is one command of one member, at its moment.
type scene struct {
	at   time.Time
	what string // for errors
	play func(context.Context) error
}

// stage is the demonstration while it is being made.
type stage struct {
	db       *store.DB
	clock    *Clock
	desks    map[string]*store.Desk
	requests map[string]schema.ID // of stories with a key
}

// admit founds the group and lets everybody in.
func (s *stage) admit(ctx context.Context, keys map[string]string) error {
	s.clock.set(moment("04-13 10:00"))
	if err := s.db.Found(ctx, theGroup, authority, founder, keys[founder.Login]); err != nil {
		return err
	}
	admin, err := s.desk(ctx, founder.Login)
	if err != nil {
		return err
	}
	for _, o := range organisations {
		o.Lang, o.Zone = schema.French, theGroup.Zone
		if _, err := admin.AddOrganisation(ctx, o); err != nil {
			return err
		}
	}
	for _, m := range members {
		if _, err := admin.AddMember(ctx, m); err != nil {
			return err
		}
		if line := keys[m.Login]; line != "" {
			if _, err := admin.AddKey(ctx, m.Login, line, "démonstration", time.Time{}); err != nil {
				return err
			}
		}
	}
	return nil
}

// desk is the member's desk, opened once.
func (s *stage) desk(ctx context.Context, login string) (*store.Desk, error) {
	if d := s.desks[login]; d != nil {
		return d, nil
	}
	d, err := s.db.As(ctx, login)
	if err != nil {
		return nil, fmt.Errorf("desk of %s: %w", login, err)
	}
	s.desks[login] = d
	return d, nil
}

// meetings plans each meeting, writes what was said in it, and closes those that are over.
func (s *stage) meetings() []scene {
	var out []scene
	for _, m := range sittings {
		var id schema.ID
		do := func(at string, steps ...schema.MeetingStep) scene {
			return scene{moment(at), m.plan.Title, func(ctx context.Context) error {
				d, err := s.desk(ctx, "secretariat")
				if err != nil {
					return err
				}
				for _, step := range steps {
					if _, err := d.Meet(ctx, id, 0, step); err != nil {
						return err
					}
				}
				return nil
			}}
		}
		out = append(out, scene{moment(m.planned), m.plan.Title, func(ctx context.Context) error {
			d, err := s.desk(ctx, "secretariat")
			if err != nil {
				return err
			}
			plan := m.plan
			plan.Starts = moment(m.starts)
			planned, err := d.NewMeeting(ctx, plan)
			id = planned.ID
			return err
		}}, do(m.planned, m.steps()...))
		if m.closed != "" {
			out = append(out, do(m.closed, schema.MeetingStep{Verb: schema.VerbClose}))
		}
	}
	return out
}

// steps write what a meeting was convened for, and what was said in it.
func (m sitting) steps() []schema.MeetingStep {
	var out []schema.MeetingStep
	for _, p := range m.agenda {
		out = append(out, schema.MeetingStep{Verb: schema.VerbAgenda, Change: schema.AgendaAdd, Point: p})
	}
	out = append(out, schema.MeetingStep{Verb: schema.VerbConvene})
	for _, a := range m.attendance {
		out = append(out, schema.MeetingStep{Verb: schema.VerbAttend, Attendance: a})
	}
	for _, text := range m.decisions {
		out = append(out, schema.MeetingStep{Verb: schema.VerbDecide, Text: text})
	}
	return out
}

// tasks are the action items with what was done about them.
func (s *stage) tasks() []scene {
	var out []scene
	for _, t := range tasks {
		var id schema.ID
		out = append(out, scene{moment(t.raised), t.draft.Text, func(ctx context.Context) error {
			d, err := s.desk(ctx, or(t.by, "secretariat"))
			if err != nil {
				return err
			}
			draft := t.draft
			if of, known := s.requests[t.link]; known {
				r, err := s.request(ctx, d, of)
				if err != nil {
					return err
				}
				draft.Links = []string{r.Ref}
			}
			a, err := d.AddAction(ctx, draft)
			id = a.ID
			return err
		}})
		for _, st := range t.steps {
			out = append(out, scene{moment(st.at), t.draft.Text, func(ctx context.Context) error {
				d, err := s.desk(ctx, or(st.by, "secretariat"))
				if err != nil {
					return err
				}
				_, err = d.ActOn(ctx, id, 0, st.step)
				return err
			}})
		}
	}
	return out
}

func or(login, otherwise string) string {
	if login == "" {
		return otherwise
	}
	return login
}
