package sshd

import (
	"strings"

	"golang.org/x/crypto/ssh"
)

const (
	maxWidth, maxHeight = 300, 100
	// usualWidth and usualHeight stand for a size that the client does not know.
	usualWidth, usualHeight = 80, 24

	maxTerm  = 64
	maxValue = 256
)

// Size is a terminal's size in cells, 1 to 300 wide and 1 to 100 high.
type Size struct{ Width, Height int }

// PTY describes the client's terminal.
type PTY struct {
	// Term is the client's TERM; empty if it sent none or one that is no name.
	Term string
	// Size is the size when the terminal was requested. Where the client gave 0 it is 80 or 24, and Unsized is true.
	Size
	Unsized bool
}

func parsePTY(payload []byte) (*PTY, bool) {
	var m struct {
		Term                         string
		Columns, Rows, Width, Height uint32
		Modes                        string
	}
	if ssh.Unmarshal(payload, &m) != nil {
		return nil, false
	}
	if len(m.Term) > maxTerm || !isVisible(m.Term) {
		m.Term = ""
	}
	return &PTY{
		Term:    m.Term,
		Size:    Size{clamp(m.Columns, usualWidth, maxWidth), clamp(m.Rows, usualHeight, maxHeight)},
		Unsized: m.Columns == 0 || m.Rows == 0,
	}, true
}

// parseWindow returns false for a malformed payload and for a size of which one side is 0, which says nothing.
func parseWindow(payload []byte) (Size, bool) {
	var m struct{ Columns, Rows, Width, Height uint32 }
	if ssh.Unmarshal(payload, &m) != nil || m.Columns == 0 || m.Rows == 0 {
		return Size{}, false
	}
	return Size{clamp(m.Columns, 0, maxWidth), clamp(m.Rows, 0, maxHeight)}, true
}

func clamp(n uint32, unknown, most int) int {
	if n == 0 {
		return unknown
	}
	return int(min(n, uint32(most)))
}

// parseText reads a payload of exactly one string.
func parseText(payload []byte) (string, bool) {
	var m struct{ Text string }
	if ssh.Unmarshal(payload, &m) != nil {
		return "", false
	}
	return m.Text, true
}

// parseEnv returns a variable if it is one that a program may know: the client's language and whether it wants colour.
func parseEnv(payload []byte) (name, value string, ok bool) {
	var m struct{ Name, Value string }
	if ssh.Unmarshal(payload, &m) != nil || len(m.Name) > maxTerm || len(m.Value) > maxValue || !isVisible(m.Value) {
		return "", "", false
	}
	switch {
	case m.Name == "LANG", m.Name == "NO_COLOR", m.Name == "COLORTERM":
	case strings.HasPrefix(m.Name, "LC_") && isVisible(m.Name):
	default:
		return "", "", false
	}
	return m.Name, m.Value, true
}

func isVisible(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r < '!' || r > '~' }) < 0
}
