package store

import (
	"cmp"
	"slices"
	"strings"

	"contactgroup/schema"
)

// found reads the request that a command is about, within the actor's sight:
// its rows alone, for each table joined costs on PostgreSQL as much again. How
// people are called is known, and most requests repeat no other.
func (t *tx) found(who schema.Actor, id schema.ID, listed *[]contentRow) (*requestRow, error) {
	rows, err := t.foundRows(who, id, listed)
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

// foundRows is the request's row, if the actor sees it.
func (t *tx) foundRows(who schema.Actor, id schema.ID, listed *[]contentRow) ([]requestRow, error) {
	seen, args := sight(who)
	from, args := ` FROM request r`+requestSide+` WHERE r.id = ? AND `+seen, append([]any{who.Org, id}, args...)
	if t.db.engine.packs {
		return t.unpacked(from, args, listed)
	}
	if listed != nil {
		if err := t.soon(listed, nil, contentsQuery, id); err != nil {
			return nil, err
		}
	}
	var rows []requestRow
	err := t.all(&rows, requestSelected+from, args...)
	return rows, err
}

var (
	packedRequest  = packingOf(requestRow{}, requestColumns, requestNamed)
	packedContent  = packingOf(contentRow{}, strings.Split(contentColumns, ", "), strings.Split(contentColumns, ", "))
	packedContents = `(SELECT json_group_array(` + packedContent.expression + `) FROM content WHERE request_id = r.id)`
)

// unpacked is foundRows of rows that are given packed, the contents with them.
func (t *tx) unpacked(from string, args []any, listed *[]contentRow) ([]requestRow, error) {
	var found []struct{ Request, Contents string }
	contents := `'[]'`
	if listed != nil {
		contents = packedContents
	}
	err := t.all(&found, `SELECT `+packedRequest.expression+` AS request, `+contents+` AS contents`+from, args...)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	rows := make([]requestRow, 1)
	if _, err = packedRequest.unpack(found[0].Request, &rows[0]); err != nil || listed == nil {
		return rows, err
	}
	*listed, err = unpackAll[contentRow](packedContent, found[0].Contents)
	slices.SortFunc(*listed, func(a, b contentRow) int { return cmp.Compare(a.N, b.N) })
	return rows, err
}
