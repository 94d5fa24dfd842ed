//go:build unix

package main

import "syscall"

// keepPrivate makes every file of this process its user's alone, unless a mode
// is set on purpose: the register's own files are made by the database engine.
func keepPrivate() { syscall.Umask(0o077) }
