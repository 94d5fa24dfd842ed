package ui

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"
)

// framePause is how long a frame stands while further input waits to be taken.
const framePause = 50 * time.Millisecond

// pace decides which messages bring a frame. A key that comes alone is answered
// by a frame at once. Of input that comes faster than it is taken the keys are
// done first: the first of them brings a frame, then there is one every
// framePause, and one when nothing waits any more.
type pace struct {
	behind  func() bool // more input waits
	owed    bool        // something has come since the last frame
	resting bool        // frameDue is under way
	spared  bool        // what is owed waits for frameDue, or the end of the input
}

// frameDue tells that the pause after a frame is over.
type frameDue struct{}

// after notes what msg means for the next frame, and returns the wait for the
// one after it, if there has to be one.
func (p *pace) after(msg tea.Msg, waiting Waiting) tea.Cmd {
	switch msg.(type) {
	case woken, calmed: // nothing has changed yet
		return nil
	case frameDue:
		p.resting = false
	default:
		p.owed = true
	}
	behind := p.owed && p.behind != nil && p.behind()
	p.spared = behind && p.resting
	if !behind || p.resting {
		return nil
	}
	p.resting = true
	return waiting.After(framePause, frameDue{})
}

// frame reports whether to draw one now.
func (p *pace) frame() bool {
	if !p.owed || p.spared {
		return false
	}
	p.owed = false
	return true
}
