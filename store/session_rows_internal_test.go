package store

import (
	"reflect"
	"testing"

	"contactgroup/schema"
)

func TestWhatSQLiteGivesIsReadIntoItsKindAlone(t *testing.T) {
	text := "a"
	for _, c := range []struct {
		given, want any // want: the variable's kind where it is refused
		refused     bool
	}{
		{given: int64(7), want: 7}, {given: int64(7), want: schema.ID(7)}, {given: int64(0), want: false}, {given: int64(1), want: true},
		{given: "a", want: "a"}, {given: "send", want: schema.VerbSend}, {given: "a", want: &text}, {given: nil, want: (*string)(nil)},
		{given: []byte("leaf"), want: []byte("leaf")}, {given: nil, want: []byte(nil)},
		{"7", 0, true}, {int64(7), "", true}, {nil, 0, true}, {nil, "", true}, {1.5, 0, true}, {"leaf", []byte(nil), true}, {int64(1), &text, true},
	} {
		into := reflect.New(reflect.TypeOf(c.want)).Elem()
		err := put(c.given, into)
		switch {
		case c.refused != (err != nil):
			t.Errorf("%T into %T: %v", c.given, c.want, err)
		case err == nil && !reflect.DeepEqual(into.Interface(), c.want):
			t.Errorf("%v into %T gives %v", c.given, c.want, into.Interface())
		}
	}
}

func TestRowsOfAnAnswerAreReadByTheNamesOfTheirColumns(t *testing.T) {
	type row struct {
		ID   schema.ID
		Text string `db:"body"`
	}
	for _, c := range []struct {
		into    any
		columns []string
		refused bool
	}{
		{row{}, []string{"body", "id"}, false},
		{row{}, []string{"id", "text"}, true},
		{"", []string{"any"}, false},
		{"", []string{"id", "body"}, true},
	} {
		var r readyStatement
		if err := r.readsInto(reflect.TypeOf(c.into), c.columns); c.refused != (err != nil) {
			t.Errorf("%v into %T: %v", c.columns, c.into, err)
		}
	}
}
