package linear

import (
	"errors"
	"io"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"contactgroup/schema"
	"contactgroup/ui/widget"
)

// errBack means that a question was given up.
var errBack = errors.New("given up")

// maxTyped bounds one line typed, in runes: above every limit of the register, so
// that what is too long is refused by name and never cut without a word.
const maxTyped = 2 * schema.MaxText

// Console asks for lines and writes lines. It sends no sequence to the terminal:
// what was written stays, and a letter taken back is overwritten by a blank.
// Write and Announce may be called from any goroutine, Line from one.
type Console struct {
	in io.Reader

	mu      sync.Mutex
	out     io.Writer
	ascii   bool
	width   int // of the terminal, in cells; below 20: lines are not wrapped
	asking  bool
	prompt  string
	typed   []rune
	waiting []string // announced while nothing was asked
	rest    []rune   // typed ahead
	err     error    // of the last Write
}

// NewConsole reads keys from in, one event a Read, and writes to out for a
// terminal of width cells that has ASCII letters alone, or all.
func NewConsole(in io.Reader, out io.Writer, width int, ascii bool) *Console {
	return &Console{in: in, out: out, width: width, ascii: ascii}
}

// Write writes text as it is, its line ends as the terminal wants them.
func (c *Console) Write(p []byte) (int, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	text := strings.ReplaceAll(strings.ReplaceAll(string(p), "\r\n", "\n"), "\n", "\r\n")
	c.put(text)
	return len(p), c.err
}

// Say writes one paragraph, wrapped at words. Its text must be safe to show.
func (c *Console) Say(text string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.put(c.wrapped(text))
}

// Announce is Say for what nobody asked for: where a line is being typed, it
// comes before it, and what was typed stands again below.
func (c *Console) Announce(text string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.asking {
		c.waiting = append(c.waiting, text)
		return
	}
	c.put("\r\n" + c.wrapped(text) + c.prompt + string(c.typed))
}

func (c *Console) wrapped(text string) string {
	lines := strings.Split(schema.Visible(text), "\n")
	if c.width >= 20 {
		lines = widget.Wrap(text, c.width-1)
	}
	return strings.Join(lines, "\r\n") + "\r\n"
}

// put is called with the lock held.
func (c *Console) put(text string) {
	if c.ascii {
		lines := strings.Split(text, "\r\n")
		for i, line := range lines {
			lines[i] = widget.ASCII(line)
		}
		text = strings.Join(lines, "\r\n")
	}
	if _, err := io.WriteString(c.out, text); err != nil && c.err == nil {
		c.err = err
	}
}

// Line asks for a line. It answers errBack where the question is given up by
// Ctrl+C, and io.EOF once the input has ended or Ctrl+D was pressed on an empty line.
func (c *Console) Line(prompt string) (string, error) {
	c.begin(prompt)
	defer c.end()
	buffer := make([]byte, 256)
	for {
		for len(c.rest) > 0 {
			r := c.rest[0]
			c.rest = c.rest[1:]
			if done, err := c.key(r); done {
				return string(c.typed), err
			}
		}
		if c.err != nil {
			return "", io.EOF
		}
		n, err := c.in.Read(buffer)
		if err != nil {
			return "", io.EOF
		}
		c.rest = keysOf(string(buffer[:n]))
	}
}

func (c *Console) begin(prompt string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, text := range c.waiting {
		c.put(c.wrapped(text))
	}
	c.waiting, c.asking, c.prompt, c.typed = nil, true, prompt, nil
	c.put(prompt)
}

func (c *Console) end() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.asking = false
}

// key takes one key and reports whether the line is done.
func (c *Console) key(r rune) (done bool, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case r == '\r' || r == '\n':
		c.put("\r\n")
		return true, nil
	case r == ctrlC:
		c.put("\r\n")
		c.typed = nil
		return true, errBack
	case r == ctrlD && len(c.typed) == 0:
		c.put("\r\n")
		return true, io.EOF
	case r == ctrlU:
		c.typed = nil
		c.put("\r\n" + c.prompt)
	case r == '\b' || r == del:
		c.rub()
	case r == '\t':
		r = ' '
		fallthrough
	case unicode.IsPrint(r) && len(c.typed) < maxTyped:
		c.typed = append(c.typed, r)
		c.put(string(r))
	}
	return false, nil
}

// The keys that are no letters.
const (
	ctrlC = 3
	ctrlD = 4
	ctrlU = 21
	esc   = 27
	del   = 127
)

// rub takes the last letter back, with the marks on it.
func (c *Console) rub() {
	n := len(c.typed)
	for n > 0 && unicode.Is(unicode.M, c.typed[n-1]) {
		n--
	}
	if n == 0 {
		c.typed = nil
		return
	}
	cells := widget.Width(string(c.typed[n-1:]))
	c.typed = c.typed[:n-1]
	c.put(strings.Repeat("\b", cells) + strings.Repeat(" ", cells) + strings.Repeat("\b", cells))
}

// keysOf are the letters and controls of one event; sequences of keys that have
// none, and the marks around a paste, are left out.
func keysOf(event string) []rune {
	var out []rune
	for len(event) > 0 {
		if event[0] == esc {
			event = event[sequenceLen(event):]
			continue
		}
		r, n := utf8.DecodeRuneInString(event)
		out = append(out, r)
		event = event[n:]
	}
	return out
}

// sequenceLen is the length of the escape sequence that s begins with: ESC
// alone, with a letter, or up to the letter that ends it.
func sequenceLen(s string) int {
	if len(s) < 2 {
		return len(s)
	}
	if s[1] != '[' && s[1] != 'O' {
		return 1
	}
	for i := 2; i < len(s); i++ {
		if s[i] >= '@' && s[i] <= '~' {
			return i + 1
		}
	}
	return len(s)
}
