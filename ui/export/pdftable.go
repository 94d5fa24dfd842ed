package export

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// cellPad is the white around what stands in a cell, in millimetres.
const cellPad = 1.2

// tableRoom is what a table must find left of a page to begin there.
const tableRoom = 8 * cellSize * pointSize * lineRoom

// table prints a table; its heading stands again on each page that it goes on to.
func (p *sheetOfPaper) table(t table) {
	if p.GetY()+tableRoom > bottom { // a heading never stands alone
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

// columnWidths shares the line among the columns: none is narrower than its
// longest word, as far as that leaves the others their own, and what remains
// goes by weight.
func (p *sheetOfPaper) columnWidths(t table) []float64 {
	const line = pageWidth - 2*margin
	needs, weights, out := make([]float64, len(t.columns)), t.weights(), make([]float64, len(t.columns))
	for i := range t.columns {
		needs[i] = p.columnNeeds(t, i)
	}
	capped(needs, line)
	fixed := make([]bool, len(t.columns))
	for range t.columns { // each round may leave another column short
		room, sum := line, 0
		for i, weight := range weights {
			if fixed[i] {
				room -= needs[i]
			} else {
				sum += weight
			}
		}
		settled := true
		for i, weight := range weights {
			if out[i] = needs[i]; fixed[i] {
				continue
			}
			if out[i] = room * float64(weight) / float64(sum); out[i] < needs[i] {
				fixed[i], settled = true, false
			}
		}
		if settled {
			break
		}
	}
	return fitted(out, line)
}

// capped lowers the highest of what columns need until all have room on the
// line: long words are broken before references and days are.
func capped(needs []float64, line float64) {
	rising := slices.Sorted(slices.Values(needs))
	for i, need := range rising {
		if most := line / float64(len(rising)-i); need > most {
			for j := range needs {
				needs[j] = min(needs[j], most)
			}
			return
		}
		line -= need
	}
}

// fitted are widths that take the whole line and no more.
func fitted(widths []float64, line float64) []float64 {
	sum := 0.0
	for _, w := range widths {
		sum += w
	}
	for i := range widths {
		widths[i] *= line / sum
	}
	return widths
}

// inPrint is a cell in print, where a day is never broken over two lines.
func (p *sheetOfPaper) inPrint(f field, cell string) string {
	if f.kind == days {
		return strings.ReplaceAll(p.shown(f, cell), " ", "\u00a0")
	}
	return p.shown(f, cell)
}

// wordRoom is how much of the line a word may claim for its column: a longer one is broken.
const wordRoom = 30.0

// columnNeeds is the width below which a column would break its words.
func (p *sheetOfPaper) columnNeeds(t table, column int) float64 {
	f, widest := t.columns[column], 0.0
	claim := func(text, style string) {
		p.SetFont(typeface, style, cellSize)
		for word := range strings.SplitSeq(strings.ReplaceAll(p.printable(text), "\n", " "), " ") {
			widest = max(widest, p.GetStringWidth(word))
		}
	}
	claim(f.title, "B")
	for _, row := range t.rows {
		claim(p.inPrint(f, row[column]), "")
	}
	if t.total != nil {
		claim(p.inPrint(f, t.total[column]), "B")
	}
	return min(widest, wordRoom) + 2*cellPad + 0.1
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
		cells[i] = p.wrap(p.inPrint(t.columns[i], cell), widths[i]-2*cellPad)
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
	for paragraph := range strings.SplitSeq(p.printable(plain(text)), "\n") {
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
