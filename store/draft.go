package store

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"contactgroup/schema"
)

// NewRequest writes a draft, which the authority alone knows of. What the draft
// leaves empty is filled in: the author's service, label P3, TLP amber. A case
// that it names is opened when it is not known yet, unless it is a number;
// schema.CaseAuto finds one. The answer tells which requests in the queues have
// similar contents (Similar): that is for their author to judge, and no refusal.
func (d *Desk) NewRequest(ctx context.Context, draft schema.RequestDraft) (schema.Request, error) {
	return command(ctx, d, func(t *tx) (schema.Request, error) {
		if err := schema.MayCreate(d.who); err != nil {
			return schema.Request{}, err
		}
		w, err := t.newRequest(d.who, draft)
		if err != nil {
			return schema.Request{}, err
		}
		return w.written()
	})
}

// newRequest writes a draft and tells of it.
func (t *tx) newRequest(who schema.Actor, draft schema.RequestDraft) (*work, error) {
	draft, err := t.cleanDraft(who, draft, nil)
	if err != nil {
		return nil, err
	}
	if draft.Case, err = t.caseOf(who, draft); err != nil {
		return nil, err
	}
	year := yearOf(t.now)
	n, err := t.next("B", year, 1)
	if err != nil {
		return nil, err
	}
	w := &work{t: t, who: who}
	w.draft(draft, schema.DraftRef(year, n))
	if err := w.create(); err != nil {
		return nil, err
	}
	return w, w.tell(schema.VerbNew, "")
}

// written is the answer to what wrote a draft's contents: the draft, and what
// else of the register meets them.
func (w *work) written() (schema.Request, error) {
	out, err := w.t.answer(w.who, &w.now)
	if err != nil {
		return out, err
	}
	out.Similar, err = w.t.similar(w.who, &w.now, out.Contents)
	return out, err
}

// EditRequest replaces what a draft says.
func (d *Desk) EditRequest(ctx context.Context, id schema.ID, rev int, draft schema.RequestDraft) (schema.Request, error) {
	return command(ctx, d, func(t *tx) (schema.Request, error) {
		w, err := t.open(d.who, id)
		if err != nil {
			return schema.Request{}, err
		}
		if _, err := w.may(schema.VerbEdit, rev); err != nil {
			return schema.Request{}, err
		}
		if draft, err = t.cleanDraft(d.who, draft, &w.was); err != nil {
			return schema.Request{}, err
		}
		if draft.Case, err = t.caseOf(d.who, draft); err != nil {
			return schema.Request{}, err
		}
		if w.wereSo, err = t.contentsOf(id); err != nil {
			return schema.Request{}, err
		}
		w.set(draft)
		if _, err := t.exec(`DELETE FROM content WHERE request_id = ?`, id); err != nil {
			return schema.Request{}, err
		}
		if err := t.addContents(id, w.contents); err != nil {
			return schema.Request{}, err
		}
		w.exchange = contentsText(w.wereSo) != contentsText(w.contents)
		w.respell = w.exchange
		if err := w.save(schema.VerbEdit); err != nil {
			return schema.Request{}, err
		}
		if err := t.outdated(d.who, schema.VerbEdit, schema.NounRequest, id); err != nil {
			return schema.Request{}, err
		}
		if err := w.tell(schema.VerbEdit, ""); err != nil {
			return schema.Request{}, err
		}
		return w.written()
	})
}

// cleanDraft checks a draft and fills in what it leaves empty. was is the
// request it replaces, nil for a new one.
func (t *tx) cleanDraft(who schema.Actor, n schema.RequestDraft, was *requestRow) (schema.RequestDraft, error) {
	n, err := cleanWords(who, n, was)
	if err == nil {
		err = t.checkRegime(n.Regime)
	}
	if err == nil {
		err = t.checkCase(who, n.Case)
	}
	if err == nil {
		n.Contents, err = t.cleanContents(n.Contents, nil)
	}
	if err == nil {
		err = t.checkAddressee(n.Addressee)
	}
	return n, err
}

// cleanWords is the part of cleanDraft that asks nothing of the register.
func cleanWords(who schema.Actor, n schema.RequestDraft, was *requestRow) (schema.RequestDraft, error) {
	n.Label = cmp.Or(n.Label, schema.P3)
	n.TLP = cmp.Or(n.TLP, schema.TLPAmber)
	n.Service = cmp.Or(n.Service, who.Service)
	n.Addressee = strings.ToLower(strings.TrimSpace(n.Addressee))
	for _, c := range []struct {
		field string
		value string
		known bool
	}{
		{"kind", string(n.Kind), slices.Contains(schema.Kinds, n.Kind)},
		{"label", string(n.Label), slices.Contains(schema.Labels, n.Label)},
		{"tlp", string(n.TLP), slices.Contains(schema.TLPs, n.TLP)},
	} {
		if !c.known {
			return n, schema.Invalid(schema.WhyUnknown, c.field, c.value)
		}
	}
	if n.Service != who.Service {
		return n, &schema.Fault{Class: schema.ErrForbidden, Why: schema.WhyNotService, Verb: schema.VerbNew, By: n.Service}
	}
	if was != nil && was.Kind.Confidential() != n.Kind.Confidential() {
		return n, schema.Invalid(schema.WhyUnknown, "kind", string(n.Kind)) // its log has other readers: write a new one
	}
	for _, line := range []struct {
		field string
		text  *string
	}{{"subject", &n.Subject}, {"legal_basis", &n.LegalBasis}, {"credibility", &n.Credibility}, {"external_ref", &n.ExternalRef}, {"case", &n.Case}} {
		clean, err := schema.CleanLine(line.field, *line.text)
		if err != nil {
			return n, err
		}
		*line.text = clean
	}
	n.Case = strings.ToUpper(n.Case)
	if n.Subject == "" {
		return n, schema.Invalid(schema.WhyEmpty, "subject", "")
	}
	var err error
	n.Reasons, err = schema.CleanText("reasons", n.Reasons, schema.MaxText)
	return n, err
}

// checkAddressee refuses an organisation to which no request can be addressed.
func (t *tx) checkAddressee(code string) error {
	if code == "" {
		return nil
	}
	c, err := t.circleOf(code)
	switch {
	case err != nil:
		return err
	case !c.addressee.Kind.Addressable():
		return schema.Invalid(schema.WhyUnknown, "addressee", code)
	case c.addressee.Disabled:
		return schema.Invalid(schema.WhyDisabled, "addressee", code)
	}
	return nil
}

// draft makes the work's request a new one.
func (w *work) draft(n schema.RequestDraft, ref string) {
	at := stamp(w.t.now)
	w.now = requestRow{Ref: ref, RefKey: refKey(ref), DraftRef: ref, Version: 1, State: schema.StateDraft, Open: true, DueKey: noDue,
		AuthorID: w.who.Member, AuthorLogin: w.who.Login, Created: at, Updated: at, UpdatedUs: at, UpdatedTo: at}
	w.set(n)
}

// set puts what a draft says into the row.
func (w *work) set(n schema.RequestDraft) {
	r := &w.now
	if n.Label != r.Label {
		w.grantLabel(n.Label, time.Time{})
	}
	r.Kind, r.Regime, r.Basis, r.Subject, r.Reasons = n.Kind, n.Regime, n.LegalBasis, n.Subject, n.Reasons
	r.Service, r.Addressee, r.TLP, r.Cred = n.Service, n.Addressee, n.TLP, n.Credibility
	r.Case, r.ExternalRef, r.Contents = n.Case, n.ExternalRef, len(n.Contents)
	w.contents = n.Contents
}

// create inserts the work's request with its author's side and its contents.
func (w *work) create() error {
	columns := append(w.now.shared(), w.now.kept()...)
	names, values := make([]string, len(columns)), make([]any, len(columns))
	for i, c := range columns {
		names[i], values[i] = c.name, c.value
	}
	var err error
	w.now.ID, err = w.t.insert("INSERT INTO request ("+strings.Join(names, ", ")+") VALUES (?"+strings.Repeat(", ?", len(names)-1)+") RETURNING id", values...)
	if err != nil {
		return err
	}
	_, err = w.t.exec(`INSERT INTO request_side (request_id, org_id, external_ref, case_ref) VALUES (?, ?, ?, ?)`,
		w.now.ID, w.who.Org, w.now.ExternalRef, w.now.Case)
	if err != nil {
		return err
	}
	if err := w.t.addContents(w.now.ID, w.contents); err != nil {
		return err
	}
	return w.t.spell([]schema.ID{w.now.ID})
}
