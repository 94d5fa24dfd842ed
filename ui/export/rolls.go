package export

import "contactgroup/schema"

// JSONCommitment is a commitment with its reviews and what refers to it.
func JSONCommitment(x schema.Commitment) Object {
	reviews := make([]Object, len(x.Reviews))
	for i, v := range x.Reviews {
		reviews[i] = Object{{"n", v.N}, {"meeting", word(v.Meeting)}, {"date", day(v.On)}, {"state", word(v.State)}, {"note", word(v.Note)}}
	}
	return erased(Object{
		{"ref", word(x.Ref)}, {"owner", word(x.Org)}, {"text", word(x.Text)}, {"theme", word(x.Theme)}, {"origin", word(x.Origin)}, {"made_on", day(x.Made)},
		{"state", word(x.State)}, {"evidence", word(x.Evidence)}, {"reviews", reviews}, {"links", words(x.Linked)}, {"internal", x.Internal != ""},
		{"rev", x.Rev}, {"updated_at", instant(x.Updated)},
	}, x.Erased)
}

// JSONArticle is an article with one version's text, the newest for 0, and what
// there is of the others.
func JSONArticle(x schema.Article, version int) Object {
	v, _ := x.Version(version)
	versions := make([]Object, len(x.Versions))
	for i, w := range x.Versions {
		versions[i] = Object{{"version", w.N}, {"title", word(w.Title)}, {"adopted_on", day(w.Adopted)}, {"text", word(w.Text)}, {"stances", jsonStances(w)}}
	}
	count := func(kind schema.StanceKind) (n int) {
		for _, s := range v.Stances {
			if s.Stance == kind {
				n++
			}
		}
		return n
	}
	return Object{
		{"ref", word(x.Ref)}, {"title", word(v.Title)}, {"version", v.N}, {"adopted_on", day(v.Adopted)}, {"endorsed", count(schema.StanceEndorsed)},
		{"reserved", count(schema.StanceReserved)}, {"stances", jsonStances(v)}, {"versions", versions}, {"internal", x.Internal != ""},
		{"rev", x.Rev}, {"updated_at", instant(x.Updated)},
	}
}

func jsonStances(v schema.ArticleVersion) []Object {
	out := make([]Object, len(v.Stances))
	for i, s := range v.Stances {
		out[i] = Object{{"organisation", word(s.Org)}, {"stance", word(s.Stance)}, {"date", day(s.On)}, {"text", word(s.Text)}}
	}
	return out
}

// JSONTraining is a training.
func JSONTraining(x schema.Training) Object {
	return Object{
		{"ref", word(x.Ref)}, {"service", word(x.Service)}, {"date", day(x.Date)}, {"topic", word(x.Topic)}, {"trained", x.Trained},
		{"organisation", word(x.Org)}, {"internal", x.Internal != ""}, {"rev", x.Rev}, {"updated_at", instant(x.Updated)},
	}
}

// JSONSheet is a sheet with its text.
func JSONSheet(x schema.Sheet) Object {
	return Object{
		{"ref", word(x.Ref)}, {"title", word(x.Title)}, {"version", x.Rev}, {"tlp", word(x.TLP)}, {"updated_at", instant(x.Updated)},
		{"internal", x.Internal != ""}, {"text", word(x.Text)},
	}
}
