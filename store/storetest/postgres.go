package storetest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"contactgroup/store"
)

// errAbsent: PostgreSQL is not installed.
var errAbsent = errors.New("no PostgreSQL binaries in PATH or /usr/lib/postgresql")

// cluster is the one server of a test binary.
var cluster struct {
	once sync.Once
	err  error
	dir  string
	stop func()
	main bool // Main runs, and will stop it
	mu   sync.Mutex
	made int // databases
}

// Main runs a package's tests and ends the process as they did. TestMain of
// each package that uses Each or Postgres calls it, or Run.
func Main(m *testing.M) { os.Exit(Run(m)) }

// Run runs a package's tests, then stops the PostgreSQL server that they used.
// It returns the exit status.
func Run(m *testing.M) int {
	cluster.main = true
	code := m.Run()
	if cluster.stop != nil {
		cluster.stop()
	}
	return code
}

// Postgres returns the address of a migrated, empty database of the test's own.
func Postgres(t testing.TB) string {
	t.Helper()
	if !cluster.main {
		t.Fatal("storetest: TestMain must call storetest.Main")
	}
	cluster.once.Do(func() { cluster.err = start() })
	if errors.Is(cluster.err, errAbsent) && os.Getenv("CI") != "true" {
		t.Skip("NOT TESTED ON POSTGRESQL: ", cluster.err)
	}
	if cluster.err != nil {
		t.Fatal("PostgreSQL: ", cluster.err)
	}
	cluster.mu.Lock()
	defer cluster.mu.Unlock()
	cluster.made++
	name := fmt.Sprintf("test%d", cluster.made)
	if err := administer("CREATE DATABASE " + name + " TEMPLATE register OWNER " + login); err != nil {
		t.Fatal("PostgreSQL: ", err)
	}
	t.Cleanup(func() {
		if err := administer("DROP DATABASE " + name + " WITH (FORCE)"); err != nil {
			t.Error("PostgreSQL: ", err)
		}
	})
	return address(login, name)
}

// login owns the databases, and passes no policy of theirs.
const login = "contactgroup"

func address(login, database string) string {
	return "postgres://" + login + "@/" + database + "?host=" + cluster.dir
}

func administer(statement string) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	conn, err := pgx.Connect(ctx, address("postgres", "postgres"))
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	_, err = conn.Exec(ctx, statement)
	return err
}

// start makes a cluster without durability, reached by a socket in its own
// directory, and in it the migrated database that each test gets a copy of.
func start() error {
	bin, err := binaries()
	if err != nil {
		return err
	}
	if cluster.dir, err = os.MkdirTemp("", "pg"); err != nil {
		return err
	}
	cluster.stop = func() { os.RemoveAll(cluster.dir) }
	uid, gid, err := servant(cluster.dir)
	if err != nil {
		return err
	}
	data := filepath.Join(cluster.dir, "data")
	initdb := exec.Command(filepath.Join(bin, "initdb"), "-D", data, "-U", "postgres", "--auth=trust", "--no-sync", "--locale=C", "--encoding=UTF8")
	as(initdb, uid, gid)
	initdb.Dir = cluster.dir
	if out, err := initdb.CombinedOutput(); err != nil {
		return fmt.Errorf("initdb: %w\n%s", err, out)
	}
	server := exec.Command(filepath.Join(bin, "postgres"), "-D", data, "-k", cluster.dir, "-c", "listen_addresses=", "-c", "fsync=off",
		"-c", "full_page_writes=off", "-c", "max_connections=300", "-c", "autovacuum=off")
	as(server, uid, gid)
	server.Dir = cluster.dir
	if err := serve(server); err != nil {
		return err
	}
	return makeTemplate()
}

// serve starts the server; cluster.stop will end it. The goroutine keeps the
// thread that started it, because the server ends with that thread.
func serve(server *exec.Cmd) error {
	var said bytes.Buffer
	server.Stdout, server.Stderr = &said, &said
	started, ended := make(chan error), make(chan struct{})
	go func() {
		runtime.LockOSThread()
		defer close(ended)
		err := server.Start()
		started <- err
		if err == nil {
			_ = server.Wait() // it is told to stop
		}
	}()
	if err := <-started; err != nil {
		return err
	}
	cluster.stop = func() {
		_ = server.Process.Signal(os.Interrupt) // fast shutdown; if it is gone, all the better
		<-ended
		os.RemoveAll(cluster.dir)
	}
	for deadline := time.Now().Add(time.Minute); ; time.Sleep(20 * time.Millisecond) {
		err := administer("SELECT 1")
		if err == nil {
			return nil
		}
		select {
		case <-ended:
			return fmt.Errorf("postgres: %w\n%s", err, said.String())
		default:
		}
		if time.Now().After(deadline) {
			return fmt.Errorf("postgres does not answer: %w", err)
		}
	}
}

func makeTemplate() error {
	if err := administer("CREATE ROLE " + login + " LOGIN NOSUPERUSER NOBYPASSRLS"); err != nil {
		return err
	}
	if err := administer("CREATE DATABASE register OWNER " + login); err != nil {
		return err
	}
	db, err := store.Open(context.Background(), address(login, "register"), store.Options{})
	if err != nil {
		return err
	}
	return db.Close()
}

// binaries finds the directory of the newest server installed.
func binaries() (string, error) {
	installed, err := filepath.Glob("/usr/lib/postgresql/*/bin/postgres")
	if err != nil {
		return "", err
	}
	slices.SortFunc(installed, func(a, b string) int { return versionOf(b) - versionOf(a) })
	if path, err := exec.LookPath("postgres"); err == nil {
		installed = append(installed, path)
	}
	for _, path := range installed {
		if real, err := filepath.EvalSymlinks(path); err == nil {
			return filepath.Dir(real), nil
		}
	}
	return "", errAbsent
}

func versionOf(path string) int {
	n, _ := strconv.Atoi(filepath.Base(filepath.Dir(filepath.Dir(path)))) // not a number: the oldest
	return n
}

// servant is the user the server runs as: PostgreSQL refuses to run as root.
// It gets the directory.
func servant(dir string) (uid, gid int, err error) {
	if os.Geteuid() != 0 {
		return os.Getuid(), os.Getgid(), nil
	}
	for _, name := range []string{"postgres", "nobody"} {
		u, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, uidErr := strconv.Atoi(u.Uid)
		gid, gidErr := strconv.Atoi(u.Gid)
		if err := errors.Join(uidErr, gidErr, os.Chown(dir, uid, gid)); err != nil {
			return 0, 0, err
		}
		return uid, gid, nil
	}
	return 0, 0, errors.New("run as root, and there is neither a user postgres nor nobody")
}
