package schema

import (
	"fmt"
	"net/mail"
	"slices"
	"strings"
	"time"
)

// NoticeCause is what a member may be written a mail for. It is also the key of
// the setting by which the member chooses it.
type NoticeCause string

const (
	NoticeConvocation NoticeCause = "convocation" // a meeting is convened
	NoticePack        NoticeCause = "pack"        // the pack of a meeting is frozen
	NoticeDue         NoticeCause = "due"         // an own action item is due soon, or overdue
	NoticeAssigned    NoticeCause = "assigned"    // a colleague has put a request into the member's hands
)

// NoticeCauses lists every NoticeCause.
var NoticeCauses = []NoticeCause{NoticeConvocation, NoticePack, NoticeDue, NoticeAssigned}

// Notice is one thing that a member is told of by mail. It holds whatever may
// leave the desk that way, whatever an organisation's settings and the marking:
// a reference, days and the place of a meeting. It never holds a title, a
// content or a pack: these are fetched over ssh, or go beside it where MayMail
// says so.
type Notice struct {
	Cause   NoticeCause
	Ref     string    // empty for a request marked TLP red, which leaves the desk in no form
	Starts  time.Time // of a meeting
	Place   string    // of a meeting; may be empty
	Due     Date      // of an action item
	Overdue bool      // that day is over
}

// NoticedFor tells which notice an entry of a log gives; empty: none. Who of the
// log's readers is told is decided where they are known.
func NoticedFor(e Event) NoticeCause {
	switch {
	case e.Noun == NounMeeting && e.Verb == VerbConvene:
		return NoticeConvocation
	case e.Noun == NounMeeting && e.Verb == VerbFreeze:
		return NoticePack
	case e.Noun == NounRequest && e.Verb == VerbAssign:
		return NoticeAssigned
	}
	return ""
}

// Reminders of an action item come in the morning, some days before its due day
// and the day after it.
const (
	reminderDays = 3
	reminderHour = 8
)

// Reminders are when the holder of an action item due on that day is reminded of
// it: before, and once it is overdue.
func Reminders(due Date, zone *time.Location) (soon, overdue time.Time) {
	at := func(d Date) time.Time { return time.Date(d.Year, d.Month, d.Day, reminderHour, 0, 0, 0, zone) }
	return at(due.AddDays(-reminderDays)), at(due.AddDays(1))
}

// Wants reports whether the member is to be told of such things by mail.
func (s Settings) Wants(c NoticeCause) bool { return s.Mail != "" && s.Value(string(c)) == "on" }

// QuietUntil is the first instant, from at on, at which the wall clock of the
// zone is outside of the quiet hours; at itself when it is.
func (s Settings) QuietUntil(at time.Time, zone *time.Location) time.Time {
	hours, err := ParseHours(s.Quiet)
	if err != nil || len(hours) == 0 {
		return at
	}
	// Minute by minute, since a night may last an hour more or less, and its
	// end be a time that the clock skips or shows twice.
	for hours.At(at.In(zone)) {
		at = at.Truncate(time.Minute).Add(time.Minute)
	}
	return at
}

// NoticeAt is when the member may be written of something that happens at an
// instant: with the next digest, and outside of the quiet hours. A digest whose
// hour is quiet goes out as they end.
func (s Settings) NoticeAt(at time.Time, zone *time.Location) time.Time {
	hour, minute, daily := parseHour(s.Digest)
	if !daily {
		return s.QuietUntil(at, zone)
	}
	for day := DateOf(at, zone).AddDays(-1); ; day = day.AddDays(1) {
		next := s.QuietUntil(time.Date(day.Year, day.Month, day.Day, hour, minute, 0, 0, zone), zone)
		if !next.Before(at) {
			return next
		}
	}
}

// openSetting is a setting that takes any value that fits.
type openSetting struct {
	unset string // the word of what is not set
	clean func(string) (string, bool)
	why   Reason // what does not fit is refused with it
}

var openSettings = map[string]openSetting{
	"zone": {"auto", cleanZone, WhyUnknown}, "mail": {"none", cleanAddress, WhyAddress},
	"quiet": {"off", cleanQuiet, WhyQuiet}, "digest": {"off", cleanDigest, WhyDigest},
}

// Unset is the word by which a setting is taken back.
func (k Setting) Unset() string {
	if k.Values != nil {
		return k.Values[0]
	}
	return openSettings[k.Key].unset
}

func cleanZone(s string) (string, bool) {
	_, err := time.LoadLocation(s)
	return s, err == nil && s != "" && s != "Local"
}

// maxAddress is the longest mail address that RFC 5321 lets a server take.
const maxAddress = 254

func cleanAddress(s string) (string, bool) {
	a, err := mail.ParseAddress(s)
	return s, err == nil && a.Address == s && len(s) <= maxAddress && VisibleLine(s) == s
}

// cleanQuiet takes the hours of each day alone: "20h-8h".
func cleanQuiet(s string) (string, bool) {
	span, ok := parseSpanOfWeek(strings.Fields(strings.ToLower(s)))
	whole := span.To-span.From == wholeDay
	return span.times(), ok && span.Days == allDays && !whole
}

// cleanDigest takes an hour: "8h", "daily 8h".
func cleanDigest(s string) (string, bool) {
	words := strings.Fields(Fold(s))
	if len(words) == 2 && slices.Contains([]string{"daily", "quotidien"}, words[0]) {
		words = words[1:]
	}
	if len(words) != 1 {
		return "", false
	}
	hour, minute, ok := parseHour(words[0])
	return fmt.Sprintf("%02d:%02d", hour, minute), ok
}
