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
	schema.FieldSent, schema.FieldReceived, schema.FieldVisa, schema.FieldContents, schema.FieldOutcome, schema.FieldObserved}

const (
	examinedAtOnce = 500 // requests
	maxUntold      = 20  // requests named; beyond, they are not looked for
)

// untold names requests that are not what the authority's entries made of them,
// and those that are not there any more. What was erased since, and what an
// import has not told yet, is left out.
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
		var contents map[schema.ID][]schema.Content
		if known, contents, err = r.folds(authority.Code, rows); err != nil {
			break
		}
		for i := range rows {
			if row := &rows[i]; row.Erased == "" && !row.isAs(known[row.ID], contents[row.ID]) {
				out = append(out, row.Ref)
			}
		}
	}
	if err == nil {
		var gone []string
		err = r.all(&gone, `SELECT e.ref FROM log_entry e WHERE e.noun = ? AND e.audience IN (?) AND e.subject_id <> 0
			AND NOT EXISTS (SELECT 1 FROM request r WHERE r.id = e.subject_id)
			AND NOT EXISTS (SELECT 1 FROM log_entry l WHERE l.subject_id = e.subject_id AND l.noun = e.noun AND l.audience = e.audience AND l.seq > e.seq)
			ORDER BY e.ref`+atMost(maxUntold), schema.NounRequest, logsOf(authority.Code))
		out = append(out, gone...)
	}
	return out[:min(len(out), maxUntold)], err
}

// logsOf are the two logs of an authority, in one of which each request is.
func logsOf(authority string) []string {
	return []string{authority + "/requests", authority + "/confidential"}
}

// fold is what the entries of a request made of it, by field.
type fold map[schema.Field]string

// unread is a field of no entry: the fold of a request has it when one of its
// entries cannot be read, so that nothing is as it tells.
const unread schema.Field = "unread"

// folds reads what the authority's entries made of requests, and the contents
// that these have. One of which an entry was erased is left out.
func (r reads) folds(authority string, rows []requestRow) (map[schema.ID]fold, map[schema.ID][]schema.Content, error) {
	ids := make([]schema.ID, len(rows))
	for i, row := range rows {
		ids[i] = row.ID
	}
	var entries []struct {
		ID      schema.ID `db:"subject_id"`
		Payload *string
	}
	err := r.all(&entries, `SELECT subject_id, payload FROM log_entry WHERE noun = ? AND subject_id IN (?) AND audience IN (?) ORDER BY subject_id, seq`,
		schema.NounRequest, ids, logsOf(authority))
	if err != nil {
		return nil, nil, err
	}
	out, erased := map[schema.ID]fold{}, map[schema.ID]bool{}
	for _, e := range entries {
		if e.Payload == nil {
			erased[e.ID] = true
			continue
		}
		if out[e.ID] == nil {
			out[e.ID] = fold{}
		}
		var p payload
		if err := json.Unmarshal([]byte(*e.Payload), &p); err != nil {
			out[e.ID][unread] = err.Error()
		}
		for _, c := range p.Changes {
			out[e.ID][c.Field] = c.To
		}
	}
	for id := range erased {
		delete(out, id)
	}
	contents, err := r.contentsOfAll(ids)
	return out, contents, err
}

// isAs reports whether the row, with its contents, is what a fold tells; true without one. A clock
// that stands has no due time, of which its entries tell by that it stands.
func (r *requestRow) isAs(f fold, contents []schema.Content) bool {
	if f == nil {
		return true
	}
	is := fold{}
	q := r.full()
	q.Contents = contents
	for _, c := range changesOf(schema.Request{}, q) {
		is[c.Field] = c.To
	}
	return f[unread] == "" && !slices.ContainsFunc(told, func(field schema.Field) bool {
		return f[field] != is[field] && (field != schema.FieldDue || is[field] != "")
	})
}
