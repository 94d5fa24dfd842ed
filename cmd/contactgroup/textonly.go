package main

import (
	"bytes"
	"io"
)

// textOnly keeps documents that are no text, by how they begin, from the
// terminal of this machine: the server that writes them does not know of it.
type textOnly struct {
	io.Writer
	off     bool   // what is written goes to no terminal, or begins as text
	refused string // what it is that was not shown; empty: nothing
}

func (w *textOnly) Write(p []byte) (int, error) {
	if len(p) == 0 || w.off {
		return w.Writer.Write(p)
	}
	switch {
	case w.refused != "":
	case bytes.HasPrefix(p, []byte("%PDF-")):
		w.refused = "PDF"
	case bytes.HasPrefix(p, []byte("PK\x03\x04")): // spreadsheets and texts of an office
		w.refused = "ZIP"
	default:
		w.off = true
		return w.Writer.Write(p)
	}
	return len(p), nil // read to its end, so that the server can tell how it ended
}
