package queue

import (
	"cmp"
	"context"
	"time"

	"contactgroup/schema"
	"contactgroup/ui/lang"
	"contactgroup/ui/widget"
)

// requestSet shows requests.
type requestSet struct{ q *Screen }

func (requestSet) noun() schema.Noun { return schema.NounRequest }

// orgWidth and nameWidth are the columns given to names in a list of w columns:
// what most of them need, where there is room for it.
func orgWidth(w int) int {
	switch {
	case w >= 110:
		return 14
	case w >= 76:
		return 10
	}
	return 9
}

func nameWidth(w int) int {
	switch {
	case w >= 110:
		return 16
	case w >= 76:
		return 11
	}
	return 8
}

func (*requestSet) sorts() []schema.SortField { return schema.SortFields }

func requestRow(r *schema.Request) *row { return &row{id: r.ID, ref: r.Ref, request: r} }

func (s *requestSet) page(ctx context.Context, l schema.List) (page, error) {
	p, err := s.q.desk.Requests(ctx, l)
	return pageOf(p, err, requestRow)
}

func (s *requestSet) count(ctx context.Context, f schema.Query) (schema.Count, error) {
	return s.q.desk.CountRequests(ctx, f, false)
}

func (s *requestSet) again(ctx context.Context, rows []*row) ([]*row, error) {
	found, err := s.q.desk.RequestsByID(ctx, idsOf(rows))
	p, err := pageOf(schema.Page[schema.Request]{Items: found}, err, requestRow)
	return p.rows, err
}

func idsOf(rows []*row) []schema.ID {
	ids := make([]schema.ID, len(rows))
	for i, r := range rows {
		ids[i] = r.id
	}
	return ids
}

func (s *requestSet) read(ctx context.Context, r *row) (detail, error) {
	full, err := s.q.desk.FullRequest(ctx, r.ref)
	return detail{id: r.id, rev: full.Request.Rev, request: &full.Request, thread: full.Events}, err
}

func (s *requestSet) fill(r *row) { r.flag, r.alert = s.q.requestFlag(*r.request) }

// dueWidth is the column of deadlines: a light's sign, and what is left.
const dueWidth = 9

// dueCell is the light of the clock and what is left, or a word where none runs.
func (q *Screen) dueCell(x schema.Request) (string, widget.Ink) {
	t, now := q.s.Words.Queue, q.s.Now()
	light := x.RAG(now)
	sign, _, ink := q.s.Light(light)
	switch {
	case x.Standing():
		return t.Standing, q.s.Theme.Dim
	case light == "":
		return t.NoDue, q.s.Theme.Dim
	case light == schema.Red:
		return sign + " " + t.Late, ink
	case light == schema.Green:
		ink = widget.Ink{} // nothing to look at yet
	}
	return sign + " " + q.s.Words.Time.Countdown(x.Due.Sub(now)), ink
}

func (q *Screen) whoCell(x schema.Request) string {
	switch {
	case x.Assignee == 0:
		return q.s.Words.Domain.Nobody
	case x.Assignee == q.who.Member:
		return q.s.Words.Domain.You
	}
	return schema.VisibleLine(x.AssigneeName)
}

func (q *Screen) labelInk(l schema.Label) widget.Ink {
	switch l {
	case schema.P0, schema.P1:
		return q.s.Theme.Alert
	case schema.P2:
		return q.s.Theme.Strong
	case schema.P4:
		return q.s.Theme.Dim
	}
	return widget.Ink{}
}

// requestFlag is the one thing about a request that its reader should know
// first, and whether it asks for attention.
func (q *Screen) requestFlag(x schema.Request) (string, bool) {
	t := q.s.Words.Queue
	benchmark, near := q.benchmark(x)
	switch {
	case x.LastReply == schema.ReplyHeld:
		return t.Held, false
	case x.LastReply == schema.ReplyDisputed && !x.State.Terminal():
		return t.Disputed, true
	case benchmark != "":
		return benchmark, near
	case x.State == schema.StateClarification:
		return t.Question, q.who.Authority()
	case x.State == schema.StateImpossible:
		return t.Impossible, q.who.Authority()
	case x.State == schema.StateAnswered:
		return t.Answered, q.who.Authority()
	case x.State == schema.StateToApprove && !x.Visa.IsZero():
		return t.Approved, false
	case x.State == schema.StateToApprove:
		return t.Visa, q.who.Role == schema.RoleValidator
	case x.State == schema.StateDraft:
		return t.Draft, false
	case x.State.Terminal():
		return q.s.Words.Domain.States[x.State], false
	case x.Snoozed.After(q.s.Now()):
		return lang.Fill(t.Snoozed, "at", q.s.At(x.Snoozed)), false
	case x.RAG(q.s.Now()) == schema.Amber: // before what goes its usual way
		return q.s.Words.Sitting.Soon, true
	case x.Received.IsZero():
		return t.New, !q.who.Authority()
	case x.State == schema.StateInProgress && q.who.Authority():
		return q.s.Words.Domain.States[x.State], false // the addressee has taken it
	}
	return "", false
}

func (*requestSet) precedes(a, b *row, by schema.SortField) int {
	x, y := a.request, b.request
	switch by {
	case schema.SortLabel:
		return cmp.Compare(x.Label, y.Label)
	case schema.SortRef:
		return cmp.Compare(x.Ref, y.Ref)
	case schema.SortUpdated:
		return x.Updated.Compare(y.Updated)
	case schema.SortOwner:
		return cmp.Compare(x.Addressee, y.Addressee)
	}
	return compareDue(x.Due, y.Due)
}

// compareDue orders deadlines, none last.
func compareDue(a, b time.Time) int {
	if a.IsZero() != b.IsZero() {
		if a.IsZero() {
			return 1
		}
		return -1
	}
	return a.Compare(b)
}
