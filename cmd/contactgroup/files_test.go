package main

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"errors"
	"io"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/crypto/ssh"

	"contactgroup/cmd/contactgroup/demogroup"
	"contactgroup/schema"
	"contactgroup/store"
	"contactgroup/ui/export"
	"contactgroup/ui/files"
	"contactgroup/ui/lang"
)

// demoDB is the demonstration group's register.
func demoDB(t *testing.T) *store.DB {
	t.Helper()
	clock := &demogroup.Clock{}
	db, err := store.Open(t.Context(), "sqlite:"+filepath.Join(t.TempDir(), "register.db"), store.Options{Now: clock.Now})
	must(t, err)
	t.Cleanup(func() { db.Close() })
	must(t, demogroup.Seed(t.Context(), db, clock, 0, map[string]string{}, nil))
	return db
}

// treeOf is a member's tree of files.
func treeOf(t *testing.T, desk *store.Desk) *files.Tree {
	t.Helper()
	signer, err := ssh.NewSignerFromKey(ed25519.NewKeyFromSeed(make([]byte, ed25519.SeedSize)))
	must(t, err)
	seal, err := files.NewSeal(signer, nil)
	must(t, err)
	return files.New(files.Options{Desk: desk, Words: lang.English, Seal: seal})
}

// allFiles is what is in every file of a tree, by its path. Each has the size
// and the time that its folder tells.
func allFiles(t *testing.T, tree *files.Tree) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	var walk func(dir string)
	walk = func(dir string) {
		in, err := tree.List(t.Context(), dir)
		must(t, err)
		for _, one := range in {
			name := path.Join(dir, one.Name())
			if one.IsDir() {
				walk(name)
				continue
			}
			out[name] = contentOf(t, tree, name)
			about, err := tree.Stat(t.Context(), name)
			must(t, err)
			if n := int64(len(out[name])); one.Size() != n || about.Size() != n || !about.ModTime().Equal(one.ModTime()) {
				t.Errorf("%s: %d bytes, listed with %d at %v, told with %d at %v", name, n, one.Size(), one.ModTime(), about.Size(), about.ModTime())
			}
		}
	}
	walk("/")
	return out
}

func contentOf(t *testing.T, tree *files.Tree, name string) []byte {
	t.Helper()
	f, err := tree.Open(t.Context(), name)
	must(t, err)
	defer f.Close()
	var b bytes.Buffer
	_, err = f.WriteTo(&b)
	must(t, err)
	return b.Bytes()
}

func TestFilesHaveTheBytesOfTheCommandsThatPrintTheSame(t *testing.T) {
	db := demoDB(t)
	for _, login := range []string{"chair", "pharos", "google", "afa", "overseer", "justice", "admin"} {
		desk, err := db.As(t.Context(), login)
		must(t, err)
		tree := treeOf(t, desk)
		same := map[string][]string{}
		for _, format := range []string{"csv", "json", "md"} {
			same["/actions/open."+format] = []string{"action", "list", "--" + format}
			same["/actions/mine."+format] = []string{"action", "list", "--view", "mine", "--" + format}
			same["/actions/overdue."+format] = []string{"action", "list", "--view", "overdue", "--" + format}
		}
		for _, format := range []string{"csv", "json"} {
			same["/views/actions."+format] = []string{"action", "list", "--view", "actions", "--" + format}
			same["/views/replies."+format] = []string{"reply", "list", "--view", "replies", "--query", "-tlp:red", "--" + format}
			for _, view := range []string{"todo", "mine", "overdue"} {
				same["/views/"+view+"."+format] = []string{"request", "list", "--view", view, "--query", "-tlp:red", "--" + format}
			}
		}
		for _, what := range []string{"actions", "agenda", "decisions", "pack"} {
			for _, f := range export.Formats {
				format := string(f)
				if f.Binary() && login != "google" && login != "pharos" {
					continue // made of the same data as the others
				}
				same["/meetings/next/"+what+"."+format] = []string{"meeting", "export", "next", "--what", what, "--format", format}
				same["/meetings/2015-04-22/"+what+"."+format] = []string{"meeting", "export", "2015-04-22", "--what", what, "--format", format}
			}
		}
		for name, words := range same {
			var out, errs bytes.Buffer
			if code := runCommand(t.Context(), desk, lang.English, door{}, words, strings.NewReader(""), &out, &errs); code != 0 {
				t.Errorf("%s: %v: exit %d: %s", login, words, code, errs.String())
				continue
			}
			if got := contentOf(t, tree, name); !bytes.Equal(got, out.Bytes()) {
				t.Errorf("%s: %s is not what %v prints:\n%.400s\n%.400s", login, name, words, got, out.String())
			}
		}
	}
}

func TestTwoCopiesOfATreeAreTheSame(t *testing.T) {
	db := demoDB(t)
	desk, err := db.As(t.Context(), "google")
	must(t, err)
	first, second := allFiles(t, treeOf(t, desk)), allFiles(t, treeOf(t, desk))
	if len(first) < 60 || len(first) != len(second) {
		t.Fatalf("%d and %d files", len(first), len(second))
	}
	for name, body := range first {
		if !bytes.Equal(body, second[name]) {
			t.Errorf("%s differs", name)
		}
	}
}

// TestFilesOfOthersAreMissing asks each role for the folders of requests that
// are not theirs: every answer is that of a request that never was.
func TestFilesOfOthersAreMissing(t *testing.T) {
	db := demoDB(t)
	validator, err := db.As(t.Context(), "validator")
	must(t, err)
	all := everyDemoRequest(t, validator)
	for _, login := range append(slices.Clone(demogroup.Logins), "isp", "justice") {
		desk, err := db.As(t.Context(), login)
		must(t, err)
		tree := treeOf(t, desk)
		_, missing := tree.Stat(t.Context(), "/requests/GOO-2015-9999/thread.md")
		if !errors.Is(missing, fs.ErrNotExist) {
			t.Fatalf("%s: what there is not: %v", login, missing)
		}
		seen := 0
		for _, r := range all {
			visible := schema.MaySee(desk.Who(), r)
			for _, name := range []string{"/requests/" + r.Ref, "/requests/" + r.Ref + "/thread.md", "/requests/" + r.Ref + "/attachments"} {
				_, err := tree.Stat(t.Context(), name)
				wanted := visible && (r.TLP != schema.TLPRed || path.Base(name) != "thread.md")
				switch {
				case wanted && err != nil:
					t.Errorf("%s: %s: %v", login, name, err)
				case !wanted && (err == nil || err.Error() != missing.Error() || !errors.Is(err, fs.ErrNotExist)):
					t.Errorf("%s: %s: %v, want %v", login, name, err, missing)
				}
			}
			if visible {
				seen++
			}
		}
		if visibleNone := login == "admin" || login == "justice"; visibleNone != (seen == 0) {
			t.Errorf("%s sees %d requests", login, seen)
		}
	}
}

// filesOf is all that a member's files hold and are called.
func filesOf(t *testing.T, desk *store.Desk) string {
	var out strings.Builder
	for name, body := range allFiles(t, treeOf(t, desk)) {
		out.WriteString(name + "\n")
		out.Write(body)
	}
	return out.String()
}

func TestARequestMarkedRedIsInNoFile(t *testing.T) {
	db := demoDB(t)
	desk, err := db.As(t.Context(), "validator")
	must(t, err)
	all := filesOf(t, desk)
	red := 0
	for _, r := range everyDemoRequest(t, desk) {
		if r.TLP == schema.TLPRed {
			red++
			if strings.Contains(all, "/requests/"+r.Ref) || strings.Contains(all, r.Subject) {
				t.Errorf("%s is in a file", r.Ref)
			}
		}
	}
	if red == 0 {
		t.Error("no request of the demonstration is red: nothing was tested")
	}
}

func TestAFileStaysAsItWasOpened(t *testing.T) {
	db := demoDB(t)
	desk, err := db.As(t.Context(), "secretariat")
	must(t, err)
	var took []string
	tree := files.New(files.Options{Desk: desk, Words: lang.English, Took: func(_ context.Context, path string, n int64) { took = append(took, path) }})
	before := contentOf(t, tree, "/actions/open.csv")
	f, err := tree.Open(t.Context(), "/actions/open.csv")
	must(t, err)
	about, err := tree.Stat(t.Context(), "/meetings/next/actions.csv")
	must(t, err)
	_, err = desk.AddAction(t.Context(), schema.ActionDraft{Text: "Une fiche de plus", Owner: "ministry", Due: schema.Date{Year: 2015, Month: 6, Day: 1}})
	must(t, err)
	open := make([]byte, len(before)+1)
	n, err := f.ReadAt(open, 0)
	if !bytes.Equal(open[:n], before) || err != io.EOF {
		t.Errorf("an open file changed: %v", err)
	}
	if n, err := f.ReadAt(open[:4], int64(len(before)-2)); n != 2 || err != io.EOF || !bytes.Equal(open[:2], before[len(before)-2:]) {
		t.Errorf("reading on from the middle: %d, %v", n, err)
	}
	if _, err := f.ReadAt(open, -1); err == nil || err == io.EOF {
		t.Errorf("a negative offset: %v", err)
	}
	must(t, f.Close())
	must(t, f.Close())
	if after := contentOf(t, tree, "/actions/open.csv"); bytes.Equal(after, before) || !bytes.Contains(after, []byte("Une fiche de plus")) {
		t.Error("a file opened anew is the old one")
	}
	later, err := tree.Stat(t.Context(), "/meetings/next/actions.csv")
	must(t, err)
	if later.Size() <= about.Size() || !later.ModTime().After(about.ModTime()) {
		t.Errorf("size %d at %v, then %d at %v", about.Size(), about.ModTime(), later.Size(), later.ModTime())
	}
	if len(took) != 3 || took[1] != "/actions/open.csv" {
		t.Errorf("taken: %v", took)
	}
}

func TestAListedFolderAgreesWithItsSums(t *testing.T) {
	db := demoDB(t)
	desk, err := db.As(t.Context(), "secretariat")
	must(t, err)
	tree := treeOf(t, desk)
	_, err = tree.List(t.Context(), "/meetings/next")
	must(t, err)
	sums := contentOf(t, tree, "/meetings/next/SHA256SUMS")
	_, err = desk.AddAction(t.Context(), schema.ActionDraft{Text: "Une fiche de plus", Owner: "ministry", Due: schema.Date{Year: 2015, Month: 6, Day: 1}})
	must(t, err)
	if bytes.Contains(contentOf(t, tree, "/meetings/next/actions.csv"), []byte("Une fiche de plus")) {
		t.Error("a file differs from its listing while the folder is being copied")
	}
	_, err = tree.List(t.Context(), "/meetings/next")
	must(t, err)
	if bytes.Equal(contentOf(t, tree, "/meetings/next/SHA256SUMS"), sums) {
		t.Error("a new listing is the old one")
	}
}
