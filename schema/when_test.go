package schema

import (
	"errors"
	"slices"
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
		"20/05": "2015-05-20 09:00", "4/5/16": "2016-05-04 09:00", "29/02": "2016-02-29 09:00", "20/05/2015 14h": "2015-05-20 14:00",
		"20/05/15": "2015-05-20 09:00", "2015-05-20": "2015-05-20 09:00", "2015-05-20 14:00": "2015-05-20 14:00", "2015-05-20T14:00": "2015-05-20 14:00",
		"18h00": "2015-05-05 18:00", "à 18h": "2015-05-05 18:00", "at 9:00": "2015-05-06 09:00", "10:00": "2015-05-05 10:00",
		"2015-05-20T12:00:00Z": "2015-05-20 14:00", "3j 14h": "2015-05-08 14:00",
		"dans 2 h": "2015-05-05 12:00", "in 30 minutes": "2015-05-05 10:30", "3 jours": "2015-05-08 10:00", "2 semaines": "2015-05-19 10:00", "in 1 week": "2015-05-12 10:00",
		"demain matin": "2015-05-06 09:00", "demain après-midi": "2015-05-06 14:00", "tomorrow 9am": "2015-05-06 09:00", "tomorrow at 9:30 pm": "2015-05-06 21:30",
		"12am": "2015-05-06 00:00", "12pm": "2015-05-05 12:00", "ce soir": "2015-05-05 18:00", "tonight": "2015-05-05 18:00", "midi": "2015-05-05 12:00",
		"lundi prochain 9h": "2015-05-11 09:00", "next monday": "2015-05-11 09:00", "on friday at noon": "2015-05-08 12:00", "le 15/05 à 9h30": "2015-05-15 09:30",
		"15 mai": "2015-05-15 09:00", "15 Mai 2016 14h": "2016-05-15 14:00", "may 15": "2015-05-15 09:00", "1er juin": "2015-06-01 09:00", "4 févr. 2016": "2016-02-04 09:00",
	} {
		got, err := ParseWhen(in, tuesday, Paris)
		if err != nil || got.In(Paris).Format(layout) != want || got.Location() != time.UTC {
			t.Errorf("%q is %s, %v; want %s", in, got.In(Paris), err, want)
		}
	}
	for in, why := range map[string]Reason{
		"": WhyDate, "hier": WhyPast, "9": WhyDate, "25h00": WhyDate, "9h60": WhyDate, "30/02": WhyDate, "13pm": WhyDate, "0am": WhyDate,
		"15 ju": WhyDate, "31 avril": WhyDate, "ce": WhyDate, "tonight 9h": WhyDate, "prochaine réunion": WhyDate, "ma 15": WhyDate,
		"99999w": WhyDate, "-2h": WhyDate, "+9h00": WhyDate, "à": WhyDate, "2015-05-04": WhyPast, "yesterday at 9:30": WhyPast, "04/05/2015 9h": WhyPast,
		"aujourd’hui 9h": WhyPast, "2015-05-05T07:59:59Z": WhyPast,
	} {
		got, err := ParseWhen(in, tuesday, Paris)
		var f *Fault
		if !errors.As(err, &f) || f.Why != why || f.Value != in || !got.IsZero() {
			t.Errorf("%q is %s, %v; want %s", in, got, err, why)
		}
	}
}

func TestADayWithoutAYearIsNeverMovedFarAheadInSilence(t *testing.T) {
	winter, leap := time.Date(2015, 12, 28, 9, 0, 0, 0, Paris), time.Date(2016, 3, 1, 9, 0, 0, 0, Paris)
	for _, tc := range []struct {
		now     time.Time
		in      string
		day     Date
		allowed string // what is offered where it is past; empty: it is read
	}{
		{tuesday, "05/05", Date{2015, 5, 5}, ""}, {tuesday, "06/05", Date{2015, 5, 6}, ""}, {tuesday, "31/12", Date{2015, 12, 31}, ""},
		{tuesday, "01/05", Date{2015, 5, 1}, "01/05/2016"}, {tuesday, "04/02", Date{2015, 2, 4}, "04/02/2016"}, {tuesday, "1/1", Date{2015, 1, 1}, "01/01/2016"},
		{tuesday, "29/02", Date{2016, 2, 29}, ""}, {leap, "29/02", Date{2016, 2, 29}, "29/02/2020"},
		{winter, "05/01", Date{2016, 1, 5}, ""}, {winter, "27/12", Date{2015, 12, 27}, "27/12/2016"}, {winter, "1/10", Date{2015, 10, 1}, "01/10/2016"},
		{tuesday, "01/05/2015", Date{2015, 5, 1}, ""}, {tuesday, "01/05/2016", Date{2016, 5, 1}, ""},
	} {
		if got, ok := ParseDay(tc.in, tc.now, Paris); !ok || got != tc.day {
			t.Errorf("%q on %s is the day %s, want %s", tc.in, tc.now.Format(time.DateOnly), got, tc.day)
		}
		var f *Fault
		got, err := ParseDue(tc.in, tc.now, Paris)
		_, line := ParseActionLine("fiche @afa "+tc.in, tc.now, Paris)
		_, moment := ParseWhen(tc.in+" 18h", tc.now, Paris)
		if tc.allowed == "" {
			if err != nil || got != tc.day || line != nil {
				t.Errorf("%q is due on %s, %v, %v", tc.in, got, err, line)
			}
			continue
		}
		for name, err := range map[string]error{"due": err, "line": line, "moment": moment} {
			if !errors.As(err, &f) || f.Why != WhyPast || !slices.Equal(f.Allowed, []string{tc.allowed}) {
				t.Errorf("%s %q: %v, want it past with %s offered", name, tc.in, err, tc.allowed)
			}
		}
	}
	var f *Fault
	if _, err := ParseWhen("1er mai 9h", tuesday, Paris); !errors.As(err, &f) || f.Why != WhyPast || !slices.Equal(f.Allowed, []string{"01/05/2016"}) {
		t.Errorf("a month that is named: %v", err)
	}
	if _, err := ParseWhen("1er mai 25h", tuesday, Paris); !errors.As(err, &f) || f.Why != WhyDate || f.Allowed != nil {
		t.Errorf("an hour that there is not: %v", err)
	}
	since := Calendar{Now: tuesday, Zone: Paris, Ahead: true}
	if got, err := since.When("01/05 9h"); err != nil || DateOf(got, Paris) != (Date{2016, 5, 1}) {
		t.Errorf("read ahead: %s, %v", got, err)
	}
}

func TestAnHourOfTheNightTheClocksChangeIsAnHour(t *testing.T) {
	before := time.Date(2015, 3, 28, 12, 0, 0, 0, Paris) // at 02:00 it becomes 03:00
	got, err := ParseWhen("demain 2h30", before, Paris)
	if err != nil || DateOf(got, Paris) != (Date{2015, 3, 29}) {
		t.Errorf("%s, %v", got.In(Paris), err)
	}
}

func TestAnErrorNamesThePartThatWasNotUnderstood(t *testing.T) {
	for in, part := range map[string]string{"demain 25h": "25h", "lundi prochain vers midi": "vers midi", "demain à": "à", "demain 9h 10h": "9h 10h", "bientôt": "bientôt"} {
		_, err := ParseWhen(in, tuesday, Paris)
		var f *Fault
		if !errors.As(err, &f) || f.Why != WhyDate || f.Value != part {
			t.Errorf("%q: %v, want %q", in, err, part)
		}
	}
}

func TestTheNextMeetingIsAMoment(t *testing.T) {
	at := tuesday.Add(30 * time.Hour)
	c := Calendar{Now: tuesday, Zone: Paris, Meeting: func() (time.Time, error) { return at, nil }}
	for _, in := range []string{"next meeting", "la prochaine réunion", "Prochaine REUNION", "réunion"} {
		if got, err := c.When(in); err != nil || !got.Equal(at) {
			t.Errorf("%q is %s, %v", in, got, err)
		}
	}
	at = tuesday.Add(-time.Hour)
	var f *Fault
	if _, err := c.When("next meeting"); !errors.As(err, &f) || f.Why != WhyPast {
		t.Errorf("one that has begun: %v", err)
	}
	c.Meeting = func() (time.Time, error) { return time.Time{}, NotFound("next") }
	if _, err := c.When("next meeting"); !errors.Is(err, ErrNotFound) {
		t.Errorf("without one: %v", err)
	}
}

func TestDaysKeepTheHourOnTheWallWhenTheClocksChange(t *testing.T) {
	const layout = "2006-01-02 15:04 MST"
	spring := time.Date(2015, 3, 28, 12, 0, 0, 0, Paris)
	autumn := time.Date(2015, 10, 24, 12, 0, 0, 0, Paris)
	for _, tc := range []struct {
		now  time.Time
		in   string
		want string
	}{
		{spring, "1j", "2015-03-29 12:00 CEST"}, {spring, "24h", "2015-03-29 13:00 CEST"}, {spring, "demain 2h30", "2015-03-29 03:30 CEST"},
		{autumn, "1 jour", "2015-10-25 12:00 CET"}, {autumn, "24h", "2015-10-25 11:00 CET"}, {autumn, "1w", "2015-10-31 12:00 CET"},
	} {
		got, err := ParseWhen(tc.in, tc.now, Paris)
		if at := got.In(Paris).Format(layout); err != nil || at != tc.want {
			t.Errorf("%q is %s, %v; want %s", tc.in, at, err, tc.want)
		}
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
	for _, s := range []string{"2h", "demain 9h", "lundi", "20/05/2015 14h", "2015-05-20 14:00", "à 18h", "99999w", "29/02", "31/12/9999", "0001-01-01", "next meeting", "15 mai 9am",
		"lundi prochain", "ce soir", "dans 3 jours", "tomorrow 12:30 pm", "1er févr. 2016 à midi"} {
		f.Add(s, int64(1430812800))
	}
	f.Fuzz(func(t *testing.T, s string, at int64) {
		now := time.Unix(at%4e9, 0)
		c := Calendar{Now: now, Zone: Paris, Meeting: func() (time.Time, error) { return now.Add(time.Duration(at%1000) * time.Hour), nil }}
		got, err := c.When(s)
		var fault *Fault
		switch {
		case err == nil && got.Before(now):
			t.Errorf("%q is %s, before %s", s, got, now)
		case err != nil && (!errors.As(err, &fault) || fault.Class != ErrInvalid || !got.IsZero()):
			t.Errorf("%q: %s, %#v", s, got, err)
		}
	})
}
