package store

import (
	"context"
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

const (
	// loadChunk is how many records go into one transaction while others may work with the register.
	loadChunk = 500
	// A load of more than longLoad records into a register that had fewer is
	// made for itself: in large chunks, and without indexes until its end.
	longLoad  = 5000
	longChunk = 4000
)

// Load writes many records, for demonstrations and measurements. Each gets one
// entry in each log that may know of it, and calls nobody's contacts. It holds no more than a chunk of them
// at a time. What it has written stays when it fails. A long load into a small
// register has it to itself: meanwhile, and until it is opened again should the
// load break off, others work in it slowly.
func (db *DB) Load(ctx context.Context, records iter.Seq[Record]) error {
	l, err := db.newLoad(ctx)
	if err != nil {
		return err
	}
	size, loaded := loadChunk, 0
	chunk := make([]Record, 0, size)
	flush := func() error {
		defer func() { chunk = chunk[:0] }()
		if len(chunk) == 0 {
			return nil
		}
		loaded += len(chunk)
		return db.write(ctx, func(t *tx) error { return l.load(t, chunk) })
	}
	for r := range records {
		if chunk = append(chunk, r); len(chunk) < size {
			continue
		}
		if err := flush(); err != nil {
			return err
		}
		if size == loadChunk && loaded >= longLoad && l.before < longLoad {
			size = longChunk
			if err := db.setAside(ctx); err != nil {
				return err
			}
		}
	}
	if err := flush(); err != nil {
		return err
	}
	if err := db.putBack(ctx); err != nil {
		return err
	}
	if err := db.write(ctx, (*tx).skipAlerts); err != nil {
		return err
	}
	_, err = db.writer.ExecContext(ctx, "ANALYZE")
	return err
}

// setAside drops the indexes that a long load writes at its end.
func (db *DB) setAside(ctx context.Context) error {
	if db.engine.setAside == nil {
		return nil
	}
	return db.write(ctx, db.engine.setAside)
}

// putBack makes the indexes that a load has set aside, also one that broke off.
func (db *DB) putBack(ctx context.Context) error {
	if db.engine.putBack == nil {
		return nil
	}
	return db.engine.putBack(ctx, db)
}

// load knows what is the same for all chunks.
type load struct {
	orgs    map[string]schema.Organisation
	circle  circle
	members map[string]schema.Actor
	law     schema.Law
	before  int // requests that there were
}

func (db *DB) newLoad(ctx context.Context) (load, error) {
	l := load{orgs: map[string]schema.Organisation{}, members: map[string]schema.Actor{}}
	err := db.view(ctx, func(r reads) error {
		orgs, err := r.organisations()
		if err != nil {
			return err
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
		book, err := r.lawBook()
		if err != nil {
			return err
		}
		l.law = book.Law
		if err := r.one(&l.before, "SELECT count(*) FROM (SELECT 1 FROM request"+atMost(longLoad)+") AS counted"); err != nil {
			return err
		}
		members, err := r.members(`1 = 1`)
		for _, m := range members {
			l.members[m.Login] = actorOf(m, l.orgs[m.OrgCode], "")
		}
		return err
	})
	return l, err
}

// load writes one chunk. Its entries for the logs and its words are made while
// its rows are written.
func (l load) load(t *tx, chunk []Record) error {
	c, err := l.loading(t, chunk)
	if err != nil {
		return err
	}
	t.now = c.latest(t.now)
	texts := make([][]any, len(chunk))
	told := make(chan struct{})
	go func() {
		defer close(told)
		for i := range chunk {
			c.tell(chunk[i], &c.requests[i])
			texts[i] = c.spelled(chunk[i], &c.requests[i])
		}
	}()
	err = c.write()
	<-told
	if err != nil {
		return err
	}
	return t.insertRows(textHead, texts)
}

// loading is one chunk on its way in.
type loading struct {
	load
	t        *tx
	numbers  map[series]int // next number
	requests []requestRow   // in the order of the chunk

	contents, sides, replies, outcomes [][]any
}

// series is one row of numbering.
type series struct {
	prefix string
	year   int
}

// loading gives a chunk's rows their references and IDs, and gathers what hangs on them.
func (l load) loading(t *tx, chunk []Record) (*loading, error) {
	c := &loading{load: l, t: t, numbers: map[series]int{}, requests: make([]requestRow, len(chunk))}
	if err := c.number(chunk); err != nil {
		return nil, err
	}
	answers := 0
	for _, r := range chunk {
		answers += len(r.Replies)
	}
	ids, err := t.db.engine.reserve(t, "request", len(chunk))
	if err != nil {
		return nil, err
	}
	replies, err := t.db.engine.reserve(t, "reply", answers)
	if err != nil {
		return nil, err
	}
	for i := range chunk {
		r := &c.requests[i]
		r.ID = ids[i]
		c.fill(chunk[i], r)
		if err := c.children(chunk[i], r, replies[:len(chunk[i].Replies)]); err != nil {
			return nil, err
		}
		replies = replies[len(chunk[i].Replies):]
	}
	return c, nil
}

// latest is when the last of the chunk's requests changed, at most now.
func (c *loading) latest(now time.Time) time.Time {
	var latest int64
	for i := range c.requests {
		latest = max(latest, c.requests[i].Updated)
	}
	return instant(min(latest, stamp(now)))
}

// number gives references in the order of the chunk.
func (c *loading) number(chunk []Record) error {
	count := map[series]int{}
	for _, r := range chunk {
		count[series{"B", yearOf(r.Request.Created)}]++
		if q := r.Request; !q.Sent.IsZero() {
			if c.orgs[q.Addressee].ID == 0 {
				return schema.Invalid(schema.WhyUnknown, "addressee", q.Addressee)
			}
			count[series{c.orgs[q.Addressee].Prefix, yearOf(q.Sent)}]++
		}
		if c.members[r.Request.Author].Member == 0 {
			return schema.Invalid(schema.WhyUnknown, "author", r.Request.Author)
		}
	}
	for key, n := range count {
		first, err := c.t.next(key.prefix, key.year, n)
		if err != nil {
			return err
		}
		c.numbers[key] = first
	}
	take := func(prefix string, at time.Time) int {
		key := series{prefix, yearOf(at)}
		c.numbers[key]++
		return c.numbers[key] - 1
	}
	for i, r := range chunk {
		q, row := r.Request, &c.requests[i]
		row.DraftRef = schema.DraftRef(yearOf(q.Created), take("B", q.Created))
		row.Ref = row.DraftRef
		if !q.Sent.IsZero() {
			prefix := c.orgs[q.Addressee].Prefix
			row.Ref = schema.RequestRef(prefix, yearOf(q.Sent), take(prefix, q.Sent))
		}
	}
	return nil
}

// insertRequests inserts rows that have their IDs.
func (t *tx) insertRequests(rows []requestRow) error {
	var head string
	values := make([][]any, len(rows))
	for i := range rows {
		r := &rows[i]
		columns := append(append(r.shared(), r.kept()...), column{"id", r.ID})
		names := make([]string, len(columns))
		values[i] = make([]any, len(columns))
		for j, c := range columns {
			names[j], values[i][j] = c.name, c.value
		}
		head = "INSERT INTO request (" + strings.Join(names, ", ") + ")"
	}
	return t.insertRows(head, values)
}

// write inserts all rows of the chunk.
func (c *loading) write() error {
	if err := c.t.insertRequests(c.requests); err != nil {
		return err
	}
	for _, part := range []struct {
		head string
		rows [][]any
	}{
		{`INSERT INTO request_side (request_id, org_id, assignee_id, snoozed_until, external_ref, case_ref, open)`, c.sides},
		{contentInsert, c.contents},
		{`INSERT INTO reply (id, request_id, n, org_id, author_id, state, text, effective_at, held_until, sent_at, decided_at, reason, sort_at, sort_key, sent_label)`, c.replies},
		{`INSERT INTO reply_outcome (reply_id, n, outcome, territories)`, c.outcomes},
	} {
		if err := c.t.insertRows(part.head, part.rows); err != nil {
			return err
		}
	}
	return nil
}
