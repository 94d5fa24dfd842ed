package command

import (
	"time"

	"contactgroup/schema"
	"contactgroup/ui/export"
	"contactgroup/ui/lang"
)

// seatForm is a member at work, as "whoami" tells it.
var seatForm = shape[schema.Actor]{
	ref: func(a schema.Actor) string { return a.Login },
	object: func(c *call, a schema.Actor) export.Object {
		g := c.s.Desk.Group()
		return export.Object{{Name: "login", Value: a.Login}, {Name: "name", Value: a.Name}, {Name: "role", Value: string(a.Role)},
			{Name: "organisation", Value: a.OrgCode}, {Name: "organisation_name", Value: a.OrgName}, {Name: "service", Value: orNull(a.Service)},
			{Name: "language", Value: string(c.words.Code)}, {Name: "zone", Value: a.Zone}, {Name: "group", Value: g.Name}, {Name: "demo", Value: g.Demo},
			{Name: "now", Value: c.s.Desk.Now().UTC().Format(time.RFC3339)}}
	},
	words: memberForm.words,
}

func whoami(c *call) error {
	return show(c, seatForm, []schema.Actor{c.s.Desk.Who()}, nil)
}

func version(c *call) error {
	c.line(c.s.ProgramName, c.s.Version)
	return nil
}

// completion writes a shell's completion script for the local program.
func completion(c *call) error {
	switch c.args[0] {
	case "bash":
		return c.root.GenBashCompletionV2(c.out, true)
	case "zsh":
		return c.root.GenZshCompletion(c.out)
	case "fish":
		return c.root.GenFishCompletion(c.out, true)
	}
	return c.usage(lang.Fill(c.words.Command.BadValue, "flag", c.noun, "value", schema.VisibleLine(c.args[0])))
}
