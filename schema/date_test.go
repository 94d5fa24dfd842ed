package schema

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

func TestADayBeginsAtItsFirstInstantInEveryZone(t *testing.T) {
	for _, name := range []string{"Europe/Paris", "UTC", "America/Sao_Paulo", "America/Havana", "Asia/Beirut", "Africa/Cairo", "Pacific/Apia", "Australia/Lord_Howe"} {
		loc := zone(t, name)
		for d := (Date{2010, 1, 1}); d.Year < 2019; d = d.AddDays(1) {
			if name == "Pacific/Apia" && d == (Date{2011, 12, 30}) {
				continue // Samoa had no such day
			}
			start := d.Start(loc)
			if DateOf(start, loc) != d || !DateOf(start.Add(-1), loc).Before(d) {
				t.Errorf("%s: %s begins at %s", name, d, start)
			}
			if end := d.End(loc); !end.After(start) {
				t.Errorf("%s: %s ends at %s", name, d, end)
			}
		}
	}
}

func TestMonthsClampToTheLastDayAndKeepTheHourInParis(t *testing.T) {
	for _, tc := range []struct {
		from   string
		months int
		want   string
	}{
		{"2015-01-31 10:00", 1, "2015-02-28 10:00"},
		{"2016-01-31 10:00", 1, "2016-02-29 10:00"},
		{"2015-11-30 10:00", 3, "2016-02-29 10:00"},
		{"2015-08-31 23:59", 6, "2016-02-29 23:59"},
		{"2015-03-28 02:30", 12, "2016-03-28 02:30"},
		{"2015-01-15 12:00", 6, "2015-07-15 12:00"}, // summer time began meanwhile
		{"2015-12-31 00:00", 0, "2015-12-31 00:00"},
		{"2015-03-31 08:00", -1, "2015-02-28 08:00"},
	} {
		const layout = "2006-01-02 15:04"
		from, err := time.ParseInLocation(layout, tc.from, Paris)
		if err != nil {
			t.Fatal(err)
		}
		got := AddMonths(from.UTC(), tc.months, Paris)
		if got.In(Paris).Format(layout) != tc.want || got.Location() != time.UTC {
			t.Errorf("%s and %d months is %s, want %s", tc.from, tc.months, got.In(Paris), tc.want)
		}
	}
}

func TestMonthsNeverSkipOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		from := time.Unix(rapid.Int64Range(0, 4e9).Draw(t, "from"), 0)
		n := rapid.IntRange(0, 24).Draw(t, "months")
		a, b := DateOf(from, Paris), DateOf(AddMonths(from, n, Paris), Paris)
		if got := (b.Year-a.Year)*12 + int(b.Month) - int(a.Month); got != n || b.Day > a.Day {
			t.Fatalf("%s and %d months is %s", a, n, b)
		}
	})
}

func TestDatesReadAndWriteTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := Date{2000, 1, 1}.AddDays(rapid.IntRange(-40000, 40000).Draw(t, "days"))
		got, err := ParseDate(d.String())
		if err != nil || got != d {
			t.Fatalf("%s comes back as %s, %v", d, got, err)
		}
		e := d.AddDays(rapid.IntRange(-400, 400).Draw(t, "more"))
		if d.Before(e) != (d.String() < e.String()) {
			t.Fatalf("%s before %s: %v", d, e, d.Before(e))
		}
	})
	if d, err := ParseDate(""); err != nil || !d.IsZero() || d.String() != "" {
		t.Errorf("no date is %q, %v", d, err)
	}
	for _, s := range []string{"2015-02-30", "20150506", "2015-5-6", "06/05/2015", "x"} {
		if _, err := ParseDate(s); err == nil {
			t.Errorf("%q passes for a date", s)
		}
	}
}
