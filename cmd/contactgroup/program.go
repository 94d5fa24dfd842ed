package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"runtime/debug"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"
	"github.com/muesli/termenv"

	"contactgroup/schema"
	"contactgroup/store"
	"contactgroup/ui"
	"contactgroup/ui/command"
	"contactgroup/ui/export"
	"contactgroup/ui/lang"
	"contactgroup/ui/meeting"
	"contactgroup/ui/painter"
	"contactgroup/ui/sshd"
)

// program is the desk of one member on one terminal, from the first frame to
// the last, and a word for who did not leave by themselves. It returns the
// session's exit status.
func (s *service) program(session *sshd.Session) int {
	desk := session.Identity.(entrant).desk
	words := wordsFor(session, desk)
	if session.PTY == nil {
		fmt.Fprintln(session.Stderr(), words.Program.NoTerminal)
		return 2
	}
	noAgent(session, words)
	keys := newKeyboard(session)
	status, again := 0, true
	for first := true; again; first = false {
		set, err := desk.Settings(session.Context())
		if err != nil { // the desk says so itself, of all that it cannot read
			set = schema.Settings{}
		}
		words = chooser(session)(set.Lang)
		if plainTerminal(session.PTY.Term) || set.Accessible {
			again = s.linear(session, keys.reader(session.Context()), desk, set, first)
		} else {
			status, again = s.screens(session, keys, desk, set, first)
		}
	}
	return farewell(session, words, status)
}

// screens is the desk on a terminal that can place a cursor. It reports whether
// the member left it for the desk by numbers.
func (s *service) screens(session *sshd.Session, keys *keyboard, desk *store.Desk, set schema.Settings, first bool) (status int, linear bool) {
	words := chooser(session)(set.Lang)
	size := session.PTY.Size
	canvas := canvas{painter.New(session, painter.Options{Term: session.PTY.Term, Width: size.Width, Height: size.Height})}
	defer canvas.Close()
	ticks, stop := s.minutes.subscribe()
	defer stop()
	ctx, cancel := context.WithCancel(session.Context())
	defer cancel()
	hello := ""
	if first {
		hello = greeting(ctx, desk, words)
	}
	model := ui.New(ui.Options{
		Ctx: ctx, Desk: told(desk, words, chooser(session)), Words: words, Settings: set, Choose: chooser(session), Renderer: renderer(session), Canvas: canvas,
		Width: size.Width, Height: size.Height, Minutes: ticks, Behind: session.Behind, ASCII: !speaksUTF8(session.Env),
		Greeting: hello, Failed: desk.Failed,
		Commands: typedLines{s, session, desk}, Stats: figures(desk, words),
		Meeting: meeting.Options{Export: exporter(desk, words), SSH: "ssh " + s.hostWords(desk.Who().Login)},
	})
	model.Open()
	p := tea.NewProgram(model, tea.WithContext(ctx), tea.WithInput(keys.reader(ctx)), tea.WithOutput(io.Discard),
		tea.WithoutRenderer(), tea.WithoutSignalHandler(), tea.WithoutCatchPanics(), tea.WithFilter(withoutShell))
	go s.follow(ctx, p, canvas, session, cancel)
	_, err := p.Run()
	if err == nil {
		err = model.Err()
	}
	if err != nil && !errors.Is(err, tea.ErrProgramKilled) && session.Context().Err() == nil {
		s.log.Error("desk ended", "member", desk.Who().Login, "error", err)
		return 1, false
	}
	return 0, model.Linear() && session.Context().Err() == nil
}

// sizePause is how long a size stays before the next.
const sizePause = 50 * time.Millisecond

// follow is the session's only sender: sizes as they change, silence. It ends
// the session when the terminal can no longer be written, and with it at a panic.
func (s *service) follow(ctx context.Context, p *tea.Program, c canvas, session *sshd.Session, end context.CancelFunc) {
	defer func() {
		if recover() != nil {
			s.log.Error("panic", "in", "follow", "stack", string(debug.Stack()))
			end()
		}
	}()
	for {
		select {
		case <-ctx.Done():
			return
		case <-c.Done():
			end()
			return
		case <-session.Quiet():
			p.Send(ui.Lock{})
		case size := <-session.Resizes():
			c.Resize(size.Width, size.Height)
			p.Send(tea.WindowSizeMsg{Width: size.Width, Height: size.Height})
			select { // a size costs a whole frame, and only the last of many matters
			case <-time.After(sizePause):
			case <-ctx.Done():
			}
		}
	}
}

// canvas lets the desk paint.
type canvas struct{ *painter.Painter }

func (c canvas) Show(lines []string, w, h int, cursor ui.Cursor) {
	c.Painter.Show(painter.Frame{Lines: lines, Width: w, Height: h, Cursor: painter.Cursor(cursor)})
}

// Mouse has the terminal report it, or not.
func (c canvas) Mouse(on bool) { c.Painter.Mouse(on) }

// Copy asks the terminal; whether it obeys cannot be known.
func (c canvas) Copy(text string) { c.Painter.Copy(text) }

// exporter gives the bytes of the member's own "meeting export".
func exporter(desk *store.Desk, words *lang.Words) func(ctx context.Context, meeting, what, format string) ([]byte, error) {
	return func(ctx context.Context, ref, what, name string) ([]byte, error) {
		format, ok := export.ParseFormat(name)
		if !ok {
			return nil, schema.Invalid(schema.WhyUnknown, "format", name)
		}
		var b bytes.Buffer
		err := writePaper(ctx, &b, desk, words, ref, export.Document(what), format)
		if err == nil {
			desk.Took(schema.VerbExport, "meeting export "+ref+" --format "+name+" --what "+what, int64(b.Len()))
		}
		return b.Bytes(), err
	}
}

// figures gives what the member's own "stats" with these words writes.
func figures(desk *store.Desk, words *lang.Words) func(ctx context.Context, args []string) ([]byte, error) {
	return func(ctx context.Context, args []string) ([]byte, error) {
		var out bytes.Buffer
		err := command.Do(commandSession(ctx, desk, words, strings.NewReader(""), &out, io.Discard), append([]string{"stats"}, args...))
		return out.Bytes(), err
	}
}

// writePaper writes a document of a meeting as it is today, a pack as it was frozen last.
func writePaper(ctx context.Context, w io.Writer, desk *store.Desk, words *lang.Words, ref string, what export.Document, f export.Format) error {
	shown := told(desk, words, nil)
	if what == export.DocumentPack {
		pack, err := shown.Pack(ctx, ref, schema.Date{}, 0)
		if err != nil {
			return err
		}
		return export.WritePack(w, f, pack, words)
	}
	register, err := shown.Register(ctx, ref, schema.Date{})
	if err != nil {
		return err
	}
	return export.WriteDocument(w, what, f, register, words)
}

// withoutShell drops the messages by which a program could stop the server's
// process or start another one.
func withoutShell(_ tea.Model, msg tea.Msg) tea.Msg {
	switch msg.(type) {
	case tea.SuspendMsg:
		return nil
	}
	if strings.HasPrefix(fmt.Sprintf("%T", msg), "tea.exec") {
		return nil
	}
	return msg
}

// wordsFor chooses the language of one session.
func wordsFor(session *sshd.Session, desk *store.Desk) *lang.Words {
	return chooser(session)(desk.Who().Lang)
}

// chooser gives the words of a member who chose a language, or who left it to the client.
func chooser(session *sshd.Session) func(schema.Lang) *lang.Words {
	return func(chosen schema.Lang) *lang.Words {
		return lang.Choose("", chosen, locale(func(name string) string { return session.Env[name] }), "")
	}
}

// renderer styles for one client's terminal, never for the server's own.
func renderer(session *sshd.Session) *lipgloss.Renderer {
	r := lipgloss.NewRenderer(io.Discard)
	r.SetColorProfile(colours(session))
	r.SetHasDarkBackground(true)
	return r
}

// colours is what the client's terminal can show, from what it says of itself:
// the answer to a question could be waited for in vain.
func colours(session *sshd.Session) termenv.Profile {
	kind := session.PTY.Term
	switch {
	case session.Env["NO_COLOR"] != "", strings.HasPrefix(kind, "vt"):
		return termenv.Ascii
	case session.Env["COLORTERM"] == "truecolor", session.Env["COLORTERM"] == "24bit":
		return termenv.TrueColor
	case strings.Contains(kind, "256color"):
		return termenv.ANSI256
	}
	return termenv.ANSI
}

// plainTerminal reports whether the terminal cannot place a cursor.
func plainTerminal(kind string) bool { return kind == "" || kind == "dumb" || kind == "unknown" }

// speaksUTF8 reports whether the client's locale is a UTF-8 one; a client that
// says nothing is taken to be.
func speaksUTF8(env map[string]string) bool {
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if v := strings.ToLower(env[name]); v != "" {
			return strings.Contains(v, "utf-8") || strings.Contains(v, "utf8")
		}
	}
	return true
}
