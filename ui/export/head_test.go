package export

import (
	"bytes"
	"errors"
	"io"
	"testing"

	"contactgroup/schema"
	"contactgroup/ui/lang"
)

// What is sent before a document's data are read is what the document begins
// with: each document, format and language, also of nothing and of hostile names.
func TestADocumentBeginsAsItWasBegun(t *testing.T) {
	for _, group := range []string{"Groupe de contact permanent", "=1+1|<b>\x1b[31m\nA\u202eZ", ""} {
		full := sample()
		full.Group = group
		empty := schema.Register{Group: group, AsOf: full.AsOf}
		for _, words := range []*lang.Words{lang.French, lang.English} {
			for _, d := range AllDocuments {
				for _, f := range d.Formats() {
					for _, r := range []schema.Register{full, empty} {
						begunAs(t, d, f, r, words)
					}
				}
			}
		}
	}
}

func begunAs(t *testing.T, d Document, f Format, r schema.Register, words *lang.Words) {
	t.Helper()
	write := func(w io.Writer) error {
		if d == DocumentPack {
			return WritePack(w, f, packSample(r), words)
		}
		return WriteDocument(w, d, f, r, words)
	}
	var whole, parted bytes.Buffer
	if err := write(&whole); err != nil {
		t.Fatal(err)
	}
	rest, err := Begin(&parted, d, f, r.Group, words)
	if err != nil || parted.Len() == 0 {
		t.Fatalf("%s.%s: begun with %d bytes, error %v", d, f, parted.Len(), err)
	}
	if err := write(rest); err != nil {
		t.Errorf("%s.%s of %q: %v", d, f, r.Group, err)
	} else if !bytes.Equal(whole.Bytes(), parted.Bytes()) {
		t.Errorf("%s.%s of %q: other bytes when begun early", d, f, r.Group)
	}
}

// Nothing follows a beginning that is another document's.
func TestADocumentThatBeginsOtherwiseIsNotWritten(t *testing.T) {
	var out bytes.Buffer
	rest, err := Begin(&out, DocumentAgenda, Markdown, "another group", lang.French)
	if err != nil {
		t.Fatal(err)
	}
	begun := out.Len()
	if err := WriteDocument(rest, DocumentAgenda, Markdown, sample(), lang.French); !errors.Is(err, errBegunOtherwise) || out.Len() != begun {
		t.Errorf("a document of another group: error %v, %d bytes after the beginning", err, out.Len()-begun)
	}
}
