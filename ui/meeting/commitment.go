package meeting

import (
	"context"
	"fmt"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/widget"
)

// commitment is what an organisation undertook, as a link to it is followed.
type commitment struct {
	s       *widget.Session
	desk    Desk
	options Options
	ref     string
	is      schema.Commitment
	names   map[string]string // of organisations, by code
	reader  *widget.Reader
	keys    []widget.Key
}

// commitmentRead brings a commitment.
type commitmentRead struct {
	by    *commitment
	is    schema.Commitment
	names map[string]string
	err   error
}

func newCommitment(s *widget.Session, desk Desk, o Options, ref string) *commitment {
	v := &commitment{s: s, desk: desk, options: o, ref: ref}
	v.reader = widget.NewReader(s, func() tea.Cmd { return nil })
	g := s.Words.Widget.Groups.Meeting
	v.keys = append(v.reader.Keys(g), widget.Key{Keys: []string{"enter"}, Help: s.Words.Sitting.Keys.Open, Hint: s.Words.Sitting.Keys.HintOpen, Group: g, Run: v.open})
	return v
}

// Init reads the commitment.
func (v *commitment) Init() tea.Cmd {
	s, desk, ref := v.s, v.desk, v.ref
	return func() tea.Msg {
		ctx, cancel := s.Call()
		defer cancel()
		is, names, err := readCommitment(ctx, desk, ref)
		return commitmentRead{v, is, names, err}
	}
}

func readCommitment(ctx context.Context, desk Desk, ref string) (schema.Commitment, map[string]string, error) {
	is, err := desk.Commitment(ctx, ref)
	if err != nil {
		return is, nil, err
	}
	names, err := orgNames(ctx, desk)
	return is, names, err
}

// Update takes what was read, and reads anew what changed.
func (v *commitment) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case commitmentRead:
		if msg.by != v {
			return nil
		}
		if msg.err != nil {
			return tea.Batch(widget.Send(widget.Fail{Err: msg.err}), widget.Send(widget.Pop{}))
		}
		v.is, v.names = msg.is, msg.names
		v.reader.Set(v.document())
	case widget.Changed:
		for _, e := range msg.Events {
			if e.Noun == schema.NounCommitment {
				return v.Init()
			}
		}
	case tea.KeyMsg:
		return v.reader.Typed(msg)
	}
	return nil
}

// document is the commitment, what meetings found of it and what refers to it.
func (v *commitment) document() []widget.Passage {
	x, d, t := v.is, v.s.Words.Domain, v.s.Words.Sitting.Item
	var out []widget.Passage
	add := func(key, text string, ink widget.Ink) {
		for line := range strings.SplitSeq(widget.Prose(text), "\n") {
			out = append(out, widget.Passage{Key: fmt.Sprint(key, len(out)), Lines: []widget.Paragraph{{Text: line, Indent: 4, Ink: ink}}})
		}
	}
	add("text", x.Text, v.s.Theme.Strong)
	theme := ""
	if x.Theme != "" {
		theme = "#" + x.Theme
	}
	add("facts", joined(v.organisation(x.Org), d.CommitmentStates[x.State], dayWords(v.s, x.Made), x.Origin, theme), widget.Ink{})
	if x.Evidence != "" {
		add("evidence", joined(t.Evidence, x.Evidence), widget.Ink{})
	}
	for _, r := range x.Reviews {
		add("review", "    "+joined(r.Meeting, dayWords(v.s, r.On), d.CommitmentStates[r.State], r.Note), widget.Ink{})
	}
	out = append(out, section(v.s, "linked", t.Linked, len(x.Linked)))
	for _, ref := range x.Linked {
		out = append(out, widget.Passage{Key: linkKey + ref, Lines: []widget.Paragraph{{Text: "    " + schema.VisibleLine(ref), Indent: 4}}})
	}
	return out
}

func (v *commitment) organisation(code string) string {
	if name := v.names[code]; name != "" {
		return name
	}
	return code
}

// open follows the reference under the cursor, else folds.
func (v *commitment) open() tea.Cmd {
	if ref, ok := strings.CutPrefix(v.reader.Current(), linkKey); ok {
		return follow(v.s, v.desk, v.options, []string{ref})
	}
	v.reader.Fold()
	return nil
}

// View draws the commitment.
func (v *commitment) View(w, h int) string {
	if v.is.ID == 0 {
		return widget.Fit([]string{v.s.Theme.Dim.Paint(widget.Cut(v.s.Words.Sitting.Item.Loading, w))}, w, h)
	}
	rule := " " + widget.SignRule + " "
	return v.reader.View(schema.VisibleLine(v.is.Ref+rule+v.s.Words.Domain.CommitmentStates[v.is.State]+rule+v.organisation(v.is.Org)), w, h)
}

// Keys is the table of the commitment.
func (v *commitment) Keys() []widget.Key { return v.keys }

// Capturing is true while a search is typed.
func (v *commitment) Capturing() bool { return v.reader.Capturing() }

// Cursor is in the search, else nowhere.
func (v *commitment) Cursor() widget.Cursor { return v.reader.Cursor() }
