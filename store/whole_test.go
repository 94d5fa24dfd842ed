package store_test

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"contactgroup/schema"
	"contactgroup/store"
	"contactgroup/store/storetest"
)

// lived fills a register with a bit of everything and closes it.
func lived(t *testing.T, url string) {
	t.Helper()
	clock := storetest.NewClock()
	db, err := store.Open(t.Context(), url, store.Options{Now: clock.Now})
	must(t, err)
	g := group{t, db, clock, storetest.Group(t, db)}
	for _, kind := range []schema.Kind{schema.KindWithdrawal, schema.KindIdentification, schema.KindReferral} {
		q := g.sent(kind, "google")
		g.act("google", q.ID, schema.Step{Verb: schema.VerbClaim})
		g.act("google", q.ID, schema.Step{Verb: schema.VerbNote, Reason: "Ligne 1\nligne \"2\" \\ œuvre 🙂 \u2028 fin", Internal: true})
		g.replyPartly(q, 1)
	}
	_, err = g.Desks["chair"].AddAction(t.Context(), schema.ActionDraft{Text: "Fiche contact", Owner: "afa"})
	must(t, err)
	must(t, db.Close())
}

func exported(t *testing.T, url string) (store.Manifest, string) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "whole")
	m, err := store.ExportAll(t.Context(), url, dir, nil)
	must(t, err)
	return m, dir
}

func TestARegisterMovesBetweenTheEnginesAndBackUnchanged(t *testing.T) {
	first := storetest.SQLite(t)
	lived(t, first)
	want, dir := exported(t, first)
	if want.Rows() < 100 || want.RowsOf("log_entry") == 0 || want.Group == "" {
		t.Fatalf("the manifest is of nothing: %+v", want)
	}
	second, third := storetest.Postgres(t), storetest.SQLite(t)
	for _, url := range []string{second, third} {
		_, err := store.ImportAll(t.Context(), dir, url, store.Options{}, nil)
		must(t, err)
		var got store.Manifest
		got, dir = exported(t, url)
		if got.Digest != want.Digest {
			for i, f := range got.Tables {
				if f.SHA256 != want.Tables[i].SHA256 {
					t.Errorf("%s differs after the move to %.8s", f.Table, url)
				}
			}
			t.Fatalf("the digests differ: %s, %s", got.Digest, want.Digest)
		}
	}
	for _, url := range []string{second, third} { // it is a register to work in
		db := storetest.Open(t, url, storetest.NewClock())
		if got := db.Group().Name; got != want.Group {
			t.Errorf("the group is %q", got)
		}
		desk, err := db.As(t.Context(), "pharos")
		must(t, err)
		q, err := desk.NewRequest(t.Context(), aDraft(schema.KindReferral, "google"))
		must(t, err)
		if q.Ref != "B-2015-0004" {
			t.Errorf("numbers go on with %s", q.Ref)
		}
		page, err := desk.Requests(t.Context(), schema.List{Query: schema.Query{Terms: []schema.Term{{Values: []string{"propagande"}}}}})
		if err != nil || len(page.Items) != 4 {
			t.Errorf("%d requests are found by their words, %v", len(page.Items), err)
		}
	}
}

func TestEveryTableIsExportedOrLeftOutByName(t *testing.T) {
	written := map[string]map[string][]string{}
	for engine, url := range map[string]string{"sqlite": storetest.SQLite(t), "postgres": storetest.Postgres(t)} {
		db := storetest.Open(t, url, storetest.NewClock())
		columns, err := db.WholeColumns(t.Context())
		must(t, err)
		every, err := db.EveryTable(t.Context())
		must(t, err)
		for _, name := range every {
			_, exported := columns[name]
			if exported == slices.Contains(store.LeftOut, name) {
				t.Errorf("%s: %s is exported: %t, left out by name: %t", engine, name, exported, !exported)
			}
		}
		if len(columns) < 20 {
			t.Errorf("%s: only %d tables", engine, len(columns))
		}
		written[engine] = columns
	}
	if !reflect.DeepEqual(written["sqlite"], written["postgres"]) {
		t.Errorf("the engines' exports differ:\n%v\n%v", written["sqlite"], written["postgres"])
	}
}

func TestAnExportOfAnOlderRegisterIsImportedAndBroughtUpToDate(t *testing.T) {
	old := storetest.SQLite(t)
	must(t, store.MigrateTo(t.Context(), old, 1))
	plain, err := sql.Open("sqlite", strings.TrimPrefix(old, "sqlite:"))
	must(t, err)
	_, err = plain.Exec(`INSERT INTO group_info (id, name, zone) VALUES (1, 'Ancien groupe', 'Europe/Paris')`)
	must(t, errors.Join(err, plain.Close()))
	m, dir := exported(t, old)
	if m.Schema != 1 {
		t.Fatalf("the tables are of version %d", m.Schema)
	}
	url := storetest.SQLite(t)
	_, err = store.ImportAll(t.Context(), dir, url, store.Options{}, nil)
	must(t, err)
	if got := storetest.Open(t, url, storetest.NewClock()).Group().Name; got != "Ancien groupe" {
		t.Errorf("the group is %q", got)
	}
}

// TestTheEndOfAnImportIsToldOnce imports tables of which the last have no rows.
func TestTheEndOfAnImportIsToldOnce(t *testing.T) {
	source := storetest.SQLite(t)
	lived(t, source)
	m, dir := exported(t, source)
	if m.Tables[len(m.Tables)-1].Rows > 0 {
		t.Fatal("the last table has rows")
	}
	ends := 0
	_, err := store.ImportAll(t.Context(), dir, storetest.SQLite(t), store.Options{}, func(done, total int64) {
		if done == total {
			ends++
		}
	})
	must(t, err)
	if ends != 1 {
		t.Errorf("the end is told %d times", ends)
	}
}

func TestAnExportIsForItsOwnerAndNeverOverwrites(t *testing.T) {
	url := storetest.SQLite(t)
	lived(t, url)
	m, dir := exported(t, url)
	if info, err := os.Stat(dir); err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("the directory is %v, %v", info.Mode(), err)
	}
	for _, f := range m.Tables {
		if info, err := os.Stat(filepath.Join(dir, f.File)); err != nil || info.Mode().Perm() != 0o600 || info.Size() != f.Bytes {
			t.Errorf("%s is %v, %v", f.File, info, err)
		}
	}
	if _, err := store.ExportAll(t.Context(), url, dir, nil); !errors.Is(err, store.ErrNotEmpty) {
		t.Errorf("a second export there: %v", err)
	}
	again, _ := exported(t, url)
	if again.Digest != m.Digest {
		t.Error("the same register has two digests")
	}
	parent := t.TempDir()
	if _, err := store.ExportAll(t.Context(), "sqlite:"+filepath.Join(parent, "none.db"), filepath.Join(parent, "x"), nil); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("no register: %v", err)
	}
	if left, err := os.ReadDir(parent); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v %v", left, err)
	}
}

func TestAServedRegisterIsExportedAsItWasAtOneMoment(t *testing.T) {
	storetest.EachURL(t, func(t *testing.T, url string, clock *storetest.Clock) {
		db := storetest.Open(t, url, clock)
		g := group{t, db, clock, storetest.Group(t, db)}
		q := g.sent(schema.KindReferral, "google")
		dir := filepath.Join(t.TempDir(), "whole")
		changed := false
		m, err := store.ExportAll(t.Context(), url, dir, func(_, _ int64) {
			if !changed { // while it is being written
				g.act("google", q.ID, schema.Step{Verb: schema.VerbClaim})
				changed = true
			}
		})
		must(t, err)
		body, err := os.ReadFile(filepath.Join(dir, "request.jsonl"))
		must(t, err)
		if !changed || m.RowsOf("request") != 1 || !strings.Contains(string(body), `"state":"sent"`) {
			t.Errorf("the export tells of what came after it began (%t): %s", changed, body)
		}
	})
}

func TestAnImportIntoARegisterThatHoldsSomethingIsRefused(t *testing.T) {
	source := storetest.SQLite(t)
	lived(t, source)
	_, dir := exported(t, source)
	storetest.EachURL(t, func(t *testing.T, url string, _ *storetest.Clock) {
		lived(t, url)
		before, _ := exported(t, url)
		if _, err := store.ImportAll(t.Context(), dir, url, store.Options{}, nil); !errors.Is(err, store.ErrNotEmpty) {
			t.Errorf("got %v", err)
		}
		if after, _ := exported(t, url); after.Digest != before.Digest {
			t.Error("the register was touched")
		}
	})
}

func TestWhatIsNotWhatWasExportedIsRefusedBeforeAnythingIsWritten(t *testing.T) {
	source := storetest.SQLite(t)
	lived(t, source)
	for name, spoil := range map[string]func(dir string) error{
		"a changed value": func(dir string) error {
			return rewrite(filepath.Join(dir, "request.jsonl"), `"google"`, `"gaagle"`)
		},
		"a file cut short": func(dir string) error { return os.Truncate(filepath.Join(dir, "log_entry.jsonl"), 100) },
		"a changed sum": func(dir string) error {
			return rewrite(filepath.Join(dir, "manifest.json"), `"sha256": "`, `"sha256": "0`)
		},
		"a changed number of rows": func(dir string) error {
			return rewrite(filepath.Join(dir, "manifest.json"), `"rows": `, `"rows": 1`)
		},
		"a missing file": func(dir string) error { return os.Remove(filepath.Join(dir, "member.jsonl")) },
		"no manifest":    func(dir string) error { return os.Remove(filepath.Join(dir, "manifest.json")) },
	} {
		_, dir := exported(t, source)
		must(t, spoil(dir))
		url := storetest.SQLite(t)
		_, err := store.ImportAll(t.Context(), dir, url, store.Options{}, nil)
		if !errors.Is(err, store.ErrDamaged) && !errors.Is(err, os.ErrNotExist) {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := os.Stat(strings.TrimPrefix(url, "sqlite:")); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("%s: something was written", name)
		}
	}
}

// TestRowsThatReferToNothingAreNamedAsWhatBrokeTheImport imports what somebody
// took a request out of, with sums that fit.
func TestRowsThatReferToNothingAreNamedAsWhatBrokeTheImport(t *testing.T) {
	source := storetest.SQLite(t)
	lived(t, source)
	plain, err := sql.Open("sqlite", strings.TrimPrefix(source, "sqlite:"))
	must(t, err)
	_, err = plain.Exec(`DELETE FROM request WHERE id = (SELECT min(request_id) FROM content)`)
	must(t, errors.Join(err, plain.Close()))
	_, dir := exported(t, source)
	storetest.EachURL(t, func(t *testing.T, url string, _ *storetest.Clock) {
		_, err := store.ImportAll(t.Context(), dir, url, store.Options{}, nil)
		if !errors.Is(err, store.ErrUnfinished) || !errors.Is(err, store.ErrDamaged) || !strings.Contains(err.Error(), "refers to rows that are not there") {
			t.Errorf("got %v", err)
		}
	})
}

func rewrite(path, from, to string) error {
	body, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	return os.WriteFile(path, []byte(strings.Replace(string(body), from, to, 1)), 0o600)
}

func TestAnImportThatBrokeOffIsRefusedUntilItIsImportedAnew(t *testing.T) {
	source := storetest.SQLite(t)
	lived(t, source)
	want, dir := exported(t, source)
	storetest.EachURL(t, func(t *testing.T, url string, clock *storetest.Clock) {
		ctx, cancel := context.WithCancel(t.Context())
		_, err := store.ImportAll(ctx, dir, url, store.Options{}, func(done, _ int64) {
			cancel() // a part is written
		})
		if !errors.Is(err, context.Canceled) {
			t.Fatalf("got %v", err)
		}
		if _, err := store.Open(t.Context(), url, store.Options{Now: clock.Now}); !errors.Is(err, store.ErrUnfinished) {
			t.Fatalf("a part of a register is opened: %v", err)
		}
		if _, err := store.ExportAll(t.Context(), url, filepath.Join(t.TempDir(), "x"), nil); !errors.Is(err, store.ErrUnfinished) {
			t.Errorf("a part of a register is exported: %v", err)
		}
		_, err = store.ImportAll(t.Context(), dir, url, store.Options{}, nil)
		must(t, err)
		if got, _ := exported(t, url); got.Digest != want.Digest {
			t.Error("the second import is not what was exported")
		}
		storetest.Open(t, url, clock)
	})
}
