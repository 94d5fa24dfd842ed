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
	Page        string            // {n}
	PageOf      string            // {n} {of}
	Contents    string            // list of the parts of a paper
	Median, P90 string            // how long half of the answers took, and nine in ten
}

var packFR = Pack{
	Title: "Dossier de réunion – {group}", Actions: "Actions en cours",
	Parts: map[string]string{"agenda": "Ordre du jour", "decisions": "Relevé de décisions"},
	About: "Document", Document: "Élément", Value: "Valeur", Marking: "Diffusion", Page: "page {n}", PageOf: "page {n} sur {of}", Contents: "Sommaire", Median: "médiane", P90: "9 réponses sur 10",
}

var packEN = Pack{
	Title: "Meeting pack – {group}", Actions: "Pending actions",
	Parts: map[string]string{"agenda": "Agenda", "decisions": "Decisions"},
	About: "Document", Document: "Item", Value: "Value", Marking: "Marking", Page: "page {n}", PageOf: "page {n} of {of}", Contents: "Contents", Median: "median", P90: "9 answers in 10",
}
