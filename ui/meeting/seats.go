package meeting

import (
	"slices"
	"strconv"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/lang"
	"contactgroup/ui/widget"
)

// seat is one line of the émargement: of somebody who is signed in, or who may be.
type seat struct {
	schema.Attendance // Mode is empty while nothing is ticked
}

// maxColleagues bounds the seats that are offered to members of one's own organisation.
const maxColleagues = 8

// seats are the lines of the émargement, by organisation: those signed in; for
// who may sign in, also those who came the last time, the own colleagues, and
// each organisation of which nobody is named.
func (v *Screen) seats() []seat {
	m := v.page.meeting
	var out []seat
	named := func(org, person string) bool {
		return slices.ContainsFunc(out, func(x seat) bool { return x.Org == org && (person == "" || strings.EqualFold(x.Person, person)) })
	}
	for _, a := range m.Attendance {
		out = append(out, seat{a})
	}
	if v.may(schema.VerbAttend) == nil {
		for _, a := range v.page.expected {
			if v.meets(a.Org) && !named(a.Org, a.Person) {
				out = append(out, seat{schema.Attendance{Org: a.Org, Person: a.Person}})
			}
		}
		for _, o := range v.page.orgs {
			if v.meets(o.Code) && !o.Disabled && !named(o.Code, "") {
				out = append(out, seat{schema.Attendance{Org: o.Code, Person: o.Name}})
			}
		}
	}
	place := func(code string) int {
		return slices.IndexFunc(v.page.orgs, func(o schema.Organisation) bool { return o.Code == code })
	}
	slices.SortStableFunc(out, func(a, b seat) int { return place(a.Org) - place(b.Org) })
	return out
}

// meets reports whether an organisation is among those who meet.
func (v *Screen) meets(code string) bool {
	circle := v.page.meeting.Circle
	return len(circle) == 0 || slices.Contains(circle, code)
}

// expectedAt are those who may come: who came to the meeting of the same
// circle before this one, and the members of the own organisation.
func expectedAt(before schema.Meeting, colleagues []schema.Member, who schema.Actor) []schema.Attendance {
	out := slices.Clone(before.Attendance)
	var own []schema.Attendance
	for _, m := range colleagues {
		if m.Org == who.Org && !m.Disabled && m.Role != schema.RoleAdministrator {
			own = append(own, schema.Attendance{Org: who.OrgCode, Person: m.Name})
		}
	}
	if len(own) <= maxColleagues {
		out = append(out, own...)
	}
	return out
}

// attendance is the part of the page in which one signs in.
func (v *Screen) attendance() []widget.Passage {
	t := v.s.Words.Meeting
	seats := v.seats()
	if len(seats) == 0 {
		return nil
	}
	count := map[schema.AttendanceMode]int{}
	for _, s := range seats {
		count[s.Mode]++
	}
	tick := lang.Fill(v.s.Words.Sitting.Tick, "present", strconv.Itoa(count["present"]), "remote", strconv.Itoa(count["remote"]), "excused", strconv.Itoa(count[schema.Excused]))
	out := []widget.Passage{v.heading("attendance", t.Attendance, count["present"]+count["remote"])}
	out[0].Lines = append(out[0].Lines, widget.Paragraph{Text: "    " + tick, Indent: 4, Ink: v.s.Theme.Dim})
	for i, s := range seats {
		ink, box := widget.Ink{}, "[x]"
		mode := t.Modes[s.Mode]
		switch s.Mode {
		case "":
			ink, box = v.s.Theme.Dim, "[ ]"
		case schema.Excused:
			ink, box = v.s.Theme.Dim, "[-]"
		}
		p := v.line(key(seatKey, i), box+" "+joined(v.organisation(s.Org), s.shown(v.organisation(s.Org)), mode))
		p.Key, p.Lines[0].Ink = seatKey+s.Org+"/"+s.Person, ink
		out = append(out, p)
	}
	return out
}

// shown is the person, unless it is no more than the organisation.
func (s seat) shown(org string) string {
	if s.Person == org {
		return ""
	}
	return s.Person
}

// seatUnder is the line of the émargement under the cursor.
func (v *Screen) seatUnder() (seat, bool) {
	for _, s := range v.seats() {
		if v.reader.Current() == seatKey+s.Org+"/"+s.Person {
			return s, true
		}
	}
	return seat{}, false
}

// mayTick says why the line under the cursor cannot be ticked.
func (v *Screen) mayTick() error {
	if err := v.may(schema.VerbAttend); err != nil {
		return err
	}
	if _, ok := v.seatUnder(); !ok {
		return schema.Invalid(schema.WhyNotHere, "person", "")
	}
	return nil
}

// ticks is the round of the ways to attend.
var ticks = map[schema.AttendanceMode]schema.AttendanceMode{"": "present", "present": "remote", "remote": schema.Excused, schema.Excused: schema.Absent}

// tick takes the line under the cursor to the next way to attend.
func (v *Screen) tick() tea.Cmd {
	s, ok := v.seatUnder()
	if !ok {
		return nil
	}
	s.Mode = ticks[s.Mode]
	return v.meet(0, schema.MeetingStep{Verb: schema.VerbAttend, Attendance: s.Attendance}, ending{to: v.reader.Current()})
}

// signIn asks for an organisation and a person who is not on the list.
func (v *Screen) signIn(text string) tea.Cmd {
	t := v.s.Words.Sitting
	p := widget.NewPrompt(v.s, t.AttendTitle, t.AttendHint, func(s string) tea.Cmd {
		org, person, _ := strings.Cut(strings.TrimSpace(s), " ")
		a := schema.Attendance{Org: strings.ToLower(org), Person: strings.TrimSpace(person), Mode: "present"}
		if a.Person == "" {
			a.Person = v.organisation(a.Org)
		}
		return v.meet(0, schema.MeetingStep{Verb: schema.VerbAttend, Attendance: a}, ending{to: seatKey + a.Org + "/" + a.Person, back: func() tea.Cmd { return v.signIn(s) }})
	})
	p.Line.SetValue(text)
	p.Line.Label, p.Line.Required = t.AttendTitle, true
	return widget.Send(widget.Show{Dialog: p})
}

// invite asks for organisations that may know of the meeting from now on.
func (v *Screen) invite(text string) tea.Cmd {
	t := v.s.Words.Sitting
	p := widget.NewPrompt(v.s, t.InviteTitle, t.InviteHint, func(s string) tea.Cmd {
		step := schema.MeetingStep{Verb: schema.VerbInvite, Plan: schema.MeetingPlan{Invited: codes(s)}}
		return v.meet(v.page.meeting.Rev, step, ending{back: func() tea.Cmd { return v.invite(s) }})
	})
	p.Line.SetValue(text)
	p.Line.Label, p.Line.Required = t.InviteTitle, true
	return widget.Send(widget.Show{Dialog: p})
}

// mayInvite refuses where nobody is invited: to meetings of all, and to one's own.
func (v *Screen) mayInvite() error {
	if m := v.page.meeting; len(m.Circle) == 0 || m.Internal {
		return &schema.Fault{Class: schema.ErrState, Why: schema.WhyState, Verb: schema.VerbInvite, Noun: schema.NounMeeting, Ref: m.Ref, State: schema.State(m.State), Rev: m.Rev}
	}
	return v.may(schema.VerbInvite)
}

// codes are the words of a list of organisations.
func codes(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return r == ' ' || r == ',' || r == ';' })
}
