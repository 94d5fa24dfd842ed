package command_test

import (
	"strings"
	"testing"

	"contactgroup/schema"
	"contactgroup/ui/lang"
)

func TestEveryColumnHasItsHeadingInBothLanguages(t *testing.T) {
	for _, line := range []string{
		"request list", "reply list", "action list", "action board", "meeting list", "case list", "attachment list GOO-2015-0042", "contact list", "alert list",
		"commitment list", "article list", "training list", "training needs", "sheet list", "clock list", "regime list", "retention list",
		"organisation list", "member list", "key list", "invitation list", "view list", "template list", "log show",
	} {
		who := secretary
		if strings.HasPrefix(line, "invitation") {
			who = admin
		}
		_, _, refusal := run(t, newDesk(who), line+" --columns none", "")
		_, names, ok := strings.Cut(refusal, "Columns: ")
		if !ok {
			t.Errorf("%s does not name its columns: %s", line, refusal)
		}
		for name := range strings.SplitSeq(strings.TrimSuffix(strings.SplitN(names, "\n", 2)[0], "."), ", ") {
			for _, words := range []*lang.Words{lang.French, lang.English} {
				if words.Command.Columns[name] == "" && words.Domain.Fields[schema.Field(name)] == "" {
					t.Errorf("%s: %s has no heading in %s", line, name, words.Code)
				}
			}
		}
	}
}
