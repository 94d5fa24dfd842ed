package store_test

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"contactgroup/schema"
)

// canary is a request whose every text is unmistakable.
type canary struct {
	schema.Request // as the chair sees it
	mark           string
}

func (c canary) text(what string) string { return "canary" + what + c.mark }

// canaries are requests of every kind, in every state, to google and facebook in turn.
func (g group) canaries() []canary {
	g.t.Helper()
	var out []canary
	for i, kind := range schema.Kinds {
		for j, state := range schema.States {
			if (i*len(schema.States)+j)%thinned != 0 {
				continue
			}
			c := canary{mark: fmt.Sprintf("x%02d%02dx", i, j)}
			addressee := []string{"google", "facebook"}[(i+j)%2]
			q := g.bring(schema.RequestDraft{Kind: kind, Regime: schema.RegimeTerms, Subject: c.text("subject"), Reasons: c.text("reasons"),
				LegalBasis: c.text("basis"), Addressee: addressee, Credibility: c.text("credibility"), ExternalRef: c.text("external"), Case: c.text("case"),
				Contents: []schema.Content{{URL: "https://" + c.text("url") + ".example/"}}}, state)
			g.act("pharos", q.ID, schema.Step{Verb: schema.VerbNote, Reason: c.text("ours"), Internal: true})
			if !q.Sent.IsZero() {
				g.act(addressee, q.ID, schema.Step{Verb: schema.VerbNote, Reason: c.text("theirs"), Internal: true})
			}
			c.Request = g.at("chair", q.ID)
			out = append(out, c)
		}
	}
	return out
}

// forbidden lists the texts of c that the actor must never meet.
func (c canary) forbidden(a schema.Actor) []string {
	shared := []string{"subject", "reasons", "basis", "url"}
	authority := []string{"credibility", "external", "CASE", "ours"}
	var out []string
	add := func(kinds ...string) {
		for _, k := range kinds {
			out = append(out, c.text(k))
		}
	}
	switch as := schema.ReaderOf(a, c.Request); as {
	case schema.ReaderNone:
		add(slices.Concat(shared, authority, []string{"theirs"})...)
	case schema.ReaderAuthority:
		add("theirs")
	case schema.ReaderAddressee:
		add(authority...)
	case schema.ReaderOverseer:
		add(append(authority, "theirs")...)
	}
	return out
}

func TestEachMemberMeetsTheirsAndNothingElse(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		known := g.canaries()
		_, err := g.db.CallContacts(g.t.Context(), alertStep)
		g.must(err)
		g.meetsNothingElse(t, known)
		g.listsAndCounts(t, known)
	})
}

// oneOfEach are the logins of one member in each role, and of a second operator.
var oneOfEach = []string{"chair", "secretariat", "pharos", "validator", "google", "facebook", "overseer", "observer", "admin"}

func (g group) meetsNothingElse(t *testing.T, known []canary) {
	names := map[string][]string{ // people are named to their colleagues alone
		"ministry": {"Agent PHAROS", "Le valideur"}, "google": {"Astreinte Google"}, "facebook": {"Astreinte Facebook"},
	}
	for _, login := range oneOfEach {
		d := g.Desks[login]
		got := g.everything(d, known)
		folded := strings.ToLower(got)
		for _, c := range known {
			for _, text := range c.forbidden(d.Who()) {
				if strings.Contains(folded, strings.ToLower(text)) {
					t.Fatalf("%s meets %q of %s (%s, %s, %s)", login, text, c.Ref, c.Kind, c.State, c.Addressee)
				}
			}
		}
		for org, people := range names {
			for _, name := range people {
				if org != d.Who().OrgCode && login != "admin" && strings.Contains(got, name) { // who keeps the members knows them all
					t.Errorf("%s meets the name %q", login, name)
				}
			}
		}
	}
}

func (g group) listsAndCounts(t *testing.T, known []canary) {
	ctx := t.Context()
	all := make([]schema.ID, len(known))
	for i, c := range known {
		all[i] = c.ID
	}
	for _, login := range oneOfEach {
		d := g.Desks[login]
		found, err := d.RequestsByID(ctx, all)
		g.must(err)
		for _, c := range known {
			sees := schema.MaySee(d.Who(), c.Request)
			if finds := slices.Contains(idsOf(found), c.ID); finds != sees {
				t.Errorf("%s and %s (%s, %s to %s): found %v", login, c.Ref, c.Kind, c.State, c.Addressee, finds)
			}
			search := schema.Query{Terms: []schema.Term{{Values: []string{c.text("subject")}}}}
			n, err := d.CountRequests(ctx, search, true)
			g.must(err)
			// the original of a duplicate carries the same words
			if (n.N > 0) != sees && c.State != schema.StateDuplicate {
				t.Errorf("%s searches for %s: %d", login, c.Ref, n.N)
			}
		}
		for _, q := range []schema.Query{{Terms: []schema.Term{{Field: schema.QueryCase, Values: []string{"canary"}}}},
			{Terms: []schema.Term{{Field: schema.QueryExt, Values: []string{"canary"}}}}} {
			n, err := d.CountRequests(ctx, q, true)
			g.must(err)
			if n.N > 0 && !d.Who().Authority() {
				t.Errorf("%s counts %d by %s, a field of the other side", login, n.N, q)
			}
		}
	}
}

func TestHiddenAndMissingAnswerTheSame(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		hidden := g.sent(schema.KindWithdrawal, "google")
		d := g.Desks["facebook"]
		const missing = schema.ID(987654321)
		ctx := t.Context()
		for _, v := range schema.RequestVerbs() {
			_, there := d.Act(ctx, hidden.ID, 0, g.aStep(v, hidden.Ref))
			_, nowhere := d.Act(ctx, missing, 0, g.aStep(v, hidden.Ref))
			if fmt.Sprintf("%#v", errors.Unwrap(there)) != fmt.Sprintf("%#v", errors.Unwrap(nowhere)) || there.Error() != nowhere.Error() {
				t.Errorf("%s: %v, but %v", v, there, nowhere)
			}
		}
		_, there := d.Request(ctx, hidden.Ref)
		_, nowhere := d.Request(ctx, "GOO-2015-9999")
		if strings.ReplaceAll(there.Error(), hidden.Ref, "REF") != strings.ReplaceAll(nowhere.Error(), "GOO-2015-9999", "REF") {
			t.Errorf("%v, but %v", there, nowhere)
		}
	})
}

// TestEachVerbIsForItsRolesAlone tries every verb, in every role, on a request
// in every state, and holds the store to the rules of package schema.
func TestEachVerbIsForItsRolesAlone(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		ctx := schema.DryRun(t.Context())
		for _, kind := range []schema.Kind{schema.KindWithdrawal, schema.KindIdentification} {
			original := g.deliver(aDraft(kind, "google"))
			for i, state := range schema.States {
				if i%thinned != 0 {
					continue
				}
				q := g.bring(aDraft(kind, "google"), state)
				for _, login := range oneOfEach {
					d, seen := g.Desks[login], g.at(login, q.ID)
					for v := range allVerbs() {
						_, want := schema.May(d.Who(), v, seen, d.Policy())
						step := g.aStep(v, original.Ref)
						if !d.Who().Authority() {
							step.To = d.Who().Login
						}
						_, got := d.Act(ctx, q.ID, 0, step)
						if seen.ID == 0 {
							want = schema.NotFound("")
						}
						if !sameRefusal(got, want) {
							t.Errorf("%s %s %s %s: %v, want %v", login, v, kind, state, got, want)
						}
					}
				}
			}
		}
	})
}

// allVerbs are the verbs that Act does.
func allVerbs() map[schema.Verb]bool {
	out := map[schema.Verb]bool{}
	for _, v := range schema.RequestVerbs() {
		out[v] = v != schema.VerbEdit && v != schema.VerbReply
	}
	maps.DeleteFunc(out, func(_ schema.Verb, ours bool) bool { return !ours })
	return out
}

func sameRefusal(a, b error) bool {
	var f, g *schema.Fault
	if !errors.As(a, &f) || !errors.As(b, &g) {
		return a == nil && b == nil
	}
	return f.Class == g.Class && f.Why == g.Why
}
