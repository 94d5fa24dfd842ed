package lang

// Linear holds the words of the desk by numbers.
type Linear struct {
	Welcome   string // {who} {group}
	Page      string // {view} {from} {to} {total}
	Empty     string // {view}
	Filtered  string // {filter}
	Row       string // {n} {text}
	Held      string // {who}
	Menu      string // after a list
	NoMore    string // pages
	ItemMenu  string // after what can be done
	What      string // can be done to {ref}
	NoVerbs   string // {ref}
	Back      string // the choice 0
	Choose    string // prompt of a choice: {n}
	NotChoice string // {text} {n}
	Views     string // title of the views
	Filter    string // prompt
	NoFilter  string // there is none to be saved
	ViewName  string // prompt of the name under which a filter is saved
	ViewKept  string // {name} {filter}
	Save      string // what was written
	AddAction string // of a meeting
	Leave     string // asked before leaving
	Left      string
	Lines     string // before a text is typed
	Needed    string // a line that must not be empty
	ShownBack string // a moment read: {at}
	Keeps     string // what an empty answer means: {value}
	NewThing  string // title of what can be begun of meetings
	None      string // no moment
	WhoReads  string
	Outcomes  string // title
	Outcome   string // {n} {total} {url}
	SameAll   string // how to give all that are left the same
	Later     string // an empty answer
	NoOutcome string // none was given
	Review    string // title
	Send      string
	Again     string // answers anew
	GiveUp    string
	Stale     string // {ref} {state} {by}
	Again2    string // after a conflict: apply again
	Arrived   string // {event}
	More      Plural // arrivals not told one by one: {n}
	Settings  string // title
	Help      []string
}

var linearFR = Linear{
	Welcome: "Bureau par numéros de {who}, {group}. Tapez un numéro ou une lettre, puis Entrée. ? explique.",
	Page:    "{view} : {from} à {to} sur {total}.", Empty: "{view} : rien.", Filtered: "Filtre : {filter}", Row: "{n}. {text}", Held: "prise par {who}",
	Menu:   "Un numéro ouvre. Entrée relit, > suite, < début, v vues, / filtre, S garder le filtre, n nouvelle, p réglages, z annuler, ? aide, q quitter.",
	NoMore: "C’était la dernière page.", ItemMenu: "0 revient à la liste, Entrée relit, z annule, ? explique.",
	What: "{ref}, que faire ?", NoVerbs: "{ref} : rien à faire pour votre rôle pour l’instant.", Back: "revenir", Choose: "Numéro, de 1 à {n}, ou 0 : ",
	NotChoice: "« {text} » n’est pas un choix d’ici. ? explique.", Views: "Vues", Filter: "Filtre, par exemple org:google label:P1 ; vide : aucun : ",
	NoFilter: "Aucun filtre à garder : / en met un.", ViewName: "Nom de la vue : ", ViewKept: "Vue « {name} » gardée : {filter}", Save: "enregistrer", AddAction: "ajouter une action",
	Leave: "Quitter le bureau ? 1 oui, 0 non : ", Left: "Au revoir.", Lines: "Tapez le texte ; une ligne avec un seul point le termine. Une première ligne vide : pas de texte.",
	Needed: "Il faut une réponse ; 0 abandonne.", ShownBack: "Compris : {at}. Entrée confirme, 0 recommence : ", None: "aucune", Keeps: "vide : {value}", NewThing: "Que créer ?", WhoReads: "Qui lira la note ?",
	Outcomes: "Suites possibles :", Outcome: "Contenu {n} sur {total}, {url}", SameAll: "Numéro de la suite ; avec * devant, la même pour tous ceux qui restent ; vide : plus tard ; 0 abandonne : ",
	Later: "plus tard", NoOutcome: "Aucune suite donnée : rien à envoyer.", Review: "Relecture :", Send: "envoyer", Again: "recommencer", GiveUp: "abandonner",
	Stale:  "{ref} a changé entre-temps : {state}, par {by}. Que faire ?",
	Again2: "appliquer quand même à son nouvel état", Arrived: "Nouveau : {event}", More: Plural{"Nouveau : un autre changement.", "Nouveau : {n} autres changements."}, Settings: "Réglages",
	Help: []string{
		"Tout se fait par numéros. Une liste donne à chaque ligne un numéro ; ce numéro, puis Entrée, l’ouvre.",
		"Une demande ouverte est lue en entier, puis viennent, numérotés, les gestes qui vous sont possibles.",
		"0 ou Ctrl+C abandonne une question et revient ; rien n’est fait avant la dernière réponse.",
		"Dans une liste : > page suivante, < première page, v vues, / filtre, p réglages, q quitter.",
		"S garde le filtre comme une vue ; n crée une demande, ou une action depuis les vues Actions et Réunions.",
		"Partout : z annule votre dernier geste, Z le rétablit ; une réponse envoyée se reprend ainsi pendant dix secondes.",
		"Toute commande du bureau peut aussi être tapée en entier : request list, stats, help.",
		"Ce qui arrive est annoncé sur une ligne qui commence par « Nouveau ».",
	},
}

var linearEN = Linear{
	Welcome: "Numbered desk of {who}, {group}. Type a number or a letter, then Enter. ? explains.",
	Page:    "{view}: {from} to {to} of {total}.", Empty: "{view}: nothing.", Filtered: "Filter: {filter}", Row: "{n}. {text}", Held: "with {who}",
	Menu:   "A number opens. Enter reads again, > next, < first, v views, / filter, S save the filter, n new, p settings, z undo, ? help, q quit.",
	NoMore: "That was the last page.", ItemMenu: "0 goes back to the list, Enter reads again, z undoes, ? explains.",
	What: "{ref}, what to do?", NoVerbs: "{ref}: nothing for your role to do at present.", Back: "back", Choose: "Number, 1 to {n}, or 0: ",
	NotChoice: "“{text}” is not a choice here. ? explains.", Views: "Views", Filter: "Filter, such as org:google label:P1; empty: none: ",
	NoFilter: "No filter to save: / sets one.", ViewName: "Name of the view: ", ViewKept: "View “{name}” saved: {filter}", Save: "save", AddAction: "add an action",
	Leave: "Leave the desk? 1 yes, 0 no: ", Left: "Goodbye.", Lines: "Type the text; a line with a single dot ends it. An empty first line: no text.",
	Needed: "An answer is needed; 0 gives up.", ShownBack: "Understood: {at}. Enter confirms, 0 asks again: ", None: "none", Keeps: "empty: {value}", NewThing: "What do you want to create?", WhoReads: "Who will read the note?",
	Outcomes: "Outcomes:", Outcome: "Content {n} of {total}, {url}", SameAll: "Number of the outcome; with * before it, the same for all that are left; empty: later; 0 gives up: ",
	Later: "later", NoOutcome: "No outcome was given: there is nothing to send.", Review: "Review:", Send: "send", Again: "start again", GiveUp: "give up",
	Stale:  "{ref} changed meanwhile: {state}, by {by}. What to do?",
	Again2: "apply anyway to its new state", Arrived: "New: {event}", More: Plural{"New: one more change.", "New: {n} more changes."}, Settings: "Settings",
	Help: []string{
		"Everything is done by numbers. A list gives each line a number; that number, then Enter, opens it.",
		"An open request is read in full, then come, numbered, the things you can do to it now.",
		"0 or Ctrl+C gives a question up and goes back; nothing is done before the last answer.",
		"In a list: > next page, < first page, v views, / filter, p settings, q quit.",
		"S saves the filter as a view; n creates a request, or an action from the views Actions and Meetings.",
		"Everywhere: z undoes what you did last, Z does it again; for ten seconds z also takes back a reply you sent.",
		"Every command of the desk may be typed in full too: request list, stats, help.",
		"What arrives is announced on a line that begins with “New”.",
	},
}
