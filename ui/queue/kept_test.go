package queue_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/lipgloss"
	"github.com/muesli/termenv"
	"pgregory.net/rapid"

	"contactgroup/schema"
	"contactgroup/ui"
	"contactgroup/ui/widget"
)

// Lines are kept from frame to frame. Whatever happened, they are those that
// would be drawn anew: another width and back makes the desk draw all of them.
func TestNoLineKeptIsOlderThanWhatItShows(t *testing.T) {
	coloured := lipgloss.NewRenderer(&strings.Builder{})
	coloured.SetColorProfile(termenv.ANSI256)
	rapid.Check(t, func(r *rapid.T) {
		g := crowd(20)
		g.AddReply("GOO-2015-0003", schema.Reply{Text: "Retirée.", Outcomes: []schema.ReplyOutcome{{N: 1, Outcome: schema.OutcomeRemovedTerms}}})
		size := rapid.SampledFrom([][2]int{{80, 24}, {140, 40}, {50, 20}}).Draw(r, "size")
		d := open(t, g, "pharos", ui.Options{Renderer: coloured, Width: size[0], Height: size[1]})
		for range rapid.IntRange(1, 8).Draw(r, "steps") {
			switch rapid.SampledFrom([]string{"key", "key", "change", "minute"}).Draw(r, "what") {
			case "key":
				d.Press(rapid.SampledFrom([]string{"j", "k", "G", "space", "v", "V", "esc", "i", "A", "o", "O", "1", "2", "3", "4", "p", "f", "z", "ctrl+d"}).Draw(r, "key"))
			case "change":
				g.Change(fmt.Sprintf("GOO-2015-%04d", rapid.IntRange(1, 20).Draw(r, "row")), func(x *schema.Request) {
					x.Subject += "!"
					if rapid.Bool().Draw(r, "closed") {
						x.State = schema.StateWithdrawn
					}
				})
				d.Settle()
			case "minute":
				d.Pass(time.Minute)
				d.Send(widget.Minute{})
			}
			kept := strings.Join(d.Canvas.Lines, "\n")
			d.Resize(size[0]+1, size[1])
			d.Resize(size[0], size[1])
			if anew := strings.Join(d.Canvas.Lines, "\n"); kept != anew {
				r.Fatalf("kept:\n%s\nanew:\n%s", kept, anew)
			}
		}
	})
}

func TestAFrameInWhichNothingChangedCostsLittle(t *testing.T) {
	d := open(t, crowd(100), "pharos", ui.Options{Width: 140, Height: 40})
	d.Press("j", "j")
	if n := testing.AllocsPerRun(50, func() { d.Model.View() }); n > 100 {
		t.Errorf("a frame in which nothing changed makes %v allocations", n)
	}
}
