package queue

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/lang"
)

// urgentFilter is what a crisis is about, in the words of the filter line.
const urgentFilter = "label:P0,P1"

// Urgent shows the first view with what a crisis is about alone; asked again
// there, all of it. The filter shows, and Esc peels it off as any other.
func (q *Screen) Urgent() tea.Cmd {
	if q.view().key == 1 && q.list.text == urgentFilter {
		return q.filterBy("")
	}
	show := q.Goto(1)
	return tea.Batch(show, q.filterBy(urgentFilter))
}

// benchmark is the clock of a crisis, beside the legal one, and whether it is
// nearly over; nothing for a request without.
func (q *Screen) benchmark(x schema.Request) (string, bool) {
	if x.Benchmark.IsZero() || !x.State.Running() {
		return "", false
	}
	left := x.Benchmark.Sub(q.s.Now())
	if left < 0 {
		return q.s.Words.Crisis.BenchmarkLate, true
	}
	return lang.Fill(q.s.Words.Crisis.Benchmark, "span", q.s.Words.Time.Countdown(left)), left < 30*time.Minute
}
