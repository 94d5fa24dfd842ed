package store

import (
	"sync"

	"contactgroup/schema"
)

// standing is what every command goes by and nearly none changes, as it was at
// one version of it (table standing, which triggers move): which organisations
// there are and how their members are called, and the delays of the law. Each
// transaction reads the version first, so what is kept is right on every node.
type standing struct {
	mu      sync.Mutex
	version int64 // 0: nothing is kept yet
	orgs    []schema.Organisation
	law     schema.Law
	circles map[string]circle     // by addressee, those that were asked for
	staff   map[schema.ID]callers // by organisation, as its own members read them
}

// callers are how the members of an organisation are called, by ID.
type callers map[schema.ID]caller

type caller struct {
	ID          schema.ID
	Login, Name string
}

const standingVersion = `SELECT version FROM standing`

// stands is what stands at the version that the transaction goes by. It is read
// where another version is kept, and kept unless it has moved meanwhile. ok is
// false for a transaction that goes by none: the store's own work, and what an
// administrator does, who may be changing it.
func (t *tx) stands() (orgs []schema.Organisation, law schema.Law, ok bool, err error) {
	if !t.goesBy() {
		return nil, law, false, nil
	}
	s := &t.db.standing
	s.mu.Lock()
	version := s.version
	orgs, law = s.orgs, s.law
	s.mu.Unlock()
	if version == t.version {
		return orgs, law, true, nil
	}
	var versions []int64 // before what it is the version of: that can be newer, and is read anew then
	if err = t.soon(&versions, nil, standingVersion); err != nil {
		return nil, law, false, err
	}
	if orgs, err = t.organisations(); err == nil {
		law.Clocks, err = t.clocks(`1 = 1`)
	}
	if err == nil {
		law.Uses, err = t.clockUses(`1 = 1`)
	}
	if err == nil && versions[0] == t.version {
		s.mu.Lock()
		s.version, s.orgs, s.law, s.circles, s.staff = t.version, orgs, law, map[string]circle{}, map[schema.ID]callers{}
		s.mu.Unlock()
	}
	return orgs, law, err == nil, err
}

// changesStanding makes the transaction read everything itself: it may be
// changing what stands.
func (t *tx) changesStanding() { t.alters = true }

// circleOf is reads.circleOf of what stands.
func (t *tx) circleOf(addressee string) (circle, error) {
	orgs, _, ok, err := t.stands()
	if err != nil || !ok {
		return t.reads.circleOf(addressee)
	}
	s := &t.db.standing
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.version != t.version {
		return circleAmong(orgs, addressee), nil
	}
	c, known := s.circles[addressee]
	if !known {
		c = circleAmong(orgs, addressee)
		s.circles[addressee] = c
	}
	return c, nil
}

// staffOf is how the members of the actor's own organisation are called, in a
// transaction that goes by what stands: of others a member reads none. They are
// kept as what stands is, once that is.
func (t *tx) staffOf(org schema.ID) (callers, error) {
	s := &t.db.standing
	s.mu.Lock()
	staff := s.staff[org]
	current := s.version == t.version
	s.mu.Unlock()
	if current && staff != nil {
		return staff, nil
	}
	var versions []int64
	if err := t.soon(&versions, nil, standingVersion); err != nil {
		return nil, err
	}
	var rows []caller
	if err := t.all(&rows, `SELECT id, login, name FROM member WHERE org_id = ?`, org); err != nil {
		return nil, err
	}
	staff = make(callers, len(rows))
	for _, c := range rows {
		staff[c.ID] = c
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if versions[0] == t.version && s.version == t.version {
		s.staff[org] = staff
	}
	return staff, nil
}

// goesBy reports whether the transaction goes by what stands.
func (t *tx) goesBy() bool { return t.version != 0 && !t.alters }

// lawOf is reads.lawOf of what stands.
func (t *tx) lawOf(p schema.Purpose, k schema.Kind, g schema.Regime) (schema.Law, error) {
	_, law, ok, err := t.stands()
	if err != nil || !ok {
		return t.reads.lawOf(p, k, g)
	}
	return law, nil
}

// clockSource is reads.clockSource of what stands.
func (t *tx) clockSource(c schema.ClockCode, version int) (string, error) {
	_, law, ok, err := t.stands()
	if err != nil || !ok {
		return t.reads.clockSource(c, version)
	}
	for _, clock := range law.Clocks {
		if clock.Code == c && clock.Version == version {
			return clock.Source, nil
		}
	}
	return "", nil
}
