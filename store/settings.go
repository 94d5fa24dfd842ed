package store

import (
	"context"

	"contactgroup/schema"
)

// settingsRow is what a member's row says of how they like the program.
type settingsRow struct {
	Lang     schema.Lang
	Zone     string
	Settings string
}

func (r settingsRow) settings() schema.Settings {
	s := schema.ReadSettings(r.Settings)
	s.Lang, s.Zone = r.Lang, r.Zone // the one truth, also for administrators
	return s
}

// Settings returns how the member likes the program, as it is set now: a desk
// that was opened before goes on as it was.
func (d *Desk) Settings(ctx context.Context) (schema.Settings, error) {
	var s schema.Settings
	err := d.view(ctx, func(r reads) (err error) {
		s, err = r.settingsOf(d.who.Member, "")
		return err
	})
	return s, err
}

func (r reads) settingsOf(member schema.ID, lock string) (schema.Settings, error) {
	var row settingsRow
	err := r.one(&row, `SELECT lang, zone, settings FROM member WHERE id = ?`+lock, member)
	return row.settings(), err
}

// SetSetting sets one of schema.SettingKeys. It is the member's own affair and
// told in no log.
func (d *Desk) SetSetting(ctx context.Context, key, value string) (schema.Settings, error) {
	s, err := d.setSetting(ctx, key, value)
	if err == nil && s.Mail != "" {
		d.db.alerts.remindAnew.Store(true)
		d.db.watches.wake([]string{}) // no log tells of it
	}
	return s, err
}

func (d *Desk) setSetting(ctx context.Context, key, value string) (schema.Settings, error) {
	return command(ctx, d, func(t *tx) (schema.Settings, error) {
		s, err := t.settingsOf(d.who.Member, t.db.engine.forUpdate)
		if err != nil {
			return s, err
		}
		if s, err = s.With(key, value); err != nil {
			return s, err
		}
		_, err = t.exec(`UPDATE member SET lang = ?, zone = ?, settings = ? WHERE id = ?`, s.Lang, s.Zone, s.Stored(), d.who.Member)
		if key == "mail" && err == nil { // what the address before did not take
			err = t.resend(d.who.Member)
		}
		return s, err
	})
}
