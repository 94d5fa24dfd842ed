package ui

import (
	"strconv"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/contact"
	"contactgroup/ui/lang"
	"contactgroup/ui/meeting"
	"contactgroup/ui/roll"
	"contactgroup/ui/stats"
	"contactgroup/ui/widget"
)

// hintPause is how long after a prefix its continuations are shown.
const hintPause = 400 * time.Millisecond

// maxBurst is how many letters in one message are taken for quick keys; more
// are text pasted without brackets, which must not fire verbs.
const maxBurst = 3

func itoa(n int) string { return strconv.Itoa(n) }

// top is the screen that has the keys.
func (m *Model) top() widget.Screen {
	if n := len(m.dialogs); n > 0 {
		return m.dialogs[n-1]
	}
	return m.pages[len(m.pages)-1]
}

// press takes a key: conflict, dialog, field, keys of everywhere, screen.
func (m *Model) press(k tea.KeyMsg) tea.Cmd {
	if k.Alt && !(m.top().Capturing() && widget.EditsWithAlt(k)) {
		return m.escaped(k)
	}
	name := widget.KeyName(k)
	switch name {
	case "ctrl+c":
		return m.cancel()
	case "ctrl+l":
		m.o.Canvas.Redraw()
		return nil
	}
	if m.tooEarly(name) || m.waits(k) {
		return nil
	}
	keeps := m.keepsConflict()
	if !keeps {
		if cmd, taken := m.resolve(name); taken {
			return cmd
		}
	}
	if !m.status.undo && !keeps {
		m.status = status{n: m.status.n}
	}
	top := m.top()
	if top.Capturing() {
		if name == "f1" {
			return m.help()
		}
		return top.Update(k)
	}
	switch {
	case k.Paste, len(k.Runes) > maxBurst:
		return m.say(widget.Tell{Text: m.s.Words.Widget.Paste})
	case len(k.Runes) > 1:
		return m.burst(k)
	}
	return m.dispatch(name)
}

// escaped takes a key with Alt for Esc and the key: a terminal writes both alike
// when they are typed closely after each other, and no key here is with Alt.
func (m *Model) escaped(k tea.KeyMsg) tea.Cmd {
	k.Alt = false
	esc := m.settled(m.press(tea.KeyMsg{Type: tea.KeyEsc}))
	return tea.Batch(esc, m.settled(m.press(k)))
}

// burst takes several quick keys that came as one.
func (m *Model) burst(k tea.KeyMsg) tea.Cmd {
	var cmds []tea.Cmd
	for _, r := range k.Runes {
		one := k
		one.Runes = []rune{r}
		cmds = append(cmds, m.settled(m.press(one)))
	}
	return tea.Batch(cmds...)
}

// resolve takes the key after a conflict: look, apply again, or leave it.
func (m *Model) resolve(name string) (cmd tea.Cmd, taken bool) {
	st := m.status
	if !st.conflict {
		return nil, false
	}
	m.status = status{n: st.n}
	switch {
	case name == "v" && st.view != nil:
		return st.view, true
	case name == "r" && st.again != nil:
		return st.again, true
	case name == "esc":
		return nil, true
	}
	return nil, false
}

// dispatch finds a key, or the next key of a sequence, in the tables.
func (m *Model) dispatch(name string) tea.Cmd {
	sequence := name
	if m.pressed != "" {
		sequence = m.pressed + " " + name
	}
	m.presses++
	began := m.pressed != ""
	m.pressed, m.hinting = "", false
	key, more := widget.Find(m.top().Keys(), sequence)
	if len(m.dialogs) == 0 {
		global, moreGlobal := widget.Find(m.keys, sequence)
		if more = more || moreGlobal; key == nil {
			key = global
		}
	}
	switch {
	case key != nil:
		return m.run(*key)
	case more:
		m.pressed = sequence
		return m.waiting.After(hintPause, hintDue{m.presses})
	case began && name == "esc":
		return nil
	}
	return m.say(widget.Tell{Text: lang.Fill(m.s.Words.Root.Nothing, "key", schema.VisibleLine(m.s.KeyLabel(sequence)))})
}

// run does what a key does, or tells why not.
func (m *Model) run(k widget.Key) tea.Cmd {
	if k.Run == nil {
		return nil
	}
	if k.Write && m.tiny() {
		return m.say(widget.Tell{Text: m.s.Words.Queue.ReadOnly})
	}
	if err := k.Reason(); err != nil {
		return m.say(widget.Fail{Err: err})
	}
	return k.Run()
}

// keyTable is the keys that work everywhere outside of dialogs and fields.
func (m *Model) keyTable() []widget.Key {
	t, g := m.s.Words.Root.Keys, m.s.Words.Widget.Groups
	keys := []widget.Key{
		{Keys: []string{"?", "f1"}, Help: t.Help, Hint: t.HintHelp, Stays: true, Group: g.Everywhere, Run: m.help},
		{Keys: []string{":"}, Help: t.Palette, Hint: t.HintPalette, Stays: true, Group: g.Everywhere, Run: m.palette},
		{Keys: []string{"z"}, Help: t.Undo, Group: g.Everywhere, Verb: schema.VerbUndo, Write: true, Run: m.undo},
		{Keys: []string{"Z"}, Help: t.Redo, Group: g.Everywhere, Verb: schema.VerbRedo, Write: true, Run: m.redo},
		{Keys: []string{"g q"}, Help: t.Queue, Group: g.Go, Run: func() tea.Cmd { return m.view(1) }},
		{Keys: []string{"g a"}, Help: t.Actions, Group: g.Go, Run: m.board},
		{Keys: []string{"g m"}, Help: t.Meeting, Group: g.Go, Run: m.meetings},
		{Keys: []string{"g c"}, Help: m.s.Words.Contacts.Go, Group: g.Go, Run: m.contacts},
		{Keys: []string{"g s"}, Help: m.s.Words.Stats.Go, Group: g.Go, Run: m.figures, Why: m.whyNoFigures},
		{Keys: []string{"g r"}, Help: m.s.Words.Rolls.Keys.Go, Group: g.Go, Run: m.registers},
		{Keys: []string{"g d"}, Help: t.Drafts, Group: g.Go, Run: m.drafts},
		{Keys: []string{"g p"}, Help: m.s.Words.Settings.Go, Group: g.Go, Run: m.openSettings},
		{Keys: []string{"g t"}, Help: m.s.Words.Settings.Tour, Group: g.Everywhere, Run: m.tour},
		{Keys: []string{"g f"}, Help: m.s.Words.Lists.Keys.Refused, Group: g.Go, Run: m.refusals},
		{Keys: []string{"tab"}, Help: t.Tab, Group: g.Go, Run: m.nextView},
		{Keys: []string{"!"}, Help: t.Activity, Group: g.Everywhere, Run: m.showActivity},
		{Keys: []string{"ctrl+l"}, Help: t.Redraw, Group: g.Everywhere, Run: func() tea.Cmd { m.o.Canvas.Redraw(); return nil }},
		{Keys: []string{"esc"}, Help: t.Back, Group: g.Everywhere, Run: func() tea.Cmd { return m.navigate(widget.Pop{}) }},
		{Keys: []string{"q"}, Help: t.Back, Hint: t.HintBack, Stays: true, Group: g.Everywhere, Run: m.back},
		{Keys: []string{"Q"}, Help: t.Quit, Group: g.Everywhere, Run: func() tea.Cmd { return tea.Quit }},
		{Keys: []string{"ctrl+c"}, Help: t.Cancel, Group: g.Everywhere, Run: m.cancel},
	}
	keys = append(keys, m.crisisKeys()...)
	names := map[int]string{}
	for _, tab := range m.queue.Tabs() {
		names[tab.Key] = tab.Name
	}
	for key := 1; key <= len(azerty); key++ {
		help := lang.Fill(m.s.Words.Lists.Keys.SavedView, "key", itoa(key))
		if names[key] != "" {
			help = lang.Fill(t.View, "name", names[key])
		}
		pressed := append([]string{itoa(key)}, azerty[key-1]...)
		keys = append(keys, widget.Key{Keys: pressed, Help: help, Group: g.Go, Run: func() tea.Cmd { return m.view(key) }})
	}
	return keys
}

// azerty is what the row of digits of a French keyboard gives without Shift, in
// its order. On screens with replies the hyphen, on the key of 6, disputes one:
// a screen's own keys come before these.
var azerty = [][]string{{"&"}, {"é"}, {"\""}, {"'"}, {"("}, {"-"}, {"è"}, {"_"}, {"ç"}}

// view goes to the view of a key, from any page.
func (m *Model) view(key int) tea.Cmd {
	m.pages = m.pages[:1]
	if key == 1 && m.crisisOn() {
		return m.queue.Urgent()
	}
	return m.queue.Goto(key)
}

// meetings opens the list of meetings above the lists of work.
func (m *Model) meetings() tea.Cmd {
	m.pages = m.pages[:1]
	return m.navigate(widget.Push{Screen: meeting.NewList(m.s, m.o.Desk, m.o.Meeting)})
}

// board opens the action items in groups above the lists of work.
func (m *Model) board() tea.Cmd {
	m.pages = m.pages[:1]
	return m.navigate(widget.Push{Screen: meeting.NewBoard(m.s, m.o.Desk, m.o.Meeting)})
}

// contacts opens the list of whom to reach above the lists of work.
func (m *Model) contacts() tea.Cmd {
	m.pages = m.pages[:1]
	return m.navigate(widget.Push{Screen: contact.New(m.s, m.o.Desk)})
}

// refusals shows what the last batch was refused on, above the list it was of.
func (m *Model) refusals() tea.Cmd {
	if m.queue.Refused() {
		m.pages = m.pages[:1]
	}
	return m.queue.ShowRefused()
}

// figures opens the charts above the lists of work.
func (m *Model) figures() tea.Cmd {
	m.pages = m.pages[:1]
	return m.navigate(widget.Push{Screen: stats.New(m.s, m.o.Desk, m.o.Stats)})
}

// whyNoFigures is why the member's role sees none, or nil.
func (m *Model) whyNoFigures() error {
	_, _, err := schema.SeesStats(m.who)
	return err
}

// registers opens what the group keeps above the lists of work.
func (m *Model) registers() tea.Cmd {
	m.pages = m.pages[:1]
	return m.navigate(widget.Push{Screen: roll.New(m.s, m.o.Desk, m.rollDoors())})
}

// rollDoors are those by which the registers lead to other pages.
func (m *Model) rollDoors() roll.Doors {
	page := func(ref string) widget.Screen { return meeting.Page(m.s, m.o.Desk, m.o.Meeting, ref) }
	return roll.Doors{Request: m.o.Meeting.Request, Commitment: page}
}

func (m *Model) nextView() tea.Cmd {
	m.pages = m.pages[:1]
	return m.queue.Turn(1)
}

// back leaves a page; from the first one it asks to quit.
func (m *Model) back() tea.Cmd {
	if len(m.pages) > 1 {
		return m.navigate(widget.Pop{})
	}
	return m.askQuit()
}

func (m *Model) askQuit() tea.Cmd {
	return m.navigate(widget.Show{Dialog: &quitQuestion{widget.NewConfirm(m.s, m.s.Words.Root.QuitAsk, func() tea.Cmd { return tea.Quit })}})
}

// quitQuestion is a type of its own so that a second Ctrl+C knows it.
type quitQuestion struct{ *widget.Confirm }

// cancel stops what runs; else it asks to quit, and the second time quits.
func (m *Model) cancel() tea.Cmd {
	if stopped, tell := m.queue.Cancel(); stopped {
		return tell
	}
	if _, asked := m.top().(*quitQuestion); asked {
		return tea.Quit
	}
	return m.askQuit()
}
