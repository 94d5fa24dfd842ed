package store

import (
	"context"
	"encoding/json"
	"sync/atomic"
	"time"

	"contactgroup/schema"
)

// Desk is everything one member can see and do. It is safe for concurrent use.
// Its errors are *schema.Fault, those of a context that has ended, or a
// *schema.Failure, of which the log of the server tells more.
type Desk struct {
	db  *DB
	who schema.Actor

	credential schema.Credential // that opened it; zero: none did
	names      []string          // of the credential
	until      time.Time         // when the credential ends; zero: never
	visit      schema.Visit      // the member's last one before
	used       schema.Visit      // the key's last one before

	admittedAt atomic.Int64 // the version of what stands at which they were found admitted; 0: none yet
}

// Who is the member at this desk.
func (d *Desk) Who() schema.Actor { return d.who }

// Group is what all members may know of the group.
func (d *Desk) Group() schema.Group { return d.db.Group() }

// Now is the group's present, which in a demonstration is not the machine's.
func (d *Desk) Now() time.Time { return d.db.present() }

// Policy is what the group decided for itself.
func (d *Desk) Policy() schema.Policy { return d.db.rules() }

// ReadOnly reports whether the disk failed, since when nothing is written until
// this process is restarted. Whoever watches is woken as that begins.
func (d *Desk) ReadOnly() bool { return d.db.broken.Load() }

// Watch gives a one-slot channel that is woken after each change that this
// member may know of, and closed when ctx ends. A wake carries nothing.
func (d *Desk) Watch(ctx context.Context) <-chan struct{} {
	return d.db.watches.subscribe(ctx, d.who.Audiences())
}

// view runs fn on one consistent state of the register, while the member is
// admitted. fn runs again where the connection was lost, so it must set what it
// answers anew each time.
func (d *Desk) view(ctx context.Context, fn func(reads) error) error { return d.viewing(ctx, 2, fn) }

// viewOnce is view for what cannot run again.
func (d *Desk) viewOnce(ctx context.Context, fn func(reads) error) error {
	return d.viewing(ctx, 1, fn)
}

func (d *Desk) viewing(ctx context.Context, times int, fn func(reads) error) error {
	return d.Failed(d.db.viewing(ctx, times, func(r reads) error {
		if err := d.admitted(r, nil); err != nil {
			return err
		}
		return fn(r)
	}))
}

// command runs one of the member's commands in one transaction, while the
// member is admitted. Under schema.Once a command made before is not made
// again: its first answer is given. So fn judges whether the member may.
func command[T any](ctx context.Context, d *Desk, fn func(*tx) (T, error)) (T, error) {
	var answer T
	err := d.db.writing(ctx, schema.OnceOf(ctx) != "", func(t *tx) error {
		var blank T
		answer = blank
		if err := d.admitted(t.reads, &t.version); err != nil {
			return err
		}
		known, err := answered(ctx, d, t.reads, &answer)
		if known || err != nil {
			return err
		}
		if answer, err = fn(t); err != nil {
			return t.line.settled(ctx, err)
		}
		if err := t.usedUnder(ctx, d.who); err != nil {
			return err
		}
		key := schema.OnceOf(ctx)
		if key == "" {
			return nil
		}
		body, err := json.Marshal(answer)
		if err != nil {
			return err
		}
		_, err = t.exec(`INSERT INTO once (member_id, key, result, at) VALUES (?, ?, ?, ?)`, d.who.Member, key, string(body), stamp(t.now))
		return err
	})
	return answer, d.Failed(err)
}

// answered reports whether the member's command was made before under the key
// of schema.Once, and reads its first answer. It comes before every rule: what
// the command did, and whatever came after, may be why it would be refused now.
func answered[T any](ctx context.Context, d *Desk, r reads, answer *T) (bool, error) {
	key := schema.OnceOf(ctx)
	if key == "" {
		return false, nil
	}
	var known string
	err := r.one(&known, `SELECT result FROM once WHERE member_id = ? AND key = ?`, d.who.Member, key)
	if missing(err) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	return true, json.Unmarshal([]byte(known), answer)
}
