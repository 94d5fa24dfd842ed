package widget

import "testing"

func TestHintsGiveWayByRankAndAreNeverCut(t *testing.T) {
	hints := []Hint{{"?", "aide", RankStays}, {":", "cmd", RankStays}, {"i", "prendre", RankVerb}, {"a", "affecter", RankVerb}, {"/", "filtre", RankStays}, {"q", "retour", RankOut}}
	for w, want := range map[int]string{
		99: "? aide  : cmd  i prendre  a affecter  / filtre  q retour",
		55: "? aide  : cmd  i prendre  / filtre  q retour",
		43: "? aide  :  i prendre  /  q retour",
		30: "? aide  : cmd  q retour",
		20: "? aide  q retour",
		8:  "q retour",
		7:  "? aide",
		0:  "",
	} {
		if got := HintLine(&Theme{}, w, hints); got != want {
			t.Errorf("%d columns: %q, want %q", w, got, want)
		}
	}
}
