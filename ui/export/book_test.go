package export

import (
	"bytes"
	"testing"

	"contactgroup/schema"
	"contactgroup/ui/lang"
)

// crowded is a register of hostile and long texts besides good ones.
func crowded() schema.Register {
	r := sample()
	for i, h := range hostile {
		r.Actions = append(r.Actions, schema.Action{Ref: "A-2015-1" + string(rune('a'+i)), Text: h, Notes: h, Evidence: h, Point: h,
			Theme: h, Owner: "google", Member: h, State: schema.ActionOpen, Links: []string{h}})
	}
	r.Meeting.Agenda = []schema.AgendaPoint{{N: 1, Title: "Point d’étape – œuvre commune, « délais »", Rapporteur: "google", Minutes: 15}, {N: 2, Title: hostile[11]}}
	r.Meeting.Decisions = []schema.Decision{{N: 1, Text: "Le code de bonne conduite est adopté."}, {N: 2, Text: hostile[2]}}
	return r
}

func TestTheSameDataGiveTheSameBytesInEveryDocumentAndFormat(t *testing.T) {
	for _, d := range Documents {
		for _, f := range d.Formats() {
			var first bytes.Buffer
			if err := WriteDocument(&first, d, f, crowded(), lang.French); err != nil {
				t.Fatal(d, f, err)
			}
			for range 3 { // an order left to chance shows seldom
				var again bytes.Buffer
				if err := WriteDocument(&again, d, f, crowded(), lang.French); err != nil || !bytes.Equal(first.Bytes(), again.Bytes()) {
					t.Fatalf("%s.%s: other bytes, %v", d, f, err)
				}
			}
		}
	}
}
