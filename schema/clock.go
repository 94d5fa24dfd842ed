package schema

import "time"

// ClockCode names a row of Clocks.
type ClockCode string

// ClockOrigin is the fact a clock starts with.
type ClockOrigin string

const (
	FromSent     ClockOrigin = "sent"
	FromReceived ClockOrigin = "received"
	FromDone     ClockOrigin = "done"
)

// Clock is one legal or voluntary delay. A request keeps the row it began with.
type Clock struct {
	Code     ClockCode
	Version  int
	Duration time.Duration
	Months   int // in Europe/Paris, clamped to the month's last day; Duration is then zero
	Starts   ClockOrigin
	Source   string // the text that sets it
}

// Clocks are the delays a new group starts with.
var Clocks = []Clock{
	{"withdrawal", 1, 24 * time.Hour, 0, FromSent, "LCEN art. 6-1"},
	{"blocking", 1, 24 * time.Hour, 0, FromSent, "décret 2015-125"},
	{"delisting", 1, 48 * time.Hour, 0, FromSent, "décret 2015-253"},
	{"reverification", 1, 0, 3, FromDone, "décrets 2015-125, 2015-253"},
	{"removal_order", 1, time.Hour, 0, FromReceived, "TCO art. 3(3)"},
	{"scrutiny", 1, 72 * time.Hour, 0, FromReceived, "TCO art. 4"},
	{"preservation", 1, 0, 6, FromDone, "TCO art. 6"},
	{"crisis", 1, 90 * time.Minute, 0, FromSent, "pratique, novembre 2015"},
}

// ClockOf returns the clock that limits the addressee's answer to a request,
// and false when no text limits it.
func ClockOf(k Kind, g Regime) (Clock, bool) {
	var code ClockCode
	switch {
	case k == KindRemovalOrder || g == RegimeTCO:
		code = "removal_order"
	case k == KindWithdrawal && g == RegimeLCEN:
		code = "withdrawal"
	case k == KindBlocking:
		code = "blocking"
	case k == KindDelisting, k == KindReinstatement:
		code = "delisting"
	default:
		return Clock{}, false
	}
	for _, c := range Clocks {
		if c.Code == code {
			return c, true
		}
	}
	return Clock{}, false
}

// Timing is the clock of one request. The zero Timing has no clock.
// Start, Stop and Due are UTC; a zero Stop after a start means that it runs.
type Timing struct {
	Duration  time.Duration // zero: no legal clock; Due is then set by hand or zero
	Start     time.Time
	Stop      time.Time
	Suspended time.Duration
	Due       time.Time
}

// Begin starts the clock at now. Without a duration the due time set by hand stays.
func (t Timing) Begin(now time.Time) Timing {
	if !t.Start.IsZero() {
		return t
	}
	t.Start = now.UTC()
	if t.Duration > 0 {
		t.Due = ceilMinute(t.Start.Add(t.Duration))
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
	case t.Duration > 0:
		t.Due = ceilMinute(t.Start.Add(t.Duration + t.Suspended))
	case !t.Due.IsZero():
		t.Due = ceilMinute(t.Due).Add(wholeMinutes(t.Suspended) - wholeMinutes(before))
	}
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
