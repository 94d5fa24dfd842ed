package painter

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
)

// wire is the line to a terminal. It keeps each Write, and can hold it up.
type wire struct {
	mu     sync.Mutex
	writes []string
	free   chan error // nil: always; else each Write waits for its answer
}

func (w *wire) Write(p []byte) (int, error) {
	w.mu.Lock()
	w.writes = append(w.writes, string(p))
	w.mu.Unlock()
	if w.free != nil {
		if err := <-w.free; err != nil {
			return 0, err
		}
	}
	return len(p), nil
}

// taken returns the Writes so far, once the painter rests, and forgets them.
func (w *wire) taken() []string {
	synctest.Wait()
	w.mu.Lock()
	defer w.mu.Unlock()
	out := w.writes
	w.writes = nil
	return out
}

func options(width, height int) Options {
	return Options{Term: "xterm-256color", Width: width, Height: height}
}

func frame(width, height int, lines ...string) Frame {
	return Frame{Lines: lines, Width: width, Height: height}
}

// All painters of these tests live in bubbles: a goroutine that outlives its
// test makes it fail.

func TestFirstFrameIsOneWrite(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var w wire
		p := New(&w, options(10, 2))
		defer p.Close()
		if got := w.taken(); len(got) != 0 {
			t.Fatalf("wrote %q before there was a frame", got)
		}
		p.Show(frame(10, 2, "ab", "cd"))
		want := "\x1b[?1049h\x1b[?2026h\x1b[?25l\x1b[?2004h\x1b[?7l\x1b[m\x1b[2J\x1b[1Hab\x1b[2Hcd\x1b[1H\x1b[?2026l"
		if got := w.taken(); len(got) != 1 || got[0] != want {
			t.Fatalf("wrote %q, want %q", got, want)
		}
		p.Show(frame(10, 2, "ab", "cd"))
		if got := w.taken(); len(got) != 0 {
			t.Errorf("wrote %q for the same frame", got)
		}
	})
}

func TestSlowLineGetsTheNewestFrameOnly(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := wire{free: make(chan error)}
		p := New(&w, options(10, 1))
		p.Show(frame(10, 1, "0"))
		synctest.Wait()
		for i := range 100 {
			p.Show(frame(10, 1, fmt.Sprint(i)))
		}
		if got := w.taken(); len(got) != 1 {
			t.Fatalf("%d writes under way, want 1", len(got))
		}
		w.free <- nil
		g := newGrid(10, 1)
		got := w.taken()
		if len(got) != 1 {
			t.Fatalf("%d writes for 100 frames, want 1", len(got))
		}
		if err := g.feed([]byte(got[0])); err != nil || g.text(0) != "99" {
			t.Errorf("shows %q, %v", g.text(0), err)
		}
		close(w.free)
		p.Close()
	})
}

func TestResizeDropsFramesOfTheOldSize(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var w wire
		p := New(&w, options(10, 1))
		defer p.Close()
		p.Show(frame(10, 1, "old"))
		w.taken()
		p.Resize(20, 2)
		p.Show(frame(10, 1, "late"))
		p.Redraw()
		if got := w.taken(); len(got) != 0 {
			t.Fatalf("wrote %q for a frame of the old size", got)
		}
		p.Show(frame(20, 2, "old", "new"))
		got := w.taken()
		if len(got) != 1 || !strings.Contains(got[0], "\x1b[2J\x1b[1Hold\x1b[2Hnew") {
			t.Errorf("wrote %q, want all of it", got)
		}
	})
}

func TestNoSizeIsASizeOfOne(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var w wire
		p := New(&w, options(0, 0))
		defer p.Close()
		p.Show(frame(0, 0, "ab", "cd"))
		got := w.taken()
		if len(got) != 1 || !strings.Contains(got[0], "\x1b[2J\x1b[1Ha\x1b[1H") {
			t.Errorf("wrote %q, want the first letter", got)
		}
	})
}

func TestRedrawPaintsTheWholeFrameAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var w wire
		p := New(&w, options(10, 1))
		defer p.Close()
		p.Redraw()
		p.Show(frame(10, 1, "ab"))
		w.taken()
		p.Redraw()
		want := "\x1b[?2026h\x1b[?25l\x1b[?2004h\x1b[?7l\x1b[m\x1b[2J\x1b[1Hab\x1b[1H\x1b[?2026l"
		if got := w.taken(); len(got) != 1 || got[0] != want {
			t.Errorf("wrote %q, want %q", got, want)
		}
		p.Show(frame(10, 1, "ab"))
		if got := w.taken(); len(got) != 0 {
			t.Errorf("wrote %q after it", got)
		}
	})
}

func TestCopyIsScrubbedAndEncoded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var w wire
		p := New(&w, options(10, 1))
		defer p.Close()
		if !p.Copy("GOO-2015-0042\x1b]0;x\a\u202e") {
			t.Error("refused")
		}
		want := "\x1b]52;c;" + base64.StdEncoding.EncodeToString([]byte("GOO-2015-0042]0;x")) + "\a"
		if got := w.taken(); len(got) != 1 || got[0] != want {
			t.Errorf("wrote %q, want %q", got, want)
		}
	})
}

func TestCopySaysThatAPlainTerminalCannot(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var w wire
		p := New(&w, Options{Term: "linux", Width: 10, Height: 1})
		defer p.Close()
		if p.Copy("x") {
			t.Error("promised to copy")
		}
		if got := w.taken(); len(got) != 0 {
			t.Errorf("wrote %q", got)
		}
	})
}

func TestBellRingsOnceAPaint(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := wire{free: make(chan error)}
		p := New(&w, options(10, 1))
		p.Show(frame(10, 1, "a"))
		w.taken()
		p.Bell()
		p.Bell()
		w.free <- nil
		if got := w.taken(); len(got) != 1 || got[0] != "\a" {
			t.Errorf("wrote %q, want one bell", got)
		}
		close(w.free)
		p.Close()
	})
}

func TestCloseShowsTheLastFrameAndRestores(t *testing.T) {
	const restored = "\x1b[?2026l\x1b[m\x1b[?2004l\x1b[?7h\x1b[?1049l\x1b[?25h"
	synctest.Test(t, func(t *testing.T) {
		w := wire{free: make(chan error)}
		p := New(&w, options(10, 1))
		p.Show(frame(10, 1, "first"))
		w.taken()
		p.Show(frame(10, 1, "last"))
		closed := make(chan error)
		go func() { closed <- p.Close() }()
		w.taken()
		w.free <- nil
		got := w.taken()
		if len(got) != 1 || !strings.Contains(got[0], "last") || !strings.HasSuffix(got[0], restored) {
			t.Errorf("wrote %q, want the last frame and %q", got, restored)
		}
		w.free <- nil
		if err := <-closed; err != nil {
			t.Error(err)
		}
		<-p.Done()
		p.Show(frame(10, 1, "after"))
		p.Redraw()
		p.Bell()
		if err := errors.Join(p.Close(), p.Err()); err != nil {
			t.Error(err)
		}
		if got := w.taken(); len(got) != 0 {
			t.Errorf("wrote %q after Close", got)
		}
	})
}

func TestCloseWithoutAFrameWritesNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var w wire
		p := New(&w, options(10, 1))
		if err := p.Close(); err != nil {
			t.Error(err)
		}
		if got := w.taken(); len(got) != 0 {
			t.Errorf("wrote %q", got)
		}
	})
}

func TestStuckWriterBlocksNobodyAndEndsThePainter(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := wire{free: make(chan error)}
		p := New(&w, options(10, 1))
		p.Show(frame(10, 1, "a"))
		synctest.Wait()
		p.Show(frame(10, 1, "b"))
		p.Resize(20, 1)
		p.Redraw()
		p.Copy("c")
		p.Bell()
		if p.Err() != nil {
			t.Errorf("%v while the write is under way", p.Err())
		}
		closed := make(chan error)
		go func() { closed <- p.Close() }()
		w.taken()
		gone := errors.New("deadline passed")
		w.free <- gone
		if err := <-closed; !errors.Is(err, gone) || !errors.Is(p.Err(), gone) {
			t.Errorf("Close: %v, Err: %v, want %v", err, p.Err(), gone)
		}
		if got := w.taken(); len(got) != 0 {
			t.Errorf("wrote %q to a line that is gone", got)
		}
	})
}

type explosive struct {
	wire
	armed bool
}

func (e *explosive) Write(p []byte) (int, error) {
	if e.armed {
		panic("boom")
	}
	return e.wire.Write(p)
}

func TestPanicEndsThePainterOnly(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := &explosive{}
		p := New(w, options(10, 1))
		p.Show(frame(10, 1, "a"))
		w.taken()
		w.armed = true
		p.Show(frame(10, 1, "b"))
		<-p.Done()
		if p.Err() == nil || p.Close() == nil {
			t.Error("ended without a reason")
		}
	})
}

func TestManyMayShowAtOnce(t *testing.T) {
	var w wire
	p := New(&w, options(10, 1))
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			for j := range 50 {
				p.Show(frame(10, 1, fmt.Sprint(i, j)))
				p.Resize(10, 1)
				p.Redraw()
			}
		})
	}
	all.Wait()
	p.Show(frame(10, 1, "end"))
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	g := newGrid(10, 1)
	written := []byte(strings.Join(w.writes, ""))
	at := bytes.LastIndex(written, []byte(leaveScreen))
	if at < 0 {
		t.Fatal("not restored")
	}
	if err := g.feed(written[:at]); err != nil || g.text(0) != "end" {
		t.Errorf("shows %q, %v", g.text(0), err)
	}
}
