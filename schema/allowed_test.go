package schema

import (
	"errors"
	"slices"
	"testing"
)

func TestARefusalOfOneOfFewValuesTellsThem(t *testing.T) {
	_, setting := Settings{}.With("notifications", "osc9")
	_, template := Template{Name: "n", Lang: French, Text: "Bonjour {foo}"}.Clean(OrgOperator)
	_, language := Template{Name: "n", Lang: "de", Text: "x"}.Clean(OrgOperator)
	_, label := ParseQuery("label:P9")
	_, state := ParseQuery("status:nowhere")
	for name, tc := range map[string]struct {
		err  error
		some []string
	}{
		"a setting": {setting, []string{"none", "urgent", "mine", "all"}}, "a place of a template": {template, []string{"{ref}", "{n}", "{subject}", "{service}"}},
		"a language": {language, []string{"fr", "en"}}, "a label of a filter": {label, []string{"P0", "P4"}}, "a state of a filter": {state, []string{"open", "answered"}},
	} {
		var f *Fault
		if !errors.As(tc.err, &f) {
			t.Errorf("%s: %v", name, tc.err)
			continue
		}
		for _, want := range tc.some {
			if !slices.Contains(f.Allowed, want) {
				t.Errorf("%s: %q does not tell %q", name, f.Allowed, want)
			}
		}
	}
}
