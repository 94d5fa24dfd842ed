package store_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"contactgroup/schema"
)

func may(day int) schema.Date { return schema.Date{Year: 2015, Month: time.May, Day: day} }

// plan records a meeting that was held on 22 April and the next one, on 6 May.
func (g group) plan() {
	g.t.Helper()
	for _, m := range []schema.Meeting{plenary(paris(4, 22, 14), schema.MeetingHeld), plenary(paris(5, 6, 14), schema.MeetingConvened)} {
		g.hold("secretariat", m)
	}
}

func (g group) action(t *testing.T, by string, n schema.ActionDraft) schema.Action {
	t.Helper()
	x, err := g.as(t, by).AddAction(t.Context(), n)
	must(t, err)
	return x
}

func (g group) actOn(t *testing.T, by string, id schema.ID, s schema.ActionStep) schema.Action {
	t.Helper()
	x, err := g.as(t, by).ActOn(t.Context(), id, 0, s)
	must(t, err)
	return x
}

func TestSharedActionsAreNumberedTogetherInternalOnesApart(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		g.plan()
		for _, c := range []struct {
			by   string
			n    schema.ActionDraft
			want string
		}{
			{"secretariat", schema.ActionDraft{Text: "Une", Owner: "google"}, "A-2015-001"},
			{"google", schema.ActionDraft{Text: "Interne", Internal: true}, "GOO-A-2015-001"},
			{"chair", schema.ActionDraft{Text: "Deux", Owner: "ministry"}, "A-2015-002"},
			{"google2", schema.ActionDraft{Text: "Interne", Internal: true, Owner: "google"}, "GOO-A-2015-002"},
			{"pharos", schema.ActionDraft{Text: "Interne", Internal: true}, "MIN-A-2015-001"},
		} {
			if x := g.action(t, c.by, c.n); x.Ref != c.want {
				t.Errorf("%s by %s, want %s", x.Ref, c.by, c.want)
			}
		}
		g.clock.Advance(240 * 24 * time.Hour) // 31 December
		if x := g.action(t, "chair", schema.ActionDraft{Text: "Trois", Owner: "google"}); x.Ref != "A-2015-003" {
			t.Errorf("before the year ends: %s", x.Ref)
		}
		g.clock.Advance(24 * time.Hour)
		if x := g.action(t, "chair", schema.ActionDraft{Text: "Un", Owner: "google"}); x.Ref != "A-2016-001" {
			t.Errorf("a new year begins at %s", x.Ref)
		}
	})
}

func TestInternalActionsAreKnownToTheirOrganisationAlone(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		g.plan()
		before := g.heads(t)
		x := g.action(t, "google", schema.ActionDraft{Text: "CANARY", Internal: true})
		g.actOn(t, "google2", x.ID, schema.ActionStep{Verb: schema.VerbStart})
		for key, seq := range g.heads(t) {
			want := before[key]
			if key == "google" {
				want += 2
			}
			if seq != want {
				t.Errorf("log %s went from %d to %d", key, before[key], seq)
			}
		}
		for _, login := range []string{"chair", "secretariat", "facebook", "observer", "admin"} {
			d := g.as(t, login)
			if _, err := d.Action(t.Context(), x.Ref); !errors.Is(err, schema.ErrNotFound) {
				t.Errorf("%s by reference: %v", login, err)
			}
			if _, err := d.ActOn(t.Context(), x.ID, 0, schema.ActionStep{Verb: schema.VerbStart}); !errors.Is(err, schema.ErrNotFound) {
				t.Errorf("%s acts on it: %v", login, err)
			}
			if _, err := d.ActionThread(t.Context(), x.ID); !errors.Is(err, schema.ErrNotFound) {
				t.Errorf("%s reads its thread: %v", login, err)
			}
			for _, q := range []string{"", "canary", "ref:GOO", "org:google", "-status:done"} {
				query, err := schema.ParseQuery(q)
				must(t, err)
				page, err := d.Actions(t.Context(), schema.List{Query: query, All: true})
				n, errCount := d.CountActions(t.Context(), query, true)
				if err != nil || errCount != nil || len(page.Items) != 0 || n.N != 0 {
					t.Errorf("%s finds %d and counts %d with %q: %v %v", login, len(page.Items), n.N, q, err, errCount)
				}
			}
			if found, err := d.ActionsByID(t.Context(), []schema.ID{x.ID}); err != nil || len(found) != 0 {
				t.Errorf("%s by ID: %v %v", login, found, err)
			}
		}
		if got, err := g.as(t, "google2").Action(t.Context(), strings.ToLower(x.Ref)); err != nil || got.State != schema.ActionInProgress {
			t.Errorf("a colleague: %+v %v", got, err)
		}
	})
}

func TestSharedActionsAreToldToEverybody(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		g.plan()
		before := g.heads(t)
		g.action(t, "secretariat", schema.ActionDraft{Text: "Partagée", Owner: "google"})
		after := g.heads(t)
		for _, key := range []string{"ministry", "google", "facebook", "justice"} {
			if after[key] != before[key]+1 {
				t.Errorf("log %s went from %d to %d", key, before[key], after[key])
			}
		}
		if after["google/requests"] != before["google/requests"] || after["ministry/administration"] != before["ministry/administration"] {
			t.Errorf("other logs moved: %v, then %v", before, after)
		}
	})
}

func TestWhatAnActionDemands(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		g.plan()
		before := g.heads(t)
		ok := schema.ActionDraft{Text: "Texte", Owner: "google"}
		for name, c := range map[string]struct {
			by     string
			change func(*schema.ActionDraft)
			class  error
			why    schema.Reason
			field  string
		}{
			"an operator adds a shared one": {"google", func(*schema.ActionDraft) {}, schema.ErrForbidden, schema.WhyRole, ""},
			"internal to another":           {"google", func(n *schema.ActionDraft) { n.Internal, n.Owner = true, "facebook" }, schema.ErrInvalid, schema.WhyUnknown, "owner"},
			"no text":                       {"chair", func(n *schema.ActionDraft) { n.Text = " " }, schema.ErrInvalid, schema.WhyNeedsText, "text"},
			"an escape":                     {"chair", func(n *schema.ActionDraft) { n.Text = "a\x1b]52;c;eA==\a" }, schema.ErrInvalid, schema.WhyControl, "text"},
			"no owner":                      {"chair", func(n *schema.ActionDraft) { n.Owner = "" }, schema.ErrInvalid, schema.WhyNeedsOwner, "owner"},
			"an unknown owner":              {"chair", func(n *schema.ActionDraft) { n.Owner = "nowhere" }, schema.ErrInvalid, schema.WhyUnknown, "owner"},
			"a member of another":           {"chair", func(n *schema.ActionDraft) { n.Member = "facebook" }, schema.ErrInvalid, schema.WhyUnknown, "member"},
			"an unknown meeting":            {"chair", func(n *schema.ActionDraft) { n.Meeting = "2015-01-01" }, schema.ErrInvalid, schema.WhyUnknown, "meeting"},
			"due before the next meeting":   {"chair", func(n *schema.ActionDraft) { n.Due = may(5) }, schema.ErrInvalid, schema.WhyBeforeMeet, "due"},
			"a link to what does not exist": {"chair", func(n *schema.ActionDraft) { n.Links = []string{"GOO-2015-0099"} }, schema.ErrInvalid, schema.WhyUnknown, "link"},
			"a decision that was not taken": {"chair", func(n *schema.ActionDraft) { n.Links = []string{"2015-04-22#1"} }, schema.ErrInvalid, schema.WhyUnknown, "link"},
		} {
			n := ok
			c.change(&n)
			_, err := g.as(t, c.by).AddAction(t.Context(), n)
			var f *schema.Fault
			if !errors.As(err, &f) || !errors.Is(err, c.class) || f.Why != c.why || f.Field != c.field {
				t.Errorf("%s: %v", name, err)
			}
		}
		g.unlogged(t, before)
		if n, err := g.as(t, "chair").CountActions(t.Context(), schema.Query{}, true); err != nil || n.N != 0 {
			t.Errorf("refused actions were written: %d %v", n.N, err)
		}
	})
}

func TestAnActionsLife(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		g.plan()
		x := g.action(t, "secretariat", schema.ActionDraft{Text: "Fiche", Owner: "google", Due: may(20), Meeting: "2015-04-22", Point: "2", Theme: "Formation"})
		if x.Raised != may(5) || x.State != schema.ActionOpen || x.Meeting != "2015-04-22" || x.Rev != 1 {
			t.Errorf("raised as %+v", x)
		}
		g.clock.Advance(24 * time.Hour)
		for _, c := range []struct {
			by    string
			step  schema.ActionStep
			check func(schema.Action) bool
		}{
			{"google", schema.ActionStep{Verb: schema.VerbAssign, Member: "google2"}, func(x schema.Action) bool { return x.Member == "google2" && x.Owner == "google" }},
			{"google2", schema.ActionStep{Verb: schema.VerbStart}, func(x schema.Action) bool { return x.State == schema.ActionInProgress }},
			{"google2", schema.ActionStep{Verb: schema.VerbBlock, Text: "Avis attendu."}, func(x schema.Action) bool { return x.State == schema.ActionBlocked && x.Notes == "Avis attendu." }},
			{"google", schema.ActionStep{Verb: schema.VerbNote, Text: "Relancé."}, func(x schema.Action) bool { return x.Notes == "Avis attendu.\nRelancé." }},
			{"chair", schema.ActionStep{Verb: schema.VerbDue, Due: may(22)}, func(x schema.Action) bool { return x.Due == may(22) }},
			{"secretariat", schema.ActionStep{Verb: schema.VerbCarry}, func(x schema.Action) bool { return x.Carried == 1 && x.Meeting == "2015-05-06" }},
			{"secretariat", schema.ActionStep{Verb: schema.VerbEdit, Text: "Fiche de contact"}, func(x schema.Action) bool { return x.Text == "Fiche de contact" }},
			{"google", schema.ActionStep{Verb: schema.VerbDone, Text: "Transmise."}, func(x schema.Action) bool {
				return x.State == schema.ActionDone && x.Evidence == "Transmise." && x.Completed == may(6)
			}},
			{"secretariat", schema.ActionStep{Verb: schema.VerbReopen}, func(x schema.Action) bool {
				return x.State == schema.ActionOpen && x.Evidence == "" && x.Completed.IsZero()
			}},
			{"chair", schema.ActionStep{Verb: schema.VerbAssign, Owner: "facebook"}, func(x schema.Action) bool { return x.Owner == "facebook" && x.Member == "" }},
			{"chair", schema.ActionStep{Verb: schema.VerbDrop, Text: "Sans objet."}, func(x schema.Action) bool { return x.State == schema.ActionDropped && x.Evidence == "Sans objet." }},
		} {
			rev := x.Rev
			x = g.actOn(t, c.by, x.ID, c.step)
			if !c.check(x) || x.Rev != rev+1 {
				t.Errorf("after %s: %+v", c.step.Verb, x)
			}
			if again, err := g.as(t, "observer").Action(t.Context(), x.Ref); err != nil || cmp.Diff(x, again) != "" {
				t.Errorf("after %s an observer reads %s %v", c.step.Verb, cmp.Diff(x, again), err)
			}
		}
		thread, err := g.as(t, "facebook").ActionThread(t.Context(), x.ID)
		if err != nil || len(thread) != 12 || thread[0].Verb != schema.VerbNew || thread[3].Text != "Avis attendu." || thread[3].Actor != "Google" {
			t.Errorf("thread %+v %v", thread, err)
		}
	})
}

func TestWhatCannotBeDoneToAnAction(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		g.plan()
		x := g.action(t, "secretariat", schema.ActionDraft{Text: "Fiche", Owner: "google", Due: may(20)})
		over := g.action(t, "secretariat", schema.ActionDraft{Text: "Faite", Owner: "google", Meeting: "2015-04-22"})
		g.actOn(t, "google", over.ID, schema.ActionStep{Verb: schema.VerbDone, Text: "Oui."})
		before := g.heads(t)
		for name, c := range map[string]struct {
			by   string
			id   schema.ID
			rev  int
			step schema.ActionStep
			want schema.Reason
			by2  string
		}{
			"another operator":              {"facebook", x.ID, 0, schema.ActionStep{Verb: schema.VerbStart}, schema.WhyRole, ""},
			"an observer":                   {"observer", x.ID, 0, schema.ActionStep{Verb: schema.VerbDone, Text: "Oui."}, schema.WhyRole, ""},
			"the owner moves its day":       {"google", x.ID, 0, schema.ActionStep{Verb: schema.VerbDue, Due: may(30)}, schema.WhyRole, ""},
			"the owner gives it away":       {"google", x.ID, 0, schema.ActionStep{Verb: schema.VerbAssign, Owner: "facebook"}, schema.WhyRole, ""},
			"done without evidence":         {"google", x.ID, 0, schema.ActionStep{Verb: schema.VerbDone}, schema.WhyNeedsProof, ""},
			"dropped without a decision":    {"chair", x.ID, 0, schema.ActionStep{Verb: schema.VerbDrop}, schema.WhyNeedsText, ""},
			"blocked without a reason":      {"google", x.ID, 0, schema.ActionStep{Verb: schema.VerbBlock}, schema.WhyNeedsText, ""},
			"assigned to nobody":            {"chair", x.ID, 0, schema.ActionStep{Verb: schema.VerbAssign}, schema.WhyNeedsOwner, ""},
			"assigned to another's":         {"google", x.ID, 0, schema.ActionStep{Verb: schema.VerbAssign, Member: "facebook"}, schema.WhyUnknown, ""},
			"due before its meeting":        {"chair", x.ID, 0, schema.ActionStep{Verb: schema.VerbDue, Due: may(1)}, schema.WhyBeforeMeet, ""},
			"carried to where it is":        {"chair", x.ID, 0, schema.ActionStep{Verb: schema.VerbCarry}, schema.WhyState, ""},
			"settled already":               {"google", over.ID, 0, schema.ActionStep{Verb: schema.VerbDone, Text: "Oui."}, schema.WhyTerminal, ""},
			"an older revision":             {"google2", over.ID, 1, schema.ActionStep{Verb: schema.VerbNote, Text: "Mot."}, schema.WhyChanged, "Astreinte Google"},
			"settled by another meanwhile":  {"google2", over.ID, 1, schema.ActionStep{Verb: schema.VerbDone, Text: "Oui."}, schema.WhyChanged, "Astreinte Google"},
			"not theirs, whatever happened": {"facebook", over.ID, 1, schema.ActionStep{Verb: schema.VerbDone, Text: "Oui."}, schema.WhyRole, ""},
			"an unknown verb":               {"chair", x.ID, 0, schema.ActionStep{Verb: "explode"}, schema.WhyRole, ""},
			"no verb":                       {"chair", x.ID, 0, schema.ActionStep{}, schema.WhyRole, ""},
			"an item that does not exist":   {"chair", 9999, 0, schema.ActionStep{Verb: schema.VerbStart}, schema.WhyHidden, ""},
		} {
			_, err := g.as(t, c.by).ActOn(t.Context(), c.id, c.rev, c.step)
			var f *schema.Fault
			if !errors.As(err, &f) || f.Why != c.want || f.By != c.by2 {
				t.Errorf("%s: %v", name, err)
			}
		}
		g.unlogged(t, before)
		if got, err := g.as(t, "chair").Action(t.Context(), x.Ref); err != nil || cmp.Diff(x, got) != "" {
			t.Errorf("refused verbs changed it: %s %v", cmp.Diff(x, got), err)
		}
	})
}

func TestFrozenMinutesKeepTheirWording(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		g.plan()
		x := g.action(t, "secretariat", schema.ActionDraft{Text: "Fiche", Owner: "google", Meeting: "2015-04-22"})
		m, err := g.as(t, "chair").Meeting(t.Context(), "2015-04-22")
		must(t, err)
		g.meet("chair", m.ID, schema.MeetingStep{Verb: schema.VerbClose})
		if x, err = g.as(t, "chair").Action(t.Context(), x.Ref); err != nil || x.Correctable {
			t.Errorf("correctable %v, %v", x.Correctable, err)
		}
		if _, err := g.as(t, "chair").ActOn(t.Context(), x.ID, 0, schema.ActionStep{Verb: schema.VerbEdit, Text: "Autre"}); !errors.Is(err, schema.ErrState) {
			t.Errorf("edited: %v", err)
		}
		if _, err := g.as(t, "chair").AddAction(t.Context(), schema.ActionDraft{Text: "Tard", Owner: "google", Meeting: "2015-04-22"}); !errors.Is(err, schema.ErrState) {
			t.Errorf("added to closed minutes: %v", err)
		}
		if x = g.actOn(t, "google", x.ID, schema.ActionStep{Verb: schema.VerbStart}); x.State != schema.ActionInProgress {
			t.Errorf("work on it stopped: %+v", x)
		}
	})
}

func TestActionsAreUndoneUntilBuiltOn(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		g.plan()
		x := g.action(t, "secretariat", schema.ActionDraft{Text: "Fiche", Owner: "google", Due: may(20)})
		for _, step := range []schema.ActionStep{{Verb: schema.VerbStart}, {Verb: schema.VerbBlock, Text: "Avis."}, {Verb: schema.VerbDone, Text: "Fait."},
			{Verb: schema.VerbAssign, Member: "google2"}} {
			was, err := g.as(t, "google").Action(t.Context(), x.Ref)
			must(t, err)
			g.actOn(t, "google", x.ID, step)
			undone, err := g.as(t, "google").Undo(t.Context())
			must(t, err)
			if diff := cmp.Diff(schema.Undone{Verb: step.Verb, Noun: schema.NounAction, IDs: []schema.ID{x.ID}, Refs: []string{x.Ref}, Was: []int{was.Rev + 1}, Revs: []int{was.Rev + 2}}, undone); diff != "" {
				t.Errorf("undo of %s tells %s", step.Verb, diff)
			}
			got, err := g.as(t, "google").Action(t.Context(), x.Ref)
			must(t, err)
			was.Rev += 2
			if diff := cmp.Diff(was, got); diff != "" {
				t.Errorf("undo of %s leaves %s", step.Verb, diff)
			}
		}
		g.actOn(t, "google", x.ID, schema.ActionStep{Verb: schema.VerbStart})
		g.actOn(t, "google2", x.ID, schema.ActionStep{Verb: schema.VerbNote, Text: "Vu."})
		_, err := g.as(t, "google").Undo(t.Context())
		var f *schema.Fault
		if !errors.As(err, &f) || f.Why != schema.WhyBuiltOn || f.By != "Relève Google" {
			t.Errorf("undone though a colleague built on it: %v", err)
		}
	})
}
