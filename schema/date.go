package schema

import (
	"cmp"
	"fmt"
	"time"
)

// Date is a day of the calendar, without a zone. The zero Date means "none".
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// DateOf returns the day that t falls on in loc.
func DateOf(t time.Time, loc *time.Location) Date {
	y, m, d := t.In(loc).Date()
	return Date{y, m, d}
}

// ParseDate reads "2015-05-06". The empty string is the zero Date.
func ParseDate(s string) (Date, error) {
	if s == "" {
		return Date{}, nil
	}
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return Date{}, Invalid(WhyDate, "date", s)
	}
	return DateOf(t, time.UTC), nil
}

// IsZero reports whether d means "none".
func (d Date) IsZero() bool { return d == Date{} }

// String gives "2015-05-06", or nothing for the zero Date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	if d.Year < 0 || d.Year > 9999 || d.Month < 0 || d.Month > 99 || d.Day < 0 || d.Day > 99 {
		return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
	}
	digits := func(n int) byte { return '0' + byte(n%10) }
	y, m := d.Year, int(d.Month)
	return string([]byte{digits(y / 1000), digits(y / 100), digits(y / 10), digits(y), '-', digits(m / 10), digits(m), '-', digits(d.Day / 10), digits(d.Day)})
}

// Start is the first instant of the day in loc, also where that day has no
// midnight or has it twice.
func (d Date) Start(loc *time.Location) time.Time {
	t := time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, loc)
	if _, next := t.ZoneBounds(); DateOf(t, loc).Before(d) {
		return next // its midnight was skipped
	}
	if earlier := t.Add(-time.Hour); DateOf(earlier, loc) == d {
		return earlier // its midnight comes twice
	}
	return t
}

// End is the first instant of the next day in loc.
func (d Date) End(loc *time.Location) time.Time { return d.AddDays(1).Start(loc) }

// AddDays returns the day n days later, earlier when n is negative.
func (d Date) AddDays(n int) Date {
	return DateOf(time.Date(d.Year, d.Month, d.Day+n, 12, 0, 0, 0, time.UTC), time.UTC)
}

// Before reports whether d is an earlier day than e.
func (d Date) Before(e Date) bool { return d.Compare(e) < 0 }

// Compare orders days for slices.SortFunc. The zero Date comes first.
func (d Date) Compare(e Date) int {
	return cmp.Or(cmp.Compare(d.Year, e.Year), cmp.Compare(d.Month, e.Month), cmp.Compare(d.Day, e.Day))
}

// AddMonths returns the same time of day n months later in loc, in UTC, on the
// last day of the month when that month is shorter. Where the clocks of loc
// change by an hour, a time of day that comes twice is the second one, and one
// that is skipped is as long after the change as it would have been.
func AddMonths(t time.Time, n int, loc *time.Location) time.Time {
	l := t.In(loc)
	y, m, d := l.Date()
	last := time.Date(y, m+time.Month(n)+1, 0, 12, 0, 0, 0, time.UTC).Day()
	day := Date{}
	day.Year, day.Month, day.Day = time.Date(y, m+time.Month(n), min(d, last), 12, 0, 0, 0, time.UTC).Date()
	at := time.Date(day.Year, day.Month, day.Day, l.Hour(), l.Minute(), l.Second(), l.Nanosecond(), loc)
	switch later := at.Add(time.Hour); {
	case later.Hour() == at.Hour() && DateOf(later, loc) == day: // it comes twice
		at = later
	case at.Hour() < l.Hour(): // it is skipped
		at = later
	}
	return at.UTC()
}
