package main

import (
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"
)

// TestSystemdHoldsTheSocketAndHearsHowTheServerIs starts serve as systemd does:
// with a listening socket, a watchdog and somebody to notify.
func TestSystemdHoldsTheSocketAndHearsHowTheServerIs(t *testing.T) {
	dir := t.TempDir()
	program := filepath.Join(dir, "contactgroup") // by this name the test binary is the program
	self, err := os.Executable()
	must(t, err)
	must(t, os.Symlink(self, program))
	_, line := strangerKey(t)
	must(t, os.WriteFile(filepath.Join(dir, "alice.pub"), ssh.MarshalAuthorizedKey(line), 0o600))
	database := "sqlite:" + filepath.Join(dir, "register.db")
	found := exec.Command(program, "--database", database, "init", "--name", "G", "--admin", "alice", "--key", filepath.Join(dir, "alice.pub"))
	if out, err := found.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}

	listener, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	defer listener.Close()
	passed, err := listener.(*net.TCPListener).File()
	must(t, err)
	defer passed.Close()
	said, name := hearAsSystemd(t)
	server := exec.Command("sh", "-c", `LISTEN_PID=$$ exec "$0" "$@"`, program, "--database", database, "serve", "--listen", "192.0.2.1:1")
	server.Env = append(os.Environ(), "LISTEN_FDS=1", "NOTIFY_SOCKET="+name, "WATCHDOG_USEC="+strconv.FormatInt(int64(200*time.Millisecond/time.Microsecond), 10))
	server.ExtraFiles = []*os.File{passed}
	must(t, server.Start())
	ended := make(chan error, 1)
	go func() { ended <- server.Wait() }()
	t.Cleanup(func() { _ = server.Process.Kill() })
	await := func(word string) {
		t.Helper()
		for late := time.After(patience); ; {
			select {
			case got := <-said:
				if got == word {
					return
				}
			case err := <-ended:
				t.Fatalf("the server ended before it said %s: %v", word, err)
			case <-late:
				t.Fatalf("systemd was never told %s", word)
			}
		}
	}
	await("READY=1")
	await("WATCHDOG=1")
	conn, err := net.Dial("tcp", listener.Addr().String())
	must(t, err)
	defer conn.Close()
	hello := make([]byte, 7)
	if _, err := io.ReadFull(conn, hello); err != nil || string(hello) != "SSH-2.0" {
		t.Fatalf("over the socket that was passed: %q %v", hello, err)
	}
	must(t, server.Process.Signal(syscall.SIGTERM))
	await("STOPPING=1")
	if err := <-ended; err != nil {
		t.Errorf("the server left with %v", err)
	}
	waits, err := net.Dial("tcp", listener.Addr().String())
	if err != nil {
		t.Fatalf("systemd's socket was closed with the server: %v", err)
	}
	waits.Close()
}

// hearAsSystemd collects what is told to the returned address.
func hearAsSystemd(t *testing.T) (said <-chan string, address string) {
	t.Helper()
	name := "@contactgroup-systemd-" + strconv.Itoa(os.Getpid())
	conn, err := net.ListenUnixgram("unixgram", &net.UnixAddr{Name: name, Net: "unixgram"})
	must(t, err)
	t.Cleanup(func() { conn.Close() })
	words := make(chan string, 100)
	go func() {
		b := make([]byte, 1<<10)
		for {
			n, err := conn.Read(b)
			if err != nil {
				return
			}
			select {
			case words <- string(b[:n]):
			default: // nobody waits for so many
			}
		}
	}()
	return words, name
}

// strangerKey is a new key and its public half.
func strangerKey(t *testing.T) (ssh.Signer, ssh.PublicKey) {
	t.Helper()
	key, err := loadOrMakeKey(filepath.Join(t.TempDir(), "key"), "x")
	must(t, err)
	return key, key.PublicKey()
}
