package store

import (
	"contactgroup/schema"
)

// contest puts the addressee's objection on record. Neither the state nor the
// clock of the request changes; the decision may have a delay of its own.
func contest(w *work, s schema.Step) error {
	due, err := w.dueFor(schema.ForScrutiny)
	if err != nil {
		return err
	}
	w.now.Contested, w.exchange = schema.RulingOpen, true
	return w.addContestation(w.who.Member, s.Reason, stamp(due))
}

// addContestation writes the next contestation of the request; by is 0 when
// the authority looks at its own request without one.
func (w *work) addContestation(by schema.ID, reason string, due int64) error {
	_, err := w.t.exec(`INSERT INTO contestation (request_id, n, org_id, author_id, author_as, at, reason, due_at, decision)
		VALUES (?, (SELECT coalesce(max(c.n), 0) + 1 FROM contestation c WHERE c.request_id = ?), ?, ?, ?, ?, ?, ?, ?)`,
		w.now.ID, w.now.ID, w.who.Org, by, w.who.NameFor(0), stamp(w.t.now), reason, due, schema.RulingOpen)
	return err
}

// rule decides the open contestation, or of its own motion on an order that
// waits for its scrutiny. What was decided ends the time to scrutinise.
func rule(w *work, s schema.Step) error {
	if w.was.Contested != schema.RulingOpen {
		if err := w.addContestation(0, "", w.now.Scrutiny); err != nil {
			return err
		}
	}
	_, err := w.t.exec(`UPDATE contestation SET decision = ?, decided_at = ?, decided_by = ?, decided_as = ?, decision_reason = ?
		WHERE request_id = ? AND decision = ?`, s.Ruling, stamp(w.t.now), w.who.Member, w.who.NameFor(0), s.Reason, w.now.ID, schema.RulingOpen)
	w.now.Contested, w.now.Scrutiny, w.exchange = s.Ruling, 0, true
	return err
}

// uncontest takes back the contestation that an undone verb had made.
func (w *work) uncontest() error {
	_, err := w.t.exec(`DELETE FROM contestation WHERE request_id = ? AND decision = ?`, w.now.ID, schema.RulingOpen)
	return err
}

// contestations returns those of a request, with their people as the reader may know them.
func (r reads) contestations(reader schema.Actor, id schema.ID) ([]schema.Contestation, error) {
	var rows []struct {
		N        int
		At       int64
		Reason   string
		Due      int64         `db:"due_at"`
		Ruling   schema.Ruling `db:"decision"`
		Decided  int64         `db:"decided_at"`
		Grounds  string        `db:"decision_reason"`
		AuthorID schema.ID     `db:"author_id"`
		Author   string        // by name to colleagues
		Decider  string        // by name to colleagues
	}
	err := r.all(&rows, `SELECT c.n, c.at, c.reason, c.due_at, c.decision, c.decided_at, c.decision_reason, c.author_id,
			coalesce(a.name, c.author_as) AS author, coalesce(d.name, c.decided_as) AS decider
		FROM contestation c LEFT JOIN member a ON a.id = c.author_id AND a.org_id = ? LEFT JOIN member d ON d.id = c.decided_by AND d.org_id = ?
		WHERE c.request_id = ? ORDER BY c.n`, reader.Org, reader.Org, id)
	out := make([]schema.Contestation, len(rows))
	for i, c := range rows {
		out[i] = schema.Contestation{N: c.N, By: c.Author, At: instant(c.At), Reason: c.Reason, Due: instant(c.Due),
			Ruling: c.Ruling, Decided: instant(c.Decided), DecidedBy: c.Decider, Grounds: c.Grounds}
		if c.AuthorID == 0 {
			out[i].By = "" // nobody contested
		}
	}
	return out, err
}
