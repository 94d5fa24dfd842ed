package queue

import (
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/lang"
	"contactgroup/ui/widget"
)

// ownRead brings the views that the member may open, and how they keep lists.
type ownRead struct {
	views []schema.View
	lists schema.Lists
	err   error
}

// readOwn reads what the member may have changed in another session.
func (q *Screen) readOwn() tea.Cmd {
	s, desk := q.s, q.desk
	return func() tea.Msg {
		ctx, cancel := s.Call()
		defer cancel()
		got := ownRead{}
		if got.views, got.err = desk.Views(ctx); got.err == nil {
			got.lists, got.err = desk.Lists(ctx)
		}
		return got
	}
}

// meetOwn takes it. The preview stays where it is: another session's screen may
// have another size.
func (q *Screen) meetOwn(got ownRead) tea.Cmd {
	if got.err != nil {
		return widget.Send(widget.Fail{Err: got.err})
	}
	preview := q.lists.Preview
	if !q.met {
		q.met, preview = true, got.lists.Preview
	}
	q.lists = got.lists
	q.lists.Preview = preview
	q.filter.past = q.lists.Filters
	cmd := q.setViews(got.views)
	for _, l := range q.kept() {
		if l.view.saved == nil && !slices.Equal(l.names, q.lists.Columns[l.view.set.noun()]) {
			q.useColumns(l, q.lists.Columns[l.view.set.noun()])
		}
	}
	return tea.Batch(cmd, q.openSaved())
}

// Resume shows the view of a key, once the saved ones are read: of a list made
// anew. Without a key it stays.
func (q *Screen) Resume(key int) tea.Cmd {
	if key > builtin {
		q.wish = key
		return nil
	}
	if key == 0 {
		return nil
	}
	return q.Goto(key)
}

// openSaved shows the view that was saved a moment ago.
func (q *Screen) openSaved() tea.Cmd {
	name, key := q.opening, q.wish
	q.opening, q.wish = "", 0
	if key != 0 {
		return q.Goto(key)
	}
	for _, v := range q.views[builtin:] {
		if name != "" && v.saved.Mine && schema.ViewKey(v.saved.Name) == name && v != q.at {
			if q.list.text != "" { // the list left shows all of its view again
				q.list.text, q.list.query = "", schema.Query{}
			}
			return q.show(v)
		}
	}
	return nil
}

// kept are the list shown and those to come back to.
func (q *Screen) kept() []*list {
	out := []*list{q.list}
	for _, l := range q.past {
		if l != q.list {
			out = append(out, l)
		}
	}
	return out
}

// setViews puts the saved views in place of those known. One that was changed
// elsewhere is shown as it is now; one that is gone leaves to the first view.
func (q *Screen) setViews(saved []schema.View) tea.Cmd {
	old := q.views[builtin:]
	q.views = slices.Clone(q.views[:builtin])
	changed, anew := len(old) != len(saved), false
	slices.SortStableFunc(saved, func(a, b schema.View) int { return rank(a) - rank(b) })
	for i := range saved {
		v := q.asView(&saved[i])
		at := slices.IndexFunc(old, func(o *view) bool { return o.saved.Owner == saved[i].Owner && o.saved.Name == saved[i].Name })
		if at < 0 {
			changed = true
			q.views = append(q.views, v)
			continue
		}
		was := old[at]
		same := sameList(*was.saved, saved[i])
		changed = changed || was.saved.Rev != saved[i].Rev
		v.count, v.known = was.count, was.known
		*was = *v // who holds it goes on with it
		if !same {
			delete(q.past, was)
			anew = anew || was == q.at
		}
		q.views = append(q.views, was)
	}
	if !changed {
		return nil
	}
	told := widget.Send(widget.Renamed{})
	switch {
	case !slices.Contains(q.views, q.at):
		gone := q.at.name
		q.at.key = 0
		text := lang.Fill(q.s.Words.Lists.ViewGone, "name", gone)
		return tea.Batch(told, q.show(q.views[0]), q.recount(), widget.Send(widget.Tell{Text: text}))
	case anew:
		q.list = q.newList(q.at)
		return tea.Batch(told, q.load(first), q.recount())
	}
	return tea.Batch(told, q.recount())
}

// Unkeyed names the saved views that no key opens.
func (q *Screen) Unkeyed() []string {
	var names []string
	for _, v := range q.views[builtin:] {
		if v.key == 0 {
			names = append(names, v.name)
		}
	}
	return names
}

// Open shows the saved view of a name that Unkeyed gave.
func (q *Screen) Open(name string) tea.Cmd {
	for _, v := range q.views[builtin:] {
		if v.key == 0 && v.name == name {
			return q.show(v)
		}
	}
	return nil
}

// builtin is how many views everybody has.
const builtin = 5

// rank puts views with a key first, by it.
func rank(v schema.View) int {
	if v.Slot == 0 {
		return 10
	}
	return v.Slot
}

// sameList reports whether two states of a view show the same rows and columns.
func sameList(a, b schema.View) bool {
	return a.Noun == b.Noun && a.Query == b.Query && a.Sort == b.Sort && slices.Equal(a.Columns, b.Columns)
}

// asView is a saved view as the list shows it. A filter that cannot be read any
// more, of a newer program, shows nothing rather than everything.
func (q *Screen) asView(v *schema.View) *view {
	t := q.s.Words.Lists
	name := schema.VisibleLine(v.Name)
	out := &view{name: name, short: widget.Head(name, 3), key: v.Slot, saved: v, set: q.setOf(v.Noun)}
	var err error
	if out.base, err = schema.ParseQuery(v.Query); err != nil {
		out.base = schema.Query{Terms: []schema.Term{{Field: schema.QueryText, Exact: true, Values: []string{v.Query}}}}
	}
	out.empty = lang.Fill(t.EmptyView, "name", name, "query", v.Query)
	if v.Query == "" {
		out.empty = lang.Fill(t.EmptyViewAll, "name", name)
	}
	return out
}

// setOf is the set of columns of what a view lists.
func (q *Screen) setOf(n schema.Noun) set {
	for _, v := range q.views {
		if v.set.noun() == n {
			return v.set
		}
	}
	return q.views[0].set
}
