package uitest

import (
	"context"
	"slices"

	"contactgroup/schema"
)

// own is what one member keeps for themselves.
type own struct {
	views    []schema.View
	lists    schema.Lists
	watchers []chan struct{}
}

// keeps is what the member keeps; the register is held.
func (d *Desk) keeps() *own {
	if d.g.owned == nil {
		d.g.owned = map[schema.ID]*own{}
	}
	if d.g.owned[d.who.Member] == nil {
		d.g.owned[d.who.Member] = &own{}
	}
	return d.g.owned[d.who.Member]
}

func (o *own) wake() {
	for _, w := range o.watchers {
		select {
		case w <- struct{}{}:
		default:
		}
	}
}

// WatchOwn wakes after each change of what the member keeps.
func (d *Desk) WatchOwn(context.Context) <-chan struct{} {
	d.g.mu.Lock()
	defer d.g.mu.Unlock()
	w := make(chan struct{}, 1)
	o := d.keeps()
	o.watchers = append(o.watchers, w)
	return w
}

// Lists are how the member keeps lists.
func (d *Desk) Lists(context.Context) (schema.Lists, error) {
	done, err := d.begin("Lists")
	defer done()
	return d.keeps().lists, err
}

// KeepLists changes it.
func (d *Desk) KeepLists(_ context.Context, change schema.ListsChange) (schema.Lists, error) {
	done, err := d.begin("KeepLists")
	defer done()
	o := d.keeps()
	if err == nil {
		o.lists, err = o.lists.With(change)
	}
	o.wake()
	return o.lists, err
}

// Views lists the member's own and those that colleagues share.
func (d *Desk) Views(context.Context) ([]schema.View, error) {
	done, err := d.begin("Views")
	defer done()
	out := slices.Clone(d.keeps().views)
	for _, m := range d.g.members {
		if o := d.g.owned[m.ID]; o != nil && m.Org == d.who.Org && m.ID != d.who.Member {
			for _, v := range o.views {
				if v.Shared {
					v.Mine, v.Slot, v.Left = false, 0, m.Disabled
					out = append(out, v)
				}
			}
		}
	}
	return out, err
}

// SaveView keeps a view.
func (d *Desk) SaveView(_ context.Context, v schema.View) (schema.View, error) {
	done, err := d.begin("SaveView")
	defer done()
	if err != nil {
		return v, err
	}
	if v, err = v.Clean(); err != nil {
		return v, err
	}
	o := d.keeps()
	defer o.wake()
	v.Owner, v.Mine, v.Rev = d.who.Login, true, 1
	if i := o.at(v.Name); i >= 0 {
		v.Rev = o.views[i].Rev + 1
		o.views[i] = v
		return v, nil
	}
	o.views = append(o.views, v)
	return v, nil
}

func (o *own) at(name string) int {
	return slices.IndexFunc(o.views, func(v schema.View) bool { return schema.ViewKey(v.Name) == schema.ViewKey(name) })
}

// UpdateView renames a view or moves it to a key.
func (d *Desk) UpdateView(_ context.Context, name string, u schema.ViewUpdate) (schema.View, error) {
	done, err := d.begin("UpdateView")
	defer done()
	o := d.keeps()
	i := o.at(name)
	if err != nil || i < 0 {
		return schema.View{}, schema.NotFound(name)
	}
	defer o.wake()
	v := o.views[i]
	if u.Name != nil {
		v.Name = *u.Name
	}
	if u.Slot != nil {
		for k := range o.views {
			if o.views[k].Slot == *u.Slot && *u.Slot != 0 {
				o.views[k].Slot = 0
				o.views[k].Rev++
			}
		}
		v.Slot = *u.Slot
	}
	v.Rev = o.views[i].Rev + 1
	o.views[i] = v
	return v, nil
}

// Leave disables a member.
func (g *Register) Leave(login string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	for i, m := range g.members {
		g.members[i].Disabled = m.Disabled || m.Login == login
	}
}

// RemoveView forgets a view, of the member's own or that a colleague who has left shared.
func (d *Desk) RemoveView(_ context.Context, name string) error {
	done, err := d.begin("RemoveView")
	defer done()
	if err != nil {
		return err
	}
	mine := d.keeps()
	kept := []*own{mine}
	for _, m := range d.g.members {
		if o := d.g.owned[m.ID]; o != nil && m.Org == d.who.Org && m.Disabled {
			kept = append(kept, o)
		}
	}
	for _, o := range kept {
		if i := o.at(name); i >= 0 && (o == mine || o.views[i].Shared) {
			o.views = slices.Delete(o.views, i, i+1)
			mine.wake()
			return nil
		}
	}
	return schema.NotFound(name)
}
