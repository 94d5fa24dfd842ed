package store

import (
	"fmt"
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

// yearOf is the year in which a number given at t is counted.
func yearOf(t time.Time) int { return t.In(schema.Paris).Year() }
