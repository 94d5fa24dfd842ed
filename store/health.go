package store

import (
	"context"
	"errors"
	"sync"
	"time"

	"contactgroup/schema"
)

// errAway ends the calls that are under way when the database goes away.
var errAway = errors.New("the database cannot be reached")

// health is whether the database answers. Run looks after it where there are
// nodes: then calls are refused at once while the database is away, instead of
// waiting in ever greater number. The zero health is good and stays so.
type health struct {
	suspicion chan struct{} // one slot: a call was cut off

	mu    sync.Mutex
	away  bool
	back  chan struct{}   // closed when the database, which is away, is back
	calls context.Context // ends with errAway when the database goes away; nil: nobody looks after it
	cut   context.CancelCauseFunc
}

// fault is what calls answer while the database is away.
func (h *health) fault() error {
	return &schema.Fault{Class: schema.ErrTryAgain, Why: schema.WhyAway}
}

// suspect makes Run look whether the database answers still. It never waits.
func (h *health) suspect() {
	select {
	case h.suspicion <- struct{}{}:
	default: // without Run, or asked already
	}
}

func (h *health) isAway() bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.away
}

// within runs a call that ends when the database goes away, with errAway as the
// cause of its context's end. While the database is away it is refused.
func (h *health) within(ctx context.Context, call func(context.Context) error) error {
	h.mu.Lock()
	away, calls := h.away, h.calls
	h.mu.Unlock()
	if away {
		return h.fault()
	}
	if calls == nil {
		return call(ctx)
	}
	ctx, end := context.WithCancelCause(ctx)
	defer end(nil)
	defer context.AfterFunc(calls, func() { end(errAway) })()
	return call(ctx)
}

// restored waits until the database is back, at most for so long.
func (h *health) restored(ctx context.Context, most time.Duration) {
	h.mu.Lock()
	back := h.back
	h.mu.Unlock()
	if back == nil {
		return
	}
	timer := time.NewTimer(most)
	defer timer.Stop()
	select {
	case <-back:
	case <-timer.C:
	case <-ctx.Done():
	}
}

// begin tells that Run looks after the health from now on, or no longer.
func (h *health) begin(looked bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.cut != nil {
		h.cut(nil)
	}
	if h.back != nil {
		close(h.back)
	}
	h.away, h.back, h.calls, h.cut = false, nil, nil, nil
	if looked {
		h.calls, h.cut = context.WithCancelCause(context.Background())
	}
}

// set notes that the database is away, or is back.
func (h *health) set(away bool) {
	if !away {
		h.begin(true)
		return
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.away, h.back = true, make(chan struct{})
	h.cut(errAway)
}

// How the database is looked for.
const (
	answerTime = 3 * time.Second        // what it may take for an answer
	lookAgain  = 200 * time.Millisecond // between two attempts while it is away
)

// attend looks after the database's health until ctx ends: once a call was cut
// off and the database does not answer a new connection either, it is away. So it
// is for a node that runs on when a newer program has changed the tables: what
// this one knows of them may be wrong.
// Sessions are woken when it goes and when it is back; each finds out by its
// next call how things stand.
func (db *DB) attend(ctx context.Context) {
	db.health.begin(true)
	defer db.health.begin(false)
	for {
		select {
		case <-ctx.Done():
			return
		case <-db.health.suspicion:
		}
		db.forgetConnections()
		err := db.answers(ctx)
		if ctx.Err() != nil {
			return
		}
		if err == nil { // only connections were lost, and with them perhaps words
			db.heard("")
			continue
		}
		db.log.Warn("the database is away", "error", err)
		db.health.set(true)
		db.watches.wake(nil)
		for db.answers(ctx) != nil {
			select {
			case <-ctx.Done():
				return
			case <-time.After(lookAgain):
			}
		}
		db.forgetConnections()
		db.health.set(false)
		db.log.Info("the database is back")
		db.heard("")
	}
}

// answers returns why the database cannot be worked with. One that lets nobody
// more in is busy: who has a connection goes on.
func (db *DB) answers(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, answerTime)
	defer cancel()
	err := db.engine.answers(ctx)
	if err == nil {
		err = db.refuseNewer(ctx)
	}
	if db.engine.classify(err) == failedBusy {
		return nil
	}
	return err
}

// lostConnection is for a call that was cut off: where one connection died
// others may have, and the next attempt takes a fresh one.
func (db *DB) lostConnection() {
	db.forgetConnections()
	db.health.suspect()
}

// forgetConnections closes the connections that nobody uses: they may be dead,
// or lead to a server that no longer takes writes.
func (db *DB) forgetConnections() {
	db.writer.SetMaxIdleConns(-1)
	db.writer.SetMaxIdleConns(idleConnections)
}

// failureOf says what an error means for the call that met it. ctx is the one
// that health.within gave.
func (db *DB) failureOf(ctx context.Context, err error) failure {
	if err != nil && errors.Is(context.Cause(ctx), errAway) {
		return failedCutOff
	}
	return db.engine.classify(err)
}
