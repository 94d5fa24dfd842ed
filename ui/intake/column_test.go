package intake

import (
	"strings"
	"testing"

	"contactgroup/ui/lang"
)

func TestTheHelpNamesEveryColumnOnceInEachLanguage(t *testing.T) {
	for _, words := range []*lang.Words{lang.French, lang.English} {
		_, list, _ := strings.Cut(words.Command.Verbs["request import"].Help, ";")
		named := map[*column]int{}
		for word := range strings.FieldsFuncSeq(list, func(r rune) bool { return r == ',' || r == ' ' || r == '\u00a0' || r == '\u202f' }) {
			if c := columnOf(word); c != nil {
				named[c]++
			}
		}
		for _, c := range columns {
			if named[c] != 1 {
				t.Errorf("%s: %s is named %d times in %q", words.Code, c.name, named[c], list)
			}
		}
	}
}
