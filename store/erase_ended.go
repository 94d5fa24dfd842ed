package store

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"contactgroup/schema"
)

// past says which of the things q had ended by the share's end. It is followed
// by its arguments. What one side alone did to a thing since is no matter, or
// the other side could tell.
func (s *share) past() (string, []any) {
	ended := endings[s.noun].ended
	return ended, slices.Repeat([]any{stamp(s.end)}, strings.Count(ended, "?"))
}

// lookAtEnded finds the things that have ended, and those with which an earlier
// erasure began; marked: these alone.
func (s *share) lookAtEnded(ctx context.Context, marked bool) error {
	of := endings[s.noun]
	past, args := s.past()
	if marked {
		past, args = `1 = 0`, nil
	}
	s.found, s.refs, s.late = nil, nil, nil
	clear(s.count)
	for last, more := schema.ID(0), true; more; {
		err := s.db.view(ctx, func(r reads) error {
			var things []struct {
				ID  schema.ID
				Ref string
			}
			err := r.all(&things, `SELECT q.id, `+cmp.Or(of.ref, "q.ref")+` AS ref FROM `+of.table+` q WHERE q.id > ? AND (q.erased = '' AND `+past+`
				OR q.erased <> '' AND q.id IN (SELECT b.thing_id FROM erasing b WHERE b.noun = ?)) ORDER BY q.id`+atMost(eraseLook),
				append(append([]any{last}, args...), s.noun)...)
			if more = len(things) == eraseLook; err != nil || len(things) == 0 {
				return err
			}
			ids := make([]schema.ID, len(things))
			for i, x := range things {
				ids[i] = x.ID
				if s.refs = append(s.refs, x.Ref); x.Ref == "" {
					s.refs = s.refs[:len(s.refs)-1]
				}
			}
			last, s.found = ids[len(ids)-1], append(s.found, ids...)
			return s.countEntries(r, ids)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// countEntries counts what the logs tell of things, and looks which of them were
// told of since their end.
func (s *share) countEntries(r reads, ids []schema.ID) error {
	var rows []struct {
		Audience string
		N        int
		Last     int64
	}
	err := r.all(&rows, `SELECT e.audience, count(*) AS n, max(e.at) AS last FROM log_entry e WHERE e.subject_id IN (?) AND e.noun = ? AND e.payload IS NOT NULL
		GROUP BY e.audience`, ids, s.noun)
	if err != nil {
		return err
	}
	for _, row := range rows {
		s.count[row.Audience] += row.N
		if last := schema.DateOf(instant(row.Last), s.db.location()).AddDays(1); s.until[row.Audience].Before(last) {
			s.until[row.Audience] = last
		}
	}
	var late []string
	err = r.all(&late, `SELECT DISTINCT e.ref FROM log_entry e WHERE e.subject_id IN (?) AND e.noun = ? AND e.at >= ?`, ids, s.noun, stamp(s.end))
	s.late = append(s.late, late...)
	return err
}

// take marks what lookAtEnded found, whereby nobody changes it any more, and
// counts anew what is to go. What a cut leaves marked the next erasure finds.
func (s *share) take(ctx context.Context) error {
	if len(s.found) == 0 {
		return nil
	}
	if err := s.inChunks(func(ids []schema.ID) error { return s.mark(ctx, ids) }); err != nil {
		return err
	}
	return s.lookAtEnded(ctx, true)
}

// eraseEnded erases what was taken: from papers, from answers that were given
// since its end, and from the rows that hang on it.
func (s *share) eraseEnded(ctx context.Context) error {
	if len(s.found) == 0 {
		return nil
	}
	if err := s.erasePapers(ctx); err != nil {
		return err
	}
	for _, ref := range s.late {
		err := s.scrub(ctx, func(t *tx) error {
			_, err := t.exec(`DELETE FROM once WHERE at >= ? AND result LIKE ?`, stamp(s.end), `%"`+ref+`"%`)
			return err
		})
		if err != nil {
			return err
		}
	}
	return s.inChunks(func(ids []schema.ID) error {
		if err := s.eraseRows(ctx, ids); err != nil {
			return err
		}
		s.did(len(ids))
		return nil
	})
}

// inChunks gives what was found to do, as much at a time as the pace allows.
func (s *share) inChunks(do func(ids []schema.ID) error) error {
	for rest := s.found; len(rest) > 0; {
		n := min(s.pace.size, len(rest))
		if err := do(rest[:n]); err != nil {
			return err
		}
		rest = rest[n:]
	}
	return nil
}

// mark marks things as erased and empties their own rows; not those that
// somebody took up again since they were found.
func (s *share) mark(ctx context.Context, ids []schema.ID) error {
	of := endings[s.noun]
	past, args := s.past()
	return s.pace.write(ctx, s.db, s.scrubbing(func(t *tx) error {
		var still []schema.ID
		err := t.all(&still, `SELECT q.id FROM `+of.table+` q WHERE q.id IN (?) AND q.erased = '' AND `+past+t.db.engine.forUpdate, append([]any{ids}, args...)...)
		if err != nil || len(still) == 0 {
			return err
		}
		if _, err := t.exec(`UPDATE `+of.table+` SET erased = ?, `+of.blank+` WHERE id IN (?)`, s.today.String(), still); err != nil {
			return err
		}
		rows := make([][]any, len(still))
		for i, id := range still {
			rows[i] = []any{s.noun, id}
		}
		return t.insertRows(`INSERT INTO erasing (noun, thing_id)`, rows)
	}))
}

// eraseRows erases what hangs on some things that are marked, and what the logs
// tell of them.
func (s *share) eraseRows(ctx context.Context, ids []schema.ID) error {
	of := endings[s.noun]
	told := large{`UPDATE log_entry SET payload = NULL, salt = NULL WHERE (audience, seq) IN (SELECT e.audience, e.seq
		FROM log_entry e WHERE e.subject_id IN (?) AND e.noun = '` + string(s.noun) + `' AND e.payload IS NOT NULL`, eraseChunk}
	for _, l := range append([]large{told}, of.large...) {
		for n := l.eachTime; n == l.eachTime; {
			err := s.scrub(ctx, func(t *tx) (err error) {
				n, err = t.exec(l.statement+atMost(int(l.eachTime))+`)`, ids)
				return err
			})
			if err != nil {
				return err
			}
		}
	}
	return s.pace.write(ctx, s.db, s.scrubbing(func(t *tx) error {
		for _, statement := range of.hanging {
			if _, err := t.exec(statement, ids); err != nil {
				return err
			}
		}
		if of.settle != nil {
			if err := of.settle(t, ids); err != nil {
				return err
			}
		}
		_, err := t.exec(`DELETE FROM erasing WHERE noun = ? AND thing_id IN (?)`, s.noun, ids)
		return err
	}))
}
