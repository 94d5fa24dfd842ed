package queue

import tea "github.com/charmbracelet/bubbletea"

// Click takes the hand to the row drawn on line y of the last View, if one is.
func (q *Screen) Click(y int) tea.Cmd {
	l := q.list
	if len(l.rows) == 0 || q.cursor.Visible {
		return nil
	}
	first := q.cursor.Y - (l.at-l.top)*q.lines
	if y < first {
		return nil
	}
	if at := l.top + (y-first)/q.lines; at < min(l.top+q.height, len(l.rows)) && at != l.at {
		return q.move(at - l.at)
	}
	return nil
}
