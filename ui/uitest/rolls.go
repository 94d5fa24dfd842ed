package uitest

import (
	"cmp"
	"context"
	"slices"

	"contactgroup/schema"
)

// Rolls is what a group keeps beside requests and meetings.
type Rolls struct {
	Commitments []schema.Commitment
	Articles    []schema.Article
	Sheets      []schema.Sheet
	Trainings   []schema.Training
	Needs       []schema.TrainingNeed
}

// roll is a page of what the member may know of.
func roll[T any](d *Desk, call string, items []T, internal func(T) string, l schema.List) (schema.Page[T], error) {
	done, err := d.begin(call)
	defer done()
	if err != nil {
		return schema.Page[T]{}, err
	}
	return paged(slices.DeleteFunc(slices.Clone(items), func(x T) bool { return !schema.MaySeeOwn(d.who, internal(x)) }), l)
}

func countRoll[T any](d *Desk, call string, items []T, internal func(T) string) (schema.Count, error) {
	page, err := roll(d, call, items, internal, schema.List{Limit: len(items) + 1})
	return counted(len(page.Items)), err
}

func commitmentOf(x schema.Commitment) string { return x.Internal }
func articleOf(x schema.Article) string       { return x.Internal }
func sheetOf(x schema.Sheet) string           { return x.Internal }
func trainingOf(x schema.Training) string     { return x.Internal }

// Commitments lists those that the member may know of.
func (d *Desk) Commitments(_ context.Context, l schema.List) (schema.Page[schema.Commitment], error) {
	return roll(d, "Commitments", d.g.Rolls.Commitments, commitmentOf, l)
}

// CountCommitments counts them; without the archive, those that are pending.
func (d *Desk) CountCommitments(_ context.Context, _ schema.Query, all bool) (schema.Count, error) {
	items := slices.DeleteFunc(slices.Clone(d.g.Rolls.Commitments), func(x schema.Commitment) bool { return !all && x.State.Terminal() })
	return countRoll(d, "CountCommitments", items, commitmentOf)
}

// Commitment is one of them.
func (d *Desk) Commitment(_ context.Context, ref string) (schema.Commitment, error) {
	done, err := d.begin("Commitment")
	defer done()
	i := slices.IndexFunc(d.g.Rolls.Commitments, func(x schema.Commitment) bool { return x.Ref == ref && schema.MaySeeOwn(d.who, x.Internal) })
	if err != nil || i < 0 {
		return schema.Commitment{}, schema.NotFound(ref)
	}
	return d.g.Rolls.Commitments[i], nil
}

// AddCommitment keeps a new one.
func (d *Desk) AddCommitment(ctx context.Context, n schema.CommitmentDraft) (schema.Commitment, error) {
	done, err := d.begin("AddCommitment")
	defer done()
	if may := schema.MayCommit(d.who, n); err == nil {
		err = may
	}
	x := schema.Commitment{ID: schema.ID(len(d.g.Rolls.Commitments) + 1), Ref: "E-2015-900", Rev: 1, Org: n.Org, Text: n.Text, Theme: n.Theme, Origin: n.Origin, Made: n.Made, State: schema.CommitmentOpen}
	if err == nil {
		d.g.Rolls.Commitments = append(d.g.Rolls.Commitments, x)
		d.Used(ctx)
	}
	return x, err
}

// UpdateCommitment changes one.
func (d *Desk) UpdateCommitment(ctx context.Context, id schema.ID, rev int, n schema.CommitmentDraft) (schema.Commitment, error) {
	done, err := d.begin("UpdateCommitment")
	defer done()
	i := slices.IndexFunc(d.g.Rolls.Commitments, func(x schema.Commitment) bool { return x.ID == id })
	if err != nil || i < 0 {
		return schema.Commitment{}, schema.NotFound("")
	}
	x := &d.g.Rolls.Commitments[i]
	switch may := schema.MayUpdateCommitment(d.who, *x, n); {
	case may != nil:
		return *x, may
	case rev != 0 && rev != x.Rev:
		return *x, &schema.Fault{Class: schema.ErrStale, Why: schema.WhyChanged, Ref: x.Ref}
	case n.State == schema.CommitmentKept && n.Evidence == "" && x.Evidence == "":
		return *x, &schema.Fault{Class: schema.ErrInvalid, Why: schema.WhyNeedsProof, Ref: x.Ref}
	}
	set(&n.State, x.State)
	x.State, x.Rev = n.State, x.Rev+1
	if n.Evidence != "" {
		x.Evidence = n.Evidence
	}
	if n.Meeting != "" {
		x.Reviews = append(x.Reviews, schema.Review{N: len(x.Reviews) + 1, Meeting: n.Meeting, State: x.State, Note: n.Note})
	}
	d.Used(ctx)
	return *x, nil
}

// CommitmentThread is empty: the register keeps no history of them.
func (d *Desk) CommitmentThread(context.Context, schema.ID) ([]schema.Event, error) { return nil, nil }

// Articles lists those that the member may know of.
func (d *Desk) Articles(_ context.Context, l schema.List) (schema.Page[schema.Article], error) {
	return roll(d, "Articles", d.g.Rolls.Articles, articleOf, l)
}

// CountArticles counts them.
func (d *Desk) CountArticles(context.Context, schema.Query, bool) (schema.Count, error) {
	return countRoll(d, "CountArticles", d.g.Rolls.Articles, articleOf)
}

// article is one that the member may know of, nil without; the register is held.
func (d *Desk) article(is func(schema.Article) bool) *schema.Article {
	i := slices.IndexFunc(d.g.Rolls.Articles, func(x schema.Article) bool { return is(x) && schema.MaySeeOwn(d.who, x.Internal) })
	if i < 0 {
		return nil
	}
	return &d.g.Rolls.Articles[i]
}

// Article is one of them.
func (d *Desk) Article(_ context.Context, ref string) (schema.Article, error) {
	done, err := d.begin("Article")
	defer done()
	x := d.article(func(x schema.Article) bool { return x.Ref == ref })
	if err != nil || x == nil {
		return schema.Article{}, schema.NotFound(ref)
	}
	return *x, nil
}

// AddArticle keeps a new one.
func (d *Desk) AddArticle(ctx context.Context, n schema.ArticleDraft) (schema.Article, error) {
	done, err := d.begin("AddArticle")
	defer done()
	if may := schema.MayDraftArticle(d.who, n.Internal); err == nil {
		err = may
	}
	x := schema.Article{ID: schema.ID(len(d.g.Rolls.Articles) + 1), Ref: "ART-9", Rev: 1, Versions: []schema.ArticleVersion{{N: 1, Title: n.Title, Text: n.Text}}}
	if err == nil {
		d.g.Rolls.Articles = append(d.g.Rolls.Articles, x)
		d.Used(ctx)
	}
	return x, err
}

// UpdateArticle changes the draft version, or begins one after an adopted one.
func (d *Desk) UpdateArticle(ctx context.Context, id schema.ID, rev int, n schema.ArticleDraft) (schema.Article, error) {
	done, err := d.begin("UpdateArticle")
	defer done()
	x := d.article(func(x schema.Article) bool { return x.ID == id })
	switch {
	case err != nil:
		return schema.Article{}, err
	case x == nil:
		return schema.Article{}, schema.NotFound("")
	case schema.MayDraftArticle(d.who, x.Internal != "") != nil:
		return *x, schema.MayDraftArticle(d.who, x.Internal != "")
	case rev != 0 && rev != x.Rev:
		return *x, &schema.Fault{Class: schema.ErrStale, Why: schema.WhyChanged, Ref: x.Ref, Rev: x.Rev}
	case !x.Last().Adopted.IsZero():
		x.Versions = append(x.Versions, schema.ArticleVersion{N: len(x.Versions) + 1, Title: x.Last().Title, Text: x.Last().Text})
	}
	last := &x.Versions[len(x.Versions)-1]
	if n.Text != "" {
		last.Title, last.Text = n.Title, n.Text
	}
	if n.Adopt {
		last.Adopted = schema.DateOf(d.g.Clock, schema.Paris)
	}
	x.Rev++
	d.Used(ctx)
	return *x, nil
}

// TakeStance records where the member's organisation stands to a version.
func (d *Desk) TakeStance(ctx context.Context, id schema.ID, _ int, v schema.Verb, version int, text string) (schema.Article, error) {
	done, err := d.begin("TakeStance")
	defer done()
	x := d.article(func(x schema.Article) bool { return x.ID == id })
	switch may := schema.MayTakeStance(d.who, v); {
	case err != nil:
		return schema.Article{}, err
	case may != nil:
		return schema.Article{}, may
	case x == nil || version < 1 || version > len(x.Versions):
		return schema.Article{}, schema.NotFound("")
	}
	stance := schema.Stance{Org: d.who.OrgCode, Stance: schema.StanceEndorsed, Text: text, On: schema.DateOf(d.g.Clock, schema.Paris)}
	if v == schema.VerbReserve {
		stance.Stance = schema.StanceReserved
	}
	to := &x.Versions[version-1]
	to.Stances = append(slices.DeleteFunc(to.Stances, func(s schema.Stance) bool { return s.Org == stance.Org }), stance)
	x.Rev++
	d.Used(ctx)
	return *x, nil
}

// Sheets lists those that the member may know of.
func (d *Desk) Sheets(_ context.Context, l schema.List) (schema.Page[schema.Sheet], error) {
	return roll(d, "Sheets", d.g.Rolls.Sheets, sheetOf, l)
}

// CountSheets counts them.
func (d *Desk) CountSheets(context.Context, schema.Query, bool) (schema.Count, error) {
	return countRoll(d, "CountSheets", d.g.Rolls.Sheets, sheetOf)
}

// Sheet is one of them.
func (d *Desk) Sheet(_ context.Context, ref string) (schema.Sheet, error) {
	done, err := d.begin("Sheet")
	defer done()
	i := slices.IndexFunc(d.g.Rolls.Sheets, func(x schema.Sheet) bool { return x.Ref == ref && schema.MaySeeOwn(d.who, x.Internal) })
	if err != nil || i < 0 {
		return schema.Sheet{}, schema.NotFound(ref)
	}
	return d.g.Rolls.Sheets[i], nil
}

// AddSheet keeps a new one.
func (d *Desk) AddSheet(ctx context.Context, n schema.SheetDraft) (schema.Sheet, error) {
	done, err := d.begin("AddSheet")
	defer done()
	if may := schema.MayWriteSheet(d.who, schema.VerbNew, n.Internal); err == nil {
		err = may
	}
	x := schema.Sheet{ID: schema.ID(len(d.g.Rolls.Sheets) + 1), Ref: "FP-9", Rev: 1, Title: n.Title, Text: n.Text, TLP: n.TLP}
	if err == nil {
		d.g.Rolls.Sheets = append(d.g.Rolls.Sheets, x)
		d.Used(ctx)
	}
	return x, err
}

// UpdateSheet writes one anew.
func (d *Desk) UpdateSheet(ctx context.Context, id schema.ID, _ int, n schema.SheetDraft) (schema.Sheet, error) {
	done, err := d.begin("UpdateSheet")
	defer done()
	for i := range d.g.Rolls.Sheets {
		if x := &d.g.Rolls.Sheets[i]; x.ID == id && err == nil {
			x.Title, x.Text, x.TLP, x.Rev = n.Title, n.Text, n.TLP, x.Rev+1
			d.Used(ctx)
			return *x, nil
		}
	}
	return schema.Sheet{}, schema.NotFound("")
}

// Trainings lists those that the member may know of.
func (d *Desk) Trainings(_ context.Context, l schema.List) (schema.Page[schema.Training], error) {
	return roll(d, "Trainings", d.g.Rolls.Trainings, trainingOf, l)
}

// CountTrainings counts them.
func (d *Desk) CountTrainings(context.Context, schema.Query, bool) (schema.Count, error) {
	return countRoll(d, "CountTrainings", d.g.Rolls.Trainings, trainingOf)
}

// TrainingNeeds are what each service has to learn, for those who may know.
func (d *Desk) TrainingNeeds(context.Context) ([]schema.TrainingNeed, error) {
	done, err := d.begin("TrainingNeeds")
	defer done()
	if may := schema.MayReadNeeds(d.who); err == nil {
		err = may
	}
	return d.g.Rolls.Needs, err
}

// AddTraining keeps a new one.
func (d *Desk) AddTraining(ctx context.Context, n schema.TrainingDraft) (schema.Training, error) {
	done, err := d.begin("AddTraining")
	defer done()
	if may := schema.MayTrain(d.who, schema.VerbNew, n.Org); err == nil {
		err = may
	}
	x := schema.Training{ID: schema.ID(len(d.g.Rolls.Trainings) + 1), Ref: "F-2015-900", Rev: 1, Service: n.Service, Date: n.Date, Topic: n.Topic, Trained: n.Trained, Org: d.who.OrgCode}
	if err == nil {
		d.g.Rolls.Trainings = append(d.g.Rolls.Trainings, x)
		d.Used(ctx)
	}
	return x, err
}

// UpdateTraining changes one; empty values of the draft stay as they are.
func (d *Desk) UpdateTraining(ctx context.Context, id schema.ID, rev int, n schema.TrainingDraft) (schema.Training, error) {
	done, err := d.begin("UpdateTraining")
	defer done()
	i := slices.IndexFunc(d.g.Rolls.Trainings, func(x schema.Training) bool { return x.ID == id && schema.MaySeeOwn(d.who, x.Internal) })
	if err != nil || i < 0 {
		return schema.Training{}, cmp.Or(err, schema.NotFound(""))
	}
	x := &d.g.Rolls.Trainings[i]
	if may := cmp.Or(schema.MayTrain(d.who, schema.VerbUpdate, x.Org), schema.MayTrain(d.who, schema.VerbUpdate, n.Org)); may != nil {
		return *x, may
	}
	if rev != 0 && rev != x.Rev {
		return *x, &schema.Fault{Class: schema.ErrStale, Why: schema.WhyChanged, Ref: x.Ref, Rev: x.Rev}
	}
	x.Topic, x.Service, x.Date = cmp.Or(n.Topic, x.Topic), cmp.Or(n.Service, x.Service), cmp.Or(n.Date, x.Date)
	x.Trained, x.Org, x.Rev = cmp.Or(n.Trained, x.Trained), cmp.Or(n.Org, x.Org), x.Rev+1
	d.Used(ctx)
	return *x, nil
}
