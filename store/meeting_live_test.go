package store_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"contactgroup/schema"
)

// threePoints is a convened plenary with three points.
func (g group) threePoints() schema.Meeting {
	m := plenary(paris(5, 6, 14), schema.MeetingConvened)
	m.Agenda = []schema.AgendaPoint{{Title: "Un", Minutes: 10}, {Title: "Deux"}, {Title: "Trois"}}
	return g.hold("secretariat", m)
}

func TestASittingOpensOnItsFirstPointAndItsTimerIsShared(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		m := g.threePoints()
		m = g.meet("secretariat", m.ID, schema.MeetingStep{Verb: schema.VerbOpen})
		if m.State != schema.MeetingHeld || m.Live.Point != 1 || m.Live.Since.IsZero() {
			t.Fatalf("opened as %+v", m)
		}
		g.clock.Advance(3 * time.Minute)
		for _, login := range []string{"google", "facebook"} {
			seen := g.meetingAt(login, m.Ref)
			if seen.Live != m.Live || seen.Elapsed(1, g.as(t, login).Now()) != 3*time.Minute {
				t.Errorf("%s sees %+v, %v on the timer", login, seen.Live, seen.Elapsed(1, g.as(t, login).Now()))
			}
		}
		m = g.meet("chair", m.ID, schema.MeetingStep{Verb: schema.VerbPoint, N: 2})
		g.clock.Advance(time.Minute)
		m = g.meet("secretariat", m.ID, schema.MeetingStep{Verb: schema.VerbPause})
		g.clock.Advance(time.Hour)
		if m.Live.Point != 2 || !m.Live.Since.IsZero() || m.Agenda[0].Spent != 180 || m.Agenda[1].Spent != 60 {
			t.Errorf("paused as %+v %+v", m.Live, m.Agenda)
		}
		before := g.heads(t)
		g.meet("chair", m.ID, schema.MeetingStep{Verb: schema.VerbPause}) // it stands already
		if after := g.heads(t); after["google"] != before["google"] {
			t.Error("what changes nothing is told")
		}
		m = g.meet("chair", m.ID, schema.MeetingStep{Verb: schema.VerbPoint, N: 2})
		g.clock.Advance(time.Minute)
		m = g.meet("chair", m.ID, schema.MeetingStep{Verb: schema.VerbClose})
		if m.Live != (schema.Live{}) || m.Agenda[1].Spent != 120 {
			t.Errorf("closed as %+v %+v", m.Live, m.Agenda)
		}
	})
}

func TestThePointUnderWayStaysTheOneItIsWhenTheAgendaChanges(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		m := g.threePoints()
		g.meet("chair", m.ID, schema.MeetingStep{Verb: schema.VerbPoint, N: 2})
		g.clock.Advance(2 * time.Minute)
		m = g.meet("chair", m.ID, schema.MeetingStep{Verb: schema.VerbAgenda, Change: schema.AgendaMove, N: 2, To: 1})
		if m.Live.Point != 1 || m.Agenda[0].Title != "Deux" {
			t.Fatalf("moved: %+v %+v", m.Live, m.Agenda)
		}
		m = g.meet("chair", m.ID, schema.MeetingStep{Verb: schema.VerbAgenda, Change: schema.AgendaEdit, N: 1, Point: schema.AgendaPoint{Title: "Deux bis", Minutes: 5}})
		m = g.meet("chair", m.ID, schema.MeetingStep{Verb: schema.VerbAgenda, Change: schema.AgendaAdd, Point: schema.AgendaPoint{Title: "Quatre"}})
		if m.Live.Point != 1 || m.Elapsed(1, g.as(t, "chair").Now()) != 2*time.Minute {
			t.Errorf("edited: %+v %+v", m.Live, m.Agenda)
		}
		m = g.meet("chair", m.ID, schema.MeetingStep{Verb: schema.VerbAgenda, Change: schema.AgendaRemove, N: 1})
		if m.Live != (schema.Live{}) || len(m.Agenda) != 3 {
			t.Errorf("removed: %+v", m.Live)
		}
	})
}

func TestARapporteurAndALengthAreTakenAway(t *testing.T) {
	each(t, func(g group) {
		m := g.threePoints()
		g.meet("chair", m.ID, schema.MeetingStep{Verb: schema.VerbAgenda, Change: schema.AgendaEdit, N: 1, Point: schema.AgendaPoint{Rapporteur: "google"}})
		m = g.meet("chair", m.ID, schema.MeetingStep{Verb: schema.VerbAgenda, Change: schema.AgendaEdit, N: 1,
			Point: schema.AgendaPoint{Rapporteur: schema.Nobody, Minutes: schema.NoMinutes}})
		if p := m.Agenda[0]; p.Title != "Un" || p.Rapporteur != "" || p.Minutes != 0 {
			g.t.Errorf("left %+v", p)
		}
	})
}

func TestWhoWasSignedInByErrorIsTakenOff(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		m := g.threePoints()
		sign := func(mode schema.AttendanceMode) schema.MeetingStep {
			return schema.MeetingStep{Verb: schema.VerbAttend, Attendance: schema.Attendance{Org: "google", Person: "Affaires publiques", Mode: mode}}
		}
		g.meet("chair", m.ID, sign("remote"))
		if m = g.meet("chair", m.ID, sign(schema.Absent)); len(m.Attendance) != 0 {
			t.Errorf("still signed in: %+v", m.Attendance)
		}
		if _, err := g.as(t, "chair").Meet(t.Context(), m.ID, 0, sign(schema.Absent)); why(t, err) != schema.WhyUnknown {
			t.Errorf("taken off twice: %v", err)
		}
	})
}

func TestADecisionIsWordedAnewUntilTheClosing(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		m := g.threePoints()
		long := strings.Repeat("Décision longue. ", 600) // more than 10,000 characters
		g.meet("chair", m.ID, schema.MeetingStep{Verb: schema.VerbDecide, Text: "Un."})
		m = g.meet("chair", m.ID, schema.MeetingStep{Verb: schema.VerbDecide, Text: long})
		m = g.meet("chair", m.ID, schema.MeetingStep{Verb: schema.VerbDecide, N: 1, Text: "=HYPERLINK(\"x\")"})
		if len(m.Decisions) != 2 || m.Decisions[0].Text != "=HYPERLINK(\"x\")" || m.Decisions[1].Text != strings.TrimSpace(long) {
			t.Errorf("decided %d, the first %q", len(m.Decisions), m.Decisions[0].Text)
		}
		if _, err := g.as(t, "chair").Meet(t.Context(), m.ID, 0, schema.MeetingStep{Verb: schema.VerbDecide, N: 3, Text: "Trois."}); why(t, err) != schema.WhyUnknown {
			t.Errorf("a decision that is not there: %v", err)
		}
		g.meet("chair", m.ID, schema.MeetingStep{Verb: schema.VerbClose})
		if _, err := g.as(t, "chair").Meet(t.Context(), m.ID, 0, schema.MeetingStep{Verb: schema.VerbDecide, N: 1, Text: "Autre."}); why(t, err) != schema.WhyFrozen {
			t.Errorf("after the closing: %v", err)
		}
	})
}

func TestClosingTellsBeforehandWhatItWillDo(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		m := g.threePoints()
		g.meet("chair", m.ID, schema.MeetingStep{Verb: schema.VerbDecide, Text: "Un."})
		pending := g.action(t, "secretariat", schema.ActionDraft{Text: "En cours", Owner: "google", Meeting: m.Ref})
		done := g.action(t, "secretariat", schema.ActionDraft{Text: "Faite", Owner: "afa", Meeting: m.Ref})
		g.actOn(t, "afa", done.ID, schema.ActionStep{Verb: schema.VerbDone, Text: "Oui."})
		g.action(t, "google", schema.ActionDraft{Text: "Interne", Owner: "google", Internal: true, Meeting: m.Ref})
		next := g.hold("chair", plenary(paris(6, 3, 14), schema.MeetingDraft))
		before := g.heads(t)
		got, err := g.as(t, "chair").Closing(t.Context(), m.ID)
		must(t, err)
		if got.Decisions != 1 || len(got.Settled) != 1 || got.Next != next.Ref || len(got.Carried) != 1 || got.Carried[0].Ref != pending.Ref {
			t.Errorf("closing would %+v", got)
		}
		if after := g.heads(t); after["google"] != before["google"] {
			t.Error("looking was logged")
		}
		if _, err := g.as(t, "google").Closing(t.Context(), m.ID); !errors.Is(err, schema.ErrForbidden) {
			t.Errorf("google: %v", err)
		}
		g.meet("chair", m.ID, schema.MeetingStep{Verb: schema.VerbClose})
		if x, err := g.as(t, "google").Action(t.Context(), pending.Ref); err != nil || x.Meeting != got.Next || x.Carried != 1 {
			t.Errorf("carried: %+v %v", x, err)
		}
		if _, err := g.as(t, "chair").Closing(t.Context(), m.ID); why(t, err) != schema.WhyFrozen {
			t.Errorf("closed already: %v", err)
		}
	})
}

func TestTheGroupsCadenceProposesItsNextMeeting(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		chair := g.as(t, "chair")
		if r, err := chair.Rhythm(t.Context(), schema.MeetingPlenary); err != nil || r != (schema.Rhythm{}) {
			t.Errorf("at first: %+v %v", r, err)
		}
		g.hold("chair", plenary(paris(5, 6, 14), schema.MeetingConvened))
		g.hold("chair", schema.Meeting{Format: schema.MeetingRestricted, Title: "R", Starts: paris(5, 20, 9), State: schema.MeetingDraft, Circle: []string{"google"}})
		before := g.heads(t)
		r, err := chair.SetCadence(t.Context(), schema.MeetingPlenary, schema.Monthly)
		if err != nil || r.Every != schema.Monthly || !r.Next.Equal(paris(6, 3, 14)) {
			t.Errorf("set: %+v %v", r, err)
		}
		if seen, err := g.as(t, "facebook").Rhythm(t.Context(), schema.MeetingPlenary); err != nil || seen != r {
			t.Errorf("facebook sees %+v %v", seen, err)
		}
		if told := g.heads(t)["facebook"] - before["facebook"]; told != 1 {
			t.Errorf("facebook is told %d things", told)
		}
		if _, err := chair.SetCadence(t.Context(), schema.MeetingPlenary, "daily"); why(t, err) != schema.WhyUnknown {
			t.Errorf("an unknown one: %v", err)
		}
		for _, login := range []string{"google", "pharos", "admin"} {
			if _, err := g.as(t, login).SetCadence(t.Context(), schema.MeetingPlenary, schema.Weekly); !errors.Is(err, schema.ErrForbidden) {
				t.Errorf("%s: %v", login, err)
			}
		}
	})
}

func TestAMarkStaysWithItsPointAndIsNeverGivenAgain(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		m := g.threePoints()
		marks := func() map[string]int {
			out := map[string]int{}
			for _, p := range g.meetingAt("google", m.Ref).Agenda {
				out[p.Title] = p.Mark
			}
			return out
		}
		agenda := func(step schema.MeetingStep) {
			step.Verb = schema.VerbAgenda
			m = g.meet("secretariat", m.ID, step)
		}
		was := marks()
		if was["Un"] == 0 || was["Un"] == was["Deux"] || was["Deux"] == was["Trois"] {
			t.Fatalf("marks %v", was)
		}
		agenda(schema.MeetingStep{Change: schema.AgendaMove, N: 3, To: 1})
		agenda(schema.MeetingStep{Change: schema.AgendaEdit, N: 2, Point: schema.AgendaPoint{Title: "Premier"}})
		agenda(schema.MeetingStep{Change: schema.AgendaRemove, N: 1}) // Trois
		agenda(schema.MeetingStep{Change: schema.AgendaAdd, Point: schema.AgendaPoint{Title: "Quatre"}})
		now := marks()
		if now["Premier"] != was["Un"] || now["Deux"] != was["Deux"] || now["Quatre"] <= was["Trois"] {
			t.Errorf("marks %v became %v", was, now)
		}
	})
}
