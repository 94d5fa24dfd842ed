package lang

// Export holds the words of documents.
type Export struct {
	Columns   map[string]string // headings of the register, by the English name of the column
	Title     string            // {group}
	Meeting   string            // {meeting}
	AsOf      string            // {date}
	NoActions string
	Totals    string // heading
	Total     string // row
	Actions   string // heading of a number
	Overdue   string // heading of a number
	Carried   string // heading of a number
	Times     string // carried over: {n}
	RAG       map[string]string
	Yes, No   string
	Colon     string // between a name and its value
}

var exportFR = Export{
	Columns: map[string]string{
		"number": "Numéro", "raised_on": "Ouverte le", "meeting": "Réunion", "agenda_point": "Point de l’ordre du jour", "description": "Description",
		"owner": "Responsable", "member": "Personne", "due": "Échéance", "status": "Statut", "rag": "Feu", "overdue": "En retard",
		"carried_over": "Reports", "completed_on": "Réalisée le", "evidence": "Justificatif", "notes": "Notes", "theme": "Thème",
		"links": "Liens", "rev": "Rév.", "as_of": "État au", "tlp": "TLP",
	},
	Title: "Registre des actions – {group}", Meeting: "Réunion : {meeting}", AsOf: "État au {date}",
	NoActions: "Aucune action en cours.", Totals: "Totaux", Total: "Total",
	Actions: "Actions", Overdue: "En retard", Carried: "Reportées", Times: "reportée ×{n}",
	RAG: map[string]string{"red": "rouge", "amber": "orange", "green": "vert"}, Yes: "oui", No: "non", Colon: " : ",
}

var exportEN = Export{
	Columns: map[string]string{
		"number": "Number", "raised_on": "Raised on", "meeting": "Meeting", "agenda_point": "Agenda point", "description": "Description",
		"owner": "Owner", "member": "Person", "due": "Due", "status": "Status", "rag": "RAG", "overdue": "Overdue",
		"carried_over": "Carried over", "completed_on": "Completed on", "evidence": "Evidence", "notes": "Notes", "theme": "Theme",
		"links": "Links", "rev": "Rev.", "as_of": "As of", "tlp": "TLP",
	},
	Title: "Action register – {group}", Meeting: "Meeting: {meeting}", AsOf: "As of {date}",
	NoActions: "No pending actions.", Totals: "Totals", Total: "Total",
	Actions: "Actions", Overdue: "Overdue", Carried: "Carried over", Times: "carried over ×{n}",
	RAG: map[string]string{"red": "red", "amber": "amber", "green": "green"}, Yes: "yes", No: "no", Colon: ": ",
}
