package store_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"contactgroup/schema"
	"contactgroup/store"
	"contactgroup/store/storetest"
)

// signalled is a row that can be imported as it is.
func signalled(line int, caseRef, operator, path string) schema.IntakeRow {
	return schema.IntakeRow{Line: line, Case: caseRef, Kind: schema.KindWithdrawal, URL: "https://video.example/" + path, Type: "video",
		Operator: operator, Regime: schema.RegimeLCEN, Subject: "Vidéo de propagande"}
}

// file gives rows and errors in their order.
func file(items ...any) iter.Seq2[schema.IntakeRow, error] {
	return func(yield func(schema.IntakeRow, error) bool) {
		for _, item := range items {
			row, _ := item.(schema.IntakeRow)
			err, _ := item.(error)
			if !yield(row, err) {
				return
			}
		}
	}
}

// many gives n rows, two contents to a case.
func many(n int, path string) iter.Seq2[schema.IntakeRow, error] {
	return func(yield func(schema.IntakeRow, error) bool) {
		for i := range n {
			if !yield(signalled(i+2, fmt.Sprintf("D-%d", i/2), "google", fmt.Sprintf("%s/%d", path, i)), nil) {
				return
			}
		}
	}
}

func (g group) imported(rows iter.Seq2[schema.IntakeRow, error]) schema.ImportReport {
	g.t.Helper()
	report, err := g.Desks["pharos"].Import(g.t.Context(), rows, false)
	g.must(err)
	report.Digest = "" // tells imports under one key apart
	return report
}

// total counts all requests that a member may know of.
func (g group) total(login string) int {
	g.t.Helper()
	n, err := g.Desks[login].CountRequests(g.t.Context(), schema.Query{}, true)
	g.must(err)
	return n.N
}

func TestContentsAreGroupedByCaseAndOperator(t *testing.T) {
	each(t, func(g group) {
		again := signalled(6, "D-1", "GOOGLE", "c")
		again.Subject, again.Kind, again.ExternalRef, again.Reasons = "", "", "PH-2", "Autre constat."
		first := signalled(2, "D-1", "google", "a")
		first.ExternalRef, first.Reasons = "PH-1", "Constat."
		report := g.imported(file(first, signalled(3, "D-1", "facebook", "a"), signalled(4, "", "google", "x"), signalled(5, "", "Google", "y"), again))
		want := schema.ImportReport{Rows: 5, Contents: 5, Requests: []string{"B-2015-0001", "B-2015-0002", "B-2015-0003", "B-2015-0004"}, Written: true}
		if diff := cmp.Diff(want, report); diff != "" {
			t.Error(diff)
		}
		r, err := g.Desks["pharos2"].Request(t.Context(), "B-2015-0001")
		g.must(err)
		if r.State != schema.StateDraft || r.Case != "D-1" || r.Addressee != "google" || r.Service != storetest.Pharos || r.Author != "pharos" || r.Label != schema.P3 ||
			len(r.Contents) != 2 || r.Contents[1].URL != "https://video.example/c" || r.ExternalRef != "PH-1, PH-2" || r.Reasons != "Constat.\n\nAutre constat." {
			t.Errorf("grouped into %+v", r)
		}
		thread := g.mustThread("chair", r.ID)
		if len(thread) != 1 || thread[0].Verb != schema.VerbImport || thread[0].Actor != "Agent PHAROS 1" {
			t.Errorf("thread %+v", thread)
		}
		if g.total("google") != 0 || g.total("facebook") != 0 {
			t.Error("operators know of drafts")
		}
		if r = g.act("pharos", r.ID, schema.Step{Verb: schema.VerbSubmit}); r.State != schema.StateToApprove {
			t.Errorf("an imported draft cannot be worked on: %s", r.State)
		}
	})
}

func TestOnlyRequestersImport(t *testing.T) {
	each(t, func(g group) {
		for _, login := range []string{"admin", "chair", "secretariat", "validator", "google", "overseer", "observer"} {
			_, err := g.Desks[login].Import(t.Context(), many(1, "a"), true)
			if !errors.Is(err, schema.ErrForbidden) || why(t, err) != schema.WhyRole {
				t.Errorf("%s: %v", login, err)
			}
		}
		if g.total("chair") != 0 {
			t.Error("something was written")
		}
	})
}

func TestWhatAnImportRefuses(t *testing.T) {
	each(t, func(g group) {
		g.must(g.Desks["admin"].DisableOrganisation(t.Context(), "apple", true))
		change := func(line int, f func(*schema.IntakeRow)) schema.IntakeRow {
			row := signalled(line, "D-1", "google", fmt.Sprint(line))
			f(&row)
			return row
		}
		rows := file(
			signalled(2, "D-1", "google", "a"),
			change(3, func(r *schema.IntakeRow) { r.Operator = "myspace" }),
			change(4, func(r *schema.IntakeRow) { r.Operator = "justice" }),
			change(5, func(r *schema.IntakeRow) { r.Operator = "apple" }),
			change(6, func(r *schema.IntakeRow) { r.URL = "javascript:alert(1)" }),
			change(7, func(r *schema.IntakeRow) { r.Type = "film" }),
			change(8, func(r *schema.IntakeRow) { r.Kind = schema.KindReferral }),
			change(9, func(r *schema.IntakeRow) { r.Regime = schema.RegimeTerms }),
			change(10, func(r *schema.IntakeRow) { r.Label = schema.P0 }),
			change(11, func(r *schema.IntakeRow) { r.Subject = "Autre" }),
			change(12, func(r *schema.IntakeRow) { r.Case, r.Subject = "D-2", "" }),
			change(13, func(r *schema.IntakeRow) { r.Case, r.Kind = "", "" }),
			change(14, func(r *schema.IntakeRow) { r.Case, r.Regime = "", "" }),
			change(15, func(r *schema.IntakeRow) { r.Case, r.Subject = "", "a\x1b[31m" }),
			&schema.RowError{Faults: []schema.RowFault{{Line: 16, Column: "Adresse", Err: schema.Invalid(schema.WhyEmpty, "url", "")}}},
			change(17, func(r *schema.IntakeRow) { r.Case = "D-3" }),
		)
		want := []string{"3 operator unknown", "4 operator unknown", "5 operator disabled", "6 url url", "7 type unknown", "8 kind differs",
			"9 legal_regime differs", "10 label differs", "11 subject differs", "12 subject empty", "13 kind unknown", "14 legal_regime unknown",
			"15 subject control", "16 Adresse empty"}
		before := g.heads(t)
		for _, c := range []struct {
			name      string
			ctx       context.Context
			keepGoing bool
			written   []string
		}{
			{"all or nothing", t.Context(), false, nil},
			{"a trial", schema.DryRun(t.Context()), true, []string{"B-2015-0001", "B-2015-0002"}},
			{"what is right", t.Context(), true, []string{"B-2015-0001", "B-2015-0002"}},
		} {
			report, err := g.Desks["pharos"].Import(c.ctx, rows, c.keepGoing)
			g.must(err)
			var faults []string
			for _, f := range report.Faults {
				faults = append(faults, fmt.Sprintf("%d %s %s", f.Line, f.Column, why(t, f.Err)))
			}
			if diff := cmp.Diff(want, faults); diff != "" {
				t.Errorf("%s: %s", c.name, diff)
			}
			if !slices.Equal(report.Requests, c.written) || report.Contents != len(c.written) || report.Rows != 16 {
				t.Errorf("%s: %+v", c.name, report)
			}
			wrote := c.name == "what is right"
			if report.Written != wrote || (g.total("chair") == 2) != wrote || maps.Equal(before, g.heads(t)) == wrote {
				t.Errorf("%s: written %v, %d requests", c.name, report.Written, g.total("chair"))
			}
		}
	})
}

func TestAFileThatEndsBadlyWritesNothing(t *testing.T) {
	each(t, func(g group) {
		broken := errors.New("the line broke")
		before := g.heads(t)
		for _, keepGoing := range []bool{false, true} {
			rows := func(yield func(schema.IntakeRow, error) bool) {
				for row := range many(450, "a") { // two chunks are staged by then
					if !yield(row, nil) {
						return
					}
				}
				yield(schema.IntakeRow{}, broken)
			}
			report, err := g.Desks["pharos"].Import(t.Context(), rows, keepGoing)
			if !errors.Is(err, broken) || report.Written || report.Contents != 0 || len(report.Requests) != 0 {
				t.Errorf("keep going %v: %+v %v", keepGoing, report, err)
			}
		}
		if g.total("chair") != 0 || !maps.Equal(before, g.heads(t)) {
			t.Errorf("%d requests, logs %v, then %v", g.total("chair"), before, g.heads(t))
		}
		report := g.imported(many(3, "a"))
		if report.Contents != 3 || len(report.Duplicates) != 0 {
			t.Errorf("what was discarded counts as known: %+v", report)
		}
		if !slices.Equal(report.Requests, []string{"B-2015-0001", "B-2015-0002"}) {
			t.Errorf("what was discarded used up references: %v", report.Requests)
		}
	})
}

func TestKnownContentsAreAttachedNotDoubled(t *testing.T) {
	each(t, func(g group) {
		d := aDraft(schema.KindReferral, "google")
		d.Contents = []schema.Content{{URL: "https://www.video.example/watch?v=1&utm_source=x"}}
		known := g.deliver(d)
		d.Contents = []schema.Content{{URL: "https://video.example/old"}}
		settled := g.deliver(d)
		g.act("pharos", settled.ID, schema.Step{Verb: schema.VerbWithdraw, Reason: "Erreur."})
		d = aDraft(schema.KindIdentification, "google")
		d.Contents = []schema.Content{{URL: "https://video.example/secret"}}
		g.draft(d)
		before := g.heads(t)
		row := func(line int, operator, path string) schema.IntakeRow { return signalled(line, "D-1", operator, path) }
		twice := row(2, "google", "watch?v=1")
		twice.ExternalRef = "PH-9"
		report := g.imported(file(twice, row(3, "facebook", "watch?v=1"), row(4, "google", "old"), row(5, "google", "new"),
			signalled(6, "D-2", "google", "new#t=5")))
		want := schema.ImportReport{Rows: 5, Contents: 3, Requests: []string{"B-2015-0004", "B-2015-0005"}, Written: true, Duplicates: []schema.Repeat{
			{Line: 2, URL: "https://video.example/watch?v=1", Ref: known.Ref}, {Line: 6, URL: "https://video.example/new#t=5", Ref: "B-2015-0005"}},
			Similar: []schema.Similar{{Line: 3, URL: "https://video.example/watch?v=1", Match: schema.MatchURL, Ref: known.Ref, Addressee: "google", State: schema.StateSent}}}
		if diff := cmp.Diff(want, report); diff != "" {
			t.Error(diff)
		}
		r, err := g.Desks["pharos"].Request(t.Context(), known.Ref)
		g.must(err)
		if len(r.Contents) != 1 {
			t.Errorf("doubled: %+v", r.Contents)
		}
		thread := g.mustThread("chair", known.ID)
		if last := thread[len(thread)-1]; last.Verb != schema.VerbImport || last.Text != "https://video.example/watch?v=1 D-1 PH-9" || !last.Internal {
			t.Errorf("attached as %+v", last)
		}
		for _, e := range g.mustThread("google", known.ID) {
			if e.Verb == schema.VerbImport {
				t.Errorf("the operator is told: %+v", e)
			}
		}
		if after := g.heads(t); after["google/requests"] != before["google/requests"] || after["ministry/requests"] != before["ministry/requests"]+3 {
			t.Errorf("logs %v, then %v", before, after)
		}
		if rev := g.at("google", known.ID).Rev; rev != 1 {
			t.Errorf("the operator's revision moved to %d", rev)
		}
	})
}

func TestAnImportTellsOfACopyOnceByAddressElseByHash(t *testing.T) {
	each(t, func(g group) {
		d := aDraft(schema.KindReferral, "google")
		d.Contents = []schema.Content{{URL: "https://video.example/a", Hash: strings.Repeat("a", 64)}}
		known := g.deliver(d)
		row := func(line int, path string) schema.IntakeRow {
			r := signalled(line, "", "facebook", path)
			r.Hash = strings.Repeat("A", 64)
			return r
		}
		report := g.imported(file(row(2, "a"), row(3, "b")))
		told := func(line int, path string, by schema.Match) schema.Similar {
			return schema.Similar{Line: line, URL: "https://video.example/" + path, Match: by, Ref: known.Ref, Addressee: "google", State: schema.StateSent}
		}
		if diff := cmp.Diff([]schema.Similar{told(2, "a", schema.MatchURL), told(3, "b", schema.MatchHash)}, report.Similar); diff != "" {
			t.Error(diff)
		}
	})
}

func TestARequestHiddenFromTheImporterIsNoDuplicate(t *testing.T) {
	each(t, func(g group) {
		_, err := g.Desks["admin"].AddMember(t.Context(), schema.NewMember{Org: "ministry", Service: storetest.Secretariat, Login: "other", Name: "Autre", Role: schema.RoleRequester})
		g.must(err)
		other, err := g.db.As(t.Context(), "other")
		g.must(err)
		d := aDraft(schema.KindIdentification, "google")
		d.Contents = []schema.Content{{URL: "https://video.example/secret"}}
		g.draft(d)
		report, err := other.Import(t.Context(), file(signalled(2, "", "google", "secret")), false)
		g.must(err)
		if len(report.Duplicates) != 0 || report.Contents != 1 {
			t.Errorf("the report tells of a request of another service: %+v", report)
		}
		if report := g.imported(file(signalled(2, "", "google", "secret"))); len(report.Duplicates) != 1 || report.Duplicates[0].Ref != "B-2015-0001" {
			t.Errorf("its own service: %+v", report)
		}
	})
}

func TestAnImportOfManyAppearsAtOnceAndOnce(t *testing.T) {
	each(t, func(g group) {
		const n = 1001
		seen := 0
		rows := func(yield func(schema.IntakeRow, error) bool) {
			for row, err := range many(n, "a") {
				if seen += g.total("chair"); !yield(row, err) {
					return
				}
			}
		}
		ctx := schema.Once(t.Context(), "key")
		report, err := g.Desks["pharos"].Import(ctx, rows, false)
		g.must(err)
		if seen != 0 {
			t.Error("staged requests were visible")
		}
		if report.Contents != n || len(report.Requests) != (n+1)/2 || g.total("chair") != (n+1)/2 {
			t.Errorf("%d contents, %d requests, %d visible", report.Contents, len(report.Requests), g.total("chair"))
		}
		last, err := g.Desks["chair"].Request(t.Context(), report.Requests[len(report.Requests)-1])
		g.must(err)
		if len(g.mustThread("chair", last.ID)) != 1 {
			t.Error("the last of them is not in the log")
		}
		heads := g.heads(t)
		if _, err = g.Desks["pharos"].Import(ctx, many(n, "b"), false); why(t, err) != schema.WhyKeyUsed {
			t.Errorf("other rows under the same key: %v", err)
		}
		again, err := g.Desks["pharos"].Import(ctx, many(n, "a"), false)
		g.must(err)
		if diff := cmp.Diff(report, again); diff != "" || g.total("chair") != (n+1)/2 || !maps.Equal(heads, g.heads(t)) {
			t.Errorf("made again: %s, %d visible", diff, g.total("chair"))
		}
	})
}

func TestWhatIsStagedIsNothingToAnybodyUntilTheImportIsDone(t *testing.T) {
	each(t, func(g group) {
		t, ctx := g.t, g.t.Context()
		q := g.draft(aDraft(schema.KindReferral, "google"))
		g.must(g.db.Exec(ctx, `INSERT INTO intake (id, member_id, at) SELECT 1, author_id, created_at FROM request WHERE id = ?`, q.ID))
		g.must(g.db.Exec(ctx, `UPDATE request SET intake_id = 1 WHERE id = ?`, q.ID))
		for _, done := range []bool{false, true} {
			for _, login := range []string{"chair", "secretariat", "pharos", "pharos2", "validator"} {
				_, err := g.Desks[login].Request(ctx, q.Ref)
				if seen := g.at(login, q.ID).ID != 0; seen != done || errors.Is(err, schema.ErrNotFound) == done {
					t.Errorf("done %t: %s sees it %t, %v", done, login, seen, err)
				}
			}
			g.must(g.db.Exec(ctx, `UPDATE intake SET done = 1`))
		}
	})
}

// staged counts the requests of imports that are not completed.
func staged(t *testing.T, db *store.DB) (n int, err error) {
	t.Helper()
	err = db.Get(t.Context(), &n, `SELECT count(*) FROM request r JOIN intake i ON i.id = r.intake_id WHERE i.done = 0`)
	return n, err
}

func TestACrashLeavesNothingOfAnImport(t *testing.T) {
	storetest.EachURL(t, func(t *testing.T, url string, clock *storetest.Clock) {
		db, err := store.Open(t.Context(), url, store.Options{Now: clock.Now})
		must(t, err)
		crashed := storetest.Group(t, db)["pharos"]
		func() {
			defer func() { recover() }() // the process is gone
			crashed.Import(t.Context(), func(yield func(schema.IntakeRow, error) bool) {
				many(450, "a")(yield)
				panic("power cut")
			}, false)
		}()
		if n, err := staged(t, db); err != nil || n == 0 {
			t.Errorf("%d requests were staged, %v", n, err)
		}
		must(t, db.Close())
		clock.Advance(time.Hour) // another node would wait so long
		db = storetest.Open(t, url, clock)
		if n, err := staged(t, db); err != nil || n != 0 {
			t.Errorf("%d staged requests are left, %v", n, err)
		}
		pharos, err := db.As(t.Context(), "pharos")
		must(t, err)
		if report, err := pharos.Import(t.Context(), many(450, "a"), false); err != nil || report.Contents != 450 || len(report.Duplicates) != 0 {
			t.Errorf("imported again: %+v %v", report, err)
		}
	})
}

func TestAnotherNodesImportIsLeftAlone(t *testing.T) {
	clock := storetest.NewClock()
	url := storetest.Postgres(t)
	one := storetest.Open(t, url, clock)
	desks := storetest.Group(t, one)
	report, err := desks["pharos"].Import(t.Context(), func(yield func(schema.IntakeRow, error) bool) {
		many(450, "a")(yield)
		storetest.Open(t, url, clock) // a node that starts meanwhile
		many(450, "b")(yield)
	}, false)
	if err != nil || report.Contents != 900 {
		t.Errorf("%d contents, %v", report.Contents, err)
	}
}
