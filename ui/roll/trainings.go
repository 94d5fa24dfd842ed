package roll

import (
	"context"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/lang"
	"contactgroup/ui/widget"
)

// trainings is what a list of them shows: those given, and who needs more.
type trainings struct {
	given []schema.Training
	needs []schema.TrainingNeed
	names names
}

// trainings lists what each service has to learn still, then the trainings
// given. Needs are shown to those who may read them.
func (r room) trainings() *pane[trainings] {
	t := r.s.Words.Rolls
	v := &pane[trainings]{s: r.s, nouns: []schema.Noun{schema.NounTraining, schema.NounReply}, none: t.NoTrainings,
		load: func(ctx context.Context) (held trainings, err error) {
			if held.given, err = all(ctx, schema.List{All: true, Sort: schema.Sort{Field: schema.SortRef, Desc: true}}, r.desk.Trainings); err != nil {
				return held, err
			}
			if held.names, err = r.names(ctx); err != nil || schema.MayReadNeeds(r.who) != nil {
				return held, err
			}
			held.needs, err = r.desk.TrainingNeeds(ctx)
			return held, err
		},
		title: func(trainings) string { return t.Trainings },
		draw:  r.trainingRows,
	}
	edit := widget.Key{Keys: []string{"e"}, Help: t.Keys.Retrain, Hint: t.Keys.HintRetrain, Group: r.s.Words.Widget.Groups.Item, Verb: schema.VerbUpdate, Write: true,
		Run: func() tea.Cmd { return r.retrain(v, v.reader.Current()) }, Why: func() error { return r.mayRetrain(v) }}
	return v.furnish(addition{func() tea.Cmd { return r.newTraining(v) }, schema.MayTrain(r.who, schema.VerbNew, "")}, edit)
}

func (r room) trainingRows(held trainings) []widget.Passage {
	t := r.s.Words.Rolls
	var out []widget.Passage
	if len(held.needs) > 0 {
		out = append(out, heading(r.s, "needs", t.Needs))
	}
	for _, n := range held.needs {
		ink, people := widget.Ink{}, t.Trained.Of(n.Trained)
		if n.Trained == 0 {
			people = t.Untrained
		}
		if n.Insufficient > 0 && n.Trained == 0 {
			ink = r.s.Theme.Warn
		}
		below := joined(lang.Fill(t.Need, "insufficient", itoa(n.Insufficient), "answered", itoa(n.Answered)), people)
		out = append(out, row("need/"+n.Service, n.Service, below, ink))
	}
	if len(held.given) > 0 {
		out = append(out, heading(r.s, "given", t.Given))
	}
	for _, x := range held.given {
		people := ""
		if x.Trained > 0 {
			people = t.Trained.Of(x.Trained)
		}
		out = append(out, row(x.Ref, x.Ref+"  "+joined(day(r.s, x.Date), x.Service, held.names.of(x.Org), people, r.own(x.Internal)), x.Topic, widget.Ink{}))
	}
	return out
}
