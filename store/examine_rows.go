package store

import (
	"encoding/json"
	"slices"

	"contactgroup/schema"
)

// A log that holds proves what was done. That a request is what was done to it
// is looked at besides: by statements of one's own a row can be changed of which
// no entry tells.

// told are the fields of which the entries of a request give the last value.
var told = []schema.Field{schema.FieldRef, schema.FieldKind, schema.FieldRegime, schema.FieldLegalBasis, schema.FieldSubject, schema.FieldReasons,
	schema.FieldService, schema.FieldAddressee, schema.FieldLabel, schema.FieldState, schema.FieldTLP, schema.FieldDue, schema.FieldSuspended,
	schema.FieldSent, schema.FieldReceived}

const (
	examinedAtOnce = 500 // requests
	maxUntold      = 20  // requests named; beyond, they are not looked for
)

// untold names requests whose row is not what the authority's entries made of
// it. What was erased since, and what an import has not told yet, is left out.
func (r reads) untold() ([]string, error) {
	var authority schema.Organisation
	err := r.one(&authority, `SELECT id, code FROM organisation WHERE kind = ?`, schema.OrgAuthority)
	if missing(err) {
		return nil, nil
	}
	var out []string
	for last := schema.ID(0); err == nil && len(out) < maxUntold; {
		var rows []requestRow
		err = r.all(&rows, requestSelect+requestTables+requestNames+` WHERE r.id > ? ORDER BY r.id LIMIT `+count(examinedAtOnce), authority.ID, last)
		if err != nil || len(rows) == 0 {
			break
		}
		last = rows[len(rows)-1].ID
		var known map[schema.ID]fold
		if known, err = r.folds(authority.Code, rows); err != nil {
			break
		}
		for i := range rows {
			if row := &rows[i]; row.Erased == "" && !row.isAs(known[row.ID]) {
				out = append(out, row.Ref)
			}
		}
	}
	return out[:min(len(out), maxUntold)], err
}

// fold is what the entries of a request made of it, by field.
type fold map[schema.Field]string

// folds reads what the authority's entries made of requests, each of which is in
// one of its two logs. One of which an entry was erased is left out.
func (r reads) folds(authority string, rows []requestRow) (map[schema.ID]fold, error) {
	ids := make([]schema.ID, len(rows))
	for i, row := range rows {
		ids[i] = row.ID
	}
	var entries []struct {
		ID      schema.ID `db:"subject_id"`
		Payload *string
	}
	err := r.all(&entries, `SELECT subject_id, payload FROM log_entry WHERE noun = ? AND subject_id IN (?) AND audience IN (?) ORDER BY subject_id, seq`,
		schema.NounRequest, ids, []string{authority + "/requests", authority + "/confidential"})
	if err != nil {
		return nil, err
	}
	out, erased := map[schema.ID]fold{}, map[schema.ID]bool{}
	for _, e := range entries {
		if e.Payload == nil {
			erased[e.ID] = true
			continue
		}
		var p payload
		if err := json.Unmarshal([]byte(*e.Payload), &p); err != nil {
			return nil, err
		}
		if out[e.ID] == nil {
			out[e.ID] = fold{}
		}
		for _, c := range p.Changes {
			out[e.ID][c.Field] = c.To
		}
	}
	for id := range erased {
		delete(out, id)
	}
	return out, nil
}

// isAs reports whether the row is what a fold tells; true without one. A clock
// that stands has no due time, of which its entries tell by that it stands.
func (r *requestRow) isAs(f fold) bool {
	if f == nil {
		return true
	}
	is := fold{}
	for _, c := range changesOf(schema.Request{}, r.full()) {
		is[c.Field] = c.To
	}
	return !slices.ContainsFunc(told, func(field schema.Field) bool {
		return f[field] != is[field] && (field != schema.FieldDue || is[field] != "")
	})
}
