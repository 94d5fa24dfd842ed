package lang

// Item holds the words of the screen of one request and of its forms.
type Item struct {
	Replies, Thread string // titles
	Effective       string
	Claimed         string // by the operator
	Observed        string // by a re-check
	Seen            map[string]string
	NoOutcome       string // no answer on this content yet
	Contradicted    string // said to be gone, seen alive
	Unclaimed       string
	NotReceived     string
	InternalNote    string // in the thread
	Weekdays        [7]string
	ClockDone       string
	ClockStands     string // {since} {ground}
	ClockLate       string // {late} {span} {at}
	ClockLeft       string // {span} {at}
	ClockWaits      string // its start has not come
	ClockNone       string
	Suspended       string // {span}
	Ask             Ask
}

// Ask holds what dialogs ask for when a verb needs more than a key.
type Ask struct {
	Reason, Original, Member, Until, Text, Evidence string
	UntilHint                                       string
}

var itemFR = Item{
	Replies: "Réponses", Thread: "Fil", Effective: "date d’effet", Claimed: "déclaré", Observed: "constaté",
	Seen:      map[string]string{"": "non vérifié", "live": "en ligne", "gone": "absent"},
	NoOutcome: "pas encore de suite", Contradicted: "CONTREDIT", Unclaimed: "à personne", NotReceived: "réception non accusée",
	InternalNote: "[note interne]", Weekdays: [7]string{"dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"},
	ClockDone: "l’horloge est arrêtée", ClockStands: "horloge suspendue depuis {since} ({ground})",
	ClockLate: "{late} de {span} (échéance {at})", ClockLeft: "{at} (reste {span})", ClockWaits: "l’horloge n’est pas encore partie",
	ClockNone: "sans échéance", Suspended: "suspendue {span} en tout",
	Ask: Ask{"motif", "numéro de la demande d’origine", "à qui ?", "jusqu’à quand ?", "texte", "justificatif",
		"2h, demain 9h, lundi, 20/05 14h ; vide : aucune"},
}

var itemEN = Item{
	Replies: "Replies", Thread: "Thread", Effective: "effective", Claimed: "claimed", Observed: "observed",
	Seen:      map[string]string{"": "not checked", "live": "live", "gone": "gone"},
	NoOutcome: "no outcome yet", Contradicted: "CONTRADICTED", Unclaimed: "with nobody", NotReceived: "receipt not acknowledged",
	InternalNote: "[internal note]", Weekdays: [7]string{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"},
	ClockDone: "the clock has stopped", ClockStands: "clock suspended since {since} ({ground})",
	ClockLate: "{late} by {span} (due {at})", ClockLeft: "{at} ({span} left)", ClockWaits: "the clock has not started yet",
	ClockNone: "no due time", Suspended: "suspended for {span} in all",
	Ask: Ask{"reason", "reference of the original request", "to whom?", "until when?", "text", "evidence",
		"2h, tomorrow 9:00, monday, 20/05 14:00; empty: none"},
}
