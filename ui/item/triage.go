package item

import (
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/widget"
)

// acted brings the answer to a verb.
type acted struct {
	by      *Screen
	step    schema.Step
	request schema.Request
	undo    bool
	err     error
}

// triage is the part of the key table that changes the request.
func (v *Screen) triage() []widget.Key {
	t, g := v.s.Words.Item.Keys, v.s.Words.Widget.Groups.Triage
	verb := func(key string, verb schema.Verb) widget.Key {
		return widget.Key{Keys: []string{key}, Help: v.s.Words.Domain.Verbs[verb], Group: g, Verb: verb, Write: true,
			Run: func() tea.Cmd { return v.begin(verb) }, Why: func() error { return v.may(verb) }}
	}
	hinted := func(k widget.Key) widget.Key { k.Hint = k.Help; return k }
	short := v.s.Words.Queue.Keys
	accept, dispute, done := verb("+", schema.VerbAccept), verb("-", schema.VerbDispute), verb("x", schema.VerbClose)
	accept.Hint, dispute.Hint, done.Hint = short.HintAccept, short.HintDispute, short.HintClose
	correct := verb("e", schema.VerbEdit)
	correct.Run, correct.Why = v.correct, func() error { return v.may(v.correction()) }
	next := widget.Key{Keys: []string{"u"}, Help: t.NextStep, Group: g, Hint: t.NextStep, Write: true, Run: v.next, Why: v.mayNext}
	status := widget.Key{Keys: []string{"s"}, Help: t.Status, Group: g, Write: true, Run: v.menu, Why: v.mayStatus}
	beside := func(n int) func() tea.Cmd {
		return func() tea.Cmd { return widget.Send(widget.Beside{Delta: n}) }
	}
	simply := verb("R", schema.VerbReply)
	simply.Help, simply.Run = t.Simple, v.simply
	return append(v.adviceKeys(g), []widget.Key{
		{Keys: []string{"J"}, Help: t.NextItem, Group: g, Run: beside(1)},
		{Keys: []string{"K"}, Help: t.PreviousItem, Group: g, Run: beside(-1)},
		{Keys: []string{"="}, Help: v.s.Words.Item.Verify.Key, Group: g, Run: v.verify, Why: v.mayVerify},
		hinted(verb("i", schema.VerbClaim)), hinted(verb("r", schema.VerbReply)), simply, next, hinted(verb("c", schema.VerbNote)),
		verb("A", schema.VerbRelease), verb("U", schema.VerbReturn), verb("a", schema.VerbAssign), status,
		verb("w", schema.VerbSnooze), verb("d", schema.VerbDue), verb("L", schema.VerbLabel),
		accept, dispute, done, verb("X", schema.VerbReopen), correct,
		{Keys: []string{"m"}, Help: v.s.Words.Lists.Keys.Agenda, Group: g, Verb: schema.VerbAgenda, Write: true,
			Run: func() tea.Cmd { return widget.Send(widget.OnAgenda{Refs: []string{v.ref}}) }, Why: func() error { return schema.MaySetAgenda(v.who) }},
		{Keys: []string{"."}, Help: v.s.Words.Lists.Keys.Repeat, Group: g, Write: true, Run: v.repeat, Why: v.mayRepeat},
		{Keys: []string{"y"}, Help: t.CopyHere, Group: g, Run: v.copyHere},
		{Keys: []string{"Y"}, Help: t.CopyCommand, Group: g, Run: func() tea.Cmd { return v.copy("request show " + v.ref) }},
	}...)
}

// may says why the verb cannot be done to this request now, nil when it can.
func (v *Screen) may(verb schema.Verb) error {
	return schema.MayOffer(v.who, verb, v.page.request, v.desk.Policy())
}

// mayNext says why there is no next step.
func (v *Screen) mayNext() error { return schema.MayNext(v.who, v.page.request, v.desk.Policy()) }

func (v *Screen) next() tea.Cmd {
	return v.begin(schema.NextStep(v.who, v.page.request, v.desk.Policy()))
}

// correction is what e does to the request: a draft is edited, a sent one amended.
func (v *Screen) correction() schema.Verb {
	if v.page.request.State.BeforeSending() {
		return schema.VerbEdit
	}
	return schema.VerbAmend
}

func (v *Screen) correct() tea.Cmd { return v.begin(v.correction()) }

// begin opens the form of a verb, or asks for what it needs and does it.
func (v *Screen) begin(verb schema.Verb) tea.Cmd {
	r := v.page.request
	switch verb {
	case "":
		return nil
	case schema.VerbReply:
		return widget.Send(widget.Show{Dialog: Reply(v.s, v.desk, r)})
	case schema.VerbNote:
		return widget.Send(widget.Show{Dialog: Note(v.s, v.desk, r, v.page.organisation(r.Addressee))})
	case schema.VerbEdit, schema.VerbAmend:
		return widget.Send(widget.Show{Dialog: Correct(v.s, v.desk, r)})
	}
	ask := widget.Ask{S: v.s, About: r.Ref, Members: v.desk.Members, Meeting: v.desk.Meeting, Templates: v.desk.Templates, Who: v.who, Of: r}
	return ask.Request(verb, func(step schema.Step) tea.Cmd {
		v.s.Last = &widget.Deed{Verb: verb, Step: step}
		return v.do(step, r.Rev)
	})
}

// Verbs are those of the status menu that have no key, to be found by their names.
func (v *Screen) Verbs() []widget.Key {
	var out []widget.Key
	keyed := widget.StoodFor()
	for _, k := range v.keys {
		keyed[k.Verb] = true
	}
	for _, verb := range schema.RequestVerbs() {
		if !keyed[verb] && schema.Concerns(verb, v.page.request) {
			out = append(out, widget.Key{Help: v.s.Words.Domain.Verbs[verb], Group: v.s.Words.Widget.Groups.Triage, Verb: verb, Write: true,
				Run: func() tea.Cmd { return v.begin(verb) }, Why: func() error { return v.may(verb) }})
		}
	}
	return out
}

// menu offers every verb of the member's role that concerns the request, and
// says of each that cannot be done now why.
func (v *Screen) menu() tea.Cmd {
	var verbs []schema.Verb
	var options []widget.Option
	next := schema.NextStep(v.who, v.page.request, v.desk.Policy())
	for _, able := range []bool{true, false} {
		for _, verb := range schema.RequestVerbs() {
			if why := v.may(verb); (why == nil) == able && !schema.RefusesRole(why) && schema.Concerns(verb, v.page.request) {
				options = append(options, widget.Option{Key: widget.MenuKey(verb, next), Name: v.s.Words.Domain.Verbs[verb], Why: why})
				verbs = append(verbs, verb)
			}
		}
	}
	return widget.Send(widget.Show{Dialog: widget.NewChoice(v.s, pair(v.s, v.ref, v.s.Words.Item.Keys.Status), options,
		func(i int) tea.Cmd { return v.begin(verbs[i]) })})
}

// mayStatus refuses where the status menu would offer the member's role nothing.
func (v *Screen) mayStatus() error {
	if slices.ContainsFunc(schema.RequestVerbs(), func(verb schema.Verb) bool {
		return schema.Concerns(verb, v.page.request) && !schema.RefusesRole(v.may(verb))
	}) {
		return nil
	}
	return &schema.Fault{Class: schema.ErrForbidden, Why: schema.WhyRole, Verb: schema.VerbUpdate, Noun: schema.NounRequest}
}

// do asks the Desk for a step on the request as it was at rev; 0: as it is.
func (v *Screen) do(step schema.Step, rev int) tea.Cmd {
	s, desk, id := v.s, v.desk, v.page.request.ID
	t, _ := schema.May(v.who, step.Verb, v.page.request, desk.Policy())
	return func() tea.Msg {
		ctx, cancel := s.Call()
		defer cancel()
		r, err := desk.Act(ctx, id, rev, step)
		return acted{v, step, r, t.Undo, err}
	}
}

// settle tells how a verb ended and reads the request again.
func (v *Screen) settle(msg acted) tea.Cmd {
	if msg.by != v {
		return nil
	}
	if msg.err != nil {
		return tea.Batch(v.load(), widget.Send(widget.Fail{Err: msg.err, View: widget.Send(latest{v}), Again: v.do(msg.step, 0)}))
	}
	text := pair(v.s, msg.request.Ref, v.s.Words.Domain.Done[msg.step.Verb])
	v.ref = msg.request.Ref
	said := widget.Send(widget.Final{Text: text})
	if msg.undo {
		said = widget.Send(widget.Offer{Text: text})
	}
	stale := widget.Stale{Noun: schema.NounRequest, IDs: []schema.ID{msg.request.ID}}
	return tea.Batch(said, widget.Send(stale))
}

// latest asks a screen to show what happened last.
type latest struct{ by *Screen }

func (v *Screen) copy(text string) tea.Cmd {
	v.s.Copy(text)
	return widget.Send(widget.Tell{Text: fill(v.s.Words.Widget.Copied, "text", text)})
}

// newRequest opens the form of a new request.
func (v *Screen) newRequest() tea.Cmd {
	if err := schema.MayCreate(v.who); err != nil {
		return widget.Send(widget.Fail{Err: err})
	}
	return widget.Send(widget.Show{Dialog: NewRequest(v.s, v.desk)})
}
