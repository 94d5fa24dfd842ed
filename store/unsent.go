package store

import (
	"context"

	"contactgroup/schema"
)

// unsentRow is a row of unsent with the reference of its subject.
type unsentRow struct {
	Verb      schema.Verb
	Noun      schema.Noun
	SubjectID schema.ID `db:"subject_id"`
	Part      string
	Version   int
	Body      string
	UpdatedAt int64 `db:"updated_at"`
}

const (
	unsentColumns = `verb, noun, subject_id, part, version, body, updated_at`
	oneUnsent     = `member_id = ? AND verb = ? AND noun = ? AND subject_id = ? AND part = ?`
)

func (r unsentRow) unsent() schema.Unsent {
	return schema.Unsent{Verb: r.Verb, Noun: r.Noun, Subject: r.SubjectID, Part: r.Part, Body: r.Body, Rev: r.Version, Updated: instant(r.UpdatedAt)}
}

// Unsent returns what the member began and has not sent, newest first: on
// things that they may still see. The texts are among it.
func (d *Desk) Unsent(ctx context.Context) ([]schema.Unsent, error) {
	out := []schema.Unsent{}
	err := d.view(ctx, func(r reads) error {
		var rows []unsentRow
		err := r.all(&rows, `SELECT `+unsentColumns+` FROM unsent WHERE member_id = ? ORDER BY updated_at DESC, verb, noun, subject_id, part`, d.who.Member)
		if err != nil {
			return err
		}
		for _, row := range rows {
			u := row.unsent()
			if u.Ref, err = d.subjectRef(r, u.Noun, u.Subject); isNotFound(err) {
				continue
			}
			if err != nil {
				return err
			}
			out = append(out, u)
		}
		return nil
	})
	return out, err
}

// subjectRef is the reference of a thing that the member may see; ErrNotFound
// for others. Of the zero ID it is empty.
func (d *Desk) subjectRef(r reads, noun schema.Noun, id schema.ID) (string, error) {
	if id == 0 {
		return "", nil
	}
	switch noun {
	case schema.NounMeeting:
		m, err := r.meetingByID(d.who, id)
		return m.Ref, err
	case schema.NounCommitment:
		return commitments.refOf(d, r, id)
	case schema.NounArticle:
		return articles.refOf(d, r, id)
	case schema.NounSheet:
		return sheets.refOf(d, r, id)
	case schema.NounTraining:
		return trainings.refOf(d, r, id)
	case schema.NounAction:
		found, err := d.actions(r, `a.id = ?`, id)
		if err == nil && len(found) == 0 {
			err = schema.NotFound("")
		}
		if err != nil {
			return "", err
		}
		return found[0].Ref, nil
	}
	row, err := r.requestRow(d.who, id)
	if err != nil {
		return "", err
	}
	return row.seenBy(d.who).Ref, nil
}

// UnsentOf returns what the member began of a verb on one thing, in this part of
// it, wherever they did; the zero Unsent when there is none.
func (d *Desk) UnsentOf(ctx context.Context, verb schema.Verb, noun schema.Noun, subject schema.ID, part string) (u schema.Unsent, err error) {
	err = d.view(ctx, func(r reads) error {
		var row unsentRow
		err := r.one(&row, `SELECT `+unsentColumns+` FROM unsent WHERE `+oneUnsent, d.who.Member, verb, noun, subject, part)
		if missing(err) {
			return nil
		}
		if err != nil {
			return err
		}
		u = row.unsent()
		u.Ref, err = d.subjectRef(r, noun, subject)
		if isNotFound(err) {
			u, err = schema.Unsent{}, nil
		}
		return err
	})
	return u, err
}

// KeepUnsent keeps a text on the server until it is used or dropped. u.Rev is
// the one read, zero when there was none: when another of the member's
// terminals was at it since, nothing is written and ErrStale tells the Rev now,
// which the last writer gives to write all the same.
func (d *Desk) KeepUnsent(ctx context.Context, u schema.Unsent) (schema.Unsent, error) {
	if err := schema.CheckUnsent(u); err != nil {
		return u, err
	}
	return command(ctx, d, func(t *tx) (schema.Unsent, error) {
		ref, err := d.subjectRef(t.reads, u.Noun, u.Subject)
		if err != nil {
			return u, err
		}
		if u.Rev == 0 {
			err = t.beginUnsent(d.who, u)
		} else {
			err = t.one(new(int), `UPDATE unsent SET version = version + 1, body = ?, updated_at = ?
				WHERE `+oneUnsent+` AND version = ? RETURNING version`,
				u.Body, stamp(t.now), d.who.Member, u.Verb, u.Noun, u.Subject, u.Part, u.Rev)
		}
		if missing(err) {
			return u, d.staleUnsent(t, u, ref)
		}
		u.Ref, u.Rev, u.Updated = ref, u.Rev+1, t.now
		return u, err
	})
}

// beginUnsent writes a text of which there was none, else sql.ErrNoRows.
func (t *tx) beginUnsent(who schema.Actor, u schema.Unsent) error {
	var kept int
	if err := t.one(&kept, `SELECT count(*) FROM unsent WHERE member_id = ?`, who.Member); err != nil {
		return err
	}
	if kept >= schema.MaxUnsent {
		return schema.Invalid(schema.WhyTooMany, "text", count(schema.MaxUnsent))
	}
	return t.one(new(int), `INSERT INTO unsent (member_id, verb, noun, subject_id, part, version, body, updated_at) VALUES (?, ?, ?, ?, ?, 1, ?, ?)
		ON CONFLICT DO NOTHING RETURNING version`, who.Member, u.Verb, u.Noun, u.Subject, u.Part, u.Body, stamp(t.now))
}

// staleUnsent tells that another of the member's terminals was at the text; Rev
// is zero when it was used or dropped there.
func (d *Desk) staleUnsent(t *tx, u schema.Unsent, ref string) error {
	fault := &schema.Fault{Class: schema.ErrStale, Why: schema.WhyChanged, Verb: u.Verb, Ref: ref, By: d.who.Name}
	err := t.one(&fault.Rev, `SELECT version FROM unsent WHERE `+oneUnsent, d.who.Member, u.Verb, u.Noun, u.Subject, u.Part)
	if err != nil && !missing(err) {
		return err
	}
	return fault
}

// DropUnsent forgets a text. There need be none.
func (d *Desk) DropUnsent(ctx context.Context, verb schema.Verb, noun schema.Noun, subject schema.ID, part string) error {
	_, err := command(ctx, d, func(t *tx) (none struct{}, err error) {
		_, err = t.exec(`DELETE FROM unsent WHERE `+oneUnsent, d.who.Member, verb, noun, subject, part)
		return none, err
	})
	return err
}

// usedUnder erases the text that the member's command was begun in, where ctx
// says which one (schema.Uses).
func (t *tx) usedUnder(ctx context.Context, who schema.Actor) error {
	u, ok := schema.UsedBy(ctx)
	if !ok {
		return nil
	}
	_, err := t.exec(`DELETE FROM unsent WHERE `+oneUnsent, who.Member, u.Verb, u.Noun, u.Subject, u.Part)
	return err
}

// outdated erases the texts that the member's verb on a thing was begun in, where
// there is no use for them once it is done.
func (t *tx) outdated(who schema.Actor, verb schema.Verb, noun schema.Noun, subject schema.ID) error {
	if !schema.EndsUnsent(noun, verb) {
		return nil
	}
	_, err := t.exec(`DELETE FROM unsent WHERE member_id = ? AND verb = ? AND noun = ? AND subject_id = ?`, who.Member, verb, noun, subject)
	return err
}
