package lang

import (
	"strconv"
	"strings"
	"time"

	"contactgroup/schema"
)

// Convening is the text that convenes the meeting, on lines for people, in the
// group's zone. names are those of organisations by code. It tells nothing that
// not all who meet may know: points by their neutral titles, without links.
func (w *Words) Convening(m schema.Meeting, group string, names map[string]string, zone *time.Location) string {
	t := w.Sitting.Convocation
	lines := []string{Fill(t.Heading[m.Format], "date", w.Time.Date(schema.DateOf(m.Starts, zone))), m.Title, "",
		Fill(t.Summons, "group", group, "starts", w.Time.StartsOn(m.Starts, zone))}
	if m.Place != "" {
		lines = append(lines, Fill(t.Place, "place", m.Place))
	}
	to := t.ToAll
	if len(m.Circle) > 0 {
		to = Fill(t.To, "orgs", namesOf(m.Circle, names))
	}
	lines = append(lines, to, "", t.Agenda)
	total := 0
	for _, p := range m.Agenda {
		parts := []string{p.Title}
		if p.Rapporteur != "" {
			parts = append(parts, namesOf([]string{p.Rapporteur}, names))
		}
		if p.Minutes > 0 {
			parts = append(parts, Fill(t.Minutes, "n", strconv.Itoa(p.Minutes)))
		}
		total += p.Minutes
		lines = append(lines, strconv.Itoa(p.N)+". "+strings.Join(parts, " · "))
	}
	switch {
	case len(m.Agenda) == 0:
		lines = append(lines, t.NoPoint)
	case total > 0:
		lines = append(lines, Fill(t.Length, "n", strconv.Itoa(total)))
	}
	lines = append(lines, "", Fill(t.Leads, "agenda", w.Time.Date(m.AgendaDue(zone)), "convocation", w.Time.Date(m.ConvocationDue(zone))), t.Answer)
	for i, line := range lines {
		lines[i] = schema.VisibleLine(line)
	}
	return strings.Join(lines, "\n") + "\n"
}

// namesOf are the names of organisations, their codes where they have none.
func namesOf(codes []string, names map[string]string) string {
	out := make([]string, len(codes))
	for i, code := range codes {
		if out[i] = names[code]; out[i] == "" {
			out[i] = code
		}
	}
	return strings.Join(out, ", ")
}
