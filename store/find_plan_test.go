package store_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"contactgroup/schema"
	"contactgroup/store"
)

// What names few things must be found by an index however many others there are.
func TestWhatAFilterNamesIsFoundByItsIndex(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		g.must(g.db.Load(t.Context(), mixed(3000, g.clock.Now())))
		if strings.HasSuffix(t.Name(), "postgres") { // as its own housekeeping would in time
			g.must(g.db.Exec(t.Context(), "SELECT gin_clean_pending_list('request_words_words'), gin_clean_pending_list('request_words_open')"))
		}
		g.must(g.db.Exec(t.Context(), "ANALYZE"))
		g.db.SmallWindows(20)
		const words, refs = "request_words_words|request_words VIRTUAL TABLE INDEX", "request_ref_key|sqlite_autoindex_request_1" // PostgreSQL's name and SQLite's
		const open = "request_words_open|request_open_words VIRTUAL TABLE INDEX"
		for _, c := range []struct {
			login, query, index string
			queue               bool
		}{
			{"chair", "w7", words, false},
			{"google", "w8", words, false},
			{"chair", "w7", open, true},
			{"google", "w8", open, true},
			{"chair", "url:w7.example/107", words, false},
			{"chair", "url:w7.example/107", open, true},
			{"chair", "ref:goo-2015-0042", refs, false},
			{"google", "ref:goo-2015-0042", refs, false},
			{"chair", "goo-2015-0042", refs, false},
			{"chair", "goo-2015-0042", "request_ref ", true},
			{"google", "goo-2014", "request_ref ", true},
			{"chair", "hash:" + strings.Repeat("ab", 32), "content_hash", false},
			{"chair", "ext:PH-2015-200042", "request_side_external", false},
			{"chair", "org:google sent:2014", "request_sent", false},
		} {
			q, err := schema.ParseQuery(c.query)
			g.must(err)
			plans, err := g.Desks[c.login].IndexPlan(t.Context(), schema.List{Query: q, All: !c.queue, Sort: schema.Sort{Field: schema.SortUpdated, Desc: true}, Limit: 20})
			g.must(err)
			text := strings.Join(plans[len(plans)-1], "\n")
			if !slices.ContainsFunc(strings.Split(c.index, "|"), func(name string) bool { return strings.Contains(text, name) }) {
				t.Errorf("%s, %s:\n%s", c.login, c.query, text)
			}
		}
	})
}

// A list of what is settled must not pass what is open, which is newer.
func TestWhatIsSettledIsListedByItsOwnIndex(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		g.must(g.db.Load(t.Context(), years(600, g.clock.Now())))
		g.must(g.db.Exec(t.Context(), "ANALYZE"))
		both := map[string]string{"chair": "request_updated request_settled", "google": "request_to_updated request_to_settled"}
		if strings.HasSuffix(t.Name(), "postgres") {
			both = map[string]string{"chair": "request_all_updated", "google": "request_all_to"}
		}
		for _, c := range []struct {
			login, query, index string
			settled             bool
		}{
			{"chair", "status:closed", "request_settled", true},
			{"overseer", "status:closed,withdrawn", "request_settled", true},
			{"google", "status:closed", "request_to_settled", true},
			{"chair", "status:closed,open", both["chair"], false},
			{"google", "-status:closed", both["google"], false},
		} {
			q, err := schema.ParseQuery(c.query)
			g.must(err)
			if q.Settled() != c.settled {
				t.Errorf("%s is taken for settled: %v", c.query, q.Settled())
			}
			l := schema.List{Query: q, All: true, Sort: schema.Sort{Field: schema.SortUpdated, Desc: true}, Limit: 20}
			plans, err := g.Desks[c.login].IndexPlan(t.Context(), l)
			g.must(err)
			text := strings.Join(plans[0], " \n") + " "
			for index := range strings.FieldsSeq(c.index) {
				if !strings.Contains(text, index+" ") {
					t.Errorf("%s, %s, %s:\n%s", c.login, c.query, index, text)
				}
			}
			if strings.Contains(text, "TEMP B-TREE FOR ORDER BY") { // PostgreSQL weighs, and sorts what is this little
				t.Errorf("%s, %s is put in order by itself:\n%s", c.login, c.query, text)
			}
			page, err := g.Desks[c.login].Requests(t.Context(), l)
			g.must(err)
			if len(page.Items) != 20 {
				t.Errorf("%s, %s: %d found", c.login, c.query, len(page.Items))
			}
			for _, r := range page.Items {
				if c.settled && !r.State.Terminal() {
					t.Errorf("%s, %s: %s is %s", c.login, c.query, r.Ref, r.State)
				}
			}
		}
	})
}

// What hangs together must be found by an index, of which SQLite makes no use
// unless it is told that none of the rows sought is one the index leaves out.
func TestWhatHangsTogetherIsFoundByItsIndex(t *testing.T) {
	each(t, func(g group) {
		t := g.t
		g.must(g.db.Load(t.Context(), years(3000, g.clock.Now())))
		_, err := g.Desks["pharos"].NewCase(t.Context(), "Vidéo du 28 avril")
		g.must(err)
		g.must(g.db.Exec(t.Context(), `INSERT INTO intake (id, member_id, at) SELECT 1, min(id), 1 FROM member`))
		g.must(g.db.Exec(t.Context(), `INSERT INTO notice (member_id, cause, subject_id, occasion, due_at, letter_id) SELECT author_id, 'due', id, '', 0, id FROM request`))
		g.must(g.db.Exec(t.Context(), `UPDATE request SET intake_id = 1 WHERE id IN (SELECT id FROM request ORDER BY id DESC LIMIT ?)`, store.MostStaged))
		g.must(g.db.Exec(t.Context(), "ANALYZE"))
		whole := regexp.MustCompile(`(?m)SCAN (r|s|request|request_side|notice)( |$)|Seq Scan on (request|request_side|notice) `)
		for i, h := range store.Hanging {
			plans, err := store.HangingPlans(t.Context(), g.Desks["pharos"], i)
			g.must(err)
			for _, p := range plans {
				text := strings.Join(p.Steps, "\n")
				if regexp.MustCompile(h.Condition).MatchString(p.SQL) {
					h.Statements--
					if !strings.Contains(text, h.Index) {
						t.Errorf("not by %s: %s\n%s", h.Index, p.SQL, text)
					}
				}
				if whole.MatchString(text) {
					t.Errorf("a whole table is read: %s\n%s", p.SQL, text)
				}
			}
			if h.Statements > 0 {
				t.Errorf("%d statements with %s were not asked", h.Statements, h.Condition)
			}
		}
	})
}
