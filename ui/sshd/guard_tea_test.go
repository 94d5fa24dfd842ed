package sshd_test

import (
	"context"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/ui/sshd"
)

// collector notes each message that Bubble Tea makes of the input, until F12.
type collector struct{ seen *[]string }

func (c collector) Init() tea.Cmd { return nil }
func (c collector) View() string  { return "" }
func (c collector) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.KeyMsg:
		if msg.String() == "f12" {
			return c, tea.Quit
		}
		*c.seen = append(*c.seen, msg.String())
	case tea.MouseMsg:
		*c.seen = append(*c.seen, "mouse "+msg.String())
	}
	return c, nil
}

// onePacket gives each of its strings to one Read, as a channel does with packets.
type onePacket struct{ rest []string }

func (p *onePacket) Read(b []byte) (int, error) {
	if len(p.rest) == 0 {
		return 0, io.EOF
	}
	n := copy(b, p.rest[0])
	if p.rest[0] = p.rest[0][n:]; p.rest[0] == "" {
		p.rest = p.rest[1:]
	}
	return n, nil
}

// TestBubbleTeaSeesWhatWasPressed is the referee of the guard: Bubble Tea itself.
func TestBubbleTeaSeesWhatWasPressed(t *testing.T) {
	long := strings.Repeat("é", 3000)
	for name, test := range map[string]struct {
		packets []string
		want    []string
	}{
		"letters":           {[]string{"jjgg"}, []string{"j", "j", "g", "g"}},
		"spaces and Enter":  {[]string{" \rx\t"}, []string{" ", "enter", "x", "tab"}},
		"arrows and Alt":    {[]string{"\x1b[A\x1bOB\x1b[1;5Cj\x1bx\x1b\x1b[D"}, []string{"up", "down", "ctrl+right", "j", "alt+x", "alt+left"}},
		"Escape":            {[]string{"\x1b", "j"}, []string{"esc", "j"}},
		"Escape twice":      {[]string{"\x1b\x1b", "j"}, []string{"esc", "esc", "j"}},
		"odd terminals":     {[]string{"\x1b[[A\x1b[7$\x1b[Oaj"}, []string{"f1", "shift+home", "alt+ctrl+up", "j"}},
		"answers":           {[]string{"\x1b]11;rgb:1/1/1\a\x1bP>|x\x1b\\\x1bOM\x1b[Mabcj"}, []string{"j"}},
		"mouse":             {[]string{"\x1b[<0;3;4Mj"}, []string{"mouse left press", "j"}},
		"paste":             {[]string{"\x1b[200~dd\rx\x1b[201~j"}, []string{"[dd\nx]", "j"}},
		"unbracketed paste": {[]string{"delete everything now\r"}, []string{"[delete everything now\n]"}},
		"long paste":        {[]string{"\x1b[200~" + long + "\x1b[201~j"}, []string{"[" + long[:4084] + "]", "[" + long[4084:] + "]", "j"}},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
			defer cancel()
			guard := sshd.NewGuard(t.Context(), &onePacket{append(test.packets, "\x1b[200~end\x1b[201~\x1b[24~")}, nil)
			program := tea.NewProgram(collector{&got}, tea.WithInput(guard), tea.WithOutput(io.Discard),
				tea.WithoutRenderer(), tea.WithoutSignalHandler(), tea.WithContext(ctx))
			if _, err := program.Run(); err != nil {
				t.Fatal(err)
			}
			if want := append(test.want, "[end]"); !slices.Equal(got, want) {
				t.Errorf("got %.200q\nwant %.200q", got, want)
			}
		})
	}
}
