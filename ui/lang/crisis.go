package lang

// Crisis holds the words of a crisis on screens, and of what calls a member to theirs.
type Crisis struct {
	Began, Ended     string // told on live screens: {by} {reason}
	Start, End       string // in the palette
	Reason           string // asked for: why everybody is told
	StartAsk, EndAsk string // {reason}
	Benchmark        string // beside a legal clock: {span}
	BenchmarkLate    string
	BenchmarkAt      string // {span} {at}
	BenchmarkLateAt  string // {span} {at}

	// Sent to the member's own computer, hence without a word of any request.
	CallCrisis, CallUrgent, CallMine, CallAny string
}

var crisisFR = Crisis{
	Began: "▲ CRISE déclarée par {by} : {reason}. 1 montre les P0 et P1.", Ended: "La crise est terminée ({by}).",
	Start: "déclarer une crise à tout le groupe", End: "terminer la crise", Reason: "motif, lu par tout le groupe",
	StartAsk: "Déclarer une crise à tout le groupe, opérateurs compris : « {reason} » ?", EndAsk: "Terminer la crise « {reason} » ? Un retour d’expérience est inscrit à la prochaine réunion.",
	Benchmark: "repère {span}", BenchmarkLate: "repère passé", BenchmarkAt: "reste {span} avant {at}", BenchmarkLateAt: "passé de {span}, à {at}",
	CallCrisis: "Groupe de contact : une crise est déclarée.", CallUrgent: "Groupe de contact : une demande urgente vous attend.",
	CallMine: "Groupe de contact : une demande vous est affectée.", CallAny: "Groupe de contact : du nouveau sur une demande.",
}

var crisisEN = Crisis{
	Began: "▲ CRISIS declared by {by}: {reason}. 1 shows the P0 and P1.", Ended: "The crisis is over ({by}).",
	Start: "declare a crisis to the whole group", End: "end the crisis", Reason: "reason, read by the whole group",
	StartAsk: "Declare a crisis to the whole group, operators included: “{reason}”?", EndAsk: "End the crisis “{reason}”? A debrief is put on the next agenda.",
	Benchmark: "mark {span}", BenchmarkLate: "mark passed", BenchmarkAt: "{span} left, until {at}", BenchmarkLateAt: "{span} past {at}",
	CallCrisis: "Contact group: a crisis is declared.", CallUrgent: "Contact group: an urgent request waits for you.",
	CallMine: "Contact group: a request is assigned to you.", CallAny: "Contact group: news of a request.",
}
