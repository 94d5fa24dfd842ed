package widget_test

import (
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/muesli/termenv"

	"contactgroup/ui/widget"
)

func TestALongNoteLeavesTheOtherLinesAndTheWayOutInSight(t *testing.T) {
	s := session(termenv.Ascii)
	options := []widget.Option{{Name: "GOO-2015-0001", Note: "first"}, {Name: "GOO-2015-0002", Note: strings.Repeat("a long text ", 1000) + "end"}, {Name: "GOO-2015-0003", Note: "third"}}
	c := widget.NewSearch(s, "Drafts", options, func(int) tea.Cmd { return nil })
	c.Update(tea.KeyMsg{Type: tea.KeyDown})
	for _, h := range []int{8, 12, 24, 40} {
		view := c.View(60, h)
		for _, want := range []string{"Drafts", "GOO-2015-0001", "► GOO-2015-0002", "GOO-2015-0003", "a long text", "…", "Enter choose", "2/3"} {
			if !strings.Contains(view, want) {
				t.Errorf("%d lines lack %q:\n%s", h, want, view)
			}
		}
	}
}
