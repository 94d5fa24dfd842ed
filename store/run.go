package store

import (
	"context"
	"sync"
	"time"

	"contactgroup/schema"
)

// weighAgain is how long the planner's figures are good for.
const weighAgain = 6 * time.Hour

// Run does a server's background work until ctx ends: replies that were held
// go out at their time, labels that expire fall back at theirs, logs are sealed,
// and what other nodes did wakes this node's sessions. What came due while no
// server ran is done at once.
func (db *DB) Run(ctx context.Context) error {
	var nodes sync.WaitGroup
	defer nodes.Wait()
	nodes.Go(func() { db.keepSealed(ctx) })
	nodes.Go(func() { db.endAllRevoked(ctx) })
	nodes.Go(func() { db.keepVisits(ctx) })
	nodes.Go(func() { db.keepUndoShort(ctx) })
	nodes.Go(func() { db.keepIncidents(ctx) })
	if db.engine.listen != nil {
		nodes.Go(func() { db.listen(ctx) })
		nodes.Go(func() { db.poll(ctx) })
		nodes.Go(func() { db.attend(ctx) })
		nodes.Go(func() { db.keepPresences(ctx) })
	}
	timer, weighing := time.NewTimer(0), time.NewTimer(weighAgain)
	defer timer.Stop()
	defer weighing.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-weighing.C:
			if err := db.weigh(ctx); err != nil && ctx.Err() == nil {
				db.log.Warn("planner's figures", "error", err)
			}
			weighing.Reset(weighAgain)
			continue
		case <-timer.C:
		case <-db.replies:
		}
		wait, err := db.sendAllDue(ctx)
		switch {
		case err == nil || ctx.Err() != nil:
		case db.health.isAway(): // once it is back, we hear of it
			wait = -1
		default:
			db.log.Error("held replies wait", "error", err)
			wait = time.Second
		}
		expiry, err := db.expireLabels(ctx)
		if err != nil && ctx.Err() == nil {
			db.log.Error("labels stay beyond their time", "error", err)
			expiry = time.Minute
		}
		if wait < 0 || expiry >= 0 && expiry < wait {
			wait = expiry
		}
		if wait >= 0 {
			timer.Reset(wait)
		} else {
			timer.Stop()
		}
	}
}

// sendAllDue sends the replies whose time has come and returns how long to wait
// for the next; a negative time: none is held.
func (db *DB) sendAllDue(ctx context.Context) (time.Duration, error) {
	for {
		sent, err := db.sendDue(ctx)
		if err != nil {
			return 0, err
		}
		if sent {
			continue
		}
		next, err := db.nextHeld(ctx)
		if err != nil || next.IsZero() {
			return -1, err
		}
		return max(next.Sub(db.present()), 50*time.Millisecond), nil // at once only if another node is at it
	}
}

// sendDue lets one reply whose time has come go out and reports whether there
// was one. Of several nodes one sends it.
func (db *DB) sendDue(ctx context.Context) (sent bool, err error) {
	err = db.write(ctx, func(t *tx) error {
		sent = false
		var rows []replyRow
		err := t.all(&rows, `SELECT p.id, p.request_id, p.author_id, p.text, p.effective_at FROM reply p JOIN request r ON r.id = p.request_id
			WHERE p.state = 'held' AND p.held_until <= ? ORDER BY p.held_until LIMIT 1`+t.db.engine.skipLocked, stamp(t.now))
		if err != nil || len(rows) == 0 {
			return err
		}
		author, err := t.actor(rows[0].AuthorID)
		if err != nil {
			return err
		}
		w, err := t.open(author, rows[0].RequestID)
		if err != nil {
			return err
		}
		sent = true
		return w.sendReply(rows[0])
	})
	return sent, err
}

// actor is the member at work, whether they are admitted still or not.
func (t *tx) actor(id schema.ID) (schema.Actor, error) {
	found, err := t.members(`m.id = ?`, id)
	if err != nil {
		return schema.Actor{}, err
	}
	if len(found) == 0 {
		return schema.Actor{}, schema.NotFound("")
	}
	o, err := t.organisation(found[0].OrgCode)
	return actorOf(found[0], o, t.db.Group().Zone), err
}

// nextHeld is when the next held reply goes out; zero when none is held.
func (db *DB) nextHeld(ctx context.Context) (time.Time, error) {
	var at int64
	err := db.view(ctx, func(r reads) error {
		return r.one(&at, `SELECT coalesce(min(held_until), 0) FROM reply WHERE state = 'held'`)
	})
	return instant(at), err
}
