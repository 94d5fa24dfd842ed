package uitest

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"contactgroup/schema"
)

// Desk is the register as one member sees it.
type Desk struct {
	g   *Register
	who schema.Actor
	*Notebook
}

// As returns the desk of a member.
func (g *Register) As(login string) *Desk {
	for _, m := range g.members {
		if m.Login != login {
			continue
		}
		for _, o := range g.organisations {
			if o.ID == m.Org {
				if g.notebooks[login] == nil {
					g.notebooks[login] = &Notebook{}
				}
				return &Desk{g, schema.Actor{Member: m.ID, Login: login, Name: m.Name, Role: m.Role, Org: o.ID, OrgCode: o.Code, OrgName: o.Name,
					OrgKind: o.Kind, Service: m.Service, Zone: m.Zone}, g.notebooks[login]}
			}
		}
	}
	panic("uitest: no member " + login)
}

// begin takes the register for one call.
func (d *Desk) begin(call string) (done func(), err error) {
	d.g.mu.Lock()
	d.g.Calls[call]++
	return d.g.mu.Unlock, d.g.Broken
}

// Who is the member.
func (d *Desk) Who() schema.Actor { return d.who }

// Group is the group.
func (d *Desk) Group() schema.Group {
	return schema.Group{Name: "Groupe de contact", Zone: "Europe/Paris", Demo: d.g.Demo}
}

// ReadOnly reports whether nothing can be written.
func (d *Desk) ReadOnly() bool {
	d.g.mu.Lock()
	defer d.g.mu.Unlock()
	return d.g.Full
}

// Crisis is the one under way.
func (d *Desk) Crisis(context.Context) (schema.Crisis, error) {
	done, err := d.begin("Crisis")
	defer done()
	return d.g.Crisis, err
}

// Now is the group's clock.
func (d *Desk) Now() time.Time {
	d.g.mu.Lock()
	defer d.g.mu.Unlock()
	return d.g.Clock
}

// Policy is the usual one.
func (d *Desk) Policy() schema.Policy { return schema.DefaultPolicy }

// Organisations lists all.
func (d *Desk) Organisations(context.Context) ([]schema.Organisation, error) {
	done, err := d.begin("Organisations")
	defer done()
	return d.g.organisations, err
}

// Legals lists those that every group starts with.
func (d *Desk) Legals(context.Context) ([]schema.Legal, error) {
	done, err := d.begin("Legals")
	defer done()
	return schema.DefaultLegals, err
}

// Members lists the colleagues.
func (d *Desk) Members(context.Context) ([]schema.Member, error) {
	done, err := d.begin("Members")
	defer done()
	var out []schema.Member
	for _, m := range d.g.members {
		if m.Org == d.who.Org {
			out = append(out, m)
		}
	}
	return out, err
}

// seen is a request as the member sees it.
func (d *Desk) seen(r schema.Request) (schema.Request, bool) {
	as := schema.ReaderOf(d.who, r)
	r = r.Project(as)
	if !slices.ContainsFunc(d.g.members, func(m schema.Member) bool { return m.ID == r.Assignee && m.Org == d.who.Org }) {
		r.Assignee, r.AssigneeLogin, r.AssigneeName = 0, "", ""
	}
	return r, as != schema.ReaderNone
}

// matching are the requests that the member sees and a filter lets pass, sorted.
func (d *Desk) matching(q schema.Query, all bool, by schema.Sort) []schema.Request {
	var out []schema.Request
	for _, r := range d.g.requests {
		r, ok := d.seen(r)
		r.Contents = nil
		if len(q.Terms) == 0 && r.Snoozed.After(d.g.Clock) {
			continue
		}
		if ok && d.passes(q, r) && (all || q.Names(schema.QueryStatus) || !r.State.Terminal()) {
			out = append(out, r)
		}
	}
	slices.SortStableFunc(out, func(a, b schema.Request) int {
		c := 0
		switch by.Field {
		case schema.SortRef:
			c = strings.Compare(a.Ref, b.Ref)
		case schema.SortLabel:
			c = strings.Compare(string(a.Label), string(b.Label))
		default:
			far := d.g.Clock.AddDate(100, 0, 0)
			x, y := a.Due, b.Due
			if x.IsZero() {
				x = far
			}
			if y.IsZero() {
				y = far
			}
			c = cmp.Or(x.Compare(y), cmp.Compare(a.ID, b.ID))
		}
		if by.Desc {
			return -c
		}
		return c
	})
	return out
}

// passes knows the terms that tests of screens use.
func (d *Desk) passes(q schema.Query, r schema.Request) bool {
	for _, t := range q.Terms {
		ok := false
		switch t.Field {
		case schema.QueryMine:
			ok = r.Assignee == d.who.Member
		case schema.QueryDue:
			ok = r.Overdue(d.g.Clock)
		case schema.QueryReverify:
			ok = !r.Reverify.IsZero() && r.Reverify.Before(d.g.Clock.AddDate(0, 0, 7))
		default:
			ok = slices.ContainsFunc(t.Values, func(v string) bool { return valuePasses(t.Field, v, r) })
		}
		if ok == t.Not {
			return false
		}
	}
	return true
}

func valuePasses(f schema.QueryField, v string, r schema.Request) bool {
	switch f {
	case schema.QueryStatus:
		return string(r.State) == v || v == "open" && !r.State.Terminal()
	case schema.QueryOrg:
		return r.Addressee == v
	case schema.QueryLabel:
		return string(r.Label) == v
	case schema.QueryKind:
		return string(r.Kind) == v
	case schema.QueryAdvice:
		return string(r.Recommended) == v
	case schema.QueryRef:
		return strings.HasPrefix(strings.ToUpper(r.Ref), strings.ToUpper(v))
	}
	return strings.Contains(schema.Fold(r.Ref+" "+r.Subject), schema.Fold(v))
}

// paged cuts a page out of a list; cursors are places.
func paged[T any](items []T, l schema.List) (schema.Page[T], error) {
	limit := l.Limit
	if limit == 0 {
		limit = 100
	}
	from, to := 0, min(limit, len(items))
	switch {
	case l.Before == schema.BeforeEnd:
		from, to = max(len(items)-limit, 0), len(items)
	case l.Before != "":
		to, _ = strconv.Atoi(l.Before)
		from = max(to-limit, 0)
	case l.After != "":
		from, _ = strconv.Atoi(l.After)
		to = min(from+limit, len(items))
	}
	p := schema.Page[T]{Items: items[from:to]}
	if from > 0 {
		p.Prev = strconv.Itoa(from)
	}
	if to < len(items) {
		p.Next = strconv.Itoa(to)
	}
	return p, nil
}

func counted(n int) schema.Count {
	return schema.Count{N: min(n, schema.CountLimit), More: n > schema.CountLimit}
}

// Requests reads a page.
func (d *Desk) Requests(ctx context.Context, l schema.List) (schema.Page[schema.Request], error) {
	if d.g.Reading != nil {
		if err := d.g.Reading(ctx, l.Query); err != nil {
			return schema.Page[schema.Request]{}, err
		}
	}
	done, err := d.begin("Requests")
	defer done()
	if err != nil {
		return schema.Page[schema.Request]{}, err
	}
	return paged(d.matching(l.Query, l.All, l.Sort), l)
}

// RequestsByID reads requests in the order asked.
func (d *Desk) RequestsByID(_ context.Context, ids []schema.ID) ([]schema.Request, error) {
	done, err := d.begin("RequestsByID")
	defer done()
	var out []schema.Request
	for _, id := range ids {
		for _, r := range d.g.requests {
			if r, ok := d.seen(r); ok && r.ID == id {
				r.Contents = nil
				out = append(out, r)
			}
		}
	}
	return out, err
}

func (d *Desk) gather(ctx context.Context, call string, q schema.Query) error {
	if d.g.Gathering == nil {
		return nil
	}
	return d.g.Gathering(ctx, call, q)
}

// RequestIDs lists all that match.
func (d *Desk) RequestIDs(ctx context.Context, q schema.Query, all bool, limit int) ([]schema.ID, error) {
	if err := d.gather(ctx, "RequestIDs", q); err != nil {
		return nil, err
	}
	done, err := d.begin("RequestIDs")
	defer done()
	var out []schema.ID
	for _, r := range d.matching(q, all, schema.Sort{}) {
		if len(out) < limit {
			out = append(out, r.ID)
		}
	}
	return out, err
}

// Request reads one.
func (d *Desk) Request(_ context.Context, ref string) (schema.Request, error) {
	done, err := d.begin("Request")
	defer done()
	for _, r := range d.g.requests {
		if r, ok := d.seen(r); ok && strings.EqualFold(r.Ref, ref) {
			return r, err
		}
	}
	return schema.Request{}, schema.NotFound(ref)
}

// CountRequests counts.
func (d *Desk) CountRequests(ctx context.Context, q schema.Query, all bool) (schema.Count, error) {
	if err := d.gather(ctx, "CountRequests", q); err != nil {
		return schema.Count{}, err
	}
	done, err := d.begin("CountRequests")
	defer done()
	return counted(len(d.matching(q, all, schema.Sort{}))), err
}

// FullRequest reads one request with its replies and its thread.
func (d *Desk) FullRequest(ctx context.Context, ref string) (out schema.FullRequest, err error) {
	if out.Request, err = d.Request(ctx, ref); err != nil {
		return out, err
	}
	if out.Replies, err = d.RepliesOf(ctx, out.Request.ID); err != nil {
		return out, err
	}
	done, err := d.begin("FullRequest")
	defer done()
	out.Events = d.g.eventsOf(out.Request.ID)
	return out, err
}

// Thread lists the events of a request.
func (d *Desk) Thread(_ context.Context, id schema.ID) ([]schema.Event, error) {
	done, err := d.begin("Thread")
	defer done()
	return d.g.eventsOf(id), err
}

func (g *Register) eventsOf(id schema.ID) []schema.Event {
	var out []schema.Event
	for _, e := range g.events {
		if e.Subject == id {
			out = append(out, e)
		}
	}
	return out
}

// visibleReplies are those whose request the member sees, newest first.
func (d *Desk) visibleReplies(q schema.Query) []schema.Reply {
	var out []schema.Reply
	for _, y := range slices.Backward(d.g.replies) {
		for _, r := range d.g.requests {
			if r, ok := d.seen(r); ok && r.ID == y.Request && r.LastReply != schema.ReplyAccepted && d.passes(q, r) {
				out = append(out, y)
			}
		}
	}
	return out
}

// Replies reads a page.
func (d *Desk) Replies(_ context.Context, l schema.List) (schema.Page[schema.Reply], error) {
	done, err := d.begin("Replies")
	defer done()
	if err != nil {
		return schema.Page[schema.Reply]{}, err
	}
	return paged(d.visibleReplies(l.Query), l)
}

// CountReplies counts.
func (d *Desk) CountReplies(_ context.Context, q schema.Query, _ bool) (schema.Count, error) {
	done, err := d.begin("CountReplies")
	defer done()
	return counted(len(d.visibleReplies(q))), err
}

// RepliesOf lists the replies to a request.
func (d *Desk) RepliesOf(_ context.Context, id schema.ID) ([]schema.Reply, error) {
	done, err := d.begin("RepliesOf")
	defer done()
	var out []schema.Reply
	for _, y := range d.g.replies {
		if y.Request == id {
			out = append(out, y)
		}
	}
	return out, err
}

// Alerts are those under way, as the register has them.
func (d *Desk) Alerts(context.Context, bool, int) ([]schema.Alert, error) {
	done, err := d.begin("Alerts")
	defer done()
	return d.g.Alerts, err
}

// Contacts are who answers, as the register has them.
func (d *Desk) Contacts(context.Context) ([]schema.Contact, error) {
	done, err := d.begin("Contacts")
	defer done()
	return d.g.Contacts, err
}
