package queue

import (
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/widget"
)

// maxNamed is how many changed references are looked up one by one. A larger
// change is counted, not placed.
const maxNamed = 50

// refreshed brings the state of rows that changed, and which of the changed
// things belong to the list.
type refreshed struct {
	gen     int
	asked   []*row // rows of the window that were asked for
	current []*row // as they are now; missing: no longer visible
	matches []*row // those that the list's condition lets pass
	all     bool   // matches tells of each row asked for whether it belongs
	err     error
}

// changed reads anew what events speak of; during a batch, at its end.
func (q *Screen) changed(events []schema.Event) tea.Cmd {
	if q.batch != nil {
		q.batch.missed = append(q.batch.missed, events...)
		return nil
	}
	var refs []string
	members := false
	action := q.view().set.noun() == schema.NounAction
	for _, e := range events {
		switch e.Noun {
		case schema.NounMember, schema.NounOrganisation:
			members = true
		case schema.NounMeeting, schema.NounKey, schema.NounCrisis:
		default:
			if (e.Noun == schema.NounAction) == action && e.Ref != "" && !slices.Contains(refs, e.Ref) {
				refs = append(refs, e.Ref)
			}
		}
	}
	var names tea.Cmd
	if members {
		names = tea.Batch(q.readOrganisations(), q.readMembers())
	}
	if len(events) == 0 {
		return names
	}
	return tea.Batch(names, q.recount(), q.renew(refs))
}

// catchUp reads what could not be read while the register was lost.
func (q *Screen) catchUp(lost bool) tea.Cmd {
	switch {
	case !lost:
		return nil
	case q.list.status != ready:
		return q.again()
	}
	q.preview.failed = 0
	return tea.Batch(q.recount(), q.lookNow())
}

// renew reads anew the things named, and the rows of the window that show them.
func (q *Screen) renew(refs []string) tea.Cmd {
	l := q.list
	if l.status != ready || len(refs) == 0 {
		return nil
	}
	var asked []*row
	for _, r := range l.rows {
		if slices.Contains(refs, r.ref) {
			asked = append(asked, r)
		}
	}
	named := refs[:min(len(refs), maxNamed)]
	only := l.full().With(schema.Query{Terms: []schema.Term{{Field: schema.QueryRef, Values: named}}})
	s, set, gen, all, sort := q.s, l.view.set, l.gen, len(refs) <= maxNamed, l.sort
	return func() tea.Msg {
		ctx, cancel := s.Call()
		defer cancel()
		got := refreshed{gen: gen, asked: asked, all: all}
		if len(asked) > 0 {
			if got.current, got.err = set.again(ctx, asked); got.err != nil {
				return got
			}
		}
		p, err := set.page(ctx, schema.List{Query: only, Sort: sort, Limit: pageSize})
		got.matches, got.err = p.rows, err
		return got
	}
}

// refresh puts the new state into the rows, each in its place.
func (q *Screen) refresh(got refreshed) tea.Cmd {
	l := q.list
	if got.gen != l.gen {
		return nil
	}
	if got.err != nil {
		return widget.Send(widget.Fail{Err: got.err})
	}
	// The plain list leaves out what the member's side has snoozed; asked for by
	// its number it is found.
	plain := len(l.full().Terms) == 0
	got.matches = slices.DeleteFunc(got.matches, func(r *row) bool { return plain && r.asleep(q.s.Now()) })
	belongs := func(id schema.ID) bool {
		return slices.ContainsFunc(got.matches, func(r *row) bool { return r.id == id })
	}
	for _, old := range got.asked {
		i := l.index(old.id)
		if i < 0 {
			continue
		}
		at := slices.IndexFunc(got.current, func(r *row) bool { return r.id == old.id })
		if at < 0 {
			l.rows[i].gone = true
			continue
		}
		now := got.current[at]
		now.gone = got.all && !belongs(old.id)
		l.rows[i] = now
		if m, ok := l.marks[now.id]; ok {
			_, m.rev = now.subject()
			l.marks[now.id] = m
		}
	}
	for _, r := range got.matches {
		if l.index(r.id) < 0 {
			q.arrive(r)
		}
	}
	if len(l.rows) == 0 && len(l.above) > 0 {
		return q.again() // nothing is under the hand that could be moved
	}
	l.late = l.overdue(q.s.Now())
	return q.lookNow()
}

// arrive counts a row that newly belongs to the list, above or below the hand.
func (q *Screen) arrive(r *row) {
	l := q.list
	field := l.sort.Field
	if here := l.row(); here != nil {
		c := l.view.set.precedes(r, here, field)
		if l.sort.Desc {
			c = -c
		}
		if c > 0 {
			l.below[r.id] = true
			return
		}
	}
	l.above[r.id] = true
}

// arrivals reads the list anew, so that what arrived takes its place.
func (q *Screen) arrivals() tea.Cmd { return q.again() }

// showArrivals is arrivals for who asks for them.
func (q *Screen) showArrivals() tea.Cmd {
	if len(q.list.above)+len(q.list.below) > 0 {
		return q.arrivals()
	}
	return tea.Batch(q.arrivals(), widget.Send(widget.Tell{Text: q.s.Words.Lists.NoArrivals}))
}

// reload reads anew the rows that the member changed elsewhere. What the window
// does not hold may have been made just now: then the list is read anew, for
// who makes a thing wishes to see it.
func (q *Screen) reload(msg widget.Stale) tea.Cmd {
	if (msg.Noun == schema.NounAction) != (q.view().set.noun() == schema.NounAction) {
		return q.recount()
	}
	var refs []string
	known := map[schema.ID]bool{}
	for _, r := range q.list.rows {
		id, _ := r.subject()
		if slices.Contains(msg.IDs, id) {
			refs = append(refs, r.ref)
			known[id] = true
		}
	}
	if len(known) < len(msg.IDs) {
		return q.again()
	}
	return tea.Batch(q.renew(refs), q.recount())
}
