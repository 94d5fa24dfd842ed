package store_test

import (
	"slices"
	"testing"
	"time"

	"contactgroup/schema"
)

// told are the verbs and changes that a refusal for staleness tells, oldest first.
func told(f *schema.Fault) []string {
	var out []string
	for _, e := range f.Since {
		what := e.Actor + " " + string(e.Verb)
		for _, c := range e.Changes {
			if c.Field == schema.FieldLabel || c.Field == schema.FieldAssignee || c.Field == schema.FieldSubject || c.Field == schema.FieldDue && e.Noun == schema.NounAction {
				what += " " + string(c.Field) + "=" + c.From + ">" + c.To
			}
		}
		out = append(out, what)
	}
	return out
}

// behind is what the member is told who acts on the request as it was at rev.
func (g group) behind(login string, id schema.ID, rev int) []string {
	g.t.Helper()
	_, err := g.Desks[login].Act(g.t.Context(), id, rev, schema.Step{Verb: schema.VerbNote, Reason: "x"})
	f := refusal(g.t, err)
	if f.Why != schema.WhyChanged {
		g.t.Fatalf("%s at %d: %v", login, rev, err)
	}
	return told(f)
}

func TestAStaleRevisionIsToldEachChangeSinceAndNoneBefore(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		q := g.at("google", g.sent(schema.KindWithdrawal, "google").ID)
		authority := g.at("pharos", q.ID)
		g.act("pharos", q.ID, schema.Step{Verb: schema.VerbLabel, Label: schema.P1, Reason: "attentat"})
		first := g.at("google", q.ID)
		g.act("google", q.ID, schema.Step{Verb: schema.VerbClaim})
		g.act("google", q.ID, schema.Step{Verb: schema.VerbAssign, To: "google2"})
		g.act("pharos", q.ID, schema.Step{Verb: schema.VerbLabel, Label: schema.P0, Reason: "vies"})

		label1, label0 := " label label="+string(q.Label)+">P1", " label label=P1>P0"
		google, pharos := g.Desks["google"].Who().Name, "PHAROS"
		claim, assign := google+" claim assignee=>google", google+" assign assignee=google>google2"
		if got, want := g.behind("google", q.ID, q.Rev), []string{pharos + label1, claim, assign, pharos + label0}; !slices.Equal(got, want) {
			t.Errorf("from the first: %q, want %q", got, want)
		}
		if got, want := g.behind("google", q.ID, first.Rev), []string{claim, assign, pharos + label0}; !slices.Equal(got, want) {
			t.Errorf("from the second: %q, want %q", got, want)
		}
		if got, want := g.behind("google", q.ID, g.at("google", q.ID).Rev-1), []string{pharos + label0}; !slices.Equal(got, want) {
			t.Errorf("from the last but one: %q, want %q", got, want)
		}
		got := g.behind("pharos", q.ID, authority.Rev)
		for _, line := range got {
			if line == claim || line == assign {
				t.Errorf("the ministry is told whom Google gave it to: %q", got)
			}
		}
		if len(got) != 3 { // both labels, and that it is in progress
			t.Errorf("the ministry is told %q", got)
		}
	})
}

func TestAnOperatorNeverHearsOfWhatTheMinistryKeptToItself(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		q := g.at("google", g.sent(schema.KindWithdrawal, "google").ID)
		g.clock.Advance(time.Minute)
		g.act("pharos", q.ID, schema.Step{Verb: schema.VerbClaim})
		g.act("pharos", q.ID, schema.Step{Verb: schema.VerbNote, Reason: "entre nous", Internal: true})
		g.act("pharos", q.ID, schema.Step{Verb: schema.VerbSnooze, Until: g.clock.Now().Add(time.Hour)})
		g.act("pharos", q.ID, schema.Step{Verb: schema.VerbLabel, Label: schema.P1, Reason: "attentat"})
		g.act("pharos", q.ID, schema.Step{Verb: schema.VerbNote, Reason: "encore entre nous", Internal: true})
		if got, want := g.behind("google", q.ID, q.Rev), []string{"PHAROS label label=" + string(q.Label) + ">P1"}; !slices.Equal(got, want) {
			t.Errorf("Google is told %q, want %q", got, want)
		}
	})
}

func TestAStaleActionItemIsToldEachChangeSince(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		x := g.action(t, "secretariat", schema.ActionDraft{Text: "Fiche", Owner: "google", Due: may(20)})
		g.actOn(t, "chair", x.ID, schema.ActionStep{Verb: schema.VerbDue, Due: may(30)})
		g.actOn(t, "google2", x.ID, schema.ActionStep{Verb: schema.VerbStart})
		_, err := g.as(t, "google").ActOn(t.Context(), x.ID, x.Rev, schema.ActionStep{Verb: schema.VerbNote, Text: "Mot."})
		names := func(login string) string { return g.as(t, login).Who().NameFor(g.as(t, "google").Who().Org) }
		want := []string{names("chair") + " due due_at=2015-05-20>2015-05-30", names("google2") + " start"}
		if got := told(refusal(t, err)); !slices.Equal(got, want) {
			t.Errorf("told %q, want %q", got, want)
		}
	})
}
