package store

import (
	"context"
	"slices"

	"contactgroup/schema"
)

// lookByTime finds what logs tell of the noun before the end, whatever it is
// about; in those logs alone.
func (s *share) lookByTime(ctx context.Context, among func(audience string) bool) error {
	return s.db.view(ctx, func(r reads) error {
		var logs []string
		if err := r.all(&logs, `SELECT audience FROM log_counter ORDER BY audience`); err != nil {
			return err
		}
		for _, audience := range logs {
			if !among(audience) {
				continue
			}
			stays, err := r.firstSince(audience, s.end)
			if err != nil {
				return err
			}
			var found []schema.Seq
			err = r.all(&found, `SELECT seq FROM log_entry WHERE audience = ? AND seq < ? AND noun = ? AND payload IS NOT NULL ORDER BY seq`, audience, stays, s.noun)
			if err != nil {
				return err
			}
			if len(found) > 0 {
				s.seqs[audience], s.count[audience] = found, len(found)
			}
		}
		return nil
	})
}

// eraseByTime erases what lookByTime found.
func (s *share) eraseByTime(ctx context.Context) error {
	for audience, found := range s.seqs {
		for chunk := range slices.Chunk(found, eraseChunk) {
			err := s.scrub(ctx, func(t *tx) error {
				_, err := t.exec(`UPDATE log_entry SET payload = NULL, salt = NULL WHERE audience = ? AND seq IN (?)`, audience, chunk)
				return err
			})
			if err != nil {
				return err
			}
		}
	}
	return nil
}
