package store_test

import (
	"errors"
	"testing"
	"time"

	"contactgroup/schema"
	"contactgroup/store"
	"contactgroup/store/storetest"
)

// group is a register with the fixture's members at their desks.
type group struct {
	t     *testing.T
	db    *store.DB
	clock *storetest.Clock
	storetest.Desks
}

// each runs test on both engines, each time with a group of its own.
func each(t *testing.T, test func(g group)) {
	t.Helper()
	storetest.EachGroup(t, func(t *testing.T, db *store.DB, clock *storetest.Clock) {
		test(group{t, db, clock, storetest.Group(t, db)})
	})
}

// aDraft is a draft that can be sent once it has its visa.
func aDraft(kind schema.Kind, addressee string) schema.RequestDraft {
	return schema.RequestDraft{Kind: kind, Regime: schema.RegimeLCEN, Subject: "Vidéo de propagande", Reasons: "Apologie",
		Addressee: addressee, Contents: []schema.Content{{URL: "https://video.example/a", Type: "video"}, {URL: "https://video.example/b"}}}
}

func (g group) must(err error) {
	if err != nil {
		g.t.Helper()
		g.t.Fatal(err)
	}
}

// draft writes a draft as pharos.
func (g group) draft(d schema.RequestDraft) schema.Request {
	g.t.Helper()
	q, err := g.Desks["pharos"].NewRequest(g.t.Context(), d)
	g.must(err)
	return q
}

// act does a verb that must succeed.
func (g group) act(login string, id schema.ID, s schema.Step) schema.Request {
	g.t.Helper()
	q, err := g.Desks[login].Act(g.t.Context(), id, 0, s)
	if err != nil {
		g.t.Fatalf("%s %s: %v", login, s.Verb, err)
	}
	return q
}

// sent is a request of a kind that has just reached its addressee.
func (g group) sent(kind schema.Kind, addressee string) schema.Request {
	g.t.Helper()
	return g.deliver(aDraft(kind, addressee))
}

// deliver writes, approves and sends a draft.
func (g group) deliver(d schema.RequestDraft) schema.Request {
	g.t.Helper()
	q := g.draft(d)
	if g.Desks["pharos"].Policy().NeedsVisa(q.Kind, q.Label) {
		g.act("pharos", q.ID, schema.Step{Verb: schema.VerbSubmit})
		g.act("validator", q.ID, schema.Step{Verb: schema.VerbApprove})
	}
	return g.act("pharos", q.ID, schema.Step{Verb: schema.VerbSend})
}

// reply answers all contents of a request as removed.
func (g group) reply(login string, q schema.Request) schema.Reply {
	g.t.Helper()
	r, err := g.Desks[login].Reply(g.t.Context(), q.ID, 0, removed(q))
	g.must(err)
	return r
}

func removed(q schema.Request) schema.ReplyDraft {
	var all []int
	for n := range q.ContentCount {
		all = append(all, n+1)
	}
	return partly(all...)
}

// replyPartly answers some contents of a request to google as removed.
func (g group) replyPartly(q schema.Request, contents ...int) schema.Reply {
	g.t.Helper()
	r, err := g.Desks["google"].Reply(g.t.Context(), q.ID, 0, partly(contents...))
	g.must(err)
	return r
}

func partly(contents ...int) schema.ReplyDraft {
	var d schema.ReplyDraft
	for _, n := range contents {
		d.Outcomes = append(d.Outcomes, schema.ReplyOutcome{N: n, Outcome: schema.OutcomeRemovedTerms})
	}
	return d
}

// at is the request as the member sees it.
func (g group) at(login string, id schema.ID) schema.Request {
	g.t.Helper()
	found, err := g.Desks[login].RequestsByID(g.t.Context(), []schema.ID{id})
	g.must(err)
	if len(found) == 0 {
		return schema.Request{}
	}
	return found[0]
}

// refusal is the fault of an error; the test fails when it is none.
func refusal(t *testing.T, err error) *schema.Fault {
	t.Helper()
	var f *schema.Fault
	if !errors.As(err, &f) {
		t.Fatalf("got %v, want a refusal", err)
	}
	return f
}

const day = 24 * time.Hour
