package store_test

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"

	"contactgroup/schema"
)

func TestClosingFreezesTheMinutesAndCarriesWhatIsPending(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		m := g.hold("chair", schema.Meeting{Format: schema.MeetingPlenary, Title: "Réunion", Starts: paris(4, 22, 14), State: schema.MeetingHeld,
			Decisions: []schema.Decision{{Text: "Un."}, {Text: "Deux."}}})
		pending := g.action(t, "secretariat", schema.ActionDraft{Text: "En cours", Owner: "google", Meeting: m.Ref, Due: may(1)})
		done := g.action(t, "secretariat", schema.ActionDraft{Text: "Faite", Owner: "afa", Meeting: m.Ref})
		g.actOn(t, "afa", done.ID, schema.ActionStep{Verb: schema.VerbDone, Text: "Oui."})
		before := g.heads(t)
		m = g.meet("secretariat", m.ID, schema.MeetingStep{Verb: schema.VerbClose})
		if m.State != schema.MeetingClosed || len(m.Versions) != 1 {
			t.Fatalf("closed as %+v", m)
		}
		if told := g.heads(t)["facebook"] - before["facebook"]; told != 3 { // the closing, the item carried, and the pack frozen
			t.Errorf("facebook is told %d things", told)
		}
		body, err := g.as(t, "facebook").Minutes(t.Context(), m.Ref, 0)
		must(t, err)
		var kept schema.Minutes
		must(t, json.Unmarshal(body, &kept))
		want := schema.MinutesTotals{Present: 1, Decisions: 2, Pending: 1, Overdue: 1, Settled: 1}
		if schema.MinutesHash(body) != m.Versions[0].Hash || kept.Totals != want {
			t.Errorf("hash %s of %s, totals %+v", m.Versions[0].Hash, body, kept.Totals)
		}
		waiting, err := g.as(t, "google").Action(t.Context(), pending.Ref)
		if err != nil || waiting.Carried != 1 || waiting.Meeting != "" || waiting.Correctable {
			t.Errorf("the pending item waits: %+v, %v", waiting, err)
		}
		next := g.hold("chair", plenary(paris(5, 6, 14), schema.MeetingConvened))
		if x, err := g.as(t, "google").Action(t.Context(), pending.Ref); err != nil || x.Meeting != next.Ref || x.Carried != 1 {
			t.Errorf("the next meeting takes it on: %+v, %v", x, err)
		}
		g.meet("chair", next.ID, schema.MeetingStep{Verb: schema.VerbClose})
		if x, err := g.as(t, "google").Action(t.Context(), pending.Ref); err != nil || x.Carried != 2 {
			t.Errorf("carried again: %+v, %v", x, err)
		}
		if x, err := g.as(t, "google").Action(t.Context(), done.Ref); err != nil || x.Carried != 0 || x.Meeting != m.Ref {
			t.Errorf("a settled item was carried: %+v, %v", x, err)
		}
	})
}

func TestAMeetingWithNothingClosesCleanly(t *testing.T) {
	each(t, func(g group) {
		m := g.hold("chair", plenary(paris(5, 6, 14), schema.MeetingClosed))
		if m.State != schema.MeetingClosed || len(m.Versions) != 1 {
			g.t.Errorf("closed as %+v", m)
		}
	})
}

func TestOfTwoClosingsAtOnceOneWins(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		m := g.hold("chair", plenary(paris(5, 6, 14), schema.MeetingConvened))
		x := g.action(t, "secretariat", schema.ActionDraft{Text: "Fiche", Owner: "google"})
		logins, errs := []string{"chair", "secretariat"}, make([]error, 2)
		var both sync.WaitGroup
		for i, login := range logins {
			both.Go(func() {
				_, errs[i] = g.Desks[login].Meet(t.Context(), m.ID, 0, schema.MeetingStep{Verb: schema.VerbClose})
			})
		}
		both.Wait()
		loser := 0
		if errs[0] == nil {
			loser = 1
		}
		if errs[1-loser] != nil {
			t.Fatal("nobody won:", errs)
		}
		if f := refusal(t, errs[loser]); f.Why != schema.WhyFrozen || !errors.Is(f, schema.ErrState) || f.By != g.Desks[logins[1-loser]].Who().Name {
			t.Errorf("the other is told %+v", f)
		}
		if x, err := g.as(t, "google").Action(t.Context(), x.Ref); err != nil || x.Carried != 1 {
			t.Errorf("carried %+v, %v", x, err)
		}
	})
}

func TestACorrectionMakesANewVersionWithItsChangesComputed(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		m := g.hold("chair", schema.Meeting{Format: schema.MeetingPlenary, Title: "Réunion", Starts: paris(4, 22, 14), State: schema.MeetingHeld, Decisions: []schema.Decision{{Text: "Une faut."}}})
		x := g.action(t, "secretariat", schema.ActionDraft{Text: "Ficje", Owner: "google", Meeting: m.Ref})
		g.meet("chair", m.ID, schema.MeetingStep{Verb: schema.VerbClose})
		first, err := g.as(t, "google").Minutes(t.Context(), m.Ref, 1)
		must(t, err)
		fix := schema.MeetingStep{Verb: schema.VerbCorrect, Text: "Fautes de frappe", Correction: schema.Correction{
			Decisions: []schema.Decision{{N: 1, Text: "Une faute."}, {N: 2, Text: "Oubliée."}}, Actions: []schema.ActionText{{Ref: x.Ref, Text: "Fiche"}}}}
		got := g.meet("secretariat", m.ID, fix)
		if len(got.Versions) != 2 || len(got.Decisions) != 2 || got.Decisions[0].Text != "Une faute." {
			t.Fatalf("corrected: %+v", got)
		}
		var told []string
		for _, c := range got.Versions[1].Changes {
			told = append(told, string(c.Field)+": "+c.From+" > "+c.To)
		}
		if want := "decisions#1: Une faut. > Une faute.|decisions#2:  > Oubliée.|actions#" + x.Ref + ": Ficje > Fiche"; strings.Join(told, "|") != want {
			t.Errorf("changes %q", told)
		}
		again, err := g.as(t, "google").Minutes(t.Context(), m.Ref, 1)
		if err != nil || string(again) != string(first) {
			t.Errorf("version 1 has changed: %s", again)
		}
		if x, err := g.as(t, "google").Action(t.Context(), x.Ref); err != nil || x.Text != "Fiche" {
			t.Errorf("the item reads %+v, %v", x, err)
		}
		if _, err := g.as(t, "chair").Meet(t.Context(), m.ID, 0, fix); why(t, err) != schema.WhyNoChange {
			t.Errorf("the same correction again: %v", err)
		}
		fix.Text = ""
		if _, err := g.as(t, "chair").Meet(t.Context(), m.ID, 0, fix); why(t, err) != schema.WhyNeedsReason {
			t.Errorf("without a reason: %v", err)
		}
	})
}

func TestWhatMinutesCorrectIsTrueOfTheMeeting(t *testing.T) {
	each(t, func(g group) {
		m := g.hold("chair", schema.Meeting{Format: schema.MeetingPlenary, Title: "Réunoin", Place: "Pari", Starts: paris(4, 22, 14), State: schema.MeetingHeld})
		g.meet("chair", m.ID, schema.MeetingStep{Verb: schema.VerbClose})
		title, place := "Réunion", "Paris"
		there := []schema.Attendance{{Org: "google", Person: "Juriste", Mode: "present"}, {Org: "ministry", Person: "Présidence", Mode: "present"}}
		g.meet("chair", m.ID, schema.MeetingStep{Verb: schema.VerbCorrect, Text: "Fautes", Correction: schema.Correction{Title: &title, Place: &place, Attendance: there}})
		if got := g.meetingAt("google", m.Ref); got.Title != title || got.Place != place || !slices.Equal(got.Attendance, there) {
			g.t.Errorf("google sees %+v", got)
		}
	})
}

func TestClosingLeavesItemsOfOtherMeetingsToComeWhereTheyAre(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		var meetings []schema.Meeting
		var items []schema.Action
		for i := range 3 {
			m := g.hold("chair", plenary(paris(5, 6+i, 9), schema.MeetingConvened))
			meetings = append(meetings, m)
			items = append(items, g.action(t, "secretariat", schema.ActionDraft{Text: "Fiche", Owner: "google", Meeting: m.Ref}))
		}
		for _, closed := range []struct{ meeting, wantOn, carried int }{{1, 0, 1}, {0, 2, 2}} { // the second one before the first
			g.meet("chair", meetings[closed.meeting].ID, schema.MeetingStep{Verb: schema.VerbClose})
			x, err := g.as(t, "google").Action(t.Context(), items[1].Ref)
			if err != nil || x.Meeting != meetings[closed.wantOn].Ref || x.Carried != closed.carried {
				t.Errorf("closing %s carries its item to %s, ×%d, %v", meetings[closed.meeting].Ref, x.Meeting, x.Carried, err)
			}
			x, err = g.as(t, "google").Action(t.Context(), items[2].Ref)
			if err != nil || x.Meeting != meetings[2].Ref || x.Carried != 0 {
				t.Errorf("closing %s carries the item of %s to %s, ×%d, %v", meetings[closed.meeting].Ref, meetings[2].Ref, x.Meeting, x.Carried, err)
			}
		}
		if x, err := g.as(t, "google").Action(t.Context(), items[0].Ref); err != nil || x.Carried != 1 {
			t.Errorf("the item of the first is carried ×%d by two closings, %v", x.Carried, err)
		}
	})
}

func TestALinkOfAPointIsTakenAwayAndItsReadersLearnIt(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		q, other := g.sent(schema.KindWithdrawal, "google"), g.sent(schema.KindWithdrawal, "facebook")
		m := g.hold("chair", plenary(paris(5, 6, 14), schema.MeetingConvened))
		m = g.meet("chair", m.ID, schema.MeetingStep{Verb: schema.VerbAgenda, Change: schema.AgendaAdd, Point: schema.AgendaPoint{Title: "Délais", Links: []string{q.Ref, other.Ref}}})
		unlink := func(n int, refs ...string) schema.MeetingStep {
			return schema.MeetingStep{Verb: schema.VerbAgenda, Change: schema.AgendaEdit, N: n, Unlink: refs}
		}
		before := len(whole(g, "facebook", 100))
		m = g.meet("chair", m.ID, unlink(1, q.Ref))
		if got := m.Agenda[0]; got.Title != "Délais" || !slices.Equal(got.Links, []string{other.Ref}) {
			t.Errorf("left as %+v", got)
		}
		thread := g.mustThread("google", q.ID)
		if last := thread[len(thread)-1]; last.Verb != schema.VerbAgenda || last.Changes[0].From != m.Ref || last.Changes[0].To != "" {
			t.Errorf("google is told %+v", last)
		}
		for _, e := range whole(g, "facebook", 100)[before:] {
			if body, _ := json.Marshal(e); strings.Contains(string(body), q.Ref) {
				t.Errorf("facebook is told %s", body)
			}
		}
		for name, ref := range map[string]string{"what it leads to no more": q.Ref, "what is not there": "GOO-2015-0999"} {
			if _, err := g.as(t, "chair").Meet(t.Context(), m.ID, 0, unlink(1, ref)); why(t, err) != schema.WhyUnknown {
				t.Errorf("%s: %v", name, err)
			}
		}
	})
}

func TestALinkedRequestIsKnownToItsReadersAlone(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		q := g.sent(schema.KindWithdrawal, "google")
		m := g.hold("chair", plenary(paris(5, 6, 14), schema.MeetingConvened))
		m = g.meet("chair", m.ID, schema.MeetingStep{Verb: schema.VerbAgenda, Change: schema.AgendaAdd, Point: schema.AgendaPoint{Title: "Délais", Links: []string{q.Ref}}})
		for login, want := range map[string]int{"chair": 1, "google": 1, "overseer": 1, "facebook": 0, "observer": 0} {
			if got := g.meetingAt(login, m.Ref); len(got.Agenda[0].Links) != want {
				t.Errorf("%s sees links %v", login, got.Agenda[0].Links)
			}
		}
		for _, e := range whole(g, "facebook", 100) {
			body, err := json.Marshal(e)
			must(t, err)
			if strings.Contains(string(body), q.Ref) || strings.Contains(string(body), q.Subject) {
				t.Errorf("facebook is told %s", body)
			}
		}
		thread := g.mustThread("google", q.ID)
		if last := thread[len(thread)-1]; last.Verb != schema.VerbAgenda || last.Changes[0].To != m.Ref {
			t.Errorf("the request's thread ends with %+v", last)
		}
		linked, err := g.as(t, "google").Linked(t.Context(), q.Ref)
		if err != nil || strings.Join(linked, " ") != m.Ref+":1" {
			t.Errorf("linked: %v, %v", linked, err)
		}
	})
}
