package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
)

// figure is one measured value, and the floor and bound that it has.
type figure struct {
	Name  string  `json:"name"`
	Value float64 `json:"value"`
	Unit  string  `json:"unit,omitempty"`
	Floor float64 `json:"floor,omitempty"` // the same, of the bare echo; 0: it has none
	Ratio float64 `json:"ratio,omitempty"` // Value / Floor
	Bound float64 `json:"bound,omitempty"` // of Ratio if there is a Floor, else of Value; 0: none, told only
	Over  bool    `json:"over"`
}

// against returns f with its floor, and bound on the ratio to it.
func (f figure) against(floor, bound float64) figure {
	f.Floor, f.Ratio, f.Bound = floor, f.Value/floor, bound
	f.Over = f.Ratio > bound
	return f
}

// within returns f with a bound on its value.
func (f figure) within(bound float64) figure {
	f.Bound, f.Over = bound, f.Value > bound
	return f
}

func (f figure) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%-42s %10.2f %-5s", f.Name, f.Value, f.Unit)
	floor, bound := "", ""
	if f.Floor > 0 {
		floor = fmt.Sprintf("floor %.2f %s = %.2f×", f.Floor, f.Unit, f.Ratio)
		bound = fmt.Sprintf("≤ %g×", f.Bound)
	} else if f.Bound > 0 {
		bound = strings.TrimSpace(fmt.Sprintf("≤ %g %s", f.Bound, f.Unit))
	}
	fmt.Fprintf(&b, " %-26s %-14s", floor, bound)
	switch {
	case f.Over:
		b.WriteString(" OVER")
	case f.Bound > 0:
		b.WriteString(" ok")
	}
	return strings.TrimRight(b.String(), " ")
}

// milliseconds is a figure of time.
func milliseconds(name string, d time.Duration) figure {
	return figure{Name: name, Value: inMilliseconds(d), Unit: "ms"}
}

func inMilliseconds(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

// report is the outcome of a run.
type report struct {
	Address string   `json:"address"`
	Figures []figure `json:"figures"`
	Skipped []string `json:"skipped,omitempty"` // what cannot be measured here, and why
	Failed  []string `json:"failed,omitempty"`  // what went wrong instead of being measured
}

func (r *report) add(f ...figure) { r.Figures = append(r.Figures, f...) }

// fail notes that a figure was not measured: as skipped if it cannot be here and
// was not asked for by name, else as failed.
func (r *report) fail(name string, err error, named bool) {
	line := name + ": " + err.Error()
	if errors.Is(err, errUnavailable) && !named {
		r.Skipped = append(r.Skipped, line)
	} else {
		r.Failed = append(r.Failed, line)
	}
}

func (r *report) status() int {
	if len(r.Failed) > 0 || slices.ContainsFunc(r.Figures, func(f figure) bool { return f.Over }) {
		return 1
	}
	return 0
}

func (r *report) print(w io.Writer, asJSON bool) error {
	if asJSON {
		e := json.NewEncoder(w)
		e.SetIndent("", "  ")
		return e.Encode(r)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s, against a bare SSH echo within this process\n", r.Address)
	for _, f := range r.Figures {
		fmt.Fprintln(&b, f)
	}
	for _, line := range r.Skipped {
		fmt.Fprintln(&b, "SKIPPED", line)
	}
	for _, line := range r.Failed {
		fmt.Fprintln(&b, "FAILED", line)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// quantile returns the smallest of values that at least the part q of them
// does not exceed: 0.5 for the median, 0.99 for p99. values must not be empty
// and are sorted by it.
func quantile[T int | time.Duration](values []T, q float64) T {
	slices.Sort(values)
	rank := int(float64(len(values))*q + 0.999999) // rounded up, and 0.99 × 100 is 99
	return values[min(max(rank, 1), len(values))-1]
}
