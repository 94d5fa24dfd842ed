package store

import (
	"cmp"
	"context"
	"net/mail"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"contactgroup/schema"
)

// contactRow is a row of contact with the organisation it is of.
type contactRow struct {
	ID       schema.ID
	Ref      string
	Version  int
	Org      string
	Function string
	Phone    string
	Mail     string
	Hours    string
	Zone     string
	Notes    string
	Rank     int
	Hooked   bool
	Webhook  string
}

const contactSelect = `SELECT k.id, k.ref, k.version, o.code AS org, k.function, k.phone, k.mail, k.hours, k.zone, k.notes, k.rank,
	w.url IS NOT NULL AS hooked, coalesce(w.url, '') AS webhook
	FROM contact k JOIN organisation o ON o.id = k.org_id LEFT JOIN webhook w ON w.contact_id = k.id`

func (c contactRow) contact() schema.Contact {
	return schema.Contact{ID: c.ID, Ref: c.Ref, Rev: c.Version, Org: c.Org, Function: c.Function, Phone: c.Phone, Mail: c.Mail,
		Hours: c.Hours, Zone: c.Zone, Notes: c.Notes, Rank: c.Rank, Hooked: c.Hooked, Webhook: c.Webhook}
}

// contactSight is the condition under which the actor may know of a contact of
// organisation o: schema.MaySeeContact in words of the store.
func contactSight(a schema.Actor) condition {
	switch {
	case !slices.Contains(schema.Roles, a.Role):
		return nothing
	case a.Authority():
		return condition{"1 = 1", nil}
	}
	return condition{"(o.id = ? OR o.kind = ?)", []any{a.Org, schema.OrgAuthority}}
}

// contacts reads contacts k of organisations o within the actor's sight, in order of call.
func (r reads) contacts(a schema.Actor, where string, args ...any) ([]contactRow, error) {
	var rows []contactRow
	cond := contactSight(a).and(where, args...)
	err := r.all(&rows, contactSelect+` WHERE `+cond.text+` ORDER BY o.code, k.rank, k.id`, cond.args...)
	for i, row := range rows {
		if !schema.ReadsWebhook(a, row.Org) {
			rows[i].Webhook, rows[i].Hooked = "", false // where others post to is nobody else's
		}
	}
	return rows, err
}

// contactsOf are those of one organisation that the actor may know of.
func (r reads) contactsOf(a schema.Actor, org string) ([]schema.Contact, error) {
	rows, err := r.contacts(a, "o.code = ?", org)
	return itemsOf(rows, contactRow.contact), err
}

// Contacts returns the contacts that the member may know of, by organisation
// and in order of call: those of the own organisation and of the authority; all
// for members of the authority.
func (d *Desk) Contacts(ctx context.Context) ([]schema.Contact, error) {
	return d.contactsWhere(ctx, "1 = 1")
}

// OnCall returns who of an organisation answers at an instant, in order of
// call. An organisation whose contacts the member may not know of has none.
func (d *Desk) OnCall(ctx context.Context, org string, at time.Time) ([]schema.Contact, error) {
	all, err := d.contactsWhere(ctx, "o.code = ?", strings.ToLower(strings.TrimSpace(org)))
	return slices.DeleteFunc(all, func(c schema.Contact) bool { return !c.Answers(at) }), err
}

func (d *Desk) contactsWhere(ctx context.Context, where string, args ...any) ([]schema.Contact, error) {
	var out []schema.Contact
	err := d.view(ctx, func(r reads) error {
		rows, err := r.contacts(d.who, where, args...)
		out = itemsOf(rows, contactRow.contact)
		return err
	})
	return out, err
}

// AddContact adds a contact of the own organisation, or, for those who lead the
// authority, of any. Org empty: the own one; Zone empty: the organisation's;
// Rank 0: called last. With a Webhook, its Secret is answered, this once.
func (d *Desk) AddContact(ctx context.Context, c schema.Contact) (schema.Contact, error) {
	return command(ctx, d, func(t *tx) (schema.Contact, error) {
		o, err := t.contactOrg(d.who, schema.VerbAdd, cmp.Or(strings.ToLower(strings.TrimSpace(c.Org)), d.who.OrgCode))
		if err != nil {
			return c, err
		}
		if c, err = cleanContact(c, o); err != nil {
			return c, err
		}
		n, err := t.next(o.Code+"/contact", 0, 1)
		if err != nil {
			return c, err
		}
		c.Ref, c.Rev = o.Code+"/"+strconv.Itoa(n), 1
		if c.Rank, err = t.makePlace(o.ID, 0, c.Rank); err != nil {
			return c, err
		}
		if c.ID, err = t.freshID("contact", schema.NounContact); err != nil {
			return c, err
		}
		_, err = t.exec(`INSERT INTO contact (id, org_id, ref, function, phone, mail, hours, zone, notes, rank) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			c.ID, o.ID, c.Ref, c.Function, c.Phone, c.Mail, c.Hours, c.Zone, c.Notes, c.Rank)
		if err != nil {
			return c, err
		}
		hooked, err := t.hook(schema.Contact{}, &c)
		if err != nil {
			return c, err
		}
		return c, t.tellContact(d.who, schema.VerbAdd, o, schema.Contact{}, c, hooked)
	})
}

// UpdateContact replaces what a contact says, its reference and organisation
// aside. Rank 0: it keeps its place. rev 0: whatever it is now. Another Webhook
// than it has is given a Secret, answered this once.
func (d *Desk) UpdateContact(ctx context.Context, ref string, rev int, c schema.Contact) (schema.Contact, error) {
	return command(ctx, d, func(t *tx) (schema.Contact, error) {
		was, o, err := t.openContact(d.who, schema.VerbUpdate, ref, rev)
		if err != nil {
			return c, err
		}
		if c, err = cleanContact(c, o); err != nil {
			return c, err
		}
		c.ID, c.Ref, c.Rev = was.ID, was.Ref, was.Rev+1
		if c.Rank, err = t.makePlace(o.ID, was.ID, cmp.Or(c.Rank, was.Rank)); err != nil {
			return c, err
		}
		n, err := t.exec(`UPDATE contact SET function = ?, phone = ?, mail = ?, hours = ?, zone = ?, notes = ?, rank = ?, version = version + 1 WHERE id = ? AND version = ?`,
			c.Function, c.Phone, c.Mail, c.Hours, c.Zone, c.Notes, c.Rank, was.ID, was.Rev)
		if err != nil {
			return c, err
		}
		if n != 1 {
			return c, t.changedContact(d.who, schema.VerbUpdate, was, was.Rev)
		}
		hooked, err := t.hook(was, &c)
		if err != nil {
			return c, err
		}
		return c, t.tellContact(d.who, schema.VerbUpdate, o, was, c, hooked)
	})
}

// RemoveContact removes a contact. rev 0: whatever it is now.
func (d *Desk) RemoveContact(ctx context.Context, ref string, rev int) error {
	_, err := command(ctx, d, func(t *tx) (none struct{}, err error) {
		was, o, err := t.openContact(d.who, schema.VerbRemove, ref, rev)
		if err != nil {
			return none, err
		}
		n, err := t.exec(`DELETE FROM contact WHERE id = ? AND version = ?`, was.ID, was.Rev)
		if err != nil {
			return none, err
		}
		if n != 1 {
			return none, t.changedContact(d.who, schema.VerbRemove, was, was.Rev)
		}
		return none, t.tellContact(d.who, schema.VerbRemove, o, was, schema.Contact{})
	})
	return err
}

// changedContact tells that somebody changed the contact since the actor read it
// at rev, who did last, and what of it their own logs tell.
func (t *tx) changedContact(who schema.Actor, v schema.Verb, c schema.Contact, rev int) error {
	return t.changedSince(who, schema.NounContact, c.ID, &schema.Fault{Class: schema.ErrStale, Why: schema.WhyChanged, Verb: v, Ref: c.Ref, Rev: c.Rev}, rev)
}

// contactOrg finds the organisation whose contacts the actor is about to change.
func (t *tx) contactOrg(who schema.Actor, v schema.Verb, code string) (schema.Organisation, error) {
	o, err := t.organisation(code)
	if missing(err) || (err == nil && !schema.MaySeeContact(who, o)) {
		return o, schema.NotFound(code)
	}
	if err != nil {
		return o, err
	}
	return o, schema.MayKeepContact(who, v, o)
}

// openContact locks a contact that the actor is about to change.
func (t *tx) openContact(who schema.Actor, v schema.Verb, ref string, rev int) (schema.Contact, schema.Organisation, error) {
	ref = strings.ToLower(strings.TrimSpace(ref))
	var none schema.Contact
	var locked []schema.ID
	if err := t.all(&locked, `SELECT id FROM contact WHERE ref = ?`+t.db.engine.forUpdate, ref); err != nil {
		return none, schema.Organisation{}, err
	}
	rows, err := t.contacts(who, "k.ref = ?", ref)
	if err != nil {
		return none, schema.Organisation{}, err
	}
	if len(rows) == 0 {
		return none, schema.Organisation{}, schema.NotFound(ref)
	}
	c := rows[0].contact()
	o, err := t.contactOrg(who, v, c.Org)
	if err == nil && rev != 0 && rev != c.Rev {
		err = t.changedContact(who, v, c, rev)
	}
	return c, o, err
}

// makePlace returns the rank that a contact gets in an organisation's order of
// call (0: the last), and moves those that follow one back.
func (t *tx) makePlace(org, id schema.ID, rank int) (int, error) {
	var last int
	if err := t.one(&last, `SELECT coalesce(max(rank), 0) FROM contact WHERE org_id = ? AND id <> ?`, org, id); err != nil {
		return 0, err
	}
	if rank <= 0 || rank > last {
		return last + 1, nil
	}
	var taken int
	if err := t.one(&taken, `SELECT count(*) FROM contact WHERE org_id = ? AND id <> ? AND rank = ?`, org, id, rank); err != nil || taken == 0 {
		return rank, err
	}
	_, err := t.exec(`UPDATE contact SET rank = rank + 1 WHERE org_id = ? AND id <> ? AND rank >= ?`, org, id, rank)
	return rank, err
}

var phoneNumber = regexp.MustCompile(`^\+?[0-9][0-9 ().-]{2,30}$`)

// cleanContact returns c as it is stored, or what is wrong with it.
func cleanContact(c schema.Contact, o schema.Organisation) (schema.Contact, error) {
	var clean cleaner
	c.Org, c.Zone = o.Code, cmp.Or(c.Zone, o.Zone)
	c.Function, c.Phone, c.Mail = clean.line("function", c.Function), clean.line("phone", c.Phone), clean.line("mail", c.Mail)
	c.Notes = clean.line("notes", c.Notes)
	hours, err := schema.ParseHours(c.Hours)
	if c.Webhook != "" {
		var wrong error
		c.Webhook, wrong = schema.CleanWebhook(c.Webhook)
		clean.keep(wrong)
	}
	switch {
	case clean.err != nil:
		return c, clean.err
	case err != nil:
		return c, err
	case c.Function == "":
		return c, schema.Invalid(schema.WhyEmpty, "function", "")
	case c.Phone == "" && c.Mail == "" && c.Webhook == "":
		return c, schema.Invalid(schema.WhyEmpty, "phone", "")
	case c.Phone != "" && !phoneNumber.MatchString(c.Phone):
		return c, schema.Invalid(schema.WhyUnknown, "phone", c.Phone)
	case c.Mail != "" && !plainAddress(c.Mail):
		return c, schema.Invalid(schema.WhyUnknown, "mail", c.Mail)
	case !knownZone(c.Zone):
		return c, schema.Invalid(schema.WhyUnknown, "zone", c.Zone)
	}
	c.Hours = hours.String()
	return c, nil
}

// plainAddress reports whether s is one mail address and nothing else.
func plainAddress(s string) bool {
	a, err := mail.ParseAddress(s)
	return err == nil && a.Address == s
}

// tellContact logs what was done to a contact, for those who may know of it.
func (t *tx) tellContact(who schema.Actor, v schema.Verb, o schema.Organisation, was, now schema.Contact, also ...schema.Change) error {
	audiences := []schema.Audience{schema.SharedAudience(o)}
	if o.Kind == schema.OrgAuthority {
		var err error
		if audiences, err = t.everybody(); err != nil {
			return err
		}
	} else {
		c, err := t.circleOf("")
		if err != nil {
			return err
		}
		audiences = append(audiences, schema.SharedAudience(c.authority))
	}
	t.record(record{Actor: who, Verb: v, Noun: schema.NounContact, Subject: cmp.Or(was.ID, now.ID), Ref: cmp.Or(was.Ref, now.Ref),
		Changes: append(contactChanges(was, now), also...), Audiences: audiences, Made: revision{shared: now.Rev}})
	return nil
}

func contactChanges(a, b schema.Contact) []schema.Change {
	rank := func(c schema.Contact) string { return strings.TrimLeft(strconv.Itoa(c.Rank), "0") }
	return []schema.Change{{Field: schema.FieldRef, From: a.Ref, To: b.Ref}, {Field: schema.FieldFunction, From: a.Function, To: b.Function},
		{Field: schema.FieldPhone, From: a.Phone, To: b.Phone}, {Field: schema.FieldMail, From: a.Mail, To: b.Mail},
		{Field: schema.FieldHours, From: a.Hours, To: b.Hours}, {Field: schema.FieldZone, From: a.Zone, To: b.Zone},
		{Field: schema.FieldNotes, From: a.Notes, To: b.Notes}, {Field: schema.FieldRank, From: rank(a), To: rank(b)}}
}
