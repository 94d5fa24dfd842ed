package store

import (
	"cmp"
	"context"
	"strconv"

	"contactgroup/schema"
)

const crisisSelect = `SELECT id, started_at, started_by, reason, label, ended_at, ended_by, erased FROM crisis`

// crisisRow is a row of crisis as far as members read it.
type crisisRow struct {
	ID      schema.ID
	Started int64  `db:"started_at"`
	By      string `db:"started_by"`
	Reason  string
	Label   schema.Label
	Ended   int64  `db:"ended_at"`
	EndedBy string `db:"ended_by"`
	Erased  string
}

func (c crisisRow) crisis() schema.Crisis {
	return schema.Crisis{ID: c.ID, Started: instant(c.Started), StartedBy: c.By, Reason: c.Reason, Label: c.Label,
		Ended: instant(c.Ended), EndedBy: c.EndedBy, Erased: day(c.Erased)}
}

// Crisis is the one under way, the zero Crisis when there is none. All members may know.
func (d *Desk) Crisis(ctx context.Context) (schema.Crisis, error) {
	var c schema.Crisis
	err := d.view(ctx, func(r reads) (err error) {
		c, err = r.crisis()
		return err
	})
	return c, err
}

// crisis is the one under way.
func (r reads) crisis() (schema.Crisis, error) {
	var row crisisRow
	err := r.one(&row, crisisSelect+` WHERE ended_at = 0`)
	if missing(err) {
		return schema.Crisis{}, nil
	}
	return row.crisis(), err
}

// Crises returns all of them, the last one first.
func (d *Desk) Crises(ctx context.Context) ([]schema.Crisis, error) {
	var out []schema.Crisis
	err := d.view(ctx, func(r reads) error {
		var rows []crisisRow
		err := r.all(&rows, crisisSelect+` ORDER BY id DESC`)
		for _, row := range rows {
			out = append(out, row.crisis())
		}
		return err
	})
	return out, err
}

// StartCrisis tells everybody that a crisis is under way, for a reason that
// everybody reads. Requests sent during it with the label (empty: P1) or a more
// urgent one show the voluntary benchmark.
func (d *Desk) StartCrisis(ctx context.Context, reason string, l schema.Label) (schema.Crisis, error) {
	return command(ctx, d, func(t *tx) (schema.Crisis, error) {
		if err := schema.MayLead(d.who, schema.VerbStart); err != nil {
			return schema.Crisis{}, err
		}
		var c cleaner
		text := c.line("reason", reason)
		c.check(text != "", schema.WhyNeedsReason, "reason", "")
		l := cmp.Or(l, schema.P1)
		_, ranked := schema.ParseCode("label", string(l))
		c.check(ranked, schema.WhyUnknown, "label", string(l))
		if c.err != nil {
			return schema.Crisis{}, c.err
		}
		if now, err := t.crisis(); err != nil || now.ID != 0 {
			return now, orFault(err, &schema.Fault{Class: schema.ErrState, Why: schema.WhyCrisis, Verb: schema.VerbStart, By: now.StartedBy})
		}
		by := d.who.NameFor(0)
		id, err := t.insert(`INSERT INTO crisis (started_at, started_by, reason, label) VALUES (?, ?, ?, ?) RETURNING id`, stamp(t.now), by, text, l)
		if err != nil {
			return schema.Crisis{}, err
		}
		out := schema.Crisis{ID: id, Started: t.now, StartedBy: by, Reason: text, Label: l}
		return out, t.tellCrisis(d.who, schema.VerbStart, out, text)
	})
}

// EndCrisis ends the one under way and puts a point of that title, for taking
// stock of it, on the agenda of the next meeting: of the one to come, else of
// the first that will be put on record.
func (d *Desk) EndCrisis(ctx context.Context, debrief string) (schema.Crisis, error) {
	return command(ctx, d, func(t *tx) (schema.Crisis, error) {
		if err := schema.MayLead(d.who, schema.VerbEnd); err != nil {
			return schema.Crisis{}, err
		}
		var clean cleaner
		title := clean.name("point", debrief)
		if clean.err != nil {
			return schema.Crisis{}, clean.err
		}
		c, err := t.crisis()
		if err != nil || c.ID == 0 {
			return c, orFault(err, &schema.Fault{Class: schema.ErrState, Why: schema.WhyNoCrisis, Verb: schema.VerbEnd})
		}
		c.Ended, c.EndedBy = t.now, d.who.NameFor(0)
		_, err = t.exec(`UPDATE crisis SET ended_at = ?, ended_by = ?, debrief = ? WHERE id = ?`, stamp(c.Ended), c.EndedBy, title, c.ID)
		if err != nil {
			return c, err
		}
		if err := t.tellCrisis(d.who, schema.VerbEnd, c, ""); err != nil {
			return c, err
		}
		next, err := t.meeting(d.who, NextMeeting)
		if isNotFound(err) {
			return c, nil
		}
		if err != nil {
			return c, err
		}
		return c, d.debrief(t, next)
	})
}

// orFault is err, or the fault when there is no error.
func orFault(err error, f *schema.Fault) error {
	if err != nil {
		return err
	}
	return f
}

// tellCrisis writes a beginning or an end into the log of everybody.
func (t *tx) tellCrisis(who schema.Actor, v schema.Verb, c schema.Crisis, text string) error {
	audiences, err := t.everybody()
	state := map[bool]string{true: "ended", false: "started"}[!c.Ended.IsZero()]
	t.record(record{Actor: who, Verb: v, Noun: schema.NounCrisis, Subject: c.ID, Ref: strconv.Itoa(int(c.ID)), Text: text, Audiences: audiences,
		Changes: []schema.Change{{Field: schema.FieldState, To: state}, {Field: schema.FieldLabel, To: string(c.Label)}}})
	return err
}

// debrief puts the points that are owed for past crises at the end of the
// agenda of a meeting of the whole group. Whoever plans a meeting calls it for the new one.
func (d *Desk) debrief(t *tx, m meetingRow) error {
	var owed []struct {
		ID      schema.ID
		Debrief string
	}
	if err := t.all(&owed, `SELECT id, debrief FROM crisis WHERE ended_at > 0 AND meeting_id = 0 ORDER BY id`); err != nil {
		return err
	}
	for _, c := range owed {
		if err := d.putOnAgenda(t, m.ID, schema.AgendaPoint{Title: c.Debrief}); err != nil {
			return err
		}
		if _, err := t.exec(`UPDATE crisis SET meeting_id = ? WHERE id = ?`, m.ID, c.ID); err != nil {
			return err
		}
	}
	return nil
}
