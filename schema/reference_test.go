package schema

import "testing"

func TestATextIsOfASeriesWhenItBeginsAsAReferenceDoes(t *testing.T) {
	for text, want := range map[string]string{
		"GOO-2015-0042": "GOO", "goo-2015": "GOO", "goo-": "GOO", "goo-2": "GOO", "goo-2015-": "GOO", "b-2015-0007": "B",
		"goo": "", "": "", "-2015": "", "goo-201-4": "", "goo-20155": "", "goo-2015-4-": "", "goo-2015-4x": "", "goo 2015": "", "vidéo-2015": "", "2015-05-06": "", "goo-r-2015": "", "--": "",
	} {
		if got := SeriesOf(text); got != want {
			t.Errorf("%q is of %q, want %q", text, got, want)
		}
	}
}
