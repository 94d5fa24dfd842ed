package demogroup

import (
	"context"

	"contactgroup/schema"
)

// templates are texts that organisations begin with.
var templates = []struct {
	by string
	schema.Template
}{
	{"google", schema.Template{Name: "Retrait", Lang: schema.French, Text: "{ref} : contenus retirés ({n})."}},
	{"google", schema.Template{Name: "Removal", Lang: schema.English, Text: "{ref}: {n} contents removed."}},
	{"google", schema.Template{Name: "Refus motivé", Lang: schema.French, Text: "Après examen, le contenu ne nous paraît pas manifestement illicite : "}},
	{"google", schema.Template{Name: "Quelle adresse", Lang: schema.French, Verb: schema.VerbClarify, Text: "Quelle adresse précise de la chaîne est visée ?"}},
	{"facebook", schema.Template{Name: "Profil restreint", Lang: schema.French, Text: "Visibilité réduite en France pour {ref}."}},
	{"validator", schema.Template{Name: "Base légale", Lang: schema.French, Verb: schema.VerbReturn, Text: "La base légale manque ou ne correspond pas aux faits."}},
	{"validator", schema.Template{Name: "Toujours en ligne", Lang: schema.French, Verb: schema.VerbDispute, Text: "Le contenu déclaré retiré est toujours en ligne."}},
}

// models writes the templates.
func (s *stage) models() []scene {
	var out []scene
	for _, x := range templates {
		out = append(out, scene{moment("04-23 11:30"), "template of " + x.by, func(ctx context.Context) error {
			d, err := s.desk(ctx, x.by)
			if err != nil {
				return err
			}
			_, err = d.AddTemplate(ctx, x.Template)
			return err
		}})
	}
	return out
}
