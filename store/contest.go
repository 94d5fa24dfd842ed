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
	_, err := w.t.exec(`INSERT INTO contestation (request_id, n, org_id, author_id, at, reason, due_at, decision)
		VALUES (?, (SELECT coalesce(max(c.n), 0) + 1 FROM contestation c WHERE c.request_id = ?), ?, ?, ?, ?, ?, ?)`,
		w.now.ID, w.now.ID, w.who.Org, by, stamp(w.t.now), reason, due, schema.RulingOpen)
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
	_, err := w.t.exec(`UPDATE contestation SET decision = ?, decided_at = ?, decided_by = ?, decision_reason = ?
		WHERE request_id = ? AND decision = ?`, s.Ruling, stamp(w.t.now), w.who.Member, s.Reason, w.now.ID, schema.RulingOpen)
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
		N           int
		At          int64
		Reason      string
		Due         int64         `db:"due_at"`
		Ruling      schema.Ruling `db:"decision"`
		Decided     int64         `db:"decided_at"`
		Grounds     string        `db:"decision_reason"`
		ContestedBy schema.ID     `db:"author_id"`
		DecidedBy   schema.ID     `db:"decided_by"`
	}
	err := r.all(&rows, `SELECT n, at, reason, due_at, decision, decided_at, decision_reason, author_id, decided_by
		FROM contestation WHERE request_id = ? ORDER BY n`, id)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	var people []schema.ID
	for _, row := range rows {
		people = append(people, row.ContestedBy, row.DecidedBy)
	}
	names, err := r.namesFor(reader, people)
	out := make([]schema.Contestation, len(rows))
	for i, c := range rows {
		out[i] = schema.Contestation{N: c.N, By: names[c.ContestedBy], At: instant(c.At), Reason: c.Reason, Due: instant(c.Due),
			Ruling: c.Ruling, Decided: instant(c.Decided), DecidedBy: names[c.DecidedBy], Grounds: c.Grounds}
	}
	return out, err
}

// namesFor returns members' names as the reader may know them.
func (r reads) namesFor(reader schema.Actor, members []schema.ID) (map[schema.ID]string, error) {
	var rows []struct {
		ID      schema.ID
		Name    string
		Service string
		Org     schema.ID      `db:"org_id"`
		OrgName string         `db:"org_name"`
		OrgKind schema.OrgKind `db:"org_kind"`
	}
	err := r.all(&rows, `SELECT m.id, m.name, m.service, m.org_id, o.name AS org_name, o.kind AS org_kind
		FROM member m JOIN organisation o ON o.id = m.org_id WHERE m.id IN (?)`, members)
	out := make(map[schema.ID]string, len(rows))
	for _, m := range rows {
		a := schema.Actor{Name: m.Name, Service: m.Service, Org: m.Org, OrgName: m.OrgName, OrgKind: m.OrgKind}
		out[m.ID] = a.NameFor(reader.Org)
	}
	return out, err
}
