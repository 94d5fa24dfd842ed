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

// request follows what is done to a request.
func (d *ownDeeds) request(id schema.ID, rev int, do func(rev int) (schema.Request, error)) (schema.Request, error) {
	return follow(d, thing{schema.NounRequest, id}, rev, func(rev int) (schema.Request, int, error) {
		r, err := do(rev)
		return r, r.Rev, err
	})
}

// Act does a verb to a request.
func (d *ownDeeds) Act(ctx context.Context, id schema.ID, rev int, step schema.Step) (schema.Request, error) {
	return d.request(id, rev, func(rev int) (schema.Request, error) { return d.Desk.Act(ctx, id, rev, step) })
}

// EditRequest changes a draft.
func (d *ownDeeds) EditRequest(ctx context.Context, id schema.ID, rev int, draft schema.RequestDraft) (schema.Request, error) {
	return d.request(id, rev, func(rev int) (schema.Request, error) { return d.Desk.EditRequest(ctx, id, rev, draft) })
}

// Reverify puts on record what looking at contents has found.
func (d *ownDeeds) Reverify(ctx context.Context, id schema.ID, rev int, c schema.Recheck) (schema.Request, error) {
	return d.request(id, rev, func(rev int) (schema.Request, error) { return d.Desk.Reverify(ctx, id, rev, c) })
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
	return follow(d, thing{schema.NounRequest, id}, rev, func(rev int) (schema.Reply, int, error) {
		r, err := d.Desk.Reply(ctx, id, rev, draft)
		return r, r.ReqRev, err
	})
}

// Undo takes back the member's last deed.
func (d *ownDeeds) Undo(ctx context.Context) (schema.Undone, error) {
	return d.restored(d.Desk.Undo(ctx))
}

// Redo does again what was undone last.
func (d *ownDeeds) Redo(ctx context.Context) (schema.Undone, error) {
	return d.restored(d.Desk.Redo(ctx))
}

// restored notes where an undo, or a redo, took each thing.
func (d *ownDeeds) restored(got schema.Undone, err error) (schema.Undone, error) {
	noun := got.Noun
	if noun == schema.NounReply { // what was taken back of it is its request
		noun = schema.NounRequest
	}
	for i, id := range got.IDs {
		d.note(thing{noun, id}, got.Was[i], got.Revs[i])
	}
	return got, err
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
	if err == nil && from != 0 {
		d.note(x, from, to)
	}
	return done, err
}

// note adds to what the member's own deeds made of a thing. What anybody else
// did before it ends what was noted.
func (d *ownDeeds) note(x thing, from, to int) {
	if to <= from {
		return
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	trail := d.trail[x]
	if len(trail) == 0 || trail[len(trail)-1] != from {
		trail = []int{from}
	}
	d.trail[x] = append(trail, to)
}
