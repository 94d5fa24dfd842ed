package store

import (
	"context"
	"maps"
	"slices"

	"contactgroup/schema"
)

// ServerStarted tells the log of security that a server of this version serves
// now, with what has changed of its settings and host keys: of each its name and
// its value, in which secrets are blanked out.
func (db *DB) ServerStarted(ctx context.Context, version, hostKey string, settings map[string]string) error {
	return db.write(ctx, func(t *tx) error {
		audiences, err := t.security()
		if err != nil {
			return err
		}
		t.record(record{Verb: schema.VerbStart, Noun: schema.NounServer, Ref: version, Audiences: audiences,
			Changes: []schema.Change{{Field: schema.FieldRef, To: version}, {Field: schema.FieldKey, To: hostKey}}})
		return t.settingsChanged(audiences, settings)
	})
}

// SettingsChanged tells the log of security what a server that runs was told
// anew. What is as it was is not told.
func (db *DB) SettingsChanged(ctx context.Context, settings map[string]string) error {
	return db.write(ctx, func(t *tx) error {
		audiences, err := t.security()
		if err != nil {
			return err
		}
		return t.settingsChanged(audiences, settings)
	})
}

// settingsChanged compares with what servers were last told. Of the first
// server ever nothing has changed.
func (t *tx) settingsChanged(audiences []schema.Audience, settings map[string]string) error {
	var rows []struct{ Name, Value string }
	if err := t.all(&rows, `SELECT name, value FROM server_setting`); err != nil {
		return err
	}
	before := map[string]string{}
	for _, row := range rows {
		before[row.Name] = row.Value
	}
	for _, name := range slices.Sorted(maps.Keys(settings)) {
		value, was := settings[name], before[name]
		if _, known := before[name]; known && value == was {
			continue
		}
		if len(rows) > 0 && value != was {
			t.record(record{Verb: schema.VerbUpdate, Noun: schema.NounServer, Ref: name, Audiences: audiences,
				Changes: []schema.Change{{Field: schema.FieldSetting, From: was, To: value}}})
		}
		_, err := t.exec(`INSERT INTO server_setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value`, name, value)
		if err != nil {
			return err
		}
	}
	return nil
}
