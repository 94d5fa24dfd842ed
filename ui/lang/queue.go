package lang

import (
	"strconv"

	"contactgroup/schema"
)

// Queue holds the words of the lists: requests, replies and actions.
type Queue struct {
	Todo, Mine, Overdue, Replies, Actions string    // the views
	Shorts                                [5]string // the same in three letters

	// What a row says of itself.
	Late, Standing, NoDue                                      string // Late ≤ 7 columns, for a sign stands before it
	New, Answered, Disputed, Question, Impossible, Draft, Visa string
	Held, Snoozed, Carried, Internal, Gone, Approved           string // Snoozed: {at}; Carried: {n}

	Sort          string // of the list: {field} {way}
	SortNames     map[string]string
	CountFiltered string // {n} of {total}
	Marked        Plural
	ArrivalsAbove Plural
	ArrivalsBelow Plural
	Said          string // {what} {text}
	Loading       string
	Failed        string                // the list could not be read
	DueAt         string                // {at}
	DueLights     map[schema.RAG]string // the same of a running clock: {at}
	StandsSince   string                // {at}
	NoThread      string
	InternalNote  string
	ReadOnly      string

	// Empty lists: why, and the next key.
	EmptyTodo, EmptyMine, EmptyOverdue, EmptyReplies, EmptyActions, EmptyFilter string // EmptyFilter: {filter}
	NoneTodo, NoneMine, NoneActions, NotSeen                                    string // for those whose role can change nothing about it

	// Questions of verbs.
	HintFilter string
	Evidence   string
	StatusOf   string // title of the menu: {ref} {state}
	ExportAs   string
	DayLayout  string // a day of this year, for time.Format; ≤ 6 columns

	// What was done.
	DoneOne        string // {ref} {done}
	DoneMany       string // {n} {done}
	Stopped        string // {n} of {total}; {left}
	LeftMarked     Plural
	Copied         string // {ref}
	MarkedAll      string // {n}
	MarkedSome     string // {n}: more than that match
	AlreadyMarking string
	Searching      string // {percent}
	SearchStopped  string
	Marking        string // {percent}
	MarkingStopped string
	Counting       string // {percent}
	CountStopped   string

	// Help of keys, and their words on the bottom line.
	Keys QueueKeys
}

// Plural is a text about a number, for one and for others.
type Plural struct{ One, Other string }

// Of writes the text for n.
func (p Plural) Of(n int) string {
	if n == 1 {
		return p.One
	}
	return Fill(p.Other, "n", strconv.Itoa(n))
}

// QueueKeys are the helps of the keys of a list.
type QueueKeys struct {
	Down, Up, HalfDown, HalfUp, PageDown, PageUp, Top, Bottom, Open, Filter, Sort, Reverse, Preview, Full, NextView, PreviousView,
	Peel, Mark, Range, All, Invert, Arrivals, Claim, Release, Next, Return, Assign, Status, Snooze, Due, Label, Reply, Accept, Dispute,
	Note, Close, Done, Reopen, Edit, New, Copy, CopyCommand, Export string

	HintOpen, HintFilter, HintMark, HintReply, HintClaim, HintAssign, HintStatus, HintSnooze, HintClose, HintNew, HintNext, HintDone, HintAccept, HintDispute string
}

var queueFR = Queue{
	Todo: "À traiter", Mine: "Miennes", Overdue: "En retard", Replies: "Réponses", Actions: "Actions", Shorts: [5]string{"Tri", "Moi", "Ret", "Rép", "Act"},
	Late: "RETARD", Standing: "suspendu", NoDue: "-",
	New: "nouveau", Answered: "répondu", Disputed: "contesté", Question: "précision ?", Impossible: "impossible", Draft: "brouillon", Visa: "à viser",
	Held: "réponse retenue", Snoozed: "attend {at}", Carried: "report ×{n}", Internal: "interne", Gone: "sortie", Approved: "visée",
	Sort: "tri : {field} {way}", SortNames: map[string]string{"due": "échéance", "label": "label", "ref": "numéro", "updated": "modification", "owner": "organisation", "": "envoi"},
	CountFiltered: "{n}/{total}", Marked: Plural{"1 marquée", "{n} marquées"},
	ArrivalsAbove: Plural{"↑ 1 nouvelle au-dessus (gn)", "↑ {n} nouvelles au-dessus (gn)"},
	ArrivalsBelow: Plural{"↓ 1 nouvelle au-dessous (gn)", "↓ {n} nouvelles au-dessous (gn)"},
	Said:          "{what} : {text}", Loading: "Lecture…", Failed: "La liste n’a pas pu être lue. gn recommence, ! montre l’erreur.", DueAt: "échéance {at}",
	DueLights: map[schema.RAG]string{schema.Red: "en retard depuis {at}", schema.Amber: "bientôt échue ({at})", schema.Green: "échéance {at}"}, StandsSince: "suspendu depuis {at}",
	NoThread: "Rien d’autre dans le fil.", InternalNote: "[note interne]", ReadOnly: "Lecture seule : fenêtre trop petite.",
	NoneTodo: "Rien à traiter. 5 montre les actions.", NoneMine: "Votre rôle consulte et ne prend pas de demande. 1 montre la file.",
	NoneActions: "Aucune action ouverte. gm montre la réunion.", NotSeen: "L’administration du registre ne voit ni demandes ni réponses. 5 montre les actions, gm les réunions.",
	EmptyTodo: "Rien à traiter. n crée une demande, 5 montre les actions.", EmptyMine: "Aucune demande prise. 1 montre la file, i y prend une demande.",
	EmptyOverdue: "Aucun retard. 1 revient à la file.", EmptyReplies: "Aucune réponse n’attend. 1 revient à la file.",
	EmptyActions: "Aucune action ouverte. n en crée une, gm montre la réunion.", EmptyFilter: "Rien ne correspond à « {filter} ». Échap efface le filtre, / le corrige.",

	HintFilter: "mots, statut:ouvert org:google label:P1 due:<2h miennes",
	Evidence:   "Justificatif",
	StatusOf:   "{ref} : {state}", ExportAs: "Exporter le registre des actions", DayLayout: "02/01",
	DoneOne: "{ref} : {done}.", DoneMany: "Lot : {done} ×{n}.",
	Searching: "recherche {percent}, Échap arrête", SearchStopped: "Recherche arrêtée ; la liste est restée telle qu’elle était.",
	Marking: "marquage {percent}, Échap arrête", MarkingStopped: "Marquage arrêté ; rien n’a été ajouté aux marques.", Counting: "comptage {percent}, Échap arrête", CountStopped: "Comptage arrêté ; la liste, elle, est là.",
	Stopped: "Fait : {n} sur {total} ; {left}.", LeftMarked: Plural{"1 reste marquée", "{n} restent marquées"}, Copied: "Copié : {text}", MarkedAll: "Tout ce qui correspond est marqué ({n}).",
	MarkedSome: "{n} marquées ; il y en a davantage, affinez le filtre.", AlreadyMarking: "Marquage en cours.",
	Keys: QueueKeys{
		Down: "ligne suivante", Up: "ligne précédente", HalfDown: "demi-page plus bas", HalfUp: "demi-page plus haut", PageDown: "page suivante", PageUp: "page précédente",
		Top: "début de la liste", Bottom: "fin de la liste", Open: "ouvrir", Filter: "filtrer", Sort: "trier autrement", Reverse: "inverser le tri", Preview: "aperçu",
		Full: "plein écran", NextView: "vue suivante", PreviousView: "vue précédente", Peel: "enlever les marques, puis le filtre", Mark: "marquer et descendre", Range: "marquer jusqu’ici",
		All: "marquer tout ce qui correspond", Invert: "inverser les marques", Arrivals: "montrer les arrivées", Claim: "prendre", Release: "libérer",
		Next: "étape suivante pour mon rôle", Return: "renvoyer au rédacteur", Assign: "affecter", Status: "menu des statuts", Snooze: "mettre en attente",
		Due: "fixer l’échéance", Label: "changer le label", Reply: "répondre", Accept: "accepter la réponse", Dispute: "contester la réponse", Note: "noter",
		Close: "clore", Done: "marquer réalisée", Reopen: "rouvrir", Edit: "modifier ou compléter", New: "nouvelle", Copy: "copier le numéro", CopyCommand: "copier la commande qui la montre", Export: "exporter le registre",
		HintOpen: "ouvrir", HintFilter: "filtre", HintMark: "marquer", HintReply: "répondre", HintClaim: "prendre", HintAssign: "affecter", HintStatus: "statut",
		HintSnooze: "attendre", HintClose: "clore", HintNew: "nouvelle", HintNext: "étape", HintDone: "réalisée", HintAccept: "accepter", HintDispute: "contester",
	},
}

var queueEN = Queue{
	Todo: "To do", Mine: "Mine", Overdue: "Overdue", Replies: "Replies", Actions: "Actions", Shorts: [5]string{"Do", "Me", "Due", "Rep", "Act"},
	Late: "OVERDUE", Standing: "on hold", NoDue: "-",
	New: "new", Answered: "answered", Disputed: "disputed", Question: "question?", Impossible: "impossible", Draft: "draft", Visa: "to approve",
	Held: "reply held", Snoozed: "snoozed {at}", Carried: "carried ×{n}", Internal: "internal", Gone: "gone", Approved: "approved",
	Sort: "sort: {field} {way}", SortNames: map[string]string{"due": "due", "label": "label", "ref": "number", "updated": "changed", "owner": "organisation", "": "sent"},
	CountFiltered: "{n}/{total}", Marked: Plural{"1 marked", "{n} marked"},
	ArrivalsAbove: Plural{"↑ 1 new above (gn)", "↑ {n} new above (gn)"},
	ArrivalsBelow: Plural{"↓ 1 new below (gn)", "↓ {n} new below (gn)"},
	Said:          "{what}: {text}", Loading: "Reading…", Failed: "The list could not be read. gn tries again, ! shows the error.", DueAt: "due {at}",
	DueLights: map[schema.RAG]string{schema.Red: "overdue since {at}", schema.Amber: "due soon ({at})", schema.Green: "due {at}"}, StandsSince: "on hold since {at}",
	NoThread: "Nothing more in the thread.", InternalNote: "[internal note]", ReadOnly: "Read only: the window is too small.",
	NoneTodo: "Nothing to do. 5 shows the actions.", NoneMine: "Your role looks on and holds no request. 1 shows the queue.",
	NoneActions: "No action is open. gm shows the meeting.", NotSeen: "The administration of the register sees neither requests nor replies. 5 shows the actions, gm the meetings.",
	EmptyTodo: "Nothing to do. n writes a request, 5 shows the actions.", EmptyMine: "You hold no request. 1 shows the queue, i claims one there.",
	EmptyOverdue: "Nothing is overdue. 1 goes back to the queue.", EmptyReplies: "No reply is waiting. 1 goes back to the queue.",
	EmptyActions: "No action is open. n adds one, gm shows the meeting.", EmptyFilter: "Nothing matches “{filter}”. Esc clears the filter, / corrects it.",

	HintFilter: "words, status:open org:google label:P1 due:<2h mine",
	Evidence:   "Evidence",
	StatusOf:   "{ref}: {state}", ExportAs: "Export the register of actions", DayLayout: "2 Jan",
	DoneOne: "{ref}: {done}.", DoneMany: "Batch: {done} ×{n}.",
	Searching: "searching {percent}, Esc stops", SearchStopped: "Search stopped; the list is as it was before.",
	Marking: "marking {percent}, Esc stops", MarkingStopped: "Marking stopped; nothing was added to the marks.", Counting: "counting {percent}, Esc stops", CountStopped: "Counting stopped; the list itself is here.",
	Stopped: "{n} of {total} done, {left}.", LeftMarked: Plural{"1 left marked", "{n} left marked"}, Copied: "Copied: {text}", MarkedAll: "All that match are marked ({n}).",
	MarkedSome: "{n} marked; there are more, narrow the filter.", AlreadyMarking: "Still marking.",
	Keys: QueueKeys{
		Down: "next row", Up: "previous row", HalfDown: "half a page down", HalfUp: "half a page up", PageDown: "next page", PageUp: "previous page",
		Top: "top of the list", Bottom: "bottom of the list", Open: "open", Filter: "filter", Sort: "sort otherwise", Reverse: "reverse the sort", Preview: "preview",
		Full: "full screen", NextView: "next view", PreviousView: "previous view", Peel: "drop marks, then the filter", Mark: "mark and go down", Range: "mark to here",
		All: "mark all that match", Invert: "invert the marks", Arrivals: "show arrivals", Claim: "claim", Release: "release",
		Next: "next step for my role", Return: "return to its author", Assign: "assign", Status: "status menu", Snooze: "snooze",
		Due: "set the due time", Label: "change the label", Reply: "reply", Accept: "accept the reply", Dispute: "dispute the reply", Note: "note",
		Close: "close", Done: "mark as done", Reopen: "reopen", Edit: "edit or amend", New: "new", Copy: "copy the number", CopyCommand: "copy the command that shows it", Export: "export the register",
		HintOpen: "open", HintFilter: "filter", HintMark: "mark", HintReply: "reply", HintClaim: "claim", HintAssign: "assign", HintStatus: "status",
		HintSnooze: "snooze", HintClose: "close", HintNew: "new", HintNext: "step", HintDone: "done", HintAccept: "accept", HintDispute: "dispute",
	},
}
