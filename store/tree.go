package store

import (
	"fmt"
	"slices"

	"golang.org/x/mod/sumdb/tlog"
)

// tileHeight makes tiles of 256 hashes: 32 bytes of the database for each
// entry, where a row for each hash took three times as much.
const tileHeight = 8

// tiles are the stored tiles of one audience's tree.
type tiles struct {
	reads
	audience string
}

// Height, ReadTiles and SaveTiles make it a tlog.TileReader.
func (t tiles) Height() int { return tileHeight }

func (t tiles) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	out := make([][]byte, len(wanted))
	for i, w := range wanted {
		data, err := t.tile(w.L, w.N)
		if err != nil {
			return nil, err
		}
		if len(data) < w.W*tlog.HashSize {
			return nil, fmt.Errorf("the tree of log %s lacks tile %s", t.audience, w.Path())
		}
		out[i] = data[:w.W*tlog.HashSize]
	}
	return out, nil
}

func (t tiles) SaveTiles([]tlog.Tile, [][]byte) {}

// tile is one tile's hashes, nil when it is not there.
func (t tiles) tile(level int, n int64) ([]byte, error) {
	var found [][]byte
	err := t.all(&found, `SELECT hashes FROM log_tile WHERE audience = ? AND level = ? AND n = ?`, t.audience, level, n)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	return found[0], nil
}

// growth is a tree on its way to a larger size: the hashes it had, and the fresh ones.
type growth struct {
	had   tlog.HashReader
	fresh map[int64]tlog.Hash
	size  int64
}

// grow begins at a tree whose hashes had gives, each checked against the tree's own.
func grow(tree tlog.Tree, had tlog.TileReader) *growth {
	return &growth{tlog.TileHashReader(tree, had), map[int64]tlog.Hash{}, tree.N}
}

// ReadHashes makes it a tlog.HashReader.
func (g *growth) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	out := make([]tlog.Hash, len(indexes))
	var old []int64
	for i, index := range indexes {
		if h, ok := g.fresh[index]; ok {
			out[i] = h
		} else {
			old = append(old, index)
		}
	}
	if len(old) == 0 {
		return out, nil
	}
	found, err := g.had.ReadHashes(old)
	if err != nil {
		return nil, err
	}
	for i, index := range indexes {
		if _, ok := g.fresh[index]; !ok {
			out[i], found = found[0], found[1:]
		}
	}
	return out, nil
}

// add appends a leaf.
func (g *growth) add(leaf []byte) error {
	hashes, err := tlog.StoredHashes(g.size, leaf, g)
	for i, h := range hashes {
		g.fresh[tlog.StoredHashCount(g.size)+int64(i)] = h
	}
	g.size++
	return err
}

// ridge is what of a growing tree is needed to tell its root: the roots of the
// perfect subtrees it is made of, the largest first.
type ridge struct {
	peaks []tlog.Hash
	size  int64
}

func (r *ridge) add(leaf tlog.Hash) {
	for n := r.size; n&1 == 1; n >>= 1 {
		last := len(r.peaks) - 1
		leaf = tlog.NodeHash(r.peaks[last], leaf)
		r.peaks = r.peaks[:last]
	}
	r.peaks = append(r.peaks, leaf)
	r.size++
}

// root is the hash of the whole tree, which must not be empty.
func (r *ridge) root() tlog.Hash {
	root := r.peaks[len(r.peaks)-1]
	for i := len(r.peaks) - 2; i >= 0; i-- {
		root = tlog.NodeHash(r.peaks[i], root)
	}
	return root
}

func (r *ridge) clone() ridge { return ridge{slices.Clone(r.peaks), r.size} }
