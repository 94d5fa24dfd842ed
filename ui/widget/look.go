package widget

import (
	"strings"

	"contactgroup/ui/lang"
)

// Told is a review of what the fields hold: each line and choice behind its
// name, texts by themselves.
func (f *Form) Told() string {
	var b strings.Builder
	for _, field := range f.Fields {
		value := strings.TrimSpace(field.Value())
		if pick, ok := field.(*Pick); ok {
			value = pick.Names[pick.Index()]
		}
		_, text := field.(*Area)
		switch {
		case value == "":
		case text:
			b.WriteString("\n" + value + "\n\n")
		default:
			b.WriteString(lang.Fill(f.s.Words.Item.Pair, "name", capital(field.Name()), "value", value) + "\n")
		}
	}
	return strings.TrimSpace(b.String())
}

// look is how much of a text is in sight before it is sent: all of it can be
// read, however small the window.
type look struct {
	top  int // first line in sight
	room int // lines in the last drawing
	all  int // lines of the text in it
}

// key moves through the text, as in pages that are read.
func (l *look) key(name string) {
	switch name {
	case "j", "down":
		l.top++
	case "k", "up":
		l.top--
	case "space", "pgdown", "ctrl+f":
		l.top += max(l.room-1, 1)
	case "b", "pgup", "ctrl+b":
		l.top -= max(l.room-1, 1)
	case "ctrl+d":
		l.top += max(l.room/2, 1)
	case "ctrl+u":
		l.top -= max(l.room/2, 1)
	case "G", "end":
		l.top = l.all
	case "home":
		l.top = 0
	}
	l.top = clamp(l.top, 0, max(l.all-l.room, 0))
}

// lines are those in sight of a text wrapped to w columns, h at most.
func (l *look) lines(text string, w, h int) []string {
	var out []string
	for line := range strings.SplitSeq(text, "\n") {
		out = append(out, Wrap(line, w)...)
	}
	l.all, l.room = len(out), max(h, 0)
	l.top = clamp(l.top, 0, max(l.all-l.room, 0))
	return out[l.top:min(l.top+l.room, l.all)]
}

// seen is the part of the text that has been in sight, in hundredths, and
// whether there is more than the window shows at once.
func (l *look) seen() (percent int, more bool) {
	if l.all <= l.room {
		return 100, false
	}
	return 100 * min(l.top+l.room, l.all) / l.all, true
}
