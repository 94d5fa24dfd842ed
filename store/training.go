package store

import (
	"cmp"
	"context"
	"strings"

	"contactgroup/schema"
)

// trainingRow is a row of training.
type trainingRow struct {
	rollHead
	Service string
	Day     string
	Topic   string
	Trained int
	Org     string
}

func (x *trainingRow) cells() []rollCell {
	return []rollCell{
		{column: column{"service", x.Service}, field: schema.FieldService}, {column: column{"day", x.Day}, field: schema.FieldDate},
		{column: column{"topic", x.Topic}, field: schema.FieldTopic}, {column: column{"trained", x.Trained}, field: schema.FieldTrained},
		{column: column{"org", x.Org}, field: schema.FieldOwner},
	}
}

var trainings = roll[trainingRow, *trainingRow, schema.Training]{
	noun: schema.NounTraining, table: "training", series: "F", yearly: true,
	columns: "x.service, x.day, x.topic, x.trained, x.org",
	filters: map[schema.QueryField]string{schema.QueryOrg: "x.org", schema.QueryService: "x.service"},
	orders:  map[schema.SortField][]string{schema.SortOwner: {"x.org"}, schema.SortDue: {"x.day"}},
	item: func(x trainingRow) schema.Training {
		return schema.Training{ID: x.ID, Ref: x.Ref, Rev: x.Version, Service: x.Service, Date: day(x.Day), Topic: x.Topic, Trained: x.Trained, Org: x.Org,
			Internal: x.Internal, Updated: instant(x.UpdatedAt)}
	},
}

// Trainings returns one page of the trainings that the member may know of.
func (d *Desk) Trainings(ctx context.Context, l schema.List) (schema.Page[schema.Training], error) {
	return trainings.page(ctx, d, l)
}

// CountTrainings counts what Trainings would list.
func (d *Desk) CountTrainings(ctx context.Context, q schema.Query, all bool) (schema.Count, error) {
	return trainings.count(ctx, d, q, all)
}

// Training returns the training with that reference.
func (d *Desk) Training(ctx context.Context, ref string) (schema.Training, error) {
	return trainings.find(ctx, d, ref)
}

// TrainingThread returns what happened to a training, oldest first.
func (d *Desk) TrainingThread(ctx context.Context, id schema.ID) ([]schema.Event, error) {
	return trainings.thread(ctx, d, id)
}

// AddTraining puts a training on record, given or planned.
func (d *Desk) AddTraining(ctx context.Context, n schema.TrainingDraft) (schema.Training, error) {
	return command(ctx, d, func(t *tx) (schema.Training, error) {
		if err := schema.MayTrain(d.who, schema.VerbNew, n.Org); err != nil {
			return schema.Training{}, err
		}
		row := trainingRow{Org: d.who.OrgCode}
		row.Internal = ownCode(d, n.Internal)
		if err := row.set(t, n); err != nil {
			return schema.Training{}, err
		}
		if err := trainings.add(d, t, &row); err != nil {
			return schema.Training{}, err
		}
		return trainings.shown(d, t.reads, row)
	})
}

// UpdateTraining changes a training; one's own for operators and associations.
func (d *Desk) UpdateTraining(ctx context.Context, id schema.ID, rev int, n schema.TrainingDraft) (schema.Training, error) {
	return command(ctx, d, func(t *tx) (schema.Training, error) {
		was, err := trainings.lock(d, t, schema.VerbUpdate, id, rev, func(x schema.Training) error {
			if err := schema.MayTrain(d.who, schema.VerbUpdate, x.Org); err != nil {
				return err
			}
			return schema.MayTrain(d.who, schema.VerbUpdate, n.Org)
		})
		if err != nil {
			return schema.Training{}, err
		}
		now := was
		if err := now.set(t, n); err != nil {
			return schema.Training{}, err
		}
		if err := trainings.save(d, t, schema.VerbUpdate, was, &now, true, ""); err != nil {
			return schema.Training{}, err
		}
		return trainings.shown(d, t.reads, now)
	})
}

// set lays the draft over the row.
func (x *trainingRow) set(t *tx, n schema.TrainingDraft) error {
	var clean cleaner
	x.Service = cmp.Or(clean.line("service", n.Service), x.Service)
	x.Topic = cmp.Or(clean.line("topic", n.Topic), x.Topic)
	x.Day = cmp.Or(n.Date.String(), x.Day)
	x.Trained = cmp.Or(n.Trained, x.Trained)
	x.Org = cmp.Or(strings.ToLower(n.Org), x.Org)
	clean.check(x.Service != "", schema.WhyEmpty, "service", "")
	clean.check(x.Topic != "", schema.WhyEmpty, "topic", "")
	clean.check(x.Day != "", schema.WhyDate, "date", "")
	clean.check(x.Trained >= 0, schema.WhyUnknown, "trained", count(x.Trained))
	if clean.err != nil {
		return clean.err
	}
	return t.standing("organisation", x.Org, x.Internal)
}

// fewest is how many operators a figure must be made up by, for readers who
// see no requests, so that it tells of none of them.
const fewest = 3

// TrainingNeeds returns, for each service whose requests were answered in the
// member's sight, how many contents lacked information, most such first; an
// observer is given services whose answers come from at least three operators.
// The authority's confidential requests count only for those who may see them.
func (d *Desk) TrainingNeeds(ctx context.Context) ([]schema.TrainingNeed, error) {
	if err := schema.MayReadNeeds(d.who); err != nil {
		return nil, err
	}
	where, args, enough := "1 = 1", []any(nil), 0
	if readerOf(d.who) == schema.ReaderNone {
		var open []schema.Kind
		for _, k := range schema.Kinds {
			if !k.Confidential() {
				open = append(open, k)
			}
		}
		where, enough = "r.sent_at > 0 AND r.kind IN "+codeList(open), fewest
	} else {
		where, args = sight(d.who)
	}
	var out []schema.TrainingNeed
	err := d.view(ctx, func(r reads) error {
		return r.all(&out, `SELECT n.service, n.answered, n.insufficient, coalesce((SELECT sum(x.trained) FROM training x WHERE x.service = n.service AND `+ownSight+`), 0) AS trained
			FROM (SELECT r.service, count(*) AS answered, count(CASE WHEN c.outcome = ? THEN 1 END) AS insufficient
				FROM request r JOIN content c ON c.request_id = r.id WHERE c.outcome <> '' AND `+where+`
				GROUP BY r.service HAVING count(DISTINCT r.addressee) >= ?) n ORDER BY n.insufficient DESC, n.service`,
			append(append([]any{d.who.OrgCode, schema.OutcomeInsufficient}, args...), enough)...)
	})
	return out, err
}
