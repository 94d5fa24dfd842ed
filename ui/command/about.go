package command

import (
	"time"

	"contactgroup/schema"
	"contactgroup/ui/export"
)

// seatForm is a member at work, as "whoami" tells it.
var seatForm = shape[schema.Actor]{
	ref: func(a schema.Actor) string { return a.Login },
	object: func(c *call, a schema.Actor) export.Object {
		g := c.s.Desk.Group()
		o := export.Object{{Name: "login", Value: a.Login}, {Name: "name", Value: a.Name}, {Name: "role", Value: string(a.Role)},
			{Name: "organisation", Value: a.OrgCode}, {Name: "organisation_name", Value: a.OrgName}, {Name: "service", Value: orNull(a.Service)},
			{Name: "language", Value: string(c.words.Code)}, {Name: "zone", Value: a.Zone}, {Name: "group", Value: g.Name}, {Name: "demo", Value: g.Demo},
			{Name: "now", Value: c.s.Desk.Now().UTC().Format(time.RFC3339)}}
		if c.form.format == "" {
			return o // a sentence tells the rest
		}
		v := c.s.Desk.LastVisit()
		return append(o, export.Member{Name: "last_login_at", Value: instant(v.At)}, export.Member{Name: "last_login_from", Value: orNull(v.From)})
	},
	more: func(c *call, _ schema.Actor) ([][][]string, error) {
		return [][][]string{{{c.words.LastLogin(c.s.Desk.LastVisit(), c.s.Desk.Now(), c.zone)}}}, nil
	},
	words: memberForm.words,
}

func whoami(c *call) error {
	return show(c, seatForm, []schema.Actor{c.s.Desk.Who()}, nil)
}

// versionForm is the program as "version --json" tells it.
var versionForm = shape[string]{
	ref: func(v string) string { return v },
	object: func(c *call, v string) export.Object {
		return export.Object{{Name: "program", Value: c.s.ProgramName}, {Name: "version", Value: v}}
	},
}

func version(c *call) error {
	if c.form.format != "" {
		return show(c, versionForm, []string{c.s.Version}, nil)
	}
	c.line(c.s.ProgramName, c.s.Version)
	return nil
}
