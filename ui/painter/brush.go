package painter

import (
	"strconv"
	"sync"

	"github.com/charmbracelet/x/ansi"
)

// unknown is the brush's column while the terminal's cursor may be anywhere.
const unknown = -1

// closeBy is how many unchanged columns are painted over rather than jumped: a
// jump costs six bytes or more.
const closeBy = 4

// brush collects the bytes of one paint, and knows what the terminal will have
// made of them: the style in force and where its cursor stands.
type brush struct {
	out      []byte
	style    style
	x, y     int
	width    int
	old, new row
}

// brushes are shared by all painters: hundreds of sessions idle while a few
// paint.
var brushes = sync.Pool{New: func() any { return new(brush) }}

func newBrush() *brush { return brushes.Get().(*brush) }

// rest gives the brush back. It forgets the cells, which would keep a session's
// text in memory.
func (b *brush) rest() {
	b.out = b.out[:0]
	b.old.forget()
	b.new.forget()
	brushes.Put(b)
}

// begin readies the brush for rows of this width. The terminal is unstyled
// between paints.
func (b *brush) begin(width int) {
	b.width, b.style, b.x, b.y = width, style{}, unknown, unknown
}

// row turns a row that shows before into one that shows after.
func (b *brush) row(y int, before, after string) {
	b.old.read(before, b.width)
	b.new.read(after, b.width)
	if b.old.doubtful || b.new.doubtful {
		b.whole(y)
		return
	}
	b.runs(y)
}

// runs paints the runs of cells that differ. None begins inside a wide cell,
// whether old or new: its left half differs too, and comes first.
func (b *brush) runs(y int) {
	was, is := b.old.cells, b.new.cells
	for x := 0; x < b.new.ink; x++ {
		if was[x] == is[x] || is[x].width == 0 {
			continue
		}
		if b.y == y && b.x != unknown && x-b.x <= closeBy {
			b.put(is[b.x:x])
		}
		b.place(x, y)
		b.put(is[x : x+1])
	}
	if b.new.ink < b.old.ink {
		b.place(b.new.ink, y)
		b.erase()
	}
}

// whole paints a row in which the terminal may disagree with us about widths.
// It is erased first, for in the last column erasing afterwards would take that
// cell too, and after each stretch of doubt the cursor is set where it should
// be, so that the rest stands in its columns.
func (b *brush) whole(y int) {
	b.place(0, y)
	b.erase()
	doubt := false
	for x := range b.new.ink {
		c := b.new.cells[x]
		if c.width == 0 {
			continue
		}
		if doubt && !c.doubtful {
			b.place(x, y)
		}
		b.put(b.new.cells[x : x+1])
		if doubt = c.doubtful; doubt {
			b.x = unknown
		}
	}
	if doubt && b.new.ink < b.width {
		b.place(b.new.ink, y)
		b.erase()
	}
}

// place moves the cursor, if it is not there.
func (b *brush) place(x, y int) {
	if b.x == x && b.y == y {
		return
	}
	b.out = append(b.out, "\x1b["...)
	b.out = strconv.AppendInt(b.out, int64(y+1), 10)
	if x > 0 {
		b.out = append(b.out, ';')
		b.out = strconv.AppendInt(b.out, int64(x+1), 10)
	}
	b.out = append(b.out, 'H')
	b.x, b.y = x, y
}

// put writes cells where the cursor stands. With wrapping off it does not leave
// the last column, and is then nowhere that we would say.
func (b *brush) put(cells []cell) {
	for _, c := range cells {
		if c.width == 0 {
			continue
		}
		b.dip(c.style)
		b.out = append(b.out, c.text...)
		if b.x != unknown {
			b.x += int(c.width)
		}
	}
	if b.x >= b.width {
		b.x = unknown
	}
}

// erase clears from the cursor to the end of the row, never with a background.
func (b *brush) erase() {
	b.dip(style{})
	b.out = append(b.out, clearToEnd...)
}

// dip changes the style in force.
func (b *brush) dip(s style) {
	b.out = appendChange(b.out, b.style, s)
	b.style = s
}

// clipboard appends the request to copy text, which must be scrubbed.
func (b *brush) clipboard(text string) {
	b.out = append(b.out, ansi.SetSystemClipboard(text)...)
}
