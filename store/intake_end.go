package store

import (
	"context"
	"slices"
	"strings"
	"time"

	"contactgroup/schema"
)

// repeatChunk is how many requests are told in one transaction of contents signalled again.
const repeatChunk = 50

// complete makes the import visible. Of its entries in the logs, and those on
// requests that hold contents signalled again, the first are written with it
// and the others in short transactions after it.
func (in *intake) complete(ctx context.Context) (schema.ImportReport, error) {
	report := in.told(true)
	kept := report
	kept.Faults = nil // they hold errors, which cannot be kept
	rest := in.attachments()
	first := rest[:min(len(rest), repeatChunk)]
	ran := false
	answer, err := command(ctx, in.d, func(t *tx) (schema.ImportReport, error) {
		ran = true
		if in.id != 0 {
			n, err := t.exec(`UPDATE intake SET done = 1, at = ? WHERE id = ? AND done = 0`, stamp(t.now), in.id)
			if err != nil {
				return kept, err
			}
			if n == 0 {
				return kept, errTakenForDead
			}
			if _, err := t.tellImported(in.id, firstChunk); err != nil {
				return kept, err
			}
		}
		return kept, t.attach(in.d.who, first)
	})
	if err != nil {
		in.discard(ctx)
		return in.told(false), err
	}
	if !ran { // the same import was made meanwhile
		in.discard(ctx)
		return sameImport(answer, report.Digest)
	}
	in.follow(context.WithoutCancel(ctx), rest[len(first):])
	return report, nil
}

// follow writes the entries that did not go with the completion. The import is
// made by now, so failures are logged only: entries of its requests are written
// when the register is next opened.
func (in *intake) follow(ctx context.Context, rest []attachment) {
	err := in.d.db.tellRest(ctx, in.id)
	for chunk := range slices.Chunk(rest, repeatChunk) {
		if err == nil {
			err = in.d.db.write(ctx, func(t *tx) error { return t.attach(in.d.who, chunk) })
		}
	}
	if err != nil {
		in.d.db.log.Error("an import is not in the logs yet", "error", err)
	}
}

// tellImported writes the next entries of an import's requests, at most so many,
// into the authority's logs, and reports how many they were.
func (t *tx) tellImported(id schema.ID, limit int) (int, error) {
	var row struct {
		MemberID schema.ID `db:"member_id"`
		Told     schema.ID
	}
	if err := t.one(&row, `SELECT member_id, told FROM intake WHERE id = ?`+t.db.engine.forUpdate, id); err != nil {
		return 0, err
	}
	var ids []schema.ID
	err := t.all(&ids, `SELECT id FROM request WHERE `+ofImport+` AND id > ? ORDER BY id`+atMost(limit), id, row.Told)
	if err != nil || len(ids) == 0 {
		return 0, err
	}
	who, err := t.actor(row.MemberID)
	if err != nil {
		return 0, err
	}
	found, err := t.requestRows(who, "r.id IN (?)", ids)
	if err != nil {
		return 0, err
	}
	c, err := t.circleOf("")
	if err != nil {
		return 0, err
	}
	slices.SortFunc(found, func(a, b requestRow) int { return int(a.ID - b.ID) })
	contents, err := t.contentsOfAll(ids)
	if err != nil {
		return 0, err
	}
	for _, r := range found {
		full := r.full()
		full.Contents = contents[r.ID]
		t.record(record{Actor: who, Verb: schema.VerbImport, Noun: schema.NounRequest, Subject: r.ID, Ref: r.Ref,
			Changes: changesOf(schema.Request{}, full), Audiences: ownAudiences(c.audiences(full), who.Org)})
	}
	_, err = t.exec(`UPDATE intake SET told = ? WHERE id = ?`, ids[len(ids)-1], id)
	return len(ids), err
}

// tellRest writes all entries that an import still owes to the logs.
func (db *DB) tellRest(ctx context.Context, id schema.ID) error {
	pace := pace{firstChunk}
	for n := 1; n > 0 && id != 0; {
		err := pace.write(ctx, db, func(t *tx) (err error) {
			n, err = t.tellImported(id, pace.size)
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// attachment is what an import says of a request that holds some of its contents already.
type attachment struct {
	of   schema.ID
	text string
}

// attachments are the repeats of the register, one for each request.
func (in *intake) attachments() []attachment {
	var out []attachment
	at := map[schema.ID]int{}
	for _, r := range in.repeats {
		if r.of == 0 {
			continue
		}
		line := strings.Join(slices.DeleteFunc([]string{r.row.URL, r.row.Case, r.row.ExternalRef}, func(s string) bool { return s == "" }), " ")
		if i, ok := at[r.of]; ok {
			out[i].text += "\n" + line
			continue
		}
		at[r.of] = len(out)
		out = append(out, attachment{r.of, line})
	}
	return out
}

// attach notes on requests, for the authority alone, that contents of theirs
// were signalled again. One that is gone from the member's sight is left out.
func (t *tx) attach(who schema.Actor, all []attachment) error {
	for _, a := range all {
		w, err := t.open(who, a.of)
		if isNotFound(err) {
			continue
		}
		if err != nil {
			return err
		}
		w.own = true
		if err := w.save(schema.VerbImport); err != nil {
			return err
		}
		if err := w.tell(schema.VerbImport, a.text); err != nil {
			return err
		}
	}
	return nil
}

// discard removes what the import has staged. Should that fail, it is removed
// when the register is next opened.
func (in *intake) discard(ctx context.Context) {
	if in.id == 0 {
		return
	}
	if err := in.d.db.removeStaged(context.WithoutCancel(ctx), in.id); err != nil {
		in.d.db.log.Warn("a refused import is removed later", "error", err)
	}
	if err := in.d.db.giveBack(context.WithoutCancel(ctx), in.numbers, in.id); err != nil {
		in.d.db.log.Warn("a refused import has used up references", "error", err)
	}
}

// removeStaged removes an import that was never completed, chunk by chunk. One
// that was completed meanwhile stays.
func (db *DB) removeStaged(ctx context.Context, id schema.ID) error {
	pace := pace{firstChunk}
	for left := true; left; {
		err := pace.write(ctx, db, func(t *tx) error {
			ids, err := t.lastStaged(id, pace.size)
			if err != nil {
				return err
			}
			if left = len(ids) > 0; !left {
				_, err := t.exec(`DELETE FROM intake WHERE id = ? AND done = 0`, id)
				return err
			}
			for _, from := range []string{"content WHERE request_id", "request_side WHERE request_id", "request WHERE id"} {
				if _, err := t.exec(`DELETE FROM `+from+` IN (?)`, ids); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// lastStaged are the last requests of an import that is not completed, at most so many.
func (t *tx) lastStaged(id schema.ID, limit int) (ids []schema.ID, err error) {
	err = t.all(&ids, `SELECT id FROM request WHERE `+ofImport+` AND EXISTS (SELECT 1 FROM intake i WHERE i.id = intake_id AND i.done = 0)
		ORDER BY id DESC`+atMost(limit), id)
	return ids, err
}

// deadIntake is how long an import of another node may be silent.
const deadIntake = 10 * time.Minute

// settleImports ends what a crash has left: imports that were never completed
// are removed, entries that completed ones still owe to the logs are written.
func (db *DB) settleImports(ctx context.Context) error {
	silent := stamp(db.present().Add(-deadIntake))
	if db.engine.listen == nil { // there are no other nodes
		silent = stamp(db.present()) + 1
	}
	var broken []brokenOff
	err := db.view(ctx, func(r reads) (err error) {
		broken, err = r.brokenOff(silent)
		return err
	})
	for _, row := range broken {
		if row.Done {
			err = db.tellRest(ctx, row.ID)
		} else {
			err = db.settleBroken(ctx, row.ID)
		}
		if err != nil {
			break
		}
	}
	return err
}

// brokenOff is an import that is not at its end, though it may be done: then the logs want entries.
type brokenOff struct {
	ID   schema.ID
	Done bool
}

// brokenOff are the imports that were left by whoever made them, before an instant if they are not done.
func (r reads) brokenOff(silent int64) (out []brokenOff, err error) {
	err = r.all(&out, `SELECT i.id, i.done FROM intake i WHERE i.done = 0 AND i.at < ?
		OR i.done = 1 AND EXISTS (SELECT 1 FROM request r WHERE r.intake_id = i.id AND r.intake_id <> 0 AND r.id > i.told)`, silent)
	return out, err
}

// settleBroken removes an import that broke off, and gives back the references it took.
func (db *DB) settleBroken(ctx context.Context, id schema.ID) error {
	var taken intakeNumbers
	err := db.view(ctx, func(r reads) (err error) {
		taken, err = r.takenBy(id)
		return err
	})
	if err == nil {
		err = db.removeStaged(ctx, id)
	}
	if err == nil {
		err = db.giveBack(ctx, taken, id)
	}
	return err
}
