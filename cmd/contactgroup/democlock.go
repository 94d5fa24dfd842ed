package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"sync/atomic"
	"time"

	"contactgroup/cmd/contactgroup/demogroup"
)

// demoClock runs at normal speed from where the demonstration last stopped.
type demoClock struct {
	path   string
	offset atomic.Int64 // nanoseconds to add to the machine's time
}

// openDemoClock reads the clock kept in path, or sets a new one to demogroup.Start.
func openDemoClock(path string) (*demoClock, error) {
	c := &demoClock{path: path}
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		c.Set(demogroup.Start)
		return c, nil
	}
	if err != nil {
		return nil, err
	}
	at, err := time.Parse(time.RFC3339, strings.TrimSpace(string(text)))
	if err != nil {
		return nil, fmt.Errorf("clock file %s: %w; delete it to begin at %s again", path, err, demogroup.Start.Format(time.RFC3339))
	}
	c.Set(at)
	return c, nil
}

// Set moves the clock to t, from where it runs on.
func (c *demoClock) Set(t time.Time) { c.offset.Store(int64(time.Until(t))) }

// now is a schema.Now.
func (c *demoClock) now() time.Time { return time.Now().Add(time.Duration(c.offset.Load())).UTC() }

// keep writes the present to the file, for the next start.
func (c *demoClock) keep() error {
	return writeWhole(c.path, []byte(c.now().Format(time.RFC3339)+"\n"), 0o644)
}
