package roll

import (
	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/widget"
)

// Resume returns the page on which a draft of a register goes on: its form is
// open once the page has been read. It is nil for drafts of other rooms.
func Resume(s *widget.Session, desk Desk, doors Doors, u schema.Unsent) widget.Screen {
	r := room{s, desk, desk.Who(), doors}
	switch {
	case u.Noun == schema.NounArticle && u.Verb == schema.VerbNew:
		return begun(r.articles(), r.newArticle)
	case u.Noun == schema.NounArticle && u.Verb == schema.VerbReserve:
		return begun(r.article(u.Ref), r.reserve)
	case u.Noun == schema.NounArticle:
		return begun(r.article(u.Ref), r.redraft)
	case u.Noun == schema.NounSheet && u.Verb == schema.VerbNew:
		return begun(r.sheets(), r.newSheet)
	case u.Noun == schema.NounSheet:
		return begun(r.sheet(u.Ref), r.rewrite)
	case u.Noun == schema.NounTraining && u.Verb == schema.VerbNew:
		return begun(r.trainings(), r.newTraining)
	case u.Noun == schema.NounTraining:
		return begun(r.trainings(), func(v *pane[trainings]) tea.Cmd {
			v.reader.Goto(u.Ref)
			return r.retrain(v, u.Ref)
		})
	case u.Noun == schema.NounCommitment && u.Verb == schema.VerbNew:
		return begun(r.commitments(), r.newCommitment)
	}
	return nil
}

// begun is a page that opens a form once it is read.
func begun[T any](v *pane[T], form func(*pane[T]) tea.Cmd) widget.Screen {
	v.again = func() tea.Cmd { return form(v) }
	return v
}
