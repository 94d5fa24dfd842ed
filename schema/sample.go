package schema

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"slices"
	"strconv"
)

const (
	// SampleSize is how many requests the lot gives the qualified person for one look.
	SampleSize = 50
	// SampleFrom is how many of the newest ones they are drawn from at most.
	SampleFrom = 20_000
)

// OverseenQuery finds the requests that the qualified person recommends on.
func OverseenQuery() Query {
	kinds := make([]string, len(overseen))
	for i, k := range overseen {
		kinds[i] = string(k)
	}
	return Query{Terms: []Term{{Field: QueryKind, Values: kinds}}}
}

// Sample draws SampleSize of the requests, all alike likely: the draw-th lot of
// a day, the same whenever it is drawn. What is drawn stays drawn when requests
// come in, unless one of these is drawn in its place.
func Sample(ids []ID, day Date, draw int) []ID {
	seed := []byte(day.String() + "/" + strconv.Itoa(draw))
	rank := make(map[ID]uint64, len(ids))
	for _, id := range ids {
		sum := sha256.Sum256(binary.BigEndian.AppendUint64(slices.Clip(seed), uint64(id)))
		rank[id] = binary.BigEndian.Uint64(sum[:])
	}
	out := slices.Clone(ids)
	slices.SortFunc(out, func(a, b ID) int { return cmp.Compare(rank[a], rank[b]) })
	return out[:min(SampleSize, len(out))]
}
