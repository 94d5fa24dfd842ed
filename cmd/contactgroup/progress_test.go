package main

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"contactgroup/schema"
	"contactgroup/ui/lang"
)

func TestALongWorkTellsHowFarItIs(t *testing.T) {
	for name, test := range map[string]struct {
		width     int
		lines     int // complete ones
		redrawn   int
		percents  []string
		escapesIn bool
	}{
		"wide terminal":   {width: 120, lines: 1, redrawn: 10, percents: []string{" 10%", " 50%", "100%"}, escapesIn: true},
		"narrow terminal": {width: 50, lines: 1, redrawn: 10, escapesIn: true},
		"no terminal":     {width: 0, lines: 2},
	} {
		t.Run(name, func(t *testing.T) {
			var out strings.Builder
			now := time.Unix(0, 0)
			p := &progress{text: lang.For(schema.French).Program.Seeding, out: &out, width: test.width, now: func() time.Time { return now }, last: now}
			for done := int64(100_000); done <= 1_000_000; done += 100_000 {
				now = now.Add(time.Second + time.Millisecond)
				p.tell(done, 1_000_000)
				p.tell(done-1, 1_000_000) // too soon to be told
			}
			text := out.String()
			if n := strings.Count(text, "\n"); n != test.lines {
				t.Errorf("%d lines, want %d: %q", n, test.lines, text)
			}
			if n := strings.Count(text, "\r"); n != test.redrawn {
				t.Errorf("drawn %d times, want %d", n, test.redrawn)
			}
			for _, percent := range test.percents {
				if !strings.Contains(text, percent) {
					t.Errorf("%q is missing in %q", percent, text)
				}
			}
			if strings.Contains(text, "\x1b") != test.escapesIn {
				t.Errorf("control sequences: %q", text)
			}
			for _, line := range strings.FieldsFunc(text, func(r rune) bool { return r == '\r' || r == '\n' }) {
				if n := utf8.RuneCountInString(strings.TrimSuffix(line, "\x1b[K")); test.width > 0 && n >= max(test.width, 60) {
					t.Errorf("%d cells: %q", n, line)
				}
			}
		})
	}
}
