package schema

import (
	"errors"
	"testing"
	"time"
)

// Tuesday 5 May 2015, 10:00 in Paris.
var tuesday = time.Date(2015, 5, 5, 8, 0, 0, 0, time.UTC)

func TestMomentsReadAsPeopleWriteThem(t *testing.T) {
	const layout = "2006-01-02 15:04"
	for in, want := range map[string]string{
		"2h": "2015-05-05 12:00", "90min": "2015-05-05 11:30", "3j": "2015-05-08 10:00", "1w": "2015-05-12 10:00", "2 s": "2015-05-19 10:00",
		"demain": "2015-05-06 09:00", "Demain 9h30": "2015-05-06 09:30", "tomorrow at 9:30": "2015-05-06 09:30", "demain à 18h": "2015-05-06 18:00",
		"aujourd’hui 18h": "2015-05-05 18:00", "mardi": "2015-05-12 09:00", "Friday": "2015-05-08 09:00", "après-demain": "2015-05-07 09:00",
		"20/05": "2015-05-20 09:00", "4/5": "2016-05-04 09:00", "29/02": "2016-02-29 09:00", "20/05/2015 14h": "2015-05-20 14:00",
		"20/05/15": "2015-05-20 09:00", "2015-05-20": "2015-05-20 09:00", "2015-05-20 14:00": "2015-05-20 14:00",
		"18h00": "2015-05-05 18:00", "à 18h": "2015-05-05 18:00", "at 9:00": "2015-05-06 09:00", "10:00": "2015-05-05 10:00",
		"2015-05-20T12:00:00Z": "2015-05-20 14:00", "3j 14h": "2015-05-08 14:00",
	} {
		got, err := ParseWhen(in, tuesday, Paris)
		if err != nil || got.In(Paris).Format(layout) != want || got.Location() != time.UTC {
			t.Errorf("%q is %s, %v; want %s", in, got.In(Paris), err, want)
		}
	}
	for in, why := range map[string]Reason{
		"": WhyDate, "hier": WhyDate, "9": WhyDate, "25h00": WhyDate, "9h60": WhyDate, "demain matin": WhyDate, "demain 9h 10h": WhyDate, "30/02": WhyDate,
		"99999w": WhyDate, "-2h": WhyDate, "+9h00": WhyDate, "à": WhyDate, "demain à": WhyDate, "2015-05-04": WhyPast, "04/05/2015 9h": WhyPast,
		"aujourd’hui 9h": WhyPast, "2015-05-05T07:59:59Z": WhyPast,
	} {
		got, err := ParseWhen(in, tuesday, Paris)
		var f *Fault
		if !errors.As(err, &f) || f.Why != why || f.Value != in || !got.IsZero() {
			t.Errorf("%q is %s, %v; want %s", in, got, err, why)
		}
	}
}

func TestAnHourOfTheNightTheClocksChangeIsAnHour(t *testing.T) {
	before := time.Date(2015, 3, 28, 12, 0, 0, 0, Paris) // at 02:00 it becomes 03:00
	got, err := ParseWhen("demain 2h30", before, Paris)
	if err != nil || DateOf(got, Paris) != (Date{2015, 3, 29}) {
		t.Errorf("%s, %v", got.In(Paris), err)
	}
}

func TestBoundsOfADueFilterAreInstantsOfTheReadersZone(t *testing.T) {
	for value, want := range map[string]time.Time{
		"2h": tuesday.Add(2 * time.Hour), "today": Date{2015, 5, 5}.Start(Paris), "tomorrow": Date{2015, 5, 6}.Start(Paris),
		"2015-05-20": Date{2015, 5, 20}.Start(Paris), "overdue": {}, "none": {}, "": {},
	} {
		got, ok := DueBound(value, tuesday, Paris)
		if !got.Equal(want) || ok == want.IsZero() {
			t.Errorf("%q is %s (%v), want %s", value, got, ok, want)
		}
	}
}

func FuzzParseWhen(f *testing.F) {
	for _, s := range []string{"2h", "demain 9h", "lundi", "20/05/2015 14h", "2015-05-20 14:00", "à 18h", "99999w", "29/02", "31/12/9999", "0001-01-01"} {
		f.Add(s, int64(1430812800))
	}
	f.Fuzz(func(t *testing.T, s string, at int64) {
		now := time.Unix(at%4e9, 0)
		got, err := ParseWhen(s, now, Paris)
		var fault *Fault
		switch {
		case err == nil && got.Before(now):
			t.Errorf("%q is %s, before %s", s, got, now)
		case err != nil && (!errors.As(err, &fault) || fault.Class != ErrInvalid || !got.IsZero()):
			t.Errorf("%q: %s, %#v", s, got, err)
		}
	})
}
