package schema

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

// Calendar is what moments are read against.
type Calendar struct {
	Now     time.Time
	Zone    *time.Location
	Meeting func() (time.Time, error) // when the next meeting begins; nil: such words are not understood
	// Ahead reads a day and month without a year as the next such day, however far
	// ahead: for readers of what was, whose Now is where they begin.
	Ahead bool
}

func isDay(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return err == nil
}

// ParseWhen is Calendar.When without meetings.
func ParseWhen(s string, now time.Time, loc *time.Location) (time.Time, error) {
	return Calendar{Now: now, Zone: loc}.When(s)
}

// When reads a moment as people write it, in either language: "2h", "3 jours",
// "in 2 weeks", "demain", "demain matin", "tomorrow at 9:30am", "lundi",
// "next monday", "15 mai 14h", "20/05", "20/05/2015 14h", "2015-05-20 14:00", "2015-05-20T14:00",
// "18h00", "à 18h", "ce soir", "prochaine réunion", "next meeting". An hour
// alone, "2h", is a span; days and weeks keep the hour of the clock on the wall;
// a day without a time means 09:00, an hour that there is not on the night the
// clocks change the one after it. The result is UTC and never before Now. Errors
// are *Fault of class ErrInvalid with WhyDate, whose Value is the part that was
// not understood, or WhyPast, of which Allowed is the day in a year to come where
// no year was given; or what Meeting answers.
func (c Calendar) When(s string) (time.Time, error) {
	bad := &Fault{Class: ErrInvalid, Why: WhyDate, Field: "when", Value: strings.TrimSpace(s)}
	if t, err := time.Parse(time.RFC3339, bad.Value); err == nil {
		return future(t, c.Now, bad)
	}
	words := leadless(strings.Fields(strings.ToLower(s)))
	if len(words) == 0 {
		return time.Time{}, bad
	}
	if day, clock, ok := strings.Cut(words[0], "t"); ok && isDay(day) { // "2015-09-01T10:00", in the reader's zone
		words = slices.Insert(words[1:], 0, day, clock)
	}
	if t, ok := c.span(words); ok {
		return t, nil
	}
	if c.Meeting != nil && isMeeting(words) {
		t, err := c.Meeting()
		if err != nil {
			return time.Time{}, err
		}
		return future(t, c.Now, bad)
	}
	if day, rest, ok := c.day(words); ok {
		bad.Allowed = day.coming(DateOf(c.Now, c.Zone))
		h, m, ok := 9, 0, true
		if len(rest) > 0 {
			h, m, ok = parseHourWords(rest)
		}
		if !ok {
			bad.Value, bad.Allowed = strings.Join(rest, " "), nil
			return time.Time{}, bad
		}
		return future(atHour(day.Date, h, m, c.Zone), c.Now, bad)
	}
	h, m, ok := parseHourWords(words)
	if !ok {
		return time.Time{}, bad
	}
	t := atHour(DateOf(c.Now, c.Zone), h, m, c.Zone)
	if t.Before(c.Now) {
		t = atHour(DateOf(c.Now, c.Zone).AddDays(1), h, m, c.Zone)
	}
	return t.UTC(), nil
}

// leads are words that say nothing of when.
var leads = []string{"dans", "in", "le", "la", "l", "on", "the", "pour", "jusqu_a", "jusqu_au", "until"}

// leadless is words without those that say nothing.
func leadless(words []string) []string {
	for len(words) > 1 && slices.Contains(leads, fold(words[0])) {
		words = words[1:]
	}
	return words
}

// isMeeting reports whether words name the next meeting.
func isMeeting(words []string) bool {
	switch fold(strings.Join(words, " ")) {
	case "next_meeting", "meeting", "prochaine_reunion", "la_prochaine_reunion", "reunion", "reunion_prochaine":
		return true
	}
	return false
}

// span reads "2h", "2 h", "3 jours", "2 weeks".
func (c Calendar) span(words []string) (time.Time, bool) {
	n, unit, ok := splitSpan(strings.Join(words, ""))
	if !ok || len(words) > 2 {
		return time.Time{}, false
	}
	if days := int(unitLength[unit] / (24 * time.Hour)); days > 0 {
		at := c.Now.In(c.Zone)
		later := time.Date(at.Year(), at.Month(), at.Day()+n*days, at.Hour(), at.Minute(), at.Second(), at.Nanosecond(), c.Zone)
		if later.Before(c.Now) { // no days, within the hour that comes twice
			later = c.Now
		}
		return later.UTC(), true
	}
	return c.Now.Add(time.Duration(n) * unitLength[unit]).UTC(), true
}

// day reads the words of a day, and returns those that follow it.
func (c Calendar) day(words []string) (d readDay, rest []string, ok bool) {
	first := fold(words[0])
	if len(words) > 1 {
		if (first == "next" || first == "prochain") && isWeekday(words[1]) {
			words = words[1:]
		} else if isWeekday(words[0]) && fold(words[1]) == "prochain" {
			words = append([]string{words[0]}, words[2:]...)
		} else if d, rest, ok := c.monthDay(words); ok {
			return d, rest, true
		}
	}
	switch today := DateOf(c.Now, c.Zone); {
	case first == "ce" || first == "cet" || first == "this":
		return readDay{Date: today}, words[1:], len(words) > 1
	case first == "hier" || first == "yesterday":
		return readDay{Date: today.AddDays(-1)}, words[1:], true
	case first == "tonight":
		return readDay{Date: today}, append([]string{"evening"}, words[1:]...), len(words) == 1
	}
	d, ok = c.word(words[0])
	return d, words[1:], ok
}

// word reads a day that is written as one word.
func (c Calendar) word(s string) (readDay, bool) {
	d, ok := parseDay(s, c.Now, c.Zone)
	if d.yearless && c.Ahead && d.Before(DateOf(c.Now, c.Zone)) {
		d.Date = d.next()
	}
	return d, ok
}

func isWeekday(word string) bool { _, ok := weekdays[fold(word)]; return ok }

// months are their names, folded; three letters or more of one are enough.
var months = [12][2]string{{"janvier", "january"}, {"fevrier", "february"}, {"mars", "march"}, {"avril", "april"}, {"mai", "may"}, {"juin", "june"},
	{"juillet", "july"}, {"aout", "august"}, {"septembre", "september"}, {"octobre", "october"}, {"novembre", "november"}, {"decembre", "december"}}

// monthNamed reads a month's name, 0 for another word, or one that could be two.
func monthNamed(word string) (found int) {
	word = strings.TrimSuffix(fold(word), ".")
	if len(word) < 3 {
		return 0
	}
	for i, names := range months {
		if strings.HasPrefix(names[0], word) || strings.HasPrefix(names[1], word) {
			if found != 0 {
				return 0
			}
			found = i + 1
		}
	}
	return found
}

// monthDay reads "15 mai", "15 mai 2016", "may 15".
func (c Calendar) monthDay(words []string) (d readDay, rest []string, ok bool) {
	day, month := words[0], monthNamed(words[1])
	if month == 0 {
		day, month = words[1], monthNamed(words[0])
	}
	if month == 0 {
		return d, nil, false
	}
	text := strings.TrimSuffix(strings.TrimSuffix(fold(day), "er"), "th") + "/" + strconv.Itoa(month)
	rest = words[2:]
	if len(rest) > 0 && len(rest[0]) == 4 && strings.Trim(rest[0], "0123456789") == "" {
		text, rest = text+"/"+rest[0], rest[1:]
	}
	d, ok = c.word(text)
	return d, rest, ok
}

// partsOfDay are the hours that words for them stand for.
var partsOfDay = map[string]int{"matin": 9, "morning": 9, "midi": 12, "noon": 12, "apres_midi": 14, "afternoon": 14, "soir": 18, "evening": 18}

// parseHourWords reads an hour with or without "à" or "at" before it: "9h",
// "9:30 pm", "matin".
func parseHourWords(words []string) (h, m int, ok bool) {
	if words[0] == "à" || words[0] == "a" || words[0] == "at" {
		words = words[1:]
	}
	if len(words) == 2 && (words[1] == "am" || words[1] == "pm") {
		words = []string{words[0] + words[1]}
	}
	if len(words) != 1 {
		return 0, 0, false
	}
	if h, ok := partsOfDay[fold(words[0])]; ok {
		return h, 0, true
	}
	for i, half := range []string{"am", "pm"} {
		if text, found := strings.CutSuffix(words[0], half); found {
			if !strings.Contains(text, ":") {
				text += "h"
			}
			h, m, ok := parseHour(text)
			return h%12 + 12*i, m, ok && h >= 1 && h <= 12
		}
	}
	return parseHour(words[0])
}

// atHour is an hour of a day; one that the clocks pass over is the one after it.
func atHour(d Date, h, m int, loc *time.Location) time.Time {
	t := time.Date(d.Year, d.Month, d.Day, h, m, 0, 0, loc)
	if at := t.In(loc); at.Hour()*60+at.Minute() < h*60+m {
		return t.Add(time.Hour)
	}
	return t
}

func future(t, now time.Time, bad *Fault) (time.Time, error) {
	if t.Before(now) {
		past := *bad
		past.Why = WhyPast
		return time.Time{}, &past
	}
	return t.UTC(), nil
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
