package files

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"

	"contactgroup/schema"
	"contactgroup/ui/lang"
)

// Copy is what the remote end of the old scp ("scp -O") was asked for.
type Copy struct {
	Upload  bool // to write what the client sends
	Folders bool // -r
	Times   bool // -p
	Paths   []string
}

// ParseCopy reads the words that the client gives the remote scp, without
// "scp" itself. It reports whether they are understood: one of -f and -t, and a
// path at least.
func ParseCopy(words []string) (Copy, bool) {
	var c Copy
	from := false
	for i, word := range words {
		if word == "--" {
			c.Paths = words[i+1:]
			break
		}
		if word == "-" || !strings.HasPrefix(word, "-") {
			c.Paths = words[i:]
			break
		}
		for _, flag := range word[1:] {
			switch flag {
			case 'f':
				from = true
			case 't':
				c.Upload = true
			case 'r':
				c.Folders = true
			case 'p':
				c.Times = true
			case 'v', 'q', 'd': // talk less or more; the target is a folder
			default:
				return c, false
			}
		}
	}
	return c, from != c.Upload && len(c.Paths) > 0
}

// The remote scp's exit codes, those of commands.
const (
	copied     = 0
	incomplete = 1
	unclear    = 2
	forbidden  = 4
)

// ServeSCP is the remote end of the old scp: it gives the files that words ask
// for to the client and returns the exit code. Patterns in paths stand for what
// they match, as they would in a shell. Uploads are refused.
func ServeSCP(ctx context.Context, conn io.ReadWriter, t *Tree, words []string) int {
	c, ok := ParseCopy(words)
	s := &source{ctx: ctx, tree: t, in: bufio.NewReader(conn), out: bufio.NewWriterSize(conn, 32<<10), Copy: c}
	switch {
	case !ok:
		s.complain(t.Words.Files.ScpUsage)
		return unclear
	case c.Upload:
		s.complain(t.Words.Files.ReadOnly)
		return forbidden
	}
	if err := s.heard(); err != nil {
		return incomplete
	}
	for _, p := range c.Paths {
		if err := s.path(p); err != nil {
			return incomplete
		}
	}
	if s.failed || s.out.Flush() != nil {
		return incomplete
	}
	return copied
}

// source sends files by the protocol of rcp: each header and each content is
// answered by the client with a byte.
type source struct {
	Copy
	ctx    context.Context
	tree   *Tree
	in     *bufio.Reader
	out    *bufio.Writer
	failed bool
}

// errClient is that the client no longer wants to go on.
var errClient = errors.New("files: the client ended the copy")

// maxComplaint bounds what a client may say of a file that it cannot take.
const maxComplaint = 1024

// heard sends what was written and waits for the client's answer: nil when it
// goes on, errRefused when it does not want this file.
func (s *source) heard() error {
	if err := s.out.Flush(); err != nil {
		return err
	}
	answer, err := s.in.ReadByte()
	if err != nil {
		return err
	}
	if answer == 0 {
		return nil
	}
	s.failed = true
	for range maxComplaint {
		b, err := s.in.ReadByte()
		if err != nil {
			return err
		}
		if b == '\n' {
			break
		}
	}
	if answer == 1 {
		return errRefused
	}
	return errClient
}

// errRefused is that the client does not want a file, but others.
var errRefused = errors.New("files: the client refused a file")

// complain tells the client what could not be given. It prints it, and goes on.
func (s *source) complain(text string) {
	s.failed = true
	_, _ = s.out.WriteString("\x01scp: " + strings.ReplaceAll(text, "\n", " ") + "\n") // a bufio.Writer keeps its first error
	_ = s.out.Flush()
}

// path sends all that a path stands for. Its error ends the copy.
func (s *source) path(name string) error {
	found, err := s.matches(name)
	if err == nil && len(found) == 0 {
		err = fs.ErrNotExist
	}
	if err != nil {
		s.blame(name, err)
		return s.ctx.Err()
	}
	for _, one := range found {
		if err := s.send(one); err != nil && err != errRefused {
			return err
		}
	}
	return nil
}

// blame tells why a path was not given.
func (s *source) blame(name string, err error) {
	text := err.Error()
	if errors.Is(err, fs.ErrNotExist) {
		text = lang.Fill(s.tree.Words.Files.ScpMissing, "path", schema.VisibleLine(name))
	}
	s.complain(text)
}

// matches are the paths that a pattern stands for, in the order of folders;
// a path without patterns is itself, there or not.
func (s *source) matches(pattern string) ([]string, error) {
	if !strings.ContainsAny(pattern, `*?[`) {
		return []string{pattern}, nil
	}
	names, err := segments(pattern)
	if err != nil {
		return nil, err
	}
	found := []string{"/"}
	for _, name := range names {
		var deeper []string
		for _, dir := range found {
			if !strings.ContainsAny(name, `*?[`) {
				deeper = append(deeper, path.Join(dir, name))
				continue
			}
			in, err := s.tree.names(s.ctx, dir)
			if err != nil {
				continue // a file, or nothing any more
			}
			for _, n := range in {
				if ok, _ := path.Match(name, n); ok { // a malformed pattern matches nothing
					deeper = append(deeper, path.Join(dir, n))
				}
			}
		}
		found = deeper
	}
	return found, nil
}

// send sends a file, or a folder with all in it.
func (s *source) send(name string) error {
	about, err := s.tree.Stat(s.ctx, name)
	if err != nil {
		s.blame(name, err)
		return s.ctx.Err()
	}
	switch {
	case about.IsDir() && about.Name() == "/":
		s.complain(s.tree.Words.Files.ScpRoot)
		return nil
	case about.IsDir() && !s.Folders:
		s.complain(lang.Fill(s.tree.Words.Files.ScpFolder, "path", schema.VisibleLine(name)))
		return nil
	case about.IsDir():
		return s.folder(name, about)
	}
	return s.file(name)
}

func (s *source) file(name string) error {
	f, err := s.tree.Open(s.ctx, name)
	if err != nil {
		s.blame(name, err)
		return s.ctx.Err()
	}
	defer f.Close()
	if err := s.header('C', f.Info); err != nil {
		return err
	}
	if _, err := f.WriteTo(s.out); err != nil {
		return err
	}
	if err := s.out.WriteByte(0); err != nil {
		return err
	}
	return s.heard()
}

func (s *source) folder(name string, about fs.FileInfo) error {
	in, err := s.tree.List(s.ctx, name)
	if err != nil {
		s.blame(name, err)
		return s.ctx.Err()
	}
	if err := s.header('D', about); err != nil {
		return err
	}
	for _, one := range in {
		if err := s.send(path.Join(name, one.Name())); err != nil && err != errRefused {
			return err
		}
	}
	if _, err := s.out.WriteString("E\n"); err != nil {
		return err
	}
	return s.heard()
}

// header announces a file or folder: with -p its times first.
func (s *source) header(kind byte, about fs.FileInfo) error {
	if s.Times {
		at := about.ModTime().Unix()
		if _, err := fmt.Fprintf(s.out, "T%d 0 %d 0\n", at, at); err != nil {
			return err
		}
		if err := s.heard(); err != nil {
			return err
		}
	}
	size := about.Size()
	if about.IsDir() {
		size = 0
	}
	if _, err := fmt.Fprintf(s.out, "%c%04o %d %s\n", kind, about.Mode().Perm(), size, about.Name()); err != nil {
		return err
	}
	return s.heard()
}
