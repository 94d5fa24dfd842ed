package schema

import (
	"strconv"
	"strings"
	"time"
)

// dueValue checks what stands after "due:" and returns its English form.
func dueValue(v string) (string, bool) {
	switch f := fold(v); f {
	case "overdue", "today", "none", "tomorrow":
		return f, true
	case "retard", "en_retard", "echue", "late":
		return "overdue", true
	case "aujourd_hui":
		return "today", true
	case "demain":
		return "tomorrow", true
	case "aucune", "sans":
		return "none", true
	}
	if n, unit, ok := splitSpan(v); ok {
		return strconv.Itoa(n) + unit, true
	}
	v = strings.TrimSpace(v)
	if _, err := time.Parse(time.DateOnly, v); err == nil {
		return v, true
	}
	return "", false
}

// isBound reports whether a value of due: can stand after < or >.
func isBound(value string) bool { return value != "overdue" && value != "none" }

// spanUnits are the units of a span by what people write, in English form.
var spanUnits = map[string]string{"m": "m", "min": "m", "h": "h", "d": "d", "j": "d", "w": "w", "s": "w"}

// unitLength tells how long a unit is.
var unitLength = map[string]time.Duration{"m": time.Minute, "h": time.Hour, "d": 24 * time.Hour, "w": 7 * 24 * time.Hour}

// maxSpan is the longest span that is read: more is a slip of the finger.
const maxSpan = 10 * 366 * 24 * time.Hour

// splitSpan reads "90m", "90min", "2h", "3d", "3j", "2w", "2s" (semaines).
func splitSpan(s string) (n int, unit string, ok bool) {
	s = strings.ToLower(strings.TrimSpace(s))
	end := strings.IndexFunc(s, func(r rune) bool { return r < '0' || r > '9' })
	if end < 1 || end > 5 {
		return 0, "", false
	}
	n, err := strconv.Atoi(s[:end])
	unit, ok = spanUnits[strings.TrimSpace(s[end:])]
	if err != nil || !ok || time.Duration(n) > maxSpan/unitLength[unit] {
		return 0, "", false
	}
	return n, unit, true
}

func parseSpan(s string) (time.Duration, bool) {
	n, unit, ok := splitSpan(s)
	return time.Duration(n) * unitLength[unit], ok
}

// DueBound turns a value of due:<… or due:>… into an instant, given the present
// and the reader's zone. It reports false for values that are not instants.
func DueBound(value string, now time.Time, loc *time.Location) (time.Time, bool) {
	if d, ok := parseSpan(value); ok {
		return now.Add(d), true
	}
	day := DateOf(now, loc)
	switch value {
	case "today":
		return day.Start(loc), true
	case "tomorrow":
		return day.AddDays(1).Start(loc), true
	}
	if d, err := ParseDate(value); err == nil && !d.IsZero() {
		return d.Start(loc), true
	}
	return time.Time{}, false
}

var weekdays = map[string]time.Weekday{
	"lundi": time.Monday, "mardi": time.Tuesday, "mercredi": time.Wednesday, "jeudi": time.Thursday, "vendredi": time.Friday,
	"samedi": time.Saturday, "dimanche": time.Sunday, "monday": time.Monday, "tuesday": time.Tuesday,
	"wednesday": time.Wednesday, "thursday": time.Thursday, "friday": time.Friday, "saturday": time.Saturday, "sunday": time.Sunday,
}

// ParseWhen reads a moment as people write it, in either language: "2h", "3j",
// "demain", "demain 9h", "tomorrow at 9:30", "lundi", "20/05", "20/05/2015 14h",
// "2015-05-20", "2015-05-20 14:00", "18h00", "à 18h". An hour alone, "2h", is a
// span; a day without a time means 09:00. The result is UTC and never before now.
func ParseWhen(s string, now time.Time, loc *time.Location) (time.Time, error) {
	bad := &Fault{Class: ErrInvalid, Why: WhyDate, Field: "when", Value: s}
	s = strings.TrimSpace(s)
	if d, ok := parseSpan(s); ok {
		return now.Add(d).UTC(), nil
	}
	if t, err := time.Parse(time.RFC3339, s); err == nil {
		return future(t, now, bad)
	}
	words := strings.Fields(strings.ToLower(s))
	if len(words) == 0 {
		return time.Time{}, bad
	}
	if day, ok := ParseDay(words[0], now, loc); ok {
		h, m, ok := 9, 0, true
		if len(words) > 1 {
			h, m, ok = parseHourWords(words[1:])
		}
		if !ok {
			return time.Time{}, bad
		}
		return future(atHour(day, h, m, loc), now, bad)
	}
	h, m, ok := parseHourWords(words)
	if !ok {
		return time.Time{}, bad
	}
	t := atHour(DateOf(now, loc), h, m, loc)
	if t.Before(now) {
		t = atHour(DateOf(now, loc).AddDays(1), h, m, loc)
	}
	return t.UTC(), nil
}

// parseHourWords reads an hour with or without "à" or "at" before it.
func parseHourWords(words []string) (h, m int, ok bool) {
	if words[0] == "à" || words[0] == "at" {
		words = words[1:]
	}
	if len(words) != 1 {
		return 0, 0, false
	}
	return parseHour(words[0])
}

func atHour(d Date, h, m int, loc *time.Location) time.Time {
	return time.Date(d.Year, d.Month, d.Day, h, m, 0, 0, loc)
}

func future(t, now time.Time, bad *Fault) (time.Time, error) {
	if t.Before(now) {
		past := *bad
		past.Why = WhyPast
		return time.Time{}, &past
	}
	return t.UTC(), nil
}

// ParseDay reads a day as people write it: today, demain, lundi, 20/05,
// 20/05/2015, 20/05/15, 2015-05-20, 3d, 2w. A day and month without a year is the next such day.
func ParseDay(s string, now time.Time, loc *time.Location) (Date, bool) {
	today := DateOf(now, loc)
	f := fold(s)
	switch f {
	case "today", "aujourd_hui", "auj":
		return today, true
	case "tomorrow", "demain":
		return today.AddDays(1), true
	case "apres_demain":
		return today.AddDays(2), true
	}
	if wd, ok := weekdays[f]; ok {
		ahead := (int(wd) - int(now.In(loc).Weekday()) + 7) % 7
		if ahead == 0 {
			ahead = 7
		}
		return today.AddDays(ahead), true
	}
	if d, ok := parseSpan(s); ok && d >= 24*time.Hour {
		return today.AddDays(int(d / (24 * time.Hour))), true
	}
	for _, layout := range []string{time.DateOnly, "2/1/2006", "2/1/06"} {
		if t, err := time.Parse(layout, s); err == nil {
			return DateOf(t, time.UTC), true
		}
	}
	return dayAndMonth(s, today)
}

func dayAndMonth(s string, today Date) (Date, bool) {
	d, m, ok := strings.Cut(s, "/")
	if !ok {
		return Date{}, false
	}
	for year := today.Year; year <= today.Year+8; year++ { // 29/02 may be years ahead
		t, err := time.Parse("2/1/2006", d+"/"+m+"/"+strconv.Itoa(year))
		if err == nil && !DateOf(t, time.UTC).Before(today) {
			return DateOf(t, time.UTC), true
		}
	}
	return Date{}, false
}

// parseHour reads "9h", "9h30", "9:30", "14:00".
func parseHour(s string) (h, m int, ok bool) {
	hs, ms, found := strings.Cut(s, "h")
	if !found {
		if hs, ms, found = strings.Cut(s, ":"); !found || ms == "" {
			return 0, 0, false
		}
	}
	hour, err := strconv.ParseUint(hs, 10, 8)
	if err != nil || len(hs) > 2 || hour > 23 {
		return 0, 0, false
	}
	if ms == "" {
		return int(hour), 0, true
	}
	minute, err := strconv.ParseUint(ms, 10, 8)
	return int(hour), int(minute), err == nil && len(ms) == 2 && minute < 60
}
