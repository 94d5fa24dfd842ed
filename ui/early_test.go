package ui_test

import (
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui"
	"contactgroup/ui/uitest"
	"contactgroup/ui/widget"
)

func TestADialogThatOpensByItselfTakesNoKeyAtOnce(t *testing.T) {
	g := register()
	d := open(t, g, "pharos", ui.Options{})
	yes := 0
	ask := widget.Show{Dialog: &destroyer{yes: &yes}}
	d.Press("j")
	d.Send(ask)
	d.Press("y")
	d.Shows("y ignored: typed too early.")
	d.Pass(500 * time.Millisecond)
	if d.Press("y"); yes != 1 {
		t.Errorf("y was taken %d times", yes)
	}
}

func TestAConflictThatComesByItselfTakesNoKeyAtOnce(t *testing.T) {
	again := 0
	stale := &schema.Fault{Class: schema.ErrStale, Why: schema.WhyChanged, Ref: "GOO-2015-0042", Rev: 2, State: schema.StateSent, By: "PHAROS"}
	fail := widget.Fail{Err: stale, Again: func() tea.Msg { again++; return nil }}
	told := func(t *testing.T) *uitest.Driver {
		d := open(t, register(), "pharos", ui.Options{})
		d.Press("j")
		d.Send(fail)
		return d
	}
	d := told(t)
	d.Press("r", "k") // one is ignored, the other does what it was typed for
	if again != 0 {
		t.Error("r applied again before it could be meant so")
	}
	d.Shows("r ignored: typed too early.", "GOO-2015-0042 changed while you looked", "r apply again")
	d.Pass(500 * time.Millisecond)
	if d.Press("r"); again != 1 {
		t.Errorf("r applied again %d times", again)
	}
}

func TestWhatTheLastKeyAskedForTakesTheNextOne(t *testing.T) {
	d := open(t, register(), "pharos", ui.Options{})
	d.Press("j", "q", "y")
	if !d.Left {
		t.Errorf("the answer to a question just asked for was ignored:\n%s", d.Screen())
	}
}

// destroyer is a dialog whose "y" destroys something.
type destroyer struct{ yes *int }

func (*destroyer) Init() tea.Cmd          { return nil }
func (*destroyer) Update(tea.Msg) tea.Cmd { return nil }
func (*destroyer) View(int, int) string   { return "Destroy?" }
func (*destroyer) Capturing() bool        { return false }
func (*destroyer) Cursor() widget.Cursor  { return widget.Cursor{} }
func (x *destroyer) Keys() []widget.Key {
	return []widget.Key{{Keys: []string{"y"}, Help: "yes", Run: func() tea.Cmd { *x.yes++; return nil }}}
}
