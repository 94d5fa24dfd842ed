package lang

import (
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"contactgroup/schema"
)

// Intake tells where in a file something is wrong.
type Intake struct {
	Line   string // {line} {fault}
	Column string // {line} {column} {fault}
}

var (
	intakeFR = Intake{"ligne {line} : {fault}", "ligne {line}, colonne « {column} » : {fault}"}
	intakeEN = Intake{"line {line}: {fault}", "line {line}, column “{column}”: {fault}"}
)

// RowFault gives the sentence for one fault of a file, with its place:
// "ligne 3, colonne « url » : « x » n’est pas une adresse http(s)."
func (w *Words) RowFault(f schema.RowFault) string {
	text := w.Intake.Line
	if f.Column != "" {
		text = w.Intake.Column
	}
	return Fill(text, "line", fmt.Sprint(f.Line), "column", schema.VisibleLine(f.Column), "fault", lowerFirst(w.RowReason(f)))
}

// RowReason gives the sentence for one fault of a file without its place:
// "« x » n’est pas une adresse http(s)."
func (w *Words) RowReason(f schema.RowFault) string {
	var fault *schema.Fault
	if !errors.As(f.Err, &fault) {
		return w.Error(f.Err)
	}
	unnamed := *fault
	unnamed.Field = "" // the column says it
	return w.Error(&unnamed)
}

// fileError gives the sentence for an error of a file being read, and false for any other error.
func (w *Words) fileError(err error) (string, bool) {
	var file *schema.FileError
	if errors.As(err, &file) {
		return w.RowFault(file.RowFault), true
	}
	var row *schema.RowError
	if errors.As(err, &row) {
		lines := make([]string, len(row.Faults))
		for i, f := range row.Faults {
			lines[i] = w.RowFault(f)
		}
		return strings.Join(lines, " "), true
	}
	return "", false
}

func lowerFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 || r == utf8.RuneError {
		return s
	}
	return string(unicode.ToLower(r)) + s[n:]
}
