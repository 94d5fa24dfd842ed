package store_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"contactgroup/schema"
)

// othersOf is the figure of the other operators together; false when none is told.
func othersOf(p schema.Pack) bool {
	return slices.ContainsFunc(p.Reactions, func(r schema.Reaction) bool { return r.Org == "" })
}

func TestAPackTellsOfFewerThanThreeOthersNothing(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		g.plan()
		g.nextWeek()
		for _, week := range []struct {
			answer []string
			told   bool
		}{{[]string{"google", "facebook", "twitter"}, false}, {[]string{"facebook", "twitter", "apple"}, true}} {
			for _, org := range week.answer {
				g.answered(org, 20*time.Minute, schema.OutcomeRemovedLaw)
			}
			g.nextWeek() // the others are told of by whole weeks that are over on the pack's day
			g.clock.Advance(24 * time.Hour)
			p := g.packOf("google", schema.DateOf(g.as(t, "google").Now(), schema.Paris))
			if got := othersOf(p); got != week.told {
				t.Errorf("after %v answered, of the others together told %t: %+v", week.answer, got, p.Reactions)
			}
			for _, r := range p.Reactions {
				if r.Org != "" && r.Org != "google" {
					t.Errorf("google's pack tells of %s", r.Org)
				}
			}
		}
	})
}

func TestAPackTellsOfDisputedRefusalsToTheTwoSidesAlone(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		g.plan()
		disputed := map[schema.TLP]schema.Request{}
		for _, tlp := range []schema.TLP{schema.TLPAmber, schema.TLPRed} {
			d := aDraft(schema.KindReferral, "google")
			d.TLP, d.Subject = tlp, "Refus "+string(tlp)
			q := g.deliver(d)
			refusal := removed(q)
			refusal.Outcomes[0].Outcome, refusal.Text = schema.OutcomeRefused, "conforme à nos règles"
			_, err := g.Desks["google"].Reply(t.Context(), q.ID, 0, refusal)
			g.must(err)
			g.clock.Advance(schema.UndoTime)
			g.act("pharos", q.ID, schema.Step{Verb: schema.VerbDispute, Reason: "manifestement illicite"})
			disputed[tlp] = q
		}
		for login, told := range map[string]bool{"google": true, "secretariat": true, "facebook": false, "observer": false, "admin": false} {
			p := g.packOf(login, schema.Date{})
			if len(p.Disputes) != map[bool]int{true: 1}[told] {
				t.Errorf("%s reads %+v", login, p.Disputes)
			}
			if told && (p.Disputes[0].Ref != disputed[schema.TLPAmber].Ref || p.Disputes[0].Reason != "manifestement illicite" || !slices.Equal(p.Disputes[0].Outcomes, []schema.Outcome{schema.OutcomeRefused})) {
				t.Errorf("%s reads %+v", login, p.Disputes[0])
			}
			if all := text(t, p); strings.Contains(all, disputed[schema.TLPRed].Ref) || strings.Contains(all, "Refus red") || p.TLP == schema.TLPRed {
				t.Errorf("what is red is in the pack of %s: %s", login, all)
			}
		}
	})
}
