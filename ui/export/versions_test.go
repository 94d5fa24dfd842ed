package export_test

import (
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
