package widget

import "strings"

// Column is one column of a table.
type Column struct {
	Title string
	Width int  // in columns of the terminal; of the flexible one, its least
	Flex  bool // takes what room is left; at most one column is
	Right bool // aligned to the right
	Drop  int  // when room is short, columns with the highest Drop go first; 0 stays
}

// Layout returns the width of each column in a table of w columns with one
// blank between neighbours; 0 for a column that is left out.
func Layout(columns []Column, w int) []int {
	out := make([]int, len(columns))
	for i, c := range columns {
		out[i] = c.Width
	}
	for {
		used, drop := -1, -1
		for i, c := range columns {
			if out[i] == 0 {
				continue
			}
			used += out[i] + 1
			if c.Drop > 0 && (drop < 0 || c.Drop > columns[drop].Drop) {
				drop = i
			}
		}
		if used <= w || drop < 0 {
			for i, c := range columns {
				if c.Flex && out[i] > 0 {
					out[i] = max(out[i]+w-used, 1)
				}
			}
			return out
		}
		out[drop] = 0
	}
}

// Row writes cells into a layout; inks may be nil or hold zero inks.
func Row(columns []Column, widths []int, cells []string, inks []Ink) string {
	var b strings.Builder
	b.Grow(160)
	first := true
	for i, c := range columns {
		if widths[i] == 0 || i >= len(cells) {
			continue
		}
		if !first {
			b.WriteByte(' ')
		}
		first = false
		text := Cell(cells[i], widths[i])
		if c.Right {
			text = CellRight(cells[i], widths[i])
		}
		if inks != nil {
			text = inks[i].Paint(text)
		}
		b.WriteString(text)
	}
	return b.String()
}
