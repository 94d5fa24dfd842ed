package item

import (
	"context"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/widget"
)

// pen writes a template of one's organisation into a form's text.
type pen struct {
	desk    Templates
	request schema.Request // whose reference and contents are filled in
	verb    schema.Verb    // what the templates are for
	area    *widget.Area   // nil: the form takes none
}

// Templates is where those of one's organisation are read.
type Templates interface {
	Templates(context.Context) ([]schema.Template, error)
}

type (
	// templatesRead brings the templates to the form that asked for them.
	templatesRead struct {
		by  *composer
		all []schema.Template
		err error
	}
	// written brings the text of the one that was chosen.
	written struct {
		by   *composer
		text string
	}
)

func (p pen) read(c *composer) tea.Cmd {
	s := c.s
	return func() tea.Msg {
		ctx, cancel := s.Call()
		defer cancel()
		all, err := p.desk.Templates(ctx)
		return templatesRead{c, all, err}
	}
}

// offer shows the templates for what is being written, those in the member's language first.
func (c *composer) offer(msg templatesRead) tea.Cmd {
	if msg.err != nil {
		return widget.Send(widget.Fail{Err: msg.err})
	}
	p, t := c.pen, c.s.Words.Item
	dialog := widget.OfferTemplates(c.s, msg.all, p.verb, p.request, func(text string) tea.Cmd { return widget.Send(written{c, text}) })
	if dialog == nil {
		c.form.Note = t.NoTemplate
		return nil
	}
	return widget.Send(widget.Show{Dialog: dialog})
}
