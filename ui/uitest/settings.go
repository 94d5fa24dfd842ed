package uitest

import (
	"context"

	"contactgroup/schema"
)

// Settings are the member's own.
func (d *Desk) Settings(context.Context) (schema.Settings, error) {
	done, err := d.begin("Settings")
	defer done()
	return d.g.Settings[d.who.Login], err
}

// SetSetting sets one of them.
func (d *Desk) SetSetting(_ context.Context, key, value string) (schema.Settings, error) {
	done, err := d.begin("SetSetting")
	defer done()
	if err != nil {
		return schema.Settings{}, err
	}
	s, err := d.g.Settings[d.who.Login].With(key, value)
	if err == nil {
		if d.g.Settings == nil {
			d.g.Settings = map[string]schema.Settings{}
		}
		d.g.Settings[d.who.Login] = s
	}
	return s, err
}
