package store_test

import "contactgroup/schema"

// bring writes a draft and leads it to a state by the verbs that lead there.
func (g group) bring(d schema.RequestDraft, to schema.State) schema.Request {
	g.t.Helper()
	switch to {
	case schema.StateDraft:
		return g.draft(d)
	case schema.StateToApprove:
		return g.act("pharos", g.draft(d).ID, schema.Step{Verb: schema.VerbSubmit})
	}
	q := g.deliver(d)
	answerer := d.Addressee
	switch to {
	case schema.StateInProgress:
		g.act(answerer, q.ID, schema.Step{Verb: schema.VerbClaim})
	case schema.StateClarification:
		g.act(answerer, q.ID, schema.Step{Verb: schema.VerbClarify, Reason: "laquelle ?"})
	case schema.StateImpossible:
		g.act(answerer, q.ID, schema.Step{Verb: schema.VerbImpossible, Ground: schema.GroundInsufficient, Reason: "adresse incomplète"})
	case schema.StateAnswered:
		g.reply(answerer, q)
	case schema.StateClosed:
		g.reply(answerer, q)
		g.act("pharos", q.ID, schema.Step{Verb: schema.VerbClose})
	case schema.StateWithdrawn:
		g.act("pharos", q.ID, schema.Step{Verb: schema.VerbWithdraw, Reason: "erreur"})
	case schema.StateDuplicate:
		g.act("pharos", q.ID, schema.Step{Verb: schema.VerbDuplicate, To: g.deliver(d).Ref})
	}
	q, err := g.Desks["chair"].Request(g.t.Context(), q.Ref)
	g.must(err)
	if q.State != to {
		g.t.Fatalf("brought to %s, is %s", to, q.State)
	}
	return q
}

// ready gives a request what a verb is about: a contestation to decide, a term to extend.
func (g group) ready(v schema.Verb, id schema.ID) {
	g.t.Helper()
	switch v {
	case schema.VerbDecide:
		g.must(g.db.Exec(g.t.Context(), `UPDATE request SET contested = 'open' WHERE id = ?`, id))
	case schema.VerbExtend:
		g.must(g.db.Exec(g.t.Context(), `UPDATE request SET expires_at = ? WHERE id = ?`, g.clock.Now().UnixMilli(), id))
	}
}

// aStep is a verb with all that it may ask for, acceptable for a request to google.
func (g group) aStep(v schema.Verb, original string) schema.Step {
	s := schema.Step{Verb: v, Reason: "motif", Ground: schema.GroundInsufficient, Label: schema.P1, Ruling: schema.RulingUpheld}
	switch v {
	case schema.VerbAssign:
		s.To = "pharos2"
	case schema.VerbDuplicate:
		s.To = original
	case schema.VerbSnooze, schema.VerbDue, schema.VerbExtend:
		s.Until = g.clock.Now().Add(day)
	}
	return s
}
