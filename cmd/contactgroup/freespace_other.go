//go:build !linux

package main

// freeSpace is not known here.
func freeSpace(string) (bytes, inodes int64, ok bool) { return 0, 0, false }
