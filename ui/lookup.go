package ui

import (
	"context"
	"slices"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/item"
	"contactgroup/ui/lang"
	"contactgroup/ui/meeting"
	"contactgroup/ui/widget"
)

// How the palette asks the register for what was typed.
const (
	lookupPause = 150 * time.Millisecond // after the last key
	lookupLeast = 2                      // letters
	lookupMost  = 8                      // things of a kind
)

// lookup is a palette: what keys do, and what of the register a typed beginning
// of a number, or a name, may mean. It asks a while after the last key, and
// stops asking as soon as another one comes.
type lookup struct {
	*widget.Choice
	m     *Model
	keys  []widget.Key     // of the options that were there from the beginning
	named []widget.Option  // those that were found
	found []func() tea.Cmd // what these do
	typed string
	asks  int
	stop  context.CancelFunc // of the question under way; nil: none
}

type (
	// lookupDue tells that a pause in typing has passed.
	lookupDue struct {
		by   *lookup
		asks int
	}
	// lookedUp brings what was found.
	lookedUp struct {
		by       *lookup
		asks     int
		requests []schema.Request
		actions  []schema.Action
		members  []schema.Member
		err      error
	}
)

// palette does by name what keys do, opens what a reference names and shows what
// a colleague has claimed.
func (m *Model) palette() tea.Cmd {
	p := &lookup{m: m}
	for _, able := range []bool{true, false} { // what is possible now before what is not
		for _, k := range m.named() {
			if why := k.Reason(); (why == nil) == able && k.Run != nil && !(len(k.Keys) == 0 && schema.RefusesRole(why)) {
				p.keys = append(p.keys, k)
			}
		}
	}
	p.Choice = widget.NewSearch(m.s, m.s.Words.Root.Palette, p.options(), p.take)
	if m.o.Commands != nil {
		p.Hint(m.s.Words.Root.PaletteHint)
	}
	p.Free = m.openRef
	return m.navigate(widget.Show{Dialog: p})
}

// named are the keys that work now, and what is found by its name alone: verbs
// of the status menu, saved views without a key.
func (m *Model) named() []widget.Key {
	out := m.tables()
	if page, ok := m.pages[len(m.pages)-1].(interface{ Verbs() []widget.Key }); ok {
		out = append(out, page.Verbs()...)
	}
	for _, view := range m.queue.Unkeyed() {
		name := lang.Fill(m.s.Words.Root.Keys.View, "name", view)
		out = append(out, widget.Key{Help: name, Group: m.s.Words.Widget.Groups.Go, Run: func() tea.Cmd { return m.saved(view) }})
	}
	return out
}

// saved goes to a saved view, from any page.
func (m *Model) saved(name string) tea.Cmd {
	m.pages = m.pages[:1]
	return m.queue.Open(name)
}

// options are the keys, then what was found, then what was typed as a command.
func (p *lookup) options() []widget.Option {
	out := make([]widget.Option, len(p.keys))
	for i, k := range p.keys {
		out[i] = widget.Option{Name: k.Help, Also: wordsFor(k), Why: k.Reason()}
		if len(k.Keys) > 0 {
			out[i].Label = p.m.s.KeyLabel(k.Keys[0])
		}
	}
	return slices.Concat(out, p.named, p.m.commandLine(p.typed))
}

func (p *lookup) take(i int) tea.Cmd {
	p.end()
	switch {
	case i < len(p.keys):
		return widget.Send(chosen{p.keys[i]})
	case i == len(p.keys)+len(p.found):
		return p.m.runLine(p.typed)
	}
	return p.found[i-len(p.keys)]()
}

// end stops the question under way.
func (p *lookup) end() {
	if p.stop != nil {
		p.stop()
		p.stop = nil
	}
}

// Update narrows by what is typed, asks, and takes what was found.
func (p *lookup) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case lookupDue:
		if msg.by == p && msg.asks == p.asks {
			return p.ask()
		}
		return nil
	case lookedUp:
		if msg.by == p && msg.asks == p.asks {
			return p.show(msg)
		}
		return nil
	case tea.KeyMsg:
		cmd := p.Choice.Update(msg)
		if widget.Sent(cmd) { // it is left
			p.end()
			return cmd
		}
		if text := strings.TrimSpace(p.Typed()); text != p.typed {
			p.typed = text
			p.asks++
			p.end()
			p.Offer(p.options())
			if len([]rune(text)) >= lookupLeast {
				return tea.Batch(cmd, p.m.waiting.After(lookupPause, lookupDue{p, p.asks}))
			}
		}
		return cmd
	}
	return nil
}

// ask reads what the text may be the beginning of.
func (p *lookup) ask() tea.Cmd {
	s, desk, text, asks := p.m.s, p.m.o.Desk, p.typed, p.asks
	ctx, stop := s.Call()
	p.stop = stop
	return func() tea.Msg {
		defer stop()
		got := lookedUp{by: p, asks: asks}
		if strings.ContainsAny(text, "0123456789-") && !strings.ContainsAny(text, " \":,") {
			l := schema.List{Query: schema.Query{Terms: []schema.Term{{Field: schema.QueryRef, Values: []string{text}}}}, Limit: lookupMost, All: true}
			var requests schema.Page[schema.Request]
			var actions schema.Page[schema.Action]
			if requests, got.err = desk.Requests(ctx, l); got.err == nil {
				actions, got.err = desk.Actions(ctx, l)
			}
			got.requests, got.actions = requests.Items, actions.Items
		}
		if got.err != nil {
			return got
		}
		members, err := desk.Members(ctx)
		for _, one := range members {
			if strings.Contains(schema.Fold(one.Name+" "+one.Login), schema.Fold(text)) && !one.Disabled && len(got.members) < lookupMost {
				got.members = append(got.members, one)
			}
		}
		got.err = err
		return got
	}
}

// show offers what was found behind what keys do.
func (p *lookup) show(got lookedUp) tea.Cmd {
	p.end()
	if got.err != nil {
		return widget.Send(widget.Fail{Err: got.err})
	}
	m, t := p.m, p.m.s.Words.Lists
	p.named, p.found = nil, nil
	offer := func(name, note string, do func() tea.Cmd) {
		p.named = append(p.named, widget.Option{Name: name, Note: note})
		p.found = append(p.found, do)
	}
	for _, r := range got.requests {
		offer(r.Ref, t.KindRequest+" · "+widget.ProseLine(r.Subject), func() tea.Cmd { return widget.Send(widget.Push{Screen: item.New(m.s, m.o.Desk, r.Ref)}) })
	}
	for _, x := range got.actions {
		offer(x.Ref, t.KindAction+" · "+widget.ProseLine(x.Text), func() tea.Cmd {
			return widget.Send(widget.Push{Screen: meeting.NewItem(m.s, m.o.Desk, m.o.Meeting, x.Ref)})
		})
	}
	for _, one := range got.members {
		name := lang.Fill(t.HeldBy, "name", one.Name)
		offer(name, t.KindMember+" · "+one.Login, func() tea.Cmd { return m.filtered(1, "by:"+one.Login) })
	}
	p.Offer(p.options())
	return nil
}

// filtered goes to a view of the lists and filters it.
func (m *Model) filtered(key int, filter string) tea.Cmd {
	return tea.Batch(m.view(key), m.queue.Filter(filter))
}
