package widget

import (
	"io"
	"strings"

	"github.com/charmbracelet/lipgloss"
	"github.com/muesli/termenv"
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
	// Bare: there are no colours, and terminals that know no attributes either
	// show this theme. What is chosen among its like is set in brackets.
	Bare bool
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
	ThemeNone     = "none" // bold and reversed, no colours
)

// Themes lists them, the usual one first.
var Themes = []string{ThemeDark, ThemeLight, ThemeContrast, ThemeSixteen, ThemeNone}

// palette is the few colours of a theme, as lipgloss names them; an empty one
// is the terminal's own.
type palette struct {
	dim, alert, warn, good, key, accent lipgloss.Color
	row                                 lipgloss.Color // behind the row under the hand; empty: reversed
}

// The palettes are made for a dark background, but that of light for a light
// one. Terminals change what they show for the first sixteen colours, so that
// only the theme of these uses them.
var palettes = map[string]palette{
	ThemeDark:     {row: "237", dim: "248", alert: "210", warn: "179", good: "114", key: "110", accent: "110"},
	ThemeLight:    {row: "254", dim: "240", alert: "124", warn: "94", good: "22", key: "24", accent: "24"},
	ThemeContrast: {alert: "217", warn: "227", good: "120", key: "123", accent: "231"},
	ThemeSixteen:  {alert: "9", warn: "11", good: "10", key: "14", accent: "14"},
}

// Unstyled draws no sequences. A style without a renderer of its own draws those
// of the terminal on which the server itself was started.
func Unstyled() *lipgloss.Renderer {
	r := lipgloss.NewRenderer(io.Discard)
	r.SetColorProfile(termenv.Ascii)
	return r
}

// NewTheme makes a theme for one session's renderer, the dark one for an
// unknown name. On a renderer of sixteen colours the themes of more become that
// of sixteen, the light one that of none; a renderer without colours makes a theme without any ink.
func NewTheme(r *lipgloss.Renderer, name string) *Theme {
	if name == ThemeNone {
		return bare()
	}
	p, ok := palettes[name]
	if !ok {
		p = palettes[ThemeDark]
	}
	if r.ColorProfile() == termenv.ANSI {
		if name == ThemeLight { // of the first sixteen, few are legible on white
			return bare()
		}
		p = palettes[ThemeSixteen]
	}
	st := func() lipgloss.Style { return r.NewStyle() }
	in := func(c lipgloss.Color) lipgloss.Style {
		if c == "" {
			return st()
		}
		return st().Foreground(c)
	}
	dim := in(p.dim)
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

// bare is the theme without colours, by attributes that a VT100 has.
func bare() *Theme {
	bold, reversed := Ink{"\x1b[1m", "\x1b[m"}, Ink{"\x1b[7m", "\x1b[m"}
	return &Theme{
		Bare: true, Strong: bold, Cursor: reversed, Mark: bold, TabOn: reversed, Heading: bold, Alert: bold, Key: bold, FieldOn: bold, Red: bold,
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
	SignAlarm  = "▲"
	SignLate   = "✕"
	SignUp     = "↑"
	SignDown   = "↓"
	SignMore   = "…"
)
