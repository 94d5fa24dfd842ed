package store

import (
	"strings"

	"contactgroup/schema"
)

// expires looks at until when what was done holds. It reads what due reads:
// "<7d", ">3d", "overdue", "today", "none" and days, in the reader's zone; a
// span without a sign means "within".
func (f requestFilter) expires(t schema.Term) condition {
	loc := f.who.Location()
	var texts []string
	var args []any
	add := func(text string, a ...any) { texts, args = append(texts, "("+text+")"), append(args, a...) }
	for _, v := range t.Values {
		at, instantly := schema.DueBound(v, f.now, loc)
		day, isDay := dayOf(v, f.now, loc)
		switch {
		case v == "overdue":
			add("r.expires_at > 0 AND r.expires_at < ?", stamp(f.now))
		case v == "none":
			add("r.expires_at = 0")
		case !instantly:
			return nothing
		case t.After && isDay:
			add("r.expires_at >= ?", stamp(day.End(loc)))
		case t.After:
			add("r.expires_at > ?", stamp(at))
		case isDay && !t.Before:
			add("r.expires_at >= ? AND r.expires_at < ?", stamp(day.Start(loc)), stamp(day.End(loc)))
		default:
			add("r.expires_at > 0 AND r.expires_at < ?", stamp(at))
		}
	}
	return condition{"(" + strings.Join(texts, " OR ") + ")", args}
}
