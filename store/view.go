package store

import (
	"context"
	"strings"

	"contactgroup/schema"
)

// viewRow is a row of saved_view with its owner's login.
type viewRow struct {
	ID        schema.ID
	MemberID  schema.ID `db:"member_id"`
	Login     string
	Noun      schema.Noun
	Name      string
	Slot      int
	Query     string
	Sort      string
	Columns   string
	Shared    bool
	Left      bool
	Version   int
	UpdatedAt int64 `db:"updated_at"`
}

func (r viewRow) view(who schema.Actor) schema.View {
	field, desc := strings.CutPrefix(r.Sort, "-")
	v := schema.View{Name: r.Name, Owner: r.Login, Mine: r.MemberID == who.Member, Noun: r.Noun, Query: r.Query, Columns: splitList(r.Columns),
		Sort: schema.Sort{Field: schema.SortField(field), Desc: desc}, Shared: r.Shared, Left: r.Left, Rev: r.Version, Updated: instant(r.UpdatedAt)}
	if v.Mine {
		v.Slot = r.Slot
	}
	return v
}

// views finds views by a condition on saved_view v: the actor's own first, then by name.
func (r reads) views(who schema.Actor, where string, args ...any) ([]viewRow, error) {
	var rows []viewRow
	err := r.all(&rows, `SELECT v.id, v.member_id, m.login, v.noun, v.name, v.slot, v.query, v.sort, v.columns, v.shared, m.disabled = 1 AS "left", v.version, v.updated_at
		FROM saved_view v JOIN member m ON m.id = v.member_id WHERE (v.member_id = ? OR (v.shared = 1 AND v.org_id = ?)) AND `+where+`
		ORDER BY CASE v.member_id WHEN ? THEN 0 ELSE 1 END, v.name_key, v.id`, append(append([]any{who.Member, who.Org}, args...), who.Member)...)
	return rows, err
}

// Views returns the member's own views, then those that colleagues share, each by name.
func (d *Desk) Views(ctx context.Context) ([]schema.View, error) {
	out := []schema.View{}
	err := d.view(ctx, func(r reads) error {
		rows, err := r.views(d.who, `1 = 1`)
		for _, row := range rows {
			out = append(out, row.view(d.who))
		}
		return err
	})
	return out, err
}

// SaveView keeps a view under its name: a new one, or instead of the member's
// own of that name, if it is still at v.Rev (0: whatever it is). A name that a
// colleague shares cannot be shared again, nor a slot given twice: ErrInvalid
// with WhyExists. The organisation's log tells of shared ones, nobody's of others.
func (d *Desk) SaveView(ctx context.Context, v schema.View) (schema.View, error) {
	v, err := v.Clean()
	if err != nil {
		return v, err
	}
	return command(ctx, d, func(t *tx) (schema.View, error) {
		known, err := t.views(d.who, `1 = 1`)
		if err != nil {
			return v, err
		}
		var was viewRow
		own, key := 0, schema.ViewKey(v.Name)
		for _, k := range known {
			mine, same := k.MemberID == d.who.Member, schema.ViewKey(k.Name) == key
			switch {
			case mine && same:
				was = k
			case same && v.Shared:
				return v, schema.Invalid(schema.WhyExists, "name", v.Name)
			case mine && v.Slot != 0 && k.Slot == v.Slot:
				return v, schema.Invalid(schema.WhyExists, "slot", count(v.Slot))
			}
			if mine {
				own++
			}
		}
		switch {
		case was.ID == 0 && v.Rev != 0:
			return v, schema.NotFound(v.Name)
		case was.ID == 0 && own >= schema.MaxViews:
			return v, schema.Invalid(schema.WhyTooMany, "view", count(schema.MaxViews))
		case v.Rev != 0 && v.Rev != was.Version:
			return v, staleView(d.who, was)
		}
		now, err := t.putView(d.who, was, v)
		if err != nil {
			return v, err
		}
		t.tellView(d.who, was, now)
		return now.view(d.who), t.tellOwn(d.who)
	})
}

func staleView(who schema.Actor, was viewRow) error {
	return &schema.Fault{Class: schema.ErrStale, Why: schema.WhyChanged, Verb: schema.VerbSave, Ref: was.Name, Rev: was.Version, By: who.Name}
}

// putView writes the view instead of was, or as a new row.
func (t *tx) putView(who schema.Actor, was viewRow, v schema.View) (viewRow, error) {
	sort := string(v.Sort.Field)
	if v.Sort.Desc {
		sort = "-" + sort
	}
	now := viewRow{ID: was.ID, MemberID: who.Member, Login: who.Login, Noun: v.Noun, Name: v.Name, Slot: v.Slot, Query: v.Query, Sort: sort,
		Columns: strings.Join(v.Columns, ","), Shared: v.Shared, Version: was.Version + 1, UpdatedAt: stamp(t.now)}
	if was.ID == 0 {
		var err error
		now.ID, err = t.insert(`INSERT INTO saved_view (member_id, org_id, name, name_key, noun, slot, query, sort, columns, shared, version, updated_at)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING id`, who.Member, who.Org, now.Name, schema.ViewKey(now.Name), now.Noun,
			now.Slot, now.Query, now.Sort, now.Columns, flag(now.Shared), now.Version, now.UpdatedAt)
		if missing(err) { // another of the member's terminals, or a colleague, was first
			err = schema.Invalid(schema.WhyExists, "name", v.Name)
		}
		return now, err
	}
	n, err := t.exec(`UPDATE saved_view SET name = ?, name_key = ?, noun = ?, slot = ?, query = ?, sort = ?, columns = ?, shared = ?, version = ?, updated_at = ?
		WHERE id = ? AND version = ?`, now.Name, schema.ViewKey(now.Name), now.Noun, now.Slot, now.Query, now.Sort, now.Columns, flag(now.Shared), now.Version, now.UpdatedAt, now.ID, was.Version)
	if err == nil && n == 0 {
		err = staleView(who, was)
	}
	return now, err
}

// RemoveView forgets the member's own view of that name, else the one that a
// colleague who has left shared under it; without one, ErrNotFound.
// It honours schema.AtRevision.
func (d *Desk) RemoveView(ctx context.Context, name string) error {
	_, err := command(ctx, d, func(t *tx) (none struct{}, err error) {
		rows, err := t.views(d.who, `(v.member_id = ? OR m.disabled = 1) AND v.name_key = ?`, d.who.Member, schema.ViewKey(name))
		if err != nil {
			return none, err
		}
		if len(rows) == 0 {
			return none, schema.NotFound(name)
		}
		if asked := schema.RevisionOf(ctx); asked != 0 && asked != rows[0].Version {
			return none, staleView(d.who, rows[0])
		}
		err = t.beyond(func() error { // it may be a colleague's
			_, err := t.exec(`DELETE FROM saved_view WHERE id = ? AND version = ?`, rows[0].ID, rows[0].Version)
			return err
		})
		if err != nil {
			return none, err
		}
		t.tellView(d.who, rows[0], viewRow{})
		return none, t.tellOwn(d.who)
	})
	return err
}

// tellView logs for the organisation what became of a view that it shares or shared.
func (t *tx) tellView(who schema.Actor, was, now viewRow) {
	verb, known := schema.VerbSave, now
	switch {
	case !was.Shared && !now.Shared:
		return
	case !now.Shared:
		verb, known = schema.VerbRemove, was
	}
	shown := func(v viewRow, text string) string {
		if !v.Shared {
			return "" // the organisation did not know of it
		}
		return text
	}
	t.record(record{Actor: who, Verb: verb, Noun: schema.NounView, Subject: known.ID, Ref: known.Name,
		Changes: []schema.Change{{Field: schema.FieldRef, From: shown(was, was.Name), To: shown(now, now.Name)},
			{Field: schema.FieldText, From: shown(was, was.Query), To: shown(now, now.Query)}},
		Audiences: []schema.Audience{{Key: who.OrgCode, Reader: schema.ReaderMember, Org: who.Org}}})
}
