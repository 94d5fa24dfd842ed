package export_test

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"
	"time"

	"contactgroup/schema"
	"contactgroup/ui/export"
	"contactgroup/ui/lang"
)

func TestACorrectionIsExportedWithWhatItChanged(t *testing.T) {
	r := schema.Register{Group: "Groupe", AsOf: schema.Date{Year: 2015, Month: 5, Day: 7}, TLP: schema.TLPAmber, Zone: "Europe/Paris", Meeting: schema.Meeting{
		Ref: "2015-05-06", State: schema.MeetingClosed, Decisions: []schema.Decision{{N: 1, Text: "Deux."}}, Versions: []schema.MinutesVersion{
			{N: 1, At: time.Unix(0, 0), Hash: "aa"},
			{N: 2, At: time.Unix(60, 0), Hash: "bb", Reason: "=faute", Changes: []schema.Change{{Field: "decisions#1", From: "Un.", To: "Deux."}}}}}}
	for format, want := range map[export.Format][]string{
		export.HTML:     {"Relevé arrêté", "=faute", "décision 1 : « Un. » → « Deux. »", "bb"},
		export.JSON:     {`"versions": [`, `"sha256": "aa"`, `"reason": "=faute"`, `"field": "decisions#1"`, `"from": "Un."`, `"to": "Deux."`},
		export.Markdown: {"## Relevé arrêté", "- relevé v1 · sha256 aa\n", "motif : =faute", "  - décision 1 : « Un. » → « Deux. »"},
	} {
		var out strings.Builder
		if err := export.WriteDocument(&out, export.DocumentDecisions, format, r, lang.French); err != nil {
			t.Fatal(err)
		}
		for _, text := range want {
			if !strings.Contains(out.String(), text) {
				t.Errorf("%s lacks %q:\n%s", format, text, out.String())
			}
		}
		var agenda strings.Builder
		if err := export.WriteDocument(&agenda, export.DocumentAgenda, format, r, lang.French); err != nil || strings.Contains(agenda.String(), "bb") {
			t.Errorf("the agenda tells of versions: %v\n%s", err, agenda.String())
		}
	}
}

// TestACorrectionIsInEachFormatThatHasAPlaceForIt opens what is packed; a PDF is
// read by its reader where the readers of documents are tried.
func TestACorrectionIsInEachFormatThatHasAPlaceForIt(t *testing.T) {
	r := schema.Register{Group: "Groupe", AsOf: schema.Date{Year: 2015, Month: 5, Day: 7}, TLP: schema.TLPAmber, Zone: "Europe/Paris", Meeting: schema.Meeting{
		Ref: "2015-05-06", State: schema.MeetingClosed, Decisions: []schema.Decision{{N: 1, Text: "Deux."}}}}
	for _, format := range []export.Format{export.XLSX, export.ODS, export.ODT} {
		written := func(versions ...schema.MinutesVersion) string {
			r.Meeting.Versions = versions
			var out bytes.Buffer
			if err := export.WriteDocument(&out, export.DocumentDecisions, format, r, lang.French); err != nil {
				t.Fatal(err)
			}
			return unpacked(t, out.Bytes())
		}
		first := schema.MinutesVersion{N: 1, At: time.Unix(0, 0), Hash: "aa"}
		fix := schema.MinutesVersion{N: 2, At: time.Unix(60, 0), Hash: "bb", Reason: "Oubli", Changes: []schema.Change{{Field: "decisions#1", From: "Un.", To: "Deux."}}}
		if text := written(first, fix); !strings.Contains(text, "Oubli") || !strings.Contains(text, "« Un. » → « Deux. »") {
			t.Errorf("%s does not tell of the correction", format)
		}
		if strings.Contains(written(first), "Oubli") {
			t.Errorf("%s tells of a correction that is none", format)
		}
	}
}

// unpacked is the text of all files of an archive.
func unpacked(t *testing.T, archive []byte) string {
	t.Helper()
	files, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for _, f := range files.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(&out, in); err != nil {
			t.Fatal(err)
		}
		in.Close()
	}
	return out.String()
}
