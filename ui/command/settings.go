package command

import (
	"strings"

	"contactgroup/schema"
	"contactgroup/ui/export"
	"contactgroup/ui/lang"
)

func settingsVerbs() []verb {
	return []verb{
		{name: "show", bare: true, flags: showFlags, run: showSettings},
		{name: "set", usage: "KEY VALUE", min: 2, max: 3, flags: addFlags, run: setSetting},
		{name: "mail", usage: "ADDRESS|none", min: 1, max: 1, flags: addFlags, run: setNamed("mail")},
		{name: "quiet", usage: "HH:MM-HH:MM|off", min: 1, max: 1, flags: addFlags, run: setNamed("quiet")},
		{name: "digest", usage: "HH:MM|off", min: 1, max: 2, flags: addFlags, run: setNamed("digest")},
	}
}

// settingsForm are one member's settings, of which a verb sets the one named key.
func settingsForm(key string) shape[schema.Settings] {
	return shape[schema.Settings]{
		ref: func(schema.Settings) string { return key },
		object: func(_ *call, s schema.Settings) export.Object {
			var out export.Object
			for _, k := range schema.SettingKeys {
				out = append(out, export.Member{Name: k.Key, Value: s.Value(k.Key)})
			}
			return out
		},
	}
}

func showSettings(c *call) error {
	s, err := c.s.Desk.Settings(c.ctx)
	return show(c, settingsForm(""), one(s, err), err)
}

func setSetting(c *call) error {
	key, known := schema.SettingKey(c.args[0])
	if !known {
		var keys []string
		for _, k := range schema.SettingKeys {
			keys = append(keys, k.Key)
		}
		return c.usage(lang.Fill(c.words.Command.BadFlag, "flag", c.noun, "value", schema.VisibleLine(c.args[0]), "allowed", strings.Join(keys, ", ")))
	}
	return putSetting(c, key, c.args[1:])
}

// setNamed sets the one setting that the verb is named after.
func setNamed(key string) func(*call) error {
	return func(c *call) error { return putSetting(c, key, c.args) }
}

// putSetting sets a value, which may be of several words: "daily 8h".
func putSetting(c *call, key string, words []string) error {
	s, err := c.s.Desk.SetSetting(c.writing(""), key, strings.Join(words, " "))
	return finish(c, settingsForm(key), lang.Fill(c.words.Command.SetTo, "value", s.Value(key)), one(s, err), err)
}
