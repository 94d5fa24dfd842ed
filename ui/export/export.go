// Package export writes documents and lists out of the register: plain data
// in, bytes out. It knows no desk and no clock: the day a document is as of is
// part of its data, so the same data always gives the same bytes.
//
// Nothing a member typed can leave its cell: texts pass schema.Visible, and
// each format escapes what its readers would act on (formulas in spreadsheets,
// markup in Markdown, line structure in iCalendar).
package export

import (
	"cmp"
	"io"
	"slices"
	"strings"

	"contactgroup/schema"
	"contactgroup/ui/lang"
)

// Format names a way to write a document or a list, as in a file's name.
type Format string

const (
	Markdown  Format = "md"
	CSV       Format = "csv"    // commas, English headings, codes
	FrenchCSV Format = "fr.csv" // semicolons, French headings and words, byte order mark
	JSON      Format = "json"
	ICS       Format = "ics"
	XLSX      Format = "xlsx"
	ODS       Format = "ods"
	ODT       Format = "odt"
	HTML      Format = "html"
	PDF       Format = "pdf"
	TSV       Format = "tsv"   // of lists only
	JSONLines Format = "jsonl" // of lists only
)

// Formats lists the formats of documents.
var Formats = []Format{Markdown, CSV, FrenchCSV, JSON, ICS, XLSX, ODS, ODT, HTML, PDF}

// Binary reports whether a format is for programs alone, so that no terminal
// or pager can show it.
func (f Format) Binary() bool { return f == XLSX || f == ODS || f == ODT || f == PDF }

// Spreadsheet reports whether a format has cells in types of their own.
func (f Format) Spreadsheet() bool { return f == XLSX || f == ODS }

// ListFormats lists the formats of lists.
var ListFormats = []Format{JSON, JSONLines, CSV, TSV, Markdown}

// ParseFormat reads the name of a document's format, in any case.
func ParseFormat(s string) (Format, bool) {
	f := Format(strings.ToLower(strings.TrimSpace(s)))
	return f, slices.Contains(Formats, f)
}

// FileName is the name of a meeting's action register as a file.
func FileName(f Format, meetingRef string) string {
	return "actions-" + meetingRef + "." + string(f)
}

// MIME is the media type of a format; of an unknown one that of mere bytes.
func MIME(f Format) string {
	switch f {
	case Markdown:
		return "text/markdown; charset=utf-8"
	case CSV, FrenchCSV:
		return "text/csv; charset=utf-8; header=present"
	case TSV:
		return "text/tab-separated-values; charset=utf-8"
	case JSON:
		return "application/json"
	case JSONLines:
		return "application/jsonl"
	case ICS:
		return "text/calendar; charset=utf-8"
	case XLSX:
		return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	case ODS:
		return odsType
	case ODT:
		return odtType
	case HTML:
		return "text/html; charset=utf-8"
	case PDF:
		return "application/pdf"
	}
	return "application/octet-stream"
}

// Write writes the action register as a document. Words give the language of
// what people read; CSV, French CSV and JSON have their own.
// Its errors are those of w, and one for a format that is none of Formats.
func Write(w io.Writer, f Format, r schema.Register, words *lang.Words) error {
	r.Actions = sorted(r.Actions)
	switch f {
	case Markdown:
		return writeMarkdown(w, r, words)
	case CSV:
		return writeCSV(w, r)
	case FrenchCSV:
		return writeFrenchCSV(w, r)
	case JSON:
		return writeValue(w, registerObject(r), "  ")
	case ICS:
		return writeICS(w, r, words)
	}
	return registerBook(r, words).write(w, f)
}

// sorted returns the items by owner, then due day with none last, then
// reference: those given, when they are in that order.
func sorted(in []schema.Action) []schema.Action {
	order := func(a, b *schema.Action) int {
		return cmp.Or(cmp.Compare(a.Owner, b.Owner), compareDue(a.Due, b.Due), cmp.Compare(a.Ref, b.Ref))
	}
	places := make([]*schema.Action, len(in)) // moved in place of the items, which are large
	for i := range in {
		places[i] = &in[i]
	}
	if slices.IsSortedFunc(places, order) {
		return in
	}
	slices.SortStableFunc(places, order)
	out := make([]schema.Action, len(in))
	for i, a := range places {
		out[i] = *a
	}
	return out
}

func compareDue(a, b schema.Date) int {
	switch {
	case a == b:
		return 0
	case a.IsZero():
		return 1
	case b.IsZero():
		return -1
	}
	return a.Compare(b)
}

// total counts action items of one owner, or of all.
type total struct {
	owner                     string
	actions, overdue, carried int
}

// totals returns one total per owner, in the order of sorted items, and that of all.
func totals(r schema.Register) (byOwner []total, all total) {
	for _, a := range r.Actions {
		if len(byOwner) == 0 || byOwner[len(byOwner)-1].owner != a.Owner {
			byOwner = append(byOwner, total{owner: a.Owner})
		}
		for _, t := range []*total{&byOwner[len(byOwner)-1], &all} {
			t.actions++
			if a.Overdue(r.AsOf) {
				t.overdue++
			}
			if a.Carried > 0 {
				t.carried++
			}
		}
	}
	return byOwner, all
}

// ownerName is the organisation's name, or its code when the register does not tell.
func ownerName(r schema.Register, code string) string {
	return cmp.Or(r.Owners[code], code)
}

// plain is a member's text without anything a reader could act on but
// newlines: every kind of line end becomes one.
func plain(s string) string {
	if strings.Contains(s, "\r") {
		s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	}
	return schema.Visible(s)
}
