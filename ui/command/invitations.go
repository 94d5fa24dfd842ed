package command

import (
	"context"
	"strings"
	"time"

	"contactgroup/schema"
	"contactgroup/ui/export"
	"contactgroup/ui/lang"
)

func invitationVerbs() []verb {
	return []verb{
		{name: "list", usage: "[--all]", flags: append([]string{"all"}, changingFlags...), may: mayAdminister(schema.VerbRead), run: listInvitations},
		{name: "show", usage: "REF…", min: 1, max: -1, flags: showFlags, may: mayAdminister(schema.VerbRead), run: showInvitations},
		{name: "add", usage: "--organisation ORG --role ROLE [--service S] [--name NAME] [--login LOGIN] [--language L] --expires 72h", max: 0,
			flags: append([]string{"organisation", "role", "service", "name", "login", "language", "expires"}, addFlags...),
			needs: []string{"organisation", "role", "expires"}, may: mayAdminister(schema.VerbAdd), run: addInvitation},
		{name: "revoke", usage: "REF…|-", min: 1, max: -1, flags: addFlags, columns: columnsOf(nameForm),
			may: mayAdminister(schema.VerbRevoke), run: revokeInvitations},
	}
}

var invitationForm = shape[schema.Invitation]{
	ref: func(i schema.Invitation) string { return i.Ref },
	object: func(c *call, i schema.Invitation) export.Object {
		o := export.Object{{Name: "ref", Value: i.Ref}, {Name: "state", Value: string(i.State(c.s.Desk.Now()))}, {Name: "organisation", Value: i.OrgCode},
			{Name: "role", Value: string(i.Role)}, {Name: "service", Value: orNull(i.Service)}, {Name: "name", Value: i.Name}, {Name: "login", Value: orNull(i.Login)},
			{Name: "language", Value: orNull(string(i.Lang))}, {Name: "added_at", Value: instant(i.Added)}, {Name: "added_by", Value: orNull(i.By)},
			{Name: "expires_at", Value: instant(i.Expires)}, {Name: "answered_at", Value: instant(i.Answered)}, {Name: "member", Value: orNull(i.Member)},
			{Name: "revoked_at", Value: instant(i.Revoked)}}
		if i.Code == "" {
			return o
		}
		return append(o, export.Member{Name: "code", Value: i.Code}, export.Member{Name: "line", Value: c.joinLine(i.Code)},
			export.Member{Name: "host_key", Value: orNull(c.s.HostKey)})
	},
	columns: []string{"ref", "state", "organisation", "role", "name", "expires_at", "member"},
	words: map[string]func(*lang.Words, string) string{
		"state": func(w *lang.Words, s string) string { return w.Enrol.States[schema.InvitationState(s)] },
		"role":  func(w *lang.Words, s string) string { return w.Domain.Roles[schema.Role(s)] },
	},
}

// joinLine is what the invited person types.
func (c *call) joinLine(code string) string {
	words := c.s.Join
	if words == "" {
		words = "join@HOST"
	}
	return "ssh " + words + " " + code
}

func listInvitations(c *call) error {
	all, err := c.s.Desk.Invitations(c.ctx)
	if err != nil {
		return err
	}
	var shown []schema.Invitation
	for _, i := range all {
		if c.on("all") || i.State(c.s.Desk.Now()) == schema.InvitationOpen {
			shown = append(shown, i)
		}
	}
	return listChanged(c, invitationForm, shown, schema.NounInvitation, func(x schema.Invitation) schema.ID { return x.ID })
}

func showInvitations(c *call) error { return showNamed(c, invitationForm, c.s.Desk.Invitations) }

func addInvitation(c *call) error {
	role, err := c.code("role", "role")
	if err != nil {
		return err
	}
	expires, err := c.when(c.text("expires"))
	if err != nil {
		return err
	}
	n := schema.NewInvitation{Org: strings.ToLower(c.text("organisation")), Role: schema.Role(role), Service: c.text("service"),
		Login: strings.ToLower(c.text("login")), Name: c.text("name"), Expires: expires}
	if l := c.language(); l != nil {
		n.Lang = *l
	}
	if n.Name == "" {
		n.Name = lang.Fill(c.words.Enrol.Name, "role", c.words.Domain.Roles[n.Role], "organisation", n.Org)
	}
	i, err := c.s.Desk.AddInvitation(c.writing(""), n)
	if err != nil || c.form.format != "" || i.Code == "" {
		if err == nil && i.Code == "" && !c.on("dry-run") {
			c.say(lang.Fill(c.words.Fault.Reasons[schema.WhyCodeShown], "ref", i.Ref))
		}
		return finish(c, invitationForm, c.words.Domain.Done[schema.VerbAdd], one(i, err), err)
	}
	c.line(c.joinLine(i.Code))
	c.say(lang.Fill(c.words.Enrol.Send, "ref", i.Ref, "until", i.Expires.In(c.zone).Format(time.RFC3339)))
	if c.s.HostKey != "" {
		c.say(lang.Fill(c.words.Enrol.HostKey, "fingerprint", c.s.HostKey))
	}
	return nil
}

func revokeInvitations(c *call) error {
	return eachNamed(c, schema.VerbRevoke, func(ctx context.Context, ref string) error {
		return c.s.Desk.RevokeInvitation(ctx, strings.ToUpper(ref))
	})
}
