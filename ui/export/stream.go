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
	if f == JSON {
		return streamJSON(w, columns, items)
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

func streamJSON(w io.Writer, columns []string, items iter.Seq2[Object, error]) error {
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
	fmt.Fprintf(out, "],\n  \"next\": null,\n  \"count\": %d", min(n, schema.CountLimit))
	if n > schema.CountLimit {
		out.WriteString(",\n  \"more\": true")
	}
	out.WriteString("\n}\n")
	return out.Flush()
}
