package ui

import (
	"maps"
	"slices"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/lang"
	"contactgroup/ui/widget"
)

const (
	// presenceRest is how long the hand rests on a row before others may know: a
	// walk through a list is told once, where it ends.
	presenceRest = 1500 * time.Millisecond
	// presenceCalm is how long presences gather before they are read again: who
	// is where may be a second old, and hundreds of desks ask.
	presenceCalm = time.Second
)

// spot is where a session is, and what it does there.
type spot struct {
	request schema.ID
	doing   schema.Doing
}

func (s spot) writes() bool { return s.request != 0 && s.doing != schema.DoingLooking }

// presence is what the session tells of itself, and how it hears of others.
// Before the first key it tells nothing: a desk that opens by itself is nobody.
type presence struct {
	seat  string
	wake  <-chan struct{}
	keyed bool
	here  spot // now
	moves int  // counts changes of here
	told  spot
	at    time.Time // of the telling
	rests bool      // the timer of presenceRest runs
	calls bool      // the Desk is being told
}

type (
	// companyWoken tells that others may have come, gone or changed.
	companyWoken struct{}
	// companyCalmed tells that it may be told again.
	companyCalmed struct{}
	// companyRead brings who is present.
	companyRead struct {
		all []schema.Presence
		err error
	}
	// rested tells that a while has passed since the hand moved.
	rested struct{ moves int }
	// attended tells that others know.
	attended struct{}
)

// appear takes the session's seat; it is called once.
func (m *Model) appear() tea.Cmd {
	p := &m.presence
	p.seat, p.wake = m.o.Desk.Appear(m.o.Ctx)
	return m.readCompany()
}

// companied takes the messages of presence.
func (m *Model) companied(msg tea.Msg) tea.Cmd {
	p := &m.presence
	switch msg := msg.(type) {
	case companyWoken:
		return m.readCompany()
	case companyCalmed:
		return m.waiting.When(p.wake, companyWoken{})
	case companyRead:
		return tea.Batch(m.waiting.After(presenceCalm, companyCalmed{}), m.meet(msg))
	case rested:
		p.rests = false
		if msg.moves == p.moves && p.here != p.told && !p.calls {
			return m.tellPresence()
		}
	case attended:
		p.calls = false
	}
	return nil
}

func (m *Model) readCompany() tea.Cmd {
	s, desk := m.s, m.o.Desk
	return func() tea.Msg {
		ctx, cancel := s.Call()
		defer cancel()
		all, err := desk.Present(ctx)
		return companyRead{all, err}
	}
}

// meet shows who is present. What cannot be read now is when the next one moves.
func (m *Model) meet(msg companyRead) tea.Cmd {
	if msg.err != nil {
		return nil
	}
	now := map[schema.ID][]schema.Presence{}
	for _, p := range msg.all {
		now[p.Request] = append(now[p.Request], p)
	}
	if maps.EqualFunc(now, m.s.Present, slices.Equal) {
		return nil
	}
	m.s.Present = now
	return m.toAll(widget.Company{})
}

// attends is where the session is: at what the top dialog that says so is
// about, else the page. Of a covered desk nothing is told.
func (m *Model) attends() spot {
	if m.locked {
		return spot{}
	}
	for _, d := range slices.Backward(m.dialogs) {
		if a, ok := d.(widget.Attending); ok {
			if id, doing := a.Attends(); id != 0 {
				return spot{id, doing}
			}
		}
	}
	if a, ok := m.pages[len(m.pages)-1].(widget.Attending); ok {
		id, doing := a.Attends()
		return spot{id, doing}
	}
	return spot{}
}

// attend follows the member after each message. Who begins or ends to write is told of
// at once; whoever moves through a list, where they come to rest.
func (m *Model) attend(msg tea.Msg) tea.Cmd {
	p := &m.presence
	_, key := msg.(tea.KeyMsg)
	p.keyed = p.keyed || key
	now := m.attends()
	if now != p.here {
		p.here = now
		p.moves++
	}
	stale := key && now.request != 0 && m.s.Now().Sub(p.at) > schema.PresenceLapse/3
	switch {
	case !p.keyed || p.calls || now == p.told && !stale:
		return nil
	case now == p.told || now.writes() || p.told.writes():
		return m.tellPresence()
	case p.rests:
		return nil
	}
	p.rests = true
	return m.waiting.After(presenceRest, rested{p.moves})
}

// tellPresence tells the Desk where the session is, one call at a time.
func (m *Model) tellPresence() tea.Cmd {
	p := &m.presence
	p.told, p.at, p.calls = p.here, m.s.Now(), true
	s, desk, seat, here := m.s, m.o.Desk, p.seat, p.here
	return func() tea.Msg {
		ctx, cancel := s.Call()
		defer cancel()
		_ = desk.Attend(ctx, seat, here.request, here.doing) // whoever is not told now is by the next key
		return attended{}
	}
}

// companyLine tells who writes a reply that a colleague is at one too, nothing else.
func (m *Model) companyLine() string {
	at := m.attends()
	if at.doing != schema.DoingReplying {
		return ""
	}
	for _, p := range m.s.Present[at.request] {
		if p.Own && p.Doing == schema.DoingReplying {
			return lang.Fill(m.s.Words.Presence.Too, "who", schema.VisibleLine(p.Person))
		}
	}
	return ""
}
