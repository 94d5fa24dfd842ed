package command_test

import (
	"slices"
	"strings"
	"testing"

	"contactgroup/schema"
)

func TestASavedViewIsAListUnderAName(t *testing.T) {
	d := newDesk(google)
	if code, out, messages := run(t, d, "vue enregistrer 'Mes urgences' --query 'label:P2' --sort -label --columns ref,label --slot 6", "-"); code != 0 || out != "Mes urgences\n" {
		t.Fatalf("%d %q %s", code, out, messages)
	}
	if code, out, _ := run(t, d, "request list --view 'mes urgences'", "-"); code != 0 || !strings.HasPrefix(out, "reference      label\n") {
		t.Errorf("with the view: %d %q", code, out)
	}
	if want := (schema.Sort{Field: schema.SortLabel, Desc: true}); d.asked.Sort != want || d.asked.Query.String() != "label:P2" {
		t.Errorf("asked for %+v", d.asked)
	}
	run(t, d, "request list --view mes-urgences --sort ref --query status:open --json", "-")
	if d.asked.Sort.Field != schema.SortRef || d.asked.Query.String() != "label:P2 status:open" {
		t.Errorf("asked for %+v", d.asked)
	}
	for line, want := range map[string]int{
		"request list --view other": 2, "action list --view 'mes urgences'": 2, "view save x --noun meeting": 2, "view save x --slot 5": 2,
		"view save x --columns nothing": 2, "view save x --query status:nothing": 7, "view save todo": 7, "view save x --noun action --columns owner,due": 0,
	} {
		if code, _, messages := run(t, d, line, "-"); code != want {
			t.Errorf("%s: %d, want %d: %s", line, code, want, messages)
		}
	}
}

func TestSettingsAreShownAndSet(t *testing.T) {
	d := newDesk(google)
	for line, want := range map[string]int{"settings set theme light": 0, "preferences regler Bell ON": 0, "settings set theme pink": 7, "settings set colour red": 2, "settings set theme": 2} {
		if code, _, messages := run(t, d, line, "-"); code != want {
			t.Errorf("%s: %d, want %d: %s", line, code, want, messages)
		}
	}
	for _, line := range []string{"settings", "settings show"} {
		code, out, _ := run(t, d, line, "-")
		lines := strings.Split(strings.TrimSpace(out), "\n")
		if code != 0 || len(lines) != len(schema.SettingKeys) || !slices.ContainsFunc(lines, func(l string) bool { return strings.Join(strings.Fields(l), " ") == "theme light" }) {
			t.Errorf("%s: %d\n%s", line, code, out)
		}
	}
	_, out, _ := run(t, d, "settings show --json=theme,bell,mouse", "-")
	if got := strings.Join(strings.Fields(out), ""); got != `{"schema":1,"item":{"theme":"light","bell":"on","mouse":"off"}}` {
		t.Errorf("in JSON: %s", got)
	}
}
