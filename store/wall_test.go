package store_test

import (
	"bytes"
	"log/slog"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"contactgroup/schema"
	"contactgroup/store"
	"contactgroup/store/storetest"
)

// openToAll are the tables that every member may read whole. All others have a
// policy: schema/postgres/00008_row_security.sql, or the later migration that
// made the table.
var openToAll = []string{"group_info", "organisation", "clock", "clock_use", "regime", "retention", "crisis", "standing", "goose_db_version"}

// walled is a register on PostgreSQL with its address.
func walled(t *testing.T) (g group, url string) {
	t.Helper()
	t.Parallel()
	url = storetest.Postgres(t)
	clock := storetest.NewClock()
	db := storetest.Open(t, url, clock)
	return group{t, db, clock, storetest.Group(t, db)}, url
}

func TestEachTableHasAPolicyOrIsForAll(t *testing.T) {
	g, _ := walled(t)
	var tables []struct {
		Name   string
		Walled bool
	}
	g.must(g.db.All(t.Context(), &tables, `SELECT c.relname AS name, c.relrowsecurity AND c.relforcerowsecurity
			AND EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname <> 'system') AS walled
		FROM pg_class c WHERE c.relkind IN ('r', 'p', 'm', 'v') AND c.relnamespace = 'public'::regnamespace ORDER BY 1`))
	if len(tables) < 20 {
		t.Fatalf("only %d tables", len(tables))
	}
	for _, table := range tables {
		if table.Walled == slices.Contains(openToAll, table.Name) {
			t.Errorf("table %s: a policy %v, for all %v", table.Name, table.Walled, !table.Walled)
		}
	}
}

// walls are the tables with a policy.
func (g group) walls() []string {
	var names []string
	g.must(g.db.All(g.t.Context(), &names, `SELECT relname FROM pg_class WHERE relrowsecurity AND relnamespace = 'public'::regnamespace`))
	return names
}

func TestMembersChangeNothingOfTheirSeat(t *testing.T) {
	g, _ := walled(t)
	google := g.Desks["google"]
	if n, err := google.Touch(t.Context(), `UPDATE member SET settings = '{"theme":"light"}', lang = 'en' WHERE login = 'google'`); err != nil || n != 1 {
		t.Errorf("one's own settings: %d rows, %v", n, err)
	}
	for _, seat := range []string{`role = 'administrator'`, `org_id = 1`, `service = 'PHAROS'`, `disabled = 1`, `id = 4711`} {
		if _, err := google.Touch(t.Context(), `UPDATE member SET `+seat+` WHERE login = 'google'`); err == nil {
			t.Errorf("a statement that forgot its rules sets %s", seat)
		}
	}
	if n, err := google.Touch(t.Context(), `UPDATE member SET lang = 'en' WHERE login = 'google2'`); err != nil || n != 0 {
		t.Errorf("a colleague's row: %d, %v", n, err)
	}
	_, err := g.Desks["admin"].UpdateMember(t.Context(), "google", schema.MemberUpdate{Name: new("Autre")})
	g.must(err)
}

func TestNothingIsSeenUntilSomebodyLooks(t *testing.T) {
	g, url := walled(t)
	g.reply("google", g.sent(schema.KindWithdrawal, "google"))
	conn, err := pgx.Connect(t.Context(), url)
	g.must(err)
	defer conn.Close(t.Context())
	for _, table := range g.walls() {
		var n int
		g.must(conn.QueryRow(t.Context(), "SELECT count(*) FROM "+table).Scan(&n))
		if n > 0 {
			t.Errorf("%s: %d rows", table, n)
		}
	}
	if _, err := conn.Exec(t.Context(), `INSERT INTO undo (member_id, unit, verb, noun, subject_id, before, version, side_version, at) VALUES (1, '', '', '', 1, '', 1, 1, 1)`); err == nil {
		t.Error("a row was written by nobody")
	}
}

// TestAStatementWithoutItsWhereShowsWhatTheDeskShows asks for everything, in
// every role, and holds the answers to the rules of package schema.
func TestAStatementWithoutItsWhereShowsWhatTheDeskShows(t *testing.T) {
	g, _ := walled(t)
	known := g.canaries()
	q := g.sent(schema.KindWithdrawal, "google")
	held := removed(q)
	held.Hold = true
	_, err := g.Desks["google"].Reply(t.Context(), q.ID, 0, held)
	g.must(err)
	for login := range g.Desks {
		g.showsRequests(t, login, known)
		g.showsOwn(t, login)
		g.showsNoCanary(t, login, known)
	}
}

// showsRequests compares requests and what hangs on them.
func (g group) showsRequests(t *testing.T, login string, known []canary) {
	t.Helper()
	ctx, d := t.Context(), g.Desks[login]
	want := map[schema.ID]bool{}
	var all []schema.ID
	g.must(g.db.All(ctx, &all, `SELECT id FROM request`))
	for page := (schema.List{All: true, Limit: 500}); ; {
		got, err := d.Requests(ctx, page)
		g.must(err)
		for _, q := range got.Items {
			want[q.ID] = true
		}
		if page.After = got.Next; got.Next == "" {
			break
		}
	}
	for _, c := range known {
		if want[c.ID] != schema.MaySee(d.Who(), c.Request) {
			t.Errorf("%s: the desk shows %s: %v", login, c.Ref, want[c.ID])
		}
	}
	asked := func(query string, args ...any) map[schema.ID]bool {
		var ids []schema.ID
		g.must(d.Rows(ctx, &ids, query, args...))
		got := map[schema.ID]bool{}
		for _, id := range ids {
			got[id] = true
		}
		return got
	}
	if got := asked(`SELECT id FROM request`); !maps.Equal(got, want) {
		t.Errorf("%s: %d requests, the desk shows %d of %d", login, len(got), len(want), len(all))
	}
	if got := asked(`SELECT request_id FROM content`); !maps.Equal(got, want) {
		t.Errorf("%s: contents of %d requests, the desk shows %d", login, len(got), len(want))
	}
	sides := want
	if d.Who().Role == schema.RoleOverseer { // belongs to none
		sides = nil
	}
	if got := asked(`SELECT request_id FROM request_side`); !maps.Equal(got, sides) {
		t.Errorf("%s: own sides of %d requests, the desk shows %d", login, len(got), len(want))
	}
	replies, err := d.Replies(ctx, schema.List{All: true, Limit: 500})
	g.must(err)
	shown := map[schema.ID]bool{}
	for _, p := range replies.Items {
		shown[p.ID] = true
	}
	for _, query := range []string{`SELECT id FROM reply`, `SELECT reply_id FROM reply_outcome`} {
		if got := asked(query); !maps.Equal(got, shown) {
			t.Errorf("%s: %s: %d replies, the desk shows %d", login, query, len(got), len(shown))
		}
	}
}

// showsOwn holds what belongs to one member or one organisation to its owner.
func (g group) showsOwn(t *testing.T, login string) {
	t.Helper()
	ctx, d := t.Context(), g.Desks[login]
	who := d.Who()
	foreign := func(query string, args ...any) {
		t.Helper()
		var rows []string
		g.must(d.Rows(ctx, &rows, query, args...))
		if len(rows) > 0 {
			t.Errorf("%s is shown %q by %s", login, rows, query)
		}
	}
	foreign(`SELECT audience FROM log_entry WHERE audience NOT IN (?)`, who.Audiences())
	foreign(`SELECT audience FROM log_counter WHERE audience NOT IN (?)`, who.Audiences())
	foreign(`SELECT verb FROM undo WHERE member_id <> ?`, who.Member)
	foreign(`SELECT key FROM once WHERE member_id <> ?`, who.Member)
	foreign(`SELECT CAST(org_id AS TEXT) FROM request_side WHERE org_id <> ?`, who.Org)
	if !who.Authority() {
		foreign(`SELECT series FROM numbering`)
		foreign(`SELECT CAST(id AS TEXT) FROM intake`)
	}
	if who.Role != schema.RoleAdministrator {
		foreign(`SELECT login FROM member WHERE org_id <> ?`, who.Org)
		foreign(`SELECT label FROM member_key WHERE member_id <> ?`, who.Member)
	}
	var own []int
	g.must(d.Rows(ctx, &own, `SELECT count(*) FROM log_entry`))
	var all int
	g.must(g.db.Get(ctx, &all, `SELECT count(*) FROM log_entry WHERE audience IN (?)`, who.Audiences()))
	if own[0] != all {
		t.Errorf("%s is shown %d entries of %d", login, own[0], all)
	}
}

// showsNoCanary reads every table whole, as text. A row that is the reader's
// holds columns of the other side, which package schema hides: those are left out.
func (g group) showsNoCanary(t *testing.T, login string, known []canary) {
	t.Helper()
	d := g.Desks[login]
	var texts []string
	for _, table := range g.walls() {
		var rows []string
		g.must(d.Rows(t.Context(), &rows, "SELECT CAST(to_jsonb(t) AS TEXT) FROM "+table+" t"))
		texts = append(texts, rows...)
	}
	whole := strings.ToLower(strings.Join(texts, "\n"))
	for _, c := range known {
		for _, text := range c.forbidden(d.Who()) {
			column := schema.MaySee(d.Who(), c.Request) && (text == c.text("credibility") || text == c.text("CASE"))
			if !column && strings.Contains(whole, strings.ToLower(text)) {
				t.Fatalf("%s is shown %q of %s (%s, %s, %s)", login, text, c.Ref, c.Kind, c.State, c.Addressee)
			}
		}
	}
}

func TestNobodyChangesWhatTheyCannotSee(t *testing.T) {
	g, url := walled(t)
	hidden := g.sent(schema.KindWithdrawal, "google")
	var before string
	g.must(g.db.Get(t.Context(), &before, `SELECT CAST(to_jsonb(r) AS TEXT) FROM request r WHERE id = ?`, hidden.ID))
	conn, err := pgx.Connect(t.Context(), url)
	g.must(err)
	defer conn.Close(t.Context())
	tx, err := conn.Begin(t.Context())
	g.must(err)
	who := g.Desks["facebook"].Who()
	_, err = tx.Exec(t.Context(), store.LooksPostgres, strconv.Itoa(int(who.Member)), "", strconv.Itoa(int(who.Org)), "facebook", "correspondent", "addressee", "withdrawal", "", "", "facebook")
	g.must(err)
	for _, statement := range []string{`UPDATE request SET subject = 'x'`, `DELETE FROM content`, `UPDATE request_side SET version = 99`,
		`DELETE FROM reply`, `DELETE FROM log_entry`, `UPDATE log_entry SET actor = 'x'`, `DELETE FROM undo`, `DELETE FROM member`, `UPDATE log_counter SET seq = 0`} {
		tag, err := tx.Exec(t.Context(), statement)
		g.must(err)
		if tag.RowsAffected() != 0 {
			t.Errorf("%s: %d rows", statement, tag.RowsAffected())
		}
	}
	g.must(tx.Commit(t.Context()))
	var after string
	g.must(g.db.Get(t.Context(), &after, `SELECT CAST(to_jsonb(r) AS TEXT) FROM request r WHERE id = ?`, hidden.ID))
	if after != before {
		t.Errorf("%s became %s", before, after)
	}
}

func TestALoginThatPassesTheWallIsWarnedOfOnce(t *testing.T) {
	t.Parallel()
	url := storetest.Postgres(t)
	for address, want := range map[string]int{url: 0, strings.Replace(url, "contactgroup@", "postgres@", 1): 1} {
		var said bytes.Buffer
		db, err := store.Open(t.Context(), address, store.Options{Log: slog.New(slog.NewTextHandler(&said, nil))})
		if err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(said.String(), "row security"); n != want {
			t.Errorf("%s: warned %d times: %s", address, n, said.String())
		}
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	}
}
