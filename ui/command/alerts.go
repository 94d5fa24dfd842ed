package command

import (
	"cmp"
	"context"

	"contactgroup/schema"
	"contactgroup/ui/export"
	"contactgroup/ui/lang"
)

func alertVerbs() []verb {
	return []verb{
		{name: "list", usage: "[--organisation ORG] [--all] [--limit N]", flags: append([]string{"organisation", "all", "limit"}, tableFlags...), run: listAlerts, bare: true},
		{name: "acknowledge", usage: "REF…|crisis|-", min: 1, max: -1, flags: addFlags, columns: columnsOf(nameForm), run: acknowledgeAlerts},
	}
}

var alertForm = shape[schema.Alert]{
	ref: func(a schema.Alert) string { return cmp.Or(a.Ref, string(a.Cause)) },
	object: func(_ *call, a schema.Alert) export.Object {
		return export.JSONAlert(a)
	},
	columns: []string{"at", "organisation", "ref", "label", "state", "contact", "channel", "delivery", "attempts", "next_at", "problem"},
	words: map[string]func(*lang.Words, string) string{
		"state":    func(w *lang.Words, code string) string { return w.Alert.States[schema.AlertState(code)] },
		"delivery": func(w *lang.Words, code string) string { return w.Alert.Deliveries[schema.DeliveryState(code)] },
		"cause":    func(w *lang.Words, code string) string { return w.Alert.Causes[schema.AlertCause(code)] },
		"channel":  func(w *lang.Words, code string) string { return w.Alert.Channels[schema.Channel(code)] },
	},
}

func listAlerts(c *call) error {
	limit, err := c.number("limit", 1, maxList)
	if err != nil {
		return err
	}
	known, err := c.s.Desk.Alerts(c.ctx, c.on("all"), limit)
	if err != nil {
		return err
	}
	var out []schema.Alert
	for _, a := range known {
		if !c.given("organisation") || a.Org == schema.Fold(c.text("organisation")) {
			out = append(out, a)
		}
	}
	return listAll(c, alertForm, out)
}

func acknowledgeAlerts(c *call) error {
	refs, err := c.references(c.args)
	if err != nil {
		return err
	}
	done, err := each(c, refs, func(ctx context.Context, ref string) (string, error) { return ref, c.s.Desk.AcknowledgeAlert(ctx, ref) })
	return finish(c, nameForm, c.words.Alert.States[schema.AlertAcknowledged], done, err)
}

// tellSecret tells what a contact's alerts are signed with, the one time that it can be told.
func (c *call) tellSecret(k schema.Contact) {
	if k.Secret != "" && c.form.format == "" {
		c.warn(lang.Fill(c.words.Alert.SecretOnce, "ref", k.Ref, "secret", k.Secret))
	}
}
