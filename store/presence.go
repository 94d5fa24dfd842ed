package store

import (
	"context"
	"crypto/rand"
	"sync"
	"time"

	"contactgroup/schema"
)

// presences are who is at which request right now: in memory alone, in no table
// and no log. A session's seat ends with the session, and a seat that was not
// renewed within schema.PresenceLapse is taken away by the one timer there is.
// Nothing else runs: sessions that do not move cost nothing.
type presences struct {
	now  schema.Now
	node string        // names this process among the others
	come chan struct{} // one slot: there is something in the boxes; nil: there are no other nodes

	mu        sync.Mutex
	seats     map[string]seat
	observers map[string]observer   // the sessions of this node, by seat
	outbox    map[string]struct{}   // seats that other nodes are to be told of
	inbox     map[string]remoteSeat // what other nodes told, to be looked up
	lapse     *time.Timer           // nil: no seat is taken
}

// seat is where one session is.
type seat struct {
	who   schema.Actor
	at    place
	doing schema.Doing
	until time.Time
}

// place is a request as far as schema.SeesPresence asks.
type place struct {
	id                 schema.ID
	kind               schema.Kind
	state              schema.State
	sent               int64
	addressee, service string
}

func placeOf(r schema.Request) place {
	return place{r.ID, r.Kind, r.State, stamp(r.Sent), r.Addressee, r.Service}
}

// seenBy is the seat as a reader may know it.
func (s seat) seenBy(reader schema.Actor) (schema.Presence, bool) {
	at := schema.Request{ID: s.at.id, Kind: s.at.kind, State: s.at.state, Sent: instant(s.at.sent), Addressee: s.at.addressee, Service: s.at.service}
	return schema.SeesPresence(reader, s.who, at, s.doing)
}

// observer is one session of this node, which can be told of others.
type observer struct {
	who  schema.Actor
	wake chan struct{}
}

func newPresences(now schema.Now) presences {
	return presences{now: now, node: rand.Text(), seats: map[string]seat{}, observers: map[string]observer{},
		outbox: map[string]struct{}{}, inbox: map[string]remoteSeat{}}
}

// enter gives a session its seat, at nothing yet; it ends with ctx.
func (p *presences) enter(ctx context.Context, who schema.Actor) (name string, wake <-chan struct{}) {
	name = rand.Text()
	o := observer{who, make(chan struct{}, 1)}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.observers[name] = o
	context.AfterFunc(ctx, func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		delete(p.observers, name)
		close(o.wake)
		p.leave(name)
		p.tell(name)
	})
	return name, o.wake
}

// move puts a session of this node at a request, or at nothing. One that has
// ended meanwhile stays away.
func (p *presences) move(name string, to seat) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if _, there := p.observers[name]; !there {
		return
	}
	if to.at.id == 0 {
		p.leave(name)
	} else {
		p.sit(name, to)
	}
	p.tell(name)
}

// sit takes or renews a seat, and wakes whoever may know of a change.
func (p *presences) sit(name string, s seat) {
	was, sat := p.seats[name]
	s.until = p.now().Add(schema.PresenceLapse)
	p.seats[name] = s
	if p.lapse == nil {
		p.lapse = time.AfterFunc(schema.PresenceLapse, p.sweep)
	}
	if was.until = s.until; sat && was == s {
		return
	}
	p.wake(s)
	if sat {
		p.wake(was)
	}
}

// leave empties a seat.
func (p *presences) leave(name string) {
	was, sat := p.seats[name]
	if !sat {
		return
	}
	delete(p.seats, name)
	p.wake(was)
}

// wake wakes the sessions that may know of a seat. It never waits.
func (p *presences) wake(s seat) {
	for _, o := range p.observers {
		if _, ok := s.seenBy(o.who); ok {
			select {
			case o.wake <- struct{}{}:
			default: // a wake is waiting already
			}
		}
	}
}

// sweep takes away the seats that have lapsed and waits for the next to do so.
func (p *presences) sweep() {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := p.now()
	var next time.Time
	for name, s := range p.seats {
		if !s.until.After(now) {
			p.leave(name)
		} else if next.IsZero() || s.until.Before(next) {
			next = s.until
		}
	}
	if p.lapse = nil; !next.IsZero() {
		p.lapse = time.AfterFunc(next.Sub(now), p.sweep)
	}
}

// seen lists who is where, as far as the reader may know.
func (p *presences) seen(reader schema.Actor) []schema.Presence {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := p.now()
	var out []schema.Presence
	for _, s := range p.seats {
		if one, ok := s.seenBy(reader); ok && s.until.After(now) {
			out = append(out, one)
		}
	}
	return schema.MergePresence(out)
}

// tell has the other nodes told where a seat is now, if there are any.
func (p *presences) tell(name string) {
	if p.come != nil {
		p.outbox[name] = struct{}{}
		p.knock()
	}
}

func (p *presences) knock() {
	select {
	case p.come <- struct{}{}:
	default: // it will look anyway, and find this too
	}
}
