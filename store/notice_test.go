package store_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"contactgroup/schema"
)

// written gives members an address each, and what else they set.
func (g group) written(settings map[string][][2]string) {
	g.t.Helper()
	for login, all := range settings {
		for _, s := range append([][2]string{{"mail", login + "@desk.example"}}, all...) {
			_, err := g.Desks[login].SetSetting(g.t.Context(), s[0], s[1])
			g.must(err)
		}
	}
}

// letters takes the letters that go out now and delivers them: what each told.
func (g group) letters() map[string][]schema.Notice {
	g.t.Helper()
	out := map[string][]schema.Notice{}
	for _, d := range g.taken(schema.ChannelLetter) {
		if out[d.To] != nil {
			g.t.Errorf("%s is written to twice at once", d.To)
		}
		out[d.To] = d.Notices
		g.must(g.db.Delivered(g.t.Context(), d))
	}
	return out
}

// convened is a meeting in three weeks, convened.
func (g group) convened(plan schema.MeetingPlan) schema.Meeting {
	g.t.Helper()
	plan.Title, plan.Place, plan.Starts = "Réunion", "Place Beauvau", g.clock.Now().AddDate(0, 0, 21)
	m, err := g.Desks["secretariat"].NewMeeting(g.t.Context(), plan)
	g.must(err)
	return g.meet("secretariat", m.ID, schema.MeetingStep{Verb: schema.VerbConvene})
}

func TestMeetingsAreToldByMailToThoseWhoMeetAndWantIt(t *testing.T) {
	each(t, func(g group) {
		g.written(map[string][][2]string{"google": nil, "google2": {{"convocation", "off"}}, "facebook": nil, "pharos": nil})
		m := g.convened(schema.MeetingPlan{Format: schema.MeetingPlenary})
		got := g.letters()
		n := got["google@desk.example"]
		if len(got) != 3 || len(n) != 1 || n[0].Cause != schema.NoticeConvocation || n[0].Ref != m.Ref || n[0].Place != m.Place || !n[0].Starts.Equal(m.Starts) {
			g.t.Errorf("convoked are %+v", got)
		}
		g.clock.Advance(time.Hour)
		if again := g.letters(); len(again) != 0 {
			g.t.Errorf("and again %+v", again)
		}
		invited := g.convened(schema.MeetingPlan{Format: schema.MeetingRestricted, Invited: []string{"facebook"}})
		if got := g.letters(); len(got["google@desk.example"]) != 0 || len(got["facebook@desk.example"]) != 1 {
			g.t.Errorf("of a meeting by invitation are told %+v", got)
		}
		_, err := g.Desks["secretariat"].Freeze(g.t.Context(), invited.ID, 0)
		g.must(err)
		if got := g.letters(); len(got["google@desk.example"]) != 0 || len(got["facebook@desk.example"]) != 1 || got["facebook@desk.example"][0].Cause != schema.NoticePack {
			g.t.Errorf("of its pack are told %+v", got)
		}
	})
}

func TestQuietHoursAndDigestGatherIntoOneLetter(t *testing.T) {
	each(t, func(g group) { // it is 9:00 in Paris
		g.written(map[string][][2]string{"google": {{"quiet", "8h-12h"}}, "facebook": {{"digest", "daily 18h"}}})
		g.convened(schema.MeetingPlan{Format: schema.MeetingPlenary})
		m := g.convened(schema.MeetingPlan{Format: schema.MeetingPlenary})
		_, err := g.Desks["secretariat"].Freeze(g.t.Context(), m.ID, 0)
		g.must(err)
		if got := g.letters(); len(got) != 0 {
			g.t.Errorf("at nine: %+v", got)
		}
		next, err := g.db.CallContacts(g.t.Context(), alertStep)
		g.must(err)
		if want := time.Date(2015, 5, 5, 10, 0, 0, 0, time.UTC); !next.Equal(want) {
			g.t.Errorf("woken at %s, not at noon", next)
		}
		g.clock.Advance(3 * time.Hour)
		if got := g.letters(); len(got) != 1 || len(got["google@desk.example"]) != 3 {
			g.t.Errorf("at noon: %+v", got)
		}
		g.clock.Advance(6 * time.Hour)
		if got := g.letters(); len(got) != 1 || len(got["facebook@desk.example"]) != 3 {
			g.t.Errorf("at six: %+v", got)
		}
	})
}

func TestTheHolderOfAnActionItemIsRemindedBeforeAndAfterItsDay(t *testing.T) {
	each(t, func(g group) {
		g.written(map[string][][2]string{"google": nil, "google2": nil, "facebook": nil})
		due := schema.DateOf(g.clock.Now(), schema.Paris).AddDays(5)
		x := g.action(g.t, "secretariat", schema.ActionDraft{Text: "Fiche contact", Owner: "google", Due: due})
		g.actOn(g.t, "google", x.ID, schema.ActionStep{Verb: schema.VerbAssign, Member: "google2"})
		for day, want := range []int{0, 0, 1, 0, 0, 0, 1, 0} {
			got := g.letters()
			if len(got) != want || want == 1 && (len(got["google2@desk.example"]) != 1 || got["google2@desk.example"][0].Overdue != (day == 6)) {
				g.t.Errorf("on day %d: %+v", day, got)
			}
			g.clock.Advance(24 * time.Hour)
		}
		if settled := g.actOn(g.t, "secretariat", x.ID, schema.ActionStep{Verb: schema.VerbDue, Due: due.AddDays(20)}); settled.Due == due {
			g.t.Fatal("not moved")
		}
		g.actOn(g.t, "google2", x.ID, schema.ActionStep{Verb: schema.VerbDone, Text: "fait"})
		g.clock.Advance(30 * 24 * time.Hour)
		if got := g.letters(); len(got) != 0 {
			g.t.Errorf("of what is done: %+v", got)
		}
	})
}

func TestARequestIsToldToWhomAColleagueAssignsItAndRedOnesWithoutReference(t *testing.T) {
	each(t, func(g group) {
		g.written(map[string][][2]string{"google": nil, "google2": nil, "facebook": nil})
		for _, tlp := range []schema.TLP{schema.TLPAmber, schema.TLPRed} {
			d := aDraft(schema.KindReferral, "google")
			d.TLP = tlp
			q := g.deliver(d)
			g.act("google", q.ID, schema.Step{Verb: schema.VerbAssign, To: "google2"})
			got := g.letters()
			want := map[schema.TLP]string{schema.TLPAmber: q.Ref}[tlp]
			if n := got["google2@desk.example"]; len(got) != 1 || len(n) != 1 || n[0].Cause != schema.NoticeAssigned || n[0].Ref != want {
				g.t.Errorf("%s: %+v", tlp, got)
			}
		}
		q := g.deliver(aDraft(schema.KindReferral, "google"))
		g.act("google", q.ID, schema.Step{Verb: schema.VerbAssign, To: "google2"})
		g.act("google2", q.ID, schema.Step{Verb: schema.VerbAssign, To: "google2"})
		_, err := g.db.CallContacts(g.t.Context(), alertStep)
		g.must(err)
		g.act("google", q.ID, schema.Step{Verb: schema.VerbAssign, To: "google"})
		if got := g.letters(); len(got) != 0 {
			g.t.Errorf("what has gone to another since: %+v", got)
		}
	})
}

func TestALetterThatIsRefusedIsToldAndTriedAgainAndNobodyElsesIsSentTwice(t *testing.T) {
	each(t, func(g group) {
		ctx := g.t.Context()
		g.written(map[string][][2]string{"google": nil, "google2": nil, "facebook": nil})
		g.convened(schema.MeetingPlan{Format: schema.MeetingPlenary})
		var token string
		for _, d := range g.taken(schema.ChannelLetter) {
			if d.To == "google2@desk.example" {
				token = d.Token
				g.must(g.db.Refused(ctx, d, "550 no such user"))
				continue
			}
			g.must(g.db.Delivered(ctx, d))
		}
		if d := g.taken(schema.ChannelLetter); len(d) != 0 {
			g.t.Errorf("at once again: %+v", d)
		}
		for login, want := range map[string]string{"google": "google2 550 no such user", "admin": "google2 550 no such user", "secretariat": "google ", "facebook": "", "pharos": "", "overseer": ""} {
			alerts, err := g.Desks[login].Alerts(ctx, false, 0)
			g.must(err)
			got := ""
			for _, a := range alerts {
				got += a.Contact + " " + a.Problem
				if a.Ref != "" || a.Cause != schema.AlertLetter {
					g.t.Errorf("%s reads %+v", login, a)
				}
			}
			if got != want {
				g.t.Errorf("%s reads %q, want %q", login, got, want)
			}
		}
		events, _, err := g.Desks["admin"].Changes(ctx, nil, 500)
		g.must(err)
		if n := len(slices.DeleteFunc(events, func(e schema.Event) bool { return e.Verb != schema.VerbFail || !strings.Contains(e.Text, "550") })); n != 1 {
			g.t.Errorf("administrators are told %d times", n)
		}
		_, err = g.Desks["google2"].SetSetting(ctx, "mail", "other@desk.example")
		g.must(err)
		d := g.taken(schema.ChannelLetter)
		if len(d) != 1 || d[0].To != "other@desk.example" || d[0].Token != token {
			g.t.Fatalf("at its new address: %+v", d)
		}
		g.must(g.db.Delivered(ctx, d[0]))
		if alerts, err := g.Desks["google"].Alerts(ctx, false, 0); err != nil || len(alerts) != 0 {
			g.t.Errorf("still told: %+v %v", alerts, err)
		}
	})
}

func TestWhoMayNotSeeAnyMoreIsNotWrittenTo(t *testing.T) {
	each(t, func(g group) {
		g.written(map[string][][2]string{"google": {{"quiet", "8h-12h"}}, "google2": {{"quiet", "8h-12h"}}})
		g.convened(schema.MeetingPlan{Format: schema.MeetingPlenary})
		if got := g.letters(); len(got) != 0 {
			g.t.Fatalf("in quiet hours: %+v", got)
		}
		g.must(g.Desks["admin"].DisableMember(g.t.Context(), "google2", true))
		_, err := g.Desks["google"].SetSetting(g.t.Context(), "convocation", "off")
		g.must(err)
		g.clock.Advance(3 * time.Hour)
		if got := g.letters(); len(got) != 0 {
			g.t.Errorf("written to are %+v", got)
		}
	})
}

func TestOfWhatIsMoreThanAWeekOldNobodyIsWrittenTo(t *testing.T) {
	each(t, func(g group) {
		g.written(map[string][][2]string{"google": nil})
		g.convened(schema.MeetingPlan{Format: schema.MeetingPlenary})
		g.clock.Advance(8 * 24 * time.Hour) // no server ran
		if got := g.letters(); len(got) != 0 {
			g.t.Errorf("told of a week ago: %+v", got)
		}
	})
}
