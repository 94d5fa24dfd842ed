package main

import (
	"bytes"
	"flag"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/jmoiron/sqlx"

	"contactgroup/schema"
	"contactgroup/store"
	"contactgroup/ui/lang"
)

var (
	requests = flag.Int("requests", 5000, "requests in the register that a benchmark makes")
	register = flag.String("register", "", "address of a demonstration's register to serve in place of one made anew; it is written to: give a copy")
)

// quiet is the silence after which a screen is complete: longer than what one
// key brings is silent meanwhile; betweenSteps is that of a batch between its steps.
const (
	quiet        = 200 * time.Millisecond
	betweenSteps = 2 * time.Second
)

// chunk is what came from the desk at once.
type chunk struct {
	text []byte
	at   time.Time
}

// followed is a terminal of which all that comes is noted when it comes.
type followed struct {
	*benchClient
	chunks chan chunk
	hands  []time.Duration // when the last press had the row under the hand drawn
	drawn  []byte          // all that came since fullScreen began
	sought string          // words of which told is when the last press brought them; 0: it did not
	told   time.Duration
}

func follow(c *benchClient) *followed {
	f := &followed{benchClient: c, chunks: make(chan chunk, 1000)}
	go func() {
		defer close(f.chunks)
		for {
			n, err := c.out.Read(c.buf)
			f.chunks <- chunk{slices.Clone(c.buf[:n]), time.Now()}
			if err != nil {
				return // the session has ended
			}
		}
	}()
	return f
}

// press types keys and waits until the screen is complete: until nothing came
// for so long. It returns when each frame was there.
func (f *followed) press(b *testing.B, keys string, silent time.Duration) []time.Duration {
	start := time.Now()
	_, err := f.in.Write([]byte(keys))
	must(b, err)
	return f.await(b, start, silent)
}

func (f *followed) await(b *testing.B, start time.Time, silent time.Duration) (frames []time.Duration) {
	end := time.NewTimer(20 * time.Second)
	defer end.Stop()
	silence := time.NewTimer(time.Hour)
	f.hands, f.told = nil, 0
	for {
		select {
		case c, open := <-f.chunks:
			if !open {
				b.Fatal("the session ended")
			}
			f.drawn = append(f.drawn, c.text...)
			if f.told == 0 && f.sought != "" && bytes.Contains(c.text, []byte(f.sought)) {
				f.told = c.at.Sub(start)
			}
			if bytes.Contains(c.text, hand) {
				f.hands = append(f.hands, c.at.Sub(start))
			}
			for range bytes.Count(c.text, endOfFrame) {
				frames = append(frames, c.at.Sub(start))
			}
			silence.Reset(silent)
		case <-silence.C:
			return frames
		case <-end.C:
			b.Fatalf("no complete screen in 20 s, after %d frames", len(frames))
		}
	}
}

// fullScreen has the desk drawn anew, and returns it.
func (f *followed) fullScreen(b *testing.B) string {
	f.drawn = nil
	f.press(b, "\f", quiet)
	return ansi.Strip(string(f.drawn))
}

// see waits until the screen shows what, and reports whether it did at once.
func (f *followed) see(b *testing.B, what string) bool {
	start := time.Now()
	for tries := 1; ; tries++ {
		screen := f.fullScreen(b)
		if strings.Contains(screen, what) {
			return tries == 1
		}
		if time.Since(start) > 20*time.Second {
			b.Fatalf("does not show %q:\n%s", what, screen)
		}
	}
}

// inMilliseconds reports the median and p99 of times.
func inMilliseconds(b *testing.B, name string, d []time.Duration) {
	slices.Sort(d)
	b.ReportMetric(float64(d[len(d)/2])/1e6, "ms-median"+name)
	b.ReportMetric(float64(d[len(d)*99/100])/1e6, "ms-p99"+name)
	b.ReportMetric(0, "ns/op")
}

// typedFilters are typed one key after the other: words that many requests
// hold, one that none does, and keys with their values.
var typedFilters = []string{"propagande", "diffusion publique", "label:p1 apologie", "org:google video", "zzyx"}

// settledWithin is the time within which the rows are to answer a key of the filter.
const settledWithin = 60 * time.Millisecond

// BenchmarkFilterKey is from a key typed in the filter, on the busiest screen,
// to the frame that shows the letter, to the one that shows the rows, and to the
// last one, which tells how many they are and shows the first in full. A key that
// leaves the first row as it was is not among those of the second figure: nothing
// tells when they were read. Keys come at a person's pace.
func BenchmarkFilterKey(b *testing.B) {
	s := newKeptServer(b)
	desk := follow(s.enter(b, s.address, 140, 40))
	desk.await(b, time.Now(), quiet)
	var letters, rows, all []time.Duration
	slow, late := map[string]time.Duration{}, map[string]time.Duration{}
	for n := 0; b.Loop(); n++ {
		text := typedFilters[n%len(typedFilters)]
		desk.press(b, "/", quiet)
		for i, r := range text {
			frames := desk.press(b, string(r), quiet)
			letters, all = append(letters, frames[0]), append(all, last(frames))
			typed := text[:i+len(string(r))]
			if last(frames) > settledWithin {
				late[typed] = last(frames)
			}
			if len(desk.hands) == 0 {
				continue
			}
			if rows = append(rows, desk.hands[0]); desk.hands[0] > settledWithin {
				slow[typed] = desk.hands[0]
			}
		}
		desk.press(b, "\x1b", quiet)
	}
	inMilliseconds(b, "-letter", letters)
	inMilliseconds(b, "-rows", rows)
	inMilliseconds(b, "-complete", all)
	b.Logf("%d keys, %d brought another first row, slow are %v, complete late %v", len(all), len(rows), slow, late)
	must(b, desk.client.Close())
}

// BenchmarkOpenItem is from Enter to the complete page of a request with 200 events.
func BenchmarkOpenItem(b *testing.B) {
	s := newKeptServer(b)
	chair, err := s.db.As(b.Context(), "chair")
	must(b, err)
	lengthen(b, chair, 200)
	desk := follow(s.enter(b, s.address, 140, 40))
	desk.await(b, time.Now(), quiet)
	var took []time.Duration
	for b.Loop() {
		took = append(took, last(desk.press(b, "\r", quiet)))
		desk.press(b, "q", quiet)
	}
	b.Logf("%d openings", len(took))
	inMilliseconds(b, "", took)
	must(b, desk.client.Close())
}

func last(frames []time.Duration) time.Duration { return frames[len(frames)-1] }

// lengthen notes something on the first request of the queue until its thread
// has so many events.
func lengthen(b *testing.B, desk *store.Desk, events int) {
	p, err := desk.Requests(b.Context(), schema.List{Limit: 1})
	must(b, err)
	id := p.Items[0].ID
	thread, err := desk.Thread(b.Context(), id)
	must(b, err)
	for range events - len(thread) {
		_, err := desk.Act(b.Context(), id, 0, schema.Step{Verb: schema.VerbNote, Internal: true, Reason: "Vu avec le service : la copie signalée est en cours d’examen."})
		must(b, err)
	}
}

// marked is how many rows are closed at once.
const marked = 100

// BenchmarkCloseMarked closes 100 marked rows: from the key to the words that tell
// that all are closed, and to the complete screen with every count anew, beside as
// many bare durable commits on the same disk.
func BenchmarkCloseMarked(b *testing.B) {
	s := newKeptServer(b)
	chair, err := s.db.As(b.Context(), "chair")
	must(b, err)
	const filter = "status:answered"
	answered, err := schema.ParseQuery(filter)
	must(b, err)
	desk := follow(s.enter(b, s.address, 140, 40))
	desk.await(b, time.Now(), quiet)
	commit := bareCommit(b)
	var told, took, floor []time.Duration
	desk.sought = fmt.Sprintf("×%d.", marked)
	for b.Loop() {
		floor = append(floor, timed(func() {
			for range marked {
				commit()
			}
		}))
		first, err := chair.Requests(b.Context(), schema.List{Query: answered, Limit: marked})
		must(b, err)
		if len(first.Items) < marked {
			b.Fatalf("%d requests are answered: give more -requests", len(first.Items))
		}
		desk.mark(b, filter, first.Items[0].Ref)
		start := time.Now()
		all := last(desk.press(b, "x", betweenSteps))
		closed := desk.told
		if !desk.see(b, desk.sought) {
			all = time.Since(start) // its steps were slow: the time of when it was seen
		}
		if closed == 0 {
			closed = all
		}
		told, took = append(told, closed), append(took, all)
		undone, err := chair.Undo(b.Context())
		must(b, err)
		if len(undone.IDs) != marked {
			b.Fatalf("%d were closed", len(undone.IDs))
		}
		desk.press(b, "\x1b", betweenSteps)
	}
	inMilliseconds(b, "-closed", told)
	inMilliseconds(b, "-complete", took)
	slices.Sort(floor)
	b.ReportMetric(float64(floor[len(floor)/2])/1e6, "ms-floor")
	b.ReportMetric(float64(told[len(told)/2])/float64(floor[len(floor)/2]), "×floor")
	must(b, desk.client.Close())
}

// mark leaves a list of the rows that match, of which first is the first, with
// as many marked as are to be closed. Keys are typed only once what they follow
// is shown, and never so many at once as a paste.
func (f *followed) mark(b *testing.B, filter, first string) {
	f.press(b, "/", quiet)
	f.press(b, filter, quiet)
	f.press(b, "\r", quiet)
	f.see(b, "► "+first)
	const atOnce = 10
	for n := atOnce; n <= marked; n += atOnce {
		f.press(b, strings.Repeat(" ", atOnce), quiet)
		f.see(b, lang.French.Queue.Marked.Of(n))
	}
}

// bareCommit makes one row durable each time it is called, on the disk of
// temporary files.
func bareCommit(b *testing.B) func() {
	bare, err := sqlx.Open("sqlite", "file:"+filepath.Join(b.TempDir(), "floor.db")+"?_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)")
	must(b, err)
	b.Cleanup(func() { must(b, bare.Close()) })
	bare.SetMaxOpenConns(1)
	bare.MustExec("CREATE TABLE bare (n INTEGER)")
	return func() { bare.MustExec("INSERT INTO bare VALUES (1)") }
}
