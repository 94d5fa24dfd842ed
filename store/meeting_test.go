package store_test

import (
	"errors"
	"maps"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"contactgroup/schema"
)

func paris(month time.Month, day, hour int) time.Time {
	return time.Date(2015, month, day, hour, 0, 0, 0, schema.Paris).UTC()
}

func plenary(starts time.Time, state schema.MeetingState) schema.Meeting {
	return schema.Meeting{Format: schema.MeetingPlenary, Title: "Réunion", Starts: starts, State: state}
}

func TestAMeetingIsKeptWhole(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		m := plenary(paris(5, 6, 14), schema.MeetingDraft)
		m.Place = "Paris"
		m.Agenda = []schema.AgendaPoint{{N: 7, Title: "Label", Rapporteur: "ministry", Minutes: 30}, {N: 3, Title: "Divers"}}
		m.Attendance = []schema.Attendance{{Org: "google", Person: "Affaires publiques", Mode: "present"}}
		m.Decisions = []schema.Decision{{Text: "Le label est adopté."}}
		saved, err := g.as(t, "secretariat").SaveMeeting(t.Context(), m)
		must(t, err)
		if saved.Ref != "2015-05-06" || saved.Rev != 1 {
			t.Errorf("saved as %s rev %d", saved.Ref, saved.Rev)
		}
		want := saved
		want.Agenda[0].N, want.Agenda[1].N, want.Decisions[0].N = 1, 2, 1
		for _, login := range []string{"chair", "google", "observer", "admin"} {
			for _, ref := range []string{"2015-05-06", "next", "NEXT"} {
				got, err := g.as(t, login).Meeting(t.Context(), ref)
				must(t, err)
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("%s, %s: %s", login, ref, diff)
				}
			}
		}
		again, err := g.as(t, "chair").SaveMeeting(t.Context(), plenary(paris(5, 6, 18), schema.MeetingDraft))
		if err != nil || again.Ref != "2015-05-06-2" {
			t.Errorf("a second one that day is %s, %v", again.Ref, err)
		}
	})
}

func TestTheNextMeetingIsTheEarliestNotYetHeld(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		d := g.as(t, "secretariat")
		if _, err := d.Meeting(t.Context(), "next"); !errors.Is(err, schema.ErrNotFound) {
			t.Errorf("without meetings there is a next one: %v", err)
		}
		for _, m := range []schema.Meeting{plenary(paris(6, 10, 9), schema.MeetingDraft), plenary(paris(4, 22, 9), schema.MeetingClosed),
			plenary(paris(5, 6, 9), schema.MeetingConvened), plenary(paris(4, 29, 9), schema.MeetingHeld)} {
			_, err := d.SaveMeeting(t.Context(), m)
			must(t, err)
		}
		next, err := d.Meeting(t.Context(), "next")
		if err != nil || next.Ref != "2015-05-06" {
			t.Errorf("next is %s, %v", next.Ref, err)
		}
		all, err := d.Meetings(t.Context())
		must(t, err)
		var refs []string
		for _, m := range all {
			refs = append(refs, m.Ref)
		}
		if diff := cmp.Diff([]string{"2015-06-10", "2015-05-06", "2015-04-29", "2015-04-22"}, refs); diff != "" {
			t.Errorf("newest first: %s", diff)
		}
	})
}

func TestWhoKeepsMeetings(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		closed, err := g.as(t, "chair").SaveMeeting(t.Context(), plenary(paris(4, 22, 9), schema.MeetingClosed))
		must(t, err)
		open, err := g.as(t, "secretariat").SaveMeeting(t.Context(), plenary(paris(5, 6, 9), schema.MeetingDraft))
		must(t, err)
		before := g.heads(t)
		renamed := func(m schema.Meeting, rev int, title string) schema.Meeting {
			m.Rev, m.Title = rev, title
			return m
		}
		unknown := plenary(paris(5, 7, 9), schema.MeetingDraft)
		unknown.Agenda = []schema.AgendaPoint{{Title: "Point", Rapporteur: "nowhere"}}
		for name, c := range map[string]struct {
			login string
			m     schema.Meeting
			class error
			why   schema.Reason
		}{
			"an operator":           {"google", plenary(paris(5, 7, 9), schema.MeetingDraft), schema.ErrForbidden, schema.WhyRole},
			"the administrator":     {"admin", plenary(paris(5, 7, 9), schema.MeetingDraft), schema.ErrForbidden, schema.WhyRole},
			"closed minutes":        {"secretariat", renamed(closed, 0, "Autre"), schema.ErrState, schema.WhyTerminal},
			"an older revision":     {"chair", renamed(open, 7, "Autre"), schema.ErrStale, schema.WhyChanged},
			"no title":              {"chair", renamed(open, 0, ""), schema.ErrInvalid, schema.WhyEmpty},
			"no day":                {"chair", schema.Meeting{Format: schema.MeetingPlenary, Title: "Réunion", State: schema.MeetingDraft}, schema.ErrInvalid, schema.WhyDate},
			"an unknown rapporteur": {"chair", unknown, schema.ErrInvalid, schema.WhyUnknown},
		} {
			_, err := g.as(t, c.login).SaveMeeting(t.Context(), c.m)
			if !errors.Is(err, c.class) || why(t, err) != c.why {
				t.Errorf("%s: %v", name, err)
			}
		}
		if after := g.heads(t); !maps.Equal(before, after) {
			t.Errorf("refused commands were logged: %v, then %v", before, after)
		}
		if all, err := g.as(t, "chair").Meetings(t.Context()); err != nil || len(all) != 2 || all[0].Title != "Réunion" {
			t.Errorf("meetings %+v, %v", all, err)
		}
	})
}
