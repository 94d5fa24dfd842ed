package meeting

import (
	"cmp"
	"fmt"
	"slices"
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
	facts   commitmentFacts
	reader  *widget.Reader
	again   func() tea.Cmd // opens what was refused once the commitment is read anew; nil: nothing was
}

// commitmentFacts is all that the page shows, as it was loaded.
type commitmentFacts struct {
	is      schema.Commitment
	thread  []schema.Event
	sitting string            // reference of the meeting that reviews it now; empty: none
	names   map[string]string // of organisations, by code
}

// commitmentRead brings a commitment.
type commitmentRead struct {
	by    *commitment
	facts commitmentFacts
	err   error
}

func newCommitment(s *widget.Session, desk Desk, o Options, ref string) *commitment {
	v := &commitment{s: s, desk: desk, options: o, ref: ref}
	v.reader = widget.NewReader(s, widget.Key{})
	return v
}

// Init reads the commitment.
func (v *commitment) Init() tea.Cmd {
	s, desk, ref := v.s, v.desk, v.ref
	return func() tea.Msg {
		ctx, cancel := s.Call()
		defer cancel()
		f, err := readCommitment(ctx, desk, ref)
		return commitmentRead{v, f, err}
	}
}

// Update takes what was read, and reads anew what changed.
func (v *commitment) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case commitmentRead:
		if msg.by != v {
			return nil
		}
		return v.take(msg)
	case commitmentJudged:
		return v.settle(msg)
	case widget.Changed:
		if msg.Anew || slices.ContainsFunc(msg.Events, func(e schema.Event) bool { return e.Noun == schema.NounCommitment || e.Noun == schema.NounMeeting }) {
			return v.Init()
		}
	case tea.KeyMsg:
		return v.reader.Typed(msg)
	}
	return nil
}

func (v *commitment) take(msg commitmentRead) tea.Cmd {
	if msg.err != nil {
		fail := widget.Send(widget.Fail{Err: msg.err})
		if v.facts.is.ID == 0 {
			return tea.Batch(fail, widget.Send(widget.Pop{}))
		}
		return fail
	}
	v.facts = msg.facts
	v.reader.Set(v.document())
	again := v.again
	v.again = nil
	if again == nil {
		return nil
	}
	return again()
}

// document is the commitment, what meetings found of it and what refers to it.
func (v *commitment) document() []widget.Passage {
	x, d, t := v.facts.is, v.s.Words.Domain, v.s.Words.Sitting.Item
	var out []widget.Passage
	add := func(key, text string, ink widget.Ink) {
		for i, line := range strings.Split(widget.Prose(text), "\n") {
			out = append(out, widget.Passage{Key: fmt.Sprintf("%s/%d", key, i), Lines: []widget.Paragraph{{Text: line, Indent: 4, Ink: ink}}})
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
		add(fmt.Sprintf("review/%d", r.N), "    "+joined(r.Meeting, dayWords(v.s, r.On), d.CommitmentStates[r.State], r.Note), widget.Ink{})
	}
	if len(x.Linked) > 0 {
		out = append(out, section(v.s, "linked", v.s.Words.Sitting.LinkedTo, len(x.Linked)))
	}
	for _, ref := range x.Linked {
		out = append(out, reference("", ref))
	}
	if len(v.facts.thread) > 0 {
		out = append(out, section(v.s, "history", t.History, len(v.facts.thread)))
	}
	for _, e := range v.facts.thread {
		out = append(out, happened(v.s, v.value, e))
	}
	return out
}

// value names a code of a change.
func (v *commitment) value(f schema.Field, s string) string {
	states := v.s.Words.Domain.CommitmentStates
	switch f {
	case schema.FieldState:
		return states[schema.CommitmentState(s)]
	case schema.FieldOwner:
		return v.organisation(s)
	case schema.FieldMade:
		if on, err := schema.ParseDate(s); err == nil {
			return dayWords(v.s, on)
		}
	case schema.FieldReviews: // the meeting, and what it found
		if meeting, state, ok := strings.Cut(s, " "); ok {
			return joined(meeting, states[schema.CommitmentState(state)])
		}
	}
	return s
}

func (v *commitment) organisation(code string) string { return cmp.Or(v.facts.names[code], code) }

// open follows the reference under the cursor, else folds.
func (v *commitment) open() tea.Cmd {
	if ref, ok := strings.CutPrefix(v.reader.Current(), linkKey); ok {
		return follow(v.s, v.desk, v.options, []string{ref})
	}
	return v.reader.Fold()
}

// Awaiting reports whether the page is still being read.
func (v *commitment) Awaiting() bool { return v.facts.is.ID == 0 }

// View draws the commitment.
func (v *commitment) View(w, h int) string {
	if v.facts.is.ID == 0 {
		return widget.Fit([]string{v.s.Theme.Dim.Paint(widget.Cut(v.s.Words.Sitting.Item.Loading, w))}, w, h)
	}
	x, rule := v.facts.is, " "+widget.SignRule+" "
	return v.reader.View(schema.VisibleLine(x.Ref+rule+v.s.Words.Domain.CommitmentStates[x.State]+rule+v.organisation(x.Org)), w, h)
}

// Keys is the table of the commitment, as the member may change it.
func (v *commitment) Keys() []widget.Key { return v.table() }

// Capturing is true while a search is typed.
func (v *commitment) Capturing() bool { return v.reader.Capturing() }

// Cursor is in the search, else nowhere.
func (v *commitment) Cursor() widget.Cursor { return v.reader.Cursor() }
