package lang

import (
	"strings"

	"contactgroup/schema"
)

// Contacts holds the words of the screen of whom to reach.
type Contacts struct {
	Title, None, Go      string // Go: the help of the key that leads here
	Answers, Off, Always string
	There                string // {zone} {time}
	Copy                 string
	Copied               string    // {text}
	Days                 [7]string // short, by time.Weekday
	Also                 string    // between the parts of a week
}

// Hours writes a contact's hours as the language has them: "lun-ven 09:00-18:00".
// What are no hours comes back as it is.
func (c Contacts) Hours(hours string) string {
	h, err := schema.ParseHours(hours)
	switch {
	case err != nil:
		return hours
	case len(h) == 0:
		return c.Always
	}
	return strings.Join(h.Text(c.Days), c.Also)
}

var contactsFR = Contacts{
	Title: "Qui joindre, par ordre d’appel", Go: "qui joindre maintenant", None: "Aucune astreinte n’est connue : « :contact add » en ajoute une.",
	Answers: "répond maintenant", Off: "hors horaires", Always: "à toute heure", There: "{zone}, il y est {time}",
	Copy: "copier", Copied: "Copié : {text}",
	Days: [7]string{"dim", "lun", "mar", "mer", "jeu", "ven", "sam"}, Also: " ; ",
}

var contactsEN = Contacts{
	Title: "Whom to call, in order", Go: "whom to reach now", None: "No contact is known: “:contact add” adds one.",
	Answers: "on call now", Off: "off hours", Always: "at any time", There: "{zone}, where it is {time}",
	Copy: "copy", Copied: "Copied: {text}",
	Days: [7]string{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"}, Also: "; ",
}
