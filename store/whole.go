package store

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"

	"contactgroup/schema"
)

// A whole register is written as one directory: a file of JSON Lines for each
// table, a row on each line in the order of the primary key, and manifest.json.
// The lines are the same bytes whichever engine they come from, so that two
// registers hold the same when their digests are equal. Numbers are JSON
// numbers, texts strings, bytes strings in base64, and absent values null.
// What an engine makes from other data by itself is left out (leftOut).

// Refusals of ExportAll, ImportAll and Restore that a caller can test with errors.Is.
var (
	ErrNotEmpty   = errors.New("not empty")                        // the directory or register to be written holds something
	ErrDamaged    = errors.New("damaged")                          // what is to be read is not what was written
	ErrOtherKey   = errors.New("signed with another key")          // heads of its logs are not of Options.Signer or Earlier
	ErrNewer      = errors.New("written by a newer program")       // its tables are not known here
	ErrUnfinished = errors.New("an import into it did not finish") // a register that must be imported anew
	ErrNotFounded = errors.New("holds no group")
	ErrNotSQLite  = errors.New("not an SQLite register")
	ErrDisk       = errors.New("the disk is full or failed")
)

// Damage names what is not what was written. It is ErrDamaged.
type Damage struct {
	File string           // of a directory written by ExportAll; empty: it is a log
	Log  schema.LogReport // not whole
}

func (d *Damage) Error() string {
	if d.File != "" {
		return fmt.Sprintf("%v: %s is not what %s says", ErrDamaged, d.File, manifestFile)
	}
	first := d.Log.Damage[0]
	return fmt.Sprintf("%v: the log of %s: %s, entries %d to %d", ErrDamaged, d.Log.Audience, first.Kind, first.From, first.To)
}

func (d *Damage) Unwrap() error { return ErrDamaged }

// Unfinished is what broke an import off once rows were written. It is
// ErrUnfinished, and what its cause is.
type Unfinished struct{ Cause error }

func (u *Unfinished) Error() string   { return fmt.Sprintf("%v: %v", ErrUnfinished, u.Cause) }
func (u *Unfinished) Unwrap() []error { return []error{ErrUnfinished, u.Cause} }

const (
	wholeFormat  = 1
	manifestFile = "manifest.json"
)

// Manifest tells what a directory written by ExportAll holds.
type Manifest struct {
	Format int         `json:"format"`
	Schema int64       `json:"schema"` // version of the tables, of those that both engines have
	Group  string      `json:"group"`
	Tables []WholeFile `json:"tables"` // each after those that it refers to
	Digest string      `json:"digest"` // over format, schema and each file's sum: equal registers have equal ones
}

// WholeFile is one table in a Manifest.
type WholeFile struct {
	Table   string   `json:"table"`
	File    string   `json:"file"`
	Columns []string `json:"columns"`
	Rows    int64    `json:"rows"`
	Bytes   int64    `json:"bytes"`
	SHA256  string   `json:"sha256"`
}

// Rows is the number of rows of all tables.
func (m Manifest) Rows() int64 {
	var n int64
	for _, t := range m.Tables {
		n += t.Rows
	}
	return n
}

// RowsOf is the number of rows of one table, zero for one that is not there.
func (m Manifest) RowsOf(table string) int64 {
	for _, t := range m.Tables {
		if t.Table == table {
			return t.Rows
		}
	}
	return 0
}

// Progress is told now and then how many of total rows are done.
type Progress func(done, total int64)

// counter counts rows for a Progress, which may be nil.
type counter struct {
	tell        Progress
	done, total int64
}

// tellEvery is after how many rows a Progress hears of them.
const tellEvery = 1000

func (c *counter) add(n int64) {
	if n == 0 { // of a table without rows: what is done was told
		return
	}
	before := c.done
	c.done += n
	if c.tell != nil && (before/tellEvery != c.done/tellEvery || c.done == c.total) {
		c.tell(c.done, c.total)
	}
}

// digest is what Manifest.Digest must be.
func (m Manifest) digest() string {
	h := sha256.New()
	fmt.Fprintf(h, "contactgroup register %d\ntables %d\n", m.Format, m.Schema)
	for _, t := range m.Tables {
		fmt.Fprintf(h, "%s  %s\n", t.SHA256, t.File)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// write writes the manifest into dir.
func (m Manifest) write(dir string) error {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(m); err != nil {
		return err
	}
	f, err := os.OpenFile(filepath.Join(dir, manifestFile), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(b.Bytes())
	return errors.Join(err, f.Sync(), f.Close())
}

// readManifest reads the manifest of dir and checks that it can be this program's.
func readManifest(dir string) (Manifest, error) {
	var m Manifest
	body, err := os.ReadFile(filepath.Join(dir, manifestFile))
	if err != nil {
		return m, err
	}
	if err := json.Unmarshal(body, &m); err != nil {
		return m, fmt.Errorf("%w: %s: %w", ErrDamaged, manifestFile, err)
	}
	newest, err := sharedVersion(math.MaxInt64)
	switch {
	case err != nil:
		return m, err
	case m.Format > wholeFormat || m.Schema > newest:
		return m, fmt.Errorf("%s: %w (format %d, tables %d; this program knows %d and %d)", dir, ErrNewer, m.Format, m.Schema, wholeFormat, newest)
	case m.Format < 1 || m.Schema < 1 || m.digest() != m.Digest:
		return m, fmt.Errorf("%w: %s: its digest is not that of what it lists", ErrDamaged, manifestFile)
	}
	for _, t := range m.Tables {
		if t.File != t.Table+".jsonl" || filepath.Base(t.File) != t.File {
			return m, fmt.Errorf("%w: %s: file %q", ErrDamaged, manifestFile, t.File)
		}
	}
	return m, nil
}

// check reads every file of dir and compares it with the manifest.
func (m Manifest) check(dir string) error {
	for _, t := range m.Tables {
		f, err := os.Open(filepath.Join(dir, t.File))
		if err != nil {
			return err
		}
		h, lines := sha256.New(), lineCount(0)
		n, err := io.Copy(io.MultiWriter(h, &lines), f)
		if err := errors.Join(err, f.Close()); err != nil {
			return err
		}
		if n != t.Bytes || int64(lines) != t.Rows || hex.EncodeToString(h.Sum(nil)) != t.SHA256 {
			return &Damage{File: t.File}
		}
	}
	return nil
}

// lineCount counts the lines written to it.
type lineCount int64

func (n *lineCount) Write(b []byte) (int, error) {
	*n += lineCount(bytes.Count(b, []byte{'\n'}))
	return len(b), nil
}
