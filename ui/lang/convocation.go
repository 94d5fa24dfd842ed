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
	starts := m.Starts.In(zone)
	day := func(d schema.Date) string { return d.Start(time.UTC).Format(t.Layout) }
	date := starts.Format(t.Layout)
	lines := []string{Fill(t.Heading[m.Format], "date", date), m.Title, "",
		Fill(t.Summons, "group", group, "date", date, "hour", starts.Format("15:04"), "zone", zone.String())}
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
	lines = append(lines, "", Fill(t.Leads, "agenda", day(m.AgendaDue(zone)), "convocation", day(m.ConvocationDue(zone))), t.Answer)
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
