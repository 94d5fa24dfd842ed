package intake

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"strconv"

	"contactgroup/schema"
)

// lines reads JSON Lines. Lines do not depend on each other, so a broken one is its own fault.
type lines struct {
	in    *bufio.Reader
	limit int // bytes of a line
	at    int
}

func newLines(in *bufio.Reader, o Options) *lines { return &lines{in: in, limit: o.recordLimit()} }

func (l *lines) line() int { return l.at }

func (l *lines) next() (record, error) {
	for {
		text, fits, err := l.read()
		if err != nil {
			return record{}, err
		}
		if fits && len(bytes.TrimSpace(text)) == 0 {
			continue
		}
		rec := record{line: l.at, cells: map[*column]cell{}}
		if !fits {
			rec.fault("", 0, schema.WhyTooLong, strconv.Itoa(l.limit))
		} else {
			rec.parse(text)
		}
		return rec, nil
	}
}

// read returns the next line, and false instead of one that is too long.
func (l *lines) read() (text []byte, fits bool, err error) {
	l.at++
	fits = true
	for {
		part, err := l.in.ReadSlice('\n')
		if fits = fits && len(text)+len(part) <= l.limit; fits {
			text = append(text, part...)
		}
		switch {
		case err == bufio.ErrBufferFull:
			continue
		case err == io.EOF && (len(text) > 0 || !fits):
			return text, fits, nil
		case err == io.EOF:
			l.at-- // there is no such line
		}
		return text, fits, err
	}
}

func (r *record) fault(column string, place int, why schema.Reason, value string) {
	r.faults = append(r.faults, schema.RowFault{Line: r.line, Column: column, Place: place, Err: invalid(why, value)})
}

// parse reads one object of texts into the record's cells.
func (r *record) parse(text []byte) {
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.UseNumber()
	if t, err := dec.Token(); err != nil || t != json.Delim('{') {
		r.fault("", 0, schema.WhyJSON, "")
		return
	}
	for place := 1; dec.More(); place++ {
		key, err := dec.Token()
		name, ok := key.(string)
		if err != nil || !ok {
			r.fault("", 0, schema.WhyJSON, "")
			return
		}
		value, flat, err := scalar(dec)
		if err != nil {
			r.fault(short(name), place, schema.WhyJSON, "")
			return
		}
		c := columnOf(name)
		switch {
		case c == nil:
			r.fault("", place, schema.WhyColumn, name)
		case !flat:
			r.fault(name, place, schema.WhyJSON, "")
		case r.cells[c].place > 0:
			r.fault("", place, schema.WhyTwice, name)
		default:
			r.cells[c] = cell{value, name, place}
		}
	}
	if _, err := dec.Token(); err != nil { // the closing brace
		r.fault("", 0, schema.WhyJSON, "")
		return
	}
	if _, err := dec.Token(); err != io.EOF {
		r.fault("", 0, schema.WhyJSON, "")
	}
}

// scalar reads one value; flat is false for one that is not a text, a number
// or null. It gives up on what is nested too deep.
func scalar(dec *json.Decoder) (text string, flat bool, err error) {
	t, err := dec.Token()
	if err != nil {
		return "", false, err
	}
	switch v := t.(type) {
	case string:
		return v, true, nil
	case json.Number:
		return v.String(), true, nil
	case nil:
		return "", true, nil
	case json.Delim:
		for depth := 2; depth > 1; { // the object itself is the first
			switch t, err := dec.Token(); {
			case err != nil:
				return "", false, err
			case t == json.Delim('{'), t == json.Delim('['):
				depth++
			case t == json.Delim('}'), t == json.Delim(']'):
				depth--
			}
			if depth > maxDepth {
				return "", false, invalid(schema.WhyJSON, "")
			}
		}
	}
	return "", false, nil
}
