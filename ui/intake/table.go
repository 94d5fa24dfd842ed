package intake

import (
	"bufio"
	"encoding/csv"
	"errors"
	"io"
	"strconv"
	"strings"

	"contactgroup/schema"
)

// table reads CSV.
type table struct {
	in       *csv.Reader
	guard    *guard
	headings []string  // as the file wrote them
	columns  []*column // of each heading; nil: without a name
	at       int       // line of the row last read, or of the fault
	after    int       // line that follows it
}

// newTable reads the heading. Start is the beginning of the file.
func newTable(in *bufio.Reader, start string, o Options) (*table, error) {
	g := &guard{in: in, limit: o.recordLimit(), left: o.recordLimit(), lines: 1}
	t := &table{in: csv.NewReader(g), guard: g, at: 1, after: 1}
	t.in.Comma = separator(start)
	t.in.FieldsPerRecord = -1
	head, err := t.read()
	if err == io.EOF {
		return nil, invalid(schema.WhyNoRows, "")
	}
	if err != nil {
		return nil, fileError(t.at, err)
	}
	for i, h := range head {
		h = strings.TrimSpace(h)
		if len(h) > schema.MaxLine {
			return nil, t.fault(i, short(h), schema.WhyColumn)
		}
		c := columnOf(h)
		switch {
		case c == nil && h != "":
			return nil, t.fault(i, h, schema.WhyColumn)
		case c != nil && t.has(c):
			return nil, t.fault(i, h, schema.WhyTwice)
		}
		t.headings, t.columns = append(t.headings, h), append(t.columns, c)
	}
	for _, c := range columns {
		if c.required && !t.has(c) {
			return nil, t.fault(-1, c.name, schema.WhyNoColumn)
		}
	}
	return t, nil
}

// separator is the sign that parts most cells in the heading.
func separator(start string) rune {
	line, _, _ := strings.Cut(strings.TrimLeft(start, "\r\n"), "\n")
	best, most := ',', 0
	for _, sep := range ",;\t" {
		if n := strings.Count(line, string(sep)); n > most {
			best, most = sep, n
		}
	}
	return best
}

func (t *table) has(c *column) bool {
	for _, other := range t.columns {
		if other == c {
			return true
		}
	}
	return false
}

func (t *table) fault(i int, heading string, why schema.Reason) *schema.FileError {
	f := schema.RowFault{Line: t.at, Place: i + 1, Err: invalid(why, heading)}
	return &schema.FileError{RowFault: f}
}

// read returns the next row that is not empty, and where it began.
func (t *table) read() ([]string, error) {
	t.guard.left = t.guard.limit
	row, err := t.in.Read()
	var syntax *csv.ParseError
	switch {
	case errors.As(err, &syntax):
		t.at = syntax.StartLine
		return nil, invalid(schema.WhyQuote, "")
	case err != nil && t.guard.left <= 0:
		t.at = t.after
		return nil, err
	case err != nil:
		t.at = t.guard.lines
		return nil, err
	}
	t.at, _ = t.in.FieldPos(0)
	last := len(row) - 1
	t.after, _ = t.in.FieldPos(last)
	t.after += strings.Count(row[last], "\n") + 1
	return row, nil
}

func (t *table) line() int { return t.at }

func (t *table) next() (record, error) {
	row, err := t.read()
	for err == nil && blank(row) {
		row, err = t.read()
	}
	if err != nil {
		return record{}, err
	}
	rec := record{line: t.at, cells: make(map[*column]cell, len(row))}
	for i, text := range row {
		switch {
		case i < len(t.columns) && t.columns[i] != nil:
			rec.cells[t.columns[i]] = cell{text, t.headings[i], i + 1}
		case strings.TrimSpace(text) != "": // nobody says what it is
			rec.faults = []schema.RowFault{{Line: t.at, Place: i + 1, Err: invalid(schema.WhyCells, strconv.Itoa(len(t.columns)))}}
		}
	}
	if len(row) < len(t.columns) {
		rec.faults = []schema.RowFault{{Line: t.at, Err: invalid(schema.WhyCells, strconv.Itoa(len(t.columns)))}}
	}
	return rec, nil
}

func blank(row []string) bool {
	for _, s := range row {
		if strings.TrimSpace(s) != "" {
			return false
		}
	}
	return true
}

// guard gives an error for a row that never ends, and counts lines.
type guard struct {
	in          io.Reader
	left, limit int
	lines       int // where reading stands
}

func (g *guard) Read(p []byte) (int, error) {
	if g.left <= 0 {
		return 0, invalid(schema.WhyTooLong, strconv.Itoa(g.limit))
	}
	n, err := g.in.Read(p[:min(len(p), g.left)])
	g.left -= n
	g.lines += strings.Count(string(p[:n]), "\n")
	return n, err
}
