package queue

import (
	"strings"

	"contactgroup/ui/lang"
	"contactgroup/ui/widget"
)

// signWidth is the room for the signs before a row.
const signWidth = 3

func (q *Screen) headings(w int) string {
	columns := q.columnsOf(q.list.fields, w, q.list.usual)
	titles := make([]string, len(columns))
	for i, c := range columns {
		titles[i] = c.Title
	}
	return widget.Cell(widget.Blanks(signWidth)+widget.Row(columns, widget.Layout(columns, w-signWidth), titles, nil), w)
}

// rowLines draws the rows that fit in h lines and keeps the one under the hand
// in sight. left and above are where the rows stand on the screen.
func (q *Screen) rowLines(w, h, left, above int, cards bool) []string {
	per := 1
	if cards {
		per = 2
	}
	l := q.list
	q.height, q.lines = max(h/per, 1), per
	if len(l.rows) == 0 {
		return q.emptyLines(w, h)
	}
	l.top = max(min(l.top, l.at), l.at-q.height+1)
	l.top = max(min(l.top, len(l.rows)-q.height), 0)
	columns := q.columnsOf(l.fields, w, l.usual)
	widths := widget.Layout(columns, w-signWidth)
	lines := make([]string, 0, h)
	for i := l.top; i < min(l.top+q.height, len(l.rows)); i++ {
		r, here := l.current(l.rows[i]), i == l.at
		if here && !q.cursor.Visible {
			q.cursor = widget.Cursor{X: left + 1, Y: above + len(lines)}
		}
		if cards {
			lines = append(lines, q.card(r, here, w)...)
			continue
		}
		lines = append(lines, q.rowLine(r, here, columns, widths, w))
	}
	return fill(lines, w, h)[:max(h, 0)]
}

// signs are what stands before a row: the hand, a mark, or that it has left the list.
func (q *Screen) signs(r *row, here bool) string {
	sign := " "
	if r.gone {
		sign = widget.SignGone
	}
	if _, ok := q.list.marks[r.id]; ok {
		sign = widget.SignMark
	}
	switch {
	case here && sign != " ":
		return sign + widget.SignCursor + " "
	case here:
		return " " + widget.SignCursor + " "
	}
	return " " + sign + " "
}

// rowLine is a row in one line of w columns.
func (q *Screen) rowLine(r *row, here bool, columns []widget.Column, widths []int, w int) string {
	_, marked := q.list.marks[r.id]
	as := look{w, here, marked, r.gone}
	if r.line.text == "" || r.line.as != as {
		r.line = drawn{as, widget.Cell(q.drawRow(r, here, columns, widths, w), w)}
	}
	return r.line.text
}

func (q *Screen) drawRow(r *row, here bool, columns []widget.Column, widths []int, w int) string {
	n := len(columns) - 1
	room := widths[n]
	flag, alert := q.rowFlag(r, room)
	th := q.s.Theme
	if here {
		text := q.signs(r, true) + widget.Row(columns[:n], widths, r.cells, nil) + " " + widget.Ends(r.cells[n], flag, room)
		return th.Cursor.Paint(widget.Cell(text, w))
	}
	if r.gone {
		return th.Dim.Paint(q.signs(r, false) + widget.Row(columns[:n], widths, r.cells, nil) + " " + widget.Ends(r.cells[n], flag, room))
	}
	ink := th.Dim
	if alert {
		ink = th.Warn
	}
	sign := q.signs(r, false)
	if sign != "   " {
		sign = th.Mark.Paint(sign)
	}
	return sign + widget.Row(columns[:n], widths, r.cells, r.inks) + " " + widget.Ends(r.cells[n], ink.Paint(flag), room)
}

// card is a row in two lines.
func (q *Screen) card(r *row, here bool, w int) []string {
	n := len(r.cells) - 1
	th := q.s.Theme
	flag, _ := q.rowFlag(r, 2*flagWidth)
	head := q.signs(r, here) + strings.Join(r.cells[:min(n, 3)], " ")
	second := widget.Blanks(signWidth) + r.cells[n]
	below := ""
	if widget.Width(head)+1+widget.Width(flag) > w { // what is over goes from the subject, not from the number
		flag, below = "", flag
	}
	if here {
		return []string{th.Cursor.Paint(widget.Ends(head, flag, w)), th.Cursor.Paint(widget.Ends(second, below, w))}
	}
	return []string{widget.Ends(head, th.Dim.Paint(flag), w), th.Dim.Paint(widget.Ends(second, below, w))}
}

// emptyLines say why there is nothing and offer the next key.
func (q *Screen) emptyLines(w, h int) []string {
	l := q.list
	t := q.s.Words.Queue
	text := l.view.empty
	switch {
	case l.status == reading:
		text = t.Loading
	case l.status == failed:
		text = t.Failed
	case l.text != "":
		text = lang.Fill(t.EmptyFilter, "filter", l.text)
	}
	lines := make([]string, 0, max(h, 0))
	if h > 4 {
		lines = append(lines, widget.Blanks(w))
	}
	for _, line := range widget.Wrap(text, max(w-4, 1)) {
		lines = append(lines, widget.Cell("  "+q.s.Theme.Dim.Paint(line), w))
	}
	return fill(lines, w, h)[:max(h, 0)]
}
