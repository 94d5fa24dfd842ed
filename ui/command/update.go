package command

import (
	"context"
	"strings"

	"contactgroup/schema"
)

// guarded is the context of a write that is made at the revision of --if-rev alone.
func (c *call) guarded() (context.Context, error) {
	rev, err := c.revision()
	return schema.AtRevision(c.writing(""), rev), err
}

// optional is what was written for the flag, nil when it was not.
func (c *call) optional(name string) *string {
	if !c.given(name) {
		return nil
	}
	text := c.text(name)
	return &text
}

// language is what was written for --language, nil when it was not; "auto" is none.
func (c *call) language() *schema.Lang {
	if !c.given("language") {
		return nil
	}
	code := schema.Lang(strings.ToLower(c.text("language")))
	if code == "auto" {
		code = ""
	}
	return &code
}

// functions reads --function.
func (c *call) functions() ([]schema.Function, error) {
	var out []schema.Function
	for _, word := range c.parts("function") {
		code, ok := schema.ParseCode("function", word)
		if !ok {
			return nil, schema.Invalid(schema.WhyUnknown, "function", word)
		}
		out = append(out, schema.Function(code))
	}
	return out, nil
}

func updateOrganisation(c *call) error {
	functions, err := c.functions()
	if err != nil {
		return err
	}
	u := schema.OrganisationUpdate{Name: c.optional("name"), Lang: c.language(), Zone: c.optional("zone"), Functions: functions,
		AddServices: c.texts("service"), DropServices: c.texts("drop-service"), DropAuthorities: c.texts("drop-ca")}
	if c.given("key-policy") {
		policy := schema.KeyPolicy(strings.ToLower(c.text("key-policy")))
		u.KeyPolicy = &policy
	}
	if c.given("mailed") {
		ceiling, err := schema.ParseMailed(c.text("mailed"))
		if err != nil {
			return err
		}
		u.Mailed = &ceiling
	}
	if u.AddAuthorities, err = c.authorities(); err != nil {
		return err
	}
	ctx, err := c.guarded()
	if err != nil {
		return err
	}
	o, err := c.s.Desk.UpdateOrganisation(ctx, strings.ToLower(c.args[0]), u)
	return finish(c, organisationForm, c.words.Domain.Done[schema.VerbUpdate], one(o, err), err)
}

func updateMember(c *call) error {
	u := schema.MemberUpdate{Name: c.optional("name"), Service: c.optional("service"), Lang: c.language(), Zone: c.optional("zone"), Mail: c.optional("mail")}
	if c.given("role") {
		code, err := c.code("role", "role")
		if err != nil {
			return err
		}
		role := schema.Role(code)
		u.Role = &role
	}
	ctx, err := c.guarded()
	if err != nil {
		return err
	}
	m, err := c.s.Desk.UpdateMember(ctx, strings.ToLower(c.args[0]), u)
	return finish(c, memberForm, c.words.Domain.Done[schema.VerbUpdate], one(m, err), err)
}

// authorities reads --ca; "-" stands for the lines on stdin.
func (c *call) authorities() ([]string, error) {
	var out []string
	for _, line := range c.texts("ca") {
		if line != "-" {
			out = append(out, line)
			continue
		}
		text, err := c.stdin()
		if err != nil {
			return nil, err
		}
		for line := range strings.Lines(text) {
			if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
				out = append(out, line)
			}
		}
	}
	return out, nil
}

func updateKey(c *call) error {
	u := schema.KeyUpdate{Label: c.optional("label")}
	if c.given("expires") {
		expires, err := c.when(c.text("expires"))
		if err != nil {
			return err
		}
		u.Expires = &expires
	}
	ctx, err := c.guarded()
	if err != nil {
		return err
	}
	k, err := c.s.Desk.UpdateKey(ctx, c.args[0], u)
	return finish(c, keyForm, c.words.Domain.Done[schema.VerbUpdate], one(k, err), err)
}
