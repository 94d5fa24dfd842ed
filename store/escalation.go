package store

import (
	"context"
	"slices"
	"strings"

	"contactgroup/schema"
)

// Escalate writes a draft of a blocking or delisting for each addressee, with
// the contents of a withdrawal that are within reach still and its reasons, and
// links them to it. The authority alone knows of the drafts; the addressee of
// the withdrawal learns that it was escalated, and to which kind, when the
// first of them is sent, and no more.
// Addressees must do on the network what the kind asks of them.
func (d *Desk) Escalate(ctx context.Context, id schema.ID, rev int, e schema.Escalation) ([]schema.Request, error) {
	return command(ctx, d, func(t *tx) ([]schema.Request, error) {
		w, err := t.mayFollowUp(d.who, schema.VerbEscalate, id, rev)
		if err != nil {
			return nil, err
		}
		if e, err = t.cleanEscalation(e); err != nil {
			return nil, err
		}
		draft, err := w.draftOf(e.To, schema.Content.Live)
		if err != nil {
			return nil, err
		}
		if len(draft.Contents) == 0 {
			return nil, &schema.Fault{Class: schema.ErrState, Why: schema.WhyNoneLive, Verb: schema.VerbEscalate, Ref: w.now.Ref, State: w.now.State}
		}
		draft.Reasons = joined(e.Reason, draft.Reasons)
		var out []schema.Request
		refs := make([]string, len(e.Addressees))
		for i, to := range e.Addressees {
			draft.Addressee = to
			made, err := w.spawn(draft, schema.RelationEscalation)
			if err != nil {
				return nil, err
			}
			out, refs[i] = append(out, made), made.Ref
		}
		w.own = true
		return out, w.put(schema.VerbEscalate, joined(strings.Join(refs, ", "), e.Reason))
	})
}

func (t *tx) cleanEscalation(e schema.Escalation) (schema.Escalation, error) {
	function := e.To.Asks()
	if function == "" {
		return e, schema.Invalid(schema.WhyUnknown, "kind", string(e.To))
	}
	var err error
	if e.Reason, err = schema.CleanText("reason", e.Reason, schema.MaxText); err != nil {
		return e, err
	}
	orgs, err := t.organisations()
	if err != nil {
		return e, err
	}
	var addressees []string
	for _, given := range e.Addressees {
		code := strings.ToLower(strings.TrimSpace(given))
		i := slices.IndexFunc(orgs, func(o schema.Organisation) bool { return o.Code == code })
		if i < 0 || !orgs[i].Kind.Addressable() || !slices.Contains(orgs[i].Functions, function) {
			return e, schema.Invalid(schema.WhyUnknown, "addressee", given)
		}
		if !slices.Contains(addressees, code) {
			addressees = append(addressees, code)
		}
	}
	if len(addressees) == 0 {
		return e, schema.Invalid(schema.WhyEmpty, "addressee", "")
	}
	e.Addressees = addressees
	return e, nil
}

// draftOf is a draft of another kind that says what the work's request says of
// some of its contents.
func (w *work) draftOf(kind schema.Kind, which func(schema.Content) bool) (schema.RequestDraft, error) {
	r := w.now
	contents, err := w.t.contentsOf(r.ID)
	out := schema.RequestDraft{Kind: kind, Regime: kind.Regime(), LegalBasis: r.Basis, Subject: r.Subject, Reasons: r.Reasons,
		Addressee: r.Addressee, Label: r.Label, TLP: r.TLP, Credibility: r.Cred, Case: r.Case}
	for _, c := range contents {
		if which(c) {
			out.Contents = append(out.Contents, c)
		}
	}
	return out, err
}

// spawn writes a draft that comes of the work's request. One that is under way
// to the same addressee is not doubled: ErrInvalid with WhyExists.
func (w *work) spawn(draft schema.RequestDraft, relation schema.Relation) (schema.Request, error) {
	t := w.t
	var present int
	err := t.one(&present, `SELECT count(*) FROM request_link l JOIN request r ON r.id = l.request_id
		WHERE l.origin_id = ? AND l.kind = ? AND r.addressee = ? AND r.open = 1`, w.now.ID, draft.Kind, draft.Addressee)
	if err != nil {
		return schema.Request{}, err
	}
	if present > 0 {
		return schema.Request{}, schema.Invalid(schema.WhyExists, "addressee", draft.Addressee)
	}
	made, err := t.newRequest(w.who, draft)
	if err != nil {
		return schema.Request{}, err
	}
	_, err = t.exec(`INSERT INTO request_link (origin_id, request_id, relation, kind, at) VALUES (?, ?, ?, ?, ?)`,
		w.now.ID, made.now.ID, relation, draft.Kind, stamp(t.now))
	if err != nil {
		return schema.Request{}, err
	}
	return t.answer(w.who, &made.now)
}

// Reinstate writes the draft that asks for the lifting of a measure on the
// contents that re-checks found gone, linked to it. Once nothing else of the
// measure is in place it is no longer due for a re-check.
func (d *Desk) Reinstate(ctx context.Context, id schema.ID, rev int, reason string) (schema.Request, error) {
	return command(ctx, d, func(t *tx) (schema.Request, error) {
		w, err := t.mayFollowUp(d.who, schema.VerbReinstate, id, rev)
		if err != nil {
			return schema.Request{}, err
		}
		if reason, err = schema.CleanText("reason", reason, schema.MaxText); err != nil {
			return schema.Request{}, err
		}
		asked, err := t.askedBack(id)
		if err != nil {
			return schema.Request{}, err
		}
		gone := func(c schema.Content) bool { return c.Observed == schema.ObservedGone }
		draft, err := w.draftOf(schema.KindReinstatement, func(c schema.Content) bool {
			return gone(c) && !slices.Contains(asked, schema.NormalURL(c.URL))
		})
		if err != nil {
			return schema.Request{}, err
		}
		if len(draft.Contents) == 0 {
			return schema.Request{}, &schema.Fault{Class: schema.ErrState, Why: schema.WhyNoneGone, Verb: schema.VerbReinstate, Ref: w.now.Ref, State: w.now.State}
		}
		draft.Reasons = joined(w.now.Ref, reason)
		made, err := w.spawn(draft, schema.RelationReinstatement)
		if err != nil {
			return schema.Request{}, err
		}
		contents, err := t.contentsOf(id)
		if err != nil {
			return schema.Request{}, err
		}
		if !slices.ContainsFunc(contents, func(c schema.Content) bool { return !gone(c) }) {
			w.now.Reverify = 0
		}
		w.own = true
		return made, w.put(schema.VerbReinstate, joined(made.Ref, reason))
	})
}

// askedBack are the contents whose reinstatement was asked for and not given up.
func (t *tx) askedBack(origin schema.ID) ([]string, error) {
	var keys []string
	err := t.all(&keys, `SELECT c.url_key FROM request_link l JOIN request r ON r.id = l.request_id JOIN content c ON c.request_id = r.id
		WHERE l.origin_id = ? AND l.relation = ? AND r.state NOT IN ('withdrawn', 'duplicate')`, origin, schema.RelationReinstatement)
	return keys, err
}

// linkRow is a row of request_link.
type linkRow struct {
	Origin   schema.ID `db:"origin_id"`
	Request  schema.ID `db:"request_id"`
	Relation schema.Relation
	Kind     schema.Kind
	At       int64
	Sent     int64 `db:"sent_at"`
}

// linksOf are the links of a request as the actor may know them, oldest first:
// to others than the authority, a link is as old as the request that came of it
// is theirs to see.
func (r reads) linksOf(a schema.Actor, row *requestRow) ([]schema.Link, error) {
	var rows []linkRow
	err := r.all(&rows, `SELECT origin_id, request_id, relation, kind, at, sent_at FROM request_link
		WHERE origin_id = ? OR request_id = ? ORDER BY at, request_id`, row.ID, row.ID)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	var others []schema.ID
	for _, l := range rows {
		others = append(others, l.other(row.ID))
	}
	found, err := r.requestRows(a, "r.id IN (?)", others)
	if err != nil {
		return nil, err
	}
	var out []schema.Link
	told := map[schema.Kind]bool{}
	for _, l := range rows {
		i := slices.IndexFunc(found, func(o requestRow) bool { return o.ID == l.other(row.ID) })
		switch {
		case i >= 0:
			o := found[i].seenBy(a)
			at := l.At
			if !schema.Sees(readerOf(a), schema.NounRequest, schema.FieldCreated) {
				at = max(l.At, l.Sent)
			}
			out = append(out, schema.Link{Relation: l.Relation, Kind: l.Kind, At: instant(at), Origin: l.Request == row.ID,
				Ref: o.Ref, Addressee: o.Addressee, State: o.State})
		case l.Origin == row.ID && l.Relation == schema.RelationEscalation && l.Sent != 0 && !told[l.Kind]:
			told[l.Kind] = true
			out = append(out, schema.Link{Relation: l.Relation, Kind: l.Kind, At: instant(firstSent(rows, l.Kind))})
		}
	}
	slices.SortStableFunc(out, func(a, b schema.Link) int { return a.At.Compare(b.At) })
	return out, nil
}

func (l linkRow) other(id schema.ID) schema.ID {
	if l.Origin == id {
		return l.Request
	}
	return l.Origin
}

// firstSent is when the first escalation to a kind was sent.
func firstSent(rows []linkRow, kind schema.Kind) int64 {
	first := int64(0)
	for _, l := range rows {
		if l.Kind == kind && l.Sent != 0 && (first == 0 || l.Sent < first) {
			first = l.Sent
		}
	}
	return first
}

// tellOrigin records that a request which came of another was sent. Of the
// first escalation to each kind all who know of the origin are told.
func (w *work) tellOrigin() error {
	var rows []linkRow
	err := w.t.all(&rows, `SELECT origin_id, request_id, relation, kind, at, sent_at FROM request_link
		WHERE origin_id IN (SELECT l.origin_id FROM request_link l WHERE l.request_id = ?)`, w.now.ID)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(rows, func(l linkRow) bool { return l.Request == w.now.ID })
	if i < 0 {
		return nil
	}
	if _, err := w.t.exec(`UPDATE request_link SET sent_at = ? WHERE request_id = ?`, stamp(w.t.now), w.now.ID); err != nil {
		return err
	}
	if rows[i].Relation != schema.RelationEscalation || firstSent(rows, rows[i].Kind) != 0 {
		return nil
	}
	origin, err := w.t.open(w.who, rows[i].Origin)
	if err != nil {
		return err
	}
	origin.exchange = true
	if err := origin.save(schema.VerbEscalate); err != nil {
		return err
	}
	c, err := w.t.circleOf(origin.now.Addressee)
	if err != nil {
		return err
	}
	w.t.record(record{Actor: w.who, Verb: schema.VerbEscalate, Noun: schema.NounRequest, Subject: origin.now.ID, Ref: origin.now.Ref,
		Changes: []schema.Change{{Field: schema.FieldLinked, To: string(rows[i].Kind)}}, Audiences: c.audiences(origin.now.full())})
	return nil
}
