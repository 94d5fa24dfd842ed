package widget_test

import (
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/muesli/termenv"

	"contactgroup/schema"
	"contactgroup/ui/widget"
)

func paste(text string) tea.KeyMsg {
	return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(text), Paste: true}
}

// A text that a field cut off would be taken for what was meant: an address of
// another page, half of a reason.
func TestWhatIsPastedIsNeverCutToWhatTheRegisterTakes(t *testing.T) {
	s := session(termenv.Ascii)
	long := strings.Repeat("mot ", schema.MaxText/4) + "fin"
	line, area := widget.NewLine(s, "line"), widget.NewArea(s, "area")
	line.Focus()
	area.Focus()
	line.Update(paste(long))
	area.Update(paste(long))
	if line.Value() != long || area.Value() != long {
		t.Errorf("of %d characters the line holds %d and the area %d", len(long), len(line.Value()), len(area.Value()))
	}
}

func TestAReasonTooLongIsRefusedWhileItCanBeShortened(t *testing.T) {
	s := session(termenv.Ascii)
	var given []string
	ask := widget.Ask{S: s, About: "GOO-2015-0042"}
	show := ask.Request(schema.VerbDispute, func(step schema.Step) tea.Cmd { given = append(given, step.Reason); return nil })().(widget.Show)
	dialog := show.Dialog.(*widget.Prompt)
	dialog.Update(paste(strings.Repeat("é", schema.MaxText/2+1)))
	dialog.Update(tea.KeyMsg{Type: tea.KeyEnter})
	if view := dialog.View(80, 24); len(given) != 0 || !strings.Contains(view, "too long (limit 20000)") {
		t.Errorf("given %d reasons:\n%s", len(given), view)
	}
	dialog.Update(tea.KeyMsg{Type: tea.KeyBackspace})
	if cmd := dialog.Update(tea.KeyMsg{Type: tea.KeyEnter}); cmd != nil {
		if gone, ok := cmd().(widget.Dismiss); ok && gone.Then != nil {
			gone.Then()
		}
	}
	if len(given) != 1 || given[0] != strings.Repeat("é", schema.MaxText/2) {
		t.Errorf("given %d reasons", len(given))
	}
}
