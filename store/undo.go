package store

import (
	"context"
	"encoding/json"
	"strconv"
	"time"

	"contactgroup/schema"
)

// undoRow remembers what one verb of one member changed on one thing.
type undoRow struct {
	ID          int64
	MemberID    schema.ID `db:"member_id"`
	Unit        string    // of schema.Together; made up when there is none
	Verb        schema.Verb
	Noun        schema.Noun
	SubjectID   schema.ID `db:"subject_id"`
	Before      string    // JSON of the fields as they were
	Version     int       // of the row after the verb; 0: the verb did not touch it
	SideVersion int       `db:"side_version"` // of the side's row after the verb; 0: the verb did not touch it
	At          int64
	Redo        bool // it is what an undo took back
}

// as is how the log tells of what the row restores.
func (u undoRow) as() schema.Verb {
	if u.Redo {
		return schema.VerbRedo
	}
	return schema.VerbUndo
}

// remember makes a verb undoable by the member who did it. before is what the
// noun's own restoring reads back from JSON.
func (t *tx) remember(who schema.Actor, verb schema.Verb, noun schema.Noun, subject schema.ID, before any, version, sideVersion int) error {
	body, err := json.Marshal(before)
	if err != nil {
		return err
	}
	unit := schema.UnitOf(t.ctx)
	if unit == "" {
		unit = "#" + strconv.FormatInt(newEvent(), 16)
	}
	if err := t.soon(nil, nil, forgetRedo, who.Member); err != nil {
		return err
	}
	return t.keepUndo(undoRow{MemberID: who.Member, Unit: unit, Verb: verb, Noun: noun, SubjectID: subject, Before: string(body),
		Version: version, SideVersion: sideVersion, At: stamp(t.now)})
}

// keepUndo writes a row, whose ID it need not have.
func (t *tx) keepUndo(u undoRow) error {
	args := []any{u.MemberID, u.Unit, u.Verb, u.Noun, u.SubjectID, u.Before, u.Version, u.SideVersion, u.At, flag(u.Redo)}
	return t.soon(nil, nil, insertion(`INSERT INTO undo (member_id, unit, verb, noun, subject_id, before, version, side_version, at, redo)`, len(args), 1), args...)
}

// moved is how a restoring moved one version of a row: from the version whose
// state it brought back to the one that has this state now. Zero: not touched.
type moved struct{ from, to int }

// rememberBack makes what a restorer did to u's thing undoable in its turn, or
// what it undid doable again. found is the thing as the restorer found it. What
// the member can undo or redo of the state brought back they still can.
func (t *tx) rememberBack(u undoRow, found any, shared, side moved) error {
	body, err := json.Marshal(found)
	if err != nil {
		return err
	}
	for column, m := range map[string]moved{"version": shared, "side_version": side} {
		if m.from == 0 { // no verb leads to that version
			continue
		}
		_, err := t.exec(`UPDATE undo SET `+column+` = ? WHERE member_id = ? AND noun = ? AND subject_id = ? AND `+column+` = ?`,
			m.to, u.MemberID, u.Noun, u.SubjectID, m.from)
		if err != nil {
			return err
		}
	}
	return t.keepUndo(undoRow{MemberID: u.MemberID, Unit: u.Unit, Verb: u.Verb, Noun: u.Noun, SubjectID: u.SubjectID, Before: string(body),
		Version: shared.to, SideVersion: side.to, At: stamp(t.now), Redo: !u.Redo})
}

// undoTime is how long a verb can be undone.
const undoTime = time.Hour

// forgetRedo removes what a member can redo, who did something else.
const forgetRedo = `DELETE FROM undo WHERE member_id = ? AND redo = 1`

// keepUndoShort removes what nobody can undo or redo any longer, every hour until
// ctx ends: a command would pay for it more than for what it does itself.
func (db *DB) keepUndoShort(ctx context.Context) {
	for ctx.Err() == nil {
		if err := db.forgetUndo(ctx); err != nil && ctx.Err() == nil {
			db.log.Warn("what can be undone no longer is kept", "error", err)
		}
		_ = rest(ctx, undoTime) // ctx has ended
	}
}

func (db *DB) forgetUndo(ctx context.Context) error {
	return db.write(ctx, func(t *tx) error {
		_, err := t.exec(`DELETE FROM undo WHERE at < ?`, stamp(t.now.Add(-undoTime)))
		return err
	})
}

// restored is the thing that a restorer put back: its reference, and its
// revisions before and after, as the member knows them.
type restored struct {
	ref      string
	was, rev int
}

// restorer puts back what one undoRow remembers, and logs it as the row's as(). What can be done again
// it gives to rememberBack. It answers ErrState/WhyBuiltOn when the row's
// version is no longer the one remembered.
type restorer func(t *tx, d *Desk, u undoRow) (restored, error)

var restorers = map[schema.Noun]restorer{
	schema.NounRequest: restoreRequest,
	schema.NounReply:   restoreReply,
	schema.NounAction:  restoreAction,
	schema.NounMeeting: restoreMeeting, schema.NounCommitment: commitments.restore, schema.NounTraining: trainings.restore, schema.NounSheet: sheets.restore,
}

// Undo takes back the newest thing that this member did within the last hour
// and that can be taken back: all of a unit (schema.Together) or nothing of it.
// It answers ErrState with WhyNothingUndo, or with WhyBuiltOn when somebody has
// acted on it since. To a member who has left since it gives nothing back.
func (d *Desk) Undo(ctx context.Context) (schema.Undone, error) {
	return d.restore(ctx, false, &schema.Fault{Class: schema.ErrState, Why: schema.WhyNothingUndo, Verb: schema.VerbUndo})
}

// Redo does again what the member's last Undo took back, as often as there were
// undos since they last did something that can be undone. It answers as Undo
// does, with WhyNothingRedo when there is nothing. A reply taken back is not
// done again: it is to be written anew.
func (d *Desk) Redo(ctx context.Context) (schema.Undone, error) {
	return d.restore(ctx, true, &schema.Fault{Class: schema.ErrState, Why: schema.WhyNothingRedo, Verb: schema.VerbRedo})
}

// restore restores the newest unit of the member's undos or redos; nothing is
// the answer when there is none.
func (d *Desk) restore(ctx context.Context, redo bool, nothing error) (schema.Undone, error) {
	return command(ctx, d, func(t *tx) (schema.Undone, error) {
		var unit []undoRow
		err := t.all(&unit, `SELECT id, member_id, unit, verb, noun, subject_id, before, version, side_version, at, redo = 1 AS redo FROM undo
			WHERE member_id = ? AND redo = ? AND at >= ? AND unit = (SELECT l.unit FROM undo l WHERE l.member_id = ? AND l.redo = ? ORDER BY l.at DESC, l.id DESC LIMIT 1)
			ORDER BY id DESC`, d.who.Member, flag(redo), stamp(t.now.Add(-undoTime)), d.who.Member, flag(redo))
		if err != nil {
			return schema.Undone{}, err
		}
		if len(unit) == 0 {
			return schema.Undone{}, nothing
		}
		undone := schema.Undone{Verb: unit[0].Verb, Noun: unit[0].Noun}
		for _, u := range unit {
			got, err := restorers[u.Noun](t, d, u)
			if err != nil {
				return schema.Undone{}, err
			}
			undone.IDs, undone.Refs = append(undone.IDs, u.SubjectID), append(undone.Refs, got.ref)
			undone.Was, undone.Revs = append(undone.Was, got.was), append(undone.Revs, got.rev)
		}
		_, err = t.exec(`DELETE FROM undo WHERE member_id = ? AND unit = ? AND redo = ?`, d.who.Member, unit[0].Unit, flag(redo))
		return undone, err
	})
}
