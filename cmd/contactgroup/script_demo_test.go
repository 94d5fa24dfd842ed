package main

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"contactgroup/schema"
	"contactgroup/ui/lang"
)

// demoMade is the demonstration that scripts copy, made by the first that asks.
var demoMade struct {
	once sync.Once
	dir  string
	err  error
}

// copyDemo makes dir a copy of it, as "contactgroup demo" leaves it before it serves.
func copyDemo(dir string) error {
	demoMade.once.Do(func() {
		if demoMade.dir, demoMade.err = os.MkdirTemp("", "demo"); demoMade.err != nil {
			return
		}
		d := &demo{words: lang.For(schema.French), dir: demoMade.dir}
		if d.clock, demoMade.err = openDemoClock(filepath.Join(d.dir, demoClockFile)); demoMade.err == nil {
			demoMade.err = d.make(context.Background(), filepath.Join(d.dir, "register.db"))
		}
	})
	if demoMade.err != nil {
		return demoMade.err
	}
	return filepath.WalkDir(demoMade.dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, err := filepath.Rel(demoMade.dir, path)
		if err != nil {
			return err
		}
		if entry.IsDir() {
			return os.Mkdir(filepath.Join(dir, name), 0o700)
		}
		body, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(dir, name), body, 0o600) // there are keys among them
	})
}
