package main

import (
	"net"
	"os"
	"syscall"
)

// userOf names the system user at the other end of a private socket, as the kernel knows it.
func userOf(conn net.Conn) string {
	uid := os.Getuid() // the socket is for nobody else
	if unix, ok := conn.(*net.UnixConn); ok {
		if raw, err := unix.SyscallConn(); err == nil {
			_ = raw.Control(func(fd uintptr) { // of a connection that is gone already nothing is noted
				if peer, err := syscall.GetsockoptUcred(int(fd), syscall.SOL_SOCKET, syscall.SO_PEERCRED); err == nil {
					uid = int(peer.Uid)
				}
			})
		}
	}
	return userName(uid)
}
