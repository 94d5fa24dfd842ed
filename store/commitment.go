package store

import (
	"cmp"
	"context"
	"slices"

	"contactgroup/schema"
)

// commitmentRow is a row of commitment.
type commitmentRow struct {
	rollHead
	Org      string
	Text     string
	Theme    string
	Origin   string
	Made     string
	State    schema.CommitmentState
	Evidence string
	Erased   string // nothing that members do changes it
}

func (c *commitmentRow) cells() []rollCell {
	return []rollCell{
		{column: column{"org", c.Org}, field: schema.FieldOwner}, {column: column{"text", c.Text}, field: schema.FieldText},
		{column: column{"theme", c.Theme}, field: schema.FieldTheme}, {column: column{"theme_key", schema.Fold(c.Theme)}, quiet: true},
		{column: column{"origin", c.Origin}, field: schema.FieldOrigin}, {column: column{"made", c.Made}, field: schema.FieldMade, quiet: true},
		{column: column{"state", string(c.State)}, field: schema.FieldState, quiet: true}, {column: column{"evidence", c.Evidence}, field: schema.FieldEvidence},
		{column: column{"open", flag(!c.State.Terminal())}, quiet: true},
	}
}

var commitments = roll[commitmentRow, *commitmentRow, schema.Commitment]{
	noun: schema.NounCommitment, table: "commitment", series: "E", yearly: true, open: "x.open = 1",
	columns: "x.org, x.text, x.theme, x.origin, x.made, x.state, x.evidence, x.erased",
	filters: map[schema.QueryField]string{schema.QueryStatus: "x.state", schema.QueryOrg: "x.org", schema.QueryTheme: "x.theme_key"},
	orders:  map[schema.SortField][]string{schema.SortOwner: {"x.org"}},
	item: func(c commitmentRow) schema.Commitment {
		return schema.Commitment{ID: c.ID, Ref: c.Ref, Rev: c.Version, Org: c.Org, Text: c.Text, Theme: c.Theme, Origin: c.Origin, Made: day(c.Made),
			State: c.State, Evidence: c.Evidence, Internal: c.Internal, Updated: instant(c.UpdatedAt), Erased: day(c.Erased)}
	},
	finish: (*Desk).reviewed,
}

// Commitments returns one page of the commitments that the member may know of.
// "Not all" means: something is awaited still, unless the query names a state.
func (d *Desk) Commitments(ctx context.Context, l schema.List) (schema.Page[schema.Commitment], error) {
	return commitments.page(ctx, d, l)
}

// CountCommitments counts what Commitments would list.
func (d *Desk) CountCommitments(ctx context.Context, q schema.Query, all bool) (schema.Count, error) {
	return commitments.count(ctx, d, q, all)
}

// Commitment returns the commitment with that reference, with its reviews and
// what refers to it.
func (d *Desk) Commitment(ctx context.Context, ref string) (schema.Commitment, error) {
	return commitments.find(ctx, d, ref)
}

// CommitmentThread returns what happened to a commitment, oldest first.
func (d *Desk) CommitmentThread(ctx context.Context, id schema.ID) ([]schema.Event, error) {
	return commitments.thread(ctx, d, id)
}

// AddCommitment puts a commitment on record.
func (d *Desk) AddCommitment(ctx context.Context, n schema.CommitmentDraft) (schema.Commitment, error) {
	return command(ctx, d, func(t *tx) (schema.Commitment, error) {
		if err := schema.MayCommit(d.who, n); err != nil {
			return schema.Commitment{}, err
		}
		row := commitmentRow{Org: cmp.Or(n.Org, ownCode(d, n.Internal)), State: schema.CommitmentOpen}
		if n.Internal {
			row.Internal = d.who.OrgCode
		}
		if err := row.set(n); err != nil {
			return schema.Commitment{}, err
		}
		if err := t.standing("owner", row.Org, row.Internal); err != nil {
			return schema.Commitment{}, err
		}
		if err := commitments.add(d, t, &row); err != nil {
			return schema.Commitment{}, err
		}
		return commitments.shown(d, t.reads, row)
	})
}

// ownCode is the member's organisation for what is internal, else nothing.
func ownCode(d *Desk, internal bool) string {
	if internal {
		return d.who.OrgCode
	}
	return ""
}

// standing refuses an organisation that is not of the group any more, or of
// which something internal to another cannot be.
func (t *tx) standing(field, code, internal string) error {
	o, err := t.organisation(code)
	switch {
	case missing(err) && code == "":
		return schema.Invalid(schema.WhyNeedsOwner, field, "")
	case missing(err), err == nil && internal != "" && internal != code:
		return schema.Invalid(schema.WhyUnknown, field, code)
	case err == nil && o.Disabled:
		return schema.Invalid(schema.WhyDisabled, field, code)
	}
	return err
}

// set lays the draft over the row.
func (c *commitmentRow) set(n schema.CommitmentDraft) error {
	var clean cleaner
	c.Text = cmp.Or(clean.text("text", n.Text), c.Text)
	c.Theme = cmp.Or(clean.line("theme", n.Theme), c.Theme)
	c.Origin = cmp.Or(clean.line("origin", n.Origin), c.Origin)
	c.Made = cmp.Or(n.Made.String(), c.Made)
	c.Evidence = cmp.Or(clean.text("evidence", n.Evidence), c.Evidence)
	c.State = cmp.Or(n.State, c.State)
	clean.check(c.Text != "", schema.WhyNeedsText, "text", "")
	clean.check(slices.Contains(schema.CommitmentStates, c.State), schema.WhyUnknown, "state", string(c.State))
	clean.check(c.State != schema.CommitmentKept || c.Evidence != "", schema.WhyNeedsProof, "evidence", "")
	return clean.err
}

// UpdateCommitment changes a commitment, and puts on record what a meeting
// found of it when one is named: the state, as it is or as it is now judged,
// with a note. Without a meeting the note is the log's. Judged kept it needs evidence. The member of the organisation
// that made it may give evidence.
func (d *Desk) UpdateCommitment(ctx context.Context, id schema.ID, rev int, n schema.CommitmentDraft) (schema.Commitment, error) {
	return command(ctx, d, func(t *tx) (schema.Commitment, error) {
		was, err := commitments.lock(d, t, schema.VerbUpdate, id, rev, func(c schema.Commitment) error { return schema.MayUpdateCommitment(d.who, c, n) })
		if err != nil {
			return schema.Commitment{}, err
		}
		now := was
		if err := now.set(n); err != nil {
			return schema.Commitment{}, err
		}
		note, err := schema.CleanText("note", n.Note, schema.MaxText)
		if err != nil {
			return schema.Commitment{}, err
		}
		if n.Meeting == "" {
			if err := commitments.save(d, t, schema.VerbUpdate, was, &now, true, note); err != nil {
				return schema.Commitment{}, err
			}
			return commitments.shown(d, t.reads, now)
		}
		review, err := d.review(t, now, n.Meeting, note)
		if err != nil {
			return schema.Commitment{}, err
		}
		told := schema.Change{Field: schema.FieldReviews, To: review.Meeting + " " + string(review.State)}
		if err := commitments.save(d, t, schema.VerbUpdate, was, &now, false, review.Note, told); err != nil {
			return schema.Commitment{}, err
		}
		return commitments.shown(d, t.reads, now)
	})
}

// review writes what a meeting found. Only a meeting that all readers of the
// commitment may know of can review it.
func (d *Desk) review(t *tx, c commitmentRow, meeting, note string) (schema.Review, error) {
	m, err := t.meeting(d.who, meeting)
	if isNotFound(err) || (err == nil && m.Circle != "" && c.Internal == "") {
		return schema.Review{}, schema.Invalid(schema.WhyUnknown, "meeting", meeting)
	}
	if err != nil {
		return schema.Review{}, err
	}
	today := schema.DateOf(t.now, t.db.location())
	_, err = t.exec(`INSERT INTO commitment_review (commitment_id, n, meeting_id, day, state, note)
		SELECT CAST(? AS BIGINT), coalesce(max(n), 0) + 1, CAST(? AS BIGINT), CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT) FROM commitment_review WHERE commitment_id = ?`,
		c.ID, m.ID, today.String(), string(c.State), note, c.ID)
	return schema.Review{Meeting: m.Ref, On: today, State: c.State, Note: note}, err
}

// reviewed gives the commitments their reviews and what refers to them.
func (d *Desk) reviewed(r reads, items []schema.Commitment) error {
	ids, refs := make([]schema.ID, len(items)), make([]string, len(items))
	for i, c := range items {
		ids[i], refs[i] = c.ID, c.Ref
	}
	var rows []struct {
		Of        schema.ID `db:"commitment_id"`
		N         int
		Meeting   string
		Day, Note string
		State     schema.CommitmentState
	}
	err := r.all(&rows, `SELECT v.commitment_id, v.n, m.ref AS meeting, v.day, v.state, v.note FROM commitment_review v JOIN meeting m ON m.id = v.meeting_id
		WHERE v.commitment_id IN (?) ORDER BY v.commitment_id, v.n`, ids)
	if err != nil {
		return err
	}
	for _, row := range rows {
		i := slices.Index(ids, row.Of)
		items[i].Reviews = append(items[i].Reviews, schema.Review{N: row.N, Meeting: row.Meeting, On: day(row.Day), State: row.State, Note: row.Note})
	}
	linked, err := d.linked(r, refs)
	for i, c := range items {
		items[i].Linked = linked[c.Ref]
	}
	return err
}
