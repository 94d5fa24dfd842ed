package queue

import (
	"errors"
	"fmt"
	"strings"

	"contactgroup/schema"
	"contactgroup/ui/lang"
	"contactgroup/ui/widget"
)

// Sizes at which the list changes its shape.
const (
	sideFrom    = 140 // sidebar, list and thread side by side
	wideWidth   = 120 // list and thread side by side
	besideFrom  = 100 // the same, for those who wish it
	cardWidth   = 60  // below: two lines a row
	tinyWidth   = 40  // below: nothing but rows
	tinyHeight  = 7
	sideWidth   = 18
	flagWidth   = 16
	leastThread = 6 // lines of a preview worth having

	// Of a list and the preview beside it: what lets a subject be read, and a
	// text. What is over goes to the preview, up to its share.
	roomyList  = 84
	leastAside = 36
)

// View draws the list in the shape that fits.
func (q *Screen) View(w, h int) string {
	q.width, q.cursor, q.previewed = w, widget.Cursor{}, q.previews(w, h)
	switch {
	case w < 1 || h < 1:
		return widget.Fit(nil, w, h)
	case w < tinyWidth || h < tinyHeight:
		return strings.Join(q.rowLines(w, h, 0, 0, w < cardWidth && h > 3), "\n")
	case w < cardWidth:
		return strings.Join(q.listBlock(w, h, 0, true), "\n")
	case q.full:
		return strings.Join(q.listBlock(w, h, 0, false), "\n")
	}
	return q.sideBySide(w, h)
}

// previews reports whether a screen of that size shows the row under the hand in
// full. Where it does not, the filter line tells its TLP.
func (q *Screen) previews(w, h int) bool {
	return !q.full && q.lists.Preview != schema.PreviewOff && w >= cardWidth && (q.besides(w) || h >= tinyHeight+leastThread)
}

// besides reports whether the preview stands at the right of the list.
func (q *Screen) besides(w int) bool {
	if q.lists.Preview == schema.PreviewRight {
		return w >= besideFrom
	}
	return q.lists.Preview == schema.PreviewFits && w >= wideWidth
}

// sideBySide puts the views before the list where names and subjects have room
// all the same, and the preview beside the list or below it.
func (q *Screen) sideBySide(w, h int) string {
	bar := q.s.Theme.Dim.Paint(widget.SignBar)
	left, listWidth, threadWidth := 0, w, 0
	var side, thread []string
	if w >= sideFrom {
		side, left = q.sidebar(sideWidth, h), sideWidth+1
		listWidth -= left
	}
	below := 0
	switch {
	case !q.previewed:
	case q.besides(w):
		threadWidth = max(min(listWidth*9/25, listWidth-1-roomyList), leastAside)
		listWidth -= threadWidth + 1
	default:
		below = max(h*2/5, leastThread)
	}
	rows := q.listBlock(listWidth, h-below, left, false)
	if below > 0 {
		rows = append(rows, q.detailBlock(listWidth, below)...)
	}
	if threadWidth > 0 {
		thread = q.detailBlock(threadWidth, h)
	}
	var b strings.Builder
	b.Grow(h * (w + 60))
	for y := range h {
		if y > 0 {
			b.WriteByte('\n')
		}
		if left > 0 {
			b.WriteString(side[y])
			b.WriteString(bar)
		}
		b.WriteString(rows[y])
		if threadWidth > 0 {
			b.WriteString(bar)
			b.WriteString(thread[y])
		}
	}
	return b.String()
}

// The blocks below return lines of exactly the width asked for, and all but
// rowLines exactly as many as asked: what stands beside them lines up.

// sidebar lists the views with their counts.
func (q *Screen) sidebar(w, h int) []string {
	th := q.s.Theme
	lines := make([]string, 1, max(h, len(q.views)+1))
	lines[0] = widget.Blanks(w)
	for _, tab := range q.Tabs() {
		key := " "
		if tab.Key != 0 {
			key = itoa(tab.Key)
		}
		text := widget.Ends(" "+key+" "+tab.Name, CountText(tab)+" ", w)
		if tab.On {
			text = th.Cursor.Paint(text)
		}
		lines = append(lines, text)
	}
	return fill(lines, w, h)
}

// CountText writes a tab's count, nothing while it is not known.
func CountText(t Tab) string {
	switch {
	case !t.Known:
		return ""
	case t.Count.More:
		return fmt.Sprintf("%d+", t.Count.N)
	}
	return itoa(t.Count.N)
}

// roomyHeight is from how many lines on a list keeps a line free for arrivals,
// so that none ever moves a row. Below, they show in the filter line.
const roomyHeight = 11

// listBlock draws the filter line, the headings, the rows and the arrivals in
// h lines; left is where it stands on the screen.
func (q *Screen) listBlock(w, h, left int, cards bool) []string {
	q.listWidth = w
	roomy := h >= roomyHeight && !cards
	arrivals := q.arrivalText()
	aside := q.sortText()
	if !roomy && arrivals != "" {
		aside = arrivals
	}
	lines := q.filterLines(w, left, aside)
	if !cards {
		lines = append(lines, q.s.Theme.Dim.Paint(q.headings(w)))
	}
	room := h - len(lines)
	if roomy {
		room--
	}
	lines = append(lines, q.rowLines(w, room, left, len(lines), cards)...)
	if roomy && arrivals != "" {
		lines = append(lines, q.s.Theme.Warn.Paint(widget.CellRight(arrivals, w)))
	}
	return fill(lines, w, h)
}

// fill adds blank lines of w columns up to h lines.
func fill(lines []string, w, h int) []string {
	for len(lines) < h {
		lines = append(lines, widget.Blanks(w))
	}
	return lines
}

// filterLines draws the filter, what stands aside of it and the counts; while a filter is
// typed, a second line tells what is wrong with it or how it may go on.
func (q *Screen) filterLines(w, left int, aside string) []string {
	th, l := q.s.Theme, q.list
	right := q.facts(w)
	if !q.filter.open {
		text := ""
		if l.text != "" {
			text = th.Key.Paint("/") + schema.VisibleLine(l.text) + "  "
		}
		return []string{widget.Ends(" "+text+th.Dim.Paint(aside), th.Dim.Paint(right), w)}
	}
	f := &q.filter
	room := max(w-2-widget.Width(right)-1, 8)
	lines := []string{widget.Ends(th.Key.Paint("/")+f.line.View(room), th.Dim.Paint(right), w)}
	x, _ := f.line.At()
	q.cursor = widget.Cursor{Visible: true, X: left + 1 + x}
	switch { // a word that may still become one is not called wrong
	case len(f.candidates) > 0:
		lines = append(lines, th.Dim.Paint(widget.Cell(" Tab "+strings.Join(f.candidates, "  "), w)))
	case f.fault != nil:
		lines = append(lines, th.Alert.Paint(widget.Cell(q.faultText(room, w), w)))
	default:
		lines = append(lines, widget.Blanks(w))
	}
	return lines
}

// faultText tells what is wrong with the filter, below the place where it is if
// the words have room there.
func (q *Screen) faultText(room, w int) string {
	f := &q.filter
	var fault *schema.Fault
	if !errors.As(f.fault, &fault) {
		return " " + q.s.Words.Error(f.fault)
	}
	shown := *fault
	shown.Allowed = nil // completion offers them
	text := q.s.Words.Error(&shown)
	value := []rune(f.line.Value())
	if fault.Place < 1 || fault.Place > len(value) || widget.Width(string(value)) >= room {
		return " " + text
	}
	at := 1 + widget.Width(schema.VisibleLine(string(value[:fault.Place-1])))
	if at+2+widget.Width(text) > w {
		return " " + text
	}
	shown.Place = 0 // the sign tells it
	return widget.Blanks(at) + widget.SignUp + " " + q.s.Words.Error(&shown)
}

// sortText names the order of the list, after the filter of a saved view.
func (q *Screen) sortText() string {
	l := q.list
	text := q.sortWords(l.sort)
	if v := l.view.saved; v != nil && v.Query != "" {
		text = schema.VisibleLine(v.Query) + "  " + text
	}
	return text
}

// sortWords names an order of the list shown.
func (q *Screen) sortWords(sort schema.Sort) string {
	t, l := q.s.Words.Queue, q.list
	field, way := string(sort.Field), widget.SignUp
	switch {
	case len(l.view.set.sorts()) == 0:
		way = widget.SignDown
	case field == "":
		field = string(schema.SortDue)
	}
	if sort.Desc {
		way = widget.SignDown
	}
	return lang.Fill(t.Sort, "field", t.SortNames[field], "way", way)
}

// facts are the counts at the right of a filter line of w columns.
func (q *Screen) facts(w int) string {
	t, l := q.s.Words.Queue, q.list
	if q.batch != nil {
		return q.progress(w)
	}
	if s := q.underWay(); s != nil {
		return q.howFar(s) + " "
	}
	var parts []string
	if r := l.row(); r != nil && r.request != nil && !q.previewed {
		parts = append(parts, q.s.Words.Domain.TLP[r.request.TLP])
	}
	tab := Tab{Count: l.view.count, Known: l.view.known}
	if len(l.query.Terms) > 0 && l.filtered != nil && tab.Known {
		text := CountText(Tab{Count: *l.filtered, Known: true})
		if l.filtered.N <= tab.Count.N { // not of what the queue leaves out, as it does what is snoozed
			text = lang.Fill(t.CountFiltered, "n", text, "total", CountText(tab))
		}
		parts = append(parts, text)
	}
	if n := len(l.marks); n > 0 {
		parts = append(parts, t.Marked.Of(n))
	}
	if len(parts) == 0 {
		return ""
	}
	return strings.Join(parts, " · ") + " "
}

// arrivalText counts what arrived, nothing when nothing did.
func (q *Screen) arrivalText() string {
	t, l := q.s.Words.Queue, q.list
	var parts []string
	if n := len(l.above); n > 0 {
		parts = append(parts, t.ArrivalsAbove.Of(n))
	}
	if n := len(l.below); n > 0 {
		parts = append(parts, t.ArrivalsBelow.Of(n))
	}
	return strings.Join(parts, "  ")
}
