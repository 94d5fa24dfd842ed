package export

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"contactgroup/schema"
	"contactgroup/ui/lang"
)

func TestPrintNamesWhatItHasNoLettersFor(t *testing.T) {
	p := &sheetOfPaper{book: &book{words: lang.French}}
	for text, want := range map[string]string{
		"Été à l’œuvre « oui » – 10 € Ελλάς Россия": "Été à l’œuvre « oui » – 10 € Ελλάς Россия",
		"dit مرحبا بكم, puis part":                  "dit [texte arabe, 9 signes : voir la version HTML], puis part",
		"視頻を削除 !":                                   "[texte chinois ou japonais, 5 signes : voir la version HTML] !",
		"삭제":                                        "[texte coréen, 2 signes : voir la version HTML]",
		"oui 👍":                                     "oui [U+1F44D]",
		"🇫🇷🎉🎉🎉🎉":                                    "[U+1F1EB U+1F1F7 U+1F389 U+1F389 …]",
		"一\n二":                                      "[texte chinois ou japonais, 1 signe : voir la version HTML]\n[texte chinois ou japonais, 1 signe : voir la version HTML]",
	} {
		if got := p.printable(text); got != want {
			t.Errorf("%q is printed as %q, want %q", text, got, want)
		}
	}
	for _, text := range hostile {
		if got := p.printable(plain(text)); strings.ContainsFunc(got, unprinted) {
			t.Errorf("%q is printed as %q", text, got)
		}
	}
}

func TestNoNumberAndNoDayIsBrokenInAnyTableOfAPack(t *testing.T) {
	var out bytes.Buffer
	p := schema.Pack{Register: sample(), Requests: true, Figures: true}
	day := schema.Date{Year: 2015, Month: 4, Day: 22}
	p.Commitments = []schema.Commitment{{Ref: "E-2015-006", Org: "afa", Text: strings.Repeat("Tenir un point de contact. ", 8), Theme: "groupe de contact", Made: day,
		Origin: "Réunion ministérielle du 22 avril 2015", State: schema.CommitmentPartly, Evidence: "Deux points tenus."}}
	p.Disputes = []schema.Dispute{{Ref: "GOO-2015-0042", Addressee: "google", Subject: "Vidéo de revendication", Label: schema.P2, Contents: 12, Reason: "Maintenue.",
		Outcomes: []schema.Outcome{schema.OutcomeInsufficient, schema.OutcomeManifestError}, On: day, TLP: schema.TLPAmberStrict}}
	if err := WritePack(&out, PDF, p, lang.French); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "pack.pdf")
	if err := os.WriteFile(path, out.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	text := reader(t, "pdftotext", "-layout", path, "-")
	for _, whole := range []string{"E-2015-006", "22/04/2015", "GOO-2015-0042", "TLP:AMBER+STRICT", "Justificatif", "Contenus"} {
		if !strings.Contains(text, whole) {
			t.Errorf("%s is broken:\n%s", whole, text)
		}
	}
}
