package painter

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// painted is what the screen writes to show these lines.
func painted(s *screen, width, height int, lines ...string) string {
	var b brush
	s.paint(&b, Frame{Lines: lines, Width: width, Height: height}, false)
	return string(b.out)
}

func TestPaintWritesOnlyWhatChanged(t *testing.T) {
	const begin, end = "\x1b[?2026h", "\x1b[m\x1b[H\x1b[?2026l"
	tests := []struct {
		promise, before, after, want string
	}{
		{"nothing", "same", "same", ""},
		{"nothing for a spelling of the same", "\x1b[1mab\x1b[0m", "\x1b[1ma\x1b[1mb\x1b[0m  ", ""},
		{"one letter", "abcdef", "abXdef", begin + "\x1b[1;3HX\x1b[H\x1b[?2026l"},
		{"two letters nearby in one go", "abcdefgh", "aXcdeXgh", begin + "\x1b[1;2HXcdeX\x1b[H\x1b[?2026l"},
		{"two letters far apart with a jump", "abcdefghij", "aXcdefghXj", begin + "\x1b[1;2HX\x1b[1;9HX\x1b[H\x1b[?2026l"},
		{"a style", "abc", "a\x1b[31mb\x1b[mc", begin + "\x1b[1;2H\x1b[31mb" + end},
		{"a shorter row, its end erased unstyled", "\x1b[44mabcd", "\x1b[41mab", begin + "\x1b[H\x1b[41mab\x1b[m\x1b[K\x1b[H\x1b[?2026l"},
		{"an emptied row", "abc", "", begin + "\x1b[H\x1b[K\x1b[?2026l"},
		{"the whole of a wide character", "a漢b", "a字b", begin + "\x1b[1;2H字\x1b[H\x1b[?2026l"},
		{"both letters where a wide one was", "漢b", "xyb", begin + "\x1b[Hxy\x1b[H\x1b[?2026l"},
		{"the left half too where a wide one moved", "a漢", "漢a", begin + "\x1b[H漢a\x1b[H\x1b[?2026l"},
		{"all of a row in doubt, erased first", "ab🙂cd", "ab🙂cX", begin + "\x1b[H\x1b[Kab🙂\x1b[1;5HcX\x1b[H\x1b[?2026l"},
		{"all of a row that was in doubt", "🙂cd", "xycd", begin + "\x1b[H\x1b[Kxycd\x1b[H\x1b[?2026l"},
		{"a clean end after doubt", "a", "a🙂", begin + "\x1b[H\x1b[Ka🙂\x1b[1;4H\x1b[K\x1b[H\x1b[?2026l"},
	}
	for _, tt := range tests {
		t.Run(tt.promise, func(t *testing.T) {
			var s screen
			painted(&s, 12, 1, tt.before)
			got := strings.Replace(painted(&s, 12, 1, tt.after), "\x1b[1H", "\x1b[H", -1)
			if got != tt.want {
				t.Errorf("from %q to %q:\n got %q\nwant %q", tt.before, tt.after, got, tt.want)
			}
		})
	}
}

func TestCursorEndsWhereTheFrameHasIt(t *testing.T) {
	tests := []struct {
		promise string
		cursor  Cursor
		want    string
	}{
		{"shown in a field", Cursor{Visible: true, X: 4, Y: 1}, "\x1b[?2026h\x1b[2;5H\x1b[?25h\x1b[?2026l"},
		{"placed though hidden", Cursor{X: 4, Y: 1}, "\x1b[?2026h\x1b[2;5H\x1b[?2026l"},
		{"held within the screen", Cursor{X: 99, Y: -3}, "\x1b[?2026h\x1b[1;10H\x1b[?2026l"},
	}
	for _, tt := range tests {
		var s screen
		var b brush
		f := Frame{Lines: []string{"a", "b"}, Width: 10, Height: 2}
		s.paint(&b, f, false)
		b.out = nil
		f.Cursor = tt.cursor
		s.paint(&b, f, false)
		if got := string(b.out); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.promise, got, tt.want)
		}
	}
}

func TestCursorIsHiddenWhilePainting(t *testing.T) {
	var s screen
	var b brush
	f := Frame{Lines: []string{"a"}, Width: 10, Height: 1, Cursor: Cursor{Visible: true}}
	s.paint(&b, f, false)
	b.out = nil
	f.Lines = []string{"b"}
	s.paint(&b, f, false)
	if got := string(b.out); !strings.HasPrefix(got, beginPaint+hideCursor) || !strings.HasSuffix(got, showCursor+endPaint) {
		t.Errorf("the cursor wanders in %q", got)
	}
}

func TestPlainTerminalsGetNoModernSequences(t *testing.T) {
	for term, want := range map[string]bool{
		"": true, "dumb": true, "vt100": true, "vt220": true, "VT52": true, "linux": true, "linux-16color": true, "ansi": true,
		"xterm": false, "xterm-256color": false, "screen": false, "tmux-256color": false, "vte-256color": false, "rxvt": false, "putty": false,
	} {
		if plain(term) != want {
			t.Errorf("TERM=%q plain: %v, want %v", term, plain(term), want)
		}
	}
	s := screen{plain: true}
	out := painted(&s, 10, 3, "a", "b")
	out += painted(&s, 10, 3, "c", "b")
	out += string(s.leave(nil))
	for _, modern := range []string{"?1049", "?2004", "?2026"} {
		if strings.Contains(out, modern) {
			t.Errorf("%q sends %s", out, modern)
		}
	}
	if !strings.HasSuffix(out, "\x1b[m\x1b[?7h\x1b[3H\r\n\x1b[?25h") {
		t.Errorf("%q does not leave the cursor below the last frame", out)
	}
}

// A row is any mixture of these.
var pieces = []string{
	"a", "Retrait vidéo", "   ", "漢", "字かな", "│──", "URL ", "é", "\t", "0123456789",
	"\x1b[0m", "\x1b[m", "\x1b[1m", "\x1b[7m", "\x1b[31m", "\x1b[44m", "\x1b[38;5;208m", "\x1b[48;2;10;20;30m", "\x1b[4m", "\x1b[39;49m",
}

var doubts = []string{
	"🙂", "🇫🇷", "👨\u200d👩\u200d👧", "❤\ufe0f", "⚠", "e\u0301", "مرحبا", "ไทย", "हिन्दी", "1\ufe0f\u20e3", "\U0001f3fd",
}

// mutate draws the rows that follow: some of them new, shortened or moved.
func mutate(t *rapid.T, lines []string, pieces []string) []string {
	next := slices.Clone(lines)
	for range rapid.IntRange(0, 3).Draw(t, "changes") {
		y := rapid.IntRange(0, len(next)-1).Draw(t, "row")
		row := next[y]
		piece := rapid.SampledFrom(pieces).Draw(t, "piece")
		switch rapid.IntRange(0, 3).Draw(t, "kind") {
		case 0:
			row += piece
		case 1:
			row = piece + row
		case 2:
			row = strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 12).Draw(t, "pieces"), "")
		case 3:
			row = next[rapid.IntRange(0, len(next)-1).Draw(t, "from")]
		}
		next[y] = row
	}
	return next
}

func TestChangesLeadToWhatAWholePaintShows(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		width, height := rapid.IntRange(1, 24).Draw(t, "width"), rapid.IntRange(1, 4).Draw(t, "height")
		g := newGrid(width, height)
		var s screen
		lines := make([]string, height)
		for range rapid.IntRange(1, 6).Draw(t, "frames") {
			lines = mutate(t, lines, pieces)
			out := painted(&s, width, height, lines...)
			if err := g.feed([]byte(out)); err != nil {
				t.Fatalf("%v in %q", err, out)
			}
			for y, line := range lines {
				var want row
				want.read(line, width)
				if !slices.Equal(g.cells[y], want.cells) {
					t.Fatalf("row %d of %q shows %+v after %q", y, line, g.cells[y], out)
				}
			}
		}
	})
}

func FuzzGate(f *testing.F) {
	for _, hostile := range append(append(slices.Clone(pieces), doubts...),
		"\x1b]52;c;QUJD\a", "\x1b]0;t\x1b\\", "\x1bP1$r\x1b\\", "\x9b2J", "\u009b2J", "\x1b[2J", "\x1b[?1049l", "\x1bc", "\r\n\b\a",
		"a\u200db\u202ec\u2066\U000e0041\u2028\ufeff", "\x1b[1;\x1b[2m", "\x1b\xc2\x9b", "$\u200d+", "👨\u200d", "\U0001f069\u200d👧", "\u0301\u0301",
		"\x1b[38;2;999;1;1m", "\x1b["+strings.Repeat("9", 90)+"m") {
		f.Add("before", hostile+"x", uint8(20))
		f.Add(hostile, "a"+hostile+hostile, uint8(3))
	}
	f.Fuzz(func(t *testing.T, before, after string, width uint8) {
		var s screen
		columns := int(width%80) + 1
		for _, line := range []string{before, after} {
			out := painted(&s, columns, 1, line)
			if bad := foreign([]byte(out)); bad != "" {
				t.Fatalf("%+q lets %s through: %+q", line, bad, out)
			}
		}
	})
}
