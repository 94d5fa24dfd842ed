package lang

// Widget holds the words of dialogs, forms and the key table.
type Widget struct {
	Yes, No                        string // as a key hint: "y oui"
	Accept                         string
	Cancel                         string
	Close                          string
	Choose                         string
	Copy                           string
	Copied                         string
	Search                         string
	NothingFound                   string // of a search in a choice: {text}
	NothingToSearch, NothingToFold string
	Next                           string // the next field
	Previous                       string
	Change                         string // another value of a choice
	Review                         string
	Send                           string
	Edit                           string
	Keep                           string            // the draft
	Kept                           string            // the draft was kept
	Line                           string            // {n}/{total}
	Percent                        string            // {n}
	Paste                          string            // a paste outside of fields
	Gone                           string            // of the row under the hand, when it has left the page
	KeyNames                       map[string]string // of keys that have no letter
	Groups                         Groups
}

// Groups are the headings of the key table.
type Groups struct {
	Everywhere, List, Triage, Marks, Item, Form, Meeting, Dialog, Go string
}

var widgetFR = Widget{
	Yes: "oui", No: "non", Accept: "valider", Cancel: "annuler", Close: "fermer", Choose: "choisir", Copy: "copier", Copied: "Copié : {text}",
	NothingToSearch: "Rien à chercher : la page est vide.", NothingToFold: "Rien à replier ici.",
	Search: "chercher", NothingFound: "Rien ne correspond à « {text} ».", Next: "champ suivant", Previous: "champ précédent",
	Change: "changer", Review: "relire", Send: "envoyer", Edit: "corriger", Keep: "garder le brouillon", Kept: "Brouillon gardé.",
	Line: "{n}/{total}", Percent: "{n} %", Gone: "× n’est plus ici", Paste: "Collage ignoré : aucun champ n’est ouvert.",
	KeyNames: map[string]string{"space": "Espace", "enter": "Entrée", "esc": "Échap", "pgup": "Page préc.", "pgdown": "Page suiv.", "home": "Début", "end": "Fin"},
	Groups:   Groups{"Partout", "Liste", "Traitement", "Marques", "Fiche", "Formulaire", "Réunion", "Dialogue", "Aller à"},
}

var widgetEN = Widget{
	Yes: "yes", No: "no", Accept: "accept", Cancel: "cancel", Close: "close", Choose: "choose", Copy: "copy", Copied: "Copied: {text}",
	NothingToSearch: "Nothing to search: the page is empty.", NothingToFold: "Nothing to fold here.",
	Search: "search", NothingFound: "Nothing matches “{text}”.", Next: "next field", Previous: "previous field",
	Change: "change", Review: "review", Send: "send", Edit: "edit", Keep: "keep the draft", Kept: "Draft kept.",
	Line: "{n}/{total}", Percent: "{n}%", Gone: "× no longer here", Paste: "Paste ignored: no field is open.",
	KeyNames: map[string]string{"space": "Space", "enter": "Enter", "esc": "Esc", "pgup": "PgUp", "pgdown": "PgDn", "home": "Home", "end": "End"},
	Groups:   Groups{"Everywhere", "List", "Triage", "Marks", "Item", "Form", "Meeting", "Dialog", "Go to"},
}
