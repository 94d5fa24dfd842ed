package ui_test

import (
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/ui"
	"contactgroup/ui/uitest"
)

// paced opens a desk and returns a way to give it one message as Bubble Tea
// does, with the number of frames that have been shown so far.
func paced(t *testing.T, behind *bool) (give func(tea.Msg) int, d *uitest.Driver) {
	d = open(t, register(), "pharos", ui.Options{Behind: func() bool { return *behind }})
	start := d.Canvas.Frames
	return func(msg tea.Msg) int {
		d.Send(msg)
		return d.Canvas.Frames - start
	}, d
}

func key(r rune) tea.Msg { return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{r}} }

func TestAKeyThatComesAloneHasItsFrameAtOnce(t *testing.T) {
	behind := false
	give, _ := paced(t, &behind)
	for n, r := range "jkjk" {
		if shown := give(key(r)); shown != n+1 {
			t.Fatalf("after key %d there were %d frames", n+1, shown)
		}
	}
}

func TestAFloodOfKeysIsDoneWholeAndPaintedSeldom(t *testing.T) {
	behind := true
	give, d := paced(t, &behind)
	for range 50 {
		give(key('j'))
		give(key('k'))
	}
	if shown := give(key('j')); shown != 1 {
		t.Errorf("a flood within one pause is shown %d times", shown)
	}
	d.Pass(50 * time.Millisecond)
	if shown := give(key('k')); shown != 2 {
		t.Errorf("after the pause, and one key more, it is shown %d times", shown)
	}
	behind = false
	if shown := give(key('j')); shown != 3 {
		t.Errorf("the last key is not shown at once: %d frames", shown)
	}
	if d.Hand() == "" || d.Line("GOO-2015-0002") != d.Hand() {
		t.Errorf("not every key was done:\n%s", d.Screen())
	}
}

func TestWhatIsHeldBackIsShownThoughNothingMoreComes(t *testing.T) {
	behind := true
	give, d := paced(t, &behind)
	give(key('j'))
	if shown := give(key('k')); shown != 1 {
		t.Fatalf("%d frames", shown)
	}
	behind = false // what waited was no key after all
	start := d.Canvas.Frames
	d.Pass(50 * time.Millisecond)
	if d.Canvas.Frames != start+1 {
		t.Errorf("%d frames came by themselves, want 1", d.Canvas.Frames-start)
	}
}
