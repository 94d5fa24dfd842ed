package item

import (
	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/ui/widget"
)

// ahead makes the keys of a table wait for the request: what is typed before it
// was read is done, or refused, once it is.
func (v *Screen) ahead(keys []widget.Key) []widget.Key {
	for i, k := range keys {
		if k.Why == nil && !k.Write {
			continue
		}
		keys[i].Why = func() error {
			if v.unread() || k.Why == nil {
				return nil
			}
			return k.Why()
		}
		keys[i].Run = func() tea.Cmd {
			if v.unread() {
				v.typed = append(v.typed, k)
				return nil
			}
			return k.Run()
		}
	}
	return keys
}

func (v *Screen) unread() bool { return v.page.request.ID == 0 }

// catchUp does what was typed before the request was read.
func (v *Screen) catchUp() tea.Cmd {
	var all []tea.Cmd
	for _, k := range v.typed {
		if k.Why != nil {
			if err := k.Why(); err != nil {
				all = append(all, widget.Send(widget.Fail{Err: err}))
				continue
			}
		}
		all = append(all, k.Run())
	}
	v.typed = nil
	return tea.Batch(all...)
}
