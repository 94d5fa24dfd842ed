package item

import (
	"fmt"
	"strings"

	"contactgroup/schema"
	"contactgroup/ui/widget"
)

// View draws the contents, each with what is claimed beside what was observed,
// and the reply's text below.
func (v *Verification) View(w, h int) string {
	r, th := v.page.request, v.s.Theme
	if r.ID == 0 {
		return widget.Fit([]string{th.Dim.Paint(widget.Cut(fill(v.s.Words.Item.Loading, "ref", schema.VisibleLine(v.ref)), w))}, w, h)
	}
	lines := []string{th.Heading.Paint(widget.Rule(v.title(), w)), th.Dim.Paint(widget.Cut(widget.ProseLine(r.Subject), w))}
	foot := v.foot(w, max(h/3, 1))
	room := max(h-len(lines)-len(foot), 1)
	lines = append(lines, v.contentsTable(w, room)...)
	for len(lines)+len(foot) < h {
		lines = append(lines, "")
	}
	return widget.Fit(append(lines, foot...), w, h)
}

// reply is the last one that the authority knows of, and false when there is none.
func (v *Verification) reply() (schema.Reply, bool) {
	n := len(v.page.replies)
	if n == 0 {
		return schema.Reply{}, false
	}
	last := v.page.replies[0]
	for _, p := range v.page.replies {
		if p.N > last.N {
			last = p
		}
	}
	return last, true
}

// title names the request, and the reply to judge.
func (v *Verification) title() string {
	r, t, d := v.page.request, v.s.Words.Item.Verify, v.s.Words.Domain
	parts := []string{r.Ref}
	if p, ok := v.reply(); ok {
		parts = append(parts, fill(t.Reply, "n", fmt.Sprint(p.N), "state", d.ReplyStates[p.State]))
	}
	parts = append(parts, d.States[r.State], t.Title)
	return schema.VisibleLine(strings.Join(parts, " "+widget.SignRule+" "))
}

// facts are what a content says in the three columns that may be long, safe to
// show; contradicted: it is claimed to be gone, and was seen.
type facts struct {
	url, claimed, observed string
	contradicted           bool
}

func (v *Verification) facts(c schema.Content) facts {
	t, d := v.s.Words.Item, v.s.Words.Domain
	f := facts{url: v.s.Words.Address(c.URL), claimed: t.NoOutcome, observed: t.Seen[c.Observed]}
	if c.Outcome != "" {
		f.claimed = schema.VisibleLine(joined(d.Outcomes[c.Outcome], strings.Join(c.Territories, " ")))
	}
	if c.Observed != "" && !c.ObservedAt.IsZero() {
		f.observed = joined(f.observed, v.s.At(c.ObservedAt))
	}
	if f.contradicted = c.Observed == observedLive && claimsGone(c.Outcome); f.contradicted {
		f.observed = "! " + f.observed
	}
	return f
}

// columns are those of the table, as wide as what they hold: the hand, the
// number, the address, what is claimed and what was observed.
func (v *Verification) columns() []widget.Column {
	t := v.s.Words.Item.Verify
	titles := []string{"", v.s.Words.Lists.Columns["ref"], t.Address, t.Claimed, t.Observed}
	columns := make([]widget.Column, len(titles))
	for i, title := range titles {
		columns[i] = widget.Column{Title: title, Width: max(widget.Width(title), 1), Right: i == 1}
	}
	for _, c := range v.page.request.Contents {
		f := v.facts(c)
		for i, cell := range []string{fmt.Sprint(c.N), f.url, f.claimed, f.observed} {
			columns[i+1].Width = max(columns[i+1].Width, widget.Width(cell))
		}
	}
	columns[2].Width++ // an address may end in anything
	columns[3].Width++
	return columns
}

// fits reports whether nothing would be cut in a table of w columns.
func fits(columns []widget.Column, w int) bool {
	used := -1
	for _, c := range columns {
		used += c.Width + 1
	}
	return used <= w
}

// contentsTable draws the contents around the one under the hand: in columns, or
// each address over what is said of it.
func (v *Verification) contentsTable(w, room int) []string {
	columns := v.columns()
	draw := func(i int) []string { return v.stacked(i, w) }
	var lines []string
	if fits(columns, w) {
		draw = func(i int) []string { return []string{v.tableRow(i, w, columns)} }
		head := make([]string, len(columns))
		for i, c := range columns {
			head[i] = c.Title
		}
		lines = []string{v.s.Theme.Dim.Paint(widget.Row(columns, widget.Layout(columns, w), head, nil))}
	}
	n, fit := len(v.page.request.Contents), room-len(lines)
	first := func(last int) int { // of those that fit with that one below them
		used := 0
		for i := last; i >= 0; i-- {
			if used += len(draw(i)); used > fit && i < last {
				return i + 1
			}
		}
		return 0
	}
	v.top = max(min(v.top, v.at, first(n-1)), first(v.at))
	for i := v.top; i < n && len(lines) < room; i++ {
		lines = append(lines, draw(i)...)
	}
	return lines[:min(len(lines), room)]
}

// hand is the sign before a content.
func (v *Verification) hand(i int) string {
	if i == v.at {
		return widget.SignCursor
	}
	return " "
}

// tableRow is a content in columns.
func (v *Verification) tableRow(i, w int, columns []widget.Column) string {
	c := v.page.request.Contents[i]
	f, ink := v.facts(c), widget.Ink{}
	if f.contradicted {
		ink = v.s.Theme.Alert
	}
	cells := []string{v.hand(i), fmt.Sprint(c.N), f.url, f.claimed, f.observed}
	return widget.Row(columns, widget.Layout(columns, w), cells, []widget.Ink{{}, {}, {}, {}, ink})
}

// addressLines is the most that one address takes.
const addressLines = 5

// stacked is a content's address, whole if it is not endless, over what is
// claimed and what was observed.
func (v *Verification) stacked(i, w int) []string {
	c, t := v.page.request.Contents[i], v.s.Words.Item
	f, ink := v.facts(c), v.s.Theme.Dim
	if f.contradicted {
		ink = v.s.Theme.Alert
	}
	head := fmt.Sprintf("%s %3d ", v.hand(i), c.N)
	below, room := widget.Blanks(widget.Width(head)), max(w-widget.Width(head), 1)
	address := widget.Wrap(f.url, room)
	if len(address) > addressLines {
		address = address[:addressLines]
		address[addressLines-1] = widget.Head(address[addressLines-1], room-1) + widget.SignMore
	}
	var lines []string
	for _, line := range address {
		lines = append(lines, head+line)
		head = below
	}
	for _, line := range widget.Wrap(joined(pair(v.s, t.Claimed, f.claimed), pair(v.s, t.Observed, f.observed)), room) {
		lines = append(lines, below+ink.Paint(line))
	}
	return lines
}

// foot is the text of the reply in at most h lines, or why there is none.
func (v *Verification) foot(w, h int) []string {
	t, th := v.s.Words.Item.Verify, v.s.Theme
	p, ok := v.reply()
	if !ok {
		return []string{th.Warn.Paint(widget.Cut(t.NoReply, w))}
	}
	lines := []string{th.Heading.Paint(widget.Rule(schema.VisibleLine(joined(p.By, v.s.At(p.Sent))), w))}
	if p.Reason != "" {
		lines = append(lines, th.Warn.Paint(widget.Cut(widget.ProseLine(pair(v.s, v.s.Words.Domain.ReplyStates[p.State], p.Reason)), w)))
	}
	for line := range strings.SplitSeq(widget.Prose(p.Text), "\n") {
		lines = append(lines, widget.Wrap(line, w)...)
	}
	if p.Text == "" {
		lines = append(lines[:len(lines):len(lines)], th.Dim.Paint(widget.Cut(t.NoText, w)))
	}
	return lines[:min(len(lines), max(h, 1))]
}
