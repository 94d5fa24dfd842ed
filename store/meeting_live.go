package store

import (
	"slices"
	"time"

	"contactgroup/schema"
)

// treat makes point n the one that is treated and runs its timer. Coming to the
// point at which the meeting is already does no more than run it again.
func (s *sitting) treat(n int) error {
	if n < 1 || n > len(s.now.Points) {
		return schema.Invalid(schema.WhyUnknown, "point", count(n))
	}
	if n == s.now.LivePoint && s.now.LiveSince != 0 {
		return nil
	}
	s.stopTimer()
	s.now.LivePoint, s.now.LiveSince = n, stamp(s.t.now)
	return nil
}

// stopTimer adds the time since the timer runs to its point; without one it does nothing.
func (s *sitting) stopTimer() {
	if i := s.now.LivePoint - 1; s.now.LiveSince != 0 && i >= 0 && i < len(s.now.Points) {
		s.now.Points[i].Spent += int(max(s.t.now.Sub(instant(s.now.LiveSince)), 0) / time.Second)
	}
	s.now.LiveSince = 0
}

// renumber numbers the points in their order, and marks those that are new. The
// one that is treated stays the one it was; when it is gone the timer stands.
func (s *sitting) renumber() {
	live := slices.IndexFunc(s.now.Points, func(p point) bool { return p.N != 0 && p.N == s.was.LivePoint })
	for i := range s.now.Points {
		s.now.Points[i].N = i + 1
	}
	s.now.mark()
	if s.now.LivePoint = live + 1; live < 0 {
		s.now.LiveSince = 0
	}
}

// mark gives each point that has none a mark that none had.
func (g *gathering) mark() {
	for i := range g.Points {
		if g.Points[i].Mark == 0 {
			g.Marks++
			g.Points[i].Mark = g.Marks
		}
	}
}

// decide adds a decision, or words the n-th anew.
func (s *sitting) decide(n int, text string) error {
	var c cleaner
	text = c.text("text", text)
	c.check(text != "", schema.WhyNeedsText, "text", "")
	c.check(n >= 0 && n <= len(s.now.Decisions), schema.WhyUnknown, "decision", count(n))
	switch {
	case c.err != nil:
	case n == 0:
		s.now.Decisions = append(s.now.Decisions, schema.Decision{N: len(s.now.Decisions) + 1, Text: text})
	default:
		s.now.Decisions[n-1].Text = text
	}
	return c.err
}
