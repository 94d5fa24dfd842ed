package schema

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// Contact is who answers for an organisation, and when (astreinte).
type Contact struct {
	ID       ID
	Ref      string // "google/2"
	Rev      int
	Org      string // organisation code
	Function string // never a person's name alone: "Astreinte de nuit"
	Phone    string
	Mail     string
	Hours    string // as Hours.String writes them; empty: at any time
	Zone     string // IANA name in which hours are read
	Notes    string // what else there is to say of the hours
	Rank     int    // order of call within the organisation, 1 first
	Hooked   bool   // alerts are posted to a webhook too; told to ReadsWebhook alone
	Webhook  string // where to; told to ReadsWebhook alone
	Secret   string // what they are signed with; told only by what sets Webhook
}

// Answers reports whether the contact answers at an instant.
func (c Contact) Answers(at time.Time) bool {
	loc, err := time.LoadLocation(c.Zone)
	hours, wrong := ParseHours(c.Hours)
	return err == nil && wrong == nil && hours.At(at.In(loc))
}

// MaySeeContact reports whether the actor may know of an organisation's
// contacts: those of the own one and of the authority; the authority's members all.
func MaySeeContact(a Actor, o Organisation) bool {
	return slices.Contains(Roles, a.Role) && (a.Org == o.ID || o.Kind == OrgAuthority || a.Authority())
}

// MayKeepContact returns nil when the actor may change an organisation's
// contacts: its own members do, for the authority those who lead it and its
// administrators, who may do it for every organisation.
func MayKeepContact(a Actor, v Verb, o Organisation) error {
	leads := a.Role == RoleSecretariat || a.Role == RoleChair || a.Role == RoleAdministrator
	switch {
	case !MaySeeContact(a, o):
		return NotFound("")
	case a.Authority() && leads, !a.Authority() && a.Org == o.ID:
		return nil
	}
	return &Fault{Class: ErrForbidden, Why: WhyRole, Verb: v, Noun: NounContact}
}

// Hours are the times of a week in which somebody answers; the zero Hours: always.
type Hours []Span

// Span is a part of some days. One that ends at or before its start goes on
// into the next day.
type Span struct {
	Days     [7]bool // by time.Weekday
	From, To int     // minutes since midnight, To up to 1440
}

const wholeDay = 24 * 60

var allDays = [7]bool{true, true, true, true, true, true, true}

// dayNames are the days by what people write; two or three letters suffice.
var dayNames = []struct {
	day   time.Weekday
	words []string
}{
	{time.Monday, []string{"mon", "monday", "lun", "lundi"}}, {time.Tuesday, []string{"tue", "tuesday", "mar", "mardi"}},
	{time.Wednesday, []string{"wed", "wednesday", "mer", "mercredi"}}, {time.Thursday, []string{"thu", "thursday", "jeu", "jeudi"}},
	{time.Friday, []string{"fri", "friday", "ven", "vendredi"}}, {time.Saturday, []string{"sat", "saturday", "sam", "samedi"}},
	{time.Sunday, []string{"sun", "sunday", "dim", "dimanche"}},
}

// ParseHours reads hours of a week: "24/7", "mon-fri 09:00-18:00",
// "lun-ven 9h-18h; sam 10h-12h30", "22:00-06:00" (every day). The empty text is
// always. Its errors are *Fault of class ErrInvalid on field "hours".
func ParseHours(s string) (Hours, error) {
	text := strings.ToLower(strings.TrimSpace(s))
	if text == "" || text == "24/7" || Fold(text) == "7j/7" || Fold(text) == "24h/24" {
		return nil, nil
	}
	var out Hours
	for part := range strings.SplitSeq(text, ";") {
		span, ok := parseSpanOfWeek(strings.Fields(part))
		if !ok {
			return nil, Invalid(WhyHours, "hours", s)
		}
		out = append(out, span)
	}
	return out, nil
}

// parseSpanOfWeek reads "mon-fri 09:00-18:00", either part alone being enough.
func parseSpanOfWeek(words []string) (Span, bool) {
	span := Span{Days: allDays, To: wholeDay}
	if len(words) == 0 || len(words) > 2 {
		return span, false
	}
	days, ok := parseDays(words[0])
	if ok {
		span.Days = days
		words = words[1:]
	}
	switch len(words) {
	case 0:
		return span, true
	case 1:
		from, to, found := strings.Cut(words[0], "-")
		fromHour, fromMinute, okFrom := parseHour(from)
		toHour, toMinute, okTo := parseHour(to)
		if to == "24:00" || to == "24h" {
			toHour, toMinute, okTo = 24, 0, true
		}
		span.From, span.To = fromHour*60+fromMinute, toHour*60+toMinute
		return span, found && okFrom && okTo && span.From != span.To
	}
	return span, false
}

// parseDays reads "mon-fri", "sat,sun", "lun".
func parseDays(s string) (days [7]bool, ok bool) {
	for part := range strings.SplitSeq(s, ",") {
		first, last, several := strings.Cut(part, "-")
		from, ok := dayNamed(first)
		to := from
		if ok && several {
			to, ok = dayNamed(last)
		}
		if !ok {
			return days, false
		}
		for d := from; ; d = (d + 1) % 7 {
			days[d] = true
			if d == to {
				break
			}
		}
	}
	return days, true
}

func dayNamed(s string) (time.Weekday, bool) {
	s = Fold(s)
	for _, d := range dayNames {
		if slices.Contains(d.words, s) {
			return d.day, true
		}
	}
	return 0, false
}

// At reports whether local, a time in the hours' zone, is within them.
func (h Hours) At(local time.Time) bool {
	if len(h) == 0 {
		return true
	}
	minute, today := local.Hour()*60+local.Minute(), local.Weekday()
	yesterday := (today + 6) % 7
	for _, s := range h {
		overnight := s.To <= s.From
		switch {
		case s.Days[today] && minute >= s.From && (minute < s.To || overnight),
			s.Days[yesterday] && overnight && minute < s.To:
			return true
		}
	}
	return false
}

// String writes the hours as ParseHours reads them; nothing for always.
func (h Hours) String() string {
	parts := make([]string, len(h))
	for i, s := range h {
		parts[i] = daysText(s.Days, englishDays) + " " + s.times()
	}
	return strings.Join(parts, "; ")
}

// Text writes the hours for people: with the short names of days given, by
// time.Weekday, a span to a part, without the times of whole days; none for always.
func (h Hours) Text(names [7]string) []string {
	parts := make([]string, len(h))
	for i, s := range h {
		switch {
		case s.From == 0 && s.To == wholeDay:
			parts[i] = daysText(s.Days, names)
		case s.Days == allDays:
			parts[i] = s.times()
		default:
			parts[i] = daysText(s.Days, names) + " " + s.times()
		}
	}
	return parts
}

func (s Span) times() string {
	return fmt.Sprintf("%02d:%02d-%02d:%02d", s.From/60, s.From%60, s.To/60, s.To%60)
}

// englishDays are the names that are stored.
var englishDays = [7]string{"sun", "mon", "tue", "wed", "thu", "fri", "sat"}

// daysText writes days from Monday on, those that follow each other as a range.
func daysText(days [7]bool, names [7]string) string {
	var parts []string
	for i := 0; i < len(dayNames); i++ {
		if !days[dayNames[i].day] {
			continue
		}
		first := i
		for i+1 < len(dayNames) && days[dayNames[i+1].day] {
			i++
		}
		text := names[dayNames[first].day]
		if i > first {
			text += "-" + names[dayNames[i].day]
		}
		parts = append(parts, text)
	}
	return strings.Join(parts, ",")
}
