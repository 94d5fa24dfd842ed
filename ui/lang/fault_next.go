package lang

import (
	"slices"
	"strings"

	"contactgroup/schema"
)

// next is the last sentence of a refusal whose next step depends on what was
// tried: who can do the verb, in which states it is possible, what would be
// understood. It is empty for all others.
func (w *Words) next(f *schema.Fault) string {
	t := w.Fault
	switch f.Why {
	case schema.WhyRole:
		roles := schema.RolesFor(f.Noun, f.Verb)
		if len(roles) == 0 {
			return t.Offered
		}
		return Fill(t.Who, "roles", worded(roles, func(r schema.Role) string { return w.Domain.Roles[r] }))
	case schema.WhyState:
		states := schema.StatesFor(f.Noun, f.Verb)
		if len(states) == 0 || slices.Contains(states, f.State) { // it is something else that stands against it
			return t.Offered
		}
		return Fill(t.When, "states", worded(states, func(s schema.State) string { return w.state(f.Noun, s) }))
	case schema.WhyUnknown:
		if len(f.Allowed) == 0 {
			return t.Check
		}
	case schema.WhyQuery:
		if slices.Contains(schema.QueryTimes, schema.QueryField(f.Field)) {
			return t.Times
		}
	}
	return ""
}

// worded lists values by their names.
func worded[T any](values []T, name func(T) string) string {
	out := make([]string, len(values))
	for i, v := range values {
		out[i] = name(v)
	}
	return strings.Join(out, ", ")
}

// filter is the sentence for what cannot be read in a filter, other where that is the usual one.
func (w *Words) filter(f *schema.Fault, other string) string {
	switch {
	case schema.QueryField(f.Field) == schema.QueryText:
		return w.Fault.NoField
	case f.Field == "query":
		return w.Fault.OpenQuote
	case f.Value == "":
		return w.Fault.NoValue
	}
	return other
}

// maxValue is how much of a wrong value a sentence repeats: what was pasted may
// be long, and the next step must stay in sight behind it.
const maxValue = 60

// short is the beginning of a value.
func short(value string) string {
	if runes := []rune(value); len(runes) > maxValue {
		return strings.TrimSpace(string(runes[:maxValue-1])) + "…"
	}
	return value
}
