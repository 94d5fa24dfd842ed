package main

import (
	"maps"
	"sync"
)

// tally counts by a code of which there are few. The zero tally is empty.
type tally struct {
	mu sync.Mutex
	by map[string]int64
}

func (t *tally) count(code string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.by == nil {
		t.by = map[string]int64{}
	}
	t.by[code]++
}

// all is a copy.
func (t *tally) all() map[string]int64 {
	t.mu.Lock()
	defer t.mu.Unlock()
	return maps.Clone(t.by)
}
