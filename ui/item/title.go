package item

import (
	"slices"
	"strings"

	"contactgroup/schema"
	"contactgroup/ui/widget"
)

// titleRoom is what stands around the title: the rule before it, how much is
// read behind it, blanks.
const titleRoom = 10

// heading is the line that stays in sight: number, marking, state, label, clock.
// What does not fit in room columns goes whole, the least needed first; the
// number and the marking stay.
func (w writer) heading(room int) string {
	r, d := w.request, w.s.Words.Domain
	full, light := w.clock()
	whole, brief := strings.TrimSpace(w.sign(light)+" "+full[0]), w.clockBrief()
	ref, tlp, state, label := r.Ref, d.TLP[r.TLP], d.States[r.State], string(r.Label)
	var titles []string
	for _, parts := range [][]string{{ref, tlp, state, label, whole}, {ref, tlp, state, label, brief}, {ref, tlp, label, brief}, {ref, tlp, brief}, {ref, tlp, state}, {ref, tlp, label}, {ref, tlp}, {ref}} {
		parts = slices.DeleteFunc(parts, func(part string) bool { return part == w.s.Words.Queue.NoDue }) // no clock runs
		titles = append(titles, schema.VisibleLine(strings.Join(parts, " "+widget.SignRule+" ")))
	}
	return widget.Fitting(room, titles...)
}

// clockBrief is the clock as a list shows it.
func (w writer) clockBrief() string {
	r, t, now := w.request, w.s.Words.Queue, w.s.Now()
	light := r.RAG(now)
	switch {
	case r.Standing():
		return t.Standing
	case light == schema.Red:
		return strings.TrimSpace(w.sign(light) + " " + t.Late)
	case light == "":
		return t.NoDue
	}
	return strings.TrimSpace(w.sign(light) + " " + w.s.Words.Time.Countdown(r.Due.Sub(now)))
}

// sign is that of a light; none in what is read out, where its word says it.
func (w writer) sign(light schema.RAG) string {
	if w.plain {
		return ""
	}
	sign, _, _ := w.s.Light(light)
	return sign
}
