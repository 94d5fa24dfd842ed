package lang_test

import (
	"errors"
	"fmt"
	"testing"

	"contactgroup/schema"
	"contactgroup/ui/lang"
)

func TestFaultsOfAFileTellTheirPlace(t *testing.T) {
	row := schema.RowFault{Line: 3, Column: "Lien", Place: 2, Err: schema.Invalid(schema.WhyURL, "url", "x")}
	whole := schema.RowFault{Line: 7, Err: schema.Invalid(schema.WhyQuote, "", "")}
	for _, tc := range []struct {
		w    *lang.Words
		err  error
		want string
	}{
		{lang.French, &schema.RowError{Faults: []schema.RowFault{row}}, "ligne 3, colonne « Lien » : « x » n’est pas une adresse http(s). Commencez-la par https://."},
		{lang.English, &schema.RowError{Faults: []schema.RowFault{row}}, "line 3, column “Lien”: “x” is not an http(s) address. Begin it with https://."},
		{lang.French, fmt.Errorf("import: %w", &schema.FileError{RowFault: whole}), "ligne 7 : guillemet mal placé ou jamais refermé. Dans un texte, doublez les guillemets (\"\")."},
		{lang.English, &schema.FileError{RowFault: schema.RowFault{Line: 1, Err: errors.New("connection \x1b[2Jlost")}}, "line 1: the operation failed. Try again, or tell the administrator."},
	} {
		if got := tc.w.Error(tc.err); got != tc.want {
			t.Errorf("got  %q\nwant %q", got, tc.want)
		}
	}
}

// typed reports the words of one set that a filter or an import would not read back.
func typed[T ~string](t *testing.T, w *lang.Words, set string, words map[T]string) {
	t.Helper()
	for code, word := range words {
		if got, ok := schema.ParseCode(set, word); !ok || got != string(code) {
			t.Errorf("%s: the %s %q is shown as %q, which reads as %q", w.Code, set, code, word, got)
		}
	}
}

func TestWordsShownCanBeTyped(t *testing.T) {
	for _, w := range lang.All {
		typed(t, w, "kind", w.Domain.Kinds)
		typed(t, w, "status", w.Domain.States)
		typed(t, w, "status", w.Domain.ActionStates)
		typed(t, w, "reply", w.Domain.ReplyStates)
		typed(t, w, "outcome", w.Domain.Outcomes)
		typed(t, w, "regime", w.Domain.Regimes)
		typed(t, w, "tlp", w.Domain.TLP)
		typed(t, w, "type", w.Domain.Types)
		typed(t, w, "label", w.Domain.Labels)
		typed(t, w, "role", w.Domain.Roles)
		typed(t, w, "orgkind", w.Domain.OrgKinds)
		typed(t, w, "function", w.Domain.Functions)
	}
}
