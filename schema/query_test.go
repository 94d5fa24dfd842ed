package schema

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestFiltersReadTheSameInBothLanguages(t *testing.T) {
	for in, want := range map[string]string{
		"":                                                "",
		"statut:ouvert opérateur:Google":                  "status:open org:google",
		"ÉTAT:Répondue,close":                             "status:answered,closed",
		"nature:gel,réquisition":                          "kind:preservation,identification",
		"échéance:<2j miennes":                            "due:<2d mine",
		"échéance:>3s":                                    "due:>3w",
		"due:en_retard ech:aujourd’hui":                   "due:overdue due:today",
		`due:"en retard" due:2015-05-06,<x`:               "error 17",
		"par:personne -étiquette:p1":                      "by:none -label:P1",
		"tlp:rouge régime:LCEN issue:retiré-loi":          "tlp:red regime:lcen_6_1 outcome:removed_law",
		"réponse:contestée":                               "reply:disputed",
		`"mots exacts" mot "mine" -"-x"`:                  `"mots exacts" mot "mine" -"-x"`,
		`thème:"code de conduite"`:                        `theme:"code de conduite"`,
		`https://a.example/b "foo:bar" 12:30 :a`:          `https://a.example/b "foo:bar" 12:30 :a`,
		"Organisation:google -organization:AFA":           "org:google -org:afa",
		"a statuts:ouvert":                                "error 3",
		"-priorité:1":                                     "error 1",
		"foo:":                                            "error 1",
		"- a -- b":                                        "- a -- b",
		"ref:GOO-2015 ext:PH url:a.example":               "ref:GOO-2015 ext:PH url:a.example",
		"due:90min,1w":                                    "due:90m,1w",
		"mine:oui":                                        "error 1",
		"envoi:<2j modifié:>2015-05":                      "sent:<2d updated:>2015-05",
		"sent:hier,2014 maj:aujourd’hui":                  "sent:yesterday,2014 updated:today",
		"sent:overdue":                                    "error 1",
		"a updated:<2015-13":                              "error 3",
		"empreinte:" + strings.Repeat("aB", 32):           "hash:" + strings.Repeat("ab", 32),
		`hxxps://a[.]example/b b[.]example -hxxp "c[.]x"`: `https://a.example/b b.example -hxxp "c[.]x"`,
		"hash:abc":                                        "error 1",
		"status:":                                         "error 1",
		"a status:nothing":                                "error 3",
		"kind:withdrawal,,blocking":                       "error 1",
		`a "never closed`:                                 "error 3",
		"due:<overdue":                                    "error 1",
		"due:99999w":                                      "error 1",
		"org:\u0301":                                      "error 1",
		strings.Repeat("é", 501):                          "error 501",
		"mot " + strings.Repeat("é", 496):                 "mot " + strings.Repeat("é", 496),
	} {
		q, err := ParseQuery(in)
		var f *Fault
		if place, bad := strings.CutPrefix(want, "error "); bad {
			if !errors.As(err, &f) || f.Class != ErrInvalid || itoa(f.Place) != place {
				t.Errorf("%q: %v, want a fault at %s", in, err, place)
			}
			continue
		}
		if err != nil || q.String() != want {
			t.Errorf("%q reads as %q, %v; want %q", in, q.String(), err, want)
		}
	}
}

func TestARefusedFilterTellsEachPossibleWordOnce(t *testing.T) {
	for _, in := range []string{"status:bogus", "status:", "kind:x", "outcome:x"} {
		_, err := ParseQuery(in)
		var f *Fault
		if !errors.As(err, &f) || f.Value == "" || len(f.Allowed) == 0 {
			t.Fatalf("%q: %v", in, err)
		}
		if all := slices.Sorted(slices.Values(f.Allowed)); len(slices.Compact(all)) != len(f.Allowed) {
			t.Errorf("%q: %v", in, f.Allowed)
		}
	}
}

func itoa(n int) string {
	if n < 10 {
		return string(rune('0' + n))
	}
	return itoa(n/10) + string(rune('0'+n%10))
}

func TestEveryFieldCanBeNamedInFrench(t *testing.T) {
	for _, f := range QueryFields {
		french := false
		for _, k := range frenchKeys {
			french = french || k == f
		}
		if !french && !slices.Contains([]QueryField{QueryKind, QueryLabel, QueryService, QueryTLP, QueryURL}, f) {
			t.Errorf("%s has no French name", f)
		}
	}
	for word := range frenchKeys {
		if fold(word) != word {
			t.Errorf("the key %q is not folded: nobody can type it", word)
		}
	}
	for set, words := range moreWords {
		for word, code := range words {
			if got, ok := ParseCode(set, word); !ok || got != code || wordKey(word) != word {
				t.Errorf("%s %q means %q, want %q", set, word, got, code)
			}
		}
	}
}

func TestCompletionOffersEachWordOnce(t *testing.T) {
	for _, set := range []string{"status", "reply", "kind", "regime", "label", "outcome", "ground", "tlp", "type", "role", "orgkind", "function"} {
		words := CodeWords(set)
		if len(words) == 0 {
			t.Errorf("%s has no words", set)
		}
		for i, w := range words {
			if slices.Contains(words[:i], w) {
				t.Errorf("%s offers %q twice", set, w)
			}
			if _, ok := ParseCode(set, strings.ToUpper(w)); !ok {
				t.Errorf("%s offers %q and does not read it", set, w)
			}
		}
	}
}

func TestWithKeepsBothFilters(t *testing.T) {
	a, err := ParseQuery("mine")
	b, err2 := ParseQuery("status:open")
	if err != nil || err2 != nil {
		t.Fatal(err, err2)
	}
	if got := a.With(b); got.String() != "mine status:open" || !got.Names(QueryStatus) || got.Names(QueryKind) || a.String() != "mine" {
		t.Errorf("%s, %s", got, a)
	}
}

func TestConstructedTermsAreQuotedWhereTheyWouldReadOtherwise(t *testing.T) {
	for want, term := range map[string]Term{
		`"status:open"`: {Values: []string{"status:open"}}, `"mine"`: {Values: []string{"mine"}}, `"-x"`: {Values: []string{"-x"}},
		`"a:b"`: {Values: []string{"a:b"}}, `a://b`: {Values: []string{"a://b"}}, `"a b"`: {Values: []string{"a b"}}, `-x`: {Not: true, Values: []string{"x"}},
	} {
		if got := term.String(); got != want {
			t.Errorf("%+v is %s, want %s", term, got, want)
		}
	}
}

func FuzzParseQuery(f *testing.F) {
	for _, s := range []string{
		"statut:ouvert org:google -label:P1 due:<2h mine", `"exact words" url:"a b" -"x`, "kind:gel,retrait ref:GOO tlp:ambre+strict",
		"due:>2015-05-06 due:none par:personne", "- -- --- a:b:c status", `a"b c"d:"e" org:"İ  x"`, "org:-é,_ thème:'", "\u00a0\u2028 mine:",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		q, err := ParseQuery(s)
		if err != nil {
			var fault *Fault
			if !errors.As(err, &fault) || fault.Class != ErrInvalid || fault.Place < 1 || fault.Place > len([]rune(s))+1 {
				t.Fatalf("%q: %#v", s, err)
			}
			return
		}
		text := q.String()
		if len([]rune(text)) > maxQuery {
			return // its English form is longer
		}
		again, err := ParseQuery(text)
		if diff := cmp.Diff(q, again); err != nil || diff != "" {
			t.Errorf("%q is written %q, which reads otherwise: %v\n%s", s, text, err, diff)
		}
	})
}
