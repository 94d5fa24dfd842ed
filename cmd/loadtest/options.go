package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
)

// options are the flags.
type options struct {
	demo, address, knownHosts, key string
	members                        []string // logins; empty: every member of the demo
	actor, ref                     string   // whose command changes what; empty: chosen
	commands                       []string // run in turns, and as often each
	figures                        []string
	named                          bool // the figures were asked for by name
	sessions, keyCount, dials, pid int
	hostile, stall, come           int
	width, height                  int
	settle, window, patience       time.Duration
	json, anywhere                 bool
}

// usualFigures are measured unless others are asked for; attacks only by name.
var (
	usualFigures  = []string{"keys", "first-frame", "openssh", "idle", "change", "typing"}
	attackFigures = []string{"comings", "stalled", "hostile"}
	allFigures    = slices.Concat(usualFigures, attackFigures)
)

// parseFlags returns the options that args ask for. The error is
// flag.ErrHelp after --help, which has been answered on errs then.
func parseFlags(args []string, errs io.Writer) (*options, error) {
	o := &options{}
	f := flag.NewFlagSet("loadtest", flag.ContinueOnError)
	f.SetOutput(errs)
	f.StringVar(&o.demo, "demo", "", "the demo.json of a running demonstration: address, known_hosts, members")
	f.StringVar(&o.address, "address", "", "host:port of the server (default: the demo's)")
	f.StringVar(&o.knownHosts, "known-hosts", "", "known_hosts file that holds the server's key (default: the demo's)")
	f.StringVar(&o.key, "key", "", "private key file of one member, instead of the demo's members")
	members := f.String("members", "", "logins of the demo to use, comma-separated (default: all)")
	figures := f.String("figures", "", "which of "+strings.Join(allFigures, ",")+" (default: without the last three, all that can be had here)")
	size := f.String("size", "120x40", "terminal size in cells")
	f.IntVar(&o.sessions, "sessions", 500, "sessions of the idle, change, typing and hostile figures, ten to a connection")
	f.IntVar(&o.hostile, "hostile", 10, "how many of the hostile figure's sessions attack")
	f.IntVar(&o.stall, "stalled", 1000, "connections that never log in")
	f.IntVar(&o.come, "comings", 10_000, "logins with one command each")
	f.IntVar(&o.keyCount, "keys", 500, "keys to press")
	f.IntVar(&o.dials, "dials", 30, "visits to make for the first frame")
	f.IntVar(&o.pid, "pid", 0, "process of the server (default: whoever listens at the address)")
	f.StringVar(&o.actor, "actor", "", "login whose command makes the change (default: the first member)")
	f.StringVar(&o.ref, "ref", "", "request to change (default: the first unclaimed one on the members' screens)")
	f.Func("command", "command that makes a change, {ref} stands for the request; may be given again, they take turns (default: request claim, request release)",
		func(line string) error { o.commands = append(o.commands, line); return nil })
	f.DurationVar(&o.settle, "settle", 40*time.Millisecond, "silence after which a screen is complete")
	f.DurationVar(&o.window, "window", 20*time.Second, "how long to watch idle sessions, and to type")
	f.DurationVar(&o.patience, "patience", 10*time.Second, "how long to wait for any one answer")
	f.BoolVar(&o.json, "json", false, "print JSON")
	f.BoolVar(&o.anywhere, "anywhere", false, "accept an address that is not this machine's own")
	if err := f.Parse(args); err != nil {
		return nil, err
	}
	o.members, o.figures, o.named = list(*members), list(*figures), *figures != ""
	if !o.named {
		o.figures = usualFigures
	}
	if len(o.commands) == 0 {
		o.commands = []string{"request claim {ref}", "request release {ref}"}
	}
	if _, err := fmt.Sscanf(*size, "%dx%d", &o.width, &o.height); err != nil || o.width < 1 || o.height < 1 {
		return nil, fmt.Errorf("--size %s: want WIDTHxHEIGHT in cells, as 120x40", *size)
	}
	return o, o.check(f.Args())
}

func (o *options) check(rest []string) error {
	for _, name := range o.figures {
		if !slices.Contains(allFigures, name) {
			return fmt.Errorf("--figures %s: there are %s", name, strings.Join(allFigures, ", "))
		}
	}
	switch {
	case len(rest) > 0:
		return fmt.Errorf("%q is no flag; see --help", rest[0])
	case o.demo == "" && (o.address == "" || o.knownHosts == "" || o.key == ""):
		return errors.New("which server? give --demo DIR/demo.json, or --address, --known-hosts and --key")
	case o.key != "" && len(o.members) > 1:
		return errors.New("--key is one member's: give one login in --members, or none")
	case min(o.sessions, o.keyCount, o.dials, o.hostile, o.stall, o.come) < 1:
		return errors.New("--sessions, --keys, --dials, --hostile, --stalled and --comings must be at least 1")
	case min(o.settle, o.window, o.patience) <= 0:
		return errors.New("--settle, --window and --patience must be longer than nothing")
	}
	return nil
}

func (o *options) wants(figure string) bool { return slices.Contains(o.figures, figure) }

func list(commas string) []string {
	return strings.FieldsFunc(commas, func(r rune) bool { return r == ',' || r == ' ' })
}
