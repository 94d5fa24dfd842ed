package lang

import (
	"fmt"
	"strings"
	"time"

	"contactgroup/schema"
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
	DayOf             string // {day} {month} {year}
	Sitting           string // {weekday} {date} {hour}
	Hour24            string // {hour} {minute}
	OClock            string // {hour}: the same, of a whole hour
	First             string // of a month
	Of                string // {city}: its time
	Elsewhere         string // {there} {hour} {of}
}

var (
	timeFR = Time{"min", "h", "j", "02/01 15:04", "02/01/2006 15:04", "02/01/2006", "hier", "demain",
		[7]string{"dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"},
		[12]string{"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"},
		"{weekday} {day} {month} {year} à {hour} ({zone})",
		"{day} {month} {year}", "{weekday} {date} à {hour}", "{hour} h {minute}", "{hour} h", "1er", "heure de {city}", "{there} ({hour}, {of})"}
	timeEN = Time{"min", "h", "d", "2 Jan 15:04", "2 Jan 2006 15:04", "2 Jan 2006", "yesterday", "tomorrow",
		[7]string{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"},
		[12]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
		"{weekday} {day} {month} {year} at {hour} ({zone})",
		"{day} {month} {year}", "{weekday} {date}, {hour}", "{hour}:{minute}", "{hour}:00", "1", "{city} time", "{there} ({hour}, {of})"}
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

// Date writes a day without its weekday: "6 mai 2015".
func (t Time) Date(d schema.Date) string {
	return Fill(t.DayOf, "day", t.ordinal(d.Day), "month", t.Months[d.Month-1], "year", fmt.Sprint(d.Year))
}

// ordinal is a day of the month as it stands before its name.
func (t Time) ordinal(day int) string {
	if day == 1 {
		return t.First
	}
	return fmt.Sprint(day)
}

// Starts writes when people meet as they write it themselves, in zone:
// "mercredi 6 mai 2015 à 14 h 30". Where the clocks of home show another hour
// then, that one follows with its name: "… à 13 h 30 (14 h 30, heure de Paris)".
func (t Time) Starts(at time.Time, zone, home *time.Location) string {
	a, h := at.In(zone), at.In(home)
	text := Fill(t.Sitting, "weekday", t.Weekdays[a.Weekday()], "date", t.Date(schema.DateOf(at, zone)), "hour", t.clock(a))
	if a.Format(time.TimeOnly) == h.Format(time.TimeOnly) {
		return text
	}
	return Fill(t.Elsewhere, "there", text, "hour", t.clock(h), "of", t.ZoneName(home))
}

// StartsOn is Starts for a document, whose readers may be anywhere: in zone, by
// name: "mercredi 6 mai 2015 à 14 h 30, heure de Paris".
func (t Time) StartsOn(at time.Time, zone *time.Location) string {
	return t.Starts(at, zone, zone) + ", " + t.ZoneName(zone)
}

func (t Time) clock(at time.Time) string {
	layout := t.Hour24
	if at.Minute() == 0 {
		layout = t.OClock
	}
	return Fill(layout, "hour", fmt.Sprint(at.Hour()), "minute", at.Format("04"))
}

// ZoneName names a zone by its city, "heure de Paris", and one without a city as it is: "UTC".
func (t Time) ZoneName(zone *time.Location) string {
	_, city, ok := strings.Cut(zone.String(), "/")
	if !ok {
		return zone.String()
	}
	return Fill(t.Of, "city", strings.ReplaceAll(city[strings.LastIndex(city, "/")+1:], "_", " "))
}
