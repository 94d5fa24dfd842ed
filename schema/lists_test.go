package schema_test

import (
	"errors"
	"fmt"
	"testing"

	"contactgroup/schema"
)

func TestListsChangeOneThingAtATime(t *testing.T) {
	below, unknown := schema.PreviewBelow, schema.Preview("above")
	var l schema.Lists
	for _, c := range []schema.ListsChange{
		{Preview: &below}, {Filter: " label:P1 "}, {Filter: "mine"}, {Filter: "label:P1"}, {Noun: schema.NounRequest, Columns: []string{"ref", "subject"}},
		{Noun: schema.NounAction, Columns: []string{"ref"}}, {Noun: schema.NounAction},
	} {
		next, err := l.With(c)
		if err != nil {
			t.Fatal(err)
		}
		l = next
	}
	if got, want := fmt.Sprint(l), "{below map[request:[ref subject]] [label:P1 mine]}"; got != want {
		t.Errorf("kept are %s, want %s", got, want)
	}
	for name, c := range map[string]schema.ListsChange{
		"a place that is none": {Preview: &unknown}, "a list that is none": {Noun: schema.NounMeeting}, "a column that is none": {Noun: schema.NounRequest, Columns: []string{"a b"}},
		"a filter that cannot be read": {Filter: "label:P9"},
	} {
		if _, err := l.With(c); !errors.Is(err, schema.ErrInvalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for i := range 60 {
		l, _ = l.With(schema.ListsChange{Filter: fmt.Sprint("mot", i)})
	}
	if len(l.Filters) != schema.MaxFilters || l.Filters[0] != "mot59" {
		t.Errorf("%d filters are kept, the newest is %q", len(l.Filters), l.Filters[0])
	}
	s := schema.Settings{Theme: "light", Lists: l}
	if got := schema.ReadSettings(s.Stored()); fmt.Sprint(got.Lists) != fmt.Sprint(l) || got.Theme != "light" {
		t.Errorf("stored and read they are %+v", got)
	}
	if got := schema.ReadSettings(`{"lists":[1]}`); fmt.Sprint(got.Lists) != fmt.Sprint(schema.Lists{}) || got.Stored() != `{"lists":[1]}` {
		t.Errorf("what cannot be read is %+v, stored as %s", got.Lists, got.Stored())
	}
}
