package store_test

import (
	"slices"
	"testing"
	"time"

	"contactgroup/schema"
)

func (g group) mustThread(login string, id schema.ID) []schema.Event {
	g.t.Helper()
	events, err := g.Desks[login].Thread(g.t.Context(), id)
	g.must(err)
	return events
}

func verbsOf(events []schema.Event) []schema.Verb {
	out := make([]schema.Verb, len(events))
	for i, e := range events {
		out[i] = e.Verb
	}
	return out
}

func TestARequestGoesFromDraftToClosed(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		q := g.draft(aDraft(schema.KindWithdrawal, "google"))
		if q.Ref != "B-2015-0001" || q.State != schema.StateDraft || q.Rev != 1 {
			t.Fatalf("draft: %s %s rev %d", q.Ref, q.State, q.Rev)
		}
		g.act("pharos", q.ID, schema.Step{Verb: schema.VerbSubmit})
		g.act("validator", q.ID, schema.Step{Verb: schema.VerbApprove})
		if q = g.act("pharos", q.ID, schema.Step{Verb: schema.VerbSend}); q.Ref != "GOO-2015-0001" || q.State != schema.StateSent {
			t.Fatalf("sent: %s %s", q.Ref, q.State)
		}
		if got := g.at("google", q.ID); got.Rev != 1 || !got.Due.Equal(g.clock.Now().Add(day)) {
			t.Errorf("at google: rev %d, due %s", got.Rev, got.Due)
		}
		q = g.act("google", q.ID, schema.Step{Verb: schema.VerbClaim})
		if q.State != schema.StateInProgress || q.AssigneeLogin != "google" || q.Received.IsZero() {
			t.Errorf("claimed: %s by %q, received %s", q.State, q.AssigneeLogin, q.Received)
		}
		if r := g.reply("google", q); r.State != schema.ReplySent || r.By != "Astreinte Google" {
			t.Errorf("reply %s by %s", r.State, r.By)
		}
		q = g.act("pharos", q.ID, schema.Step{Verb: schema.VerbAccept})
		if q.State != schema.StateAnswered || q.LastReply != schema.ReplyAccepted || q.Contents[0].Outcome != schema.OutcomeRemovedTerms {
			t.Errorf("accepted: %s %s %+v", q.State, q.LastReply, q.Contents)
		}
		if q = g.act("pharos", q.ID, schema.Step{Verb: schema.VerbClose}); q.State != schema.StateClosed || q.Closed.IsZero() {
			t.Errorf("closed: %s %s", q.State, q.Closed)
		}
		theirs := []schema.Verb{schema.VerbSend, schema.VerbClaim, schema.VerbReply, schema.VerbAccept, schema.VerbClose}
		if got := verbsOf(g.mustThread("google", q.ID)); !slices.Equal(got, theirs) {
			t.Errorf("google reads %v, want %v", got, theirs)
		}
		ours := append([]schema.Verb{schema.VerbNew, schema.VerbSubmit, schema.VerbApprove}, theirs...)
		if got := verbsOf(g.mustThread("pharos", q.ID)); !slices.Equal(got, ours) {
			t.Errorf("pharos reads %v, want %v", got, ours)
		}
		if first := g.mustThread("google", q.ID)[0]; first.Actor != "PHAROS" || first.Ref != "GOO-2015-0001" {
			t.Errorf("google's first entry is by %q on %s", first.Actor, first.Ref)
		}
	})
}

// TestEachTransitionLeadsWhereItsRowSays does the verb of each row of the table
// from each of its states, by a member of its first role.
func TestEachTransitionLeadsWhereItsRowSays(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		logins := map[schema.Role]string{schema.RoleRequester: "pharos", schema.RoleValidator: "validator", schema.RoleCorrespondent: "google"}
		original := g.deliver(aDraft(schema.KindReferral, "google"))
		for _, row := range schema.Transitions {
			login := logins[row.Roles[0]]
			for i, from := range row.From {
				if i%thinned != 0 {
					continue
				}
				if row.Verb == schema.VerbEdit || row.Verb == schema.VerbReply || (login == "google" && from.BeforeSending()) {
					continue
				}
				q := g.bring(aDraft(schema.KindReferral, "google"), from)
				g.ready(row.Verb, q.ID)
				step := g.aStep(row.Verb, original.Ref)
				switch row.Verb {
				case schema.VerbRelease:
					g.act(login, q.ID, schema.Step{Verb: schema.VerbAssign, To: login})
				case schema.VerbAccept, schema.VerbDispute:
					if from == schema.StateInProgress {
						g.replyPartly(q, 1)
					}
				case schema.VerbTakeBack:
					d := removed(q)
					d.Hold = true
					_, err := g.Desks["google"].Reply(t.Context(), q.ID, 0, d)
					g.must(err)
				case schema.VerbAcknowledge:
					if !g.at("google", q.ID).Received.IsZero() {
						continue // it was received on the way here
					}
				}
				want := row.To
				if want == "" {
					want = from
				}
				if got := g.act(login, q.ID, step); got.State != want {
					t.Errorf("%s from %s: %s, want %s", row.Verb, from, got.State, want)
				}
				if last := g.mustThread(login, q.ID); last[len(last)-1].Verb != row.Verb {
					t.Errorf("%s from %s: the log ends with %s", row.Verb, from, last[len(last)-1].Verb)
				}
			}
		}
	})
}

func TestWhatIsRefusedWritesNothing(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		draft, sent := g.draft(aDraft(schema.KindWithdrawal, "google")), g.sent(schema.KindWithdrawal, "google")
		closed := g.bring(aDraft(schema.KindReferral, "google"), schema.StateClosed)
		g.act("google", sent.ID, schema.Step{Verb: schema.VerbClaim})
		before := g.heads(t)
		for _, c := range []struct {
			login string
			id    schema.ID
			step  schema.Step
			why   schema.Reason
		}{
			{"pharos", draft.ID, schema.Step{Verb: schema.VerbSend}, schema.WhyVisaMissing},
			{"google", sent.ID, schema.Step{Verb: schema.VerbSend}, schema.WhyRole},
			{"google2", sent.ID, schema.Step{Verb: schema.VerbClaim}, schema.WhyHeldByOther},
			{"google2", sent.ID, schema.Step{Verb: schema.VerbRelease}, schema.WhyHeldByOther},
			{"facebook", sent.ID, schema.Step{Verb: schema.VerbClaim}, schema.WhyHidden},
			{"google", sent.ID, schema.Step{Verb: schema.VerbClarify}, schema.WhyNeedsReason},
			{"google", sent.ID, schema.Step{Verb: schema.VerbImpossible, Reason: "x"}, schema.WhyNeedsGround},
			{"google", sent.ID, schema.Step{Verb: schema.VerbImpossible, Reason: "x", Ground: "mood"}, schema.WhyUnknown},
			{"google", sent.ID, schema.Step{Verb: schema.VerbAssign, To: "pharos"}, schema.WhyUnknown},
			{"google", sent.ID, schema.Step{Verb: schema.VerbSnooze, Until: g.clock.Now().Add(-time.Hour)}, schema.WhyPast},
			{"google", sent.ID, schema.Step{Verb: schema.VerbNote, Reason: "a\x1b[2J"}, schema.WhyControl},
			{"pharos", sent.ID, schema.Step{Verb: schema.VerbLabel, Label: "P9", Reason: "x"}, schema.WhyUnknown},
			{"pharos", sent.ID, schema.Step{Verb: schema.VerbDue, Until: g.clock.Now().Add(day)}, schema.WhyLegalClock},
			{"pharos", sent.ID, schema.Step{Verb: schema.VerbDuplicate, To: sent.Ref}, schema.WhySelf},
			{"pharos", sent.ID, schema.Step{Verb: schema.VerbDuplicate, To: draft.Ref}, schema.WhyUnknown},
			{"pharos", sent.ID, schema.Step{Verb: schema.VerbAccept}, schema.WhyNoReply},
			{"pharos", sent.ID, schema.Step{Verb: schema.VerbAmend, Reason: "x", Contents: []schema.Content{{URL: "javascript:alert(1)"}}}, schema.WhyURL},
			{"pharos", sent.ID, schema.Step{Verb: schema.VerbAmend, Contents: []schema.Content{{URL: "https://VIDEO.example/a"}, {URL: "https://video.example/b"}}}, schema.WhyExists},
			{"pharos", closed.ID, schema.Step{Verb: schema.VerbWithdraw, Reason: "x"}, schema.WhyTerminal},
			{"pharos", sent.ID, schema.Step{Verb: schema.VerbEdit}, schema.WhyUnknown},
			{"pharos", sent.ID, schema.Step{}, schema.WhyUnknown},
		} {
			_, err := g.Desks[c.login].Act(t.Context(), c.id, 0, c.step)
			if got := refusal(t, err).Why; got != c.why {
				t.Errorf("%s %s: %s, want %s", c.login, c.step.Verb, got, c.why)
			}
		}
		if after := g.heads(t); !equalHeads(before, after) {
			t.Errorf("the logs went from %v to %v", before, after)
		}
	})
}

func equalHeads(a, b map[string]schema.Seq) bool {
	for key, seq := range a {
		if b[key] != seq {
			return false
		}
	}
	return len(a) == len(b)
}

func TestADraftIsCheckedAtTheDoor(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		for field, spoil := range map[string]func(*schema.RequestDraft){
			"kind":      func(d *schema.RequestDraft) { d.Kind = "wish" },
			"regime":    func(d *schema.RequestDraft) { d.Regime = "" },
			"label":     func(d *schema.RequestDraft) { d.Label = "P9" },
			"tlp":       func(d *schema.RequestDraft) { d.TLP = "blue" },
			"subject":   func(d *schema.RequestDraft) { d.Subject = "  " },
			"addressee": func(d *schema.RequestDraft) { d.Addressee = "cnil" },
			"url":       func(d *schema.RequestDraft) { d.Contents[0].URL = "ftp://x.example" },
			"type":      func(d *schema.RequestDraft) { d.Contents[0].Type = "song" },
			"hash":      func(d *schema.RequestDraft) { d.Contents[0].Hash = "abc" },
		} {
			d := aDraft(schema.KindWithdrawal, "google")
			spoil(&d)
			_, err := g.Desks["pharos"].NewRequest(t.Context(), d)
			if f := refusal(t, err); f.Class != schema.ErrInvalid || f.Field != field {
				t.Errorf("%s: %v", field, err)
			}
		}
		if q := g.draft(aDraft(schema.KindWithdrawal, "google")); q.Ref != "B-2015-0001" {
			t.Errorf("refused drafts took numbers: %s", q.Ref)
		}
		_, err := g.Desks["google"].NewRequest(t.Context(), aDraft(schema.KindWithdrawal, "google"))
		if refusal(t, err).Why != schema.WhyRole {
			t.Error(err)
		}
	})
}

func TestAnEditReplacesTheDraft(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		q := g.draft(aDraft(schema.KindReferral, "google"))
		d := aDraft(schema.KindReferral, "facebook")
		d.Subject, d.Contents = "Autre objet", d.Contents[1:]
		got, err := g.Desks["pharos2"].EditRequest(t.Context(), q.ID, q.Rev, d)
		g.must(err)
		if got.Subject != "Autre objet" || got.Addressee != "facebook" || len(got.Contents) != 1 || got.ContentCount != 1 || got.Rev != q.Rev+1 {
			t.Errorf("edited: %+v", got)
		}
		if _, err = g.Desks["pharos"].EditRequest(t.Context(), q.ID, q.Rev, d); refusal(t, err).Why != schema.WhyChanged {
			t.Error(err)
		}
		d.Kind = schema.KindIdentification
		if _, err = g.Desks["pharos"].EditRequest(t.Context(), q.ID, 0, d); refusal(t, err).Field != "kind" {
			t.Error("a log that others read cannot become confidential:", err)
		}
	})
}

func TestReferencesRunWithoutGapsForEachAddressee(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		var got []string
		for _, to := range []string{"google", "facebook", "google", "google", "facebook"} {
			q := g.draft(aDraft(schema.KindReferral, to))
			if _, err := g.Desks["pharos"].Act(schema.DryRun(t.Context()), q.ID, 0, schema.Step{Verb: schema.VerbSend}); err != nil {
				t.Fatal(err)
			}
			got = append(got, g.act("pharos", q.ID, schema.Step{Verb: schema.VerbSend}).Ref)
		}
		g.clock.Advance(240 * day) // 2015-12-31
		g.clock.Advance(day * 1)   // over the year's end
		got = append(got, g.sent(schema.KindReferral, "google").Ref)
		want := []string{"GOO-2015-0001", "FBK-2015-0001", "GOO-2015-0002", "GOO-2015-0003", "FBK-2015-0002", "GOO-2016-0001"}
		if !slices.Equal(got, want) {
			t.Errorf("%v, want %v", got, want)
		}
		old, err := g.Desks["pharos"].Request(t.Context(), "b-2015-0001")
		if err != nil || old.Ref != want[0] {
			t.Errorf("the draft's reference gives the authority %s, %v", old.Ref, err)
		}
		if _, err := g.Desks["google"].Request(t.Context(), "b-2015-0001"); refusal(t, err).Why != schema.WhyHidden {
			t.Error("it gives the addressee", err)
		}
	})
}
