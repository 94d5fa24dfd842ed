package lang

import "contactgroup/schema"

var sittingEN = Sitting{
	Cadences: map[schema.Cadence]string{
		"": "no cadence", schema.Weekly: "every week", schema.Fortnightly: "every two weeks", schema.Monthly: "every month",
		schema.TwoMonthly: "every two months", schema.Quarterly: "every quarter", schema.HalfYearly: "every half-year",
	},
	Cadence: "Cadence: {cadence}", CadenceTo: "Cadence: {cadence}; next date: {date}", NextDate: "{date}, by the cadence",
	NoStarts:   "Give --starts. The cadence proposes {date}: --starts next takes it.",
	NoProposal: "No date to propose: “meeting cadence monthly” sets the cadence, and a first plenary gives the day.",
	Invited:    "By invitation: {orgs}", WholeGroup: "The whole group", Inside: "Internal to {org}",
	Leads: "Agenda due to be sent {agenda} (D-25), convocation {convocation} (D-15)", LeadsLate: "Convocation due to be sent {convocation} (D-15): that day is past",
	Steps: map[schema.Verb]string{schema.VerbConvene: "convene", schema.VerbOpen: "open", schema.VerbClose: "close"},
	Timer: "{n} min", TimerOf: "{n}/{planned} min", TimerOver: "{n}/{planned} min, over", Running: "under way", Paused: "paused",
	Tick:       "present: {present}, remote: {remote}, excused: {excused}",
	LinkedFrom: "actions: {refs}", Changed: "“{from}” → “{to}”", Emptied: "(empty)", Minutes: "Frozen minutes", Reason: "reason: {reason}", Part: "{name} {n}", Parts: map[string]string{"decisions": "decision", "actions": "action"},
	Keys: SittingKeys{
		Step: "next step: convene, open, close", Decide: "add a decision", Timer: "come to the point, run or stop its timer", Up: "move the point up", Down: "move the point down",
		Add: "add a point", Edit: "edit what is under the hand; after the closing, correct it", Remove: "remove the point", Tick: "sign in: present, remote, excused, nothing",
		SignIn: "sign somebody in by name", Invite: "invite more organisations", Convocation: "read the convocation", Open: "open, follow a link, else fold",
		NewMeeting: "next match, else a new meeting", Status: "all that can be done to the action", Assign: "assign the action", Due: "set the due date", Note: "note on the action", Reopen: "reopen the action",
		Group:      "group otherwise",
		HintDecide: "decision", HintTimer: "timer", HintTick: "sign in", HintOpen: "open", HintNew: "new", HintGroup: "group", HintDone: "done", HintAdd: "point", HintEdit: "edit",
	},
	AskConvene: "Meeting of {meeting}: convene", AskOpen: "Open the sitting of {meeting} on the point “{point}”?", AskOpenBare: "Open the sitting of {meeting}, without an agenda?",
	AskClose: "Meeting of {meeting}: close", AskRemove: "Remove point {n} “{title}” from the agenda?",
	Closes:    "Closing freezes the minutes (version 1): decisions {decisions}, actions settled {settled}, actions carried over {carried}.",
	CloseNext: "Carried over to the meeting of {meeting}:", CloseWaits: "Carried over, waiting for a next meeting:", CloseNone: "No action to carry over.",
	Irrevocable: "After that only a correction with its reason makes a new version.",
	AttendTitle: "Sign in", AttendHint: "google Public affairs", InviteTitle: "Invite", InviteHint: "google facebook",
	PointTitle: "New point of the agenda", PointEdit: "Point {n}", DecisionTitle: "Decision of the meeting of {meeting}", DecisionEdit: "Decision {n}",
	HeadTitle: "Meeting of {meeting}", NewTitle: "New meeting", CorrectTitle: "Correct the minutes of {meeting}",
	PlannedLabel: "Length (min)", LinksLabel: "Links", LinksHint: "GOO-2015-0042 A-2015-003, seen by who may see them", StartsHint: "2015-06-03 14:30", InvitedHint: "google facebook", ReasonLabel: "Reason",
	Save: "save", NothingHere: "Nothing to edit here. ? shows what the keys do.", NoLink: "No link to follow here.", Follow: "Follow", NotFound: "{ref} has no page here.",
	AssignTo: "{ref}: assign to",
	Item: Fieldnames{
		Number: "Number", Raised: "Raised on", Meeting: "Meeting", Point: "Point", Owner: "Owner", Due: "Due", State: "Status", RAG: "Light", Carried: "Carried over", Completed: "Settled on",
		Theme: "Theme", Evidence: "Evidence", Decision: "Decision", Notes: "Notes", Links: "Links", Linked: "Referred to by", History: "History", Text: "Description", Internal: "Seen by",
		Loading: "Reading…", None: "No link.",
	},
	Board: "Actions {by}", By: map[schema.Grouping]string{schema.ByOwner: "by owner", schema.ByDue: "by due date", schema.ByTheme: "by theme"},
	DueGroups: map[string]string{schema.DueOver: "Overdue", schema.DueWeek: "Within 7 days", schema.DueMonth: "Within 30 days", schema.DueLater: "Later", schema.DueNone: "No due date"},
	NoTheme:   "No theme", GroupLate: "{n} late", GroupSoon: "{n} within 7 days", Soon: "soon", SoonLong: "due soon",
	Reminder: Reminder{Soon: Plural{"1 action due within 7 days", "{n} actions due within 7 days"}, Late: Plural{"1 action overdue", "{n} actions overdue"}},
	Convocation: Convocation{
		Heading: map[schema.MeetingFormat]string{
			schema.MeetingPlenary: "Convocation to the plenary meeting of {date}", schema.MeetingRestricted: "Convocation to the restricted meeting of {date}",
			schema.MeetingWorkingGroup: "Convocation to the working group of {date}",
		},
		Summons: "{group}: meeting on {starts}.", Place: "Place: {place}", To: "Convened: {orgs}", ToAll: "Convened: all organisations of the group",
		Agenda: "Agenda", Minutes: "{n} min", Length: "Planned length: {n} min", NoPoint: "The agenda will be sent separately.",
		Leads:  "Agenda to be sent by {agenda} (D-25), convocation by {convocation} (D-15).",
		Answer: "Please tell the secretariat who will represent you, on site or remotely, or send your excuses.",
	},
}
