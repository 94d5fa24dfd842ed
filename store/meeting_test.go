package store_test

import (
	"errors"
	"slices"
	"strings"
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

// meet does a verb that must succeed.
func (g group) meet(login string, id schema.ID, s schema.MeetingStep) schema.Meeting {
	g.t.Helper()
	m, err := g.Desks[login].Meet(g.t.Context(), id, 0, s)
	if err != nil {
		g.t.Fatalf("%s %s: %v", login, s.Verb, err)
	}
	return m
}

// hold brings a meeting as far as the model by its verbs.
func (g group) hold(login string, model schema.Meeting) schema.Meeting {
	g.t.Helper()
	m, err := g.Desks[login].NewMeeting(g.t.Context(), schema.MeetingPlan{Format: model.Format, Title: model.Title, Starts: model.Starts, Place: model.Place,
		Invited: model.Circle, Internal: model.Internal})
	g.must(err)
	for _, p := range model.Agenda {
		m = g.meet(login, m.ID, schema.MeetingStep{Verb: schema.VerbAgenda, Change: schema.AgendaAdd, Point: p})
	}
	steps := []schema.MeetingStep{{Verb: schema.VerbConvene}}
	for _, a := range model.Attendance {
		steps = append(steps, schema.MeetingStep{Verb: schema.VerbAttend, Attendance: a})
	}
	if len(model.Attendance) == 0 && model.State == schema.MeetingHeld {
		steps = append(steps, schema.MeetingStep{Verb: schema.VerbAttend, Attendance: schema.Attendance{Org: g.Desks[login].Who().OrgCode, Person: "Présidence", Mode: "present"}})
	}
	for _, d := range model.Decisions {
		steps = append(steps, schema.MeetingStep{Verb: schema.VerbDecide, Text: d.Text})
	}
	if model.State == schema.MeetingClosed {
		steps = append(steps, schema.MeetingStep{Verb: schema.VerbClose})
	}
	if model.State == schema.MeetingDraft {
		return m
	}
	for _, s := range steps {
		m = g.meet(login, m.ID, s)
	}
	return m
}

// meetingAt is the meeting as the member sees it.
func (g group) meetingAt(login, ref string) schema.Meeting {
	g.t.Helper()
	m, err := g.Desks[login].Meeting(g.t.Context(), ref)
	g.must(err)
	return m
}

func refsOf(meetings []schema.Meeting) string {
	var refs []string
	for _, m := range meetings {
		refs = append(refs, m.Ref)
	}
	return strings.Join(refs, " ")
}

func TestAMeetingIsKeptWhole(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		m := plenary(paris(5, 6, 14), schema.MeetingHeld)
		m.Place = "Paris"
		m.Agenda = []schema.AgendaPoint{{Title: "Label", Rapporteur: "ministry", Minutes: 30}, {Title: "Divers"}}
		m.Attendance = []schema.Attendance{{Org: "google", Person: "Affaires publiques", Mode: "present"}, {Org: "afa", Person: "Délégation", Mode: "excused"}}
		m.Decisions = []schema.Decision{{Text: "Le label est adopté."}}
		saved := g.hold("secretariat", m)
		want := m
		want.ID, want.Ref, want.Rev = saved.ID, "2015-05-06", saved.Rev
		want.Agenda[0].N, want.Agenda[1].N, want.Decisions[0].N = 1, 2, 1
		want.Agenda[0].Mark, want.Agenda[1].Mark = 1, 2
		for _, login := range []string{"chair", "google", "observer", "admin"} {
			got := g.meetingAt(login, "2015-05-06")
			if got.Updated.IsZero() {
				t.Errorf("%s is not told when it changed", login)
			}
			got.Updated = want.Updated
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s: %s", login, diff)
			}
		}
		if again := g.hold("chair", plenary(paris(5, 6, 18), schema.MeetingDraft)); again.Ref != "2015-05-06-2" || g.meetingAt("google", "NEXT").Ref != again.Ref {
			t.Errorf("a second one that day is %s", again.Ref)
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
			g.hold("secretariat", m)
		}
		restricted := schema.Meeting{Format: schema.MeetingRestricted, Title: "Avant", Starts: paris(5, 5, 18), State: schema.MeetingConvened, Circle: []string{"google"}}
		g.hold("chair", restricted)
		for _, login := range []string{"secretariat", "google", "facebook"} { // the same for all
			if next := g.meetingAt(login, "next"); next.Ref != "2015-05-06" {
				t.Errorf("next of %s is %s", login, next.Ref)
			}
		}
		all, err := g.as(t, "facebook").Meetings(t.Context())
		if err != nil || refsOf(all) != "2015-06-10 2015-05-06 2015-04-29 2015-04-22" {
			t.Errorf("newest first: %s %v", refsOf(all), err)
		}
	})
}

func TestAMeetingByInvitationIsNothingToOthers(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		before := g.heads(t)
		m := g.hold("chair", schema.Meeting{Format: schema.MeetingRestricted, Title: "CANARY", Starts: paris(5, 6, 9), State: schema.MeetingHeld, Circle: []string{"google"},
			Decisions: []schema.Decision{{Text: "CANARY"}}})
		plenary := g.hold("chair", plenary(paris(5, 6, 14), schema.MeetingDraft))
		if plenary.Ref != "2015-05-06" {
			t.Errorf("the plenary that day is %s: a gap tells of the other", plenary.Ref)
		}
		x := g.action(t, "secretariat", schema.ActionDraft{Text: "CANARY", Owner: "google", Meeting: m.Ref})
		open := g.action(t, "secretariat", schema.ActionDraft{Text: "Fiche", Owner: "google"})
		if open.Ref != "A-2015-001" {
			t.Errorf("the first shared item is %s: a gap tells of the other", open.Ref)
		}
		for _, login := range []string{"facebook", "observer", "overseer"} {
			d := g.as(t, login)
			_, there := d.Meeting(t.Context(), m.Ref)
			_, nowhere := d.Meeting(t.Context(), "2015-05-06-ZZZZ")
			if strings.ReplaceAll(there.Error(), m.Ref, "REF") != strings.ReplaceAll(nowhere.Error(), "2015-05-06-ZZZZ", "REF") {
				t.Errorf("%s: %v, but %v", login, there, nowhere)
			}
			_, acting := d.Meet(t.Context(), m.ID, 0, schema.MeetingStep{Verb: schema.VerbDecide, Text: "Moi."})
			_, item := d.Action(t.Context(), x.Ref)
			if !errors.Is(acting, schema.ErrNotFound) || !errors.Is(item, schema.ErrNotFound) {
				t.Errorf("%s: %v, %v", login, acting, item)
			}
			for _, e := range whole(g, login, 100) {
				if strings.Contains(e.Text+e.Ref, "CANARY") || e.Ref == m.Ref || e.Ref == x.Ref {
					t.Errorf("%s is told %+v", login, e)
				}
			}
			if told := g.heads(t)[d.Who().OrgCode] - before[d.Who().OrgCode]; told != 2 { // the plenary and its item
				t.Errorf("%s is told %d things", login, told)
			}
		}
		for _, login := range []string{"google", "pharos"} {
			if seen := g.meetingAt(login, strings.ToLower(m.Ref)); seen.Ref != m.Ref || !slices.Equal(seen.Circle, []string{"google", "ministry"}) {
				t.Errorf("%s sees %+v", login, seen)
			}
			if _, err := g.as(t, login).Action(t.Context(), x.Ref); err != nil {
				t.Errorf("%s: %v", login, err)
			}
		}
		if _, err := g.as(t, "chair").AddAction(t.Context(), schema.ActionDraft{Text: "Pour un autre", Owner: "facebook", Meeting: m.Ref}); why(t, err) != schema.WhyNotInvited {
			t.Errorf("an owner who was not invited: %v", err)
		}
		if _, err := g.as(t, "chair").ActOn(t.Context(), x.ID, 0, schema.ActionStep{Verb: schema.VerbAssign, Owner: "facebook"}); why(t, err) != schema.WhyNotInvited {
			t.Errorf("given to one who was not invited: %v", err)
		}
	})
}

func TestAnExcuseDoesNotMakeAMeetingHeld(t *testing.T) {
	each(t, func(g group) {
		m := g.hold("chair", plenary(paris(5, 6, 9), schema.MeetingConvened))
		for _, c := range []struct {
			mode string
			want schema.MeetingState
		}{{schema.Excused, schema.MeetingConvened}, {"present", schema.MeetingHeld}} {
			m = g.meet("chair", m.ID, schema.MeetingStep{Verb: schema.VerbAttend, Attendance: schema.Attendance{Org: "google", Person: "P", Mode: c.mode}})
			if m.State != c.want || len(m.Attendance) != 1 || m.Attendance[0].Mode != c.mode {
				g.t.Errorf("%s: %s, %+v", c.mode, m.State, m.Attendance)
			}
		}
	})
}

func TestWhoIsInvitedLaterLearnsAllOfTheMeeting(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		m := g.hold("chair", schema.Meeting{Format: schema.MeetingWorkingGroup, Title: "Label", Starts: paris(5, 6, 9), State: schema.MeetingConvened, Circle: []string{"google"},
			Agenda: []schema.AgendaPoint{{Title: "Niveaux"}}})
		g.meet("chair", m.ID, schema.MeetingStep{Verb: schema.VerbInvite, Plan: schema.MeetingPlan{Invited: []string{"AFA"}}})
		if seen := g.meetingAt("afa", m.Ref); len(seen.Agenda) != 1 {
			t.Errorf("afa sees %+v", seen)
		}
		thread, err := g.as(t, "afa").MeetingThread(t.Context(), m.ID)
		must(t, err)
		told := map[schema.Field]string{}
		for _, c := range thread[0].Changes {
			told[c.Field] = c.To
		}
		if len(thread) != 1 || told[schema.FieldTitle] != "Label" || told[schema.FieldAgenda] != "1. Niveaux" || told[schema.FieldInvited] != "afa google ministry" {
			t.Errorf("afa is told %v", told)
		}
	})
}

func TestAnOrganisationHasMeetingsOfItsOwn(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		m := g.hold("google", schema.Meeting{Format: schema.MeetingWorkingGroup, Title: "Astreinte", Starts: paris(5, 6, 9), State: schema.MeetingConvened, Internal: true})
		if m.Ref != "GOO-R-2015-05-06" {
			t.Errorf("its reference is %s", m.Ref)
		}
		x := g.action(t, "google2", schema.ActionDraft{Text: "Tour", Internal: true, Meeting: m.Ref})
		if _, err := g.as(t, "google").AddAction(t.Context(), schema.ActionDraft{Text: "Tour", Owner: "google", Meeting: m.Ref}); why(t, err) != schema.WhyRole {
			t.Errorf("a shared item: %v", err)
		}
		for _, login := range []string{"chair", "facebook", "admin"} {
			if _, err := g.as(t, login).Meeting(t.Context(), m.Ref); !errors.Is(err, schema.ErrNotFound) {
				t.Errorf("%s: %v", login, err)
			}
		}
		g.meet("google2", m.ID, schema.MeetingStep{Verb: schema.VerbClose})
		if x, err := g.as(t, "google").Action(t.Context(), x.Ref); err != nil || x.Carried != 1 || x.Meeting != "" {
			t.Errorf("carried over: %+v, %v", x, err)
		}
	})
}

// TestEachVerbOfAMeetingIsForItsRolesAlone tries every verb, in every role, on
// a meeting in every state, and holds the store to the rules of package schema.
func TestEachVerbOfAMeetingIsForItsRolesAlone(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		steps := map[schema.Verb]schema.MeetingStep{
			schema.VerbEdit: {Plan: schema.MeetingPlan{Title: "Autre"}}, schema.VerbInvite: {Plan: schema.MeetingPlan{Invited: []string{"afa"}}},
			schema.VerbAgenda: {Change: schema.AgendaAdd, Point: schema.AgendaPoint{Title: "Point"}},
			schema.VerbOpen:   {}, schema.VerbPoint: {N: 1}, schema.VerbPause: {},
			schema.VerbConvene: {}, schema.VerbAttend: {Attendance: schema.Attendance{Org: "google", Person: "P", Mode: "present"}},
			schema.VerbDecide: {Text: "Oui."}, schema.VerbClose: {}, schema.VerbRemove: {}, schema.VerbCorrect: {Text: "Faute.", Correction: schema.Correction{Decisions: []schema.Decision{{N: 1, Text: "Oui."}}}},
		}
		if len(steps) != len(schema.MeetingTransitions) {
			t.Fatal("a verb is not tried")
		}
		onePoint := []schema.AgendaPoint{{Title: "Point"}}
		for i, state := range schema.MeetingStates {
			for _, m := range []schema.Meeting{
				g.hold("chair", schema.Meeting{Format: schema.MeetingRestricted, Title: "R", Starts: paris(5, 6+i, 9), State: state, Circle: []string{"google"}, Agenda: onePoint}),
				g.hold("google", schema.Meeting{Format: schema.MeetingRestricted, Title: "R", Starts: paris(5, 6+i, 9), State: state, Internal: true, Agenda: onePoint}),
			} {
				for _, login := range oneOfEach {
					d := g.Desks[login]
					for v, step := range steps {
						step.Verb = v
						_, want := schema.MayMeet(d.Who(), v, m)
						if v == schema.VerbAttend && m.Internal && want == nil {
							step.Attendance.Org = d.Who().OrgCode
						}
						if v == schema.VerbInvite && m.Internal && want == nil {
							want = &schema.Fault{Class: schema.ErrState, Why: schema.WhyState} // nobody is invited to what is one's own
						}
						_, got := d.Meet(schema.DryRun(t.Context()), m.ID, 0, step)
						if !sameRefusal(got, want) {
							t.Errorf("%s %s a meeting %s: %v, want %v", login, v, state, got, want)
						}
					}
				}
			}
		}
	})
}

func TestWhatAMeetingRefuses(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		open := g.hold("secretariat", plenary(paris(5, 6, 9), schema.MeetingConvened))
		inner := g.hold("secretariat", schema.Meeting{Format: schema.MeetingRestricted, Title: "R", Starts: paris(5, 7, 9), State: schema.MeetingConvened})
		request := g.sent(schema.KindReferral, "google")
		_, site, _ := strings.Cut(request.Contents[0].URL, "://")
		site, _, _ = strings.Cut(site, "/")
		before := g.heads(t)
		add := func(p schema.AgendaPoint) schema.MeetingStep {
			return schema.MeetingStep{Verb: schema.VerbAgenda, Change: schema.AgendaAdd, Point: p}
		}
		for name, c := range map[string]struct {
			id    schema.ID
			rev   int
			step  schema.MeetingStep
			class error
			why   schema.Reason
		}{
			"an older revision":             {open.ID, 1, add(schema.AgendaPoint{Title: "Point"}), schema.ErrStale, schema.WhyChanged},
			"a point without a title":       {open.ID, 0, add(schema.AgendaPoint{Minutes: 10}), schema.ErrInvalid, schema.WhyEmpty},
			"an unknown rapporteur":         {open.ID, 0, add(schema.AgendaPoint{Title: "Point", Rapporteur: "nowhere"}), schema.ErrInvalid, schema.WhyUnknown},
			"one who is not invited":        {inner.ID, 0, add(schema.AgendaPoint{Title: "Point", Rapporteur: "google"}), schema.ErrInvalid, schema.WhyNotInvited},
			"a link to nothing":             {open.ID, 0, add(schema.AgendaPoint{Title: "Point", Links: []string{"GOO-2015-0999"}}), schema.ErrInvalid, schema.WhyUnknown},
			"a title with the reference":    {open.ID, 0, add(schema.AgendaPoint{Title: "Suites de " + strings.ToLower(request.Ref), Links: []string{request.Ref}}), schema.ErrInvalid, schema.WhyNotNeutral},
			"a title with the subject":      {open.ID, 0, add(schema.AgendaPoint{Title: "La " + request.Subject, Links: []string{request.Ref}}), schema.ErrInvalid, schema.WhyNotNeutral},
			"a title with the addressee":    {open.ID, 0, add(schema.AgendaPoint{Title: "Les refus de GOOGLE", Links: []string{request.Ref}}), schema.ErrInvalid, schema.WhyNotNeutral},
			"a title with the address":      {open.ID, 0, add(schema.AgendaPoint{Title: "Voir " + request.Contents[0].URL, Links: []string{request.Ref}}), schema.ErrInvalid, schema.WhyNotNeutral},
			"a title with the site":         {open.ID, 0, add(schema.AgendaPoint{Title: "Les pages de " + schema.Defang(site), Links: []string{request.Ref}}), schema.ErrInvalid, schema.WhyNotNeutral},
			"a point that is not there":     {open.ID, 0, schema.MeetingStep{Verb: schema.VerbAgenda, Change: schema.AgendaRemove, N: 1}, schema.ErrInvalid, schema.WhyUnknown},
			"an unknown change":             {open.ID, 0, schema.MeetingStep{Verb: schema.VerbAgenda}, schema.ErrInvalid, schema.WhyUnknown},
			"an unknown way to attend":      {open.ID, 0, schema.MeetingStep{Verb: schema.VerbAttend, Attendance: schema.Attendance{Org: "google", Person: "P", Mode: "late"}}, schema.ErrInvalid, schema.WhyUnknown},
			"attending uninvited":           {inner.ID, 0, schema.MeetingStep{Verb: schema.VerbAttend, Attendance: schema.Attendance{Org: "google", Person: "P", Mode: "present"}}, schema.ErrInvalid, schema.WhyNotInvited},
			"an empty decision":             {open.ID, 0, schema.MeetingStep{Verb: schema.VerbDecide, Text: " "}, schema.ErrInvalid, schema.WhyNeedsText},
			"convened twice":                {open.ID, 0, schema.MeetingStep{Verb: schema.VerbConvene}, schema.ErrState, schema.WhyState},
			"inviting to what all know":     {open.ID, 0, schema.MeetingStep{Verb: schema.VerbInvite, Plan: schema.MeetingPlan{Invited: []string{"afa"}}}, schema.ErrState, schema.WhyState},
			"correcting what is not closed": {open.ID, 0, schema.MeetingStep{Verb: schema.VerbCorrect, Text: "Faute."}, schema.ErrState, schema.WhyState},
			"an unknown verb":               {open.ID, 0, schema.MeetingStep{Verb: "explode"}, schema.ErrForbidden, schema.WhyRole},
			"a meeting that does not exist": {9999, 0, schema.MeetingStep{Verb: schema.VerbConvene}, schema.ErrNotFound, schema.WhyHidden},
		} {
			_, err := g.as(t, "secretariat").Meet(t.Context(), c.id, c.rev, c.step)
			if !errors.Is(err, c.class) || why(t, err) != c.why {
				t.Errorf("%s: %v", name, err)
			}
		}
		for name, n := range map[string]schema.MeetingPlan{
			"no title":           {Format: schema.MeetingPlenary, Starts: paris(5, 9, 9)},
			"no time":            {Format: schema.MeetingPlenary, Title: "Réunion"},
			"no format":          {Title: "Réunion", Starts: paris(5, 9, 9)},
			"a plenary for some": {Format: schema.MeetingPlenary, Title: "Réunion", Starts: paris(5, 9, 9), Invited: []string{"afa"}},
			"unknown guests":     {Format: schema.MeetingRestricted, Title: "Réunion", Starts: paris(5, 9, 9), Invited: []string{"nowhere"}},
		} {
			if _, err := g.as(t, "chair").NewMeeting(t.Context(), n); !errors.Is(err, schema.ErrInvalid) {
				t.Errorf("%s: %v", name, err)
			}
		}
		g.unlogged(t, before)
	})
}
