package store_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"contactgroup/schema"
)

func TestListsAreKeptForTheirMemberAndTheirOtherSessionsAreWoken(t *testing.T) {
	each(t, func(g group) {
		ctx, d := t.Context(), g.Desks["google"]
		own, colleague := d.WatchOwn(ctx), g.Desks["google2"].WatchOwn(ctx)
		before := g.heads(t)
		woken := func(what string) {
			t.Helper()
			select {
			case <-own:
			case <-ctx.Done():
				t.Fatalf("%s wakes nobody", what)
			}
		}
		right := schema.PreviewRight
		for what, change := range map[string]schema.ListsChange{
			"the preview": {Preview: &right}, "the columns": {Noun: schema.NounAction, Columns: []string{"ref", "text"}}, "a filter": {Filter: "label:P1"},
		} {
			_, err := d.KeepLists(ctx, change)
			g.must(err)
			woken(what)
		}
		_, err := d.SetSetting(ctx, "theme", "light")
		g.must(err)
		_, err = d.SaveView(ctx, schema.View{Name: "Urgences", Noun: schema.NounRequest, Query: "label:P0"})
		g.must(err)
		woken("a view")
		_, err = d.UpdateView(ctx, "urgences", schema.ViewUpdate{Name: new("Vital")})
		g.must(err)
		woken("a view renamed")
		g.must(d.RemoveView(ctx, "vital"))
		woken("a view removed")
		l, err := d.Lists(ctx)
		g.must(err)
		if l.Preview != schema.PreviewRight || !slices.Equal(l.Columns[schema.NounAction], []string{"ref", "text"}) || !slices.Equal(l.Filters, []string{"label:P1"}) {
			t.Errorf("kept are %+v", l)
		}
		if l, err := g.Desks["google2"].Lists(ctx); err != nil || l.Preview != "" || l.Columns != nil || l.Filters != nil {
			t.Errorf("the colleague has %+v, %v", l, err)
		}
		select {
		case <-colleague:
			t.Error("the colleague was woken")
		default:
		}
		if after := g.heads(t); after["google"] != before["google"] {
			t.Error("a log tells of it")
		}
	})
}

func TestAViewIsRenamedAndMovedToAKeyThatItTakesFromAnother(t *testing.T) {
	each(t, func(g group) {
		ctx, d := t.Context(), g.Desks["google"]
		for i, name := range []string{"Six", "Sept"} {
			_, err := d.SaveView(ctx, schema.View{Name: name, Noun: schema.NounRequest, Query: "mine", Slot: 6 + i})
			g.must(err)
		}
		v, err := d.UpdateView(ctx, "sept", schema.ViewUpdate{Slot: new(6), Name: new("Première")})
		g.must(err)
		if v.Name != "Première" || v.Slot != 6 || v.Query != "mine" || v.Rev != 2 {
			t.Errorf("it is %+v", v)
		}
		views, err := d.Views(ctx)
		g.must(err)
		slots := map[string]int{}
		for _, v := range views {
			slots[v.Name] = v.Slot
		}
		if fmt.Sprint(slots) != fmt.Sprint(map[string]int{"Première": 6, "Six": 0}) {
			t.Errorf("the keys are %v", slots)
		}
		_, err = d.SaveView(ctx, schema.View{Name: "premiere", Noun: schema.NounRequest, Slot: 6}) // found by its new name
		g.must(err)
		for name, u := range map[string]schema.ViewUpdate{"taken": {Name: new("six")}, "everybody's": {Name: new("Miennes")}, "no name": {Name: new(" ")}, "no key": {Slot: new(5)}} {
			if _, err := d.UpdateView(ctx, "premiere", u); !errors.Is(err, schema.ErrInvalid) {
				t.Errorf("%s: %v", name, err)
			}
		}
		if _, err := g.Desks["google2"].UpdateView(ctx, "six", schema.ViewUpdate{Slot: new(9)}); !errors.Is(err, schema.ErrNotFound) {
			t.Errorf("a colleague moves it: %v", err)
		}
	})
}

func TestAViewThatWhoHasLeftSharedIsRemovedByAColleague(t *testing.T) {
	each(t, func(g group) {
		ctx, d := t.Context(), g.Desks["google"]
		shared := schema.View{Name: "Nuit", Noun: schema.NounRequest, Query: "label:P0", Shared: true}
		for _, v := range []schema.View{shared, {Name: "Privée", Noun: schema.NounRequest, Slot: 6}} {
			_, err := g.Desks["google2"].SaveView(ctx, v)
			g.must(err)
		}
		if err := d.RemoveView(ctx, "nuit"); !errors.Is(err, schema.ErrNotFound) {
			t.Errorf("removed while its owner is there: %v", err)
		}
		g.must(g.Desks["admin"].DisableMember(ctx, "google2", true))
		if views, err := d.Views(ctx); err != nil || len(views) != 1 || !views[0].Left || views[0].Mine {
			t.Errorf("google sees %+v, %v", views, err)
		}
		for login, name := range map[string]string{"google": "privée", "facebook": "nuit"} {
			if err := g.Desks[login].RemoveView(ctx, name); !errors.Is(err, schema.ErrNotFound) {
				t.Errorf("%s removes %s: %v", login, name, err)
			}
		}
		before := g.heads(t)["google"]
		g.must(d.RemoveView(ctx, "nuit"))
		if told := g.heads(t)["google"] - before; told != 1 {
			t.Errorf("google is told %d things", told)
		}
		_, err := d.SaveView(ctx, shared)
		g.must(err)
	})
}
