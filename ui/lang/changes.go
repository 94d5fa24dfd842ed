package lang

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"contactgroup/schema"
)

// Changes writes what an event of a log changed.
type Changes struct {
	Words *Words
	At    func(time.Time) string // writes a moment
	// Name is the name of a value that only its reader's desk knows, such as an
	// organisation's; nil: there are none.
	Name func(schema.Field, string) (name string, known bool)
}

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
	schema.VerbStart: {schema.FieldState}, schema.VerbBlock: {schema.FieldState}, schema.VerbDone: {schema.FieldState, schema.FieldCompleted},
	schema.VerbDrop: {schema.FieldState, schema.FieldCompleted},
}

// first are the fields told of a request that a reader hears of for the first
// time; the page itself shows the others.
var first = []schema.Field{schema.FieldRef, schema.FieldDue, schema.FieldContents}

// Of writes what an event changed beside what its verb tells.
func (c Changes) Of(e schema.Event) []string {
	fresh := slices.ContainsFunc(e.Changes, func(x schema.Change) bool { return x.Field == schema.FieldKind && x.From == "" })
	var out []string
	for _, x := range e.Changes {
		switch {
		case x.Field == schema.FieldText || x.Field == schema.FieldLabelReason && e.Text != "":
		case slices.Contains(implied[e.Verb], x.Field):
		case fresh && !slices.Contains(first, x.Field):
		default:
			out = append(out, c.change(e.Noun, x))
		}
	}
	return out
}

// Gist is an event in a few words: what was done and what it changed, without its text.
func (c Changes) Gist(e schema.Event) string {
	changed := strings.Join(c.Of(e), ", ")
	switch done := c.Words.Domain.Done[e.Verb]; {
	case changed == "":
		return done
	case saying[e.Verb] != "" || done == "":
		return changed
	default:
		return done + ", " + changed
	}
}

// Said reports whether what the event changed says what was done, without its verb.
func Said(v schema.Verb) bool { return saying[v] != "" }

// change writes one field's old and new value.
func (c Changes) change(n schema.Noun, x schema.Change) string {
	d := c.Words.Domain
	name := d.Fields[x.Field]
	if name == "" {
		name = string(x.Field)
	}
	pair := func(value string) string { return Fill(c.Words.Item.Pair, "name", name, "value", value) }
	switch x.Field {
	case schema.FieldContents:
		return pair(addedContents(x))
	case schema.FieldOutcome:
		return pair(c.outcomes(n, x))
	case schema.FieldReasons:
		return name
	}
	from, to := c.value(n, x.Field, x.From), c.value(n, x.Field, x.To)
	switch {
	case to == "":
		to = d.Nobody
	case from != "":
		to = from + " → " + to
	}
	return pair(to)
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
func (c Changes) outcomes(n schema.Noun, x schema.Change) string {
	old := strings.Fields(x.From)
	var out []string
	for _, word := range strings.Fields(x.To) {
		if slices.Contains(old, word) {
			continue
		}
		content, code, _ := strings.Cut(word, "=")
		out = append(out, content+" "+c.value(n, schema.FieldOutcome, code))
	}
	return strings.Join(out, ", ")
}

// value writes a code, a time or a reference of the log in words.
func (c Changes) value(n schema.Noun, f schema.Field, v string) string {
	d := c.Words.Domain
	name, known := "", false
	switch f {
	case schema.FieldState:
		name = c.Words.state(n, schema.State(v))
		known = name != ""
	case schema.FieldKind:
		name, known = d.Kinds[schema.Kind(v)]
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
	}
	if !known && c.Name != nil {
		name, known = c.Name(f, v)
	}
	if known {
		return name
	}
	if t, err := time.Parse(time.RFC3339, v); err == nil {
		return c.At(t)
	}
	if day, err := time.Parse(time.DateOnly, v); err == nil {
		return day.Format(c.Words.Time.LayoutDay)
	}
	return v
}

// maxSince is how many changes a refusal tells; of more it tells the latest.
const maxSince = 3

// since tells what was changed meanwhile and by whom, in one line.
func (c Changes) since(events []schema.Event) string {
	var parts []string
	if more := len(events) - maxSince; more > 0 {
		parts, events = append(parts, c.Words.Fault.Earlier.Of(more)), events[more:]
	}
	for _, e := range events {
		parts = append(parts, Fill(c.Words.Fault.Since, "what", c.Gist(e), "by", e.Actor))
	}
	return strings.Join(parts, c.Words.Fault.Between)
}
