package store_test

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"maps"
	"testing"

	"golang.org/x/crypto/ssh"

	"contactgroup/schema"
	"contactgroup/store"
)

// keyLine is a public key line of its own for each name, the same at each run.
func keyLine(t testing.TB, name string) string {
	t.Helper()
	seed := sha256.Sum256([]byte(name))
	public, err := ssh.NewPublicKey(ed25519.NewKeyFromSeed(seed[:]).Public())
	if err != nil {
		t.Fatal(err)
	}
	return public.Type() + " " + base64.StdEncoding.EncodeToString(public.Marshal()) + " " + name
}

func (g group) as(t *testing.T, login string) *store.Desk {
	t.Helper()
	if g.Desks[login] == nil {
		t.Fatalf("nobody is called %s", login)
	}
	return g.Desks[login]
}

// heads is how far every log of the group has come, to tell what was not written.
func (g group) heads(t *testing.T) map[string]schema.Seq {
	t.Helper()
	out := map[string]schema.Seq{}
	for _, d := range g.Desks {
		head, err := d.Head(t.Context())
		if errors.Is(err, schema.ErrForbidden) {
			continue // shut out by the test
		}
		must(t, err)
		maps.Copy(out, head)
	}
	return out
}

// unlogged fails when a log has grown since its heads were before: refused commands are told nowhere.
func (g group) unlogged(t *testing.T, before map[string]schema.Seq) {
	t.Helper()
	if after := g.heads(t); !maps.Equal(before, after) {
		t.Errorf("refused commands were logged: %v, then %v", before, after)
	}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// why is the reason of a refusal, empty for nil.
func why(t testing.TB, err error) schema.Reason {
	t.Helper()
	if err == nil {
		return ""
	}
	var f *schema.Fault
	if !errors.As(err, &f) {
		t.Fatalf("not a refusal: %v", err)
	}
	return f.Why
}
