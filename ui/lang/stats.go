package lang

import "contactgroup/schema"

// Stats holds the words of the figures: of their screen, and of the command.
type Stats struct {
	Title    string
	Go       string // help of the key that leads there
	Figures  map[schema.Figure]string
	Short    map[schema.Figure]string // for the tabs
	Periods  map[schema.Period]string
	Since    string // {day}
	Ever     string // all counts
	NotYet   string // no meeting was held so far
	Loading  string
	Failed   string // nothing could be read
	Others   string // the other operators together
	All      string // operators, one by one and together
	Median   string
	P90      string
	Quarter  string // answers within it, and so on
	Hour     string
	Day      string
	Longer   string // a day or more
	Sent     string
	Answered string
	Total    string // {n} {max} {day}: of a line of days
	PerCell  string // {n} days
	PerDay   string // heading: sent, and answered
	Both     string // {sent} {answered}
	Share    string // {percent} {n} {total}
	Place    string // {n} {total}: which figure of how many
	Of       string // {name} {n}: an operator and its answers
	Label    string // {percent} {refused} {insufficient} {total}
	Refused  string // what the bars per label are
	Services string
	Orgs     string
	Operator string // {name}: whose histogram it is

	None       string // {since}: nothing to show
	NoneEver   string
	Widen      string // the next key, where a longer period could show more
	PeersTold  string // {from} {to}
	PeersEver  string // {to}
	PeersFew   string
	OwnOnly    string
	Measure    string // what a reaction time is
	HiddenHere string // from those who see the others together alone

	Next, Previous           string // helps of keys
	Period, Choose           string
	LongerKey, ShorterKey    string
	NextOrg, PreviousOrg     string
	Copy, Export, Again      string
	AsOf                     string // {at}
	Down, Up, PageDown       string
	PageUp, Top, Bottom      string
	HintNext, HintPeriod     string
	HintOperator, HintExport string
}

var statsFR = Stats{
	Title: "Chiffres", Go: "chiffres",
	Figures: map[schema.Figure]string{schema.FigureReaction: "Délais de réponse", schema.FigureQuarter: "Répartition des délais, par quart d’heure", schema.FigureLoad: "Charge par jour",
		schema.FigureLabel: "Qualité des labels, par service", schema.FigureShortfall: "Refus pour information insuffisante"},
	Short: map[schema.Figure]string{schema.FigureReaction: "Délais", schema.FigureQuarter: "Répartition", schema.FigureLoad: "Charge", schema.FigureLabel: "Labels", schema.FigureShortfall: "Insuffisante"},
	Periods: map[schema.Period]string{schema.PeriodWeek: "semaine", schema.PeriodMonth: "mois", schema.PeriodQuarter: "trimestre", schema.PeriodMeeting: "depuis la dernière réunion",
		schema.PeriodYear: "année", schema.PeriodAll: "tout"},
	Since: "depuis le {day}", Ever: "depuis le début", NotYet: "aucune réunion tenue : depuis le début", Loading: "Lecture des chiffres…",
	Failed: "Les chiffres n’ont pas pu être lus ; r les relit, ! dit pourquoi.",
	Others: "Autres opérateurs", All: "tous", Median: "Médiane", P90: "9 réponses sur 10", Quarter: "En moins de 15 min", Hour: "En moins de 1 h", Day: "En moins de 24 h", Longer: "24 h et plus",
	Sent: "Envoyées", Answered: "Répondues", Total: "{n}, au plus {max} le {day}", PerCell: "Un signe vaut {n} jours.", PerDay: "Par jour : demandes envoyées, premières réponses",
	Both: "{sent} env., {answered} rép.", Share: "{percent} · {n} sur {total}", Place: "{n}/{total}", Of: "{name} ({n})", Label: "{percent} · {refused} refus, {insufficient} insuff. sur {total}",
	Refused: "Part des contenus répondus : refusés, ou information insuffisante (insuff.).", Services: "Par service", Orgs: "Par opérateur", Operator: "Opérateur : {name}",
	None: "Rien à montrer {since} : aucune demande, aucune réponse.", NoneEver: "Rien à montrer : aucune demande n’a encore été envoyée.",
	Widen:     "+ prend une période plus longue, p la choisit.",
	PeersTold: "Autres opérateurs : ensemble, chacun avec le même poids, sur les semaines entières du {from} au {to} (UTC) où au moins trois ont répondu.",
	PeersEver: "Autres opérateurs : ensemble, chacun avec le même poids, sur les semaines entières jusqu’au {to} (UTC) où au moins trois ont répondu.",
	PeersFew:  "Les autres opérateurs ne sont pas montrés : cette période n’a aucune semaine entière où trois d’entre eux ont répondu.",
	Measure:   "De l’envoi à la première réponse.",
	OwnOnly:   "Vos seuls chiffres : des autres opérateurs, seuls les délais sont montrés, tous ensemble.", HiddenHere: "Ce chiffre ne vous est pas montré : il révélerait ce que fait chaque opérateur. Seuls leurs délais le sont, tous ensemble (Tab).",
	Next: "chiffre suivant", Previous: "chiffre précédent", Period: "choisir la période", Choose: "Période",
	LongerKey: "période plus longue", ShorterKey: "période plus courte", NextOrg: "opérateur suivant", PreviousOrg: "opérateur précédent",
	Copy: "copier la commande de ces chiffres", Export: "exporter ces chiffres en CSV", Again: "relire les chiffres", AsOf: "Chiffres relus à {at}.", Down: "descendre", Up: "monter",
	PageDown: "page suivante", PageUp: "page précédente", Top: "haut", Bottom: "bas", HintNext: "suivant", HintPeriod: "période", HintOperator: "opérateur", HintExport: "CSV",
}

var statsEN = Stats{
	Title: "Figures", Go: "figures",
	Figures: map[schema.Figure]string{schema.FigureReaction: "Reaction times", schema.FigureQuarter: "Reaction times by quarter of an hour", schema.FigureLoad: "Load per day",
		schema.FigureLabel: "Quality of labels, by service", schema.FigureShortfall: "Refusals for insufficient information"},
	Short: map[schema.Figure]string{schema.FigureReaction: "Times", schema.FigureQuarter: "Spread", schema.FigureLoad: "Load", schema.FigureLabel: "Label use", schema.FigureShortfall: "Insufficient"},
	Periods: map[schema.Period]string{schema.PeriodWeek: "week", schema.PeriodMonth: "month", schema.PeriodQuarter: "quarter", schema.PeriodMeeting: "since the last meeting",
		schema.PeriodYear: "year", schema.PeriodAll: "all"},
	Since: "since {day}", Ever: "from the beginning", NotYet: "no meeting held yet: from the beginning", Loading: "Reading the figures…",
	Failed: "The figures could not be read; r reads them again, ! says why.",
	Others: "Other operators", All: "all", Median: "Median", P90: "9 answers in 10", Quarter: "Within 15 min", Hour: "Within 1 h", Day: "Within 24 h", Longer: "24 h or more",
	Sent: "Sent", Answered: "Answered", Total: "{n}, peak {max} on {day}", PerCell: "Each mark stands for {n} days.", PerDay: "Per day: requests sent, first answers",
	Both: "{sent} sent, {answered} answered", Share: "{percent} · {n} of {total}", Place: "{n}/{total}", Of: "{name} ({n})", Label: "{percent} · {refused} refused, {insufficient} insufficient of {total}",
	Refused: "Share of the contents answered: refused, or insufficient information.", Services: "By service", Orgs: "By operator", Operator: "Operator: {name}",
	None: "Nothing to show {since}: no requests, no answers.", NoneEver: "Nothing to show: no request has been sent yet.",
	Widen:     "+ takes a longer period, p chooses it.",
	PeersTold: "Other operators: together, each with the same weight, over the whole weeks from {from} to {to} (UTC) in which at least three answered.",
	PeersEver: "Other operators: together, each with the same weight, over the whole weeks up to {to} (UTC) in which at least three answered.",
	PeersFew:  "The other operators are not shown: this period has no whole week in which three of them answered.",
	Measure:   "From sending to the first answer.",
	OwnOnly:   "Your own figures only: of the other operators only reaction times are shown, all together.", HiddenHere: "This figure is not shown to you: it would reveal what each operator does. Only their reaction times are, all together (Tab).",
	Next: "next figure", Previous: "previous figure", Period: "choose the period", Choose: "Period",
	LongerKey: "longer period", ShorterKey: "shorter period", NextOrg: "next operator", PreviousOrg: "previous operator",
	Copy: "copy the command of these figures", Export: "export these figures as CSV", Again: "read the figures again", AsOf: "Figures read again at {at}.", Down: "down", Up: "up",
	PageDown: "next page", PageUp: "previous page", Top: "top", Bottom: "bottom", HintNext: "next", HintPeriod: "period", HintOperator: "operator", HintExport: "CSV",
}

// PeersNote says what is shown of the other operators, in days from and to; has is
// whether a figure is.
func (t Stats) PeersNote(has bool, from, to string) string {
	switch {
	case !has:
		return t.PeersFew
	case from == "":
		return Fill(t.PeersEver, "to", to)
	}
	return Fill(t.PeersTold, "from", from, "to", to)
}
