package export

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"contactgroup/schema"
	"contactgroup/ui/lang"
)

// packSample is a pack of that register with something in each part.
func packSample(r schema.Register) schema.Pack {
	r.Meeting.Starts = time.Date(2015, 5, 6, 8, 0, 0, 0, time.UTC)
	p := schema.Pack{Register: r, Audience: "ministry/requests", For: "Ministère de l’intérieur", Last: "2015-04-22", Since: date(2015, 4, 22), Figures: true, Requests: true,
		Reactions: []schema.Reaction{{Org: "google", Answers: 12, Median: 22 * time.Minute, P90: 3 * time.Hour, Quarter: 40, Hour: 70, Day: 100}, {Median: time.Hour, P90: 26 * time.Hour}}}
	for i, h := range hostile {
		ref := fmt.Sprintf("GOO-2015-%04d", i)
		p.Changes = append(p.Changes, schema.PackChange{Noun: schema.NounAction, Ref: ref, Title: h, On: r.AsOf, Verbs: []schema.Verb{schema.VerbStart},
			Changes: []schema.Change{{Field: schema.FieldState, From: "open", To: "in_progress"}, {Field: schema.FieldMember, From: h, To: h}}})
		p.Disputes = append(p.Disputes, schema.Dispute{Ref: ref, Addressee: "google", Subject: h, Reason: h, TLP: schema.TLPAmber, Outcomes: []schema.Outcome{schema.OutcomeRefused}, Contents: 1, On: r.AsOf})
		p.Commitments = append(p.Commitments, schema.Commitment{Ref: ref, Org: "google", Text: h, Origin: h, Evidence: h, State: schema.CommitmentOpen})
	}
	return p
}

func TestAPackIsTheSameBytesAndHasWhatItHoldsInEveryFormat(t *testing.T) {
	for _, p := range []schema.Pack{packSample(crowded()), {Register: schema.Register{Group: "G", AsOf: date(2015, 5, 6), TLP: schema.TLPAmber}}} {
		for _, f := range DocumentPack.Formats() {
			var first, again bytes.Buffer
			if err := WritePack(&first, f, p, lang.French); err != nil {
				t.Fatalf("%s: %v", f, err)
			}
			if err := WritePack(&again, f, p, lang.French); err != nil || !bytes.Equal(first.Bytes(), again.Bytes()) || first.Len() == 0 {
				t.Errorf("%s: %d bytes, then %d others: %v", f, first.Len(), again.Len(), err)
			}
			if f.Binary() {
				continue
			}
			body := strings.ReplaceAll(strings.TrimPrefix(first.String(), "\ufeff"), "\r\n", "\n")
			if seen := schema.Visible(body); f != ICS && seen != body {
				t.Errorf("%s lets pass what is not to be seen", f)
			}
		}
	}
}

func TestAPartThatTheAudienceMayNotSeeIsNotThere(t *testing.T) {
	p := packSample(sample())
	p.Figures, p.Requests = false, false
	for _, f := range []Format{Markdown, HTML, CSV, JSON} {
		var b bytes.Buffer
		if err := WritePack(&b, f, p, lang.English); err != nil {
			t.Fatal(err)
		}
		for _, part := range []string{"Disputed", "disputes", "Reaction", "reactions"} {
			if strings.Contains(b.String(), part) {
				t.Errorf("%s tells of %s", f, part)
			}
		}
	}
}

func TestEveryDocumentHasTheMembersOfItsSchema(t *testing.T) {
	for _, d := range AllDocuments {
		var published, body bytes.Buffer
		if err := WriteSchema(&published, d); err != nil {
			t.Fatal(err)
		}
		var err error
		if d == DocumentPack {
			err = WritePack(&body, JSON, packSample(crowded()), lang.French)
		} else {
			err = WriteDocument(&body, d, JSON, crowded(), lang.French)
		}
		if err != nil {
			t.Fatal(err)
		}
		var shape struct {
			Properties map[string]any
			Required   []string
		}
		var doc map[string]any
		if err := json.Unmarshal(published.Bytes(), &shape); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(body.Bytes(), &doc); err != nil {
			t.Fatal(err)
		}
		for name := range doc {
			if _, known := shape.Properties[name]; !known {
				t.Errorf("%s has %s, which its schema has not", d, name)
			}
		}
		for _, name := range shape.Required {
			if _, there := doc[name]; !there {
				t.Errorf("%s lacks %s", d, name)
			}
		}
	}
	if err := WriteSchema(io.Discard, "brief"); err == nil {
		t.Error("an unknown document has a schema")
	}
}

// BenchmarkPack writes the pack of 500 action items in all formats.
func BenchmarkPack(b *testing.B) {
	p := packSample(sample())
	items := p.Actions
	p.Actions = nil
	for i := range 500 {
		a := items[i%len(items)]
		a.Ref = fmt.Sprintf("A-2015-%05d", i)
		p.Actions = append(p.Actions, a)
	}
	b.ReportAllocs()
	for b.Loop() {
		for _, f := range slices.Clone(Formats) {
			if err := WritePack(io.Discard, f, p, lang.French); err != nil {
				b.Fatal(err)
			}
		}
	}
}
