package sshd

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/pem"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/knownhosts"
)

// openSSH returns a function that makes an ssh command against h with the given private keys, as a member would type
// it. It skips where there is no ssh, and fails there under CI.
func openSSH(t *testing.T, h *house) func(ctx context.Context, keys []string, args ...string) *exec.Cmd {
	t.Helper()
	program, err := exec.LookPath("ssh")
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("no OpenSSH client")
		}
		t.Skip("SKIPPED: no OpenSSH client, the real one is not tried")
	}
	host, port, _ := net.SplitHostPort(h.address)
	known := filepath.Join(t.TempDir(), "known_hosts")
	line := knownhosts.Line([]string{knownhosts.Normalize(h.address)}, h.host.PublicKey())
	if err := os.WriteFile(known, []byte(line+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	return func(ctx context.Context, keys []string, args ...string) *exec.Cmd {
		all := []string{"-F", "none", "-o", "BatchMode=yes", "-o", "IdentitiesOnly=yes", "-o", "StrictHostKeyChecking=yes",
			"-o", "UserKnownHostsFile=" + known, "-p", port}
		for _, key := range keys {
			all = append(all, "-i", key)
		}
		cmd := exec.CommandContext(ctx, program, append(append(all, host), args...)...)
		cmd.Env = append(os.Environ(), "SSH_AUTH_SOCK=", "LC_ALL=C.UTF-8")
		return cmd
	}
}

// keyFile makes a key pair in a file and returns the file and the public half.
func keyFile(t *testing.T) (string, ssh.PublicKey) {
	t.Helper()
	_, key, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	block, err := ssh.MarshalPrivateKey(key, "")
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "key")
	if err := os.WriteFile(file, pem.EncodeToMemory(block), 0o600); err != nil {
		t.Fatal(err)
	}
	return file, signer(t, key).PublicKey()
}

func TestRealClient(t *testing.T) {
	file, public := keyFile(t)
	h := start(t, func(c *Config) {
		c.Authorise = func(_ context.Context, key ssh.PublicKey, _ string, _ net.Addr) (any, error) {
			if !bytes.Equal(key.Marshal(), public.Marshal()) {
				return nil, errRefused
			}
			return "alice", nil
		}
		c.Program = func(s *Session) int {
			fmt.Fprintf(s, "%v %s\n", s.PTY != nil, s.Env["LC_ALL"])
			return echo(s)
		}
	})
	ssh := openSSH(t, h)
	run := func(keys []string, input string, args ...string) (string, int) {
		cmd := ssh(t.Context(), keys, args...)
		cmd.Stdin = strings.NewReader(input)
		out, err := cmd.Output()
		if err != nil && cmd.ProcessState == nil {
			t.Fatal(err)
		}
		return string(out), cmd.ProcessState.ExitCode()
	}
	if out, code := run([]string{file}, "input", "request", "list"); out != "alice request list:input" || code != 7 {
		t.Errorf("command: %q, %d", out, code)
	}
	if out, code := run([]string{file}, "jj", "-o", "SendEnv=LC_ALL"); out != "false C.UTF-8\njj" || code != 0 {
		t.Errorf("shell: %q, %d", out, code)
	}
	if out, code := run([]string{file}, "jj", "-tt"); !strings.Contains(out, "true \njj") || code != 0 {
		t.Errorf("shell with a terminal: %q, %d", out, code)
	}
	if out, code := run([]string{file}, "", "-s", "sftp"); out != "files" || code != 0 {
		t.Errorf("subsystem: %q, %d", out, code)
	}
	if out, code := run([]string{file}, "", "-s", "netconf"); out != "" || code != 255 {
		t.Errorf("unknown subsystem: %q, %d", out, code)
	}
	var keys []string
	for range 6 {
		stranger, _ := keyFile(t)
		keys = append(keys, stranger)
	}
	if out, code := run(append(keys, file), "", "whoami"); out != "alice whoami:" || code != 7 {
		t.Errorf("six other keys first: %q, %d", out, code)
	}
	if out, code := run(keys, "", "whoami"); out != "" || code != 255 {
		t.Errorf("strangers: %q, %d", out, code)
	}
}

func TestRealMultiplexedClientEndsOnRevocation(t *testing.T) {
	file, _ := keyFile(t)
	h := start(t, func(c *Config) {
		c.Authorise = func(context.Context, ssh.PublicKey, string, net.Addr) (any, error) { return "alice", nil }
		c.Command = func(s *Session) int { <-s.Context().Done(); return 0 }
	})
	ssh := openSSH(t, h)
	socket := filepath.Join(t.TempDir(), "control")
	master := ssh(t.Context(), []string{file}, "-M", "-S", socket, "one")
	if err := master.Start(); err != nil {
		t.Fatal(err)
	}
	until(t, "the first session", func() bool { return h.Sessions() == 1 })
	until(t, "the control socket", func() bool { _, err := os.Stat(socket); return err == nil })
	second := ssh(t.Context(), []string{file}, "-S", socket, "two")
	if err := second.Start(); err != nil {
		t.Fatal(err)
	}
	until(t, "the second session", func() bool { return h.Sessions() == 2 })
	if h.Connections() != 1 {
		t.Errorf("%d connections, want one shared", h.Connections())
	}
	h.End(func(identity any, _ string) bool { return identity == "alice" })
	master.Wait()
	second.Wait()
}

// admitting lets in one key as "alice".
func admitting(public ssh.PublicKey) func(context.Context, ssh.PublicKey, string, net.Addr) (any, error) {
	return func(_ context.Context, key ssh.PublicKey, _ string, _ net.Addr) (any, error) {
		if !bytes.Equal(key.Marshal(), public.Marshal()) {
			return nil, errRefused
		}
		return "alice", nil
	}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
