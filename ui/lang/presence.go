package lang

import "contactgroup/schema"

// Presence holds the words for who is at a request right now.
type Presence struct {
	Doing map[schema.Doing]string // {who}
	Too   string                  // told to who begins a reply while a colleague writes one: {who}
}

var presenceFR = Presence{
	Doing: map[schema.Doing]string{schema.DoingLooking: "{who} regarde…", schema.DoingEditing: "{who} modifie…", schema.DoingReplying: "{who} répond…"},
	Too:   "{who} y répond aussi en ce moment ; vous pouvez continuer.",
}

var presenceEN = Presence{
	Doing: map[schema.Doing]string{schema.DoingLooking: "{who} looks…", schema.DoingEditing: "{who} edits…", schema.DoingReplying: "{who} replies…"},
	Too:   "{who} is replying to it too; you may go on.",
}

// Present writes one presence, the name shortened by cut so that the verb stays whole.
func (w *Words) Present(p schema.Presence, cut func(name string) string) string {
	return Fill(w.Presence.Doing[p.Doing], "who", cut(w.PresentName(p)))
}

// PresentName is who is present, safe to show.
func (w *Words) PresentName(p schema.Presence) string {
	if p.Name == "" {
		return w.Domain.Ministry
	}
	return schema.VisibleLine(p.Name)
}
