package schema

import "time"

// Timing is the clock of one request. The zero Timing has no clock.
// Start, Stop and Due are UTC; a zero Stop after a start means that it runs.
type Timing struct {
	Duration  time.Duration
	Months    int // neither: no legal clock; Due is then set by hand or zero
	Start     time.Time
	Stop      time.Time
	Suspended time.Duration
	Due       time.Time
}

// limited reports whether a text sets the deadline.
func (t Timing) limited() bool { return t.Duration > 0 || t.Months > 0 }

// deadline is the end of what the text gives, and of the time the clock stood,
// rounded up to the whole minute.
func (t Timing) deadline() time.Time {
	end := t.Start
	if t.Months > 0 {
		end = AddMonths(end, t.Months, Paris)
	}
	return ceilMinute(end.Add(t.Duration + t.Suspended))
}

// Begin starts the clock at now. Without a duration the due time set by hand stays.
func (t Timing) Begin(now time.Time) Timing {
	if !t.Start.IsZero() {
		return t
	}
	t.Start = now.UTC()
	if t.limited() {
		t.Due = t.deadline()
	}
	return t
}

// Halt suspends a running clock at now; a standing one stays as it was.
func (t Timing) Halt(now time.Time) Timing {
	if t.Stop.IsZero() {
		t.Stop = now.UTC()
	}
	return t
}

// Resume lets a standing clock run on from now: the time it stood is added to
// the deadline, so the time that was left is left still. However often a clock
// stands, its deadline is rounded up once, to the whole minute.
func (t Timing) Resume(now time.Time) Timing {
	if t.Stop.IsZero() {
		return t
	}
	since := t.Stop
	t.Stop = time.Time{}
	if t.Start.IsZero() {
		return t
	}
	if since.Before(t.Start) {
		since = t.Start // it stood before it began
	}
	before := t.Suspended
	t.Suspended += max(now.Sub(since), 0)
	switch {
	case t.limited():
		t.Due = t.deadline()
	case !t.Due.IsZero():
		t.Due = ceilMinute(t.Due).Add(wholeMinutes(t.Suspended) - wholeMinutes(before))
	}
	return t
}

// Set gives a clock that no text limits a due time at now, rounded up to the whole
// minute. One that stands then moves it on by the time for which it goes on
// standing, and not by what was before.
func (t Timing) Set(due, now time.Time) Timing {
	if !t.Stop.IsZero() {
		t = t.Resume(now).Halt(now)
	}
	t.Due = ceilMinute(due)
	return t
}

// Shown is the deadline to show and to sort by: zero while the clock stands.
func (t Timing) Shown() time.Time {
	if !t.Stop.IsZero() {
		return time.Time{}
	}
	return t.Due
}

// wholeMinutes rounds up.
func wholeMinutes(d time.Duration) time.Duration {
	return (d + time.Minute - 1).Truncate(time.Minute)
}

func ceilMinute(t time.Time) time.Time {
	if f := t.Truncate(time.Minute); f.Before(t) {
		return f.Add(time.Minute)
	}
	return t
}
