package export

import (
	"strconv"
	"strings"

	"contactgroup/schema"
	"contactgroup/ui/lang"
)

// column is one column of the register: its English name, its cell as codes
// and, where people read something else, its cell as words.
type column struct {
	name string
	code func(*schema.Register, *schema.Action) string
	word func(*schema.Register, *schema.Action, *lang.Words) string // nil: the same as code
}

// text is the column's cell for people.
func (c column) text(r *schema.Register, a *schema.Action, w *lang.Words) string {
	if c.word == nil {
		return c.code(r, a)
	}
	return c.word(r, a, w)
}

// columns are those of the register, in their order in every document.
var columns = []column{
	{name: "number", code: func(_ *schema.Register, a *schema.Action) string { return a.Ref }},
	{name: "raised_on", code: func(_ *schema.Register, a *schema.Action) string { return a.Raised.String() }},
	{name: "meeting", code: func(_ *schema.Register, a *schema.Action) string { return a.Meeting }},
	{name: "agenda_point", code: func(_ *schema.Register, a *schema.Action) string { return a.Point }},
	{name: "description", code: func(_ *schema.Register, a *schema.Action) string { return a.Text }},
	{
		name: "owner", code: func(_ *schema.Register, a *schema.Action) string { return a.Owner },
		word: func(r *schema.Register, a *schema.Action, _ *lang.Words) string { return ownerName(*r, a.Owner) },
	},
	{name: "member", code: func(_ *schema.Register, a *schema.Action) string { return a.Member }},
	{name: "due", code: func(_ *schema.Register, a *schema.Action) string { return a.Due.String() }},
	{
		name: "status", code: func(_ *schema.Register, a *schema.Action) string { return string(a.State) },
		word: func(_ *schema.Register, a *schema.Action, w *lang.Words) string {
			return w.Domain.ActionStates[a.State]
		},
	},
	{
		name: "rag", code: func(r *schema.Register, a *schema.Action) string { return string(a.RAG(r.AsOf)) },
		word: func(r *schema.Register, a *schema.Action, w *lang.Words) string {
			return w.Export.RAG[string(a.RAG(r.AsOf))]
		},
	},
	{
		name: "overdue", code: func(r *schema.Register, a *schema.Action) string { return strconv.FormatBool(a.Overdue(r.AsOf)) },
		word: func(r *schema.Register, a *schema.Action, w *lang.Words) string {
			if a.Overdue(r.AsOf) {
				return w.Export.Yes
			}
			return w.Export.No
		},
	},
	{name: "carried_over", code: func(_ *schema.Register, a *schema.Action) string { return strconv.Itoa(a.Carried) }},
	{name: "completed_on", code: func(_ *schema.Register, a *schema.Action) string { return a.Completed.String() }},
	{name: "evidence", code: func(_ *schema.Register, a *schema.Action) string { return a.Evidence }},
	{name: "notes", code: func(_ *schema.Register, a *schema.Action) string { return a.Notes }},
	{name: "theme", code: func(_ *schema.Register, a *schema.Action) string { return a.Theme }},
	{name: "links", code: func(_ *schema.Register, a *schema.Action) string { return strings.Join(a.Links, " ") }},
	{name: "rev", code: func(_ *schema.Register, a *schema.Action) string { return strconv.Itoa(a.Rev) }},
	{name: "as_of", code: func(r *schema.Register, _ *schema.Action) string { return r.AsOf.String() }},
	{
		name: "tlp", code: func(r *schema.Register, _ *schema.Action) string { return string(r.TLP) },
		word: func(r *schema.Register, _ *schema.Action, w *lang.Words) string { return w.Domain.TLP[r.TLP] },
	},
}
