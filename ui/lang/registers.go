package lang

import "contactgroup/schema"

// Rolls holds the words of the pages of what the group keeps: commitments,
// articles, sheets, trainings, and what is overseen.
type Rolls struct {
	Title, Loading                                   string
	Commitments, Articles, Sheets, Trainings         string
	Rechecks, Sample, Advice                         string
	Awaited, Unanswered                              string // {n}: part of a count
	Of                                               string // {n} {total}
	By                                               [3]string
	NoTheme                                          string
	Reviewed                                         Plural // by meetings
	Own                                              string // {org}: nobody else knows of it
	NoCommitments, NoArticles, NoSheets, NoTrainings string
	NoRechecks, NoSample, NoAdvice                   string

	Version, VersionDraft string // {n}
	Changed               string // {at}, of a sheet
	VersionAdopted        string // {n} {date}
	Stands                map[schema.StanceKind]string
	NoStance              string
	ChangesSince, SameAs  string // {n}
	Reasons               string
	ReserveTitle          string // {ref} {version}
	AskEndorse            string // {org} {ref} {version}
	AskAdopt              string // {ref} {version}

	Needs, Given string
	Need         string // {insufficient} {answered}
	Trained      Plural
	Untrained    string

	RechecksTitle   string
	SampleTitle     string // {n} {date}
	Again, AgainDue string // Again: {date}
	Contents        Plural
	Recommendation  string
	Reinstated      string // {ref} {draft}

	NewCommitment, NewArticle, NewSheet, NewTraining, Save, DateHint string
	RedraftTitle, RetrainTitle                                       string // {ref}
	ReviewTitle, EvidenceTitle                                       string // {ref}
	MeetingHint, Note                                                string

	Keys RollsKeys
}

// RollsKeys are the helps of keys, and their words on the bottom line.
type RollsKeys struct {
	Next, Previous, Go, Open, Add, HintAdd, Group, HintGroup, HintEndorse, HintReserve, Redraft, HintRedraft, Adopt, HintAdopt, Rewrite, HintRewrite, Retrain, HintRetrain, Redraw, HintRedraw,
	HintLive, HintGone, HintReinstate, HintRecommend, HintFollow, HintDecline, Review, HintReview, Evidence, HintEvidence string
}

// Advice holds the words of the form of a recommendation.
type Advice struct {
	Title                             string // {ref}
	Asks, Observes, Withdraw, Reasons string
	ReadBy                            string
}

var rollsFR = Rolls{
	Title: "Registres", Loading: "Lecture des registres…",
	Commitments: "Engagements", Articles: "Code de bonne conduite", Sheets: "Fiches pratiques", Trainings: "Formations",
	Rechecks: "Revérifications", Sample: "Échantillon de contrôle", Advice: "Recommandations",
	Awaited: "{n} en cours", Unanswered: "{n} sans suite", Of: "{n} sur {total}",
	By: [3]string{"par organisation", "par thème", "par état"}, NoTheme: "sans thème",
	Reviewed: Plural{"revu par 1 réunion", "revu par {n} réunions"}, Own: "interne à {org}",
	NoCommitments: "Aucun engagement au registre.", NoArticles: "Aucun article n’est rédigé.", NoSheets: "Aucune fiche pratique.", NoTrainings: "Aucune formation au registre.",
	NoRechecks: "Rien à revérifier d’ici sept jours.", NoSample: "Aucune demande soumise au contrôle.", NoAdvice: "Aucune recommandation.",
	Version: "version {n}", Changed: "modifiée {at}", VersionDraft: "version {n}, projet", VersionAdopted: "version {n}, adoptée le {date}",
	Stands:   map[schema.StanceKind]string{schema.StanceEndorsed: "pour", schema.StanceReserved: "avec réserve"},
	NoStance: "Personne ne s’est encore prononcé.", ChangesSince: "Ce qui change depuis la version {n} (- retiré, + ajouté) :", SameAs: "Même texte que la version {n}.",
	Reasons: "Motifs", ReserveTitle: "{ref}, version {version} : réserve",
	AskEndorse: "{org} approuve {ref}, version {version} ? Tout le groupe le verra.",
	AskAdopt:   "Adopter {ref}, version {version} ? Son texte ne changera plus.",
	Needs:      "Besoins par service", Given: "Formations données", Need: "{insufficient} refus pour information insuffisante sur {answered} contenus traités",
	Trained: Plural{"1 personne formée", "{n} personnes formées"}, Untrained: "personne n’y est formé",
	RechecksTitle: "À revérifier d’ici sept jours", SampleTitle: "Échantillon {n} du {date}", Again: "à revérifier le {date}", AgainDue: "ÉCHUE",
	Contents: Plural{"1 contenu", "{n} contenus"}, Recommendation: "recommandation", Reinstated: "{ref} : mainlevée préparée, {draft}. Elle reste à envoyer.",
	NewCommitment: "Nouvel engagement", NewArticle: "Nouvel article", NewSheet: "Nouvelle fiche", NewTraining: "Nouvelle formation", Save: "enregistrer",
	DateHint: "22/04/2015", RedraftTitle: "{ref} : nouvelle rédaction", RetrainTitle: "{ref} : modifier",
	ReviewTitle: "{ref} : examen en réunion", EvidenceTitle: "{ref} : justificatif", MeetingHint: "2015-05-06, ou vide : hors réunion", Note: "observation",
	Keys: RollsKeys{Next: "suivant", Previous: "précédent", Go: "registres", Open: "ouvrir", Add: "ajouter au registre", HintAdd: "ajouter", Group: "regrouper autrement", HintGroup: "regrouper",
		HintEndorse: "approuver", HintReserve: "réserver", Redraft: "nouvelle rédaction", HintRedraft: "rédiger", Adopt: "adopter la version", HintAdopt: "adopter", Rewrite: "récrire la fiche", HintRewrite: "récrire", Retrain: "modifier la formation", HintRetrain: "modifier", Redraw: "tirer un autre échantillon", HintRedraw: "autre tirage",
		HintLive: "en ligne", HintGone: "disparu", HintReinstate: "mainlevée", HintRecommend: "recommander", HintFollow: "suivre", HintDecline: "écarter",
		Review: "dire où il en est", HintReview: "examiner", Evidence: "donner un justificatif", HintEvidence: "justifier"},
}

var rollsEN = Rolls{
	Title: "Registers", Loading: "Reading the registers…",
	Commitments: "Commitments", Articles: "Code of good conduct", Sheets: "Good practice", Trainings: "Training",
	Rechecks: "Re-verifications", Sample: "Sample to check", Advice: "Recommendations",
	Awaited: "{n} pending", Unanswered: "{n} open", Of: "{n} of {total}",
	By: [3]string{"by organisation", "by theme", "by state"}, NoTheme: "no theme",
	Reviewed: Plural{"reviewed by 1 meeting", "reviewed by {n} meetings"}, Own: "internal to {org}",
	NoCommitments: "No commitments on record.", NoArticles: "No articles drafted.", NoSheets: "No good-practice sheets.", NoTrainings: "No training sessions on record.",
	NoRechecks: "Nothing to re-verify within seven days.", NoSample: "No requests to check.", NoAdvice: "No recommendations.",
	Version: "version {n}", Changed: "changed {at}", VersionDraft: "version {n}, draft", VersionAdopted: "version {n}, adopted on {date}",
	Stands:   map[schema.StanceKind]string{schema.StanceEndorsed: "endorse", schema.StanceReserved: "with reservations"},
	NoStance: "Nobody has taken a stance yet.", ChangesSince: "What has changed since version {n} (- removed, + added):", SameAs: "The same text as version {n}.",
	Reasons: "Reasons", ReserveTitle: "{ref}, version {version}: reservation",
	AskEndorse: "Does {org} endorse {ref}, version {version}? The whole group will see it.",
	AskAdopt:   "Adopt {ref}, version {version}? Its text will not change any more.",
	Needs:      "Needs by service", Given: "Training given", Need: "{insufficient} refused for insufficient information, of {answered} contents answered",
	Trained: Plural{"1 person trained", "{n} people trained"}, Untrained: "nobody there is trained",
	RechecksTitle: "To re-verify within seven days", SampleTitle: "Sample {n} of {date}", Again: "to re-verify on {date}", AgainDue: "DUE",
	Contents: Plural{"1 content", "{n} contents"}, Recommendation: "recommendation", Reinstated: "{ref}: reinstatement prepared, {draft}. It is still to be sent.",
	NewCommitment: "New commitment", NewArticle: "New article", NewSheet: "New sheet", NewTraining: "New training", Save: "save",
	DateHint: "2015-04-22", RedraftTitle: "{ref}: new wording", RetrainTitle: "{ref}: change",
	ReviewTitle: "{ref}: review by a meeting", EvidenceTitle: "{ref}: evidence", MeetingHint: "2015-05-06, or empty: outside meetings", Note: "remark",
	Keys: RollsKeys{Next: "next", Previous: "previous", Go: "registers", Open: "open", Add: "add to the register", HintAdd: "add", Group: "group differently", HintGroup: "group",
		HintEndorse: "endorse", HintReserve: "reserve", Redraft: "new wording", HintRedraft: "reword", Adopt: "adopt the version", HintAdopt: "adopt", Rewrite: "rewrite the sheet", HintRewrite: "rewrite", Retrain: "change the training", HintRetrain: "change", Redraw: "draw another sample", HintRedraw: "draw again",
		HintLive: "live", HintGone: "gone", HintReinstate: "reinstate", HintRecommend: "recommend", HintFollow: "follow", HintDecline: "decline",
		Review: "say how it stands", HintReview: "review", Evidence: "give evidence", HintEvidence: "evidence"},
}

var adviceFR = Advice{Title: "{ref} : recommandation", Asks: "Demande", Observes: "une observation", Withdraw: "le retrait de la demande", Reasons: "Motifs",
	ReadBy: "Lue par l’autorité seule ; l’opérateur n’en apprend rien."}

var adviceEN = Advice{Title: "{ref}: recommendation", Asks: "Asks for", Observes: "a remark only", Withdraw: "the withdrawal of the request", Reasons: "Reasons",
	ReadBy: "Read by the authority alone; the operator is not told."}
