package main

import (
	"os"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestPromisesWhileTheDiskFails runs the scripts whose servers are under strace:
// after the first writes the disk keeps no more.
func TestPromisesWhileTheDiskFails(t *testing.T) {
	needTool(t, "strace")
	runScripts(t, "testdata/disk", func() string { return "" }, nil)
}

// keptWrites is how often a disk under strace keeps what is written before it fails.
const keptWrites = "40"

// serveOnFailingDisk is "serve-on-failing-disk DATABASE": serve, on such a disk.
func serveOnFailingDisk(ts *testscript.TestScript, neg bool, args []string) {
	strace := []string{"strace", "-D", "-f", "-qqq", "--seccomp-bpf", "-e", "signal=none", "-e", "trace=fsync,fdatasync",
		"-e", "inject=fsync,fdatasync:error=EIO:when=" + keptWrites + "+", "-o", os.DevNull}
	serveGroup(ts, strace, args[0])
}

// writeUntilRefused is "write-until-refused LOGIN [-in FILE] WORDS…": one command over and
// over until it is refused.
func writeUntilRefused(ts *testscript.TestScript, neg bool, args []string) {
	for range 200 {
		if callSSH(ts, args) != 0 {
			return
		}
	}
	ts.Fatalf("%s was never refused", strings.Join(args, " "))
}
