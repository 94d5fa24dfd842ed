package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"contactgroup/store/storetest"
)

// patience is how long a script waits for a word before it fails.
const patience = 60 * time.Second

func TestMain(m *testing.M) {
	testscript.Main(tests{m}, map[string]func(){"contactgroup": func() { os.Exit(run(os.Args[1:])) }})
}

// tests are those of this package, with the PostgreSQL server that some use.
type tests struct{ m *testing.M }

func (t tests) Run() int {
	defer func() { os.RemoveAll(demoMade.dir) }()
	return storetest.Run(t.m)
}

// TestPromisesOfSeveralNodes runs the scripts that need a PostgreSQL.
func TestPromisesOfSeveralNodes(t *testing.T) {
	runScripts(t, "testdata/postgres", func() string { return storetest.Postgres(t) }, nil)
}

// TestPromisesWhileTheDatabaseFails runs the scripts that end the PostgreSQL
// server of their own by "database kill" and begin it again by "database start".
func TestPromisesWhileTheDatabaseFails(t *testing.T) {
	s := storetest.NewServer(t)
	runScripts(t, "testdata/outage", func() string { return s.URL() }, func(ts *testscript.TestScript, neg bool, args []string) {
		switch args[0] {
		case "kill":
			s.Kill()
		case "start":
			s.Start(t)
		default:
			ts.Fatalf("database %s: kill or start", args[0])
		}
	})
}

// TestPromises runs each script of testdata against a server of its own, with
// the real ssh, and tmux as the terminal. A script's name is what it promises.
func TestPromises(t *testing.T) { runScripts(t, "testdata", func() string { return "" }, nil) }

// runScripts runs the scripts of dir, each with what database gives as
// $DATABASE; happens is the command "database", nil: there is none.
func runScripts(t *testing.T, dir string, database func() string, happens func(*testscript.TestScript, bool, []string)) {
	for _, tool := range []string{"ssh", "tmux", "screen"} {
		needTool(t, tool)
	}
	testscript.Run(t, testscript.Params{
		Dir: dir, RequireExplicitExec: true, RequireUniqueNames: true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("HOME", env.WorkDir)
			env.Setenv("LC_ALL", "C.UTF-8")
			env.Setenv("DATABASE", database())
			env.Values["terminals"] = &terminals{socket: filepath.Join(env.WorkDir, "tmux.sock"), dir: env.WorkDir, pressed: map[string]int{}}
			servers := &[]*server{}
			env.Values["servers"] = servers
			env.Defer(func() {
				env.Values["terminals"].(*terminals).close()
				for _, s := range *servers {
					if err := s.stop(os.Interrupt); err != nil {
						env.T().Log(err)
					}
				}
			})
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"demo": startDemo, "open-demo": openDemo, "ssh": runSSH, "open": openDesk, "keys": pressKeys, "type": typeText, "see": seeText, "at-most": countPresses, "hang-up": hangUp, "resize": resizeDesk, "open-as": openAs, "open-client": openClient, "missing": missingTool, "storm": storm, "given-back": givenBack,
			"exit": wantExit, "first-ref": firstRef, "substitute": substitute, "serve": startGroup, "stop-server": stopServer,
			"through": goThrough, "mail-server": serveMail, "mail-arrived": awaitMail, "post-office": servePost, "posted": awaitPost, "letter-to": readLetter, "at-once": callAtOnce, "damage-page": damagePage, "as-superuser": asSuperuser, "sftp": runSFTP, "scp": runSCP,
			"code": findCode, "join": joinGroup, "guess": guessCodes, "equal": wantEqual, "begin": startClient, "within-a-second": endsWithin, "shared": useShared, "running": stillRunning, "fingerprint": fingerprintOf,
			"serve-with": serveWith, "reload": reloadServer, "signal-server": signalServer, "server-left": serverLeft, "server-logs": serverLogs, "open-command": openCommandLine, "open-here": openHere,
			"database": happens, "rewrite": rewriteDatabase, "failure-is-logged": failureIsLogged, "ssh-until": sshUntil, "serve-on-failing-disk": serveOnFailingDisk, "write-until-refused": writeUntilRefused,
		},
	})
}

// needTool skips the test loudly where a tool is missing, and fails it in CI.
func needTool(t *testing.T, name string) {
	t.Helper()
	if _, err := exec.LookPath(name); err == nil {
		return
	}
	if os.Getenv("CI") == "true" {
		t.Fatalf("%s is not installed", name)
	}
	t.Skipf("SKIPPED: %s is not installed, nothing was tested", name)
}

// server is the one server of a script.
type server struct {
	cmd  *exec.Cmd
	done chan struct{} // closed once it has ended
	out  string        // file of its stdout
	said chan string   // what it tells systemd
}

// launch starts contactgroup in the background and ends it with the script.
func launch(ts *testscript.TestScript, args ...string) *server {
	return launchUnder(ts, nil, args...)
}

// launchUnder is launch with the program run by the command under.
func launchUnder(ts *testscript.TestScript, under []string, args ...string) *server {
	s := &server{done: make(chan struct{}), out: ts.MkAbs("server.out")}
	line := append(append(slices.Clone(under), lookIn(ts.Getenv("PATH"), "contactgroup")), args...)
	s.cmd = exec.Command(line[0], line[1:]...)
	s.cmd.Dir = ts.MkAbs(".")
	s.cmd.Env = []string{"HOME=" + ts.Getenv("HOME"), "PATH=" + ts.Getenv("PATH"), "LC_ALL=C.UTF-8"}
	out, err := os.Create(s.out)
	ts.Check(err)
	defer out.Close()
	logged, err := os.Create(ts.MkAbs("server.log"))
	ts.Check(err)
	ts.Defer(func() { logged.Close() })
	s.cmd.Stdout, s.cmd.Stderr = out, io.MultiWriter(os.Stderr, logged)
	s.said = listenAsSystemd(ts, s)
	ts.Check(s.cmd.Start())
	go func() {
		_ = s.cmd.Wait() // how it ended is for those who stop it
		close(s.done)
	}()
	ts.Setenv("SERVER_PID", fmt.Sprint(s.cmd.Process.Pid))
	servers, _ := ts.Value("servers").(*[]*server)
	*servers = append(*servers, s)
	return s
}

// stop ends the server with a signal and waits.
func (s *server) stop(signal os.Signal) error {
	_ = s.cmd.Process.Signal(signal) // already gone is fine
	select {
	case <-s.done:
		return nil
	case <-time.After(patience):
		_ = s.cmd.Process.Kill()
		<-s.done
		return fmt.Errorf("the server did not stop within %v", patience)
	}
}

// await calls ready until it has what it waits for or the server ends.
func (s *server) await(ts *testscript.TestScript, ready func() bool) {
	for deadline := time.Now().Add(4 * patience); time.Now().Before(deadline); {
		if ready() {
			return
		}
		select {
		case <-s.done:
			ts.Fatalf("the server ended: %v", s.cmd.ProcessState)
		case <-time.After(20 * time.Millisecond):
		}
	}
	ts.Fatalf("the server is not ready after %v", 4*patience)
}

// startDemo is "demo [flags]": it serves the demonstration in demo until the
// script ends, once demo.json tells where. Unless it is to be of some size, it
// is a copy of one that was made for all scripts.
func startDemo(ts *testscript.TestScript, neg bool, args []string) {
	dir := ts.MkAbs("demo")
	if _, err := os.Stat(dir); errors.Is(err, os.ErrNotExist) && !slices.Contains(args, "--size") {
		ts.Check(copyDemo(dir))
	}
	_ = os.Remove(filepath.Join(dir, "demo.json")) // of a run before
	s := launch(ts, append([]string{"demo", "--data", dir, "--listen", "127.0.0.1:0", "--no-open"}, args...)...)
	s.await(ts, func() bool {
		text, err := os.ReadFile(filepath.Join(dir, "demo.json"))
		if err != nil {
			return false
		}
		var file demoFile
		ts.Check(json.Unmarshal(text, &file))
		setAddress(ts, file.Address)
		ts.Setenv("KEYS", filepath.Join(dir, "keys"))
		ts.Setenv("KNOWN_HOSTS", file.KnownHosts)
		return true
	})
}

// startGroup is "serve DATABASE": a group's own server; members' keys lie in the script's folder.
func startGroup(ts *testscript.TestScript, neg bool, args []string) { serveGroup(ts, nil, args[0]) }

// serveGroup serves the group of a database, with the program run by the command under.
func serveGroup(ts *testscript.TestScript, under []string, database string) {
	s := launchUnder(ts, under, "--lang", "en", "--database", database, "serve", "--listen", "127.0.0.1:0", "--host-key", "group/host_key")
	listening := regexp.MustCompile(`127\.0\.0\.1:\d+`)
	s.await(ts, func() bool {
		text, err := os.ReadFile(s.out)
		ts.Check(err)
		address := listening.FindString(string(text))
		if address == "" {
			return false
		}
		setAddress(ts, address)
		return true
	})
	host, err := os.ReadFile(ts.MkAbs("group/host_key.pub"))
	ts.Check(err)
	words := strings.Fields(string(host))
	line := fmt.Sprintf("[%s]:%s %s %s\n", ts.Getenv("HOST"), ts.Getenv("PORT"), words[0], words[1])
	known, err := os.OpenFile(ts.MkAbs("known_hosts"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	ts.Check(err)
	_, err = known.WriteString(line) // of one server more
	ts.Check(errors.Join(err, known.Close()))
	ts.Setenv("KEYS", ts.MkAbs("."))
	ts.Setenv("KNOWN_HOSTS", ts.MkAbs("known_hosts"))
}

func setAddress(ts *testscript.TestScript, address string) {
	host, port, err := net.SplitHostPort(address)
	ts.Check(err)
	ts.Setenv("HOST", host)
	ts.Setenv("PORT", port)
}

// stopServer is "stop-server [KILL]".
func stopServer(ts *testscript.TestScript, neg bool, args []string) {
	servers := *ts.Value("servers").(*[]*server)
	signal := os.Signal(syscall.SIGTERM)
	if len(args) > 0 {
		signal = syscall.SIGKILL
	}
	ts.Check(servers[len(servers)-1].stop(signal))
}

// firstRef is "first-ref FILE": REF becomes the first reference in a JSON answer.
func firstRef(ts *testscript.TestScript, neg bool, args []string) {
	m := regexp.MustCompile(`"ref": ?"([^"]+)"`).FindStringSubmatch(ts.ReadFile(args[0]))
	if m == nil {
		ts.Fatalf("no reference in %s", args[0])
	}
	ts.Setenv("REF", m[1])
}

// substitute is "substitute FILE OLD NEW".
func substitute(ts *testscript.TestScript, neg bool, args []string) {
	text := strings.ReplaceAll(ts.ReadFile(args[0]), args[1], args[2])
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text), 0o600))
}

func lookIn(path, name string) string {
	for _, dir := range filepath.SplitList(path) {
		if p := filepath.Join(dir, name); fileExists(p) {
			return p
		}
	}
	return name
}

func fileExists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// sshArgs is how a member's own ssh is called.
func sshArgs(ts *testscript.TestScript, login string, options ...string) []string {
	args := []string{"-F", "none", "-p", ts.Getenv("PORT"), "-i", filepath.Join(ts.Getenv("KEYS"), login), "-o", "IdentitiesOnly=yes",
		"-o", "UserKnownHostsFile=" + ts.Getenv("KNOWN_HOSTS"), "-o", "BatchMode=yes", "-o", "SendEnv=LC_ALL"}
	return append(append(args, options...), login+"@"+ts.Getenv("HOST"))
}

// runSSH is "ssh LOGIN [-in FILE] WORDS…": one command over the real ssh. Its
// output and exit status are there for stdout, stderr and exit.
func runSSH(ts *testscript.TestScript, neg bool, args []string) {
	if code := callSSH(ts, args); (code != 0) != neg {
		ts.Fatalf("exit status %d\n%s%s", code, ts.ReadFile("out"), ts.ReadFile("err"))
	}
}

// callSSH runs one command over ssh and returns its exit status.
func callSSH(ts *testscript.TestScript, args []string) int {
	login, args := args[0], args[1:]
	var in io.Reader
	if len(args) > 1 && args[0] == "-in" {
		in, args = strings.NewReader(ts.ReadFile(args[1])), args[2:]
	}
	line := args[0] // one word is the whole line, as typed
	if len(args) > 1 {
		quoted := make([]string, len(args))
		for i, a := range args {
			quoted[i] = shellQuote(a)
		}
		line = strings.Join(quoted, " ")
	}
	cmd := exec.Command("ssh", append(sshArgs(ts, login), line)...)
	cmd.Env = []string{"HOME=" + ts.Getenv("HOME"), "PATH=" + os.Getenv("PATH"), "LC_ALL=" + ts.Getenv("LC_ALL")}
	var out, errs strings.Builder
	cmd.Stdin, cmd.Stdout, cmd.Stderr = in, &out, &errs
	err := cmd.Run()
	ts.Check(os.WriteFile(ts.MkAbs("out"), []byte(out.String()), 0o600))
	ts.Check(os.WriteFile(ts.MkAbs("err"), []byte(errs.String()), 0o600))
	fmt.Fprint(ts.Stdout(), out.String())
	fmt.Fprint(ts.Stderr(), errs.String())
	var exit *exec.ExitError
	code := 0
	if errors.As(err, &exit) {
		code = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	ts.Setenv("EXIT", fmt.Sprint(code))
	return code
}

// wantExit is "exit N": the last ssh ended with status N.
func wantExit(ts *testscript.TestScript, neg bool, args []string) {
	if got := ts.Getenv("EXIT"); got != args[0] {
		ts.Fatalf("exit status %s, want %s", got, args[0])
	}
}
