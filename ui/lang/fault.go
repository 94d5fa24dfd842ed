package lang

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"contactgroup/schema"
)

// Fault makes sentences of refusals: what happened, to which thing, what to do next.
type Fault struct {
	// Reasons may use {ref} {by} {field} {value} {state} {rev} {verb} {to_verb} {place} {changes}.
	Reasons map[schema.Reason]string
	// Briefly are the reasons that menus and the table of keys meet, of a thing that
	// is named above them: {by} {state}. Of others the sentence stands there.
	Briefly     map[schema.Reason]string
	Ended       string // instead of that of WhyTerminal, where nothing reopens: {ref} {state}
	NoField     string // instead of that of WhyQuery, for a word that names no field: {value}
	OpenQuote   string // the same for a quote that nothing closes
	NoValue     string // the same for a field with nothing behind it
	Nowhere     string // instead of that of WhyHidden, where nothing was named
	VisaAwaited string // instead of that of WhyVisaMissing, of what is submitted: {ref}
	// Appended as the next step: who may do it, when it is possible, where that is to
	// be seen, what may be wrong, how a time is written in a filter.
	Who, When, Offered, Check, Times string // {roles} {states}
	ToVerb                           string // {to_verb}: {verb}
	ToVowel                          string // the same before a verb that begins with a vowel
	// Objects stand behind {to_verb} where a verb needs to say of what: "une demande".
	Objects  map[schema.Noun]string
	Fields   map[string]string // {field} where Domain.Fields has no name
	Allowed  string            // appended when a fault tells what would do: {allowed}
	Place    string            // appended when a fault tells its place: {place}
	Numbered string            // a failure of the machine that the server's log tells of: {number}
	Other    string            // another one
	Late     string            // a call that took too long
	Raw      string            // a failure of the machine, for whoever runs it: {error}
	Somebody string
	// Of WhyChanged, {changes}: what the fault tells of it, or else Moved.
	Since   string // {what} {by}
	Between string // separates changes
	Earlier Plural // of changes that are not told: {n}
	Moved   string // {rev} {state} {by}
	Revised string // the same of what has no state: {rev} {by}
}

// Error gives the sentence for people of an error, on one line and without a
// closing newline; of a file's error with its place in the file. It never holds
// a text of the machine: of a *schema.Failure it tells the number. Moments are
// written in UTC, as ISO 8601 has them.
func (w *Words) Error(err error) string {
	return w.ErrorAt(err, func(t time.Time) string { return t.UTC().Format(time.RFC3339) })
}

// RawError is Error with the machine's own text of a failure, for whoever runs
// the program on that machine.
func (w *Words) RawError(err error) string {
	if _, explained := w.fileError(err); explained || schema.Explained(err) {
		return w.Error(err)
	}
	return Fill(w.Fault.Raw, "error", schema.VisibleLine(fmt.Sprint(err)))
}

// ErrorAt is Error with moments as at writes them.
func (w *Words) ErrorAt(err error, at func(time.Time) string) string {
	if text, ok := w.failure(err); ok {
		return text
	}
	if text, ok := w.fileError(err); ok {
		return text
	}
	var f *schema.Fault
	if !errors.As(err, &f) {
		return w.Fault.Other
	}
	text, ok := w.Fault.Reasons[f.Why]
	if !ok {
		return w.Fault.Other
	}
	if f.Why == schema.WhyTerminal && endedForGood(f) {
		text = w.Fault.Ended
	}
	if f.Why == schema.WhyHidden && f.Ref == "" {
		text = w.Fault.Nowhere
	}
	if f.Why == schema.WhyVisaMissing && f.State == schema.StateToApprove {
		text = w.Fault.VisaAwaited
	}
	if f.Why == schema.WhyQuery {
		text = w.filter(f, text)
	}
	by := cmp.Or(f.By, w.Fault.Somebody)
	state, moved := w.state(f.Noun, f.State), w.Fault.Moved
	if state == "" {
		moved = w.Fault.Revised
	}
	moved = Fill(moved, "state", state, "rev", fmt.Sprint(f.Rev), "by", by)
	if len(f.Since) > 0 {
		moved = Changes{Words: w, At: at}.since(f.Since)
	}
	out := Fill(text, "changes", moved, "ref", f.Ref, "by", by, "field", w.field(f.Field), "value", short(f.Value), "state", state,
		"rev", fmt.Sprint(f.Rev), "verb", w.Domain.Verbs[f.Verb], "to_verb", w.toVerb(f))
	out += w.next(f)
	if len(f.Allowed) > 0 {
		out += Fill(w.Fault.Allowed, "allowed", strings.Join(f.Allowed, ", "))
	}
	if f.Place > 0 {
		out += Fill(w.Fault.Place, "place", fmt.Sprint(f.Place))
	}
	out = strings.TrimLeft(out, " :")
	if f.Ref == "" || !strings.HasPrefix(out, f.Ref) { // a reference stays as it was typed
		out = upperFirst(out)
	}
	return schema.VisibleLine(out)
}

// Brief is Error in a few words, for a list whose title names the thing.
func (w *Words) Brief(err error) string {
	var f *schema.Fault
	if !errors.As(err, &f) || w.Fault.Briefly[f.Why] == "" {
		return w.Error(err)
	}
	return schema.VisibleLine(Fill(w.Fault.Briefly[f.Why], "by", cmp.Or(f.By, w.Fault.Somebody), "state", w.state(f.Noun, f.State)))
}

// failure gives the sentence for what no refusal explains, and false for any other error.
func (w *Words) failure(err error) (string, bool) {
	var f *schema.Failure
	var refusal *schema.Fault
	switch {
	case errors.As(err, &f):
		return Fill(w.Fault.Numbered, "number", f.Number), true
	case errors.As(err, &refusal):
		return "", false
	case errors.Is(err, context.DeadlineExceeded):
		return w.Fault.Late, true
	case errors.Is(err, context.Canceled):
		return w.Command.Cancelled, true
	}
	return "", false
}

// endedForGood reports whether what the fault is of cannot be reopened: a
// request withdrawn or found a duplicate, and a closed meeting to which somebody adds.
func endedForGood(f *schema.Fault) bool {
	return f.State == schema.StateWithdrawn || f.State == schema.StateDuplicate || f.Verb == schema.VerbNew
}

// ofSomething are the verbs that say nothing without their object. All others
// have theirs in their words, or are tried on a thing that was named.
var ofSomething = []schema.Verb{schema.VerbNew, schema.VerbAdd, schema.VerbEdit, schema.VerbUpdate, schema.VerbImport, schema.VerbSave, schema.VerbRemove,
	schema.VerbDisable, schema.VerbRevoke, schema.VerbStart, schema.VerbEnd, schema.VerbUse}

// toVerb is the verb of a fault as a sentence goes on with it: "de viser",
// "d’envoyer", and of what nobody has named "de créer une demande".
func (w *Words) toVerb(f *schema.Fault) string {
	verb := w.Domain.Verbs[f.Verb]
	if object := w.Fault.Objects[f.Noun]; object != "" && f.Ref == "" && slices.Contains(ofSomething, f.Verb) {
		verb += " " + object
	}
	text := w.Fault.ToVerb
	if first, _ := utf8.DecodeRuneInString(schema.Fold(verb)); strings.ContainsRune("aeiouy", first) {
		text = w.Fault.ToVowel
	}
	return Fill(text, "verb", verb)
}

func upperFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 || r == utf8.RuneError {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}

func (w *Words) field(f string) string {
	if name, ok := w.Domain.Fields[schema.Field(f)]; ok {
		return name
	}
	if name, ok := w.Fault.Fields[f]; ok {
		return name
	}
	return f
}

// state is the word for a state of a thing of that noun; empty: a request.
func (w *Words) state(n schema.Noun, s schema.State) string {
	switch n {
	case schema.NounMeeting:
		return w.Domain.MeetingStates[schema.MeetingState(s)]
	case schema.NounAction:
		return w.Domain.ActionStates[schema.ActionState(s)]
	case schema.NounCommitment:
		return w.Domain.CommitmentStates[schema.CommitmentState(s)]
	}
	return w.Domain.States[s]
}

// Fill replaces each {name} of a text by its value, given as pairs.
func Fill(text string, pairs ...string) string {
	var b strings.Builder
	b.Grow(len(text) + 32)
	for {
		before, rest, found := strings.Cut(text, "{")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		name, after, _ := strings.Cut(rest, "}")
		if value, known := named(pairs, name); known {
			b.WriteString(value)
			text = after
			continue
		}
		b.WriteByte('{')
		text = rest
	}
}

// named is the value of a name in pairs.
func named(pairs []string, name string) (value string, known bool) {
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i] == name {
			return pairs[i+1], true
		}
	}
	return "", false
}
