// Package painter turns frames, whole screens of styled text, into the bytes
// that make a terminal show them.
//
// It stands between a program that must never wait and a terminal that may be
// slow, stopped or gone. The program hands over each frame and goes on; a
// goroutine of the painter's own writes what has changed since the last paint,
// in one Write, when the channel is free. Frames that were overtaken meanwhile
// are skipped. There is no ticker: an idle painter costs nothing.
//
// It is also the last gate before the terminal. No byte of an escape sequence
// in a frame is copied: styles are read and written anew, text is scrubbed of
// whatever could move, hide or reorder, and every other sequence that leaves is
// the painter's own.
package painter

import (
	"fmt"
	"io"
	"sync"
)

// Frame is one whole screen.
type Frame struct {
	// Lines are the rows from the top: text with SGR escapes, each beginning
	// unstyled. Missing rows are blank, rows beyond Height are ignored, and
	// what is wider than Width is cut before the grapheme that does not fit.
	// The slice must not be changed once the frame was shown.
	Lines []string
	// Width and Height are the size the frame was made for, in cells.
	Width, Height int
	Cursor        Cursor
}

// Cursor is the place of the terminal's own cursor, in cells from the top left
// corner, which is 0,0. An invisible cursor is placed too: screen readers and
// braille lines follow it.
type Cursor struct {
	Visible bool
	X, Y    int
}

// Options describe the terminal at the other end.
type Options struct {
	Term          string // the client's TERM; empty is taken for a plain terminal
	Width, Height int    // in cells; see Painter.Resize
}

// largest bounds each side of a screen, in cells: a client names its own size.
const largest = 1000

// Painter paints one terminal. Its methods may be called from any goroutine;
// only Close waits.
type Painter struct {
	w      io.Writer
	term   string
	screen screen        // touched by the painting goroutine only
	wake   chan struct{} // one slot: there are orders
	done   chan struct{} // closed when the goroutine has ended
	err    error         // why it ended; read after done

	mu            sync.Mutex
	orders        orders
	latest        Frame // the newest frame of the present size
	shown         bool  // there is one
	width, height int
}

// orders is what the goroutine has still to do.
type orders struct {
	frame   Frame
	paint   bool // frame is to be painted
	afresh  bool // nothing of what the terminal shows can be relied on
	copy    string
	bell    bool
	notice  string
	mouse   mouse
	closing bool
}

// mouse is an order about the terminal's mouse.
type mouse int

const (
	mouseAsIs mouse = iota
	mouseReports
	mouseSilent
)

// New starts a painter that writes to w. With the first frame it enters the
// alternate screen, hides the cursor, turns bracketed paste on and automatic
// wrapping off; until then nothing is written. w must bound each Write in time
// (a deadline that makes it fail), for the painter has no clock. The caller
// must Close it, or see Done.
func New(w io.Writer, o Options) *Painter {
	p := &Painter{
		w:      w,
		term:   o.Term,
		screen: screen{plain: plain(o.Term)},
		wake:   make(chan struct{}, 1),
		done:   make(chan struct{}),
		width:  bounded(o.Width),
		height: bounded(o.Height),
	}
	go p.run()
	return p
}

// Show makes f the next frame to be painted, in place of one that still waits.
// A frame of another size than the terminal's is dropped. Show never blocks.
func (p *Painter) Show(f Frame) {
	f.Width, f.Height = bounded(f.Width), bounded(f.Height)
	p.order(func(o *orders) {
		if f.Width == p.width && f.Height == p.height {
			p.latest, p.shown, o.paint = f, true, true
		}
	})
}

// Resize tells the terminal's new size, held within 1 to 1000 cells each way.
// Frames of the old size are dropped, and the next one is painted whole.
func (p *Painter) Resize(width, height int) {
	p.order(func(o *orders) {
		p.width, p.height = bounded(width), bounded(height)
		p.latest, p.shown, o.paint, o.afresh = Frame{}, false, false, true
	})
}

// Redraw paints the newest frame whole, terminal modes included, for somebody
// whose screen was disturbed.
func (p *Painter) Redraw() {
	p.order(func(o *orders) { o.paint, o.afresh = p.shown, true })
}

// Copy asks the terminal to put text, scrubbed and cut at 64 KiB, on the
// clipboard of the person in front of it. It reports whether this kind of
// terminal can be asked; that it obeys cannot be known. Of two copies that wait
// the newer is kept.
func (p *Painter) Copy(text string) bool {
	if p.screen.plain || text == "" {
		return false
	}
	text = clipboardText(text)
	p.order(func(o *orders) { o.copy = text })
	return true
}

// Bell rings the terminal's bell once for all the calls since the last paint.
func (p *Painter) Bell() {
	p.order(func(o *orders) { o.bell = true })
}

// Mouse has the terminal report presses and the wheel from the next frame on, or
// stops that. Nothing is sent to a terminal that was never asked to, nor to one
// that is not known to have a mouse.
func (p *Painter) Mouse(on bool) {
	p.order(func(o *orders) {
		if o.mouse = mouseSilent; on {
			o.mouse = mouseReports
		}
	})
}

// Notify asks the terminal to tell the person in front of it a text outside of
// the screen, scrubbed and cut at 200 columns; of two that wait the newer is
// kept. Whether the terminal can is not known: those that cannot ignore it, and
// those that would show it (plain ones, screen) are not asked.
func (p *Painter) Notify(text string) {
	if sequence := notice(p.term, text); sequence != "" {
		p.order(func(o *orders) { o.notice = sequence })
	}
}

// Close paints what still waits, restores the terminal and ends the painter. It
// waits for a Write under way, so no longer than the writer lets one take, and
// returns what Err returns. It may be called again.
func (p *Painter) Close() error {
	p.order(func(o *orders) { o.closing = true })
	<-p.done
	return p.err
}

// Done is closed when the painter has ended: closed, or unable to write.
func (p *Painter) Done() <-chan struct{} { return p.done }

// Err is the reason why the painter ended by itself: the failure of its writer
// or a fault of its own. It is nil while it runs and after a clean Close.
func (p *Painter) Err() error {
	select {
	case <-p.done:
		return p.err
	default:
		return nil
	}
}

// order changes the orders and wakes the goroutine.
func (p *Painter) order(change func(*orders)) {
	p.mu.Lock()
	change(&p.orders)
	p.mu.Unlock()
	select {
	case p.wake <- struct{}{}:
	default: // it will wake anyway, and find this too
	}
}

// take returns the orders so far and clears them. That everything is to be
// painted afresh stands until there is a frame to paint.
func (p *Painter) take() orders {
	p.mu.Lock()
	defer p.mu.Unlock()
	o := p.orders
	p.orders = orders{afresh: o.afresh && !o.paint}
	o.frame = p.latest
	return o
}

func (p *Painter) run() {
	defer close(p.done)
	for range p.wake {
		o := p.take()
		if p.err = p.carryOut(o); p.err != nil || o.closing {
			return
		}
	}
}

// carryOut does all of o in at most one Write. A panic on the way becomes an
// error, after an attempt to leave the terminal usable.
func (p *Painter) carryOut(o orders) (err error) {
	b := newBrush()
	defer func() {
		if fault := recover(); fault != nil {
			err = fmt.Errorf("painting stopped: %v", fault)
			p.giveUp()
		}
	}()
	if o.paint {
		p.screen.paint(b, o.frame, o.afresh)
	}
	b.out = p.screen.point(b.out, o.mouse)
	if o.copy != "" {
		b.clipboard(o.copy)
	}
	if o.bell {
		b.out = append(b.out, '\a')
	}
	b.out = append(b.out, o.notice...)
	if o.closing {
		b.out = p.screen.leave(b.out)
	}
	if len(b.out) > 0 {
		_, err = p.w.Write(b.out)
	}
	b.rest()
	return err
}

// giveUp restores the terminal when something panicked, were it the writer.
func (p *Painter) giveUp() {
	defer func() { _ = recover() }()
	if out := p.screen.leave(nil); len(out) > 0 {
		_, _ = p.w.Write(out)
	}
}

func bounded(cells int) int { return min(max(cells, 1), largest) }
