package store

import (
	"context"
	"strings"

	"contactgroup/schema"
)

// caseRow is a row of case_file with what its reader may know of its requests.
type caseRow struct {
	ID       schema.ID
	Version  int
	Ref      string
	Title    string
	Erased   string
	Author   string
	Opened   int64 `db:"opened_at"`
	Named    bool
	Requests int
	First    int64 // when the first of its requests was written
}

// caseSelect reads cases k with the number of their requests in the actor's
// sight. One that a request named is known to those who know of one of its
// requests; one that was opened by itself to the whole authority.
func caseSelect(who schema.Actor) condition {
	seen, args := sight(who)
	inSight := ` FROM request_side s JOIN request r ON r.id = s.request_id WHERE s.case_ref = k.ref AND s.case_ref <> '' AND s.org_id = ? AND ` + seen
	args = append([]any{who.Org}, args...)
	return condition{`SELECT * FROM (SELECT k.id, k.version, k.ref, k.title, k.erased, k.opened_at, k.named, coalesce(m.name, '') AS author,
		(SELECT count(*)` + inSight + `) AS requests, coalesce((SELECT min(r.created_at)` + inSight + `), 0) AS "first"
		FROM case_file k LEFT JOIN member m ON m.id = k.author_id) k WHERE (k.requests > 0 OR k.named = 0)`, append(args, args...)}
}

func (c caseRow) seen() schema.Case {
	out := schema.Case{ID: c.ID, Ref: c.Ref, Rev: c.Version, Title: c.Title, Opened: instant(c.Opened), OpenedBy: c.Author, RequestCount: c.Requests, Erased: day(c.Erased)}
	if c.Named {
		out.Opened = instant(c.First)
	}
	return out
}

// caseRow reads one case that the actor may know of.
func (r reads) caseRow(who schema.Actor, ref string) (caseRow, error) {
	q := caseSelect(who).and("k.ref = ?", ref)
	var row caseRow
	err := r.one(&row, q.text, q.args...)
	if missing(err) {
		err = schema.NotFound(ref)
	}
	return row, err
}

// NewCase opens a case of the authority under the next number of the year.
func (d *Desk) NewCase(ctx context.Context, title string) (schema.Case, error) {
	return command(ctx, d, func(t *tx) (schema.Case, error) {
		if err := schema.MayKeepCases(d.who, schema.VerbNew); err != nil {
			return schema.Case{}, err
		}
		var clean cleaner
		title := clean.name("title", title)
		if clean.err != nil {
			return schema.Case{}, clean.err
		}
		ref, err := t.openCase(d.who, title, false)
		if err != nil {
			return schema.Case{}, err
		}
		row, err := t.caseRow(d.who, ref)
		return row.seen(), err
	})
}

// openCase opens a case under the next number. One of which only those may know
// who know of one of its requests is not told of.
func (t *tx) openCase(who schema.Actor, title string, quiet bool) (ref string, err error) {
	year := yearOf(t.now)
	n, err := t.next("D", year, 1)
	if err != nil {
		return "", err
	}
	ref = schema.CaseRef(year, n)
	var id schema.ID
	err = t.beyond(func() (err error) { // a quiet one is out of sight until a request is in it
		id, err = t.insert(`INSERT INTO case_file (ref, title, author_id, opened_at, named) VALUES (?, ?, ?, ?, ?) RETURNING id`,
			ref, title, who.Member, stamp(t.now), flag(quiet))
		return err
	})
	if err != nil || quiet {
		return ref, err
	}
	c, err := t.circleOf("")
	t.record(record{Actor: who, Verb: schema.VerbNew, Noun: schema.NounCase, Subject: id, Ref: ref, Text: title,
		Changes: []schema.Change{{Field: schema.FieldRef, To: ref}}, Audiences: c.audiences(schema.Request{Kind: schema.KindReferral})})
	return ref, err
}

// checkCase refuses a number that is no case's; any other name can become one.
func (t *tx) checkCase(who schema.Actor, name string) error {
	if !schema.IsCaseNumber(name) {
		return nil
	}
	row, err := t.caseRow(who, name)
	switch {
	case isNotFound(err):
		return schema.Invalid(schema.WhyUnknown, "case", name)
	case err == nil && row.Erased != "":
		return &schema.Fault{Class: schema.ErrState, Why: schema.WhyErased, Verb: schema.VerbFile, Noun: schema.NounCase, Ref: row.Ref, Rev: row.Version}
	case err != nil:
		return err
	}
	return nil
}

// nameCases opens the cases that requests name and that are not there yet.
func (t *tx) nameCases(names ...string) error {
	var args []any
	for _, name := range names {
		if name != "" && !schema.IsCaseNumber(name) {
			args = append(args, name, name, stamp(t.now))
		}
	}
	if len(args) == 0 {
		return nil
	}
	return t.beyond(func() error { // others' may have that name
		_, err := t.exec(`INSERT INTO case_file (ref, title, opened_at, named) VALUES (?, ?, ?, 1)`+strings.Repeat(`, (?, ?, ?, 1)`, len(args)/3-1)+
			` ON CONFLICT (ref) DO NOTHING`, args...)
		return err
	})
}

// caseOf is the case that a draft is put into.
func (t *tx) caseOf(who schema.Actor, draft schema.RequestDraft) (string, error) {
	if draft.Case != schema.CaseAuto {
		return draft.Case, t.nameCases(draft.Case)
	}
	near, err := t.similar(who, &requestRow{Addressee: draft.Addressee}, draft.Contents)
	if err != nil {
		return "", err
	}
	var elsewhere []string
	for _, s := range near {
		if s.Case != "" && !s.Same {
			return s.Case, nil
		}
		if !s.Same {
			elsewhere = append(elsewhere, s.Ref)
		}
	}
	if len(elsewhere) == 0 {
		return "", nil
	}
	ref, err := t.openCase(who, draft.Subject, draft.Kind.Confidential())
	if err != nil {
		return "", err
	}
	rows, err := t.requestRows(who, "r.ref IN (?)", elsewhere)
	if err != nil {
		return "", err
	}
	for _, row := range rows {
		w, err := t.open(who, row.ID)
		if err != nil {
			return "", err
		}
		w.now.Case = ref
		if err := w.put(schema.VerbFile, ""); err != nil {
			return "", err
		}
	}
	return ref, nil
}

// FileRequest puts a request into a case of the authority, out of the one it was in.
func (d *Desk) FileRequest(ctx context.Context, id schema.ID, rev int, caseRef string) (schema.Request, error) {
	return d.followUp(ctx, schema.VerbFile, id, rev, func(w *work) error {
		row, err := w.t.caseRow(d.who, strings.ToUpper(strings.TrimSpace(caseRef)))
		if err != nil {
			return err
		}
		w.now.Case = row.Ref
		return w.putUndoable(schema.VerbFile)
	})
}

// UnfileRequest takes a request out of a case; ErrState with WhyNoCase when it
// is not in that one.
func (d *Desk) UnfileRequest(ctx context.Context, id schema.ID, rev int, caseRef string) (schema.Request, error) {
	return d.followUp(ctx, schema.VerbUnfile, id, rev, func(w *work) error {
		if !strings.EqualFold(strings.TrimSpace(caseRef), w.now.Case) {
			return &schema.Fault{Class: schema.ErrState, Why: schema.WhyNoCase, Verb: schema.VerbUnfile, Ref: w.now.Ref, State: w.now.State}
		}
		w.now.Case = ""
		return w.putUndoable(schema.VerbUnfile)
	})
}
