//go:build race

package main

// thinned takes every so-manieth case of the tests that try all of them: the
// race detector makes the engine ten times slower, and it looks for races, not
// for rules.
const thinned = 6
