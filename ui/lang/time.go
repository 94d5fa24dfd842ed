package lang

import (
	"fmt"
	"time"
)

// Time writes spans and dates.
type Time struct {
	Minute, Hour, Day string // short units
	Layout            string // a moment within the year, for time.Format
	LayoutYear        string
	LayoutDay         string
	Yesterday         string
	Tomorrow          string
	Weekdays          [7]string // from Sunday
	Months            [12]string
	Full              string // {weekday} {day} {month} {year} {hour} {zone}
}

var (
	timeFR = Time{"min", "h", "j", "02/01 15:04", "02/01/2006 15:04", "02/01/2006", "hier", "demain",
		[7]string{"dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"},
		[12]string{"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"},
		"{weekday} {day} {month} {year} à {hour} ({zone})"}
	timeEN = Time{"min", "h", "d", "2 Jan 15:04", "2 Jan 2006 15:04", "2 Jan 2006", "yesterday", "tomorrow",
		[7]string{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"},
		[12]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
		"{weekday} {day} {month} {year} at {hour} ({zone})"}
)

// Left writes what is left until a deadline in at most seven columns:
// "45 min", "2 h 10", "3 j", in whole minutes rounded down. A span of less
// than a minute is "0 min"; a negative one is written without its sign.
func (t Time) Left(d time.Duration) string {
	m := int(d.Abs() / time.Minute)
	switch {
	case m < 60:
		return fmt.Sprintf("%d %s", m, t.Minute)
	case m < 24*60:
		return fmt.Sprintf("%d %s %02d", m/60, t.Hour, m%60)
	case m < 100*24*60:
		return fmt.Sprintf("%d %s %02d", m/1440, t.Day, m%1440/60)
	}
	return fmt.Sprintf("%d %s", m/1440, t.Day)
}

// Countdown is Left for what is glanced at: of less than a day in quarters of an
// hour, rounded down so that it never promises more than there is, and of the
// last quarter in minutes: "2 h 15", "45 min", "9 min".
func (t Time) Countdown(d time.Duration) string {
	if d = d.Abs(); d >= Quarter && d < 24*time.Hour {
		d = d.Truncate(Quarter)
	}
	return t.Left(d)
}

// Quarter is the unit in which the group speaks of reaction times.
const Quarter = 15 * time.Minute

// At writes a moment in loc as short as it can be understood on now's day:
// the hour today, else day and month, with the year when it is another.
func (t Time) At(at, now time.Time, loc *time.Location) string {
	if at.IsZero() {
		return ""
	}
	a, n := at.In(loc), now.In(loc)
	switch {
	case a.Format(time.DateOnly) == n.Format(time.DateOnly):
		return a.Format("15:04")
	case a.Year() == n.Year():
		return a.Format(t.Layout)
	}
	return a.Format(t.LayoutYear)
}

// Whole writes a moment in loc so that it cannot be mistaken: with its weekday,
// its year and the name of its zone, which tells summer from winter.
func (t Time) Whole(at time.Time, loc *time.Location) string {
	a := at.In(loc)
	return Fill(t.Full, "weekday", t.Weekdays[a.Weekday()], "day", fmt.Sprint(a.Day()), "month", t.Months[a.Month()-1], "year", fmt.Sprint(a.Year()),
		"hour", a.Format("15:04"), "zone", a.Format("MST"))
}
