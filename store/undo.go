package store

import (
	"encoding/json"
	"fmt"

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
		unit = fmt.Sprintf("#%x", newEvent())
	}
	_, err = t.exec(`INSERT INTO undo (member_id, unit, verb, noun, subject_id, before, version, side_version, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		who.Member, unit, verb, noun, subject, string(body), version, sideVersion, stamp(t.now))
	return err
}

// restorer puts back what one undoRow remembers, logs it as schema.VerbUndo and
// returns the thing's reference as the member knows it. It answers
// ErrState/WhyBuiltOn when the row's version is no longer the one remembered.
type restorer func(t *tx, d *Desk, u undoRow) (ref string, err error)
