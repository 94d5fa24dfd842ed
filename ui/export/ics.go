package export

import (
	"bufio"
	"io"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"contactgroup/schema"
	"contactgroup/ui/lang"
)

const (
	icsProduct = "-//contactgroup//action register//EN"
	icsDomain  = "@contactgroup"
	icsDay     = "20060102"
	icsInstant = "20060102T150405Z"
	icsFold    = 75 // octets a line may have, its end not counted (RFC 5545, 3.1)
)

// icsStatus maps the states of an action item to those of a to-do. A blocked
// item waits for something to be done: it needs action.
var icsStatus = map[schema.ActionState]string{
	schema.ActionOpen: "NEEDS-ACTION", schema.ActionInProgress: "IN-PROCESS", schema.ActionBlocked: "NEEDS-ACTION",
	schema.ActionDone: "COMPLETED", schema.ActionDropped: "CANCELLED",
}

// writeICS writes one to-do per action item, after RFC 5545.
func writeICS(w io.Writer, r schema.Register, words *lang.Words) error {
	out := bufio.NewWriter(w)
	icsHead(out, r, words.Export.Title, words)
	for _, a := range r.Actions {
		icsToDo(out, r, a, words)
	}
	icsLine(out, "END", "VCALENDAR")
	return out.Flush() // a bufio.Writer keeps its first error until here
}

// icsOpen begins any calendar.
func icsOpen(out *bufio.Writer) {
	icsLine(out, "BEGIN", "VCALENDAR")
	icsLine(out, "VERSION", "2.0")
	icsLine(out, "PRODID", icsProduct)
	icsLine(out, "CALSCALE", "GREGORIAN")
}

// icsHead begins a calendar and tells what it is of.
func icsHead(out *bufio.Writer, r schema.Register, title string, words *lang.Words) {
	icsOpen(out)
	icsLine(out, "X-WR-CALNAME", icsText(lang.Fill(title, "group", r.Group)))
	if r.Meeting.Ref != "" { // a list of action items is of no meeting
		icsLine(out, "X-CONTACTGROUP-MEETING", icsText(r.Meeting.Ref))
	}
	if !r.AsOf.IsZero() {
		icsLine(out, "X-CONTACTGROUP-AS-OF;VALUE=DATE", r.AsOf.Start(time.UTC).Format(icsDay))
	}
	if r.TLP != "" {
		icsLine(out, "X-CONTACTGROUP-TLP", icsText(words.Domain.TLP[r.TLP]))
	}
}

func icsToDo(out *bufio.Writer, r schema.Register, a schema.Action, words *lang.Words) {
	icsLine(out, "BEGIN", "VTODO")
	icsLine(out, "UID", icsText(a.Ref)+icsDomain)
	changed := icsChange(r, a).Format(icsInstant)
	icsLine(out, "DTSTAMP", changed)
	icsLine(out, "LAST-MODIFIED", changed)
	icsLine(out, "SEQUENCE", strconv.Itoa(max(a.Rev, 0)))
	if !a.Due.IsZero() {
		icsLine(out, "DUE;VALUE=DATE", a.Due.Start(time.UTC).Format(icsDay))
	}
	if status, ok := icsStatus[a.State]; ok {
		icsLine(out, "STATUS", status)
	}
	icsLine(out, "SUMMARY", icsText(ownerName(r, a.Owner)+words.Export.Colon+schema.VisibleLine(a.Text)))
	icsLine(out, "DESCRIPTION", icsText(icsDescription(r, a, words)))
	if a.Theme != "" {
		icsLine(out, "CATEGORIES", icsText(a.Theme))
	}
	icsLine(out, "END", "VTODO")
}

// icsChange is when the item changed last; for data without it the day it was raised.
func icsChange(r schema.Register, a schema.Action) time.Time {
	switch {
	case !a.Updated.IsZero():
		return a.Updated.UTC()
	case !a.Raised.IsZero():
		return a.Raised.Start(time.UTC)
	}
	return r.AsOf.Start(time.UTC)
}

// icsDescription names every column of the register that has something to
// tell, since calendars know but a few of them.
func icsDescription(r schema.Register, a schema.Action, words *lang.Words) string {
	var lines []string
	for _, c := range columns {
		if v := c.text(&r, &a, words); v != "" && c.name != "as_of" && c.name != "tlp" {
			lines = append(lines, words.Export.Columns[c.name]+words.Export.Colon+v)
		}
	}
	return strings.Join(lines, "\n")
}

var icsEscapes = strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\n", `\n`)

// icsText is a text as the value of a property: no control characters, line
// ends, semicolons, commas and backslashes escaped.
func icsText(s string) string { return icsEscapes.Replace(plain(s)) }

// icsLine writes one content line, folded before a rune that would pass the
// limit. The bufio.Writer keeps the first error.
func icsLine(out *bufio.Writer, name, value string) {
	line := name + ":" + value
	room := icsFold
	for line != "" {
		n := 0
		for n < len(line) {
			_, size := utf8.DecodeRuneInString(line[n:])
			if n+size > room {
				break
			}
			n += size
		}
		out.WriteString(line[:n])
		out.WriteString("\r\n")
		if line = line[n:]; line != "" {
			out.WriteByte(' ')
			room = icsFold - 1
		}
	}
}
