package store

import (
	"cmp"
	"slices"
	"strings"

	"contactgroup/schema"
)

// agenda changes the agenda; its points are numbered in their order.
func (s *sitting) agenda(step schema.MeetingStep) error {
	i := step.N - 1
	there := i >= 0 && i < len(s.now.Points)
	var err error
	switch step.Change {
	case schema.AgendaAdd:
		err = s.setPoint(point{}, step.Point, nil, len(s.now.Points))
	case schema.AgendaEdit:
		if there {
			err = s.setPoint(s.now.Points[i], step.Point, step.Unlink, i)
		}
	case schema.AgendaMove:
		if to := step.To - 1; there && (to < 0 || to >= len(s.now.Points)) {
			err = schema.Invalid(schema.WhyUnknown, "point", count(step.To))
		} else if there {
			moved := s.now.Points[i]
			s.now.Points = slices.Insert(slices.Delete(s.now.Points, i, i+1), to, moved)
		}
	case schema.AgendaRemove:
		if there {
			s.now.Points = slices.Delete(s.now.Points, i, i+1)
		}
	default:
		return schema.Invalid(schema.WhyUnknown, "agenda", string(step.Change))
	}
	if step.Change != schema.AgendaAdd && !there {
		return schema.Invalid(schema.WhyUnknown, "point", count(step.N))
	}
	s.renumber()
	return err
}

// setPoint puts a point in place i: was with what next gives anew. Links are
// added to those that are there, those of unlink taken away: what the member may
// not know of stays.
func (s *sitting) setPoint(was point, next schema.AgendaPoint, unlink []string, i int) error {
	var c cleaner
	p := point{AgendaPoint: schema.AgendaPoint{N: was.N, Spent: was.Spent, Mark: was.Mark}, Targets: slices.Clone(was.Targets)}
	p.Title = cmp.Or(c.line("title", next.Title), was.Title)
	p.Rapporteur = cmp.Or(strings.ToLower(next.Rapporteur), was.Rapporteur)
	p.Minutes = cmp.Or(next.Minutes, was.Minutes)
	if p.Rapporteur == schema.Nobody {
		p.Rapporteur = ""
	}
	if p.Minutes == schema.NoMinutes {
		p.Minutes = 0
	}
	c.check(p.Title != "", schema.WhyEmpty, "title", "")
	c.check(p.Minutes >= 0 && p.Minutes <= 24*60, schema.WhyUnknown, "minutes", count(p.Minutes))
	if c.err != nil {
		return c.err
	}
	if p.Rapporteur != "" {
		if err := s.meets(p.Rapporteur, "rapporteur"); err != nil {
			return err
		}
	}
	targets, err := s.d.linkTargets(s.t.reads, next.Links)
	if err != nil {
		return err
	}
	fresh := slices.DeleteFunc(targets, func(t string) bool { return slices.Contains(was.Targets, t) })
	gone, err := s.unlinked(was, unlink)
	if err != nil {
		return err
	}
	p.Targets = append(slices.DeleteFunc(p.Targets, func(t string) bool { return slices.Contains(gone, t) }), fresh...)
	if err := s.t.beyond(func() error { return s.neutral(p.Title, p.Targets) }); err != nil { // links of others too
		return err
	}
	s.now.Points = append(s.now.Points[:i:i], append([]point{p}, s.now.Points[min(i+1, len(s.now.Points)):]...)...)
	return nil
}

// unlinked are the targets of references that a point leads to. One that it does
// not lead to is as unknown as one that the member may not know of.
func (s *sitting) unlinked(was point, refs []string) ([]string, error) {
	targets, err := s.d.linkTargets(s.t.reads, refs)
	if err != nil {
		return nil, err
	}
	for i, target := range targets {
		if !slices.Contains(was.Targets, target) {
			return nil, schema.Invalid(schema.WhyUnknown, "link", refs[i])
		}
	}
	return targets, nil
}

// neutral refuses a title that tells of a request behind one of the targets:
// all who may know of the meeting read it.
func (s *sitting) neutral(title string, targets []string) error {
	for _, target := range targets {
		if !requestTarget.MatchString(target) {
			continue
		}
		words, _, err := s.t.telling(s.d.who, s.now.Circle, "", targetBase(target))
		if err == nil {
			err = refuseTelling("title", title, words)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// putOnAgenda adds a point, which the group's own rules ask for, to the agenda
// of a meeting, whatever the member's role. ErrNotFound when they may not know of it.
func (d *Desk) putOnAgenda(t *tx, meeting schema.ID, p schema.AgendaPoint) error {
	row, err := t.lockMeeting(d.who, meeting)
	if err != nil {
		return err
	}
	s, err := d.open(t, row)
	if err != nil {
		return err
	}
	if err := s.agenda(schema.MeetingStep{Change: schema.AgendaAdd, Point: p}); err != nil {
		return err
	}
	return s.save(schema.VerbAgenda, false, "")
}
