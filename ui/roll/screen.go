// Package roll shows what the group keeps beside requests and meetings:
// commitments, the code of good conduct, sheets of good practice and trainings,
// and to those whom it concerns the measures to be looked at again, the sample
// of what is overseen and what was recommended.
//
// Its first page lists them; each is a page of its own, whose rows open theirs.
package roll

import (
	"context"
	"strconv"
	"time"

	"contactgroup/schema"
	"contactgroup/ui/lang"
	"contactgroup/ui/widget"
)

// Desk is what the pages ask of the register.
type Desk interface {
	widget.Keeper
	Who() schema.Actor
	Now() time.Time
	Organisations(context.Context) ([]schema.Organisation, error)

	Commitments(context.Context, schema.List) (schema.Page[schema.Commitment], error)
	CountCommitments(ctx context.Context, q schema.Query, all bool) (schema.Count, error)
	AddCommitment(context.Context, schema.CommitmentDraft) (schema.Commitment, error)
	Articles(context.Context, schema.List) (schema.Page[schema.Article], error)
	CountArticles(ctx context.Context, q schema.Query, all bool) (schema.Count, error)
	Article(ctx context.Context, ref string) (schema.Article, error)
	AddArticle(context.Context, schema.ArticleDraft) (schema.Article, error)
	UpdateArticle(ctx context.Context, id schema.ID, rev int, d schema.ArticleDraft) (schema.Article, error)
	TakeStance(ctx context.Context, id schema.ID, rev int, v schema.Verb, version int, text string) (schema.Article, error)
	Sheets(context.Context, schema.List) (schema.Page[schema.Sheet], error)
	CountSheets(ctx context.Context, q schema.Query, all bool) (schema.Count, error)
	Sheet(ctx context.Context, ref string) (schema.Sheet, error)
	AddSheet(context.Context, schema.SheetDraft) (schema.Sheet, error)
	UpdateSheet(ctx context.Context, id schema.ID, rev int, d schema.SheetDraft) (schema.Sheet, error)
	Trainings(context.Context, schema.List) (schema.Page[schema.Training], error)
	CountTrainings(ctx context.Context, q schema.Query, all bool) (schema.Count, error)
	TrainingNeeds(context.Context) ([]schema.TrainingNeed, error)
	AddTraining(context.Context, schema.TrainingDraft) (schema.Training, error)
	UpdateTraining(ctx context.Context, id schema.ID, rev int, d schema.TrainingDraft) (schema.Training, error)

	Requests(context.Context, schema.List) (schema.Page[schema.Request], error)
	CountRequests(ctx context.Context, q schema.Query, all bool) (schema.Count, error)
	RequestIDs(ctx context.Context, q schema.Query, all bool, limit int) ([]schema.ID, error)
	RequestsByID(context.Context, []schema.ID) ([]schema.Request, error)
	Reverify(ctx context.Context, id schema.ID, rev int, c schema.Recheck) (schema.Request, error)
	Reinstate(ctx context.Context, id schema.ID, rev int, reason string) (schema.Request, error)
	Recommend(ctx context.Context, id schema.ID, rev int, text string, withdraw bool) (schema.Request, error)
	AnswerRecommendation(ctx context.Context, id schema.ID, rev int, follow bool, reason string) (schema.Request, error)
}

// Doors lead to pages of other rooms. One may answer nil: there is no such page.
type Doors struct {
	Request    func(ref string) widget.Screen
	Commitment func(ref string) widget.Screen
}

// room is what the pages share.
type room struct {
	s     *widget.Session
	desk  Desk
	who   schema.Actor
	doors Doors
}

// entry is one line of the first page.
type entry struct {
	key, name string
	count     func(context.Context) (string, error)
	page      func() widget.Screen
}

// counted is an entry with what its count told.
type counted struct {
	entry
	told string
}

// New returns the page of all registers that the member may know of; it is read by Init.
func New(s *widget.Session, desk Desk, doors Doors) widget.Screen {
	r := room{s, desk, desk.Who(), doors}
	entries := r.entries()
	v := &pane[[]counted]{s: s, nouns: []schema.Noun{schema.NounCommitment, schema.NounArticle, schema.NounSheet, schema.NounTraining, schema.NounRequest},
		load:  func(ctx context.Context) ([]counted, error) { return count(ctx, entries) },
		title: func([]counted) string { return s.Words.Rolls.Title },
		draw: func(held []counted) []widget.Passage {
			var out []widget.Passage
			for _, e := range held {
				out = append(out, row(e.key, widget.Cell(e.name, nameWidth)+" "+e.told, "", widget.Ink{}))
			}
			return out
		},
		page: func(held []counted, row string) widget.Screen {
			for _, e := range held {
				if e.key == row {
					return e.page()
				}
			}
			return nil
		},
	}
	return v.furnish(addition{})
}

// nameWidth is the column of the registers' names.
const nameWidth = 23

func count(ctx context.Context, entries []entry) ([]counted, error) {
	out := make([]counted, len(entries))
	for i, e := range entries {
		told, err := e.count(ctx)
		if err != nil {
			return nil, err
		}
		out[i] = counted{e, told}
	}
	return out, nil
}

// entries are the registers that the member may know of.
func (r room) entries() []entry {
	t := r.s.Words.Rolls
	out := []entry{
		{"commitments", t.Commitments, r.countCommitments, func() widget.Screen { return r.commitments() }},
		{"articles", t.Articles, counting(r.desk.CountArticles), func() widget.Screen { return r.articles() }},
		{"sheets", t.Sheets, counting(r.desk.CountSheets), func() widget.Screen { return r.sheets() }},
		{"trainings", t.Trainings, counting(r.desk.CountTrainings), func() widget.Screen { return r.trainings() }},
	}
	if r.rechecks() {
		out = append(out, entry{"rechecks", t.Rechecks, r.countRechecks, r.recheckQueue})
	}
	if r.overseer() {
		out = append(out, entry{"sample", t.Sample, r.countSample, func() widget.Screen { return r.sample(1) }})
	}
	if r.advised() {
		out = append(out, entry{"advice", t.Advice, r.countAdvice, r.advice})
	}
	return out
}

// counting tells how many there are of a register.
func counting(of func(context.Context, schema.Query, bool) (schema.Count, error)) func(context.Context) (string, error) {
	return func(ctx context.Context) (string, error) {
		n, err := of(ctx, schema.Query{}, true)
		return number(n), err
	}
}

func number(c schema.Count) string {
	if c.More {
		return itoa(c.N) + "+"
	}
	return itoa(c.N)
}

// withPart tells how many there are, and how many of them in a state.
func withPart(n, part schema.Count, text string) string {
	if part.N == 0 {
		return number(n)
	}
	return number(n) + " (" + lang.Fill(text, "n", number(part)) + ")"
}

func itoa(n int) string { return strconv.Itoa(n) }

// day writes a date, nothing for the zero one.
func day(s *widget.Session, d schema.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.Start(time.UTC).Format(s.Words.Time.LayoutDay)
}

// names are those of organisations, by code; a code that is not among them names itself.
type names map[string]string

func (r room) names(ctx context.Context) (names, error) {
	orgs, err := r.desk.Organisations(ctx)
	return schema.OrganisationNames(orgs), err
}

func (n names) of(code string) string {
	if name := n[code]; name != "" {
		return name
	}
	return code
}

// own tells whose an internal thing is; nothing for what the group shares.
func (r room) own(internal string) string {
	if internal == "" {
		return ""
	}
	return lang.Fill(r.s.Words.Rolls.Own, "org", r.who.OrgName)
}
