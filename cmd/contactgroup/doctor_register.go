package main

import (
	"errors"
	"io/fs"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"contactgroup/store"
)

const (
	mebibyte     = 1 << 20
	maxWAL       = 256 * mebibyte
	leastFree    = 512 * mebibyte
	leastInodes  = 1000
	maxClockGap  = 5 * time.Second
	maxLogBehind = time.Minute // of the clock behind the last entry
)

// register looks at the database beside the server that may run.
func (d *doctor) register(c *cobra.Command, full bool) {
	now, err := d.place.clock()
	if err != nil {
		d.tell(failed, "unreadable", "path", d.place.dir, "error", err.Error())
		return
	}
	signer, earlier, _ := signerIfThere(d.place.signingKey()) // what is wrong with it was told
	x, err := store.Examine(c.Context(), d.place.url, store.Options{Now: now, Signer: signer, Earlier: earlier}, full)
	d.disk(x.Size)
	switch {
	case errors.Is(err, fs.ErrNotExist): // told already
		return
	case errors.Is(err, store.ErrUnfinished):
		d.tell(failed, "unfinished")
		return
	case errors.Is(err, store.ErrNotFounded):
		d.tell(failed, "not_founded")
		return
	case err != nil:
		d.tell(failed, "broken", "error", err.Error())
		return
	}
	in := func(n int64) string { return strconv.FormatInt((n+mebibyte-1)/mebibyte, 10) }
	tables := []string{"tables", strconv.FormatInt(x.Tables, 10), "newest", strconv.FormatInt(x.Newest, 10), "engine", x.Engine, "server", x.Server, "size", in(x.Size), "wal", in(x.WAL)}
	d.tell(fine, "database", slices.Clone(tables)...)
	if !x.Safe {
		d.tell(failed, "unsafe")
	}
	if x.Passes {
		d.tell(odd, "superuser")
	}
	if x.WAL > maxWAL {
		d.tell(odd, "wal_big", slices.Clone(tables)...)
	}
	if x.Tables > x.Newest {
		d.tell(failed, "newer", tables...)
		return
	}
	if x.Tables < x.Newest {
		d.tell(odd, "older", tables...)
		return
	}
	d.clock(now(), x)
	d.logs(x, signer != nil)
	for _, code := range slices.Sorted(maps.Keys(x.Problems)) {
		if n := x.Problems[code]; n > 0 {
			d.tell(odd, code, "n", strconv.Itoa(n))
		}
	}
}

// disk holds what is free against the register's size.
func (d *doctor) disk(size int64) {
	free, inodes, ok := freeSpace(d.place.dir)
	if !ok {
		return
	}
	level, code := fine, "disk"
	if free < max(leastFree, size) {
		level, code = odd, "disk_low"
	}
	d.tell(level, code, "free", strconv.FormatInt(free/mebibyte, 10), "size", strconv.FormatInt((size+mebibyte-1)/mebibyte, 10))
	if inodes >= 0 && inodes < leastInodes {
		d.tell(odd, "inodes_low", "free", strconv.FormatInt(inodes, 10))
	}
}

// clock holds this machine's clock against the last entry and the database's.
func (d *doctor) clock(now time.Time, x store.Examination) {
	last := x.LastEntry.Format(time.RFC3339)
	if x.LastEntry.After(now.Add(maxLogBehind)) {
		d.tell(failed, "clock_behind", "last", last)
	} else {
		d.tell(fine, "clock", "last", last)
	}
	if gap := time.Since(x.Clock).Abs(); !x.Clock.IsZero() && gap > maxClockGap {
		d.tell(odd, "clock_differs", "seconds", strconv.Itoa(int(gap.Seconds())))
	}
}

func (d *doctor) logs(x store.Examination, signed bool) {
	switch {
	case !signed:
	case len(x.Unsigned) > 0:
		d.tell(failed, "log_unsigned", "logs", strings.Join(x.Unsigned, ", "))
	default:
		d.tell(fine, "log", "n", strconv.FormatInt(max(x.Unsealed, 0), 10)) // a shortened log has fewer entries than its head
	}
	var damaged []string
	for _, r := range x.Reports {
		if !r.Whole() {
			damaged = append(damaged, r.Audience)
		}
	}
	switch {
	case len(damaged) > 0:
		d.tell(failed, "log_damaged", "logs", strings.Join(damaged, ", "))
	case len(x.Reports) > 0:
		d.tell(fine, "log_verified", "n", strconv.Itoa(len(x.Reports)))
	}
	if len(x.Untold) > 0 {
		d.tell(failed, "untold", "refs", strings.Join(x.Untold, ", "))
	}
}
