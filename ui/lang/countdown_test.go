package lang_test

import (
	"testing"
	"time"

	"contactgroup/ui/lang"
)

func TestACountdownGoesByQuartersAndNeverPromisesMoreThanThereIs(t *testing.T) {
	for left, want := range map[time.Duration]string{
		0: "0 min", 59 * time.Second: "0 min", 14 * time.Minute: "14 min", 15 * time.Minute: "15 min", 29 * time.Minute: "15 min", 59 * time.Minute: "45 min",
		time.Hour: "1 h 00", 2*time.Hour + 10*time.Minute: "2 h 00", 2*time.Hour + 15*time.Minute: "2 h 15", 24*time.Hour - time.Minute: "23 h 45",
		24 * time.Hour: "1 d 00", 49*time.Hour + 59*time.Minute: "2 d 01", 200 * 24 * time.Hour: "200 d", -20 * time.Minute: "15 min",
	} {
		if got := lang.English.Time.Countdown(left); got != want {
			t.Errorf("%v: %q, want %q", left, got, want)
		}
	}
}
