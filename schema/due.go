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

// DueWords are values of "due:" as they are typed in a language.
func DueWords(l Lang) []string {
	if l == French {
		return []string{"retard", "aujourd’hui", "demain", "sans", "<2h", "<1j"}
	}
	return []string{"overdue", "today", "tomorrow", "none", "<2h", "<1d"}
}

// PastWords are values of "sent:" and "updated:" as they are typed in a language.
func PastWords(l Lang) []string {
	if l == French {
		return []string{"aujourd’hui", "hier", "<2h", "<1j", ">1s"}
	}
	return []string{"today", "yesterday", "<2h", "<1d", ">1w"}
}

// isBound reports whether a value of due: can stand after < or >.
func isBound(value string) bool { return value != "overdue" && value != "none" }

// spanUnits are the units of a span by what people write, in English form.
var spanUnits = map[string]string{"m": "m", "min": "m", "mn": "m", "minute": "m", "minutes": "m", "h": "h", "heure": "h", "heures": "h", "hour": "h", "hours": "h",
	"d": "d", "day": "d", "days": "d", "j": "d", "jour": "d", "jours": "d", "w": "w", "week": "w", "weeks": "w", "s": "w", "sem": "w", "semaine": "w", "semaines": "w"}

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
