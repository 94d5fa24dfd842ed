package export

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"iter"

	"contactgroup/schema"
)

// Stream writes a whole list whose items come one after the other, the same
// bytes as List.Write of all of them at once, with no more than one of them at
// hand. It ends with the first error of items. Columns must be given for
// tables; JSON has all members without them.
func Stream(w io.Writer, f Format, columns []string, items iter.Seq2[Object, error]) error {
	return StreamPage(w, f, columns, items, nil)
}

// StreamPage is Stream of one page of a list: what else List tells of it, its
// items aside, is asked for when the last of them is written. Nil: they are all.
func StreamPage(w io.Writer, f Format, columns []string, items iter.Seq2[Object, error], page func() (List, error)) error {
	switch f {
	case JSON:
		return streamJSON(w, columns, items, page)
	case JSONLines:
		return streamLines(w, columns, items)
	}
	var failed error
	err := Table(w, f, columns, func(yield func([]string) bool) {
		row := make([]string, len(columns))
		for o, err := range items {
			if failed = err; err != nil {
				return
			}
			for i, c := range columns {
				row[i] = o.Text(c)
			}
			if !yield(row) {
				return
			}
		}
	})
	if failed != nil {
		return failed
	}
	return err
}

func streamLines(w io.Writer, columns []string, items iter.Seq2[Object, error]) error {
	out := bufio.NewWriter(w)
	for o, err := range items {
		if err != nil {
			return err
		}
		if columns != nil {
			o = o.Only(columns)
		}
		if err := writeValue(out, o, ""); err != nil {
			return err
		}
	}
	return out.Flush()
}

func streamJSON(w io.Writer, columns []string, items iter.Seq2[Object, error], page func() (List, error)) error {
	out := bufio.NewWriterSize(w, 32<<10)
	fmt.Fprintf(out, "{\n  \"schema\": %d,\n  \"items\": [", schemaVersion) // a bufio.Writer keeps its first error until it is flushed
	n := 0
	var b bytes.Buffer
	for o, err := range items {
		if err != nil {
			return err
		}
		if columns != nil {
			o = o.Only(columns)
		}
		raw, err := o.MarshalJSON()
		if err != nil {
			return err
		}
		b.Reset()
		if err := json.Indent(&b, raw, "    ", "  "); err != nil {
			return err
		}
		if n++; n > 1 {
			out.WriteString(",")
		}
		out.WriteString("\n    ")
		if _, err := out.Write(escapeUnseen(b.Bytes())); err != nil {
			return err
		}
	}
	if n > 0 {
		out.WriteString("\n  ")
	}
	l := List{Count: min(n, schema.CountLimit), More: n > schema.CountLimit}
	if page != nil {
		var err error
		if l, err = page(); err != nil {
			return err
		}
	}
	return l.endJSON(out)
}

// endJSON ends a list of which the items stand.
func (l List) endJSON(out *bufio.Writer) error {
	var next bytes.Buffer
	if err := writeValue(&next, word(l.Next), ""); err != nil {
		return err
	}
	fmt.Fprintf(out, "],\n  \"next\": %s,\n  \"count\": %d", bytes.TrimSpace(next.Bytes()), l.Count)
	if l.More {
		out.WriteString(",\n  \"more\": true")
	}
	out.WriteString("\n}\n")
	return out.Flush()
}
