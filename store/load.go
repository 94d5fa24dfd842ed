package store

import (
	"context"
	"fmt"
	"iter"
	"strings"
	"time"

	"contactgroup/schema"
)

// Record is a request as it has become, to be loaded without living its life
// again. Of Request: Author is a login; Service, Created and Contents are taken
// as they are; Ref and Rev are given anew; the clock is the one its kind begins
// with. AssigneeLogin goes to the side of that member, ExternalRef and Snoozed
// to the authority's. Of Replies: By is a login, Outcomes are of the contents.
type Record struct {
	Request schema.Request
	Replies []schema.Reply
}

// loadChunk bounds how long other commands wait for a load.
const loadChunk = 500

// Load writes many records, for demonstrations and measurements. Each gets one
// entry in each log that may know of it. What it has written stays when it fails.
func (db *DB) Load(ctx context.Context, records iter.Seq[Record]) error {
	chunk := make([]Record, 0, loadChunk)
	flush := func() error {
		defer func() { chunk = chunk[:0] }()
		if len(chunk) == 0 {
			return nil
		}
		return db.write(ctx, func(t *tx) error {
			l, err := t.newLoad()
			if err == nil {
				err = l.load(chunk)
			}
			return err
		})
	}
	for r := range records {
		if chunk = append(chunk, r); len(chunk) == loadChunk {
			if err := flush(); err != nil {
				return err
			}
		}
	}
	if err := flush(); err != nil {
		return err
	}
	_, err := db.writer.ExecContext(ctx, "ANALYZE")
	return err
}

// load is one chunk on its way in.
type load struct {
	t       *tx
	orgs    map[string]schema.Organisation
	circle  circle
	members map[string]schema.Actor
	numbers map[series]int // next number
	law     *lawBook

	contents, sides, outcomes [][]any
}

// series is one row of numbering.
type series struct {
	prefix string
	year   int
}

func (t *tx) newLoad() (*load, error) {
	l := &load{t: t, orgs: map[string]schema.Organisation{}, members: map[string]schema.Actor{}, numbers: map[series]int{}}
	orgs, err := t.organisations()
	if err != nil {
		return nil, err
	}
	if l.law, err = t.law(); err != nil {
		return nil, err
	}
	for _, o := range orgs {
		l.orgs[o.Code] = o
		switch o.Kind {
		case schema.OrgAuthority:
			l.circle.authority = o
		case schema.OrgOversight:
			l.circle.overseers = append(l.circle.overseers, o)
		}
	}
	members, err := t.members(`1 = 1`)
	for _, m := range members {
		l.members[m.Login] = actorOf(m, l.orgs[m.OrgCode], "")
	}
	return l, err
}

func (l *load) load(chunk []Record) error {
	rows := make([]requestRow, len(chunk))
	if err := l.number(chunk, rows); err != nil {
		return err
	}
	ids, err := l.insertRequests(chunk, rows)
	if err != nil {
		return err
	}
	var latest time.Time
	all := make([]schema.ID, len(rows))
	for i := range chunk {
		rows[i].ID = ids[rows[i].DraftRef]
		all[i] = rows[i].ID
		if at := instant(rows[i].Updated); at.After(latest) {
			latest = at
		}
		if err := l.children(chunk[i], &rows[i]); err != nil {
			return err
		}
	}
	if latest.Before(l.t.now) {
		l.t.now = latest // of the entries in the logs
	}
	if err := l.insertChildren(); err != nil {
		return err
	}
	return l.t.spell(all)
}

// number gives references in the order of the chunk.
func (l *load) number(chunk []Record, rows []requestRow) error {
	count := map[series]int{}
	for i, r := range chunk {
		count[series{"B", yearOf(r.Request.Created)}]++
		if q := r.Request; !q.Sent.IsZero() {
			if l.orgs[q.Addressee].ID == 0 {
				return schema.Invalid(schema.WhyUnknown, "addressee", q.Addressee)
			}
			count[series{l.orgs[q.Addressee].Prefix, yearOf(q.Sent)}]++
		}
		if l.members[r.Request.Author].Member == 0 {
			return schema.Invalid(schema.WhyUnknown, "author", chunk[i].Request.Author)
		}
	}
	for key, n := range count {
		first, err := l.t.next(key.prefix, key.year, n)
		if err != nil {
			return err
		}
		l.numbers[key] = first
	}
	take := func(prefix string, at time.Time) int {
		key := series{prefix, yearOf(at)}
		l.numbers[key]++
		return l.numbers[key] - 1
	}
	for i, r := range chunk {
		q := r.Request
		rows[i].DraftRef = schema.DraftRef(yearOf(q.Created), take("B", q.Created))
		rows[i].Ref = rows[i].DraftRef
		if !q.Sent.IsZero() {
			prefix := l.orgs[q.Addressee].Prefix
			rows[i].Ref = schema.RequestRef(prefix, yearOf(q.Sent), take(prefix, q.Sent))
		}
	}
	return nil
}

// insertRequests fills and inserts the rows and returns their IDs by draft reference.
func (l *load) insertRequests(chunk []Record, rows []requestRow) (map[string]schema.ID, error) {
	var head string
	values := make([][]any, len(rows))
	for i := range rows {
		l.fill(chunk[i], &rows[i])
		columns := append(rows[i].shared(), rows[i].kept()...)
		names := make([]string, len(columns))
		values[i] = make([]any, len(columns))
		for j, c := range columns {
			names[j], values[i][j] = c.name, c.value
		}
		head = "INSERT INTO request (" + strings.Join(names, ", ") + ")"
	}
	if err := l.t.insertRows(head, values); err != nil {
		return nil, err
	}
	var found []struct {
		ID       schema.ID
		DraftRef string `db:"draft_ref"`
	}
	refs := make([]string, len(rows))
	for i, r := range rows {
		refs[i] = r.DraftRef
	}
	err := l.t.all(&found, `SELECT id, draft_ref FROM request WHERE draft_ref IN (?)`, refs)
	ids := make(map[string]schema.ID, len(found))
	for _, f := range found {
		ids[f.DraftRef] = f.ID
	}
	return ids, err
}

// fill makes the row of a record; its references are set already.
func (l *load) fill(rec Record, r *requestRow) {
	q := rec.Request
	author := l.members[q.Author]
	r.RefKey, r.Version, r.Kind, r.Regime, r.Basis = refKey(r.Ref), 2, q.Kind, q.Regime, q.LegalBasis
	r.Subject, r.Reasons, r.Service, r.Addressee = q.Subject, q.Reasons, q.Service, q.Addressee
	r.Label, r.LabelWhy, r.TLP, r.Cred, r.Case = orElse(q.Label, schema.P3), q.LabelReason, orElse(q.TLP, schema.TLPAmber), q.Credibility, q.Case
	r.Ground, r.AuthorID, r.AuthorLogin, r.Contents = q.Ground, author.Member, author.Login, len(q.Contents)
	r.Created, r.Sent, r.Received, r.Answered = stamp(q.Created), stamp(q.Sent), stamp(q.Received), stamp(q.Answered)
	r.ExternalRef, r.Snoozed = q.ExternalRef, stamp(q.Snoozed)
	r.SentBase = 1
	for _, p := range rec.Replies {
		if p.State != schema.ReplyHeld {
			r.Replies, r.LastReply = r.Replies+1, p.State
		}
	}
	if !q.Visa.IsZero() {
		r.VisaAt, r.VisaBy = stamp(q.Visa), l.members[q.VisaBy].Member
	}
	r.setState(q.State, orElse(q.Closed, q.Updated))
	updated := stamp(q.Updated)
	r.Updated, r.UpdatedUs, r.UpdatedTo = updated, updated, updated
	r.setTiming(schema.Timing{Due: q.Due})
	if !q.Sent.IsZero() {
		r.loadClock(q, l.law.Law)
	}
	if (q.State == schema.StateAnswered || q.State == schema.StateClosed) && !q.Answered.IsZero() {
		r.Reverify = r.nextLook(l.law.Law, q.Answered, q.Contents)
	}
}

// loadClock starts and stops the clock as the request's life would have.
func (r *requestRow) loadClock(q schema.Request, law schema.Law) {
	starts := q.Sent
	if c, limited := law.ClockOf(schema.ForAnswer, q.Kind, q.Regime, q.Sent); limited {
		r.setClock(c)
		if c.Starts == schema.FromReceived {
			starts = q.Received
		}
	}
	t := schema.Timing{Duration: time.Duration(r.ClockMS) * time.Millisecond, Months: r.ClockMonths, Due: q.Due}
	if !starts.IsZero() {
		t = t.Begin(starts)
	}
	t.Suspended = q.Suspended
	if q.Suspended > 0 && !t.Due.IsZero() {
		t.Due = t.Due.Add(q.Suspended)
	}
	if c, ok := law.ClockOf(schema.ForScrutiny, q.Kind, q.Regime, q.Sent); ok && r.Open && !q.Received.IsZero() {
		r.Scrutiny = stamp(c.Due(q.Received))
	}
	if c, ok := law.ClockOf(schema.ForExpiry, q.Kind, q.Regime, q.Sent); ok && !q.Answered.IsZero() {
		r.Expires = stamp(c.Due(q.Answered))
	}
	if !q.State.Running() {
		t = t.Halt(orElse(q.Answered, orElse(q.Closed, q.Updated)))
	}
	r.setTiming(t)
}

// children prepares what hangs on a request, and its entries in the logs.
func (l *load) children(rec Record, r *requestRow) error {
	q := rec.Request
	assignee := l.members[q.AssigneeLogin]
	side := func(org, snoozed int64, external, caseRef string) {
		var who schema.ID
		if int64(assignee.Org) == org {
			who = assignee.Member
		}
		l.sides = append(l.sides, []any{r.ID, org, who, snoozed, external, caseRef, flag(r.Open)})
	}
	author := l.members[q.Author]
	side(int64(author.Org), r.Snoozed, r.ExternalRef, r.Case)
	if r.Sent != 0 {
		side(int64(l.orgs[q.Addressee].ID), 0, "", "")
	}
	for i, c := range q.Contents {
		c.N, c.Added = i+1, orElse(c.Added, q.Created)
		l.contents = append(l.contents, contentValues(r.ID, c))
	}
	if err := l.answers(rec, r); err != nil {
		return err
	}
	verb := schema.VerbNew
	if r.Sent != 0 {
		verb = schema.VerbSend
	}
	c := l.circle
	c.addressee = l.orgs[q.Addressee]
	full := r.full()
	full.Contents = q.Contents
	l.t.record(record{Actor: author, Verb: verb, Noun: schema.NounRequest, Subject: r.ID, Ref: r.Ref,
		Changes: changesOf(schema.Request{}, full), Audiences: c.audiences(full)})
	return nil
}

// answers writes the replies of a request.
func (l *load) answers(rec Record, r *requestRow) error {
	for i, p := range rec.Replies {
		by := l.members[p.By]
		if by.Member == 0 {
			return schema.Invalid(schema.WhyUnknown, "by", p.By)
		}
		sortAt := stamp(orElse(p.Sent, rec.Request.Updated))
		id, err := l.t.insert(`INSERT INTO reply (request_id, n, org_id, author_id, state, text, effective_at, held_until, sent_at, decided_at, reason, sort_at, sort_key, sent_label)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`, r.ID, i+1, by.Org, by.Member, p.State, p.Text, stamp(p.Effective), stamp(p.HeldUntil),
			stamp(p.Sent), stamp(p.Decided), p.Reason, sortAt, fmt.Sprintf("%s/%04d", r.RefKey, i+1), r.Label)
		if err != nil {
			return err
		}
		for _, o := range p.Outcomes {
			l.outcomes = append(l.outcomes, []any{id, o.N, o.Outcome, strings.Join(o.Territories, ",")})
		}
	}
	return nil
}

func (l *load) insertChildren() error {
	for _, part := range []struct {
		head string
		rows [][]any
	}{
		{`INSERT INTO request_side (request_id, org_id, assignee_id, snoozed_until, external_ref, case_ref, open)`, l.sides},
		{contentInsert, l.contents},
		{`INSERT INTO reply_outcome (reply_id, n, outcome, territories)`, l.outcomes},
	} {
		if err := l.t.insertRows(part.head, part.rows); err != nil {
			return err
		}
	}
	return nil
}
