package store_test

import (
	"slices"
	"testing"
	"time"

	"contactgroup/schema"
	"contactgroup/store/storetest"
)

func TestACrisisIsKnownToAllAndShowsItsBenchmark(t *testing.T) {
	each(t, func(g group) {
		t, ctx := g.t, g.t.Context()
		earlier := g.sent(schema.KindWithdrawal, "google")
		g.clock.Advance(time.Minute)
		_, err := g.Desks["chair"].StartCrisis(ctx, "attentat en cours", "")
		g.must(err)
		for _, login := range append(oneOfEach, "afa") {
			c, err := g.Desks[login].Crisis(ctx)
			g.must(err)
			if c.Reason != "attentat en cours" || c.StartedBy != storetest.Presidency || c.Label != schema.P1 {
				t.Errorf("%s reads %+v", login, c)
			}
			events, _, err := g.Desks[login].Changes(ctx, nil, 500)
			g.must(err)
			if !slices.ContainsFunc(events, func(e schema.Event) bool { return e.Noun == schema.NounCrisis && e.Verb == schema.VerbStart }) {
				t.Errorf("%s was not told", login)
			}
		}
		g.clock.Advance(time.Minute)
		urgent := aDraft(schema.KindWithdrawal, "google")
		urgent.Label = schema.P1
		during, usual := g.deliver(urgent), g.sent(schema.KindWithdrawal, "google")
		if !during.Benchmark.Equal(during.Sent.Add(90*time.Minute)) || !during.Due.Equal(during.Sent.Add(24*time.Hour)) {
			t.Errorf("benchmark %s, due %s after sending", during.Benchmark.Sub(during.Sent), during.Due.Sub(during.Sent))
		}
		if !usual.Benchmark.IsZero() {
			t.Errorf("of no urgency in the crisis: %s", usual.Benchmark)
		}
		usual = g.act("chair", usual.ID, schema.Step{Verb: schema.VerbLabel, Label: schema.P0, Reason: "vie"})
		earlier = g.act("chair", earlier.ID, schema.Step{Verb: schema.VerbLabel, Label: schema.P0, Reason: "vie"})
		if usual.Benchmark.IsZero() || !earlier.Benchmark.IsZero() {
			t.Errorf("raised during the crisis: %s; sent before it: %s", usual.Benchmark, earlier.Benchmark)
		}
		if _, err := g.Desks["secretariat"].StartCrisis(ctx, "une autre", ""); refusal(t, err).Why != schema.WhyCrisis {
			t.Errorf("twice: %v", err)
		}
		_, err = g.Desks["secretariat"].EndCrisis(ctx, "Retour d'expérience")
		g.must(err)
		if after := g.deliver(urgent); !after.Benchmark.IsZero() {
			t.Errorf("after the crisis: %s", after.Benchmark)
		}
		if _, err := g.Desks["chair"].EndCrisis(ctx, "x"); refusal(t, err).Why != schema.WhyNoCrisis {
			t.Errorf("ended twice: %v", err)
		}
	})
}

func TestTheDebriefIsOnTheNextAgenda(t *testing.T) {
	each(t, func(g group) {
		t, ctx := g.t, g.t.Context()
		meeting := func() schema.Meeting {
			m, err := g.Desks["secretariat"].NewMeeting(ctx, schema.MeetingPlan{Title: "Réunion", Starts: g.clock.Now().Add(day), Format: schema.MeetingPlenary})
			g.must(err)
			m, err = g.Desks["google"].Meeting(ctx, m.Ref)
			g.must(err)
			return m
		}
		crisis := func(point string) {
			_, err := g.Desks["chair"].StartCrisis(ctx, "attentat", "")
			g.must(err)
			_, err = g.Desks["chair"].EndCrisis(ctx, point)
			g.must(err)
		}
		titles := func(m schema.Meeting) (out []string) {
			for _, p := range m.Agenda {
				out = append(out, p.Title)
			}
			return out
		}
		crisis("Crise un") // no meeting is to come: it is owed
		some := g.hold("secretariat", schema.Meeting{Format: schema.MeetingRestricted, Title: "R", Starts: g.clock.Now().Add(day), State: schema.MeetingDraft, Circle: []string{"google"}})
		if got := titles(some); len(got) != 0 {
			t.Errorf("a meeting of some has %v", got)
		}
		m := meeting()
		if got := titles(m); !slices.Equal(got, []string{"Crise un"}) {
			t.Errorf("the new meeting has %v", got)
		}
		crisis("Crise deux")
		m2, err := g.Desks["google"].Meeting(ctx, m.Ref)
		g.must(err)
		if got := titles(m2); !slices.Equal(got, []string{"Crise un", "Crise deux"}) || m2.Rev <= m.Rev {
			t.Errorf("the meeting to come has %v, rev %d", got, m2.Rev)
		}
		g.meet("secretariat", m.ID, schema.MeetingStep{Verb: schema.VerbRemove})
		if got := titles(meeting()); !slices.Equal(got, []string{"Crise un", "Crise deux"}) {
			t.Errorf("the meeting planned instead has %v", got)
		}
	})
}

func TestACrisisCanConcernLessUrgentRequestsToo(t *testing.T) {
	each(t, func(g group) {
		_, err := g.Desks["chair"].StartCrisis(g.t.Context(), "attentat", schema.P2)
		g.must(err)
		for label, want := range map[schema.Label]bool{schema.P1: true, schema.P2: true, schema.P3: false} {
			d := aDraft(schema.KindWithdrawal, "google")
			d.Label = label
			if q := g.deliver(d); !q.Benchmark.IsZero() != want {
				g.t.Errorf("the benchmark of a %s is %s", label, q.Benchmark)
			}
		}
	})
}
