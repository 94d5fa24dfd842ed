package files

import (
	"bytes"
	"context"
	"io"
	"io/fs"
	"sync"
)

// File is an open file: the bytes that it had when it was opened.
type File struct {
	Info fs.FileInfo
	tree *Tree
	ctx  context.Context
	path string
	body *bytes.Reader

	mu    sync.Mutex
	given int64 // bytes read
	shut  bool
}

// Open opens a file. Errors are those of Stat; too many open files are a
// failure, and so are folders. Whoever opens a file closes it.
func (t *Tree) Open(ctx context.Context, name string) (*File, error) {
	t.mu.Lock()
	defer t.done()
	e, err := t.find(ctx, name)
	switch {
	case err != nil:
		return nil, t.answer(err)
	case e.folder:
		return nil, &refusal{t.Words.Files.NotAFile, nil}
	case t.handles >= maxHandles:
		return nil, &refusal{t.Words.Files.TooMany, nil}
	}
	body, err := t.body(ctx, e)
	if err != nil {
		return nil, t.answer(err)
	}
	if t.open+int64(len(body)) > maxOpen {
		return nil, &refusal{t.Words.Files.TooMany, nil}
	}
	t.handles++
	t.open += int64(len(body))
	return &File{Info: info{*e, t.Desk.Who().Location()}, tree: t, ctx: ctx, path: name, body: bytes.NewReader(body)}, nil
}

// ReadAt reads from an offset, which may not be negative.
func (f *File) ReadAt(p []byte, offset int64) (int, error) {
	if offset < 0 {
		return 0, &refusal{f.tree.Words.Files.BadOffset, nil}
	}
	n, err := f.body.ReadAt(p, offset)
	f.mu.Lock()
	f.given += int64(n)
	f.mu.Unlock()
	return n, err
}

// WriteTo gives the rest of the file to w.
func (f *File) WriteTo(w io.Writer) (int64, error) {
	n, err := f.body.WriteTo(w)
	f.mu.Lock()
	f.given += n
	f.mu.Unlock()
	return n, err
}

// Close lets the file go, and tells Took when it was read. Closing again does nothing.
func (f *File) Close() error {
	f.mu.Lock()
	again, given := f.shut, f.given
	f.shut = true
	f.mu.Unlock()
	if again {
		return nil
	}
	f.tree.mu.Lock()
	f.tree.handles--
	f.tree.open -= f.body.Size()
	f.tree.mu.Unlock()
	if given > 0 && f.tree.Took != nil {
		f.tree.Took(f.ctx, f.path, given)
	}
	return nil
}
