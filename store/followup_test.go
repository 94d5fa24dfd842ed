package store_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"contactgroup/schema"
)

func TestAnEscalationTellsTheOriginItsDateAndKindAtSending(t *testing.T) {
	each(t, func(g group) {
		t, ctx := g.t, g.t.Context()
		_, err := g.Desks["admin"].AddOrganisation(ctx, schema.Organisation{Code: "wave", Prefix: "WAV", Name: "Accès", Kind: schema.OrgOperator, Functions: []schema.Function{"access_provider"}})
		g.must(err)
		_, err = g.Desks["admin"].AddMember(ctx, schema.NewMember{Org: "wave", Login: "wave", Name: "Supervision", Role: schema.RoleCorrespondent})
		g.must(err)
		g.Desks["wave"], err = g.db.As(ctx, "wave")
		g.must(err)
		d := aDraft(schema.KindWithdrawal, "google")
		d.Reasons = "Apologie"
		r := g.deliver(d)
		e := schema.Escalation{To: schema.KindBlocking, Addressees: []string{"wave"}, Reason: "Sans réponse"}
		_, err = g.Desks["pharos"].Escalate(ctx, r.ID, 0, e)
		if f := refusal(t, err); f.Why != schema.WhyInTime {
			t.Errorf("in time: %+v", f)
		}
		g.replyPartly(r, 1)
		g.clock.Advance(25 * time.Hour)
		before := g.answersOf("google", r)
		for _, wrong := range []schema.Escalation{{To: schema.KindBlocking, Addressees: []string{"facebook"}}, {To: schema.KindNotice, Addressees: []string{"wave"}}, {To: schema.KindBlocking}} {
			if _, err := g.Desks["pharos"].Escalate(ctx, r.ID, 0, wrong); !errors.Is(err, schema.ErrInvalid) {
				t.Errorf("%+v: %v", wrong, err)
			}
		}
		made, err := g.Desks["pharos"].Escalate(ctx, r.ID, 0, e)
		g.must(err)
		if len(made) != 1 || made[0].Kind != schema.KindBlocking || made[0].ContentCount != 1 || made[0].Contents[0].URL != "https://video.example/b" ||
			made[0].Reasons != "Sans réponse\n\nApologie" {
			t.Fatalf("%+v", made)
		}
		if after := g.answersOf("google", r); after != before {
			t.Errorf("google learns of a draft:\n%s\n%s", before, after)
		}
		if _, err := g.Desks["pharos"].Escalate(ctx, r.ID, 0, e); !errors.Is(err, schema.ErrInvalid) {
			t.Errorf("doubled: %v", err)
		}
		g.act("pharos", made[0].ID, schema.Step{Verb: schema.VerbSubmit})
		g.act("validator", made[0].ID, schema.Step{Verb: schema.VerbApprove})
		blocking := g.act("pharos", made[0].ID, schema.Step{Verb: schema.VerbSend})
		links := func(login, ref string) []schema.Link {
			q, err := g.Desks[login].Request(ctx, ref)
			g.must(err)
			return q.Linked
		}
		if l := links("google", r.Ref); len(l) != 1 || l[0].Kind != schema.KindBlocking || !l[0].At.Equal(blocking.Sent) || l[0].Ref+l[0].Addressee+string(l[0].State) != "" {
			t.Errorf("google sees %+v", l)
		}
		if l := links("wave", blocking.Ref); len(l) != 0 {
			t.Errorf("the access provider sees %+v", l)
		}
		for _, login := range []string{"chair", "overseer"} {
			if l := links(login, r.Ref); len(l) != 1 || l[0].Ref != blocking.Ref || l[0].Addressee != "wave" {
				t.Errorf("%s sees %+v", login, l)
			}
		}
		if got := g.everything(g.Desks["google"], nil); strings.Contains(got, blocking.Ref) || strings.Contains(got, "\"Addressee\":\"wave\"") {
			t.Errorf("google meets the access provider: %s", got)
		}
		if got := g.everything(g.Desks["wave"], nil); strings.Contains(got, r.Ref) {
			t.Errorf("the access provider meets the origin: %s", got)
		}
		if events := g.mustThread("google", r.ID); events[len(events)-1].Verb != schema.VerbEscalate {
			t.Errorf("google's thread ends with %s", events[len(events)-1].Verb)
		}
		g.reply("wave", blocking)
		g.act("validator", blocking.ID, schema.Step{Verb: schema.VerbClose})
		again, err := g.Desks["pharos"].Escalate(ctx, r.ID, 0, e)
		g.must(err)
		if l := links("pharos", r.Ref); len(again) != 1 || len(l) != 2 || l[1].Ref != again[0].Ref {
			t.Errorf("what is live still is not escalated once more after %s is closed: %+v", blocking.Ref, l)
		}
		known := len(g.mustThread("google", r.ID))
		g.act("pharos", again[0].ID, schema.Step{Verb: schema.VerbSubmit})
		g.act("validator", again[0].ID, schema.Step{Verb: schema.VerbApprove})
		g.act("pharos", again[0].ID, schema.Step{Verb: schema.VerbSend})
		if told := len(g.mustThread("google", r.ID)) - known; told != 0 || len(links("google", r.Ref)) != 1 {
			t.Errorf("of a second blocking google is told %d things: %+v", told, links("google", r.Ref))
		}
		gone := g.bring(aDraft(schema.KindWithdrawal, "google"), schema.StateAnswered)
		if _, err := g.Desks["pharos"].Escalate(ctx, gone.ID, 0, e); refusal(t, err).Why != schema.WhyNoneLive {
			t.Errorf("what is out of reach is escalated: %v", err)
		}
	})
}

// TestTheLookAgainCountsFromWhenTheMeasureWasTaken answers two days after the blocking.
func TestTheLookAgainCountsFromWhenTheMeasureWasTaken(t *testing.T) {
	each(t, func(g group) {
		q := g.sent(schema.KindBlocking, "google")
		taken := g.clock.Now().Add(time.Hour)
		g.clock.Advance(2 * day)
		reply := removed(q)
		reply.Effective = taken
		_, err := g.Desks["google"].Reply(g.t.Context(), q.ID, 0, reply)
		g.must(err)
		if got, want := g.at("pharos", q.ID).Reverify, schema.AddMonths(taken, 3, schema.Paris); !got.Equal(want) {
			g.t.Errorf("due %s, want %s", got, want)
		}
	})
}

func TestAMeasureIsLookedAtAgainUntilItIsLifted(t *testing.T) {
	each(t, func(g group) {
		t, ctx, pharos := g.t, g.t.Context(), g.Desks["pharos"]
		r := g.bring(aDraft(schema.KindBlocking, "google"), schema.StateClosed)
		want := schema.AddMonths(r.Answered, 3, schema.Paris).Truncate(time.Minute)
		if d := r.Reverify.Sub(want); d < 0 || d > time.Minute {
			t.Fatalf("due %s, want %s", r.Reverify, want)
		}
		due := func(login, text string) int {
			q, err := schema.ParseQuery(text)
			g.must(err)
			n, err := g.Desks[login].CountRequests(ctx, q, false)
			g.must(err)
			return n.N
		}
		if due("pharos", "reverify:<7d") != 0 || due("pharos", "reverify:>80d") != 1 || due("google", "reverify:>80d") != 0 {
			t.Errorf("not due, but %d; later %d; for google %d", due("pharos", "reverify:<7d"), due("pharos", "reverify:>80d"), due("google", "reverify:>80d"))
		}
		g.clock.Advance(93 * day)
		if due("pharos", "revérification:retard") != 1 {
			t.Error("it is not due")
		}
		_, err := pharos.Reinstate(ctx, r.ID, 0, "")
		if f := refusal(t, err); f.Why != schema.WhyNoneGone {
			t.Errorf("%+v", f)
		}
		q, err := pharos.Reverify(ctx, r.ID, 0, schema.Recheck{Observed: schema.ObservedGone, Contents: []int{1}})
		g.must(err)
		if q.Contents[0].Observed != schema.ObservedGone || q.Contents[0].ObservedAt.IsZero() || q.Contents[1].Observed != "" || !q.Reverify.After(g.clock.Now().Add(85*day)) {
			t.Errorf("%+v", q)
		}
		next := q.Reverify
		g.clock.Advance(time.Minute)
		q, err = pharos.Reverify(ctx, r.ID, q.Rev, schema.Recheck{Observed: schema.ObservedGone})
		g.must(err)
		if !q.Reverify.Equal(next) {
			t.Errorf("all is gone, due again %s instead of being lifted by %s", q.Reverify, next)
		}
		made, err := pharos.Reinstate(ctx, r.ID, 0, "Site disparu")
		g.must(err)
		if made.Kind != schema.KindReinstatement || made.Addressee != "google" || made.ContentCount != 2 || g.at("pharos", r.ID).Reverify != (time.Time{}) {
			t.Errorf("%+v", made)
		}
		if _, err := pharos.Reinstate(ctx, r.ID, 0, ""); err == nil {
			t.Error("asked for twice")
		}
		seen, err := g.Desks["google"].Request(ctx, r.Ref)
		g.must(err)
		if seen.Contents[0].Observed != schema.ObservedGone || !seen.Reverify.IsZero() || len(seen.Linked) != 0 {
			t.Errorf("google sees %+v", seen)
		}
		g.act("pharos", made.ID, schema.Step{Verb: schema.VerbSubmit})
		g.act("validator", made.ID, schema.Step{Verb: schema.VerbApprove})
		made = g.act("pharos", made.ID, schema.Step{Verb: schema.VerbSend})
		g.reply("google", made)
		g.act("validator", made.ID, schema.Step{Verb: schema.VerbClose})
		if _, err := pharos.Reinstate(ctx, r.ID, 0, ""); refusal(t, err).Why != schema.WhyNoneGone {
			t.Errorf("asked for again once %s is closed: %v", made.Ref, err)
		}
	})
}

func TestReopeningAMeasureEndsItsDateAndUndoBringsItBack(t *testing.T) {
	each(t, func(g group) {
		r := g.bring(aDraft(schema.KindDelisting, "google"), schema.StateClosed)
		g.act("pharos", r.ID, schema.Step{Verb: schema.VerbReopen, Reason: "de retour"})
		if q := g.at("pharos", r.ID); !q.Reverify.IsZero() {
			g.t.Errorf("reopened, due %s", q.Reverify)
		}
		_, err := g.Desks["pharos"].Undo(g.t.Context())
		g.must(err)
		if q := g.at("pharos", r.ID); !q.Reverify.Equal(r.Reverify) {
			g.t.Errorf("due %s, was %s", q.Reverify, r.Reverify)
		}
	})
}

func TestARecommendationIsAnsweredOnce(t *testing.T) {
	each(t, func(g group) {
		t, ctx := g.t, g.t.Context()
		r := g.sent(schema.KindWithdrawal, "google")
		q, err := g.Desks["overseer"].Recommend(ctx, r.ID, 0, "Caricature", true)
		g.must(err)
		if len(q.Recommendations) != 1 || q.Recommended != schema.RecommendationOpen || !q.Recommendations[0].Withdraw {
			t.Fatalf("%+v", q)
		}
		if _, err := g.Desks["overseer"].Recommend(ctx, r.ID, 0, "Encore", false); refusal(t, err).Why != schema.WhyAdviceOpen {
			t.Errorf("a second before the first is answered: %v", err)
		}
		if _, err := g.Desks["chair"].Act(ctx, r.ID, r.Rev, schema.Step{Verb: schema.VerbWithdraw, Reason: "x"}); !errors.Is(err, schema.ErrStale) {
			t.Errorf("the chair acts in ignorance: %v", err)
		}
		for login, want := range map[string]error{"overseer": schema.ErrForbidden, "google": schema.ErrForbidden, "pharos": schema.ErrForbidden, "facebook": schema.ErrNotFound} {
			if _, err := g.Desks[login].AnswerRecommendation(ctx, r.ID, 0, true, ""); !errors.Is(err, want) {
				t.Errorf("%s: %v, want %v", login, err, want)
			}
		}
		got, err := g.Desks["chair"].AnswerRecommendation(ctx, r.ID, 0, true, "Exact")
		g.must(err)
		if got.Recommendations[0].Answer != "Exact" || got.Recommended != schema.RecommendationFollowed {
			t.Errorf("%+v", got)
		}
		_, err = g.Desks["chair"].AnswerRecommendation(ctx, r.ID, 0, true, "")
		if f := refusal(t, err); f.Why != schema.WhyNoAdvice {
			t.Errorf("%+v", f)
		}
		if q, err := g.Desks["google"].Request(ctx, r.Ref); err != nil || q.Recommended != "" || len(q.Recommendations) != 0 {
			t.Errorf("google sees %+v, %v", q, err)
		}
	})
}

func TestAttachmentsAreOrdersReadByBothSides(t *testing.T) {
	each(t, func(g group) {
		t, ctx, pharos := g.t, g.t.Context(), g.Desks["pharos"]
		r := g.draft(aDraft(schema.KindIdentification, "google"))
		body := append([]byte("%PDF-1.4\n"), bytes.Repeat([]byte{0, 1, 2, 255}, 100_000)...)
		a, err := pharos.Attach(ctx, r.ID, 0, "réquisition.pdf", bytes.NewReader(body))
		g.must(err)
		if a.N != 1 || a.Media != schema.MediaPDF || a.Size != len(body) || len(a.SHA256) != 64 {
			t.Fatalf("%+v", a)
		}
		for _, tc := range []struct {
			name, body string
			want       schema.Reason
		}{
			{"réquisition.pdf", "texte", schema.WhyExists}, {"x.exe", "MZ\x00\x01", schema.WhyMedia}, {"../x", "texte", schema.WhyFileName},
			{"vide", "", schema.WhyEmpty}, {"gros", strings.Repeat("a", schema.MaxAttachment+1), schema.WhyTooLarge}, {"latin", "\xe9t\xe9", schema.WhyMedia},
		} {
			_, err := pharos.Attach(ctx, r.ID, 0, tc.name, strings.NewReader(tc.body))
			if f := refusal(t, err); f.Why != tc.want {
				t.Errorf("%s: %s, want %s", tc.name, f.Why, tc.want)
			}
		}
		full := g.draft(aDraft(schema.KindIdentification, "google"))
		for n := range schema.MaxAttachments + 1 {
			_, err := pharos.Attach(ctx, full.ID, 0, fmt.Sprintf("pièce %d.txt", n+1), strings.NewReader("texte"))
			if n == schema.MaxAttachments && refusal(t, err).Why != schema.WhyFull || n < schema.MaxAttachments && err != nil {
				t.Fatalf("attachment %d: %v", n+1, err)
			}
		}
		if _, err := pharos.Attach(ctx, g.draft(aDraft(schema.KindReferral, "google")).ID, 0, "x", strings.NewReader("x")); refusal(t, err).Why != schema.WhyKind {
			t.Error(err)
		}
		g.act("pharos", r.ID, schema.Step{Verb: schema.VerbSubmit})
		g.act("validator", r.ID, schema.Step{Verb: schema.VerbApprove})
		g.act("pharos", r.ID, schema.Step{Verb: schema.VerbSend})
		for login, want := range map[string]bool{"google": true, "pharos": true, "validator": true, "secretariat": false, "facebook": false, "overseer": false} {
			_, reader, err := g.Desks[login].OpenAttachment(ctx, r.ID, 1)
			if (err == nil) != want {
				t.Errorf("%s: %v", login, err)
			}
			if err == nil {
				got, err := io.ReadAll(reader)
				g.must(err)
				if !bytes.Equal(got, body) {
					t.Errorf("%s reads %d bytes", login, len(got))
				}
			}
		}
		_, begun, err := g.Desks["google"].OpenAttachment(ctx, r.ID, 1)
		g.must(err)
		_, err = io.ReadFull(begun, make([]byte, 9))
		g.must(err)
		g.must(g.db.Exec(ctx, `UPDATE request SET addressee = 'facebook' WHERE id = ?`, r.ID))
		if rest, err := io.ReadAll(begun); !errors.Is(err, schema.ErrNotFound) || len(rest) >= len(body)-9 {
			t.Errorf("out of sight meanwhile, google reads %d bytes more: %v", len(rest), err)
		}
		g.must(g.db.Exec(ctx, `UPDATE request SET addressee = 'google' WHERE id = ?`, r.ID))
		if events := g.mustThread("google", r.ID); !slices.ContainsFunc(events[0].Changes, func(c schema.Change) bool { return strings.Contains(c.To, a.SHA256) }) {
			t.Errorf("the log does not hold its hash: %+v", events[0])
		}
	})
}

// TestEachFollowupIsForItsRolesAlone tries every follow-up, in every role, on
// requests of some kinds in every state, and holds the store to the table.
func TestEachFollowupIsForItsRolesAlone(t *testing.T) {
	each(t, func(g group) {
		t, ctx := g.t, schema.DryRun(g.t.Context())
		do := map[schema.Verb]func(login string, id schema.ID) error{
			schema.VerbExternalRef: func(l string, id schema.ID) error { _, err := g.Desks[l].SetExternalRef(ctx, id, 0, "X"); return err },
			schema.VerbFile: func(l string, id schema.ID) error {
				_, err := g.Desks[l].FileRequest(ctx, id, 0, "D-2015-0001")
				return err
			},
			schema.VerbUnfile: func(l string, id schema.ID) error { _, err := g.Desks[l].UnfileRequest(ctx, id, 0, ""); return err },
			schema.VerbEscalate: func(l string, id schema.ID) error {
				_, err := g.Desks[l].Escalate(ctx, id, 0, schema.Escalation{})
				return err
			},
			schema.VerbReverify: func(l string, id schema.ID) error {
				_, err := g.Desks[l].Reverify(ctx, id, 0, schema.Recheck{Observed: schema.ObservedLive})
				return err
			},
			schema.VerbReinstate: func(l string, id schema.ID) error { _, err := g.Desks[l].Reinstate(ctx, id, 0, ""); return err },
			schema.VerbRecommend: func(l string, id schema.ID) error { _, err := g.Desks[l].Recommend(ctx, id, 0, "x", false); return err },
			schema.VerbFollow: func(l string, id schema.ID) error {
				_, err := g.Desks[l].AnswerRecommendation(ctx, id, 0, true, "")
				return err
			},
			schema.VerbDecline: func(l string, id schema.ID) error {
				_, err := g.Desks[l].AnswerRecommendation(ctx, id, 0, false, "x")
				return err
			},
			schema.VerbAttach: func(l string, id schema.ID) error {
				_, err := g.Desks[l].Attach(ctx, id, 0, "a.txt", strings.NewReader("x"))
				return err
			},
		}
		_, err := g.Desks["pharos"].NewCase(g.t.Context(), "Dossier")
		g.must(err)
		for _, kind := range []schema.Kind{schema.KindWithdrawal, schema.KindBlocking, schema.KindIdentification} {
			for i, state := range schema.States {
				if i%thinned != 0 {
					continue
				}
				q := g.bring(aDraft(kind, "google"), state)
				for _, login := range oneOfEach {
					d, seen := g.Desks[login], g.at(login, q.ID)
					for _, f := range schema.Followups {
						want := schema.MayFollowUp(d.Who(), f.Verb, seen, g.clock.Now())
						if seen.ID == 0 {
							want = schema.NotFound("")
						}
						got := do[f.Verb](login, q.ID)
						if errors.Is(got, schema.ErrInvalid) || (want == nil && errors.Is(got, schema.ErrState)) {
							got = nil // let through by the table; what it was given is judged elsewhere
						}
						if !sameRefusal(got, want) {
							t.Errorf("%s %s %s %s: %v, want %v", login, f.Verb, kind, state, got, want)
						}
					}
				}
			}
		}
	})
}
