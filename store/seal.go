package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"golang.org/x/mod/sumdb/tlog"

	"contactgroup/schema"
)

const (
	// sealAfter is how long commits gather before their logs are sealed.
	sealAfter = 300 * time.Millisecond
	// sealChunk is how many entries one transaction seals: eight tiles, so that
	// no command waits for more than their writing.
	sealChunk = 2048
)

// keepSealed seals what commits leave behind until ctx ends, and first of all
// what was left when no server ran. While nothing happens it does nothing.
func (db *DB) keepSealed(ctx context.Context) {
	for {
		if err := db.Seal(ctx); err != nil && ctx.Err() == nil {
			db.log.Error("logs are not sealed", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-db.unsealed:
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(sealAfter):
		}
	}
}

// lookForUnsealed makes Run seal the logs soon.
func (db *DB) lookForUnsealed() {
	select {
	case db.unsealed <- struct{}{}:
	default: // it will already
	}
}

// Seal puts every entry that no head covers yet into the tree of its log and
// signs the new heads, a chunk a transaction. A tree that is not the one last
// signed with the group's key is not built upon: its log stays as it is, with
// an error that tells of it, and the others go on. Without Options.Signer
// nothing is done. Run does it after each commit.
func (db *DB) Seal(ctx context.Context) error {
	if db.seal == nil {
		return nil
	}
	var behind []string
	err := db.view(ctx, func(r reads) error {
		return r.all(&behind, `SELECT c.audience FROM log_counter c WHERE c.seq >
			coalesce((SELECT h.size FROM log_head h WHERE h.audience = c.audience ORDER BY h.day DESC LIMIT 1), 0) ORDER BY c.audience`)
	})
	if err != nil {
		return err
	}
	var failed []error
	for _, audience := range behind {
		for more := true; more && err == nil; {
			more, err = db.sealSome(ctx, audience)
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			failed, err = append(failed, fmt.Errorf("log %s: %w", audience, err)), nil
		}
	}
	return errors.Join(failed...)
}

// sealing is a chunk of entries on its way under a head.
type sealing struct {
	audience string
	was      headRow // zero: it is the first
	head     schema.Head
	tiles    []tlog.Tile
	hashes   [][]byte // of tiles
}

// sealSome seals the next entries of a log and reports whether there may be more.
func (db *DB) sealSome(ctx context.Context, audience string) (more bool, err error) {
	var s sealing
	var n int
	err = db.view(ctx, func(r reads) error {
		var err error
		s, n, err = db.prepareSeal(r, audience)
		return err
	})
	if err != nil || n == 0 {
		return false, err
	}
	var overtaken bool
	err = db.write(ctx, func(t *tx) (err error) {
		overtaken, err = t.putSeal(s)
		return err
	})
	return overtaken || n == sealChunk, err
}

// CheckSigner answers ErrOtherKey when the newest head of a log is of no key
// given in Options: then none can follow it.
func (db *DB) CheckSigner(ctx context.Context) error {
	var logs []string
	return db.view(ctx, func(r reads) error {
		if err := r.all(&logs, `SELECT DISTINCT audience FROM log_head ORDER BY audience`); err != nil {
			return err
		}
		for _, audience := range logs {
			head, _, err := r.lastHead(audience)
			if err != nil {
				return err
			}
			if _, err := db.seal.open(head); err != nil {
				return fmt.Errorf("the log of %s: %w", audience, ErrOtherKey)
			}
		}
		return nil
	})
}

// prepareSeal computes, beside the commands that go on, what putSeal is to write.
func (db *DB) prepareSeal(r reads, audience string) (s sealing, n int, err error) {
	s.audience = audience
	var tree tlog.Tree
	at := db.present()
	if s.was, _, err = r.lastHead(audience); err != nil {
		return s, 0, err
	}
	if s.was.Size > 0 {
		last, err := db.seal.open(s.was)
		if err != nil {
			return s, 0, fmt.Errorf("its last head: %w", err)
		}
		if tree.Hash, err = tlog.ParseHash(last.Root); err != nil {
			return s, 0, err
		}
		tree.N = int64(last.Size)
		if last.At.After(at) {
			at = last.At
		}
	}
	var leaves [][]byte
	err = r.all(&leaves, `SELECT leaf FROM log_entry WHERE audience = ? AND seq > ? ORDER BY seq`+atMost(sealChunk), audience, tree.N)
	if err != nil || len(leaves) == 0 {
		return s, 0, err
	}
	g := grow(tree, tiles{r, audience})
	for _, leaf := range leaves {
		if err := g.add(leaf); err != nil {
			return s, 0, err
		}
	}
	s.tiles = tlog.NewTiles(tileHeight, tree.N, g.size)
	for _, tile := range s.tiles {
		data, err := tlog.ReadTileData(tile, g)
		if err != nil {
			return s, 0, err
		}
		s.hashes = append(s.hashes, data)
	}
	root, err := tlog.TreeHash(g.size, g)
	if err != nil {
		return s, 0, err
	}
	s.head, err = db.seal.head(audience, tlog.Tree{N: g.size, Hash: root}, at)
	return s, len(leaves), err
}

// putSeal writes the tiles and the head of a chunk, unless another node has
// overtaken this one: then what is left to do is to be seen anew. That is why the
// others are kept away for no longer than the writing, and none that stands still
// while it prepares a chunk keeps them from sealing.
func (t *tx) putSeal(s sealing) (overtaken bool, err error) {
	if t.db.engine.alone != nil {
		if err := t.db.engine.alone(t); err != nil {
			return false, err
		}
	}
	now, _, err := t.lastHead(s.audience)
	if err != nil || now != s.was {
		return err == nil, err
	}
	for i, tile := range s.tiles {
		_, err := t.exec(`INSERT INTO log_tile (audience, level, n, hashes) VALUES (?, ?, ?, ?)
			ON CONFLICT (audience, level, n) DO UPDATE SET hashes = excluded.hashes`, s.audience, tile.L, tile.N, s.hashes[i])
		if err != nil {
			return false, err
		}
	}
	_, err = t.exec(`INSERT INTO log_head (audience, day, size, note) VALUES (?, ?, ?, ?)
		ON CONFLICT (audience, day) DO UPDATE SET size = excluded.size, note = excluded.note`,
		s.audience, s.head.At.UTC().Format(time.DateOnly), s.head.Size, s.head.Note)
	return false, err
}
