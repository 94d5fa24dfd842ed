package export

import (
	"fmt"
	"io"
	"time"

	"contactgroup/schema"
	"contactgroup/ui/lang"
)

// WriteSchema writes the JSON Schema of what a document is as JSON. It is made
// from the same code that writes the document, so that the two cannot differ.
// Every member but a frozen pack's reactions and disputes is always there; one
// of which nothing is known is null.
func WriteSchema(w io.Writer, d Document) error {
	r := wholeRegister()
	var sample Object
	switch d {
	case DocumentActions:
		sample = registerObject(r)
	case DocumentAgenda:
		sample = agendaOf(r, lang.English).object()
	case DocumentDecisions:
		sample = decisionsOf(r, lang.English).object()
	case DocumentPack:
		sample = packObject(wholePack(r))
	default:
		return fmt.Errorf("export: unknown document %q", d)
	}
	return writeValue(w, append(Object{{"$schema", "https://json-schema.org/draft/2020-12/schema"}, {"$id", "urn:contactgroup:" + string(d) + ":1"},
		{"title", string(d)}}, shapeOf(sample)...), "  ")
}

// optional are the members that only those have who may see them.
var optional = map[string]bool{"reactions": true, "disputes": true}

// shapeOf is the schema of a value of which everything is known.
func shapeOf(v any) Object {
	switch v := v.(type) {
	case bool:
		return Object{{"type", "boolean"}}
	case int:
		return Object{{"type", []string{"integer", "null"}}}
	case string:
		return Object{{"type", []string{"string", "null"}}}
	case []string:
		return Object{{"type", "array"}, {"items", Object{{"type", "string"}}}}
	case []Object:
		items := Object{}
		if len(v) > 0 {
			items = shapeOf(v[0])
		}
		return Object{{"type", []string{"array", "null"}}, {"items", items}}
	case Object:
		properties, required := Object{}, []string{}
		for _, m := range v {
			properties = append(properties, Member{m.Name, shapeOf(m.Value)})
			if !optional[m.Name] {
				required = append(required, m.Name)
			}
		}
		return Object{{"type", "object"}, {"properties", properties}, {"required", required}}
	}
	return Object{{"type", []string{"string", "integer", "null"}}}
}

// wholeRegister is a register in which everything is known.
func wholeRegister() schema.Register {
	at := time.Date(2015, 5, 6, 8, 0, 0, 0, time.UTC)
	day := schema.DateOf(at, time.UTC)
	return schema.Register{Group: "-", AsOf: day, TLP: schema.TLPAmber, Owners: map[string]string{}, Zone: "Europe/Paris",
		Meeting: schema.Meeting{Ref: "-", Rev: 1, Format: schema.MeetingPlenary, Title: "-", Starts: at, Place: "-", State: schema.MeetingDraft, Circle: []string{"-"},
			Agenda:     []schema.AgendaPoint{{N: 1, Title: "-", Rapporteur: "-", Minutes: 1, Links: []string{"-"}}},
			Attendance: []schema.Attendance{{Org: "-", Person: "-", Mode: "present"}}, Decisions: []schema.Decision{{N: 1, Text: "-"}},
			Versions: []schema.MinutesVersion{{N: 1, At: at, Reason: "-", Hash: "-", Changes: []schema.Change{{Field: "-", From: "-", To: "-"}}}}},
		Actions: []schema.Action{{Ref: "-", Rev: 1, Text: "-", Meeting: "-", Point: "-", Owner: "-", Member: "-", Due: day, State: schema.ActionOpen, Evidence: "-",
			Theme: "-", Links: []string{"-"}, Raised: day, Completed: day, Notes: "-"}}}
}

// wholePack is a pack in which everything is known.
func wholePack(r schema.Register) schema.Pack {
	return schema.Pack{Register: r, Audience: "-", For: "-", Last: "-", Since: r.AsOf, Figures: true, Requests: true,
		Changes:   []schema.PackChange{{Noun: "-", Ref: "-", Title: "-", On: r.AsOf, Verbs: []schema.Verb{"-"}, Changes: []schema.Change{{Field: "-", From: "-", To: "-"}}}},
		Reactions: []schema.Reaction{{Org: "-"}}, Disputes: []schema.Dispute{{Ref: "-", Addressee: "-", Subject: "-", Label: "-", TLP: "-", Reason: "-", On: r.AsOf, Outcomes: []schema.Outcome{"-"}}},
		Commitments: []schema.Commitment{{Ref: "-", Org: "-", Text: "-", Theme: "-", Origin: "-", Made: r.AsOf, State: "-", Evidence: "-", Updated: r.Meeting.Starts, Linked: []string{"-"},
			Reviews: []schema.Review{{Meeting: "-", On: r.AsOf, State: "-", Note: "-"}}}},
		Version: 1, Frozen: r.Meeting.Starts, Hash: "-", Signature: "-"}
}
