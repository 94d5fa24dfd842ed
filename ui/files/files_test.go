package files

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"io"
	"io/fs"
	"net"
	"path"
	"strings"
	"testing"
	"time"

	"github.com/pkg/sftp"

	"contactgroup/schema"
	"contactgroup/ui/lang"
)

// emptyDesk is the desk of a member who may see nothing.
type emptyDesk struct{ Desk }

func (emptyDesk) Who() schema.Actor                           { return schema.Actor{Login: "google", Zone: "UTC"} }
func (emptyDesk) Group() schema.Group                         { return schema.Group{Name: "Groupe", Zone: "UTC"} }
func (emptyDesk) Now() time.Time                              { return time.Date(2015, 5, 5, 9, 0, 0, 0, time.UTC) }
func (emptyDesk) Head(context.Context) (schema.Cursor, error) { return schema.Cursor{}, nil }
func (emptyDesk) Log(context.Context, schema.LogList) (schema.Page[schema.Event], error) {
	return schema.Page[schema.Event]{}, nil
}
func (emptyDesk) Organisations(context.Context) ([]schema.Organisation, error) { return nil, nil }
func (emptyDesk) Actions(context.Context, schema.List) (schema.Page[schema.Action], error) {
	return schema.Page[schema.Action]{}, nil
}
func (emptyDesk) Views(context.Context) ([]schema.View, error) {
	return []schema.View{{Name: "../../etc/passwd", Mine: true, Owner: "google", Noun: schema.NounAction}, {Name: "Été", Mine: true, Owner: "google", Noun: schema.NounAction},
		{Name: "ÉTÉ", Owner: "google-2", Noun: schema.NounAction}}, nil
}
func (emptyDesk) Meetings(context.Context) ([]schema.Meeting, error) { return nil, nil }
func (emptyDesk) Register(context.Context, string, schema.Date) (schema.Register, error) {
	return schema.Register{}, schema.NotFound("x")
}
func (emptyDesk) Pack(context.Context, string, schema.Date, int) (schema.Pack, error) {
	return schema.Pack{}, schema.NotFound("x")
}
func (emptyDesk) Requests(context.Context, schema.List) (schema.Page[schema.Request], error) {
	return schema.Page[schema.Request]{}, nil
}
func (emptyDesk) Request(context.Context, string) (schema.Request, error) {
	return schema.Request{}, schema.NotFound("x")
}
func (emptyDesk) FullRequest(context.Context, string) (schema.FullRequest, error) {
	return schema.FullRequest{}, schema.NotFound("x")
}
func (emptyDesk) ContentsOf(context.Context, []schema.ID) (map[schema.ID][]schema.Content, error) {
	return nil, nil
}
func (emptyDesk) Replies(context.Context, schema.List) (schema.Page[schema.Reply], error) {
	return schema.Page[schema.Reply]{}, nil
}

// client is one that speaks to a tree over sftp.
func client(t *testing.T, desk Desk) *sftp.Client {
	t.Helper()
	near, far := net.Pipe()
	ended := make(chan error, 1)
	go func() {
		ended <- Serve(t.Context(), t.Context(), far, New(Options{Desk: desk, Words: lang.English}), func(v any) { t.Errorf("panic: %v", v) })
	}()
	c, err := sftp.NewClientPipe(near, near)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		c.Close()
		near.Close()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	return c
}

func TestWhatWouldChangeSomethingIsDenied(t *testing.T) {
	c := client(t, emptyDesk{})
	_, create := c.Create("/actions/x")
	_, write := c.OpenFile("/README.txt", 0x2)
	for what, err := range map[string]error{
		"create": create, "write": write, "remove": c.Remove("/README.txt"), "rename": c.Rename("/README.txt", "/x"), "replace": c.PosixRename("/README.txt", "/x"),
		"mkdir": c.Mkdir("/x"), "rmdir": c.RemoveDirectory("/actions"), "symlink": c.Symlink("/README.txt", "/x"), "link": c.Link("/README.txt", "/x"),
		"chmod": c.Chmod("/README.txt", 0o777), "touch": c.Chtimes("/README.txt", time.Now(), time.Now()), "truncate": c.Truncate("/README.txt", 0),
		"chown": c.Chown("/README.txt", 0, 0),
	} {
		var status *sftp.StatusError
		switch {
		case errors.Is(err, fs.ErrPermission):
		case errors.As(err, &status) && status.FxCode() == sftp.ErrSSHFxPermissionDenied:
		default:
			t.Errorf("%s: %v", what, err)
		}
	}
	if _, err := c.ReadLink("/README.txt"); err == nil {
		t.Error("a link was read")
	}
}

func TestPathsThatLeadOutsideNameNothing(t *testing.T) {
	c := client(t, emptyDesk{})
	for _, name := range []string{"/../etc/passwd", "../../../../etc/passwd", "/actions/../../etc/passwd", "/requests/..%2f..%2fetc/passwd", "/README.txt\x00.md", "/\xff\xfe",
		"/" + strings.Repeat("a", 5000), strings.Repeat("/a", 3000), "/README.txt/x", "/actions/open.csv/..csv", "/requests/GOO-2015-0001/thread.md", "/meetings/next/agenda.md",
		"/meetings/next", "/actions/open.exe", "/views/todo.md"} {
		if _, err := c.Stat(name); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("stat %.40q: %v", name, err)
		}
		if _, err := c.Open(name); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("open %.40q: %v", name, err)
		}
		if _, err := c.ReadDir(name); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("list %.40q: %v", name, err)
		}
	}
	if _, err := c.Stat("/actions/../README.txt"); err != nil {
		t.Errorf("a path that stays inside: %v", err)
	}
}

func TestNamesOfViewsAreNamesOfFiles(t *testing.T) {
	c := client(t, emptyDesk{})
	in, err := c.ReadDir("/views")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, one := range in {
		names = append(names, one.Name())
		if _, err := c.Stat(path.Join("/views", one.Name())); err != nil {
			t.Errorf("%s: %v", one.Name(), err)
		}
	}
	for _, want := range []string{"%2E.%2F..%2Fetc%2Fpasswd.csv", "Été.json", "ÉTÉ@google-2.csv", "todo.csv"} {
		if !strings.Contains(strings.Join(names, "\n"), want) {
			t.Errorf("%s is not among %v", want, names)
		}
	}
}

func TestTheSixtyFifthOpenFileIsRefused(t *testing.T) {
	c := client(t, emptyDesk{})
	var open []*sftp.File
	for i := range maxHandles {
		f, err := c.Open("/README.txt")
		if err != nil {
			t.Fatalf("file %d: %v", i+1, err)
		}
		open = append(open, f)
	}
	if _, err := c.Open("/README.txt"); err == nil || !strings.Contains(err.Error(), lang.English.Files.TooMany) {
		t.Errorf("one more file: %v", err)
	}
	if _, err := c.ReadDir("/"); err == nil {
		t.Error("one more folder was opened")
	}
	for _, f := range open {
		f.Close()
	}
	if _, err := c.Open("/README.txt"); err != nil {
		t.Errorf("after all were closed: %v", err)
	}
	for range 2 * maxHandles { // what was refused or listed leaves nothing open
		if _, err := c.ReadDir("/"); err != nil {
			t.Fatal(err)
		}
	}
}

// panicDesk fails as no desk should.
type panicDesk struct{ emptyDesk }

func (panicDesk) Actions(context.Context, schema.List) (schema.Page[schema.Action], error) {
	panic("at work")
}

func TestAPanicEndsOneRequestAndNothingElse(t *testing.T) {
	near, far := net.Pipe()
	defer near.Close()
	panics := make(chan any, 4)
	go Serve(t.Context(), t.Context(), far, New(Options{Desk: panicDesk{}, Words: lang.English}), func(v any) { panics <- v })
	c, err := sftp.NewClientPipe(near, near)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.ReadDir("/actions"); err == nil || strings.Contains(err.Error(), "at work") {
		t.Errorf("the client is told %v", err)
	}
	if v := <-panics; v != "at work" {
		t.Errorf("noted: %v", v)
	}
	if _, err := c.Stat("/README.txt"); err != nil {
		t.Errorf("afterwards: %v", err)
	}
}

func TestServingEndsWithItsContext(t *testing.T) {
	near, far := net.Pipe()
	defer near.Close()
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error)
	go func() {
		ended <- Serve(ctx, t.Context(), far, New(Options{Desk: emptyDesk{}, Words: lang.English}), func(any) {})
	}()
	cancel()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

func TestServingEndsWhenTheServerStopsAndNoFileIsOpen(t *testing.T) {
	for _, reading := range []bool{false, true} {
		near, far := net.Pipe()
		stopping, stop := context.WithCancel(t.Context())
		ended := make(chan error)
		go func() {
			ended <- Serve(t.Context(), stopping, far, New(Options{Desk: emptyDesk{}, Words: lang.English}), func(any) {})
		}()
		client, err := sftp.NewClientPipe(near, near)
		if err != nil {
			t.Fatal(err)
		}
		var f *sftp.File
		if reading {
			if f, err = client.Open("/README.txt"); err != nil {
				t.Fatal(err)
			}
		}
		stop()
		if reading {
			if text, err := io.ReadAll(f); err != nil || len(text) == 0 {
				t.Errorf("what was under way is cut: %q %v", text, err)
			}
			go f.Close() // its answer may be cut off
		}
		if err := <-ended; err != nil {
			t.Error(err)
		}
		client.Close()
	}
}

func TestParseCopyReadsWhatScpSends(t *testing.T) {
	for line, want := range map[string]struct {
		c  Copy
		ok bool
	}{
		"-f /a":            {Copy{Paths: []string{"/a"}}, true},
		"-v -r -p -f -- -": {Copy{Folders: true, Times: true, Paths: []string{"-"}}, true},
		"-rpf /a /b":       {Copy{Folders: true, Times: true, Paths: []string{"/a", "/b"}}, true},
		"-d -t /a":         {Copy{Upload: true, Paths: []string{"/a"}}, true},
		"-f":               {}, "": {}, "/a": {}, "-f -t /a": {}, "-S prog -f /a": {}, "-f --": {},
	} {
		c, ok := ParseCopy(strings.Fields(line))
		if ok != want.ok || (ok && (c.Upload != want.c.Upload || c.Folders != want.c.Folders || c.Times != want.c.Times || strings.Join(c.Paths, " ") != strings.Join(want.c.Paths, " "))) {
			t.Errorf("scp %s: %+v %v", line, c, ok)
		}
	}
}

// wire is a client of scp: what it says, and what it hears.
type wire struct {
	io.Reader
	bytes.Buffer
}

func (w *wire) Read(p []byte) (int, error)  { return w.Reader.Read(p) }
func (w *wire) Write(p []byte) (int, error) { return w.Buffer.Write(p) }

func TestAnUploadByScpIsRefusedInOneLine(t *testing.T) {
	w := &wire{Reader: strings.NewReader("")}
	code := ServeSCP(t.Context(), w, New(Options{Desk: emptyDesk{}, Words: lang.English}), []string{"-t", "/actions"})
	if want := "\x01scp: " + lang.English.Files.ReadOnly + "\n"; code != 4 || w.String() != want {
		t.Errorf("exit %d, %q", code, w.String())
	}
}

func FuzzCopy(f *testing.F) {
	for _, line := range []string{"-f /", "-rf /*", "-p -f /views/[a", "-f /../..", "-f *.txt README.txt", "-t x", "-f /views/* /actions/?pen.*"} {
		f.Add(line, []byte("\x00\x00\x00\x01no\n\x02no\n"))
	}
	f.Fuzz(func(t *testing.T, line string, answers []byte) {
		w := &wire{Reader: bytes.NewReader(answers)}
		tree := New(Options{Desk: emptyDesk{}, Words: lang.English})
		code := ServeSCP(t.Context(), w, tree, strings.Split(line, " "))
		if code != copied && code != incomplete && code != unclear && code != forbidden {
			t.Errorf("exit %d", code)
		}
		if tree.handles != 0 || tree.open != 0 {
			t.Errorf("%d files, %d bytes left open", tree.handles, tree.open)
		}
	})
}

func FuzzPath(f *testing.F) {
	for _, name := range []string{"/", "", "/README.txt", "//actions//open.csv", "/../x", "/requests/GOO-2015-0001/attachments/a.pdf", "/meetings/next/SHA256SUMS.sig", "\x00", "/\xff"} {
		f.Add(name)
	}
	f.Fuzz(func(t *testing.T, name string) {
		tree := New(Options{Desk: emptyDesk{}, Words: lang.English})
		about, err := tree.Stat(t.Context(), name)
		if err != nil {
			if !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("%q: %v", name, err)
			}
			return
		}
		if strings.ContainsAny(about.Name(), "/\x00") && about.Name() != "/" {
			t.Errorf("%q is called %q", name, about.Name())
		}
		if _, err := tree.List(t.Context(), name); (err == nil) != about.IsDir() {
			t.Errorf("%q: list: %v", name, err)
		}
	})
}

// FuzzServe sends packets as no client would; each is a byte of type and a body.
func FuzzServe(f *testing.F) {
	f.Add([]byte{3, 0, 0, 0, 1, 0, 0, 0, 1, '/'}, []byte{5, 0, 0, 0, 2, 0, 0, 0, 1, '1', 255, 255, 255, 255, 255, 255, 255, 255, 0, 0, 0, 9})
	f.Add([]byte{11, 0, 0, 0, 1, 0, 0, 0, 1, '/'}, []byte{12, 0, 0, 0, 2, 0, 0, 0, 1, '1'})
	f.Fuzz(func(t *testing.T, first, second []byte) {
		if len(first) == 0 || len(second) == 0 || len(first)+len(second) > 1<<16 {
			return
		}
		var in []byte
		for _, p := range [][]byte{{1, 0, 0, 0, 3}, first, second} {
			in = append(binary.BigEndian.AppendUint32(in, uint32(len(p))), p...)
		}
		w := &wire{Reader: bytes.NewReader(in)}
		_ = Serve(t.Context(), t.Context(), closing{w}, New(Options{Desk: emptyDesk{}, Words: lang.English}), func(v any) { t.Errorf("panic: %v", v) })
	})
}

type closing struct{ io.ReadWriter }

func (closing) Close() error { return nil }
