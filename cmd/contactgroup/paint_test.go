package main

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/charmbracelet/lipgloss"
	"github.com/muesli/termenv"

	"contactgroup/cmd/contactgroup/demogroup"
	"contactgroup/store"
	"contactgroup/ui"
	"contactgroup/ui/lang"
	"contactgroup/ui/painter"
	"contactgroup/ui/uitest"
)

// What the terminal is sent at most, in bytes: when the hand moves on a screen
// that stays, and when most of the screen changes.
const (
	bytesOfMove = 1200
	bytesOfPage = 6 << 10
)

// line is the way to a terminal: it gives each Write on.
type line chan string

func (l line) Write(p []byte) (int, error) {
	l <- string(p)
	return len(p), nil
}

// painted is a desk of which each frame is painted at once.
type painted struct {
	*uitest.Driver
	t       *testing.T
	painter *painter.Painter
	line    line
	frames  int // painted so far
}

// paintedDesk opens a member's desk on db, in colours.
func paintedDesk(t *testing.T, db *store.DB, login string, words *lang.Words, w, h int) *painted {
	desk, err := db.As(t.Context(), login)
	must(t, err)
	coloured := lipgloss.NewRenderer(&strings.Builder{})
	coloured.SetColorProfile(termenv.ANSI256)
	p := &painted{t: t, line: make(line, 4)} // holds what Close restores
	p.painter = painter.New(p.line, painter.Options{Term: "xterm-256color", Width: w, Height: h})
	t.Cleanup(func() { must(t, p.painter.Close()) })
	p.Driver = uitest.Open(t, desk, ui.Options{Words: words, Width: w, Height: h, Renderer: coloured}, nil)
	p.Settle()
	p.sent()
	return p
}

// sent paints the newest frame, if there is a new one, and returns how many
// were shown since the last time, and in how many bytes it was painted.
func (p *painted) sent() (frames, bytes int) {
	frames = p.Canvas.Frames - p.frames
	if p.frames = p.Canvas.Frames; frames == 0 {
		return 0, 0
	}
	c := p.Canvas
	p.painter.Show(painter.Frame{Lines: c.Lines, Width: c.W, Height: c.H, Cursor: painter.Cursor(c.Cursor)})
	p.painter.Bell() // ends what is painted, also where nothing is
	for n := 0; ; n++ {
		text := <-p.line
		all, rung := strings.CutSuffix(text, "\a")
		if bytes += len(all); n > 0 && all != "" {
			p.t.Errorf("a frame took several writes, the last %q", all)
		}
		if rung {
			return frames, bytes
		}
	}
}

// handLine is where the hand is on the screen.
func (p *painted) handLine() int {
	for y, text := range strings.Split(p.Screen(), "\n") {
		if strings.Contains(text, "►") {
			return y
		}
	}
	return -1
}

func TestAMoveOfTheHandIsOneSmallWriteAndAPageNoLargeOne(t *testing.T) {
	db := manyRequests(t, 400)
	for _, w := range lang.All {
		for _, size := range [][2]int{{80, 24}, {140, 40}} {
			for _, login := range []string{"chair", "google"} {
				t.Run(fmt.Sprintf("%s-%s-%dx%d", login, w.Code, size[0], size[1]), func(t *testing.T) {
					p := paintedDesk(t, db, login, w, size[0], size[1])
					most := map[string]int{}
					for _, key := range strings.Fields(strings.Repeat("j ", size[1]) + "k k ctrl+d j j ctrl+d j ctrl+u ctrl+u G k g g g j space space v j") {
						before := p.handLine()
						p.Hit(key)
						what, bound := "page", bytesOfPage
						if by := p.handLine() - before; by == 1 || by == -1 {
							what, bound = "move", bytesOfMove
						}
						frames, bytes := p.sent()
						if most[what] = max(most[what], bytes); frames > 1 || bytes > bound {
							t.Errorf("%s: %d frames, the last of %d bytes; want one of at most %d for a %s", key, frames, bytes, bound, what)
						}
						p.Settle() // the preview follows
						if _, bytes = p.sent(); bytes > bytesOfPage {
							t.Errorf("after %s: %d bytes", key, bytes)
						}
						most["preview"] = max(most["preview"], bytes)
					}
					t.Logf("bytes at most: %v", most)
				})
			}
		}
	}
}

// manyRequests is a demonstration of size requests, at a clock that stands.
func manyRequests(t *testing.T, size int) *store.DB {
	past := &demogroup.Clock{}
	db, err := store.Open(t.Context(), "sqlite:"+filepath.Join(t.TempDir(), "register.db"), store.Options{Now: past.Now})
	must(t, err)
	t.Cleanup(func() { must(t, db.Close()) })
	must(t, demogroup.Seed(t.Context(), db, past, size, nil, nil))
	return db
}
