package store_test

import (
	"testing"
	"time"

	"contactgroup/schema"
	"contactgroup/store"
	"contactgroup/store/storetest"
)

// What a node keeps of what stands is not what another has changed since.
func TestWhatStandsIsRightOnEveryNode(t *testing.T) {
	g, url := walled(t)
	other := storetest.Open(t, url, g.clock)
	pharos := seat(t, other, "pharos")
	send := func(q schema.Request) (schema.Request, error) {
		return pharos.Act(t.Context(), q.ID, 0, schema.Step{Verb: schema.VerbSend})
	}
	draft := func() schema.Request { return g.draft(aDraft(schema.KindReferral, "google")) }
	if _, err := send(draft()); err != nil || other.KeptStanding() == 0 {
		t.Fatalf("kept %d, got %v", other.KeptStanding(), err)
	}
	waiting, last := draft(), draft()
	g.must(g.Desks["admin"].DisableOrganisation(t.Context(), "google", true))
	_, err := send(waiting)
	if f := refusal(t, err); f.Why != schema.WhyDisabled {
		t.Errorf("an organisation that another node disabled: %v", err)
	}
	g.must(g.Desks["admin"].DisableOrganisation(t.Context(), "google", false))
	if _, err := send(waiting); err != nil {
		t.Errorf("admitted again: %v", err)
	}
	g.must(g.Desks["admin"].DisableMember(t.Context(), "pharos", true))
	_, err = send(last)
	if f := refusal(t, err); f.Why != schema.WhyRevoked {
		t.Errorf("a member whom another node disabled: %v", err)
	}
}

// A clock that is changed holds for the next request, and a change that is
// taken back or only tried leaves no trace in what is kept.
func TestWhatStandsMovesWithTheLaw(t *testing.T) {
	storetest.EachGroup(t, func(t *testing.T, db *store.DB, clock *storetest.Clock) {
		g := group{t, db, clock, storetest.Group(t, db)}
		due := func() string {
			q := g.sent(schema.KindWithdrawal, "google")
			return q.Due.Sub(q.Sent).String()
		}
		before := due()
		longer := schema.Clock{Code: "withdrawal", Duration: 999 * time.Hour}
		if _, err := g.Desks["secretariat"].UpdateClock(schema.DryRun(t.Context()), longer); err != nil {
			t.Fatal(err)
		}
		if again := due(); again != before {
			t.Errorf("a change that was only tried: due in %s, then %s", before, again)
		}
		_, err := g.Desks["secretariat"].UpdateClock(t.Context(), longer)
		g.must(err)
		clock.Advance(time.Second)
		if again := due(); again == before {
			t.Errorf("a clock was changed, and requests are due in %s as before", again)
		}
	})
}

// Colleagues are known by name to every node, those who have just come as well.
func TestHowColleaguesAreCalledIsRightOnEveryNode(t *testing.T) {
	g, url := walled(t)
	other := storetest.Open(t, url, g.clock)
	google := seat(t, other, "google")
	holder := func(q schema.Request) (login, name string) {
		q, err := google.Act(t.Context(), q.ID, 0, schema.Step{Verb: schema.VerbNote, Reason: "seen", Internal: true})
		g.must(err)
		return q.AssigneeLogin, q.AssigneeName
	}
	q := g.sent(schema.KindReferral, "google")
	for range 3 { // read, kept, known
		if login, _ := holder(q); login != "" {
			t.Fatalf("nobody's, and held by %q", login)
		}
	}
	_, err := g.Desks["admin"].AddMember(t.Context(), schema.NewMember{Login: "newcomer", Name: "Paul Neuf", Org: "google", Role: schema.RoleCorrespondent})
	g.must(err)
	_, err = seat(t, g.db, "newcomer").Act(t.Context(), q.ID, 0, schema.Step{Verb: schema.VerbClaim})
	g.must(err)
	if login, name := holder(q); login != "newcomer" || name != "Paul Neuf" {
		t.Errorf("a newcomer's: held by %q, %q", login, name)
	}
	g.must(g.db.Exec(t.Context(), `UPDATE member SET name = 'Paule Neuf' WHERE login = 'newcomer'`))
	if _, name := holder(q); name != "Paule Neuf" {
		t.Errorf("renamed: held by %q", name)
	}
	clone := g.sent(schema.KindReferral, "google")
	pharos := seat(t, other, "pharos")
	clone, err = pharos.Act(t.Context(), clone.ID, 0, schema.Step{Verb: schema.VerbDuplicate, To: q.Ref})
	if err != nil || clone.DuplicateOf != q.Ref {
		t.Errorf("a duplicate of %q, %v", clone.DuplicateOf, err)
	}
	again, err := pharos.Act(t.Context(), clone.ID, 0, schema.Step{Verb: schema.VerbNote, Reason: "the same", Internal: true})
	if err != nil || again.DuplicateOf != q.Ref {
		t.Errorf("read again, a duplicate of %q, %v", again.DuplicateOf, err)
	}
}
