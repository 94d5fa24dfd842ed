package store

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"contactgroup/schema"
)

// Reply answers a request. An answer that is held goes out schema.HoldTime
// later, from whichever node runs then, unless it is taken back; until then
// only the own side knows of it.
func (d *Desk) Reply(ctx context.Context, id schema.ID, rev int, draft schema.ReplyDraft) (schema.Reply, error) {
	return command(ctx, d, func(t *tx) (schema.Reply, error) {
		w, err := t.open(d.who, id)
		if err != nil {
			return schema.Reply{}, err
		}
		if _, err := w.may(schema.VerbReply, rev); err != nil {
			return schema.Reply{}, err
		}
		if draft, err = w.cleanReply(draft); err != nil {
			return schema.Reply{}, err
		}
		row, err := w.addReply(draft)
		if err != nil {
			return schema.Reply{}, err
		}
		if draft.Hold {
			err = w.hold(row)
		} else {
			err = w.sendReply(row)
		}
		if err != nil {
			return schema.Reply{}, err
		}
		replies, err := t.replies(d.who, condition{"p.id = ?", []any{row.ID}}, "p.id", 1)
		if err != nil {
			return schema.Reply{}, err
		}
		reply := replies[0].reply(d.who)
		reply.ReqRev = w.now.seenBy(d.who).Rev
		return reply, nil
	})
}

// cleanReply checks an answer: an outcome for one content at least, for each
// content but once, reasons where an outcome needs them, and no effect still to come.
func (w *work) cleanReply(draft schema.ReplyDraft) (schema.ReplyDraft, error) {
	refuse := func(why schema.Reason, field, value string) error {
		return &schema.Fault{Class: schema.ErrInvalid, Why: why, Verb: schema.VerbReply, Ref: w.now.Ref, State: w.now.State, Field: field, Value: value}
	}
	var err error
	if draft.Text, err = schema.CleanText("text", draft.Text, schema.MaxText); err != nil {
		return draft, err
	}
	contents, err := w.t.contentsOf(w.now.ID)
	if err != nil {
		return draft, err
	}
	answered := map[int]bool{}
	outcomes := slices.Clone(draft.Outcomes)
	for i, o := range outcomes {
		switch known := slices.ContainsFunc(contents, func(c schema.Content) bool { return c.N == o.N }); {
		case !slices.Contains(schema.Outcomes, o.Outcome):
			return draft, refuse(schema.WhyUnknown, "outcome", string(o.Outcome))
		case !known, answered[o.N]:
			return draft, refuse(schema.WhyUnknown, "content", fmt.Sprint(o.N))
		case o.Outcome.NeedsText() && draft.Text == "":
			return draft, refuse(schema.WhyNeedsReason, "text", string(o.Outcome))
		}
		answered[o.N] = true
		if outcomes[i].Territories, err = cleanTerritories(o.Territories); err != nil {
			return draft, err
		}
	}
	if draft.Effective.After(w.t.now.Add(schema.EffectiveGrace)) {
		return draft, refuse(schema.WhyFuture, "effective", timeText(draft.Effective))
	}
	if len(outcomes) == 0 {
		return draft, refuse(schema.WhyNeedsOutcome, "content", firstWaiting(contents))
	}
	draft.Outcomes = outcomes
	return draft, nil
}

// firstWaiting is the number of the first content without an outcome, else of the first.
func firstWaiting(contents []schema.Content) string {
	i := slices.IndexFunc(contents, func(c schema.Content) bool { return c.Outcome == "" })
	if len(contents) == 0 {
		return ""
	}
	return fmt.Sprint(contents[max(i, 0)].N)
}

// cleanTerritories checks codes of territories, ISO 3166-1 alpha-2.
func cleanTerritories(given []string) ([]string, error) {
	var out []string
	for _, g := range given {
		code := strings.ToUpper(strings.TrimSpace(g))
		if len(code) != 2 || strings.Trim(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
			return nil, schema.Invalid(schema.WhyUnknown, "territories", g)
		}
		if !slices.Contains(out, code) {
			out = append(out, code)
		}
	}
	return out, nil
}

// addReply writes a reply and its outcomes, held as yet.
func (w *work) addReply(draft schema.ReplyDraft) (replyRow, error) {
	row := replyRow{RequestID: w.now.ID, OrgID: w.who.Org, AuthorID: w.who.Member, State: schema.ReplyHeld, Text: draft.Text,
		Effective: stamp(draft.Effective), HeldUntil: stamp(w.t.now.Add(schema.HoldTime)), SortAt: stamp(w.t.now)}
	if err := w.t.one(&row.N, `SELECT coalesce(max(n), 0) + 1 FROM reply WHERE request_id = ?`, row.RequestID); err != nil {
		return row, err
	}
	row.SortKey = fmt.Sprintf("%s/%04d", w.now.RefKey, row.N)
	var err error
	row.ID, err = w.t.insert(`INSERT INTO reply (request_id, n, org_id, author_id, state, text, effective_at, held_until, sort_at, sort_key)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`, row.RequestID, row.N, row.OrgID, row.AuthorID, row.State, row.Text,
		row.Effective, row.HeldUntil, row.SortAt, row.SortKey)
	if err != nil {
		return row, err
	}
	rows := make([][]any, len(draft.Outcomes))
	for i, o := range draft.Outcomes {
		rows[i] = []any{row.ID, o.N, o.Outcome, strings.Join(o.Territories, ",")}
	}
	return row, w.t.insertRows(`INSERT INTO reply_outcome (reply_id, n, outcome, territories)`, rows)
}

// hold keeps a reply back; the other side learns nothing.
func (w *work) hold(row replyRow) error {
	w.now.Held = true
	if err := w.save(schema.VerbReply); err != nil {
		return err
	}
	if err := w.t.remember(w.who, schema.VerbReply, schema.NounReply, w.now.ID, row.ID, 0, w.now.SideVersion); err != nil {
		return err
	}
	w.t.after = append(w.t.after, w.t.db.lookForHeld)
	if err := w.t.announce(heldWord); err != nil {
		return err
	}
	return w.tell(schema.VerbReply, row.Text)
}

// sendReply lets a reply go out: contents get their outcomes. Once each has one
// the request is answered and its clock stops; until then it is in progress and
// its clock runs.
func (w *work) sendReply(row replyRow) error {
	at := w.t.now
	effective := row.Effective
	if effective == 0 {
		effective = stamp(at)
	}
	n, err := w.t.exec(`UPDATE reply SET state = ?, sent_at = ?, sort_at = ?, held_until = 0, effective_at = ?, sent_label = ? WHERE id = ? AND state = ?`,
		schema.ReplySent, stamp(at), stamp(at), effective, w.now.Label, row.ID, schema.ReplyHeld)
	if err != nil || n == 0 {
		return err // another node was quicker
	}
	if err := w.t.outdated(w.who, schema.VerbReply, schema.NounRequest, w.now.ID); err != nil {
		return err
	}
	if w.wereSo, err = w.t.contentsOf(w.now.ID); err != nil {
		return err
	}
	if err := w.t.setOutcomes(row.ID, w.now.ID, effective); err != nil {
		return err
	}
	if w.contents, err = w.t.contentsOf(w.now.ID); err != nil {
		return err
	}
	w.respell = row.Text != ""
	if err := w.receive(); err != nil {
		return err
	}
	if slices.ContainsFunc(w.contents, func(c schema.Content) bool { return c.Outcome == "" }) {
		w.move(schema.StateInProgress)
	} else {
		w.move(schema.StateAnswered)
		if err := w.scheduleLook(instant(effective)); err != nil {
			return err
		}
		if err := w.done(); err != nil {
			return err
		}
	}
	w.now.Ground, w.now.Held = "", false
	w.now.Replies++
	w.now.LastReply = schema.ReplySent
	if err := w.save(schema.VerbReply); err != nil {
		return err
	}
	return w.tell(schema.VerbReply, row.Text)
}

// setOutcomes gives the contents of a request the outcomes that a reply says.
func (t *tx) setOutcomes(reply, request schema.ID, effective int64) error {
	_, err := t.exec(`UPDATE content SET effective_at = ?,
			outcome = (SELECT o.outcome FROM reply_outcome o WHERE o.reply_id = ? AND o.n = content.n),
			territories = (SELECT o.territories FROM reply_outcome o WHERE o.reply_id = ? AND o.n = content.n)
		WHERE request_id = ? AND n IN (SELECT o.n FROM reply_outcome o WHERE o.reply_id = ?)`, effective, reply, reply, request, reply)
	return err
}

// takeBack takes the held reply back; it leaves no trace but in the own log.
func takeBack(w *work, _ schema.Step) error { return w.dropHeld() }

// dropHeld removes a reply that is held, if there is one.
func (w *work) dropHeld() error {
	if !w.was.Held {
		return nil
	}
	w.now.Held = false
	return w.t.beyond(func() error { // the authority may end what it cannot see
		_, err := w.t.exec(`DELETE FROM reply WHERE request_id = ? AND state = ?`, w.now.ID, schema.ReplyHeld)
		return err
	})
}

// decide accepts or disputes the last reply, or undoes an acceptance.
func (w *work) decide(s schema.ReplyState, reason string) error {
	decided, by, as := stamp(w.t.now), w.who.Member, w.who.NameFor(0)
	if s == schema.ReplySent {
		decided, by, as = 0, 0, ""
	}
	w.now.LastReply = s
	_, err := w.t.exec(`UPDATE reply SET state = ?, decided_at = ?, decided_by = ?, decided_as = ?, reason = ? WHERE request_id = ? AND n =
		(SELECT max(p.n) FROM reply p WHERE p.request_id = ? AND p.state <> ?)`, s, decided, by, as, reason, w.now.ID, w.now.ID, schema.ReplyHeld)
	return err
}

// restoreReply takes back a reply that is still held.
func restoreReply(t *tx, d *Desk, u undoRow) (restored, error) {
	w, err := t.open(d.who, u.SubjectID)
	if err != nil {
		return restored{}, err
	}
	n, err := t.exec(`DELETE FROM reply WHERE id = CAST(? AS BIGINT) AND state = ?`, u.Before, schema.ReplyHeld)
	if err != nil {
		return restored{}, err
	}
	if n == 0 {
		q := w.seen()
		return restored{}, &schema.Fault{Class: schema.ErrState, Why: schema.WhyNotUndoable, Verb: u.Verb, Ref: q.Ref, State: q.State, Rev: q.Rev}
	}
	w.now.Held = false
	if err := w.save(schema.VerbTakeBack); err != nil {
		return restored{}, err
	}
	return w.restored(), w.tell(schema.VerbTakeBack, "")
}
