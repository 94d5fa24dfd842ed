package demogroup

import (
	"context"
	"strings"

	"contactgroup/schema"
	"contactgroup/store"
)

// contacts are who answers, in order of call; numbers are of those kept for fiction.
var contacts = []struct {
	by string
	schema.Contact
}{
	{"secretariat", schema.Contact{Function: "PHAROS, permanence", Phone: "+33 1 99 00 10 00", Hours: "24/7"}},
	{"secretariat", schema.Contact{Function: "Secrétariat du groupe", Phone: "+33 1 99 00 10 10", Mail: "secretariat@groupe.example", Hours: "mon-fri 09:00-18:00"}},
	{"google", schema.Contact{Function: "Équipe légale, jour", Phone: "+33 1 99 00 20 00", Mail: "legal@google.example", Hours: "mon-fri 09:00-19:00"}},
	{"google", schema.Contact{Function: "Astreinte de nuit", Phone: "+353 1 990 0021", Hours: "19:00-09:00; sat-sun 00:00-24:00", Zone: "Europe/Dublin"}},
	{"facebook", schema.Contact{Function: "Réponse d'urgence", Phone: "+353 1 990 0030", Hours: "24/7", Zone: "Europe/Dublin"}},
	{"twitter", schema.Contact{Function: "Confiance et sécurité", Phone: "+33 1 99 00 40 00", Hours: "mon-fri 10:00-18:30"}},
	{"isp", schema.Contact{Function: "Supervision du réseau", Phone: "+33 1 99 00 50 00", Hours: "24/7"}},
}

// openings are what is there before the stories: contacts, and the case that
// three of them belong to.
func (s *stage) openings() []scene {
	out := []scene{{moment("04-28 19:00"), "case", func(ctx context.Context) error {
		d, err := s.desk(ctx, "pharos")
		if err != nil {
			return err
		}
		_, err = d.NewCase(ctx, "Vidéo de revendication du 28 avril")
		return err
	}}}
	for _, k := range contacts {
		out = append(out, scene{moment("04-23 11:00"), "contact of " + k.by, func(ctx context.Context) error {
			d, err := s.desk(ctx, k.by)
			if err != nil {
				return err
			}
			_, err = d.AddContact(ctx, k.Contact)
			return err
		}})
	}
	return out
}

// escalation names the step that makes a further request.
const escalation = "escalate"

// escalated asks an access provider for what the addressee did not do.
func escalated(after int, to schema.Kind, addressee, why string) step {
	return step{after: after, by: theAuthor, what: escalation, do: func(ctx context.Context, d *store.Desk, id schema.ID) error {
		_, err := d.Escalate(ctx, id, 0, schema.Escalation{To: to, Addressees: []string{addressee}, Reason: why})
		return err
	}}
}

// attached puts a signed document on the request.
func attached(after int, name, text string) step {
	return step{after: after, by: theAuthor, what: "attach", do: func(ctx context.Context, d *store.Desk, id schema.ID) error {
		_, err := d.Attach(ctx, id, 0, name, strings.NewReader(text))
		return err
	}}
}
