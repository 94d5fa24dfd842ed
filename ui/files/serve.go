package files

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"sync/atomic"

	"github.com/pkg/sftp"
)

// Serve speaks sftp on conn until the client has enough, conn fails or ctx
// ends; then it closes conn and every file that was left open. Once stopping
// has ended it does so as soon as no file is open. Everything that
// would change something is refused with "permission denied". What a handler
// panics with is given to failed, and the client gets a failure.
func Serve(ctx, stopping context.Context, conn io.ReadWriteCloser, t *Tree, failed func(panicked any)) error {
	h := &handlers{ctx: ctx, stopping: stopping, tree: t, failed: failed}
	server := sftp.NewRequestServer(conn, sftp.Handlers{FileGet: h, FilePut: h, FileCmd: h, FileList: h})
	h.end = func() { server.Close() }
	defer context.AfterFunc(ctx, h.end)()
	defer context.AfterFunc(stopping, func() { h.transfers(0) })()
	err := server.Serve()
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || ctx.Err() != nil || stopping.Err() != nil {
		return nil
	}
	return err
}

// handlers answer the client's requests from a tree.
type handlers struct {
	ctx, stopping context.Context
	end           func()
	tree          *Tree
	failed        func(any)
	open          atomic.Int64 // files
}

// transfers counts files that are opened and closed; when stopping, the last one ends the session.
func (h *handlers) transfers(n int64) {
	if h.open.Add(n) == 0 && h.stopping.Err() != nil {
		h.end()
	}
}

// status is an error as the protocol tells it: a code, and a text beside it.
type status struct {
	code error
	text string
}

func (s *status) Error() string { return s.text }
func (s *status) Unwrap() error { return s.code }

// answer turns the tree's errors into the protocol's.
func answer(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, fs.ErrNotExist):
		return sftp.ErrSSHFxNoSuchFile // no word of what was asked
	case errors.Is(err, fs.ErrPermission):
		return &status{sftp.ErrSSHFxPermissionDenied, err.Error()}
	}
	return &status{sftp.ErrSSHFxFailure, err.Error()}
}

// survive is deferred where the client's requests are answered: they are served
// by goroutines of the library, where a panic would end the program.
func (h *handlers) survive(err *error) {
	if value := recover(); value != nil {
		h.failed(value)
		*err = sftp.ErrSSHFxFailure
	}
}

// refuse is the answer to whatever would change something.
func (h *handlers) refuse() error {
	return &status{sftp.ErrSSHFxPermissionDenied, h.tree.Words.Files.ReadOnly}
}

// Fileread opens a file.
func (h *handlers) Fileread(r *sftp.Request) (at io.ReaderAt, err error) {
	defer h.survive(&err)
	f, err := h.tree.Open(h.ctx, r.Filepath)
	if err != nil {
		return nil, answer(err)
	}
	h.transfers(1)
	return opened{f, h}, nil
}

// opened is a file whose errors are the protocol's.
type opened struct {
	file *File
	h    *handlers
}

func (o opened) ReadAt(p []byte, offset int64) (n int, err error) {
	defer o.h.survive(&err)
	if n, err = o.file.ReadAt(p, offset); err != nil && err != io.EOF {
		err = answer(err)
	}
	return n, err
}

func (o opened) Close() (err error) {
	defer o.h.transfers(-1)
	defer o.h.survive(&err)
	return o.file.Close()
}

// Filewrite refuses to open a file for writing.
func (h *handlers) Filewrite(*sftp.Request) (io.WriterAt, error) { return nil, h.refuse() }

// Filecmd refuses to change, rename, link, make or remove anything.
func (h *handlers) Filecmd(*sftp.Request) error { return h.refuse() }

// Filelist opens a folder, or tells of one file.
func (h *handlers) Filelist(r *sftp.Request) (at sftp.ListerAt, err error) {
	defer h.survive(&err)
	switch r.Method {
	case "List":
		all, err := h.tree.List(h.ctx, r.Filepath)
		if err != nil {
			return nil, answer(err)
		}
		if !h.tree.hold() {
			return nil, &status{sftp.ErrSSHFxFailure, h.tree.Words.Files.TooMany}
		}
		return &listing{infos: all, tree: h.tree}, nil
	case "Stat":
		one, err := h.tree.Stat(h.ctx, r.Filepath)
		if err != nil {
			return nil, answer(err)
		}
		return &listing{infos: []fs.FileInfo{one}}, nil
	}
	return nil, h.refuse() // of links there are none
}

// listing gives the entries of a folder to the protocol; tree is nil for one that is not open.
type listing struct {
	infos []fs.FileInfo
	tree  *Tree
	shut  atomic.Bool
}

func (l *listing) ListAt(to []fs.FileInfo, offset int64) (int, error) {
	if offset < 0 || offset >= int64(len(l.infos)) {
		return 0, io.EOF
	}
	n := copy(to, l.infos[offset:])
	if n < len(to) {
		return n, io.EOF
	}
	return n, nil
}

func (l *listing) Close() error {
	if l.tree != nil && !l.shut.Swap(true) {
		l.tree.release()
	}
	return nil
}

// hold takes one of the handles, if one is left.
func (t *Tree) hold() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.handles >= maxHandles {
		return false
	}
	t.handles++
	return true
}

func (t *Tree) release() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.handles--
}
