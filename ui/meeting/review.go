package meeting

import (
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/ui/widget"
)

// review shows a text before something is done that others will know of, and
// asks for yes or no: a pager with the two answers below it.
type review struct {
	*widget.Pager
	s    *widget.Session
	keys []widget.Key
}

// newReview returns the dialog; yes is run when the answer is "y".
func newReview(s *widget.Session, title, text string, yes func() tea.Cmd) *review {
	t := s.Words.Widget
	p := widget.NewPager(s, title, text, "")
	r := &review{Pager: p, s: s, keys: slices.DeleteFunc(slices.Clone(p.Keys()), func(k widget.Key) bool { return k.Keys[0] == "y" || k.Keys[0] == "esc" })}
	r.keys = append(r.keys,
		widget.Key{Keys: []string{"y"}, Help: t.Yes, Group: t.Groups.Dialog, Hint: t.Yes, Run: func() tea.Cmd { return widget.Send(widget.Dismiss{Then: yes()}) }},
		widget.Key{Keys: []string{"n", "esc", "q"}, Help: t.No, Group: t.Groups.Dialog, Hint: t.No, Run: func() tea.Cmd { return widget.Send(widget.Dismiss{}) }})
	return r
}

// Keys is the pager's table with the two answers.
func (r *review) Keys() []widget.Key { return r.keys }

// View draws the pager with the answers in place of its last line.
func (r *review) View(w, h int) string {
	lines := strings.Split(r.Pager.View(w, h), "\n")
	t := r.s.Words.Widget
	lines[len(lines)-1] = widget.Hints(r.s.Theme, w, "y", t.Yes, "n", t.No)
	return strings.Join(lines, "\n")
}
