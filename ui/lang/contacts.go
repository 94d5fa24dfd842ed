package lang

// Contacts holds the words of the screen of whom to reach.
type Contacts struct {
	Title, None          string
	Answers, Off, Always string
	There                string // {zone} {time}
	Copy                 string
	Copied               string // {text}
}

var contactsFR = Contacts{
	Title: "Qui joindre, dans l’ordre d’appel", None: "Aucune astreinte n’est connue : « contact add » en ajoute une.",
	Answers: "répond maintenant", Off: "hors horaires", Always: "à toute heure", There: "{zone}, il y est {time}",
	Copy: "copier", Copied: "Copié : {text}",
}

var contactsEN = Contacts{
	Title: "Whom to reach, in order of call", None: "No contact is known: “contact add” adds one.",
	Answers: "answers now", Off: "off hours", Always: "at any time", There: "{zone}, where it is {time}",
	Copy: "copy", Copied: "Copied: {text}",
}
