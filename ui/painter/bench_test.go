package painter

import (
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
)

// list is a triage list with a preview below, one row selected, as the desk
// draws it: every column in a style of its own.
func list(width, height, selected int) Frame {
	lines := make([]string, height)
	lines[0] = "\x1b[1;7m1 À traiter 18\x1b[0m│\x1b[2m2 Miennes 3\x1b[0m│3 En retard 2│4 Réponses 5"
	for y := 1; y < height-1; y++ {
		bg, mark := "", " "
		if y == selected {
			bg, mark = ";48;5;236", "►"
		}
		text := fmt.Sprintf("Retrait d'une vidéo signalée, %d URL à examiner sans délai", y)
		lines[y] = fmt.Sprintf("\x1b[1%[1]sm%[2]s\x1b[0m\x1b[38;5;75%[1]sm GOO-2015-%04[3]d \x1b[0m\x1b[1;38;5;203%[1]sm 2 h %02[3]d \x1b[0m\x1b[38;5;214%[1]sm P2 \x1b[0m\x1b[38;5;250%[1]sm Google   (vous)   \x1b[0m\x1b[38;5;255%[1]sm%-60[4]s\x1b[0m\x1b[38;5;244%[1]sm%-14[5]s\x1b[0m",
			bg, mark, y, text, "répondu")
	}
	lines[height-1] = "\x1b[2m? aide  : cmd  / filtre  Espace marquer  Entrée ouvrir  r répondre  q retour\x1b[0m"
	return Frame{Lines: lines, Width: width, Height: height}
}

func TestCursorMoveIsOneSmallWrite(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var w wire
		p := New(&w, options(120, 40))
		defer p.Close()
		g := newGrid(120, 40)
		p.Show(list(120, 40, 1))
		for selected := 2; selected < 39; selected++ {
			first := strings.Join(w.taken(), "")
			if err := g.feed([]byte(strings.TrimPrefix(first, enterScreen))); err != nil {
				t.Fatal(err)
			}
			p.Show(list(120, 40, selected))
			got := w.taken()
			if len(got) != 1 || len(got[0]) > 1200 {
				t.Fatalf("moving to row %d: %d writes, the first of %d bytes; want one of at most 1200", selected, len(got), len(got[0]))
			}
			if err := g.feed([]byte(got[0])); err != nil || !strings.HasPrefix(g.text(selected), "►") || strings.HasPrefix(g.text(selected-1), "►") {
				t.Fatalf("moving to row %d shows %q under %q, %v", selected, g.text(selected), g.text(selected-1), err)
			}
		}
	})
}

// counter stands for a channel that is always free.
type counter struct {
	bytes, writes int
	wrote         chan struct{}
}

func (c *counter) Write(p []byte) (int, error) {
	c.bytes += len(p)
	c.writes++
	c.wrote <- struct{}{}
	return len(p), nil
}

func BenchmarkCursorMove(b *testing.B) {
	frames := []Frame{list(120, 40, 10), list(120, 40, 11)}
	benchmark(b, func(p *Painter, i int) { p.Show(frames[i%2]) })
}

func BenchmarkFullFrame(b *testing.B) {
	benchmark(b, func(p *Painter, _ int) { p.Redraw() })
}

func benchmark(b *testing.B, step func(p *Painter, i int)) {
	c := &counter{wrote: make(chan struct{})}
	p := New(c, options(120, 40))
	p.Show(list(120, 40, 1))
	<-c.wrote
	c.bytes, c.writes = 0, 0
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		step(p, i)
		<-c.wrote
	}
	b.ReportMetric(float64(c.bytes)/float64(b.N), "bytes/op")
	b.ReportMetric(float64(c.writes)/float64(b.N), "writes/op")
	go func() { <-c.wrote }() // the restoration
	if err := p.Close(); err != nil {
		b.Fatal(err)
	}
}
