package lang_test

import (
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"contactgroup/ui/lang"
)

// shared are the words that both languages spell alike, and names of codes,
// commands and formats.
var shared = strings.Fields(`accessible act action actions access_provider adminname administration absent add alert amber article art ascii association cadence chmod clear cmd code contact contactgroup
contestation convened correction crises csv date description document documents dsa english europe excused facebook force format français function go google green host html hxxps ics image impossible
invitation json label lcen majeure markdown md migrate min minutes note notes notifications obstacle odt ods options org organisation page paris pdf platform point position present publisher
rapporteur red remote rwx search_engine service services session sha site source strict synopsis tco title tlp total type unicode url version webhook what xlsx export network`)

var (
	fields  = regexp.MustCompile(`\{[a-z_]+\}`)
	letters = regexp.MustCompile(`[\p{L}_]{2,}`)
)

func TestEveryTextIsTranslated(t *testing.T) {
	french := map[string]string{}
	walk("", reflect.ValueOf(lang.French), func(path, s string) { french[path] = s })
	walk("", reflect.ValueOf(lang.English), func(path, s string) {
		if french[path] != s || strings.HasSuffix(path, ".Example") || strings.Contains(path, "KeyNames") || strings.HasPrefix(path, ".Time.") || path == ".Code" {
			return
		}
		for _, word := range letters.FindAllString(fields.ReplaceAllString(s, ""), -1) {
			if !slices.Contains(shared, strings.ToLower(word)) {
				t.Errorf("%s is the same in both languages: %q (%q is not a word of both)", path, s, word)
			}
		}
	})
}
