package store

import (
	"context"

	"contactgroup/schema"
)

// UpdateView renames the member's own view of that name, or moves it to another
// key, which it takes from the view that has it. Without a view of that name it
// answers ErrNotFound; a name that another one has is ErrInvalid with WhyExists.
// It honours schema.AtRevision.
func (d *Desk) UpdateView(ctx context.Context, name string, u schema.ViewUpdate) (schema.View, error) {
	return command(ctx, d, func(t *tx) (schema.View, error) {
		known, err := t.views(d.who, `1 = 1`)
		if err != nil {
			return schema.View{}, err
		}
		var was viewRow
		for _, k := range known {
			if k.MemberID == d.who.Member && schema.ViewKey(k.Name) == schema.ViewKey(name) {
				was = k
			}
		}
		if was.ID == 0 {
			return schema.View{}, schema.NotFound(name)
		}
		if asked := schema.RevisionOf(ctx); asked != 0 && asked != was.Version {
			return schema.View{}, staleView(d.who, was)
		}
		v := was.view(d.who)
		if u.Name != nil {
			v.Name = *u.Name
		}
		if u.Slot != nil {
			v.Slot = *u.Slot
		}
		if v, err = v.Clean(); err != nil {
			return v, err
		}
		if err := t.makeWay(d.who, known, was, v); err != nil {
			return v, err
		}
		now, err := t.putView(d.who, was, v)
		if err != nil {
			return v, err
		}
		t.tellView(d.who, was, now)
		return now.view(d.who), t.tellOwn(d.who)
	})
}

// makeWay refuses v a name that is taken among the views known, and takes its
// key from the one that has it.
func (t *tx) makeWay(who schema.Actor, known []viewRow, was viewRow, v schema.View) error {
	for _, k := range known {
		mine := k.MemberID == who.Member
		switch {
		case k.ID == was.ID:
		case schema.ViewKey(k.Name) == schema.ViewKey(v.Name) && (mine || v.Shared):
			return schema.Invalid(schema.WhyExists, "name", v.Name)
		case mine && v.Slot != 0 && k.Slot == v.Slot:
			_, err := t.exec(`UPDATE saved_view SET slot = 0, version = ?, updated_at = ? WHERE id = ? AND version = ?`, k.Version+1, stamp(t.now), k.ID, k.Version)
			if err != nil {
				return err
			}
		}
	}
	return nil
}
