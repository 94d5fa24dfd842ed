package lang

// Papers holds the words of documents about a meeting or one request.
type Papers struct {
	Columns                           map[string]string // headings, by the English name of the column
	Agenda, Decisions, Meetings       string            // titles: {group}
	Nothing                           string            // below the title of an empty one
	Contents, Attachments, Thread     string            // headings of a request's parts
	Address, Outcome, Observed, Bytes string
}

var papersFR = Papers{
	Columns: map[string]string{"n": "N°", "title": "Point", "rapporteur": "Rapporteur", "minutes": "Minutes", "links": "Liens", "text": "Décision", "version": "Version", "reason": "Motif", "changes": "Ce qui change"},
	Agenda:  "Ordre du jour – {group}", Decisions: "Relevé de décisions – {group}", Meetings: "Réunions – {group}", Nothing: "Rien n’y est inscrit.",
	Contents: "Contenus", Attachments: "Pièces jointes", Thread: "Fil", Address: "Adresse", Outcome: "Suite", Observed: "Constat", Bytes: "octets",
}

var papersEN = Papers{
	Columns: map[string]string{"n": "No.", "title": "Point", "rapporteur": "Rapporteur", "minutes": "Minutes", "links": "Links", "text": "Decision", "version": "Version", "reason": "Reason", "changes": "What changed"},
	Agenda:  "Agenda – {group}", Decisions: "Decisions – {group}", Meetings: "Meetings – {group}", Nothing: "Nothing has been entered.",
	Contents: "Contents", Attachments: "Attachments", Thread: "Thread", Address: "Address", Outcome: "Outcome", Observed: "Observed", Bytes: "bytes",
}
