package store_test

import (
	"context"
	"crypto/ed25519"
	"errors"
	"fmt"
	"strings"
	"testing"

	"contactgroup/schema"
	"contactgroup/store"
	"contactgroup/store/storetest"
)

// sealed is a group with a day of work sealed, and what pharos kept of its heads that evening;
// the next day's work is sealed too.
func sealed(g group) (kept string) {
	g.t.Helper()
	q := g.sent(schema.KindReferral, "google")
	for i := range 5 {
		g.act("pharos", q.ID, schema.Step{Verb: schema.VerbNote, Reason: fmt.Sprint("note ", i)})
	}
	g.must(g.db.Seal(g.t.Context()))
	heads, err := g.Desks["pharos"].Heads(g.t.Context())
	g.must(err)
	g.clock.Advance(day)
	for i := range 5 {
		g.act("google", q.ID, schema.Step{Verb: schema.VerbNote, Reason: fmt.Sprint("réponse ", i)})
	}
	g.must(g.db.Seal(g.t.Context()))
	return heads.File()
}

// findings verifies a member's logs and tells what was found in one of them, a word each.
func (g group) findings(login, audience, kept string) string {
	g.t.Helper()
	reports, err := g.Desks[login].Verify(g.t.Context(), kept, nil)
	g.must(err)
	var out []string
	for _, r := range reports {
		if r.Audience != audience {
			continue
		}
		for _, d := range r.Damage {
			out = append(out, fmt.Sprintf("%s %d-%d", d.Kind, d.From, d.To))
		}
	}
	return strings.Join(out, ", ")
}

func TestWholeLogsVerifyWithHeadsKeptEarlier(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		kept := sealed(g)
		g.act("pharos", 1, schema.Step{Verb: schema.VerbNote, Reason: "pas encore scellée"})
		var last, total int64
		reports, err := g.Desks["pharos"].Verify(t.Context(), kept, func(done, of int64) { last, total = done, of })
		g.must(err)
		if last != total || total == 0 {
			t.Errorf("progress ends at %d of %d", last, total)
		}
		held := 0
		for _, r := range reports {
			held += r.Kept
			if !r.Whole() || r.Entries > 0 && r.Sealed == 0 {
				t.Errorf("%+v", r)
			}
			if r.Audience == "ministry/requests" && (r.Heads != 2 || r.Sealed != r.Entries-1 || r.Kept != 1) {
				t.Errorf("%+v", r)
			}
		}
		if held != 2 {
			t.Errorf("%d kept heads hold", held)
		}
	})
}

// tampering is something done to a register behind the program's back.
type tampering struct {
	name    string
	do      []string
	want    string // found in ministry/requests without a kept head
	withOld string // found with one
}

const ours = `audience = 'ministry/requests'`

var tamperings = []tampering{
	{"an actor changed", []string{`UPDATE log_entry SET actor = 'Mallory' WHERE ` + ours + ` AND seq = 3`}, "entry 3-3", "entry 3-3"},
	{"a time changed", []string{`UPDATE log_entry SET at = at - 60000 WHERE ` + ours + ` AND seq = 2`}, "entry 2-2", "entry 2-2"},
	{"an entry given to another request", []string{`UPDATE log_entry SET subject_id = 99 WHERE ` + ours + ` AND seq = 2`}, "entry 2-2", "entry 2-2"},
	{"contents changed", []string{`UPDATE log_entry SET payload = replace(payload, 'note', 'nota') WHERE ` + ours + ` AND seq = 4`}, "contents 4-4", "contents 4-4"},
	{"contents taken out", []string{`UPDATE log_entry SET payload = NULL, salt = NULL WHERE ` + ours + ` AND seq IN (4, 5, 8)`}, "blanked 4-5, blanked 8-8", "blanked 4-5, blanked 8-8"},
	{"a leaf changed", []string{`UPDATE log_entry SET leaf = (SELECT e.leaf FROM log_entry e WHERE e.` + ours + ` AND e.seq = 1) WHERE ` + ours + ` AND seq = 5`}, "entry 5-5", "entry 5-5"},
	{"an entry removed", []string{`DELETE FROM log_entry WHERE ` + ours + ` AND seq = 3`}, "missing 3-3", "missing 3-3"},
	{"an entry removed and the others moved up", []string{`DELETE FROM log_entry WHERE ` + ours + ` AND seq = 11`,
		`UPDATE log_entry SET seq = 11 WHERE ` + ours + ` AND seq = 12`,
		`UPDATE log_counter SET seq = 11 WHERE ` + ours}, "entry 11-11, missing 12-12", "entry 11-11, missing 12-12"},
	{"two entries swapped", []string{`UPDATE log_entry SET seq = 1000 WHERE ` + ours + ` AND seq = 4`,
		`UPDATE log_entry SET seq = 4 WHERE ` + ours + ` AND seq = 5`,
		`UPDATE log_entry SET seq = 5 WHERE ` + ours + ` AND seq = 1000`}, "entry 4-5", "entry 4-5"},
	{"the tail cut", []string{`DELETE FROM log_entry WHERE ` + ours + ` AND seq > 9`, `UPDATE log_counter SET seq = 9 WHERE ` + ours},
		"missing 10-12", "missing 10-12"},
	{"the counter set back", []string{`UPDATE log_counter SET seq = 9 WHERE ` + ours}, "counter 10-12", "counter 10-12"},
	{"the counter taken out", []string{`DELETE FROM log_counter WHERE ` + ours}, "counter 1-12", "counter 1-12"},
	{"an entry put before the first", []string{`INSERT INTO log_entry (audience, seq, at, actor, verb, noun, subject_id, ref, event, leaf, salt, payload)
		SELECT audience, -3, at, actor, verb, noun, subject_id, ref, event, leaf, salt, payload FROM log_entry WHERE ` + ours + ` AND seq = 4`}, "added -3-0", "added -3-0"},
	{"an entry put behind the last", []string{`INSERT INTO log_entry (audience, seq, at, actor, verb, noun, subject_id, ref, event, leaf, salt, payload)
		SELECT audience, 13, at, actor, verb, noun, subject_id, ref, event, leaf, salt, payload FROM log_entry WHERE ` + ours + ` AND seq = 12`}, "added 13-13", "added 13-13"},
	{"the tail cut with its tree and head", []string{`DELETE FROM log_entry WHERE ` + ours + ` AND seq > 7`, `UPDATE log_counter SET seq = 7 WHERE ` + ours,
		`DELETE FROM log_head WHERE ` + ours + ` AND day > '2015-05-05'`}, "", ""},
	{"all of it cut", []string{`DELETE FROM log_entry WHERE ` + ours, `DELETE FROM log_counter WHERE ` + ours, `DELETE FROM log_head WHERE ` + ours,
		`DELETE FROM log_tile WHERE ` + ours}, "", "cut 1-7"},
	{"put back to before the head that was kept", []string{`DELETE FROM log_entry WHERE ` + ours + ` AND seq > 5`, `UPDATE log_counter SET seq = 5 WHERE ` + ours,
		`DELETE FROM log_head WHERE ` + ours, `DELETE FROM log_tile WHERE ` + ours}, "", "cut 6-7"},
	{"a hash of the tree changed", []string{`UPDATE log_tile SET hashes = (SELECT t.hashes FROM log_tile t WHERE t.audience = 'google/requests' AND t.level = 0) WHERE ` + ours + ` AND level = 0`},
		"hash 1-12", "hash 1-12"},
	{"a head taken from another log", []string{`UPDATE log_head SET note = (SELECT h.note FROM log_head h WHERE h.audience = 'google/requests' AND h.day = '2015-05-06') WHERE ` +
		ours + ` AND day = '2015-05-06'`}, "signature 12-12", "signature 12-12"},
}

func TestEachTamperingIsFoundAndNamed(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		kept := sealed(g)
		if found := g.findings("pharos", "ministry/requests", kept); found != "" {
			t.Fatalf("before anything: %s", found)
		}
		for _, tc := range tamperings {
			mend := g.saveLogs()
			for _, statement := range tc.do {
				g.must(g.db.Exec(t.Context(), statement))
			}
			if got := g.findings("pharos", "ministry/requests", ""); got != tc.want {
				t.Errorf("%s: found %q, want %q", tc.name, got, tc.want)
			}
			if got := g.findings("pharos", "ministry/requests", kept); got != tc.withOld {
				t.Errorf("%s, with a head kept: %q, want %q", tc.name, got, tc.withOld)
			}
			if got := g.findings("google", "google/requests", ""); got != "" {
				t.Errorf("%s, in another log: %s", tc.name, got)
			}
			mend()
		}
	})
}

// saveLogs copies the logs; mend puts them back.
func (g group) saveLogs() (mend func()) {
	tables := []string{"log_entry", "log_counter", "log_head", "log_tile"}
	for _, table := range tables {
		g.must(g.db.Exec(g.t.Context(), `CREATE TABLE was_`+table+` AS SELECT * FROM `+table))
	}
	return func() {
		for _, table := range tables {
			g.must(g.db.Exec(g.t.Context(), `DELETE FROM `+table))
			g.must(g.db.Exec(g.t.Context(), `INSERT INTO `+table+` SELECT * FROM was_`+table))
			g.must(g.db.Exec(g.t.Context(), `DROP TABLE was_`+table))
		}
	}
}

// forge rewrites an entry with a leaf of its own, builds the tree anew and signs it with key.
func forge(g group, url string, key ed25519.PrivateKey) {
	ctx := g.t.Context()
	leaf, err := g.db.LeafWith(ctx, "ministry/requests", 4, `{"t":"forgé"}`)
	g.must(err)
	g.must(g.db.Exec(ctx, `UPDATE log_entry SET payload = '{"t":"forgé"}', leaf = ? WHERE `+ours+` AND seq = 4`, leaf))
	g.must(g.db.Exec(ctx, `DELETE FROM log_tile WHERE `+ours))
	g.must(g.db.Exec(ctx, `DELETE FROM log_head WHERE `+ours))
	g.must(g.db.Close())
	forger, err := store.Open(ctx, url, store.Options{Now: g.clock.Now, Signer: key})
	g.must(err)
	g.must(errors.Join(forger.Seal(ctx), forger.Close()))
}

// aGroupAt opens a register of its own with the fixture's group.
func aGroupAt(t *testing.T, url string, clock *storetest.Clock) group {
	db := storetest.Open(t, url, clock)
	return group{t, db, clock, storetest.Group(t, db)}
}

// again is the group once its register was opened by others.
func (g group) again(url string) group {
	g.db = storetest.Open(g.t, url, g.clock)
	for login := range g.Desks {
		d, err := g.db.As(g.t.Context(), login)
		g.must(err)
		g.Desks[login] = d
	}
	return g
}

func TestATreeSignedWithAnotherKeyIsFound(t *testing.T) {
	storetest.EachURL(t, func(t *testing.T, url string, clock *storetest.Clock) {
		g := aGroupAt(t, url, clock)
		kept := sealed(g)
		_, stranger, err := ed25519.GenerateKey(nil)
		g.must(err)
		forge(g, url, stranger)
		g = g.again(url)
		if got := g.findings("pharos", "ministry/requests", ""); got != "signature 12-12" {
			t.Errorf("found %q", got)
		}
		if got := g.findings("pharos", "ministry/requests", kept); got != "rewritten 1-7, signature 12-12" {
			t.Errorf("with a head kept: %q", got)
		}
		g.act("pharos", 1, schema.Step{Verb: schema.VerbNote, Reason: "après"})
		if err := g.db.Seal(t.Context()); err == nil || !strings.Contains(err.Error(), "ministry/requests") {
			t.Errorf("the forged tree is built upon: %v", err)
		}
	})
}

func TestATreeRewrittenWithTheGroupsOwnKeyIsFoundByHeadsKeptEarlier(t *testing.T) {
	storetest.EachURL(t, func(t *testing.T, url string, clock *storetest.Clock) {
		g := aGroupAt(t, url, clock)
		kept := sealed(g)
		forge(g, url, storetest.Signer())
		g = g.again(url)
		if got := g.findings("pharos", "ministry/requests", ""); got != "" {
			t.Errorf("found %q", got)
		}
		if got := g.findings("pharos", "ministry/requests", kept); got != "rewritten 1-7" {
			t.Errorf("with a head kept: %q", got)
		}
	})
}

// TestHeadsOfAnotherRegisterAreRefused gives one register the heads of another, which
// is not to be told from a log that was rewritten but by the key.
func TestHeadsOfAnotherRegisterAreRefused(t *testing.T) {
	storetest.EachURL(t, func(t *testing.T, url string, clock *storetest.Clock) {
		g := aGroupAt(t, url, clock)
		sealed(g)
		_, stranger, err := ed25519.GenerateKey(nil)
		g.must(err)
		db, err := store.Open(t.Context(), storetest.SQLite(t), store.Options{Now: clock.Now, Signer: stranger})
		g.must(err)
		defer db.Close()
		other := group{t, db, clock, storetest.Group(t, db)}
		kept := sealed(other)
		_, err = g.Desks["pharos"].Verify(t.Context(), kept, nil)
		if why(t, err) != schema.WhyOtherHeads {
			t.Errorf("a member is told %v", err)
		}
		_, err = g.db.Verify(t.Context(), kept, nil)
		if why(t, err) != schema.WhyOtherHeads {
			t.Errorf("who has the database is told %v", err)
		}
	})
}

// TestAHeadThatDoesNotHoldNamesTheEntriesItSealed keeps a head of the size of one that the
// register has: entries behind it are not in doubt.
func TestAHeadThatDoesNotHoldNamesTheEntriesItSealed(t *testing.T) {
	storetest.EachURL(t, func(t *testing.T, url string, clock *storetest.Clock) {
		g := aGroupAt(t, url, clock)
		q := g.sent(schema.KindReferral, "google")
		for range 2 {
			g.act("pharos", q.ID, schema.Step{Verb: schema.VerbNote, Reason: "une note"})
		}
		g.must(g.db.Seal(t.Context()))
		heads, err := g.Desks["pharos"].Heads(t.Context())
		g.must(err)
		forge(g, url, storetest.Signer())
		g = g.again(url)
		if got := g.findings("pharos", "ministry/requests", heads.File()); got != "rewritten 1-4" {
			t.Errorf("found %q", got)
		}
	})
}

func TestAKeyThatTookOverHoldsToWhatTheEarlierOneSigned(t *testing.T) {
	storetest.EachURL(t, func(t *testing.T, url string, clock *storetest.Clock) {
		g := aGroupAt(t, url, clock)
		kept := sealed(g)
		g.must(g.db.Close())
		_, fresh, err := ed25519.GenerateKey(nil)
		g.must(err)
		for _, tc := range []struct {
			name    string
			earlier []ed25519.PublicKey
			want    string
		}{
			{"a new key alone", nil, "key 0-0, signature 7-7, signature 12-12"},
			{"the earlier one is known", []ed25519.PublicKey{storetest.Signer().Public().(ed25519.PublicKey)}, ""},
		} {
			db, err := store.Open(t.Context(), url, store.Options{Now: clock.Now, Signer: fresh, Earlier: tc.earlier})
			g.must(err)
			g.Desks["pharos"], err = db.As(t.Context(), "pharos")
			g.must(err)
			if got := g.findings("pharos", "ministry/requests", kept); got != tc.want {
				t.Errorf("%s: %q", tc.name, got)
			}
			g.must(db.Close())
		}
	})
}

func TestLogsOfTheFirstVersionAreSealedAndHold(t *testing.T) {
	eachOfVersion1(t, func(g group) {
		g.must(g.db.Seal(g.t.Context()))
		reports, err := g.db.Verify(g.t.Context(), "", nil)
		g.must(err)
		entries, erased := schema.Seq(0), 0
		for _, r := range reports {
			entries, erased = entries+r.Sealed, erased+r.Erased
			if !wholeAsVersion1(r) {
				g.t.Errorf("%+v", r)
			}
		}
		if entries != 39 || erased != 1 {
			g.t.Errorf("%d entries, %d erased", entries, erased)
		}
	})
}

func TestEntriesAreSealedSoonAfterTheirCommit(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		g.draft(aDraft(schema.KindReferral, "google"))
		ctx, stop := context.WithCancel(t.Context())
		done := make(chan error, 1)
		go func() { done <- g.db.Run(ctx) }()
		for heads := 0; heads == 0; {
			h, err := g.Desks["pharos"].Heads(t.Context())
			g.must(err)
			heads = len(h.Items)
		}
		stop()
		g.must(<-done)
		if got := g.findings("pharos", "ministry/requests", ""); got != "" {
			t.Error(got)
		}
	})
}
