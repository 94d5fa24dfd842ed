package lang

import "contactgroup/schema"

// Notice holds the words of mails to members.
type Notice struct {
	Subjects  map[schema.NoticeCause]string // before the reference
	Several   string                        // a subject: {n}
	Sentences map[schema.NoticeCause]string // {ref}, {starts} of meetings, {due} of action items
	Overdue   string                        // {ref} {due}
	Unnamed   string                        // of a request whose reference may not be told
	Place     string                        // {place}, after a sentence
	Leave     string                        // before the command that stops them
	Enclosed  string                        // {name} {tlp}, after a sentence
	Marked    string                        // {tlp} {subject} of a mail that a paper goes with
}

var noticeFR = Notice{
	Subjects: map[schema.NoticeCause]string{schema.NoticeConvocation: "Convocation :", schema.NoticePack: "Dossier de réunion", schema.NoticeDue: "Échéance :",
		schema.NoticeAssigned: "Demande affectée :"},
	Several: "{n} avis du bureau",
	Sentences: map[schema.NoticeCause]string{
		schema.NoticeConvocation: "La réunion {ref} est convoquée : {starts}.",
		schema.NoticePack:        "Le dossier de la réunion {ref} est prêt : {starts}.",
		schema.NoticeDue:         "Votre action {ref} est à échéance le {due}.",
		schema.NoticeAssigned:    "La demande {ref} vous est affectée.",
	},
	Overdue: "Votre action {ref} est en retard : son échéance était le {due}.", Unnamed: "Une demande vous est affectée.", Place: " Lieu : {place}",
	Leave: "Pour ne plus recevoir ces courriels :", Enclosed: " Pièce jointe : {name} ({tlp}).", Marked: "[{tlp}] {subject}",
}

var noticeEN = Notice{
	Subjects: map[schema.NoticeCause]string{schema.NoticeConvocation: "Meeting convened:", schema.NoticePack: "Pack of meeting", schema.NoticeDue: "Due:",
		schema.NoticeAssigned: "Request assigned:"},
	Several: "{n} notices from the desk",
	Sentences: map[schema.NoticeCause]string{
		schema.NoticeConvocation: "Meeting {ref} is convened: {starts}.",
		schema.NoticePack:        "The pack of meeting {ref} is ready: {starts}.",
		schema.NoticeDue:         "Your action item {ref} is due on {due}.",
		schema.NoticeAssigned:    "Request {ref} is assigned to you.",
	},
	Overdue: "Your action item {ref} is overdue: it was due on {due}.", Unnamed: "A request is assigned to you.", Place: " Place: {place}",
	Leave: "To stop these mails:", Enclosed: " Attached: {name} ({tlp}).", Marked: "[{tlp}] {subject}",
}
