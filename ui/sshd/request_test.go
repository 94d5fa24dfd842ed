package sshd

import (
	"testing"

	"golang.org/x/crypto/ssh"
)

func FuzzPayload(f *testing.F) {
	f.Add(ssh.Marshal(ptyRequest{Term: "xterm", Columns: 80, Rows: 24, Modes: "\x00"}))
	f.Add(ssh.Marshal(windowChange{1 << 31, 1, 0, 0}))
	f.Add(ssh.Marshal(variable{"LC_ALL", "fr_FR.UTF-8"}))
	f.Add(ssh.Marshal(text{"request list"}))
	f.Add([]byte{0xff, 0xff, 0xff, 0xff})
	f.Fuzz(func(t *testing.T, payload []byte) {
		fits := func(s Size) bool {
			return s.Width >= 1 && s.Width <= maxWidth && s.Height >= 1 && s.Height <= maxHeight
		}
		if pty, ok := parsePTY(payload); ok && (!fits(pty.Size) || len(pty.Term) > maxTerm || !isVisible(pty.Term)) {
			t.Errorf("terminal %+v", pty)
		}
		if size, ok := parseWindow(payload); ok && !fits(size) {
			t.Errorf("window %+v", size)
		}
		if name, value, ok := parseEnv(payload); ok && (!isVisible(name) || !isVisible(value) || len(value) > maxValue) {
			t.Errorf("variable %q=%q", name, value)
		}
		if text, ok := parseText(payload); ok && len(text)+4 != len(payload) {
			t.Errorf("text of %d bytes in %d", len(text), len(payload))
		}
	})
}
