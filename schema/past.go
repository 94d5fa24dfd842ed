package schema

import (
	"strconv"
	"strings"
	"time"
)

// pastValue checks what stands after "sent:" or "updated:" and returns its
// English form: a span ("2h", "3d"), "today", "yesterday", a day, a month
// ("2015-05") or a year.
func pastValue(v string) (string, bool) {
	switch f := fold(v); f {
	case "today", "yesterday":
		return f, true
	case "aujourd_hui":
		return "today", true
	case "hier":
		return "yesterday", true
	}
	if n, unit, ok := splitSpan(v); ok {
		return strconv.Itoa(n) + unit, true
	}
	v = strings.TrimSpace(v)
	_, _, ok := period(v)
	return v, ok
}

// period reads a day, a month or a year as its first day and the first one after it.
func period(v string) (from, to Date, ok bool) {
	for _, p := range []struct {
		layout              string
		years, months, days int
	}{{time.DateOnly, 0, 0, 1}, {"2006-01", 0, 1, 0}, {"2006", 1, 0, 0}} {
		if t, err := time.Parse(p.layout, v); err == nil && t.Year() > 0 && t.Year() < 9999 {
			return DateOf(t, time.UTC), DateOf(t.AddDate(p.years, p.months, p.days), time.UTC), true
		}
	}
	return Date{}, Date{}, false
}

// PastBounds turns a value of sent: or updated: into the instants from (among
// them) and to (not among them), given the present and the reader's zone; a
// zero instant bounds nothing. "3d" and "<3d" are less than three days ago,
// ">3d" is longer ago; "<2015-05" is before that month, ">2015-05" after it.
// It reports false for values that are no time.
func (t Term) PastBounds(value string, now time.Time, loc *time.Location) (from, to time.Time, ok bool) {
	if span, isSpan := parseSpan(value); isSpan {
		if t.After {
			return time.Time{}, now.Add(-span), true
		}
		return now.Add(-span), time.Time{}, true
	}
	first, next, ok := period(value)
	switch today := DateOf(now, loc); value {
	case "today":
		first, next, ok = today, today.AddDays(1), true
	case "yesterday":
		first, next, ok = today.AddDays(-1), today, true
	}
	switch {
	case !ok:
		return from, to, false
	case t.Before:
		return time.Time{}, first.Start(loc), true
	case t.After:
		return next.Start(loc), time.Time{}, true
	}
	return first.Start(loc), next.Start(loc), true
}

// ParseSince reads a moment of the past as people write it: a span ago ("2h",
// "3d"), "today", "yesterday", the beginning of a day, month or year, or an
// RFC 3339 time. It answers ErrInvalid/WhyDate for anything else.
func ParseSince(text string, now time.Time, loc *time.Location) (time.Time, error) {
	if at, err := time.Parse(time.RFC3339, strings.ToUpper(strings.TrimSpace(text))); err == nil {
		return at, nil
	}
	if value, ok := pastValue(text); ok {
		if from, _, ok := (Term{}).PastBounds(value, now, loc); ok {
			return from, nil
		}
	}
	return time.Time{}, Invalid(WhyDate, "since", text)
}
