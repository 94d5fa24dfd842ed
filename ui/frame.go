package ui

import (
	"slices"
	"strings"

	"contactgroup/schema"
	"contactgroup/ui/lang"
	"contactgroup/ui/queue"
	"contactgroup/ui/widget"
)

// frame draws the whole screen: header, page or dialog over it, status, hints.
func (m *Model) frame() ([]string, Cursor) {
	if m.locked {
		return m.cover(), Cursor{}
	}
	bare := m.tiny() || len(m.dialogs) > 0 // a dialog tells its keys itself
	body := m.h - 3
	if bare {
		body = m.h - 2
	}
	lines := make([]string, 0, m.h+maxStatus)
	lines = append(lines, widget.Cut(m.header(), m.w))
	var cursor Cursor
	if body > 0 {
		var drawn []string
		drawn, cursor = m.body(body)
		lines = append(lines, drawn...)
		cursor.Y++
	}
	told := m.statusLines()
	for i, line := range told {
		told[i] = widget.Cut(line, m.w)
	}
	over := min(len(told)-1, max(len(lines)-1, 0))
	copy(lines[len(lines)-over:], told[len(told)-1-over:])
	switch {
	case !bare:
		lines = append(lines, told[len(told)-1], widget.Cut(m.hintLine(), m.w))
	case len(m.dialogs) > 0 || m.status.text != "":
		lines = append(lines, told[len(told)-1])
	default:
		lines = append(lines, widget.Cut(m.hintLine(), m.w))
	}
	lines = lines[:min(len(lines), m.h)]
	m.spell(lines)
	cursor.X, cursor.Y = min(cursor.X, m.w-1), min(cursor.Y, m.h-1)
	return lines, cursor
}

// body draws the page in h lines, with the top dialog over its lower part.
func (m *Model) body(h int) ([]string, Cursor) {
	page := m.pages[len(m.pages)-1]
	lines := strings.Split(page.View(m.w, h), "\n")
	cursor := page.Cursor()
	if n := len(m.dialogs); n > 0 {
		over := strings.Split(m.dialogs[n-1].View(m.w, h), "\n")
		from := max(len(lines)-len(over), 0)
		copy(lines[from:], over)
		cursor = m.dialogs[n-1].Cursor()
		cursor.Y += from
	}
	if m.hinting {
		hints := m.sequenceHints()
		copy(lines[max(len(lines)-len(hints), 0):], hints)
	}
	return lines, cursor
}

// heading is the header as it was last drawn, and all that it shows.
type heading struct {
	tabs   []queueTab
	minute int64
	lost   bool
	state  registerState
	width  int
	text   string
}

func (h heading) like(o heading) bool {
	return h.minute == o.minute && h.lost == o.lost && h.state == o.state && h.width == o.width && slices.Equal(h.tabs, o.tabs)
}

// header is the views with their counts, and at the right whose desk it is.
func (m *Model) header() string {
	now := heading{tabs: m.queue.Tabs(), minute: m.s.Now().Unix() / 60, lost: m.pump.lost, state: m.pump.state, width: m.w}
	if !now.like(m.heading) {
		now.text = m.drawHeader()
		m.heading = now
	}
	return m.heading.text
}

// drawHeader shortens in turn what does not fit, the member's own place first.
func (m *Model) drawHeader() string {
	rights := m.badges()
	for shape := range shapes {
		left := m.tabs(shape)
		for i, right := range rights {
			if i == len(rights)-1 && shape < short {
				break
			}
			if widget.Width(left)+1+widget.Width(right) <= m.w {
				return widget.Ends(left, right, m.w)
			}
		}
	}
	if m.crisisOn() { // rather than which view it is
		alarm := m.s.Theme.Alert.Paint(widget.SignAlarm + m.s.Words.Root.Crisis)
		return widget.Cut(alarm+" "+m.tabs(keyed), m.w)
	}
	return widget.Cut(m.tabs(keyed), m.w)
}

// The shapes of the tabs, from the widest. The view shown has its name in all.
const (
	inFull   = iota
	short    // names of three letters
	lettered // the same, no keys
	numbered // keys and counts
	keyed    // keys alone
	shapes
)

// tabs writes the views in one of the shapes.
func (m *Model) tabs(shape int) string {
	th := m.s.Theme
	var b strings.Builder
	for i, tab := range m.queue.Tabs() {
		if i > 0 {
			b.WriteString(th.Dim.Paint(widget.SignBar))
		}
		parts := []string{tabKey(tab), tab.Name, queue.CountText(tab)}
		switch {
		case shape == short && !tab.On:
			parts[1] = tab.Short
		case shape == lettered && !tab.On:
			parts[0], parts[1] = "", tab.Short
		case shape == lettered:
			parts[0] = ""
		case shape == numbered && !tab.On:
			parts[1] = ""
		case shape == keyed && !tab.On:
			parts[1], parts[2] = "", ""
		}
		text := strings.Join(slices.DeleteFunc(parts, func(part string) bool { return part == "" }), " ")
		if tab.On && th.Bare {
			text = "[" + text + "]"
		}
		if tab.On {
			b.WriteString(th.TabOn.Paint(text))
		} else {
			b.WriteString(th.Tab.Paint(text))
		}
	}
	return b.String()
}

// tabKey is the key of a view, nothing for one without.
func tabKey(tab queueTab) string {
	if tab.Key == 0 {
		return ""
	}
	return itoa(tab.Key)
}

// badges are the right end of the header, from the fullest to the least. A
// crisis is told before all else.
func (m *Model) badges() []string {
	out := m.place()
	if m.crisisOn() {
		for i := range out {
			out[i] = m.s.Theme.Alert.Paint(widget.SignAlarm+m.s.Words.Root.Crisis) + " " + out[i]
		}
		out = append(out, out[len(out)-1]) // rather than shorter tabs
	}
	return out
}

// place tells whose desk it is and how it stands with the register.
func (m *Model) place() []string {
	t, th := m.s.Words.Root, m.s.Theme
	sign, word := th.Good.Paint(widget.SignLive), t.Live
	switch {
	case m.pump.lost:
		sign, word = th.Alert.Paint(widget.SignGone), t.Lost
	case m.pump.state.readOnly:
		sign, word = th.Alert.Paint(widget.SignGone), th.Alert.Paint(t.ReadOnly)
	}
	org := schema.VisibleLine(m.who.OrgName)
	if m.who.Authority() {
		org = m.s.Words.Domain.Ministry
		if m.who.Service != "" {
			org = schema.VisibleLine(m.who.Service)
		}
	}
	org = widget.Cut(org, 12) + "·" + strings.ToUpper(string(m.s.Words.Code))
	if m.pump.lost || m.pump.state.readOnly { // more than whose desk it is
		return []string{org + " " + sign + word, sign + word, sign}
	}
	if !m.o.Desk.Group().Demo {
		return []string{org + " " + sign + word, org + " " + sign, sign}
	}
	at := m.s.Now().In(m.s.Zone)
	long := th.Warn.Paint(lang.Fill(t.Demo, "clock", at.Format("02/01/2006 15:04")))
	mid := th.Warn.Paint(lang.Fill(t.Demo, "clock", at.Format("02/01 15:04")))
	short := th.Warn.Paint(lang.Fill(t.Demo, "clock", at.Format("15:04")))
	return []string{long + " " + org + " " + sign + word, mid + " " + org + " " + sign + word, mid + " " + org + " " + sign,
		short + " " + org + " " + sign, short + " " + sign, sign}
}

// maxStatus bounds the lines of a long status: the last is the status line's
// own, the others lie over the page, for nothing that is told may be cut.
const maxStatus = 4

// statusRoom is how many of them a small window has room for.
func (m *Model) statusRoom() int {
	if m.h < 10 {
		return maxStatus - 1
	}
	return maxStatus
}

// statusLines are the last thing told, with the offer to undo.
func (m *Model) statusLines() []string {
	st := m.status
	if st.text == "" {
		return []string{m.s.Theme.Warn.Paint(widget.Cut(m.companyLine(), m.w))}
	}
	offer := ""
	if st.undo {
		offer = m.s.Theme.Key.Paint(m.s.Words.Root.Undo) + " "
	}
	if st.conflict {
		return m.conflictLines()
	}
	lines := widget.Wrap(schema.VisibleLine(st.text), max(m.w-2-widget.Width(offer), 1))
	lines = lines[:min(len(lines), m.statusRoom())]
	for i, line := range lines {
		lines[i] = m.paintStatus(widget.Cell(" "+line, m.w-widget.Width(offer)))
	}
	lines[len(lines)-1] += offer
	return lines
}

// conflictLines tell what has changed, and below it what the next key does:
// that is never cut, however much there is to tell.
func (m *Model) conflictLines() []string {
	st, t := m.status, m.s.Words.Root
	var pairs []string
	if st.view != nil {
		pairs = append(pairs, "v", t.View)
	}
	if st.again != nil {
		pairs = append(pairs, "r", t.Again)
	}
	pairs = append(pairs, m.s.KeyLabel("esc"), t.Leave)
	if key, word, found := strings.Cut(t.Undo, " "); st.undo && found {
		pairs = append(pairs, key, word)
	}
	keys := widget.Hints(m.s.Theme, m.w-1, pairs...)
	text := schema.VisibleLine(st.text)
	if room := m.w - widget.Width(keys) - 3; widget.Width(text) <= room {
		return []string{m.paintStatus(widget.Cell(" "+text, m.w-widget.Width(keys)-1)) + keys}
	}
	lines := widget.Wrap(text, max(m.w-2, 1))
	if n := m.statusRoom() - 1; len(lines) > n {
		lines = lines[:n]
		lines[n-1] = widget.Cut(lines[n-1]+" "+widget.SignMore, max(m.w-2, 1))
	}
	for i, line := range lines {
		lines[i] = m.paintStatus(widget.Cell(" "+line, m.w))
	}
	return append(lines, " "+keys)
}

func (m *Model) paintStatus(text string) string {
	switch {
	case m.status.conflict:
		return m.s.Theme.Warn.Paint(text)
	case m.status.fault:
		return m.s.Theme.Alert.Paint(text)
	}
	return m.s.Theme.Strong.Paint(text)
}

// hintLine shows the next keys, as many as fit whole: help, the screen's, back.
// Help, palette, search and the way out stay, whatever verbs the row has.
func (m *Model) hintLine() string {
	var hints, out []widget.Hint
	add := func(keys []widget.Key) {
		for _, k := range keys {
			if !k.Hinted() || (k.Write && m.tiny()) {
				continue
			}
			hint := widget.Hint{Key: m.s.KeyLabel(k.Keys[0]), Word: k.Hint, Rank: widget.RankVerb}
			switch {
			case k.Keys[0] == "q":
				hint.Rank = widget.RankOut
				out = append(out, hint)
				continue
			case k.Stays:
				hint.Rank = widget.RankStays
			}
			hints = append(hints, hint)
		}
	}
	add(m.keys)
	add(m.pages[len(m.pages)-1].Keys())
	return widget.HintLine(m.s.Theme, m.w, append(hints, out...))
}

// sequenceHints lists what may follow the keys already pressed.
func (m *Model) sequenceHints() []string {
	th := m.s.Theme
	var pairs []string
	for _, k := range widget.Following(m.tables(), m.pressed) {
		for _, name := range k.Keys {
			if rest, ok := strings.CutPrefix(name, m.pressed+" "); ok {
				pairs = append(pairs, m.s.KeyLabel(rest), k.Help)
			}
		}
	}
	lines := []string{th.Heading.Paint(widget.Rule(m.s.KeyLabel(m.pressed)+widget.SignMore, m.w))}
	for len(pairs) > 0 {
		line := widget.Hints(th, m.w, pairs...)
		used := 0
		for used < len(pairs) && widget.Hints(th, m.w, pairs[:used+2]...) != line {
			used += 2
		}
		lines = append(lines, line)
		pairs = pairs[min(used+2, len(pairs)):]
	}
	return lines
}
