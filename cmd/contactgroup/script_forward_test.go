package main

import (
	"bytes"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// goThrough is "through LOGIN -L|-D": a member's own ssh forwards a port of this
// machine, and a program comes through it for a server that waits. It fails
// where that server is reached; what ssh said is there for stderr.
func goThrough(ts *testscript.TestScript, neg bool, args []string) {
	waiting, err := net.Listen("tcp", "127.0.0.1:0")
	ts.Check(err)
	defer waiting.Close()
	reached := make(chan struct{})
	go func() {
		if conn, err := waiting.Accept(); err == nil {
			conn.Close()
			close(reached)
		}
	}()
	entrance := freeAddress(ts)
	forward := []string{"-N", "-o", "ExitOnForwardFailure=yes", args[1], entrance}
	greeting := []byte("hello\n")
	if args[1] == "-L" {
		forward[len(forward)-1] += ":" + waiting.Addr().String()
	} else { // SOCKS 5, no authentication, CONNECT to an IPv4 address
		at := waiting.Addr().(*net.TCPAddr)
		greeting = append([]byte{5, 1, 0, 5, 1, 0, 1}, at.IP.To4()...)
		greeting = append(greeting, byte(at.Port>>8), byte(at.Port))
	}
	var said bytes.Buffer
	client := exec.Command("ssh", sshArgs(ts, args[0], forward...)...)
	client.Env = []string{"HOME=" + ts.Getenv("HOME"), "PATH=" + os.Getenv("PATH"), "LC_ALL=" + ts.Getenv("LC_ALL")}
	client.Stderr = &said
	ts.Check(client.Start())
	conn := dialUntil(ts, entrance)
	_, err = conn.Write(greeting)
	ts.Check(err)
	answer, _ := io.ReadAll(conn) // until ssh closes it, however it does
	conn.Close()
	ts.Check(client.Process.Kill())
	_ = client.Wait() // it was killed
	fmt.Fprint(ts.Stderr(), said.String())
	select {
	case <-reached:
		ts.Fatalf("%s reached a server behind; it answered %q", args[1], answer)
	default:
	}
	if strings.Contains(string(answer), string([]byte{5, 0, 0, 1})) {
		ts.Fatalf("the proxy says that it is through: %q", answer)
	}
}

// freeAddress is an address of this machine that nobody listens on.
func freeAddress(ts *testscript.TestScript) string {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	ts.Check(err)
	defer l.Close()
	return l.Addr().String()
}

// dialUntil connects as soon as somebody listens.
func dialUntil(ts *testscript.TestScript, address string) net.Conn {
	for late := time.Now().Add(patience); time.Now().Before(late); time.Sleep(10 * time.Millisecond) {
		if conn, err := net.Dial("tcp", address); err == nil {
			ts.Check(conn.SetDeadline(time.Now().Add(patience)))
			return conn
		}
	}
	ts.Fatalf("nobody listens on %s", address)
	return nil
}
