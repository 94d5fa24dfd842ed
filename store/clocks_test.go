package store_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"contactgroup/schema"
	"contactgroup/store"
	"contactgroup/store/storetest"
)

func TestARequestKeepsTheDelayItBeganWith(t *testing.T) {
	each(t, func(g group) {
		t, ctx := g.t, g.t.Context()
		before := g.sent(schema.KindWithdrawal, "google")
		c, err := g.Desks["secretariat"].UpdateClock(ctx, schema.Clock{Code: "withdrawal", Duration: 12 * time.Hour, Source: "loi nouvelle, art. 2"})
		g.must(err)
		if c.Version != 2 || c.NotedBy != storetest.Secretariat || !c.From.Equal(g.clock.Now()) {
			t.Errorf("%+v", c)
		}
		g.clock.Advance(time.Minute)
		after := g.sent(schema.KindWithdrawal, "google")
		g.act("google", before.ID, schema.Step{Verb: schema.VerbClarify, Reason: "laquelle ?"})
		g.clock.Advance(time.Hour)
		g.act("pharos", before.ID, schema.Step{Verb: schema.VerbAmend, Reason: "la première"})
		if got := g.at("google", before.ID); !got.Due.Equal(before.Sent.Add(25 * time.Hour)) {
			t.Errorf("the old one is due %s after sending", got.Due.Sub(before.Sent))
		}
		if !after.Due.Equal(after.Sent.Add(12*time.Hour)) || after.ClockSource != "loi nouvelle, art. 2" {
			t.Errorf("the new one is due %s after sending, by %q", after.Due.Sub(after.Sent), after.ClockSource)
		}
		again, err := g.Desks["google"].Request(ctx, before.Ref)
		g.must(err)
		if again.ClockSource != "LCEN art. 6-1" {
			t.Errorf("the old one's text is %q", again.ClockSource)
		}
		if _, err := g.Desks["chair"].UpdateClock(ctx, schema.Clock{Code: "withdrawal", Months: 1, From: g.clock.Now().Add(48 * time.Hour)}); err != nil {
			t.Error(err)
		}
		if q := g.sent(schema.KindWithdrawal, "google"); !q.Due.Equal(q.Sent.Add(12 * time.Hour)) {
			t.Errorf("a version to come counts already: due %s after sending", q.Due.Sub(q.Sent))
		}
		g.clock.Advance(49 * time.Hour)
		if q := g.sent(schema.KindWithdrawal, "google"); !q.Due.Equal(schema.AddMonths(q.Sent, 1, schema.Paris)) {
			t.Errorf("a month from %s is %s", q.Sent, q.Due)
		}
		thread := g.mustThread("google", before.ID)
		if slices.ContainsFunc(thread, func(e schema.Event) bool { return e.Noun == schema.NounClock }) {
			t.Error("the law's change is told as one of the request")
		}
	})
}

func TestTheLawIsKeptByItsCounselAlone(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		ctx := schema.DryRun(t.Context())
		for _, login := range oneOfEach {
			d := g.Desks[login]
			do := map[string]error{}
			_, do["clock add"] = d.AddClock(ctx, schema.Clock{Code: "warning", Duration: time.Hour, Starts: schema.FromSent, Source: "x"})
			_, do["clock update"] = d.UpdateClock(ctx, schema.Clock{Code: "withdrawal", Duration: time.Hour})
			_, do["clock use"] = d.UseClock(ctx, schema.ClockUse{Purpose: schema.ForAnswer, Kind: schema.KindNotice, Clock: "withdrawal"})
			_, do["regime add"] = d.AddRegime(ctx, schema.Legal{Code: "sren", French: "SREN", English: "SREN"})
			_, do["regime update"] = d.UpdateRegime(ctx, schema.Legal{Code: schema.RegimeLCEN, French: "LCEN"})
			_, do["crisis start"] = d.StartCrisis(ctx, "attentat", "")
			for what, err := range do {
				if (err == nil) != (login == "chair" || login == "secretariat") || err != nil && refusal(t, err).Why != schema.WhyRole {
					t.Errorf("%s by %s: %v", what, login, err)
				}
			}
			law, err := d.Law(ctx)
			g.must(err)
			legals, err := d.Legals(ctx)
			g.must(err)
			if len(law.Clocks) != len(schema.DefaultLaw.Clocks) || len(law.Uses) != len(schema.DefaultLaw.Uses) || len(legals) != len(schema.Regimes) {
				t.Errorf("%s reads %d clocks, %d uses, %d regimes", login, len(law.Clocks), len(law.Uses), len(legals))
			}
		}
	})
}

func TestWhatTheLawCannotSayIsRefused(t *testing.T) {
	each(t, func(g group) {
		t, ctx, d := g.t, g.t.Context(), g.Desks["chair"]
		yesterday := g.clock.Now().Add(-day)
		for name, tc := range map[string]struct {
			do   func() error
			want schema.Reason
		}{
			"both a duration and months": {func() error {
				_, err := d.UpdateClock(ctx, schema.Clock{Code: "blocking", Duration: time.Hour, Months: 1})
				return err
			}, schema.WhyOneDelay},
			"seconds": {func() error {
				_, err := d.UpdateClock(ctx, schema.Clock{Code: "blocking", Duration: time.Second})
				return err
			}, schema.WhyOneDelay},
			"the past": {func() error {
				_, err := d.UpdateClock(ctx, schema.Clock{Code: "blocking", From: yesterday})
				return err
			}, schema.WhyPast},
			"an unknown clock": {func() error { _, err := d.UpdateClock(ctx, schema.Clock{Code: "nap"}); return err }, schema.WhyHidden},
			"a clock twice": {func() error {
				_, err := d.AddClock(ctx, schema.Clock{Code: "blocking", Duration: time.Hour, Starts: schema.FromSent, Source: "x"})
				return err
			}, schema.WhyExists},
			"an answer that counts from itself": {func() error {
				_, err := d.UseClock(ctx, schema.ClockUse{Purpose: schema.ForAnswer, Clock: "preservation"})
				return err
			}, schema.WhyUnknown},
			"a regime that ends before it begins": {func() error {
				_, err := d.UpdateRegime(ctx, schema.Legal{Code: schema.RegimeTCO, Until: yesterday})
				return err
			}, schema.WhyPast},
			"a regime without a name": {func() error { _, err := d.AddRegime(ctx, schema.Legal{Code: "sren", French: "SREN"}); return err }, schema.WhyEmpty},
		} {
			if f := refusal(t, tc.do()); f.Why != tc.want {
				t.Errorf("%s: %v, want %s", name, f, tc.want)
			}
		}
	})
}

func TestRequestsAreMadeUnderRegimesInForce(t *testing.T) {
	each(t, func(g group) {
		t, ctx := g.t, g.t.Context()
		d := aDraft(schema.KindReferral, "google")
		d.Regime = "sren_2024"
		if _, err := g.Desks["pharos"].NewRequest(ctx, d); refusal(t, err).Why != schema.WhyUnknown {
			t.Errorf("unknown: %v", err)
		}
		_, err := g.Desks["secretariat"].AddRegime(ctx, schema.Legal{Code: "sren_2024", French: "loi SREN", English: "SREN act", Until: g.clock.Now().Add(2 * day)})
		g.must(err)
		q := g.draft(d)
		g.clock.Advance(3 * day)
		if _, err := g.Desks["pharos"].NewRequest(ctx, d); refusal(t, err).Why != schema.WhyNotInForce {
			t.Errorf("repealed: %v", err)
		}
		if _, err := g.Desks["pharos"].Act(ctx, q.ID, 0, schema.Step{Verb: schema.VerbSend}); refusal(t, err).Why != schema.WhyNotInForce {
			t.Errorf("sent under a repealed one: %v", err)
		}
		_, err = g.Desks["chair"].UpdateRegime(ctx, schema.Legal{Code: "sren_2024", Text: "prorogée"})
		g.must(err)
		if q = g.act("pharos", q.ID, schema.Step{Verb: schema.VerbSend}); q.Regime != "sren_2024" {
			t.Errorf("sent under %s", q.Regime)
		}
		query, err := schema.ParseQuery("regime:sren_2024")
		g.must(err)
		if n, err := g.Desks["google"].CountRequests(ctx, query, false); err != nil || n.N != 1 {
			t.Errorf("found %d, %v", n.N, err)
		}
	})
}

func TestTheAuthorityScrutinisesAnOrderBesideTheAddresseesHour(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		q := g.sent(schema.KindRemovalOrder, "google")
		if !q.Scrutiny.IsZero() || !q.Due.IsZero() {
			t.Errorf("before receipt: due %s, scrutiny %s", q.Due, q.Scrutiny)
		}
		g.clock.Advance(10 * time.Minute)
		q = g.act("google", q.ID, schema.Step{Verb: schema.VerbAcknowledge})
		if !q.Due.Equal(q.Received.Add(time.Hour)) || !q.Scrutiny.Equal(q.Received.Add(72*time.Hour)) {
			t.Errorf("due %s, scrutiny %s after receipt", q.Due.Sub(q.Received), q.Scrutiny.Sub(q.Received))
		}
		due := q.Due
		q = g.act("validator", q.ID, schema.Step{Verb: schema.VerbDecide, Ruling: schema.RulingUpheld, Reason: "conforme"})
		if !q.Scrutiny.IsZero() || !q.Due.Equal(due) || q.State != schema.StateSent {
			t.Errorf("after the decision: scrutiny %s, due %s, %s", q.Scrutiny, q.Due, q.State)
		}
		if len(q.Contestations) != 1 || q.Contestations[0].By != "" || q.Contestations[0].Ruling != schema.RulingUpheld {
			t.Errorf("%+v", q.Contestations)
		}
	})
}

func TestAContestationIsADatedRecordThatBothSidesRead(t *testing.T) {
	each(t, func(g group) {
		t, ctx := g.t, g.t.Context()
		q := g.sent(schema.KindWithdrawal, "google")
		asked := g.clock.Now()
		got := g.act("google", q.ID, schema.Step{Verb: schema.VerbContest, Reason: "extrait de journal"})
		if got.State != q.State || !got.Due.Equal(q.Due) || !got.ClockStop.IsZero() || got.Contested != schema.RulingOpen {
			t.Errorf("contested: %s, due %s, stands since %s, %s", got.State, got.Due, got.ClockStop, got.Contested)
		}
		g.clock.Advance(time.Hour)
		g.act("validator", q.ID, schema.Step{Verb: schema.VerbDecide, Ruling: schema.RulingWithdrawn, Reason: "en effet"})
		for login, want := range map[string][2]string{"google": {"Astreinte Google", storetest.Validation}, "pharos": {"Google", "Le valideur"}, "overseer": {"Google", storetest.Validation}} {
			seen, err := g.Desks[login].Request(ctx, q.Ref)
			g.must(err)
			if len(seen.Contestations) != 1 {
				t.Fatalf("%s reads %+v", login, seen.Contestations)
			}
			c := seen.Contestations[0]
			if c.By != want[0] || c.DecidedBy != want[1] || !c.At.Equal(asked) || !c.Decided.Equal(asked.Add(time.Hour)) || c.Reason != "extrait de journal" || c.Grounds != "en effet" {
				t.Errorf("%s reads %+v", login, c)
			}
			events := verbsOf(g.mustThread(login, q.ID))
			if !slices.Contains(events, schema.VerbContest) || !slices.Contains(events, schema.VerbDecide) {
				t.Errorf("%s reads %v", login, events)
			}
		}
		if _, err := g.Desks["facebook"].Request(ctx, q.Ref); refusal(t, err).Why != schema.WhyHidden {
			t.Errorf("facebook: %v", err)
		}
		g.act("google", q.ID, schema.Step{Verb: schema.VerbContest, Reason: "encore"})
		_, err := g.Desks["google"].Undo(ctx)
		g.must(err)
		if seen, err := g.Desks["google"].Request(ctx, q.Ref); err != nil || len(seen.Contestations) != 1 || seen.Contested != schema.RulingWithdrawn {
			t.Errorf("after taking it back: %+v, %v", seen.Contestations, err)
		}
	})
}

func TestTheDecisionOnAReplySaysWhoMadeIt(t *testing.T) {
	each(t, func(g group) {
		t, ctx := g.t, g.t.Context()
		q := g.sent(schema.KindWithdrawal, "google")
		g.reply("google", q)
		g.act("pharos", q.ID, schema.Step{Verb: schema.VerbDispute, Reason: "encore en ligne"})
		for login, want := range map[string]string{"google": storetest.Pharos, "chair": "Agent PHAROS 1"} {
			replies, err := g.Desks[login].RepliesOf(ctx, q.ID)
			g.must(err)
			if len(replies) != 1 || replies[0].DecidedBy != want || replies[0].Decided.IsZero() || replies[0].Reason != "encore en ligne" {
				t.Errorf("%s reads %+v", login, replies)
			}
		}
	})
}

func TestPreservedDataExpiresAndItsTermIsExtended(t *testing.T) {
	each(t, func(g group) {
		t, ctx := g.t, g.t.Context()
		d := aDraft(schema.KindPreservation, "google")
		d.Regime = schema.RegimeCriminal
		q := g.deliver(d)
		if !q.Expires.IsZero() {
			t.Errorf("expires %s before anything is done", q.Expires)
		}
		g.reply("google", q)
		done := g.clock.Now()
		g.act("pharos", q.ID, schema.Step{Verb: schema.VerbClose})
		want := schema.AddMonths(done, 6, schema.Paris)
		if got := g.at("google", q.ID); !got.Expires.Equal(want) {
			t.Errorf("expires %s, want %s", got.Expires, want)
		}
		soon, err := schema.ParseQuery("expires:<7d")
		g.must(err)
		count := func(want int) {
			t.Helper()
			if n, err := g.Desks["pharos"].CountRequests(ctx, soon, false); err != nil || n.N != want {
				t.Errorf("%d expire soon, want %d (%v)", n.N, want, err)
			}
		}
		count(0)
		g.clock.Advance(want.Add(-6 * day).Sub(done))
		count(1)
		if _, err := g.Desks["pharos"].Act(ctx, q.ID, 0, schema.Step{Verb: schema.VerbExtend, Until: want.Add(-day), Reason: "x"}); refusal(t, err).Why != schema.WhyPast {
			t.Errorf("shortened: %v", err)
		}
		later := want.Add(90 * day)
		got := g.act("pharos", q.ID, schema.Step{Verb: schema.VerbExtend, Until: later, Reason: "instruction en cours"})
		if !got.Expires.Equal(later) || got.State != schema.StateClosed {
			t.Errorf("extended to %s, %s", got.Expires, got.State)
		}
		count(0)
		for _, login := range []string{"facebook", "secretariat", "overseer"} { // it is confidential
			if n, err := g.Desks[login].CountRequests(ctx, schema.Query{Terms: []schema.Term{{Field: schema.QueryExpires, Values: []string{"overdue", "1000d"}}}}, true); err != nil || n.N != 0 {
				t.Errorf("%s counts %d (%v)", login, n.N, err)
			}
		}
	})
}

func TestALabelFallsBackAtItsTimeAndTouchesNoClock(t *testing.T) {
	each(t, func(g group) {
		t, ctx := g.t, g.t.Context()
		q := g.sent(schema.KindWithdrawal, "google")
		g.act("pharos", q.ID, schema.Step{Verb: schema.VerbLabel, Label: schema.P2, Reason: "recrutement"})
		granted := g.act("chair", q.ID, schema.Step{Verb: schema.VerbLabel, Label: schema.P1, Reason: "crise", Until: g.clock.Now().Add(2 * time.Hour)})
		if granted.Label != schema.P1 || !granted.Due.Equal(q.Due) || granted.State != q.State {
			t.Errorf("granted %s until %s, due %s", granted.Label, granted.LabelExpires, granted.Due)
		}
		g.clock.Advance(2*time.Hour - time.Millisecond)
		g.must(g.db.ExpireLabels(ctx))
		if got := g.at("google", q.ID); got.Label != schema.P1 {
			t.Errorf("before its time: %s", got.Label)
		}
		g.clock.Advance(time.Millisecond)
		g.must(g.db.ExpireLabels(ctx))
		got, err := g.Desks["google"].Request(ctx, q.Ref)
		g.must(err)
		if got.Label != schema.P2 || !got.LabelExpires.IsZero() || !got.Due.Equal(q.Due) || got.State != q.State || got.Suspended != 0 {
			t.Errorf("after its time: %s until %s, due %s, %s", got.Label, got.LabelExpires, got.Due, got.State)
		}
		levels := []schema.Label{}
		for _, h := range got.LabelHistory {
			levels = append(levels, h.Level)
		}
		if !slices.Equal(levels, []schema.Label{schema.P3, schema.P2, schema.P1, schema.P2}) || got.LabelHistory[2].By != storetest.Presidency || got.LabelHistory[2].Motive != "crise" {
			t.Errorf("google reads %+v", got.LabelHistory)
		}
		if last := g.mustThread("google", q.ID); last[len(last)-1].Verb != schema.VerbExpire || last[len(last)-1].Actor != "Ministère de l'intérieur" {
			t.Errorf("the log ends with %+v", last[len(last)-1])
		}
	})
}

func TestThePolicyLetsUrgentLabelsExpireFromSendingOn(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		d := aDraft(schema.KindReferral, "google")
		d.Label = schema.P1
		q := g.draft(d)
		if !q.LabelExpires.IsZero() {
			t.Errorf("a draft's label expires %s, and would tell when it was written", q.LabelExpires)
		}
		g.clock.Advance(time.Hour)
		q = g.act("pharos", q.ID, schema.Step{Verb: schema.VerbSend})
		if !q.LabelExpires.Equal(q.Sent.Add(7 * day)) {
			t.Errorf("expires %s after sending", q.LabelExpires.Sub(q.Sent))
		}
		g.clock.Advance(7 * day)
		g.must(g.db.ExpireLabels(t.Context()))
		if got := g.at("google", q.ID); got.Label != schema.P3 {
			t.Errorf("fell back to %s", got.Label)
		}
	})
}

func TestRunLetsLabelsFallBack(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		q := g.sent(schema.KindWithdrawal, "google")
		g.act("chair", q.ID, schema.Step{Verb: schema.VerbLabel, Label: schema.P0, Reason: "vie", Until: g.clock.Now().Add(time.Hour)})
		g.clock.Advance(time.Hour)
		ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
		defer cancel()
		woken := g.Desks["google"].Watch(ctx)
		ended := make(chan error, 1)
		go func() { ended <- g.db.Run(ctx) }()
		for g.at("google", q.ID).Label != schema.P3 {
			select {
			case <-woken:
			case <-ctx.Done():
				t.Fatal("the label stays")
			}
		}
		cancel()
		g.must(<-ended)
	})
}

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
	})
}

func TestFiguresAreOnesOwnOrOfThreeOthersTogether(t *testing.T) {
	each(t, func(g group) {
		t, ctx := g.t, g.t.Context()
		answered := func(org string, after time.Duration, outcome schema.Outcome) {
			q := g.sent(schema.KindReferral, org)
			g.clock.Advance(after)
			d := removed(q)
			d.Outcomes[0].Outcome, d.Text = outcome, "motif"
			_, err := g.Desks[org].Reply(ctx, q.ID, 0, d)
			g.must(err)
		}
		stats := func(login string) schema.Stats {
			s, err := g.Desks[login].Stats(ctx, schema.Date{Year: 2015, Month: 5, Day: 1})
			g.must(err)
			return s
		}
		answered("google", 10*time.Minute, schema.OutcomeRefused)
		answered("facebook", 20*time.Minute, schema.OutcomeRemovedLaw)
		answered("twitter", 30*time.Minute, schema.OutcomeInsufficient)
		g.clock.Advance(day)
		if s := stats("google"); len(s.Reactions) != 1 || s.Reactions[0].Org != "google" || s.Reactions[0].Median != 10*time.Minute {
			t.Errorf("of two others google reads %+v", s.Reactions)
		}
		if s := stats("observer"); len(s.Reactions) != 1 || s.Reactions[0].Org != "" || len(s.Labels) != 0 {
			t.Errorf("the observer reads %+v", s)
		}
		answered("apple", 40*time.Minute, schema.OutcomeRemovedLaw)
		if s := stats("google"); len(s.Reactions) != 1 {
			t.Errorf("an answer of today moves the figure of the others: %+v", s.Reactions)
		}
		g.clock.Advance(day)
		s := stats("google")
		if len(s.Reactions) != 2 || s.Reactions[1].Org != "" || s.Reactions[1].Median != 30*time.Minute || s.Reactions[1].Answers != 0 || s.Reactions[1].Hour != 100 || s.Reactions[1].Quarter != 0 {
			t.Errorf("of three others google reads %+v", s.Reactions)
		}
		if len(s.Labels) != 1 || s.Labels[0] != (schema.LabelQuality{Service: "PHAROS", Label: schema.P3, Answered: 2, Refused: 1}) {
			t.Errorf("google reads of labels %+v", s.Labels)
		}
		all := stats("pharos")
		if len(all.Reactions) != 4 || all.Labels[0] != (schema.LabelQuality{Service: "PHAROS", Label: schema.P3, Answered: 8, Refused: 1, Insufficient: 1}) {
			t.Errorf("pharos reads %+v", all)
		}
		if _, err := g.Desks["admin"].Stats(ctx, schema.Date{Year: 2015, Month: 5, Day: 1}); refusal(t, err).Why != schema.WhyRole {
			t.Errorf("the administrator: %v", err)
		}
	})
}

func TestAnOlderRegisterGetsItsLaw(t *testing.T) {
	storetest.EachURL(t, func(t *testing.T, url string, clock *storetest.Clock) {
		db, err := store.Open(t.Context(), url, store.Options{Now: clock.Now})
		if err != nil {
			t.Fatal(err)
		}
		desks := storetest.Group(t, db)
		if err := db.Exec(t.Context(), `DELETE FROM regime`); err != nil {
			t.Fatal(err)
		}
		if err := db.Exec(t.Context(), `DELETE FROM clock_use`); err != nil {
			t.Fatal(err)
		}
		if _, err := desks["secretariat"].UpdateClock(t.Context(), schema.Clock{Code: "withdrawal", Duration: 12 * time.Hour}); err != nil {
			t.Fatal(err)
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		db = storetest.Open(t, url, clock)
		g := group{t, db, clock, storetest.Desks{}}
		for _, login := range []string{"pharos", "validator", "google", "chair"} {
			if g.Desks[login], err = db.As(t.Context(), login); err != nil {
				t.Fatal(err)
			}
		}
		if q := g.sent(schema.KindWithdrawal, "google"); !q.Due.Equal(q.Sent.Add(12 * time.Hour)) {
			t.Errorf("due %s after sending: the group's own version is lost", q.Due.Sub(q.Sent))
		}
	})
}
