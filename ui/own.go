package ui

import (
	"context"
	"slices"
	"sync"

	"contactgroup/schema"
)

// ownDeeds is a Desk on which a member's deeds of this session are no news to
// them: a verb aimed at a row as it was before such a deed goes to what the deed
// made of it, so that keys may be typed faster than rows are read again. What
// anybody else did in between is still a conflict.
type ownDeeds struct {
	Desk
	mu    sync.Mutex
	trail map[thing][]int
}

// thing is what has revisions of its own.
type thing struct {
	noun schema.Noun
	id   schema.ID
}

func followOwnDeeds(d Desk) Desk { return &ownDeeds{Desk: d, trail: map[thing][]int{}} }

// Act does a verb to a request.
func (d *ownDeeds) Act(ctx context.Context, id schema.ID, rev int, step schema.Step) (schema.Request, error) {
	return follow(d, thing{schema.NounRequest, id}, rev, func(rev int) (schema.Request, int, error) {
		r, err := d.Desk.Act(ctx, id, rev, step)
		return r, r.Rev, err
	})
}

// ActOn does a verb to an action item.
func (d *ownDeeds) ActOn(ctx context.Context, id schema.ID, rev int, step schema.ActionStep) (schema.Action, error) {
	return follow(d, thing{schema.NounAction, id}, rev, func(rev int) (schema.Action, int, error) {
		a, err := d.Desk.ActOn(ctx, id, rev, step)
		return a, a.Rev, err
	})
}

// Meet does a verb to a meeting.
func (d *ownDeeds) Meet(ctx context.Context, id schema.ID, rev int, step schema.MeetingStep) (schema.Meeting, error) {
	return follow(d, thing{schema.NounMeeting, id}, rev, func(rev int) (schema.Meeting, int, error) {
		m, err := d.Desk.Meet(ctx, id, rev, step)
		return m, m.Rev, err
	})
}

// Reply answers a request.
func (d *ownDeeds) Reply(ctx context.Context, id schema.ID, rev int, draft schema.ReplyDraft) (schema.Reply, error) {
	return d.Desk.Reply(ctx, id, d.since(thing{schema.NounRequest, id}, rev), draft)
}

// since is what the member's own deeds made of a revision; 0 stays 0.
func (d *ownDeeds) since(x thing, rev int) int {
	d.mu.Lock()
	defer d.mu.Unlock()
	if trail := d.trail[x]; slices.Contains(trail, rev) {
		return trail[len(trail)-1]
	}
	return rev
}

// follow does a deed at what the member's own deeds made of a revision, and
// notes to which it took the thing.
func follow[T any](d *ownDeeds, x thing, rev int, do func(rev int) (done T, to int, err error)) (T, error) {
	from := d.since(x, rev)
	done, to, err := do(from)
	if err != nil || from == 0 || to <= from {
		return done, err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	trail := d.trail[x]
	if len(trail) == 0 || trail[len(trail)-1] != from {
		trail = []int{from}
	}
	d.trail[x] = append(trail, to)
	return done, nil
}
