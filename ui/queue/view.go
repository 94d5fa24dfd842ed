package queue

import (
	"context"
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/lang"
	"contactgroup/ui/widget"
)

// view is a set of columns under a fixed condition: one that everybody has, or
// one that a member keeps under a name.
type view struct {
	name  string
	short string // of three letters
	key   int    // that opens it, 1 to 9; 0: none
	empty string // why it may be empty, and the next key
	base  schema.Query
	set   set
	saved *schema.View // nil: one that everybody has
	count schema.Count
	known bool // count was read
}

// Tab is how a view shows in the header.
type Tab struct {
	Key   int // that opens it; 0: none
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
		{name: t.Todo, key: 1, short: t.Shorts[0], empty: todo, set: requests},
		{name: t.Mine, key: 2, short: t.Shorts[1], empty: mine, set: requests, base: term(schema.QueryMine)},
		{name: t.Overdue, key: 3, short: t.Shorts[2], empty: overdue, set: requests, base: term(schema.QueryDue, "overdue")},
		{name: t.Replies, key: 4, short: t.Shorts[3], empty: waiting, set: replies},
		{name: t.Actions, key: 5, short: t.Shorts[4], empty: pending, set: actions},
	}
}

// tabbed are the views of the header: those with a key, in its order, and the
// one shown.
func (q *Screen) tabbed() []*view {
	out := make([]*view, 0, len(q.views))
	for _, v := range q.views {
		if v.key != 0 || v == q.at {
			out = append(out, v)
		}
	}
	return out
}

// Tabs lists the views of the header.
func (q *Screen) Tabs() []Tab {
	views := q.tabbed()
	out := make([]Tab, len(views))
	for i, v := range views {
		out[i] = Tab{v.key, v.name, v.short, v.count, v.known, v == q.at}
	}
	return out
}

// Goto shows the view of a key, 1 to 9.
func (q *Screen) Goto(key int) tea.Cmd {
	for _, v := range q.views {
		if v.key == key {
			return q.show(v)
		}
	}
	return widget.Send(widget.Tell{Text: lang.Fill(q.s.Words.Lists.NoViewOn, "key", itoa(key))})
}

// Turn shows the view that many tabs on, round and round.
func (q *Screen) Turn(by int) tea.Cmd {
	views := q.tabbed()
	n := len(views)
	return q.show(views[((slices.Index(views, q.at)+by)%n+n)%n])
}

// show shows a view. Coming back to one finds its filter, marks and cursor as
// they were left, on rows read anew.
func (q *Screen) show(v *view) tea.Cmd {
	if q.filter.open {
		return nil
	}
	if v == q.at {
		return q.arrivals()
	}
	if q.at.key != 0 {
		q.past[q.at] = q.list
	}
	q.at = v
	q.full = false
	q.preview = noPreviews() // rows of another kind may have the same ID
	if back, ok := q.past[v]; ok {
		q.list = back
		return q.again()
	}
	q.list = q.newList(v)
	if v.key == 0 {
		return tea.Batch(q.load(first), q.recount())
	}
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
	views    []*view
	counts   []schema.Count
	filtered *schema.Count
	gen      int
	err      error
}

// recount reads the counts of all views anew, and how many the filter lets pass.
func (q *Screen) recount() tea.Cmd { return q.countAnew(q.tabbed()) }

// recountFiltered reads anew how many the filter lets pass: of a new one, which
// changes no view's count.
func (q *Screen) recountFiltered() tea.Cmd { return q.countAnew(nil) }

func (q *Screen) countAnew(views []*view) tea.Cmd {
	if q.counts.under {
		q.counts.dirty = true
		return nil
	}
	q.counts = counting{under: true}
	s, l := q.s, q.list
	filter, gen := l.query, l.gen
	if q.searching() {
		filter = l.shown.query // what is searched for is counted once it is found
	}
	here, parts := *q.view(), make([]view, len(views)) // as they are now: views change
	for i, v := range views {
		parts[i] = *v
	}
	if len(filter.Terms) > 0 {
		q.counts.search = q.begin(q.s.Words.Queue.Counting)
	}
	search := q.counts.search
	read := func() tea.Msg {
		got := counted{views: views, counts: make([]schema.Count, len(views)), gen: gen}
		ctx, cancel := s.Call()
		defer cancel()
		var work gathering
		for i, v := range parts {
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
		got.views[i].count, got.views[i].known = n, true
	}
	if got.gen == q.list.gen {
		q.list.filtered = got.filtered
	}
	if again {
		return q.recount()
	}
	return nil
}

func (q *Screen) view() *view { return q.at }
