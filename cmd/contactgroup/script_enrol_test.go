package main

import (
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/crypto/ssh"
)

// findCode is "code FILE": CODE becomes the invitation's code in a file.
func findCode(ts *testscript.TestScript, neg bool, args []string) {
	code := regexp.MustCompile(`\b[0-9A-Z]{4}(-[0-9A-Z]{4}){6}\b`).FindString(ts.ReadFile(args[0]))
	if code == "" {
		ts.Fatalf("no code in %s", args[0])
	}
	ts.Setenv("CODE", code)
}

// joinGroup is "join KEY [WORDS…]": ssh join@HOST with a key of the script's folder.
func joinGroup(ts *testscript.TestScript, neg bool, args []string) {
	as := sshArgs(ts, args[0])
	as[len(as)-1] = "join@" + ts.Getenv("HOST")
	code := runJoin(ts, exec.Command("ssh", append(as, args[1:]...)...))
	if (code != 0) != neg {
		ts.Fatalf("exit status %d\n%s%s", code, ts.ReadFile("out"), ts.ReadFile("err"))
	}
}

// runJoin runs an ssh to its end, as callSSH does.
func runJoin(ts *testscript.TestScript, cmd *exec.Cmd) int {
	cmd.Env = []string{"HOME=" + ts.Getenv("HOME"), "PATH=" + os.Getenv("PATH"), "LC_ALL=" + ts.Getenv("LC_ALL")}
	var out, errs strings.Builder
	cmd.Stdout, cmd.Stderr = &out, &errs
	err := cmd.Run()
	if cmd.ProcessState == nil {
		ts.Check(err)
	}
	ts.Check(os.WriteFile(ts.MkAbs("out"), []byte(out.String()), 0o600))
	ts.Check(os.WriteFile(ts.MkAbs("err"), []byte(errs.String()), 0o600))
	fmt.Fprint(ts.Stdout(), out.String())
	fmt.Fprint(ts.Stderr(), errs.String())
	ts.Setenv("EXIT", fmt.Sprint(cmd.ProcessState.ExitCode()))
	return cmd.ProcessState.ExitCode()
}

// guessCodes is "guess N KEY": N codes at random over one connection, and EXITS
// tells how many ended with which status, as "3:20 75:980".
func guessCodes(ts *testscript.TestScript, neg bool, args []string) {
	var n int
	_, err := fmt.Sscan(args[0], &n)
	ts.Check(err)
	text, err := os.ReadFile(filepath.Join(ts.Getenv("KEYS"), args[1]))
	ts.Check(err)
	key, err := ssh.ParsePrivateKey(text)
	ts.Check(err)
	client, err := ssh.Dial("tcp", net.JoinHostPort(ts.Getenv("HOST"), ts.Getenv("PORT")), &ssh.ClientConfig{User: "join",
		Auth: []ssh.AuthMethod{ssh.PublicKeys(key)}, HostKeyCallback: ssh.InsecureIgnoreHostKey()})
	ts.Check(err)
	defer client.Close()
	counts := map[int]int{}
	for i := range n {
		session, err := client.NewSession()
		ts.Check(err)
		status := 0
		if err := session.Run(fmt.Sprintf("%028d", i)); err != nil {
			exit, ok := err.(*ssh.ExitError)
			if !ok {
				ts.Fatalf("guess %d: %v", i, err)
			}
			status = exit.ExitStatus()
		}
		counts[status]++
	}
	ts.Setenv("EXITS", fmt.Sprintf("3:%d 75:%d 0:%d", counts[3], counts[75], counts[0]))
}

// wantEqual is "equal A B".
func wantEqual(ts *testscript.TestScript, neg bool, args []string) {
	if (args[0] == args[1]) == neg {
		ts.Fatalf("%q and %q", args[0], args[1])
	}
}

// lasting are clients in the background of a script: a screen, a command or a
// master connection that others share.
type lasting struct {
	cmd  *exec.Cmd
	in   io.Closer
	done chan struct{}
}

var background struct {
	sync.Mutex
	clients map[*testscript.TestScript]map[string]*lasting
}

// startClient is "begin NAME LOGIN [-o OPTION]… [--] [WORDS…]": an ssh that stays,
// its stdin open, until the script ends.
func startClient(ts *testscript.TestScript, neg bool, args []string) {
	name, login, rest := args[0], args[1], args[2:]
	var options []string
	for len(rest) > 1 && strings.HasPrefix(rest[0], "-") {
		if rest[0] == "-N" || rest[0] == "-s" {
			options, rest = append(options, rest[0]), rest[1:]
			continue
		}
		options, rest = append(options, rest[:2]...), rest[2:]
	}
	if len(rest) == 1 && rest[0] == "-N" { // a master connection has no command
		options, rest = append(options, "-N"), nil
	}
	c := &lasting{cmd: exec.Command("ssh", append(sshArgs(ts, login, options...), rest...)...), done: make(chan struct{})}
	c.cmd.Dir = ts.MkAbs(".")
	c.cmd.Env = []string{"HOME=" + ts.Getenv("HOME"), "PATH=" + os.Getenv("PATH"), "LC_ALL=" + ts.Getenv("LC_ALL")}
	in, err := c.cmd.StdinPipe()
	ts.Check(err)
	c.in = in
	ts.Check(c.cmd.Start())
	go func() {
		_ = c.cmd.Wait() // how it ended is not asked
		close(c.done)
	}()
	background.Lock()
	defer background.Unlock()
	if background.clients == nil {
		background.clients = map[*testscript.TestScript]map[string]*lasting{}
	}
	if background.clients[ts] == nil {
		background.clients[ts] = map[string]*lasting{}
		ts.Defer(func() { endClients(ts) })
	}
	background.clients[ts][name] = c
}

func endClients(ts *testscript.TestScript) {
	background.Lock()
	defer background.Unlock()
	for _, c := range background.clients[ts] {
		_ = c.cmd.Process.Signal(syscall.SIGTERM) // it may have ended
		c.in.Close()
		<-c.done
	}
	delete(background.clients, ts)
}

// endsWithin is "within-a-second NAME…": the other side has ended each of the clients within a second.
func endsWithin(ts *testscript.TestScript, neg bool, args []string) {
	late := time.After(outWithin)
	for _, name := range args {
		background.Lock()
		c := background.clients[ts][name]
		background.Unlock()
		select {
		case <-c.done:
		case <-late:
			ts.Fatalf("%s has not ended within a second", name)
		}
	}
}

// outWithin is the second that is promised, and as much again for a busy machine to run the clients' ends.
const outWithin = 2 * time.Second

// useShared is "shared LOGIN": a command over the connection that "begin" shares
// as ./socket, and over no other. It waits until the socket is there.
func useShared(ts *testscript.TestScript, neg bool, args []string) {
	var cmd *exec.Cmd
	for late := time.Now().Add(patience); ; time.Sleep(20 * time.Millisecond) {
		cmd = exec.Command("ssh", append(sshArgs(ts, args[0], "-o", "ControlMaster=no", "-o", "ControlPath=socket", "-o", "ProxyCommand=false"), "whoami")...)
		cmd.Dir = ts.MkAbs(".")
		code := runJoin(ts, cmd)
		if code == 0 && neg {
			ts.Fatalf("the shared connection still serves")
		}
		if code == 0 || neg {
			return
		}
		if time.Now().After(late) {
			ts.Fatalf("no shared connection: exit %d\n%s", code, ts.ReadFile("err"))
		}
	}
}

// fingerprintOf is "fingerprint FILE.pub": FINGERPRINT becomes that of the key.
func fingerprintOf(ts *testscript.TestScript, neg bool, args []string) {
	key, _, _, _, err := ssh.ParseAuthorizedKey([]byte(ts.ReadFile(args[0])))
	ts.Check(err)
	ts.Setenv("FINGERPRINT", ssh.FingerprintSHA256(key))
}

// stillRunning is "running NAME…": none of the clients has ended yet.
func stillRunning(ts *testscript.TestScript, neg bool, args []string) {
	for _, name := range args {
		background.Lock()
		c := background.clients[ts][name]
		background.Unlock()
		select {
		case <-c.done:
			ts.Fatalf("%s has ended by itself", name)
		default:
		}
	}
}
