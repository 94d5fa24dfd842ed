package main

import "syscall"

// freeSpace is what a user may still fill of the file system of dir: bytes, and
// inodes, which are below zero where there is no such bound.
func freeSpace(dir string) (bytes, inodes int64, ok bool) {
	var s syscall.Statfs_t
	if syscall.Statfs(dir, &s) != nil {
		return 0, 0, false
	}
	if inodes = int64(s.Ffree); s.Files == 0 {
		inodes = -1
	}
	return int64(s.Bavail) * int64(s.Bsize), inodes, true
}
