package store_test

import (
	"slices"
	"strings"
	"testing"

	"contactgroup/schema"
)

// toldLinks are the changes of links that the member's log tells of a thread, newest last.
func toldLinks(events []schema.Event) string {
	var out []string
	for _, e := range events {
		for _, c := range e.Changes {
			if c.Field == schema.FieldLinks {
				out = append(out, string(e.Verb)+" "+c.From+">"+c.To)
			}
		}
	}
	return strings.Join(out, ", ")
}

func (g group) linksTold(login string, id schema.ID) string {
	g.t.Helper()
	events, err := g.Desks[login].ActionThread(g.t.Context(), id)
	g.must(err)
	return toldLinks(events)
}

func (g group) linksOf(login, ref string) string {
	g.t.Helper()
	x, err := g.Desks[login].Action(g.t.Context(), ref)
	g.must(err)
	return strings.Join(x.Links, " ")
}

func TestALinkThatAllMayKnowOfIsARevisionAndIsUndoneAndRedone(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		g.plan()
		decided := g.meet("chair", g.meetingAt("chair", "2015-04-22").ID, schema.MeetingStep{Verb: schema.VerbDecide, Text: "Le label est adopté."})
		x, ctx := g.action(t, "secretariat", schema.ActionDraft{Text: "Une", Owner: "google"}), t.Context()
		linked := g.actOn(t, "google", x.ID, schema.ActionStep{Verb: schema.VerbLink, Link: decided.Ref + "#1"})
		if linked.Rev != x.Rev+1 || !slices.Equal(linked.Links, []string{"2015-04-22#1"}) {
			t.Fatalf("rev %d %q", linked.Rev, linked.Links)
		}
		if again := g.actOn(t, "google", x.ID, schema.ActionStep{Verb: schema.VerbLink, Link: decided.Ref + "#1"}); again.Rev != linked.Rev {
			t.Errorf("linked twice: rev %d", again.Rev)
		}
		for _, do := range []struct {
			name  string
			did   func() (schema.Undone, error)
			links string
		}{
			{"undo", func() (schema.Undone, error) { return g.Desks["google"].Undo(ctx) }, ""},
			{"redo", func() (schema.Undone, error) { return g.Desks["google"].Redo(ctx) }, "2015-04-22#1"},
			{"undo again", func() (schema.Undone, error) { return g.Desks["google"].Undo(ctx) }, ""},
		} {
			if _, err := do.did(); err != nil || g.linksOf("afa", x.Ref) != do.links {
				t.Errorf("%s: %v, links %q", do.name, err, g.linksOf("afa", x.Ref))
			}
		}
		if got, want := g.linksTold("facebook", x.ID), "link >2015-04-22#1, undo 2015-04-22#1>, redo >2015-04-22#1, undo 2015-04-22#1>"; got != want {
			t.Errorf("facebook is told %q, want %q", got, want)
		}
		g.actOn(t, "google", x.ID, schema.ActionStep{Verb: schema.VerbLink, Link: decided.Ref + "#1"})
		g.actOn(t, "secretariat", x.ID, schema.ActionStep{Verb: schema.VerbStart})
		if _, err := g.Desks["google"].Undo(ctx); refusal(t, err).Why != schema.WhyBuiltOn {
			t.Errorf("built on: %v", err)
		}
	})
}

func TestALinkToWhatSomeMayNotKnowOfTellsThemNothing(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		g.plan()
		shared := g.action(t, "secretariat", schema.ActionDraft{Text: "Une", Owner: "google"})
		secret := g.action(t, "google", schema.ActionDraft{Text: "Interne", Internal: true})
		request := g.sent(schema.KindWithdrawal, "google")
		meeting, err := g.Desks["secretariat"].NewMeeting(t.Context(), schema.MeetingPlan{Format: schema.MeetingRestricted, Title: "À huis clos", Starts: paris(5, 7, 9), Invited: []string{"google"}})
		g.must(err)
		g.meet("secretariat", meeting.ID, schema.MeetingStep{Verb: schema.VerbConvene})
		g.meet("secretariat", meeting.ID, schema.MeetingStep{Verb: schema.VerbDecide, Text: "Une décision."})
		own, err := g.Desks["google"].AddCommitment(t.Context(), schema.CommitmentDraft{Text: "À nous", Internal: true})
		g.must(err)
		before := g.heads(t)
		for _, link := range []string{secret.Ref, request.Ref, meeting.Ref + "#1", own.Ref} {
			x := g.actOn(t, "google", shared.ID, schema.ActionStep{Verb: schema.VerbLink, Link: link})
			if x.Rev != shared.Rev || !slices.Contains(x.Links, link) {
				t.Errorf("%s: rev %d, links %q", link, x.Rev, x.Links)
			}
		}
		if after := g.heads(t); after["facebook"] != before["facebook"] || after["facebook/requests"] != before["facebook/requests"] {
			t.Errorf("facebook's log went from %v to %v", before["facebook"], after["facebook"])
		}
		if got := g.linksOf("facebook", shared.Ref) + g.linksTold("facebook", shared.ID); got != "" {
			t.Errorf("facebook knows of %q", got)
		}
		if got, want := g.linksTold("chair", shared.ID), "link >"+meeting.Ref+"#1"; got != want {
			t.Errorf("the chair is told %q, want %q", got, want)
		}
		for range 4 {
			_, err := g.Desks["google"].Undo(t.Context())
			g.must(err)
		}
		if got := g.linksOf("google", shared.Ref); got != "" || g.heads(t)["facebook"] != before["facebook"] {
			t.Errorf("undone there is %q", got)
		}
	})
}

func TestAWrongLinkIsTakenAway(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		g.plan()
		other := g.action(t, "secretariat", schema.ActionDraft{Text: "Autre", Owner: "afa"})
		x := g.action(t, "secretariat", schema.ActionDraft{Text: "Une", Owner: "google", Links: []string{other.Ref}})
		if got := g.linksTold("facebook", x.ID); got != "link >"+other.Ref {
			t.Errorf("a new item's links are told as %q", got)
		}
		if x = g.actOn(t, "google", x.ID, schema.ActionStep{Verb: schema.VerbLink, Unlink: other.Ref}); len(x.Links) != 0 {
			t.Errorf("links %q", x.Links)
		}
		_, err := g.Desks["google"].ActOn(t.Context(), x.ID, 0, schema.ActionStep{Verb: schema.VerbLink, Unlink: other.Ref})
		if f := refusal(t, err); f.Why != schema.WhyUnknown || f.Field != "link" {
			t.Errorf("what it is not linked to: %+v", f)
		}
		_, err = g.Desks["google"].Undo(t.Context())
		g.must(err)
		if got := g.linksOf("afa", x.Ref); got != other.Ref {
			t.Errorf("undone it leads to %q", got)
		}
	})
}

func TestLinksOfAPointAreUndoneAndNeverTellOfWhatIsHidden(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		g.plan()
		ctx, request, item := t.Context(), g.sent(schema.KindWithdrawal, "google"), g.action(t, "secretariat", schema.ActionDraft{Text: "Une", Owner: "google"})
		agenda := func(s schema.MeetingStep) schema.Meeting {
			s.Verb = schema.VerbAgenda
			return g.meet("secretariat", g.meetingAt("chair", "next").ID, s)
		}
		links := func(login string) string {
			return strings.Join(g.meetingAt(login, "next").Agenda[0].Links, " ")
		}
		start := agenda(schema.MeetingStep{Change: schema.AgendaAdd, Point: schema.AgendaPoint{Title: "Suites"}})
		before := g.heads(t)["facebook"]
		hidden := agenda(schema.MeetingStep{Change: schema.AgendaEdit, N: 1, Point: schema.AgendaPoint{Links: []string{request.Ref}}})
		if hidden.Rev != start.Rev || g.heads(t)["facebook"] != before || links("facebook") != "" || links("google") != request.Ref {
			t.Errorf("rev %d, facebook %q, google %q", hidden.Rev, links("facebook"), links("google"))
		}
		open := agenda(schema.MeetingStep{Change: schema.AgendaEdit, N: 1, Point: schema.AgendaPoint{Links: []string{item.Ref}}})
		if open.Rev != start.Rev+1 || links("facebook") != item.Ref {
			t.Errorf("rev %d, facebook %q", open.Rev, links("facebook"))
		}
		for _, want := range []string{request.Ref, ""} {
			_, err := g.Desks["secretariat"].Undo(ctx)
			g.must(err)
			if links("google") != want {
				t.Errorf("undone the point leads to %q, want %q", links("google"), want)
			}
		}
		_, err := g.Desks["secretariat"].Redo(ctx)
		g.must(err)
		if links("google") != request.Ref {
			t.Errorf("redone the point leads to %q", links("google"))
		}
		thread, err := g.Desks["google"].Thread(ctx, request.ID)
		g.must(err)
		var told []string
		for _, e := range thread {
			for _, c := range e.Changes {
				if c.Field == schema.FieldMeeting {
					told = append(told, string(e.Verb)+" "+c.From+">"+c.To)
				}
			}
		}
		if got, want := strings.Join(told, ", "), "agenda >2015-05-06, undo 2015-05-06>, redo >2015-05-06"; got != want {
			t.Errorf("the request's thread tells %q, want %q", got, want)
		}
		_, err = g.Desks["chair"].Meet(ctx, start.ID, 0, schema.MeetingStep{Verb: schema.VerbAgenda, Change: schema.AgendaEdit, N: 1, Unlink: []string{request.Ref}})
		g.must(err)
		if _, err := g.Desks["secretariat"].Undo(ctx); refusal(t, err).Why != schema.WhyBuiltOn {
			t.Errorf("after the chair took the link away: %v", err)
		}
	})
}
