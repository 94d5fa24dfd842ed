package store

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"
)

// entryRow is a row of log_entry with its leaf and what the leaf binds.
type entryRow struct {
	logRow
	Leaf, Salt []byte
}

// The first lines of leaves. Those of registers begun by version 1 do not bind
// which row the entry is of, nor which change it is part of.
const (
	leafOne = "contactgroup entry 1\n"
	leafTwo = "contactgroup entry 2\n"
)

// leaf is the entry's leaf of its audience's tree: what was done, by whom and
// when, and a sum that binds the payload without holding it.
func (l logRow) leaf(form, sum string) []byte {
	b := append(make([]byte, 0, 256), form...)
	b = append(strconv.AppendInt(b, int64(l.Seq), 10), '\n')
	b = append(instant(l.At).AppendFormat(b, "2006-01-02T15:04:05.000Z"), '\n')
	b = append(strconv.AppendQuote(b, l.Actor), '\n')
	b = append(append(append(b, l.Verb...), ' '), l.Noun...)
	if form == leafTwo {
		b = strconv.AppendInt(append(b, ' '), int64(l.Subject), 10)
		b = strconv.AppendInt(append(b, ' '), l.Event, 10)
	}
	b = strconv.AppendQuote(append(b, '\n'), l.Ref)
	return append(append(append(b, '\n'), sum...), '\n')
}

// payloadSum is what a leaf binds the payload by.
func payloadSum(salt, payload []byte) string {
	sum := sha256.Sum256(slices.Concat(salt, payload))
	return hex.EncodeToString(sum[:])
}

// sound reports whether the leaf is the one of the row's fields, and whether it
// binds the row's payload; an erased one need no longer be bound.
func (row entryRow) sound() (fields, contents bool) {
	form, sum := leafTwo, ""
	if bytes.HasPrefix(row.Leaf, []byte(leafOne)) {
		form = leafOne
	}
	if lines := strings.Split(string(row.Leaf), "\n"); len(lines) > 1 {
		sum = lines[len(lines)-2]
	}
	return bytes.Equal(row.Leaf, row.leaf(form, sum)), row.Payload == nil || sum == payloadSum(row.Salt, []byte(*row.Payload))
}
