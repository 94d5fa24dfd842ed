package lang

// Root holds the words of the frame around the screens.
type Root struct {
	Live, Lost    string // the connection's sign is not its only word
	ReadOnly      string // in place of Live, once nothing can be written
	ReadOnlyNow   string // told as that begins
	Crisis        string // before Live, while one is under way
	Away, Back    string // told as the register goes, and as it returns
	Demo          string // {clock}
	Undo          string // as a hint behind a status
	Undone        string // {done} {refs}
	NotUndone     string // {done}
	Redone        string // {done} {refs}
	Many          string // {n}
	QuitAsk       string
	Help, Palette string // titles
	KeyColumn     string // headings of the table of keys
	ActionColumn  string
	Activity      string // title of errors and events
	NoActivity    string
	Undelivered   string // above alerts under way and notices that did not arrive
	ErrorLine     string // {n} {at} {error}
	EventLine     string // {at} {ref} {done} {actor}
	StaleKeys     string // follows an error other than a conflict: {n}
	View          string // of a conflict: what v does
	Again         string // r
	Leave         string // Esc
	Ignored       string // a key typed before what it would have answered was there: {key}
	NoSuchRef     string // {ref}

	PaletteHint, RunLine, Running, NotRun, NothingSaid, CopyLine string
	LineCopied                                                   string // {line}
	Drafts                                                       string // title of what is begun and not sent
	DraftRequests                                                string // those of the authority
	DraftFilter                                                  string // finds them
	DraftNew                                                     string // on nothing yet
	NoDraft                                                      string
	Nothing                                                      string // a key that does nothing here: {key}
	Locked                                                       string // on a screen covered for want of typing
	Unlock                                                       string // below it

	Keys RootKeys
}

// RootKeys are the helps of the keys that work everywhere.
type RootKeys struct {
	Help, Palette, View, Queue, Actions, Meeting, Activity, Redraw, Undo, Redo, Drafts, Back, Quit, Cancel, Tab string // View: {name}

	HintHelp, HintPalette, HintBack string
}

var rootFR = Root{
	KeyColumn: "touche", ActionColumn: "effet",
	Live: "direct", Lost: "reconnexion…", Demo: "démo {clock}", Undo: "z annuler", Undone: "Annulé : {done}, {refs}.", NotUndone: "{done} – cela ne s’annule pas ; z encore une fois annule ce qui précède.", Redone: "Rétabli : {done}, {refs}.", Many: "{n} éléments",
	ReadOnly: "lecture seule", Crisis: "crise",
	ReadOnlyNow: "Le disque du registre a failli : plus rien n’est enregistré jusqu’au redémarrage du serveur. La lecture continue ; prévenez l’administration.",
	Away:        "Le registre ne répond plus : reconnexion en cours. Rien de ce qui est enregistré n’est perdu.", Back: "Le registre est de retour ; l’écran est à jour.",
	QuitAsk: "Quitter le bureau ?", Help: "Aide", Palette: "Commandes", Activity: "Activité et erreurs", NoActivity: "Rien depuis l’ouverture de la session.", Undelivered: "Alertes en cours et courriels qui ne sont pas arrivés :",
	ErrorLine: "erreur {n}, {at} : {error}", EventLine: "{at}  {ref} : {done} ({actor})", StaleKeys: "  (! n° {n})", View: "voir", Again: "refaire", Leave: "laisser", Ignored: "{key} ignorée : tapée trop tôt.", NoSuchRef: "« {ref} » n’est ni une commande ni un numéro.",
	PaletteHint: "chercher, ou une commande : contact list", RunLine: "lancer la commande", Running: "en cours…", NotRun: "pas fait", NothingSaid: "Rien à montrer.", CopyLine: "copier la commande", LineCopied: "Copié : {line}",
	Drafts: "Brouillons", DraftRequests: "demandes en brouillon", DraftFilter: "statut:brouillon", DraftNew: "sans numéro", NoDraft: "Aucun brouillon : tout ce qui a été commencé est envoyé ou jeté.",
	Nothing: "{key} ne fait rien ici. ? montre les touches.",
	Locked:  "Écran couvert : personne n’a rien tapé depuis un moment.", Unlock: "Entrée le découvre ; rien de ce qui était tapé n’est perdu.",
	Keys: RootKeys{
		Help: "aide", Palette: "commandes", View: "vue {name}", Queue: "file des demandes", Actions: "actions", Meeting: "réunion", Activity: "activité et erreurs",
		Redraw: "redessiner", Undo: "annuler le dernier geste", Redo: "rétablir ce qui a été annulé", Drafts: "brouillons", Back: "retour", Quit: "quitter", Cancel: "arrêter ce qui court, sinon quitter", Tab: "vue suivante",
		HintHelp: "aide", HintPalette: "cmd", HintBack: "retour",
	},
}

var rootEN = Root{
	KeyColumn: "key", ActionColumn: "does",
	Live: "live", Lost: "reconnecting…", Demo: "demo {clock}", Undo: "z undo", Undone: "Undone: {done}, {refs}.", NotUndone: "{done} – that cannot be undone; z once more undoes what came before.", Redone: "Redone: {done}, {refs}.", Many: "{n} items",
	ReadOnly: "read-only", Crisis: "crisis",
	ReadOnlyNow: "The register’s disk failed: nothing is saved until the server is restarted. Reading goes on; tell the administrator.",
	Away:        "The register does not answer: reconnecting. Nothing that was saved is lost.", Back: "The register is back; the screen is up to date.",
	QuitAsk: "Leave the desk?", Help: "Help", Palette: "Commands", Activity: "Activity and errors", NoActivity: "Nothing since this session was opened.", Undelivered: "Alerts under way, and mails that did not arrive:",
	ErrorLine: "error {n}, {at}: {error}", EventLine: "{at}  {ref}: {done} ({actor})", StaleKeys: "  (! no. {n})", View: "see", Again: "apply again", Leave: "leave it", Ignored: "{key} ignored: typed too early.", NoSuchRef: "“{ref}” is neither a command nor a number.",
	PaletteHint: "search, or a command: contact list", RunLine: "run the command", Running: "running…", NotRun: "not done", NothingSaid: "Nothing to show.", CopyLine: "copy the command", LineCopied: "Copied: {line}",
	Drafts: "Drafts", DraftRequests: "requests in draft", DraftFilter: "status:draft", DraftNew: "no number yet", NoDraft: "No draft: all that was begun is sent or thrown away.",
	Nothing: "{key} does nothing here. ? shows the keys.",
	Locked:  "The screen is covered: nobody has typed for a while.", Unlock: "Enter uncovers it; nothing typed is lost.",
	Keys: RootKeys{
		Help: "help", Palette: "commands", View: "view {name}", Queue: "queue of requests", Actions: "actions", Meeting: "meeting", Activity: "activity and errors",
		Redraw: "redraw", Undo: "undo what I did last", Redo: "redo what was undone", Drafts: "drafts", Back: "back", Quit: "quit", Cancel: "stop what runs, else quit", Tab: "next view",
		HintHelp: "help", HintPalette: "cmd", HintBack: "back",
	},
}
