package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"

	"github.com/spf13/cobra"
	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/knownhosts"
	"golang.org/x/term"

	"contactgroup/cmd/contactgroup/demogroup"
	"contactgroup/schema"
	"contactgroup/store"
	"contactgroup/ui/lang"
	"contactgroup/ui/sshd"
)

const (
	demoClockFile = "clock"
	demoAddress   = "127.0.0.1:2222"
	portsToTry    = 50
)

// elsewhere are the shared flags that name the place of a register: the
// demonstration's is --data, so they are refused rather than passed over.
var elsewhere = []string{"database", "signing-key"}

// demo is one run of the demonstration.
type demo struct {
	words  *lang.Words
	dir    string
	listen string // empty: demoAddress, or the next free port
	size   int
	open   bool
	limits sshd.Limits

	clock *demoClock
	db    *store.DB
}

func demoCommand(words *lang.Words) *cobra.Command {
	d := &demo{words: words, open: true}
	var noOpen bool
	c := &cobra.Command{Use: "demo", Short: words.Program.DemoShort, Args: cobra.NoArgs, Annotations: map[string]string{standsAlone: "yes"},
		RunE: func(c *cobra.Command, _ []string) error {
			for _, name := range elsewhere {
				if c.Flags().Changed(name) {
					return misused(lang.Fill(words.Command.UnknownFlag, "flag", "--"+name))
				}
			}
			d.open = !noOpen && term.IsTerminal(int(os.Stdin.Fd())) && term.IsTerminal(int(os.Stdout.Fd()))
			return d.run(c.Context())
		}}
	c.Flags().StringVar(&d.dir, "data", filepath.Join(stateDir(), "demo"), words.Program.FlagData)
	c.Flags().StringVar(&d.listen, "listen", "", words.Program.FlagListen+" ("+demoAddress+")")
	c.Flags().BoolVar(&noOpen, "no-open", false, words.Program.FlagNoOpen)
	c.Flags().IntVar(&d.size, "size", 0, words.Program.FlagSize)
	limitFlags(c.Flags(), words, &d.limits)
	for _, name := range elsewhere {
		c.Flags().String(name, "", "")
		_ = c.Flags().MarkHidden(name) // defined above
	}
	return c
}

func (d *demo) run(ctx context.Context) error {
	var err error
	if d.dir, err = filepath.Abs(d.dir); err != nil {
		return err
	}
	if err := makeDir(d.dir); err != nil {
		return d.refuse(d.words.Program.CannotWrite, "path", d.dir, "error", err.Error())
	}
	l, err := d.bind()
	if err != nil {
		return err
	}
	defer l.Close()
	if err := d.prepare(ctx); err != nil {
		return err
	}
	defer d.db.Close()
	host, err := loadOrMakeKey(filepath.Join(d.dir, "host_key"), "contactgroup demo")
	if err != nil {
		return err
	}
	s, err := newService(d.db, d.clock.now, gate{hostKeys: []ssh.Signer{host}, limits: d.limits}, logger(slog.LevelWarn))
	if err != nil {
		return err
	}
	if s.seal, err = loadSeal(place{dir: d.dir}.signingKey()); err != nil {
		return err
	}
	if s.alerts, err = (&alerting{step: usualStep}).options(d.words, s); err != nil {
		return err
	}
	private, err := s.listenPrivately(place{dir: d.dir}.socket())
	if err != nil {
		return err
	}
	if err := d.announce(l.Addr(), host.PublicKey()); err != nil {
		return err
	}
	return d.serve(ctx, s, l, private, host.PublicKey())
}

// serve runs the server and, on a terminal, the chair's desk in front of it.
func (d *demo) serve(ctx context.Context, s *service, l, private net.Listener, host ssh.PublicKey) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	served := make(chan error, 1)
	go func() { served <- s.serve(ctx, []net.Listener{l}, private, d.keepClock) }()
	if d.open {
		key, err := loadOrMakeKey(d.key("chair"), "chair")
		if err == nil {
			_, err = visit{network: "tcp", address: l.Addr().String(), user: "chair", key: key, host: host}.desk(ctx)
		}
		switch others := s.others(); {
		case err != nil && ctx.Err() == nil:
			fmt.Fprintln(os.Stderr, d.words.RawError(err))
			stop()
		case others > 0:
			say("%s", d.words.Program.Left.Of(others))
		default:
			stop()
		}
	}
	err := <-served
	d.keepClock()
	say("%s", d.words.Program.Ended)
	return err
}

func (d *demo) keepClock() {
	if err := d.clock.keep(); err != nil {
		fmt.Fprintln(os.Stderr, d.words.RawError(err))
	}
}

func (d *demo) key(login string) string { return filepath.Join(d.dir, "keys", login) }

// bind listens on the address asked for, or on the first free port from the default one.
func (d *demo) bind() (net.Listener, error) {
	address := d.listen
	if address == "" {
		address = demoAddress
	}
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return nil, err
	}
	first, err := strconv.Atoi(port)
	if err != nil {
		return nil, fmt.Errorf("port %q: %w", port, err)
	}
	for n := first; ; n++ {
		l, err := net.Listen("tcp", net.JoinHostPort(host, strconv.Itoa(n)))
		if err == nil || !errors.Is(err, syscall.EADDRINUSE) {
			return l, err
		}
		if n >= first+portsToTry || n == 65535 {
			return nil, d.refuse(d.words.Program.InUse, "address", address)
		}
	}
}

// prepare opens the demonstration's store, made first when there is none yet.
// A demonstration half made is never left where the next run would take it for whole.
func (d *demo) prepare(ctx context.Context) error {
	path := filepath.Join(d.dir, "register.db")
	var err error
	if d.clock, err = openDemoClock(filepath.Join(d.dir, demoClockFile)); err != nil {
		return err
	}
	if _, err := os.Stat(path); errors.Is(err, os.ErrNotExist) {
		if err := d.make(ctx, path); err != nil {
			return err
		}
	}
	signer, earlier, err := loadOrMakeSigner(place{dir: d.dir}.signingKey())
	if err != nil {
		return err
	}
	d.db, err = store.Open(spelling(ctx, d.words), "sqlite:"+path, store.Options{Now: d.clock.now, Log: logger(slog.LevelWarn), Signer: signer, Earlier: earlier})
	if errors.Is(err, store.ErrLocked) {
		return d.refuse(d.words.Program.Locked, "path", path)
	}
	return err
}

func (d *demo) make(ctx context.Context, path string) error {
	keys := map[string]string{}
	for _, login := range demogroup.Logins {
		key, err := loadOrMakeKey(d.key(login), login)
		if err != nil {
			return err
		}
		keys[login] = strings.TrimSpace(string(ssh.MarshalAuthorizedKey(key.PublicKey())))
	}
	draft := path + ".new"
	for _, suffix := range []string{"", "-wal", "-shm"} {
		if err := os.Remove(draft + suffix); err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
	}
	past := &demogroup.Clock{}
	db, err := store.Open(ctx, "sqlite:"+draft, store.Options{Now: past.Now})
	if err != nil {
		return err
	}
	line := newProgress(d.words.Program.Seeding)
	err = demogroup.Seed(ctx, db, past, d.size, keys, func(done, total int) { line.tell(int64(done), int64(total)) })
	if err = errors.Join(err, db.Close()); err != nil {
		return err
	}
	d.clock.Set(demogroup.Start)
	if err := d.clock.keep(); err != nil {
		return err
	}
	return errors.Join(os.Rename(draft, path), os.Remove(draft+".lock"))
}

// demoFile is the content of demo.json.
type demoFile struct {
	Address    string       `json:"address"`
	KnownHosts string       `json:"known_hosts"`
	Members    []demoMember `json:"members"`
}

type demoMember struct {
	Login        string      `json:"login"`
	Key          string      `json:"key"`
	Organisation string      `json:"organisation"`
	Role         schema.Role `json:"role"`
}

// announce tells people and scripts how to enter, now that the server listens.
func (d *demo) announce(addr net.Addr, host ssh.PublicKey) error {
	known := filepath.Join(d.dir, "known_hosts")
	line := knownhosts.Line([]string{knownhosts.Normalize(addr.String())}, host)
	if err := writeWhole(known, []byte(line+"\n"), 0o644); err != nil {
		return err
	}
	file := demoFile{Address: addr.String(), KnownHosts: known}
	say("%s", lang.Fill(d.words.Program.Welcome, "group", d.db.Group().Name, "address", addr.String()))
	say("%s", lang.Fill(d.words.Program.DemoClock, "time", d.clock.now().In(schema.Paris).Format("02/01/2006 15:04")))
	say("%s\n", d.words.Program.Lines)
	tcp, _ := addr.(*net.TCPAddr)
	for _, login := range demogroup.Logins {
		desk, err := d.db.As(context.Background(), login)
		if err != nil {
			return err
		}
		who := desk.Who()
		file.Members = append(file.Members, demoMember{login, d.key(login), who.OrgCode, who.Role})
		say("  ssh -p %d -i %s -o IdentitiesOnly=yes -o %s %s@%s", tcp.Port, shellQuote(d.key(login)),
			shellQuote("UserKnownHostsFile="+optionQuote(known)), login, tcp.IP)
	}
	say("\n%s", d.words.Program.StopHint)
	text, err := json.MarshalIndent(file, "", "  ")
	if err != nil {
		return err
	}
	return writeWhole(filepath.Join(d.dir, "demo.json"), append(text, '\n'), 0o644)
}

// refuse prints one clear line and ends with status 1.
func (d *demo) refuse(text string, pairs ...string) error { return refuse(text, pairs...) }

func refuse(text string, pairs ...string) error {
	fmt.Fprintln(os.Stderr, "contactgroup: "+lang.Fill(text, pairs...))
	return exit(1)
}

// optionQuote writes a path for an ssh option, which splits at blanks.
func optionQuote(s string) string {
	if strings.ContainsAny(s, " \t") {
		return `"` + s + `"`
	}
	return s
}

// shellQuote writes one word for a POSIX shell.
func shellQuote(s string) string {
	plain := func(r rune) bool {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("-_./=:,@+", r)
	}
	if s != "" && strings.IndexFunc(s, func(r rune) bool { return !plain(r) }) < 0 {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}
