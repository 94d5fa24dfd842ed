package store

import (
	"context"
	"slices"

	"contactgroup/schema"
)

// endings tell of which table the things of a noun are, and when one of them, q,
// had ended by an instant.
var endings = map[schema.Noun]struct{ table, ended string }{
	schema.NounRequest:    {"request", `q.open = 0 AND q.closed_at > 0 AND q.closed_at < ?`},
	schema.NounMeeting:    {"meeting", `q.state = 'closed' AND q.starts_at < ?`},
	schema.NounAction:     {"action_item", `q.open = 0 AND q.updated_at < ?`},
	schema.NounCommitment: {"commitment", `q.open = 0 AND q.updated_at < ?`},
}

// erasable says which entries e of the things q an erasure takes: those of
// before the end on things that had ended by then. It is followed by its arguments.
func (s *share) erasable() (string, []any) {
	return `e.noun = ? AND e.payload IS NOT NULL AND e.at < ? AND ` + endings[s.noun].ended, []any{s.noun, stamp(s.end), stamp(s.end)}
}

// lookAtEnded finds the things that have ended and of which logs still tell.
func (s *share) lookAtEnded(ctx context.Context) error {
	of := endings[s.noun]
	erasable, args := s.erasable()
	for last, more := schema.ID(0), true; more; {
		err := s.db.view(ctx, func(r reads) error {
			var ids []schema.ID
			err := r.all(&ids, `SELECT q.id FROM `+of.table+` q WHERE q.id > ? AND `+of.ended+` ORDER BY q.id`+atMost(eraseLook), last, stamp(s.end))
			if more = len(ids) == eraseLook; err != nil || len(ids) == 0 {
				return err
			}
			last = ids[len(ids)-1]
			var rows []struct {
				Audience string
				Subject  schema.ID `db:"subject_id"`
				Ref      string
				N        int
			}
			err = r.all(&rows, `SELECT e.audience, e.subject_id, q.ref, count(*) AS n FROM log_entry e JOIN `+of.table+` q ON q.id = e.subject_id
				WHERE e.subject_id IN (?) AND `+erasable+` GROUP BY e.audience, e.subject_id, q.ref ORDER BY e.subject_id`, append([]any{ids}, args...)...)
			for _, row := range rows {
				s.count[row.Audience] += row.N
				if n := len(s.found); n == 0 || s.found[n-1] != row.Subject {
					s.found, s.refs = append(s.found, row.Subject), append(s.refs, row.Ref)
				}
			}
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// eraseEnded erases what lookAtEnded found.
func (s *share) eraseEnded(ctx context.Context) error {
	erasable, args := s.erasable()
	for ids := range slices.Chunk(s.found, eraseLook) {
		args := append([]any{ids}, args...)
		for n := int64(eraseChunk); n == eraseChunk; {
			err := s.scrub(ctx, func(t *tx) (err error) {
				n, err = t.exec(`UPDATE log_entry SET payload = NULL, salt = NULL WHERE (audience, seq) IN (SELECT e.audience, e.seq
					FROM log_entry e JOIN `+endings[s.noun].table+` q ON q.id = e.subject_id WHERE e.subject_id IN (?) AND `+erasable+atMost(eraseChunk)+`)`, args...)
				return err
			})
			if err != nil {
				return err
			}
		}
		s.did(len(ids))
	}
	return nil
}
