package export

import (
	"bytes"
	"regexp"
	"testing"

	"contactgroup/ui/lang"
)

func TestColumnsOfTablesAlikeStandUnderEachOtherAndReferencesAreNotBroken(t *testing.T) {
	var b bytes.Buffer
	if err := WritePack(&b, HTML, packsToOpen()["many"], lang.French); err != nil {
		t.Fatal(err)
	}
	shares := regexp.MustCompile(`<colgroup>.*</colgroup>`).FindAll(b.Bytes(), -1)
	if len(shares) < 2 {
		t.Fatalf("%d tables with columns of a given width", len(shares))
	}
	for _, s := range shares[1:] {
		if !bytes.Equal(s, shares[0]) {
			t.Errorf("columns of other widths:\n%s\n%s", s, shares[0])
		}
	}
	if loose := regexp.MustCompile(`<(?:td|th scope="row")>A-2015-\d+<`).Find(b.Bytes()); loose != nil {
		t.Errorf("broken at its hyphens where there is little room: %s", loose)
	}
	for text, want := range map[string]bool{"A-2015-001": true, "in progress\nLATE": true, "retrait sans délai": false, "ouverte\n" + "une longue suite de mots": false} {
		if short(text) != want {
			t.Errorf("%q is short: %v", text, !want)
		}
	}
}
