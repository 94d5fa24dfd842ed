package command

import (
	"context"
	"slices"
	"strings"

	"contactgroup/schema"
	"contactgroup/ui/export"
	"contactgroup/ui/lang"
)

// keepers judges who may write: keep for the whole group, or with --internal
// for their own organisation.
func keepers(judge func(a schema.Actor, internal bool) error) func(*call) error {
	return func(c *call) error { return judge(c.s.Desk.Who(), c.on("internal")) }
}

// added adds an item by its draft.
func added[D, T any](c *call, s shape[T], d D, add func(context.Context, D) (T, error)) error {
	x, err := add(c.writing(""), d)
	return finish(c, s, c.words.Domain.Done[schema.VerbAdd], one(x, err), err)
}

// updated changes the one that the first word names as a draft says.
func updated[D, T any](c *call, s shape[T], d D, get func(context.Context, string) (T, error), id func(T) schema.ID,
	do func(context.Context, schema.ID, int, D) (T, error)) error {
	return changeEach(c, s, schema.VerbUpdate, c.args[:1], get, func(ctx context.Context, x T, rev int) (T, error) { return do(ctx, id(x), rev, d) })
}

// bodyOn reads the text on stdin, of verbs that take one when there is something on it: "-" asks for it.
func (c *call) bodyOn(words []string) (string, error) {
	if len(words) == 1 && words[0] == "-" {
		return c.stdin()
	}
	return strings.Join(words, " "), nil
}

func commitmentVerbs() []verb {
	fields := []string{"theme", "origin", "made"}
	return []verb{
		{name: "list", flags: rollFlags, run: func(c *call) error {
			return list(c, commitmentForm, c.s.Desk.Commitments, c.s.Desk.CountCommitments)
		}},
		{name: "show", usage: "REF…|-", min: 1, max: -1, flags: showFlags, run: func(c *call) error { return showReferred(c, commitmentForm, c.s.Desk.Commitment) }},
		{name: "add", usage: "TEXT --owner ORG [--theme T] [--origin TEXT] [--made DATE] [--internal]", min: 1, max: -1,
			flags: slices.Concat([]string{"owner", "internal"}, fields, addFlags), run: addCommitment,
			may: keepers(func(a schema.Actor, internal bool) error {
				return schema.MayCommit(a, schema.CommitmentDraft{Internal: internal})
			})},
		{name: "update", usage: "REF [TEXT|-] [--state STATE] [--evidence TEXT] [--meeting REF [--reason NOTE]] [--theme T] [--origin TEXT] [--made DATE]", min: 1, max: -1,
			flags: slices.Concat([]string{"state", "evidence", "meeting"}, fields, writeFlags), may: roles(schema.VerbUpdate, everyOwner...), run: updateCommitment},
	}
}

func (c *call) commitment(text string) (schema.CommitmentDraft, error) {
	d := schema.CommitmentDraft{Org: strings.ToLower(c.text("owner")), Text: text, Theme: c.text("theme"), Origin: c.text("origin"), Evidence: c.text("evidence"),
		Internal: c.on("internal"), Meeting: c.text("meeting"), Note: c.text("reason")}
	state, err := c.code("state", "status")
	if err != nil {
		return d, err
	}
	d.State = schema.CommitmentState(state)
	if c.given("made") {
		d.Made, err = c.day("made", c.text("made"))
	}
	return d, err
}

func addCommitment(c *call) error {
	text, err := c.bodyOn(c.args)
	if err != nil {
		return err
	}
	d, err := c.commitment(text)
	if err != nil {
		return err
	}
	return added(c, commitmentForm, d, c.s.Desk.AddCommitment)
}

func updateCommitment(c *call) error {
	text, err := c.bodyOn(c.args[1:])
	if err != nil {
		return err
	}
	d, err := c.commitment(text)
	if err != nil {
		return err
	}
	return updated(c, commitmentForm, d, c.s.Desk.Commitment, func(x schema.Commitment) schema.ID { return x.ID }, c.s.Desk.UpdateCommitment)
}

var commitmentForm = shape[schema.Commitment]{
	ref:     func(x schema.Commitment) string { return x.Ref },
	object:  func(_ *call, x schema.Commitment) export.Object { return export.JSONCommitment(x) },
	columns: []string{"ref", "owner", "state", "made_on", "text"},
	words: map[string]func(*lang.Words, string) string{
		"state": func(w *lang.Words, s string) string { return w.Domain.CommitmentStates[schema.CommitmentState(s)] },
	},
	more: func(c *call, x schema.Commitment) ([][][]string, error) {
		var reviews [][]string
		for _, v := range x.Reviews {
			reviews = append(reviews, []string{v.Meeting, c.words.Domain.CommitmentStates[v.State], v.Note})
		}
		events, err := c.s.Desk.CommitmentThread(c.ctx, x.ID)
		return [][][]string{reviews, c.thread(events)}, err
	},
}

func trainingVerbs() []verb {
	fields := []string{"service", "date", "trained", "organisation"}
	may := func(v schema.Verb) func(*call) error {
		return func(c *call) error { return schema.MayTrain(c.s.Desk.Who(), v, "") }
	}
	return []verb{
		{name: "list", flags: rollFlags, run: func(c *call) error { return list(c, trainingForm, c.s.Desk.Trainings, c.s.Desk.CountTrainings) }},
		{name: "show", usage: "REF…|-", min: 1, max: -1, flags: showFlags, run: func(c *call) error { return showReferred(c, trainingForm, c.s.Desk.Training) }},
		{name: "add", usage: "TOPIC --service S --date DATE [--trained N] [--organisation ORG] [--internal]", min: 1, max: -1,
			flags: slices.Concat([]string{"internal"}, fields, addFlags), needs: []string{"service", "date"}, may: may(schema.VerbNew), run: addTraining},
		{name: "update", usage: "REF [TOPIC] [--service S] [--date DATE] [--trained N] [--organisation ORG]", min: 1, max: -1,
			flags: slices.Concat(fields, writeFlags), may: may(schema.VerbUpdate), run: updateTraining},
		{name: "needs", flags: tableFlags, columns: columnsOf(needForm), run: func(c *call) error {
			needs, err := c.s.Desk.TrainingNeeds(c.ctx)
			if err != nil {
				return err
			}
			return listAll(c, needForm, needs)
		}, may: func(c *call) error { return schema.MayReadNeeds(c.s.Desk.Who()) }},
	}
}

func (c *call) training(topic string) (schema.TrainingDraft, error) {
	d := schema.TrainingDraft{Service: c.text("service"), Topic: topic, Org: strings.ToLower(c.text("organisation")), Internal: c.on("internal")}
	var err error
	if d.Trained, err = c.number("trained", 0, 1_000_000); err != nil {
		return d, err
	}
	if c.given("date") {
		d.Date, err = c.day("date", c.text("date"))
	}
	return d, err
}

func addTraining(c *call) error {
	d, err := c.training(strings.Join(c.args, " "))
	if err != nil {
		return err
	}
	return added(c, trainingForm, d, c.s.Desk.AddTraining)
}

func updateTraining(c *call) error {
	d, err := c.training(strings.Join(c.args[1:], " "))
	if err != nil {
		return err
	}
	return updated(c, trainingForm, d, c.s.Desk.Training, func(x schema.Training) schema.ID { return x.ID }, c.s.Desk.UpdateTraining)
}

var trainingForm = shape[schema.Training]{
	ref:     func(x schema.Training) string { return x.Ref },
	object:  func(_ *call, x schema.Training) export.Object { return export.JSONTraining(x) },
	columns: []string{"ref", "date", "service", "trained", "organisation", "topic"},
	more: func(c *call, x schema.Training) ([][][]string, error) {
		events, err := c.s.Desk.TrainingThread(c.ctx, x.ID)
		return [][][]string{c.thread(events)}, err
	},
}

var needForm = shape[schema.TrainingNeed]{
	ref: func(x schema.TrainingNeed) string { return x.Service },
	object: func(_ *call, x schema.TrainingNeed) export.Object {
		return export.Object{{Name: "service", Value: x.Service}, {Name: "answered", Value: x.Answered}, {Name: "insufficient", Value: x.Insufficient},
			{Name: "trained", Value: x.Trained}}
	},
	columns: []string{"service", "insufficient", "answered", "trained"},
}
