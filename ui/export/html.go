package export

import (
	_ "embed"
	"html/template"
	"io"
	"strings"
	"time"
	"unicode/utf8"
)

//go:embed book.html
var bookHTML string

// bookTemplate escapes every text for its place. The page has no script and
// loads nothing.
var bookTemplate = template.Must(template.New("book").Parse(bookHTML))

// htmlBook is what the template shows.
type htmlBook struct {
	Lang, Title, Marking, TLP, Contents string
	Facts                               []string
	Parts                               []htmlPart
}

type htmlPart struct {
	ID, Title, Note string
	Chart           *htmlChart
	Tables          []htmlTable
}

type htmlTable struct {
	Caption  string
	Hidden   bool  // the caption repeats the heading above it
	Shares   []int // of the line, in percent, for each column of one table among several alike; nil: as their cells need
	Headings []htmlCell
	Rows     []htmlRow
	Total    []htmlCell
}

type htmlRow struct {
	Late  bool
	Cells []htmlCell
}

type htmlCell struct {
	Text  string
	Class string // "n" of a number, "d" of a day, "s" of a short text, which stays on its line
	First bool   // names its row
}

// htmlChart is a chart in lines: measures are in hundredths of its room.
type htmlChart struct {
	Title, Median, P90 string
	Height, Legend     int
	Bars               []htmlBar
}

type htmlBar struct {
	Name, Median, P90       string
	Y, TextY, P90Y          int
	MedianWidth, P90Width   int
	MedianTextX, P90TextX   int
	MedianTextY, P90TextY   int
	NameShort, Announcement string
}

// writeHTML writes the book as one page for browsers, and for their printers.
func (b *book) writeHTML(w io.Writer) error {
	out := htmlBook{Lang: b.language(), Title: b.title, Marking: b.marking(), TLP: strings.TrimSuffix(string(b.tlp), "+strict"), Facts: b.facts}
	if b.cover {
		out.Contents = b.words.Pack.Contents
	}
	for _, p := range b.parts {
		part := htmlPart{ID: p.name, Title: p.title, Note: plain(p.note), Chart: b.htmlChart(p)}
		for _, t := range p.paperTables() {
			part.Tables = append(part.Tables, b.htmlTable(p, t))
		}
		out.Parts = append(out.Parts, part)
	}
	return bookTemplate.Execute(w, out)
}

func (b *book) htmlTable(p part, t table) htmlTable {
	out := htmlTable{Caption: plain(t.title), Hidden: t.title == ""}
	if out.Hidden {
		out.Caption = p.title
	}
	cells := func(row []string, text func(field, string) string) []htmlCell {
		var all []htmlCell
		for i, cell := range row {
			c := htmlCell{Text: text(t.columns[i], cell), First: i == 0}
			switch t.columns[i].kind {
			case numbers:
				c.Class = "n"
			case days:
				c.Class = "d"
			default:
				if cell != "" && short(c.Text) {
					c.Class = "s"
				}
			}
			all = append(all, c)
		}
		return all
	}
	out.Headings = cells(t.headings(), func(_ field, s string) string { return s })
	for i, row := range t.rows {
		out.Rows = append(out.Rows, htmlRow{t.late[i], cells(row, b.shown)})
	}
	if !out.Hidden {
		out.Shares = t.shares()
	}
	if t.total != nil {
		out.Total = cells(t.total, b.shown)
	}
	return out
}

// short reports whether a text, a reference or a state as a rule, is not to be
// broken at its hyphens and blanks.
func short(s string) bool {
	const longest = 14 // signs of a line of it
	for line := range strings.SplitSeq(s, "\n") {
		if utf8.RuneCountInString(line) > longest {
			return false
		}
	}
	return true
}

// shares are those of the line that the columns have by their weights, in
// percent: the same for all tables of the same columns, whatever is in them.
func (t table) shares() []int {
	sum, out := 0, make([]int, len(t.columns))
	for _, f := range t.columns {
		sum += f.weight
	}
	for i, f := range t.columns {
		out[i] = 100 * f.weight / max(sum, 1)
	}
	return out
}

// htmlChart is the chart of a part; nil for none.
func (b *book) htmlChart(p part) *htmlChart {
	if len(p.chart) == 0 {
		return nil
	}
	const row, left, room = 34, 170, 400
	out := &htmlChart{Title: p.title, Median: b.words.Pack.Median, P90: b.words.Pack.P90, Legend: len(p.chart)*row + 10}
	out.Height = out.Legend + 22
	longest := longestOf(p.chart)
	width := func(d time.Duration) int { return max(int(int64(room)*int64(d)/int64(longest)), 1) }
	for i, x := range p.chart {
		bar := htmlBar{Name: plain(x.name), Median: b.words.Time.Left(x.median), P90: b.words.Time.Left(x.p90), Y: i*row + 4, MedianWidth: width(x.median), P90Width: width(x.p90)}
		bar.NameShort = shortened(bar.Name, 24)
		bar.P90Y, bar.TextY = bar.Y+13, bar.Y+17
		bar.MedianTextX, bar.MedianTextY = left+bar.MedianWidth+5, bar.Y+10
		bar.P90TextX, bar.P90TextY = left+bar.P90Width+5, bar.P90Y+10
		bar.Announcement = bar.Name + b.words.Export.Colon + out.Median + " " + bar.Median + ", " + out.P90 + " " + bar.P90
		out.Bars = append(out.Bars, bar)
	}
	return out
}

// shortened is a text of at most n signs.
func shortened(s string, n int) string {
	if runes := []rune(s); len(runes) > n {
		return string(runes[:n-1]) + "…"
	}
	return s
}
