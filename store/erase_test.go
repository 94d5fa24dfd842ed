package store_test

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"contactgroup/schema"
	"contactgroup/store/storetest"
)

// ended is a request to an organisation that is answered and closed, with a note of each side.
func (g group) ended(kind schema.Kind, to, mark string) schema.Request {
	g.t.Helper()
	q := g.sent(kind, to)
	g.act("pharos", q.ID, schema.Step{Verb: schema.VerbNote, Reason: "ours " + mark, Internal: true})
	g.act(to, q.ID, schema.Step{Verb: schema.VerbNote, Reason: "theirs " + mark, Internal: true})
	g.reply(to, q)
	return g.act("validator", q.ID, schema.Step{Verb: schema.VerbClose})
}

// kept counts the entries on a request that still tell something, by log.
func (g group) kept(id schema.ID) map[string]int {
	g.t.Helper()
	var rows []struct {
		Audience string
		N        int
	}
	g.must(g.db.All(g.t.Context(), &rows, `SELECT audience, count(*) AS n FROM log_entry
		WHERE noun = 'request' AND subject_id = ? AND payload IS NOT NULL AND salt IS NOT NULL GROUP BY audience`, id))
	out := map[string]int{}
	for _, row := range rows {
		out[row.Audience] = row.N
	}
	return out
}

// keep sets how many days things of a noun are kept; 0: for good.
func (g group) keep(noun schema.Noun, days int) {
	g.t.Helper()
	_, err := g.Desks["secretariat"].UpdateRetention(g.t.Context(), schema.Retention{Noun: noun, Days: days, Source: "essai"})
	g.must(err)
}

// expired is what an erasure takes: of each noun that has something.
func (g group) expired(ctx context.Context, ask schema.Erasure) map[schema.Noun]schema.Expired {
	g.t.Helper()
	all, err := g.db.Erase(ctx, ask, nil)
	g.must(err)
	out := map[schema.Noun]schema.Expired{}
	for _, x := range all {
		if x.Things > 0 {
			out[x.Noun] = x
		}
	}
	return out
}

// byLog is how many entries of which log.
func byLog(x schema.Expired) map[string]int {
	out := map[string]int{}
	for _, l := range x.Logs {
		out[l.Audience] = l.Entries
	}
	return out
}

// erase erases requests that ended before a day, and says how much of which log.
func (g group) erase(before string) map[string]int {
	g.t.Helper()
	d, err := schema.ParseDate(before)
	g.must(err)
	g.keep(schema.NounRequest, 1)
	return byLog(g.expired(g.t.Context(), schema.Erasure{Before: d})[schema.NounRequest])
}

// tells is what a member's logs say of erasures: how many entries of which log, of before when.
func (g group) tells(login string) string {
	g.t.Helper()
	var out []string
	for _, e := range whole(g, login, 500) {
		shares, _ := e.ErasedUntil()
		for _, s := range shares {
			out = append(out, fmt.Sprintf("%s %s %d %s by %s", e.Audience, s.Noun, s.Entries, s.Before, e.Actor))
		}
	}
	return strings.Join(out, ", ")
}

func TestAnErasureTakesWhatEndedBeforeADayFromEveryLog(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		old, secret := g.ended(schema.KindWithdrawal, "google", "old"), g.ended(schema.KindIdentification, "facebook", "old")
		going, again := g.sent(schema.KindWithdrawal, "google"), g.ended(schema.KindReferral, "google", "again")
		g.clock.Advance(3 * day)
		recent := g.ended(schema.KindWithdrawal, "google", "recent")
		g.act("pharos", again.ID, schema.Step{Verb: schema.VerbReopen, Reason: "rouverte"})
		g.act("pharos", old.ID, schema.Step{Verb: schema.VerbNote, Reason: "note tardive", Internal: true})
		g.clock.Advance(3 * day)
		want := g.kept(old.ID)
		maps.Copy(want, g.kept(secret.ID))
		if len(want) != 6 {
			t.Fatalf("entries in %v", want)
		}
		if got := g.erase("2015-05-07"); !maps.Equal(got, want) {
			t.Errorf("erased %v, want %v", got, want)
		}
		if left := g.kept(old.ID); len(left) != 0 || len(g.kept(secret.ID)) != 0 {
			t.Errorf("left of what ended: %v, %v", left, g.kept(secret.ID))
		}
		for _, q := range []schema.Request{going, again, recent} {
			for _, e := range append(g.mustThread("google", q.ID), g.mustThread("validator", q.ID)...) {
				if e.Erased {
					t.Errorf("%s (%s): entry %d of %s is erased", q.Ref, q.State, e.Seq, e.Audience)
				}
			}
		}
		for _, e := range g.mustThread("google", old.ID) {
			if !e.Erased || e.Text != "" || len(e.Changes) > 0 || e.Verb == "" || e.Ref != old.Ref {
				t.Errorf("google is shown %+v", e)
			}
		}
		if n := len(g.erase("2015-05-07")); n != 0 {
			t.Errorf("a second time: %d logs", n)
		}
	})
}

func TestEachLogIsToldOfItsOwnShareOfAnErasureAlone(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		g.ended(schema.KindWithdrawal, "google", "a")
		secret := g.ended(schema.KindIdentification, "facebook", "b")
		g.clock.Advance(3 * day)
		n := g.erase("2015-05-07")
		minister := "Ministère de l'intérieur"
		line := func(audience string) string {
			return fmt.Sprintf("%s request %d 2015-05-07 by %s", audience, n[audience], minister)
		}
		for login, want := range map[string]string{
			"google": line("google/requests"), "facebook": line("facebook/requests"), "overseer": line("cnil/requests"),
			"secretariat": line("ministry/requests"), "pharos": line("ministry/confidential/PHAROS") + ", " + line("ministry/requests"),
			"twitter": "", "observer": "", "admin": "",
		} {
			if got := g.tells(login); got != want {
				t.Errorf("%s is told %q, want %q", login, got, want)
			}
		}
		if n["facebook/requests"] != len(g.mustThread("facebook", secret.ID)) {
			t.Errorf("facebook: %d erased of %d", n["facebook/requests"], len(g.mustThread("facebook", secret.ID)))
		}
	})
}

func TestLogsVerifyAfterAnErasureAndSayHowMuchIsErased(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		g.ended(schema.KindWithdrawal, "google", "a")
		g.must(g.db.Seal(t.Context()))
		heads, err := g.Desks["google"].Heads(t.Context())
		g.must(err)
		g.clock.Advance(3 * day)
		n := g.erase("2015-05-07")
		g.must(g.db.Seal(t.Context()))
		reports, err := g.Desks["google"].Verify(t.Context(), heads.File(), nil)
		g.must(err)
		kept := 0
		for _, r := range reports {
			kept += r.Kept
			if !r.Whole() || r.Erased != n[r.Audience] {
				t.Errorf("%+v, %d erased", r, n[r.Audience])
			}
		}
		if kept != len(heads.Items) {
			t.Errorf("%d of %d heads hold", kept, len(heads.Items))
		}
	})
}

func TestATrialErasureChangesNothing(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		g.keep(schema.NounRequest, 1)
		q := g.ended(schema.KindWithdrawal, "google", "a")
		g.clock.Advance(3 * day)
		before := g.kept(q.ID)
		head, err := g.Desks["google"].Head(t.Context())
		g.must(err)
		would := g.expired(schema.DryRun(t.Context()), schema.Erasure{})[schema.NounRequest]
		if logs := byLog(would); !maps.Equal(logs, before) || would.Things != 1 || !slices.Equal(would.Refs, []string{q.Ref}) || would.Before.String() != "2015-05-07" {
			t.Errorf("%+v of %v", would, before)
		}
		after, err := g.Desks["google"].Head(t.Context())
		g.must(err)
		if !maps.Equal(g.kept(q.ID), before) || !maps.Equal(after, head) {
			t.Errorf("%v became %v, %v became %v", before, g.kept(q.ID), head, after)
		}
	})
}

func TestWhatIsRememberedOfCommandsGoesWithTheirEntries(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		remembered := func() (n int) {
			g.must(g.db.Get(t.Context(), &n, `SELECT (SELECT count(*) FROM undo) + (SELECT count(*) FROM once)`))
			return n
		}
		q := g.sent(schema.KindWithdrawal, "google")
		claim := func(key string) error {
			_, err := g.Desks["google"].Act(schema.Once(t.Context(), key), q.ID, 0, schema.Step{Verb: schema.VerbClaim})
			return err
		}
		g.must(claim("a"))
		g.clock.Advance(3 * day)
		_, err := g.Desks["google2"].Act(schema.Once(t.Context(), "b"), q.ID, 0, schema.Step{Verb: schema.VerbNote, Reason: "x"})
		g.must(err)
		if n := remembered(); n < 3 {
			t.Fatalf("%d rows to begin with", n)
		}
		g.erase("2015-05-07")
		if n := remembered(); n != 1 { // the answer to b
			t.Errorf("%d rows are left", n)
		}
	})
}

func TestAnErasureLongerThanOneTransactionErasesAll(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		q := g.ended(schema.KindReferral, "google", "a")
		const many = 1200
		g.must(g.db.Exec(t.Context(), `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1200)
			INSERT INTO log_entry (audience, seq, at, actor, verb, noun, subject_id, ref, event, leaf, salt, payload)
			SELECT e.audience, 1000 + n.i, e.at, e.actor, e.verb, e.noun, e.subject_id, e.ref, e.event, e.leaf, e.salt, e.payload
			FROM log_entry e CROSS JOIN n WHERE e.audience = 'google/requests' AND e.seq = 1`))
		g.clock.Advance(3 * day)
		var told []int64
		g.keep(schema.NounRequest, 1)
		n, err := g.db.Erase(t.Context(), schema.Erasure{Nouns: []schema.Noun{schema.NounRequest}}, func(done, total int64) { told = append(told, done, total) })
		g.must(err)
		if left := g.kept(q.ID); len(left) > 0 || n[0].Entries() <= many {
			t.Errorf("erased %v, left %v", n, left)
		}
		if fmt.Sprint(told) != "[1 1]" {
			t.Errorf("progress %v", told)
		}
	})
}

func TestNothingIsErasedBeforeItsRetentionIsOver(t *testing.T) {
	each(t, func(g group) {
		q := g.ended(schema.KindWithdrawal, "google", "a")
		before := g.kept(q.ID)
		for _, days := range []int{0, 30, 1} { // for good, and as long as the test
			g.keep(schema.NounRequest, days)
			for _, ask := range []schema.Erasure{{}, {Before: schema.Date{Year: 2016, Month: 1, Day: 1}}} {
				if got := g.expired(g.t.Context(), ask)[schema.NounRequest]; got.Things != 0 {
					g.t.Errorf("kept %d days: %+v", days, got)
				}
			}
		}
		g.clock.Advance(2 * day) // the third calendar day: the first one's retention of one day is over
		g.keep(schema.NounRequest, 30)
		g.expired(g.t.Context(), schema.Erasure{})
		g.keep(schema.NounRequest, 1)
		g.expired(g.t.Context(), schema.Erasure{Nouns: []schema.Noun{schema.NounMeeting}})
		if after := g.kept(q.ID); !maps.Equal(after, before) {
			g.t.Errorf("%v became %v", before, after)
		}
		if got := g.expired(g.t.Context(), schema.Erasure{})[schema.NounRequest]; got.Things != 1 {
			g.t.Errorf("then %+v", got)
		}
	})
}

func TestWhatWasErasedIsNoLongerInTheFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "register.db")
	g := aGroupAt(t, "sqlite:"+path, storetest.NewClock())
	g.ended(schema.KindWithdrawal, "google", strings.Repeat("unmistakable ", 500)) // longer than a page
	g.must(g.db.Close())
	inFile := func() bool {
		t.Helper()
		text, err := os.ReadFile(path)
		g.must(err)
		return bytes.Contains(text, []byte("unmistakable"))
	}
	if !inFile() {
		t.Fatal("it never was")
	}
	g = g.again("sqlite:" + path)
	g.clock.Advance(10 * day)
	g.erase("2015-05-07")
	g.must(g.db.Close())
	if inFile() {
		t.Error("it still is")
	}
}

// TestNobodyErasesAtADesk tries to erase in a member's own transaction, on the
// engine that guards what members' transactions do.
func TestNobodyErasesAtADesk(t *testing.T) {
	g, _ := walled(t)
	q := g.ended(schema.KindWithdrawal, "google", "a")
	before := g.kept(q.ID)
	g.clock.Advance(30 * 24 * time.Hour)
	for login, d := range g.Desks {
		n, err := d.Touch(t.Context(), `UPDATE log_entry SET payload = NULL, salt = NULL`)
		if err != nil || n != 0 {
			t.Errorf("%s: %d entries, %v", login, n, err)
		}
	}
	if after := g.kept(q.ID); !maps.Equal(after, before) {
		t.Errorf("%v became %v", before, after)
	}
}
