package store

import (
	"testing"
	"time"
)

// TestChunksOfLongWorkTakeNoLongerOnASlowMachine: whatever a row costs, chunks
// soon take no longer than they may and not much less, unless that would be
// fewer rows than the least or more than the most.
func TestChunksOfLongWorkTakeNoLongerOnASlowMachine(t *testing.T) {
	for _, c := range []struct {
		row  time.Duration
		rows int
	}{
		{time.Microsecond, mostChunk},
		{60 * time.Microsecond, 400},
		{90 * time.Microsecond, 200},
		{200 * time.Microsecond, 100},
		{500 * time.Microsecond, 50},
		{time.Second, leastChunk},
	} {
		p := pace{firstChunk}
		for range 10 {
			p.took(time.Duration(p.size) * c.row)
		}
		if p.size != c.rows {
			t.Errorf("%s a row: chunks of %d", c.row, p.size)
		}
	}
}
