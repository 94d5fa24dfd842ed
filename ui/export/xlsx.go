package export

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"contactgroup/schema"
)

// sheetName is a part's title as spreadsheets take the name of a sheet.
func sheetName(title string) string {
	clean := strings.Map(func(r rune) rune {
		if strings.ContainsRune(`:\/?*[]'`, r) {
			return '-'
		}
		return r
	}, schema.VisibleLine(title))
	if runes := []rune(clean); len(runes) > excelize.MaxSheetNameLength {
		clean = string(runes[:excelize.MaxSheetNameLength])
	}
	return clean
}

// workbook is a book on its way into a spreadsheet.
type workbook struct {
	*book
	file                                                 *excelize.File
	head, headNo, text, date, moment, total, totalNo, no int // styles
}

// writeXLSX writes one sheet per part, and one that tells what the document is.
// Texts are texts, whatever they begin with: there is no formula in it.
func (b *book) writeXLSX(w io.Writer) error {
	x := &workbook{book: b, file: excelize.NewFile()}
	defer x.file.Close()
	if err := x.styles(); err != nil {
		return err
	}
	for i, p := range append(b.parts, b.aboutPart()) {
		name := sheetName(p.title)
		if i == 0 {
			if err := x.file.SetSheetName("Sheet1", name); err != nil {
				return err
			}
		} else if _, err := x.file.NewSheet(name); err != nil {
			return err
		}
		if err := x.sheet(name, p); err != nil {
			return fmt.Errorf("export: sheet %s: %w", p.name, err)
		}
	}
	made := b.asOf.Start(time.UTC).Format(time.RFC3339)
	err := x.file.SetDocProps(&excelize.DocProperties{Title: b.title, Subject: b.marking(), Language: b.language(), Created: made, Modified: made,
		Creator: "contactgroup", LastModifiedBy: "contactgroup"})
	if err != nil {
		return err
	}
	var archive bytes.Buffer
	if _, err := x.file.WriteTo(&archive); err != nil {
		return err
	}
	return inOrder(w, archive.Bytes())
}

// inOrder writes an archive with its files by name, the list of their types
// first: excelize gives the sheets that it streams in no order.
func inOrder(w io.Writer, archive []byte) error {
	in, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	if err != nil {
		return err
	}
	slices.SortFunc(in.File, func(a, b *zip.File) int { return strings.Compare(a.Name, b.Name) }) // a bracket comes before letters
	out := zip.NewWriter(w)
	for _, f := range in.File {
		if err := out.Copy(f); err != nil {
			return err
		}
	}
	return out.Close()
}

// aboutPart tells in a workbook what a paper has on its first page.
func (b *book) aboutPart() part {
	t := b.words.Pack
	p := part{name: "about", title: t.About, sheet: table{columns: []field{{"item", t.Document, texts, 1}, {"value", t.Value, texts, 3}}}}
	p.sheet.rows = append(p.sheet.rows, []string{t.About, b.title})
	for _, fact := range b.facts {
		p.sheet.rows = append(p.sheet.rows, []string{"", fact})
	}
	p.sheet.rows = append(p.sheet.rows, []string{t.Marking, b.marking()})
	for _, q := range b.parts {
		if q.note != "" {
			p.sheet.rows = append(p.sheet.rows, []string{q.title, q.note})
		}
	}
	return p
}

func (x *workbook) styles() error {
	day, moment := "yyyy-mm-dd", "yyyy-mm-dd hh:mm"
	wrap := &excelize.Alignment{Vertical: "top", WrapText: true}
	top := &excelize.Alignment{Vertical: "top", Horizontal: "left"}
	right := &excelize.Alignment{Vertical: "top", Horizontal: "right", Indent: 1} // a text follows
	family, err := x.file.GetDefaultFont()
	if err != nil {
		return err
	}
	bold := &excelize.Font{Bold: true, Family: family, Size: 11} // without a name each program takes another
	shade := excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E3E8EF"}}
	for _, s := range []struct {
		id    *int
		style excelize.Style
	}{
		{&x.head, excelize.Style{Font: bold, Fill: shade, Alignment: wrap}},
		{&x.headNo, excelize.Style{Font: bold, Fill: shade, Alignment: &excelize.Alignment{Vertical: "top", Horizontal: "right", Indent: 1, WrapText: true}}},
		{&x.text, excelize.Style{NumFmt: 49, Alignment: wrap}},
		{&x.date, excelize.Style{CustomNumFmt: &day, Alignment: top}},
		{&x.moment, excelize.Style{CustomNumFmt: &moment, Alignment: top}},
		{&x.no, excelize.Style{Alignment: right}},
		{&x.total, excelize.Style{Font: bold, Alignment: &excelize.Alignment{Vertical: "top"}}},
		{&x.totalNo, excelize.Style{Font: bold, Alignment: right}},
	} {
		id, err := x.file.NewStyle(&s.style)
		if err != nil {
			return err
		}
		*s.id = id
	}
	return nil
}

// sheet writes one part: a frozen heading with a filter, then the rows.
func (x *workbook) sheet(name string, p part) error {
	if err := x.furnish(name, p.sheet); err != nil { // before the rows: afterwards all of them would be read back
		return err
	}
	out, err := x.file.NewStreamWriter(name)
	if err != nil {
		return err
	}
	widths := make([]float64, len(p.sheet.columns))
	for i, f := range p.sheet.columns {
		widths[i] = columnWidth(f, p.sheet.rows, i)
		if err := out.SetColWidth(i+1, i+1, widths[i]); err != nil {
			return err
		}
	}
	if err := out.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	head := make([]any, len(p.sheet.columns))
	for i, title := range p.sheet.headings() {
		style := x.head
		if p.sheet.columns[i].kind == numbers {
			style = x.headNo
		}
		head[i] = excelize.Cell{StyleID: style, Value: title}
	}
	if err := out.SetRow("A1", head); err != nil {
		return err
	}
	for i, row := range p.sheet.all() {
		cells := make([]any, len(row))
		for j, cell := range row {
			cells[j] = x.cell(p.sheet.columns[j], cell)
			if c, ok := cells[j].(excelize.Cell); ok && i == len(p.sheet.rows) {
				if c.StyleID = x.total; p.sheet.columns[j].kind == numbers {
					c.StyleID = x.totalNo
				}
				cells[j] = c
			}
		}
		if err := out.SetRow("A"+strconv.Itoa(i+2), cells, excelize.RowOpts{Height: rowHeight(widths, row)}); err != nil {
			return err
		}
	}
	return out.Flush()
}

// rowHeight is how high a row must be to show all that its cells hold, in
// points, as far as spreadsheets have it; zero for one line, which they know.
// LibreOffice gives no row of a workbook more by itself.
func rowHeight(widths []float64, row []string) float64 {
	const line, raggedness = 15, 1.1 // points; what breaking at blanks leaves empty
	most := 1
	for i, cell := range row {
		lines := 0
		for text := range strings.SplitSeq(plain(cell), "\n") {
			room := 0.0
			for _, r := range text {
				if room++; r >= '\u1100' { // as wide as two digits, most of them
					room++
				}
			}
			if lines++; room > widths[i] {
				lines += int(room * raggedness / widths[i])
			}
		}
		most = max(most, lines)
	}
	if most == 1 {
		return 0
	}
	return min(float64(most*line), excelize.MaxRowHeight)
}

// cell is a cell in its own type: a day is a date, a number a number, all else
// a text that nothing computes; nil for nothing.
func (x *workbook) cell(f field, cell string) any {
	if cell == "" {
		return nil
	}
	switch f.kind {
	case days:
		if d, err := time.Parse(time.DateOnly, cell); err == nil {
			return excelize.Cell{StyleID: x.date, Value: d}
		}
	case moments:
		if at, err := time.Parse(momentLayout, cell); err == nil {
			return excelize.Cell{StyleID: x.moment, Value: at}
		}
	case numbers:
		if n, err := strconv.Atoi(cell); err == nil {
			return excelize.Cell{StyleID: x.no, Value: n}
		}
	}
	return excelize.Cell{StyleID: x.text, Value: plain(cell)}
}

// furnish gives a sheet its filter, and its pages the marking and their numbers.
func (x *workbook) furnish(name string, t table) error {
	last, err := excelize.CoordinatesToCellName(len(t.columns), len(t.rows)+1)
	if err != nil {
		return err
	}
	if err := x.file.AutoFilter(name, "A1:"+last, nil); err != nil {
		return err
	}
	wide, paper := "landscape", 9 // A4
	width, height := pagesWide(t), 0
	heads := "'" + name + "'!$A:$A,'" + name + "'!$1:$1" // they stand again on each page
	if err := x.file.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: heads, Scope: name}); err != nil {
		return err
	}
	if err := x.file.SetPageLayout(name, &excelize.PageLayoutOptions{Orientation: &wide, Size: &paper, FitToWidth: &width, FitToHeight: &height}); err != nil {
		return err
	}
	fit := true
	if err := x.file.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil {
		return err
	}
	marking := strings.ReplaceAll(x.marking(), "&", "&&")
	return x.file.SetHeaderFooter(name, &excelize.HeaderFooterOptions{OddHeader: "&R" + marking, OddFooter: "&L" + marking + "&R&P / &N"})
}

// pagesWide is on how many pages side by side a table can be read in print.
func pagesWide(t table) int {
	const digits = 190.0 // of a page, as small as letters may be
	all := 0.0
	for i, f := range t.columns {
		all += columnWidth(f, t.rows, i)
	}
	return max(int(math.Ceil(all/digits)), 1)
}

// columnWidth is how wide a column is, in digits: what it holds, within bounds.
func columnWidth(f field, rows [][]string, column int) float64 {
	width := len([]rune(f.title)) + 4 // room for the button of the filter
	for _, row := range rows {
		for line := range strings.SplitSeq(row[column], "\n") {
			width = max(width, len([]rune(line))+1)
		}
	}
	return float64(min(width, 60))
}
