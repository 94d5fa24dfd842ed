package widget

import (
	"context"

	tea "github.com/charmbracelet/bubbletea"
)

// Values are the text.
func (p *Prompt) Values() []string { return []string{p.Line.Value()} }

// Call returns a context for the call of the Desk by which the text is used.
func (p *Prompt) Call() (context.Context, context.CancelFunc) {
	if p.kept == nil {
		return p.s.Call()
	}
	return p.kept.Call()
}

func (p *Prompt) note() *string { return &p.Note }

func (p *Prompt) leaving(msg tea.Msg) { p.leave = msg }

func (p *Prompt) settled() bool { return false }

// keeping takes up the text kept, and tells by which keys it stays and goes.
func (p *Prompt) keeping(k *Kept) (resumes bool) {
	p.kept = k
	if was := p.s.Drafts[p.Draft]; len(was) == 1 && was[0] != p.Line.Value() {
		p.Line.SetValue(was[0])
		resumes = true
	}
	for i, row := range p.keys {
		if row.Keys[0] == "esc" {
			p.keys[i].Help, p.keys[i].Hint = p.s.Words.Widget.Keep, p.s.Words.Widget.Keep
		}
	}
	t := p.s.Words.Item
	p.keys = append(p.keys, Key{Keys: []string{"ctrl+x"}, Help: t.DropDraft, Hint: t.DropDraft, Group: p.s.Words.Widget.Groups.Dialog})
	return resumes
}

// left leaves the dialog; a text that has a draft is kept.
func (p *Prompt) left() tea.Cmd {
	if p.kept == nil || !p.kept.changed() {
		return p.gone(nil)
	}
	p.s.Drafts[p.Draft] = p.Values()
	return p.gone(Send(Tell{Text: p.s.Words.Widget.Kept}))
}

// done uses the text. What is refused is shown again by who used it.
func (p *Prompt) done() tea.Cmd {
	text := p.Line.Value()
	use := func() tea.Cmd { return p.Done(text) }
	if p.kept == nil {
		return use()
	}
	delete(p.s.Drafts, p.Draft)
	return p.kept.send(use)()
}

func (p *Prompt) gone(then tea.Cmd) tea.Cmd {
	if p.leave != nil {
		return Send(Several{p.leave, Run{then}})
	}
	return Send(Dismiss{Then: then})
}
