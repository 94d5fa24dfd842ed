package main

import (
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/term"

	"contactgroup/ui/lang"
)

// seeding tells on one line how far a demonstration is while it is made; where
// there is no terminal, in plain lines now and then.
type seeding struct {
	words *lang.Words
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

func newSeeding(words *lang.Words) *seeding {
	s := &seeding{words: words, out: os.Stderr, now: time.Now, last: time.Now()}
	if fd := int(os.Stderr.Fd()); term.IsTerminal(fd) {
		s.width = 80
		if width, _, err := term.GetSize(fd); err == nil && width > 0 {
			s.width = width
		}
	}
	return s
}

// progress tells that done of total requests are made, unless it was told just before.
func (s *seeding) progress(done, total int) {
	text := lang.Fill(s.words.Program.Seeding, "done", strconv.Itoa(done), "total", strconv.Itoa(total))
	now := s.now()
	if s.width == 0 {
		if now.Sub(s.last) >= lineEvery {
			s.last = now
			fmt.Fprintln(s.out, text)
		}
		return
	}
	if done < total && now.Sub(s.last) < redrawEvery {
		return
	}
	s.last = now
	fmt.Fprint(s.out, "\r"+s.bar(done, total, text)+"\x1b[K")
	if done == total {
		fmt.Fprintln(s.out)
	}
}

// bar is the line: never wider than the terminal, which would break it.
func (s *seeding) bar(done, total int, text string) string {
	room := s.width - utf8.RuneCountInString(text) - 2 // a blank, and the last cell, where some terminals break lines
	if room < 12 {
		return text
	}
	cells := min(room, 40) - len("100% ")
	full := cells * done / total
	return strings.Repeat("█", full) + strings.Repeat("░", cells-full) + fmt.Sprintf(" %3d%% ", 100*done/total) + text
}
