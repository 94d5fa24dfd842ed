package schema_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"contactgroup/schema"
)

func TestSettingsOfMailTakeWhatFitsAndSayWhatDoesNot(t *testing.T) {
	for _, tc := range []struct {
		key, value, kept string
		why              schema.Reason
	}{
		{"mail", " duty@google.example ", "duty@google.example", ""}, {"mail", "none", "none", ""}, {"mail", "", "none", ""},
		{"mail", "Duty <duty@google.example>", "", schema.WhyAddress}, {"mail", "a@b.example, c@d.example", "", schema.WhyAddress},
		{"mail", "a@b.example\r\nBcc: x@y.example", "", schema.WhyAddress}, {"mail", strings.Repeat("a", 250) + "@b.example", "", schema.WhyAddress},
		{"quiet", "20h-8h", "20:00-08:00", ""}, {"quiet", "22:30-06:15", "22:30-06:15", ""}, {"quiet", "OFF", "off", ""},
		{"quiet", "0h-24h", "", schema.WhyQuiet}, {"quiet", "8h-8h", "", schema.WhyQuiet}, {"quiet", "mon 8h-9h", "", schema.WhyQuiet},
		{"quiet", "lun-ven", "", schema.WhyQuiet}, {"quiet", "25h-8h", "", schema.WhyQuiet},
		{"digest", "daily 8h", "08:00", ""}, {"digest", "quotidien 8h30", "08:30", ""}, {"digest", "18:05", "18:05", ""}, {"digest", "off", "off", ""},
		{"digest", "daily", "", schema.WhyDigest}, {"digest", "weekly 8h", "", schema.WhyDigest}, {"digest", "24h", "", schema.WhyDigest},
		{"convocation", "off", "off", ""}, {"pack", "perhaps", "", schema.WhyUnknown},
	} {
		s, err := schema.Settings{}.With(tc.key, tc.value)
		var f *schema.Fault
		switch {
		case tc.why != "" && (!errors.As(err, &f) || f.Why != tc.why || s.Stored() != ""):
			t.Errorf("%s %q: %v", tc.key, tc.value, err)
		case tc.why == "" && (err != nil || s.Value(tc.key) != tc.kept || schema.ReadSettings(s.Stored()).Value(tc.key) != tc.kept):
			t.Errorf("%s %q is %q: %v", tc.key, tc.value, s.Value(tc.key), err)
		}
	}
}

func TestWhoHasNoAddressWantsNoMail(t *testing.T) {
	with := schema.Settings{Mail: "a@b.example", Pack: "off"}
	for _, c := range schema.NoticeCauses {
		if (schema.Settings{}).Wants(c) || with.Wants(c) != (c != schema.NoticePack) {
			t.Errorf("%s: %t", c, with.Wants(c))
		}
	}
}

// anInstant is one around a change of the clocks, often.
func anInstant(t *rapid.T) (time.Time, *time.Location) {
	zone, err := time.LoadLocation(rapid.SampledFrom([]string{"Europe/Paris", "America/New_York", "Australia/Lord_Howe", "America/Cayenne", "UTC", "Asia/Kolkata"}).Draw(t, "zone"))
	if err != nil {
		t.Fatal(err)
	}
	day := rapid.SampledFrom([]time.Time{
		time.Date(2015, 3, 29, 0, 0, 0, 0, time.UTC), time.Date(2015, 10, 25, 0, 0, 0, 0, time.UTC), time.Date(2015, 3, 8, 0, 0, 0, 0, time.UTC),
		time.Date(2015, 11, 1, 0, 0, 0, 0, time.UTC), time.Date(2015, 4, 4, 12, 0, 0, 0, time.UTC), time.Date(2015, 10, 3, 12, 0, 0, 0, time.UTC),
		time.Date(2015, 6, 30, 0, 0, 0, 0, time.UTC)}).Draw(t, "day")
	return day.Add(time.Duration(rapid.IntRange(-30*3600, 30*3600).Draw(t, "seconds")) * time.Second), zone
}

func clockText(minutes int) string {
	return time.Date(2015, 1, 1, minutes/60, minutes%60, 0, 0, time.UTC).Format("15:04")
}

func TestQuietHoursHoldUntilTheWallClockSaysTheyEnd(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		at, zone := anInstant(t)
		from, to := rapid.IntRange(0, 1439).Draw(t, "from"), rapid.IntRange(0, 1439).Draw(t, "to")
		if from == to {
			t.Skip("no hours")
		}
		s, err := schema.Settings{}.With("quiet", clockText(from)+"-"+clockText(to))
		if err != nil {
			t.Fatal(err)
		}
		quiet := func(at time.Time) bool {
			local := at.In(zone)
			minute := local.Hour()*60 + local.Minute()
			if from < to {
				return minute >= from && minute < to
			}
			return minute >= from || minute < to
		}
		until := s.QuietUntil(at, zone)
		if quiet(until) || until.Before(at) || until.Sub(at) > 26*time.Hour {
			t.Fatalf("from %s until %s", at.In(zone), until.In(zone))
		}
		if !quiet(at) && !until.Equal(at) {
			t.Fatalf("nothing is quiet at %s, yet it waits until %s", at.In(zone), until.In(zone))
		}
		for m := at; m.Before(until); m = m.Add(time.Minute) {
			if !quiet(m) {
				t.Fatalf("at %s it could have gone, not at %s alone", m.In(zone), until.In(zone))
			}
		}
	})
}

func TestADigestGoesOutOnceADayAndNeverInQuietHours(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		at, zone := anInstant(t)
		s := schema.Settings{Digest: clockText(rapid.IntRange(0, 1439).Draw(t, "digest")), Quiet: "20:00-08:00"}
		next := s.NoticeAt(at, zone)
		if next.Before(at) || next.Sub(at) > 38*time.Hour || s.QuietUntil(next, zone) != next {
			t.Fatalf("what comes at %s goes at %s", at.In(zone), next.In(zone))
		}
		if again := s.NoticeAt(next.Add(-time.Second), zone); next.After(at) && again.After(next) {
			t.Fatalf("what comes a second before goes at %s", again)
		}
	})
}

func TestRemindersComeInTheMorningBeforeAndAfterTheDueDay(t *testing.T) {
	soon, over := schema.Reminders(schema.Date{Year: 2015, Month: time.March, Day: 30}, schema.Paris)
	if soon.UTC() != time.Date(2015, 3, 27, 7, 0, 0, 0, time.UTC) || over.UTC() != time.Date(2015, 3, 31, 6, 0, 0, 0, time.UTC) {
		t.Errorf("%s, %s", soon.UTC(), over.UTC())
	}
}
