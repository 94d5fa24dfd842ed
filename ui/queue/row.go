package queue

import (
	"context"
	"time"

	"contactgroup/schema"
	"contactgroup/ui/widget"
)

// row is one line of a list.
type row struct {
	id      schema.ID       // of the thing shown
	ref     string          // of what is acted on
	request *schema.Request // what is acted on, unless action is
	reply   *schema.Reply   // in the list of replies
	action  *schema.Action
	gone    bool // no longer of this list; kept in place until the hand moves

	age   int      // of the list when the rest was written; 0: not yet
	cells []string // safe to show, as of the last minute
	inks  []widget.Ink
	flag  string
	alert bool   // the flag asks for attention
	here  string // the company it was last drawn with
	line  drawn
}

// drawn is a row's line as it was last drawn, kept because a move of the hand
// changes two lines out of a screen.
type drawn struct {
	as   look
	text string
}

// look is all that a row's line depends on besides the row itself.
type look struct {
	width              int
	here, marked, gone bool
}

// subject is the row that verbs act on: a reply's is its request.
func (r *row) subject() (schema.ID, int) {
	if r.action != nil {
		return r.action.ID, r.action.Rev
	}
	return r.request.ID, r.request.Rev
}

// asleep reports whether a request is snoozed.
func (r *row) asleep(now time.Time) bool {
	return r.request != nil && r.reply == nil && r.request.Snoozed.After(now)
}

// late reports whether the row's deadline has passed.
func (r *row) late(now time.Time) bool { return r.request != nil && r.request.Overdue(now) }

// page is one page of rows.
type page struct {
	rows       []*row
	prev, next string
}

// set is a set of columns: what the list knows of the kind of thing it shows.
// Its methods that take a context do input and output and touch no screen.
type set interface {
	noun() schema.Noun
	fields() []field           // all that a column can show, the flexible one last
	usual() []string           // names of those that are shown unless others are chosen
	sorts() []schema.SortField // in the order of the o key; none: the order is fixed
	page(context.Context, schema.List) (page, error)
	count(context.Context, schema.Query) (schema.Count, error)
	// again reads rows anew; those no longer visible are missing.
	again(context.Context, []*row) ([]*row, error)
	// read gives what the preview shows of a row.
	read(context.Context, *row) (detail, error)
	// fill writes what a row says of itself beside its cells, as of now.
	fill(*row)
	// precedes tells which of two rows comes first in an order.
	precedes(a, b *row, by schema.SortField) int
}

// pageOf makes a page of rows out of a page of the desk.
func pageOf[T any](p schema.Page[T], err error, one func(*T) *row) (page, error) {
	out := page{prev: p.Prev, next: p.Next}
	for i := range p.Items {
		out.rows = append(out.rows, one(&p.Items[i]))
	}
	return out, err
}
