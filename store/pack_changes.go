package store

import (
	"fmt"
	"slices"

	"contactgroup/schema"
)

// packFields are those whose values are short enough to be told from and to.
var packFields = []schema.Field{schema.FieldState, schema.FieldDue, schema.FieldOwner, schema.FieldMember, schema.FieldStarts, schema.FieldPlace}

// told are the entries that a log has under a condition on its rows l, of an
// instant or later and before another, in order; what was erased tells nothing.
func (r reads) told(audience, where string, args []any, from, before int64) ([]schema.Event, error) {
	var rows []logRow
	err := r.all(&rows, `SELECT `+logColumns+` FROM log_entry l WHERE l.audience = ? AND l.at >= ? AND l.at < ? AND (`+where+`) ORDER BY l.seq`,
		append([]any{audience, from, before}, args...)...)
	out := make([]schema.Event, 0, len(rows))
	for _, row := range rows {
		if e := row.event(); !e.Erased {
			out = append(out, e)
		}
	}
	return out, err
}

// rollTitles name the rolls whose changes a pack tells, and what they are called by.
var rollTitles = []struct {
	noun          schema.Noun
	table, column string
}{
	{schema.NounCommitment, "commitment", "text"}, {schema.NounArticle, "article", "title"},
	{schema.NounSheet, "sheet", "title"}, {schema.NounTraining, "training", "topic"},
}

// changesSince tells what became of the action items of the meeting's circle,
// of the meeting itself and of what the group keeps, since an instant and before
// another, from the log that the whole of the reader's organisation reads.
func (d *Desk) changesSince(r reads, m meetingRow, from, before int64) ([]schema.PackChange, error) {
	actions := `l.noun = 'action' AND l.subject_id IN (SELECT a.id FROM action_item a WHERE a.internal = ? AND (? = '' AND a.circle = ? OR ? <> '' AND a.owner = ?))`
	where := `(` + actions + `) OR (l.noun = 'meeting' AND l.subject_id = ?)`
	args := []any{flag(m.Internal != ""), m.Internal, m.Circle, m.Internal, m.Internal, m.ID}
	for _, t := range rollTitles {
		where += fmt.Sprintf(` OR (l.noun = '%s' AND l.subject_id IN (SELECT x.id FROM %s x WHERE x.internal = ?))`, t.noun, t.table)
		args = append(args, m.Internal)
	}
	events, err := r.told(d.who.OrgCode, where, args, from, before)
	if err != nil {
		return nil, err
	}
	out := d.gathered(events)
	sortPackChanges(out)
	return out, r.entitle(out)
}

// gathered puts what was told of each thing together.
func (d *Desk) gathered(events []schema.Event) []schema.PackChange {
	out := []schema.PackChange{}
	at := map[string]int{}
	for _, e := range events {
		key := string(e.Noun) + " " + e.Ref
		i, known := at[key]
		if !known {
			i = len(out)
			at[key] = i
			out = append(out, schema.PackChange{Noun: e.Noun, Ref: e.Ref, Verbs: []schema.Verb{}, Changes: []schema.Change{}})
		}
		x := &out[i]
		x.On = schema.DateOf(e.At, d.db.location())
		if !slices.Contains(x.Verbs, e.Verb) {
			x.Verbs = append(x.Verbs, e.Verb)
		}
		for _, c := range e.Changes {
			x.Changes = become(x.Changes, c)
		}
	}
	for i := range out {
		out[i].Changes = slices.DeleteFunc(out[i].Changes, func(c schema.Change) bool { return c.From == c.To })
	}
	return out
}

// become adds a change to what changed before: from what it was at first.
func become(all []schema.Change, c schema.Change) []schema.Change {
	if !slices.Contains(packFields, c.Field) {
		return all
	}
	if i := slices.IndexFunc(all, func(b schema.Change) bool { return b.Field == c.Field }); i >= 0 {
		all[i].To = c.To
		return all
	}
	return append(all, c)
}

// entitle gives changes the names that their things have now.
func (r reads) entitle(all []schema.PackChange) error {
	tables := append([]struct {
		noun          schema.Noun
		table, column string
	}{{schema.NounAction, "action_item", "text"}, {schema.NounMeeting, "meeting", "title"}}, rollTitles...)
	for _, t := range tables {
		var refs []string
		for _, x := range all {
			if x.Noun == t.noun {
				refs = append(refs, x.Ref)
			}
		}
		titles := map[string]string{}
		for some := range slices.Chunk(refs, 500) {
			var rows []struct{ Ref, Title string }
			if err := r.all(&rows, `SELECT ref, `+t.column+` AS title FROM `+t.table+` WHERE ref IN (?)`, some); err != nil {
				return err
			}
			for _, row := range rows {
				titles[row.Ref] = row.Title
			}
		}
		for i, x := range all {
			if x.Noun == t.noun {
				all[i].Title = titles[x.Ref]
			}
		}
	}
	return nil
}
