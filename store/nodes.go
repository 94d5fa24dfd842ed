package store

import (
	"context"
	"time"

	"contactgroup/schema"
)

// listenAgain is how long a node waits before it listens again to the others.
const listenAgain = 500 * time.Millisecond

// listen hears the other nodes, again and again until ctx ends.
func (db *DB) listen(ctx context.Context) {
	for ctx.Err() == nil {
		err := db.engine.listen(ctx, db.heard)
		if ctx.Err() != nil {
			return
		}
		if !db.health.isAway() {
			db.log.Warn("other nodes are not heard", "error", err)
			db.health.suspect()
		}
		select {
		case <-ctx.Done():
		case <-time.After(listenAgain):
		}
	}
}

// poll looks at the ends of all logs now and then, should a word of another node have been lost.
func (db *DB) poll(ctx context.Context) {
	ticker := time.NewTicker(db.engine.poll)
	defer ticker.Stop()
	known := map[string]schema.Seq{}
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
		rows, err := db.ends(ctx)
		if err == nil && db.refuseNewer(ctx) != nil {
			err = ErrNewer
		}
		if err == nil {
			err = db.compareClocks(ctx)
		}
		if err != nil {
			db.health.suspect() // also where no answer came at all, which the listener does not notice
			continue
		}
		for _, row := range rows {
			if before, ok := known[row.Audience]; ok && before != row.Seq {
				db.watches.wake([]string{row.Audience})
			}
			known[row.Audience] = row.Seq
		}
		db.lookForHeld()
	}
}

// logEnd is the present end of one log.
type logEnd struct {
	Audience string
	Seq      schema.Seq
}

// ends reads the ends of all logs, within the time that an answer may take.
func (db *DB) ends(ctx context.Context) (rows []logEnd, err error) {
	ctx, cancel := context.WithTimeout(ctx, answerTime)
	defer cancel()
	err = db.view(ctx, func(r reads) error {
		rows = nil
		return r.all(&rows, `SELECT audience, seq FROM log_counter`)
	})
	return rows, err
}

// endAllRevoked ends the sessions of all who are not admitted, whenever words
// of other nodes about it may have been lost.
func (db *DB) endAllRevoked(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-db.revoked:
		}
		var gone []schema.Ended
		err := db.view(ctx, func(r reads) error {
			gone = nil
			return r.all(&gone, `SELECT m.id AS member, '' AS credential FROM member m JOIN organisation o ON o.id = m.org_id WHERE m.disabled = 1 OR o.disabled = 1
				UNION ALL SELECT member_id, fingerprint FROM member_key WHERE revoked_at > 0 UNION ALL SELECT 0, name FROM revoked_certificate`)
		})
		if err != nil && ctx.Err() == nil {
			db.log.Warn("sessions of revoked members were not looked for", "error", err)
		}
		for _, e := range gone {
			select {
			case db.endings <- e:
			case <-ctx.Done():
			}
		}
	}
}
