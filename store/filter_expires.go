package store

import (
	"strings"

	"contactgroup/schema"
)

// moment looks at a column that tells when something is to come, 0 for never:
// until when what was done holds, or when it is looked at again. It reads what due reads:
// "<7d", ">3d", "overdue", "today", "none" and days, in the reader's zone; a
// span without a sign means "within".
func (f requestFilter) moment(column string, t schema.Term) condition {
	loc := f.who.Location()
	var texts []string
	var args []any
	add := func(text string, a ...any) { texts, args = append(texts, "("+text+")"), append(args, a...) }
	for _, v := range t.Values {
		at, instantly := schema.DueBound(v, f.now, loc)
		day, isDay := dayOf(v, f.now, loc)
		switch {
		case v == "overdue":
			add(column+" > 0 AND "+column+" < ?", stamp(f.now))
		case v == "none":
			add(column + " = 0")
		case !instantly:
			return nothing
		case t.After && isDay:
			add(column+" >= ?", stamp(day.End(loc)))
		case t.After:
			add(column+" > ?", stamp(at))
		case isDay && !t.Before:
			add(column+" >= ? AND "+column+" < ?", stamp(day.Start(loc)), stamp(day.End(loc)))
		default:
			add(column+" > 0 AND "+column+" < ?", stamp(at))
		}
	}
	return condition{"(" + strings.Join(texts, " OR ") + ")", args}
}
