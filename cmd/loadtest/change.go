package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"golang.org/x/crypto/ssh"
)

const (
	// fewSessions is the smaller crowd that a change is shown to.
	fewSessions = 50
	// rounds is how often a change is made. It is even, as claim and release are.
	rounds = 6
	// candidates is how many requests are looked for on the members' screens.
	candidates = 100
)

// changer makes changes that its watchers' screens show.
type changer struct {
	target   *target
	actor    member
	client   *ssh.Client // the actor's
	commands []string    // with the request named
	turn     int         // of the commands that were carried out
	watchers []member
}

// newChanger logs the actor in and chooses the request to change: one that
// nobody has claimed and that stands on the opening screen of as many members
// of the actor's organisation as possible. Those are the watchers.
func (b *bench) newChanger(ctx context.Context) (*changer, error) {
	actor := b.target.members[0]
	if b.actor != "" {
		i := slices.IndexFunc(b.target.members, func(m member) bool { return m.Login == b.actor })
		if i < 0 {
			return nil, fmt.Errorf("--actor %s: no such member", b.actor)
		}
		actor = b.target.members[i]
	}
	client, err := b.target.dial(ctx, actor)
	if err != nil {
		return nil, err
	}
	refs := []string{b.ref}
	if b.ref == "" {
		refs, err = b.unclaimed(ctx, client)
	}
	var ref string
	var watchers []member
	if err == nil {
		ref, watchers, err = b.onScreen(ctx, refs, actor.Organisation)
	}
	if err != nil {
		client.Close()
		return nil, err
	}
	c := &changer{target: b.target, actor: actor, client: client, watchers: watchers}
	for _, line := range b.commands {
		c.commands = append(c.commands, strings.ReplaceAll(line, "{ref}", ref))
	}
	return c, nil
}

// unclaimed returns the references of requests that nobody has claimed, in the
// order of the queue.
func (b *bench) unclaimed(ctx context.Context, client *ssh.Client) ([]string, error) {
	out, err := b.target.command(ctx, client, fmt.Sprintf("request list --limit %d --json", candidates))
	if err != nil {
		return nil, err
	}
	var page struct {
		Items []struct {
			Ref      string `json:"ref"`
			Assignee any    `json:"assignee"`
		} `json:"items"`
	}
	if err := json.Unmarshal(out, &page); err != nil {
		return nil, fmt.Errorf("request list --json: %w", err)
	}
	var refs []string
	for _, item := range page.Items {
		if item.Assignee == nil || item.Assignee == "" {
			refs = append(refs, item.Ref)
		}
	}
	return refs, nil
}

// onScreen returns the reference that most members of the organisation see on
// their opening screen, and those members.
func (b *bench) onScreen(ctx context.Context, refs []string, organisation string) (best string, watchers []member, err error) {
	seen := map[string][]member{}
	for _, m := range b.target.members {
		if m.Organisation != organisation {
			continue
		}
		screen, leave, err := b.target.visit(ctx, m, b.options)
		if err != nil {
			return "", nil, err
		}
		for _, ref := range refs {
			if screen.shows(ref) {
				seen[ref] = append(seen[ref], m)
			}
		}
		leave()
	}
	for _, ref := range refs {
		if len(seen[ref]) > len(watchers) {
			best, watchers = ref, seen[ref]
		}
	}
	if best == "" {
		return "", nil, fmt.Errorf("none of %d unclaimed requests stands on an opening screen of %s: name one with --ref", len(refs), organisation)
	}
	return best, watchers, nil
}

// changes shows changes to --sessions sessions, then to few of them.
func (c *crowd) changes(ctx context.Context, r *report, by *changer) error {
	if err := c.grow(ctx, c.options.sessions); err != nil {
		return err
	}
	if len(c.terminals) > fewSessions {
		if err := c.change(ctx, r, by, time.Second); err != nil {
			return err
		}
		c.shrink(fewSessions)
	}
	return c.change(ctx, r, by, 100*time.Millisecond)
}

// change measures from sending a command until every session of the crowd has
// got a complete frame.
func (c *crowd) change(ctx context.Context, r *report, by *changer, bound time.Duration) error {
	var took []time.Duration
	for range rounds {
		d, err := c.changeOnce(ctx, by)
		if err != nil {
			return err
		}
		took = append(took, d)
	}
	name := fmt.Sprintf("change shown in %d sessions, ", len(c.terminals))
	r.add(
		milliseconds(name+"median", quantile(took, 0.5)).within(inMilliseconds(bound)),
		milliseconds(name+"longest", slices.Max(took)),
	)
	return nil
}

func (c *crowd) changeOnce(ctx context.Context, by *changer) (time.Duration, error) {
	if err := c.settle(ctx); err != nil {
		return 0, err
	}
	start := time.Now()
	line, err := by.next(ctx)
	if err != nil {
		return 0, err
	}
	ctx, cancel := context.WithTimeout(ctx, c.target.patience)
	defer cancel()
	var last time.Time
	var missed []string
	for _, screen := range c.terminals {
		got, err := screen.await(ctx, 1, 0)
		if err != nil {
			missed = append(missed, screen.login)
		}
		if got.first.After(last) {
			last = got.first
		}
	}
	if len(missed) > 0 {
		n := len(missed)
		slices.Sort(missed)
		return 0, fmt.Errorf("%s: %d of %d sessions got no frame within %v (%s)", line, n, len(c.terminals), c.target.patience,
			strings.Join(slices.Compact(missed), ", "))
	}
	return last.Sub(start), nil
}

// next runs the command whose turn it is and returns it. One that was cut off
// counts as carried out if it is the first of a turn, which finish then undoes.
func (by *changer) next(ctx context.Context) (string, error) {
	n := by.turn % len(by.commands)
	_, err := by.target.command(ctx, by.client, by.commands[n])
	var exit *ssh.ExitError
	if err == nil || n == 0 && !errors.As(err, &exit) {
		by.turn++
	}
	return by.commands[n], err
}

// finish runs what is left of the turn, so that a claim is released even when
// the run fails or is interrupted, and logs the actor out.
func (by *changer) finish(ctx context.Context) error {
	by.client.Close()
	rest := by.commands[by.turn%len(by.commands):]
	if len(rest) == len(by.commands) {
		return nil
	}
	ctx = context.WithoutCancel(ctx)
	client, err := by.target.dial(ctx, by.actor)
	if err != nil {
		return err
	}
	defer client.Close()
	for _, line := range rest {
		if _, err := by.target.command(ctx, client, line); err != nil {
			return err
		}
	}
	return nil
}
