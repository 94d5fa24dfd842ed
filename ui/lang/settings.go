package lang

// Settings holds the words of the screen of settings and of the tour.
type Settings struct {
	Title    string
	About    string                       // below the title
	Names    map[string]string            // of schema.SettingKeys
	Values   map[string]map[string]string // key, then value; where any value fits: Setting.Unset alone
	Notes    map[string]string            // what a setting changes
	Hints    map[string]string            // of settings that take any value that fits: one
	Set      string                       // {name} {value}
	Go, Tour string                       // helps of the keys that lead here
	Change   string                       // the next value
	Before   string                       // the value before
	Choose   string                       // all values

	First     string // once, on the status line: where settings and tour are
	TourTitle string // {n} {total}
	TourNext  string
	TourLeave string
	Steps     map[string]string // what is said of a key beside its help
}

var settingsFR = Settings{
	Title: "Réglages", About: "Ils s’appliquent aussitôt et sont gardés pour vos prochaines sessions.",
	Names: map[string]string{
		"language": "Langue", "zone": "Fuseau horaire", "theme": "Thème", "accessible": "Mode accessible", "glyphs": "Signes",
		"mouse": "Souris", "bell": "Sonnerie", "notifications": "Notifications", "mail": "Courriel", "convocation": "Convocations",
		"pack": "Dossiers de réunion", "due": "Échéances", "assigned": "Affectations", "quiet": "Silence", "digest": "Envoi groupé", "tour": "Visite guidée",
	},
	Values: map[string]map[string]string{
		"language":      {"auto": "celle du terminal", "fr": "français", "en": "English"},
		"zone":          {"auto": "celui de l’organisation"},
		"theme":         {"dark": "sombre", "light": "clair", "contrast": "contraste élevé", "16": "16 couleurs", "none": "sans couleur"},
		"accessible":    {"off": "non", "on": "oui"},
		"glyphs":        {"unicode": "Unicode", "ascii": "ASCII"},
		"mouse":         {"off": "non", "on": "oui"},
		"bell":          {"off": "non", "on": "oui"},
		"notifications": {"none": "aucune", "urgent": "urgences", "mine": "les miennes", "all": "toutes"},
		"mail":          {"none": "aucun"},
		"convocation":   {"on": "oui", "off": "non"},
		"pack":          {"on": "oui", "off": "non"},
		"due":           {"on": "oui", "off": "non"},
		"assigned":      {"on": "oui", "off": "non"},
		"quiet":         {"off": "aucun"},
		"digest":        {"off": "non"},
		"tour":          {"new": "à proposer", "seen": "vue"},
	},
	Notes: map[string]string{
		"language":      "La langue des écrans, des commandes et des documents.",
		"zone":          "Le fuseau dans lequel les heures sont écrites et lues, par exemple Europe/Paris.",
		"theme":         "Sombre et clair suivent le fond de votre terminal. Aucun état n’est dit par la seule couleur.",
		"accessible":    "Le bureau ligne par ligne, par numéros : rien n’est redessiné. Il s’ouvre aussitôt.",
		"glyphs":        "ASCII dessine avec les seuls signes d’un clavier ; les lettres gardent leurs accents.",
		"mouse":         "La molette fait défiler, le clic choisit une ligne. La sélection du terminal demande alors Maj.",
		"bell":          "Le terminal sonne quand une urgence arrive.",
		"notifications": "Ce que le terminal annonce hors de sa fenêtre, s’il sait le faire.",
		"mail":          "L’adresse où le bureau vous écrit. Un courriel donne un numéro et la commande qui l’ouvre, jamais un contenu.",
		"convocation":   "Un courriel quand une réunion est convoquée, avec sa date et son lieu.",
		"pack":          "Un courriel quand le dossier d’une réunion est figé, avec la commande qui le récupère.",
		"due":           "Un rappel par courriel trois jours avant l’échéance de vos actions, et le lendemain.",
		"assigned":      "Un courriel quand un collègue vous affecte une demande.",
		"quiet":         "Heures de chaque jour, dans votre fuseau, pendant lesquelles aucun courriel ne part : 20h-8h.",
		"digest":        "Heure à laquelle les courriels du jour partent en un seul : 8h.",
		"tour":          "La visite des dix touches est proposée à la première connexion.",
	},
	Hints: map[string]string{"zone": "Europe/Paris", "mail": "nom@exemple.fr", "quiet": "20h-8h", "digest": "8h"}, Set: "{name} : {value}.", Go: "réglages", Tour: "visite des dix touches",
	Change: "valeur suivante", Before: "valeur précédente", Choose: "toutes les valeurs",
	First:     "Bienvenue. gp réglages (langue, fuseau, thème, accès) · gt visite des touches",
	TourTitle: "Visite : {n} sur {total}", TourNext: "Espace suite", TourLeave: "toute autre touche quitte la visite",
	Steps: map[string]string{
		"j":     "j et k mènent d’une demande à l’autre ; les flèches aussi. Rien ne bouge sous la main quand une demande arrive.",
		"enter": "Entrée ouvre la demande et son fil ; q revient. J et K passent à la suivante sans revenir.",
		"/":     "/ filtre pendant la frappe : des mots, org:google, label:P1, due:<2h. Échap efface le filtre.",
		"1":     "1 à 9 mènent aux vues, avec leurs comptes. La rangée du haut d’un clavier français suffit, sans Maj, sauf 6 où - conteste une réponse.",
		"i":     "i prend la demande en charge : les collègues voient aussitôt par qui. A la libère.",
		"r":     "r ouvre la réponse : une touche par contenu dit ce qui a été fait. F2 relit, y envoie.",
		"u":     "u passe à l’étape suivante de votre rôle : soumettre, viser, envoyer, accuser réception.",
		"space": "Espace marque et descend ; le verbe qui suit vaut pour toutes les marques, en un seul geste.",
		"z":     "z annule le dernier geste, Z le rétablit. Une réponse attend dix secondes avant de partir.",
		"?":     "? cherche parmi les touches de cet écran et dit pourquoi l’une n’est pas offerte ; : fait tout par son nom.",
	},
}

var settingsEN = Settings{
	Title: "Settings", About: "They apply at once and are kept for your next sessions.",
	Names: map[string]string{
		"language": "Language", "zone": "Time zone", "theme": "Theme", "accessible": "Accessible mode", "glyphs": "Characters",
		"mouse": "Mouse", "bell": "Bell", "notifications": "Notifications", "mail": "Mail", "convocation": "Meetings convened",
		"pack": "Packs", "due": "Due days", "assigned": "Assignments", "quiet": "Quiet hours", "digest": "Digest", "tour": "Tour",
	},
	Values: map[string]map[string]string{
		"language":      {"auto": "the terminal’s", "fr": "français", "en": "English"},
		"zone":          {"auto": "the organisation’s"},
		"theme":         {"dark": "dark", "light": "light", "contrast": "high contrast", "16": "16 colours", "none": "no colours"},
		"accessible":    {"off": "off", "on": "on"},
		"glyphs":        {"unicode": "Unicode", "ascii": "ASCII"},
		"mouse":         {"off": "off", "on": "on"},
		"bell":          {"off": "off", "on": "on"},
		"notifications": {"none": "none", "urgent": "urgent ones", "mine": "mine", "all": "all"},
		"mail":          {"none": "none"},
		"convocation":   {"on": "on", "off": "off"},
		"pack":          {"on": "on", "off": "off"},
		"due":           {"on": "on", "off": "off"},
		"assigned":      {"on": "on", "off": "off"},
		"quiet":         {"off": "none"},
		"digest":        {"off": "off"},
		"tour":          {"new": "to be offered", "seen": "seen"},
	},
	Notes: map[string]string{
		"language":      "The language of screens, commands and documents.",
		"zone":          "The zone in which times are written and read, such as Europe/Paris.",
		"theme":         "Dark and light follow your terminal’s background. No state is shown by colour alone.",
		"accessible":    "The desk line by line, by numbers: nothing is redrawn. It opens at once.",
		"glyphs":        "ASCII draws with plain keyboard characters only; letters keep their accents.",
		"mouse":         "The wheel moves, a click chooses a row. The terminal’s own selection then needs Shift.",
		"bell":          "The terminal rings when something urgent arrives.",
		"notifications": "What the terminal announces outside its window, if it can.",
		"mail":          "The address at which the desk writes to you. A mail gives a reference and the command that opens it, never any content.",
		"convocation":   "A mail when a meeting is convened, with its date and place.",
		"pack":          "A mail when a meeting’s pack is frozen, with the command that fetches it.",
		"due":           "A reminder by mail three days before your action items are due, and again the day after.",
		"assigned":      "A mail when a colleague assigns a request to you.",
		"quiet":         "Hours of each day, in your time zone, during which no mail goes out: 20h-8h.",
		"digest":        "Hour at which a day’s mails go out as one: 8h.",
		"tour":          "The tour of ten keys is offered at the first login.",
	},
	Hints: map[string]string{"zone": "Europe/Paris", "mail": "name@example.org", "quiet": "20h-8h", "digest": "8h"}, Set: "{name}: {value}.", Go: "settings", Tour: "tour of ten keys",
	Change: "next value", Before: "previous value", Choose: "all values",
	First:     "Welcome. gp settings (language, zone, theme, access) · gt tour of ten keys",
	TourTitle: "Tour: {n} of {total}", TourNext: "Space next", TourLeave: "any other key leaves the tour",
	Steps: map[string]string{
		"j":     "j and k go from one request to the next; so do the arrows. Nothing moves under your hand when a request arrives.",
		"enter": "Enter opens the request and its thread; q comes back. J and K go to the next one without coming back.",
		"/":     "/ filters as you type: words, org:google, label:P1, due:<2h. Esc clears the filter.",
		"1":     "1 to 9 lead to the views, with their counts. On a French keyboard the top row does it without Shift, except 6, where - disputes a reply.",
		"i":     "i claims the request: your colleagues see at once who works on it. A releases it.",
		"r":     "r opens the reply: one key per content says what was done. F2 reviews, y sends.",
		"u":     "u takes the next step of your role: submit, approve, send, acknowledge.",
		"space": "Space marks and moves down; the verb that follows applies to all the marks, as one.",
		"z":     "z undoes what you did last, Z does it again. A reply waits ten seconds before it leaves.",
		"?":     "? searches all the keys of this screen and says why one is not offered; : does everything by its name.",
	},
}
