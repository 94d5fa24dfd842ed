package store

import (
	"context"
	"time"
)

// A chunk of long work keeps other commands waiting for about chunkTime, on
// whatever machine: five times less than they may be kept by.
const (
	chunkTime  = 40 * time.Millisecond
	firstChunk = 100
	leastChunk = 50
	mostChunk  = 400
)

// pace sizes the chunks of long work by how long the last one took. There are
// few sizes, for statements of another size are planned anew. Between two
// chunks whoever waits to write comes first.
type pace struct{ size int }

// write writes a chunk as DB.write does. What its commit waits for the disk is
// left out: it would take as long for fewer rows, and come more often.
func (p *pace) write(ctx context.Context, db *DB, fn func(*tx) error) error {
	var took time.Duration
	err := db.write(ctx, func(t *tx) error {
		began := time.Now()
		defer func() { took = time.Since(began) }()
		return fn(t)
	})
	if err == nil {
		p.took(took)
	}
	return err
}

// took sizes the next chunk by the time of one of the present size.
func (p *pace) took(d time.Duration) {
	switch {
	case d > chunkTime:
		p.size = max(p.size/2, leastChunk)
	case d < chunkTime/3:
		p.size = min(p.size*2, mostChunk)
	}
}
