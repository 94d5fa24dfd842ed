package meeting

import (
	"fmt"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/lang"
	"contactgroup/ui/widget"
)

// Page returns the screen of what a reference names: an action item, a
// commitment, a meeting or a part of it, a request or a reply to it. Nil when
// there is none.
func Page(s *widget.Session, desk Desk, o Options, ref string) widget.Screen {
	m, ok := schema.ParseMention(ref)
	switch {
	case !ok:
	case m.Noun == schema.NounAction:
		return NewItem(s, desk, o, m.Ref)
	case m.Noun == schema.NounCommitment:
		return newCommitment(s, desk, o, m.Ref)
	case m.Mark == "#" && m.Noun == schema.NounMeeting:
		return newAt(s, desk, o, m.Ref, key(decisionKey, m.N))
	case m.Mark == ":":
		return newAt(s, desk, o, m.Ref, key(pointKey, m.N))
	case m.Noun == schema.NounMeeting:
		return New(s, desk, o, m.Ref)
	case o.Request != nil:
		return o.Request(m.Ref)
	}
	return nil
}

// follow opens what one of the references names: the only one at once, else the one chosen.
func follow(s *widget.Session, desk Desk, o Options, refs []string) tea.Cmd {
	open := func(ref string) tea.Cmd {
		if page := Page(s, desk, o, ref); page != nil {
			return widget.Send(widget.Push{Screen: page})
		}
		return widget.Send(widget.Tell{Text: lang.Fill(s.Words.Sitting.NotFound, "ref", schema.VisibleLine(ref))})
	}
	switch len(refs) {
	case 0:
		return widget.Send(widget.Tell{Text: s.Words.Sitting.NoLink})
	case 1:
		return open(refs[0])
	}
	options := make([]widget.Option, len(refs))
	for i, ref := range refs {
		options[i] = widget.Option{Key: fmt.Sprint(i + 1), Name: ref}
		if i >= 9 {
			options[i].Key = ""
		}
	}
	return widget.Send(widget.Show{Dialog: widget.NewChoice(s, s.Words.Sitting.Follow, options, func(i int) tea.Cmd { return open(refs[i]) })})
}

// refers brings what refers to a decision.
type refers struct {
	by   *Screen
	refs []string
	err  error
}

// open opens the action item under the cursor, follows the links of a point or
// those to a decision, else folds.
func (v *Screen) open() tea.Cmd {
	if x, ok := v.current(); ok {
		return follow(v.s, v.desk, v.options, []string{x.Ref})
	}
	if p, ok := v.point(); ok {
		return follow(v.s, v.desk, v.options, p.Links)
	}
	if n := v.under(decisionKey); n > 0 {
		s, desk, ref := v.s, v.desk, fmt.Sprintf("%s#%d", v.page.meeting.Ref, n)
		return func() tea.Msg {
			ctx, cancel := s.Call()
			defer cancel()
			refs, err := desk.Linked(ctx, ref)
			return refers{v, refs, err}
		}
	}
	return v.reader.Fold()
}

func (v *Screen) choose(msg refers) tea.Cmd {
	if msg.by != v {
		return nil
	}
	if msg.err != nil {
		return widget.Send(widget.Fail{Err: msg.err})
	}
	return follow(v.s, v.desk, v.options, msg.refs)
}

// besideAction opens the action item so many places further in place of the one
// that was opened from here.
func (v *Screen) besideAction(delta int) tea.Cmd {
	refs := make([]string, len(v.page.register.Actions))
	for i, x := range v.page.register.Actions {
		refs[i] = x.Ref
	}
	return beside(v.s, v.desk, v.options, v.reader, refs, delta)
}

// beside moves a page's cursor among its action items and opens the one there.
func beside(s *widget.Session, desk Desk, o Options, r *widget.Reader, refs []string, delta int) tea.Cmd {
	here, ok := strings.CutPrefix(r.Current(), actionKey)
	for i, ref := range refs {
		if to := i + delta; ok && ref == here && to >= 0 && to < len(refs) {
			r.Goto(actionKey + refs[to])
			return widget.Send(widget.Replace{Screen: NewItem(s, desk, o, refs[to])})
		}
	}
	return nil
}
