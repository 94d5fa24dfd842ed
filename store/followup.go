package store

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"contactgroup/schema"
)

// followUp runs what one verb of schema.Followups puts on record.
func (d *Desk) followUp(ctx context.Context, v schema.Verb, id schema.ID, rev int, do func(*work) error) (schema.Request, error) {
	return command(ctx, d, func(t *tx) (schema.Request, error) {
		w, err := t.mayFollowUp(d.who, v, id, rev)
		if err != nil {
			return schema.Request{}, err
		}
		if err := do(w); err != nil {
			return schema.Request{}, err
		}
		return t.whole(d.who, &w.now)
	})
}

// mayFollowUp opens a request for a verb of schema.Followups. Of several
// refusals a member hears first that the verb is not theirs, then that the
// request has changed, then its state.
func (t *tx) mayFollowUp(who schema.Actor, v schema.Verb, id schema.ID, rev int) (*work, error) {
	w, err := t.open(who, id)
	if err != nil {
		return nil, err
	}
	q := w.seen()
	err = schema.MayFollowUp(who, v, q, t.now)
	if !errors.Is(err, schema.ErrForbidden) && rev != 0 && rev != q.Rev {
		err = w.stale(v, rev)
	}
	return w, err
}

// put saves the work and tells of it.
func (w *work) put(v schema.Verb, text string) error {
	if err := w.save(v); err != nil {
		return err
	}
	return w.tell(v, text)
}

// whole is one request with all that stands on record about it, as the actor sees it.
func (r reads) whole(a schema.Actor, row *requestRow) (schema.Request, error) {
	out, err := r.answer(a, row)
	if err != nil {
		return out, err
	}
	if out.Duplicates, err = r.duplicatesOf(a, row.ID); err != nil {
		return out, err
	}
	if out.Linked, err = r.linksOf(a, row); err != nil {
		return out, err
	}
	if out.Attachments, err = r.attachmentsOf(row); err != nil {
		return out, err
	}
	if out.Recommended != "" {
		if out.Recommendations, err = r.recommendationsOf(row.ID); err != nil {
			return out, err
		}
	}
	if out.Label == schema.P0 || out.Label == schema.P1 {
		out.Contacts, err = r.contactsOf(a, out.Addressee)
	}
	return out.Project(schema.ReaderOf(a, row.full())), err
}

// duplicatesOf are the references of a request's duplicates, as far as the
// actor may know of them; nil without any.
func (r reads) duplicatesOf(a schema.Actor, id schema.ID) ([]string, error) {
	seen, args := sight(a)
	var refs []string
	err := r.all(&refs, `SELECT r.ref FROM request r WHERE r.duplicate_of = ? AND r.duplicate_of <> 0 AND r.state = ? AND `+seen+` ORDER BY r.ref_key`,
		append([]any{id, schema.StateDuplicate}, args...)...)
	return refs, err
}

// SetExternalRef sets the own side's number for a request (PHAROS number,
// operator's ticket); empty: none. The other side learns nothing.
func (d *Desk) SetExternalRef(ctx context.Context, id schema.ID, rev int, number string) (schema.Request, error) {
	return d.followUp(ctx, schema.VerbExternalRef, id, rev, func(w *work) error {
		number, err := schema.CleanLine("external_ref", number)
		if err != nil {
			return err
		}
		w.now.ExternalRef = number
		return w.putUndoable(schema.VerbExternalRef)
	})
}

// putUndoable is put of a change that its actor can take back.
func (w *work) putUndoable(v schema.Verb) error {
	if err := w.save(v); err != nil {
		return err
	}
	if err := w.remember(v); err != nil {
		return err
	}
	return w.tell(v, "")
}

// Reverify records what looking again at contents has found: all of them, or
// those named. Both sides learn it. While anything of a measure in place is not
// found gone its next date is set; what is gone stays due until Reinstate.
func (d *Desk) Reverify(ctx context.Context, id schema.ID, rev int, c schema.Recheck) (schema.Request, error) {
	return d.followUp(ctx, schema.VerbReverify, id, rev, func(w *work) error {
		if c.Observed != schema.ObservedLive && c.Observed != schema.ObservedGone {
			return schema.Invalid(schema.WhyUnknown, "observed", c.Observed)
		}
		reason, err := schema.CleanText("reason", c.Reason, schema.MaxText)
		if err != nil {
			return err
		}
		if w.wereSo, err = w.t.contentsOf(id); err != nil {
			return err
		}
		if w.contents, err = observe(w.wereSo, c, w.t.now); err != nil {
			return err
		}
		for _, o := range w.contents {
			if _, err := w.t.exec(`UPDATE content SET observed = ?, observed_at = ? WHERE request_id = ? AND n = ?`, o.Observed, stamp(o.ObservedAt), id, o.N); err != nil {
				return err
			}
		}
		inPlace := func(o schema.Content) bool { return o.Observed != schema.ObservedGone }
		if w.now.Reverify != 0 && slices.ContainsFunc(w.contents, inPlace) {
			if err := w.scheduleLook(w.t.now); err != nil {
				return err
			}
		}
		w.exchange = true
		return w.put(schema.VerbReverify, reason)
	})
}

// observe gives the contents named by a re-check, or all, what it found.
func observe(contents []schema.Content, c schema.Recheck, now time.Time) ([]schema.Content, error) {
	out := slices.Clone(contents)
	for _, n := range c.Contents {
		if !slices.ContainsFunc(out, func(o schema.Content) bool { return o.N == n }) {
			return nil, schema.Invalid(schema.WhyUnknown, string(schema.FieldContents), strconv.Itoa(n))
		}
	}
	for i := range out {
		if len(c.Contents) == 0 || slices.Contains(c.Contents, out[i].N) {
			out[i].Observed, out[i].ObservedAt = c.Observed, now
		}
	}
	return out, nil
}

// scheduleLook sets when what was done is to be looked at again, counted from an instant.
func (w *work) scheduleLook(from time.Time) error {
	law, err := w.t.lawOf(schema.ForCheck, w.now.Kind, w.now.Regime)
	if err != nil {
		return err
	}
	w.now.Reverify = w.now.nextLook(law, from, w.contents)
	return nil
}

// nextLook is when a measure of which something is in place is due again; 0: never.
func (r *requestRow) nextLook(law schema.Law, from time.Time, contents []schema.Content) int64 {
	c, ok := law.ClockOf(schema.ForCheck, r.Kind, r.Regime, from)
	if !ok || !slices.ContainsFunc(contents, func(c schema.Content) bool { return c.Outcome.Gone() }) {
		return 0
	}
	return stamp(c.Due(from))
}

// joined are texts as paragraphs, without the empty ones.
func joined(texts ...string) string {
	return strings.Join(slices.DeleteFunc(texts, func(s string) bool { return s == "" }), "\n\n")
}
