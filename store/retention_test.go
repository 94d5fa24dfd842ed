package store_test

import (
	"slices"
	"testing"
	"time"

	"contactgroup/schema"
)

func TestTheGroupsCounselSaysHowLongThingsAreKept(t *testing.T) {
	each(t, func(g group) {
		ctx := g.t.Context()
		for login := range g.Desks {
			all, err := g.Desks[login].Retentions(ctx)
			g.must(err)
			if now := schema.RetentionsInForce(all); !slices.Equal(now, schema.DefaultRetentions) {
				g.t.Errorf("%s reads %+v", login, now)
			}
			_, err = g.Desks[login].UpdateRetention(schema.DryRun(ctx), schema.Retention{Noun: schema.NounAlert, Days: 30, Source: "x"})
			if may := login == "chair" || login == "secretariat"; may != (err == nil) {
				g.t.Errorf("%s sets one: %v", login, err)
			}
		}
		put, err := g.Desks["chair"].UpdateRetention(ctx, schema.Retention{Noun: schema.NounRequest, Months: 60, Source: "arrêté du 1er mai 2015"})
		g.must(err)
		if put.Version != 2 || put.Delay() != "P60M" || put.NotedBy == "" || put.Noted.IsZero() {
			g.t.Errorf("put %+v", put)
		}
		all, err := g.Desks["google"].Retentions(ctx)
		g.must(err)
		if i := slices.Index(all, put); i != 1 || all[0] != schema.DefaultRetentions[0] {
			g.t.Errorf("then there are %+v", all)
		}
		events := whole(g, "google", 500)
		if last := events[len(events)-1]; last.Noun != schema.NounRetention || last.Ref != "request" || last.Text != put.Source ||
			last.Changes[0] != (schema.Change{Field: schema.FieldText, From: "P120M", To: "P60M"}) {
			g.t.Errorf("told is %+v", last)
		}
	})
}

func TestARetentionIsOnePeriodOfANounThatHasOne(t *testing.T) {
	each(t, func(g group) {
		for _, x := range []struct {
			keep schema.Retention
			why  schema.Reason
		}{
			{schema.Retention{Noun: schema.NounRequest, Days: 1, Months: 1}, schema.WhyOneDelay},
			{schema.Retention{Noun: schema.NounRequest, Days: -1}, schema.WhyOneDelay},
			{schema.Retention{Noun: schema.NounRequest, Days: schema.MaxRetentionDays + 1}, schema.WhyOneDelay},
			{schema.Retention{Noun: schema.NounRequest, Months: schema.MaxRetentionMonths + 1}, schema.WhyOneDelay},
			{schema.Retention{Noun: schema.NounArticle, Days: 1}, schema.WhyHidden},
		} {
			_, err := g.Desks["secretariat"].UpdateRetention(g.t.Context(), x.keep)
			if f := refusal(g.t, err); f.Why != x.why {
				g.t.Errorf("%+v: %v", x.keep, err)
			}
		}
	})
}

// heldAndOver is a meeting that is closed, with an action item that is done.
func (g group) heldAndOver() (schema.Meeting, schema.Action) {
	g.t.Helper()
	m := g.convened(schema.MeetingPlan{Format: schema.MeetingPlenary})
	g.clock.Advance(21 * day)
	g.meet("secretariat", m.ID, schema.MeetingStep{Verb: schema.VerbOpen})
	x := g.action(g.t, "secretariat", schema.ActionDraft{Text: "Fiche contact", Owner: "google", Meeting: m.Ref})
	g.actOn(g.t, "google", x.ID, schema.ActionStep{Verb: schema.VerbDone, Text: "faite"})
	return g.meet("secretariat", m.ID, schema.MeetingStep{Verb: schema.VerbClose}), x
}

func TestEachNounHasARetentionOfItsOwn(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		ctx := t.Context()
		q := g.ended(schema.KindWithdrawal, "google", "a")
		m, x := g.heldAndOver()
		commitment, err := g.Desks["secretariat"].AddCommitment(ctx, schema.CommitmentDraft{Org: "google", Text: "Former", State: schema.CommitmentKept, Evidence: "faite"})
		g.must(err)
		going := g.action(t, "secretariat", schema.ActionDraft{Text: "Suite", Owner: "google"})
		g.must(g.db.Seal(ctx))
		heads, err := g.Desks["google"].Heads(ctx)
		g.must(err)
		g.clock.Advance(40 * day)
		if got := g.expired(ctx, schema.Erasure{}); len(got) != 0 {
			t.Errorf("at the first periods: %+v", got)
		}
		erased := map[string]int{}
		for _, one := range []struct {
			noun schema.Noun
			ref  string
		}{{schema.NounMeeting, m.Ref}, {schema.NounAction, x.Ref}, {schema.NounCommitment, commitment.Ref}, {schema.NounRequest, q.Ref}} {
			g.keep(one.noun, 30)
			would := g.expired(schema.DryRun(ctx), schema.Erasure{})
			got := g.expired(ctx, schema.Erasure{})
			if len(got) != 1 || len(would) != 1 || !slices.Equal(got[one.noun].Refs, []string{one.ref}) || got[one.noun].Entries() == 0 || would[one.noun].Entries() != got[one.noun].Entries() {
				t.Errorf("of %s: would %+v, did %+v", one.noun, would, got)
			}
			for log, n := range byLog(got[one.noun]) {
				erased[log] += n
			}
			g.keep(one.noun, 0)
		}
		told := 0
		for _, e := range whole(g, "google", 1000) {
			shares, _ := e.ErasedUntil()
			for _, s := range shares {
				told += s.Entries
			}
			if e.Noun == schema.NounAction && e.Ref == going.Ref && e.Erased {
				t.Errorf("what goes on is erased: %+v", e)
			}
		}
		if want := erased["google"] + erased["google/requests"]; told != want || erased["google"] == 0 || erased["google/requests"] == 0 {
			t.Errorf("google is told of %d entries, of %d that went: %v", told, want, erased)
		}
		g.must(g.db.Seal(ctx))
		reports, err := g.Desks["google"].Verify(ctx, heads.File(), nil)
		g.must(err)
		for _, r := range reports {
			if !r.Whole() || r.Erased != erased[r.Audience] {
				t.Errorf("%+v, %d erased", r, erased[r.Audience])
			}
		}
	})
}

func TestOneErasureIsOneEntryOfALog(t *testing.T) {
	each(t, func(g group) {
		m, x := g.heldAndOver()
		g.clock.Advance(40 * day)
		g.keep(schema.NounMeeting, 30)
		g.keep(schema.NounAction, 30)
		g.expired(g.t.Context(), schema.Erasure{})
		var told []schema.Event
		for _, e := range whole(g, "facebook", 1000) {
			if _, ok := e.ErasedUntil(); ok {
				told = append(told, e)
			}
		}
		shares, _ := told[0].ErasedUntil()
		if len(told) != 1 || len(shares) != 2 || shares[0].Noun != schema.NounMeeting || shares[1].Noun != schema.NounAction || shares[0].Entries == 0 {
			g.t.Errorf("of %s and %s is told %+v", m.Ref, x.Ref, told)
		}
	})
}

func TestMailsGoOnceTheyAreOldAndNothingIsSentAgain(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		g.written(map[string][][2]string{"google": nil, "google2": {{"due", "off"}}})
		x := g.action(t, "secretariat", schema.ActionDraft{Text: "Fiche contact", Owner: "google", Due: schema.DateOf(g.clock.Now(), schema.Paris).AddDays(1)})
		g.actOn(t, "google", x.ID, schema.ActionStep{Verb: schema.VerbAssign, Member: "google"})
		m := g.convened(schema.MeetingPlan{Format: schema.MeetingPlenary})
		if got := g.letters(); len(got) != 2 || len(got["google@desk.example"]) != 2 {
			t.Fatalf("sent are %+v", got)
		}
		g.clock.Advance(4 * day)
		if got := g.letters(); len(got) != 1 || !got["google@desk.example"][0].Overdue {
			t.Fatalf("later %+v", got)
		}
		refused := g.convened(schema.MeetingPlan{Format: schema.MeetingPlenary})
		for _, d := range g.taken(schema.ChannelLetter) {
			g.must(g.db.Refused(t.Context(), d, "550 no such user"))
		}
		g.clock.Advance(10 * day)
		g.keep(schema.NounNotice, 5)
		got := g.expired(t.Context(), schema.Erasure{})
		if n := got[schema.NounNotice]; len(got) != 1 || n.Things != 3 || !slices.Equal(n.Refs, []string{"google", "google2"}) {
			t.Errorf("gone are %+v", got)
		}
		shares, _ := whole(g, "admin", 1000)[len(whole(g, "admin", 1000))-1].ErasedUntil()
		if !slices.Equal(shares, []schema.ErasedShare{{Noun: schema.NounNotice, Before: "2015-05-14", Entries: 3}}) {
			t.Errorf("administrators are told %+v", shares)
		}
		again := g.letters() // those of the meeting that were refused
		if len(again) != 2 || len(again["google@desk.example"]) != 1 || again["google@desk.example"][0].Ref != refused.Ref {
			t.Errorf("and then are sent %+v; %s is told", again, m.Ref)
		}
		g.clock.Advance(time.Hour)
		if again := g.letters(); len(again) != 0 {
			t.Errorf("again %+v", again)
		}
	})
}

func TestCallsThatAreOverGoWithWhatTheLogsToldOfThem(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		g.contact("google", schema.Contact{Mail: "duty@google.example"})
		q := g.deliver(urgent(schema.P1))
		for _, d := range g.taken(schema.ChannelMail) {
			g.must(g.db.Refused(t.Context(), d, "550 no such user"))
		}
		g.act("google", q.ID, schema.Step{Verb: schema.VerbAcknowledge})
		g.taken(schema.ChannelMail)
		g.clock.Advance(40 * day)
		g.keep(schema.NounAlert, 30)
		got := g.expired(t.Context(), schema.Erasure{})[schema.NounAlert]
		if got.Things != 1 || !slices.Equal(got.Refs, []string{q.Ref}) || got.Entries() == 0 {
			t.Errorf("gone are %+v", got)
		}
		alerts, err := g.Desks["google"].Alerts(t.Context(), true, 0)
		g.must(err)
		if len(alerts) != 0 || g.expired(t.Context(), schema.Erasure{})[schema.NounAlert].Things != 0 {
			t.Errorf("left are %+v", alerts)
		}
	})
}
