package store

import (
	"cmp"
	"context"
	"strings"

	"contactgroup/schema"
)

// templateRow is a row of template.
type templateRow struct {
	ID        schema.ID
	Name      string
	Language  schema.Lang
	Verb      schema.Verb
	Text      string
	Version   int
	UpdatedAt int64 `db:"updated_at"`
}

func (r templateRow) template() schema.Template {
	return schema.Template{ID: r.ID, Name: r.Name, Lang: r.Language, Verb: r.Verb, Text: r.Text, Rev: r.Version, Updated: instant(r.UpdatedAt)}
}

// templates are those of the actor's organisation, by name and language.
func (r reads) templates(who schema.Actor) ([]schema.Template, error) {
	var rows []templateRow
	err := r.all(&rows, `SELECT id, name, language, verb, text, version, updated_at FROM template WHERE org_id = ? ORDER BY name_key, language, id`, who.Org)
	return itemsOf(rows, templateRow.template), err
}

// Templates returns the templates of the member's organisation, by name and language.
func (d *Desk) Templates(ctx context.Context) (out []schema.Template, err error) {
	err = d.view(ctx, func(r reads) error {
		out, err = r.templates(d.who)
		return err
	})
	return out, err
}

// AddTemplate adds a template to those of the member's organisation. Verb
// empty: the usual one. A name that is taken in its language is ErrInvalid with WhyExists.
func (d *Desk) AddTemplate(ctx context.Context, x schema.Template) (schema.Template, error) {
	return command(ctx, d, func(t *tx) (schema.Template, error) {
		x, all, err := t.readyTemplate(d.who, schema.VerbAdd, x)
		switch {
		case err != nil:
			return x, err
		case len(all) >= schema.MaxTemplates:
			return x, schema.Invalid(schema.WhyTooMany, "template", count(schema.MaxTemplates))
		}
		x.Rev, x.Updated = 1, t.now
		id, err := t.freshID("template", schema.NounTemplate)
		if err != nil {
			return x, err
		}
		x.ID, err = t.insert(`INSERT INTO template (id, org_id, name, name_key, language, verb, text, version, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, 1, ?)
			ON CONFLICT DO NOTHING RETURNING id`, id, d.who.Org, x.Name, schema.TemplateKey(x.Name), x.Lang, x.Verb, x.Text, stamp(t.now))
		if missing(err) {
			err = schema.Invalid(schema.WhyExists, "name", x.Ref())
		}
		if err != nil {
			return x, err
		}
		t.tellTemplate(d.who, schema.VerbAdd, schema.Template{}, x)
		return x, nil
	})
}

// UpdateTemplate replaces what the template x.ID says, if it is still at x.Rev
// (0: whatever it is).
func (d *Desk) UpdateTemplate(ctx context.Context, x schema.Template) (schema.Template, error) {
	return command(ctx, d, func(t *tx) (schema.Template, error) {
		id, rev := x.ID, x.Rev
		was, err := t.openTemplate(d.who, schema.VerbUpdate, id, rev)
		if err != nil {
			return x, err
		}
		if x, _, err = t.readyTemplate(d.who, schema.VerbUpdate, x); err != nil {
			return x, err
		}
		n, err := t.exec(`UPDATE template SET name = ?, name_key = ?, language = ?, verb = ?, text = ?, version = version + 1, updated_at = ? WHERE id = ? AND version = ?`,
			x.Name, schema.TemplateKey(x.Name), x.Lang, x.Verb, x.Text, stamp(t.now), id, was.Rev)
		if err == nil && n == 0 {
			err = t.changedTemplate(d.who, schema.VerbUpdate, was, was.Rev)
		}
		if err != nil {
			return x, err
		}
		x.Rev, x.Updated = was.Rev+1, t.now
		t.tellTemplate(d.who, schema.VerbUpdate, was, x)
		return x, nil
	})
}

// RemoveTemplate removes a template that is still at rev (0: whatever it is).
func (d *Desk) RemoveTemplate(ctx context.Context, id schema.ID, rev int) error {
	_, err := command(ctx, d, func(t *tx) (none struct{}, err error) {
		was, err := t.openTemplate(d.who, schema.VerbRemove, id, rev)
		if err != nil {
			return none, err
		}
		n, err := t.exec(`DELETE FROM template WHERE id = ? AND version = ?`, id, was.Rev)
		if err == nil && n == 0 {
			err = t.changedTemplate(d.who, schema.VerbRemove, was, was.Rev)
		}
		if err != nil {
			return none, err
		}
		t.tellTemplate(d.who, schema.VerbRemove, was, schema.Template{})
		return none, nil
	})
	return err
}

// readyTemplate checks a template that the actor is about to write, among all of their organisation.
func (t *tx) readyTemplate(who schema.Actor, v schema.Verb, x schema.Template) (schema.Template, []schema.Template, error) {
	if err := schema.MayKeepTemplate(who, v); err != nil {
		return x, nil, err
	}
	x, err := x.Clean(who.OrgKind)
	if err != nil {
		return x, nil, err
	}
	all, err := t.templates(who)
	for _, other := range all {
		if other.ID != x.ID && other.Lang == x.Lang && schema.TemplateKey(other.Name) == schema.TemplateKey(x.Name) {
			return x, all, schema.Invalid(schema.WhyExists, "name", other.Ref())
		}
	}
	return x, all, err
}

// openTemplate finds the template that the actor is about to change.
func (t *tx) openTemplate(who schema.Actor, v schema.Verb, id schema.ID, rev int) (schema.Template, error) {
	var rows []templateRow
	err := t.all(&rows, `SELECT id, name, language, verb, text, version, updated_at FROM template WHERE id = ? AND org_id = ?`+t.db.engine.forUpdate, id, who.Org)
	if err != nil {
		return schema.Template{}, err
	}
	if len(rows) == 0 {
		return schema.Template{}, schema.NotFound("")
	}
	was := rows[0].template()
	if err := schema.MayKeepTemplate(who, v); err != nil {
		return was, err
	}
	if rev != 0 && rev != was.Rev {
		return was, t.changedTemplate(who, v, was, rev)
	}
	return was, nil
}

// changedTemplate tells that somebody changed the template since the actor read
// it at rev, who did last, and what was changed.
func (t *tx) changedTemplate(who schema.Actor, v schema.Verb, was schema.Template, rev int) error {
	return t.changedSince(who, schema.NounTemplate, was.ID, &schema.Fault{Class: schema.ErrStale, Why: schema.WhyChanged, Verb: v, Ref: was.Ref(), Rev: was.Rev}, rev)
}

// tellTemplate logs for the actor's organisation alone what was done to a template.
func (t *tx) tellTemplate(who schema.Actor, v schema.Verb, was, now schema.Template) {
	ref := func(x schema.Template) string { return strings.Trim(x.Ref(), "/") }
	t.record(record{Actor: who, Verb: v, Noun: schema.NounTemplate, Subject: cmp.Or(was.ID, now.ID), Ref: cmp.Or(ref(now), ref(was)),
		Changes: []schema.Change{{Field: schema.FieldRef, From: ref(was), To: ref(now)}, {Field: schema.FieldText, From: was.Text, To: now.Text},
			{Field: schema.FieldPurpose, From: string(was.Verb), To: string(now.Verb)}},
		Audiences: []schema.Audience{{Key: who.OrgCode, Reader: schema.ReaderMember, Org: who.Org}}, Made: revision{shared: now.Rev}})
}
