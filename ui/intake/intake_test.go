package intake

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"
	"time"
	"unicode/utf16"

	"contactgroup/schema"
	"contactgroup/ui/lang"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/charmap"
)

// read gives the rows of a file and, in one line each, its faults in English.
func read(in io.Reader, o Options) (rows []schema.IntakeRow, faults []string) {
	for row, err := range Read(in, o) {
		if err != nil {
			faults = append(faults, lang.English.Error(err))
			continue
		}
		rows = append(rows, row)
	}
	return rows, faults
}

var paris = Options{Zone: schema.Paris}

// full is what every way to write it must give.
var full = schema.IntakeRow{
	Line: 2, Case: "D-2015-0003", Kind: schema.KindWithdrawal, URL: "https://videos.example/é?v=1", Type: "video", Operator: "Google",
	Regime: schema.RegimeLCEN, LegalBasis: "LCEN art. 6-1", Label: schema.P1, Subject: "Vidéo d’apologie", Reasons: "Deux motifs :\nun, deux",
	TLP: schema.TLPRed, ReportedAt: time.Date(2015, 5, 6, 8, 0, 0, 0, time.UTC), ExternalRef: "PH-1",
}

const (
	englishCSV = "case,kind,url,type,operator,legal_regime,legal_basis,label,subject,reasons,tlp,reported_at,external_ref\n" +
		"D-2015-0003,withdrawal,https://videos.example/é?v=1,video,Google,lcen_6_1,LCEN art. 6-1,P1,Vidéo d’apologie,\"Deux motifs :\nun, deux\",red,2015-05-06T10:00:00+02:00,PH-1\n"
	frenchCSV = "Référence externe;Signalé le;TLP;Motifs;Objet;Étiquette;Base légale;RÉGIME;Opérateur;Type;Lien;Nature;Dossier\r\n" +
		"PH-1;06/05/2015 10:00;rouge;\"Deux motifs :\r\nun, deux\";Vidéo d’apologie;p1;LCEN art. 6-1;LCEN;Google;vidéo;https://videos.example/é?v=1;Demande de retrait;D-2015-0003\r\n"
	jsonLine = `{"case":"D-2015-0003","Kind":"retrait","url":"https://videos.example/é?v=1","type":"VIDEO","operator":"Google","legal_regime":null,` +
		`"legal_basis":"LCEN art. 6-1","label":"P1","objet":"Vidéo d’apologie","reasons":"Deux motifs :\nun, deux","tlp":"Red","reported_at":"2015-05-06 10:00","external_ref":"PH-1"}`
)

func windows(t testing.TB, s string) string {
	t.Helper()
	out, err := charmap.Windows1252.NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func wide(s string, high bool) string {
	var b strings.Builder
	for _, u := range utf16.Encode([]rune("\ufeff" + s)) {
		if high {
			b.Write([]byte{byte(u >> 8), byte(u)})
		} else {
			b.Write([]byte{byte(u), byte(u >> 8)})
		}
	}
	return b.String()
}

func TestOneRowReadsTheSameHoweverItIsWritten(t *testing.T) {
	for name, file := range map[string]string{
		"commas, English": englishCSV, "semicolons, French": frenchCSV, "tabs": strings.ReplaceAll(frenchCSV, ";", "\t"),
		"with a byte order mark": "\ufeff" + frenchCSV, "Windows-1252": windows(t, frenchCSV),
		"UTF-16 little endian": wide(frenchCSV, false), "UTF-16 big endian": wide(frenchCSV, true),
		"no last newline": strings.TrimSuffix(englishCSV, "\n"), "empty rows at the end": frenchCSV + ";;;;;;;;;;;;\r\n\r\n",
		"a separator too many": strings.ReplaceAll(strings.ReplaceAll(frenchCSV, "Dossier\r", "Dossier;\r"), "0003\r", "0003;\r"),
		"JSON Lines":           "\n" + jsonLine, "JSON Lines with a byte order mark": "\ufeff\r\n" + jsonLine + "\r\n",
	} {
		for how, in := range map[string]io.Reader{
			"at once": strings.NewReader(file), "byte by byte": iotest.OneByteReader(strings.NewReader(file)),
			"last data with its end": iotest.DataErrReader(strings.NewReader(file)),
		} {
			rows, faults := read(in, paris)
			if diff := cmp.Diff([]schema.IntakeRow{full}, rows); diff != "" || faults != nil {
				t.Errorf("%s, %s: %q (-want +got)\n%s", name, how, faults, diff)
			}
		}
	}
}

func TestWhatIsNotSaidIsCurrentAmberAndOfItsKindsRegime(t *testing.T) {
	rows, faults := read(strings.NewReader("url,kind,subject,operator\nhttp://a.example/,removal_order,=1+1,google\n"), Options{})
	want := []schema.IntakeRow{{
		Line: 2, Kind: schema.KindRemovalOrder, URL: "http://a.example/", Operator: "google", Subject: "=1+1",
		Regime: schema.RegimeTCO, Label: schema.P3, TLP: schema.TLPAmber,
	}}
	if diff := cmp.Diff(want, rows); diff != "" || faults != nil {
		t.Errorf("%q (-want +got)\n%s", faults, diff)
	}
}

const head = "kind,url,operator,subject,reported_at,reasons\n"
const good = "retrait,https://a.example/1,google,Objet,2015-05-06,\"un\n\ndeux\"\n" // three lines

func TestARowsFaultsAreToldTogetherAndTheNextRowIsRead(t *testing.T) {
	file := head + good +
		"nothing,ftp://x,,Sujet \x1b[2J,31/02/2015,\n" + // line 5
		good +
		"retrait,https://a.example/2,google\n" + // line 9
		"retrait,https://a.example/3,google,Objet,,,extra\n" + // line 10
		good
	rows, faults := read(strings.NewReader(file), paris)
	var lines []int
	for _, r := range rows {
		lines = append(lines, r.Line)
	}
	if want := []int{2, 6, 11}; !cmp.Equal(lines, want) {
		t.Errorf("rows at lines %v, want %v", lines, want)
	}
	want := []string{
		"line 5, column “kind”: “nothing” is unknown. Check how it is written. line 5, column “url”: “ftp://x” is not an http(s) address. Begin it with https://. " +
			"line 5, column “operator”: this field is required. Fill it in. line 5, column “subject”: control character refused, remove it (U+001B). (position 7) " +
			"line 5, column “reported_at”: “31/02/2015” is not a date. Examples: 2h, tomorrow 9am, monday, 20/05, 2015-05-20.",
		"line 9: the row does not have as many cells as the heading (6). Check its separators.",
		"line 10: the row does not have as many cells as the heading (6). Check its separators.",
	}
	if diff := cmp.Diff(want, faults); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestFaultsNameTheHeadingOfTheFileAndItsPlace(t *testing.T) {
	for row, err := range Read(strings.NewReader("Objet;Lien;Nature;Opérateur\nx;y;retrait;google\n"), Options{}) {
		var fault *schema.RowError
		if !errors.As(err, &fault) || !errors.Is(err, schema.ErrInvalid) {
			t.Fatalf("%v, %v", row, err)
		}
		if f := fault.Faults[0]; f.Line != 2 || f.Column != "Lien" || f.Place != 2 {
			t.Errorf("%+v", f)
		}
		if got := lang.French.Error(err); got != "ligne 2, colonne « Lien » : « y » n’est pas une adresse http(s). Commencez-la par https://." {
			t.Errorf("%q", got)
		}
	}
}

func TestJSONLinesDoNotDependOnEachOther(t *testing.T) {
	const row = `{"kind":"retrait","url":"https://a.example/","operator":"google","subject":"x","external_ref":12}`
	file := strings.Join([]string{row, "{", row, `{"kind":"retrait","url":["a"],"subject":true}`, `["a"]`, row[:len(row)-1] + `,"URL":"b"}`,
		row + row, row[:len(row)-1] + `,"colour":"red"}`, `{"reasons":` + strings.Repeat("[", 40) + strings.Repeat("]", 40) + "}", row}, "\n")
	rows, faults := read(strings.NewReader(file), Options{})
	if len(rows) != 3 || rows[2].Line != 10 || rows[0].ExternalRef != "12" {
		t.Errorf("rows %+v", rows)
	}
	const broken = "this is not a JSON object of texts, one per line. Correct the line."
	want := []string{
		"line 2: " + broken, "line 4, column “url”: " + broken + " line 4, column “subject”: " + broken, "line 5: " + broken,
		"line 6: the column “URL” is there twice. Remove one of them.", "line 7: " + broken, "", "line 9, column “reasons”: " + broken,
	}
	if len(faults) != len(want) {
		t.Fatalf("%d faults: %q", len(faults), faults)
	}
	want[5] = faults[5]
	if diff := cmp.Diff(want, faults); diff != "" || !strings.HasPrefix(faults[5], "line 8: unknown column: “colour”.") {
		t.Errorf("%q (-want +got)\n%s", faults[5], diff)
	}
}

func TestFaultsOfTheFileEndReading(t *testing.T) {
	long := strings.Repeat("x", 300)
	for name, tc := range map[string]struct {
		file string
		o    Options
		line int
		why  schema.Reason
	}{
		"a quote never closed":           {head + good + "retrait,\"https://a.example,google\n" + good, Options{}, 5, schema.WhyQuote},
		"a quote inside a cell":          {head + "retrait,htt\"ps://a,google,x,,\n", Options{}, 2, schema.WhyQuote},
		"a column nobody knows":          {"kind,url,operator,subject,colour\n" + good, Options{}, 1, schema.WhyColumn},
		"a column missing":               {"kind,url,operator\n" + good, Options{}, 1, schema.WhyNoColumn},
		"a column twice, in French too":  {"kind,url,operator,subject,objet\n" + good, Options{}, 1, schema.WhyTwice},
		"no sign of a table":             {long + "\n" + long, Options{}, 1, schema.WhyColumn},
		"an empty file":                  {"", Options{}, 1, schema.WhyNoRows},
		"a heading alone":                {head, Options{}, 2, schema.WhyNoRows},
		"blank lines alone":              {"\n\n\n", Options{}, 1, schema.WhyNoRows},
		"JSON Lines without lines":       {"\n\n", Options{Format: JSONLines}, 2, schema.WhyNoRows},
		"too many rows":                  {head + good + good + good, Options{MaxRows: 2}, 8, schema.WhyTooMany},
		"too many bytes":                 {head + good + good, Options{MaxBytes: 100}, 2, schema.WhyTooLarge},
		"too many bytes, JSON":           {jsonLine + "\n" + jsonLine, Options{MaxBytes: int64(len(jsonLine)) + 10}, 2, schema.WhyTooLarge},
		"a row that never ends":          {head + good + "\"" + strings.Repeat("x\n", 60_000), Options{MaxCell: 80}, 5, schema.WhyTooLong},
		"UTF-16 without byte order mark": {wide(frenchCSV, false)[2:], Options{}, 1, schema.WhyCharset},
		"a broken byte amid UTF-8":       {head + "retrait,https://a.example/é,google,été \xff été,,\n", Options{}, 2, schema.WhyCharset},
		"a broken byte far away":         {head + strings.Repeat("retrait,https://a.example/é,google,été,,\n", 5000) + "\xff", Options{}, 5002, schema.WhyCharset},
	} {
		var last error
		for _, err := range Read(strings.NewReader(tc.file), tc.o) {
			if last != nil {
				t.Errorf("%s: reading went on after %v", name, last)
			}
			var row *schema.RowError
			if err != nil && !errors.As(err, &row) {
				last = err
			}
		}
		var file *schema.FileError
		var fault *schema.Fault
		if !errors.As(last, &file) || !errors.As(last, &fault) || file.Line != tc.line || fault.Why != tc.why {
			t.Errorf("%s: %v, want %s at line %d", name, last, tc.why, tc.line)
		}
	}
}

func TestAFailureOfTheMachineIsTold(t *testing.T) {
	broken := errors.New("connection lost")
	in := io.MultiReader(strings.NewReader(head+good), iotest.ErrReader(broken))
	var last error
	for _, err := range Read(in, Options{}) {
		last = err
	}
	if !errors.Is(last, broken) {
		t.Errorf("%v", last)
	}
}

func TestCellsHaveALimit(t *testing.T) {
	_, faults := read(strings.NewReader("kind,url,operator,subject,reasons\nretrait,http://a.example,google,x,"+strings.Repeat("é", 60)+"\n"), Options{MaxCell: 100})
	if len(faults) != 1 || faults[0] != "line 2, column “reasons”: too long (limit 100). Shorten it." {
		t.Errorf("%q", faults)
	}
	_, faults = read(strings.NewReader("kind,url,operator,subject\nretrait,"+strings.Repeat("é", 3000)+",google,x\n"), Options{})
	if len(faults) != 1 || len(faults[0]) > 400 {
		t.Errorf("a fault repeats too much: %q", faults)
	}
}

func TestReadingStopsWhenNobodyListens(t *testing.T) {
	for range Read(strings.NewReader(head+good+good), Options{}) {
		break
	}
	for range Read(strings.NewReader(head+"x,,,,,\n"+good), Options{}) {
		break
	}
}

func TestMemoryDoesNotGrowWithTheFile(t *testing.T) {
	row := []byte("retrait,https://a.example/1,google,Objet,2015-05-06,un\n")
	file := io.MultiReader(strings.NewReader(head), &repeat{row: row})
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	rows := 0
	for _, err := range Read(file, Options{MaxBytes: 4 << 20, MaxRows: 1 << 30}) {
		if rows++; rows == 60_000 {
			runtime.GC()
			runtime.ReadMemStats(&after)
		}
		if err != nil && !errors.Is(err, schema.ErrInvalid) {
			t.Fatal(err)
		}
	}
	if grown := int64(after.HeapAlloc) - int64(before.HeapAlloc); rows < 60_000 || grown > 2<<20 {
		t.Errorf("after %d rows %d bytes more are held", rows, grown)
	}
}

// repeat gives the same row over and over.
type repeat struct {
	row []byte
	at  int
}

func (r *repeat) Read(p []byte) (int, error) {
	n := copy(p, r.row[r.at:])
	r.at = (r.at + n) % len(r.row)
	return n, nil
}

func TestEveryColumnHasItsFrenchHeading(t *testing.T) {
	seen := map[string]string{}
	for _, c := range columns {
		for _, name := range append([]string{c.name}, c.french...) {
			if other, taken := seen[name]; taken {
				t.Errorf("%s means %s and %s", name, other, c.name)
			}
			seen[name] = c.name
			if got := columnOf(" " + strings.ToUpper(strings.ReplaceAll(name, "_", " "))); got != c {
				t.Errorf("heading %q is not found", name)
			}
		}
	}
}

func fuzz(f *testing.F, format Format) {
	f.Fuzz(func(t *testing.T, file []byte) {
		last := 0
		ended := false
		for row, err := range Read(bytes.NewReader(file), Options{Format: format, MaxBytes: 1 << 20, MaxCell: 4 << 10, MaxRows: 1000}) {
			if ended {
				t.Fatal("reading went on after a fault of the file")
			}
			var rowErr *schema.RowError
			var fileErr *schema.FileError
			at := row.Line
			switch {
			case errors.As(err, &rowErr):
				at = rowErr.Faults[0].Line
			case errors.As(err, &fileErr):
				at, ended = max(fileErr.Line, last), true
			case err != nil:
				t.Fatalf("%T: %v", err, err)
			case row.URL == "" || row.Operator == "" || row.Subject == "" || row.Kind == "" || row.Regime == "":
				t.Fatalf("passes: %+v", row)
			}
			if at < 1 || at < last || at > bytes.Count(file, []byte("\n"))+bytes.Count(file, []byte("\r"))+1 {
				t.Fatalf("line %d after line %d (%v)", at, last, err)
			}
			last = at
			if err != nil {
				_ = fmt.Sprint(err, lang.French.Error(err))
			}
		}
	})
}

func FuzzCSV(f *testing.F) {
	for _, s := range []string{englishCSV, frenchCSV, wide(frenchCSV, true), head + good + "\"", "kind;url\n", "\ufeff,,,\n", head + "\xe9\xff"} {
		f.Add([]byte(s))
	}
	fuzz(f, CSV)
}

func FuzzJSONL(f *testing.F) {
	for _, s := range []string{jsonLine, "{}\n[]\n", `{"url":{"a":[1,{"b":null}]}}`, "{\"a\":\"\\ud800\"}", "\xff\xfe{\x00}\x00"} {
		f.Add([]byte(s))
	}
	fuzz(f, JSONLines)
}
