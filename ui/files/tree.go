package files

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode/utf8"
)

// Tree is the tree of one member on one connection. It is safe for concurrent use.
type Tree struct {
	Options
	mu      sync.Mutex
	folders []*folder // the last ones used, latest first
	handles int       // open files and folders
	open    int64     // bytes of the open files
}

// folder is one folder as it was read from the register.
type folder struct {
	path    string
	at      state
	listed  time.Time // of a meeting's folder: when it was last listed
	sealed  bool      // its documents must agree with its sums
	entries []*entry
	forget  func() // what was read to write several documents at once; nil: nothing is kept
}

// state is the register's state as far as it decides what is in a folder.
type state struct {
	head   string // ends of the member's logs, and their own views where these count
	minute int64
}

// New returns a tree.
func New(o Options) *Tree { return &Tree{Options: o} }

// segments are the names in a path that begins with a slash; nil for the root.
// It is fs.ErrNotExist for a path that can name nothing.
func segments(name string) ([]string, error) {
	if len(name) > maxPath || !utf8.ValidString(name) || strings.ContainsRune(name, 0) {
		return nil, fs.ErrNotExist
	}
	if name = path.Clean("/" + name); name == "/" {
		return nil, nil
	}
	return strings.Split(name[1:], "/"), nil
}

// isFolder reports whether a path of those names has the place of a folder.
func isFolder(names []string) bool {
	switch len(names) {
	case 0:
		return true
	case 1:
		return slices.Contains([]string{"actions", "meetings", "views", "requests"}, names[0])
	case 2:
		return names[0] == "meetings" || names[0] == "requests"
	case 3:
		return names[0] == "requests" && names[2] == "attachments"
	}
	return false
}

// state returns the present state for a folder.
func (t *Tree) state(ctx context.Context, names []string) (state, error) {
	head, err := t.Desk.Head(ctx)
	if err != nil {
		return state{}, err
	}
	at := state{fmt.Sprint(head), t.Desk.Now().Unix() / 60} // fmt sorts the keys
	if len(names) > 0 && names[0] == "views" {              // a view of one's own is in no log
		views, err := t.Desk.Views(ctx)
		if err != nil {
			return state{}, err
		}
		for _, v := range views {
			at.head += fmt.Sprintf(" %q %q %d", v.Owner, v.Name, v.Rev)
		}
	}
	return at, nil
}

// folder returns the folder of those names, as it was read before if nothing
// has changed. To list is to want the present one in any case.
func (t *Tree) folder(ctx context.Context, names []string, list bool) (*folder, error) {
	at, err := t.state(ctx, names)
	if err != nil {
		return nil, err
	}
	name := "/" + strings.Join(names, "/")
	i := slices.IndexFunc(t.folders, func(f *folder) bool { return f.path == name })
	if i >= 0 {
		f := t.folders[i]
		t.folders = slices.Delete(t.folders, i, i+1)
		held := f.sealed && !list && !f.listed.IsZero() && t.Desk.Now().Sub(f.listed) < listedFor
		if f.at == at || held {
			t.folders = slices.Insert(t.folders, 0, f)
			return f, nil
		}
	}
	f, err := t.read(ctx, names)
	if err != nil {
		return nil, err
	}
	f.path, f.at = name, at
	t.folders = slices.Insert(t.folders, 0, f)
	t.folders = t.folders[:min(len(t.folders), maxFolders)]
	return f, nil
}

// read reads a folder from the register.
func (t *Tree) read(ctx context.Context, names []string) (*folder, error) {
	if len(names) == 0 {
		return t.root(ctx)
	}
	switch {
	case !isFolder(names):
	case names[0] == "actions":
		return t.actions(ctx)
	case names[0] == "views":
		return t.views(ctx)
	case names[0] == "meetings" && len(names) == 1:
		return t.meetings(ctx)
	case names[0] == "meetings":
		return t.meeting(ctx, names[1])
	case len(names) == 1:
		return t.requests(ctx)
	case len(names) == 2:
		return t.request(ctx, names[1])
	default:
		return t.attachments(ctx, names[1])
	}
	return nil, fs.ErrNotExist
}

// find returns the entry that a path names.
func (t *Tree) find(ctx context.Context, name string) (*entry, error) {
	names, err := segments(name)
	if err != nil {
		return nil, err
	}
	if isFolder(names) {
		f, err := t.folder(ctx, names, false)
		if err != nil {
			return nil, err
		}
		last := "/"
		if len(names) > 0 {
			last = names[len(names)-1]
		}
		return &entry{name: last, folder: true, modified: f.modified()}, nil
	}
	f, err := t.folder(ctx, names[:len(names)-1], false)
	if err != nil {
		return nil, err
	}
	for _, e := range f.entries {
		if e.name == names[len(names)-1] {
			return e, nil
		}
	}
	return nil, fs.ErrNotExist
}

// modified is the last change of what is in the folder.
func (f *folder) modified() time.Time {
	var out time.Time
	for _, e := range f.entries {
		out = latest(out, e.modified)
	}
	return out
}

// Stat tells of a file or folder. Its errors are fs.ErrNotExist,
// fs.ErrPermission and failures, all with texts for the client.
func (t *Tree) Stat(ctx context.Context, name string) (fs.FileInfo, error) {
	t.mu.Lock()
	defer t.done()
	e, err := t.find(ctx, name)
	if err == nil && !e.folder {
		err = t.size(ctx, e)
	}
	if err != nil {
		return nil, t.answer(err)
	}
	return info{*e, t.Desk.Who().Location()}, nil
}

// done forgets what was read for documents that are written now.
func (t *Tree) done() {
	for _, f := range t.folders {
		if f.forget != nil {
			f.forget()
		}
	}
	t.mu.Unlock()
}

// List tells what is in a folder. Errors are those of Stat.
func (t *Tree) List(ctx context.Context, name string) ([]fs.FileInfo, error) {
	t.mu.Lock()
	defer t.done()
	out, err := t.list(ctx, name)
	return out, t.answer(err)
}

func (t *Tree) list(ctx context.Context, name string) ([]fs.FileInfo, error) {
	names, err := segments(name)
	if err != nil {
		return nil, err
	}
	f, err := t.folder(ctx, names, true)
	if err != nil {
		return nil, err
	}
	f.listed = t.Desk.Now()
	out := make([]fs.FileInfo, len(f.entries))
	for i, e := range f.entries {
		if !e.folder {
			if err := t.size(ctx, e); err != nil {
				return nil, err
			}
		}
		out[i] = info{*e, t.Desk.Who().Location()}
	}
	return out, nil
}

// names are what is in a folder, without the sizes that only a listing must know.
func (t *Tree) names(ctx context.Context, name string) ([]string, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	names, err := segments(name)
	if err != nil {
		return nil, err
	}
	f, err := t.folder(ctx, names, false)
	if err != nil {
		return nil, err
	}
	var out []string
	for _, e := range f.entries {
		out = append(out, e.name)
	}
	return out, nil
}

// size writes a document if its size is not known yet.
func (t *Tree) size(ctx context.Context, e *entry) error {
	if e.sized {
		return nil
	}
	_, err := t.body(ctx, e)
	return err
}

// body returns what is in a file, and keeps it while there is room.
func (t *Tree) body(ctx context.Context, e *entry) ([]byte, error) {
	if e.body != nil {
		return e.body, nil
	}
	body, err := t.write(ctx, e)
	if err != nil {
		return nil, err
	}
	e.size, e.sized = int64(len(body)), true
	kept := len(body)
	for _, f := range t.folders {
		for _, e := range f.entries {
			kept += cap(e.body)
		}
	}
	if kept <= maxKept {
		e.body = slices.Clip(body)
	}
	return body, nil
}

// write writes a document when it is its turn. Documents that are made of
// others are not: they would wait for themselves.
func (t *Tree) write(ctx context.Context, e *entry) ([]byte, error) {
	if t.Turns != nil && !e.compound {
		select {
		case t.Turns <- struct{}{}:
			defer func() { <-t.Turns }()
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	var b bytes.Buffer
	err := e.write(ctx, &bounded{&b, t})
	return b.Bytes(), err
}

// bounded is a buffer that refuses to grow beyond maxDocument.
type bounded struct {
	buffer *bytes.Buffer
	tree   *Tree
}

func (b *bounded) Write(p []byte) (int, error) {
	if b.buffer.Len()+len(p) > maxDocument {
		return 0, &refusal{b.tree.Words.Files.TooLarge, nil}
	}
	return b.buffer.Write(p)
}

// root is the first folder.
func (t *Tree) root(ctx context.Context) (*folder, error) {
	changed, err := t.lastEvent(ctx)
	if err != nil {
		return nil, err
	}
	out := &folder{}
	for _, name := range []string{"actions", "meetings", "requests", "views"} {
		out.entries = append(out.entries, &entry{name: name, folder: true, modified: changed})
	}
	for name, words := range readMe {
		text := readMeText(words, t.Desk.Group().Name)
		out.entries = append(out.entries, &entry{name: name, modified: changed, write: func(_ context.Context, w io.Writer) error {
			_, err := io.WriteString(w, text)
			return err
		}})
	}
	slices.SortFunc(out.entries, func(a, b *entry) int { return strings.Compare(a.name, b.name) })
	return out, nil
}
