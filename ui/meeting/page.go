package meeting

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"contactgroup/schema"
	"contactgroup/ui/lang"
	"contactgroup/ui/widget"
)

// The keys of passages; what follows them names the thing.
const (
	headKey     = "head"
	pointKey    = "agenda/"
	seatKey     = "seat/"
	decisionKey = "decision/"
	actionKey   = "action/" // a reference
	versionKey  = "version/"
)

func key(prefix string, n int) string { return fmt.Sprint(prefix, n) }

// document is the meeting from its place and time to the last action.
func (v *Screen) document() []widget.Passage {
	m, t := v.page.meeting, v.s.Words.Meeting
	out := []widget.Passage{v.head(), v.heading("agenda", t.Agenda, len(m.Agenda))}
	keys := pointKeys(m.Agenda)
	for i, p := range m.Agenda {
		out = append(out, v.agendaLine(keys[i], p))
	}
	out = append(out, v.empty("agenda/none", t.NoAgenda, len(m.Agenda))...)
	out = append(out, v.attendance()...)
	out = append(out, v.heading("decisions", t.Decisions, len(m.Decisions)))
	for _, d := range m.Decisions {
		out = append(out, v.decision(d))
	}
	out = append(out, v.empty("decision/none", t.NoDecision, len(m.Decisions))...)
	return append(append(out, v.actions()...), v.versions()...)
}

// head is what the meeting is, who may know of it, and what comes next.
func (v *Screen) head() widget.Passage {
	m, t := v.page.meeting, v.s.Words.Sitting
	who := t.WholeGroup
	switch {
	case m.Internal:
		who = lang.Fill(t.Inside, "org", v.who.OrgName)
	case len(m.Circle) > 0:
		names := make([]string, len(m.Circle))
		for i, code := range m.Circle {
			names[i] = v.organisation(code)
		}
		who = lang.Fill(t.Invited, "orgs", strings.Join(names, ", "))
	}
	p := widget.Passage{Key: headKey, Lines: []widget.Paragraph{
		{Text: schema.VisibleLine(m.Title), Ink: v.s.Theme.Strong},
		{Text: schema.VisibleLine(joined(v.s.Words.Time.Starts(m.Starts, v.s.Zone, v.groupZone()), m.Place, who))},
	}}
	if m.State == schema.MeetingDraft {
		p.Lines = append(p.Lines, v.leads())
	}
	return p
}

// leads tells by when agenda and convocation are to be sent.
func (v *Screen) leads() widget.Paragraph {
	m, t := v.page.meeting, v.s.Words.Sitting
	text, ink := t.Leads, v.s.Theme.Dim
	if m.ConvocationDue(v.groupZone()).Before(schema.DateOf(v.s.Now(), v.groupZone())) {
		text, ink = t.LeadsLate, v.s.Theme.Warn
	}
	return widget.Paragraph{Text: lang.Fill(text, "agenda", v.day(m.AgendaDue(v.groupZone())), "convocation", v.day(m.ConvocationDue(v.groupZone()))), Ink: ink}
}

func (v *Screen) heading(key, name string, n int) widget.Passage {
	if n > 0 {
		name = fmt.Sprintf("%s (%d)", name, n)
	}
	return widget.Passage{Key: key, Title: true, Lines: []widget.Paragraph{
		{Text: widget.Rule(name, widget.Width(name)+8), Ink: v.s.Theme.Heading}}}
}

func (v *Screen) line(key, text string) widget.Passage {
	return widget.Passage{Key: key, Lines: []widget.Paragraph{{Text: widget.ProseLine(text), Indent: 4}}}
}

// empty says why a part has nothing in it.
func (v *Screen) empty(key, text string, n int) []widget.Passage {
	if n > 0 {
		return nil
	}
	return []widget.Passage{{Key: key, Lines: []widget.Paragraph{{Text: "    " + text, Indent: 4, Ink: v.s.Theme.Dim}}}}
}

// agendaLine is one point: the one that is treated has a sign, a word and the
// minutes on its timer.
func (v *Screen) agendaLine(key string, p schema.AgendaPoint) widget.Passage {
	live, t := v.page.meeting.Live, v.s.Words.Sitting
	sign, ink, state := " ", widget.Ink{}, ""
	if p.N == live.Point {
		sign, ink, state = widget.SignLive, v.s.Theme.Good, t.Running
		if live.Since.IsZero() {
			ink, state = v.s.Theme.Warn, t.Paused
		}
	}
	timer, over := v.onTimer(p)
	if over {
		ink = v.s.Theme.Alert
	}
	links := ""
	if len(p.Links) > 0 {
		links = "→ " + strings.Join(p.Links, " ")
	}
	text := fmt.Sprintf("%2d%s %s", p.N, sign, joined(p.Title, v.organisation(p.Rapporteur), timer, state, links))
	out := v.line(key, text)
	out.Lines[0].Ink = ink
	return out
}

// underWay is the point that is treated and its timer, for who does not have it
// in view; empty when there is none.
func (v *Screen) underWay(rule string) string {
	n := v.page.meeting.Live.Point
	if n < 1 || n > len(v.page.meeting.Agenda) {
		return ""
	}
	timer, _ := v.onTimer(v.page.meeting.Agenda[n-1])
	return rule + fmt.Sprint(n) + widget.SignLive + " " + timer
}

// onTimer is how long a point has been treated of what is planned, and whether
// that is more.
func (v *Screen) onTimer(p schema.AgendaPoint) (text string, over bool) {
	spent, t := int(v.page.meeting.Elapsed(p.N, v.s.Now())/time.Minute), v.s.Words.Sitting
	n, planned := fmt.Sprint(spent), fmt.Sprint(p.Minutes)
	switch {
	case spent == 0 && p.N != v.page.meeting.Live.Point:
		return v.minutes(p.Minutes), false
	case p.Minutes == 0:
		return lang.Fill(t.Timer, "n", n), false
	case spent > p.Minutes:
		return lang.Fill(t.TimerOver, "n", n, "planned", planned), p.N == v.page.meeting.Live.Point
	}
	return lang.Fill(t.TimerOf, "n", n, "planned", planned), false
}

// decision is one decision, with the pending action items that come of it.
func (v *Screen) decision(d schema.Decision) widget.Passage {
	p := widget.Passage{Key: key(decisionKey, d.N)}
	for i, line := range strings.Split(widget.Prose(d.Text), "\n") {
		number := "    "
		if i == 0 {
			number = fmt.Sprintf("%2d  ", d.N)
		}
		p.Lines = append(p.Lines, widget.Paragraph{Text: number + line, Indent: 4})
	}
	var refs []string
	for _, x := range v.page.register.Actions {
		for _, link := range x.Links {
			if link == fmt.Sprintf("%s#%d", v.page.meeting.Ref, d.N) {
				refs = append(refs, x.Ref)
			}
		}
	}
	if len(refs) > 0 {
		text := "    " + lang.Fill(v.s.Words.Sitting.LinkedFrom, "refs", strings.Join(refs, " "))
		p.Lines = append(p.Lines, widget.Paragraph{Text: schema.VisibleLine(text), Indent: 4, Ink: v.s.Theme.Dim})
	}
	return p
}

// versions are those of the minutes, each with what it changed.
func (v *Screen) versions() []widget.Passage {
	m, t := v.page.meeting, v.s.Words
	if len(m.Versions) == 0 {
		return nil
	}
	out := []widget.Passage{v.heading("versions", t.Sitting.Minutes, len(m.Versions))}
	for _, one := range m.Versions {
		reason := ""
		if one.Reason != "" {
			reason = lang.Fill(t.Sitting.Reason, "reason", one.Reason)
		}
		p := v.line(key(versionKey, one.N), joined(lang.Fill(t.Meeting.Version, "n", fmt.Sprint(one.N)), v.s.At(one.At), "sha256 "+one.Hash[:min(len(one.Hash), shortHash)]+widget.SignMore, reason))
		for _, line := range t.MinutesChanges(one) {
			p.Lines = append(p.Lines, widget.Paragraph{Text: "    " + widget.ProseLine(line), Indent: 4})
		}
		out = append(out, p)
	}
	return out
}

// shortHash is how much of a hash is shown: the command shows all of it.
const shortHash = 12

// actions is the register: by owner, then by due date.
func (v *Screen) actions() []widget.Passage {
	t, all := v.s.Words.Meeting, v.page.register.Actions
	out := []widget.Passage{v.heading("actions", t.Actions, len(all))}
	for _, x := range all {
		out = append(out, actionLines(v.s, x, v.page.register.AsOf, v.organisation))
	}
	return append(out, v.empty("action/none", t.NoActions, len(all))...)
}

// actionLines is one item: who owes it until when on the first line, what below.
func actionLines(s *widget.Session, x schema.Action, today schema.Date, organisation func(string) string) widget.Passage {
	t, d := s.Words.Meeting, s.Words.Domain
	ink, when, carried, due := widget.Ink{}, "", "", t.NoDue
	switch {
	case x.Overdue(today):
		ink, when = s.Theme.Alert, d.Overdue
	case x.Soon(today):
		ink, when = s.Theme.Warn, s.Words.Sitting.SoonLong
	}
	if x.Carried > 0 {
		carried = lang.Fill(t.Carried, "n", fmt.Sprint(x.Carried))
	}
	if !x.Due.IsZero() {
		due = dayWords(s, x.Due)
	}
	who := organisation(x.Owner)
	if x.Member != "" {
		who += " (" + x.Member + ")"
	}
	theme := ""
	if x.Theme != "" {
		theme = "#" + x.Theme
	}
	head := x.Ref + "  " + joined(who, due, when, d.ActionStates[x.State], carried, theme, strings.Join(x.Links, " "))
	return widget.Passage{Key: actionKey + x.Ref, Lines: []widget.Paragraph{
		{Text: schema.VisibleLine(head), Indent: 4, Ink: ink}, {Text: "    " + widget.ProseLine(x.Text), Indent: 4}}}
}

// totals counts what is under way, late and carried over.
func (v *Screen) totals() string {
	late, carried := 0, 0
	for _, x := range v.page.register.Actions {
		if x.Overdue(v.page.register.AsOf) {
			late++
		}
		if x.Carried > 0 {
			carried++
		}
	}
	return lang.Fill(v.s.Words.Meeting.Totals, "n", fmt.Sprint(len(v.page.register.Actions)), "late", fmt.Sprint(late), "carried", fmt.Sprint(carried))
}

func (v *Screen) day(d schema.Date) string { return dayWords(v.s, d) }

func (v *Screen) minutes(n int) string {
	if n == 0 {
		return ""
	}
	return lang.Fill(v.s.Words.Meeting.Minutes, "n", fmt.Sprint(n))
}

func (v *Screen) organisation(code string) string { return cmp.Or(v.page.names[code], code) }

// joined puts what is not empty together with a dot between.
func joined(values ...string) string {
	var out []string
	for _, v := range values {
		if v != "" {
			out = append(out, v)
		}
	}
	return strings.Join(out, " · ")
}
