//go:build unix

package store

import (
	"os"

	"golang.org/x/sys/unix"
)

// flock takes the file for this process, or fails at once. The kernel gives it
// up when the process ends, however it ends.
func flock(f *os.File) error { return unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB) }
