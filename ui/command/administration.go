package command

import (
	"context"
	"strings"
	"time"

	"contactgroup/schema"
	"contactgroup/ui/export"
)

func mayAdminister(v schema.Verb) func(*call) error {
	return func(c *call) error { return schema.MayAdminister(c.s.Desk.Who(), v) }
}

func organisationVerbs() []verb {
	return []verb{
		{name: "list", flags: changingFlags, run: listOrganisations},
		{name: "show", usage: "CODE…|-", min: 1, max: -1, flags: showFlags, run: showOrganisations},
		{name: "add", usage: "CODE --name NAME --prefix PREFIX --kind KIND [--service S]… [--function F]… [--zone ZONE]", min: 1, max: 1,
			flags: append([]string{"name", "prefix", "kind", "service", "function", "zone"}, addFlags...), needs: []string{"name", "prefix", "kind"},
			may: mayAdminister(schema.VerbAdd), run: addOrganisation},
		{name: "update", usage: "CODE [--name NAME] [--service S]… [--drop-service S]… [--function F]… [--language L] [--zone ZONE] [--key-policy any|no-rsa|sk] [--ca LINE|-]… [--drop-ca FINGERPRINT]… [--mailed none|clear|green|amber]", min: 1, max: 1,
			flags: append([]string{"name", "service", "drop-service", "function", "language", "zone", "key-policy", "ca", "drop-ca", "mailed"}, guardedFlags...),
			may:   mayAdminister(schema.VerbUpdate), run: updateOrganisation},
		{name: "disable", usage: "CODE…|- [--enable]", min: 1, max: -1, flags: append([]string{"enable"}, guardedFlags...), columns: columnsOf(nameForm),
			may: mayAdminister(schema.VerbDisable), run: disableOrganisations},
	}
}

func memberVerbs() []verb {
	return []verb{
		{name: "list", flags: changingFlags, run: listMembers},
		{name: "show", usage: "LOGIN…|-", min: 1, max: -1, flags: showFlags, run: showMembers},
		{name: "add", usage: "LOGIN --organisation ORG --role ROLE --name NAME [--service S] [--zone ZONE]", min: 1, max: 1,
			flags: append([]string{"organisation", "role", "name", "service", "zone"}, addFlags...), needs: []string{"organisation", "role", "name"},
			may: mayAdminister(schema.VerbAdd), run: addMember},
		{name: "update", usage: "LOGIN [--name NAME] [--service S] [--role ROLE] [--language L] [--zone ZONE] [--mail ADDRESS|none]", min: 1, max: 1,
			flags: append([]string{"name", "service", "role", "language", "zone", "mail"}, guardedFlags...),
			may:   mayAdminister(schema.VerbUpdate), run: updateMember},
		{name: "disable", usage: "LOGIN…|- [--enable]", min: 1, max: -1, flags: append([]string{"enable"}, guardedFlags...), columns: columnsOf(nameForm),
			may: mayAdminister(schema.VerbDisable), run: disableMembers},
	}
}

func keyVerbs() []verb {
	return []verb{
		{name: "list", flags: changingFlags, run: listKeys},
		{name: "show", usage: "FINGERPRINT…|-", min: 1, max: -1, flags: showFlags, run: showKeys},
		{name: "add", usage: "LOGIN [--label LABEL] [--expires DATE] < FILE.pub", min: 1, max: 1, text: true, flags: append([]string{"label", "expires"}, addFlags...),
			may: mayAdminister(schema.VerbAdd), run: addKey},
		{name: "update", usage: "FINGERPRINT [--label LABEL] [--expires DATE]", min: 1, max: 1, flags: append([]string{"label", "expires"}, guardedFlags...),
			may: mayAdminister(schema.VerbUpdate), run: updateKey},
		{name: "revoke", usage: "FINGERPRINT…|serial:N@AUTHORITY|id:NAME@AUTHORITY|-", min: 1, max: -1, flags: guardedFlags, columns: columnsOf(nameForm),
			may: mayAdminister(schema.VerbRevoke), run: revokeKeys},
	}
}

func listOrganisations(c *call) error {
	all, err := c.s.Desk.Organisations(c.ctx)
	if err != nil {
		return err
	}
	return listChanged(c, organisationForm, all, schema.NounOrganisation, func(x schema.Organisation) schema.ID { return x.ID })
}

func listMembers(c *call) error {
	all, err := c.s.Desk.Members(c.ctx)
	if err != nil {
		return err
	}
	return listChanged(c, memberForm, all, schema.NounMember, func(x schema.Member) schema.ID { return x.ID })
}

func listKeys(c *call) error {
	all, err := c.s.Desk.Keys(c.ctx)
	if err != nil {
		return err
	}
	return listChanged(c, keyForm, all, schema.NounKey, func(x schema.Key) schema.ID { return x.ID })
}

func showOrganisations(c *call) error {
	return showNamed(c, organisationForm, c.s.Desk.Organisations)
}

func showMembers(c *call) error { return showNamed(c, memberForm, c.s.Desk.Members) }

func showKeys(c *call) error { return showNamed(c, keyForm, c.s.Desk.Keys) }

// showNamed shows those of all that the words name.
func showNamed[T any](c *call, s shape[T], all func(context.Context) ([]T, error)) error {
	known, err := all(c.ctx)
	if err != nil {
		return err
	}
	names, err := c.names()
	if err != nil {
		return err
	}
	found, err := each(c, names, func(_ context.Context, name string) (T, error) {
		for _, item := range known {
			if strings.EqualFold(s.ref(item), name) {
				return item, nil
			}
		}
		var none T
		return none, schema.NotFound(name)
	})
	return show(c, s, found, err)
}

func addOrganisation(c *call) error {
	kind, err := c.code("kind", "orgkind")
	if err != nil {
		return err
	}
	o := schema.Organisation{Code: strings.ToLower(c.args[0]), Prefix: strings.ToUpper(c.text("prefix")), Name: c.text("name"), Kind: schema.OrgKind(kind),
		Services: c.texts("service"), Lang: schema.Lang(c.text("lang")), Zone: c.text("zone")}
	if o.Functions, err = c.functions(); err != nil {
		return err
	}
	return added(c, organisationForm, o, c.s.Desk.AddOrganisation)
}

func addMember(c *call) error {
	role, err := c.code("role", "role")
	if err != nil {
		return err
	}
	m, err := c.s.Desk.AddMember(c.writing(""), schema.NewMember{Org: strings.ToLower(c.text("organisation")), Service: c.text("service"),
		Login: strings.ToLower(c.args[0]), Name: c.text("name"), Role: schema.Role(role), Lang: schema.Lang(c.text("lang")), Zone: c.text("zone")})
	return finish(c, memberForm, c.words.Domain.Done[schema.VerbAdd], one(m, err), err)
}

func addKey(c *call) error {
	line, err := c.stdin()
	if err != nil {
		return err
	}
	var expires time.Time
	if c.given("expires") {
		if expires, err = c.when(c.text("expires")); err != nil {
			return err
		}
	}
	k, err := c.s.Desk.AddKey(c.writing(""), strings.ToLower(c.args[0]), strings.TrimSpace(line), c.text("label"), expires)
	return finish(c, keyForm, c.words.Domain.Done[schema.VerbAdd], one(k, err), err)
}

func disableOrganisations(c *call) error {
	return eachNamed(c, schema.VerbDisable, func(ctx context.Context, code string) error {
		return c.s.Desk.DisableOrganisation(ctx, strings.ToLower(code), !c.on("enable"))
	})
}

func disableMembers(c *call) error {
	return eachNamed(c, schema.VerbDisable, func(ctx context.Context, login string) error {
		return c.s.Desk.DisableMember(ctx, strings.ToLower(login), !c.on("enable"))
	})
}

func revokeKeys(c *call) error { return eachNamed(c, schema.VerbRevoke, c.s.Desk.RevokeKey) }

// nameForm is what stays to be written of a thing of which only the name is known.
var nameForm = shape[string]{
	ref:    func(name string) string { return name },
	object: func(_ *call, name string) export.Object { return export.Object{{Name: "ref", Value: name}} },
}

// eachNamed does a verb that answers nothing to each of the words.
func eachNamed(c *call, v schema.Verb, do func(ctx context.Context, name string) error) error {
	names, err := c.names()
	if err != nil {
		return err
	}
	rev, err := c.revision()
	if err != nil {
		return err
	}
	done, err := each(c, names, func(ctx context.Context, name string) (string, error) {
		return name, do(schema.AtRevision(ctx, rev), name)
	})
	did := c.words.Domain.Done[v]
	if c.on("enable") {
		did = c.words.Command.Enabled
	}
	return finish(c, nameForm, did, done, err)
}
