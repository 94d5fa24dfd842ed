package painter

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// ours matches each thing that may leave the painter while it paints: its own
// sequences, SGR, or one character that is no control.
var ours = regexp.MustCompile(`^(?:\x1b\[(\d+)(?:;(\d+))?H|\x1b\[([0-9;]*)m|\x1b\[(K)|\x1b\[(2J)|\x1b\[\?(?:1049|2004|2026|25|7)[hl]|([^\x00-\x1f\x7f-\x{9f}]))`)

// grid is a terminal small enough to be believed: characters about whose width
// there is no doubt, no wrapping. Overwriting half a wide character destroys
// the other half, as on a real one.
type grid struct {
	cells [][]cell
	x, y  int
	style style
}

func newGrid(width, height int) *grid {
	g := &grid{cells: make([][]cell, height)}
	for y := range g.cells {
		g.cells[y] = make([]cell, width)
	}
	g.erase(0, 0, height)
	return g
}

// erase blanks row y from column x, and the rows after it up to end.
func (g *grid) erase(x, y, end int) {
	for ; y < end; y++ {
		for ; x < len(g.cells[y]); x++ {
			g.set(x, y, blank)
		}
		x = 0
	}
}

func (g *grid) set(x, y int, c cell) {
	row := g.cells[y]
	if row[x].width == 0 && x > 0 {
		row[x-1] = blank
	}
	if row[x].width == 2 {
		row[x+1] = blank
	}
	row[x] = c
}

// feed shows out, and fails at anything that is not ours.
func (g *grid) feed(out []byte) error {
	for len(out) > 0 {
		m := ours.FindSubmatch(out)
		if m == nil {
			return fmt.Errorf("not ours: %q", out[:min(len(out), 20)])
		}
		switch {
		case m[1] != nil:
			g.y, _ = strconv.Atoi(string(m[1]))
			g.x, _ = strconv.Atoi(string(m[2]))
			g.y, g.x = g.y-1, max(g.x-1, 0)
			if g.y >= len(g.cells) || g.x >= len(g.cells[g.y]) {
				return fmt.Errorf("outside the screen: %q", m[0])
			}
		case m[4] != nil:
			if g.style != (style{}) {
				return fmt.Errorf("erased in a style")
			}
			g.erase(g.x, g.y, g.y+1)
		case m[5] != nil:
			g.erase(0, 0, len(g.cells))
		case m[6] != nil:
			g.print(string(m[6]))
		case strings.HasSuffix(string(m[0]), "m"):
			g.style = g.style.apply(string(m[3]))
		}
		out = out[len(m[0]):]
	}
	return nil
}

func (g *grid) print(char string) {
	width := ansi.StringWidth(char)
	if g.x+width > len(g.cells[g.y]) {
		g.x = len(g.cells[g.y]) - width
	}
	for i := range width {
		g.set(g.x+i, g.y, cell{})
	}
	g.cells[g.y][g.x] = cell{text: char, style: g.style, width: uint8(width)}
	g.x += width
}

// text is a row as it reads, without the spaces at its end.
func (g *grid) text(y int) string {
	var b strings.Builder
	for _, c := range g.cells[y] {
		b.WriteString(c.text)
	}
	return strings.TrimRight(b.String(), " ")
}

// foreign names the first thing in painted bytes that may not be there.
func foreign(out []byte) string {
	if !utf8.Valid(out) {
		return "invalid UTF-8"
	}
	for rest := out; len(rest) > 0; {
		m := ours.Find(rest)
		if m == nil {
			return fmt.Sprintf("%q", rest[:min(len(rest), 20)])
		}
		if m[0] == escape && len(m) > longestSGR {
			return fmt.Sprintf("long sequence %q", m)
		}
		rest = rest[len(m):]
	}
	return hidden(string(out))
}

// Runes that take no place or change the reading, spelt out by number so that
// this list owes nothing to the one it tests. The joiner is apart.
var unwelcome = regexp.MustCompile(`[\x{00ad}\x{034f}\x{061c}\x{115f}\x{1160}\x{180b}-\x{180f}\x{200b}\x{200c}\x{200e}\x{200f}\x{2028}-\x{202e}\x{2060}-\x{206f}\x{3164}\x{fe00}-\x{fe0d}\x{feff}\x{ffa0}\x{fff9}-\x{fffb}\x{1bca0}-\x{1bca3}\x{1d173}-\x{1d17a}\x{e0000}-\x{e0fff}]|[ -~]\x{200d}|\x{200d}[\x{1b} -~]|\x{200d}$`)

func hidden(text string) string {
	if at := unwelcome.FindString(text); at != "" {
		return fmt.Sprintf("%+q", at)
	}
	return ""
}
