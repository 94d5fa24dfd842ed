package export

import (
	"bufio"
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strings"
)

// schemaVersion is the version of the JSON shapes; it grows when one changes its meaning.
const schemaVersion = 1

// List is one page of a list as commands answer it.
type List struct {
	Items []Object
	Next  string // cursor of the page that follows; empty: this is the last one
	Count int    // of all pages
	More  bool   // there are more than Count
}

// Write writes the list in one of ListFormats. Columns choose members and
// their order; without any, JSON has all of them and tables those that the
// first item has, nested ones aside.
func (l List) Write(w io.Writer, f Format, columns []string) error {
	switch f {
	case JSON, JSONLines:
		items := l.Items
		if columns != nil {
			items = make([]Object, len(l.Items))
			for i, o := range l.Items {
				items[i] = o.Only(columns)
			}
		}
		return l.writeJSON(w, f, items)
	case CSV, TSV, Markdown:
		if columns == nil && len(l.Items) > 0 {
			columns = TableColumns(l.Items[0])
		}
		rows := func(yield func([]string) bool) {
			for _, o := range l.Items {
				row := make([]string, len(columns))
				for i, c := range columns {
					row[i] = o.Text(c)
				}
				if !yield(row) {
					return
				}
			}
		}
		return Table(w, f, columns, rows)
	}
	return fmt.Errorf("export: unknown format %q of a list", f)
}

func (l List) writeJSON(w io.Writer, f Format, items []Object) error {
	if f == JSON {
		list := Object{
			{"schema", schemaVersion}, {"items", append([]Object{}, items...)},
			{"next", word(l.Next)}, {"count", l.Count},
		}
		if l.More {
			list = append(list, Member{"more", true})
		}
		return writeValue(w, list, "  ")
	}
	out := bufio.NewWriter(w)
	for _, o := range items {
		if err := writeValue(out, o, ""); err != nil {
			return err
		}
	}
	return out.Flush()
}

// TableColumns lists the members that fit a cell: all but nested ones.
func TableColumns(o Object) []string {
	var out []string
	for _, m := range o {
		switch m.Value.(type) {
		case Object, []Object:
		default:
			out = append(out, m.Name)
		}
	}
	return out
}

// WriteItem writes the JSON answer of one thing.
func WriteItem(w io.Writer, item Object) error {
	return writeValue(w, Object{{"schema", schemaVersion}, {"item", item}}, "  ")
}

// Table writes rows of texts under a heading as CSV, TSV or Markdown, each
// cell made safe for what reads that format. TSV has one line per row: line
// ends and tabs in a cell become blanks.
func Table(w io.Writer, f Format, heading []string, rows func(yield func([]string) bool)) error {
	write, flush, err := tableWriter(w, f)
	if err != nil {
		return err
	}
	if err := write(heading); err != nil {
		return err
	}
	if f == Markdown {
		if err := write(slices.Repeat([]string{"---"}, len(heading))); err != nil {
			return err
		}
	}
	for row := range rows {
		if err := write(row); err != nil {
			return err
		}
	}
	return flush()
}

func tableWriter(w io.Writer, f Format) (write func([]string) error, flush func() error, err error) {
	switch f {
	case CSV:
		out := csv.NewWriter(w)
		out.UseCRLF = true
		return func(row []string) error { return out.Write(each(row, csvCell)) },
			func() error { out.Flush(); return out.Error() }, nil
	case TSV:
		out := bufio.NewWriter(w)
		return func(row []string) error {
			_, err := out.WriteString(strings.Join(each(row, tsvCell), "\t") + "\n")
			return err
		}, out.Flush, nil
	case Markdown:
		out := bufio.NewWriter(w)
		return func(row []string) error {
			_, err := out.WriteString("| " + strings.Join(each(row, markdownText), " | ") + " |\n")
			return err
		}, out.Flush, nil
	}
	return nil, nil, fmt.Errorf("export: unknown format %q of a table", f)
}

func each(in []string, f func(string) string) []string {
	out := make([]string, len(in))
	for i, s := range in {
		out[i] = f(s)
	}
	return out
}

func tsvCell(s string) string {
	return csvCell(strings.ReplaceAll(plain(s), "\n", " ")) // plain leaves no tab
}
