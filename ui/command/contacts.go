package command

import (
	"context"

	"contactgroup/schema"
	"contactgroup/ui/export"
)

func contactVerbs() []verb {
	fields := []string{"name", "phone", "mail", "webhook", "hours", "zone", "notes", "rank"}
	return []verb{
		{name: "list", flags: append([]string{"organisation", "now"}, changingFlags...), run: listContacts},
		{name: "show", usage: "REF…|-", min: 1, max: -1, flags: showFlags, run: showContacts},
		{name: "add", usage: "--name FUNCTION --phone NUMBER [--mail M] [--webhook URL] [--hours H] [--zone Z] [--rank N] [--notes T] [--organisation ORG]", max: 0,
			flags: append(append([]string{"organisation"}, fields...), addFlags...), needs: []string{"name"}, may: mayKeepContacts(schema.VerbAdd), run: addContact},
		{name: "update", usage: "REF [--name F] [--phone N] [--mail M] [--webhook URL] [--hours H] [--zone Z] [--rank N] [--notes T]", min: 1, max: 1,
			flags: append(append([]string{"if-rev"}, fields...), addFlags...), may: mayKeepContacts(schema.VerbUpdate), run: updateContact},
		{name: "remove", usage: "REF…|-", min: 1, max: -1, flags: append([]string{"if-rev"}, addFlags...), columns: columnsOf(nameForm), may: mayKeepContacts(schema.VerbRemove), run: removeContacts},
	}
}

// mayKeepContacts refuses the roles that keep no contacts, not even their own organisation's.
func mayKeepContacts(v schema.Verb) func(*call) error {
	return func(c *call) error {
		who := c.s.Desk.Who()
		return schema.MayKeepContact(who, v, schema.Organisation{ID: who.Org, Kind: who.OrgKind})
	}
}

var contactForm = shape[schema.Contact]{
	ref:     func(k schema.Contact) string { return k.Ref },
	object:  contactObject,
	sample:  func(c *call) export.Object { return contactObject(c, schema.Contact{Org: c.s.Desk.Who().OrgCode}) },
	columns: []string{"ref", "rank", "function", "phone", "mail", "hours", "answers_now"},
}

// contactObject is a contact with what only its keepers read.
func contactObject(c *call, k schema.Contact) export.Object {
	o := append(export.JSONContact(k), export.Member{Name: "answers_now", Value: k.Answers(c.s.Desk.Now())})
	if schema.ReadsWebhook(c.s.Desk.Who(), k.Org) {
		o = append(o, export.Webhook(k)...)
	}
	return o
}

func listContacts(c *call) error {
	var all []schema.Contact
	var err error
	if c.given("organisation") && c.on("now") {
		all, err = c.s.Desk.OnCall(c.ctx, c.text("organisation"), c.s.Desk.Now())
		if err != nil {
			return err
		}
		return listChanged(c, contactForm, all, schema.NounContact, func(x schema.Contact) schema.ID { return x.ID })
	}
	known, err := c.s.Desk.Contacts(c.ctx)
	if err != nil {
		return err
	}
	for _, k := range known {
		if (!c.given("organisation") || k.Org == schema.Fold(c.text("organisation"))) && (!c.on("now") || k.Answers(c.s.Desk.Now())) {
			all = append(all, k)
		}
	}
	return listChanged(c, contactForm, all, schema.NounContact, func(x schema.Contact) schema.ID { return x.ID })
}

func showContacts(c *call) error { return showNamed(c, contactForm, c.s.Desk.Contacts) }

// contactFields lays the flags given over a contact.
func (c *call) contactFields(k schema.Contact) (schema.Contact, error) {
	for flag, field := range map[string]*string{"name": &k.Function, "phone": &k.Phone, "mail": &k.Mail, "webhook": &k.Webhook, "hours": &k.Hours, "zone": &k.Zone, "notes": &k.Notes} {
		if c.given(flag) {
			*field = c.text(flag)
		}
	}
	rank, err := c.number("rank", 1, 99)
	k.Rank = rank
	return k, err
}

func addContact(c *call) error {
	k, err := c.contactFields(schema.Contact{Org: c.text("organisation")})
	if err != nil {
		return err
	}
	k, err = c.s.Desk.AddContact(c.writing(""), k)
	c.tellSecret(k)
	return finish(c, contactForm, c.words.Domain.Done[schema.VerbAdd], one(k, err), err)
}

func updateContact(c *call) error {
	rev, err := c.revision()
	if err != nil {
		return err
	}
	known, err := c.s.Desk.Contacts(c.ctx)
	if err != nil {
		return err
	}
	for _, k := range known {
		if k.Ref != schema.Fold(c.args[0]) {
			continue
		}
		if rev == 0 {
			rev = k.Rev // what was laid over was read at that revision
		}
		if k, err = c.contactFields(k); err != nil {
			return err
		}
		k, err = c.s.Desk.UpdateContact(c.writing(""), k.Ref, rev, k)
		c.tellSecret(k)
		return finish(c, contactForm, c.words.Domain.Done[schema.VerbUpdate], one(k, err), err)
	}
	return schema.NotFound(c.args[0])
}

func removeContacts(c *call) error {
	rev, err := c.revision()
	if err != nil {
		return err
	}
	return eachNamed(c, schema.VerbRemove, func(ctx context.Context, ref string) error { return c.s.Desk.RemoveContact(ctx, ref, rev) })
}
