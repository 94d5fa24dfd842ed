package store

import "contactgroup/schema"

// freshID gives the ID of a thing about to be made, which no thing of its noun
// ever had: SQLite by itself gives that of the last one again once it is
// removed, and what the logs tell of that one would be told of its successor.
func (t *tx) freshID(table string, noun schema.Noun) (schema.ID, error) {
	ids, err := t.db.engine.reserve(t, table, 1)
	if err != nil {
		return 0, err
	}
	id := ids[0]
	if t.db.engine.name == "postgres" { // which gives none twice
		return id, nil
	}
	for told := true; ; id++ {
		err := t.one(&told, `SELECT EXISTS (SELECT 1 FROM log_entry WHERE subject_id = ? AND noun = ?)`, id, noun)
		if err != nil || !told {
			return id, err
		}
	}
}
