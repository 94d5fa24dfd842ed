package main

import (
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"

	"contactgroup/cmd/contactgroup/demogroup"
	"contactgroup/store"
)

func TestFiguresTellHowTheServerIsAndNoContents(t *testing.T) {
	clock := &demogroup.Clock{}
	db, err := store.Open(t.Context(), "sqlite:"+filepath.Join(t.TempDir(), "register.db"), store.Options{Now: clock.Now})
	must(t, err)
	defer db.Close()
	host, err := loadOrMakeKey(filepath.Join(t.TempDir(), "host_key"), "x")
	must(t, err)
	s, err := newService(db, clock.Now, gate{hostKeys: []ssh.Signer{host}}, slog.New(slog.DiscardHandler))
	must(t, err)
	get := func(path string) (int, string) {
		w := httptest.NewRecorder()
		s.metrics.handler().ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
		return w.Code, w.Body.String()
	}
	if code, text := get("/readyz"); code != http.StatusServiceUnavailable || text == "" {
		t.Errorf("without a group: %d %s", code, text)
	}
	must(t, demogroup.Seed(t.Context(), db, clock, 0, map[string]string{}, nil))
	s.refusals.count("unknown_key")
	s.metrics.ran("request list", time.Millisecond)
	s.metrics.commits.Observe(0.01)
	code, text := get("/metrics")
	if code != http.StatusOK {
		t.Fatal(code, text)
	}
	for _, want := range []string{`contactgroup_requests_open{label="P`, `contactgroup_logins_refused_total{reason="unknown_key"} 1`, `contactgroup_sessions{kind="screen"} 0`, `contactgroup_sessions{kind="command"} 0`, `contactgroup_sessions{kind="sftp"} 0`, `contactgroup_sessions{kind="watch"} 0`,
		"contactgroup_commit_seconds_count 1", `contactgroup_command_seconds_count{command="request list"} 1`, "contactgroup_database_up 1", `contactgroup_log_entries{kind="requests"}`, "go_goroutines"} {
		if !strings.Contains(text, want) {
			t.Errorf("not told: %s", want)
		}
	}
	for _, secret := range []string{"google", "GOO-", ".example", "vidéo"} {
		if strings.Contains(text, secret) {
			t.Errorf("told: %s", secret)
		}
	}
	if code, text := get("/readyz"); code != http.StatusServiceUnavailable || text == "" {
		t.Errorf("while nobody is received: %d %s", code, text)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	go s.server.Serve(l)
	defer s.server.Shutdown(t.Context())
	until(t, "it listens", func() bool { return s.server.Ready() == nil })
	for path, want := range map[string]int{"/healthz": http.StatusOK, "/readyz": http.StatusOK, "/": http.StatusNotFound} {
		if code, text := get(path); code != want {
			t.Errorf("%s: %d %s", path, code, text)
		}
	}
}

func TestOnlyPrivateAddressesArePrivate(t *testing.T) {
	for address, want := range map[string]bool{"127.0.0.1:9090": true, "[::1]:9": true, "localhost:9": true, "10.1.2.3:9": true, "192.168.0.1:9": true,
		":9090": false, "0.0.0.0:9": false, "[::]:9": false, "192.0.2.7:9": false, "example.org:9": false, "": false} {
		if isPrivate(address) != want {
			t.Errorf("%q: private %v", address, !want)
		}
	}
}
