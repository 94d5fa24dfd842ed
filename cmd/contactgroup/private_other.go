//go:build !unix

package main

// keepPrivate does nothing: these systems have no mask of file modes.
func keepPrivate() {}
