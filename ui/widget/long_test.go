package widget_test

import (
	"fmt"
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

func TestALongReviewIsReadToItsEndBeforeItIsSent(t *testing.T) {
	s := session(termenv.Ascii)
	sent := false
	line := widget.NewLine(s, "Object")
	form := widget.NewForm(s, "Title", "", line)
	form.Review = func() (string, error) {
		lines := make([]string, 60)
		for i := range lines {
			lines[i] = fmt.Sprintf("address %d", i+1)
		}
		return strings.Join(lines, "\n"), nil
	}
	form.Send = func() tea.Cmd { sent = true; return nil }
	press(t, form, "f2")
	for _, step := range []struct {
		key, shows, hides string
	}{
		{"", "address 1\n", "address 11"}, {"j", "address 11", "address 1\n"}, {"k", "address 1\n", "address 11"}, {"k", "address 1\n", "address 11"},
		{"pgdown", "address 19", "address 1\n"}, {"end", "address 60", "address 49"}, {"j", "100%", "address 49"}, {"home", "j k", "address 11"},
	} {
		if step.key != "" {
			press(t, form, step.key)
		}
		if view := strings.ReplaceAll(form.View(60, 12), " \n", "\n"); !strings.Contains(view, step.shows) || strings.Contains(view, step.hides) {
			t.Errorf("after %q:\n%s", step.key, view)
		}
	}
	if press(t, form, "y"); !sent {
		t.Error("not sent")
	}
}
