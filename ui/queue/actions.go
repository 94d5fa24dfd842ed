package queue

import (
	"cmp"
	"context"
	"strings"

	"contactgroup/schema"
	"contactgroup/ui/lang"
	"contactgroup/ui/widget"
)

// actionSet shows action items.
type actionSet struct{ q *Screen }

func (actionSet) noun() schema.Noun { return schema.NounAction }

func (*actionSet) sorts() []schema.SortField {
	return []schema.SortField{schema.SortDue, schema.SortRef, schema.SortUpdated, schema.SortOwner}
}

func actionRow(x *schema.Action) *row { return &row{id: x.ID, ref: x.Ref, action: x} }

func (s *actionSet) page(ctx context.Context, l schema.List) (page, error) {
	p, err := s.q.desk.Actions(ctx, l)
	return pageOf(p, err, actionRow)
}

func (s *actionSet) count(ctx context.Context, f schema.Query) (schema.Count, error) {
	return s.q.desk.CountActions(ctx, f, false)
}

func (s *actionSet) again(ctx context.Context, rows []*row) ([]*row, error) {
	found, err := s.q.desk.ActionsByID(ctx, idsOf(rows))
	p, err := pageOf(schema.Page[schema.Action]{Items: found}, err, actionRow)
	return p.rows, err
}

func (s *actionSet) read(ctx context.Context, r *row) (detail, error) {
	d := detail{id: r.id, rev: r.action.Rev, action: r.action}
	var err error
	d.thread, err = s.q.desk.ActionThread(ctx, r.id)
	return d, err
}

func (s *actionSet) fill(r *row) {
	t, x := s.q.s.Words.Queue, r.action
	r.flag, r.alert = "", false
	switch {
	case x.Overdue(s.q.s.Today()):
		r.flag, r.alert = t.Late, true
	case x.Soon(s.q.s.Today()):
		r.flag = s.q.s.Words.Sitting.Soon
	case x.Carried > 0:
		r.flag = lang.Fill(t.Carried, "n", itoa(x.Carried))
	case x.Internal:
		r.flag = t.Internal
	}
}

func (s *actionSet) dueCell(r *row) (string, widget.Ink) {
	x := r.action
	light := x.RAG(s.q.s.Today())
	sign, _, ink := s.q.s.Light(light)
	switch {
	case x.Due.IsZero():
		return s.q.s.Words.Queue.NoDue, s.q.s.Theme.Dim
	case light == schema.Green:
		ink = widget.Ink{}
	}
	return strings.TrimSpace(sign + " " + s.q.day(x.Due)), ink
}

func (s *actionSet) stateCell(r *row) (string, widget.Ink) {
	name := s.q.s.Words.Domain.ActionStates[r.action.State]
	if r.action.State == schema.ActionBlocked {
		return name, s.q.s.Theme.Warn
	}
	return name, s.q.s.Theme.Dim
}

func (s *actionSet) memberCell(r *row) (string, widget.Ink) {
	d, dim := s.q.s.Words.Domain, s.q.s.Theme.Dim
	switch r.action.Member {
	case "":
		return d.Nobody, dim
	case s.q.who.Login:
		return d.You, dim
	}
	return schema.VisibleLine(r.action.Member), dim
}

// day writes a day of this year as "20/05" or "20 May", of another its month and
// year: a whole date would not fit its column.
func (q *Screen) day(d schema.Date) string {
	at := d.Start(q.s.Zone)
	if d.Year != q.s.Today().Year {
		return at.Format("01/2006")
	}
	return at.Format(q.s.Words.Queue.DayLayout)
}

func (*actionSet) precedes(a, b *row, by schema.SortField) int {
	x, y := a.action, b.action
	switch by {
	case schema.SortRef:
		return cmp.Compare(x.Ref, y.Ref)
	case schema.SortUpdated:
		return x.Updated.Compare(y.Updated)
	case schema.SortOwner:
		return cmp.Compare(x.Owner, y.Owner)
	}
	if x.Due.IsZero() != y.Due.IsZero() {
		if x.Due.IsZero() {
			return 1
		}
		return -1
	}
	return cmp.Compare(x.Due.String(), y.Due.String())
}
