package ui

import (
	"cmp"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/widget"
)

// maxAlerts bounds how many alerts "!" shows; the command has them all.
const maxAlerts = 50

// alertsRead brings the alerts under way and the notices that did not arrive.
type alertsRead struct {
	all []schema.Alert
	err error
}

// showActivity reads what is under way outside of the desk and shows it above
// what happened in this session.
func (m *Model) showActivity() tea.Cmd {
	s, desk := m.s, m.o.Desk
	return func() tea.Msg {
		ctx, cancel := s.Call()
		defer cancel()
		all, err := desk.Alerts(ctx, false, maxAlerts)
		return alertsRead{all, err}
	}
}

func (m *Model) tellActivity(msg alertsRead) tea.Cmd {
	if msg.err != nil {
		m.log.fault(m.s, msg.err)
	}
	text := m.log.text(m.s)
	if len(msg.all) > 0 {
		lines := []string{m.s.Words.Root.Undelivered}
		for _, a := range msg.all {
			lines = append(lines, "  "+alertLine(m.s, a))
		}
		text = strings.Join(append(lines, "", text), "\n")
	}
	return m.navigate(widget.Show{Dialog: widget.NewPager(m.s, m.s.Words.Root.Activity, text, "")})
}

// alertLine is what is on its way, to whom, and what keeps it.
func alertLine(s *widget.Session, a schema.Alert) string {
	t := s.Words.Alert
	about := cmp.Or(a.Ref, t.Causes[a.Cause])
	if a.Cause == schema.AlertLetter { // its channel says it
		about = ""
	}
	parts := []string{s.At(a.At), a.Org}
	for _, part := range []string{about, string(a.Label), a.Contact, t.Channels[a.Channel], cmp.Or(t.Deliveries[a.Delivery], t.States[a.State])} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	line := strings.Join(parts, "  ")
	if a.Problem != "" {
		line += s.Words.Export.Colon + a.Problem
	}
	return schema.VisibleLine(line)
}
