package lang

// Pack holds the words of papers for print and of a meeting's pack.
type Pack struct {
	Title       string            // {group}
	Actions     string            // the part of the register
	Parts       map[string]string // titles of parts, by the name that machines know them by
	About       string            // the sheet that tells what a workbook is
	Document    string            // heading of its first column
	Value       string            // heading of its second column
	Marking     string            // what a TLP is called there
	PageOf      string            // {n} {of}
	Contents    string            // list of the parts of a paper
	Median, P90 string            // how long half of the answers took, and nine in ten
	For         string            // {name}: whose pack it is
	Frozen      string            // {n} {date}
	Live        string            // of a pack that was not frozen
	Hash        string            // {hash}
	Since       string            // {meeting} {date}: what changes are told since
	SinceEver   string            // the same of a first meeting
	NoChange    string
	NoOverdue   string
	NoCarried   string
	NoFigures   string
	Period      string // {from} {to}: of reaction times
	Together    string // how the others are told of together
	Others      string // the other operators together
	NoDispute   string
	NoPromise   string
	Columns     map[string]string // headings, by the English name of the column
	Part        string            // headings of the tables for machines
	Row         string
	Column      string
	Frozenly    string // {n}: told after freezing
	Unprinted   Plural // {writing}: a text that print has no letters for
	Writings    map[string]string
}

var packFR = Pack{
	Title: "Dossier de réunion – {group}", Actions: "Actions en cours",
	Parts: map[string]string{"agenda": "Ordre du jour", "decisions": "Relevé de décisions", "overdue": "Actions en retard", "carried": "Actions reportées",
		"changes": "Évolutions depuis la dernière réunion", "reactions": "Délais de réponse", "disputes": "Refus contestés", "commitments": "Engagements"},
	About: "Document", Document: "Élément", Value: "Valeur", Marking: "Diffusion", PageOf: "page {n} sur {of}", Contents: "Sommaire",
	Median: "médiane", P90: "9 réponses sur 10", For: "Destinataire : {name}", Frozen: "Version {n}, figée le {date}", Live: "Document de travail, non figé",
	Hash: "SHA-256 : {hash}", Since: "Depuis la réunion du {date}.", SinceEver: "Depuis l’ouverture du registre.",
	NoChange: "Rien n’a changé.", NoOverdue: "Aucune action en retard.", NoCarried: "Aucune action reportée.",
	NoFigures: "Aucune réponse sur la période.", Period: "De l’envoi à la première réponse, du {from} au {to}.",
	Together: "Les autres opérateurs ne sont montrés qu’ensemble, chacun avec le même poids, et pour les seules semaines entières (du lundi au dimanche, UTC) où au moins trois d’entre eux ont répondu.", Others: "Autres opérateurs, ensemble",
	NoDispute: "Aucun refus contesté.", NoPromise: "Aucun engagement.",
	Columns: map[string]string{"kind": "Nature", "ref": "Numéro", "title": "Objet", "changes": "Évolution", "on": "Le", "operator": "Opérateur", "answers": "Réponses",
		"median": "Médiane", "p90": "9 sur 10", "quarter": "< 15 min (%)", "hour": "< 1 h (%)", "day": "< 24 h (%)", "subject": "Objet", "label": "Label", "tlp": "TLP",
		"outcomes": "Suites", "contents": "Contenus", "reason": "Contestation", "owner": "Par", "text": "Engagement", "theme": "Thème", "made_on": "Pris le",
		"origin": "Origine", "state": "État", "evidence": "Justificatif"},
	Part: "Partie", Row: "Ligne", Column: "Colonne", Frozenly: "Dossier figé : version {n}.",
	Unprinted: Plural{"[texte {writing}, 1 signe : voir la version HTML]", "[texte {writing}, {n} signes : voir la version HTML]"},
	Writings:  map[string]string{"arabic": "arabe", "hebrew": "hébreu", "east_asian": "chinois ou japonais", "korean": "coréen", "other": "dans une autre écriture"},
}

var packEN = Pack{
	Title: "Meeting pack – {group}", Actions: "Pending actions",
	Parts: map[string]string{"agenda": "Agenda", "decisions": "Decisions", "overdue": "Overdue actions", "carried": "Actions carried over",
		"changes": "Changes since the last meeting", "reactions": "Reaction times", "disputes": "Disputed refusals", "commitments": "Commitments"},
	About: "Document", Document: "Item", Value: "Value", Marking: "Marking", PageOf: "page {n} of {of}", Contents: "Contents",
	Median: "median", P90: "9 answers in 10", For: "For: {name}", Frozen: "Version {n}, frozen on {date}", Live: "Working paper, not frozen",
	Hash: "SHA-256: {hash}", Since: "Since the meeting of {date}.", SinceEver: "Since the register was opened.",
	NoChange: "Nothing has changed.", NoOverdue: "No overdue actions.", NoCarried: "No actions carried over.",
	NoFigures: "No answers in this period.", Period: "From sending to the first answer, from {from} to {to}.",
	Together: "The other operators are shown only together, each with the same weight, and only for the whole weeks (Monday to Sunday, UTC) in which at least three of them answered.", Others: "Other operators together",
	NoDispute: "No disputed refusals.", NoPromise: "No commitments.",
	Columns: map[string]string{"kind": "Kind", "ref": "Number", "title": "Subject", "changes": "What changed", "on": "On", "operator": "Operator", "answers": "Answers",
		"median": "Median", "p90": "9 in 10", "quarter": "< 15 min (%)", "hour": "< 1 h (%)", "day": "< 24 h (%)", "subject": "Subject", "label": "Label", "tlp": "TLP",
		"outcomes": "Outcomes", "contents": "Contents", "reason": "Dispute", "owner": "By", "text": "Commitment", "theme": "Theme", "made_on": "Made on",
		"origin": "Origin", "state": "State", "evidence": "Evidence"},
	Part: "Part", Row: "Row", Column: "Column", Frozenly: "Pack frozen: version {n}.",
	Unprinted: Plural{"[{writing} text, 1 character: see the HTML version]", "[{writing} text, {n} characters: see the HTML version]"},
	Writings:  map[string]string{"arabic": "Arabic", "hebrew": "Hebrew", "east_asian": "Chinese or Japanese", "korean": "Korean", "other": "foreign"},
}
