package item

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"contactgroup/schema"
)

// saying are verbs that are told by one field's new value, in place of their name.
var saying = map[schema.Verb]schema.Field{
	schema.VerbLabel: schema.FieldLabel, schema.VerbDue: schema.FieldDue, schema.VerbSnooze: schema.FieldSnoozed,
	schema.VerbAssign: schema.FieldAssignee, schema.VerbReply: schema.FieldReply,
}

// implied are fields whose change the name of the verb tells already.
var implied = map[schema.Verb][]schema.Field{
	schema.VerbSubmit: {schema.FieldState}, schema.VerbApprove: {schema.FieldVisa}, schema.VerbReturn: {schema.FieldState, schema.FieldVisa},
	schema.VerbSend: {schema.FieldState, schema.FieldSent}, schema.VerbAcknowledge: {schema.FieldReceived},
	schema.VerbClaim: {schema.FieldAssignee, schema.FieldReceived}, schema.VerbRelease: {schema.FieldAssignee},
	schema.VerbClarify:    {schema.FieldState, schema.FieldGround, schema.FieldSuspended, schema.FieldDue},
	schema.VerbImpossible: {schema.FieldState, schema.FieldSuspended, schema.FieldDue},
	schema.VerbAmend:      {schema.FieldGround, schema.FieldSuspended},
	schema.VerbTakeBack:   {schema.FieldReply}, schema.VerbAccept: {schema.FieldReply}, schema.VerbDispute: {schema.FieldReply, schema.FieldSuspended},
	schema.VerbReply: {schema.FieldState, schema.FieldSuspended, schema.FieldDue}, schema.VerbClose: {schema.FieldState}, schema.VerbWithdraw: {schema.FieldState},
	schema.VerbDuplicate: {schema.FieldState}, schema.VerbReopen: {schema.FieldState, schema.FieldSuspended},
}

// first are the fields told of a request that a reader hears of for the first
// time; the page itself shows the others.
var first = []schema.Field{schema.FieldRef, schema.FieldDue, schema.FieldContents}

// changes writes what an event changed beside what its verb tells.
func (w writer) changes(e schema.Event) []string {
	fresh := slices.ContainsFunc(e.Changes, func(c schema.Change) bool { return c.Field == schema.FieldKind && c.From == "" })
	var out []string
	for _, c := range e.Changes {
		switch {
		case c.Field == schema.FieldText || c.Field == schema.FieldLabelReason && e.Text != "":
		case slices.Contains(implied[e.Verb], c.Field):
		case fresh && !slices.Contains(first, c.Field):
		default:
			out = append(out, w.change(c))
		}
	}
	return out
}

// change writes one field's old and new value.
func (w writer) change(c schema.Change) string {
	d := w.s.Words.Domain
	name := d.Fields[c.Field]
	if name == "" {
		name = string(c.Field)
	}
	switch c.Field {
	case schema.FieldContents:
		return pair(w.s, name, addedContents(c))
	case schema.FieldOutcome:
		return pair(w.s, name, w.outcomes(c))
	case schema.FieldReasons:
		return name
	}
	from, to := w.value(c.Field, c.From), w.value(c.Field, c.To)
	switch {
	case to == "":
		to = d.Nobody
	case from != "":
		to = from + " → " + to
	}
	return pair(w.s, name, to)
}

// addedContents counts the lines of addresses, or those that came and went.
func addedContents(c schema.Change) string {
	old, now := lines(c.From), lines(c.To)
	if len(old) == 0 {
		return fmt.Sprint(len(now))
	}
	more, less := 0, 0
	for _, l := range now {
		if !slices.Contains(old, l) {
			more++
		}
	}
	for _, l := range old {
		if !slices.Contains(now, l) {
			less++
		}
	}
	if less == 0 {
		return fmt.Sprintf("+%d", more)
	}
	return fmt.Sprintf("+%d −%d", more, less)
}

func lines(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return r == '\n' })
}

// outcomes writes those that are new of "1=removed_law 2=not_found".
func (w writer) outcomes(c schema.Change) string {
	old := strings.Fields(c.From)
	var out []string
	for _, word := range strings.Fields(c.To) {
		if slices.Contains(old, word) {
			continue
		}
		n, code, _ := strings.Cut(word, "=")
		out = append(out, n+" "+w.value(schema.FieldOutcome, code))
	}
	return strings.Join(out, ", ")
}

// value writes a code, a time or a reference of the log in words.
func (w writer) value(f schema.Field, v string) string {
	d := w.s.Words.Domain
	name, known := "", false
	switch f {
	case schema.FieldState:
		name, known = d.States[schema.State(v)]
	case schema.FieldKind:
		name, known = d.Kinds[schema.Kind(v)]
	case schema.FieldRegime:
		name, known = w.s.Words.Regime(w.law, schema.Regime(v), w.request.Sent, w.s.Now()), true
	case schema.FieldOutcome:
		name, known = d.Outcomes[schema.Outcome(v)]
	case schema.FieldGround:
		name, known = d.Grounds[schema.Ground(v)]
	case schema.FieldTLP:
		name, known = d.TLP[schema.TLP(v)]
	case schema.FieldAdvice:
		name, known = d.Advice[schema.RecommendationState(v)]
	case schema.FieldReply:
		name, known = d.ReplyStates[schema.ReplyState(v)]
	case schema.FieldAddressee:
		name, known = w.names[v]
	}
	if known {
		return name
	}
	if t, err := time.Parse(time.RFC3339, v); err == nil {
		return w.s.At(t)
	}
	return v
}
