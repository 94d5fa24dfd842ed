package main

import (
	"bytes"
	"log/slog"
	"slices"
	"strconv"
	"strings"
	"testing"

	"contactgroup/schema"
	"contactgroup/ui/export"
	"contactgroup/ui/lang"
	"contactgroup/ui/sshd"
)

// entry is what a calendar knows an item again by, and its versions apart.
type entry struct {
	sequence int
	changed  string
}

// calendarOf is the pack of a meeting as a calendar, by UID.
func calendarOf(t *testing.T, s demoServer, login, ref string) map[string]entry {
	t.Helper()
	desk, err := s.db.As(t.Context(), login)
	must(t, err)
	pack, err := desk.Pack(t.Context(), ref, schema.Date{}, 0)
	must(t, err)
	var out bytes.Buffer
	must(t, export.WritePack(&out, export.ICS, pack, lang.For(schema.French)))
	entries := map[string]entry{}
	uid, e := "", entry{}
	for line := range strings.SplitSeq(out.String(), "\r\n") {
		name, value, _ := strings.Cut(line, ":")
		switch name {
		case "UID":
			uid = value
		case "SEQUENCE":
			e.sequence, err = strconv.Atoi(value)
			must(t, err)
		case "LAST-MODIFIED":
			e.changed = value
		case "END":
			if _, twice := entries[uid]; twice {
				t.Errorf("%s is there twice", uid)
			}
			if uid != "" {
				entries[uid], uid = e, ""
			}
		}
	}
	return entries
}

// A calendar taken again has each item under the UID that it had: what was
// changed as a later version, what was not as the same one.
func TestACalendarTakenAgainBringsItsItemsUpToDate(t *testing.T) {
	const meeting, item = "2015-05-06", "A-2015-006"
	s := newDemoServer(t, 61, sshd.Limits{}, slog.New(slog.DiscardHandler))
	first := calendarOf(t, s, "google", meeting)
	desk, err := s.db.As(t.Context(), "secretariat")
	must(t, err)
	action, err := desk.Action(t.Context(), item)
	must(t, err)
	_, err = desk.ActOn(t.Context(), action.ID, 0, schema.ActionStep{Verb: schema.VerbDue, Due: action.Due.AddDays(30)})
	must(t, err)
	m, err := desk.Meeting(t.Context(), meeting)
	must(t, err)
	_, err = desk.Meet(t.Context(), m.ID, 0, schema.MeetingStep{Verb: schema.VerbEdit, Plan: schema.MeetingPlan{Starts: m.Starts.AddDate(0, 0, 1)}})
	must(t, err)
	again := calendarOf(t, s, "google", meeting)
	moved := []string{item + "@contactgroup", "meeting-" + meeting + "@contactgroup"}
	for uid, was := range first {
		now, there := again[uid]
		switch {
		case !there:
			t.Errorf("%s is gone", uid)
		case slices.Contains(moved, uid):
			if now.sequence <= was.sequence || now.changed <= was.changed {
				t.Errorf("%s, which was changed: %+v, then %+v", uid, was, now)
			}
		case now != was:
			t.Errorf("%s, which was not changed: %+v, then %+v", uid, was, now)
		}
	}
	if len(again) != len(first) || len(first) < 10 {
		t.Errorf("%d items, then %d", len(first), len(again))
	}
}
