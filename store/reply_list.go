package store

import (
	"context"

	"contactgroup/schema"
)

// replyRow is a row of reply with what is shown of its request and author.
type replyRow struct {
	ID        schema.ID
	RequestID schema.ID `db:"request_id"`
	N         int
	OrgID     schema.ID `db:"org_id"`
	AuthorID  schema.ID `db:"author_id"`
	State     schema.ReplyState
	Text      string
	Effective int64 `db:"effective_at"`
	HeldUntil int64 `db:"held_until"`
	Sent      int64 `db:"sent_at"`
	Decided   int64 `db:"decided_at"`
	Reason    string
	SortAt    int64  `db:"sort_at"`
	SortKey   string `db:"sort_key"`

	Ref        string
	Subject    string
	Erased     string
	Addressee  string
	Label      schema.Label
	ReqState   schema.State `db:"req_state"`
	AuthorName string       `db:"author_name"`
	OrgName    string       `db:"org_name"`
	Decider    string       // by name to colleagues

	outcomes []schema.ReplyOutcome
}

const replySelect = `SELECT p.id, p.request_id, p.n, p.org_id, p.author_id, p.state, p.text, p.effective_at, p.held_until, p.sent_at,
	p.decided_at, p.reason, p.sort_at, p.sort_key, r.ref, r.subject, r.erased, r.addressee, r.label, r.state AS req_state,
	coalesce(a.name, '') AS author_name, coalesce(o.name, '') AS org_name, coalesce(z.name, p.decided_as) AS decider`

// replyTables joins a reply p with its request r, the reader's side s and assignee m, its author a and organisation o.
// Its one argument is the reader's organisation. None but r leaves rows out: where nothing of the others is asked for, the
// engines leave them out, and do not begin with them. A colleague of that side z decided on the reply.
const replyTables = ` FROM reply p JOIN request r ON r.id = p.request_id LEFT JOIN request_side s ON s.request_id = r.id AND s.org_id = ?
	LEFT JOIN member m ON m.id = s.assignee_id LEFT JOIN member a ON a.id = p.author_id LEFT JOIN organisation o ON o.id = p.org_id
	LEFT JOIN member z ON z.id = p.decided_by AND z.org_id = s.org_id`

// reply is the row as the reader may see it.
func (p replyRow) reply(reader schema.Actor) schema.Reply {
	by := p.OrgName
	if p.OrgID == reader.Org {
		by = p.AuthorName
	}
	return schema.Reply{ID: p.ID, N: p.N, Request: p.RequestID, Ref: p.Ref, Subject: p.Subject, Addressee: p.Addressee, Label: p.Label,
		ReqState: p.ReqState, State: p.State, Text: p.Text, By: by, Outcomes: p.outcomes, Effective: instant(p.Effective),
		HeldUntil: instant(p.HeldUntil), Sent: instant(p.Sent), Decided: instant(p.Decided), DecidedBy: p.Decider, Reason: p.Reason, Erased: day(p.Erased)}
}

// replySight is the condition under which the actor may know of a reply.
func replySight(a schema.Actor) condition {
	seen, args := sight(a)
	return condition{seen, args}.and("(p.state <> 'held' OR p.org_id = ?)", a.Org)
}

// replies reads replies within the actor's sight, with their outcomes.
func (r reads) replies(a schema.Actor, where condition, order string, limit int) ([]replyRow, error) {
	where = where.with(replySight(a))
	var rows []replyRow
	err := r.all(&rows, replySelect+replyTables+" WHERE "+where.text+" ORDER BY "+order+atMost(limit), append([]any{a.Org}, where.args...)...)
	if err != nil || len(rows) == 0 {
		return rows, err
	}
	ids, at := make([]schema.ID, len(rows)), map[schema.ID]int{}
	for i, row := range rows {
		ids[i], at[row.ID] = row.ID, i
	}
	var outcomes []struct {
		Reply       schema.ID `db:"reply_id"`
		N           int
		Outcome     schema.Outcome
		Territories string
	}
	err = r.all(&outcomes, `SELECT reply_id, n, outcome, territories FROM reply_outcome WHERE reply_id IN (?) ORDER BY reply_id, n`, ids)
	for _, o := range outcomes {
		row := &rows[at[o.Reply]]
		row.outcomes = append(row.outcomes, schema.ReplyOutcome{N: o.N, Outcome: o.Outcome, Territories: splitList(o.Territories)})
	}
	return rows, err
}

// replyQuery is the rows of the replies queue. "Not all" is the last reply of a
// request that is not terminal, when it waits for the reader's side: for the
// authority one sent and not yet accepted, for an operator one disputed, one it
// holds back, and one whose request is in its hands again.
func (d *Desk) replyQuery(r reads, q schema.Query, all bool) (condition, error) {
	f := d.requestFilter(r)
	f.ofReplies = true
	f.openOnly = !all && !q.Names(schema.QueryStatus) && !q.Names(schema.QueryReply)
	q, err := f.references(q)
	if err != nil {
		return nothing, err
	}
	where, err := f.where(q)
	if err != nil {
		return nothing, err
	}
	if found, none, errNear := f.near(q); errNear != nil || none {
		return nothing, errNear
	} else if found != nil {
		where = where.and("r.id IN ("+found.text+")", found.args...)
	}
	if !f.openOnly {
		return where, nil
	}
	if f.reader == schema.ReaderAddressee {
		return where.and(`r.open = 1 AND (r.held = 1 OR r.last_reply = 'disputed' OR (r.state = 'in_progress' AND r.replies > 0))
			AND p.n = (SELECT max(l.n) FROM reply l WHERE l.request_id = p.request_id)`), nil
	}
	return where.and(`p.state = 'sent' AND r.open = 1
		AND p.n = (SELECT max(l.n) FROM reply l WHERE l.request_id = p.request_id AND l.state <> 'held')`), nil
}

// replyOrder is the order of the replies queue: newest first, whatever sort is asked for.
var replyOrder = ordering{[]string{"p.sort_at", "p.sort_key"}, true}

// Replies returns one page of the replies queue, newest first.
func (d *Desk) Replies(ctx context.Context, l schema.List) (schema.Page[schema.Reply], error) {
	var page schema.Page[schema.Reply]
	key, keyArgs, backwards, err := replyOrder.keyset(l)
	if err != nil {
		return page, err
	}
	err = d.view(ctx, func(r reads) error {
		where, err := d.replyQuery(r, l.Query, l.All)
		if err != nil {
			return err
		}
		if key != "" {
			where = where.and(key, keyArgs...)
		}
		rows, err := r.replies(d.who, where, replyOrder.clause(backwards), pageLimit(l.Limit)+1)
		page = paged(replyOrder, l, rows, func(p replyRow) []any { return []any{p.SortAt, p.SortKey} },
			func(p replyRow) schema.Reply { return p.reply(d.who) })
		return err
	})
	return page, err
}

// CountReplies counts what Replies would list, exactly up to schema.CountLimit.
func (d *Desk) CountReplies(ctx context.Context, q schema.Query, all bool) (schema.Count, error) {
	return d.counted(ctx, schema.NounReply, q, all, func(r reads) (int, error) {
		where, err := d.replyQuery(r, q, all)
		if err != nil {
			return 0, err
		}
		where = where.with(replySight(d.who))
		return r.countUpTo(schema.CountLimit+1, condition{"SELECT 1 AS hit" + replyTables + " WHERE " + where.text, append([]any{d.who.Org}, where.args...)})
	})
}

// RepliesOf returns the replies to one request, oldest first; one held back only to its own side.
func (d *Desk) RepliesOf(ctx context.Context, id schema.ID) ([]schema.Reply, error) {
	var out []schema.Reply
	err := d.view(ctx, func(r reads) (err error) {
		if _, err := r.requestRow(d.who, id); err != nil {
			return err
		}
		out, err = d.repliesOf(r, id)
		return err
	})
	return out, err
}

func (d *Desk) repliesOf(r reads, id schema.ID) ([]schema.Reply, error) {
	var out []schema.Reply
	rows, err := r.replies(d.who, condition{"p.request_id = ?", []any{id}}, "p.n", 1000)
	for _, row := range rows {
		out = append(out, row.reply(d.who))
	}
	return out, err
}
