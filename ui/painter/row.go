package painter

import (
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

const escape = '\x1b'

// cell is what stands in one column. The text is one grapheme, scrubbed; the
// right half of a wide one is a cell of its own, the zero cell.
type cell struct {
	text     string
	style    style
	width    uint8 // in columns: 1 or 2, 0 for a right half
	doubtful bool  // terminals disagree about the width
}

var blank = cell{text: " ", width: 1}

// row is one row of the screen, a cell for each column.
type row struct {
	cells    []cell
	ink      int  // columns up to the last that differs from a blank
	doubtful bool // it holds a doubtful cell
}

// read makes r what line shows on a terminal of this width. It is where
// everything but styles and harmless text is left behind: see style.apply and
// scrub. Escape sequences that are not SGR vanish, as lipgloss counts no column
// for them.
func (r *row) read(line string, width int) {
	r.cells, r.doubtful = r.cells[:0], false
	var s style
	for len(line) > 0 && len(r.cells) < width {
		if line[0] == escape {
			size, params, isStyle := sequence(line)
			if isStyle {
				s = s.apply(params)
			}
			line = line[size:]
			continue
		}
		end := strings.IndexByte(line, escape)
		if end < 0 {
			end = len(line)
		}
		r.write(scrub(line[:end]), s, width)
		line = line[end:]
	}
	r.ink = len(r.cells)
	for r.ink > 0 && r.cells[r.ink-1].text == " " && r.cells[r.ink-1].style.bare() {
		r.ink--
	}
	r.cells = r.cells[:r.ink]
	for len(r.cells) < width {
		r.cells = append(r.cells, blank)
	}
}

// write appends the graphemes of text as far as they fit. Where a wide one does
// not, the row ends with a space.
func (r *row) write(text string, s style, width int) {
	for len(text) > 0 && len(r.cells) < width {
		size, columns, doubtful := grapheme(text)
		g := text[:size]
		if size > 1 { // a joiner at the end of a grapheme joins nothing
			g = strings.TrimRight(g, string(joiner))
		}
		text = text[size:]
		switch {
		case g == "":
		case columns == 0:
			r.attach(g)
		case len(r.cells)+columns > width:
			r.cells = append(r.cells, cell{text: " ", style: s, width: 1})
		default:
			r.cells = append(r.cells, cell{g, s, uint8(columns), doubtful})
			r.doubtful = r.doubtful || doubtful
			for range columns - 1 {
				r.cells = append(r.cells, cell{})
			}
		}
	}
}

// attach adds marks that an escape sequence cut off from their letter (lipgloss
// styles some text rune by rune). Marks without a letter, and more than
// mostMarks on one, are dropped.
func (r *row) attach(marks string) {
	at := len(r.cells) - 1
	for at >= 0 && r.cells[at].width == 0 {
		at--
	}
	if at < 0 || utf8.RuneCountInString(r.cells[at].text+marks) > 1+mostMarks {
		return
	}
	r.cells[at].text += marks
	r.cells[at].doubtful, r.doubtful = true, true
}

// forget drops the text that the cells refer to.
func (r *row) forget() {
	clear(r.cells[:cap(r.cells)])
	r.cells = r.cells[:0]
}

// sequence measures the escape sequence at the head of s, and gives the
// parameters if it is an SGR sequence of sane length.
func sequence(s string) (size int, params string, isStyle bool) {
	if strings.HasPrefix(s, "\x1b[") {
		end := 2
		for end < len(s) && end-2 < longestSGR && isParameter(s[end]) {
			end++
		}
		if end < len(s) && s[end] == 'm' {
			return end + 1, s[2:end], true
		}
	}
	_, _, size, _ = ansi.DecodeSequence(s, ansi.NormalState, nil)
	return max(size, 1), "", false
}

func isParameter(c byte) bool { return c >= '0' && c <= '9' || c == ';' || c == ':' }
