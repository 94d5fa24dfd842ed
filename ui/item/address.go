package item

import (
	"fmt"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/widget"
)

// copyHere copies the address of the content under the hand, as it really is:
// the page shows it so that nobody opens it by a slip. Elsewhere it copies the
// request's number.
func (v *Screen) copyHere() tea.Cmd {
	here := v.reader.Current()
	for _, c := range v.page.request.Contents {
		if here == fmt.Sprintf(contentKey, c.N) {
			v.s.Copy(c.URL)
			return widget.Send(widget.Tell{Text: fill(v.s.Words.Widget.Copied, "text", schema.Defang(c.URL))})
		}
	}
	return v.copy(v.ref)
}
