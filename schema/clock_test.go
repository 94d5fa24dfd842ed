package schema

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

var monday = time.Date(2015, 5, 4, 9, 0, 30, 0, time.UTC)

func TestEveryKindHasTheClockOfItsLaw(t *testing.T) {
	for _, tc := range []struct {
		kind   Kind
		regime Regime
		want   ClockCode
	}{
		{KindWithdrawal, RegimeLCEN, "withdrawal"}, {KindWithdrawal, RegimeTerms, ""}, {KindBlocking, RegimeLCEN, "blocking"},
		{KindDelisting, RegimeLCEN, "delisting"}, {KindReinstatement, RegimeLCEN, "delisting"}, {KindRemovalOrder, RegimeTCO, "removal_order"},
		{KindRemovalOrder, RegimeTerms, "removal_order"}, {KindWithdrawal, RegimeTCO, "removal_order"}, {KindReferral, RegimeTerms, ""},
		{KindCounterSpeech, RegimeVoluntary, ""}, {"", "", ""},
	} {
		c, ok := DefaultLaw.ClockOf(ForAnswer, tc.kind, tc.regime, monday)
		if c.Code != tc.want || ok != (tc.want != "") {
			t.Errorf("%s under %s has the clock %q, want %q", tc.kind, tc.regime, c.Code, tc.want)
		}
	}
	for _, c := range DefaultLaw.Clocks {
		if (c.Duration > 0) == (c.Months > 0) || c.Source == "" || c.Version < 1 {
			t.Errorf("%+v", c)
		}
	}
}

func TestADeadlineIsRoundedUpToTheMinuteOnce(t *testing.T) {
	c := Timing{Duration: time.Hour}.Begin(monday)
	if want := monday.Add(time.Hour + 30*time.Second); !c.Due.Equal(want) {
		t.Errorf("due %s, want %s", c.Due, want)
	}
	for range 100 { // one second each
		c = c.Halt(monday.Add(10 * time.Minute)).Resume(monday.Add(10*time.Minute + time.Second))
	}
	if want := monday.Add(time.Hour + 2*time.Minute + 30*time.Second); !c.Due.Equal(want) {
		t.Errorf("after 100 s of standing it is due %s, want %s", c.Due, want)
	}
	byHand := Timing{Due: monday.Truncate(time.Minute).Add(time.Hour)}.Begin(monday)
	first := byHand.Due
	for range 100 {
		byHand = byHand.Halt(monday).Resume(monday.Add(time.Second))
	}
	if want := first.Add(2 * time.Minute); !byHand.Due.Equal(want) {
		t.Errorf("set by hand, after 100 s of standing it is due %s, want %s", byHand.Due, want)
	}
}

func TestAStandingClockShowsNoDeadline(t *testing.T) {
	c := Timing{Duration: time.Hour}.Begin(monday).Halt(monday.Add(time.Minute))
	if !c.Shown().IsZero() {
		t.Errorf("shows %s", c.Shown())
	}
	if again := c.Halt(monday.Add(time.Hour)); again != c {
		t.Errorf("halted twice: %+v", again)
	}
	if c = c.Resume(monday.Add(31 * time.Minute)); !c.Shown().Equal(monday.Add(90*time.Minute + 30*time.Second)) {
		t.Errorf("shows %s", c.Shown())
	}
	if again := c.Begin(monday.Add(time.Hour)); again != c {
		t.Errorf("begun twice: %+v", again)
	}
}

func TestTimeAClockStoodBeforeItBeganDoesNotCount(t *testing.T) {
	c := Timing{Duration: time.Hour}.Halt(monday).Begin(monday.Add(time.Hour)).Resume(monday.Add(time.Hour + time.Minute))
	if c.Suspended != time.Minute {
		t.Errorf("suspended %s", c.Suspended)
	}
	if never := (Timing{Duration: time.Hour}).Halt(monday).Resume(monday.Add(time.Hour)); never.Suspended != 0 || !never.Due.IsZero() {
		t.Errorf("%+v", never)
	}
}

// Whatever is done to a clock, at whatever times, the time that is left is what
// was given less what ran, rounded up to the minute.
func TestNoSequenceMakesAClockJump(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		given := time.Duration(rapid.Int64Range(0, 100).Draw(t, "hours")) * time.Hour
		c := Timing{Duration: given}
		if given == 0 && rapid.Bool().Draw(t, "by hand") {
			c.Due = monday.Truncate(time.Minute).Add(5 * time.Hour)
		}
		byHand := c.Due
		now, ran := monday, time.Duration(0)
		for range rapid.IntRange(1, 30).Draw(t, "steps") {
			pass := time.Duration(rapid.Int64Range(0, 3*int64(time.Hour)).Draw(t, "pass"))
			if !c.Start.IsZero() && c.Stop.IsZero() {
				ran += pass
			}
			now = now.Add(pass)
			switch rapid.IntRange(0, 2).Draw(t, "verb") {
			case 0:
				c = c.Begin(now)
			case 1:
				c = c.Halt(now)
			case 2:
				c = c.Resume(now)
			}
			switch {
			case c.Suspended < 0:
				t.Fatalf("negative: %+v", c)
			case c.Due != c.Due.Truncate(time.Minute):
				t.Fatalf("not whole minutes: %s", c.Due)
			case given == 0 && byHand.IsZero() && !c.Due.IsZero():
				t.Fatalf("a deadline from nothing: %+v", c)
			case given > 0 && !c.Start.IsZero() && c.Stop.IsZero():
				exact := now.Add(given - ran)
				if c.Due.Before(exact) || !c.Due.Before(exact.Add(time.Minute)) {
					t.Fatalf("due %s, want %s rounded up", c.Due, exact)
				}
			case !byHand.IsZero():
				if c.Due.Before(byHand.Add(c.Suspended)) || !c.Due.Before(byHand.Add(c.Suspended+time.Minute)) {
					t.Fatalf("due %s, want %s and %s", c.Due, byHand, c.Suspended)
				}
			}
		}
	})
}
