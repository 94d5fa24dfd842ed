package store_test

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"contactgroup/schema"
)

// packOf is the pack of the next meeting as the member's audience gets it.
func (g group) packOf(login string, asOf schema.Date) schema.Pack {
	g.t.Helper()
	p, err := g.Desks[login].Pack(g.t.Context(), "next", asOf, 0)
	g.must(err)
	return p
}

func text(t *testing.T, p schema.Pack) string {
	t.Helper()
	b, err := json.Marshal(p)
	must(t, err)
	return string(b)
}

func TestAPackTellsItsAudienceAloneWhatThatMayKnow(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		g.plan()
		r := g.sent(schema.KindReferral, "google")
		hidden := g.sent(schema.KindIdentification, "google")
		g.action(t, "chair", schema.ActionDraft{Text: "Suite", Owner: "google", Links: []string{r.Ref, hidden.Ref}})
		g.action(t, "google", schema.ActionDraft{Text: "Interne", Internal: true})
		for login, of := range map[string]struct {
			audience string
			knows    bool
		}{
			"secretariat": {"ministry/requests", true}, "chair": {"ministry/requests", true}, "admin": {"ministry", false}, "google": {"google/requests", true},
			"facebook": {"facebook/requests", false}, "observer": {"justice", false},
		} {
			p := g.packOf(login, schema.Date{})
			if p.Audience != of.audience {
				t.Errorf("%s gets the pack of %s", login, p.Audience)
			}
			all := text(t, p)
			if strings.Contains(all, r.Ref) != of.knows {
				t.Errorf("%s and %s: %s", login, r.Ref, all)
			}
			if strings.Contains(all, "Interne") || (login != "google" && strings.Contains(all, hidden.Ref)) {
				t.Errorf("the pack of %s tells too much: %s", login, all)
			}
			if len(p.Actions) != 1 || len(p.Changes) == 0 {
				t.Errorf("the pack of %s holds %d actions and %d changes", login, len(p.Actions), len(p.Changes))
			}
		}
		if a, b := text(t, g.packOf("secretariat", schema.Date{})), text(t, g.packOf("chair", schema.Date{})); a != b {
			t.Error("two readers of one audience get two packs")
		}
	})
}

func TestAFrozenPackStaysAsItWas(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		g.plan()
		g.action(t, "secretariat", schema.ActionDraft{Text: "Avant", Owner: "google"})
		m := g.meetingAt("secretariat", "next")
		for _, login := range []string{"google", "observer", "admin"} {
			if _, err := g.as(t, login).Freeze(t.Context(), m.ID, 0); why(t, err) != schema.WhyRole {
				t.Errorf("%s freezes: %v", login, err)
			}
		}
		if _, err := g.as(t, "secretariat").Freeze(t.Context(), m.ID, m.Rev+1); why(t, err) != schema.WhyChanged {
			t.Errorf("a revision that is not there: %v", err)
		}
		if _, err := g.as(t, "google").Pack(t.Context(), m.Ref, schema.Date{}, 1); why(t, err) != schema.WhyNoVersion {
			t.Errorf("version 1 is there: %v", err)
		}
		first, err := g.as(t, "secretariat").Freeze(t.Context(), m.ID, m.Rev)
		must(t, err)
		frozen := g.packOf("google", schema.Date{})
		own := g.packOf("secretariat", schema.Date{})
		if first.Version != 1 || frozen.Version != 1 || frozen.Hash == "" || frozen.Hash == own.Hash || frozen.Frozen.IsZero() {
			t.Errorf("frozen as %d and %d, %q and %q", first.Version, frozen.Version, own.Hash, frozen.Hash)
		}
		g.action(t, "secretariat", schema.ActionDraft{Text: "Après", Owner: "google"})
		g.clock.Advance(48 * time.Hour)
		again := g.packOf("google", schema.Date{})
		if text(t, again) != text(t, frozen) || again.Hash != frozen.Hash {
			t.Error("a frozen pack changed")
		}
		if live := g.packOf("google", schema.DateOf(g.as(t, "google").Now(), schema.Paris)); live.Version != 0 || len(live.Actions) != 2 {
			t.Errorf("of a day: version %d with %d actions", live.Version, len(live.Actions))
		}
		second, err := g.as(t, "chair").Freeze(t.Context(), m.ID, 0)
		must(t, err)
		old, err := g.as(t, "google").Pack(t.Context(), m.Ref, schema.Date{}, 1)
		must(t, err)
		own = g.packOf("chair", schema.Date{})
		if second.Version != 2 || own.Version != 2 || len(own.Actions) != 2 || old.Version != 1 || !bytes.Equal([]byte(text(t, old)), []byte(text(t, frozen))) {
			t.Errorf("version %d with %d actions; the first one now %s", second.Version, len(own.Actions), text(t, old))
		}
		events, err := g.as(t, "google").MeetingThread(t.Context(), m.ID)
		must(t, err)
		if last := events[len(events)-1]; last.Verb != schema.VerbFreeze || last.Changes[0].To != "2 sha256:"+g.packOf("google", schema.Date{}).Hash {
			t.Errorf("the log tells %+v", last)
		}
	})
}

func TestAPackTellsWhatChangedSinceTheMeetingBefore(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		g.hold("chair", plenary(paris(4, 29, 9), schema.MeetingHeld))
		g.plan()
		x := g.action(t, "secretariat", schema.ActionDraft{Text: "Fiche", Owner: "google", Due: may(20)})
		g.actOn(t, "google", x.ID, schema.ActionStep{Verb: schema.VerbStart})
		c, err := g.as(t, "secretariat").AddCommitment(t.Context(), schema.CommitmentDraft{Org: "google", Text: "Répondre vite", Origin: "Réunion ministérielle"})
		must(t, err)
		day := may(5)
		g.clock.Advance(24 * time.Hour)
		_, err = g.as(t, "secretariat").UpdateCommitment(t.Context(), c.ID, 0, schema.CommitmentDraft{State: schema.CommitmentKept, Evidence: "Constaté."})
		must(t, err)
		g.actOn(t, "google", x.ID, schema.ActionStep{Verb: schema.VerbDone, Text: "Faite."})
		p := g.packOf("google", day)
		if p.Last != "2015-04-29" || len(p.Commitments) != 1 || p.Commitments[0].State != schema.CommitmentOpen || len(p.Actions) != 1 {
			t.Errorf("as of the day before: since %q, commitments %+v, %d actions", p.Last, p.Commitments, len(p.Actions))
		}
		now := g.packOf("google", schema.Date{})
		if now.Commitments[0].State != schema.CommitmentKept || len(now.Actions) != 0 {
			t.Errorf("today: %+v, %d actions", now.Commitments, len(now.Actions))
		}
		for _, change := range now.Changes {
			if change.Ref == x.Ref && (len(change.Verbs) != 3 || change.Title != "Fiche") {
				t.Errorf("the action: %+v", change)
			}
		}
	})
}

func TestAPackTellsOfWhatMovedFromWhereToWhereInTheEnd(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		g.plan()
		moves := map[string][]schema.Date{}
		for _, to := range [][]schema.Date{{may(22), may(21)}, {may(22), may(20)}} {
			x := g.action(t, "secretariat", schema.ActionDraft{Text: "Fiche", Owner: "google", Due: may(20)})
			moves[x.Ref] = to
		}
		g.clock.Advance(time.Hour)
		g.hold("chair", plenary(g.clock.Now(), schema.MeetingHeld))
		g.clock.Advance(time.Hour)
		for ref, to := range moves {
			x, err := g.as(t, "chair").Action(t.Context(), ref)
			must(t, err)
			for _, due := range to {
				g.actOn(t, "chair", x.ID, schema.ActionStep{Verb: schema.VerbDue, Due: due})
			}
		}
		for _, told := range g.packOf("google", schema.Date{}).Changes {
			to, moved := moves[told.Ref]
			if !moved {
				continue
			}
			delete(moves, told.Ref)
			var want []schema.Change
			if end := to[len(to)-1]; end != may(20) {
				want = []schema.Change{{Field: schema.FieldDue, From: may(20).String(), To: end.String()}}
			}
			if !slices.Equal(told.Verbs, []schema.Verb{schema.VerbDue}) || !slices.Equal(told.Changes, want) {
				t.Errorf("moved to %v: %+v", to, told)
			}
		}
		if len(moves) != 0 {
			t.Errorf("nothing is told of %v", moves)
		}
	})
}

// TestClosingFreezesThePacksOnce closes a meeting under a key, twice: the pack
// of each audience is as it was when the meeting was closed.
func TestClosingFreezesThePacksOnce(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		g.hold("chair", plenary(paris(4, 29, 9), schema.MeetingHeld))
		m := g.meetingAt("chair", "2015-04-29")
		if _, err := g.as(t, "chair").Meet(schema.DryRun(t.Context()), m.ID, 0, schema.MeetingStep{Verb: schema.VerbClose}); err != nil {
			t.Fatal(err)
		}
		if _, err := g.as(t, "google").Pack(t.Context(), m.Ref, schema.Date{}, 1); why(t, err) != schema.WhyNoVersion {
			t.Errorf("a dry run froze a pack: %v", err)
		}
		for range 2 {
			closed, err := g.as(t, "chair").Meet(schema.Once(t.Context(), "closing"), m.ID, m.Rev, schema.MeetingStep{Verb: schema.VerbClose})
			must(t, err)
			if closed.State != schema.MeetingClosed {
				t.Errorf("it is %s", closed.State)
			}
		}
		g.action(t, "secretariat", schema.ActionDraft{Text: "Après", Owner: "google"})
		for _, login := range []string{"chair", "google", "facebook", "observer", "admin"} {
			p, err := g.as(t, login).Pack(t.Context(), m.Ref, schema.Date{}, 0)
			must(t, err)
			if p.Version != 1 || p.Hash == "" || p.Meeting.State != schema.MeetingClosed || len(p.Actions) != 0 {
				t.Errorf("%s: version %d, hash %q, a meeting %s with %d actions", login, p.Version, p.Hash, p.Meeting.State, len(p.Actions))
			}
		}
	})
}
