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

func (t *tally) count(code string) { t.add(code, 1) }

func (t *tally) add(code string, n int64) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.by == nil {
		t.by = map[string]int64{}
	}
	t.by[code] += n
}

// all is a copy.
func (t *tally) all() map[string]int64 {
	t.mu.Lock()
	defer t.mu.Unlock()
	return maps.Clone(t.by)
}
