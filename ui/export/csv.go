package export

import (
	"encoding/csv"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"contactgroup/schema"
	"contactgroup/ui/lang"
)

// byteOrderMark begins what French spreadsheets are to read as UTF-8.
const byteOrderMark = "\ufeff"

// registerHeadings are the headings of the register's columns.
func registerHeadings(french bool) []string {
	head := make([]string, len(columns))
	for i, c := range columns {
		if head[i] = c.name; french {
			head[i] = lang.French.Export.Columns[c.name]
		}
	}
	return head
}

// writeCSV writes one row of codes per action item, after RFC 4180.
func writeCSV(w io.Writer, r schema.Register) error {
	return csvRows(w, ',', registerHeadings(false), r, func(c column, a *schema.Action) string { return c.code(&r, a) })
}

// writeFrenchCSV writes what French spreadsheets open with a double click:
// semicolons, a byte order mark, French headings and words.
func writeFrenchCSV(w io.Writer, r schema.Register) error {
	if _, err := io.WriteString(w, byteOrderMark); err != nil {
		return err
	}
	return csvRows(w, ';', registerHeadings(true), r, func(c column, a *schema.Action) string { return c.text(&r, a, lang.French) })
}

func csvRows(w io.Writer, comma rune, head []string, r schema.Register, cell func(column, *schema.Action) string) error {
	out := csv.NewWriter(w)
	out.Comma, out.UseCRLF = comma, true
	if err := out.Write(head); err != nil {
		return err
	}
	row := make([]string, len(columns))
	for n := range r.Actions {
		for i, c := range columns {
			row[i] = csvCell(cell(c, &r.Actions[n]))
		}
		if err := out.Write(row); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// csvCell is a text as a cell that no spreadsheet takes for a formula: each
// line that begins like one, blanks aside, gets an apostrophe before it, and
// so does a cell that begins with an empty line.
func csvCell(s string) string {
	if isCell(s) {
		return s
	}
	if s = plain(s); !strings.Contains(s, "\n") {
		if beginsFormula(strings.TrimLeftFunc(s, unicode.IsSpace)) {
			return "'" + s
		}
		return s
	}
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		bare := strings.TrimLeftFunc(line, unicode.IsSpace)
		if beginsFormula(bare) || (i == 0 && bare == "") {
			lines[i] = "'" + line
		}
	}
	return strings.Join(lines, "\n")
}

// isCell reports, in one pass, that csvCell has nothing to do for s: lines of
// the letters in which nearly all is written, each of which begins with one or
// with a digit. False says nothing.
func isCell(s string) bool {
	begins := true
	for _, r := range s {
		switch {
		case begins:
			if !('a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || 'À' <= r && r <= 'ɏ') {
				return false
			}
			begins = false
		case ' ' <= r && r <= '~':
		case r == '\n':
			begins = true
		case '\u00a0' <= r && r <= 'ɏ' && r != '\u00ad', r == '’':
		default:
			return false
		}
	}
	return true
}

func beginsFormula(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	switch r {
	case '=', '+', '-', '@', '＝', '＋', '－', '＠': // the wide ones count in East Asian settings
		return true
	}
	return false
}
