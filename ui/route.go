package ui

import (
	"context"
	"errors"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/lang"
	"contactgroup/ui/meeting"
	"contactgroup/ui/settings"
	"contactgroup/ui/widget"
)

// status is the line below the screens.
type status struct {
	text  string
	fault bool
	undo  bool // "z" is offered
	brief bool // the text goes with the offer
	n     int  // counts texts, so that an offer's end is the right one's
	// Of a conflict: what "v" and "r" do; nil: nothing.
	view, again tea.Cmd
	conflict    bool
	surprise    bool // it came after further keys
}

// offerOver tells that the time to offer undo has passed.
type offerOver struct{ n int }

// hintDue tells that a sequence of keys was begun a while ago.
type hintDue struct{ presses int }

// undone brings the answer to "z", or to "Z".
type undone struct {
	got  schema.Undone
	told string // {done} {refs}
	err  error
}

// documentRead brings an exported document.
type documentRead struct {
	format string
	text   []byte
	err    error
}

// update takes one message: root's own, or one for the screens.
func (m *Model) update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.KeyMsg:
		if m.locked {
			m.pressLocked(msg)
			return nil
		}
		return m.press(msg)
	case tea.MouseMsg:
		return m.mouse(msg)
	case Lock:
		m.lock()
	case tea.WindowSizeMsg:
		m.resize(msg.Width, msg.Height)
		return m.toAll(tea.WindowSizeMsg{Width: m.w, Height: m.h})
	case crashed:
		m.err = msg.err
		return tea.Quit
	case headRead, woken, calmed, ownWoken, changesRead:
		return m.pumped(msg)
	case companyWoken, companyCalmed, companyRead, rested, attended:
		return m.companied(msg)
	case widget.Minute:
		return tea.Batch(m.nextMinute(), m.toAll(msg))
	case earlyOver:
		return m.endEarly(msg)
	case offerOver:
		if m.status.n == msg.n {
			m.status.undo = false
			if m.status.brief {
				m.status.text = ""
			}
		}
	case hintDue:
		m.hinting = m.pressed != "" && m.presses == msg.presses
	case chosen:
		return m.run(msg.key)
	case draftsRead:
		return m.offerDrafts(msg)
	case alertsRead:
		return m.tellActivity(msg)
	case undone:
		return m.tellUndone(msg)
	case settings.Changed:
		return m.dress(msg)
	case zoneRead:
		return m.rezone(msg)
	case crisisDone:
		return m.say(widget.Fail{Err: msg.err})
	case documentRead:
		return m.showDocument(msg)
	case widget.Push, widget.Replace, widget.Pop, widget.Show, widget.Dismiss:
		return m.navigate(msg)
	case widget.Tell, widget.Offer, widget.Final, widget.Fail, widget.Report:
		return m.say(msg)
	case widget.Renamed:
		m.keys = m.keyTable()
	case widget.OnAgenda:
		return meeting.PutOnAgenda(m.s, m.o.Desk, msg.Refs)
	case widget.Several:
		cmds := make([]tea.Cmd, len(msg))
		for i, one := range msg {
			cmds[i] = m.settled(m.update(one))
		}
		return tea.Batch(cmds...)
	case widget.Run:
		return msg.Cmd
	case widget.Beside:
		if n := len(m.pages); n > 1 {
			return m.pages[n-2].Update(msg)
		}
	default:
		return m.toAll(msg)
	}
	return nil
}

// toAll gives a message to every page and dialog: answers know their asker.
func (m *Model) toAll(msg tea.Msg) tea.Cmd {
	cmds := make([]tea.Cmd, 0, len(m.pages)+len(m.dialogs))
	for _, screen := range m.pages {
		cmds = append(cmds, screen.Update(msg))
	}
	for _, dialog := range m.dialogs {
		cmds = append(cmds, dialog.Update(msg))
	}
	return tea.Batch(cmds...)
}

// navigate changes the stack of pages or that of dialogs.
func (m *Model) navigate(msg tea.Msg) tea.Cmd {
	m.pressed, m.hinting = "", false
	switch msg := msg.(type) {
	case widget.Push:
		m.pages = append(m.pages, msg.Screen)
		return msg.Screen.Init()
	case widget.Replace:
		if len(m.pages) > 1 {
			m.pages = m.pages[:len(m.pages)-1]
		}
		m.pages = append(m.pages, msg.Screen)
		return msg.Screen.Init()
	case widget.Pop:
		if len(m.pages) > 1 {
			m.pages = m.pages[:len(m.pages)-1]
		}
	case widget.Show:
		m.dialogs = append(m.dialogs, msg.Dialog)
		return tea.Batch(msg.Dialog.Init(), m.guardEarly())
	case widget.Dismiss:
		m.early.on = false
		if n := len(m.dialogs); n > 0 {
			m.dialogs = m.dialogs[:n-1]
		}
		return msg.Then
	}
	return nil
}

// say puts a text in the status line.
func (m *Model) say(msg tea.Msg) tea.Cmd {
	next := status{n: m.status.n + 1}
	switch msg := msg.(type) {
	case widget.Tell:
		if msg.Yields && m.status.fault && m.status.text != "" {
			return nil
		}
		next.text = msg.Text
	case widget.Offer:
		next.text, next.undo, next.brief, m.final = msg.Text, true, msg.Passing, ""
	case widget.Final:
		next.text, m.final = msg.Text, msg.Text
	case widget.Report:
		for _, err := range msg.Faults {
			m.log.fault(m.s, m.known(err))
		}
		next.text, next.undo, next.fault, next.brief = msg.Text, msg.Undo, len(msg.Faults) > 0, msg.Passing
		next.view, next.again, next.conflict = msg.View, msg.Again, msg.Again != nil
		switch {
		case msg.Undo:
			m.final = ""
		case msg.Final:
			m.final = msg.Text
		}
	case widget.Fail:
		if msg.Err == nil {
			return nil
		}
		err := m.known(msg.Err)
		n := m.log.fault(m.s, err)
		next.text, next.fault = m.s.Error(err), true
		if next.conflict = errors.Is(msg.Err, schema.ErrStale); next.conflict {
			next.view, next.again = msg.View, msg.Again
		} else {
			next.text += lang.Fill(m.s.Words.Root.StaleKeys, "n", itoa(n))
		}
	}
	var guard, over tea.Cmd
	if next.conflict {
		next.surprise, guard = m.surprises(), m.guardEarly()
	}
	m.status = next
	if next.undo {
		over = m.waiting.After(schema.UndoTime, offerOver{next.n})
	}
	return tea.Batch(guard, over)
}

// known is err as people may be told of it.
func (m *Model) known(err error) error {
	if m.o.Failed == nil {
		return err
	}
	return m.o.Failed(err)
}

// undo takes back what the member did last. Where that cannot be, it says so
// instead of taking back what they did before and no longer think of.
func (m *Model) undo() tea.Cmd {
	if done := m.final; done != "" {
		m.final = ""
		return m.say(widget.Tell{Text: lang.Fill(m.s.Words.Root.NotUndone, "done", strings.TrimSuffix(done, "."))})
	}
	return m.restore(m.o.Desk.Undo, m.s.Words.Root.Undone)
}

// redo does again what the member's last undo took back.
func (m *Model) redo() tea.Cmd { return m.restore(m.o.Desk.Redo, m.s.Words.Root.Redone) }

func (m *Model) restore(do func(context.Context) (schema.Undone, error), told string) tea.Cmd {
	s := m.s
	return func() tea.Msg {
		ctx, cancel := s.Call()
		defer cancel()
		got, err := do(ctx)
		return undone{got, told, err}
	}
}

func (m *Model) tellUndone(msg undone) tea.Cmd {
	if msg.err != nil {
		return m.say(widget.Fail{Err: msg.err})
	}
	refs := lang.Fill(m.s.Words.Root.Many, "n", itoa(len(msg.got.Refs)))
	if len(msg.got.Refs) == 1 {
		refs = msg.got.Refs[0]
	}
	text := lang.Fill(msg.told, "done", m.s.Words.Domain.Done[msg.got.Verb], "refs", refs)
	return tea.Batch(m.say(widget.Tell{Text: text}), m.toAll(widget.Stale{Noun: msg.got.Noun, IDs: msg.got.IDs}))
}

// chooseFormat asks in which format to export, and exports.
func (m *Model) chooseFormat() tea.Cmd {
	options := make([]widget.Option, len(meeting.Formats))
	for i, f := range meeting.Formats {
		options[i] = widget.Option{Key: itoa(i + 1), Name: f, Note: m.s.Words.Meeting.Formats[f]}
	}
	s, export := m.s, m.o.Meeting.Export
	dialog := widget.NewChoice(m.s, m.s.Words.Queue.ExportAs, options, func(i int) tea.Cmd {
		format := meeting.Formats[i]
		return func() tea.Msg {
			ctx, cancel := s.Call()
			defer cancel()
			text, err := export(ctx, meeting.Next, meeting.Papers[0], format)
			return documentRead{format, text, err}
		}
	})
	return widget.Send(widget.Show{Dialog: dialog})
}

// showDocument shows a document and the command that fetches the same bytes.
func (m *Model) showDocument(msg documentRead) tea.Cmd {
	if msg.err != nil {
		return m.say(widget.Fail{Err: msg.err})
	}
	return m.navigate(widget.Show{Dialog: meeting.NewDocument(m.s, m.o.Meeting, meeting.Next, meeting.Papers[0], msg.format, msg.text)})
}
