package export

import "contactgroup/schema"

// JSONAlert is one line of the alerts, an alert on its way to one contact.
func JSONAlert(a schema.Alert) Object {
	var server any
	if a.Contact != "" {
		server = a.Server
	}
	return Object{{"at", instant(a.At)}, {"organisation", word(a.Org)}, {"ref", word(a.Ref)}, {"label", word(string(a.Label))}, {"cause", word(string(a.Cause))},
		{"state", word(string(a.State))}, {"contact", word(a.Contact)}, {"channel", word(string(a.Channel))}, {"delivery", word(string(a.Delivery))},
		{"attempts", a.Attempts}, {"next_at", instant(a.Next)}, {"sent_at", instant(a.Sent)}, {"problem", word(a.Problem)}, {"server_problem", server}}
}

// Webhook is what a contact's keepers read of it beside JSONContact. Its secret
// is there in the one answer that tells it.
func Webhook(c schema.Contact) Object {
	o := Object{{"webhook", word(c.Webhook)}}
	if c.Secret != "" {
		o = append(o, Member{"webhook_secret", c.Secret})
	}
	return o
}
