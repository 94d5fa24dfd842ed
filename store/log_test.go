package store_test

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"contactgroup/schema"
)

// whole reads a member's logs from their beginning, a few entries at a time.
func whole(g group, login string, limit int) []schema.Event {
	g.t.Helper()
	var out []schema.Event
	for cursor := (schema.Cursor{}); ; {
		events, next, err := g.Desks[login].Changes(g.t.Context(), cursor, limit)
		g.must(err)
		if len(events) == 0 {
			return out
		}
		out, cursor = append(out, events...), next
	}
}

func TestSequencesHaveNoGapsUnderManyWriters(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		var ids []schema.ID
		for i := range 4 {
			ids = append(ids, g.sent(schema.KindReferral, []string{"google", "facebook"}[i%2]).ID)
		}
		var writers sync.WaitGroup
		for i := range 8 {
			writers.Go(func() {
				for n := range 6 {
					login := []string{"pharos", "pharos2", "chair", "secretariat"}[i%4]
					_, err := g.Desks[login].Act(t.Context(), ids[(i+n)%len(ids)], 0, schema.Step{Verb: schema.VerbNote, Reason: fmt.Sprint(i, n)})
					if err != nil {
						t.Error(err)
					}
				}
			})
		}
		writers.Wait()
		for _, login := range []string{"pharos", "google", "facebook"} {
			last, at := map[string]schema.Seq{}, map[string]time.Time{}
			for _, e := range whole(g, login, 7) {
				if e.Seq != last[e.Audience]+1 || e.At.Before(at[e.Audience]) {
					t.Errorf("%s in %s: %d at %s after %d at %s", login, e.Audience, e.Seq, e.At, last[e.Audience], at[e.Audience])
				}
				last[e.Audience], at[e.Audience] = e.Seq, e.At
			}
			head, err := g.Desks[login].Head(t.Context())
			g.must(err)
			if head["ministry/requests"] != last["ministry/requests"] || head["google/requests"] != last["google/requests"] {
				t.Errorf("%s: the head is %v, read %v", login, head, last)
			}
		}
		if n := len(whole(g, "pharos", 100)); n < 48 {
			t.Errorf("48 notes made %d entries", n)
		}
	})
}

func TestTimeInALogNeverRunsBack(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		q := g.sent(schema.KindReferral, "google")
		g.clock.Advance(-time.Hour)
		g.act("pharos", q.ID, schema.Step{Verb: schema.VerbNote, Reason: "x"})
		events := g.mustThread("google", q.ID)
		if events[1].At.Before(events[0].At) {
			t.Errorf("%s after %s", events[1].At, events[0].At)
		}
	})
}

func TestALeafBindsItsEntryAndSurvivesErasure(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		ctx := t.Context()
		q := g.sent(schema.KindReferral, "google")
		var row struct {
			Leaf    []byte
			Payload string
		}
		g.must(g.db.Get(ctx, &row, `SELECT leaf, payload FROM log_entry WHERE audience = 'google/requests' AND seq = 1`))
		leaf := func(payload string) string {
			got, err := g.db.LeafWith(ctx, "google/requests", 1, payload)
			g.must(err)
			return string(got)
		}
		if leaf(row.Payload) != string(row.Leaf) {
			t.Errorf("computed %q, stored %q", leaf(row.Payload), row.Leaf)
		}
		if leaf(row.Payload+" ") == string(row.Leaf) {
			t.Error("another payload has the same leaf")
		}
		g.must(g.db.Exec(ctx, `UPDATE log_entry SET payload = NULL, salt = NULL WHERE audience = 'google/requests' AND seq = 1`))
		events := whole(g, "google", 10)
		i := slices.IndexFunc(events, func(e schema.Event) bool { return e.Audience == "google/requests" && e.Seq == 1 })
		if i < 0 || events[i].Subject != 0 || events[i].Changes != nil || events[i].Ref != q.Ref {
			t.Errorf("erased: %+v", events)
		}
	})
}

func TestTheFirstEntryOfTheAddresseeHoldsAllItMaySee(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		d := aDraft(schema.KindReferral, "google")
		d.Credibility, d.ExternalRef = "A1", "PH-1"
		first := g.mustThread("google", g.deliver(d).ID)[0]
		got := map[schema.Field]string{}
		for _, c := range first.Changes {
			got[c.Field] = c.To
		}
		for _, f := range []schema.Field{schema.FieldCredibility, schema.FieldExternalRef, schema.FieldAuthor, schema.FieldVisa} {
			if got[f] != "" {
				t.Errorf("%s is told: %s", f, got[f])
			}
		}
		if got[schema.FieldSubject] != d.Subject || got[schema.FieldContents] != "1 https://video.example/a\n2 https://video.example/b" || got[schema.FieldState] != "sent" {
			t.Errorf("told: %v", got)
		}
	})
}

func TestAWatchIsWokenByWhatItsMemberMayKnow(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		q := g.sent(schema.KindReferral, "google")
		ctx, stop := context.WithCancel(t.Context())
		google, facebook := g.Desks["google"].Watch(ctx), g.Desks["facebook"].Watch(ctx)
		for range 3 {
			g.act("pharos", q.ID, schema.Step{Verb: schema.VerbNote, Reason: "x"})
		}
		g.act("pharos", q.ID, schema.Step{Verb: schema.VerbClaim})
		<-google
		select {
		case <-google:
			t.Error("wakes pile up")
		case <-facebook:
			t.Error("facebook is woken by what is google's")
		default:
		}
		g.act("pharos", q.ID, schema.Step{Verb: schema.VerbNote, Reason: "entre nous", Internal: true})
		select {
		case <-google:
			t.Error("google is woken by an internal note")
		default:
		}
		stop()
		for range google { //nolint:revive // until it is closed
		}
	})
}

func TestACommandMadeTwiceIsDoneOnce(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		ctx := schema.Once(t.Context(), "k1")
		first, err := g.Desks["pharos"].NewRequest(ctx, aDraft(schema.KindReferral, "google"))
		g.must(err)
		again, err := g.Desks["pharos"].NewRequest(ctx, aDraft(schema.KindReferral, "google"))
		g.must(err)
		other, err := g.Desks["pharos2"].NewRequest(ctx, aDraft(schema.KindReferral, "google"))
		g.must(err)
		a, _ := json.Marshal(first)
		b, _ := json.Marshal(again)
		if string(a) != string(b) || other.ID == first.ID {
			t.Errorf("%s, again %s, another member %s", first.Ref, again.Ref, other.Ref)
		}
	})
}

func TestADryRunAnswersInFullAndKeepsNothing(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		q := g.sent(schema.KindReferral, "google")
		before := g.heads(t)
		got, err := g.Desks["google"].Act(schema.DryRun(t.Context()), q.ID, 0, schema.Step{Verb: schema.VerbClaim})
		g.must(err)
		if got.State != schema.StateInProgress || got.AssigneeLogin != "google" {
			t.Errorf("answered %s by %q", got.State, got.AssigneeLogin)
		}
		if now := g.at("google", q.ID); now.State != schema.StateSent || !equalHeads(before, g.heads(t)) {
			t.Errorf("kept %s", now.State)
		}
	})
}

func TestADiskErrorLeavesReading(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		q := g.sent(schema.KindReferral, "google")
		g.db.FailDisk()
		_, err := g.Desks["google"].Act(t.Context(), q.ID, 0, schema.Step{Verb: schema.VerbClaim})
		if f := refusal(t, err); f.Class != schema.ErrReadOnly || f.Why != schema.WhyDisk {
			t.Error(err)
		}
		if _, err := g.Desks["google"].Request(t.Context(), q.Ref); err != nil {
			t.Error(err)
		}
	})
}
