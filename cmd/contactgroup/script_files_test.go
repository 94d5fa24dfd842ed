package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// runSFTP is "sftp LOGIN BATCH": the real sftp does the lines of a file.
func runSFTP(ts *testscript.TestScript, neg bool, args []string) {
	runClient(ts, neg, "sftp", append(clientArgs(ts, args[0]), "-b", ts.MkAbs(args[1]), args[0]+"@"+ts.Getenv("HOST")))
}

// runSCP is "scp LOGIN [-FLAG]… FROM TO": the real scp; a path that begins with
// ":" is one of the server's.
func runSCP(ts *testscript.TestScript, neg bool, args []string) {
	login, line := args[0], clientArgs(ts, args[0])
	for _, a := range args[1:] {
		switch {
		case strings.HasPrefix(a, ":"):
			a = login + "@" + ts.Getenv("HOST") + a
		case !strings.HasPrefix(a, "-"):
			a = ts.MkAbs(a)
		}
		line = append(line, a)
	}
	runClient(ts, neg, "scp", line)
}

// clientArgs is how sftp and scp are called as a member.
func clientArgs(ts *testscript.TestScript, login string) []string {
	return []string{"-q", "-F", "none", "-P", ts.Getenv("PORT"), "-i", filepath.Join(ts.Getenv("KEYS"), login), "-o", "IdentitiesOnly=yes",
		"-o", "UserKnownHostsFile=" + ts.Getenv("KNOWN_HOSTS"), "-o", "BatchMode=yes", "-o", "SendEnv=LC_ALL"}
}

// runClient runs a client in the script's folder; its output and status are
// there for stdout, stderr and exit.
func runClient(ts *testscript.TestScript, neg bool, name string, args []string) {
	cmd := exec.Command(name, args...)
	cmd.Dir = ts.MkAbs(".")
	cmd.Env = []string{"HOME=" + ts.Getenv("HOME"), "PATH=" + os.Getenv("PATH"), "LC_ALL=" + ts.Getenv("LC_ALL")}
	var out, errs strings.Builder
	cmd.Stdout, cmd.Stderr = &out, &errs
	err := cmd.Run()
	fmt.Fprint(ts.Stdout(), out.String())
	fmt.Fprint(ts.Stderr(), errs.String())
	code := 0
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		code = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	ts.Setenv("EXIT", fmt.Sprint(code))
	if (code != 0) != neg {
		ts.Fatalf("%s: exit status %d\n%s%s", name, code, out.String(), errs.String())
	}
}
