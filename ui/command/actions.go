package command

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"

	"contactgroup/schema"
	"contactgroup/ui/lang"
)

// actionVerbs are the verbs of the noun action: the program's own, and each of
// schema's transitions with the arguments that it asks for.
func actionVerbs() []verb {
	out := []verb{
		{name: "list", flags: append([]string{"ics"}, listFlags...), run: listActions},
		{name: "show", usage: "REF…|-", min: 1, max: -1, flags: showFlags, run: showActions},
		{name: "add", usage: "TEXT --owner ORG --due DATE [--member LOGIN] [--meeting REF] [--link REF]…", min: 1, max: -1,
			flags: append([]string{"owner", "member", "due", "meeting", "link", "theme", "point", "internal"}, addFlags...),
			may:   mayAddAction, run: addAction},
	}
	for _, t := range schema.ActionTransitions {
		out = append(out, actionVerb(t))
	}
	return append(out, boardVerb(), actionWatch())
}

func mayAddAction(c *call) error {
	return schema.MayAddAction(c.s.Desk.Who(), schema.ActionDraft{Internal: c.on("internal")})
}

// everyOwner are the roles that can be in charge of an action item. Which items
// they may act on depends on the item.
var everyOwner = slices.DeleteFunc(slices.Clone(schema.Roles), func(r schema.Role) bool { return r == schema.RoleAdministrator })

func actionVerb(t schema.ActionTransition) verb {
	v := t.Verb
	out := verb{name: string(v), usage: "REF…|-", min: 1, max: -1, flags: slices.Clone(writeFlags), may: roles(v, everyOwner...)}
	for _, need := range t.Needs {
		switch need {
		case schema.NeedUntil:
			out.usage, out.min = out.usage+" DATE", 2
		case schema.NeedMember:
			out.usage, out.flags = "REF…|- [--owner ORG] [--to LOGIN]", append(out.flags, "owner", "to")
		case schema.NeedText:
			out.usage, out.text = "REF… [--reason TEXT] < TEXT", true
		case schema.NeedLink:
			out.usage, out.flags = "REF…|- --link REF | --unlink REF", append(out.flags, "link", "unlink")
		}
	}
	if v == schema.VerbDone {
		out.usage, out.flags = "REF… [--evidence TEXT] < TEXT", append(out.flags, "evidence")
	}
	if v == schema.VerbDrop {
		out.usage, out.flags = "REF… [--link DECISION] [--reason TEXT] < TEXT", append(out.flags, "link")
	}
	out.run = func(c *call) error { return actOnActions(c, t) }
	return out
}

// actOnActions does a transition to each action item named.
func actOnActions(c *call, t schema.ActionTransition) error {
	words, last := c.args, ""
	if slices.Contains(t.Needs, schema.NeedUntil) {
		words, last = c.splitWhen(c.args)
	}
	if slices.Contains(t.Needs, schema.NeedMember) && !c.given("to") && !c.given("owner") {
		return c.badFlag("to", "LOGIN")
	}
	if slices.Contains(t.Needs, schema.NeedLink) && c.given("link") == c.given("unlink") {
		return c.usage(lang.Fill(c.words.Command.MissingFlag, "flag", "--link"))
	}
	step := sync.OnceValues(func() (schema.ActionStep, error) { return c.actionStep(t, last) })
	return changeAll(c, actionForm, t.Verb, words, c.s.Desk.Action, func(ctx context.Context, a schema.Action, rev int) (schema.Action, error) {
		s, err := step()
		if err != nil {
			return a, err
		}
		return c.s.Desk.ActOn(saying(ctx, c.read), a.ID, rev, s)
	})
}

// actionStep reads what the transition asks for. A text comes from --evidence or --reason, else from stdin.
func (c *call) actionStep(t schema.ActionTransition, last string) (s schema.ActionStep, err error) {
	s = schema.ActionStep{Verb: t.Verb, Text: c.text("reason"), Owner: strings.ToLower(c.text("owner")), Member: strings.ToLower(c.text("to")), Link: c.text("link"), Unlink: c.text("unlink")}
	for _, need := range t.Needs {
		switch need {
		case schema.NeedUntil:
			s.Due, err = c.due(last)
		case schema.NeedText:
			if s.Text = c.textOr("evidence", s.Text); c.textFromStdin() {
				s.Text, err = c.stdin()
			}
		}
	}
	return s, err
}

// due reads the day of something to come; zero for "none".
func (c *call) due(text string) (schema.Date, error) {
	d, err := schema.ParseDue(text, c.s.Desk.Now(), c.zone)
	if fault := (*schema.Fault)(nil); errors.As(err, &fault) && fault.Why == schema.WhyDate { // words of a moment, perhaps
		return c.day("due", text)
	}
	return d, err
}

// day reads a day as people write it; zero for "none".
func (c *call) day(field, text string) (schema.Date, error) {
	switch schema.Fold(text) {
	case "none", "aucune", "sans":
		return schema.Date{}, nil
	}
	if d, ok := schema.ParseDay(text, c.s.Desk.Now(), c.zone); ok {
		return d, nil
	}
	t, err := c.when(text)
	if fault := (*schema.Fault)(nil); errors.As(err, &fault) && fault.Field == "when" {
		fault.Field = field
	}
	if err != nil {
		return schema.Date{}, err
	}
	return schema.DateOf(t, c.zone), nil
}

func listActions(c *call) error {
	return list(c, actionForm, c.s.Desk.Actions, c.s.Desk.CountActions)
}

func showActions(c *call) error { return showReferred(c, actionForm, c.s.Desk.Action) }

// addAction takes the text as it is beside --owner or --due; without them it
// reads all of it from one line. The words need no quotes, which ssh would lose.
func addAction(c *call) error {
	d := schema.ActionDraft{Text: strings.Join(c.args, " ")}
	switch one := c.given("owner"); {
	case one != c.given("due"):
		missing := "due"
		if !one {
			missing = "owner"
		}
		return c.usage(lang.Fill(c.words.Command.MissingFlag, "flag", "--"+missing))
	case !one:
		var err error
		if d, err = schema.ParseActionLine(d.Text, c.s.Desk.Now(), c.zone); err != nil {
			return err
		}
	}
	if c.given("due") {
		due, err := c.due(c.text("due"))
		if err != nil {
			return err
		}
		d.Due = due
	}
	for flag, field := range map[string]*string{"owner": &d.Owner, "member": &d.Member, "theme": &d.Theme, "meeting": &d.Meeting, "point": &d.Point} {
		if c.given(flag) {
			*field = c.text(flag)
		}
	}
	d.Owner, d.Member = strings.ToLower(d.Owner), strings.ToLower(d.Member)
	d.Links, d.Internal = c.texts("link"), c.on("internal")
	return added(c, actionForm, d, c.s.Desk.AddAction)
}
