package item

import "contactgroup/ui/widget"

// benchmark is the clock of a crisis in words, beside the legal one: what is
// left or by how much it has passed, or only when it was once it has stopped.
func (w writer) benchmark() (string, widget.Ink) {
	r, t, th := w.request, w.s.Words.Crisis, w.s.Theme
	if r.Benchmark.IsZero() {
		return "", widget.Ink{}
	}
	at, left := w.s.At(r.Benchmark), r.Benchmark.Sub(w.s.Now())
	span := w.s.Words.Time.Left(left)
	switch {
	case !r.State.Running():
		return at, th.Dim
	case left < 0:
		return fill(t.BenchmarkLateAt, "span", span, "at", at), th.Alert
	}
	return fill(t.BenchmarkAt, "span", span, "at", at), th.Warn
}

// benchmarkShort is the same for the title; nothing where none runs.
func (w writer) benchmarkShort() string {
	r, t := w.request, w.s.Words.Crisis
	left := r.Benchmark.Sub(w.s.Now())
	switch {
	case r.Benchmark.IsZero() || !r.State.Running():
		return ""
	case left < 0:
		return t.BenchmarkLate
	}
	return fill(t.Benchmark, "span", w.s.Words.Time.Countdown(left))
}
