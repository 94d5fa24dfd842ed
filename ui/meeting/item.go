package meeting

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/lang"
	"contactgroup/ui/widget"
)

// linkKey begins the key of a reference's passage.
const linkKey = "link/"

// Item is one action item: what the register holds of it, what it refers to and
// what refers to it, and all that happened to it.
type Item struct {
	s       *widget.Session
	desk    Desk
	options Options
	ref     string
	facts   facts
	reader  *widget.Reader
	hand    *hand
	keys    []widget.Key
	resume  schema.Verb // of the draft that it was opened for; empty: of none
}

// facts is all that the screen shows, as it was loaded.
type facts struct {
	action schema.Action
	linked []string // what refers to it
	thread []schema.Event
	names  map[string]string // of organisations, by code
}

// itemRead brings what was read for a screen.
type itemRead struct {
	by    *Item
	facts facts
	err   error
}

// NewItem returns the screen of the action item with that reference; it is read by Init.
func NewItem(s *widget.Session, desk Desk, o Options, ref string) *Item {
	v := &Item{s: s, desk: desk, options: o, ref: ref}
	v.reader = widget.NewReader(s, widget.Key{Help: s.Words.Meeting.New, Run: func() tea.Cmd { return entry{s: s, desk: desk, who: desk.Who()}.open() }})
	v.hand = &hand{s: s, desk: desk, who: desk.Who(), current: v.current, reload: v.Init}
	t, g := s.Words, s.Words.Widget.Groups.Meeting
	step := func(n int) func() tea.Cmd {
		return func() tea.Cmd { return widget.Send(widget.Beside{Delta: n}) }
	}
	v.keys = append(v.hand.keys(g), v.reader.Keys(g)...)
	v.keys = append(v.keys,
		widget.Key{Keys: []string{"enter"}, Help: t.Sitting.Keys.Open, Hint: t.Sitting.Keys.HintOpen, Group: g, Run: v.open, Why: nil},
		widget.Key{Keys: []string{"e"}, Help: t.Domain.Verbs[schema.VerbEdit], Hint: t.Sitting.Keys.HintEdit, Group: g, Verb: schema.VerbEdit, Write: true,
			Run: func() tea.Cmd { return v.hand.begin(schema.VerbEdit) }, Why: func() error { return v.hand.may(schema.VerbEdit) }},
		widget.Key{Keys: []string{"m"}, Help: t.Lists.Keys.Agenda, Group: g, Verb: schema.VerbAgenda, Write: true,
			Run: func() tea.Cmd { return widget.Send(widget.OnAgenda{Refs: []string{v.ref}}) }, Why: func() error { return schema.MaySetAgenda(desk.Who()) }},
		widget.Key{Keys: []string{"D"}, Help: t.Sitting.Keys.Unlink, Group: g, Verb: schema.VerbLink, Write: true, Run: v.unlink, Why: v.mayUnlink},
		widget.Key{Keys: []string{"J"}, Help: t.Rolls.Keys.Next, Group: g, Run: step(1)},
		widget.Key{Keys: []string{"K"}, Help: t.Rolls.Keys.Previous, Group: g, Run: step(-1)},
		widget.Key{Keys: []string{"y"}, Help: t.Item.Keys.CopyRef, Group: g, Run: func() tea.Cmd { return v.copy(v.ref) }},
		widget.Key{Keys: []string{"Y"}, Help: t.Item.Keys.CopyCommand, Group: g, Run: func() tea.Cmd { return v.copy(v.options.Command() + " action show " + v.ref) }})
	for i, k := range v.keys {
		if k.Keys[0] == "s" {
			v.keys[i].Hint = t.Queue.Keys.HintStatus
		}
	}
	return v
}

func (v *Item) copy(text string) tea.Cmd {
	v.s.Copy(text)
	return widget.Send(widget.Tell{Text: lang.Fill(v.s.Words.Queue.Copied, "text", text)})
}

// Init reads the item.
func (v *Item) Init() tea.Cmd {
	s, desk, ref := v.s, v.desk, v.ref
	return func() tea.Msg {
		ctx, cancel := s.Call()
		defer cancel()
		f, err := readFacts(ctx, desk, ref)
		return itemRead{v, f, err}
	}
}

func readFacts(ctx context.Context, desk Desk, ref string) (f facts, err error) {
	if f.action, err = desk.Action(ctx, ref); err != nil {
		return f, err
	}
	if f.linked, err = desk.Linked(ctx, f.action.Ref); err != nil {
		return f, err
	}
	if f.thread, err = desk.ActionThread(ctx, f.action.ID); err != nil {
		return f, err
	}
	f.names, err = orgNames(ctx, desk)
	return f, err
}

// orgNames are the names of organisations by code.
func orgNames(ctx context.Context, desk Desk) (map[string]string, error) {
	orgs, err := desk.Organisations(ctx)
	return schema.OrganisationNames(orgs), err
}

// Update takes what was read, answers of the desk, and reads anew what changed.
func (v *Item) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case itemRead:
		return v.take(msg)
	case acted:
		return v.hand.settle(msg)
	case widget.Changed:
		if msg.Anew {
			return v.Init()
		}
		for _, e := range msg.Events {
			if e.Noun == schema.NounAction && e.Subject == v.facts.action.ID || e.Noun == schema.NounMeeting || linking(e) {
				return v.Init()
			}
		}
	case widget.Stale:
		if msg.Noun == schema.NounAction {
			return v.Init()
		}
	case tea.KeyMsg:
		return v.reader.Typed(msg)
	}
	return nil
}

func (v *Item) take(msg itemRead) tea.Cmd {
	if msg.by != v {
		return nil
	}
	if msg.err != nil {
		fail := widget.Send(widget.Fail{Err: msg.err})
		if v.facts.action.ID == 0 {
			return tea.Batch(fail, widget.Send(widget.Pop{}))
		}
		return fail
	}
	v.facts = msg.facts
	v.reader.Set(v.document())
	return v.resumed()
}

// current is the item, wherever the cursor is.
func (v *Item) current() (schema.Action, bool) { return v.facts.action, v.facts.action.ID != 0 }

// open follows the reference under the cursor, else folds.
func (v *Item) open() tea.Cmd {
	at := v.reader.Current()
	_, ref, ok := strings.Cut(at, linkKey)
	if !ok {
		return v.reader.Fold()
	}
	return follow(v.s, v.desk, v.options, []string{ref})
}

// mayUnlink says why there is no link to take away under the cursor.
func (v *Item) mayUnlink() error {
	if err := v.hand.may(schema.VerbLink); err != nil {
		return err
	}
	if !strings.HasPrefix(v.reader.Current(), linkKey) {
		return schema.Invalid(schema.WhyNotHere, string(schema.FieldLinks), "")
	}
	return nil
}

// unlink takes the link under the cursor away; what refers to the item is not one.
func (v *Item) unlink() tea.Cmd {
	ref, ok := strings.CutPrefix(v.reader.Current(), linkKey)
	if !ok {
		return nil
	}
	return v.hand.act(v.facts.action.ID, v.facts.action.Rev, schema.ActionStep{Verb: schema.VerbLink, Unlink: ref}, nil, v.s.Call)
}

// linking reports whether an event of a request tells that something refers to
// it, or no more.
func linking(e schema.Event) bool {
	return e.Noun == schema.NounRequest && slices.ContainsFunc(e.Changes, func(c schema.Change) bool { return c.Field == schema.FieldLinks || c.Field == schema.FieldMeeting })
}

// document is the item from its wording to the last thing that happened.
func (v *Item) document() []widget.Passage {
	t, x := v.s.Words.Sitting.Item, v.facts.action
	text := widget.Passage{Key: "text"}
	for line := range strings.SplitSeq(widget.Prose(x.Text), "\n") {
		text.Lines = append(text.Lines, widget.Paragraph{Text: line, Ink: v.s.Theme.Strong})
	}
	out := []widget.Passage{text, v.fields()}
	out = append(out, section(v.s, "links", t.Links, len(x.Links)))
	out = append(out, v.references("", x.Links)...)
	if len(v.facts.linked) > 0 {
		out = append(out, section(v.s, "linked", t.Linked, len(v.facts.linked)))
		out = append(out, v.references("by ", v.facts.linked)...)
	}
	out = append(out, section(v.s, "history", t.History, len(v.facts.thread)))
	for _, e := range v.facts.thread {
		out = append(out, happened(v.s, v.value, e))
	}
	return out
}

// section is a heading with a count.
func section(s *widget.Session, key, name string, n int) widget.Passage {
	if n > 0 {
		name = fmt.Sprintf("%s (%d)", name, n)
	}
	return widget.Passage{Key: key, Title: true, Lines: []widget.Paragraph{{Text: widget.Rule(name, widget.Width(name)+8), Ink: s.Theme.Heading}}}
}

// fields are the columns of the register that people expect.
func (v *Item) fields() widget.Passage {
	t, d, x := v.s.Words.Sitting.Item, v.s.Words.Domain, v.facts.action
	today := v.s.Today()
	owner := v.organisation(x.Owner)
	if x.Member != "" {
		owner += " (" + x.Member + ")"
	}
	late, carried := "", ""
	switch {
	case x.Overdue(today):
		late = d.Overdue
	case x.Soon(today):
		late = v.s.Words.Sitting.SoonLong
	}
	if x.Carried > 0 {
		carried = fmt.Sprintf("×%d", x.Carried)
	}
	seen := ""
	switch {
	case x.Internal:
		seen = lang.Fill(v.s.Words.Sitting.Inside, "org", v.organisation(x.Owner))
	case len(x.Circle) > 0:
		names := make([]string, len(x.Circle))
		for i, code := range x.Circle {
			names[i] = v.organisation(code)
		}
		seen = lang.Fill(v.s.Words.Sitting.Invited, "orgs", strings.Join(names, ", "))
	}
	proof := t.Evidence
	if x.State == schema.ActionDropped {
		proof = t.Decision
	}
	rows := [][2]string{{t.Number, x.Ref}, {t.Raised, dayWords(v.s, x.Raised)}, {t.Meeting, x.Meeting}, {t.Point, x.Point}, {t.Owner, owner},
		{t.Due, joined(dayWords(v.s, x.Due), late)}, {t.State, d.ActionStates[x.State]}, {t.RAG, v.s.Words.Export.RAG[string(x.RAG(today))]}, {t.Carried, carried},
		{t.Completed, dayWords(v.s, x.Completed)}, {t.Theme, x.Theme}, {proof, x.Evidence}, {t.Notes, x.Notes}, {t.Internal, seen}}
	return v.aligned(rows)
}

// aligned writes names and values in two columns; what is empty is left out.
func (v *Item) aligned(rows [][2]string) widget.Passage {
	wide := 0
	for _, row := range rows {
		if row[1] != "" {
			wide = max(wide, widget.Width(row[0]))
		}
	}
	p := widget.Passage{Key: "fields"}
	for _, row := range rows {
		name := row[0]
		for line := range strings.SplitSeq(widget.Prose(row[1]), "\n") {
			if row[1] != "" {
				p.Lines = append(p.Lines, widget.Paragraph{Text: widget.Cell(name, wide) + "  " + line, Indent: wide + 2})
			}
			name = ""
		}
	}
	return p
}

func (v *Item) references(mark string, refs []string) []widget.Passage {
	if len(refs) == 0 {
		return []widget.Passage{{Key: "nolink", Lines: []widget.Paragraph{{Text: "    " + v.s.Words.Sitting.Item.None, Ink: v.s.Theme.Dim}}}}
	}
	out := make([]widget.Passage, len(refs))
	for i, ref := range refs {
		out[i] = reference(mark, ref)
	}
	return out
}

// reference is a passage that leads to what a reference names.
func reference(mark, ref string) widget.Passage {
	return widget.Passage{Key: mark + linkKey + ref, Lines: []widget.Paragraph{{Text: "    " + schema.VisibleLine(ref), Indent: 4}}}
}

// happened is one entry of a history; value names a code of a change.
func happened(s *widget.Session, value func(schema.Field, string) string, e schema.Event) widget.Passage {
	d := s.Words.Domain
	var changes []string
	for _, c := range e.Changes {
		from, to := value(c.Field, c.From), value(c.Field, c.To)
		name := d.Fields[c.Field]
		switch {
		case e.Verb == schema.VerbNew || c.From == "":
			changes = append(changes, lang.Fill(s.Words.Item.Pair, "name", name, "value", to))
		case to == "":
			changes = append(changes, lang.Fill(s.Words.Item.Pair, "name", name, "value", from+" → "+s.Words.Sitting.Emptied))
		default:
			changes = append(changes, lang.Fill(s.Words.Item.Pair, "name", name, "value", from+" → "+to))
		}
	}
	head := joined(s.At(e.At), e.Actor, d.Done[e.Verb], strings.Join(changes, ", "), e.Text)
	return widget.Passage{Key: fmt.Sprintf("event/%s/%d", e.Audience, e.Seq), Lines: []widget.Paragraph{{Text: "    " + widget.ProseLine(head), Indent: 6}}}
}

// value names a code of a change.
func (v *Item) value(f schema.Field, s string) string {
	switch f {
	case schema.FieldState:
		return v.s.Words.Domain.ActionStates[schema.ActionState(s)]
	case schema.FieldOwner:
		return v.organisation(s)
	case schema.FieldDue, schema.FieldCompleted:
		if day, err := schema.ParseDate(s); err == nil {
			return dayWords(v.s, day)
		}
	}
	return s
}

func (v *Item) organisation(code string) string { return cmp.Or(v.facts.names[code], code) }

// Awaiting reports whether the page is still being read.
func (v *Item) Awaiting() bool { return v.facts.action.ID == 0 }

// View draws the item.
func (v *Item) View(w, h int) string {
	t, d, x := v.s.Words.Sitting.Item, v.s.Words.Domain, v.facts.action
	if x.ID == 0 {
		return widget.Fit([]string{v.s.Theme.Dim.Paint(widget.Cut(t.Loading, w))}, w, h)
	}
	due := ""
	if !x.Due.IsZero() {
		due = lang.Fill(v.s.Words.Queue.DueAt, "at", dayWords(v.s, x.Due))
	}
	late := ""
	if x.Overdue(v.s.Today()) {
		late = d.Overdue
	}
	parts := []string{x.Ref, d.ActionStates[x.State], v.organisation(x.Owner)}
	for _, more := range []string{due, late} {
		if more != "" {
			parts = append(parts, more)
		}
	}
	return v.reader.View(schema.VisibleLine(strings.Join(parts, " "+widget.SignRule+" ")), w, h)
}

// Keys is the table of the item.
func (v *Item) Keys() []widget.Key { return v.keys }

// Capturing is true while a search is typed.
func (v *Item) Capturing() bool { return v.reader.Capturing() }

// Cursor is in the search, else nowhere.
func (v *Item) Cursor() widget.Cursor { return v.reader.Cursor() }
