package export

import (
	"bytes"
	"io"
	"strconv"
	"time"

	"codeberg.org/go-pdf/fpdf"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"

	"contactgroup/schema"
	"contactgroup/ui/lang"
)

// Measures of a page, in millimetres; sizes of letters in points. The letters
// are Go's own (BSD licence), which have those of French and are put into each
// file, as far as they are used.
const (
	pageWidth  = 210.0
	pageHeight = 297.0
	margin     = 18.0
	bottom     = pageHeight - 20 // where rows end
	typeface   = "go"
	bodySize   = 9.0
	cellSize   = 8.0
	lineRoom   = 1.25 // of a line, in sizes of its letters
	pointSize  = 25.4 / 72
)

// sheetOfPaper is a book on its way to print.
type sheetOfPaper struct {
	*book
	*fpdf.Fpdf
}

// writePDF writes the book for print: A4, the marking and the number on each
// page, the same bytes for the same book.
func (b *book) writePDF(w io.Writer) error {
	p := &sheetOfPaper{b, fpdf.New("P", "mm", "A4", "")}
	p.AddUTF8FontFromBytes(typeface, "", goregular.TTF)
	p.AddUTF8FontFromBytes(typeface, "B", gobold.TTF)
	p.SetCatalogSort(true)
	made := b.asOf.Start(time.UTC)
	p.SetCreationDate(made)
	p.SetModificationDate(made)
	p.Fpdf.SetTitle(p.printable(b.title), true)
	p.SetSubject(p.printable(b.marking()), true)
	p.SetCreator("contactgroup", true)
	p.SetProducer("contactgroup", true)
	p.SetLang(b.language())
	p.SetXmpMetadata(b.xmp())
	p.SetMargins(margin, 24, margin)
	p.SetAutoPageBreak(false, 0)
	p.SetDisplayMode("fullwidth", "continuous")
	p.AliasNbPages(pagesAlias)
	p.SetHeaderFunc(p.pageHead)
	p.SetFooterFunc(p.pageFoot)
	p.AddPage()
	p.titles()
	if b.cover {
		p.contents()
		p.AddPage()
	}
	for i, part := range b.parts {
		p.part(part, i > 0)
	}
	var file bytes.Buffer
	if err := p.Output(&file); err != nil {
		return err
	}
	return withTitle(w, file.Bytes())
}

// pdfBeginning says that a file is print, and that it has bytes that are no text.
const pdfBeginning = "%PDF-1.3\n%\u00b5\u00b6\n"

// pagesAlias stands for the number of pages until that is known. It is as wide
// as most such numbers are.
const pagesAlias = "{nb}"

// ink sets the colour of letters.
func (p *sheetOfPaper) ink(colour [3]int) { p.SetTextColor(colour[0], colour[1], colour[2]) }

var (
	black = [3]int{20, 24, 31}
	grey  = [3]int{95, 104, 117}
	navy  = [3]int{18, 44, 92}
	alarm = [3]int{168, 28, 28}
	pale  = [3]int{232, 236, 243}
	rule  = [3]int{198, 204, 214}

	// tlpInk are the colours that the marking has by its own standard, on black.
	tlpInk = map[schema.TLP][3]int{schema.TLPClear: {255, 255, 255}, schema.TLPGreen: {51, 255, 0}, schema.TLPAmber: {255, 192, 0},
		schema.TLPAmberStrict: {255, 192, 0}, schema.TLPRed: {255, 43, 43}}
)

// pageHead puts the marking on top of a page.
func (p *sheetOfPaper) pageHead() {
	p.SetFont(typeface, "B", 8)
	text := p.printable(p.marking())
	width := p.GetStringWidth(text) + 5
	p.SetFillColor(0, 0, 0)
	p.Rect(pageWidth-margin-width, 10, width, 5.6, "F")
	p.ink(tlpInk[p.tlp])
	p.SetXY(pageWidth-margin-width, 10)
	p.CellFormat(width, 5.6, text, "", 0, "C", false, 0, "")
	p.SetFont(typeface, "", 8)
	p.ink(grey)
	p.SetXY(margin, 10)
	if p.PageNo() > 1 {
		p.CellFormat(pageWidth-2*margin-width-4, 5.6, p.cut(p.printable(p.title), pageWidth-2*margin-width-4), "", 0, "L", false, 0, "")
	}
	p.SetXY(margin, 22)
}

func (p *sheetOfPaper) pageFoot() {
	p.SetFont(typeface, "", 8)
	p.ink(grey)
	p.SetDrawColor(rule[0], rule[1], rule[2])
	p.Line(margin, pageHeight-15, pageWidth-margin, pageHeight-15)
	p.SetXY(margin, pageHeight-13)
	p.CellFormat(110, 5, p.printable(lang.Fill(p.words.Export.AsOf, "date", p.day(p.asOf.String()))), "", 0, "L", false, 0, "")
	p.SetXY(pageWidth-margin-50, pageHeight-13)
	p.CellFormat(50, 5, lang.Fill(p.words.Pack.PageOf, "n", strconv.Itoa(p.PageNo()), "of", pagesAlias), "", 0, "R", false, 0, "")
}

// titles are the name of the document and what it is of.
func (p *sheetOfPaper) titles() {
	y := 24.0
	if p.cover {
		y = 70
	}
	p.SetY(y)
	p.SetFont(typeface, "B", 18)
	p.ink(navy)
	p.lines(p.wrap(p.title, pageWidth-2*margin), 18)
	p.SetY(p.GetY() + 2)
	p.SetFont(typeface, "", 10.5)
	p.ink(black)
	for _, fact := range p.facts {
		p.lines(p.wrap(fact, pageWidth-2*margin), 10.5)
	}
	p.SetY(p.GetY() + 3)
}

// contents lists the parts on the cover.
func (p *sheetOfPaper) contents() {
	p.SetY(p.GetY() + 8)
	p.SetFont(typeface, "B", 11)
	p.ink(navy)
	p.lines([]string{p.words.Pack.Contents}, 11)
	p.SetFont(typeface, "", 10)
	p.ink(black)
	for i, part := range p.parts {
		p.lines([]string{p.printable(partTitle(i, part))}, 10.5)
	}
}

// lines prints lines one below the other and leaves the pen below them.
func (p *sheetOfPaper) lines(all []string, size float64) {
	height := size * pointSize * lineRoom
	for _, line := range all {
		if p.GetY()+height > bottom {
			p.AddPage()
		}
		p.SetX(margin)
		p.CellFormat(pageWidth-2*margin, height, line, "", 0, "L", false, 0, "")
		p.SetY(p.GetY() + height)
	}
}

// part prints one part: its title, what is said above, its charts and tables.
func (p *sheetOfPaper) part(q part, apart bool) {
	if apart {
		p.SetY(p.GetY() + 5)
	}
	room := tableRoom + 16.0 // a title and what is said below it
	if whole := chartHeight(q.chart); whole > 0 && whole < bottom-60 {
		room = max(room, whole+18)
	}
	if p.GetY() > bottom-room { // a title never stands alone
		p.AddPage()
	}
	p.Bookmark(p.printable(q.title), 0, -1)
	p.SetFont(typeface, "B", 13)
	p.ink(navy)
	p.lines(p.wrap(q.title, pageWidth-2*margin), 13)
	p.SetDrawColor(navy[0], navy[1], navy[2])
	p.Line(margin, p.GetY()+0.6, pageWidth-margin, p.GetY()+0.6)
	p.SetY(p.GetY() + 2.6)
	if q.note != "" {
		p.SetFont(typeface, "", bodySize)
		p.ink(grey)
		p.lines(p.wrap(q.note, pageWidth-2*margin), bodySize)
		p.SetY(p.GetY() + 1.5)
	}
	p.bars(q.chart)
	for _, t := range q.paperTables() {
		p.table(t)
	}
}

// barRoom is the height of a chart's line.
const barRoom = 9.0

// chartHeight is that of a chart with its legend; none has none.
func chartHeight(all []bar) float64 {
	if len(all) == 0 {
		return 0
	}
	return float64(len(all))*barRoom + 8
}

// bars prints a chart: how long half of the answers took, and nine in ten.
func (p *sheetOfPaper) bars(all []bar) {
	if len(all) == 0 {
		return
	}
	const left, row = 46.0, barRoom
	if whole := chartHeight(all); whole < bottom-30 && p.GetY()+whole > bottom { // a chart is not parted
		p.AddPage()
	}
	longest := longestOf(all)
	room := pageWidth - 2*margin - left - 24
	for _, b := range all {
		if p.GetY()+row > bottom {
			p.AddPage()
		}
		y := p.GetY()
		p.SetFont(typeface, "", cellSize)
		p.ink(black)
		p.SetXY(margin, y+1.2)
		p.CellFormat(left-2, 4, p.cut(p.printable(b.name), left-3), "", 0, "L", false, 0, "")
		for i, span := range []time.Duration{b.median, b.p90} {
			colour := barInk[i]
			p.SetFillColor(colour[0], colour[1], colour[2])
			width := max(room*float64(span)/float64(longest), 0.4)
			p.Rect(margin+left, y+float64(i)*3.7+0.4, width, 3.2, "F")
			p.SetXY(margin+left+width+1, y+float64(i)*3.7+0.4)
			p.SetFont(typeface, "", 7)
			p.CellFormat(22, 3.2, p.words.Time.Left(span), "", 0, "L", false, 0, "")
		}
		p.SetY(y + row)
	}
	p.legend()
}

// barInk are the colours of a chart: dark and light, told apart without colour too.
var barInk = [2][3]int{{18, 44, 92}, {150, 173, 213}}

func (p *sheetOfPaper) legend() {
	x, y := margin+46.0, p.GetY()+0.5
	p.SetFont(typeface, "", 7)
	p.ink(grey)
	for i, name := range []string{p.words.Pack.Median, p.words.Pack.P90} {
		p.SetFillColor(barInk[i][0], barInk[i][1], barInk[i][2])
		p.Rect(x, y+0.6, 3, 2.4, "F")
		p.SetXY(x+3.6, y)
		width := p.GetStringWidth(name) + 8
		p.CellFormat(width, 3.6, name, "", 0, "L", false, 0, "")
		x += width + 3.6
	}
	p.SetY(y + 6)
}

// longestOf is the longest bar; never nothing.
func longestOf(all []bar) time.Duration {
	longest := time.Minute
	for _, b := range all {
		longest = max(longest, b.median, b.p90)
	}
	return longest
}
