package main

import (
	"context"
	"fmt"
	"net"
	"os"
	"strconv"
	"time"
)

// firstPassed is the descriptor of the first socket that systemd passes (sd_listen_fds(3)).
const firstPassed = 3

// passedListeners returns the sockets that systemd opened for this process, if any.
func passedListeners() ([]net.Listener, error) {
	if os.Getenv("LISTEN_PID") != strconv.Itoa(os.Getpid()) {
		return nil, nil
	}
	n, err := strconv.Atoi(os.Getenv("LISTEN_FDS"))
	if err != nil {
		return nil, fmt.Errorf("LISTEN_FDS: %w", err)
	}
	var all []net.Listener
	for fd := firstPassed; fd < firstPassed+n; fd++ {
		f := os.NewFile(uintptr(fd), "passed socket")
		l, err := net.FileListener(f) // a copy
		f.Close()
		if err != nil {
			return nil, fmt.Errorf("socket %d passed by systemd: %w", fd, err)
		}
		all = append(all, l)
	}
	return all, nil
}

// tellSystemd reports a state to systemd, where it asked for it (sd_notify(3)).
// Nobody there to listen is no reason to fail.
func tellSystemd(state string) {
	path := os.Getenv("NOTIFY_SOCKET")
	if path == "" {
		return
	}
	conn, err := net.DialUnix("unixgram", nil, &net.UnixAddr{Name: path, Net: "unixgram"})
	if err != nil {
		return
	}
	defer conn.Close()
	_, _ = conn.Write([]byte(state))
}

// keepWatchdog tells systemd at half its interval that the process lives, which
// alive must return to prove. It returns at once where no watchdog waits.
func keepWatchdog(ctx context.Context, alive func()) {
	interval, err := strconv.Atoi(os.Getenv("WATCHDOG_USEC"))
	if err != nil || interval <= 0 || os.Getenv("WATCHDOG_PID") != "" && os.Getenv("WATCHDOG_PID") != strconv.Itoa(os.Getpid()) {
		return
	}
	ticker := time.NewTicker(time.Duration(interval) * time.Microsecond / 2)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
			alive()
			tellSystemd("WATCHDOG=1")
		}
	}
}
