package store

import (
	"encoding/json"
	"fmt"
	"slices"

	"contactgroup/schema"
)

// relinked is what a verb changes of what the points of an agenda lead to.
type relinked struct {
	relinking
	known knowers
	open  bool // all who may know of the meeting may know of one of them
}

func (l relinked) none() bool { return len(l.Added)+len(l.Gone) == 0 }

// targets are what the points lead to, each once.
func (g gathering) targets() []string {
	var out []string
	for _, p := range g.Points {
		out = append(out, p.Targets...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// targetsOf are what each of the points leads to.
func (g gathering) targetsOf() [][]string {
	out := make([][]string, len(g.Points))
	for i, p := range g.Points {
		out[i] = slices.Sorted(slices.Values(p.Targets))
	}
	return out
}

func (s *sitting) relinked() (relinked, error) {
	was, now := s.was.targets(), s.now.targets()
	out := relinked{relinking: relinking{
		Added: slices.DeleteFunc(slices.Clone(now), func(t string) bool { return slices.Contains(was, t) }),
		Gone:  slices.DeleteFunc(was, func(t string) bool { return slices.Contains(now, t) }),
	}}
	if out.none() {
		return out, nil
	}
	audiences, err := s.t.within(s.now.Circle)
	if err != nil {
		return out, err
	}
	targets := slices.Concat(out.Added, out.Gone)
	out.known, err = s.t.knowersOf(targets)
	out.open = out.known.all(audiences, targets)
	return out, err
}

// tellRelinked tells each audience of the links that it may know of, readers of
// requests in their own logs. alone: nothing else tells of the verb.
func (s *sitting) tellRelinked(v schema.Verb, l relinked, alone bool) error {
	if l.none() {
		return nil
	}
	audiences, err := s.t.within(s.now.Circle)
	if err != nil {
		return err
	}
	version := 0
	if alone && l.open {
		version = s.now.Version
	}
	s.t.tellLinks(record{Actor: s.d.who, Verb: v, Noun: schema.NounMeeting, Subject: s.now.ID, Ref: s.now.Ref, Internal: s.now.Internal != "", Made: revision{shared: version}},
		audiences, l.known, l.relinking)
	if err := s.t.tellRequests(s.d.who, v, l.Gone, schema.Change{Field: schema.FieldMeeting, From: s.was.Ref}, audiences); err != nil {
		return err
	}
	return s.t.tellRequests(s.d.who, v, l.Added, schema.Change{Field: schema.FieldMeeting, To: s.was.Ref}, audiences)
}

// meetingMemory is what the undo of a verb on a meeting puts back. Left is what
// the points led to after the verb: a change of these alone may leave the version.
type meetingMemory struct {
	gathering
	Left [][]string
}

func (s *sitting) memory() meetingMemory { return meetingMemory{s.was, s.now.targetsOf()} }

// restoreMeeting is the restorer of meetings.
func restoreMeeting(t *tx, d *Desk, u undoRow) (restored, error) {
	row, err := t.lockMeeting(d.who, u.SubjectID)
	if err != nil {
		return restored{}, err
	}
	s, err := d.open(t, row)
	if err != nil {
		return restored{}, err
	}
	var before meetingMemory
	if err := json.Unmarshal([]byte(u.Before), &before); err != nil {
		return restored{}, fmt.Errorf("undo %d: %w", u.ID, err)
	}
	relinked := before.Left != nil && !slices.EqualFunc(before.Left, s.now.targetsOf(), slices.Equal)
	if row.Version != u.Version || relinked {
		return restored{}, t.staleMeeting(d.who, schema.VerbUndo, row, schema.ErrState, schema.WhyBuiltOn)
	}
	s.now = before.gathering
	s.now.Version, s.now.Marks = row.Version, row.Marks
	s.now.mark() // what was remembered before points had marks
	if err := s.save(u.as(), false, ""); err != nil {
		return restored{}, err
	}
	return restored{row.Ref, row.Version, s.now.Version}, t.rememberBack(u, s.memory(), moved{before.Version, s.now.Version}, moved{})
}
