package export

import (
	"bufio"
	"cmp"
	"io"
	"strconv"
	"strings"
	"time"

	"contactgroup/schema"
	"contactgroup/ui/lang"
)

// icsMeetingStatus maps the states of a meeting to those of an event.
var icsMeetingStatus = map[schema.MeetingState]string{
	schema.MeetingDraft: "TENTATIVE", schema.MeetingConvened: "CONFIRMED", schema.MeetingHeld: "CONFIRMED", schema.MeetingClosed: "CONFIRMED",
}

// writeMeetingICS writes the meeting as one event, after RFC 5545. It is the
// same in whatever document: a calendar knows it again by its UID.
func writeMeetingICS(w io.Writer, r schema.Register, words *lang.Words) error {
	out := bufio.NewWriter(w)
	icsHead(out, r, words.Papers.Agenda, words)
	icsEvent(out, r, words)
	icsLine(out, "END", "VCALENDAR")
	return out.Flush() // a bufio.Writer keeps its first error until here
}

// WriteCalendar writes meetings, as read one by one, as events of one calendar
// of the group: each as in the documents of that meeting, with the same UID.
func WriteCalendar(w io.Writer, group string, meetings []schema.Meeting, words *lang.Words) error {
	out := bufio.NewWriter(w)
	r := schema.Register{Group: group, TLP: schema.TLPAmber}
	icsHead(out, r, words.Papers.Meetings, words)
	for _, m := range meetings {
		r.Meeting = m
		icsEvent(out, r, words)
	}
	icsLine(out, "END", "VCALENDAR")
	return out.Flush() // a bufio.Writer keeps its first error until here
}

// icsEvent writes the event. Its length is what the agenda plans.
func icsEvent(out *bufio.Writer, r schema.Register, words *lang.Words) {
	m := r.Meeting
	if m.Ref == "" || m.Starts.IsZero() {
		return
	}
	changed := m.Updated
	if changed.IsZero() {
		changed = r.AsOf.Start(time.UTC)
	}
	icsLine(out, "BEGIN", "VEVENT")
	icsLine(out, "UID", "meeting-"+icsText(m.Ref)+icsDomain)
	icsLine(out, "DTSTAMP", changed.UTC().Format(icsInstant))
	icsLine(out, "LAST-MODIFIED", changed.UTC().Format(icsInstant))
	icsLine(out, "SEQUENCE", strconv.Itoa(max(m.Rev, 0)))
	icsLine(out, "DTSTART", m.Starts.UTC().Format(icsInstant))
	minutes := 0
	for _, p := range m.Agenda {
		minutes += p.Minutes
	}
	if minutes > 0 {
		icsLine(out, "DURATION", "PT"+strconv.Itoa(minutes)+"M")
	}
	if status, ok := icsMeetingStatus[m.State]; ok {
		icsLine(out, "STATUS", status)
	}
	icsLine(out, "SUMMARY", icsText(schema.VisibleLine(cmp.Or(m.Title, words.Meeting.Untitled[m.Format]))))
	if m.Place != "" {
		icsLine(out, "LOCATION", icsText(schema.VisibleLine(m.Place)))
	}
	if text := icsAgenda(r, words); text != "" {
		icsLine(out, "DESCRIPTION", icsText(text))
	}
	icsLine(out, "END", "VEVENT")
}

// icsAgenda is what the meeting treats, and what it decided.
func icsAgenda(r schema.Register, words *lang.Words) string {
	var lines []string
	add := func(name string, numbered []string) {
		if len(numbered) > 0 {
			lines = append(append(lines, words.Pack.Parts[name]+strings.TrimRight(words.Export.Colon, " ")), numbered...)
		}
	}
	var agenda, decisions []string
	for _, p := range r.Meeting.Agenda {
		agenda = append(agenda, strconv.Itoa(p.N)+". "+p.Title)
	}
	for _, d := range r.Meeting.Decisions {
		decisions = append(decisions, strconv.Itoa(d.N)+". "+d.Text)
	}
	add("agenda", agenda)
	add("decisions", decisions)
	return strings.Join(lines, "\n")
}
