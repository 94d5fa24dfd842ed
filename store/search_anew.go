package store

import (
	"context"
	"errors"

	"contactgroup/schema"
)

// spellChunk bounds how long other commands wait while words are made anew.
const spellChunk = 500

// searchState is what of the words to search by is made.
type searchState struct {
	Version  int     // by which they were cut
	Upto     int64   // the last request made anew; 0 once all are
	OpenUpto *string `db:"open_upto"` // up to which ref_key open requests' words are among those of the queue; nil once all are
}

// whole reports whether nothing is left to be made.
func (s searchState) whole() bool {
	return s.Version == schema.SearchVersion && s.Upto == 0 && s.OpenUpto == nil
}

// spellAll makes the words of the whole register anew when they were cut by
// another rule than this program's, or were never: after a migration, and after
// rows came in by other ways than commands (see misspelled); and those of open
// requests where the register is of before they had an index of their own. It
// goes on where it was stopped, and tells how far it is; of several nodes that
// start together each does a part.
func (db *DB) spellAll(ctx context.Context) error {
	tell, total, done := schema.ProgressOf(ctx), 0, 0
	for {
		made, whole := 0, false
		err := db.write(ctx, func(t *tx) error {
			var state searchState
			err := t.one(&state, `SELECT version, upto, open_upto FROM search_state WHERE id = 1`+t.db.engine.forUpdate)
			if whole = state.whole(); err != nil || whole {
				return err
			}
			if total == 0 {
				if total, err = t.unspelled(state); err != nil {
					return err
				}
				if total > 0 {
					db.log.Info("the words to search by are made anew", "requests", total)
				}
			}
			made, err = t.spellNext(state)
			return err
		})
		if err != nil || whole {
			return err
		}
		if done += made; tell != nil {
			tell(min(done, total), max(total, 1))
		}
	}
}

// queueOnly reports whether only the queue's words are left to be made.
func (s searchState) queueOnly() bool { return s.Version == schema.SearchVersion && s.Upto == 0 }

// unspelled counts the requests whose words are to be made.
func (t *tx) unspelled(s searchState) (n int, err error) {
	if s.queueOnly() {
		err = t.one(&n, `SELECT count(*) FROM request WHERE open = 1 AND ref_key > ?`, *s.OpenUpto)
	} else {
		err = t.one(&n, `SELECT count(*) FROM request WHERE id > ?`, s.Upto)
	}
	return n, err
}

// spellNext makes the words of a chunk of requests, and tells of how many.
func (t *tx) spellNext(s searchState) (made int, err error) {
	if s.queueOnly() {
		return t.spellOpen(s)
	}
	if s.Upto == 0 {
		if err := t.spellActions(); err != nil {
			return 0, err
		}
		s.OpenUpto = nil // all of them are made from here on
	}
	var ids []schema.ID
	if err := t.all(&ids, `SELECT id FROM request WHERE id > ? ORDER BY id`+atMost(spellChunk), s.Upto); err != nil {
		return 0, err
	}
	if err := errors.Join(t.spell(ids), t.rekey(ids)); err != nil {
		return 0, err
	}
	if len(ids) == spellChunk {
		s.Upto = int64(ids[len(ids)-1])
	} else {
		s.Version, s.Upto = schema.SearchVersion, 0
	}
	_, err = t.exec(`UPDATE search_state SET version = ?, upto = ?, open_upto = ? WHERE id = 1`, s.Version, s.Upto, s.OpenUpto)
	return len(ids), err
}

// rekey makes the keys of the contents of some requests anew, of which earlier
// programs made keys of their own.
func (t *tx) rekey(ids []schema.ID) error {
	var rows []struct {
		RequestID schema.ID `db:"request_id"`
		N         int
		URL       string
		URLKey    string `db:"url_key"`
	}
	if len(ids) == 0 {
		return nil
	}
	err := t.all(&rows, `SELECT request_id, n, url, url_key FROM content WHERE request_id IN (?)`, ids)
	for _, c := range rows {
		if key := schema.NormalURL(c.URL); err == nil && key != c.URLKey {
			_, err = t.exec(`UPDATE content SET url_key = ?, path_key = ? WHERE request_id = ? AND n = ?`, key, schema.PathKey(key), c.RequestID, c.N)
		}
	}
	return err
}

// spellOpen is spellNext where all words are made but those of open requests a
// second time.
func (t *tx) spellOpen(s searchState) (made int, err error) {
	var next []struct {
		ID     schema.ID
		RefKey string `db:"ref_key"`
	}
	err = t.all(&next, `SELECT id, ref_key FROM request WHERE open = 1 AND ref_key > ? ORDER BY ref_key`+atMost(spellChunk), *s.OpenUpto)
	if err != nil {
		return 0, err
	}
	ids := make([]schema.ID, len(next))
	for i, r := range next {
		ids[i] = r.ID
	}
	if err := t.db.engine.words.queue(t, ids); err != nil {
		return 0, err
	}
	s.OpenUpto = nil
	if len(next) == spellChunk {
		s.OpenUpto = &next[len(next)-1].RefKey
	}
	_, err = t.exec(`UPDATE search_state SET open_upto = ? WHERE id = 1`, s.OpenUpto)
	return len(ids), err
}

// misspelled tells that rows came in whose words are not made: spellAll makes
// them all anew. A whole register that is read in calls it before its last commit.
func (t *tx) misspelled() error {
	_, err := t.exec(`UPDATE search_state SET version = 0, upto = 0 WHERE id = 1`)
	return err
}

// spellActions makes the words of all action items anew; they are few.
func (t *tx) spellActions() error {
	var rows []actionRow
	if err := t.all(&rows, `SELECT `+actionColumns+` FROM action_item a`); err != nil {
		return err
	}
	for _, a := range rows {
		if _, err := t.exec(`UPDATE action_item SET search = ? WHERE id = ?`, a.searched(), a.ID); err != nil {
			return err
		}
	}
	return nil
}
