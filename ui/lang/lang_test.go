package lang_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"contactgroup/schema"
	"contactgroup/ui/lang"
)

// walk calls f with the path and value of every string in v.
func walk(path string, v reflect.Value, f func(path, s string)) {
	switch v.Kind() {
	case reflect.String:
		f(path, v.String())
	case reflect.Pointer:
		walk(path, v.Elem(), f)
	case reflect.Struct:
		for i := range v.NumField() {
			walk(path+"."+v.Type().Field(i).Name, v.Field(i), f)
		}
	case reflect.Map:
		for _, k := range v.MapKeys() {
			walk(fmt.Sprintf("%s[%v]", path, k), v.MapIndex(k), f)
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			walk(fmt.Sprintf("%s[%d]", path, i), v.Index(i), f)
		}
	}
}

func TestNoWordIsEmptyOrMissingInEitherLanguage(t *testing.T) {
	texts := map[schema.Lang]map[string]string{}
	for _, w := range lang.All {
		texts[w.Code] = map[string]string{}
		walk("", reflect.ValueOf(w), func(path, s string) {
			texts[w.Code][path] = s
			if strings.TrimSpace(s) == "" {
				t.Errorf("%s: %s is empty", w.Code, path)
			}
		})
	}
	for path := range texts[schema.French] {
		if _, ok := texts[schema.English][path]; !ok {
			t.Errorf("%s is missing in English", path)
		}
	}
	for path := range texts[schema.English] {
		if _, ok := texts[schema.French][path]; !ok {
			t.Errorf("%s is missing in French", path)
		}
	}
}

func TestFrenchPunctuationHasItsSpaces(t *testing.T) {
	walk("", reflect.ValueOf(lang.French), func(path, s string) {
		runes := []rune(s)
		for i, r := range runes {
			if !strings.ContainsRune(";!?»", r) || i == 0 {
				continue
			}
			if p := runes[i-1]; p != ' ' && p != '(' && p != '\u00a0' && p != '\u202f' && len(runes) > 3 {
				t.Errorf("%s: no space before %q in %q", path, r, s)
			}
		}
	})
}

func TestEveryReasonHasASentence(t *testing.T) {
	for _, w := range lang.All {
		for _, r := range schema.Reasons() {
			if w.Fault.Reasons[r] == "" {
				t.Errorf("%s: no sentence for %q", w.Code, r)
			}
		}
	}
}

func TestEveryCodeHasAName(t *testing.T) {
	for _, w := range lang.All {
		for _, k := range schema.Kinds {
			if w.Domain.Kinds[k] == "" || w.Domain.KindsShort[k] == "" {
				t.Errorf("%s: kind %q has no name", w.Code, k)
			}
		}
		for _, s := range schema.States {
			if w.Domain.States[s] == "" {
				t.Errorf("%s: state %q has no name", w.Code, s)
			}
		}
		for _, o := range schema.Outcomes {
			if w.Domain.Outcomes[o] == "" {
				t.Errorf("%s: outcome %q has no name", w.Code, o)
			}
		}
		for _, v := range schema.RequestVerbs() {
			if w.Domain.Verbs[v] == "" || w.Domain.Done[v] == "" {
				t.Errorf("%s: verb %q has no name", w.Code, v)
			}
		}
		for _, x := range schema.ActionTransitions {
			if w.Domain.Verbs[x.Verb] == "" || w.Domain.Done[x.Verb] == "" {
				t.Errorf("%s: verb %q has no name", w.Code, x.Verb)
			}
		}
		for _, r := range schema.Roles {
			if w.Domain.Roles[r] == "" {
				t.Errorf("%s: role %q has no name", w.Code, r)
			}
		}
	}
}

func TestErrorsSayWhatHappenedToWhatAndWhatToDo(t *testing.T) {
	stale := &schema.Fault{Class: schema.ErrStale, Why: schema.WhyChanged, Ref: "GOO-2015-0042", Rev: 8, State: schema.StateAnswered, By: "Google"}
	for _, tc := range []struct {
		w    *lang.Words
		err  error
		want string
	}{
		{lang.English, stale, "GOO-2015-0042 changed while you looked (rev 8, answered, by Google)."},
		{lang.French, &schema.Fault{Class: schema.ErrStale, Why: schema.WhyChanged, Ref: "google/1", Rev: 3}, "google/1 a changé entre-temps (rév. 3, par quelqu’un)."},
		{lang.French, fmt.Errorf("claim: %w", stale), "GOO-2015-0042 a changé entre-temps (rév. 8, répondue, par Google)."},
		{lang.English, schema.Invalid(schema.WhyUnknown, "kind", "x\x1b[2J"), "Kind: “x⟨U+001B⟩[2J” is unknown. Check how it is written."},
	} {
		if got := tc.w.Error(tc.err); got != tc.want {
			t.Errorf("got  %q\nwant %q", got, tc.want)
		}
	}
}

func TestLanguageIsTheFlagsElseTheMembersElseTheClientsElseTheOrganisations(t *testing.T) {
	for _, tc := range []struct {
		flag   string
		member schema.Lang
		locale []string
		org    schema.Lang
		want   schema.Lang
	}{
		{"en", "fr", []string{"fr_FR.UTF-8"}, "fr", "en"},
		{"", "en", []string{"fr_FR.UTF-8"}, "fr", "en"},
		{"", "", []string{"", "C.UTF-8", "en_GB.UTF-8"}, "fr", "en"},
		{"", "", []string{"C", "POSIX"}, "en", "en"},
		{"", "", nil, "", "fr"},
		{"de", "", []string{"de_DE"}, "", "fr"},
	} {
		if got := lang.Choose(tc.flag, tc.member, tc.locale, tc.org).Code; got != tc.want {
			t.Errorf("Choose(%q, %q, %q, %q) = %s, want %s", tc.flag, tc.member, tc.locale, tc.org, got, tc.want)
		}
	}
}

func TestSpansFitTheirColumn(t *testing.T) {
	for d, want := range map[time.Duration]string{
		0: "0 min", 59*time.Minute + 59*time.Second: "59 min", 130 * time.Minute: "2 h 10", -time.Hour: "1 h 00",
		26 * time.Hour: "1 j 02", 400 * 24 * time.Hour: "400 j",
	} {
		if got := lang.French.Time.Left(d); got != want {
			t.Errorf("Left(%v) = %q, want %q", d, got, want)
		}
	}
}
