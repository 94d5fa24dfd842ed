package export

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"contactgroup/schema"
	"contactgroup/ui/lang"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files anew")

func document(t testing.TB, f Format, r schema.Register, w *lang.Words) string {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, f, r, w); err != nil {
		t.Fatalf("%s: %v", f, err)
	}
	return b.String()
}

// readable are the formats whose bytes are a text.
func readable() []Format {
	return slices.DeleteFunc(slices.Clone(Formats), Format.Binary)
}

func TestDocumentsAreTheSameBytesAsTheGoldenOnes(t *testing.T) {
	for _, w := range lang.All {
		for _, f := range readable() {
			path := filepath.Join("testdata", string(w.Code)+"."+string(f))
			got := document(t, f, sample(), w)
			if *update {
				if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", path, diff)
			}
		}
	}
}

func TestTheOrderGivenDoesNotMatter(t *testing.T) {
	for _, f := range Formats {
		r := sample()
		slices.Reverse(r.Actions)
		if document(t, f, r, lang.French) != document(t, f, sample(), lang.French) {
			t.Errorf("%s depends on the order of its data", f)
		}
	}
}

func TestItemsStandByOwnerThenDueWithNoneLast(t *testing.T) {
	rows := readCSV(t, document(t, CSV, sample(), lang.English), ',')
	var refs []string
	for _, row := range rows[1:] {
		refs = append(refs, row[0])
	}
	want := []string{"A-2015-005", "A-2015-002", "A-2015-003", "A-2015-004"}
	if !slices.Equal(refs, want) {
		t.Errorf("order %q, want %q", refs, want)
	}
}

func readCSV(t testing.TB, doc string, comma rune) [][]string {
	t.Helper()
	in := csv.NewReader(strings.NewReader(doc))
	in.Comma = comma
	rows, err := in.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func TestCSVHasOneRowPerItemAndEveryColumn(t *testing.T) {
	doc := document(t, CSV, sample(), lang.French)
	rows := readCSV(t, doc, ',')
	if got := len(rows) - 1; got != len(sample().Actions) {
		t.Errorf("%d rows for %d items", got, len(sample().Actions))
	}
	want := "number raised_on meeting agenda_point description owner member due status rag overdue carried_over completed_on evidence notes theme links rev as_of tlp"
	if got := strings.Join(rows[0], " "); got != want {
		t.Errorf("columns %q, want %q", got, want)
	}
	if lf := strings.Count(doc, "\n"); strings.Count(doc, "\r\n") != lf {
		t.Errorf("of %d line ends only %d are CR LF", lf, strings.Count(doc, "\r\n"))
	}
	late := rows[3]
	if late[0] != "A-2015-003" || late[8] != "in_progress" || late[9] != "red" || late[10] != "true" || late[11] != "2" {
		t.Errorf("the overdue item reads %q", late)
	}
}

func TestFrenchCSVOpensInAFrenchSpreadsheet(t *testing.T) {
	doc := document(t, FrenchCSV, sample(), lang.English)
	body, ok := strings.CutPrefix(doc, "\ufeff")
	if !ok {
		t.Fatal("no byte order mark")
	}
	rows := readCSV(t, body, ';')
	if rows[0][0] != "Numéro" || rows[0][7] != "Échéance" {
		t.Errorf("headings %q", rows[0])
	}
	if late := rows[3]; late[5] != "Google" || late[7] != "2015-05-05" || late[8] != "en cours" || late[9] != "rouge" || late[10] != "oui" {
		t.Errorf("the overdue item reads %q", late)
	}
}

func TestJSONHasItemsAndTotals(t *testing.T) {
	type count struct {
		Owner            string
		Actions, Overdue int
		CarriedOver      int `json:"carried_over"`
		Owners           []count
	}
	var got struct {
		Schema int
		AsOf   string `json:"as_of"`
		Count  int
		Next   *string
		Totals count
		Items  []map[string]any
	}
	if err := json.Unmarshal([]byte(document(t, JSON, sample(), lang.French)), &got); err != nil {
		t.Fatal(err)
	}
	if got.Schema != 1 || got.AsOf != "2015-05-06" || got.Count != 4 || got.Next != nil || len(got.Items) != 4 {
		t.Errorf("head %+v", got)
	}
	if got.Totals.Actions != 4 || got.Totals.Overdue != 1 || got.Totals.CarriedOver != 1 || len(got.Totals.Owners) != 2 {
		t.Errorf("totals %+v", got.Totals)
	}
	if text := got.Items[1]["text"]; text != sample().Actions[2].Text {
		t.Errorf("JSON lost something of %q: %q", sample().Actions[2].Text, text)
	}
}

func TestMarkdownMarksOverdueAndCountsCarriedOver(t *testing.T) {
	for w, wants := range map[*lang.Words][]string{
		lang.French: {"# Registre des actions – Groupe de contact permanent", "État au 2015-05-06", "**RETARD** 2015-05-05", "reportée ×2",
			"| Google | 2 | 1 | 1 |", "| Total | 4 | 1 | 1 |"},
		lang.English: {"# Action register – ", "As of 2015-05-06", "**LATE** 2015-05-05", "carried over ×2", "| AFA | 2 | 0 | 0 |"},
	} {
		doc := document(t, Markdown, sample(), w)
		for _, want := range wants {
			if !strings.Contains(doc, want) {
				t.Errorf("%s: no %q in\n%s", w.Code, want, doc)
			}
		}
	}
}

func TestAnEmptyRegisterIsADocumentToo(t *testing.T) {
	r := sample()
	r.Actions = nil
	for _, f := range Formats {
		if document(t, f, r, lang.French) == "" {
			t.Errorf("%s: nothing", f)
		}
	}
	if doc := document(t, Markdown, r, lang.French); !strings.Contains(doc, lang.French.Export.NoActions) {
		t.Errorf("does not say that there is nothing:\n%s", doc)
	}
}

func TestNoControlOrHiddenSignLeaves(t *testing.T) {
	r := sample()
	for i, h := range hostile {
		r.Actions = append(r.Actions, schema.Action{Ref: "A-2015-1" + string(rune('a'+i)), Text: h, Notes: h, Evidence: h, Point: h,
			Theme: h, Owner: "google", Member: h, State: schema.ActionOpen, Links: []string{h}})
	}
	for _, f := range readable() {
		doc := strings.TrimPrefix(document(t, f, r, lang.French), "\ufeff")
		if f != Markdown && f != JSON && f != HTML {
			doc = strings.ReplaceAll(doc, "\r\n", "\n")
		}
		doc = strings.ReplaceAll(doc, "\r\n ", "")
		if f == ICS {
			doc = strings.ReplaceAll(doc, "\n ", "")
		}
		if seen := schema.Visible(doc); seen != doc {
			t.Errorf("%s lets pass what is not to be seen: %s", f, cmp.Diff(seen, doc))
		}
	}
}

// full is a writer that takes n bytes.
type full struct{ n int }

var errFull = errors.New("no space left")

func (w *full) Write(p []byte) (int, error) {
	if len(p) > w.n {
		return w.n, errFull
	}
	w.n -= len(p)
	return len(p), nil
}

func TestAFullDiskIsToldWhereverItHappens(t *testing.T) {
	for _, f := range Formats {
		for _, n := range []int{0, 2, 100} {
			if err := Write(&full{n}, f, sample(), lang.French); !errors.Is(err, errFull) {
				t.Errorf("%s, full after %d bytes: %v", f, n, err)
			}
		}
	}
}

func TestFormatsHaveNamesAndTypes(t *testing.T) {
	for _, f := range Formats {
		if got, ok := ParseFormat(" " + strings.ToUpper(string(f))); !ok || got != f {
			t.Errorf("%s is not read as itself", f)
		}
		if MIME(f) == MIME("") {
			t.Errorf("%s has no media type", f)
		}
	}
	for _, s := range []string{"", "xls", "tsv", "csv.fr"} {
		if _, ok := ParseFormat(s); ok {
			t.Errorf("%q passes for a format of documents", s)
		}
	}
	if err := Write(io.Discard, "xls", sample(), lang.French); err == nil {
		t.Error("an unknown format is written")
	}
	if got := FileName(FrenchCSV, "2015-05-06"); got != "actions-2015-05-06.fr.csv" {
		t.Errorf("file name %q", got)
	}
}
