package store

import (
	"slices"

	"contactgroup/schema"
)

// reachesArchive reports whether the filter asks for something that stands on
// requests whose life is over as well: what was done and holds, is to be looked
// at again, or is recommended.
func reachesArchive(q schema.Query) bool {
	return slices.ContainsFunc(q.Terms, func(t schema.Term) bool {
		return t.Field == schema.QueryExpires || t.Field == schema.QueryReverify || t.Field == schema.QueryAdvice
	})
}
