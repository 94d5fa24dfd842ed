// Command loadtest puts many members at once on a running contactgroup server
// and says whether it is as quick and as light as promised:
//
//	go run ./cmd/contactgroup demo --data DIR --no-open    # in one window
//	go run ./cmd/loadtest --demo DIR/demo.json             # in another
//
// Times are told beside a floor: the same exchange with a bare SSH echo, taken
// in turns with the server's in the same run, so that a slow machine slows
// both. The echo runs within this process and acknowledges at once, which makes
// it a strict floor, and it shares the processor with the load.
//
// The change figure claims and releases one request, and leaves it as it was.
// Three figures are attacks, and taken only when --figures names them: comings
// (logins by the thousand), stalled (connections that never log in) and hostile
// (sessions that do all the harm they can, beside members who type).
//
// Only loopback addresses are accepted unless --anywhere is given.
//
// The exit status is 0 when everything measured is within its bound, 1 when
// something is over or could not be measured, 2 when the flags make no sense.
// What this machine cannot measure (no ssh, no /proc) is skipped and said so,
// unless --figures asks for it by name.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	status := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(status)
}

// errUnavailable is the reason why a figure cannot be had here, which is not
// the server's fault.
var errUnavailable = errors.New("not available here")

// run measures what args ask for and returns the exit status.
func run(ctx context.Context, args []string, out, errs io.Writer) int {
	o, err := parseFlags(args, errs)
	if errors.Is(err, flag.ErrHelp) {
		return 0
	}
	var t *target
	if err == nil {
		t, err = newTarget(ctx, o)
	}
	if err != nil {
		fmt.Fprintln(errs, "loadtest:", err)
		return 2
	}
	echo, err := startEcho()
	if err != nil {
		fmt.Fprintln(errs, "loadtest:", err)
		return 1
	}
	defer echo.Close()

	r := &report{Address: t.address, Figures: []figure{}}
	b := &bench{options: o, target: t, floor: echo.target(t)}
	b.measure(ctx, r, errs, []measure{{"keys", b.keys}, {"first-frame", b.firstFrame}, {"openssh", b.openSSH}})
	if (b.wants("idle") || b.wants("change")) && ctx.Err() == nil {
		fmt.Fprintf(errs, "measuring with %d sessions…\n", b.sessions)
		b.crowd(ctx, r)
	}
	b.measure(ctx, r, errs, []measure{{"typing", b.typing}, {"comings", b.comings}, {"stalled", b.stalled}, {"hostile", b.beside}})
	if ctx.Err() != nil {
		r.Failed = append(r.Failed, "interrupted")
	}
	if err := r.print(out, o.json); err != nil {
		fmt.Fprintln(errs, "loadtest:", err)
		return 1
	}
	return r.status()
}

// bench is what each figure is measured with.
type bench struct {
	*options
	target, floor *target
}

// measure is one figure that can be asked for.
type measure struct {
	name string
	take func(context.Context, *report) error
}

// measure takes those of the figures that are wanted.
func (b *bench) measure(ctx context.Context, r *report, errs io.Writer, figures []measure) {
	for _, f := range figures {
		if b.wants(f.name) && ctx.Err() == nil {
			fmt.Fprintf(errs, "measuring %s…\n", f.name)
			if err := f.take(ctx, r); err != nil {
				r.fail(f.name, err, b.named)
			}
		}
	}
}
