package widget

import "strings"

// Blocks of a cell by eighths, from the left and from below; the first is empty.
var (
	fromLeft  = []string{"", "▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"}
	fromBelow = []string{"·", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"}
)

// HBar is a bar of n parts of a scale that w columns show in full, with blanks
// behind it. What is there at all is seen.
func HBar(n, scale, w int) string {
	if w <= 0 || scale <= 0 || n <= 0 {
		return Blanks(w)
	}
	eighths := max(min(n, scale)*w*8/scale, 1)
	bar := strings.Repeat(fromLeft[8], eighths/8) + fromLeft[eighths%8]
	return bar + Blanks(w-(eighths+7)/8)
}

// Spark is a line of one column a value, by the largest of which the others are
// measured; what is nothing is a dot.
func Spark(values []int) string {
	top := 0
	for _, v := range values {
		top = max(top, v)
	}
	var b strings.Builder
	for _, v := range values {
		height := 0
		if v > 0 {
			height = max(v*8/top, 1)
		}
		b.WriteString(fromBelow[height])
	}
	return b.String()
}
