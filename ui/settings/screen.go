// Package settings is the screen on which a member says how they like the
// program, and the tour of its keys. What is changed applies at once: the screen
// tells root, which dresses the whole session anew.
package settings

import (
	"context"
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/lang"
	"contactgroup/ui/widget"
)

// Desk is what the screen asks of the register.
type Desk interface {
	Settings(context.Context) (schema.Settings, error)
	SetSetting(ctx context.Context, key, value string) (schema.Settings, error)
}

// Changed tells root what the member's settings are now. Key is the one that
// was set; empty: they were only read.
type Changed struct {
	Settings schema.Settings
	Key      string
}

// Screen lists the settings, one a line.
type Screen struct {
	s    *widget.Session
	desk Desk
	set  schema.Settings
	at   int // in schema.SettingKeys
	keys []widget.Key
	y    int // of the line under the hand in the last View
}

// New returns the screen for settings as they are, with the hand on key; an
// unknown key is the first.
func New(s *widget.Session, desk Desk, set schema.Settings, key string) *Screen {
	v := &Screen{s: s, desk: desk, set: set}
	v.at = max(slices.IndexFunc(schema.SettingKeys, func(k schema.Setting) bool { return k.Key == key }), 0)
	t, w := s.Words.Settings, s.Words.Widget
	g := w.Groups.Everywhere
	v.keys = []widget.Key{
		{Keys: []string{"enter"}, Help: t.Choose, Hint: w.Choose, Group: g, Run: v.choose},
		{Keys: []string{"j", "down"}, Help: w.Next, Group: g, Run: func() tea.Cmd { return v.move(1) }},
		{Keys: []string{"k", "up"}, Help: w.Previous, Group: g, Run: func() tea.Cmd { return v.move(-1) }},
		{Keys: []string{"space", "l", "right"}, Help: t.Change, Hint: t.Change, Group: g, Run: func() tea.Cmd { return v.turn(1) }},
		{Keys: []string{"h", "left"}, Help: t.Before, Group: g, Run: func() tea.Cmd { return v.turn(-1) }},
	}
	return v
}

// Init reads the settings: another session may have changed them.
func (v *Screen) Init() tea.Cmd {
	s, desk := v.s, v.desk
	return func() tea.Msg {
		ctx, cancel := s.Call()
		defer cancel()
		set, err := desk.Settings(ctx)
		if err != nil {
			return widget.Fail{Err: err}
		}
		return Changed{Settings: set}
	}
}

// Update takes what root made of a change.
func (v *Screen) Update(msg tea.Msg) tea.Cmd {
	if msg, ok := msg.(Changed); ok {
		v.set = msg.Settings
	}
	return nil
}

func (v *Screen) move(by int) tea.Cmd {
	v.at = max(min(v.at+by, len(schema.SettingKeys)-1), 0)
	return nil
}

// turn sets the value that many further, going round.
func (v *Screen) turn(by int) tea.Cmd {
	k := schema.SettingKeys[v.at]
	if k.Values == nil {
		return v.choose()
	}
	n := len(k.Values)
	at := slices.Index(k.Values, v.set.Value(k.Key))
	return v.put(k.Key, k.Values[(at+by+n)%n])
}

// choose offers all values; where any that fits may be typed, some.
func (v *Screen) choose() tea.Cmd {
	k := schema.SettingKeys[v.at]
	values, open := k.Values, k.Values == nil
	if open {
		values = append([]string{k.Unset()}, offered[k.Key]...)
	}
	options := make([]widget.Option, len(values))
	for i, value := range values {
		options[i] = widget.Option{Name: v.name(k.Key, value)}
		if !open {
			options[i].Key = string(rune('1' + i))
		}
	}
	take := func(i int) tea.Cmd { return v.put(k.Key, values[i]) }
	dialog := widget.NewChoice(v.s, v.s.Words.Settings.Names[k.Key], options, take)
	if open {
		dialog = widget.NewSearch(v.s, v.s.Words.Settings.Names[k.Key], options, take)
		dialog.Hint(v.s.Words.Settings.Hints[k.Key])
		dialog.Free = func(text string) tea.Cmd { return v.put(k.Key, text) }
	}
	return widget.Send(widget.Show{Dialog: dialog})
}

// offered are the values chosen before others are typed; of zones those of the group's offices.
var offered = map[string][]string{
	"zone": {"Europe/Paris", "Europe/London", "Europe/Dublin", "UTC", "America/New_York", "America/Chicago", "America/Los_Angeles",
		"America/Martinique", "America/Cayenne", "Indian/Reunion", "Pacific/Noumea", "Asia/Tokyo", "Asia/Kolkata", "Australia/Sydney"},
	"quiet":  {"20:00-08:00", "19:00-07:00", "22:00-06:00"},
	"digest": {"08:00", "12:00", "18:00"},
}

// put keeps a value and tells root.
func (v *Screen) put(key, value string) tea.Cmd {
	s, desk := v.s, v.desk
	return func() tea.Msg {
		ctx, cancel := s.Call()
		defer cancel()
		set, err := desk.SetSetting(ctx, key, value)
		if err != nil {
			return widget.Fail{Err: err}
		}
		return Changed{Settings: set, Key: key}
	}
}

// Told says what was set, in the words of the session.
func Told(s *widget.Session, msg Changed) string {
	t := s.Words.Settings
	return lang.Fill(t.Set, "name", t.Names[msg.Key], "value", name(s, msg.Key, msg.Settings.Value(msg.Key)))
}

func (v *Screen) name(key, value string) string { return name(v.s, key, value) }

// name writes a value for people; a zone's is its own.
func name(s *widget.Session, key, value string) string {
	if word := s.Words.Settings.Values[key][value]; word != "" {
		return word
	}
	return schema.VisibleLine(value)
}

// View draws a line for each setting, the value under the hand between arrows,
// and below what it changes.
func (v *Screen) View(w, h int) string {
	t, th := v.s.Words.Settings, v.s.Theme
	lines := []string{th.Heading.Paint(widget.Rule(t.Title, w))}
	if h > len(schema.SettingKeys)+6 {
		for _, line := range widget.Wrap(t.About, max(w-3, 1)) {
			lines = append(lines, "   "+th.Dim.Paint(line))
		}
		lines = append(lines, "")
	}
	note := widget.Wrap(t.Notes[schema.SettingKeys[v.at].Key], max(w-3, 1))
	room := max(h-len(lines)-len(note)-1, 1)
	label := 0
	for _, k := range schema.SettingKeys {
		label = max(label, widget.Width(t.Names[k.Key]))
	}
	label = min(label, w/2)
	gap := "  "
	if w < 60 {
		gap = " "
	}
	top := max(min(v.at-room/2, len(schema.SettingKeys)-room), 0)
	for i := top; i < min(top+room, len(schema.SettingKeys)); i++ {
		k := schema.SettingKeys[i]
		value := v.name(k.Key, v.set.Value(k.Key))
		head := widget.Cell(t.Names[k.Key], label) + gap
		if i != v.at {
			lines = append(lines, widget.Cut("   "+head+gap+value, w))
			continue
		}
		v.y = len(lines)
		lines = append(lines, th.Cursor.Paint(widget.Cell(" "+widget.SignCursor+" "+head+widget.Fitting(w-3-widget.Width(head), "‹ "+value+" ›", "‹"+value+"›"), w)))
	}
	lines = append(lines, "")
	for _, line := range note {
		lines = append(lines, "   "+th.Dim.Paint(line))
	}
	return widget.Fit(lines, w, h)
}

// Keys is the table of the screen.
func (v *Screen) Keys() []widget.Key { return v.keys }

// Capturing is false: values are chosen.
func (v *Screen) Capturing() bool { return false }

// Cursor is on the line under the hand.
func (v *Screen) Cursor() widget.Cursor { return widget.Cursor{X: 1, Y: v.y} }

// Key is the setting under the hand.
func (v *Screen) Key() string { return schema.SettingKeys[v.at].Key }
