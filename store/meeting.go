package store

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strings"
	"time"

	"contactgroup/schema"
)

// meetingRow is a row of meeting.
type meetingRow struct {
	ID       schema.ID
	Ref      string
	Version  int
	Format   schema.MeetingFormat
	Title    string
	StartsAt int64 `db:"starts_at"`
	Place    string
	State    schema.MeetingState
	Circle   string
	Internal string // code of the organisation whose own it is

	LivePoint int   `db:"live_point"`
	LiveSince int64 `db:"live_since"`
	Erased    string
	Marks     int // given to points of the agenda so far
}

const meetingColumns = `m.id, m.ref, m.version, m.format, m.title, m.starts_at, m.place, m.state, m.circle, m.internal, m.live_point, m.live_since, m.erased, m.marks`

// meetingSight is the condition under which a member may know of meeting m; its
// argument is circleMark of the member's organisation.
const meetingSight = `(m.circle = '' OR replace(m.circle, ?, '') <> m.circle)`

func (m meetingRow) meeting() schema.Meeting {
	return schema.Meeting{ID: m.ID, Ref: m.Ref, Rev: m.Version, Format: m.Format, Title: m.Title, Starts: instant(m.StartsAt),
		Place: m.Place, State: m.State, Circle: circleCodes(m.Circle), Internal: m.Internal != "",
		Live: schema.Live{Point: m.LivePoint, Since: instant(m.LiveSince)}, Erased: day(m.Erased)}
}

// storedCircle writes the codes of those who alone may know of something.
func storedCircle(codes []string) string {
	if len(codes) == 0 {
		return ""
	}
	codes = slices.Compact(slices.Sorted(slices.Values(codes)))
	return "," + strings.Join(codes, ",") + ","
}

// circleCodes is the opposite of storedCircle; nil for the whole group.
func circleCodes(circle string) []string { return splitList(strings.Trim(circle, ",")) }

// circleMark is how an organisation stands in a circle.
func circleMark(code string) string { return "," + code + "," }

// within are the shared audiences of those in a circle, or of all.
func (r reads) within(circle string) ([]schema.Audience, error) {
	orgs, err := r.organisations()
	var out []schema.Audience
	for _, o := range orgs {
		if circle == "" || strings.Contains(circle, circleMark(o.Code)) {
			out = append(out, schema.SharedAudience(o))
		}
	}
	return out, err
}

// NextMeeting as a reference means the earliest meeting of the whole group that
// is a draft or convened: it is the same for every reader. Meetings by
// invitation and those of one organisation are named by their references.
const NextMeeting = "next"

// Meetings returns all meetings that the member may know of, newest first,
// without agenda, attendance, decisions and versions.
func (d *Desk) Meetings(ctx context.Context) ([]schema.Meeting, error) {
	var out []schema.Meeting
	err := d.view(ctx, func(r reads) error {
		out = nil
		var rows []meetingRow
		err := r.all(&rows, `SELECT `+meetingColumns+` FROM meeting m WHERE `+meetingSight+` ORDER BY m.starts_at DESC, m.id DESC`, circleMark(d.who.OrgCode))
		for _, row := range rows {
			out = append(out, row.meeting())
		}
		return err
	})
	return out, err
}

// Meeting returns the meeting with that reference, in any case of letters, or
// the next one, in full.
func (d *Desk) Meeting(ctx context.Context, ref string) (schema.Meeting, error) {
	var m schema.Meeting
	err := d.view(ctx, func(r reads) error {
		row, err := r.meeting(d.who, ref)
		if err == nil {
			m, err = d.fullMeeting(r, row)
		}
		if err == nil {
			m.Updated, err = r.meetingChanged(d.who, m.ID, math.MaxInt64)
		}
		return err
	})
	return m, err
}

// MeetingThread returns what happened to a meeting, oldest first.
func (d *Desk) MeetingThread(ctx context.Context, id schema.ID) ([]schema.Event, error) {
	var out []schema.Event
	err := d.view(ctx, func(r reads) error {
		_, err := r.meetingByID(d.who, id)
		if err == nil {
			out, err = d.thread(r, schema.NounMeeting, id)
		}
		return err
	})
	return out, err
}

// meeting finds a meeting that the actor may know of by reference or as NextMeeting.
func (r reads) meeting(who schema.Actor, ref string) (meetingRow, error) {
	if strings.EqualFold(ref, NextMeeting) {
		row, err := r.nextIn("", "", 0)
		if isNotFound(err) {
			err = schema.NotFound(ref)
		}
		return row, err
	}
	var row meetingRow
	err := r.one(&row, `SELECT `+meetingColumns+` FROM meeting m WHERE m.ref = ? AND `+meetingSight, strings.ToUpper(ref), circleMark(who.OrgCode))
	if missing(err) {
		err = schema.NotFound(ref)
	}
	return row, err
}

// meetingByID finds a meeting that the actor may know of.
func (r reads) meetingByID(who schema.Actor, id schema.ID) (meetingRow, error) {
	var row meetingRow
	err := r.one(&row, `SELECT `+meetingColumns+` FROM meeting m WHERE m.id = ? AND `+meetingSight, id, circleMark(who.OrgCode))
	if missing(err) {
		err = schema.NotFound("")
	}
	return row, err
}

// nextIn is the earliest meeting of just this circle that is a draft or
// convened, but for the one excepted.
func (r reads) nextIn(circle, internal string, except schema.ID) (meetingRow, error) {
	var row meetingRow
	err := r.one(&row, `SELECT `+meetingColumns+` FROM meeting m WHERE m.state IN (?) AND m.circle = ? AND m.internal = ? AND m.id <> ? ORDER BY m.starts_at, m.id LIMIT 1`,
		[]schema.MeetingState{schema.MeetingDraft, schema.MeetingConvened}, circle, internal, except)
	if missing(err) {
		err = schema.NotFound(NextMeeting)
	}
	return row, err
}

// gathering is a meeting with all that is written in it.
type gathering struct {
	meetingRow
	Points     []point
	Attendance []schema.Attendance
	Decisions  []schema.Decision
}

// point is a point of the agenda with what it is about, as stored.
type point struct {
	schema.AgendaPoint // without links
	Targets            []string
}

// gather reads all that is written in a meeting.
func (r reads) gather(row meetingRow) (gathering, error) {
	g := gathering{meetingRow: row}
	var agenda []schema.AgendaPoint
	if err := r.all(&agenda, `SELECT n, title, rapporteur, minutes, spent, mark FROM agenda_point WHERE meeting_id = ? ORDER BY n`, row.ID); err != nil {
		return g, err
	}
	var links []struct {
		N      int
		Target string
	}
	if err := r.all(&links, `SELECT n, target FROM agenda_link WHERE meeting_id = ? ORDER BY n, target`, row.ID); err != nil {
		return g, err
	}
	for _, p := range agenda {
		g.Points = append(g.Points, point{AgendaPoint: p})
		for _, l := range links {
			if l.N == p.N {
				i := len(g.Points) - 1
				g.Points[i].Targets = append(g.Points[i].Targets, l.Target)
			}
		}
	}
	if err := r.all(&g.Attendance, `SELECT org, person, mode FROM attendance WHERE meeting_id = ? ORDER BY n`, row.ID); err != nil {
		return g, err
	}
	return g, r.all(&g.Decisions, `SELECT n, text FROM decision WHERE meeting_id = ? ORDER BY n`, row.ID)
}

// fullMeeting is the meeting with its agenda, attendance, decisions and
// versions, and those links that the member may see.
func (d *Desk) fullMeeting(r reads, row meetingRow) (schema.Meeting, error) {
	g, err := r.gather(row)
	if err != nil {
		return schema.Meeting{}, err
	}
	return d.shown(r, g)
}

// shown is a gathering as the member may see it.
func (d *Desk) shown(r reads, g gathering) (schema.Meeting, error) {
	m := g.meeting()
	m.Attendance, m.Decisions = g.Attendance, g.Decisions
	var targets []string
	for _, p := range g.Points {
		targets = append(targets, p.Targets...)
	}
	names, err := d.targetNames(r, targets)
	if err != nil {
		return m, err
	}
	for _, p := range g.Points {
		p.Links = named(names, p.Targets)
		m.Agenda = append(m.Agenda, p.AgendaPoint)
	}
	m.Versions, err = r.versions(g.ID)
	return m, err
}

// named are the names of those targets that have one, sorted.
func named(names map[string]string, targets []string) []string {
	var out []string
	for _, t := range targets {
		if name := names[t]; name != "" {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}

// location is the group's time zone; UTC until there is a group.
func (db *DB) location() *time.Location {
	db.mu.Lock()
	defer db.mu.Unlock()
	return cmp.Or(db.zone, time.UTC)
}
