package queue

import (
	"context"
	"strings"

	"contactgroup/schema"
	"contactgroup/ui/lang"
	"contactgroup/ui/widget"
)

// replySet shows replies, newest first. Verbs act on their requests.
type replySet struct{ q *Screen }

func (replySet) noun() schema.Noun { return schema.NounReply }

func (*replySet) sorts() []schema.SortField { return nil }

// page reads replies and the requests they answer, which tell what may be done.
func (s *replySet) page(ctx context.Context, l schema.List) (page, error) {
	p, err := s.q.desk.Replies(ctx, l)
	if err != nil {
		return page{}, err
	}
	ids := make([]schema.ID, len(p.Items))
	for i, r := range p.Items {
		ids[i] = r.Request
	}
	requests, err := s.q.desk.RequestsByID(ctx, ids)
	byID := make(map[schema.ID]*schema.Request, len(requests))
	for i := range requests {
		byID[requests[i].ID] = &requests[i]
	}
	out := page{prev: p.Prev, next: p.Next}
	for i := range p.Items {
		if x := byID[p.Items[i].Request]; x != nil {
			out.rows = append(out.rows, &row{id: p.Items[i].ID, ref: x.Ref, request: x, reply: &p.Items[i]})
		}
	}
	return out, err
}

func (s *replySet) count(ctx context.Context, f schema.Query) (schema.Count, error) {
	return s.q.desk.CountReplies(ctx, f, false)
}

// again reads the requests of rows anew. A reply itself changes only in its
// state, which its request tells.
func (s *replySet) again(ctx context.Context, rows []*row) ([]*row, error) {
	ids := make([]schema.ID, len(rows))
	for i, r := range rows {
		ids[i] = r.request.ID
	}
	requests, err := s.q.desk.RequestsByID(ctx, ids)
	var out []*row
	for _, r := range rows {
		for i := range requests {
			if requests[i].ID == r.request.ID {
				reply := *r.reply
				if requests[i].Replies == reply.N {
					reply.State = requests[i].LastReply
				}
				out = append(out, &row{id: r.id, ref: r.ref, request: &requests[i], reply: &reply})
			}
		}
	}
	return out, err
}

func (s *replySet) read(ctx context.Context, r *row) (detail, error) {
	d, err := (&requestSet{s.q}).read(ctx, r)
	d.id, d.reply = r.id, r.reply
	return d, err
}

func (s *replySet) fill(r *row) {
	r.flag, r.alert = s.q.s.Words.Domain.ReplyStates[r.reply.State], r.reply.State == schema.ReplyDisputed
	if r.reply.State == schema.ReplyHeld {
		r.flag = s.q.s.Words.Queue.Held
	}
}

// gist is a reply in one line: its outcomes, each once with how many contents
// have it, then its text.
func (q *Screen) gist(x *schema.Reply) string {
	var parts []string
	for _, o := range schema.Outcomes {
		n := 0
		for _, got := range x.Outcomes {
			if got.Outcome == o {
				n++
			}
		}
		if n > 0 {
			parts = append(parts, lang.Fill("{n} {outcome}", "n", itoa(n), "outcome", q.s.Words.Domain.Outcomes[o]))
		}
	}
	text := x.Text
	if text == "" {
		text = x.Subject
	}
	return widget.ProseLine(strings.Join(append(parts, text), " · "))
}

func (*replySet) precedes(a, b *row, _ schema.SortField) int {
	return b.reply.Sent.Compare(a.reply.Sent)
}
