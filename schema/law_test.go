package schema

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// paris reads a moment of the French clocks, "2015-03-28 14:30"; "+1" after it
// means the second of an hour that comes twice.
func paris(t testing.TB, s string) time.Time {
	t.Helper()
	again := len(s) > 16
	at, err := time.ParseInLocation("2006-01-02 15:04", s[:16], Paris)
	if err != nil {
		t.Fatal(err)
	}
	if later := at.Add(time.Hour); later.Format("15:04") == at.Format("15:04") && again {
		return later
	} else if earlier := at.Add(-time.Hour); earlier.Format("15:04") == at.Format("15:04") && !again {
		return earlier
	}
	return at
}

// TestTheDelaysOfTheLawByExample is one table of worked examples: for each
// delay what began when, and when it was over, by the clocks in Paris.
func TestTheDelaysOfTheLawByExample(t *testing.T) {
	covered := map[ClockCode]bool{}
	for _, tc := range []struct {
		clock   ClockCode
		kind    Kind
		regime  Regime
		purpose Purpose
		begins  string // sent, received or done, as the clock says
		ends    string
		because string
	}{
		{"withdrawal", KindWithdrawal, RegimeLCEN, ForAnswer, "2015-05-05 09:00", "2015-05-06 09:00", "twenty-four hours from sending"},
		{"withdrawal", KindWithdrawal, RegimeLCEN, ForAnswer, "2015-03-28 14:30", "2015-03-29 15:30", "the night of 28 March loses an hour: hours are counted, not clock faces"},
		{"withdrawal", KindWithdrawal, RegimeLCEN, ForAnswer, "2015-10-24 14:30", "2015-10-25 13:30", "the night of 24 October has an hour more"},
		{"blocking", KindBlocking, RegimeLCEN, ForAnswer, "2016-02-28 22:10", "2016-02-29 22:10", "into the leap day"},
		{"blocking", KindBlocking, RegimeLCEN, ForAnswer, "2015-02-28 22:10", "2015-03-01 22:10", "and past its place in other years"},
		{"delisting", KindDelisting, RegimeLCEN, ForAnswer, "2015-12-31 18:00", "2016-01-02 18:00", "forty-eight hours, holidays among them"},
		{"delisting", KindReinstatement, RegimeLCEN, ForAnswer, "2015-10-24 03:30", "2015-10-26 02:30", "relisting as delisting, over the end of summer time"},
		{"removal_order", KindRemovalOrder, RegimeTCO, ForAnswer, "2021-10-31 02:30", "2021-10-31 02:30+1", "one hour from receipt, in the hour that comes twice"},
		{"removal_order", KindRemovalOrder, RegimeTCO, ForAnswer, "2022-03-27 01:30", "2022-03-27 03:30", "one hour from receipt, over the hour that is skipped"},
		{"removal_order", KindWithdrawal, RegimeTCO, ForAnswer, "2022-06-07 23:45", "2022-06-08 00:45", "whatever is asked under the regulation"},
		{"scrutiny", KindRemovalOrder, RegimeTCO, ForScrutiny, "2022-03-25 12:00", "2022-03-28 13:00", "seventy-two hours from receipt, one of them skipped"},
		{"scrutiny", KindRemovalOrder, RegimeTCO, ForScrutiny, "2022-06-07 12:00", "2022-06-10 12:00", "for the authority, beside the hour of the addressee"},
		{"reverification", KindBlocking, RegimeLCEN, ForCheck, "2015-11-30 10:00", "2016-02-29 10:00", "three months from the last of November: the last of February"},
		{"reverification", KindBlocking, RegimeLCEN, ForCheck, "2014-11-30 10:00", "2015-02-28 10:00", "in a year without leap day the day before"},
		{"reverification", KindDelisting, RegimeLCEN, ForCheck, "2015-01-29 10:00", "2015-04-29 10:00", "months keep the time of day, in summer as in winter"},
		{"reverification", KindBlocking, RegimeLCEN, ForCheck, "2014-12-29 02:30", "2015-03-29 03:30", "a time that is skipped is as long after the change"},
		{"preservation", KindPreservation, RegimeCriminal, ForExpiry, "2015-08-31 17:00", "2016-02-29 17:00", "six months from the last of August"},
		{"preservation", KindPreservation, RegimeCriminal, ForExpiry, "2015-04-25 02:30", "2015-10-25 02:30+1", "a time that comes twice is the later one: data is kept longer, never shorter"},
		{"crisis", KindWithdrawal, RegimeLCEN, ForBenchmark, "2015-11-13 23:15", "2015-11-14 00:45", "an hour and a half, wanted and not owed"},
	} {
		covered[tc.clock] = true
		c, ok := DefaultLaw.ClockOf(tc.purpose, tc.kind, tc.regime, paris(t, tc.begins))
		if !ok || c.Code != tc.clock {
			t.Errorf("%s under %s has for %s the clock %q, want %q", tc.kind, tc.regime, tc.purpose, c.Code, tc.clock)
			continue
		}
		if got := c.Due(paris(t, tc.begins)); !got.Equal(paris(t, tc.ends)) {
			t.Errorf("%s, begun %s: over %s, want %s: %s", tc.clock, tc.begins, got.In(Paris).Format("2006-01-02 15:04 MST"), tc.ends, tc.because)
		}
	}
	for _, c := range DefaultLaw.Clocks {
		if !covered[c.Code] {
			t.Errorf("no example of %s", c.Code)
		}
	}
}

func TestAVersionCountsFromItsDayOn(t *testing.T) {
	day := func(n int) time.Time { return time.Date(2015, 6, n, 0, 0, 0, 0, time.UTC) }
	law := Law{Clocks: []Clock{
		{Code: "w", Version: 1, Duration: 24 * time.Hour},
		{Code: "w", Version: 2, Duration: 12 * time.Hour, From: day(20)},
		{Code: "w", Version: 3, Duration: 6 * time.Hour, From: day(10)},
		{Code: "w", Version: 4, Duration: 3 * time.Hour, From: day(10)},
	}}
	for n, want := range map[int]int{1: 1, 10: 4, 19: 4, 20: 2, 30: 2} {
		if c, ok := law.InForce("w", day(n)); !ok || c.Version != want {
			t.Errorf("on 2015-06-%02d version %d counts, want %d", n, c.Version, want)
		}
	}
	if _, ok := law.InForce("x", day(1)); ok {
		t.Error("an unknown clock counts")
	}
}

func TestTheNarrowestUseCounts(t *testing.T) {
	later := monday.Add(time.Hour)
	law := DefaultLaw
	law.Uses = append(slices.Clip(law.Uses),
		ClockUse{Purpose: ForAnswer, Kind: KindBlocking, Regime: RegimeTCO, Clock: "blocking"},
		ClockUse{Purpose: ForAnswer, Kind: KindDelisting, From: later},
		ClockUse{Purpose: ForAnswer, Kind: KindNotice, Clock: "delisting", From: later})
	for _, tc := range []struct {
		kind   Kind
		regime Regime
		at     time.Time
		want   ClockCode
	}{
		{KindBlocking, RegimeTCO, monday, "blocking"}, {KindDelisting, RegimeTCO, monday, "removal_order"},
		{KindDelisting, RegimeLCEN, monday, "delisting"}, {KindDelisting, RegimeLCEN, later, ""},
		{KindNotice, RegimeDSA16, monday, ""}, {KindNotice, RegimeDSA16, later, "delisting"},
	} {
		if c, _ := law.ClockOf(ForAnswer, tc.kind, tc.regime, tc.at); c.Code != tc.want {
			t.Errorf("%s under %s at %s: %q, want %q", tc.kind, tc.regime, tc.at.Format(time.TimeOnly), c.Code, tc.want)
		}
	}
}

func TestARegimeIsInForceBetweenItsDays(t *testing.T) {
	until := monday.Add(time.Hour)
	all := append(slices.Clip(DefaultLegals),
		Legal{Code: "sren", Version: 1, From: monday, Until: until}, Legal{Code: "sren", Version: 2, From: until.Add(time.Hour)})
	for _, tc := range []struct {
		at   time.Time
		want bool
	}{{monday.Add(-1), false}, {monday, true}, {until.Add(-1), true}, {until, false}, {until.Add(time.Hour), true}} {
		v, _ := LegalAt(all, "sren", tc.at)
		if v.InForce(tc.at) != tc.want {
			t.Errorf("at %s in force: %v", tc.at, !tc.want)
		}
	}
	for _, g := range Regimes {
		if v, ok := LegalAt(all, g, monday); !ok || !v.InForce(monday) {
			t.Errorf("%s is not in force", g)
		}
	}
}

func TestACodeThatTheGroupAddedIsRead(t *testing.T) {
	for word, want := range map[string]Regime{"LCEN": RegimeLCEN, "tco art. 3": RegimeTCO, "SREN_2024": "sren_2024", "sren 2024": "sren_2024"} {
		if got, ok := ParseRegime(word); !ok || got != want {
			t.Errorf("%q is %q, %v", word, got, ok)
		}
	}
	for _, word := range []string{"", "42", "…", "abcdefghijklmnopqrstuvwxyzabcdefghij"} {
		if got, ok := ParseRegime(word); ok {
			t.Errorf("%q is read as %q", word, got)
		}
	}
}

func FuzzParseRegime(f *testing.F) {
	f.Add("SREN 2024")
	f.Fuzz(func(t *testing.T, s string) {
		if code, ok := ParseRegime(s); ok && !ValidCode(string(code)) {
			t.Errorf("%q is read as %q, which can be no code", s, code)
		}
	})
}

// TestMonthsKeepTheDayOrItsMonthsLast holds what the worked examples show of a
// few moments for all of fifty years.
func TestMonthsKeepTheDayOrItsMonthsLast(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		start := time.Unix(rapid.Int64Range(1388534400, 2966371200).Draw(t, "start"), 0).UTC()
		n := rapid.IntRange(1, 120).Draw(t, "months")
		end := AddMonths(start, n, Paris)
		a, b := start.In(Paris), end.In(Paris)
		if months := (b.Year()-a.Year())*12 + int(b.Month()-a.Month()); months != n {
			t.Fatalf("%s and %d months are %s", a, n, b)
		}
		last := time.Date(b.Year(), b.Month()+1, 0, 12, 0, 0, 0, time.UTC).Day()
		if b.Day() != min(a.Day(), last) {
			t.Fatalf("%s and %d months are %s", a, n, b)
		}
		if skipped := time.Duration(b.Hour()-a.Hour()) * time.Hour; skipped != 0 && (skipped != time.Hour || a.Hour() != 2) || b.Minute() != a.Minute() {
			t.Fatalf("%s and %d months are %s", a, n, b)
		}
		if earlier := AddMonths(start, n-1, Paris); !earlier.Before(end) {
			t.Fatalf("%d months end %s, %d end %s", n-1, earlier, n, end)
		}
	})
}

// moments are those near which clocks go wrong: changes of the hour, ends of months, leap days.
var moments = []time.Time{
	time.Date(2015, 3, 29, 0, 59, 30, 0, time.UTC), time.Date(2015, 10, 25, 0, 30, 0, 0, time.UTC), time.Date(2016, 2, 28, 22, 59, 59, 0, time.UTC),
	time.Date(2015, 1, 31, 23, 0, 0, 0, time.UTC), time.Date(2015, 12, 31, 22, 59, 59, 999e6, time.UTC), time.Date(2015, 5, 5, 7, 0, 0, 0, time.UTC),
}

// TestNoLifeMakesAClockJump starts, halts and resumes the clock of every delay
// of the law at moments near those where clocks go wrong, some equal. What is
// left never grows and never falls by more than the time that ran; while the
// clock stands nothing passes; what it stood is the sum of its spans.
func TestNoLifeMakesAClockJump(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := rapid.SampledFrom(DefaultLaw.Clocks).Draw(t, "clock")
		now := rapid.SampledFrom(moments).Draw(t, "from").Add(time.Duration(rapid.Int64Range(-7200, 7200).Draw(t, "off")) * time.Second)
		start := now
		timing := Timing{Duration: c.Duration, Months: c.Months}.Begin(now)
		exact := func() time.Duration { // what is left, to the instant
			end := start.Add(c.Duration)
			if c.Months > 0 {
				end = AddMonths(start, c.Months, Paris)
			}
			return end.Sub(now) + timing.Suspended
		}
		var stood time.Duration
		var since time.Time
		left := exact()
		for range rapid.IntRange(1, 25).Draw(t, "steps") {
			pass := time.Duration(rapid.SampledFrom([]int64{0, 0, 1, 999, 60_000, 3_600_000, 90_000_000}).Draw(t, "pass")) * time.Millisecond
			running := since.IsZero()
			now = now.Add(pass)
			switch rapid.IntRange(0, 3).Draw(t, "verb") {
			case 0:
				if running {
					since, left = now, left-pass
				}
				timing = timing.Halt(now)
			case 1:
				if !running {
					stood += now.Sub(since)
					since = time.Time{}
				}
				timing = timing.Resume(now)
			case 2:
				timing = timing.Begin(now) // a second receipt begins nothing
			}
			if timing.Suspended != stood {
				t.Fatalf("stood %s, its spans are %s", timing.Suspended, stood)
			}
			if !timing.Start.Equal(start) || timing.Due.Before(start) {
				t.Fatalf("begun %s, due %s", timing.Start, timing.Due)
			}
			if !since.IsZero() {
				continue // it stands: what is left is judged when it runs again
			}
			ran := pass
			if !running {
				ran = 0
			}
			now := exact()
			if now != left-ran {
				t.Fatalf("%s was left, %s ran, %s is left", left, ran, now)
			}
			left = now
		}
	})
}

// TestClocksOfNodesApartTakeNothingBack gives a clock times that go back a little.
func TestClocksOfNodesApartTakeNothingBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		timing := Timing{Duration: time.Hour}
		for range rapid.IntRange(1, 20).Draw(t, "steps") {
			at := monday.Add(time.Duration(rapid.Int64Range(0, 600).Draw(t, "at")) * time.Second)
			before := timing
			switch rapid.IntRange(0, 2).Draw(t, "verb") {
			case 0:
				timing = timing.Begin(at)
			case 1:
				timing = timing.Halt(at)
			case 2:
				timing = timing.Resume(at)
			}
			if timing.Suspended < before.Suspended || timing.Due.Before(before.Due) || (!timing.Start.IsZero() && timing.Due.Before(timing.Start.Add(time.Hour))) {
				t.Fatalf("%+v after %+v", timing, before)
			}
		}
	})
}

func TestADelayIsWrittenAsISO8601(t *testing.T) {
	for want, c := range map[string]Clock{"PT24H": {Duration: 24 * time.Hour}, "PT90M": {Duration: 90 * time.Minute}, "P3M": {Months: 3}} {
		if got := c.Delay(); got != want {
			t.Errorf("%+v is %q, want %q", c, got, want)
		}
	}
}

func TestWhoKeepsTheLawAndWhoLeadsInACrisis(t *testing.T) {
	secretariat := Actor{Role: RoleSecretariat, OrgCode: "ministry", OrgKind: OrgAuthority}
	for _, a := range []Actor{pharos, other, validator, chair, secretariat, google, facebook, overseer, observer, admin, nobody} {
		want := a.Role == RoleChair || a.Role == RoleSecretariat
		for _, v := range []Verb{VerbAdd, VerbUpdate, VerbUse} {
			if (MayLegislate(a, v) == nil) != want {
				t.Errorf("%s %s the law: %v", a.Role, v, MayLegislate(a, v))
			}
		}
		for _, v := range []Verb{VerbStart, VerbEnd} {
			if (MayLead(a, v) == nil) != want {
				t.Errorf("%s %s a crisis: %v", a.Role, v, MayLead(a, v))
			}
		}
	}
}

func TestTheHistoryOfALabelIsReadFromItsThread(t *testing.T) {
	at := func(n int) time.Time { return monday.Add(time.Duration(n) * time.Hour) }
	thread := []Event{
		{At: at(0), Actor: "PHAROS", Verb: VerbSend, Changes: []Change{{Field: FieldLabel, To: "P3"}, {Field: FieldSubject, To: "x"}}},
		{At: at(1), Actor: "Présidence", Verb: VerbLabel, Text: "crise", Changes: []Change{{Field: FieldLabel, From: "P3", To: "P1"},
			{Field: FieldLabelReason, To: "crise"}, {Field: FieldLabelExpires, To: at(9).Format(time.RFC3339)}}},
		{At: at(2), Actor: "Google", Verb: VerbNote, Text: "vu"},
		{At: at(9), Actor: "Ministère", Verb: VerbExpire, Changes: []Change{{Field: FieldLabel, From: "P1", To: "P3"},
			{Field: FieldLabelReason, From: "crise"}, {Field: FieldLabelExpires, From: "x"}}},
	}
	want := []LabelGrant{{P3, "", "PHAROS", at(0), time.Time{}}, {P1, "crise", "Présidence", at(1), at(9).Truncate(time.Second)}, {P3, "", "Ministère", at(9), time.Time{}}}
	got := LabelHistory(thread)
	if len(got) != len(want) {
		t.Fatalf("%+v", got)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("%d: %+v, want %+v", i, got[i], want[i])
		}
	}
}
