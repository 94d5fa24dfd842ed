package widget

import "strings"

// Hint is a key and its word on a bottom line.
type Hint struct {
	Key, Word string
	Rank      int // where not all have room, the lowest have it first
}

// hintGap stands between two hints.
const hintGap = 2

// Hints writes pairs of key and word on one line, as many as fit whole.
func Hints(th *Theme, w int, pairs ...string) string {
	var hints []Hint
	for i := 0; i+1 < len(pairs); i += 2 {
		hints = append(hints, Hint{pairs[i], pairs[i+1], RankVerb})
	}
	return HintLine(th, w, hints)
}

// The ranks of hints.
const (
	RankOut   = iota // the way out
	RankStays        // help, palette, search
	RankVerb
	ranks
)

// HintLine writes hints in their order on one line, each whole, as many as fit:
// of each rank in turn from the first on, up to one that is too long.
func HintLine(th *Theme, w int, hints []Hint) string {
	shown, used := make([]bool, len(hints)), -hintGap
	for rank := range ranks {
		for i, h := range hints {
			if h.Rank != rank {
				continue
			}
			need := hintGap + Width(h.Key) + 1 + Width(h.Word)
			if used+need > w {
				break
			}
			shown[i], used = true, used+need
		}
	}
	var b strings.Builder
	for i, h := range hints {
		if !shown[i] {
			continue
		}
		if b.Len() > 0 {
			b.WriteString(Blanks(hintGap))
		}
		b.WriteString(th.Key.Paint(h.Key) + " " + h.Word)
	}
	return b.String()
}
