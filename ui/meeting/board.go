package meeting

import (
	"context"
	"fmt"
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/lang"
	"contactgroup/ui/widget"
)

// groupKey begins the key of a group's heading.
const groupKey = "group/"

// Board is all pending action items in groups: by owner, due date or theme.
type Board struct {
	s       *widget.Session
	desk    Desk
	options Options
	by      schema.Grouping
	items   []schema.Action
	names   map[string]string // of organisations, by code
	ready   bool
	reader  *widget.Reader
	hand    *hand
	keys    []widget.Key
}

// boardRead brings the items of a board.
type boardRead struct {
	by    *Board
	items []schema.Action
	names map[string]string
	err   error
}

// NewBoard returns the board by owner; it is read by Init.
func NewBoard(s *widget.Session, desk Desk, o Options) *Board {
	b := &Board{s: s, desk: desk, options: o, by: schema.ByOwner}
	b.reader = widget.NewReader(s, widget.Key{Help: s.Words.Meeting.New, Hint: s.Words.Meeting.NewShort,
		Run: func() tea.Cmd { return entry{s: s, desk: desk, who: desk.Who(), names: b.names}.open() }})
	b.hand = &hand{s: s, desk: desk, who: desk.Who(), current: b.current, reload: b.Init}
	t, g := s.Words, s.Words.Widget.Groups.Meeting
	b.keys = append([]widget.Key{
		{Keys: []string{"o"}, Help: t.Sitting.Keys.Group, Hint: t.Sitting.Keys.HintGroup, Group: g, Run: b.regroup, Why: func() error { return b.reader.Any() }},
		{Keys: []string{"enter"}, Help: t.Sitting.Keys.Open, Hint: t.Sitting.Keys.HintOpen, Group: g, Run: b.open, Why: func() error { return b.reader.Any() }},
	}, b.hand.keys(g)...)
	b.keys = append(b.keys, b.reader.Keys(g)...)
	return b
}

// Init reads all pending action items.
func (b *Board) Init() tea.Cmd {
	s, desk := b.s, b.desk
	return func() tea.Msg {
		ctx, cancel := s.Call()
		defer cancel()
		items, err := pendingItems(ctx, desk)
		if err != nil {
			return boardRead{by: b, err: err}
		}
		names, err := orgNames(ctx, desk)
		return boardRead{b, items, names, err}
	}
}

func pendingItems(ctx context.Context, desk Desk) ([]schema.Action, error) {
	var out []schema.Action
	for after := ""; ; {
		page, err := desk.Actions(ctx, schema.List{After: after, Limit: 500})
		if err != nil {
			return nil, err
		}
		out = append(out, page.Items...)
		if after = page.Next; after == "" {
			return out, nil
		}
	}
}

// Update takes what was read, answers of the desk, and reads anew what changed.
func (b *Board) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case boardRead:
		if msg.by != b {
			return nil
		}
		if msg.err != nil {
			return widget.Send(widget.Fail{Err: msg.err})
		}
		begun := b.ready
		b.items, b.names, b.ready = msg.items, msg.names, true
		b.reader.Set(b.document())
		if refs := b.refs(); !begun && len(refs) > 0 {
			b.reader.Goto(actionKey + refs[0])
		}
	case acted:
		return b.hand.settle(msg)
	case widget.Beside:
		return beside(b.s, b.desk, b.options, b.reader, b.refs(), msg.Delta)
	case widget.Changed:
		if msg.Anew || slices.ContainsFunc(msg.Events, func(e schema.Event) bool { return e.Noun == schema.NounAction }) {
			return b.Init()
		}
	case widget.Stale:
		if msg.Noun == schema.NounAction {
			b.reader.Release(b.reader.Current())
			return b.Init()
		}
	case tea.KeyMsg:
		return b.reader.Typed(msg)
	}
	return nil
}

func (b *Board) groups() []schema.ActionGroup { return schema.Board(b.items, b.by, b.s.Today()) }

// refs are those of the items in the order shown.
func (b *Board) refs() []string {
	var out []string
	for _, g := range b.groups() {
		for _, x := range g.Actions {
			out = append(out, x.Ref)
		}
	}
	return out
}

// document is a heading with counts for each group, and its items.
func (b *Board) document() []widget.Passage {
	var out []widget.Passage
	for _, g := range b.groups() {
		name := schema.VisibleLine(b.s.Words.GroupName(b.by, g.Key, b.names))
		text := name + " (" + b.count(len(g.Actions), g.Overdue, g.Soon) + ")"
		out = append(out, widget.Passage{Key: groupKey + g.Key, Title: true, Lines: []widget.Paragraph{{Text: widget.Rule(text, widget.Width(text)+8), Ink: b.s.Theme.Heading}}})
		for _, x := range g.Actions {
			out = append(out, actionLines(b.s, x, b.s.Today(), b.organisation))
		}
	}
	return out
}

// count is how many items there are, and how many of them are late or soon due.
func (b *Board) count(n, late, soon int) string {
	parts := []string{fmt.Sprint(n)}
	if late > 0 {
		parts = append(parts, lang.Fill(b.s.Words.Sitting.GroupLate, "n", fmt.Sprint(late)))
	}
	if soon > 0 {
		parts = append(parts, lang.Fill(b.s.Words.Sitting.GroupSoon, "n", fmt.Sprint(soon)))
	}
	return joined(parts...)
}

func (b *Board) organisation(code string) string {
	if name := b.names[code]; name != "" {
		return name
	}
	return code
}

// regroup groups by the next thing; the cursor stays on its item.
func (b *Board) regroup() tea.Cmd {
	at := slices.Index(schema.Groupings, b.by)
	b.by = schema.Groupings[(at+1)%len(schema.Groupings)]
	here := b.reader.Current()
	b.reader.Set(b.document())
	if !b.reader.Goto(here) {
		b.reader.Ends(false)
	}
	return nil
}

func (b *Board) current() (schema.Action, bool) {
	for _, x := range b.items {
		if b.reader.Current() == actionKey+x.Ref {
			return x, true
		}
	}
	return schema.Action{}, false
}

// open opens the item under the cursor, else folds the group.
func (b *Board) open() tea.Cmd {
	if x, ok := b.current(); ok {
		return follow(b.s, b.desk, b.options, []string{x.Ref})
	}
	return b.reader.Fold()
}

// View draws the board, or why it is empty.
func (b *Board) View(w, h int) string {
	switch {
	case !b.ready:
		return widget.Fit([]string{b.s.Theme.Dim.Paint(widget.Cut(b.s.Words.Sitting.Item.Loading, w))}, w, h)
	case len(b.items) == 0:
		return widget.Fit(widget.Wrap(b.s.Words.Queue.EmptyActions, w), w, h)
	}
	late, soon := 0, 0
	for _, g := range b.groups() {
		late, soon = late+g.Overdue, soon+g.Soon
	}
	title := lang.Fill(b.s.Words.Sitting.Board, "by", b.s.Words.Sitting.By[b.by]) + " " + widget.SignRule + " " + b.count(len(b.items), late, soon)
	return b.reader.View(title, w, h)
}

// Keys is the table of the board.
func (b *Board) Keys() []widget.Key { return b.keys }

// Capturing is true while a search is typed.
func (b *Board) Capturing() bool { return b.reader.Capturing() }

// Cursor is in the search, else nowhere.
func (b *Board) Cursor() widget.Cursor { return b.reader.Cursor() }
