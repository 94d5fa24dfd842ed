package store_test

import (
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
		if _, err := g.Desks["pharos"].Act(ctx, q.ID, 0, schema.Step{Verb: schema.VerbExtend, Until: want.Add(-day), Reason: "x"}); refusal(t, err).Why != schema.WhyShorter || refusal(t, err).Value != want.Format(time.RFC3339) {
			t.Errorf("shortened: %v", err)
		}
		later := want.Add(400 * day) // longer than the delay that begins with another answer
		got := g.act("pharos", q.ID, schema.Step{Verb: schema.VerbExtend, Until: later, Reason: "instruction en cours"})
		if !got.Expires.Equal(later) || got.State != schema.StateClosed {
			t.Errorf("extended to %s, %s", got.Expires, got.State)
		}
		count(0)
		g.act("pharos", q.ID, schema.Step{Verb: schema.VerbReopen, Reason: "le second compte aussi"})
		g.reply("google", q)
		if got := g.at("pharos", q.ID); !got.Expires.Equal(later) {
			t.Errorf("extended to %s, answered again it expires %s", later, got.Expires)
		}
		for _, login := range []string{"facebook", "secretariat", "overseer"} { // it is confidential
			if n, err := g.Desks[login].CountRequests(ctx, schema.Query{Terms: []schema.Term{{Field: schema.QueryExpires, Values: []string{"overdue", "1000d"}}}}, true); err != nil || n.N != 0 {
				t.Errorf("%s counts %d (%v)", login, n.N, err)
			}
		}
	})
}

// TestWhatWasNotPreservedDoesNotExpire answers that nothing is kept: no date
// may tell that it is.
func TestWhatWasNotPreservedDoesNotExpire(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		for outcome, kept := range map[schema.Outcome]bool{schema.OutcomeRefused: false, schema.OutcomeNotFound: false, schema.OutcomeWrongAddressee: false, schema.OutcomeDisabled: true} {
			d := aDraft(schema.KindPreservation, "google")
			d.Regime = schema.RegimeCriminal
			q := g.deliver(d)
			none := schema.ReplyDraft{Text: "Compte inconnu", Outcomes: []schema.ReplyOutcome{{N: 1, Outcome: schema.OutcomeRefused}, {N: 2, Outcome: outcome}}}
			_, err := g.Desks["google"].Reply(t.Context(), q.ID, 0, none)
			g.must(err)
			if got := g.at("pharos", q.ID); got.Expires.IsZero() == kept || got.State != schema.StateAnswered {
				t.Errorf("%s: %s, expires %s", outcome, got.State, got.Expires)
			}
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
