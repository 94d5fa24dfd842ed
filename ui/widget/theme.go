package widget

import (
	"strings"

	"github.com/charmbracelet/lipgloss"
)

// Theme is how one session's screens look. State is never told by an ink
// alone: each has its word or sign too.
type Theme struct {
	Plain, Dim, Strong Ink
	Cursor             Ink // the row under the hand
	Mark               Ink // a marked row's sign
	Tab, TabOn         Ink
	Heading            Ink
	Alert              Ink // overdue, refused
	Warn               Ink // soon due, conflict
	Good               Ink // live, done
	Key                Ink // a key's name in hints
	Field, FieldOn     Ink // labels of fields
	Red, Amber, Green  Ink // TLP
}

// Ink is a style as the two sequences around a text. The zero Ink is plain.
type Ink struct{ on, off string }

// Paint returns s in this ink. s must not hold a line break.
func (i Ink) Paint(s string) string {
	if i.on == "" || s == "" {
		return s
	}
	return i.on + s + i.off
}

// ink asks lipgloss once what a style is, for a View of hundreds of cells
// cannot ask for each.
func ink(st lipgloss.Style) Ink {
	const probe = "x"
	on, off, _ := strings.Cut(st.Render(probe), probe)
	return Ink{on, off}
}

// The themes a member can choose.
const (
	ThemeDark     = "dark"
	ThemeLight    = "light"
	ThemeContrast = "contrast"
	ThemeSixteen  = "16"
)

// Themes lists them, the usual one first.
var Themes = []string{ThemeDark, ThemeLight, ThemeContrast, ThemeSixteen}

// palette is the few colours of a theme, as lipgloss names them.
type palette struct {
	dim, alert, warn, good, key, accent lipgloss.Color
	row                                 lipgloss.Color // behind the row under the hand; empty: reversed
	faint                               bool           // dim by attribute, not by colour
}

var palettes = map[string]palette{
	ThemeDark:     {row: "237", dim: "245", alert: "203", warn: "179", good: "108", key: "110", accent: "110"},
	ThemeLight:    {row: "253", dim: "242", alert: "124", warn: "94", good: "22", key: "24", accent: "24"},
	ThemeContrast: {dim: "", alert: "9", warn: "11", good: "10", key: "14", accent: "15"},
	ThemeSixteen:  {faint: true, alert: "1", warn: "3", good: "2", key: "6", accent: "6"},
}

// NewTheme makes a theme for one session's renderer, the dark one for an
// unknown name. A renderer without colours makes a theme without any.
func NewTheme(r *lipgloss.Renderer, name string) *Theme {
	p, ok := palettes[name]
	if !ok {
		p = palettes[ThemeDark]
	}
	st := func() lipgloss.Style { return r.NewStyle() }
	in := func(c lipgloss.Color) lipgloss.Style {
		if c == "" {
			return st()
		}
		return st().Foreground(c)
	}
	dim := in(p.dim)
	if p.faint {
		dim = st().Faint(true)
	}
	row := st().Reverse(true)
	if p.row != "" {
		row = st().Bold(true).Background(p.row)
	}
	return &Theme{
		Dim: ink(dim), Strong: ink(st().Bold(true)), Cursor: ink(row), Mark: ink(in(p.accent).Bold(true)),
		Tab: ink(dim), TabOn: ink(st().Bold(true).Reverse(true)), Heading: ink(in(p.accent).Bold(true)),
		Alert: ink(in(p.alert).Bold(true)), Warn: ink(in(p.warn)), Good: ink(in(p.good)), Key: ink(in(p.key).Bold(true)),
		Field: ink(dim), FieldOn: ink(in(p.accent).Bold(true)),
		Red: ink(in(p.alert)), Amber: ink(in(p.warn)), Green: ink(in(p.good)),
	}
}

// Signs that screens draw with. On a terminal without UTF-8 root writes them
// in ASCII by the same width.
const (
	SignCursor = "►"
	SignMark   = "✓"
	SignGone   = "×" // no longer of this list
	SignLive   = "●"
	SignRule   = "─"
	SignBar    = "│"
	SignUp     = "↑"
	SignDown   = "↓"
	SignMore   = "…"
)
