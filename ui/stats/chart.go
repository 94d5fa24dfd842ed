package stats

import (
	"strconv"
	"strings"

	"contactgroup/ui/lang"
	"contactgroup/ui/widget"
)

// block is one chart: a title and what stands below it.
type block struct {
	title string
	rows  []row
	scale int    // of which a row's bar is a part
	wide  int    // least columns of the values, for charts that are compared
	each  string // {n}: told when one sign of a line of days is several days
}

// row is one line of a chart: a bar, or a line of days, with its value.
type row struct {
	label string
	n     int
	days  []int // not nil: drawn in place of a bar
	value string
}

const (
	indent    = 3
	leastBar  = 4  // shorter ones say nothing
	niceBar   = 10 // labels do not make it shorter
	longBar   = 80 // longer ones are not read better
	twoWide   = 120
	betweenIt = 4 // columns between two charts beside each other
)

// draw draws a chart w columns wide. Values are whole as long as w has room for
// them; bars, then labels give way.
func (b block) draw(th *widget.Theme, w int) []string {
	label, value := 0, b.wide
	for _, r := range b.rows {
		label, value = max(label, widget.Width(r.label)), max(value, widget.Width(r.value))
	}
	whole := label
	label = min(label, max(w/3, w-indent-value-2-niceBar))
	bar := min(w-indent-label-value-2, longBar)
	if bar < leastBar {
		bar, label = 0, max(min(whole, w-indent-value-1), 0)
	}
	var out []string
	if b.title != "" {
		out = append(out, " "+th.Strong.Paint(widget.Cut(b.title, w-1)))
	}
	each := 1
	for _, r := range b.rows {
		line, end := widget.Blanks(indent)+widget.Cell(r.label, label)+" ", widget.CellRight(r.value, value)
		if r.days == nil {
			if bar > 0 {
				line += widget.HBar(r.n, b.scale, bar) + " "
			}
			out = append(out, widget.Cut(line+end, w))
			continue
		}
		room := bar
		if bar < min(len(r.days), longBar) { // they have a line of their own
			out = append(out, widget.Cut(line+end, w))
			line, end, room = widget.Blanks(indent), "", min(max(w-indent, 1), longBar)
		}
		var days []int
		days, each = squeeze(r.days, room)
		out = append(out, widget.Cut(strings.TrimRight(line+widget.Cell(widget.Spark(days), room)+" "+end, " "), w))
	}
	if each > 1 {
		out = append(out, widget.Blanks(indent)+th.Dim.Paint(widget.Cut(lang.Fill(b.each, "n", strconv.Itoa(each)), w-indent)))
	}
	return out
}

// squeeze makes at most w values of days, the last ones together at the right,
// each the sum of as many days; it returns how many that is.
func squeeze(days []int, w int) ([]int, int) {
	each := max((len(days)+w-1)/max(w, 1), 1)
	out := make([]int, (len(days)+each-1)/each)
	for i, n := range days {
		out[len(out)-1-(len(days)-1-i)/each] += n
	}
	return out, each
}

// arrange puts charts below each other, in two columns where w has room for them.
func arrange(th *widget.Theme, blocks []block, w int) []string {
	if w < twoWide || len(blocks) < 2 {
		return stack(th, blocks, w)
	}
	total := 0
	for _, b := range blocks {
		total += len(b.rows) + 2
	}
	split, high := 0, 0
	for high < total/2 && split < len(blocks)-1 {
		high += len(blocks[split].rows) + 2
		split++
	}
	half := (w - betweenIt) / 2
	left, right := stack(th, blocks[:split], half), stack(th, blocks[split:], half)
	out := make([]string, max(len(left), len(right)))
	for i := range out {
		if i < len(left) {
			out[i] = left[i]
		}
		if i < len(right) {
			out[i] = widget.Cell(out[i], half+betweenIt) + right[i]
		}
	}
	return out
}

func stack(th *widget.Theme, blocks []block, w int) []string {
	var out []string
	for i, b := range blocks {
		if i > 0 {
			out = append(out, "")
		}
		out = append(out, b.draw(th, w)...)
	}
	return out
}
