package sshd

import (
	"bytes"
	"context"
	"errors"
	"io"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
	"unicode/utf8"
)

// decode feeds packets that come at once, then silence, and returns the events.
func decode(packets ...string) (events []string, lost int) {
	d := decoder{emit: func(e []byte) { events = append(events, string(e)) }, lost: func(n int) { lost += n }}
	now := time.Unix(0, 0)
	for _, p := range packets {
		d.feed([]byte(p), now)
	}
	d.settle()
	return events, lost
}

func pasteOf(text string) string { return pasteBegin + text + pasteEnd }

func TestEachKeyIsOneEvent(t *testing.T) {
	for name, test := range map[string]struct {
		packets []string
		want    []string
	}{
		"a letter":                     {[]string{"j"}, []string{"j"}},
		"a key held down":              {[]string{"jjj"}, []string{"j", "j", "j"}},
		"a key held down, line stalls": {[]string{strings.Repeat("j", 20)}, slices.Repeat([]string{"j"}, 20)},
		"a prefix key":                 {[]string{"gg"}, []string{"g", "g"}},
		"French letters":               {[]string{"éà"}, []string{"é", "à"}},
		"a rune over two packets":      {[]string{"\xc3", "\xa9"}, []string{"é"}},
		"decomposed accents":           {[]string{"e\u0301"}, []string{"e", "\u0301"}},
		"arrows":                       {[]string{"\x1b[A\x1bOB"}, []string{"\x1b[A", "\x1bOB"}},
		"modified arrow":               {[]string{"\x1b[1;5Dx"}, []string{"\x1b[1;5D", "x"}},
		"a sequence over two packets":  {[]string{"\x1b", "[A"}, []string{"\x1b[A"}},
		"over three":                   {[]string{"\x1b[", "1;", "5D"}, []string{"\x1b[1;5D"}},
		"lone Escape":                  {[]string{"\x1b"}, []string{"\x1b"}},
		"Escape, then a letter":        {[]string{"\x1b", "j"}, []string{"\x1b", "j"}},
		"Escape twice":                 {[]string{"\x1b\x1b"}, []string{"\x1b", "\x1b"}},
		"Alt and a letter":             {[]string{"\x1bj"}, []string{"\x1bj"}},
		"Alt and a French letter":      {[]string{"\x1bé"}, []string{"\x1bé"}},
		"Alt and an arrow":             {[]string{"\x1b\x1b[A"}, []string{"\x1b\x1b[A"}},
		"Alt and [":                    {[]string{"\x1b["}, []string{"\x1b["}},
		"Alt and P":                    {[]string{"\x1bP"}, []string{"\x1bP"}},
		"Alt and P, then Enter":        {[]string{"\x1bP\r"}, []string{"\x1bP", "\r"}},
		"control keys":                 {[]string{"\x03\r\t\x7f"}, []string{"\x03", "\r", "\t", "\x7f"}},
		"Linux console F1":             {[]string{"\x1b[[Aj"}, []string{"\x1b[[A", "j"}},
		"rxvt Shift+Home":              {[]string{"\x1b[7$"}, []string{"\x1b[7$"}},
		"rxvt Ctrl+Up":                 {[]string{"\x1b[Oaj"}, []string{"\x1b[Oa", "j"}},
		"focus lost, then a letter":    {[]string{"\x1b[Ox"}, []string{"\x1b[O", "x"}},
		"SGR mouse":                    {[]string{"\x1b[<0;12;7Mj"}, []string{"\x1b[<0;12;7M", "j"}},
		"X10 mouse is dropped":         {[]string{"\x1b[M\xff\xfe\xfdj"}, []string{"j"}},
		"unknown SS3 is dropped":       {[]string{"\x1bOMj"}, []string{"j"}},
		"bytes that are not UTF-8":     {[]string{"a\xff\xfeb"}, []string{"a", "b"}},
		"C1 controls":                  {[]string{"a\u009bb\u0085c"}, []string{"a", "b", "c"}},
		"a colour answer":              {[]string{"\x1b]11;rgb:ffff/ffff/ffff\x07j"}, []string{"j"}},
		"a version answer":             {[]string{"\x1bP>|term 1.2\x1b\\j"}, []string{"j"}},
		"an answer over two packets":   {[]string{"\x1b]11;rgb:", "ffff/0/0\x1b", "\\j"}, []string{"j"}},
		"an overlong sequence":         {[]string{"\x1b[" + strings.Repeat("1;", 200) + "Aj"}, []string{"j"}},
		"overlong over packets":        {[]string{"\x1b[" + strings.Repeat("1;", 200), "22;1", "Aj"}, []string{"j"}},
		"overlong string over packets": {[]string{"\x1b]52;c;" + strings.Repeat("dxz+", 50), "dxz", "\x1b\\j"}, []string{"j"}},
		"half a sequence is dropped":   {[]string{"\x1b[1;"}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			if got, lost := decode(test.packets...); !slices.Equal(got, test.want) || lost != 0 {
				t.Errorf("%q: got %q (lost %d), want %q", test.packets, got, lost, test.want)
			}
		})
	}
}

func TestPastesStayPastes(t *testing.T) {
	for name, test := range map[string]struct {
		packets []string
		want    []string
	}{
		"bracketed":                {[]string{"\x1b[200~dd xx\x1b[201~j"}, []string{pasteOf("dd xx"), "j"}},
		"over packets":             {[]string{"\x1b[20", "0~d", "d\x1b[2", "01~j"}, []string{pasteOf("dd"), "j"}},
		"line ends become LF":      {[]string{"\x1b[200~a\r\nb\rc\nd\r", "\ne\x1b[201~"}, []string{pasteOf("a\nb\nc\nd\ne")}},
		"escapes inside go":        {[]string{"\x1b[200~a\x1b[31mb\x1b]0;x\x07\u009b\x1b[201~"}, []string{pasteOf("a[31mb]0;x")}},
		"Latin-1 becomes ?":        {[]string{"\x1b[200~caf\xe9 \xc2 \x1b[201~"}, []string{pasteOf("caf? ? ")}},
		"a rune over packets":      {[]string{"\x1b[200~\xe2\x82", "\xac\x1b[201~"}, []string{pasteOf("€")}},
		"empty":                    {[]string{"\x1b[200~\x1b[201~j"}, []string{"j"}},
		"never closed":             {[]string{"\x1b[200~dd"}, []string{pasteOf("dd")}},
		"unbracketed":              {[]string{"delete everything now\rx"}, []string{pasteOf("delete everything now\nx")}},
		"unbracketed, its tail":    {[]string{"delete everything now", "\rx\x1b[A", "z"}, []string{pasteOf("delete everything now"), pasteOf("\nx"), "\x1b[A", pasteOf("z")}},
		"unbracketed, long repeat": {[]string{strings.Repeat("x", 65)}, []string{pasteOf(strings.Repeat("x", 65))}},
		"bracketed after keys":     {[]string{"jj\x1b[200~delete everything now\x1b[201~jj"}, []string{"j", "j", pasteOf("delete everything now"), "j", "j"}},
	} {
		t.Run(name, func(t *testing.T) {
			if got, lost := decode(test.packets...); !slices.Equal(got, test.want) || lost != 0 {
				t.Errorf("%q: got %q (lost %d), want %q", test.packets, got, lost, test.want)
			}
		})
	}
}

func TestTypingAfterAPasteIsTypingAgain(t *testing.T) {
	var events []string
	d := decoder{emit: func(e []byte) { events = append(events, string(e)) }, lost: func(int) {}}
	start := time.Unix(0, 0)
	d.feed([]byte("delete everything now"), start)
	d.feed([]byte("x"), start.Add(burstTail+1))
	if want := []string{pasteOf("delete everything now"), "x"}; !slices.Equal(events, want) {
		t.Errorf("got %q, want %q", events, want)
	}
}

func TestLongPasteComesInPiecesAndIsCapped(t *testing.T) {
	text := strings.Repeat("é€𝄞a", 10_000)
	for name, input := range map[string]string{"bracketed": pasteOf(text), "unbracketed": text} {
		t.Run(name, func(t *testing.T) {
			events, lost := decode(input)
			var got strings.Builder
			for _, e := range events {
				if len(e) > maxPiece || !strings.HasPrefix(e, pasteBegin) || !strings.HasSuffix(e, pasteEnd) || !utf8.ValidString(e) {
					t.Fatalf("piece of %d bytes is not a whole paste: %.20q", len(e), e)
				}
				got.WriteString(e[len(pasteBegin) : len(e)-len(pasteEnd)])
			}
			if kept := got.Len(); kept > maxPaste || kept < maxPaste-utf8.UTFMax || !strings.HasPrefix(text, got.String()) {
				t.Errorf("kept %d bytes, or not the first ones", kept)
			}
			if lost+got.Len() != len(text) {
				t.Errorf("%d kept and %d lost of %d", got.Len(), lost, len(text))
			}
		})
	}
}

func TestFloodOfOneLetterIsFewEvents(t *testing.T) {
	events, lost := decode(strings.Repeat("a", 1<<20))
	if len(events) > 17 || lost < 1<<20-maxPaste {
		t.Errorf("%d events, %d lost", len(events), lost)
	}
}

// packets is a reader that returns one packet per Read and then waits.
type packets struct {
	context.Context
	queue chan string
}

func (p packets) Read(b []byte) (int, error) {
	select {
	case s, ok := <-p.queue:
		if !ok {
			return 0, io.EOF
		}
		return copy(b, s), nil
	case <-p.Done():
		return 0, io.EOF
	}
}

// guarded runs test with a Guard in a bubble of virtual time.
func guarded(t *testing.T, test func(t *testing.T, g *Guard, send func(string), cancel func())) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		source := packets{t.Context(), make(chan string)}
		defer close(source.queue)
		g := NewGuard(ctx, source, nil)
		test(t, g, func(s string) { source.queue <- s; synctest.Wait() }, cancel)
	})
}

func read(t *testing.T, g *Guard) string {
	t.Helper()
	b := make([]byte, 256)
	n, err := g.Read(b)
	if err != nil {
		t.Fatal(err)
	}
	return string(b[:n])
}

func TestEscapeComesPromptly(t *testing.T) {
	guarded(t, func(t *testing.T, g *Guard, send func(string), _ func()) {
		start := time.Now()
		send("\x1b")
		if got := read(t, g); got != "\x1b" {
			t.Errorf("got %q", got)
		}
		if waited := time.Since(start); waited > 50*time.Millisecond {
			t.Errorf("Escape took %v", waited)
		}
		send("\x1b")
		time.Sleep(escapeWait / 2)
		send("[A")
		if got := read(t, g); got != "\x1b[A" {
			t.Errorf("got %q", got)
		}
	})
}

func TestUnclosedPasteDoesNotSwallowTheKeyboard(t *testing.T) {
	guarded(t, func(t *testing.T, g *Guard, send func(string), _ func()) {
		send("\x1b[200~abc")
		if got := read(t, g); got != pasteOf("abc") {
			t.Errorf("got %q", got)
		}
		send("j")
		if got := read(t, g); got != "j" {
			t.Errorf("got %q", got)
		}
	})
}

func TestEventsAreLimitedAndBounded(t *testing.T) {
	guarded(t, func(t *testing.T, g *Guard, send func(string), cancel func()) {
		for range 100 {
			send(strings.Repeat("\x1b[A", 20)) // 2,000 keys at once
		}
		start := time.Now()
		for range maxQueued {
			if got := read(t, g); got != "\x1b[A" {
				t.Fatalf("got %q", got)
			}
		}
		if want := time.Second * (maxQueued - eventBurst) / eventRate; time.Since(start) < want-time.Millisecond {
			t.Errorf("%d events in %v, want at least %v", maxQueued, time.Since(start), want)
		}
		if want := int64(2000-maxQueued) * 3; g.Dropped() != want {
			t.Errorf("dropped %d, want %d", g.Dropped(), want)
		}
		send("j")
		if got := read(t, g); got != "j" {
			t.Errorf("after the flood: %q", got)
		}
	})
}

func TestASequenceCutByAPauseThatTheServerMakesIsNotKeys(t *testing.T) {
	guarded(t, func(t *testing.T, g *Guard, send func(string), cancel func()) {
		flood := strings.Repeat("\x1b[1;2A", 100*maxPiece/len("\x1b[1;2A"))
		var seen []string
		var reading sync.WaitGroup
		reading.Go(func() {
			for b := make([]byte, maxRead); ; {
				n, err := g.Read(b)
				if err != nil {
					return
				}
				seen = append(seen, string(b[:n]))
			}
		})
		for piece := range slices.Chunk([]byte(flood), maxPiece-1) {
			send(string(piece))
		}
		cancel()
		reading.Wait()
		if keys := slices.Compact(seen); !slices.Equal(keys, []string{"\x1b[1;2A"}) {
			t.Errorf("a flood of one key is read as %q", keys)
		}
	})
}

func TestReadEndsWithTheContextAndWithTheInput(t *testing.T) {
	guarded(t, func(t *testing.T, g *Guard, send func(string), cancel func()) {
		send("jk")
		read(t, g)
		cancel()
		if _, err := g.Read(make([]byte, 8)); !errors.Is(err, io.EOF) {
			t.Errorf("after the context: %v", err)
		}
	})
	synctest.Test(t, func(t *testing.T) {
		g := NewGuard(t.Context(), strings.NewReader("j\x1b"), nil)
		if got, err := io.ReadAll(g); string(got) != "j\x1b" || err != nil {
			t.Errorf("got %q, %v", got, err)
		}
	})
}

func TestSmallReadsLoseNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := NewGuard(t.Context(), strings.NewReader(pasteOf("aé€")), nil)
		var got []byte
		for b := make([]byte, 4); ; {
			n, err := g.Read(b)
			got = append(got, b[:n]...)
			if err != nil {
				break
			}
		}
		if string(got) != pasteOf("aé€") {
			t.Errorf("got %q", got)
		}
	})
}

func FuzzGuard(f *testing.F) {
	for _, seed := range []string{
		"jjj", "\x1b", "\x1b[A\x1bOB\x1b\x1b[C", "\x1b[200~é\r\n\x1b[201~", "\x1b[200~", "\x1b]11;rgb:1\x1b\\", "\x1b[M\xff\xff\xff",
		"\xc3", "\x1b[7$", "\x1bP\r", "some words that nobody types at once\r", "\x1b[<0;1;1M", "\u009b31m\x1b[[A\x1b[Oa",
	} {
		f.Add([]byte(seed), uint8(3))
	}
	f.Fuzz(func(t *testing.T, input []byte, size uint8) {
		var events [][]byte
		d := decoder{emit: func(e []byte) { events = append(events, bytes.Clone(e)) }, lost: func(int) {}}
		for rest := input; len(rest) > 0; {
			n := min(int(size)+1, len(rest))
			d.feed(rest[:n], time.Unix(0, 0))
			rest = rest[n:]
			if len(d.carry) > maxSequence || len(d.piece) > maxPiece {
				t.Fatalf("holds %d and %d bytes", len(d.carry), len(d.piece))
			}
		}
		d.settle()
		for _, e := range events {
			paste := bytes.HasPrefix(e, []byte(pasteBegin))
			if len(e) == 0 || !utf8.Valid(e) || len(e) > maxPiece || !paste && len(e) > maxSequence+1 {
				t.Fatalf("event %q", e)
			}
			if paste && bytes.Index(e, []byte(pasteEnd)) != len(e)-len(pasteEnd) {
				t.Fatalf("paste %q does not end where it ends", e)
			}
			for rest := e; len(rest) > 0; {
				n := cut(rest, maxRead)
				if n < 1 || n > maxRead || !utf8.Valid(rest[:n]) {
					t.Fatalf("read of %d: %q", n, rest[:n])
				}
				rest = rest[n:]
			}
		}
	})
}

func TestTheGuardTellsWhetherMoreInputWaits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		in, out := io.Pipe()
		defer out.Close()
		g := NewGuard(t.Context(), in, nil)
		if g.Behind() {
			t.Error("something waits before anything was typed")
		}
		go out.Write([]byte("jk"))
		synctest.Wait()
		b := make([]byte, 1)
		for _, more := range []bool{true, false} {
			if _, err := g.Read(b); err != nil {
				t.Fatal(err)
			}
			if g.Behind() != more {
				t.Errorf("after %q, more waits: %v", b, g.Behind())
			}
		}
	})
}
