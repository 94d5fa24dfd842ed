package store_test

import (
	"errors"
	"strings"
	"testing"

	"contactgroup/schema"
)

func TestACommitmentIsReviewedByMeetings(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		m := g.hold("chair", plenary(paris(5, 6, 14), schema.MeetingConvened))
		c, err := g.as(t, "secretariat").AddCommitment(t.Context(), schema.CommitmentDraft{Org: "google", Text: "Former", Origin: "Réunion ministérielle"})
		must(t, err)
		if c.Ref != "E-2015-001" || c.State != schema.CommitmentOpen {
			t.Errorf("added as %+v", c)
		}
		judge := schema.CommitmentDraft{State: schema.CommitmentKept, Meeting: m.Ref, Note: "Constaté."}
		if _, err := g.as(t, "chair").UpdateCommitment(t.Context(), c.ID, 0, judge); why(t, err) != schema.WhyNeedsProof {
			t.Errorf("kept without evidence: %v", err)
		}
		c, err = g.as(t, "google").UpdateCommitment(t.Context(), c.ID, c.Rev, schema.CommitmentDraft{Evidence: "Rapport."})
		must(t, err)
		for login, d := range map[string]schema.CommitmentDraft{"google": judge, "facebook": {Evidence: "Non."}, "observer": {Text: "Non."}} {
			if _, err := g.as(t, login).UpdateCommitment(t.Context(), c.ID, 0, d); why(t, err) != schema.WhyRole {
				t.Errorf("%s judged it: %v", login, err)
			}
		}
		if _, err := g.as(t, "chair").UpdateCommitment(t.Context(), c.ID, 1, judge); !errors.Is(err, schema.ErrStale) {
			t.Errorf("at an older revision: %v", err)
		}
		c, err = g.as(t, "chair").UpdateCommitment(t.Context(), c.ID, 0, judge)
		must(t, err)
		if len(c.Reviews) != 1 || c.Reviews[0].Meeting != m.Ref || c.Reviews[0].State != schema.CommitmentKept || c.Reviews[0].On != may(5) {
			t.Errorf("reviewed as %+v", c.Reviews)
		}
		page, err := g.as(t, "facebook").Commitments(t.Context(), schema.List{})
		if err != nil || len(page.Items) != 0 {
			t.Errorf("what is kept is awaited still: %+v, %v", page.Items, err)
		}
		c, err = g.as(t, "chair").UpdateCommitment(t.Context(), c.ID, c.Rev, schema.CommitmentDraft{State: schema.CommitmentPartly, Note: "Hors réunion."})
		must(t, err)
		thread, err := g.as(t, "google").CommitmentThread(t.Context(), c.ID)
		must(t, err)
		if len(c.Reviews) != 1 || thread[len(thread)-1].Text != "Hors réunion." {
			t.Errorf("a remark outside of meetings is lost: %+v, %+v", c.Reviews, thread)
		}
		invited := g.hold("chair", schema.Meeting{Format: schema.MeetingRestricted, Title: "R", Starts: paris(5, 7, 9), State: schema.MeetingConvened, Circle: []string{"google"}})
		if _, err := g.as(t, "chair").UpdateCommitment(t.Context(), c.ID, 0, schema.CommitmentDraft{State: schema.CommitmentPartly, Meeting: invited.Ref}); why(t, err) != schema.WhyUnknown {
			t.Errorf("what all may know of is reviewed by a meeting of some: %v", err)
		}
	})
}

func TestWhatIsNotOfTheGroupCommitsToNothing(t *testing.T) {
	each(t, func(g group) {
		ctx := g.t.Context()
		g.must(g.Desks["admin"].DisableOrganisation(ctx, "twitter", true))
		for name, c := range map[string]struct {
			login string
			draft schema.CommitmentDraft
			want  schema.Reason
		}{
			"one that has left":            {"chair", schema.CommitmentDraft{Org: "twitter", Text: "Former"}, schema.WhyDisabled},
			"one that never was":           {"chair", schema.CommitmentDraft{Org: "nowhere", Text: "Former"}, schema.WhyUnknown},
			"nobody":                       {"chair", schema.CommitmentDraft{Text: "Former"}, schema.WhyNeedsOwner},
			"another, within one's own":    {"google", schema.CommitmentDraft{Org: "facebook", Text: "Former", Internal: true}, schema.WhyUnknown},
			"the own one, among ourselves": {"google", schema.CommitmentDraft{Text: "Former", Internal: true}, ""},
		} {
			if _, err := g.Desks[c.login].AddCommitment(ctx, c.draft); why(g.t, err) != c.want {
				g.t.Errorf("%s: %v, want %q", name, err, c.want)
			}
		}
		fewer := schema.TrainingDraft{Service: "PHAROS", Topic: "Label", Date: may(20), Trained: -1}
		if _, err := g.Desks["secretariat"].AddTraining(ctx, fewer); why(g.t, err) != schema.WhyUnknown {
			g.t.Errorf("fewer than none are trained: %v", err)
		}
	})
}

func TestAnAdoptedArticleStaysAsItIs(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		chair := g.as(t, "chair")
		x, err := chair.AddArticle(t.Context(), schema.ArticleDraft{Title: "Délais", Text: "Sans délai."})
		must(t, err)
		x, err = g.as(t, "google").TakeStance(t.Context(), x.ID, 0, schema.VerbEndorse, 0, "")
		must(t, err)
		x, err = chair.UpdateArticle(t.Context(), x.ID, x.Rev, schema.ArticleDraft{Title: "Délai"})
		must(t, err)
		if len(x.Last().Stances) != 1 {
			t.Errorf("another title ends the stances taken to the text: %+v", x)
		}
		x, err = chair.UpdateArticle(t.Context(), x.ID, x.Rev, schema.ArticleDraft{Text: "Sans délai indu."})
		must(t, err)
		if len(x.Versions) != 1 || len(x.Last().Stances) != 0 {
			t.Errorf("a draft is edited in place, and its stances end: %+v", x)
		}
		x, err = chair.UpdateArticle(t.Context(), x.ID, 0, schema.ArticleDraft{Adopt: true})
		must(t, err)
		if _, err := chair.UpdateArticle(t.Context(), x.ID, 0, schema.ArticleDraft{Adopt: true}); why(t, err) != schema.WhyAdopted {
			t.Errorf("adopted twice: %v", err)
		}
		_, err = g.as(t, "facebook").TakeStance(t.Context(), x.ID, 0, schema.VerbReserve, 1, "")
		if why(t, err) != schema.WhyNeedsText {
			t.Errorf("a reservation without a text: %v", err)
		}
		for _, login := range []string{"facebook", "microsoft"} {
			_, err = g.as(t, login).TakeStance(t.Context(), x.ID, 0, schema.VerbReserve, 1, "Droit applicable.")
			must(t, err)
		}
		_, err = g.as(t, "microsoft").TakeStance(t.Context(), x.ID, 0, schema.VerbEndorse, 1, "")
		must(t, err)
		x, err = chair.UpdateArticle(t.Context(), x.ID, 0, schema.ArticleDraft{Text: "Dans l'heure."})
		must(t, err)
		seen, err := g.as(t, "google").Article(t.Context(), "1")
		must(t, err)
		if len(seen.Versions) != 2 || seen.Versions[0].Text != "Sans délai indu." || seen.Versions[0].Stances[0].Org != "facebook" || !seen.Last().Adopted.IsZero() {
			t.Errorf("google sees %+v", seen)
		}
		if s := seen.Versions[0].Stances; len(s) != 2 || s[0].Text == "" || s[1].Org != "microsoft" || s[1].Stance != schema.StanceEndorsed || s[1].Text != "" {
			t.Errorf("a new stance does not replace the one before: %+v", s)
		}
		for _, login := range []string{"observer", "overseer", "pharos", "admin"} {
			if _, err := g.as(t, login).TakeStance(t.Context(), x.ID, 0, schema.VerbEndorse, 0, ""); why(t, err) != schema.WhyRole {
				t.Errorf("%s endorsed it: %v", login, err)
			}
		}
	})
}

func TestWhatIsInternalToOneOrganisationIsNothingToOthers(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		ctx, d := t.Context(), g.as(t, "google")
		before := g.heads(t)
		c, err := d.AddCommitment(ctx, schema.CommitmentDraft{Text: "CANARY", Internal: true})
		must(t, err)
		a, err := d.AddArticle(ctx, schema.ArticleDraft{Title: "CANARY", Text: "CANARY", Internal: true})
		must(t, err)
		s, err := d.AddSheet(ctx, schema.SheetDraft{Title: "CANARY", Text: "CANARY", Internal: true})
		must(t, err)
		x, err := d.AddTraining(ctx, schema.TrainingDraft{Service: "Modération", Topic: "CANARY", Date: may(6), Internal: true})
		must(t, err)
		if got := strings.Join([]string{c.Ref, a.Ref, s.Ref, x.Ref}, " "); got != "GOO-E-2015-001 GOO-ART-1 GOO-FP-1 GOO-F-2015-001" {
			t.Errorf("numbered %s", got)
		}
		for _, login := range []string{"facebook", "chair", "observer", "admin"} {
			o := g.as(t, login)
			_, err1 := o.Commitment(ctx, c.Ref)
			_, err2 := o.Article(ctx, a.Ref)
			_, err3 := o.Sheet(ctx, s.Ref)
			_, err4 := o.Training(ctx, x.Ref)
			_, err5 := o.UpdateSheet(ctx, s.ID, 0, schema.SheetDraft{Title: "Moi"})
			for _, err := range []error{err1, err2, err3, err4, err5} {
				if !errors.Is(err, schema.ErrNotFound) {
					t.Errorf("%s: %v", login, err)
				}
			}
			n1, _ := o.CountCommitments(ctx, schema.Query{}, true)
			n2, _ := o.CountSheets(ctx, schema.Query{}, true)
			if code := o.Who().OrgCode; n1.N+n2.N != 0 || g.heads(t)[code] != before[code] {
				t.Errorf("%s counts %d and %d, and is told of it", login, n1.N, n2.N)
			}
		}
		own, err := g.as(t, "google2").Sheets(ctx, schema.List{Query: schema.Query{Terms: []schema.Term{{Values: []string{"canary"}}}}})
		if err != nil || len(own.Items) != 1 {
			t.Errorf("a colleague finds %+v, %v", own.Items, err)
		}
	})
}

func TestTrainingsAreUndoneAndNeedsAreOnesOwn(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		ctx := t.Context()
		x, err := g.as(t, "microsoft").AddTraining(ctx, schema.TrainingDraft{Service: "PHAROS", Topic: "Réquisitions", Date: may(19)})
		must(t, err)
		if _, err := g.as(t, "google").UpdateTraining(ctx, x.ID, 0, schema.TrainingDraft{Trained: 3}); why(t, err) != schema.WhyRole {
			t.Errorf("another operator's: %v", err)
		}
		if _, err := g.as(t, "microsoft").UpdateTraining(ctx, x.ID, 0, schema.TrainingDraft{Org: "google"}); why(t, err) != schema.WhyRole {
			t.Errorf("given to another operator: %v", err)
		}
		for service, trained := range map[string]int{"PHAROS": 7, "OCLCTIC": 5} {
			_, err := g.as(t, "secretariat").AddTraining(ctx, schema.TrainingDraft{Service: service, Topic: "Label", Date: may(20), Trained: trained})
			must(t, err)
		}
		_, err = g.as(t, "microsoft").UpdateTraining(ctx, x.ID, x.Rev, schema.TrainingDraft{Trained: 12})
		must(t, err)
		_, err = g.as(t, "microsoft").Undo(ctx)
		must(t, err)
		if back, err := g.as(t, "pharos").Training(ctx, x.Ref); err != nil || back.Trained != 0 {
			t.Errorf("undone: %+v, %v", back, err)
		}
		q := g.sent(schema.KindReferral, "google")
		_, err = g.as(t, "google").Reply(ctx, q.ID, 0, schema.ReplyDraft{Text: "Trop vague.", Outcomes: []schema.ReplyOutcome{{N: 1, Outcome: schema.OutcomeInsufficient}, {N: 2, Outcome: schema.OutcomeRemovedTerms}}})
		must(t, err)
		for login, want := range map[string]int{"chair": 1, "google": 1, "facebook": 0, "observer": 0} { // fewer than three make it up
			needs, err := g.as(t, login).TrainingNeeds(ctx)
			if err != nil || len(needs) != want {
				t.Errorf("%s reads %+v, %v", login, needs, err)
			} else if want == 1 && (needs[0].Service != "PHAROS" || needs[0].Answered != 2 || needs[0].Insufficient != 1 || needs[0].Trained != 7) {
				t.Errorf("%s reads %+v", login, needs)
			}
		}
		if _, err := g.as(t, "admin").TrainingNeeds(ctx); !errors.Is(err, schema.ErrForbidden) {
			t.Errorf("the administrator reads needs: %v", err)
		}
	})
}
