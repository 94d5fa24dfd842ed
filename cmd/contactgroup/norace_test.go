//go:build !race

package main

// thinned takes every so-manieth case of the tests that try all of them: here each.
const thinned = 1
