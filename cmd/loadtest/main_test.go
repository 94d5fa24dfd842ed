package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestQuantile(t *testing.T) {
	hundred := make([]int, 100)
	for i := range hundred {
		hundred[i] = 100 - i
	}
	for _, test := range []struct {
		name   string
		values []int
		q      float64
		want   int
	}{
		{"one value is its own median", []int{7}, 0.5, 7},
		{"and its own p99", []int{7}, 0.99, 7},
		{"the middle of three", []int{9, 1, 5}, 0.5, 5},
		{"of two the smaller", []int{9, 1}, 0.5, 1},
		{"p99 of few is the largest", []int{3, 2, 1, 4}, 0.99, 4},
		{"median of a hundred", hundred, 0.5, 50},
		{"p99 of a hundred leaves one out", hundred, 0.99, 99},
		{"all of them", hundred, 1, 100},
	} {
		if got := quantile(slices.Clone(test.values), test.q); got != test.want {
			t.Errorf("%s: %d, want %d", test.name, got, test.want)
		}
	}
}

func TestMarksAreCountedHoweverTheyAreRead(t *testing.T) {
	text := "\x1b[?2026habc" + endOfFrame + "\x1b[?2026" + "\x1b[?202" + endOfFrame + endOfFrame + "\x1b[?2026"
	for size := 1; size <= len(text); size++ {
		m := marks{mark: endOfFrame}
		n := 0
		for piece := range slices.Chunk([]byte(text), size) {
			n += m.in(piece)
		}
		if n != 3 {
			t.Errorf("read by %d bytes: %d marks, want 3", size, n)
		}
	}
	if m := (&marks{}); m.in([]byte("any")) != 1 || m.in(nil) != 0 {
		t.Error("without a mark any bytes are one frame")
	}
}

func FuzzMarks(f *testing.F) {
	f.Add([]byte("a"+endOfFrame+"\x1b"+endOfFrame), 3)
	f.Fuzz(func(t *testing.T, text []byte, at int) {
		at = min(max(at, 0), len(text))
		m := marks{mark: endOfFrame}
		if got, want := m.in(text[:at])+m.in(text[at:]), bytes.Count(text, []byte(endOfFrame)); got != want {
			t.Errorf("%q cut at %d: %d marks, want %d", text, at, got, want)
		}
	})
}

func TestTerminalTellsFirstAndLastFrame(t *testing.T) {
	screen := (&target{mark: endOfFrame, patience: time.Hour}).newTerminal("chair")
	at := func(ms int) time.Time { return time.UnixMilli(int64(ms)) }
	screen.note([]byte("old"+endOfFrame), at(1), nil)
	screen.forget()
	screen.note([]byte("a"+endOfFrame[:3]), at(2), nil)
	screen.note([]byte(endOfFrame[3:]), at(3), nil)
	screen.note([]byte(endOfFrame), at(4), nil)
	screen.note([]byte("b"), at(5), nil)
	got, err := screen.await(t.Context(), 1, time.Nanosecond)
	want := tally{bytes: 2 + 2*len(endOfFrame), frames: 2, first: at(3), last: at(4), heard: at(5)}
	if got != want || err != nil {
		t.Errorf("got %+v, %v; want %+v", got, err, want)
	}
	screen.forget()
	screen.note(nil, at(6), io.EOF)
	if _, err := screen.await(t.Context(), 1, 0); !errors.Is(err, io.EOF) || !strings.Contains(err.Error(), "chair") {
		t.Errorf("a session that ended: %v", err)
	}
}

func TestTerminalIsNotWaitedForLongerThanTheContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := (&target{mark: endOfFrame, patience: time.Hour}).newTerminal("chair").await(ctx, 1, 0); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestFigures(t *testing.T) {
	for _, test := range []struct {
		name string
		f    figure
		over bool
		want string
	}{
		{"at the bound of the ratio", milliseconds("key", 5*time.Millisecond).against(1, 5), false,
			"key 5.00 ms floor 1.00 ms = 5.00× ≤ 5× ok"},
		{"above it", milliseconds("key", 6*time.Millisecond).against(1, 5), true, "key 6.00 ms floor 1.00 ms = 6.00× ≤ 5× OVER"},
		{"within a bound", figure{Name: "bytes", Value: 1200}.within(1200), false, "bytes 1200.00 ≤ 1200 ok"},
		{"above a bound", figure{Name: "idle", Value: 0.6, Unit: "%"}.within(0.5), true, "idle 0.60 % ≤ 0.5 % OVER"},
		{"told only", figure{Name: "frames", Value: 2}, false, "frames 2.00"},
	} {
		if got := strings.Join(strings.Fields(test.f.String()), " "); got != test.want || test.f.Over != test.over {
			t.Errorf("%s: %q, over: %v; want %q, %v", test.name, got, test.f.Over, test.want, test.over)
		}
	}
}

func TestExitStatus(t *testing.T) {
	unavailable := errors.Join(errUnavailable)
	for _, test := range []struct {
		name  string
		named bool
		err   error
		over  bool
		want  int
	}{
		{"all within", false, nil, false, 0},
		{"one over", false, nil, true, 1},
		{"not to be had here", false, unavailable, false, 0},
		{"not to be had, but asked for", true, unavailable, false, 1},
		{"went wrong", false, io.EOF, false, 1},
	} {
		r := report{Figures: []figure{{Over: test.over}}}
		if test.err != nil {
			r.fail("openssh", test.err, test.named)
		}
		if got := r.status(); got != test.want {
			t.Errorf("%s: %d, want %d", test.name, got, test.want)
		}
	}
}

func TestFlags(t *testing.T) {
	for _, test := range []struct {
		args string
		want string // of the error; empty: accepted
	}{
		{"--demo d.json", ""},
		{"--demo d.json --figures keys,idle --members chair,pharos --size 80x24", ""},
		{"--address 127.0.0.1:1 --known-hosts h --key k", ""},
		{"", "which server?"},
		{"--address 127.0.0.1:1 --key k", "which server?"},
		{"--demo d.json --figures speed", "--figures speed: there are keys,"},
		{"--demo d.json --size 80", "--size 80: want WIDTHxHEIGHT"},
		{"--demo d.json --size 0x24", "--size 0x24: want WIDTHxHEIGHT"},
		{"--demo d.json --sessions 0", "must be at least 1"},
		{"--demo d.json --window 0s", "longer than nothing"},
		{"--demo d.json --key k --members a,b", "--key is one member's"},
		{"--demo d.json keys", `"keys" is no flag`},
		{"--quick", "not defined: -quick"},
	} {
		o, err := parseFlags(strings.Fields(test.args), io.Discard)
		switch {
		case test.want == "" && err != nil:
			t.Errorf("%s: %v", test.args, err)
		case test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)):
			t.Errorf("%s: %v, want %q", test.args, err, test.want)
		case err == nil && (len(o.commands) != 2 || o.width == 0 || len(o.figures) == 0):
			t.Errorf("%s: defaults are missing: %+v", test.args, o)
		}
	}
}

func TestOnlyThisMachine(t *testing.T) {
	for address, want := range map[string]bool{
		"127.0.0.1:2222": true, "[::1]:22": true, "localhost:22": true,
		"192.0.2.1:22": false, "[2001:db8::1]:22": false, ":22": false, "127.0.0.1": false,
	} {
		if err := onThisMachine(t.Context(), address); (err == nil) != want {
			t.Errorf("%s: %v", address, err)
		}
	}
}
