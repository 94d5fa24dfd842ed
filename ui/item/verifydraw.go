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

// narrow is the width below which a content takes two lines.
const narrow = 72

// contentsTable draws the contents around the one under the hand.
func (v *Verification) contentsTable(w, room int) []string {
	t, th := v.s.Words.Item.Verify, v.s.Theme
	each := 1
	var head []string
	if w < narrow {
		each = 2
	} else {
		head = []string{th.Dim.Paint(v.row(w, "", "N°", t.Address, t.Claimed, t.Observed, widget.Ink{}))}
	}
	fit := max((room-len(head))/each, 1)
	n := len(v.page.request.Contents)
	v.top = max(min(min(v.top, v.at), n-fit), 0)
	v.top = max(v.top, v.at-fit+1)
	lines := head
	for i := v.top; i < min(v.top+fit, n); i++ {
		lines = append(lines, v.content(i, w, each)...)
	}
	return lines[:min(len(lines), room)]
}

// content draws one content: what is claimed beside what was observed.
func (v *Verification) content(i, w, each int) []string {
	c, t, d, th := v.page.request.Contents[i], v.s.Words.Item, v.s.Words.Domain, v.s.Theme
	hand := " "
	if i == v.at {
		hand = widget.SignCursor
	}
	claimed := t.NoOutcome
	if c.Outcome != "" {
		claimed = joined(d.Outcomes[c.Outcome], strings.Join(c.Territories, " "))
	}
	observed := t.Seen[c.Observed]
	if c.Observed != "" && !c.ObservedAt.IsZero() {
		observed = joined(observed, v.s.At(c.ObservedAt))
	}
	ink := widget.Ink{}
	if c.Observed == observedLive && claimsGone(c.Outcome) {
		ink, observed = th.Alert, "! "+observed
	}
	url := schema.Defang(c.URL)
	if each == 1 {
		return []string{v.row(w, hand, fmt.Sprint(c.N), url, claimed, observed, ink)}
	}
	return []string{widget.Cut(fmt.Sprintf("%s %2d %s", hand, c.N, url), w), ink.Paint(widget.Cut("     "+schema.VisibleLine(claimed+" / "+observed), w))}
}

// row writes one line of the table.
func (v *Verification) row(w int, hand, n, url, claimed, observed string, ink widget.Ink) string {
	columns := []widget.Column{{Width: 1}, {Width: 2, Right: true}, {Width: 20, Flex: true}, {Width: 24}, {Width: 22}}
	cells := []string{hand, n, url, schema.VisibleLine(claimed), schema.VisibleLine(observed)}
	return widget.Row(columns, widget.Layout(columns, w), cells, []widget.Ink{{}, {}, {}, {}, ink})
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
