package export

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"contactgroup/schema"
	"contactgroup/ui/lang"
)

// book is a document in parts, ready for any format that people print or open
// in an office program. Its texts are as members typed them: each format makes
// them safe.
type book struct {
	words *lang.Words
	title string
	facts []string // below the title: meeting, place and time, the day it is as of
	asOf  schema.Date
	tlp   schema.TLP
	parts []part
	cover bool // the title has a page of its own
}

// part is one part: a sheet of a workbook, a chapter of a paper.
type part struct {
	name   string // as machines call it
	title  string
	note   string // above what it holds, or in its place when there is nothing
	sheet  table  // all there is
	papers []table
	chart  []bar
}

// bar is one line of a chart: how long answers took.
type bar struct {
	name        string
	median, p90 time.Duration
}

// table is rows of cells under named columns. A cell is the text that machines
// read: a number or a day as its column's kind says, or empty.
type table struct {
	title   string // of one table among several; empty: the part's own says it
	columns []field
	rows    [][]string
	total   []string     // a last row, computed; nil: none
	late    map[int]bool // rows that are told apart, in words too
}

// kind says what the cells of a column are.
type kind uint8

const (
	texts kind = iota
	numbers
	days
	moments // as momentLayout, in the zone of the document's readers
)

// momentLayout is how a moment stands in a cell.
const momentLayout = "2006-01-02 15:04"

// field is one column of a table.
type field struct {
	name   string // as machines call it
	title  string
	kind   kind
	weight int // its share of the line on paper
}

// write writes the book in one of the formats that office programs open. Its
// errors are those of w, and one for another format.
func (b *book) write(w io.Writer, f Format) error {
	switch f {
	case XLSX:
		return b.writeXLSX(w)
	case ODS:
		return b.writeODS(w)
	case ODT:
		return b.writeODT(w)
	case HTML:
		return b.writeHTML(w)
	case PDF:
		return b.writePDF(w)
	}
	return fmt.Errorf("export: unknown format %q", f)
}

// paperTables are the tables as they are printed: those made for paper, else the sheet.
func (p part) paperTables() []table {
	if p.papers != nil {
		return p.papers
	}
	if len(p.sheet.all()) == 0 {
		return nil
	}
	return []table{p.sheet}
}

// shown is a cell as people read it on paper.
func (b *book) shown(f field, cell string) string {
	if f.kind == days {
		return b.day(cell)
	}
	return plain(cell)
}

// day writes a day as the document's language does; what is none stays as it is.
func (b *book) day(s string) string {
	d, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return plain(s)
	}
	return d.Format(b.words.Time.LayoutDay)
}

// headings are the titles of a table's columns.
func (t table) headings() []string {
	out := make([]string, len(t.columns))
	for i, f := range t.columns {
		out[i] = f.title
	}
	return out
}

// weights are the shares of the line that the columns have on paper: their own,
// but no more than their titles and what stands in them have use for.
func (t table) weights() []int {
	out := make([]int, len(t.columns))
	for i, f := range t.columns {
		longest := utf8.RuneCountInString(f.title)
		for _, row := range t.all() {
			longest = max(longest, 2*utf8.RuneCountInString(row[i]))
		}
		out[i] = min(f.weight, longest)
	}
	return out
}

// all are the rows with the total after them.
func (t table) all() [][]string {
	if t.total == nil {
		return t.rows
	}
	return append(slices.Clip(t.rows), t.total)
}

// language is the code of the book's language.
func (b *book) language() string { return string(b.words.Code) }

// marking is the TLP as it stands on each page.
func (b *book) marking() string { return b.words.Domain.TLP[b.tlp] }

// titled puts the group's name into the title of a document.
func titled(title, group string) string { return lang.Fill(title, "group", schema.VisibleLine(group)) }

// heading begins a book about the register's meeting.
func heading(r schema.Register, title string, words *lang.Words) *book {
	t := words.Export
	b := &book{words: words, title: titled(title, r.Group), asOf: r.AsOf, tlp: r.TLP}
	if r.Meeting.Ref != "" {
		meeting := r.Meeting.Ref
		if r.Meeting.Title != "" {
			meeting += " – " + schema.VisibleLine(r.Meeting.Title)
		}
		b.facts = append(b.facts, lang.Fill(t.Meeting, "meeting", meeting))
	}
	if !r.Meeting.Starts.IsZero() {
		b.facts = append(b.facts, schema.VisibleLine(placeAndTime(r, words)))
	}
	b.facts = append(b.facts, lang.Fill(t.AsOf, "date", b.day(r.AsOf.String())))
	return b
}

// registerPart is the register of action items: a sheet of all columns, and on
// paper one table per owner.
func registerPart(r schema.Register, words *lang.Words) part {
	p := part{name: "actions", title: words.Pack.Actions}
	kinds := map[string]kind{"raised_on": days, "due": days, "completed_on": days, "as_of": days, "carried_over": numbers, "rev": numbers}
	for _, c := range columns {
		p.sheet.columns = append(p.sheet.columns, field{c.name, words.Export.Columns[c.name], kinds[c.name], 1})
	}
	for _, a := range r.Actions {
		row := make([]string, len(columns))
		for i, c := range columns {
			row[i] = c.text(&r, &a, words)
		}
		p.sheet.rows = append(p.sheet.rows, row)
	}
	if len(r.Actions) == 0 {
		p.note = words.Export.NoActions
		p.papers = []table{}
		return p
	}
	p.papers = byOwner(r, words)
	return p
}

// paperColumns are those of an owner's table on paper.
func paperColumns(words *lang.Words) []field {
	h := words.Export.Columns
	return []field{{"number", h["number"], texts, 17}, {"description", h["description"], texts, 57}, {"due", h["due"], days, 15},
		{"status", h["status"], texts, 16}, {"carried_over", h["carried_over"], texts, 13}}
}

// byOwner are the tables of action items on paper, one per owner.
func byOwner(r schema.Register, words *lang.Words) []table {
	var out []table
	for i, a := range r.Actions {
		if i == 0 || r.Actions[i-1].Owner != a.Owner {
			out = append(out, table{title: schema.VisibleLine(ownerName(r, a.Owner)), columns: paperColumns(words), late: map[int]bool{}})
		}
		t := &out[len(out)-1]
		if a.Overdue(r.AsOf) {
			t.late[len(t.rows)] = true
		}
		t.rows = append(t.rows, paperRow(r, a, words))
	}
	return out
}

// paperRow is an action item on paper: what has no column of its own stands
// below its text.
func paperRow(r schema.Register, a schema.Action, words *lang.Words) []string {
	t := words.Export
	lines := []string{a.Text}
	for _, more := range []struct{ column, text string }{
		{"member", a.Member}, {"agenda_point", a.Point}, {"theme", a.Theme}, {"evidence", a.Evidence}, {"notes", a.Notes}, {"links", strings.Join(a.Links, ", ")},
	} {
		if more.text != "" {
			lines = append(lines, t.Columns[more.column]+t.Colon+more.text)
		}
	}
	state := words.Domain.ActionStates[a.State]
	if a.Overdue(r.AsOf) {
		state += "\n" + words.Domain.Overdue
	}
	carried := ""
	if a.Carried > 0 {
		carried = "×" + strconv.Itoa(a.Carried)
	}
	return []string{a.Ref, strings.Join(lines, "\n"), a.Due.String(), state, carried}
}

// totalsPart counts the action items by owner; the total is computed.
func totalsPart(r schema.Register, words *lang.Words) part {
	t := words.Export
	p := part{name: "totals", title: t.Totals, sheet: table{columns: []field{{"owner", t.Columns["owner"], texts, 40}, {"actions", t.Actions, numbers, 14},
		{"overdue", t.Overdue, numbers, 14}, {"carried_over", t.Carried, numbers, 14}}}}
	row := func(name string, n total) []string {
		return []string{name, strconv.Itoa(n.actions), strconv.Itoa(n.overdue), strconv.Itoa(n.carried)}
	}
	owners, all := totals(r)
	for _, o := range owners {
		p.sheet.rows = append(p.sheet.rows, row(ownerName(r, o.owner), o))
	}
	p.sheet.total = row(t.Total, all)
	return p
}

// registerBook is the register as a document of its own.
func registerBook(r schema.Register, words *lang.Words) *book {
	b := heading(r, words.Export.Title, words)
	b.parts = []part{registerPart(r, words), totalsPart(r, words)}
	return b
}

// paperBook is an agenda or a list of decisions as a document of its own.
func paperBook(p paper) *book {
	b := heading(p.register, p.title, p.words)
	b.parts = []part{p.part()}
	if p.versions && len(p.register.Meeting.Versions) > 0 {
		b.parts = append(b.parts, versionsPart(p.register.Meeting, p.words))
	}
	return b
}

// part is the paper as a part of a document.
func (p paper) part() part {
	out := part{name: p.name, title: p.words.Pack.Parts[p.name]}
	kinds := map[string]kind{"n": numbers, "minutes": numbers}
	weights := map[string]int{"n": 6, "title": 60, "rapporteur": 22, "minutes": 12, "links": 24, "text": 94}
	for _, name := range p.columns {
		out.sheet.columns = append(out.sheet.columns, field{name, p.words.Papers.Columns[name], kinds[name], weights[name]})
	}
	if out.sheet.rows = p.texts; len(p.texts) == 0 {
		out.note = p.words.Papers.Nothing
	}
	return out
}
