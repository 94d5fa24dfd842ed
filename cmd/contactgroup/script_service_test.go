package main

import (
	"fmt"
	"net"
	"os"
	"regexp"
	"strconv"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

var systemds atomic.Int64

// listenAsSystemd stands for systemd: it collects what the server reports.
func listenAsSystemd(ts *testscript.TestScript, s *server) chan string {
	name := fmt.Sprintf("@contactgroup-test-%d-%d", os.Getpid(), systemds.Add(1))
	conn, err := net.ListenUnixgram("unixgram", &net.UnixAddr{Name: name, Net: "unixgram"})
	ts.Check(err)
	ts.Defer(func() { conn.Close() })
	s.cmd.Env = append(s.cmd.Env, "NOTIFY_SOCKET="+name)
	said := make(chan string, 100)
	go func() {
		b := make([]byte, 1<<10)
		for {
			n, err := conn.Read(b)
			if err != nil {
				return
			}
			said <- string(b[:n])
		}
	}()
	return said
}

func (s *server) awaitWord(ts *testscript.TestScript, word string) {
	for late := time.After(patience); ; {
		select {
		case got := <-s.said:
			if got == word {
				return
			}
		case <-late:
			ts.Fatalf("systemd was never told %s", word)
		}
	}
}

func lastServer(ts *testscript.TestScript) *server {
	servers := *ts.Value("servers").(*[]*server)
	return servers[len(servers)-1]
}

// serveWith is "serve-with FLAGS…": a server with these flags, keys in the
// script's folder; what it says is in server.out and server.err.
func serveWith(ts *testscript.TestScript, neg bool, args []string) {
	s := launchUnder(ts, nil, append([]string{"--lang", "en"}, args...)...)
	s.awaitWord(ts, "READY=1")
	listening := regexp.MustCompile(`127\.0\.0\.1:\d+`)
	text, err := os.ReadFile(s.out)
	ts.Check(err)
	setAddress(ts, listening.FindString(string(text)))
	ts.Setenv("KEYS", ts.MkAbs("."))
	ts.Setenv("KNOWN_HOSTS", ts.MkAbs("known_hosts"))
}

// reloadServer is "reload": SIGHUP, until the server says that it is done.
func reloadServer(ts *testscript.TestScript, neg bool, args []string) {
	s := lastServer(ts)
	ts.Check(s.cmd.Process.Signal(syscall.SIGHUP))
	s.awaitWord(ts, "RELOADING=1")
	s.awaitWord(ts, "READY=1")
}

// signalServer is "signal-server": SIGTERM, until the server says that it stops.
func signalServer(ts *testscript.TestScript, neg bool, args []string) {
	s := lastServer(ts)
	ts.Check(s.cmd.Process.Signal(syscall.SIGTERM))
	if len(args) == 0 {
		s.awaitWord(ts, "STOPPING=1")
	}
}

// serverLeft is "server-left STATUS": the server ends with that exit status.
func serverLeft(ts *testscript.TestScript, neg bool, args []string) {
	s := lastServer(ts)
	select {
	case <-s.done:
	case <-time.After(patience):
		ts.Fatalf("the server goes on")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	if got := s.cmd.ProcessState.ExitCode(); got != want {
		ts.Fatalf("the server left with %d, want %d", got, want)
	}
}

// openCommandLine is "open-command WINDOW LOGIN LINE [OPTION…]": a command over ssh in a
// new window, which types its input.
func openCommandLine(ts *testscript.TestScript, neg bool, args []string) {
	t := ts.Value("terminals").(*terminals)
	t.open(ts, args[0], "100x24", append(append([]string{"env", "LC_ALL=fr_FR.UTF-8", "ssh"}, sshArgs(ts, args[1], args[3:]...)...), args[2]))
}

// openHere is "open-here WINDOW LOGIN WORD…": a command on the machine itself in
// a new window, on the register of the demonstration in demo. It says
// TERMINAL KEPT in the end where the terminal's mode is as before.
func openHere(ts *testscript.TestScript, neg bool, args []string) {
	const compare = `trap : INT; before=$(stty -g); "$@"; status=$?; [ "$before" = "$(stty -g)" ] && echo TERMINAL KEPT; exit $status`
	ts.Value("terminals").(*terminals).open(ts, args[0], "100x24", append([]string{"sh", "-c", compare, "sh", "env", "LC_ALL=fr_FR.UTF-8", "HOME=" + ts.Getenv("HOME"),
		lookIn(ts.Getenv("PATH"), "contactgroup"), "--database", "sqlite:" + ts.MkAbs("demo/register.db"), "--as", args[1]}, args[2:]...))
}

// serverLogs is "server-logs REGEXP": it waits until the log says it; with a
// number, until it has said it so often, and no more than that.
func serverLogs(ts *testscript.TestScript, neg bool, args []string) {
	pattern, times := regexp.MustCompile(args[0]), -1
	if len(args) > 1 {
		n, err := strconv.Atoi(args[1])
		ts.Check(err)
		times = n
	}
	for late := time.Now().Add(patience); ; time.Sleep(20 * time.Millisecond) {
		found := len(pattern.FindAllString(ts.ReadFile("server.log"), -1))
		switch {
		case times >= 0 && found > times || time.Now().After(late):
			ts.Fatalf("the log says %s %d times, want %v", args[0], found, args[1:])
		case found == times || times < 0 && found > 0:
			return
		}
	}
}
