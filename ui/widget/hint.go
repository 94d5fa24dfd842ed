package widget

import (
	"slices"
	"strings"
)

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

// narrow is the width below which the keys that stay may go without their words.
const narrow = 60

// HintLine writes hints in their order on one line, each whole, as many as fit:
// of each rank in turn from the first on, up to one that is too long. On a narrow
// line on which no verb has room the palette and the search, which help explains,
// are told by their keys alone.
func HintLine(th *Theme, w int, hints []Hint) string {
	shown := fitting(w, hints)
	if verb := slices.IndexFunc(hints, func(h Hint) bool { return h.Rank == RankVerb }); w < narrow && verb >= 0 && !shown[verb] {
		short := slices.Clone(hints)
		first := slices.IndexFunc(hints, func(h Hint) bool { return h.Rank == RankStays })
		for i := range short {
			if short[i].Rank == RankStays && i != first {
				short[i].Word = ""
			}
		}
		if with := fitting(w, short); with[verb] {
			hints, shown = short, with
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
		b.WriteString(th.Key.Paint(h.Key))
		if h.Word != "" {
			b.WriteString(" " + h.Word)
		}
	}
	return b.String()
}

// fitting tells which hints have room on a line.
func fitting(w int, hints []Hint) []bool {
	shown, used := make([]bool, len(hints)), -hintGap
	for rank := range ranks {
		for i, h := range hints {
			if h.Rank != rank {
				continue
			}
			need := hintGap + Width(strings.TrimSpace(h.Key+" "+h.Word))
			if used+need > w {
				break
			}
			shown[i], used = true, used+need
		}
	}
	return shown
}
