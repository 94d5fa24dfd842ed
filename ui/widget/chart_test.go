package widget_test

import (
	"testing"

	"contactgroup/ui/widget"
)

func TestABarIsAsLongAsItsPartOfTheScale(t *testing.T) {
	for _, tc := range []struct {
		n, scale, w int
		want, ascii string
	}{
		{50, 100, 4, "██  ", "##  "}, {100, 100, 4, "████", "####"}, {200, 100, 4, "████", "####"}, {3, 8, 1, "▍", ":"}, {5, 8, 1, "▋", "#"},
		{1, 1_000_000, 4, "▏   ", ":   "}, {0, 100, 4, "    ", "    "}, {1, 0, 4, "    ", "    "}, {1, 2, 0, "", ""}, {33, 100, 5, "█▋   ", "##   "},
	} {
		got := widget.HBar(tc.n, tc.scale, tc.w)
		if got != tc.want || widget.ASCII(got) != tc.ascii || widget.Width(got) != tc.w {
			t.Errorf("%d of %d in %d columns: %q, %q in ASCII", tc.n, tc.scale, tc.w, got, widget.ASCII(got))
		}
	}
}

func TestASparkIsOneColumnAValue(t *testing.T) {
	got := widget.Spark([]int{0, 1, 4, 8, 1000})
	if got != "·▁▁▁█" || widget.ASCII(got) != ".___#" {
		t.Errorf("%q, %q in ASCII", got, widget.ASCII(got))
	}
	if got := widget.Spark([]int{1, 2, 3, 4, 5, 6, 7, 8}); got != "▁▂▃▄▅▆▇█" || widget.ASCII(got) != "_:-=+*%#" {
		t.Errorf("%q, %q in ASCII", got, widget.ASCII(got))
	}
	if got := widget.Spark(nil); got != "" {
		t.Errorf("of nothing: %q", got)
	}
}
