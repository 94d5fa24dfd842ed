package lang

import "contactgroup/schema"

// What is erased keeps its reference, states and dates; these words stand where
// its texts were, wherever it is shown.

// Erased says when texts were erased.
func (w *Words) Erased(on schema.Date) string {
	return Fill(w.Domain.ErasedOn, "date", w.Time.Date(on))
}

// Address is the address of a content as it is shown.
func (w *Words) Address(url string) string {
	if url == "" {
		return w.Domain.ErasedAddress
	}
	return schema.Defang(url)
}

// inPlace puts the words where texts were erased that day, and reports whether
// any were; none were for the zero day.
func (w *Words) inPlace(on schema.Date, texts ...*string) bool {
	for _, text := range texts {
		if !on.IsZero() && *text == "" {
			*text = w.Erased(on)
		}
	}
	return !on.IsZero()
}

// TellRequest says of a request that it is erased, and reports whether it is.
func (w *Words) TellRequest(r *schema.Request) bool {
	return w.inPlace(r.Erased, &r.Subject)
}

// TellReply is TellRequest of a reply.
func (w *Words) TellReply(r *schema.Reply) bool {
	return w.inPlace(r.Erased, &r.Subject, &r.Text)
}

// TellAction is TellRequest of an action item.
func (w *Words) TellAction(a *schema.Action) bool {
	return w.inPlace(a.Erased, &a.Text)
}

// TellCommitment is TellRequest of a commitment.
func (w *Words) TellCommitment(c *schema.Commitment) bool {
	return w.inPlace(c.Erased, &c.Text)
}

// TellCase is TellRequest of a case.
func (w *Words) TellCase(k *schema.Case) bool {
	return w.inPlace(k.Erased, &k.Title)
}

// TellCrisis is TellRequest of a crisis.
func (w *Words) TellCrisis(c *schema.Crisis) bool {
	return w.inPlace(c.Erased, &c.Reason)
}

// TellInvitation is TellRequest of an invitation.
func (w *Words) TellInvitation(i *schema.Invitation) bool {
	return w.inPlace(i.Erased, &i.Name)
}

// TellMeeting is TellRequest of a meeting with all that is written in it.
func (w *Words) TellMeeting(m *schema.Meeting) bool {
	for i := range m.Agenda {
		w.inPlace(m.Erased, &m.Agenda[i].Title)
	}
	for i := range m.Attendance {
		w.inPlace(m.Erased, &m.Attendance[i].Person)
	}
	for i := range m.Decisions {
		w.inPlace(m.Erased, &m.Decisions[i].Text)
	}
	return w.inPlace(m.Erased, &m.Title)
}

// TellRegister is TellRequest of what there is in a meeting's register.
func (w *Words) TellRegister(r *schema.Register) bool {
	for i := range r.Actions {
		w.TellAction(&r.Actions[i])
	}
	return w.TellMeeting(&r.Meeting)
}

// TellPack is TellRequest of what there is in a pack, frozen or not: a frozen
// one says what was taken out of it since.
func (w *Words) TellPack(p *schema.Pack) bool {
	for i := range p.Actions {
		w.inPlace(p.Erased, &p.Actions[i].Text)
	}
	for i := range p.Changes {
		w.inPlace(p.Erased, &p.Changes[i].Title)
	}
	for i := range p.Disputes {
		w.inPlace(p.Erased, &p.Disputes[i].Subject)
	}
	for i := range p.Commitments {
		w.TellCommitment(&p.Commitments[i])
		w.inPlace(p.Erased, &p.Commitments[i].Text)
	}
	return w.TellRegister(&p.Register) || !p.Erased.IsZero()
}

// TellFullRequest is TellRequest of a request with what is around it.
func (w *Words) TellFullRequest(r *schema.FullRequest) bool {
	for i := range r.Replies {
		w.TellReply(&r.Replies[i])
	}
	return w.TellRequest(&r.Request)
}
