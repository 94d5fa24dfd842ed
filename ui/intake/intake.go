// Package intake reads documents into plain data: contents that a service
// signals, as CSV or JSON Lines, one row per content.
//
// Files come from spreadsheets and other systems as they are, so separators,
// encodings and the language of headings are recognised or refused by name,
// and each fault tells its line, column and reason. Reading streams: memory
// does not grow with the file.
package intake

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"iter"
	"strconv"
	"strings"
	"time"

	"contactgroup/schema"
)

// Format says how a file is written.
type Format string

const (
	CSV       Format = "csv"   // commas, semicolons or tabs, as the heading has them
	JSONLines Format = "jsonl" // one object of texts per line
)

// Limits of a file when Options name none.
const (
	MaxBytes = 10 << 20
	MaxRows  = 50_000
	MaxCell  = 64 << 10 // bytes
)

// maxDepth bounds how deep the values of a JSON line may be nested.
const maxDepth = 32

// Options tell how to read a file. The zero Options serve.
type Options struct {
	Format   Format         // empty: as the first sign of the file tells
	Zone     *time.Location // of dates that name none; nil: UTC
	MaxBytes int64          // zero: the limits above
	MaxRows  int
	MaxCell  int
}

func (o Options) withLimits() Options {
	if o.Zone == nil {
		o.Zone = time.UTC
	}
	if o.MaxBytes <= 0 {
		o.MaxBytes = MaxBytes
	}
	if o.MaxRows <= 0 {
		o.MaxRows = MaxRows
	}
	if o.MaxCell <= 0 {
		o.MaxCell = MaxCell
	}
	return o
}

// recordLimit bounds one row or line: no more is ever held.
func (o Options) recordLimit() int { return o.MaxCell * (len(columns) + 1) }

// record is one row as the file has it.
type record struct {
	line   int               // where it begins
	cells  map[*column]cell  // those that the file has
	faults []schema.RowFault // of its form
}

// cell is one value of a row.
type cell struct {
	text    string
	heading string // as the file wrote it
	place   int    // 1-based number of the column
}

// source yields the rows of a file. Its errors are io.EOF, a
// *schema.FileError, or what the reader underneath gave.
type source interface {
	next() (record, error)
	line() int // where reading stands
}

// Read yields the rows of a file, cleaned as the register wants them. What is
// wrong with one row comes as *schema.RowError in its place, and reading goes on;
// what is wrong with the file as a whole comes as *schema.FileError and ends it.
// A file without rows is such a fault.
func Read(r io.Reader, o Options) iter.Seq2[schema.IntakeRow, error] {
	o = o.withLimits()
	return func(yield func(schema.IntakeRow, error) bool) {
		fail := func(line int, err error) { yield(schema.IntakeRow{}, fileError(line, err)) }
		src, err := open(r, o)
		if err != nil {
			fail(1, err)
			return
		}
		for rows := 0; ; rows++ {
			rec, err := src.next()
			switch {
			case err == io.EOF && rows == 0:
				fail(src.line(), invalid(schema.WhyNoRows, ""))
				return
			case err == io.EOF:
				return
			case err != nil:
				fail(src.line(), err)
				return
			case rows == o.MaxRows:
				fail(rec.line, invalid(schema.WhyTooMany, strconv.Itoa(o.MaxRows)))
				return
			}
			row, faults := build(rec, o)
			if len(faults) > 0 {
				if !yield(schema.IntakeRow{}, &schema.RowError{Faults: faults}) {
					return
				}
			} else if !yield(row, nil) {
				return
			}
		}
	}
}

// open recognises the encoding and the format of a file.
func open(r io.Reader, o Options) (source, error) {
	text, err := decode(&limited{in: r, left: o.MaxBytes, limit: o.MaxBytes})
	if err != nil {
		return nil, err
	}
	in := bufio.NewReaderSize(text, window)
	start, err := in.Peek(window)
	if err != nil && err != io.EOF && len(start) == 0 {
		return nil, err
	}
	first := strings.TrimLeft(string(start[:min(len(start), 512)]), " \t\r\n")
	if o.Format == JSONLines || (o.Format == "" && (strings.HasPrefix(first, "{") || strings.HasPrefix(first, "["))) {
		return newLines(in, o), nil
	}
	return newTable(in, string(start), o)
}

// limited gives errTooLarge for the first byte beyond its limit.
type limited struct {
	in          io.Reader
	left, limit int64
}

func (l *limited) Read(p []byte) (int, error) {
	if int64(len(p)) > l.left+1 {
		p = p[:l.left+1]
	}
	n, err := l.in.Read(p)
	if int64(n) > l.left {
		n = int(l.left)
		err = invalid(schema.WhyTooLarge, fmt.Sprintf("%g MiB", float64(l.limit)/(1<<20)))
	}
	l.left -= int64(n)
	return n, err
}

func fileError(line int, err error) *schema.FileError {
	var known *schema.FileError
	if errors.As(err, &known) {
		return known
	}
	return &schema.FileError{RowFault: schema.RowFault{Line: max(line, 1), Err: err}}
}

// invalid is a fault of the file's form. Values are cut to what a sentence can show.
func invalid(why schema.Reason, value string) *schema.Fault {
	return &schema.Fault{Class: schema.ErrInvalid, Why: why, Value: short(value)}
}

// short cuts a value to what a sentence can show.
func short(s string) string {
	const limit = 80
	if r := []rune(s[:min(len(s), 4*limit+4)]); len(r) > limit {
		return string(r[:limit]) + "…"
	}
	return s
}
