package storetest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// Server is a throw-away PostgreSQL server without durability against the
// machine's own end, reached by a socket in its own directory.
type Server struct {
	dir      string
	bin      string
	uid, gid int
	durable  bool
	server   *exec.Cmd
	said     *bytes.Buffer
	ended    chan struct{} // closed once server has ended
}

// NewServer starts a server of the test's own, which can be stopped, killed and
// replaced, and removes it when the test ends.
func NewServer(t testing.TB) *Server {
	t.Helper()
	s, err := start(placeOf(t))
	installed(t, err)
	t.Cleanup(s.remove)
	if err := s.administer("CREATE DATABASE register OWNER " + login); err != nil {
		t.Fatal("PostgreSQL: ", err)
	}
	return s
}

// URL is the address of the register on the server, or on one of others that
// may take its place.
func (s *Server) URL(others ...*Server) string {
	return address(login, "register", append([]*Server{s}, others...)...)
}

// Dir is the directory of the server's socket.
func (s *Server) Dir() string { return s.dir }

// Start starts the server anew and waits until it answers.
func (s *Server) Start(t testing.TB) {
	t.Helper()
	if err := s.launch(); err != nil {
		t.Fatal("PostgreSQL: ", err)
	}
}

// Stop ends the server and all connections in order.
func (s *Server) Stop() { s.end(os.Interrupt) }

// Kill ends the server without letting it do anything more.
func (s *Server) Kill() { s.end(os.Kill) }

func (s *Server) end(signal os.Signal) {
	if s.server != nil {
		_ = s.server.Process.Signal(signal) // if it is gone, all the better
		<-s.ended
		s.server = nil
	}
}

func (s *Server) remove() {
	s.Stop()
	os.RemoveAll(s.dir)
}

// Do runs a statement on the server as its superuser.
func (s *Server) Do(t testing.TB, statement string) {
	t.Helper()
	if err := s.administer(statement); err != nil {
		t.Fatal("PostgreSQL: ", err)
	}
}

// Standby makes a second server that follows this one; from then on a commit is
// acknowledged only once the standby has it.
func (s *Server) Standby(t testing.TB) *Server {
	t.Helper()
	dir, err := os.MkdirTemp(filepath.Dir(s.dir), "pg")
	if err != nil {
		t.Fatal(err)
	}
	standby := &Server{dir: dir, bin: s.bin}
	t.Cleanup(standby.remove)
	standby.uid, standby.gid, err = servant(dir)
	if err == nil {
		err = standby.tool("pg_basebackup", "-D", standby.data(), "-h", s.dir, "-U", "postgres", "-R", "-X", "stream", "-c", "fast", "--no-sync")
	}
	if err != nil {
		t.Fatal("PostgreSQL: ", err)
	}
	standby.Start(t)
	s.Do(t, "ALTER SYSTEM SET synchronous_standby_names = '*'")
	s.Do(t, "SELECT pg_reload_conf()")
	return standby
}

// Promote makes a standby the server that takes writes.
func (s *Server) Promote(t testing.TB) {
	t.Helper()
	s.Do(t, "SELECT pg_promote(true, 60)")
}

// version is the server's major version, 0 if its place does not tell.
func (s *Server) version() int { return versionOf(filepath.Join(s.bin, "postgres")) }

func (s *Server) data() string { return filepath.Join(s.dir, "data") }

// start makes a server in a directory of its own below where, and the login that
// owns its databases.
func start(where string) (*Server, error) {
	bin, err := binaries()
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp(where, "pg")
	if err != nil {
		return nil, err
	}
	s := &Server{dir: dir, bin: bin}
	if s.uid, s.gid, err = servant(dir); err == nil {
		err = s.tool("initdb", "-D", s.data(), "-U", "postgres", "--auth=trust", "--no-sync", "--locale=C", "--encoding=UTF8")
	}
	if err == nil {
		err = s.launch()
	}
	if err == nil {
		err = s.administer("CREATE ROLE " + login + " LOGIN NOSUPERUSER NOBYPASSRLS")
	}
	if err != nil {
		s.remove()
		return nil, err
	}
	return s, nil
}

// tool runs one of PostgreSQL's programs to its end.
func (s *Server) tool(name string, args ...string) error {
	c := exec.Command(filepath.Join(s.bin, name), args...)
	as(c, s.uid, s.gid)
	c.Dir = s.dir
	if out, err := c.CombinedOutput(); err != nil {
		return fmt.Errorf("%s: %w\n%s", name, err, out)
	}
	return nil
}

// launch starts the server and waits until it answers. What a killed one has
// left may hold it up: then it is started again.
func (s *Server) launch() error {
	deadline := time.Now().Add(time.Minute)
	if err := s.spawn(); err != nil {
		return err
	}
	for ; ; time.Sleep(20 * time.Millisecond) {
		err := s.administer("SELECT 1")
		if err == nil {
			return nil
		}
		if time.Now().After(deadline) {
			return fmt.Errorf("postgres does not answer: %w\n%s", err, s.said.String())
		}
		select {
		case <-s.ended:
			if err := s.spawn(); err != nil {
				return err
			}
		default:
		}
	}
}

// spawn starts the process. The goroutine keeps the thread that started it,
// because the server ends with that thread.
func (s *Server) spawn() error {
	server := exec.Command(filepath.Join(s.bin, "postgres"), "-D", s.data(), "-k", s.dir, "-c", "listen_addresses=", "-c", "fsync="+s.waits(),
		"-c", "full_page_writes="+s.waits(), "-c", "max_connections=300", "-c", "autovacuum=off")
	as(server, s.uid, s.gid)
	server.Dir = s.dir
	s.said, s.ended = &bytes.Buffer{}, make(chan struct{})
	server.Stdout, server.Stderr = s.said, s.said
	started, ended := make(chan error), s.ended
	go func() {
		runtime.LockOSThread()
		defer close(ended)
		err := server.Start()
		started <- err
		if err == nil {
			_ = server.Wait() // it is told to stop, or killed
		}
	}()
	s.server = server
	return <-started
}

func (s *Server) administer(statement string) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	conn, err := pgx.Connect(ctx, address("postgres", "postgres", s))
	if err != nil {
		return err
	}
	_, err = conn.Exec(ctx, statement)
	return errors.Join(err, conn.Close(ctx))
}
