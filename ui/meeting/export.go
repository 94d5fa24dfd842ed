package meeting

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/ui/lang"
	"contactgroup/ui/widget"
)

// Next is the reference of the meeting that comes next, whichever it is.
const Next = "next"

// exported brings a document.
type exported struct {
	by           *Screen
	what, format string
	text         []byte
	err          error
}

// export asks which document, and then in which format.
func (v *Screen) export() tea.Cmd {
	t := v.s.Words.Meeting
	options := make([]widget.Option, len(Papers))
	for i, what := range Papers {
		options[i] = widget.Option{Key: fmt.Sprint(i + 1), Name: t.Papers[what]}
	}
	return widget.Send(widget.Show{Dialog: widget.NewChoice(v.s, lang.Fill(t.Paper, "meeting", v.page.meeting.Ref), options,
		func(i int) tea.Cmd { return v.chooseFormat(Papers[i]) })})
}

// chooseFormat offers to show the document, or to copy the command that fetches it.
func (v *Screen) chooseFormat(what string) tea.Cmd {
	t := v.s.Words.Meeting
	var options []widget.Option
	for i, f := range slices.Concat(Formats, Fetched) {
		options = append(options, widget.Option{Key: fmt.Sprint((i + 1) % 10), Name: f, Note: t.Formats[f]})
	}
	return widget.Send(widget.Show{Dialog: widget.NewChoice(v.s, lang.Fill(t.Format, "meeting", v.page.meeting.Ref), options, func(i int) tea.Cmd {
		if i < len(Formats) {
			return v.write(what, Formats[i])
		}
		return v.fetch(what, Fetched[i-len(Formats)])
	})})
}

// fetch copies and tells the command that makes a file of what no terminal shows.
func (v *Screen) fetch(what, format string) tea.Cmd {
	command := v.options.command(v.page.meeting.Ref, what, format)
	v.s.Copy(command)
	return widget.Send(widget.Tell{Text: lang.Fill(v.s.Words.Widget.Copied, "text", command)})
}

func (v *Screen) write(what, format string) tea.Cmd {
	s, write, ref := v.s, v.options.Export, v.page.meeting.Ref
	return func() tea.Msg {
		ctx, cancel := s.Call()
		defer cancel()
		text, err := write(ctx, ref, what, format)
		return exported{v, what, format, text, err}
	}
}

func (v *Screen) showExport(msg exported) tea.Cmd {
	if msg.by != v {
		return nil
	}
	if msg.err != nil {
		return widget.Send(widget.Fail{Err: msg.err})
	}
	return widget.Send(widget.Show{Dialog: NewDocument(v.s, v.options, v.page.meeting.Ref, msg.what, msg.format, msg.text)})
}

// Command is SSH, or what a member can make it of.
func (o Options) Command() string { return cmp.Or(o.SSH, "ssh HOST") }

// command makes a file of the same document, typed in the member's own shell.
func (o Options) command(meeting, what, format string) string {
	asked := ""
	if what != Papers[0] {
		asked = " --what " + what
	}
	return o.Command() + " meeting export " + meeting + asked + " --format " + format + " > " + what + "." + format
}

// document is a pager whose y copies the command that fetches what it shows,
// for a terminal's clipboard may be too small for the text itself.
type document struct {
	*widget.Pager
	s    *widget.Session
	keys []widget.Key
	foot string
}

// NewDocument returns the dialog that shows an exported document, with the
// command that makes a file of it. meeting is a reference or Next.
func NewDocument(s *widget.Session, o Options, meeting, what, format string, text []byte) widget.Screen {
	command := o.command(meeting, what, format)
	shown := strings.TrimPrefix(string(text), "\ufeff") // a mark for spreadsheets, not for eyes
	title := s.Words.Meeting.Papers[what]
	if meeting != Next {
		title += " " + meeting
	}
	p := widget.NewPager(s, title+" "+widget.SignRule+" "+format, shown, "")
	d := &document{Pager: p, s: s, keys: slices.Clone(p.Keys()), foot: lang.Fill(s.Words.Meeting.Fetch, "command", command)}
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

// View draws the pager with the whole command above its last line, on as many
// lines as it takes.
func (d *document) View(w, h int) string {
	foot := widget.Wrap(d.foot, w)
	if len(foot) > h/2 {
		return d.Pager.View(w, h)
	}
	lines := strings.Split(d.Pager.View(w, h-len(foot)), "\n")
	for i, line := range foot {
		foot[i] = d.s.Theme.Dim.Paint(line)
	}
	return strings.Join(slices.Insert(lines, len(lines)-1, foot...), "\n")
}
