package stats

import (
	"strconv"
	"strings"
	"time"

	"contactgroup/schema"
	"contactgroup/ui/lang"
	"contactgroup/ui/widget"
)

// View draws the figure in sight: its name and period, the names of all, its
// charts, and in words what they do not show.
func (v *Screen) View(w, h int) string {
	th, t := v.s.Theme, v.s.Words.Stats
	lines := v.content(w)
	var tabs []string
	if h > 4 {
		tabs = []string{v.tabs(w)}
	}
	v.room, v.length = max(h-1-len(tabs), 1), len(lines)
	v.scroll(0)
	end := min(v.top+v.room, len(lines))
	place := ""
	switch {
	case v.page.period != v.period && !v.failed:
		place = t.Loading
	case len(lines) > v.room:
		place = lang.Fill(t.Place, "n", strconv.Itoa(end), "total", strconv.Itoa(len(lines)))
	}
	head := th.Heading.Paint(widget.RuleWith(v.title(w-widget.Width(place)-1), place, w))
	return widget.Fit(append(append([]string{head}, tabs...), lines[v.top:end]...), w, h)
}

// title names the figure and its period, as fully as there is room.
func (v *Screen) title(w int) string {
	t, kind := v.s.Words.Stats, v.kind()
	rule := " " + widget.SignRule + " "
	period := t.Periods[v.page.period]
	switch {
	case v.page.period == "":
		return t.Figures[kind]
	case v.page.period == schema.PeriodAll:
	case v.page.since.IsZero():
		period = t.NotYet
	default:
		period += ", " + v.since()
	}
	for _, title := range []string{t.Figures[kind] + rule + period, t.Short[kind] + rule + period} {
		if widget.Width(title)+5 < w {
			return title
		}
	}
	return t.Short[kind] + rule + t.Periods[v.page.period]
}

// since says from which day on figures count.
func (v *Screen) since() string {
	if v.page.since.IsZero() {
		return v.s.Words.Stats.Ever
	}
	return lang.Fill(v.s.Words.Stats.Since, "day", v.day(v.page.since))
}

// tabs are the names of all figures, or that of the one in sight and its place.
func (v *Screen) tabs(w int) string {
	th, t := v.s.Theme, v.s.Words.Stats
	names := make([]string, len(schema.Figures))
	for i, kind := range schema.Figures {
		names[i] = th.Tab.Paint(t.Short[kind])
		if i == v.at {
			name := t.Short[kind]
			if th.Bare {
				name = "[" + name + "]"
			}
			names[i] = th.TabOn.Paint(name)
		}
	}
	if line := " " + strings.Join(names, th.Dim.Paint(widget.SignBar)); widget.Width(line) <= w {
		return line
	}
	place := lang.Fill(t.Place, "n", strconv.Itoa(v.at+1), "total", strconv.Itoa(len(names)))
	return widget.Cut(" "+names[v.at]+" "+th.Dim.Paint(place), w)
}

// content is all lines of the figure in sight.
func (v *Screen) content(w int) []string {
	t, th := v.s.Words.Stats, v.s.Theme
	switch {
	case v.failed:
		return v.words(w, t.Failed)
	case v.page.period == "":
		return []string{" " + th.Dim.Paint(widget.Cut(t.Loading, w-1))}
	}
	blocks := v.blocks(v.kind(), w)
	var lines []string
	switch {
	case len(blocks) > 0:
		lines = arrange(th, blocks, w)
	case !v.page.stats.Single && v.kind() != schema.FigureReaction:
		return v.words(w, t.HiddenHere)
	case !v.page.stats.Peers || v.page.stats.Single:
		lines = v.words(w, v.nothing())
	}
	if notes := v.notes(len(blocks) > 0); len(notes) > 0 {
		if len(lines) > 0 {
			lines = append(lines, "")
		}
		lines = append(lines, v.words(w, notes...)...)
	}
	return lines
}

// nothing says why there is nothing to show, and which key may show more.
func (v *Screen) nothing() string {
	t := v.s.Words.Stats
	if v.page.period == schema.PeriodAll {
		return t.NoneEver
	}
	return lang.Fill(t.None, "since", v.since()) + " " + t.Widen
}

// notes say in words what a chart means, if one is drawn, and what is not shown.
func (v *Screen) notes(drawn bool) []string {
	t, s := v.s.Words.Stats, v.page.stats
	var out []string
	switch kind := v.kind(); {
	case !drawn:
	case kind == schema.FigureReaction, kind == schema.FigureQuarter:
		out = append(out, t.Measure)
	case kind == schema.FigureLabel:
		out = append(out, t.Refused)
	}
	if !s.Peers {
		return out
	}
	if v.kind() != schema.FigureReaction {
		return append(out, t.OwnOnly)
	}
	from := ""
	if !s.PeersSince.IsZero() {
		from = v.utcDay(s.PeersSince)
	}
	return append(out, t.PeersNote(s.HasPeers(), from, v.utcDay(s.PeersUntil.AddDate(0, 0, -1))))
}

func (v *Screen) utcDay(at time.Time) string { return v.day(schema.DateOf(at, time.UTC)) }

// words are paragraphs, quietly.
func (v *Screen) words(w int, paragraphs ...string) []string {
	var out []string
	for _, p := range paragraphs {
		for _, line := range widget.Wrap(p, max(w-2, 1)) {
			out = append(out, " "+v.s.Theme.Dim.Paint(line))
		}
	}
	return out
}
