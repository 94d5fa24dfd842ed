package store

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"contactgroup/schema"
)

// presencePause is how long presences gather before other nodes are told of
// them, and before what they told is looked up: a burst costs one of each.
const presencePause = 100 * time.Millisecond

// maxHeard bounds what other nodes told that waits to be looked up.
const maxHeard = 4096

// presentWord begins a word that says where a session is: "at NODE SEAT MEMBER
// REQUEST DOING", row numbers and a code alone; request 0 is nowhere. Who hears
// it looks up the member and what that member sees, and judges by that.
const presentWord = "at"

// remoteSeat is where a session of another node says that it is.
type remoteSeat struct {
	member, request schema.ID
	doing           schema.Doing
}

func (p *presences) word(name string, s seat) string {
	doing := s.doing
	if doing == "" {
		doing = schema.DoingLooking
	}
	return strings.Join([]string{presentWord, p.node, name, strconv.FormatInt(int64(s.who.Member), 10), strconv.FormatInt(int64(s.at.id), 10), string(doing)}, " ")
}

// heard keeps what another node told; what is not such a word is dropped.
func (p *presences) heard(rest string) {
	words := strings.Fields(rest)
	if p.come == nil || len(words) != 5 || words[0] == p.node || len(words[1]) > 64 {
		return
	}
	member, err := strconv.ParseInt(words[2], 10, 64)
	request, err2 := strconv.ParseInt(words[3], 10, 64)
	doing := schema.Doing(words[4])
	if err != nil || err2 != nil || !slices.Contains(schema.Doings, doing) {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if _, own := p.observers[words[1]]; !own && len(p.inbox) < maxHeard {
		p.inbox[words[1]] = remoteSeat{schema.ID(member), schema.ID(request), doing}
		p.knock()
	}
}

// keepPresences carries presences between the nodes until ctx ends.
func (db *DB) keepPresences(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-db.presences.come:
		}
		if err := db.sharePresences(ctx); err != nil && ctx.Err() == nil && !db.health.isAway() {
			db.log.Warn("presences were not shared", "error", err) // they are told anew by the next key, or lapse
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(presencePause):
		}
	}
}

// sharePresences empties both boxes.
func (db *DB) sharePresences(ctx context.Context) error {
	p := &db.presences
	p.mu.Lock()
	told, words := p.inbox, make([]string, 0, len(p.outbox))
	for name := range p.outbox {
		words = append(words, p.word(name, p.seats[name]))
	}
	p.outbox, p.inbox = map[string]struct{}{}, map[string]remoteSeat{}
	p.mu.Unlock()
	if len(words) > 0 {
		if err := db.write(ctx, func(t *tx) error { return t.announce(words...) }); err != nil {
			return err
		}
	}
	if len(told) == 0 {
		return nil
	}
	found := map[string]seat{}
	err := db.view(ctx, func(r reads) error {
		clear(found)
		return db.lookUp(r, told, found)
	})
	if err != nil {
		return err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	for name := range told {
		if s, ok := found[name]; ok {
			p.sit(name, s)
		} else {
			p.leave(name)
		}
	}
	return nil
}

// lookUp finds the members that are told of and what they are at, as far as they see it.
func (db *DB) lookUp(r reads, told map[string]remoteSeat, found map[string]seat) error {
	for name, t := range told {
		if t.request == 0 {
			continue
		}
		members, err := r.members(`m.id = ? AND m.disabled = 0`, t.member)
		if err != nil {
			return err
		}
		if len(members) == 0 {
			continue
		}
		o, err := r.organisation(members[0].OrgCode)
		if err != nil {
			return err
		}
		who := actorOf(members[0], o, db.Group().Zone)
		row, err := r.requestRow(who, t.request)
		if isNotFound(err) {
			continue
		}
		if err != nil {
			return err
		}
		found[name] = seat{who: who, at: placeOf(row.full()), doing: t.doing}
	}
	return nil
}
