package meeting

import (
	"fmt"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/ui/lang"
	"contactgroup/ui/widget"
)

// exported brings a document.
type exported struct {
	by     *Screen
	format string
	text   []byte
	err    error
}

// export asks for a format and writes the register in it.
func (v *Screen) export() tea.Cmd {
	t := v.s.Words.Meeting
	options := make([]widget.Option, len(Formats))
	for i, f := range Formats {
		options[i] = widget.Option{Key: fmt.Sprint(i + 1), Name: f, Note: t.Formats[f]}
	}
	return widget.Send(widget.Show{Dialog: widget.NewChoice(v.s, lang.Fill(t.Format, "meeting", v.page.meeting.Ref), options,
		func(i int) tea.Cmd { return v.write(Formats[i]) })})
}

func (v *Screen) write(format string) tea.Cmd {
	s, write, ref := v.s, v.options.Export, v.page.meeting.Ref
	return func() tea.Msg {
		ctx, cancel := s.Call()
		defer cancel()
		text, err := write(ctx, ref, format)
		return exported{v, format, text, err}
	}
}

// command gives the same document as a file, typed in the member's own shell.
func (v *Screen) command(format string) string {
	ssh := v.options.SSH
	if ssh == "" {
		ssh = "ssh HOST"
	}
	return ssh + " meeting export " + v.page.meeting.Ref + " --format " + format + " > actions." + format
}

func (v *Screen) showExport(msg exported) tea.Cmd {
	if msg.by != v {
		return nil
	}
	if msg.err != nil {
		return widget.Send(widget.Fail{Err: msg.err})
	}
	command := v.command(msg.format)
	text := strings.TrimPrefix(string(msg.text), "\ufeff") // a mark for spreadsheets, not for eyes
	title := lang.Fill(v.s.Words.Meeting.Fetch, "name", v.page.meeting.Ref+" "+msg.format)
	pager := widget.NewPager(v.s, title, text, command)
	return widget.Send(widget.Show{Dialog: newDocument(v.s, pager, command)})
}

// document is a pager whose y copies the command that fetches what it shows,
// for a terminal's clipboard may be too small for the text itself.
type document struct {
	*widget.Pager
	keys []widget.Key
}

func newDocument(s *widget.Session, p *widget.Pager, command string) *document {
	d := &document{Pager: p, keys: append([]widget.Key(nil), p.Keys()...)}
	for i, k := range d.keys {
		if k.Keys[0] == "y" {
			d.keys[i].Run = func() tea.Cmd {
				s.Copy(command)
				return widget.Send(widget.Tell{Text: lang.Fill(s.Words.Widget.Copied, "text", command)})
			}
		}
	}
	return d
}

// Keys is the pager's table with y as said.
func (d *document) Keys() []widget.Key { return d.keys }
