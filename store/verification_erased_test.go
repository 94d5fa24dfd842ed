package store_test

import (
	"testing"
	"time"

	"contactgroup/schema"
)

// TestContentsThatNoErasureTookAreMissed takes contents out of logs by hand,
// beside those that an erasure on record took.
func TestContentsThatNoErasureTookAreMissed(t *testing.T) {
	each(t, func(g group) {
		t, ctx := g.t, g.t.Context()
		gone := g.ended(schema.KindWithdrawal, "google", "a")
		going := g.sent(schema.KindWithdrawal, "google")
		g.clock.Advance(3 * day)
		g.act("google", going.ID, schema.Step{Verb: schema.VerbNote, Reason: "plus tard"})
		g.erase("2015-05-07")
		if left := g.kept(gone.ID)["google/requests"]; left != 0 {
			t.Fatalf("%d entries left", left)
		}
		if found := g.findings("google", "google/requests", ""); found != "" {
			t.Errorf("after an erasure: %s", found)
		}
		blank := func(which string, args ...any) (mend func()) {
			mend = g.saveLogs()
			g.must(g.db.Exec(ctx, `UPDATE log_entry SET payload = NULL, salt = NULL WHERE audience = 'google/requests' AND noun = 'request' AND payload IS NOT NULL AND `+which, args...))
			return mend
		}
		then := g.clock.Now().Add(-time.Hour).UnixMilli()
		mend := blank(`at > ?`, then)
		if found := g.findings("google", "google/requests", ""); found != "blanked 6-6" {
			t.Errorf("later than the erasure: %q", found)
		}
		mend()
		mend = blank(`at < ?`, then)
		if found := g.findings("google", "google/requests", ""); found != "blanked 1-5" {
			t.Errorf("more than it took: %q", found)
		}
		mend()
		if reports, err := g.db.Verify(ctx, "", nil); err != nil || len(reports) == 0 {
			t.Error(err)
		} else {
			for _, r := range reports {
				if !r.Whole() {
					t.Errorf("%s: %+v", r.Audience, r.Damage)
				}
			}
		}
	})
}
