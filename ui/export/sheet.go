package export

import (
	"io"
	"strconv"
	"time"

	"contactgroup/schema"
	"contactgroup/ui/lang"
)

// Sheet is a list as a document of its own: one table.
type Sheet struct {
	Name    string // as machines call it
	Title   string // with {group}
	Part    string // of the one part
	Group   string
	Facts   []string // below the title: the filter, what it leaves out
	AsOf    schema.Date
	TLP     schema.TLP
	Zone    *time.Location // in which times are written
	Columns []string       // members, in their order
	Items   []Object
	Heading func(name string) string
	Cell    func(o Object, name string) string // a member as people read it
}

// WriteSheet writes a list in a format that people print or open in an office
// program. Words are as for Write. A workbook has numbers, days and times in
// their own types. Its errors are those of w, and one for another format.
func WriteSheet(w io.Writer, f Format, s Sheet, words *lang.Words) error {
	b := heading(schema.Register{Group: s.Group, AsOf: s.AsOf, TLP: s.TLP}, s.Title, words)
	b.facts = append(b.facts, s.Facts...)
	p := part{name: s.Name, title: s.Part, sheet: s.typed()}
	if len(s.Items) == 0 {
		p.note = words.Command.Empty
	} else if !f.Spreadsheet() {
		p.papers = []table{s.printed(words)}
	}
	b.parts = []part{p}
	return b.write(w, f)
}

// typed is the table for programs: each column of one kind.
func (s Sheet) typed() table {
	t := table{columns: make([]field, len(s.Columns)), rows: make([][]string, len(s.Items))}
	for i, name := range s.Columns {
		t.columns[i] = field{name, s.Heading(name), s.kindOf(name), 1}
	}
	for i, o := range s.Items {
		row := make([]string, len(s.Columns))
		for j, name := range s.Columns {
			switch t.columns[j].kind {
			case texts:
				row[j] = s.Cell(o, name)
			case moments:
				if at, err := time.Parse(time.RFC3339, o.Text(name)); err == nil {
					row[j] = at.In(s.Zone).Format(momentLayout)
				}
			default:
				row[j] = o.Text(name)
			}
		}
		t.rows[i] = row
	}
	return t
}

// kindOf is what all cells of a column are; references are texts, whatever they look like.
func (s Sheet) kindOf(name string) kind {
	if name == "ref" || name == "meeting" {
		return texts
	}
	of := texts
	for _, o := range s.Items {
		text := o.Text(name)
		if text == "" {
			continue
		}
		k := kindOf(text)
		if k == texts || of != texts && k != of {
			return texts
		}
		of = k
	}
	return of
}

func kindOf(cell string) kind {
	if _, err := strconv.Atoi(cell); err == nil {
		return numbers
	}
	if _, err := time.Parse(time.DateOnly, cell); err == nil {
		return days
	}
	if _, err := time.Parse(time.RFC3339, cell); err == nil {
		return moments
	}
	return texts
}

// printed is the table on paper: times short, and what is late told apart.
func (s Sheet) printed(words *lang.Words) table {
	t := s.typed()
	t.late = map[int]bool{}
	for i, o := range s.Items {
		t.late[i] = o.Text("overdue") == "true"
	}
	for j := range t.columns {
		f := &t.columns[j]
		f.weight = s.weight(j, t)
		if f.kind != moments {
			continue
		}
		f.kind = texts
		for i := range t.rows {
			at, err := time.Parse(momentLayout, t.rows[i][j])
			if err != nil {
				continue
			}
			t.rows[i][j] = at.Format(words.Time.LayoutYear)
			if f.name == "due_at" && t.late[i] {
				t.rows[i][j] += " " + words.Domain.Overdue
			}
		}
	}
	return t
}

// weight is a column's share of the line: the room that most of its cells need, within bounds.
func (s Sheet) weight(column int, t table) int {
	sum, longest := 0, len([]rune(t.columns[column].title))
	for _, row := range t.rows {
		n := len([]rune(row[column]))
		sum, longest = sum+n, max(longest, n)
	}
	usual := sum / max(len(t.rows), 1)
	return min(max(usual+2, min(longest, 14)), 60)
}
