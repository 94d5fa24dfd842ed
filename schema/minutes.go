package schema

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"
)

// Minutes are what the closing of a meeting freezes: its decisions and the
// action items of its register as they stood. A correction makes a new version.
// Nothing in them depends on the reader.
type Minutes struct {
	Meeting    string          `json:"meeting"` // reference
	Version    int             `json:"version"` // counted from 1
	Format     MeetingFormat   `json:"format"`
	Title      string          `json:"title"`
	Starts     time.Time       `json:"starts_at"` // UTC, whole milliseconds
	Place      string          `json:"place"`
	Agenda     []MinutesPoint  `json:"agenda"`
	Attendance []MinutesPerson `json:"attendance"`
	Decisions  []MinutesText   `json:"decisions"`
	Actions    []MinutesAction `json:"actions"` // by reference
	Totals     MinutesTotals   `json:"totals"`  // computed, never entered
	Reason     string          `json:"reason,omitempty"`
}

// MinutesPoint is a point of the agenda.
type MinutesPoint struct {
	N          int    `json:"n"`
	Title      string `json:"title"`
	Rapporteur string `json:"rapporteur,omitempty"`
	Minutes    int    `json:"minutes,omitempty"`
}

// MinutesPerson is a line of the émargement.
type MinutesPerson struct {
	Org    string         `json:"organisation"`
	Person string         `json:"person"`
	Mode   AttendanceMode `json:"mode"`
}

// MinutesText is a decision.
type MinutesText struct {
	N    int    `json:"n"`
	Text string `json:"text"`
}

// MinutesAction is an action item as it stood when the meeting was closed,
// before it was carried over.
type MinutesAction struct {
	Ref     string      `json:"ref"`
	Text    string      `json:"text"`
	Owner   string      `json:"owner"`
	Due     string      `json:"due,omitempty"` // day
	State   ActionState `json:"state"`
	Overdue bool        `json:"overdue"` // on the day of the closing
	Carried int         `json:"carried"`
	Raised  bool        `json:"raised_here"`
}

// MinutesTotals counts what the minutes hold.
type MinutesTotals struct {
	Present   int `json:"present"` // remote ones too
	Excused   int `json:"excused"`
	Decisions int `json:"decisions"`
	Pending   int `json:"actions_pending"`
	Overdue   int `json:"actions_overdue"`
	Settled   int `json:"actions_settled"`
	Carried   int `json:"actions_carried_before"` // pending ones that were carried over at least once
}

// MinutesVersion names one version of a meeting's minutes.
type MinutesVersion struct {
	N       int
	At      time.Time
	Reason  string   // of a correction
	Hash    string   // SHA-256 of the canonical bytes, hexadecimal
	Erased  Date     `json:",omitzero"` // when what they told of erased things was taken out of them; Hash is of before
	Changes []Change // against the version before; Field names the part, with its number or reference after "#"
}

// Correction is what a new version of minutes changes; what is nil stays.
type Correction struct {
	Title, Place *string
	Attendance   []Attendance // the whole émargement anew
	Decisions    []Decision   // each replaces the one of its number; N one above the last adds one
	Actions      []ActionText // new wordings
}

// ActionText is the wording of one action item.
type ActionText struct{ Ref, Text string }

// Count computes the totals anew.
func (m *Minutes) Count() {
	t := MinutesTotals{Decisions: len(m.Decisions)}
	for _, p := range m.Attendance {
		if p.Mode == Excused {
			t.Excused++
		} else {
			t.Present++
		}
	}
	for _, a := range m.Actions {
		switch {
		case a.State.Terminal():
			t.Settled++
			continue
		case a.Overdue:
			t.Overdue++
		}
		t.Pending++
		if a.Carried > 0 {
			t.Carried++
		}
	}
	m.Totals = t
}

// Canonical returns the bytes that are kept, hashed and shown: JSON in the order
// of the fields, two blanks of indentation, a line end after it, times in UTC.
func (m Minutes) Canonical() ([]byte, error) {
	m.Starts = m.Starts.UTC()
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	err := enc.Encode(m)
	return b.Bytes(), err
}

// MinutesHash is the hash of canonical bytes as it is shown.
func MinutesHash(canonical []byte) string {
	sum := sha256.Sum256(canonical)
	return hex.EncodeToString(sum[:])
}

// Corrected returns the next version, with the totals computed anew and what
// differs. It answers ErrInvalid for a number or reference that the minutes do
// not hold, and WhyNoChange when nothing differs.
func (m Minutes) Corrected(c Correction, reason string) (Minutes, []Change, error) {
	next := m
	next.Version, next.Reason = m.Version+1, reason
	next.Decisions, next.Actions = slices.Clone(m.Decisions), slices.Clone(m.Actions)
	if c.Title != nil {
		next.Title = *c.Title
	}
	if c.Place != nil {
		next.Place = *c.Place
	}
	if c.Attendance != nil {
		next.Attendance = minutesAttendance(c.Attendance)
	}
	for _, d := range c.Decisions {
		switch {
		case d.N == len(next.Decisions)+1:
			next.Decisions = append(next.Decisions, MinutesText(d))
		case d.N < 1 || d.N > len(next.Decisions):
			return m, nil, Invalid(WhyUnknown, "decision", fmt.Sprint(d.N))
		default:
			next.Decisions[d.N-1].Text = d.Text
		}
	}
	for _, a := range c.Actions {
		i := slices.IndexFunc(next.Actions, func(x MinutesAction) bool { return strings.EqualFold(x.Ref, a.Ref) })
		if i < 0 {
			return m, nil, Invalid(WhyUnknown, "action", a.Ref)
		}
		next.Actions[i].Text = a.Text
	}
	next.Count()
	changes := m.changesTo(next)
	if len(changes) == 0 {
		return m, nil, &Fault{Class: ErrInvalid, Why: WhyNoChange, Verb: VerbCorrect, Ref: m.Meeting}
	}
	return next, changes, nil
}

// changesTo lists what differs between two versions of the same minutes.
func (m Minutes) changesTo(next Minutes) []Change {
	var out []Change
	add := func(field Field, from, to string) {
		if from != to {
			out = append(out, Change{field, from, to})
		}
	}
	add(FieldTitle, m.Title, next.Title)
	add(FieldPlace, m.Place, next.Place)
	add(FieldAttendance, attendanceText(m.Attendance), attendanceText(next.Attendance))
	for i, d := range next.Decisions {
		from := ""
		if i < len(m.Decisions) {
			from = m.Decisions[i].Text
		}
		add(FieldDecisions+Field(fmt.Sprintf("#%d", d.N)), from, d.Text)
	}
	for i, a := range next.Actions {
		add(Field("actions#"+a.Ref), m.Actions[i].Text, a.Text)
	}
	return out
}

func minutesAttendance(in []Attendance) []MinutesPerson {
	out := make([]MinutesPerson, len(in))
	for i, a := range in {
		out[i] = MinutesPerson(a)
	}
	return out
}

func attendanceText(in []MinutesPerson) string {
	lines := make([]string, len(in))
	for i, a := range in {
		lines[i] = AttendanceLine(Attendance(a))
	}
	return strings.Join(lines, "\n")
}

// AttendanceLine is a line of the émargement in a log: "google: Affaires publiques (present)".
func AttendanceLine(a Attendance) string { return fmt.Sprintf("%s: %s (%s)", a.Org, a.Person, a.Mode) }

// MinutesOf are the first version of a meeting's minutes; actions are those of
// its register as they stood on day today, in the order of their references.
func MinutesOf(m Meeting, actions []Action, today Date) Minutes {
	out := Minutes{Meeting: m.Ref, Version: 1, Format: m.Format, Title: m.Title, Starts: m.Starts.UTC(), Place: m.Place,
		Agenda: make([]MinutesPoint, len(m.Agenda)), Attendance: minutesAttendance(m.Attendance),
		Decisions: make([]MinutesText, len(m.Decisions)), Actions: make([]MinutesAction, len(actions))}
	for i, p := range m.Agenda {
		out.Agenda[i] = MinutesPoint{p.N, p.Title, p.Rapporteur, p.Minutes}
	}
	for i, d := range m.Decisions {
		out.Decisions[i] = MinutesText(d)
	}
	for i, a := range actions {
		out.Actions[i] = MinutesAction{Ref: a.Ref, Text: a.Text, Owner: a.Owner, Due: a.Due.String(), State: a.State,
			Overdue: a.Overdue(today), Carried: a.Carried, Raised: a.Meeting == m.Ref && a.Carried == 0}
	}
	out.Count()
	return out
}
