package queue

import (
	"context"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/widget"
)

// view is one tab: a set of columns under a fixed condition.
type view struct {
	name  string
	short string // of three letters
	empty string // why it may be empty, and the next key
	base  schema.Query
	set   set
	count schema.Count
	known bool // count was read
}

// Tab is how a view shows in the header.
type Tab struct {
	Name  string
	Short string // of three letters, for a narrow screen
	Count schema.Count
	Known bool // Count was read
	On    bool
}

func (q *Screen) makeViews() []*view {
	t := q.s.Words.Queue
	requests, replies, actions := &requestSet{q}, &replySet{q}, &actionSet{q}
	term := func(f schema.QueryField, values ...string) schema.Query {
		return schema.Query{Terms: []schema.Term{{Field: f, Values: values}}}
	}
	todo, mine, overdue, waiting, pending := t.EmptyTodo, t.EmptyMine, t.EmptyOverdue, t.EmptyReplies, t.EmptyActions
	if schema.MayCreate(q.who) != nil {
		todo = t.NoneTodo
	}
	switch q.who.Role { // who can never have one is told so, not how to get one
	case schema.RoleObserver, schema.RoleOverseer:
		mine = t.NoneMine
	case schema.RoleAdministrator:
		todo, mine, overdue, waiting = t.NotSeen, t.NotSeen, t.NotSeen, t.NotSeen
	}
	if schema.MayAddAction(q.who, schema.ActionDraft{Internal: true}) != nil {
		pending = t.NoneActions
	}
	return []*view{
		{name: t.Todo, short: t.Shorts[0], empty: todo, set: requests},
		{name: t.Mine, short: t.Shorts[1], empty: mine, set: requests, base: term(schema.QueryMine)},
		{name: t.Overdue, short: t.Shorts[2], empty: overdue, set: requests, base: term(schema.QueryDue, "overdue")},
		{name: t.Replies, short: t.Shorts[3], empty: waiting, set: replies},
		{name: t.Actions, short: t.Shorts[4], empty: pending, set: actions},
	}
}

// Tabs lists the views, in the order of the keys 1 to 5.
func (q *Screen) Tabs() []Tab {
	out := make([]Tab, len(q.views))
	for i, v := range q.views {
		out[i] = Tab{v.name, v.short, v.count, v.known, i == q.at}
	}
	return out
}

// Goto shows the i-th view, counted from 0. Coming back to one finds its
// filter, marks and cursor as they were left, on rows read anew.
func (q *Screen) Goto(i int) tea.Cmd {
	if i < 0 || i >= len(q.views) || q.filter.open {
		return nil
	}
	if i == q.at {
		return q.arrivals()
	}
	q.past[q.at] = q.list
	q.at = i
	q.full = false
	q.preview = noPreviews() // rows of another kind may have the same ID
	if back, ok := q.past[i]; ok {
		q.list = back
		return q.again()
	}
	q.list = q.newList(i)
	return q.load(first)
}

// counting keeps one reading of the counts under way at a time.
type counting struct {
	under  bool
	dirty  bool    // something changed since it began
	search *search // of how many the filter lets pass; nil: there is no filter
}

// counted brings the counts of all views, and of the filter.
type counted struct {
	counts   []schema.Count
	filtered *schema.Count
	gen      int
	err      error
}

// recount reads the counts of all views anew.
func (q *Screen) recount() tea.Cmd {
	if q.counts.under {
		q.counts.dirty = true
		return nil
	}
	q.counts = counting{under: true}
	s, views, l := q.s, q.views, q.list
	filter, gen := l.query, l.gen
	if q.searching() {
		filter = l.shown.query // what is searched for is counted once it is found
	}
	here := q.view()
	if len(filter.Terms) > 0 {
		q.counts.search = q.begin(q.s.Words.Queue.Counting)
	}
	search := q.counts.search
	read := func() tea.Msg {
		got := counted{counts: make([]schema.Count, len(views)), gen: gen}
		ctx, cancel := s.Call()
		defer cancel()
		var work gathering
		for i, v := range views {
			work.begin(func() (err error) { got.counts[i], err = v.set.count(ctx, v.base); return err })
		}
		if search != nil {
			work.begin(func() (err error) { got.filtered, err = search.count(here.set, here.base.With(filter)); return err })
		}
		got.err = work.end()
		return got
	}
	if search == nil {
		return read
	}
	return tea.Batch(read, q.follow(search))
}

// count counts what a filter lets pass; nil when it was stopped.
func (s *search) count(set set, f schema.Query) (*schema.Count, error) {
	var n schema.Count
	err := s.through(func(ctx context.Context) (err error) { n, err = set.count(ctx, f); return err })
	if stopped(err) {
		return nil, nil
	}
	return &n, err
}

func (q *Screen) tally(got counted) tea.Cmd {
	again := q.counts.dirty
	q.counts.search.end()
	q.counts = counting{}
	if got.err != nil {
		return widget.Send(widget.Fail{Err: got.err})
	}
	for i, n := range got.counts {
		q.views[i].count, q.views[i].known = n, true
	}
	if got.gen == q.list.gen {
		q.list.filtered = got.filtered
	}
	if again {
		return q.recount()
	}
	return nil
}

func (q *Screen) view() *view { return q.views[q.at] }
