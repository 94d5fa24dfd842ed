package queue

import (
	"cmp"
	"context"

	"contactgroup/schema"
	"contactgroup/ui/lang"
	"contactgroup/ui/widget"
)

// actionSet shows action items.
type actionSet struct{ q *Screen }

func (actionSet) noun() schema.Noun { return schema.NounAction }

func (s *actionSet) columns(w int) []widget.Column {
	t := s.q.s.Words.Queue
	return []widget.Column{
		{Title: t.ColRef, Width: 14}, {Title: t.ColDue, Width: 6}, {Title: t.ColState, Width: 10, Drop: 3},
		{Title: t.ColOwner, Width: orgWidth(w), Drop: 1}, {Title: t.ColMember, Width: nameWidth(w), Drop: 2}, {Title: t.ColText, Width: 12, Flex: true},
	}
}

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
	q, x := s.q, r.action
	t, th := q.s.Words.Queue, q.s.Theme
	due, ink := t.NoDue, th.Dim
	if !x.Due.IsZero() {
		due, ink = q.day(x.Due), widget.Ink{}
	}
	r.flag, r.alert = "", false
	switch {
	case x.Overdue(q.s.Today()):
		ink, r.flag, r.alert = th.Alert, t.Late, true
	case x.Carried > 0:
		r.flag = lang.Fill(t.Carried, "n", itoa(x.Carried))
	case x.Internal:
		r.flag = t.Internal
	}
	member := q.s.Words.Domain.Nobody
	switch {
	case x.Member == q.who.Login:
		member = q.s.Words.Domain.You
	case x.Member != "":
		member = schema.VisibleLine(x.Member)
	}
	state := th.Dim
	if x.State == schema.ActionBlocked {
		state = th.Warn
	}
	r.cells = []string{schema.VisibleLine(x.Ref), due, q.s.Words.Domain.ActionStates[x.State], schema.VisibleLine(q.orgName(x.Owner)), member, widget.ProseLine(x.Text)}
	r.inks = []widget.Ink{{}, ink, state, {}, th.Dim, {}}
}

// day writes a day of this year as "20/05" or "20 May", another in full.
func (q *Screen) day(d schema.Date) string {
	at := d.Start(q.s.Zone)
	if d.Year != q.s.Today().Year {
		return at.Format("02/01/06")
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
