package main

import (
	"context"
	"fmt"
	"io"
	"net"
	"slices"
	"sync"
	"time"
)

// stalled measures how long a login takes beside --stalled connections that say
// nothing, or no more than hello, and how long until the server is rid of them.
func (b *bench) stalled(ctx context.Context, r *report) error {
	var conns []net.Conn
	defer func() {
		for _, conn := range conns {
			conn.Close()
		}
	}()
	begin := time.Now()
	for i := range b.stall {
		conn, err := b.target.knock(ctx, i)
		if err != nil {
			return fmt.Errorf("stalled connection %d: %w", i+1, err)
		}
		conns = append(conns, conn)
	}
	start := time.Now()
	client, err := b.target.dial(ctx, b.target.members[0])
	if err != nil {
		return err
	}
	defer client.Close()
	if _, err := b.target.command(ctx, client, "whoami"); err != nil {
		return err
	}
	login := time.Since(start)
	freed := make([]time.Duration, len(conns))
	var work sync.WaitGroup
	for i, conn := range conns {
		work.Go(func() {
			_ = conn.SetReadDeadline(begin.Add(time.Minute))
			_, _ = io.Copy(io.Discard, conn) // until the server closes it, or the deadline tells that it did not
			freed[i] = time.Since(begin)
		})
	}
	work.Wait()
	r.add(
		milliseconds(fmt.Sprintf("login and whoami beside %d stalled", b.stall), login).within(2000),
		figure{Name: "  until the last of them was freed", Value: slices.Max(freed).Seconds(), Unit: "s"}.within(15),
	)
	return nil
}

// knock opens the connection number n and goes no further than hello. On
// loopback every ten come from an address of their own, as an attacker's would.
func (t *target) knock(ctx context.Context, n int) (net.Conn, error) {
	dialer := &net.Dialer{Timeout: t.patience}
	if host, _, err := net.SplitHostPort(t.address); err == nil && host == "127.0.0.1" {
		dialer.LocalAddr = &net.TCPAddr{IP: net.IPv4(127, 0, byte(1+n/10/250), byte(1+n/10%250))}
	}
	conn, err := dialer.DialContext(ctx, "tcp", t.address)
	if err == nil && n%2 == 1 {
		_, err = io.WriteString(conn, "SSH-2.0-stalled\r\n")
	}
	return conn, err
}
