package storetest

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// errAbsent: PostgreSQL is not installed.
var errAbsent = errors.New("no PostgreSQL binaries in PATH or /usr/lib/postgresql")

// cluster is the one server that the tests of a binary share.
var cluster struct {
	once   sync.Once
	err    error
	server *Server
	main   bool // Main runs, and will stop it
	mu     sync.Mutex
	made   int // databases
}

// Main runs a package's tests and ends the process as they did. TestMain of
// each package that uses Each or Postgres calls it, or Run.
func Main(m *testing.M) { os.Exit(Run(m)) }

// Run runs a package's tests, then stops the PostgreSQL server that they used.
// It returns the exit status.
//
// Unless -parallel says otherwise, twice as many tests run at once as there are
// cores: half of the time a test waits for the server, and the server for it.
func Run(m *testing.M) int {
	if err := flag.Set("test.parallel", strconv.Itoa(2*runtime.GOMAXPROCS(0))); err != nil { // the command line is read after this
		panic(err)
	}
	cluster.main = true
	code := m.Run()
	if cluster.server != nil {
		cluster.server.remove()
	}
	for _, dir := range left.dirs {
		os.RemoveAll(dir)
	}
	return code
}

// Postgres returns the address of a migrated, empty database of the test's own.
// Its login owns it, and row security holds for that login.
func Postgres(t testing.TB) string {
	t.Helper()
	return empty.postgres(t)
}

// EmptyPostgres returns the address of a database without any tables.
func EmptyPostgres(t testing.TB) string {
	t.Helper()
	serve(t)
	return database(t, "")
}

// serve starts the server that tests share, unless it runs.
func serve(t testing.TB) {
	t.Helper()
	if !cluster.main {
		t.Fatal("storetest: TestMain must call storetest.Main")
	}
	cluster.once.Do(func() { cluster.server, cluster.err = start(memory()) })
	installed(t, cluster.err)
}

// database makes a database of the test's own on the shared server.
func database(t testing.TB, template string) string {
	t.Helper()
	cluster.mu.Lock()
	defer cluster.mu.Unlock()
	cluster.made++
	name := fmt.Sprintf("test%d", cluster.made)
	if err := cluster.server.administer("CREATE DATABASE " + name + template + " OWNER " + login); err != nil {
		t.Fatal("PostgreSQL: ", err)
	}
	t.Cleanup(func() {
		if err := cluster.server.administer("DROP DATABASE " + name + " WITH (FORCE)"); err != nil {
			t.Error("PostgreSQL: ", err)
		}
	})
	return address(login, name, cluster.server)
}

// installed skips the test loudly where PostgreSQL is missing, and fails it in
// CI and for any other error.
func installed(t testing.TB, err error) {
	t.Helper()
	if errors.Is(err, errAbsent) && os.Getenv("CI") != "true" {
		t.Skip("NOT TESTED ON POSTGRESQL: ", err)
	}
	if err != nil {
		t.Fatal("PostgreSQL: ", err)
	}
}

// login owns the databases, and passes no policy of theirs.
const login = "contactgroup"

// address names a database on servers, of which any may be the one that takes writes.
func address(login, database string, servers ...*Server) string {
	dirs := make([]string, len(servers))
	for i, s := range servers {
		dirs[i] = s.dir
	}
	return "postgres://" + login + "@/" + database + "?host=" + strings.Join(dirs, ",")
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
