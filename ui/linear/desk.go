// Package linear is the desk by numbers: every list, question and choice is a
// few lines that stay where they were written, for terminals that cannot place a
// cursor and for people whom lines read out serve better than a screen.
//
// It sends no sequence at all to the terminal. One goroutine asks and answers;
// another one tells, on lines of their own, what other sessions commit.
package linear

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"sync/atomic"

	"contactgroup/schema"
	"contactgroup/ui/item"
	"contactgroup/ui/lang"
	"contactgroup/ui/meeting"
	"contactgroup/ui/settings"
	"contactgroup/ui/widget"
)

// Desk is what the desk by numbers asks of the register.
type Desk interface {
	item.Desk
	settings.Desk
	meeting.Desk
	Views(context.Context) ([]schema.View, error)
	SaveView(context.Context, schema.View) (schema.View, error)
	Requests(context.Context, schema.List) (schema.Page[schema.Request], error)
	CountRequests(ctx context.Context, q schema.Query, all bool) (schema.Count, error)
	Replies(context.Context, schema.List) (schema.Page[schema.Reply], error)
	CountReplies(ctx context.Context, q schema.Query, all bool) (schema.Count, error)
	CountActions(ctx context.Context, q schema.Query, all bool) (schema.Count, error)
	Undo(context.Context) (schema.Undone, error)
	Redo(context.Context) (schema.Undone, error)
	Head(context.Context) (schema.Cursor, error)
	Changes(ctx context.Context, after schema.Cursor, limit int) ([]schema.Event, schema.Cursor, error)
	Watch(context.Context) <-chan struct{}
}

// Options make a session's desk by numbers.
type Options struct {
	Session *widget.Session // without theme and copying
	Desk    Desk
	Console *Console
	Choose  func(schema.Lang) *lang.Words // the words of a member who chose this language
	// Command runs what was typed as a command of the desk, in the words given.
	Command func(line string, words *lang.Words)
	Told    []string // said first, such as the last login
	Screens bool     // the terminal could show screens
}

// desk is one session.
type desk struct {
	Options
	s      *widget.Session
	who    schema.Actor
	view   int
	saved  schema.View // shown; zero: one that everybody has
	filter string
	query  schema.Query
	after  []string // cursors of the pages before this one
	rows   []row
	next   string // cursor; empty: this is the last page
	left   bool
	screen bool // leave for the screens

	dress atomic.Pointer[widget.Session] // what is announced is in its words
}

// Run is the desk until the member leaves or the session ends. It reports
// whether the member turned accessible mode off and now wants the screens.
func Run(o Options) (screens bool) {
	d := &desk{Options: o, s: o.Session, who: o.Desk.Who()}
	d.dress.Store(d.s)
	ctx, stop := context.WithCancel(o.Session.Ctx)
	// Where the logs stand is known before the first list is read: what is
	// committed meanwhile is announced rather than lost.
	wake := d.Desk.Watch(ctx)
	at, err := d.Desk.Head(ctx)
	if err != nil {
		at = nil // it is asked for again
	}
	told := make(chan struct{})
	go func() {
		defer close(told)
		defer func() { _ = recover() }() // nothing is announced then; the desk goes on
		d.tell(ctx, wake, at)
	}()
	defer func() {
		stop()
		<-told
	}()
	for _, text := range o.Told {
		d.say(text)
	}
	d.say(lang.Fill(d.words().Welcome, "who", d.who.Name, "group", o.Desk.Group().Name))
	d.list()
	for !d.left && !d.screen {
		d.turn()
	}
	return d.screen
}

func (d *desk) words() lang.Linear { return d.s.Words.Linear }

// say writes a text that may hold what the register gave.
func (d *desk) say(text string) { d.Console.Say(text) }

// fault tells of an error as the screens do.
func (d *desk) fault(err error) {
	if err != nil && !errors.Is(err, errBack) && !errors.Is(err, io.EOF) {
		d.say(d.s.Words.Error(err))
	}
}

// call runs one call of the Desk.
func (d *desk) call(f func(context.Context) error) error {
	ctx, cancel := d.s.Call()
	defer cancel()
	return f(ctx)
}

// turn takes one line at the list.
func (d *desk) turn() {
	line, err := d.ask(d.viewName() + "> ")
	switch {
	case errors.Is(err, errBack):
		d.leave("q")
		return
	case err != nil:
		d.left = true
		return
	}
	if n, err := strconv.Atoi(line); err == nil {
		d.open(n)
		return
	}
	switch line {
	case "":
		d.list()
	case ">":
		d.further()
	case "<":
		d.after = nil
		d.list()
	case "v":
		d.views()
	case "/":
		d.narrow()
	case "p":
		d.settings()
	case "S":
		d.save()
	case "n":
		switch d.view {
		case viewActions:
			d.newAction("")
		case viewMeetings:
			d.newOfMeetings()
		default:
			d.newRequest()
		}
	case "q", "Q", "exit", "quit":
		d.leave(line)
	default:
		d.anywhere(line, d.words().Help)
	}
}

// anywhere takes what may be typed at every prompt.
func (d *desk) anywhere(line string, help []string) {
	switch line {
	case "?":
		for _, text := range help {
			d.say(text)
		}
	case "z":
		d.restore(d.Desk.Undo, d.s.Words.Root.Undone)
	case "Z":
		d.restore(d.Desk.Redo, d.s.Words.Root.Redone)
	default:
		if len([]rune(line)) < 2 || d.Command == nil {
			d.say(lang.Fill(d.words().NotChoice, "text", line, "n", fmt.Sprint(len(d.rows))))
			return
		}
		d.Command(line, d.s.Words)
	}
}

// leave asks before it leaves, but where the word itself is clear. Ctrl+C twice leaves.
func (d *desk) leave(line string) {
	if line == "q" {
		answer, err := d.ask(d.words().Leave)
		if err == nil && answer != "1" && answer != "y" && answer != "o" {
			return
		}
	}
	d.left = true
}

// restore undoes or does again.
func (d *desk) restore(do func(context.Context) (schema.Undone, error), told string) {
	var got schema.Undone
	err := d.call(func(ctx context.Context) (err error) { got, err = do(ctx); return err })
	if err != nil {
		d.fault(err)
		return
	}
	d.say(lang.Fill(told, "done", d.s.Words.Domain.Done[got.Verb], "refs", strings.Join(got.Refs, ", ")))
}

// ask asks for a line; outer blanks are cut.
func (d *desk) ask(prompt string) (string, error) {
	line, err := d.Console.Line(prompt)
	return strings.TrimSpace(line), err
}

// need asks until there is an answer.
func (d *desk) need(prompt string) (string, error) {
	for {
		line, err := d.ask(prompt)
		switch {
		case err != nil:
			return "", err
		case line == "0":
			return "", errBack
		case line != "":
			return line, nil
		}
		d.say(d.words().Needed)
	}
}

// choose lists options and asks for the number of one.
func (d *desk) choose(title string, options []string) (int, error) {
	d.say(title)
	for i, option := range options {
		d.say(lang.Fill(d.words().Row, "n", fmt.Sprint(i+1), "text", option))
	}
	for {
		line, err := d.ask(lang.Fill(d.words().Choose, "n", fmt.Sprint(len(options))))
		if err != nil {
			return 0, err
		}
		if line == "0" || line == "" {
			return 0, errBack
		}
		if n, err := strconv.Atoi(line); err == nil && n >= 1 && n <= len(options) {
			return n - 1, nil
		}
		d.say(lang.Fill(d.words().NotChoice, "text", line, "n", fmt.Sprint(len(options))))
	}
}

// text asks for lines until one holds a single dot; an empty first line is no text.
func (d *desk) text() (string, error) {
	d.say(d.words().Lines)
	var lines []string
	for {
		line, err := d.Console.Line("")
		switch {
		case err != nil:
			return "", err
		case line == ".", line == "" && len(lines) == 0:
			return strings.Join(lines, "\n"), nil
		}
		lines = append(lines, line)
	}
}
