// Package uitest drives a desk in tests, without a terminal and without
// waiting: commands are run to rest after each key, and time passes only when
// a test lets it pass.
package uitest

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"contactgroup/ui"
	"contactgroup/ui/lang"
)

// Driver is one member's session.
type Driver struct {
	Model  *ui.Model
	Canvas *Canvas
	Left   bool // the program was asked to quit

	t       testing.TB
	waiting *waiting
	passed  func(time.Duration) // moves the desk's clock; may be nil
	parking chan context.Context
	parked  []parked
	between []func() // to be done before the next answer is taken
}

// parked is a command that waits for its context to end.
type parked struct {
	ctx    context.Context
	answer <-chan tea.Msg
}

// Park is for a desk that is to read for long: it returns once ctx has ended,
// and the driver goes on meanwhile. It may be called within a command only.
func (d *Driver) Park(ctx context.Context) {
	d.parking <- ctx
	<-ctx.Done()
}

// Parked is how many calls are for long still.
func (d *Driver) Parked() int { return len(d.parked) }

// Canvas keeps what the desk shows.
type Canvas struct {
	Lines   []string // the newest frame, styles included
	W, H    int
	Cursor  ui.Cursor
	Frames  int
	Redrawn int
	Copied  string // put on the clipboard last
	Rung    int
	Noticed []string
	Mice    bool // the mouse is on
}

// Show keeps a frame.
func (c *Canvas) Show(lines []string, w, h int, cursor ui.Cursor) {
	c.Lines, c.W, c.H, c.Cursor = lines, w, h, cursor
	c.Frames++
}

// Redraw counts.
func (c *Canvas) Redraw() { c.Redrawn++ }

// Copy keeps the text.
func (c *Canvas) Copy(text string) { c.Copied = text }

// Bell counts.
func (c *Canvas) Bell() { c.Rung++ }

// Notify keeps the text.
func (c *Canvas) Notify(text string) { c.Noticed = append(c.Noticed, text) }

// Mouse keeps whether it is on.
func (c *Canvas) Mouse(on bool) { c.Mice = on }

// Open begins a session on desk. Options left zero are: English words, 80×24,
// no colours. passed moves the desk's clock by what a test lets pass; it may be nil.
func Open(t testing.TB, desk ui.Desk, o ui.Options, passed func(time.Duration)) *Driver {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	t.Cleanup(cancel)
	d := &Driver{t: t, Canvas: &Canvas{}, waiting: &waiting{}, passed: passed, parking: make(chan context.Context)}
	o.Ctx, o.Desk, o.Canvas, o.Waiting = ctx, desk, d.Canvas, d.waiting
	if o.Words == nil {
		o.Words = lang.English
	}
	d.Model = ui.New(o)
	d.Model.Open()
	d.run(d.Model.Init())
	d.rest()
	return d
}

// waiting holds what waits for a time or a wake.
type waiting struct {
	now    time.Duration
	timers []timer
	wakes  []wake
}

type timer struct {
	at  time.Duration
	msg tea.Msg
}

type wake struct {
	ch  <-chan struct{}
	msg tea.Msg
}

func (w *waiting) After(d time.Duration, msg tea.Msg) tea.Cmd {
	return func() tea.Msg {
		w.timers = append(w.timers, timer{w.now + d, msg})
		return nil
	}
}

func (w *waiting) When(ch <-chan struct{}, msg tea.Msg) tea.Cmd {
	return func() tea.Msg {
		w.wakes = append(w.wakes, wake{ch, msg})
		return nil
	}
}

// ready gives the message of a wake that came, if one did.
func (w *waiting) ready() (tea.Msg, bool) {
	for i, k := range w.wakes {
		select {
		case _, open := <-k.ch:
			w.wakes = slices.Delete(w.wakes, i, i+1)
			if open {
				return k.msg, true
			}
			return w.ready()
		default:
		}
	}
	return nil, false
}

// Send gives the program a message and runs what follows to rest.
func (d *Driver) Send(msg tea.Msg) {
	d.t.Helper()
	d.send(msg)
	d.rest()
}

func (d *Driver) send(msg tea.Msg) {
	if _, quit := msg.(tea.QuitMsg); quit {
		d.Left = true
		return
	}
	_, cmd := d.Model.Update(msg)
	d.run(cmd)
}

// run runs a command, and those it gives in a batch, one after the other.
func (d *Driver) run(cmd tea.Cmd) {
	if cmd == nil || d.Left {
		return
	}
	answer := make(chan tea.Msg, 1)
	go func() { answer <- cmd() }()
	select {
	case msg := <-answer:
		for len(d.between) > 0 {
			first := d.between[0]
			d.between = d.between[1:]
			first()
		}
		d.take(msg)
	case ctx := <-d.parking:
		d.parked = append(d.parked, parked{ctx, answer})
	}
}

// take gives the program what a command answered.
func (d *Driver) take(msg tea.Msg) {
	switch msg := msg.(type) {
	case nil:
	case tea.BatchMsg:
		for _, c := range msg {
			d.run(c)
		}
	default:
		d.send(msg)
	}
}

// rest runs until nothing is under way but what waits for time, then draws.
func (d *Driver) rest() {
	for {
		if i := slices.IndexFunc(d.parked, func(p parked) bool { return p.ctx.Err() != nil }); i >= 0 {
			answer := d.parked[i].answer
			d.parked = slices.Delete(d.parked, i, i+1)
			d.take(<-answer)
			continue
		}
		msg, ok := d.waiting.ready()
		if !ok {
			break
		}
		d.send(msg)
	}
	if !d.Left {
		d.Model.View()
	}
}

// Pass lets time pass and runs what was waiting for it, in order.
func (d *Driver) Pass(span time.Duration) {
	d.t.Helper()
	d.rest()
	w := d.waiting
	until := w.now + span
	for {
		slices.SortStableFunc(w.timers, func(a, b timer) int { return int(a.at - b.at) })
		if len(w.timers) == 0 || w.timers[0].at > until {
			break
		}
		next := w.timers[0]
		w.timers = w.timers[1:]
		d.advance(next.at - w.now)
		d.Send(next.msg)
	}
	d.advance(until - w.now)
	d.rest()
}

func (d *Driver) advance(span time.Duration) {
	d.waiting.now += span
	if d.passed != nil {
		d.passed(span)
	}
}

// Settle lets the short time pass after which live changes, filters and
// previews have arrived.
func (d *Driver) Settle() {
	d.t.Helper()
	d.Pass(300 * time.Millisecond)
}

// Press presses keys, named as tea names them ("j", "enter", "ctrl+d", "space"),
// and settles after each.
func (d *Driver) Press(names ...string) {
	d.t.Helper()
	for _, name := range names {
		d.Send(key(d.t, name))
		d.Settle()
	}
}

// Hit presses keys without letting time pass between them.
func (d *Driver) Hit(names ...string) {
	d.t.Helper()
	for _, name := range names {
		d.Send(key(d.t, name))
	}
}

// Type presses the letters of a text.
func (d *Driver) Type(text string) {
	d.t.Helper()
	for _, r := range text {
		d.Hit(string(r))
	}
	d.Settle()
}

// Paste gives a text as a bracketed paste.
func (d *Driver) Paste(text string) {
	d.t.Helper()
	d.Send(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(text), Paste: true})
	d.Settle()
}

// Resize changes the size of the terminal.
func (d *Driver) Resize(w, h int) {
	d.t.Helper()
	d.Send(tea.WindowSizeMsg{Width: w, Height: h})
}

// Screen is the newest frame as plain text, without blanks at the ends of lines.
func (d *Driver) Screen() string {
	lines := make([]string, len(d.Canvas.Lines))
	for i, line := range d.Canvas.Lines {
		lines[i] = strings.TrimRight(ansi.Strip(line), " ")
	}
	return strings.Join(lines, "\n")
}

// Shows fails the test unless the frame holds each text.
func (d *Driver) Shows(texts ...string) {
	d.t.Helper()
	screen := d.Screen()
	for _, text := range texts {
		if !strings.Contains(screen, text) {
			d.t.Fatalf("the screen does not show %q:\n%s", text, screen)
		}
	}
}

// Hides fails the test if the frame holds one of the texts.
func (d *Driver) Hides(texts ...string) {
	d.t.Helper()
	screen := d.Screen()
	for _, text := range texts {
		if strings.Contains(screen, text) {
			d.t.Fatalf("the screen shows %q:\n%s", text, screen)
		}
	}
}

// Line is the first line of the frame that holds a text, or nothing.
func (d *Driver) Line(text string) string {
	for line := range strings.SplitSeq(d.Screen(), "\n") {
		if strings.Contains(line, text) {
			return line
		}
	}
	return ""
}

// Hand is the line of the row under the hand, or nothing.
func (d *Driver) Hand() string { return d.Line("►") }

// key makes the message of a key press.
func key(t testing.TB, name string) tea.KeyMsg {
	t.Helper()
	if name == "space" {
		return tea.KeyMsg{Type: tea.KeySpace, Runes: []rune(" ")}
	}
	if r := []rune(name); len(r) == 1 {
		if r[0] == ' ' {
			return tea.KeyMsg{Type: tea.KeySpace, Runes: r}
		}
		return tea.KeyMsg{Type: tea.KeyRunes, Runes: r}
	}
	for k := tea.KeyType(-100); k < 128; k++ {
		if k != tea.KeyRunes && (tea.KeyMsg{Type: k}).String() == name {
			return tea.KeyMsg{Type: k}
		}
	}
	t.Fatalf("no key is named %q", name)
	return tea.KeyMsg{}
}

// Meanwhile has f done while a command runs, before its answer is taken; it may
// be called within a command only.
func (d *Driver) Meanwhile(f func()) { d.between = append(d.between, f) }

// Look draws the frame as it is now.
func (d *Driver) Look() { d.Model.View() }
