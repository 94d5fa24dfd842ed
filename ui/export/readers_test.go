package export

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

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

// pythonReads counts a calendar's to-dos, their UIDs and its events, and what it
// finds wrong with them.
func pythonReads(t *testing.T, path string) string {
	t.Helper()
	if exec.Command("/usr/bin/python3", "-c", "import icalendar").Run() != nil && os.Getenv("CI") != "true" {
		t.Skip("python3-icalendar is not installed: what it reads is not tested")
	}
	return reader(t, "/usr/bin/python3", "-c", `import icalendar, sys
c = icalendar.Calendar.from_ical(open(sys.argv[1], 'rb').read())
todos = [x for x in c.walk('VTODO')]
print(len(todos), len({x['UID'] for x in todos}), len(c.walk('VEVENT')), *[x.errors for x in c.walk() if x.errors])`, path)
}

// javaScriptReads is pythonReads with ical.js, which is found as node finds it.
func javaScriptReads(t *testing.T, path string) string {
	t.Helper()
	if exec.Command("node", "-e", "require('ical.js')").Run() != nil && os.Getenv("CI") != "true" {
		t.Skip("ical.js is not installed: what it reads is not tested")
	}
	return reader(t, "node", "-e", `const ical = require('ical.js'), I = ical.default || ical
I.design.strict = true
const c = new I.Component(I.parse(require('fs').readFileSync(process.argv[1], 'utf8')))
const todos = c.getAllSubcomponents('vtodo')
for (const x of todos) { x.getFirstPropertyValue('dtstamp').toJSDate(); if (!x.getFirstPropertyValue('summary')) throw x.toString() }
console.log(todos.length, new Set(todos.map(x => x.getFirstPropertyValue('uid'))).size, c.getAllSubcomponents('vevent').map(x => new I.Event(x)).length)`, path)
}
