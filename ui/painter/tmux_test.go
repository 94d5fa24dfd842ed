//go:build unix

package painter

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// patience bounds the wait for tmux, which usually takes milliseconds.
const patience = 20 * time.Second

// server is a tmux server of one test.
type server struct {
	t      *testing.T
	socket string
}

// pane is a real terminal: what is written to it shows in a pane of tmux.
type pane struct {
	server
	name  string
	input *os.File
	marks int
}

func newServer(t *testing.T) server {
	if _, err := exec.LookPath("tmux"); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("tmux is not installed: no real terminal to compare with")
		}
		t.Skip("SKIPPED, NOT PROVEN: tmux is not installed, so no real terminal was painted")
	}
	s := server{t, fmt.Sprintf("painter-%d-%s", os.Getpid(), t.Name())}
	t.Cleanup(func() { _ = s.command("kill-server").Run() })
	return s
}

func (s server) command(args ...string) *exec.Cmd {
	cmd := exec.Command("tmux", append([]string{"-u", "-L", s.socket, "-f", "/dev/null"}, args...)...)
	cmd.Env = append(os.Environ(), "LC_ALL=C.UTF-8", "TMUX=", "TMUX_TMPDIR="+os.TempDir())
	return cmd
}

func (s server) ask(args ...string) string {
	out, err := s.command(args...).CombinedOutput()
	if err != nil {
		s.t.Fatalf("tmux %q: %v\n%s", args, err, out)
	}
	return string(out)
}

// pane opens a pane of this size.
func (s server) pane(name string, width, height int) *pane {
	fifo := filepath.Join(s.t.TempDir(), name)
	if err := syscall.Mkfifo(fifo, 0o600); err != nil {
		s.t.Fatal(err)
	}
	// Opened for both, so that neither side waits for the other.
	input, err := os.OpenFile(fifo, os.O_RDWR, 0)
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { input.Close() })
	s.ask("new-session", "-d", "-s", name, "-x", fmt.Sprint(width), "-y", fmt.Sprint(height+1),
		"stty raw -echo && exec cat <'"+fifo+"'")
	s.ask("set-option", "-t", name, "status", "off")
	s.ask("resize-window", "-t", name, "-x", fmt.Sprint(width), "-y", fmt.Sprint(height))
	p := &pane{server: s, name: name, input: input}
	p.settle()
	return p
}

func (p *pane) write(out string) {
	if _, err := p.input.WriteString(out); err != nil {
		p.t.Fatal(err)
	}
}

// settle waits until all that was written is on the screen: until the title
// written after it has arrived.
func (p *pane) settle() {
	p.marks++
	mark := fmt.Sprintf("mark-%d", p.marks)
	p.write("\x1b]2;" + mark + "\x1b\\")
	for end := time.Now().Add(patience); time.Now().Before(end); {
		if strings.TrimSpace(p.ask("display-message", "-p", "-t", p.name, "#{pane_title}")) == mark {
			return
		}
	}
	p.t.Fatalf("pane %s does not take what is written to it", p.name)
}

// shows is the screen with its styles, and the cursor.
func (p *pane) shows() string {
	p.settle()
	return p.ask("capture-pane", "-p", "-e", "-t", p.name) +
		p.ask("display-message", "-p", "-t", p.name, "cursor #{cursor_x},#{cursor_y} #{cursor_flag}")
}

func TestTmuxShowsTheFrame(t *testing.T) {
	p := newServer(t).pane("frame", 20, 4)
	p.write("$ shell")
	before := p.shows()
	var s screen
	p.write(painted(&s, 20, 4, "1 À traiter│2", "漢字 \x1b[31mRETARD\x1b[0m", "", strings.Repeat("x", 19)+"漢"))
	p.write(painted(&s, 20, 4, "1 À traiter│3", "漢字 \x1b[31mRE\x1b[0m", "", strings.Repeat("x", 30)))
	p.settle()
	got := p.ask("capture-pane", "-p", "-t", "frame")
	want := "1 À traiter│3\n漢字 RE\n\n" + strings.Repeat("x", 20) + "\n"
	if got != want {
		t.Errorf("shows\n%s\nwant\n%s", got, want)
	}
	p.write(string(s.leave(nil)))
	if after := p.shows(); after != before {
		t.Errorf("left behind\n%s\nwant\n%s", after, before)
	}
}

// TestTmuxChangesLeadToAWholePaint holds where widths are in doubt too: the
// changes one after another, and the last frame alone, look the same.
func TestTmuxChangesLeadToAWholePaint(t *testing.T) {
	const width, height = 24, 4
	s := newServer(t)
	changing, whole := s.pane("changing", width, height), s.pane("whole", width, height)
	all := append(append([]string{}, pieces...), doubts...)
	gen := rapid.Custom(func(t *rapid.T) [][]string {
		frames := [][]string{make([]string, height)}
		for range 12 {
			frames = append(frames, mutate(t, frames[len(frames)-1], all))
		}
		return frames
	})
	for seed := range 25 {
		frames := gen.Example(seed)
		var one, other screen
		for _, lines := range frames {
			changing.write(painted(&one, width, height, lines...))
		}
		last := frames[len(frames)-1]
		whole.write(painted(&other, width, height, last...))
		if got, want := changing.shows(), whole.shows(); got != want {
			t.Fatalf("frames %d end in\n%s\nwant\n%s\nfor %+q", seed, got, want, frames)
		}
	}
}
