package store

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"time"

	"contactgroup/schema"
)

// refKey is a reference with its last number padded, so that text order is the order of numbers.
func refKey(ref string) string {
	head, tail, ok := cutLast(ref, "-")
	if n, err := strconv.Atoi(tail); ok && err == nil {
		return fmt.Sprintf("%s-%08d", head, n)
	}
	return ref
}

func cutLast(s, sep string) (before, after string, found bool) {
	if i := strings.LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, "", false
}

// uncounted is a reference whose end tells nothing of how many there are:
// letters by chance after prefix. taken counts how often one is used.
func (t *tx) uncounted(prefix, taken string) (string, error) {
	const letters, length = "BCDFGHJKLMNPQRSTVWXZ", 4 // no vowels: they make no words
	for {
		end := make([]byte, length)
		for i := range end {
			end[i] = letters[rand.IntN(len(letters))]
		}
		ref := prefix + string(end)
		var n int
		err := t.beyond(func() error { return t.one(&n, taken, ref) })
		if err != nil || n == 0 {
			return ref, err
		}
	}
}

// yearOf is the year in which a number given at t is counted.
func yearOf(t time.Time) int { return t.In(schema.Paris).Year() }
