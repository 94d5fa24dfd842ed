package store_test

import (
	"strings"
	"testing"
	"time"

	"contactgroup/schema"
)

// When a request was drafted is the authority's alone: what it was sent with
// came, for everybody else, when it was sent.
func TestWhatWasDraftedCameWhenItWasSent(t *testing.T) {
	each(t, func(g group) {
		t, ctx := g.t, g.t.Context()
		order := g.draft(aDraft(schema.KindRemovalOrder, "google"))
		_, err := g.Desks["pharos"].Attach(ctx, order.ID, 0, "ordre.txt", strings.NewReader("Ordre"))
		g.must(err)
		drafted := g.clock.Now()
		g.clock.Advance(26 * time.Hour)
		g.act("pharos", order.ID, schema.Step{Verb: schema.VerbSubmit})
		g.act("validator", order.ID, schema.Step{Verb: schema.VerbApprove})
		order = g.act("validator", order.ID, schema.Step{Verb: schema.VerbSend})
		amended := g.clock.Advance(time.Hour)
		g.act("pharos", order.ID, schema.Step{Verb: schema.VerbAmend, Reason: "Une de plus", Contents: []schema.Content{{URL: "https://video.example/c"}}})

		for _, tc := range []struct {
			login  string
			first  time.Time
			amends time.Time
		}{{"pharos", drafted, amended}, {"chair", drafted, amended}, {"google", order.Sent, amended}} {
			d := g.Desks[tc.login]
			q, err := d.Request(ctx, order.Ref)
			g.must(err)
			listed, err := d.ContentsOf(ctx, []schema.ID{order.ID})
			g.must(err)
			for _, contents := range [][]schema.Content{q.Contents, listed[order.ID]} {
				if len(contents) != 3 || !contents[0].Added.Equal(tc.first) || !contents[1].Added.Equal(tc.first) || !contents[2].Added.Equal(tc.amends) {
					t.Errorf("%s: contents added %v", tc.login, contents)
				}
			}
			opened, _, err := d.OpenAttachment(ctx, order.ID, 1)
			g.must(err)
			for _, a := range append(q.Attachments, opened) {
				if !a.Added.Equal(tc.first) {
					t.Errorf("%s: attachment added %s", tc.login, a.Added)
				}
			}
		}
		claimed := g.act("google", order.ID, schema.Step{Verb: schema.VerbClaim})
		if !claimed.Contents[0].Added.Equal(order.Sent) {
			t.Errorf("the answer to a claim tells of a draft at %s", claimed.Contents[0].Added)
		}
	})
}

// What came of a request at the same addressee is as old, for everybody but the
// authority, as its sending.
func TestALinkIsAsOldAsTheSendingToItsReaders(t *testing.T) {
	each(t, func(g group) {
		t, ctx := g.t, g.t.Context()
		origin := g.sent(schema.KindWithdrawal, "google")
		g.clock.Advance(25 * time.Hour)
		made, err := g.Desks["pharos"].Escalate(ctx, origin.ID, 0, schema.Escalation{To: schema.KindDelisting, Addressees: []string{"google"}})
		g.must(err)
		drafted := g.clock.Now()
		g.clock.Advance(3 * time.Hour)
		g.act("pharos", made[0].ID, schema.Step{Verb: schema.VerbSubmit})
		g.act("validator", made[0].ID, schema.Step{Verb: schema.VerbApprove})
		delisting := g.act("pharos", made[0].ID, schema.Step{Verb: schema.VerbSend})
		for login, want := range map[string]time.Time{"pharos": drafted, "google": delisting.Sent, "overseer": delisting.Sent} {
			for _, ref := range []string{origin.Ref, delisting.Ref} {
				q, err := g.Desks[login].Request(ctx, ref)
				g.must(err)
				if len(q.Linked) != 1 || !q.Linked[0].At.Equal(want) {
					t.Errorf("%s on %s: %+v, want %s", login, ref, q.Linked, want)
				}
			}
		}
	})
}
