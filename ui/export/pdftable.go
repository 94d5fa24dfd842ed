package export

import (
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/sfnt"
)

// cellPad is the white around what stands in a cell, in millimetres.
const cellPad = 1.2

// table prints a table; its heading stands again on each page that it goes on to.
func (p *sheetOfPaper) table(t table) {
	lineHeight := cellSize * pointSize * lineRoom
	if p.GetY()+8*lineHeight > bottom { // a heading never stands alone
		p.AddPage()
	}
	if t.title != "" {
		p.SetY(p.GetY() + 1.5)
		p.SetFont(typeface, "B", 10)
		p.ink(black)
		p.lines(p.wrap(t.title, pageWidth-2*margin), 10)
		p.SetY(p.GetY() + 0.8)
	}
	widths := p.columnWidths(t)
	p.tableHead(t, widths)
	for i, row := range t.all() {
		total := t.total != nil && i == len(t.rows)
		p.row(t, widths, row, total, t.late[i])
	}
	p.SetY(p.GetY() + 2.5)
}

// columnWidths shares the line among the columns.
func (p *sheetOfPaper) columnWidths(t table) []float64 {
	sum := 0
	for _, f := range t.columns {
		sum += f.weight
	}
	out := make([]float64, len(t.columns))
	for i, f := range t.columns {
		out[i] = (pageWidth - 2*margin) * float64(f.weight) / float64(sum)
	}
	return out
}

func (p *sheetOfPaper) tableHead(t table, widths []float64) {
	p.SetFont(typeface, "B", cellSize)
	p.ink(black)
	cells := make([][]string, len(t.columns))
	for i, f := range t.columns {
		cells[i] = p.wrap(f.title, widths[i]-2*cellPad)
	}
	p.SetFillColor(pale[0], pale[1], pale[2])
	height := p.height(cells)
	p.Rect(margin, p.GetY(), pageWidth-2*margin, height, "F")
	p.cells(t, widths, cells, height)
}

// row prints one row. One that is longer than what is left of the page goes on
// to the next, and one longer than a page to as many as it takes.
func (p *sheetOfPaper) row(t table, widths []float64, row []string, total, late bool) {
	p.rowInk(total, late)
	cells := make([][]string, len(row))
	for i, cell := range row {
		cells[i] = p.wrap(p.shown(t.columns[i], cell), widths[i]-2*cellPad)
	}
	lineHeight := cellSize * pointSize * lineRoom
	for {
		room := int((bottom - p.GetY() - 2*cellPad) / lineHeight)
		most := longest(cells)
		if most > room && (room < 12 || most <= room+12) {
			p.AddPage()
			p.tableHead(t, widths)
			p.rowInk(total, late)
			room = int((bottom - p.GetY() - 2*cellPad) / lineHeight)
		}
		now := make([][]string, len(cells))
		for i, lines := range cells {
			n := min(room, len(lines))
			now[i], cells[i] = lines[:n], lines[n:]
		}
		p.cells(t, widths, now, p.height(now))
		if longest(cells) == 0 {
			return
		}
	}
}

func (p *sheetOfPaper) rowInk(total, late bool) {
	style := ""
	if total {
		style = "B"
	}
	p.SetFont(typeface, style, cellSize)
	if p.ink(black); late {
		p.ink(alarm)
	}
}

// longest is the number of lines of the cell that has most.
func longest(cells [][]string) int {
	n := 0
	for _, lines := range cells {
		n = max(n, len(lines))
	}
	return n
}

func (p *sheetOfPaper) height(cells [][]string) float64 {
	return float64(max(longest(cells), 1))*cellSize*pointSize*lineRoom + 2*cellPad
}

// cells prints the lines of a row's cells and the rule below them.
func (p *sheetOfPaper) cells(t table, widths []float64, cells [][]string, height float64) {
	y, x := p.GetY(), margin
	lineHeight := cellSize * pointSize * lineRoom
	for i, lines := range cells {
		align := "L"
		if t.columns[i].kind == numbers {
			align = "R"
		}
		for j, line := range lines {
			p.SetXY(x+cellPad, y+cellPad+float64(j)*lineHeight)
			p.CellFormat(widths[i]-2*cellPad, lineHeight, line, "", 0, align, false, 0, "")
		}
		x += widths[i]
	}
	p.SetDrawColor(rule[0], rule[1], rule[2])
	p.SetLineWidth(0.15)
	p.Line(margin, y+height, pageWidth-margin, y+height)
	p.SetY(y + height)
}

// wrap breaks a text into lines that fit, at blanks where it has any; blanks
// that do not break stay within their line.
func (p *sheetOfPaper) wrap(text string, width float64) []string {
	var out []string
	for paragraph := range strings.SplitSeq(printable(plain(text)), "\n") {
		out = append(out, p.wrapLine(paragraph, width)...)
	}
	return out
}

func (p *sheetOfPaper) wrapLine(text string, width float64) []string {
	var out []string
	line, used := "", 0.0
	blank := p.GetStringWidth(" ")
	for word := range strings.SplitSeq(text, " ") {
		needs := p.GetStringWidth(word)
		if line != "" && used+blank+needs <= width {
			line, used = line+" "+word, used+blank+needs
			continue
		}
		if line != "" {
			out = append(out, line)
		}
		for needs > width {
			head := p.cutAt(word, width)
			out = append(out, head)
			word = word[len(head):]
			needs = p.GetStringWidth(word)
		}
		line, used = word, needs
	}
	return append(out, line)
}

// cutAt is as much of the beginning of a word as fits, one letter at least.
func (p *sheetOfPaper) cutAt(word string, width float64) string {
	_, end := utf8.DecodeRuneInString(word)
	used := p.GetStringWidth(word[:end])
	for end < len(word) {
		_, n := utf8.DecodeRuneInString(word[end:])
		if used += p.GetStringWidth(word[end : end+n]); used > width {
			break
		}
		end += n
	}
	return word[:end]
}

// cut is a line as far as it fits, with a sign that it goes on.
func (p *sheetOfPaper) cut(line string, width float64) string {
	if p.GetStringWidth(line) <= width {
		return line
	}
	return p.cutAt(line, width-p.GetStringWidth("…")) + "…"
}

// printable is a text in signs that the letters have; what they have not is
// shown as a box, and narrow blanks as blanks that do not break either.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == '\u202f':
			return '\u00a0'
		case r == '⟨': // around the names of unseen signs
			return '‹'
		case r == '⟩':
			return '›'
		case r > 0xffff || !hasLetter(r):
			return '□'
		}
		return r
	}, s)
}

// letters tell which signs both typefaces have.
var letters = sync.OnceValue(func() map[rune]bool {
	out := map[rune]bool{}
	var b sfnt.Buffer
	for i, ttf := range [][]byte{goregular.TTF, gobold.TTF} {
		f, err := sfnt.Parse(ttf)
		if err != nil {
			panic(err) // of a file of this program
		}
		for r := rune(0x20); r <= 0xffff; r++ {
			n, err := f.GlyphIndex(&b, r)
			switch has := err == nil && n != 0; {
			case has && i == 0:
				out[r] = true
			case !has:
				delete(out, r)
			}
		}
	}
	return out
})

func hasLetter(r rune) bool { return letters()[r] }
