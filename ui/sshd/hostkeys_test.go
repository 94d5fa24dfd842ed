package sshd

import (
	"bytes"
	"net"
	"os"
	"slices"
	"strings"
	"testing"

	"golang.org/x/crypto/ssh"
)

// announced logs in and returns the host keys that the server announces, and the connection.
func announced(t *testing.T, h *house) ([]ssh.PublicKey, ssh.Conn) {
	t.Helper()
	raw, err := net.Dial("tcp", h.address)
	if err != nil {
		t.Fatal(err)
	}
	conn, channels, requests, err := ssh.NewClientConn(raw, h.address, h.config(h.member))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	go func() {
		for range channels {
		}
	}()
	first := <-requests
	go ssh.DiscardRequests(requests)
	if first.Type != announceKeys {
		t.Fatalf("first came %s", first.Type)
	}
	var keys []ssh.PublicKey
	for rest := first.Payload; len(rest) > 0; {
		var m struct {
			Key  []byte
			Rest []byte `ssh:"rest"`
		}
		if err := ssh.Unmarshal(rest, &m); err != nil {
			t.Fatal(err)
		}
		key, err := ssh.ParsePublicKey(m.Key)
		if err != nil {
			t.Fatal(err)
		}
		keys, rest = append(keys, key), m.Rest
	}
	return keys, conn
}

func question(keys ...ssh.Signer) (payload []byte) {
	for _, key := range keys {
		payload = append(payload, ssh.Marshal(field{string(key.PublicKey().Marshal())})...)
	}
	return payload
}

func TestEachHostKeyIsAnnouncedAndProven(t *testing.T) {
	next := newKey(t)
	h := start(t, func(c *Config) { c.HostKeys = append(c.HostKeys, next) })
	keys, conn := announced(t, h)
	if len(keys) != 2 || !bytes.Equal(keys[0].Marshal(), h.host.PublicKey().Marshal()) || !bytes.Equal(keys[1].Marshal(), next.PublicKey().Marshal()) {
		t.Fatalf("announced %v", keys)
	}
	ok, answer, err := conn.SendRequest(proveKeys, true, question(next))
	if err != nil || !ok {
		t.Fatalf("not proven: %v", err)
	}
	var m struct{ Signature []byte }
	var signature ssh.Signature
	if err := ssh.Unmarshal(answer, &m); err != nil {
		t.Fatal(err)
	}
	if err := ssh.Unmarshal(m.Signature, &signature); err != nil {
		t.Fatal(err)
	}
	signed := ssh.Marshal(struct{ Purpose, Session, Key string }{"hostkeys-prove-00@openssh.com", string(conn.SessionID()), string(next.PublicKey().Marshal())})
	if err := next.PublicKey().Verify(signed, &signature); err != nil {
		t.Error(err)
	}
	if ok, _, err := conn.SendRequest(proveKeys, true, question(next)); ok || err != nil {
		t.Errorf("proven twice: %v, %v", ok, err)
	}
}

func TestNothingIsSignedForKeysThatAreNotOurs(t *testing.T) {
	h := start(t, nil)
	for name, payload := range map[string][]byte{
		"nothing":        nil,
		"a stranger's":   question(newKey(t)),
		"ours and more":  question(h.host, h.host),
		"half a message": question(h.host)[:10],
		"a huge length":  {0xff, 0xff, 0xff, 0xff},
	} {
		_, conn := announced(t, h)
		if ok, _, err := conn.SendRequest(proveKeys, true, payload); ok || err != nil {
			t.Errorf("%s: %v, %v", name, ok, err)
		}
	}
}

func TestReloadReachesNewConnectionsAndLeavesTheOthers(t *testing.T) {
	h := start(t, nil)
	client := h.dial(t)
	next := newKey(t)
	if err := h.Reload(func(c *Config) { c.HostKeys, c.Limits.ChannelsPerConn = []ssh.Signer{next}, 1 }); err != nil {
		t.Fatal(err)
	}
	open(t, client)
	open(t, client) // still two
	h.host = next
	second := h.dial(t)
	open(t, second)
	if _, _, err := second.OpenChannel("session", nil); err == nil {
		t.Error("the new limit does not hold")
	}
	if err := h.Reload(func(c *Config) { c.HostKeys = nil }); err == nil {
		t.Error("a server without host keys")
	}
	h.dial(t)
}

// TestARealClientLearnsTheNextHostKeyAndForgetsTheLast is a whole rotation, as an OpenSSH client with UpdateHostKeys lives it.
func TestARealClientLearnsTheNextHostKeyAndForgetsTheLast(t *testing.T) {
	file, public := keyFile(t)
	h := start(t, nil)
	must(t, h.Reload(func(c *Config) { c.Authorise = admitting(public) }))
	ssh := openSSH(t, h)
	line := func(key []byte) string { return strings.Fields(string(key))[1] }
	visit := func() string {
		cmd := ssh(t.Context(), []string{file}, "-o", "UpdateHostKeys=yes", "whoami")
		if out, err := cmd.CombinedOutput(); !strings.Contains(string(out), "alice whoami:") {
			t.Fatalf("%s: %v", out, err)
		}
		at := slices.IndexFunc(cmd.Args, func(a string) bool { return strings.HasPrefix(a, "UserKnownHostsFile=") })
		text, err := os.ReadFile(strings.TrimPrefix(cmd.Args[at], "UserKnownHostsFile="))
		must(t, err)
		return string(text)
	}
	last, next := h.host, newKey(t)
	lastLine, nextLine := line(authorized(last)), line(authorized(next))
	must(t, h.Reload(func(c *Config) { c.HostKeys = append(c.HostKeys, next) }))
	if text := visit(); !strings.Contains(text, lastLine) || !strings.Contains(text, nextLine) {
		t.Fatalf("after the announcement it knows\n%s", text)
	}
	must(t, h.Reload(func(c *Config) { c.HostKeys = c.HostKeys[1:] }))
	if text := visit(); strings.Contains(text, lastLine) || !strings.Contains(text, nextLine) {
		t.Fatalf("after the last key went it knows\n%s", text)
	}
}

func authorized(key ssh.Signer) []byte { return ssh.MarshalAuthorizedKey(key.PublicKey()) }
