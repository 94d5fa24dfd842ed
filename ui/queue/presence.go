package queue

import (
	"contactgroup/schema"
	"contactgroup/ui/widget"
)

// Attends is the request under the hand: whoever rests on it looks at it.
func (q *Screen) Attends() (schema.ID, schema.Doing) {
	if r := q.list.row(); r != nil && r.request != nil {
		return r.request.ID, schema.DoingLooking
	}
	return 0, ""
}

// company is who else is at a row's request.
func (q *Screen) company(r *row) []schema.Presence {
	if r.request == nil {
		return nil
	}
	return q.s.Present[r.request.ID]
}

// meet has the rows drawn anew whose company has changed.
func (q *Screen) meet() {
	for _, r := range q.list.rows {
		if here := q.s.Presence(q.company(r), presenceWidth); here != r.here {
			r.here, r.age = here, 0
		}
	}
	clear(q.preview.panes)
}

// presenceWidth is the most that a row gives to who is at it: "Ministère répond…".
const presenceWidth = 18

// yields reports whether who looks at the row is told in place of its flag: what
// the light's sign tells too gives way.
func (r *row) yields(q *Screen) bool { return r.flag == "" || r.flag == q.s.Words.Sitting.Soon }

// rowFlag is what stands at the end of a row, beside the subject in so many
// columns for both, and whether it asks for attention: that it has left the
// list, who writes about it now, what there is to know of it, or else who looks.
func (q *Screen) rowFlag(r *row, both int) (string, bool) {
	company, room := q.company(r), max(min(flagWidth, both/2), 0)
	switch {
	case r.gone:
		return widget.Cut(q.s.Words.Queue.Gone, room), false
	case widget.Writes(company), r.yields(q) && len(company) > 0:
		return q.s.Presence(company, max(min(presenceWidth, both*2/3), 0)), widget.Writes(company)
	}
	return widget.Cut(r.flag, room), r.alert
}
