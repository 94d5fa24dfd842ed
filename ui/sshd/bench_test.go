package sshd

import (
	"io"
	"runtime"
	"testing"

	"golang.org/x/crypto/ssh"
)

// BenchmarkEcho is the floor for any program behind this package: one key to its echo over loopback.
func BenchmarkEcho(b *testing.B) {
	h := start(b, nil)
	channel := shell(b, h.dial(b), false)
	for b.Loop() {
		roundTrip(b, channel)
	}
}

// BenchmarkGuardedEcho is the same on a terminal, through the guard; each channel stays below the guard's rate.
func BenchmarkGuardedEcho(b *testing.B) {
	h := start(b, nil)
	client := h.dial(b)
	channel := shell(b, client, true)
	for n := 1; b.Loop(); n++ {
		if n%eventBurst == 0 {
			b.StopTimer()
			channel.Close()
			channel = shell(b, client, true)
			b.StartTimer()
		}
		roundTrip(b, channel)
	}
}

// shell opens a channel with a program on it.
func shell(b *testing.B, client *ssh.Client, terminal bool) ssh.Channel {
	channel, requests := open(b, client)
	go ssh.DiscardRequests(requests)
	if terminal {
		ask(b, channel, "pty-req", ptyRequest{Term: "xterm", Columns: 80, Rows: 24})
	}
	ask(b, channel, "shell", []byte{})
	return channel
}

func roundTrip(b *testing.B, channel ssh.Channel) {
	key := []byte("j")
	if _, err := channel.Write(key); err != nil {
		b.Fatal(err)
	}
	if _, err := io.ReadFull(channel, key); err != nil {
		b.Fatal(err)
	}
}

// BenchmarkLogin is from dialling to the first byte of a program.
func BenchmarkLogin(b *testing.B) {
	h := start(b, func(c *Config) { c.Program = func(s *Session) int { io.WriteString(s, "x"); return 0 } })
	for b.Loop() {
		client, err := ssh.Dial("tcp", h.address, h.config(h.member))
		if err != nil {
			b.Fatal(err)
		}
		if _, err := io.ReadFull(shell(b, client, false), make([]byte, 1)); err != nil {
			b.Fatal(err)
		}
		client.Close()
	}
}

// BenchmarkIdleSession measures what one idle terminal session and its client hold.
func BenchmarkIdleSession(b *testing.B) {
	h := start(b, func(c *Config) { c.Limits.PerAccount = 1 << 20 })
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	goroutines := runtime.NumGoroutine()
	n := 0
	for b.Loop() {
		shell(b, h.dial(b), true)
		n++
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	b.ReportMetric(float64(after.HeapAlloc+after.StackInuse-before.HeapAlloc-before.StackInuse)/float64(n), "B/session+client")
	b.ReportMetric(float64(runtime.NumGoroutine()-goroutines)/float64(n), "goroutines/session+client")
}
