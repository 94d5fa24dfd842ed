package store

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strconv"
	"strings"
)

// packing is how SQLite gives a row of many columns to a command: as one text,
// a JSON array of them in an order. Of each column it gives by itself the name
// and the type are asked anew, and half of the time of a claim's reading went
// there.
type packing struct {
	expression string // of SQL: the text
	fields     []int  // of the struct, one for each column
}

// packingOf packs expressions of SQL into the fields of row, a struct, that
// have the columns' names. None may be a float or a blob.
func packingOf(row any, expressions, columns []string) packing {
	p := packing{expression: "json_array(" + strings.Join(expressions, ", ") + ")"}
	names := fieldNames.TypeMap(reflect.TypeOf(row)).Names
	for _, c := range columns {
		p.fields = append(p.fields, names[c].Index[0])
	}
	return p
}

// unpack fills row, a pointer to the packing's struct, from the beginning of a
// text and returns what follows.
func (p packing) unpack(text string, row any) (rest string, err error) {
	into := reflect.ValueOf(row).Elem()
	opening := byte('[')
	for _, field := range p.fields {
		if text, err = after(text, opening); err == nil {
			text, err = unpackValue(text, into.Field(field))
		}
		if err != nil {
			return "", err
		}
		opening = ','
	}
	return after(text, ']')
}

// unpackAll reads an array of packed rows.
func unpackAll[T any](p packing, text string) ([]T, error) {
	var rows []T
	text, err := after(text, '[')
	for err == nil && !strings.HasPrefix(text, "]") {
		var row T
		if len(rows) > 0 {
			text, err = after(text, ',')
		}
		if err == nil {
			text, err = p.unpack(text, &row)
		}
		rows = append(rows, row)
	}
	return rows, err
}

// after is what follows a sign at the beginning of a packed text.
func after(text string, sign byte) (string, error) {
	if text == "" || text[0] != sign {
		return "", fmt.Errorf("a packed row goes on with %.20q, not %q", text, sign)
	}
	return text[1:], nil
}

// unpackValue reads a text or a whole number; a flag is a number in the register.
func unpackValue(text string, into reflect.Value) (rest string, err error) {
	if strings.HasPrefix(text, `"`) {
		value, rest, err := unpackString(text[1:])
		if err == nil && into.Kind() != reflect.String {
			err = fmt.Errorf("a packed text stands where %s is wanted", into.Type())
		}
		if err == nil {
			into.SetString(value)
		}
		return rest, err
	}
	end := strings.IndexAny(text, ",]")
	if end < 0 {
		end = len(text)
	}
	n, err := strconv.ParseInt(text[:end], 10, 64)
	if err != nil {
		return "", err
	}
	switch into.Kind() {
	case reflect.Int, reflect.Int64:
		into.SetInt(n)
	case reflect.Bool:
		into.SetBool(n != 0)
	default:
		return "", fmt.Errorf("a packed number stands where %s is wanted", into.Type())
	}
	return text[end:], nil
}

// unpackString reads a text that has begun.
func unpackString(text string) (value, rest string, err error) {
	escaped := false
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '\\':
			escaped = true
			i++
		case '"':
			value, rest = text[:i], text[i+1:]
			if escaped {
				err = json.Unmarshal([]byte(`"`+value+`"`), &value)
			}
			return value, rest, err
		}
	}
	return "", "", fmt.Errorf("a packed text does not end")
}
