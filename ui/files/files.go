// Package files is the desk of one member as a tree of files, read-only:
//
//	/README.txt  /LISEZMOI.txt
//	/actions/{open,overdue,mine}.{md,csv,fr.csv,json,ics,xlsx,ods,odt,html,pdf}
//	/meetings/{next,2015-05-06,…}/{actions,agenda,decisions,pack}.{md,csv,fr.csv,json,ics,xlsx,ods,odt,html,pdf}, SHA256SUMS, SHA256SUMS.sig, allowed_signers
//	/views/NAME.{csv,json}
//	/requests/REF/{thread.md,thread.json,attachments/…}
//
// It is served by sftp (Serve) and by the remote end of the old scp (ServeSCP).
// What a member may not see answers like what there is not. Requests marked
// TLP:RED are neither listed nor written to any file; the documents that were
// given with them, which are files already, can be named.
//
// # What a file holds
//
// The same data give the same bytes, and those of the command that prints the
// same: "action list", "request list --view", "meeting export". A file is
// written whole when it is opened, and stays as it was until it is closed. Its
// size can only be told once it has been written, so a listing writes the
// documents of the folder that it lists, and of no other; what was written is
// kept by its connection until the register's log goes on or a minute passes,
// and its bytes while they are small. A meeting's folder stays as it was listed
// for half a minute, so that a copy of it agrees with its own sums while the
// meeting goes on. Nothing is put on the server's disk; what a connection can
// make the server hold is bounded.
//
// The time of a file is the last change of what is in it. Lists tell what is
// not in them any more too, so theirs is the last change of any such thing.
package files

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"time"

	"contactgroup/schema"
	"contactgroup/ui/lang"
)

// Desk is the register as one member sees it. Its errors are told apart with
// errors.Is and the classes of schema.
type Desk interface {
	Who() schema.Actor
	Group() schema.Group
	Now() time.Time
	// Head tells by its difference that something the member may know has changed.
	Head(context.Context) (schema.Cursor, error)
	Log(context.Context, schema.LogList) (schema.Page[schema.Event], error)
	Organisations(context.Context) ([]schema.Organisation, error)

	Actions(context.Context, schema.List) (schema.Page[schema.Action], error)
	Views(context.Context) ([]schema.View, error)

	Meetings(context.Context) ([]schema.Meeting, error)
	Register(ctx context.Context, ref string, asOf schema.Date) (schema.Register, error)
	Pack(ctx context.Context, ref string, asOf schema.Date, version int) (schema.Pack, error)
	MeetingThread(ctx context.Context, id schema.ID) ([]schema.Event, error)

	Requests(context.Context, schema.List) (schema.Page[schema.Request], error)
	Request(ctx context.Context, ref string) (schema.Request, error)
	ContentsOf(ctx context.Context, ids []schema.ID) (map[schema.ID][]schema.Content, error)
	Replies(context.Context, schema.List) (schema.Page[schema.Reply], error)
	FullRequest(ctx context.Context, ref string) (schema.FullRequest, error)
	OpenAttachment(ctx context.Context, id schema.ID, n int) (schema.Attachment, io.Reader, error)
}

// Options are what a tree is made from.
type Options struct {
	Desk  Desk
	Words *lang.Words // of documents that have words
	Seal  *Seal       // signs the folders of meetings; nil: they have sums without a signature
	// Failed gives what fails for no reason that people can be told its number,
	// and tells whoever runs the server; nil: nobody is told.
	Failed func(error) error
	// Took is told of each file that was opened and read, once, as it is closed:
	// its path and how many bytes of it were given. Nil: nobody is.
	Took func(ctx context.Context, path string, bytes int64)
	// Turns has room for as many documents as may be written at once, by all
	// trees that share it; nil: as many as there are trees.
	Turns chan struct{}
}

// Bounds of what one connection makes the server hold.
const (
	maxHandles  = 64        // files and folders open at once
	maxDocument = 64 << 20  // bytes of one document
	maxOpen     = 128 << 20 // bytes of all open documents
	maxKept     = 8 << 20   // bytes of documents kept for the next who opens them
	maxFolders  = 4         // folders kept
	maxPath     = 4096      // bytes of a path; longer ones name nothing
)

// listedFor is how long a meeting's folder stays as it was listed.
const listedFor = 30 * time.Second

// refusal is an error whose text is for the client, with what it is to programs:
// fs.ErrPermission, or nil for a mere failure.
type refusal struct {
	text string
	is   error
}

func (r *refusal) Error() string { return r.text }
func (r *refusal) Unwrap() error { return r.is }

// entry is one name in a folder.
type entry struct {
	name     string
	folder   bool
	modified time.Time
	write    func(context.Context, io.Writer) error // of a file
	compound bool                                   // write asks for other documents

	sized bool // size is known
	size  int64
	body  []byte // nil: written anew when it is opened
}

// info is an entry as fs.FileInfo. Modes are those that a private copy should
// have: its owner reads it, and can bring it up to date.
type info struct {
	entry entry
	zone  *time.Location
}

func (i info) Name() string      { return i.entry.name }
func (i info) Size() int64       { return i.entry.size }
func (i info) IsDir() bool       { return i.entry.folder }
func (i info) Sys() any          { return nil }
func (i info) Type() fs.FileMode { return i.Mode().Type() }
func (i info) Mode() fs.FileMode {
	if i.entry.folder {
		return fs.ModeDir | 0o700
	}
	return 0o600
}

// ModTime is in the member's zone, and never before 1970: the protocols count from there.
func (i info) ModTime() time.Time {
	if i.entry.modified.Unix() < 0 {
		return time.Unix(0, 0).In(i.zone)
	}
	return i.entry.modified.In(i.zone)
}

// latest is the last of several times.
func latest(times ...time.Time) time.Time {
	var out time.Time
	for _, t := range times {
		if t.After(out) {
			out = t
		}
	}
	return out
}

// answer is an error as clients are told of it: what is not found is
// fs.ErrNotExist, with no word of what it was.
func (t *Tree) answer(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, schema.ErrNotFound), errors.Is(err, fs.ErrNotExist):
		return fs.ErrNotExist
	case errors.Is(err, schema.ErrForbidden):
		return &refusal{t.Words.Error(err), fs.ErrPermission}
	}
	var r *refusal
	if errors.As(err, &r) {
		return r
	}
	if t.Failed != nil {
		err = t.Failed(err)
	}
	return &refusal{t.Words.Error(err), nil}
}
