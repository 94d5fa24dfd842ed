package store

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"sync"

	"contactgroup/schema"
)

// watches are the sessions that wait for a change of their audiences.
type watches struct {
	mu   sync.Mutex
	next int
	open map[int]watch
	// told counts the wakes of each audience, and of all at once under "".
	told map[string]uint64
	// underway counts the commits of each audience that others may see already and that have woken nobody yet.
	underway map[string]int
}

// state is a number that changes with each wake of one of the audiences.
// settled tells that no commit of theirs is under way.
func (w *watches) state(audiences []string) (state uint64, settled bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	state, settled = w.told[""], true
	for _, a := range audiences {
		state += w.told[a]
		settled = settled && w.underway[a] == 0
	}
	return state, settled
}

// unsettle is told before a commit of the audiences; settled is to be called
// once they have been woken, or the commit has failed.
func (w *watches) unsettle(audiences []string) (settled func()) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.underway == nil {
		w.underway = map[string]int{}
	}
	for _, a := range audiences {
		w.underway[a]++
	}
	return func() {
		w.mu.Lock()
		defer w.mu.Unlock()
		for _, a := range audiences {
			if w.underway[a]--; w.underway[a] == 0 {
				delete(w.underway, a)
			}
		}
	}
}

type watch struct {
	audiences []string
	all       bool // of the system's own: woken after every change
	wake      chan struct{}
}

// subscribe returns a one-slot channel that is woken after each change of one
// of the audiences until ctx ends, when it is closed.
func (w *watches) subscribe(ctx context.Context, audiences []string) <-chan struct{} {
	return w.add(ctx, watch{audiences: audiences})
}

// subscribeToAll is subscribe for every audience, and for those yet to come.
func (w *watches) subscribeToAll(ctx context.Context) <-chan struct{} {
	return w.add(ctx, watch{all: true})
}

func (w *watches) add(ctx context.Context, one watch) <-chan struct{} {
	c := make(chan struct{}, 1)
	one.wake = c
	w.mu.Lock()
	if w.open == nil {
		w.open = map[int]watch{}
	}
	w.next++
	id := w.next
	w.open[id] = one
	w.mu.Unlock()
	context.AfterFunc(ctx, func() {
		w.mu.Lock()
		defer w.mu.Unlock()
		delete(w.open, id)
		close(c)
	})
	return c
}

// wake wakes who watches one of the audiences; nil audiences wake everybody. It never waits.
func (w *watches) wake(audiences []string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.told == nil {
		w.told = map[string]uint64{}
	}
	if audiences == nil {
		w.told[""]++
	}
	for _, a := range audiences {
		w.told[a]++
	}
	for _, s := range w.open {
		if audiences == nil || s.all || slices.ContainsFunc(audiences, func(a string) bool { return slices.Contains(s.audiences, a) }) {
			select {
			case s.wake <- struct{}{}:
			default: // a wake is waiting already
			}
		}
	}
}

// Words between nodes: "wake AUDIENCE", "end MEMBER FINGERPRINT", "held", "alert",
// "at NODE SEAT MEMBER REQUEST DOING".
func wakeWord(audience string) string { return "wake " + audience }

func endedWord(e schema.Ended) string {
	return "end " + strconv.FormatInt(int64(e.Member), 10) + " " + e.Credential
}

const heldWord = "held"

// heard acts on a word of a node, this one's own among them: waking twice does
// no harm. The empty word means that words may have been lost.
func (db *DB) heard(word string) {
	kind, rest, _ := strings.Cut(word, " ")
	switch kind {
	case "wake":
		db.watches.wake([]string{rest})
		db.lookForUnsealed()
	case "end":
		id, credential, _ := strings.Cut(rest, " ")
		if member, err := strconv.ParseInt(id, 10, 64); err == nil {
			db.end(schema.Ended{Member: schema.ID(member), Credential: credential})
		}
	case heldWord:
		db.lookForHeld()
	case presentWord:
		db.presences.heard(rest)
	case alertWord:
		db.watches.wake([]string{}) // those of all alone
	case "":
		db.watches.wake(nil)
		db.lookForHeld()
		db.lookForUnsealed()
		db.lookForRevoked()
	}
}

// end tells who listens that sessions must end. Words for which there is no
// room, of many members at once, are made up for by looking at all who are not
// admitted; meanwhile the sessions' Desks refuse in any case.
func (db *DB) end(e schema.Ended) {
	select {
	case db.endings <- e:
	default:
		db.lookForRevoked()
	}
}

// lookForRevoked makes Run end the sessions of all who are not admitted.
func (db *DB) lookForRevoked() {
	select {
	case db.revoked <- struct{}{}:
	default:
	}
}

// lookForHeld makes Run look for the next held reply.
func (db *DB) lookForHeld() {
	select {
	case db.replies <- struct{}{}:
	default:
	}
}
