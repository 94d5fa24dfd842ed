package store

import (
	"context"
	"slices"

	"contactgroup/schema"
)

// posts are the parts of the outbox that are erased altogether, once nothing is
// left to be done for them: what of the rows q is past, what they are called,
// and what is removed of those found, in order.
var posts = map[schema.Noun]struct {
	table, past, ref string
	removed          []string
}{
	schema.NounAlert: {"alert", `q.state NOT IN ('calling', 'unheard') AND q.at < ?`, `q.ref`, []string{
		`DELETE FROM alert_delivery WHERE alert_id IN (?)`,
		`DELETE FROM alert WHERE id IN (?)`,
	}},
	// That a reminder has gone out is kept as long as its item waits, or it would
	// go out again; but not of which letter, whose number may come again.
	schema.NounNotice: {"letter", `q.state NOT IN ('waiting', 'sending') AND q.at < ?`, `(SELECT m.login FROM member m WHERE m.id = q.member_id)`, []string{
		`DELETE FROM notice WHERE letter_id IN (?) AND NOT (cause = 'due' AND EXISTS (SELECT 1 FROM action_item a WHERE a.id = subject_id AND a.open = 1))`,
		`UPDATE notice SET letter_id = -1 WHERE letter_id IN (?)`,
		`DELETE FROM letter WHERE id IN (?)`,
	}},
}

// lookAtPost finds what of the outbox is past. Each name is told once.
func (s *share) lookAtPost(ctx context.Context) error {
	of := posts[s.noun]
	return s.db.view(ctx, func(r reads) error {
		var rows []struct {
			ID  schema.ID
			Ref string
		}
		err := r.all(&rows, `SELECT q.id, `+of.ref+` AS ref FROM `+of.table+` q WHERE `+of.past+` ORDER BY q.id`, stamp(s.end))
		for _, row := range rows {
			s.found, s.refs = append(s.found, row.ID), append(s.refs, row.Ref)
		}
		slices.Sort(s.refs)
		s.refs = slices.DeleteFunc(slices.Compact(s.refs), func(ref string) bool { return ref == "" })
		return err
	})
}

// erasePost erases what lookAtPost found.
func (s *share) erasePost(ctx context.Context) error {
	for ids := range slices.Chunk(s.found, eraseLook) {
		err := s.scrub(ctx, func(t *tx) error {
			for _, remove := range posts[s.noun].removed {
				if _, err := t.exec(remove, ids); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
		s.did(len(ids))
	}
	return nil
}
