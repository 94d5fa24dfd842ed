package schema

import (
	"slices"
	"time"
)

// Cadence is how often meetings of a kind are held. Empty: as it comes.
type Cadence string

const (
	Weekly      Cadence = "weekly"
	Fortnightly Cadence = "fortnightly"
	Monthly     Cadence = "monthly"
	TwoMonthly  Cadence = "two_monthly"
	Quarterly   Cadence = "quarterly"
	HalfYearly  Cadence = "half_yearly"
)

// Cadences lists every Cadence but the empty one, the most frequent first.
var Cadences = []Cadence{Weekly, Fortnightly, Monthly, TwoMonthly, Quarterly, HalfYearly}

// Rhythm is the cadence of one kind of meetings, and when its next one would be.
type Rhythm struct {
	Every Cadence
	Next  time.Time // UTC, after the last plenary and in the future; zero: without cadence, before the first plenary, and of meetings by invitation, which have circles of their own
}

// MayKnowCadence reports whether the actor may know how often such meetings are
// held: of those by invitation only who leads the group.
func MayKnowCadence(a Actor, f MeetingFormat) bool {
	return leadsMeetings(a.Role) || slices.Contains(Roles, a.Role) && !f.ByInvitation()
}

// step is how far a cadence goes: days, or months in which the same weekday
// comes at the same place (the first Wednesday).
func (c Cadence) step() (days, months int) {
	switch c {
	case Weekly:
		return 7, 0
	case Fortnightly:
		return 14, 0
	case Monthly:
		return 0, 1
	case TwoMonthly:
		return 0, 2
	case Quarterly:
		return 0, 3
	case HalfYearly:
		return 0, 6
	}
	return 0, 0
}

// Next is the first date of the cadence after a meeting at last that is later
// than now: the same weekday and hour in loc, and by months the same place in
// the month, the last one where that month has no fifth. Zero without a cadence
// or a last meeting.
func (c Cadence) Next(last, now time.Time, loc *time.Location) time.Time {
	if last.IsZero() || !slices.Contains(Cadences, c) {
		return time.Time{}
	}
	days, months := c.step()
	first := last.In(loc)
	for n := 1; ; n++ {
		next := first.AddDate(0, 0, n*days)
		if months > 0 {
			next = sameWeekday(first, n*months)
		}
		if next.After(now) {
			return next.UTC()
		}
	}
}

// sameWeekday is the day so many months later that falls on the same weekday
// of the month: "the second Tuesday".
func sameWeekday(t time.Time, months int) time.Time {
	start := time.Date(t.Year(), t.Month()+time.Month(months), 1, t.Hour(), t.Minute(), 0, 0, t.Location())
	ahead := (int(t.Weekday()) - int(start.Weekday()) + 7) % 7
	day := start.AddDate(0, 0, ahead+7*((t.Day()-1)/7))
	if day.Month() != start.Month() { // it has no fifth
		day = day.AddDate(0, 0, -7)
	}
	return day
}

// How long before a meeting its agenda and its convocation are sent.
const (
	AgendaLead      = 25 // days
	ConvocationLead = 15 // days
)

// AgendaDue and ConvocationDue are the days by which the agenda and the
// convocation of a meeting are to be sent, in loc.
func (m Meeting) AgendaDue(loc *time.Location) Date {
	return DateOf(m.Starts, loc).AddDays(-AgendaLead)
}

// ConvocationDue is told with AgendaDue.
func (m Meeting) ConvocationDue(loc *time.Location) Date {
	return DateOf(m.Starts, loc).AddDays(-ConvocationLead)
}
