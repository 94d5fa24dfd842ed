package store

import (
	"context"

	"contactgroup/schema"
)

// Organisations, members and keys have no column of revisions: an
// administrator's own logs count what was done to each.

// deeds are how often something was done to one thing.
type deeds struct {
	ID    schema.ID
	N     int
	Later int // those that did not make it: the first ones of a group are in no log
}

// revision is 1 for a thing as it was made.
func (n deeds) revision() int { return max(n.N, n.Later+1) }

// revisions counts for each thing of a noun to which something was done.
func (r reads) revisions(who schema.Actor, noun schema.Noun, where string, args ...any) (map[schema.ID]deeds, error) {
	var rows []deeds
	err := r.all(&rows, `SELECT subject_id AS id, count(DISTINCT event) AS n, count(DISTINCT CASE WHEN verb = ? THEN NULL ELSE event END) AS later
		FROM log_entry WHERE audience IN (?) AND noun = ? AND `+where+` GROUP BY subject_id`,
		append([]any{schema.VerbAdd, who.Audiences(), noun}, args...)...)
	counted := make(map[schema.ID]deeds, len(rows))
	for _, row := range rows {
		counted[row.ID] = row
	}
	return counted, err
}

// withRevisions gives things of a noun their revisions, as rev finds them.
func withRevisions[T any](r reads, who schema.Actor, noun schema.Noun, all []T, rev func(*T) (schema.ID, *int)) error {
	counted, err := r.revisions(who, noun, `1 = 1`)
	for i := range all {
		id, at := rev(&all[i])
		*at = counted[id].revision()
	}
	return err
}

func revOfOrganisation(o *schema.Organisation) (schema.ID, *int) { return o.ID, &o.Rev }
func revOfMember(m *schema.Member) (schema.ID, *int)             { return m.ID, &m.Rev }
func revOfKey(k *schema.Key) (schema.ID, *int)                   { return k.ID, &k.Rev }

// revision is that of one thing, with what this command has done to it.
func (t *tx) revision(who schema.Actor, noun schema.Noun, id schema.ID) (int, error) {
	counted, err := t.revisions(who, noun, `subject_id = ?`, id)
	n, done := counted[id], map[int64]bool{}
	for _, e := range t.entries {
		if e.record.Noun != noun || e.record.Subject != id || done[e.event] {
			continue
		}
		done[e.event] = true
		n.N++
		if e.record.Verb != schema.VerbAdd {
			n.Later++
		}
	}
	return n.revision(), err
}

// atRevision refuses a command that was made for another revision of a thing
// (schema.AtRevision). Administrators' commands wait for each other, so that
// nothing comes between this and the write.
func (t *tx) atRevision(ctx context.Context, who schema.Actor, v schema.Verb, noun schema.Noun, id schema.ID, ref string) error {
	asked := schema.RevisionOf(ctx)
	if asked == 0 {
		return nil
	}
	rev, err := t.revision(who, noun, id)
	if err == nil && rev != asked {
		err = &schema.Fault{Class: schema.ErrStale, Why: schema.WhyChanged, Verb: v, Ref: ref, Rev: rev}
	}
	return err
}
