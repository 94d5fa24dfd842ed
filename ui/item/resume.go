package item

import (
	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/widget"
)

// Resume returns the page of a request on which a draft goes on: its form is
// open once the page has been read.
func Resume(s *widget.Session, desk Desk, u schema.Unsent) *Screen {
	v := New(s, desk, u.Ref)
	v.again = func() tea.Cmd { return v.resume(u) }
	return v
}

// resume opens the form that a draft is of; nothing for a verb without one.
func (v *Screen) resume(u schema.Unsent) tea.Cmd {
	r := v.page.request
	var form widget.Screen
	switch u.Verb {
	case schema.VerbReply:
		form = Reply(v.s, v.desk, r)
	case schema.VerbEdit, schema.VerbAmend:
		form = Correct(v.s, v.desk, r)
	case schema.VerbNote: // its draft knows who is to read it
		form = newNote(v.s, v.desk, r, v.page.organisation(r.Addressee), u.Part != noteDraft("exchange", r.ID))
	case schema.VerbRecommend:
		return v.recommend()
	default:
		return nil
	}
	return widget.Send(widget.Show{Dialog: form})
}
