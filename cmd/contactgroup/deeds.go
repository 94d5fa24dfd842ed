package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"contactgroup/schema"
	"contactgroup/store"
)

// deed is what a user of this machine did to the whole register, beside any
// desk. It waits in a file beside the database until whoever has the register
// open tells it to the log of security: a server that runs, the next one, or the
// next command. So what is copied or moved stays what it was.
type deed struct {
	Verb    schema.Verb `json:"verb"`
	Command string      `json:"command"` // "backup /srv/copy.db"
	User    string      `json:"user"`
	Bytes   int64       `json:"bytes,omitempty"` // taken out
	At      time.Time   `json:"at"`
}

const (
	deedsFile = "deeds.jsonl"
	// deedsEvery is how often a server looks for deeds.
	deedsEvery = 2 * time.Second
	// lateDeed is the age from which on a deed tells its own time.
	lateDeed = time.Minute
)

// note writes down a deed on what is at path. That it cannot is told, and
// nothing more: what was done is done.
func (p place) note(verb schema.Verb, command, path string, bytes int64) {
	if whole, err := filepath.Abs(path); path != "" && err == nil {
		command += " " + whole
	}
	line, err := json.Marshal(deed{verb, command, systemUser(), bytes, wallClock()})
	if err == nil {
		err = appendTo(filepath.Join(p.dir, deedsFile), append(line, '\n'))
	}
	if err != nil {
		logger(slog.LevelWarn).Warn("the log of security does not tell of this", "error", err)
	}
}

func appendTo(path string, text []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	return errors.Join(err, f.Close())
}

// tellDeeds tells the deeds that wait in dir to the log of security, at least once.
func tellDeeds(ctx context.Context, db *store.DB, dir string) error {
	path := filepath.Join(dir, deedsFile)
	telling := path + ".telling" // also one that was not told to its end
	if _, err := os.Stat(telling); errors.Is(err, fs.ErrNotExist) {
		if err := os.Rename(path, telling); errors.Is(err, fs.ErrNotExist) {
			return nil
		} else if err != nil {
			return err
		}
	}
	f, err := os.Open(telling)
	if err != nil {
		return err
	}
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var d deed
		if json.Unmarshal(lines.Bytes(), &d) != nil { // cut off as the disk was full
			continue
		}
		if time.Since(d.At) > lateDeed {
			d.Command = fmt.Sprintf("%s (%s)", d.Command, d.At.UTC().Format(time.RFC3339))
		}
		db.Incident(schema.Incident{Verb: d.Verb, Address: localAddress(d.User), Command: d.Command, Bytes: d.Bytes})
	}
	if err := db.TellIncidents(ctx); err != nil {
		return err
	}
	return os.Remove(telling)
}

// hearDeeds tells deeds until ctx ends.
func (s *service) hearDeeds(ctx context.Context, dir string) {
	every := time.NewTicker(deedsEvery)
	defer every.Stop()
	for {
		if err := tellDeeds(ctx, s.db, dir); err != nil && ctx.Err() == nil {
			s.log.Warn("what was done on this machine waits to be told", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-every.C:
		}
	}
}
