package sshd

import (
	"net"
	"syscall"
)

// quickAcknowledge returns a function that makes the kernel acknowledge at once. It is called after each read, because
// Linux goes back to delayed acknowledgements by itself; OpenSSH has Nagle's algorithm on during the handshake and would
// wait 40 ms for each of them.
func quickAcknowledge(conn net.Conn) func() {
	holder, ok := conn.(syscall.Conn)
	if !ok {
		return func() {}
	}
	raw, err := holder.SyscallConn()
	if err != nil {
		return func() {}
	}
	set := func(fd uintptr) {
		// Not every connection is TCP; one that is not needs no help.
		_ = syscall.SetsockoptInt(int(fd), syscall.IPPROTO_TCP, syscall.TCP_QUICKACK, 1)
	}
	return func() { _ = raw.Control(set) } // fails only on a closed connection
}
