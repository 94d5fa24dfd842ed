package store

import (
	"context"

	"contactgroup/schema"
)

// Plan is a statement and how the engine does it.
type Plan struct {
	SQL   string
	Steps []string
}

// Hanging are ways to what hangs together, each by the index that must serve it
// and the condition, a regular expression, that it serves.
var Hanging = []struct {
	Index, Condition string
	Statements       int // with the condition
	ask              func(t *tx, d *Desk) error
}{
	{"request_side_case", `case_ref = [?$kq]`, 3, func(t *tx, d *Desk) error {
		_, err := t.caseRow(d.who, "D-2015-0001")
		if err == nil {
			err = t.fillCase(d.who, &schema.Case{Ref: "D-2015-0001"})
		}
		var ended []schema.ID
		if err == nil {
			err = t.all(&ended, `SELECT q.id FROM case_file q WHERE `+endings[schema.NounCase].ended, 0)
		}
		return err
	}},
	{"request_side_held", `assignee_id = [?$]`, 1, func(t *tx, d *Desk) error { return t.releaseAll(d.who, schema.Member{ID: d.who.Member}) }},
	{"notice_letter", `letter_id = [?$]`, 1, func(t *tx, d *Desk) error { return t.fillLetter(&schema.Delivery{ID: 1}, correspondent{who: d.who}) }},
	{"request_intake", `intake_id = i\.id`, 1, func(t *tx, _ *Desk) error {
		_, err := t.brokenOff(0)
		return err
	}},
	{"request_intake", `intake_id = [?$]`, 4, func(t *tx, _ *Desk) error {
		_, err := t.takenBy(1)
		if err == nil {
			_, err = t.lastStaged(1, 10)
		}
		if err == nil {
			_, err = t.tellImported(1, 10)
		}
		return err
	}},
	{"request_intake", `intake_id = [?$]`, 1, func(t *tx, _ *Desk) error {
		groups := make([]*intakeGroup, mostChunk)
		for i := range groups {
			groups[i] = &intakeGroup{ref: schema.DraftRef(2016, i+1)}
		}
		_, err := t.nameStaged(1, 0, groups)
		return err
	}},
}

// MostStaged is how many requests nameStaged is asked to name.
const MostStaged = mostChunk

// HangingPlans are how the engine finds what hangs together, by the statements
// of Hanging[i], which are taken back.
func HangingPlans(ctx context.Context, d *Desk, i int) (plans []Plan, err error) {
	err = d.db.write(schema.DryRun(ctx), func(t *tx) error {
		through := t.reads
		if d.db.engine.name == "postgres" { // which reads a small table whole
			if _, err := t.exec(`SELECT set_config('enable_seqscan', 'off', true)`); err != nil {
				return err
			}
		}
		asked := &recorder{ExtContext: t.ext, single: true}
		t.reads = reads{ctx: t.ctx, ext: asked}
		err := Hanging[i].ask(t, d)
		t.reads = through
		for _, q := range asked.queries {
			if err != nil {
				return err
			}
			var steps []string
			steps, err = d.explain(t.reads, q)
			plans = append(plans, Plan{q.text, steps})
		}
		return err
	})
	return plans, err
}
