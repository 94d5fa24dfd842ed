package lang

// Item holds the words of the screen of one request and of its forms.
type Item struct {
	Replies, Thread string // titles
	ToReach         string // title of the contacts of an urgent request
	NobodyAnswers   string // at this hour
	Linked          string // title of the requests that came of this one, or it of them
	CameOf, LedTo   string // before the reference of such a request
	Recommendations string // title
	ToWithdraw      string // what a recommendation may ask for
	Answered        string // by the authority, to a recommendation
	Pair            string // {name} {value}
	Colon           string // behind a title that lines follow
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
	Loading         string // {ref}
	Resumed         string // that a form begins with the draft kept
	ResumedOf       string // {at}: and when it was kept on the server
	DraftKept       string // {at}, on the server
	DraftNotKept    string // {why}
	DraftOver       string // that it replaced what another terminal kept
	DraftGone       string // that it was used or dropped on another terminal
	DropDraft       string // what Ctrl+X does
	DropAsk         string // that Ctrl+X once more does it
	DraftDropped    string
	Templates       string // what Ctrl+T offers
	TemplateOf      string // title of those
	NoTemplate      string // that there is none, and how to add one
	Matches         Plural // {n} {text}
	Ask             Ask
	Keys            ItemKeys
	Verify          Verify
	SimpleHint      string // of the same outcome for all, on the bottom line
	SimpleAsk       Plural // {n} requests {outcome}
	HeldMany        Plural // {n} replies

	// Of the forms.
	ToGive          string // an outcome or addressee not chosen yet
	ForAll          string // the same outcome for every content
	AllOfWhat       string // none was chosen yet
	ReplyTo         string // {ref}
	ReplyHeld       string // {ref}
	Unanswered      string // {numbers} of the contents a reply leaves for the next one
	Save            string // what y does for a draft
	Held            string // that the reply is held for schema.HoldTime
	Territories     string
	TerritoriesHint string
	EffectiveHint   string
	OnSending       string
	GoesTo          string // {who}
	ReadBy          string // {who}
	NoteOn          string // {ref}
	InternalSaid    string // {ref} {who}
	ExchangeSaid    string // {ref} {who}
	Internal        string
	Exchange        string
	NewRequest      string
	EditRequest     string // {ref}
	StaysDraft      string
	Amend           string // {ref}
	Correction      string
	Added           string // contents added
	ContentsHint    string
}

// ItemKeys is what keys do on the screen of one request, beside the verbs.
type ItemKeys struct {
	Down, Up, HalfDown, HalfUp, Page, PageBack, Top, Bottom string
	Section, SectionBack, Fold, NextItem, PreviousItem      string
	Search, New, Again, AgainBack, Leave                    string
	NextStep, Status, CopyRef, CopyHere, CopyCommand        string
	Advice, HintAdvice                                      string // answer a recommendation
	Simple                                                  string // the same outcome for all contents, at once
}

// Verify holds the words of the screen on which replies are judged.
type Verify struct {
	Key, Title, Reply, Address, Claimed, Observed, NoReply, NoText          string // Reply: {n} {state}
	Accept, Close, Dispute, Online, Offline, Escalate, Next, Previous, Open string
	Down, Up, NextHint, NoAddressee, Prepared                               string // NoAddressee: {kind}; Prepared: {refs}
}

// Ask holds what dialogs ask for when a verb needs more than a key.
type Ask struct {
	Reason, Original, Member, Until, Text, Evidence string
	UntilHint                                       string
	Never                                           string // what an empty line stands for
}

var itemFR = Item{
	ToReach: "Qui joindre maintenant", NobodyAnswers: "Personne ne répond à cette heure-ci. Le premier à appeler :",
	Linked: "Demandes liées", CameOf: "issue de", LedTo: "a donné lieu à", Recommendations: "Recommandations", ToWithdraw: "retirer la demande", Answered: "réponse",
	Replies: "Réponses", Thread: "Fil", Pair: "{name} : {value}", Colon: " :", Effective: "effet", Claimed: "déclaré", Observed: "constaté",
	Seen:      map[string]string{"": "non vérifié", "live": "en ligne", "gone": "disparu"},
	NoOutcome: "pas encore de suite", Contradicted: "CONTREDIT", Unclaimed: "à personne", NotReceived: "réception non accusée",
	InternalNote: "[note interne]", Weekdays: [7]string{"dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"},
	ClockDone: "l’horloge est arrêtée", ClockStands: "horloge suspendue depuis {since} ({ground})",
	ClockLate: "{late} de {span} (échéance {at})", ClockLeft: "{at} (reste {span})", ClockWaits: "l’horloge n’est pas encore partie",
	ClockNone: "sans échéance", Suspended: "suspendue {span} en tout",
	Ask: Ask{"motif", "numéro de la demande d’origine", "à qui ?", "jusqu’à quand ?", "texte", "justificatif",
		"2h, demain 9h, lundi, 20/05 14h, prochaine réunion ; vide : aucune",
		"aucune"},
	Loading: "Lecture de {ref}…", Resumed: "Brouillon repris.", ResumedOf: "Brouillon repris ({at}).",
	DraftKept: "Brouillon gardé ({at}).", DraftNotKept: "Brouillon pas encore gardé sur le serveur : {why}",
	DraftOver: "Ouvert aussi sur un autre terminal : ce texte, plus récent, le remplace.",
	DraftGone: "Ce brouillon a été envoyé ou jeté sur un autre terminal.",
	DropDraft: "jeter", DropAsk: "Encore Ctrl+X pour jeter ce brouillon.", DraftDropped: "Brouillon jeté.",
	Templates: "modèles", TemplateOf: "Modèle à insérer", NoTemplate: "Aucun modèle pour cela. Pour en ajouter un : « modele ajouter NOM < texte ».",
	Matches: Plural{"Une ligne contient « {text} ».", "{n} lignes contiennent « {text} » ; n suivante, N précédente."},
	Keys: ItemKeys{"ligne suivante", "ligne précédente", "demi-page en avant", "demi-page en arrière", "page suivante", "page précédente",
		"début", "fin", "partie suivante", "partie précédente", "plier, déplier", "demande suivante", "demande précédente",
		"chercher", "occurrence suivante, sinon nouvelle demande", "occurrence suivante", "occurrence précédente", "quitter la recherche, puis la page",
		"étape suivante", "changer le statut", "copier le numéro", "copier le numéro, ou l’adresse sous la main", "copier la commande", "répondre à la recommandation", "recommandation", "même suite pour tous les contenus"},
	Verify: Verify{"confronter déclaré et constaté", "vérification", "réponse {n} {state}", "CONTENU", "DÉCLARÉ", "CONSTATÉ", "Aucune réponse à vérifier. J passe à la suivante, q revient à la liste.", "Sans texte.",
		"accepter", "accepter et clore", "contester", "vu en ligne", "vu disparu", "bloquer ou déréférencer", "demande suivante", "demande précédente", "ouvrir la fiche",
		"contenu suivant", "contenu précédent", "suivante", "{kind} : aucun destinataire possible dans le groupe.", "Brouillon prêt, à relire puis envoyer : {refs}."},
	SimpleHint: "même suite", SimpleAsk: Plural{"Répondre « {outcome} » à la demande marquée ? La réponse est retenue 10 s : z la reprend.", "Répondre « {outcome} » aux {n} demandes marquées ? Les réponses sont retenues 10 s : z les reprend toutes."},
	HeldMany: Plural{"1 réponse part dans 10 s ; z la reprend.", "{n} réponses partent dans 10 s ; z les reprend toutes."},
	ToGive:   "à choisir", ForAll: "la même suite pour tous", AllOfWhat: "Donnez d’abord une suite : * la donne ensuite à tous les contenus.", ReplyTo: "Réponse à {ref}",
	ReplyHeld: "{ref} : la réponse part dans 10 s ; z la reprend.", Held: "La réponse est retenue 10 s : z la reprend.",
	Territories: "Pays", TerritoriesHint: "accès désactivé ou réduit : FR BE… ; vide : partout",
	Unanswered: "Sans suite pour l’instant : {numbers}. La demande reste en cours.", Save: "enregistrer",
	EffectiveHint: "13:20, hier 18h, 04/05 9h ; vide : à l’envoi", OnSending: "à l’envoi",
	GoesTo: "Destinataire : {who}", ReadBy: "lue par : {who}", NoteOn: "{ref} : note", InternalSaid: "Note interne ajoutée à {ref}, lue par : {who}.", ExchangeSaid: "Note envoyée sur {ref}, lue par : {who}.",
	Internal: "NOTE INTERNE", Exchange: "NOTE D’ÉCHANGE", NewRequest: "Nouvelle demande", EditRequest: "Modifier {ref}",
	StaysDraft: "Reste un brouillon jusqu’à l’envoi (u).", Amend: "Compléter {ref}", Correction: "Correction", Added: "Contenus ajoutés",
	ContentsHint: "une adresse par ligne, puis son type : https://… vidéo",
}

var itemEN = Item{
	ToReach: "Whom to reach now", NobodyAnswers: "Nobody answers at this hour. The first to call:",
	Linked: "Linked requests", CameOf: "came of", LedTo: "led to", Recommendations: "Recommendations", ToWithdraw: "withdraw the request", Answered: "answer",
	Replies: "Replies", Thread: "Thread", Pair: "{name}: {value}", Colon: ":", Effective: "effect", Claimed: "claimed", Observed: "observed",
	Seen:      map[string]string{"": "not checked", "live": "live", "gone": "gone"},
	NoOutcome: "no outcome yet", Contradicted: "CONTRADICTED", Unclaimed: "with nobody", NotReceived: "receipt not acknowledged",
	InternalNote: "[internal note]", Weekdays: [7]string{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"},
	ClockDone: "the clock has stopped", ClockStands: "clock suspended since {since} ({ground})",
	ClockLate: "{late} by {span} (due {at})", ClockLeft: "{at} ({span} left)", ClockWaits: "the clock has not started yet",
	ClockNone: "no due time", Suspended: "suspended for {span} in all",
	Ask: Ask{"reason", "reference of the original request", "to whom?", "until when?", "text", "evidence",
		"2h, tomorrow 9am, monday, 20/05 14:00, next meeting; empty: none",
		"none"},
	Loading: "Reading {ref}…", Resumed: "Draft taken up again.", ResumedOf: "Draft taken up again ({at}).",
	DraftKept: "Draft kept ({at}).", DraftNotKept: "Draft not kept on the server yet: {why}",
	DraftOver: "Open on another terminal too: this newer text takes its place.",
	DraftGone: "This draft was sent or thrown away on another terminal.",
	DropDraft: "throw away", DropAsk: "Ctrl+X once more throws this draft away.", DraftDropped: "Draft thrown away.",
	Templates: "templates", TemplateOf: "Template to insert", NoTemplate: "No template for this. To add one: “template add NAME < text”.",
	Matches: Plural{"One line contains “{text}”.", "{n} lines contain “{text}”; n next, N previous."},
	Keys: ItemKeys{"next line", "previous line", "half a page forward", "half a page back", "next page", "previous page",
		"top", "bottom", "next part", "previous part", "fold, unfold", "next request", "previous request",
		"search", "next match, else new request", "next match", "previous match", "leave the search, then the page",
		"next step", "change the status", "copy the reference", "copy the reference, or the address under the hand", "copy the command", "answer the recommendation", "recommendation", "same outcome for all contents"},
	Verify: Verify{"claimed beside observed", "verification", "reply {n} {state}", "CONTENT", "CLAIMED", "OBSERVED", "No reply to verify. J goes to the next one, q back to the list.", "No text.",
		"accept", "accept and close", "dispute", "seen live", "seen gone", "block or delist", "next request", "previous request", "open its page",
		"next content", "previous content", "next", "{kind}: nobody in the group can be asked.", "Draft ready, to be read over and sent: {refs}."},
	SimpleHint: "same outcome", SimpleAsk: Plural{"Answer “{outcome}” to the marked request? The reply is held for 10 s: z takes it back.", "Answer “{outcome}” to the {n} marked requests? The replies are held for 10 s: z takes them all back."},
	HeldMany: Plural{"1 reply goes out in 10 s; z takes it back.", "{n} replies go out in 10 s; z takes them all back."},
	ToGive:   "choose one", ForAll: "the same outcome for all", AllOfWhat: "Give an outcome first: * then gives it to all contents.", ReplyTo: "Reply to {ref}",
	ReplyHeld: "{ref}: the reply goes out in 10 s; z takes it back.", Held: "The reply is held for 10 s: z takes it back.",
	Territories: "Countries", TerritoriesHint: "access disabled or reduced: FR BE…; empty: everywhere",
	Unanswered: "Not answered yet: {numbers}. The request stays in progress.", Save: "save",
	EffectiveHint: "13:20, yesterday 18:00, 04/05 9:00; empty: on sending", OnSending: "on sending",
	GoesTo: "Goes to: {who}", ReadBy: "read by: {who}", NoteOn: "{ref}: note", InternalSaid: "Internal note added to {ref}, read by: {who}.", ExchangeSaid: "Note sent on {ref}, read by: {who}.",
	Internal: "INTERNAL NOTE", Exchange: "NOTE TO BOTH SIDES", NewRequest: "New request", EditRequest: "Edit {ref}",
	StaysDraft: "Stays a draft until it is sent (u).", Amend: "Amend {ref}", Correction: "Correction", Added: "Contents added",
	ContentsHint: "one address per line, then its type: https://… video",
}
