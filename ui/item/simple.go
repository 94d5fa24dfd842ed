package item

import (
	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/widget"
)

// answered brings the answer to a simple reply.
type answered struct {
	by    *Screen
	said  string
	err   error
	again tea.Cmd
}

// simply answers the request with one outcome for all contents that wait for one.
func (v *Screen) simply() tea.Cmd {
	r := v.page.request
	return widget.Simple(v.s, r.Ref, "", func(o schema.Outcome, text string) tea.Cmd {
		return v.replyAt(schema.SimpleReply(r.Contents, o, text), r.Rev)
	})
}

// replyAt replies to the request as it was at rev; 0: as it is.
func (v *Screen) replyAt(draft schema.ReplyDraft, rev int) tea.Cmd {
	s, desk, r := v.s, v.desk, v.page.request
	return func() tea.Msg {
		ctx, cancel := s.Call()
		defer cancel()
		_, err := desk.Reply(ctx, r.ID, rev, draft)
		return answered{v, fill(s.Words.Item.ReplyHeld, "ref", r.Ref), err, v.replyAt(draft, 0)}
	}
}

// settleReply tells how a simple reply ended and reads the request again.
func (v *Screen) settleReply(msg answered) tea.Cmd {
	if msg.by != v {
		return nil
	}
	if msg.err != nil {
		return tea.Batch(v.load(), widget.Send(widget.Fail{Err: msg.err, View: widget.Send(latest{v}), Again: msg.again}))
	}
	stale := widget.Stale{Noun: schema.NounRequest, IDs: []schema.ID{v.page.request.ID}}
	return tea.Batch(widget.Send(widget.Offer{Text: msg.said, Passing: true}), widget.Send(stale))
}

// verify goes over to the verification of the request.
func (v *Screen) verify() tea.Cmd {
	return widget.Send(widget.Replace{Screen: Verify(v.s, v.desk, v.ref)})
}

// mayVerify is for the authority, which judges replies.
func (v *Screen) mayVerify() error {
	if !v.who.Authority() {
		return &schema.Fault{Class: schema.ErrForbidden, Why: schema.WhyRole, Verb: schema.VerbAccept}
	}
	return nil
}
