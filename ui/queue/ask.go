package queue

import (
	"slices"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/lang"
	"contactgroup/ui/widget"
)

// ask asks for the first need, then for the others, then carries the order out.
func (q *Screen) ask(o order, needs []schema.Need) tea.Cmd {
	if len(needs) == 0 {
		return q.carryOut(o)
	}
	rest := func() tea.Cmd { return q.ask(o, needs[1:]) }
	t, verb := q.s.Words.Queue, q.s.Words.Domain.Verbs[o.verb]
	title := func(text string) string { return lang.Fill(text, "verb", verb) }
	switch needs[0] {
	case schema.NeedReason:
		return q.askLine(title(t.AskReason), t.HintReason, true, func(v string) tea.Cmd { o.step.Reason = v; return rest() })
	case schema.NeedText:
		return q.askText(o, title, rest)
	case schema.NeedLabel:
		return q.askLabel(func(l schema.Label) tea.Cmd { o.step.Label = l; return rest() })
	case schema.NeedGround:
		return q.askGround(func(g schema.Ground) tea.Cmd { o.step.Ground = g; return rest() })
	case schema.NeedMember:
		return q.askMember(func(login string) tea.Cmd { o.step.To, o.action.Member = login, login; return rest() })
	case schema.NeedUntil:
		return q.askUntil(title(t.AskUntil), func(at time.Time) tea.Cmd { return q.withTime(o, at, needs[1:]) })
	case schema.NeedOriginal:
		return q.askLine(t.AskOriginal, t.HintOriginal, true, func(v string) tea.Cmd { o.step.To = v; return rest() })
	}
	return nil // outcomes are asked for by the reply form
}

// withTime takes the moment asked for: of an action item it is a day.
func (q *Screen) withTime(o order, at time.Time, needs []schema.Need) tea.Cmd {
	o.step.Until = at
	if !at.IsZero() {
		o.action.Due = schema.DateOf(at, q.s.Zone)
	}
	return q.ask(o, needs)
}

// askText asks for a text: one line of evidence or decision for an action item,
// a form of several lines for a note.
func (q *Screen) askText(o order, title func(string) string, rest func() tea.Cmd) tea.Cmd {
	t := q.s.Words.Queue
	take := func(v string) tea.Cmd { o.step.Reason, o.action.Text = v, v; return q.carryOut(o) }
	switch o.verb {
	case schema.VerbNote:
		return q.askNote(o)
	case schema.VerbDone:
		return q.askLine(t.AskEvidence, t.HintEvidence, false, take)
	case schema.VerbDrop:
		return q.askLine(t.AskDecision, t.HintReason, true, take)
	case schema.VerbEdit:
		return q.askEdit(title(t.AskText), take)
	}
	return q.askLine(title(t.AskText), t.HintReason, true, take)
}

// askEdit asks for a new wording, beginning with the present one.
func (q *Screen) askEdit(title string, take func(string) tea.Cmd) tea.Cmd {
	p := widget.NewPrompt(q.s, title, "", take)
	if r := q.list.row(); r != nil && r.action != nil {
		p.Line.SetValue(r.action.Text)
	}
	p.Line.Required = true
	return widget.Send(widget.Show{Dialog: p})
}

// askLine asks for one line.
func (q *Screen) askLine(title, hint string, required bool, take func(string) tea.Cmd) tea.Cmd {
	p := widget.NewPrompt(q.s, title, hint, func(v string) tea.Cmd { return take(strings.TrimSpace(v)) })
	p.Line.Required = required
	return widget.Send(widget.Show{Dialog: p})
}

// askUntil asks for a moment as people write it, and tells how it is understood.
func (q *Screen) askUntil(title string, take func(time.Time) tea.Cmd) tea.Cmd {
	t := q.s.Words.Queue
	read := func(v string) (time.Time, error) {
		if strings.TrimSpace(v) == "" {
			return time.Time{}, nil
		}
		return schema.ParseWhen(v, q.s.Now(), q.s.Zone)
	}
	p := widget.NewPrompt(q.s, title, t.HintUntil, func(v string) tea.Cmd {
		at, err := read(v)
		if err != nil {
			return widget.Send(widget.Fail{Err: err})
		}
		return take(at)
	})
	p.Echo = func(v string) (string, error) {
		at, err := read(v)
		switch {
		case err != nil:
			return "", err
		case at.IsZero():
			return t.NoTime, nil
		}
		return at.In(q.s.Zone).Format(q.s.Words.Time.LayoutYear), nil
	}
	return widget.Send(widget.Show{Dialog: p})
}

func (q *Screen) askLabel(take func(schema.Label) tea.Cmd) tea.Cmd {
	options := make([]widget.Option, len(schema.Labels))
	for i, l := range schema.Labels {
		options[i] = widget.Option{Key: itoa(i), Name: string(l), Note: q.s.Words.Domain.Labels[l]}
	}
	return q.choose(q.s.Words.Queue.AskLabel, options, func(i int) tea.Cmd { return take(schema.Labels[i]) })
}

func (q *Screen) askGround(take func(schema.Ground) tea.Cmd) tea.Cmd {
	options := make([]widget.Option, len(schema.Grounds))
	for i, g := range schema.Grounds {
		options[i] = widget.Option{Key: itoa(i + 1), Name: q.s.Words.Domain.Grounds[g]}
	}
	return q.choose(q.s.Words.Queue.AskGround, options, func(i int) tea.Cmd { return take(schema.Grounds[i]) })
}

// askMember offers the colleagues of the member's own organisation.
func (q *Screen) askMember(take func(login string) tea.Cmd) tea.Cmd {
	var logins []string
	var options []widget.Option
	for _, m := range q.people.members {
		if m.Org != q.who.Org || m.Disabled {
			continue
		}
		logins = append(logins, m.Login)
		options = append(options, widget.Option{Name: m.Name, Note: m.Login + " · " + q.s.Words.Domain.Roles[m.Role]})
	}
	dialog := widget.NewSearch(q.s, q.s.Words.Queue.AskMember, options, func(i int) tea.Cmd { return take(logins[i]) })
	return widget.Send(widget.Show{Dialog: dialog})
}

func (q *Screen) choose(title string, options []widget.Option, take func(int) tea.Cmd) tea.Cmd {
	return widget.Send(widget.Show{Dialog: widget.NewChoice(q.s, title, options, take)})
}

// The values of a note's readers.
const (
	exchange = "exchange"
	internal = "internal"
)

// askNote asks for a note and who reads it. Nothing is preset to be read by
// the other side.
func (q *Screen) askNote(o order) tea.Cmd {
	t := q.s.Words.Queue
	text := widget.NewArea(q.s, t.AskNote)
	text.Required = true
	fields := []widget.Field{text}
	readers := widget.NewPick(q.s, t.NoteKind, []string{internal, exchange}, []string{t.NoteInternal, t.NoteExchange})
	if q.view().set.noun() != schema.NounAction {
		fields = append(fields, readers)
	}
	title, draft := t.AskNote, ""
	if r := q.list.row(); r != nil && len(q.list.marks) == 0 {
		title += " " + r.ref
		draft = "note " + r.ref
	}
	form := widget.NewForm(q.s, title, draft, fields...)
	form.Review = func() (string, error) {
		if len(fields) == 1 {
			return text.Value(), nil
		}
		return readers.Names[readers.Index()] + "\n\n" + text.Value(), nil
	}
	form.Send = func() tea.Cmd {
		o.step.Reason, o.action.Text = text.Value(), text.Value()
		o.step.Internal = readers.Value() == internal
		form.Forget()
		return q.carryOut(o)
	}
	return widget.Send(widget.Show{Dialog: form})
}

// statusMenu offers every verb that the row may meet, those not possible now
// with the reason.
func (q *Screen) statusMenu() tea.Cmd {
	r := q.list.row()
	if r == nil {
		return nil
	}
	verbs := q.menuVerbs()
	slices.SortStableFunc(verbs, func(a, b schema.Verb) int { // what may be done first
		x, y := q.may(a) != nil, q.may(b) != nil
		switch {
		case x == y:
			return 0
		case y:
			return -1
		}
		return 1
	})
	options := make([]widget.Option, len(verbs))
	for i, v := range verbs {
		options[i] = widget.Option{Key: menuKeys[v], Name: q.s.Words.Domain.Verbs[v], Why: q.may(v)}
	}
	state := ""
	switch {
	case r.action != nil:
		state = q.s.Words.Domain.ActionStates[r.action.State]
	default:
		state = q.s.Words.Domain.States[r.request.State]
	}
	title := lang.Fill(q.s.Words.Queue.StatusOf, "ref", r.ref, "state", state)
	if n := len(q.list.marks); n > 0 {
		title = q.s.Words.Queue.Marked.Of(n)
	}
	return q.choose(title, options, func(i int) tea.Cmd { return q.verb(verbs[i]) })
}

// menuKeys are the letters of the status menu, the list's own where it has one.
var menuKeys = map[schema.Verb]string{
	schema.VerbClaim: "i", schema.VerbRelease: "A", schema.VerbAssign: "a", schema.VerbReturn: "U", schema.VerbSnooze: "w", schema.VerbDue: "d",
	schema.VerbLabel: "L", schema.VerbReply: "r", schema.VerbAccept: "+", schema.VerbDispute: "-", schema.VerbNote: "c", schema.VerbClose: "x",
	schema.VerbReopen: "X", schema.VerbDone: "x", schema.VerbSubmit: "v", schema.VerbApprove: "p", schema.VerbSend: "e", schema.VerbAcknowledge: "y",
	schema.VerbClarify: "?", schema.VerbImpossible: "!", schema.VerbWithdraw: "R", schema.VerbDuplicate: "=", schema.VerbTakeBack: "z",
	schema.VerbStart: "t", schema.VerbBlock: "b", schema.VerbDrop: "D", schema.VerbCarry: ">", schema.VerbEdit: "E", schema.VerbAmend: "m",
}

// menuVerbs lists the verbs of the status menu for what the list shows.
func (q *Screen) menuVerbs() []schema.Verb {
	if q.view().set.noun() != schema.NounAction {
		return schema.RequestVerbs()
	}
	var out []schema.Verb
	for _, t := range schema.ActionTransitions {
		out = append(out, t.Verb)
	}
	return out
}

// verb does a verb, through the form it has where it has one.
func (q *Screen) verb(v schema.Verb) tea.Cmd {
	switch {
	case v == schema.VerbReply:
		return q.reply()
	case (v == schema.VerbEdit || v == schema.VerbAmend) && q.view().set.noun() != schema.NounAction:
		return q.edit(v)
	}
	return q.do(v)
}
