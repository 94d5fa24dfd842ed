package lang

import "contactgroup/schema"

// Meeting holds the words of the meetings and of their register of actions.
type Meeting struct {
	Title      string // of the list
	Loading    string
	None       string // no meeting yet, and what to do
	Open       string // help of Enter in the list
	Next       string // the next meeting and the one before, for J and K
	Previous   string
	Agenda     string
	Attendance string
	Decisions  string
	Actions    string
	NoAgenda   string
	NoActions  string
	NoDecision string
	Modes      map[string]string // of attendance
	Minutes    string            // {n}: planned length
	Totals     string            // {n} {late} {carried}
	Carried    string            // {n}
	NoDue      string
	New        string // help of n
	NewShort   string // hint of n
	NewTitle   string // {meeting}
	NewNext    string // the same, of the next meeting
	NewInside  string // {org}: an action of the own organisation alone
	NewHint    string
	Added      string // {ref}
	Done       string // help of x
	Export     string // help of E
	Paper      string // title of the choice of a document: {meeting}
	Papers     map[string]string
	Format     string // title of the choice of a format: {meeting}
	Formats    map[string]string
	Untitled   map[schema.MeetingFormat]string // titles of meetings that were given none
	Version    string                          // of minutes: {n}
	Fetch      string                          // {command}: that y copies it; it makes a file of what is shown
}

var meetingFR = Meeting{
	Title: "Réunions", Loading: "Lecture de la réunion…", None: "Aucune réunion pour l’instant.",
	Open: "ouvrir", Next: "réunion suivante", Previous: "réunion précédente",
	Agenda: "Ordre du jour", Attendance: "Émargement", Decisions: "Relevé de décisions", Actions: "Actions",
	NoAgenda: "L’ordre du jour est vide.", NoActions: "Aucune action ouverte ; n en ajoute une.", NoDecision: "Aucune décision.",
	Modes: map[string]string{"present": "présent", "remote": "à distance", "excused": "excusé"}, Minutes: "{n} min",
	Totals: "actions {n}, en retard {late}, reports {carried}", Carried: "reportée ×{n}", NoDue: "sans échéance",
	New: "occurrence suivante, sinon action en une ligne", NewShort: "action", NewTitle: "Action de la réunion du {meeting}", NewNext: "Action de la prochaine réunion", NewInside: "Action interne à {org}",
	NewHint: "AFA : fiche contact @afa 20/05 #formation", Added: "{ref} ajoutée.",
	Done: "action réalisée", Export: "exporter un document", Paper: "Réunion du {meeting} : document",
	Papers: map[string]string{"actions": "Registre des actions", "pack": "Dossier de réunion", "agenda": "Ordre du jour", "decisions": "Relevé de décisions"}, Format: "Réunion du {meeting} : format",
	Formats:  map[string]string{"md": "Markdown", "csv": "CSV", "fr.csv": "CSV pour un tableur français", "json": "JSON", "ics": "tâches iCalendar", "xlsx": "classeur Excel", "ods": "classeur OpenDocument", "odt": "texte OpenDocument", "html": "page web", "pdf": "PDF à imprimer"},
	Untitled: map[schema.MeetingFormat]string{schema.MeetingPlenary: "Réunion plénière", schema.MeetingRestricted: "Réunion restreinte", schema.MeetingWorkingGroup: "Groupe de travail"},
	Version:  "relevé v{n}",
	Fetch:    "y copie : {command}",
}

var meetingEN = Meeting{
	Title: "Meetings", Loading: "Reading the meeting…", None: "No meeting so far.",
	Open: "open", Next: "next meeting", Previous: "previous meeting",
	Agenda: "Agenda", Attendance: "Attendance", Decisions: "Decisions", Actions: "Actions",
	NoAgenda: "The agenda is empty.", NoActions: "No open action; n adds one.", NoDecision: "No decision.",
	Modes: map[string]string{"present": "present", "remote": "remote", "excused": "excused"}, Minutes: "{n} min",
	Totals: "{n} open, {late} late, {carried} carried over", Carried: "carried over ×{n}", NoDue: "no due date",
	New: "next match, else an action in one line", NewShort: "action", NewTitle: "Action of the meeting of {meeting}", NewNext: "Action of the next meeting", NewInside: "Action internal to {org}",
	NewHint: "AFA: contact sheet @afa 20/05 #training", Added: "{ref} added.",
	Done: "action done", Export: "export a document", Paper: "Meeting of {meeting}: document",
	Papers: map[string]string{"actions": "Register of actions", "pack": "Meeting pack", "agenda": "Agenda", "decisions": "Decisions"}, Format: "Meeting of {meeting}: format",
	Formats:  map[string]string{"md": "Markdown", "csv": "CSV", "fr.csv": "CSV for a French spreadsheet", "json": "JSON", "ics": "iCalendar tasks", "xlsx": "Excel workbook", "ods": "OpenDocument spreadsheet", "odt": "OpenDocument text", "html": "web page", "pdf": "PDF for print"},
	Untitled: map[schema.MeetingFormat]string{schema.MeetingPlenary: "Plenary meeting", schema.MeetingRestricted: "Restricted meeting", schema.MeetingWorkingGroup: "Working group"},
	Version:  "minutes v{n}",
	Fetch:    "y copies: {command}",
}
