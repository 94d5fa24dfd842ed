package store

import (
	"context"
	"strconv"

	"contactgroup/schema"
)

// Lists returns how the member keeps their lists.
func (d *Desk) Lists(ctx context.Context) (schema.Lists, error) {
	s, err := d.Settings(ctx)
	return s.Lists, err
}

// KeepLists changes how the member keeps their lists and returns all of it. It
// is the member's own affair and told in no log; their other sessions are woken.
func (d *Desk) KeepLists(ctx context.Context, change schema.ListsChange) (schema.Lists, error) {
	return command(ctx, d, func(t *tx) (schema.Lists, error) {
		s, err := t.settingsOf(d.who.Member, t.db.engine.forUpdate)
		if err != nil {
			return schema.Lists{}, err
		}
		if s.Lists, err = s.Lists.With(change); err != nil {
			return schema.Lists{}, err
		}
		if _, err = t.exec(`UPDATE member SET settings = ? WHERE id = ?`, s.Stored(), d.who.Member); err != nil {
			return schema.Lists{}, err
		}
		return s.Lists, t.tellOwn(d.who)
	})
}

// WatchOwn gives a one-slot channel that is woken after each change of what is
// the member's alone, by any of their sessions: views and how lists are kept.
// It is closed when ctx ends. A wake carries nothing.
func (d *Desk) WatchOwn(ctx context.Context) <-chan struct{} {
	return d.db.watches.subscribe(ctx, []string{ownAudience(d.who)})
}

// ownAudience is the audience that is one member. It has no log.
func ownAudience(who schema.Actor) string { return "own " + strconv.FormatInt(int64(who.Member), 10) }

// tellOwn wakes the sessions of the actor once this is committed.
func (t *tx) tellOwn(who schema.Actor) error {
	key := ownAudience(who)
	t.after = append(t.after, func() { t.db.watches.wake([]string{key}) })
	return t.announce(wakeWord(key))
}
