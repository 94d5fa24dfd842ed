package widget

import (
	"errors"
	"slices"
	"testing"
)

func TestWhatCanBeDoneNowIsOfferedBeforeWhatAnswersEquallyWell(t *testing.T) {
	not := errors.New("held by another")
	options := []Option{
		{Key: "i", Name: "prendre", Also: "claim", Why: not},
		{Key: "x", Name: "clore", Also: "close", Why: not},
		{Key: "y", Name: "copier le numéro", Also: "copy"},
		{Name: "clarifier", Also: "clarify"},
	}
	for typed, want := range map[string][]int{"cl": {3, 0, 1}, "c": {2, 3, 0, 1}, "x": {1}, "": {0, 1, 2, 3}} {
		if got := matching(options, typed); !slices.Equal(got, want) {
			t.Errorf("%q finds %v, want %v", typed, got, want)
		}
	}
}
