package export

import (
	"bytes"
	"context"
	"encoding/csv"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"contactgroup/schema"
	"contactgroup/ui/lang"
)

// reader is a program that documents are opened in. Without it the test is
// skipped loudly, and fails where .ci/run installs it.
func reader(t *testing.T, name string, args ...string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("%s is missing, which .ci/run installs", name)
		}
		t.Skipf("%s is not installed: what it reads is not tested", name)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	out, err := exec.CommandContext(ctx, path, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
	return string(out)
}

// files writes documents into a folder of the test.
func files(t *testing.T, formats ...Format) string {
	t.Helper()
	dir := t.TempDir()
	for _, f := range formats {
		path := filepath.Join(dir, string(f), "actions."+strings.TrimPrefix(string(f), "fr."))
		if err := os.Mkdir(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(document(t, f, crowded(), lang.French)), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// cells are the rows of the register as people read them.
func cells(r schema.Register) [][]string {
	r.Actions = sorted(r.Actions)
	p := registerPart(r, lang.French)
	rows := append([][]string{p.sheet.headings()}, p.sheet.rows...)
	for _, row := range rows {
		for i, cell := range row {
			row[i] = plain(cell)
		}
	}
	return rows
}

func TestLibreOfficeReadsEachCellOfTheSpreadsheetsAsItWasWritten(t *testing.T) {
	dir := files(t, XLSX, ODS)
	for _, f := range []Format{XLSX, ODS} {
		reader(t, "soffice", "-env:UserInstallation=file://"+dir+"/profile", "--headless", "--convert-to",
			"csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,1", "--outdir", filepath.Join(dir, "read", string(f)),
			filepath.Join(dir, string(f), "actions."+string(f)))
		found, err := filepath.Glob(filepath.Join(dir, "read", string(f), "*.csv"))
		if err != nil || len(found) != 1 {
			t.Fatalf("%s: %v %v", f, found, err)
		}
		body, err := os.ReadFile(found[0])
		if err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(bytes.NewReader(body)).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		want := cells(crowded())
		for i, row := range want {
			if i >= len(rows) || !slices.Equal(rows[i], row) {
				t.Errorf("%s: row %d\n got %q\nwant %q", f, i, rows[min(i, len(rows)-1)], row)
			}
		}
	}
}

// What is printed from an office program has its marking on each page.
func TestLibreOfficePrintsTheMarkingOnEachPage(t *testing.T) {
	dir := files(t, XLSX, ODS, ODT)
	for _, f := range []Format{XLSX, ODS, ODT} {
		out := filepath.Join(dir, "print", string(f))
		reader(t, "soffice", "-env:UserInstallation=file://"+dir+"/profile", "--headless", "--convert-to", "pdf", "--outdir", out, filepath.Join(dir, string(f), "actions."+string(f)))
		pages := strings.Split(strings.TrimSuffix(reader(t, "pdftotext", filepath.Join(out, "actions.pdf"), "-"), "\f"), "\f")
		for i, page := range pages {
			if !strings.Contains(page, "TLP:AMBER") {
				t.Errorf("%s: no marking on page %d of %d:\n%.200s", f, i+1, len(pages), page)
			}
		}
	}
}

func TestLibreOfficeReadsTheText(t *testing.T) {
	dir := files(t, ODT)
	reader(t, "soffice", "-env:UserInstallation=file://"+dir+"/profile", "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", dir,
		filepath.Join(dir, "odt", "actions.odt"))
	body, err := os.ReadFile(filepath.Join(dir, "actions.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range crowded().Actions {
		for line := range strings.SplitSeq(plain(a.Text), "\n") {
			if !strings.Contains(string(body), strings.TrimRight(line, " ")) {
				t.Errorf("%s: no %q", a.Ref, line)
			}
		}
	}
}

func TestPopplerFindsTitlePagesLettersAndText(t *testing.T) {
	dir := files(t, PDF)
	path := filepath.Join(dir, "pdf", "actions.pdf")
	info := reader(t, "pdfinfo", path)
	for _, want := range []string{"Registre des actions – Groupe de contact permanent", "(A4)", "Pages:"} {
		if !strings.Contains(info, want) {
			t.Errorf("no %q in\n%s", want, info)
		}
	}
	if fonts := reader(t, "pdffonts", path); strings.Count(fonts, "yes no  yes") != 2 {
		t.Errorf("letters that are not in the file, or cannot be read back:\n%s", fonts)
	}
	text := reader(t, "pdftotext", "-layout", path, "-")
	for _, want := range []string{"Échéance aujourd’hui", "Fiche contact 24 h/24", "page 1 sur", "TLP:AMBER", "=HYPERLINK(\"http://evil.example\")", "État au 06/05/2015"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
}

func TestPythonReadsTheCalendar(t *testing.T) {
	var b bytes.Buffer
	if err := WritePack(&b, ICS, packSample(crowded()), lang.French); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "pack.ics")
	if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	if exec.Command("/usr/bin/python3", "-c", "import icalendar").Run() != nil && os.Getenv("CI") != "true" {
		t.Skip("python3-icalendar is not installed: what it reads is not tested")
	}
	got := reader(t, "/usr/bin/python3", "-c", `import icalendar, sys
c = icalendar.Calendar.from_ical(open(sys.argv[1], 'rb').read())
todos = [x for x in c.walk('VTODO')]
print(len(todos), len({x['UID'] for x in todos}), len(c.walk('VEVENT')), [x.errors for x in c.walk() if x.errors])`, path)
	n := len(crowded().Actions)
	if want := strings.Join([]string{itoa(n), itoa(n), "1", "[]"}, " "); strings.TrimSpace(got) != want {
		t.Errorf("read %q, want %q", got, want)
	}
}

func TestChromiumPrintsThePage(t *testing.T) {
	dir := files(t, HTML)
	out := filepath.Join(dir, "printed.pdf")
	reader(t, "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir="+filepath.Join(dir, "profile"), "--no-pdf-header-footer",
		"--print-to-pdf="+out, "file://"+filepath.Join(dir, "html", "actions.html"))
	text := reader(t, "pdftotext", "-layout", out, "-")
	for _, want := range []string{"Registre des actions", "Échéance aujourd’hui", "TLP:AMBER", "<script>alert(1)</script>"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
}
