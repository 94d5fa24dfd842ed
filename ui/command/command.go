// Package command is the desk as commands: NOUN VERB [REF…|-] [flags], the same
// over SSH and on the machine itself. Data goes to stdout and messages to
// stderr; without a terminal there is no colour, nothing is cut, and times are
// ISO 8601 in UTC.
//
// The exit code is a promise to scripts. What is wrong is decided in this order:
//
//	2    unknown noun, verb or flag, unclosed quote
//	4    the verb is not for this member's role
//	2    bad arguments: missing, too many, or an option of the command that does not exist
//	3    not found, or not visible: the same bytes
//	7    a value or the data given cannot be accepted
//	5    not possible in the present state, or changed meanwhile
//	6    some of a batch failed
//	75   try again
//	1    any other failure, output that could not be written among them
//	130  cancelled
//
// What a word means is judged by package schema (7), what an option of the
// command means here (2). Verbs on requests and action items come from schema's
// tables of transitions.
package command

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"time"

	"contactgroup/schema"
	"contactgroup/ui/lang"
)

// Session is one command about to run: who runs it, with what to read and where to write.
type Session struct {
	Ctx      context.Context // cancelled: the command ends with 130, or as a *schema.Fault that is the cause says
	Desk     Desk
	In       io.Reader // read only by commands that take text, data or "-"
	Out, Err io.Writer
	// Failed gives what fails for no reason that people can be told its number,
	// and tells whoever runs the server; nil: nobody is told.
	Failed      func(error) error
	Words       *lang.Words       // unless --lang chooses others
	Speaks      func(*lang.Words) // is told before the command runs which words it speaks; nil: nobody is
	Zone        *time.Location    // in which days and hours are typed; nil: the member's
	Intake      func(io.Reader) iter.Seq2[schema.IntakeRow, error]
	Colour      bool   // Out is a terminal that shows colours
	Terminal    bool   // Err is a terminal: long reading shows there how far it is
	Screen      bool   // Out is a terminal: what is no text is not written there
	Version     string // of the program
	ProgramName string // as the local program is called; empty: "contactgroup"
	Join        string // what follows "ssh" for who is invited: "-p 2222 join@host"; empty: not known here
	HostKey     string // fingerprint of the server's; empty: not known here
	// Took is told of a list or document that was written, once: its verb and
	// references, never what people typed beside, and how many bytes. Nil: nobody is.
	Took func(document string, bytes int64)
	Ran  func(command string, took time.Duration) // is told of each command by its noun and verb; nil: nobody is
	ran  string
	took string // what Took is to be told; empty: nothing
	Host string // of the ssh command lines in examples; empty: examples are of the local program
}

// Exit codes.
const (
	exitOK        = 0
	exitFailure   = 1
	exitUsage     = 2
	exitNotFound  = 3
	exitForbidden = 4
	exitState     = 5
	exitPartly    = 6
	exitInvalid   = 7
	exitTryAgain  = 75
	exitCancelled = 130
)

// RunLine runs a raw command line as it came over SSH and returns the exit code.
func RunLine(s Session, line string) int {
	args, err := Split(line)
	if err != nil {
		_, _ = fmt.Fprintln(s.Err, s.Words.Command.Unclosed) // whoever cannot be told still gets the code
		return exitUsage
	}
	return Run(s, args)
}

// Run runs one command, given as words without the program's name, and returns the exit code.
func Run(s Session, args []string) int {
	words, code, err := do(&s, args)
	if text := complaint(words, code, err); text != "" {
		_, _ = fmt.Fprintln(s.Err, text) // whoever cannot be told still gets the code
	}
	return code
}

// Do is Run for a caller who tells of a failure by itself.
func Do(s Session, args []string) error {
	_, _, err := do(&s, args)
	return err
}

// do runs one command, and returns the words to tell how it ended, the exit
// code, and the error as people may be told of it.
func do(s *Session, args []string) (*lang.Words, int, error) {
	ctx, cancel := context.WithCancel(s.Ctx)
	defer cancel() // frees whoever still waits for stdin
	s.Ctx = ctx
	s.Zone = cmp.Or(s.Zone, s.Desk.Who().Location())
	s.ProgramName = cmp.Or(s.ProgramName, "contactgroup")
	args = foldNames(args)
	words := sentences(flaggedWords(args, s.Words))
	if s.Speaks != nil {
		s.Speaks(words)
	}
	began := time.Now()
	counted := &counting{Writer: s.Out, lost: &refusal{exitFailure, words.Command.Unwritten}}
	out := bufio.NewWriterSize(counted, 32<<10)
	root := tree(s, words, out, args)
	root.SetOut(out)
	root.SetErr(s.Err)
	root.SetIn(s.In)

	err := root.ExecuteContext(ctx)
	if flushed := out.Flush(); err == nil {
		err = flushed
	}
	if s.Ran != nil {
		s.Ran(cmp.Or(s.ran, "unknown"), time.Since(began))
	}
	if s.took != "" && s.Took != nil {
		s.Took(s.took, counted.n)
	}
	if end := ended(ctx); err != nil && end != nil {
		err = end
	}
	return words, exitCode(ctx, err), s.known(err)
}

// known is err as people may be told of it.
func (s *Session) known(err error) error {
	var r *refusal
	if err == nil || s.Failed == nil || errors.As(err, &r) || s.Ctx.Err() != nil {
		return err
	}
	return s.Failed(err)
}

// refusal is what the command itself refuses, before or beside the Desk.
type refusal struct {
	code int
	text string // for people; empty: said already
}

func (r *refusal) Error() string { return r.text }

// ended is the refusal by which the session was ended from outside, nil when it
// goes on or was cancelled by whoever runs it.
func ended(ctx context.Context) error {
	if f := (*schema.Fault)(nil); errors.As(context.Cause(ctx), &f) {
		return f
	}
	return nil
}

// ExitCode tells the end of what a Desk or the store refused by its error.
func ExitCode(err error) int { return exitCode(context.Background(), err) }

// exitCode tells a command's end by its error; ctx is the command's.
func exitCode(ctx context.Context, err error) int {
	var r *refusal
	switch {
	case err == nil:
		return exitOK
	case errors.Is(ctx.Err(), context.Canceled) && ended(ctx) == nil:
		return exitCancelled
	case errors.As(err, &r):
		return r.code
	case errors.Is(err, schema.ErrForbidden):
		return exitForbidden
	case errors.Is(err, schema.ErrNotFound):
		return exitNotFound
	case errors.Is(err, schema.ErrInvalid):
		return exitInvalid
	case errors.Is(err, schema.ErrState), errors.Is(err, schema.ErrStale):
		return exitState
	case errors.Is(err, schema.ErrTryAgain), errors.Is(err, context.DeadlineExceeded):
		return exitTryAgain
	}
	return exitFailure
}

func complaint(w *lang.Words, code int, err error) string {
	var r *refusal
	switch {
	case err == nil:
		return ""
	case code == exitCancelled:
		return w.Command.Cancelled
	case errors.As(err, &r):
		return r.text
	}
	return w.Error(err)
}

// sentences returns w with the sentences that name keys of a screen replaced by
// those that name commands.
func sentences(w *lang.Words) *lang.Words {
	own := *w
	own.Fault.Reasons = make(map[schema.Reason]string, len(w.Fault.Reasons))
	for why, text := range w.Fault.Reasons {
		own.Fault.Reasons[why] = text
	}
	for why, text := range w.Command.Reasons {
		own.Fault.Reasons[why] = text
	}
	own.Fault.Nowhere = own.Fault.Reasons[schema.WhyHidden]
	own.Fault.Offered = w.Command.Offered
	return &own
}
