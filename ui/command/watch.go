package command

import (
	"context"

	"maps"
	"slices"
	"strings"
	"time"

	"contactgroup/schema"
	"contactgroup/ui/export"
	"contactgroup/ui/lang"
)

// Following is what a Desk offers to those who follow what happens.
type Following interface {
	Watch(context.Context) <-chan struct{}
	Head(context.Context) (schema.Cursor, error)
	Place(ctx context.Context, at time.Time) (schema.Cursor, error)
	Changed(ctx context.Context, n schema.Noun, since time.Time) (map[schema.ID]bool, error)
	Follow(ctx context.Context, after schema.Cursor, limit int) ([]schema.Event, schema.Cursor, error)
	MatchingRequests(ctx context.Context, q schema.Query, ids []schema.ID) (map[schema.ID]bool, error)
	MatchingActions(ctx context.Context, q schema.Query, ids []schema.ID) (map[schema.ID]bool, error)
}

const watchVerb = "watch"

// gulp is how many entries are read at once: what a reader who stands still keeps in memory.
const gulp = 100

var (
	watchFlags = []string{"since", "query", "limit", "columns", "jsonl"}
	watchUsage = "[REF…|-] [--since T|CURSOR] [--query Q] [--limit N]"
)

func requestWatch() verb {
	return verb{name: watchVerb, usage: watchUsage, max: -1, flags: watchFlags, columns: columnsOf(changeForm), run: func(c *call) error {
		return watch(c, schema.NounRequest, c.s.Desk.MatchingRequests, func(ctx context.Context, ref string) (schema.ID, error) {
			r, err := c.s.Desk.Request(ctx, ref)
			return r.ID, err
		})
	}}
}

func actionWatch() verb {
	return verb{name: watchVerb, usage: watchUsage, max: -1, flags: watchFlags, columns: columnsOf(changeForm), run: func(c *call) error {
		return watch(c, schema.NounAction, c.s.Desk.MatchingActions, func(ctx context.Context, ref string) (schema.ID, error) {
			a, err := c.s.Desk.Action(ctx, ref)
			return a.ID, err
		})
	}}
}

func logWatch() verb {
	return verb{name: watchVerb, usage: "[--since T|CURSOR] [--limit N]", flags: without(watchFlags, "query"), columns: columnsOf(changeForm),
		run: func(c *call) error { return watch(c, "", nil, nil) }}
}

// Follows reports whether the words are of a command that goes on until it is ended.
func Follows(args []string) bool {
	v, ok := verbOf(args)
	return ok && v.name == watchVerb
}

// Names reports whether the words begin with a noun and one of its verbs, or are
// of a noun that has a meaning by itself and something behind it.
func Names(args []string) bool {
	_, ok := verbOf(args)
	return ok && len(args) > 1
}

// verbOf is the verb that the words name; ok is false where they name none.
func verbOf(args []string) (v *verb, ok bool) {
	args = foldNames(args)
	nouns := grammar()
	for i, word := range args {
		n, known := nounNamed(nouns, word)
		switch {
		case !known:
		case i+1 < len(args) && !strings.HasPrefix(args[i+1], "-"):
			return n.verbNamed(args[i+1])
		default:
			at := slices.IndexFunc(n.verbs, func(v verb) bool { return v.bare || v.name == "" })
			if at < 0 {
				return nil, false
			}
			return &n.verbs[at], true
		}
	}
	return nil, false
}

// change is an event with the place behind it, from which watching goes on.
type change struct {
	schema.Event
	place schema.Cursor
}

var changeForm = shape[change]{
	object: func(_ *call, x change) export.Object {
		return append(export.JSONEvent(x.Event), export.Member{Name: "cursor", Value: x.place.String()})
	},
}

// follower writes changes as they happen.
type follower struct {
	c     *call
	noun  schema.Noun        // empty: every one
	only  map[schema.ID]bool // nil: every one
	query schema.Query       // empty: every one
	match func(context.Context, schema.Query, []schema.ID) (map[schema.ID]bool, error)
	left  int // lines still asked for; below zero: no end
	place schema.Cursor
}

// watch writes each change of a noun's things as one line of JSON until the
// session ends or as many as asked for are written. It reads on from where the
// client took the last line: a client that reads slowly misses nothing, and
// costs one page of memory. Between changes it does nothing.
func watch(c *call, noun schema.Noun, match func(context.Context, schema.Query, []schema.ID) (map[schema.ID]bool, error),
	named func(ctx context.Context, ref string) (schema.ID, error)) error {
	f := follower{c: c, noun: noun, match: match}
	limit, err := c.number("limit", 1, 1<<31-1)
	if err != nil {
		return err
	}
	if f.left = limit; limit == 0 {
		f.left = -1
	}
	if f.query, err = schema.ParseQuery(c.text("query")); err != nil {
		return err
	}
	if f.only, err = c.chosen(named); err != nil {
		return err
	}
	wakes := c.s.Desk.Watch(c.ctx) // before the first look, so that nothing falls between
	if f.place, err = c.place(); err != nil {
		return err
	}
	err = f.follow(wakes)
	if err != nil {
		c.say(lang.Fill(c.words.Command.Resume, "cursor", f.place.String()))
	}
	return err
}

// chosen are the things that the words name, nil when there are none.
func (c *call) chosen(named func(ctx context.Context, ref string) (schema.ID, error)) (map[schema.ID]bool, error) {
	if len(c.args) == 0 {
		return nil, nil
	}
	refs, err := c.references(c.args)
	if err != nil {
		return nil, err
	}
	ids, err := each(c, refs, named)
	only := map[schema.ID]bool{}
	for _, id := range ids {
		only[id] = true
	}
	return only, err
}

// place is where watching begins: --since, a moment or the cursor of a line, else now.
func (c *call) place() (schema.Cursor, error) {
	if !c.given("since") {
		return c.s.Desk.Head(c.ctx)
	}
	if place, ok := schema.ParseCursor(c.text("since")); ok {
		return place, nil
	}
	at, err := c.since()
	if err != nil {
		return nil, err
	}
	return c.s.Desk.Place(c.ctx, at)
}

func (f *follower) follow(wakes <-chan struct{}) error {
	for f.left != 0 {
		events, next, err := f.c.s.Desk.Follow(f.c.ctx, f.place, gulp)
		if err != nil {
			return err
		}
		if maps.Equal(next, f.place) {
			if _, open := <-wakes; !open {
				return f.c.ctx.Err()
			}
			continue
		}
		if err := f.write(events); err != nil {
			return err
		}
		if f.left != 0 {
			f.place = next
		}
	}
	return nil
}

// write writes those of the events that were asked for, and sends them off.
func (f *follower) write(events []schema.Event) error {
	wanted, err := f.wanted(events)
	if err != nil {
		return err
	}
	for _, e := range events {
		f.place = maps.Clone(f.place)
		f.place[e.Audience] = e.Seq
		if f.left == 0 || !wanted(e) {
			continue
		}
		f.left--
		line := export.List{Items: []export.Object{changeForm.object(f.c, change{e, f.place})}}
		if err := line.Write(f.c.out, export.JSONLines, f.c.form.columns); err != nil {
			return err
		}
	}
	return f.c.out.Flush()
}

// wanted judges which of the events were asked for.
func (f *follower) wanted(events []schema.Event) (func(schema.Event) bool, error) {
	meant := func(e schema.Event) bool {
		return (f.noun == "" || e.Noun == f.noun) && (f.only == nil || f.only[e.Subject])
	}
	if len(f.query.Terms) == 0 {
		return meant, nil
	}
	var ids []schema.ID
	for _, e := range events {
		if meant(e) && !slices.Contains(ids, e.Subject) {
			ids = append(ids, e.Subject)
		}
	}
	matching, err := f.match(f.c.ctx, f.query, ids)
	return func(e schema.Event) bool { return meant(e) && matching[e.Subject] }, err
}
