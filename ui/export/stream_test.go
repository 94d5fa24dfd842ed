package export_test

import (
	"bytes"
	"errors"
	"fmt"
	"iter"
	"testing"

	"contactgroup/schema"
	"contactgroup/ui/export"
)

func itemsOf(all []export.Object) iter.Seq2[export.Object, error] {
	return func(yield func(export.Object, error) bool) {
		for _, o := range all {
			if !yield(o, nil) {
				return
			}
		}
	}
}

func TestAListItemByItemHasTheBytesOfAListAtOnce(t *testing.T) {
	for _, n := range []int{0, 1, 2, schema.CountLimit, schema.CountLimit + 1} {
		list := export.List{Count: min(n, schema.CountLimit), More: n > schema.CountLimit}
		for i := range n {
			list.Items = append(list.Items, export.Object{{Name: "ref", Value: fmt.Sprint("A-", i)}, {Name: "text", Value: "=<é>\u202e\n"},
				{Name: "links", Value: []string{}}, {Name: "contents", Value: []export.Object{{{Name: "n", Value: 1}}}}, {Name: "none", Value: []export.Object{}}})
		}
		for _, f := range []export.Format{export.JSON, export.CSV, export.Markdown, export.TSV, export.JSONLines} {
			columns := []string{"ref", "text", "links"}
			if f == export.JSON || f == export.JSONLines {
				columns = nil
			}
			var whole, parts bytes.Buffer
			if err := list.Write(&whole, f, columns); err != nil {
				t.Fatal(err)
			}
			if err := export.Stream(&parts, f, columns, itemsOf(list.Items)); err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(whole.Bytes(), parts.Bytes()) {
				t.Errorf("%d items as %s: item by item\n%.300s\nat once\n%.300s", n, f, parts.String(), whole.String())
			}
		}
	}
}

func TestAListThatBreaksOffIsAnError(t *testing.T) {
	broken := errors.New("broken")
	for _, f := range []export.Format{export.JSON, export.JSONLines, export.CSV} {
		err := export.Stream(&bytes.Buffer{}, f, []string{"ref"}, func(yield func(export.Object, error) bool) {
			if yield(export.Object{{Name: "ref", Value: "A-1"}}, nil) {
				yield(nil, broken)
			}
		})
		if !errors.Is(err, broken) {
			t.Errorf("%s: %v", f, err)
		}
	}
}

func TestAPageItemByItemHasTheBytesOfAPageAtOnce(t *testing.T) {
	page := export.List{Items: []export.Object{{{Name: "ref", Value: "A-1"}}}, Next: "<cursor>", Count: 7, More: true}
	var whole, parts bytes.Buffer
	if err := page.Write(&whole, export.JSON, nil); err != nil {
		t.Fatal(err)
	}
	err := export.StreamPage(&parts, export.JSON, nil, itemsOf(page.Items), func() (export.List, error) { return export.List{Next: page.Next, Count: page.Count, More: true}, nil })
	if err != nil || !bytes.Equal(whole.Bytes(), parts.Bytes()) {
		t.Errorf("item by item, error %v\n%s\nat once\n%s", err, parts.String(), whole.String())
	}
}
