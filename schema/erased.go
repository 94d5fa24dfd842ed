package schema

// InPapers reports whether frozen packs and minutes tell of such things.
func InPapers(n Noun) bool {
	switch n {
	case NounRequest, NounMeeting, NounAction, NounCommitment:
		return true
	}
	return false
}

// Erase takes out of an action item what an erasure takes of it.
func (a *Action) Erase() { a.Text, a.Point, a.Evidence, a.Notes = "", "", "", "" }

// Erase takes out of a frozen pack what it tells of things that are gone, and
// reports whether it told anything of them.
func (p *Pack) Erase(gone func(Noun, string) bool) (erased bool) {
	for i, a := range p.Actions {
		if gone(NounAction, a.Ref) && a.Text+a.Point+a.Evidence+a.Notes != "" {
			p.Actions[i].Erase()
			erased = true
		}
	}
	for i, c := range p.Changes {
		if gone(c.Noun, c.Ref) && (c.Title != "" || len(c.Changes) > 0) {
			p.Changes[i].Title, p.Changes[i].Changes, erased = "", []Change{}, true
		}
	}
	for i, x := range p.Disputes {
		if gone(NounRequest, x.Ref) && x.Subject+x.Reason != "" {
			p.Disputes[i].Subject, p.Disputes[i].Reason, erased = "", "", true
		}
	}
	for i, c := range p.Commitments {
		if gone(NounCommitment, c.Ref) && c.Text+c.Origin+c.Evidence != "" {
			p.Commitments[i].Text, p.Commitments[i].Origin, p.Commitments[i].Evidence, erased = "", "", "", true
		}
	}
	return erased
}

// Erase takes out of minutes the wording of action items that are gone, and
// reports whether they had any.
func (m *Minutes) Erase(gone func(Noun, string) bool) (erased bool) {
	for i, a := range m.Actions {
		if gone(NounAction, a.Ref) && a.Text != "" {
			m.Actions[i].Text, erased = "", true
		}
	}
	return erased
}
