package ui

import (
	"context"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/lang"
	"contactgroup/ui/widget"
)

// Commands are the command lines that members type over ssh, for the palette:
// what has no key is done by its command without leaving the desk.
type Commands interface {
	// Names reports whether a line begins with a noun and a verb of a command.
	Names(line string) bool
	// Run runs a line with nothing on its input and gives what it says, and
	// whether it did what it was asked.
	Run(ctx context.Context, line string, words *lang.Words) (said string, ok bool)
}

// commandPatience bounds a command line of the palette; those that take longer
// are typed at a shell.
const commandPatience = time.Minute

// commandLine offers what was typed as a command, if it is one.
func (m *Model) commandLine(typed string) []widget.Option {
	if m.o.Commands == nil || !m.o.Commands.Names(typed) {
		return nil
	}
	return []widget.Option{{Label: ":", Name: widget.ProseLine(typed), Note: m.s.Words.Root.RunLine}}
}

// runLine shows what a command line says on a page of its own.
func (m *Model) runLine(line string) tea.Cmd {
	return widget.Send(widget.Push{Screen: newCommandPage(m.s, m.o.Commands, line)})
}

// commandPage is the page of what a command line said.
type commandPage struct {
	s        *widget.Session
	commands Commands
	line     string
	reader   *widget.Reader
	keys     []widget.Key
}

// commandSaid brings what it said.
type commandSaid struct {
	by   *commandPage
	said string
	ok   bool
}

func newCommandPage(s *widget.Session, commands Commands, line string) *commandPage {
	a := &commandPage{s: s, commands: commands, line: strings.TrimSpace(line)}
	a.reader = widget.NewReader(s, widget.Key{})
	a.reader.Beside = s.Words.Root.Running
	t, g := s.Words.Root, s.Words.Widget.Groups.Go
	a.keys = append(a.reader.Keys(g), widget.Key{Keys: []string{"y"}, Help: t.CopyLine, Hint: t.CopyLine, Group: g, Run: a.copy})
	return a
}

// Init runs the line.
func (a *commandPage) Init() tea.Cmd {
	s, commands, line := a.s, a.commands, a.line
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(s.Ctx, commandPatience)
		defer cancel()
		said, ok := commands.Run(ctx, line, s.Words)
		return commandSaid{a, said, ok}
	}
}

// Update takes what was said.
func (a *commandPage) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case commandSaid:
		if msg.by == a {
			a.show(msg)
		}
	case tea.KeyMsg:
		return a.reader.Typed(msg)
	}
	return nil
}

func (a *commandPage) show(got commandSaid) {
	t, ink := a.s.Words.Root, widget.Ink{}
	a.reader.Beside = ""
	if !got.ok {
		a.reader.Beside, ink = t.NotRun, a.s.Theme.Warn
	}
	text := strings.TrimRight(got.said, "\n")
	if text == "" {
		text = t.NothingSaid
	}
	var out []widget.Paragraph
	for line := range strings.SplitSeq(text, "\n") {
		out = append(out, widget.Paragraph{Text: schema.VisibleLine(line), Indent: 2, Ink: ink})
	}
	a.reader.Set([]widget.Passage{{Key: "said", Lines: out}})
}

// copy puts the line on the member's clipboard.
func (a *commandPage) copy() tea.Cmd {
	a.s.Copy(a.line)
	return widget.Send(widget.Tell{Text: lang.Fill(a.s.Words.Root.LineCopied, "line", schema.VisibleLine(a.line))})
}

// View draws the line as a title over what it said.
func (a *commandPage) View(w, h int) string {
	return a.reader.View(": "+schema.VisibleLine(a.line), w, h)
}

// Keys is the page's table.
func (a *commandPage) Keys() []widget.Key { return a.keys }

// Capturing is true while a search is typed.
func (a *commandPage) Capturing() bool { return a.reader.Capturing() }

// Cursor is in the search that is typed.
func (a *commandPage) Cursor() widget.Cursor { return a.reader.Cursor() }
