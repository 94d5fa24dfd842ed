package ui

import (
	"slices"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/muesli/termenv"

	"contactgroup/schema"
	"contactgroup/ui/lang"
	"contactgroup/ui/queue"
	"contactgroup/ui/settings"
	"contactgroup/ui/widget"
)

// theme is the member's on this terminal: one without colours has that of none.
func (m *Model) theme() *widget.Theme {
	if m.o.Renderer == nil {
		return widget.NewTheme(widget.Unstyled(), "")
	}
	if m.o.Renderer.ColorProfile() == termenv.Ascii {
		return widget.NewTheme(m.o.Renderer, widget.ThemeNone)
	}
	return widget.NewTheme(m.o.Renderer, m.set.Theme)
}

// furnish makes the screens and the keys in the session's words and theme.
func (m *Model) furnish() {
	m.queue = queue.New(m.s, m.o.Desk, m.doors(), m.h)
	m.pages = []widget.Screen{m.queue}
	m.keys = m.keyTable()
	m.heading = heading{}
}

// spell writes lines in the letters that the member's terminal shows.
func (m *Model) spell(lines []string) {
	form := widget.ASCII
	switch {
	case m.o.ASCII:
	case m.set.Value("glyphs") == "ascii":
		form = widget.ASCIISigns
	default:
		return
	}
	for i, line := range lines {
		lines[i] = form(line)
	}
}

func (m *Model) openSettings() tea.Cmd {
	m.pages = m.pages[:1]
	return m.navigate(widget.Push{Screen: settings.New(m.s, m.o.Desk, m.set, "")})
}

func (m *Model) tour() tea.Cmd {
	table := append(slices.Clone(m.queue.Keys()), m.keys...)
	return m.navigate(widget.Show{Dialog: settings.NewTour(m.s, table)})
}

// firstVisit reports whether the member was never told of settings and tour.
func (m *Model) firstVisit() bool { return m.o.Greeting != "" && m.set.Tour != schema.TourSeen }

// visited keeps that the member was told. Where it cannot be kept, they are told again.
func (m *Model) visited() tea.Cmd {
	if !m.firstVisit() {
		return nil
	}
	m.set.Tour = schema.TourSeen
	s, desk := m.s, m.o.Desk
	return func() tea.Msg {
		ctx, cancel := s.Call()
		defer cancel()
		_, _ = desk.SetSetting(ctx, "tour", schema.TourSeen)
		return nil
	}
}

// Linear reports whether the member left for the desk by numbers: accessible
// mode was turned on.
func (m *Model) Linear() bool { return m.linear }

// dress applies settings to the living session. What changes the words or the
// looks makes all screens anew, those of settings on top.
func (m *Model) dress(msg settings.Changed) tea.Cmd {
	old := m.set
	m.set = msg.Settings
	if m.set.Mouse != old.Mouse {
		m.o.Canvas.Mouse(m.set.Mouse)
	}
	if m.set.Accessible && !old.Accessible && msg.Key != "" {
		m.linear = true
		return tea.Quit
	}
	m.s.Words, m.s.Theme = m.words(old), m.theme()
	follow := m.toAll(msg)
	switch {
	case m.set.Zone != old.Zone:
		follow = m.readZone()
	case m.set.Lang != old.Lang || m.set.Theme != old.Theme:
		follow = m.refurnish(msg)
	}
	return tea.Batch(follow, m.sayChanged(msg))
}

// words are those of the language chosen. The client's own stay until another one is.
func (m *Model) words(old schema.Settings) *lang.Words {
	switch {
	case m.set.Lang == old.Lang:
		return m.s.Words
	case m.o.Choose != nil:
		return m.o.Choose(m.set.Lang)
	}
	return lang.For(m.set.Lang)
}

// refurnish makes the lists anew in the view they are in, and the screen of
// settings with the hand where it was.
func (m *Model) refurnish(msg settings.Changed) tea.Cmd {
	key := 1
	for _, tab := range m.queue.Tabs() {
		if tab.On {
			key = tab.Key
		}
	}
	m.furnish()
	cmds := []tea.Cmd{m.queue.Init(), m.queue.Prepare(), m.queue.Resume(key)}
	if msg.Key != "" {
		m.pages = append(m.pages, settings.New(m.s, m.o.Desk, m.set, msg.Key))
	}
	return tea.Batch(cmds...)
}

func (m *Model) sayChanged(msg settings.Changed) tea.Cmd {
	if msg.Key == "" {
		return nil
	}
	return m.say(widget.Tell{Text: settings.Told(m.s, msg)})
}

// zoneRead brings the name of the zone that the member is in now.
type zoneRead struct {
	name string
	err  error
}

// readZone finds it: the member's own, else that of their organisation.
func (m *Model) readZone() tea.Cmd {
	s, desk, who, zone := m.s, m.o.Desk, m.who, m.set.Zone
	return func() tea.Msg {
		if zone != "" {
			return zoneRead{name: zone}
		}
		ctx, cancel := s.Call()
		defer cancel()
		all, err := desk.Organisations(ctx)
		for _, o := range all {
			if o.ID == who.Org {
				zone = o.Zone
			}
		}
		return zoneRead{zone, err}
	}
}

// rezone writes all times anew, in another zone.
func (m *Model) rezone(msg zoneRead) tea.Cmd {
	if msg.err != nil {
		return m.say(widget.Fail{Err: msg.err})
	}
	m.who.Zone = msg.name
	m.s.Zone = m.who.Location()
	return m.refurnish(settings.Changed{Settings: m.set, Key: "zone"})
}
