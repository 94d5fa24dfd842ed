package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/term"

	"contactgroup/schema"
	"contactgroup/ui/lang"
)

// progress tells on one line of stderr how far a long work is; where there is
// no terminal, in plain lines now and then, of which a short work has none.
type progress struct {
	text  string // {done} {total}
	out   io.Writer
	width int // of the terminal, in cells; 0: there is none
	now   func() time.Time
	last  time.Time // when it was told last
}

// How often it is told.
const (
	redrawEvery = 100 * time.Millisecond
	lineEvery   = 5 * time.Second
)

func newProgress(text string) *progress {
	p := &progress{text: text, out: os.Stderr, now: time.Now, last: time.Now()}
	if fd := int(os.Stderr.Fd()); term.IsTerminal(fd) {
		p.width = 80
		if width, _, err := term.GetSize(fd); err == nil && width > 0 {
			p.width = width
		}
	}
	return p
}

// spelling is ctx for opening a register: what of the words to search by is made
// anew then, which takes minutes in a large one, is told.
func spelling(ctx context.Context, words *lang.Words) context.Context {
	line := newProgress(words.Program.Spelling)
	return schema.WithProgress(ctx, func(done, total int) { line.tell(int64(done), int64(total)) })
}

// tell tells that done of total are done, unless it was told just before.
func (p *progress) tell(done, total int64) {
	text := lang.Fill(p.text, "done", strconv.FormatInt(done, 10), "total", strconv.FormatInt(total, 10))
	now := p.now()
	if p.width == 0 {
		if now.Sub(p.last) >= lineEvery {
			p.last = now
			fmt.Fprintln(p.out, text)
		}
		return
	}
	if done < total && now.Sub(p.last) < redrawEvery {
		return
	}
	p.last = now
	fmt.Fprint(p.out, "\r"+p.bar(done, total, text)+"\x1b[K")
	if done == total {
		fmt.Fprintln(p.out)
	}
}

// bar is the line: never wider than the terminal, which would break it.
func (p *progress) bar(done, total int64, text string) string {
	room := p.width - utf8.RuneCountInString(text) - 2 // a blank, and the last cell, where some terminals break lines
	if room < 12 || total <= 0 {
		return text
	}
	cells := min(room, 40) - len("100% ")
	full := int(int64(cells) * done / total)
	return strings.Repeat("█", full) + strings.Repeat("░", cells-full) + fmt.Sprintf(" %3d%% ", 100*done/total) + text
}
