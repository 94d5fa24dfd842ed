package lang

import "contactgroup/schema"

// Sitting holds the words of a meeting while it is prepared, held and closed,
// of one action item and of the board of all.
type Sitting struct {
	Cadences   map[schema.Cadence]string // "" too
	Cadence    string                    // {cadence}
	CadenceTo  string                    // {cadence} {date}
	NextDate   string                    // {date}: that the cadence proposes
	NoStarts   string                    // a time is needed: {date} of the cadence
	NoProposal string                    // "next" without cadence or meeting before
	Invited    string                    // {orgs}
	WholeGroup string
	Inside     string                 // {org}
	Leads      string                 // {agenda} {convocation}
	LeadsLate  string                 // the same, the second day past
	Steps      map[schema.Verb]string // hints of u, a word each
	Timer      string                 // {n} minutes on the timer
	TimerOf    string                 // {n} of {planned}
	TimerOver  string                 // the same, more than planned
	Running    string
	Paused     string
	Tick       string // {present} {remote} {excused}
	LinkedTo   string // title of what refers to a commitment
	LinkedFrom string // {refs}
	Changed    string // {from} {to}
	Emptied    string
	Minutes    string            // title of the versions
	Reason     string            // of a version: {reason}
	Part       string            // numbered part of minutes: {name} {n}
	Parts      map[string]string // of minutes, in the singular

	Convocation Convocation

	// Help of keys and hints.
	Keys SittingKeys

	// Questions.
	AskConvene                                                                            string // {meeting}
	AskOpen                                                                               string // {meeting} {point}
	AskOpenBare                                                                           string // {meeting}
	AskClose                                                                              string // {meeting}
	AskRemove                                                                             string // {n} {title}
	Closes                                                                                string // {decisions} {settled} {carried}
	CloseNext                                                                             string // {meeting}
	CloseWaits                                                                            string
	CloseDrafts                                                                           string // {starts}: of the meeting that is drafted
	CloseToDraft                                                                          string // heading of what is carried to it
	CarriedPoint                                                                          string // title of the point that has it
	Drafted                                                                               string // {starts}
	AskRemoveDraft                                                                        string // {meeting} {title}
	CadenceTitle                                                                          string
	CadenceOf                                                                             string // {format} {cadence}
	CadenceNow                                                                            string // note of the one that holds
	CloseNone                                                                             string
	Irrevocable                                                                           string
	AttendHint                                                                            string
	AttendTitle                                                                           string
	InviteTitle                                                                           string
	InviteHint                                                                            string
	PointTitle, PointEdit, DecisionTitle, DecisionEdit, HeadTitle, NewTitle, CorrectTitle string // PointEdit, DecisionEdit: {n}; HeadTitle, CorrectTitle: {meeting}; DecisionTitle: {meeting}
	PlannedLabel, LinksLabel, LinksHint, StartsHint, InvitedHint, ReasonLabel             string
	Save                                                                                  string // what y does in a form
	NothingHere                                                                           string // nothing to edit under the hand
	NoLink                                                                                string
	Follow                                                                                string // title of the choice of links
	NotFound                                                                              string // {ref}: of what there is no page
	NotThere, ToMeetings                                                                  string // {meeting}: on the page of one that is removed; the key to go on
	AssignTo                                                                              string // {ref}

	// One action item.
	Item Fieldnames

	// The board.
	Board     string // {by}
	By        map[schema.Grouping]string
	DueGroups map[string]string
	NoTheme   string
	GroupLate string // {n} of a group
	GroupSoon string // {n}
	Soon      string // a row's mark; ≤ 8 columns
	SoonLong  string
	Reminder  Reminder
}

// SittingKeys are the helps of the keys of a meeting, of an action item and of the board.
type SittingKeys struct {
	Step, Decide, Timer, Up, Down, Add, Edit, Remove, Tick, SignIn, Invite, Convocation, Open, NewMeeting, Status, Assign, Due, Note, Reopen, Group, Unlink, RemoveDraft, Cadence string

	HintDecide, HintTimer, HintTick, HintOpen, HintNew, HintGroup, HintDone, HintAdd, HintEdit, HintCadence string
}

// Fieldnames are the names of an action item's parts.
type Fieldnames struct {
	Number, Raised, Meeting, Point, Owner, Due, State, RAG, Carried, Completed, Theme, Evidence, Decision, Notes, Links, Linked, History, Text, Internal, Loading, None string
}

// Reminder tells at login what is due.
type Reminder struct{ Soon, Late Plural }

// Convocation holds the sentences by which a meeting is convened.
type Convocation struct {
	Heading map[schema.MeetingFormat]string // {date}
	Summons string                          // {group} {starts}
	Place   string                          // {place}
	To      string                          // {orgs}
	ToAll   string
	Agenda  string
	Minutes string // {n}
	Length  string // {n}: of all points
	NoPoint string
	Leads   string // {agenda} {convocation}
	Answer  string
}
