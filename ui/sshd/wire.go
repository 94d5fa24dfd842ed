package sshd

import (
	"net"
	"sync/atomic"
	"time"
)

// wire is the network connection under one SSH connection. It acknowledges at once what a client with Nagle's
// algorithm waits on, and closes itself when a write makes no progress: closing it is the one thing that frees
// every goroutine blocked on a stopped client.
type wire struct {
	net.Conn
	acknowledge func()
	heard       atomic.Int64 // when bytes last came, in nanoseconds since 1970
	stuck       watchdog
}

func newWire(conn net.Conn, writeTimeout time.Duration) *wire {
	w := &wire{Conn: conn, acknowledge: quickAcknowledge(conn)}
	w.heard.Store(time.Now().UnixNano())
	w.stuck = newWatchdog(writeTimeout, w)
	w.acknowledge()
	return w
}

func (w *wire) Read(p []byte) (int, error) {
	n, err := w.Conn.Read(p)
	w.heard.Store(time.Now().UnixNano())
	w.acknowledge()
	return n, err
}

// Write is called by one goroutine at a time, as x/crypto/ssh does.
func (w *wire) Write(p []byte) (int, error) {
	w.stuck.start()
	defer w.stuck.stop()
	return w.Conn.Write(p)
}

// watchdog closes a connection when what happens between start and stop takes longer than its limit.
type watchdog struct {
	timer *time.Timer
	limit time.Duration
}

func newWatchdog(limit time.Duration, conn net.Conn) watchdog {
	timer := time.AfterFunc(limit, func() { conn.Close() })
	timer.Stop()
	return watchdog{timer: timer, limit: limit}
}

func (d watchdog) start() { d.timer.Reset(d.limit) }
func (d watchdog) stop()  { d.timer.Stop() }
