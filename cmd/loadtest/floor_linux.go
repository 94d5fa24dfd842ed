package main

import (
	"net"
	"syscall"
)

// promptConn acknowledges whatever it reads without delay. The OpenSSH client
// waits for acknowledgements during its handshake, and a floor raised by the
// kernel's 40 ms would flatter the server.
type promptConn struct {
	net.Conn
	raw syscall.RawConn
}

// atOnce returns conn with delayed acknowledgement off.
func atOnce(conn net.Conn) net.Conn {
	tcp, ok := conn.(*net.TCPConn)
	if !ok {
		return conn
	}
	raw, err := tcp.SyscallConn()
	if err != nil {
		return conn
	}
	return promptConn{conn, raw}
}

func (c promptConn) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p)
	_ = c.raw.Control(func(fd uintptr) { // the kernel forgets the setting; without it the floor is only higher
		_ = syscall.SetsockoptInt(int(fd), syscall.IPPROTO_TCP, syscall.TCP_QUICKACK, 1)
	})
	return n, err
}
