package ui

import (
	"encoding/json"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/item"
	"contactgroup/ui/meeting"
	"contactgroup/ui/roll"
	"contactgroup/ui/widget"
)

// draftsRead brings what the member began and has not sent.
type draftsRead struct {
	all []schema.Unsent
	err error
}

// drafts offers what the member began and has not sent, on any terminal; of the
// authority also the requests that are drafts, as a filter.
func (m *Model) drafts() tea.Cmd {
	s, desk := m.s, m.o.Desk
	return func() tea.Msg {
		ctx, cancel := s.Call()
		defer cancel()
		all, err := desk.Unsent(ctx)
		return draftsRead{all, err}
	}
}

func (m *Model) offerDrafts(msg draftsRead) tea.Cmd {
	if msg.err != nil {
		return m.say(widget.Fail{Err: msg.err})
	}
	t, d := m.s.Words.Root, m.s.Words.Domain
	var options []widget.Option
	var take []func() tea.Cmd
	if m.o.Desk.Who().OrgKind == schema.OrgAuthority {
		options = append(options, widget.Option{Name: t.DraftRequests, Note: t.DraftFilter})
		take = append(take, func() tea.Cmd { return tea.Batch(m.view(1), m.queue.Filter(t.DraftFilter)) })
	}
	for _, u := range msg.all {
		name := u.Ref
		if name == "" {
			name = t.DraftNew + " (" + d.Nouns[u.Noun] + ")"
		}
		options = append(options, widget.Option{Name: schema.VisibleLine(name), Note: schema.VisibleLine(d.Verbs[u.Verb] + "  " + m.s.At(u.Updated) + "  " + begunWith(u))})
		take = append(take, func() tea.Cmd { return m.resumeDraft(u) })
	}
	if len(options) == 0 {
		return m.say(widget.Tell{Text: t.NoDraft})
	}
	return m.navigate(widget.Show{Dialog: widget.NewSearch(m.s, t.Drafts, options, func(i int) tea.Cmd { return take[i]() })})
}

// begunWith is the longest text of a draft, by which members know it again; a
// word alone may be a code.
func begunWith(u schema.Unsent) (longest string) {
	var values []string
	if json.Unmarshal([]byte(u.Body), &values) != nil {
		return ""
	}
	for _, v := range values {
		if len(v) > len(longest) && strings.Contains(v, " ") {
			longest = v
		}
	}
	return longest
}

// resumeDraft opens the page that a draft is of, with its form, or what it is on.
func (m *Model) resumeDraft(u schema.Unsent) tea.Cmd {
	s, desk := m.s, m.o.Desk
	page := roll.Resume(s, desk, m.rollDoors(), u)
	switch {
	case page != nil:
	case u.Verb == schema.VerbNew && u.Noun == schema.NounAction:
		return widget.Send(widget.Show{Dialog: meeting.NewAction(s, desk)})
	case u.Noun == schema.NounMeeting || u.Noun == schema.NounAction || u.Noun == schema.NounCommitment:
		page = meeting.Resume(s, desk, m.o.Meeting, u)
	case u.Ref == "":
		return widget.Send(widget.Show{Dialog: item.NewRequest(s, desk)})
	case u.Noun == schema.NounRequest:
		page = item.Resume(s, desk, u)
	default:
		return m.openRef(u.Ref)
	}
	return widget.Send(widget.Push{Screen: page})
}
