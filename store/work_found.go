package store

import (
	"contactgroup/schema"
)

// found reads the request that a command is about, within the actor's sight:
// its rows alone, for each table joined costs on PostgreSQL as much again. How
// people are called is known, and most requests repeat no other.
func (t *tx) found(who schema.Actor, id schema.ID) (*requestRow, error) {
	seen, args := sight(who)
	var rows []requestRow
	err := t.all(&rows, requestColumns+` FROM request r`+requestSide+` WHERE r.id = ? AND `+seen, append([]any{who.Org, id}, args...)...)
	if err != nil {
		return nil, err
	}
	if len(rows) == 0 {
		return nil, schema.NotFound("")
	}
	r := &rows[0]
	if !t.goesBy() { // known now, and not before
		return t.requestRow(who, id)
	}
	staff, err := t.staffOf(who.Org)
	if err != nil {
		return nil, err
	}
	r.AssigneeLogin, r.AssigneeName = staff[r.Assignee].Login, staff[r.Assignee].Name
	r.AuthorLogin, r.VisaName = staff[r.AuthorID].Login, staff[r.VisaBy].Name
	if r.Duplicate != 0 {
		err = t.one(&r.DuplicateRef, `SELECT ref FROM request WHERE id = ?`, r.Duplicate)
		if missing(err) {
			err = nil // it is hidden
		}
	}
	return r, err
}
