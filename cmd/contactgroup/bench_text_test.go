package main

import (
	"strings"
	"testing"
	"time"
)

// longText is one paragraph of 11,000 characters.
var longText = strings.Repeat("La copie signalée reste accessible depuis la France. ", 11_000/53)

// BenchmarkKeyInLongText is from a letter typed behind a long text, in the form of
// a note, to the frame that shows it, beside a bare echo.
func BenchmarkKeyInLongText(b *testing.B) {
	s := newKeptServer(b)
	desk, echo := follow(s.enter(b, s.address, 140, 40)), s.enter(b, s.echo, 140, 40)
	desk.await(b, time.Now(), quiet)
	echo.until(b, []byte("ready"))
	for _, key := range []string{"c", "i", "\x18", "\x18", "c", "i"} { // what an earlier run left is dropped
		desk.press(b, key, quiet)
	}
	desk.press(b, "\x1b[200~"+longText+"\x1b[201~", betweenSteps)
	if screen := desk.fullScreen(b); !strings.Contains(screen, "depuis la France.") {
		b.Fatalf("the text is not there:\n%s", screen)
	}
	var keys, floor []time.Duration
	for n := 0; b.Loop(); n++ {
		letter := "texte "[n%6 : n%6+1]
		keys = append(keys, desk.press(b, letter, 3*pace)[0])
		floor = append(floor, timed(func() {
			_, err := echo.in.Write([]byte(letter))
			must(b, err)
			echo.until(b, []byte(letter))
		}))
	}
	report(b, keys, floor)
	must(b, desk.client.Close())
	must(b, echo.client.Close())
}
