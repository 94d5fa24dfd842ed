package ui

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"contactgroup/schema"
	"contactgroup/ui/lang"
	"contactgroup/ui/widget"
)

// maxActivity bounds what "!" shows.
const maxActivity = 300

// activity is what happened during the session, to be read under "!".
type activity struct {
	lines  []string // newest last, safe to show
	errors int      // errors so far: each has its number
}

func (a *activity) note(line string) {
	a.lines = append(a.lines, line)
	if over := len(a.lines) - maxActivity; over > 0 {
		a.lines = slices.Delete(a.lines, 0, over)
	}
}

// fault keeps an error and returns its number.
func (a *activity) fault(s *widget.Session, err error) int {
	a.errors++
	a.note(lang.Fill(s.Words.Root.ErrorLine, "n", fmt.Sprint(a.errors), "at", clock(s), "error", s.Error(err)))
	return a.errors
}

func clock(s *widget.Session) string { return s.Now().In(s.Zone).Format(time.TimeOnly) }

// add keeps what others did.
func (a *activity) add(s *widget.Session, who schema.Actor, events []schema.Event) {
	for _, e := range events[max(len(events)-maxActivity, 0):] {
		if e.Actor == who.Name || e.Ref == "" {
			continue
		}
		line := lang.Fill(s.Words.Root.EventLine, "at", e.At.In(s.Zone).Format(time.TimeOnly), "ref", subject(s, e), "done", s.Words.Domain.Done[e.Verb], "actor", e.Actor)
		a.note(schema.VisibleLine(line))
	}
}

// subject is what an event is about. The numbers of crises mean nothing to people.
func subject(s *widget.Session, e schema.Event) string {
	if e.Noun == schema.NounCrisis {
		return s.Words.Root.Crisis
	}
	return e.Ref
}

// text is all that is kept, the newest first.
func (a *activity) text(s *widget.Session) string {
	if len(a.lines) == 0 {
		return s.Words.Root.NoActivity
	}
	lines := slices.Clone(a.lines)
	slices.Reverse(lines)
	return strings.Join(lines, "\n")
}
