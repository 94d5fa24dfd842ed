package schema

import (
	"strings"
	"time"
)

var weekdays = map[string]time.Weekday{
	"lundi": time.Monday, "mardi": time.Tuesday, "mercredi": time.Wednesday, "jeudi": time.Thursday, "vendredi": time.Friday,
	"samedi": time.Saturday, "dimanche": time.Sunday, "monday": time.Monday, "tuesday": time.Tuesday,
	"wednesday": time.Wednesday, "thursday": time.Thursday, "friday": time.Friday, "saturday": time.Saturday, "sunday": time.Sunday,
}

// readDay is a day as it was understood.
type readDay struct {
	Date
	yearless bool // written as a day and month alone
}

// next is the same day and month of the next year that has it.
func (d readDay) next() Date {
	for year := d.Year + 1; ; year++ { // 29/02 may be years ahead
		if next := (Date{year, d.Month, d.Day}); DateOf(next.Start(time.UTC), time.UTC) == next {
			return next
		}
	}
}

// coming is how a day that was written without its year, and is past, is written
// for the next time; nil for all others.
func (d readDay) coming(today Date) []string {
	if !d.yearless || !d.Before(today) {
		return nil
	}
	return []string{d.next().Start(time.UTC).Format("02/01/2006")}
}

// ParseDay reads a day as people write it: today, demain, lundi, 20/05,
// 20/05/2015, 20/05/15, 2015-05-20, 3d, 2w. A day and month without a year is of
// this year, though it be past, or of the next one that has it where that is nearer.
func ParseDay(s string, now time.Time, loc *time.Location) (Date, bool) {
	d, ok := parseDay(s, now, loc)
	return d.Date, ok
}

// ParseDue is ParseDay for the day of something to come. Its errors are *Fault of
// class ErrInvalid on the field due: WhyDate, or WhyPast for a day without a year
// that is past in this one, with the same day of a year to come as Allowed. A day
// of a past year that is written with it is nobody's slip of the finger, and read.
func ParseDue(s string, now time.Time, loc *time.Location) (Date, error) {
	d, ok := parseDay(s, now, loc)
	switch allowed := d.coming(DateOf(now, loc)); {
	case !ok:
		return Date{}, Invalid(WhyDate, string(FieldDue), strings.TrimSpace(s))
	case allowed != nil:
		return Date{}, &Fault{Class: ErrInvalid, Why: WhyPast, Field: string(FieldDue), Value: strings.TrimSpace(s), Allowed: allowed}
	}
	return d.Date, nil
}

func parseDay(s string, now time.Time, loc *time.Location) (readDay, bool) {
	today := DateOf(now, loc)
	f := fold(s)
	switch f {
	case "today", "aujourd_hui", "auj":
		return readDay{Date: today}, true
	case "tomorrow", "demain":
		return readDay{Date: today.AddDays(1)}, true
	case "apres_demain":
		return readDay{Date: today.AddDays(2)}, true
	}
	if wd, ok := weekdays[f]; ok {
		ahead := (int(wd) - int(now.In(loc).Weekday()) + 7) % 7
		if ahead == 0 {
			ahead = 7
		}
		return readDay{Date: today.AddDays(ahead)}, true
	}
	if d, ok := parseSpan(s); ok && d >= 24*time.Hour {
		return readDay{Date: today.AddDays(int(d / (24 * time.Hour)))}, true
	}
	for _, layout := range []string{time.DateOnly, "2/1/2006", "2/1/06"} {
		if t, err := time.Parse(layout, s); err == nil {
			return readDay{Date: DateOf(t, time.UTC)}, true
		}
	}
	return dayAndMonth(s, today)
}

// dayAndMonth reads a day and month without a year.
func dayAndMonth(s string, today Date) (readDay, bool) {
	t, err := time.Parse("2/1/2006", s+"/2000") // a year that has every day
	if err != nil {
		return readDay{}, false
	}
	d := readDay{Date{today.Year - 1, t.Month(), t.Day()}, true}
	if d.Date = d.next(); !d.Before(today) {
		return d, true
	}
	at, next := today.Start(time.UTC), d.next()
	if next.Start(time.UTC).Sub(at) < at.Sub(d.Start(time.UTC)) {
		d.Date = next
	}
	return d, true
}
