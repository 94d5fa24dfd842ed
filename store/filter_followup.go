package store

import (
	"slices"
	"strings"

	"contactgroup/schema"
)

// reverify reads when a measure is to be looked at again, as due reads deadlines.
func (f requestFilter) reverify(t schema.Term) condition {
	loc := f.who.Location()
	var texts []string
	var args []any
	add := func(text string, a ...any) { texts, args = append(texts, "("+text+")"), append(args, a...) }
	for _, v := range t.Values {
		at, instantly := schema.DueBound(v, f.now, loc)
		day, isDay := dayOf(v, f.now, loc)
		switch {
		case v == "overdue":
			add("r.reverify_at > 0 AND r.reverify_at < ?", stamp(f.now))
		case v == "none":
			add("r.reverify_at = 0")
		case !instantly:
			return nothing
		case t.After && isDay:
			add("r.reverify_at >= ?", stamp(day.End(loc)))
		case t.After:
			add("r.reverify_at > ?", stamp(at))
		case isDay && !t.Before:
			add("r.reverify_at >= ? AND r.reverify_at < ?", stamp(day.Start(loc)), stamp(day.End(loc)))
		default:
			add("r.reverify_at > 0 AND r.reverify_at < ?", stamp(at))
		}
	}
	return condition{"(" + strings.Join(texts, " OR ") + ")", args}
}

// reachesArchive reports whether the filter asks for something that stands on
// requests whose life is over as well: measures to look at again, and recommendations.
func reachesArchive(q schema.Query) bool {
	return slices.ContainsFunc(q.Terms, func(t schema.Term) bool {
		return t.Field == schema.QueryReverify || t.Field == schema.QueryAdvice
	})
}
