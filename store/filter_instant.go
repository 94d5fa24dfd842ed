package store

import (
	"fmt"
	"strings"

	"contactgroup/schema"
)

// instants is a column of requests that tells when something is to come.
type instants struct {
	column  string
	none    string // that nothing is to come
	some    string // that something is
	overdue string // that it matters when it is past
}

// dueInstants tells by when a request is to be answered: overdue is what still can be.
var dueInstants = instants{"r.due_key", fmt.Sprintf("r.due_key = %d", noDue), fmt.Sprintf("r.due_key < %d", noDue), "r.state IN ('sent', 'in_progress')"}

// comingInstants are those of a column that tells until when what was done
// holds, or when it is looked at again; 0 for never.
func comingInstants(column string) instants {
	some := column + " > 0"
	return instants{column, column + " = 0", some, some}
}

// instant reads "<2h", ">3d", "overdue", "today", "none" and days, in the
// reader's zone. A span without a sign means "within".
func (f requestFilter) instant(c instants, t schema.Term) condition {
	loc := f.who.Location()
	var texts []string
	var args []any
	add := func(text string, a ...any) { texts, args = append(texts, "("+text+")"), append(args, a...) }
	for _, v := range t.Values {
		at, instantly := schema.DueBound(v, f.now, loc)
		day, isDay := dayOf(v, f.now, loc)
		switch {
		case v == "overdue":
			add(c.column+" < ? AND "+c.overdue, stamp(f.now))
		case v == "none":
			add(c.none)
		case !instantly:
			return nothing
		case t.After && isDay:
			add(c.column+" >= ? AND "+c.some, stamp(day.End(loc)))
		case t.After:
			add(c.column+" > ? AND "+c.some, stamp(at))
		case isDay && !t.Before:
			add(c.column+" >= ? AND "+c.column+" < ?", stamp(day.Start(loc)), stamp(day.End(loc)))
		default:
			add(c.column+" < ? AND "+c.some, stamp(at))
		}
	}
	return condition{"(" + strings.Join(texts, " OR ") + ")", args}
}
