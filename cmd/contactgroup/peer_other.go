//go:build !linux

package main

import (
	"net"
	"os"
)

// userOf names the system user that a private socket is for.
func userOf(net.Conn) string { return userName(os.Getuid()) }
