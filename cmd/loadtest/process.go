package main

import (
	"bytes"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// tick is the unit of processor time in /proc, the same on every Linux that Go runs on.
const tick = 10 * time.Millisecond

// process is the folder of a process in /proc.
type process string

// serverProcess returns process pid or, when that is 0, the one that listens at
// the target's address. The error is errUnavailable where there is no telling.
func (t *target) serverProcess(pid int) (process, error) {
	if pid == 0 {
		_, port, err := net.SplitHostPort(t.address)
		if err != nil {
			return "", err
		}
		return listener(port)
	}
	p := process(filepath.Join("/proc", strconv.Itoa(pid)))
	if _, err := p.cpu(); err != nil {
		return "", fmt.Errorf("--pid %d: %w", pid, err)
	}
	return p, nil
}

// listener finds who listens on a TCP port of this machine.
func listener(port string) (process, error) {
	number, err := strconv.Atoi(port)
	if err != nil {
		return "", fmt.Errorf("port %q: %w", port, err)
	}
	sockets := map[string]bool{}
	for _, table := range []string{"/proc/net/tcp", "/proc/net/tcp6"} {
		text, _ := os.ReadFile(table) // without one there is the other, or nothing is found
		for line := range strings.Lines(string(text)) {
			f := strings.Fields(line)
			const listening = "0A"
			if len(f) > 9 && f[3] == listening && strings.HasSuffix(f[1], fmt.Sprintf(":%04X", number)) {
				sockets["socket:["+f[9]+"]"] = true
			}
		}
	}
	files, _ := filepath.Glob("/proc/[0-9]*/fd/*") // the pattern is sound
	for _, file := range files {
		if link, err := os.Readlink(file); err == nil && sockets[link] {
			return process(filepath.Dir(filepath.Dir(file))), nil
		}
	}
	return "", fmt.Errorf("the server's use of this machine is %w: no process of yours listens on port %s; name it with --pid", errUnavailable, port)
}

// cpu returns the processor time that the process has used, in ticks.
func (p process) cpu() (time.Duration, error) {
	text, err := os.ReadFile(filepath.Join(string(p), "stat"))
	if err != nil {
		return 0, err
	}
	_, rest, _ := bytes.Cut(text, []byte(") ")) // the command's name may hold blanks
	fields := strings.Fields(string(rest))
	if len(fields) < 13 {
		return 0, fmt.Errorf("%s/stat has %d fields", p, len(fields))
	}
	var sum time.Duration
	for _, field := range fields[11:13] { // in user and in system mode
		n, err := strconv.ParseInt(field, 10, 64)
		if err != nil {
			return 0, fmt.Errorf("%s/stat: %w", p, err)
		}
		sum += time.Duration(n) * tick
	}
	return sum, nil
}

// memory returns the resident bytes of the process.
func (p process) memory() (int64, error) {
	text, err := os.ReadFile(filepath.Join(string(p), "status"))
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(string(text)) {
		if value, ok := strings.CutPrefix(line, "VmRSS:"); ok {
			n, err := strconv.ParseInt(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(value), "kB")), 10, 64)
			return n << 10, err
		}
	}
	return 0, fmt.Errorf("%s/status tells no VmRSS", p)
}
