package roll

import (
	"context"
	"slices"
	"strconv"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/lang"
	"contactgroup/ui/widget"
)

// trainingFields are the fields of a training.
type trainingFields struct{ topic, service, date, trained *widget.Line }

func (r room) trainingFields() trainingFields {
	d := r.s.Words.Domain.Fields
	f := trainingFields{widget.NewLine(r.s, d[schema.FieldTopic]), widget.NewLine(r.s, d[schema.FieldService]),
		widget.NewLine(r.s, d[schema.FieldDate]), widget.NewLine(r.s, d[schema.FieldTrained])}
	f.topic.Required, f.service.Required, f.date.Required, f.date.Hint = true, true, true, r.s.Words.Rolls.DateHint
	f.date.Check = func(s string) error { _, err := r.date(s); return err }
	f.trained.Check = func(s string) error { _, err := people(s, 0); return err }
	return f
}

// draft is what the fields say; fewest is as for people.
func (f trainingFields) draft(r room, fewest int) (d schema.TrainingDraft, err error) {
	d.Topic, d.Service = f.topic.Value(), f.service.Value()
	if d.Date, err = r.date(f.date.Value()); err != nil {
		return d, err
	}
	d.Trained, err = people(f.trained.Value(), fewest)
	return d, err
}

// newTraining asks for a training that was given or is to be.
func (r room) newTraining(v *pane[trainings]) tea.Cmd {
	return v.ask(r.desk, schema.VerbNew, schema.NounTraining, 0, "training", func(draft string) (*widget.Form, deed) {
		f := r.trainingFields()
		return r.form(r.s.Words.Rolls.NewTraining, draft, f.topic, f.service, f.date, f.trained), func(ctx context.Context) (string, error) {
			d, err := f.draft(r, 0)
			if err != nil {
				return "", err
			}
			x, err := r.desk.AddTraining(ctx, d)
			return r.done(x.Ref, schema.VerbAdd), err
		}
	})
}

// find is the training of that reference.
func (held trainings) find(ref string) (schema.Training, bool) {
	i := slices.IndexFunc(held.given, func(x schema.Training) bool { return x.Ref == ref })
	if i < 0 {
		return schema.Training{}, false
	}
	return held.given[i], true
}

// mayRetrain says why the row under the cursor is not changed by the member.
func (r room) mayRetrain(v *pane[trainings]) error {
	x, ok := v.held.find(v.reader.Current())
	if err := schema.MayTrain(r.who, schema.VerbUpdate, x.Org); err != nil {
		return err
	}
	if !ok {
		return schema.Invalid(schema.WhyNotHere, r.s.Words.Domain.Nouns[schema.NounTraining], "")
	}
	return nil
}

// retrain asks what changes of a training: when and to whom it is given, how
// many came, and of those whom the member may name, who gives it.
func (r room) retrain(v *pane[trainings], ref string) tea.Cmd {
	x, ok := v.held.find(ref)
	if !ok {
		return nil
	}
	return v.ask(r.desk, schema.VerbUpdate, schema.NounTraining, x.ID, "training/"+ref, func(draft string) (*widget.Form, deed) {
		x, _ := v.held.find(ref)
		f, givers := r.trainingFields(), names{}
		for code, name := range v.held.names {
			if schema.MayTrain(r.who, schema.VerbUpdate, code) == nil {
				givers[code] = name
			}
		}
		org, fewest := r.organisations(givers), min(x.Trained, 1)
		f.topic.SetValue(x.Topic)
		f.service.SetValue(x.Service)
		f.date.SetValue(x.Date.String()) // as it is read in every language
		if f.trained.Required = x.Trained > 0; f.trained.Required {
			f.trained.SetValue(itoa(x.Trained))
		}
		f.trained.Check = func(s string) error { _, err := people(s, fewest); return err }
		org.SetValue(x.Org)
		return r.form(lang.Fill(r.s.Words.Rolls.RetrainTitle, "ref", ref), draft, f.topic, f.service, f.date, f.trained, org), func(ctx context.Context) (string, error) {
			d, err := f.draft(r, fewest)
			if err != nil {
				return "", err
			}
			d.Org = org.Value()
			_, err = r.desk.UpdateTraining(ctx, x.ID, x.Rev, d)
			return r.done(ref, schema.VerbUpdate), err
		}
	})
}

// people reads how many were trained, fewest or more; nothing is 0, not known yet.
// How many is never taken back, only put right.
func people(text string, fewest int) (int, error) {
	if text = strings.TrimSpace(text); text == "" && fewest == 0 {
		return 0, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < fewest {
		return 0, schema.Invalid(schema.WhyUnknown, string(schema.FieldTrained), text)
	}
	return n, nil
}
