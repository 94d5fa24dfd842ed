package store_test

import (
	"errors"
	"strings"
	"testing"

	"contactgroup/schema"
)

// closes is a closing that drafts the next meeting.
var closes = schema.MeetingStep{Verb: schema.VerbClose, Plan: schema.MeetingPlan{Title: "Réunion plénière"}, Text: "Suites des actions reportées"}

func (g group) every(f schema.MeetingFormat, c schema.Cadence) {
	g.t.Helper()
	_, err := g.Desks["secretariat"].SetCadence(g.t.Context(), f, c)
	g.must(err)
}

func TestClosingDraftsTheNextMeetingByTheCadenceOnce(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		g.every(schema.MeetingPlenary, schema.Monthly)
		m := g.hold("secretariat", plenary(paris(5, 6, 14), schema.MeetingHeld))
		x := g.action(t, "secretariat", schema.ActionDraft{Text: "En cours", Owner: "google", Meeting: m.Ref})
		waits := g.action(t, "secretariat", schema.ActionDraft{Text: "Sans réunion", Owner: "afa"})
		inner := g.action(t, "google", schema.ActionDraft{Text: "Interne", Owner: "google", Internal: true, Meeting: m.Ref})
		told, err := g.as(t, "chair").Closing(t.Context(), m.ID)
		must(t, err)
		if told.Next != "" || !told.Drafts.Equal(paris(6, 3, 14)) {
			t.Errorf("beforehand %+v", told)
		}
		g.meet("chair", m.ID, closes)
		next := g.meetingAt("facebook", "next")
		if next.Ref != "2015-06-03" || next.State != schema.MeetingDraft || next.Title != "Réunion plénière" || !next.Starts.Equal(paris(6, 3, 14)) || len(next.Agenda) != 1 {
			t.Fatalf("drafted %+v", next)
		}
		if p := next.Agenda[0]; p.Title != closes.Text || strings.Join(p.Links, " ") != x.Ref+" "+waits.Ref {
			t.Errorf("its point is %+v", p)
		}
		for _, ref := range []string{x.Ref, waits.Ref, inner.Ref} {
			if a, err := g.as(t, "google").Action(t.Context(), ref); err != nil || a.Meeting != next.Ref || a.Carried != 1 {
				t.Errorf("%s: %+v %v", ref, a, err)
			}
		}
		second := g.hold("secretariat", plenary(paris(5, 7, 9), schema.MeetingHeld))
		g.meet("chair", second.ID, closes)
		if all, err := g.as(t, "chair").Meetings(t.Context()); err != nil || len(all) != 3 {
			t.Errorf("another closing leaves %s, %v", refsOf(all), err)
		}
	})
}

func TestWithoutTitleOrCadenceClosingDraftsNothing(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		m := g.hold("secretariat", plenary(paris(4, 22, 14), schema.MeetingHeld))
		g.meet("chair", m.ID, closes) // without a cadence
		g.every(schema.MeetingPlenary, schema.Monthly)
		m = g.hold("secretariat", plenary(paris(5, 6, 14), schema.MeetingHeld))
		g.meet("chair", m.ID, schema.MeetingStep{Verb: schema.VerbClose})
		if all, err := g.as(t, "chair").Meetings(t.Context()); err != nil || len(all) != 2 {
			t.Errorf("there are %s, %v", refsOf(all), err)
		}
	})
}

func TestMeetingsByInvitationHaveACadenceThatOthersDoNotKnow(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		before := g.heads(t)
		g.every(schema.MeetingRestricted, schema.Fortnightly)
		if after := g.heads(t); after["google"] != before["google"] || after["ministry"] == before["ministry"] {
			t.Errorf("google's log from %d to %d, the ministry's from %d to %d", before["google"], after["google"], before["ministry"], after["ministry"])
		}
		for login, want := range map[string]schema.Cadence{"chair": schema.Fortnightly, "google": "", "observer": "", "pharos": ""} {
			if r, err := g.as(t, login).Rhythm(t.Context(), schema.MeetingRestricted); err != nil || r.Every != want {
				t.Errorf("%s knows %+v %v", login, r, err)
			}
		}
		m, err := g.as(t, "secretariat").NewMeeting(t.Context(), schema.MeetingPlan{Format: schema.MeetingRestricted, Title: "R", Starts: paris(5, 6, 9), Invited: []string{"google"}})
		must(t, err)
		g.meet("secretariat", m.ID, schema.MeetingStep{Verb: schema.VerbConvene})
		known := g.heads(t)["facebook"]
		g.meet("chair", m.ID, closes)
		all, err := g.as(t, "google").Meetings(t.Context())
		must(t, err)
		if len(all) != 2 || !all[0].Starts.Equal(paris(5, 20, 9)) || strings.Join(all[0].Circle, " ") != "google ministry" {
			t.Errorf("google sees %+v", all)
		}
		if seen, err := g.as(t, "facebook").Meetings(t.Context()); err != nil || len(seen) != 0 || g.heads(t)["facebook"] != known {
			t.Errorf("facebook sees %s, %v", refsOf(seen), err)
		}
	})
}

func TestADraftIsRemovedAndWhatItHadWaits(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		draft := g.hold("secretariat", plenary(paris(6, 3, 14), schema.MeetingDraft))
		x := g.action(t, "secretariat", schema.ActionDraft{Text: "Une", Owner: "google"})
		request := g.sent(schema.KindWithdrawal, "google")
		g.meet("secretariat", draft.ID, schema.MeetingStep{Verb: schema.VerbAgenda, Change: schema.AgendaAdd, Point: schema.AgendaPoint{Title: "Suites", Links: []string{request.Ref, x.Ref}}})
		remove := schema.MeetingStep{Verb: schema.VerbRemove}
		if _, err := g.as(t, "google").Meet(t.Context(), draft.ID, 0, remove); !errors.Is(err, schema.ErrForbidden) {
			t.Errorf("by google: %v", err)
		}
		if _, err := g.as(t, "secretariat").Meet(t.Context(), draft.ID, 1, remove); !errors.Is(err, schema.ErrStale) {
			t.Errorf("as it was: %v", err)
		}
		g.meet("secretariat", draft.ID, remove)
		if _, err := g.as(t, "chair").Meeting(t.Context(), draft.Ref); !errors.Is(err, schema.ErrNotFound) {
			t.Errorf("it is there: %v", err)
		}
		if a, err := g.as(t, "google").Action(t.Context(), x.Ref); err != nil || a.Meeting != "" {
			t.Errorf("its item: %+v %v", a, err)
		}
		if linked, err := g.as(t, "google").Linked(t.Context(), request.Ref); err != nil || len(linked) != 0 {
			t.Errorf("the request is on %q, %v", linked, err)
		}
		if again := g.hold("secretariat", plenary(paris(6, 3, 14), schema.MeetingConvened)); again.Ref != draft.Ref {
			t.Errorf("planned again as %s", again.Ref)
		} else if _, err := g.as(t, "secretariat").Meet(t.Context(), again.ID, 0, remove); why(t, err) != schema.WhyState {
			t.Errorf("a convened one: %v", err)
		}
	})
}

func TestADraftThatAReviewRefersToStays(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		draft := g.hold("secretariat", plenary(paris(6, 3, 14), schema.MeetingDraft))
		c, err := g.as(t, "secretariat").AddCommitment(t.Context(), schema.CommitmentDraft{Org: "google", Text: "Former", Origin: "Réunion"})
		must(t, err)
		_, err = g.as(t, "chair").UpdateCommitment(t.Context(), c.ID, 0, schema.CommitmentDraft{State: schema.CommitmentPartly, Meeting: draft.Ref})
		must(t, err)
		if _, err := g.as(t, "secretariat").Meet(t.Context(), draft.ID, 0, schema.MeetingStep{Verb: schema.VerbRemove}); why(t, err) != schema.WhyBuiltOn {
			t.Errorf("it is removed: %v", err)
		}
	})
}
