package store

import (
	"sync"

	"contactgroup/schema"
)

// standing is what every command goes by and nearly none changes, as it was at
// one version of it (table standing, which triggers move): which organisations
// there are, and the delays of the law. Each transaction reads the version
// first, so what is kept is right on every node.
type standing struct {
	mu      sync.Mutex
	version int64 // 0: nothing is kept yet
	orgs    []schema.Organisation
	law     schema.Law
}

const standingVersion = `SELECT version FROM standing`

// stands is what stands at the version that the transaction goes by. It is read
// where another version is kept, and kept unless it has moved meanwhile. ok is
// false for a transaction that goes by none: the store's own work, and what an
// administrator does, who may be changing it.
func (t *tx) stands() (orgs []schema.Organisation, law schema.Law, ok bool, err error) {
	if t.version == 0 || t.alters {
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
		s.version, s.orgs, s.law = t.version, orgs, law
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
	return circleAmong(orgs, addressee), nil
}

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
