package schema

import "time"

// RequestSoon is how long before its deadline a request shows amber.
const RequestSoon = 2 * time.Hour

// RAG is the light of a request's legal clock at now: red once it is overdue,
// amber for the last RequestSoon. Empty while no deadline runs: none is set, it
// stands, or the addressee has answered. Computed, never stored.
func (r Request) RAG(now time.Time) RAG {
	switch {
	case !r.State.Running() || r.Due.IsZero() || !r.ClockStop.IsZero():
		return ""
	case r.Overdue(now):
		return Red
	case r.Due.Sub(now) < RequestSoon:
		return Amber
	}
	return Green
}

// Standing reports whether the clock is suspended while the request still waits for
// an answer. Request.Suspended is the time that earlier stands have added.
func (r Request) Standing() bool {
	return !r.ClockStop.IsZero() && !r.State.Terminal() && !r.State.BeforeSending() && r.State != StateAnswered
}
