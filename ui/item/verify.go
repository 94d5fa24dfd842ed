package item

import (
	"crypto/rand"
	"fmt"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/widget"
)

// Verification is where the authority holds what an addressee claims of each
// content beside what was observed, and judges the reply.
type Verification struct {
	s    *widget.Session
	desk Desk
	who  schema.Actor
	ref  string
	page page
	at   int // the content under the hand
	top  int // first content in sight
	keys []widget.Key
}

type (
	// weighed brings what was read for a verification.
	weighed struct {
		by   *Verification
		page page
		err  error
	}
	// judged tells what came of a verb done there.
	judged struct {
		by    *Verification
		said  string
		undo  bool
		err   error
		again tea.Cmd // nil: it cannot be applied again
	}
)

// Verify returns the verification of the last reply to a request.
func Verify(s *widget.Session, desk Desk, ref string) *Verification {
	v := &Verification{s: s, desk: desk, who: desk.Who(), ref: ref}
	v.keys = v.table()
	return v
}

// Init reads the request.
func (v *Verification) Init() tea.Cmd {
	s, desk, ref := v.s, v.desk, v.ref
	return func() tea.Msg {
		ctx, cancel := s.Call()
		defer cancel()
		p, err := read(ctx, desk, ref)
		return weighed{v, p, err}
	}
}

// Update takes what was read and what came of verbs.
func (v *Verification) Update(msg tea.Msg) tea.Cmd {
	r := v.page.request
	switch msg := msg.(type) {
	case weighed:
		return v.take(msg)
	case judged:
		if msg.by == v {
			return v.settle(msg)
		}
	case widget.Changed:
		if msg.Anew || slices.ContainsFunc(msg.Events, func(e schema.Event) bool { return e.Ref == r.Ref || e.Noun == schema.NounRequest && e.Subject == r.ID }) {
			return v.Init()
		}
	case widget.Stale:
		if msg.Noun == schema.NounRequest && slices.Contains(msg.IDs, r.ID) {
			return v.Init()
		}
	}
	return nil
}

func (v *Verification) take(msg weighed) tea.Cmd {
	switch {
	case msg.by != v:
	case msg.err == nil:
		v.page, v.ref = msg.page, msg.page.request.Ref
		v.at = min(v.at, max(len(v.page.request.Contents)-1, 0))
	case v.page.request.ID == 0:
		return tea.Batch(widget.Send(widget.Fail{Err: msg.err}), widget.Send(widget.Pop{}))
	default:
		return widget.Send(widget.Fail{Err: msg.err})
	}
	return nil
}

// Awaiting reports whether the page is still being read.
func (v *Verification) Awaiting() bool { return v.page.request.ID == 0 }

func (v *Verification) settle(msg judged) tea.Cmd {
	if msg.err != nil {
		return tea.Batch(v.Init(), widget.Send(widget.Fail{Err: msg.err, Again: msg.again}))
	}
	said := widget.Send(widget.Final{Text: msg.said})
	if msg.undo {
		said = widget.Send(widget.Offer{Text: msg.said})
	}
	return tea.Batch(said, widget.Send(widget.Stale{Noun: schema.NounRequest, IDs: []schema.ID{v.page.request.ID}}))
}

// Keys is the table.
func (v *Verification) Keys() []widget.Key { return v.keys }

// Capturing is false.
func (v *Verification) Capturing() bool { return false }

// Cursor is nowhere.
func (v *Verification) Cursor() widget.Cursor { return widget.Cursor{} }

func (v *Verification) table() []widget.Key {
	t, g := v.s.Words.Item.Verify, v.s.Words.Widget.Groups.Triage
	move := func(n int) func() tea.Cmd {
		return func() tea.Cmd {
			v.at = max(min(v.at+n, len(v.page.request.Contents)-1), 0)
			return nil
		}
	}
	beside := func(n int) func() tea.Cmd {
		return func() tea.Cmd {
			return widget.Send(widget.Beside{Delta: n, Open: func(ref string) widget.Screen { return Verify(v.s, v.desk, ref) }})
		}
	}
	may := func(verb schema.Verb) func() error {
		return func() error {
			_, err := schema.May(v.who, verb, v.page.request, v.desk.Policy())
			return err
		}
	}
	follow := func(verb schema.Verb) func() error {
		return func() error { return schema.MayFollowUp(v.who, verb, v.page.request, v.s.Now()) }
	}
	observe := func(as string) func() tea.Cmd { return func() tea.Cmd { return v.observe(as) } }
	return []widget.Key{
		{Keys: []string{"+"}, Help: t.Accept, Hint: t.Accept, Group: g, Verb: schema.VerbAccept, Write: true, Run: func() tea.Cmd { return v.act(schema.Step{Verb: schema.VerbAccept}) }, Why: may(schema.VerbAccept)},
		{Keys: []string{"x"}, Help: t.Close, Hint: t.Close, Group: g, Verb: schema.VerbClose, Write: true, Run: v.acceptAndClose, Why: may(schema.VerbClose)},
		{Keys: []string{"-"}, Help: t.Dispute, Hint: t.Dispute, Group: g, Verb: schema.VerbDispute, Write: true, Run: v.dispute, Why: may(schema.VerbDispute)},
		{Keys: []string{"o"}, Help: t.Online, Hint: t.Online, Group: g, Write: true, Run: observe(schema.ObservedLive), Why: follow(schema.VerbReverify)},
		{Keys: []string{"h"}, Help: t.Offline, Hint: t.Offline, Group: g, Write: true, Run: observe(schema.ObservedGone), Why: follow(schema.VerbReverify)},
		{Keys: []string{"E"}, Help: t.Escalate, Group: g, Write: true, Run: v.escalate, Why: follow(schema.VerbEscalate)},
		{Keys: []string{"J"}, Help: t.Next, Hint: t.NextHint, Group: g, Run: beside(1)},
		{Keys: []string{"K"}, Help: t.Previous, Group: g, Run: beside(-1)},
		{Keys: []string{"j", "down"}, Help: t.Down, Group: g, Run: move(1)},
		{Keys: []string{"k", "up"}, Help: t.Up, Group: g, Run: move(-1)},
		{Keys: []string{"enter"}, Help: t.Open, Group: g, Run: func() tea.Cmd { return widget.Send(widget.Push{Screen: New(v.s, v.desk, v.ref)}) }},
	}
}

// act does steps on the request one after the other, as one that is undone at once.
func (v *Verification) act(steps ...schema.Step) tea.Cmd { return v.actAt(v.page.request.Rev, steps) }

func (v *Verification) actAt(rev int, steps []schema.Step) tea.Cmd {
	s, desk, r, unit := v.s, v.desk, v.page.request, rand.Text()
	undo := false
	for _, t := range schema.Transitions {
		undo = undo || t.Verb == steps[0].Verb && t.Undo
	}
	return func() tea.Msg {
		ctx, cancel := s.Call()
		defer cancel()
		ctx = schema.Together(ctx, unit)
		at := rev
		var done []string
		for i, step := range steps {
			got, err := desk.Act(ctx, r.ID, at, step)
			if err != nil {
				return judged{v, "", false, err, v.actAt(0, steps[i:])}
			}
			at = got.Rev
			done = append(done, s.Words.Domain.Done[step.Verb])
		}
		return judged{v, pair(s, r.Ref, strings.Join(done, ", ")), undo, nil, nil}
	}
}

// acceptAndClose accepts a reply that is not judged yet, and closes its request.
func (v *Verification) acceptAndClose() tea.Cmd {
	steps := []schema.Step{{Verb: schema.VerbClose}}
	if v.page.request.LastReply == schema.ReplySent {
		steps = append([]schema.Step{{Verb: schema.VerbAccept}}, steps...)
	}
	return v.act(steps...)
}

func (v *Verification) dispute() tea.Cmd {
	ask := widget.Ask{S: v.s, About: v.ref, Templates: v.desk.Templates, Who: v.who, Of: v.page.request}
	return ask.Request(schema.VerbDispute, func(step schema.Step) tea.Cmd { return v.act(step) })
}

// observe puts on record what looking at the content under the hand has found.
func (v *Verification) observe(as string) tea.Cmd {
	s, desk, r := v.s, v.desk, v.page.request
	if v.at >= len(r.Contents) {
		return nil
	}
	n := r.Contents[v.at].N
	said := pair(s, fmt.Sprintf("%s, %d", r.Ref, n), s.Words.Item.Seen[as])
	v.at = min(v.at+1, len(r.Contents)-1)
	return func() tea.Msg {
		ctx, cancel := s.Call()
		defer cancel()
		_, err := desk.Reverify(ctx, r.ID, r.Rev, schema.Recheck{Observed: as, Contents: []int{n}})
		return judged{v, said, false, err, nil}
	}
}

// escalate asks which measure, then of whom, and prepares a draft for it.
func (v *Verification) escalate() tea.Cmd {
	t, d := v.s.Words.Item.Verify, v.s.Words.Domain
	kinds := []schema.Kind{schema.KindBlocking, schema.KindDelisting}
	options := make([]widget.Option, len(kinds))
	for i, k := range kinds {
		options[i] = widget.Option{Key: fmt.Sprint(i + 1), Name: d.Kinds[k]}
	}
	return widget.Send(widget.Show{Dialog: widget.NewChoice(v.s, pair(v.s, v.ref, t.Escalate), options, func(i int) tea.Cmd { return v.escalateTo(kinds[i]) })})
}

func (v *Verification) escalateTo(kind schema.Kind) tea.Cmd {
	s, desk, r := v.s, v.desk, v.page.request
	return func() tea.Msg {
		ctx, cancel := s.Call()
		defer cancel()
		orgs, err := desk.Organisations(ctx)
		if err != nil {
			return widget.Fail{Err: err}
		}
		var codes []string
		var options []widget.Option
		for _, o := range orgs {
			if slices.Contains(o.Functions, kind.Asks()) && o.Kind.Addressable() && !o.Disabled {
				codes, options = append(codes, o.Code), append(options, widget.Option{Name: o.Name, Note: o.Code})
			}
		}
		if len(codes) == 0 {
			return widget.Tell{Text: fill(s.Words.Item.Verify.NoAddressee, "kind", s.Words.Domain.Kinds[kind])}
		}
		return widget.Show{Dialog: widget.NewSearch(s, pair(s, r.Ref, s.Words.Domain.Kinds[kind]), options, func(i int) tea.Cmd {
			return v.prepare(schema.Escalation{To: kind, Addressees: codes[i : i+1]})
		})}
	}
}

func (v *Verification) prepare(e schema.Escalation) tea.Cmd {
	s, desk, r := v.s, v.desk, v.page.request
	return func() tea.Msg {
		ctx, cancel := s.Call()
		defer cancel()
		made, err := desk.Escalate(ctx, r.ID, r.Rev, e)
		var refs []string
		for _, x := range made {
			refs = append(refs, x.Ref)
		}
		return judged{v, fill(s.Words.Item.Verify.Prepared, "refs", strings.Join(refs, ", ")), false, err, nil}
	}
}
