package store

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/jmoiron/sqlx"
	_ "modernc.org/sqlite"
)

// packedRow has a field of each kind that is packed.
type packedRow struct {
	ID   int64
	Text string
	N    int
	Open bool
	Note string `db:"note"`
}

var packed = packingOf(packedRow{}, []string{"id", "text", "n", "open", "note"}, []string{"id", "text", "n", "open", "note"})

func FuzzPackedRowsAreReadAsSQLiteWritesThem(f *testing.F) {
	for _, s := range []string{"", "Vidéo de propagande", `"quoted" \ and/slashed`, "two\nlines\tand a tab", "\x01\x1f\x7f", "\u2028 😀", "]", `",`} {
		f.Add(int64(7), s, -3, true)
		f.Add(int64(-1<<63), s+s, 1<<40, false)
	}
	db, err := sqlx.Open("sqlite", ":memory:")
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { db.Close() })
	db.SetMaxOpenConns(1)
	f.Fuzz(func(t *testing.T, id int64, text string, n int, open bool) {
		text = storable([]any{text})[0].(string) // as the register keeps it
		var one, several string
		err := db.QueryRowx(`WITH row (id, text, n, open, note) AS (VALUES (?, ?, ?, ?, 'last'))
			SELECT `+packed.expression+`, (SELECT json_group_array(`+packed.expression+`) FROM (SELECT * FROM row UNION ALL SELECT * FROM row)) FROM row`,
			id, text, n, flag(open)).Scan(&one, &several)
		if err != nil {
			t.Fatal(err)
		}
		want, got := packedRow{id, text, n, open, "last"}, packedRow{}
		if rest, err := packed.unpack(one+"rest", &got); err != nil || rest != "rest" {
			t.Fatalf("%q: %q, %v", one, rest, err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
		rows, err := unpackAll[packedRow](packed, several)
		if diff := cmp.Diff([]packedRow{want, want}, rows); diff != "" || err != nil {
			t.Error(diff, err)
		}
	})
}

func FuzzWhatIsNoPackedRowIsRefused(f *testing.F) {
	for _, s := range []string{"", "[", "[]", "[1]", `[1,"a",2,1,"b"]`, `[1,"a",2,1,"b"`, `["1","a",2,1,"b"]`, `[1,2,2,1,"b"]`, `[1,"a",null,1,"b"]`, `[1,"a",2.5,1,"b"]`, `[1,"\`, `[1,"\x",2,1,"b"]`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var row packedRow
		rest, err := packed.unpack(text, &row)
		if err != nil {
			return
		}
		var values []any
		if err := json.Unmarshal([]byte(text[:len(text)-len(rest)]), &values); err != nil && len(values) != 5 {
			t.Errorf("%q was read as %+v", text, row)
		}
	})
}

func TestNoRowIsPackedAsNone(t *testing.T) {
	rows, err := unpackAll[packedRow](packed, "[]")
	if len(rows) != 0 || err != nil {
		t.Error(rows, err)
	}
}
