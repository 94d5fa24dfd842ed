package widget

import (
	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
)

// Sheet is a form or a prompt whose draft is on the server too: left with Esc,
// cut off or on another terminal, it goes on where it was. Keys typed while the
// draft is still being read are kept.
type Sheet struct {
	kept  *Kept
	s     *Session
	build func() Drafted
	open  Drafted // nil: the draft is being read
	early []tea.KeyMsg
	drops bool // Ctrl+X was pressed once
}

type (
	// sheetRead brings the draft that the server has.
	sheetRead struct {
		by    *Sheet
		draft schema.Unsent
		err   error
	}
	// sheetLeft tells that the dialog has been left.
	sheetLeft struct{ by *Sheet }
)

// NewSheet returns the dialog that build makes once the draft is laid out; build
// gives it the name of its draft.
func NewSheet(s *Session, kept *Kept, build func() Drafted) *Sheet {
	return &Sheet{s: s, kept: kept, build: build}
}

// Init reads the draft.
func (b *Sheet) Init() tea.Cmd {
	s, begun := b.s, b.kept.Begun()
	return func() tea.Msg {
		ctx, cancel := s.Call()
		defer cancel()
		draft, err := begun(ctx)
		return sheetRead{b, draft, err}
	}
}

// Update gives keys to the dialog, and its draft to the server.
func (b *Sheet) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case sheetRead:
		if msg.by == b {
			return b.begin(msg)
		}
		return nil
	case sheetLeft:
		if msg.by == b {
			return Send(Several{Run{Cmd: b.kept.Now()}, Dismiss{}})
		}
		return nil
	case tea.KeyMsg:
		return b.key(msg)
	}
	if b.open == nil {
		return nil
	}
	if cmd, mine := b.kept.Update(msg); mine {
		return cmd
	}
	return tea.Batch(b.open.Update(msg), b.kept.Touched())
}

// begin opens the dialog. A draft that cannot be read is told; what the session
// has of it is there all the same.
func (b *Sheet) begin(msg sheetRead) tea.Cmd {
	var cmds []tea.Cmd
	if msg.err != nil {
		cmds = append(cmds, Send(Fail{Err: msg.err}))
	} else {
		b.kept.Lay(msg.draft)
	}
	b.open = b.build()
	b.open.leaving(sheetLeft{b})
	resumes := b.open.keeping(b.kept)
	b.kept.Of(b.open)
	if resumes { // a text that comes back refused does not: the reason is what is told
		cmds = append(cmds, b.kept.Greet())
	}
	for _, k := range b.early {
		cmds = append(cmds, b.key(k))
	}
	b.early = nil
	return tea.Batch(append([]tea.Cmd{b.open.Init()}, cmds...)...)
}

func (b *Sheet) key(k tea.KeyMsg) tea.Cmd {
	switch {
	case b.open == nil && KeyName(k) == "esc":
		return Send(Dismiss{})
	case b.open == nil:
		b.early = append(b.early, k)
		return nil
	case b.kept.Sending:
		return nil
	}
	note := b.open.note()
	if KeyName(k) == "ctrl+x" && !b.open.settled() {
		if !b.drops {
			b.drops, *note = true, b.s.Words.Item.DropAsk
			return nil
		}
		return Send(Several{Dismiss{Then: b.kept.Discard()}})
	}
	if b.drops {
		b.drops, *note = false, ""
	}
	return tea.Batch(b.open.Update(k), b.kept.Touched())
}

// View draws the dialog, or that it is coming.
func (b *Sheet) View(w, h int) string {
	if b.open == nil {
		return Fit([]string{b.s.Theme.Dim.Paint(Cut(SignMore, w))}, w, min(h, 1))
	}
	return b.open.View(w, h)
}

// Keys is the dialog's table.
func (b *Sheet) Keys() []Key {
	if b.open == nil {
		return nil
	}
	return b.open.Keys()
}

// Capturing is always true: keys typed early are kept.
func (b *Sheet) Capturing() bool { return true }

// Cursor is in the dialog.
func (b *Sheet) Cursor() Cursor {
	if b.open == nil {
		return Cursor{}
	}
	return b.open.Cursor()
}
