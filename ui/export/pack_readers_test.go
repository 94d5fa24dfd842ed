package export

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"contactgroup/schema"
	"contactgroup/ui/lang"
)

// packsToOpen are the packs that readers have trouble with: of a meeting with
// nothing, of texts typed to do harm, of 500 action items.
func packsToOpen() map[string]schema.Pack {
	empty := schema.Pack{For: "Google", Audience: "google", Figures: true, Requests: true, Register: schema.Register{
		Group: "Groupe de contact permanent", AsOf: date(2015, 6, 3), TLP: schema.TLPAmber, Zone: "Europe/Paris",
		Meeting: schema.Meeting{Ref: "2015-06-03", Format: schema.MeetingPlenary, State: schema.MeetingClosed, Starts: time.Date(2015, 6, 3, 12, 30, 0, 0, time.UTC)}}}
	harm := packSample(crowded())
	harm.Actions = append(harm.Actions, schema.Action{Ref: "A-2015-901", Owner: "afa", State: schema.ActionOpen,
		Text: strings.Repeat("=1+1 \u202e日本 مرحبا e\u0301 ", 500), Notes: strings.Repeat("w", 3000)})
	many := packSample(sample())
	items := many.Actions
	many.Actions = nil
	for i := range 500 {
		a := items[i%len(items)]
		a.Ref = fmt.Sprintf("A-2015-%05d", i)
		many.Actions = append(many.Actions, a)
	}
	return map[string]schema.Pack{"empty": empty, "harm": harm, "many": many}
}

// packFiles writes each pack in those formats, as NAME-FORMAT.EXTENSION.
func packFiles(t *testing.T, formats ...Format) (dir string, paths []string) {
	t.Helper()
	dir = t.TempDir()
	for name, p := range packsToOpen() {
		for _, f := range formats {
			var b bytes.Buffer
			if err := WritePack(&b, f, p, lang.French); err != nil {
				t.Fatal(name, f, err)
			}
			path := filepath.Join(dir, fmt.Sprintf("%s-%s.%s", name, strings.ReplaceAll(string(f), ".", ""), strings.TrimPrefix(string(f), "fr.")))
			if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
				t.Fatal(err)
			}
			paths = append(paths, path)
		}
	}
	return dir, paths
}

// office converts files with LibreOffice into the folder "read" beside them.
func office(t *testing.T, dir string, paths []string, args ...string) {
	t.Helper()
	args = append([]string{"-env:UserInstallation=file://" + dir + "/profile", "--headless"}, args...)
	reader(t, "soffice", append(append(args, "--outdir", filepath.Join(dir, "read")), paths...)...)
}

func rowsOf(t *testing.T, path string) [][]string {
	t.Helper()
	body, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	in := csv.NewReader(bytes.NewReader(body))
	in.FieldsPerRecord = -1
	rows, err := in.ReadAll()
	if err != nil {
		t.Fatal(path, err)
	}
	return rows
}

func sameRows(t *testing.T, what string, got, want [][]string) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("%s: %d rows, want %d", what, len(got), len(want))
		return
	}
	for i := range want {
		if !slices.Equal(got[i], want[i]) {
			t.Errorf("%s: row %d\n got %.300q\nwant %.300q", what, i, got[i], want[i])
		}
	}
}

func TestLibreOfficeReadsEachCellOfEachSheetOfAPack(t *testing.T) {
	dir, paths := packFiles(t, XLSX, ODS)
	office(t, dir, paths, "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1")
	for name, p := range packsToOpen() {
		p.Actions = sorted(p.Actions)
		b := packBook(p, lang.French)
		for _, f := range []Format{XLSX, ODS} {
			for _, q := range append(b.parts, b.aboutPart()) {
				want := append([][]string{q.sheet.headings()}, q.sheet.all()...)
				for i := range want {
					want[i] = each(want[i], plain)
				}
				sheet := sheetName(q.title)
				sameRows(t, name+" "+string(f)+" "+sheet, rowsOf(t, filepath.Join(dir, "read", fmt.Sprintf("%s-%s-%s.csv", name, f, sheet))), want)
			}
		}
	}
}

func TestLibreOfficeReadsEachCellOfTheFrenchCSV(t *testing.T) {
	dir, paths := packFiles(t, FrenchCSV)
	office(t, dir, paths, "--infilter=CSV:59,34,76,1", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false")
	for name, p := range packsToOpen() {
		var b bytes.Buffer
		if err := WritePack(&b, FrenchCSV, p, lang.French); err != nil {
			t.Fatal(err)
		}
		in := csv.NewReader(strings.NewReader(strings.TrimPrefix(b.String(), byteOrderMark)))
		in.Comma = ';'
		want, err := in.ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		sameRows(t, name, rowsOf(t, filepath.Join(dir, "read", name+"-frcsv.csv")), want)
	}
}

func TestLibreOfficePrintsAPackWithItsMarkingAndNumberOnEachPage(t *testing.T) {
	dir, paths := packFiles(t, XLSX, ODS, ODT)
	office(t, dir, paths, "--convert-to", "pdf")
	for name := range packsToOpen() {
		for _, f := range []Format{XLSX, ODS, ODT} {
			pages := strings.Split(strings.TrimSuffix(reader(t, "pdftotext", "-layout", filepath.Join(dir, "read", fmt.Sprintf("%s-%s.pdf", name, f)), "-"), "\f"), "\f")
			for i, page := range pages {
				number := strconv.Itoa(i+1) + map[Format]string{XLSX: " / ", ODS: "/", ODT: " sur "}[f] + strconv.Itoa(len(pages))
				if !strings.Contains(page, "TLP:AMBER") || !strings.Contains(page, number) {
					t.Errorf("%s.%s: no marking, or no %q, on that page:\n%.300s", name, f, number, page)
				}
			}
		}
	}
}

func TestPopplerReadsAPackToItsLastLineAndItsTitle(t *testing.T) {
	dir, _ := packFiles(t, PDF)
	for name, want := range map[string][]string{
		"empty": {"Totaux", "Total", "Aucune action en cours.", "Aucune réponse sur la période.", "Aucun refus contesté."},
		"harm":  {"=HYPERLINK(\"http://evil.example\")", "[texte arabe, 5 signes : voir la version HTML]", "A-2015-901"},
		"many":  {"A-2015-00000", "A-2015-00499", "GOO-2015-0021", "Opérateur", "06/05/2015"},
	} {
		path := filepath.Join(dir, name+"-pdf.pdf")
		info := reader(t, "pdfinfo", path)
		for _, line := range []string{"Dossier de réunion – Groupe de contact permanent", "(A4)", "Metadata Stream: yes"} {
			if !strings.Contains(info, line) || strings.Contains(info, "Error") {
				t.Errorf("%s: no %q, or an error, in\n%s", name, line, info)
			}
		}
		if meta := reader(t, "pdfinfo", "-meta", path); !strings.Contains(meta, `<rdf:li xml:lang="fr">Dossier de réunion – Groupe de contact permanent</rdf:li>`) {
			t.Errorf("%s: its title has no language in\n%s", name, meta)
		}
		if body, err := os.ReadFile(path); err != nil || !bytes.Contains(body, []byte("/DisplayDocTitle true")) || !bytes.Contains(body, []byte("/Lang (fr)")) {
			t.Errorf("%s: its title or its language is not shown: %v", name, err)
		}
		text := reader(t, "pdftotext", "-layout", path, "-")
		if strings.Contains(text, "Syntax Error") {
			t.Errorf("%s: %.200s", name, text)
		}
		for _, line := range want {
			if !strings.Contains(text, line) {
				t.Errorf("%s: no %q", name, line)
			}
		}
	}
}

func TestChromiumPrintsEachRowOfAPack(t *testing.T) {
	dir, _ := packFiles(t, HTML)
	for name, p := range packsToOpen() {
		out := filepath.Join(dir, name+".pdf")
		reader(t, "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir="+filepath.Join(dir, "profile"), "--no-pdf-header-footer",
			"--print-to-pdf="+out, "file://"+filepath.Join(dir, name+"-html.html"))
		text := reader(t, "pdftotext", "-layout", out, "-")
		for _, a := range p.Actions {
			if !strings.Contains(text, a.Ref) {
				t.Errorf("%s: no %s", name, a.Ref)
			}
		}
		if !strings.Contains(text, "Totaux") || !strings.Contains(text, "TLP:AMBER") || strings.Contains(text, "<script>alert(1)</script>") != (name != "empty") {
			t.Errorf("%s: %.300s", name, text)
		}
	}
}

func TestCalendarsOfPacksAreReadByPythonAndByJavaScript(t *testing.T) {
	dir, paths := packFiles(t, ICS)
	for name, p := range packsToOpen() {
		path := filepath.Join(dir, name+"-ics.ics")
		if !slices.Contains(paths, path) {
			t.Fatal(paths)
		}
		want := fmt.Sprintf("%d %d 1", len(p.Actions), len(p.Actions))
		for program, got := range map[string]string{"python3-icalendar": pythonReads(t, path), "ical.js": javaScriptReads(t, path)} {
			if strings.TrimSpace(got) != want {
				t.Errorf("%s of %s read %q, want %q", program, name, got, want)
			}
		}
	}
}
