package linear

import (
	"context"
	"strings"
	"time"

	"contactgroup/schema"
	"contactgroup/ui/lang"
	"contactgroup/ui/widget"
)

const (
	mostTold = 5               // changes told one by one; more are counted
	retry    = 2 * time.Second // after a failure
	gulp     = 200             // events at once
)

// tell announces what others commit after a cursor, each change on a line, until
// ctx ends; nil: after what there is once it can be read.
func (d *desk) tell(ctx context.Context, wake <-chan struct{}, at schema.Cursor) {
	for at == nil {
		var err error
		if at, err = d.Desk.Head(ctx); err != nil && !sleep(ctx, retry) {
			return
		}
	}
	for {
		select {
		case <-ctx.Done():
			return
		case _, open := <-wake:
			if !open {
				return
			}
		}
		for {
			events, next, err := d.Desk.Changes(ctx, at, gulp)
			if err != nil {
				if !sleep(ctx, retry) {
					return
				}
				continue
			}
			at = next
			d.announce(events)
			if len(events) < gulp {
				break
			}
		}
	}
}

// sleep waits, and reports whether there is a reason to go on.
func sleep(ctx context.Context, span time.Duration) bool {
	t := time.NewTimer(span)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-ctx.Done():
		return false
	}
}

// announce tells of what others did, and how much more there was.
func (d *desk) announce(events []schema.Event) {
	s := d.dress.Load()
	told, more := 0, 0
	for _, e := range events {
		if e.Actor == d.who.Name || e.Ref == "" || e.Noun == schema.NounCrisis {
			continue
		}
		if told++; told > mostTold {
			more++
			continue
		}
		d.Console.Announce(lang.Fill(s.Words.Linear.Arrived, "event", eventText(s, e)))
	}
	if more > 0 {
		d.Console.Announce(s.Words.Linear.More.Of(more))
	}
}

// eventText is one change in one line.
func eventText(s *widget.Session, e schema.Event) string {
	text := lang.Fill(s.Words.Root.EventLine, "at", s.At(e.At), "ref", e.Ref, "done", s.Words.Domain.Done[e.Verb], "actor", e.Actor)
	return schema.VisibleLine(strings.Join(strings.Fields(text), " "))
}
