package linear

import (
	"context"
	"fmt"
	"strings"

	"contactgroup/schema"
	"contactgroup/ui/lang"
	"contactgroup/ui/widget"
)

// pageSize is how many rows are read out at once.
const pageSize = 10

// row is one line of a list: what it says and what its number opens.
type row struct {
	text string
	open func()
}

// The views, in the order of their numbers: those of the screens.
const (
	viewTodo = iota
	viewMine
	viewOverdue
	viewReplies
	viewActions
	viewMeetings
	allViews
)

func (d *desk) viewNames() []string {
	t := d.s.Words.Queue
	return []string{t.Todo, t.Mine, t.Overdue, t.Replies, t.Actions, d.s.Words.Meeting.Title}
}

// viewName is that of the view shown.
func (d *desk) viewName() string {
	if d.saved.Name != "" {
		return schema.VisibleLine(d.saved.Name)
	}
	return d.viewNames()[d.view]
}

// narrow asks for a filter.
func (d *desk) narrow() {
	text, err := d.ask(d.words().Filter)
	if err != nil {
		return
	}
	q, err := schema.ParseQuery(text)
	if err != nil {
		d.fault(err)
		return
	}
	d.filter, d.query, d.after, d.saved = text, q, nil, schema.View{}
	d.list()
}

// further goes to the next page.
func (d *desk) further() {
	if d.next == "" {
		d.say(d.words().NoMore)
		return
	}
	d.after = append(d.after, d.next)
	d.list()
}

func only(f schema.QueryField, values ...string) schema.Query {
	return schema.Query{Terms: []schema.Term{{Field: f, Values: values}}}
}

// list reads the page and says it.
func (d *desk) list() {
	q := d.query
	switch d.view {
	case viewMine:
		q = only(schema.QueryMine).With(q)
	case viewOverdue:
		q = only(schema.QueryDue, "overdue").With(q)
	}
	l := schema.List{Query: q, Sort: d.saved.Sort, Limit: pageSize}
	if n := len(d.after); n > 0 {
		l.After = d.after[n-1]
	}
	var count schema.Count
	err := d.call(func(ctx context.Context) (err error) {
		count, err = d.read(ctx, l)
		return err
	})
	if err != nil {
		d.fault(err)
		return
	}
	if d.filter != "" {
		d.say(lang.Fill(d.words().Filtered, "filter", d.filter))
	}
	if len(d.rows) == 0 {
		d.say(lang.Fill(d.words().Empty, "view", d.viewName()))
	} else {
		from := len(d.after)*pageSize + 1
		total := fmt.Sprint(count.N)
		if count.More {
			total += "+"
		}
		d.say(lang.Fill(d.words().Page, "view", d.viewName(), "from", fmt.Sprint(from), "to", fmt.Sprint(from+len(d.rows)-1), "total", total))
	}
	for i, r := range d.rows {
		d.say(lang.Fill(d.words().Row, "n", fmt.Sprint(i+1), "text", r.text))
	}
	d.say(d.words().Menu)
}

// read fills the rows and counts what there is.
func (d *desk) read(ctx context.Context, l schema.List) (count schema.Count, err error) {
	d.rows, d.next = nil, ""
	switch d.view {
	case viewMeetings:
		return d.meetings(ctx, l)
	case viewReplies:
		p, err := d.Desk.Replies(ctx, l)
		if err != nil {
			return count, err
		}
		for _, r := range p.Items {
			d.rows = append(d.rows, row{d.replyText(r), func() { d.request(r.Ref) }})
		}
		d.next = p.Next
		return d.Desk.CountReplies(ctx, l.Query, false)
	case viewActions:
		p, err := d.Desk.Actions(ctx, l)
		if err != nil {
			return count, err
		}
		for _, a := range p.Items {
			d.rows = append(d.rows, row{d.actionText(a), func() { d.action(a) }})
		}
		d.next = p.Next
		return d.Desk.CountActions(ctx, l.Query, false)
	}
	p, err := d.Desk.Requests(ctx, l)
	if err != nil {
		return count, err
	}
	for _, r := range p.Items {
		d.rows = append(d.rows, row{d.requestText(r), func() { d.request(r.Ref) }})
	}
	d.next = p.Next
	return d.Desk.CountRequests(ctx, l.Query, false)
}

// open opens the n-th row, counted from 1.
func (d *desk) open(n int) {
	if n < 1 || n > len(d.rows) {
		d.say(lang.Fill(d.words().NotChoice, "text", fmt.Sprint(n), "n", fmt.Sprint(len(d.rows))))
		return
	}
	d.rows[n-1].open()
}

// requestText is a request in one line, what decides first.
func (d *desk) requestText(r schema.Request) string {
	t, w := d.s.Words.Domain, d.s.Words
	due, now := w.Item.ClockNone, d.s.Now()
	switch light := r.RAG(now); {
	case r.Standing():
		due = w.Queue.Standing
	case light == schema.Red:
		due = t.Lights[light]
	case light != "":
		due = t.Lights[light] + ", " + w.Time.Countdown(r.Due.Sub(now))
	}
	side := strings.ToUpper(r.Addressee[:min(1, len(r.Addressee))]) + r.Addressee[min(1, len(r.Addressee)):]
	if !d.who.Authority() {
		side = r.Service
	}
	held := ""
	switch {
	case r.Assignee == d.who.Member && r.Assignee != 0:
		held = lang.Fill(d.words().Held, "who", t.You)
	case r.Assignee != 0:
		held = lang.Fill(d.words().Held, "who", r.AssigneeName)
	}
	reply := ""
	if r.LastReply == schema.ReplyDisputed || r.LastReply == schema.ReplyHeld {
		reply = t.ReplyStates[r.LastReply]
	}
	return listed(d.s, widget.ProseLine(r.Subject), r.Ref, string(r.Label), due, t.States[r.State], reply, side, held)
}

func (d *desk) replyText(r schema.Reply) string {
	t := d.s.Words.Domain
	return listed(d.s, widget.ProseLine(r.Subject), r.Ref, string(r.Label), t.ReplyStates[r.State], d.s.At(r.Sent), r.By)
}

func (d *desk) actionText(a schema.Action) string {
	t := d.s.Words.Domain
	due := ""
	if a.Due != (schema.Date{}) {
		due = a.Due.String()
	}
	near := ""
	switch today := d.s.Today(); {
	case a.Overdue(today):
		near = t.Lights[schema.Red]
	case a.Soon(today):
		near = t.Lights[schema.Amber]
	}
	return listed(d.s, widget.ProseLine(a.Text), a.Ref, t.ActionStates[a.State], near, due, a.Owner)
}

// listed writes facts with commas between, then the text they are about.
func listed(s *widget.Session, text string, facts ...string) string {
	var out []string
	for _, fact := range facts {
		if fact != "" {
			out = append(out, schema.VisibleLine(fact))
		}
	}
	return lang.Fill(s.Words.Item.Pair, "name", strings.Join(out, ", "), "value", text)
}
