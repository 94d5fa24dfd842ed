package demogroup

import (
	"context"

	"contactgroup/schema"
	"contactgroup/store"
)

// commitments are those of 22 April 2015, on which the first meeting takes stock.
var commitments = []schema.CommitmentDraft{
	{Org: "ministry", Theme: "label", Text: "Créer un label qui permette de hiérarchiser les demandes de retrait"},
	{Org: "ministry", Theme: "formation", Text: "Renforcer la formation des policiers et des gendarmes"},
	{Org: "google", Theme: "contre-discours", Text: "Soutenir le contre-discours avec des partenaires associatifs"},
	{Org: "facebook", Theme: "retrait sans délai", Text: "Retirer sans délai les contenus signalés par les autorités"},
	{Org: "twitter", Theme: "retrait sans délai", Text: "Retirer sans délai les contenus signalés par les autorités"},
	{Org: "afa", Theme: "groupe de contact", Text: "Tenir un point de contact pour les services d'enquête"},
}

var articles = []schema.ArticleDraft{
	{Title: "Retrait sans délai", Text: "Un contenu que les autorités signalent comme provoquant au terrorisme ou en faisant l'apologie est examiné sans délai.\nLa suite donnée est dite pour chaque adresse."},
	{Title: "Demandes précises", Text: "Une demande désigne le passage visé, sa base légale et, s'il le faut, sa traduction.\nÀ défaut, l'opérateur demande une précision plutôt que de refuser."},
}

// withoutDelay is the first article's second version, under discussion.
const withoutDelay = "Un contenu que les autorités signalent comme provoquant au terrorisme ou en faisant l'apologie est examiné sans délai, de jour comme de nuit.\nLa suite donnée est dite pour chaque adresse.\nUn refus est motivé."

var training = schema.TrainingDraft{Service: "PHAROS", Date: date(5, 4), Topic: "Label : niveaux et motifs", Trained: 12}

var sheet = schema.SheetDraft{Title: "Rédiger une demande précise", Text: "1. L'adresse exacte de chaque contenu.\n2. Le passage visé, avec son minutage.\n3. La base légale et le motif.\n4. Une traduction si le contenu n'est pas en français."}

// rolls puts commitments, articles, a training and a sheet on record.
func (s *stage) rolls() []scene {
	by := func(at, login, what string, do func(context.Context, *store.Desk) error) scene {
		return scene{moment(at), what, func(ctx context.Context) error {
			d, err := s.desk(ctx, login)
			if err != nil {
				return err
			}
			return do(ctx, d)
		}}
	}
	var out []scene
	for _, c := range commitments {
		c.Origin, c.Made = "Réunion ministérielle du 22 avril 2015", date(4, 22)
		out = append(out, by("04-22 17:32", "secretariat", c.Text, func(ctx context.Context, d *store.Desk) error {
			_, err := d.AddCommitment(ctx, c)
			return err
		}))
	}
	for _, a := range articles {
		out = append(out, by("05-04 11:00", "secretariat", a.Title, func(ctx context.Context, d *store.Desk) error {
			_, err := d.AddArticle(ctx, a)
			return err
		}))
	}
	redraft := func(ref string, d schema.ArticleDraft) func(context.Context, *store.Desk) error {
		return func(ctx context.Context, desk *store.Desk) error {
			a, err := desk.Article(ctx, ref)
			if err != nil {
				return err
			}
			_, err = desk.UpdateArticle(ctx, a.ID, a.Rev, d)
			return err
		}
	}
	return append(out,
		by("05-04 12:30", "chair", "adoption", redraft("1", schema.ArticleDraft{Adopt: true})),
		by("05-04 14:30", "secretariat", "second version", redraft("1", schema.ArticleDraft{Text: withoutDelay})),
		by("05-04 15:00", "microsoft", "endorsement", func(ctx context.Context, d *store.Desk) error {
			a, err := d.Article(ctx, "2")
			if err != nil {
				return err
			}
			_, err = d.TakeStance(ctx, a.ID, 0, schema.VerbEndorse, 1, "")
			return err
		}),
		by("05-04 16:00", "pharos", training.Topic, func(ctx context.Context, d *store.Desk) error {
			_, err := d.AddTraining(ctx, training)
			return err
		}),
		by("05-04 16:30", "secretariat", sheet.Title, func(ctx context.Context, d *store.Desk) error {
			_, err := d.AddSheet(ctx, sheet)
			return err
		}))
}
