package schema

import (
	"slices"
	"time"
)

// MeetingState is a meeting's place in its life.
type MeetingState string

const (
	MeetingDraft    MeetingState = "draft"
	MeetingConvened MeetingState = "convened"
	MeetingHeld     MeetingState = "held"
	MeetingClosed   MeetingState = "closed"
)

// MeetingStates lists every MeetingState in the order of a meeting's life.
var MeetingStates = []MeetingState{MeetingDraft, MeetingConvened, MeetingHeld, MeetingClosed}

// MeetingFormat says who meets.
type MeetingFormat string

const (
	MeetingPlenary      MeetingFormat = "plenary"
	MeetingRestricted   MeetingFormat = "restricted"
	MeetingWorkingGroup MeetingFormat = "working_group"
)

// MeetingFormats lists every MeetingFormat.
var MeetingFormats = []MeetingFormat{MeetingPlenary, MeetingRestricted, MeetingWorkingGroup}

// ByInvitation reports whether only those invited may know of such a meeting.
// Unknown formats are.
func (f MeetingFormat) ByInvitation() bool { return f != MeetingPlenary }

// Meeting is one sitting of the group, of those invited, or of one organisation.
type Meeting struct {
	ID         ID
	Ref        string // its day, "2015-05-06", with "-2" for a second one that day; by invitation with letters that do not count
	Rev        int
	Format     MeetingFormat
	Title      string
	Starts     time.Time
	Place      string
	State      MeetingState
	Circle     []string // codes of the organisations that alone may know of it, sorted; nil: the whole group
	Internal   bool     // of the one organisation of Circle
	Agenda     []AgendaPoint
	Attendance []Attendance
	Decisions  []Decision
	Versions   []MinutesVersion // of its minutes, oldest first; none until it is closed
	Updated    time.Time        // when it changed last, in a Register and of one meeting; zero: not known
	Live       Live             // where it stands while it is held
	Erased     Date             `json:",omitzero"` // as of a Request
}

// AgendaPoint is one matter to be treated.
type AgendaPoint struct {
	N          int
	Title      string   // known to all who may know of the meeting: a neutral one when it is about a request
	Rapporteur string   // organisation code
	Minutes    int      // planned length; 0: not planned
	Links      []string // references of requests, replies, action items, decisions and commitments; those the reader may not see are left out
	Spent      int      // whole seconds that its timer ran, but for the time since Live.Since
	Mark       int      `json:",omitempty"` // what it is known by in its meeting, whatever place it has; never given again
}

// Live is where a meeting stands while it is held. The zero Live: it has not
// come to a point, or is over.
type Live struct {
	Point int       // number of the point that is treated; 0: none
	Since time.Time // since when the timer of that point runs; zero: it stands
}

// Elapsed is how long point n has been treated at the moment now.
func (m Meeting) Elapsed(n int, now time.Time) time.Duration {
	var out time.Duration
	if n >= 1 && n <= len(m.Agenda) {
		out = time.Duration(m.Agenda[n-1].Spent) * time.Second
	}
	if n == m.Live.Point && !m.Live.Since.IsZero() && now.After(m.Live.Since) {
		out += now.Sub(m.Live.Since)
	}
	return out
}

// AttendanceMode is how somebody attends.
type AttendanceMode = string

// AttendanceModes lists every AttendanceMode.
var AttendanceModes = []AttendanceMode{"present", "remote", "excused"}

// Excused is the mode of those who do not come.
const Excused AttendanceMode = "excused"

// Absent takes somebody off the émargement again; it is the mode of no line.
const Absent AttendanceMode = "absent"

// Attendance is one line of the émargement.
type Attendance struct {
	Org    string
	Person string // a member's name or a function
	Mode   AttendanceMode
}

// Decision is one line of the relevé de décisions.
type Decision struct {
	N    int
	Text string
}

// MeetingPlan is a new meeting, or with VerbEdit what changes of one: there
// the zero values stay as they are.
type MeetingPlan struct {
	Format   MeetingFormat // never changes
	Title    string
	Starts   time.Time
	Place    string
	Invited  []string // codes; the actor's own organisation is always among those who meet
	Internal bool     // of the actor's organisation alone
}

// AgendaChange is what is done to the agenda.
type AgendaChange string

const (
	AgendaAdd    AgendaChange = "add"
	AgendaEdit   AgendaChange = "edit"
	AgendaMove   AgendaChange = "move"
	AgendaRemove AgendaChange = "remove"
)

// AgendaChanges lists every AgendaChange.
var AgendaChanges = []AgendaChange{AgendaAdd, AgendaEdit, AgendaMove, AgendaRemove}

// MeetingStep is one verb on one meeting.
type MeetingStep struct {
	Verb       Verb
	Plan       MeetingPlan  // edit; invite: Invited; close: Title of the next meeting, where one is to be drafted
	Change     AgendaChange // agenda
	N, To      int          // agenda: the point to change, where it moves; point: the one to treat; decide: the decision to word anew, 0: a new one
	Point      AgendaPoint  // agenda: a new point, or what changes of one; zero values stay, Nobody and NoMinutes take away
	Unlink     []string     // agenda: references that a point to change leads to no more
	Attendance Attendance   // attend; the same organisation and person again replaces the mode, Absent takes the line away
	Text       string       // decide: the decision; correct: the reason; close: title of the point that has what is carried over to the draft
	Correction Correction   // correct
}

// Nobody as a point's rapporteur and NoMinutes as its length, given with
// AgendaEdit, take away what it had.
const (
	Nobody    = "-"
	NoMinutes = -1
)

// MeetingTransition is one row of a meeting's life: from which states the verb
// is possible, where it leads, what it asks for.
type MeetingTransition struct {
	Verb  Verb
	From  []MeetingState
	To    MeetingState // empty: the state stays
	Needs []Need
	Undo  bool // can be undone by its actor until somebody builds on it
}

var (
	planned   = []MeetingState{MeetingDraft, MeetingConvened}
	underWay  = []MeetingState{MeetingConvened, MeetingHeld}
	notClosed = MeetingStates[:3]
)

// MeetingTransitions is the life of a meeting. The chair and the secretariat do
// every verb on the group's meetings, an organisation's members on its own.
var MeetingTransitions = []MeetingTransition{
	{Verb: VerbEdit, From: planned, Undo: true},
	{Verb: VerbInvite, From: planned},
	{Verb: VerbAgenda, From: notClosed, Undo: true},
	{Verb: VerbRemove, From: []MeetingState{MeetingDraft}}, // it is gone; a convened one is edited, or its convocation undone
	{Verb: VerbConvene, From: []MeetingState{MeetingDraft}, To: MeetingConvened, Undo: true},
	{Verb: VerbOpen, From: []MeetingState{MeetingConvened}, To: MeetingHeld}, // begins with its first point
	{Verb: VerbPoint, From: underWay, To: MeetingHeld},
	{Verb: VerbPause, From: []MeetingState{MeetingHeld}},
	{Verb: VerbAttend, From: underWay, To: MeetingHeld, Undo: true}, // an excuse does not make it held
	{Verb: VerbDecide, From: underWay, To: MeetingHeld, Needs: []Need{NeedText}, Undo: true},
	{Verb: VerbClose, From: underWay, To: MeetingClosed},
	{Verb: VerbCorrect, From: []MeetingState{MeetingClosed}, Needs: []Need{NeedReason}},
}

// MaySeeMeeting reports whether the actor may know that m exists.
func MaySeeMeeting(a Actor, m Meeting) bool {
	return slices.Contains(Roles, a.Role) && (len(m.Circle) == 0 || slices.Contains(m.Circle, a.OrgCode))
}

// MayCall returns nil when the actor may plan such a meeting: the chair and the
// secretariat any, others one of their own organisation.
func MayCall(a Actor, d MeetingPlan) error {
	if keeps(a, d.Internal) {
		return nil
	}
	return &Fault{Class: ErrForbidden, Why: WhyRole, Verb: VerbNew, Noun: NounMeeting}
}

// keeps reports whether the actor keeps a shared register, or one internal to
// their organisation.
func keeps(a Actor, internal bool) bool {
	if internal {
		return ownsActions(a.Role)
	}
	return leadsMeetings(a.Role)
}

// MayMeet returns the transition of the verb on meeting m, or a *Fault that
// says why the actor may not do it now.
func MayMeet(a Actor, v Verb, m Meeting) (MeetingTransition, error) {
	if !MaySeeMeeting(a, m) {
		return MeetingTransition{}, NotFound(m.Ref)
	}
	why, class := WhyRole, ErrForbidden
	for _, t := range MeetingTransitions {
		if t.Verb != v || !keeps(a, m.Internal) {
			continue
		}
		if slices.Contains(t.From, m.State) && m.Erased.IsZero() {
			return t, nil
		}
		why, class = WhyState, ErrState
		switch {
		case !m.Erased.IsZero():
			why = WhyErased
		case m.State == MeetingClosed:
			why = WhyFrozen
		}
	}
	return MeetingTransition{}, &Fault{Class: class, Why: why, Verb: v, Noun: NounMeeting, Ref: m.Ref, State: State(m.State), Rev: m.Rev}
}

// MaySetAgenda returns nil when the actor may put points on the agenda of some
// meeting, be it one of their own organisation, or a *Fault that says why not.
// MayMeet judges one meeting.
func MaySetAgenda(a Actor) error {
	if keeps(a, true) || keeps(a, false) {
		return nil
	}
	return &Fault{Class: ErrForbidden, Why: WhyRole, Verb: VerbAgenda, Noun: NounMeeting}
}

// NextMeetingStep is the verb by which a meeting goes on in its life: convene,
// open, close; empty once it is closed.
func NextMeetingStep(m Meeting) Verb {
	switch m.State {
	case MeetingDraft:
		return VerbConvene
	case MeetingConvened:
		return VerbOpen
	case MeetingHeld:
		return VerbClose
	}
	return ""
}

// Closing is what the closing of a meeting would do now.
type Closing struct {
	Decisions int       // frozen
	Settled   []Action  // frozen
	Carried   []Action  // frozen, and carried over; those that the member may see
	Next      string    // reference of the meeting they are carried to; empty: they wait for it
	Drafts    time.Time // when the meeting would be that the cadence proposes to draft; zero: none
}
