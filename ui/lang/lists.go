package lang

// Lists holds the words of what a member makes of the lists: views, columns,
// the preview, marks and what is found by typing.
type Lists struct {
	// Columns: headings by the column's name, and what the chooser says.
	Columns       map[string]string // ≤ the width of the column
	ColumnNames   map[string]string // in the chooser
	ColumnsTitle  string
	ColumnsKept   string
	NoRoom        string // a column that does not fit at this width
	Stays         string // a column that cannot be left out
	Shown         string
	ColumnsUsual  string
	HintToggle    string
	HintMove      string
	HintUsual     string
	HintKeep      string
	PreviewBelow  string
	PreviewRight  string
	PreviewOff    string
	PreviewNarrow string // beside, where there is no room beside

	// Views.
	ViewName     string // title of the question
	ViewKey      string // title of the question: {name}
	NoKey        string
	KeyFree      string
	KeyTakes     string // {name} loses it
	ReplaceView  string // {name}
	TakeKey      string // {key} {holder}
	ViewSaved    string // {name}
	ViewSavedOn  string // {name} {key}
	ViewRenamed  string // {name}
	ViewRemoved  string // {name}
	ViewGone     string // {name}: removed elsewhere while it was shown
	RemoveView   string // question: {name}
	RenameView   string // title: {name}
	ViewsTitle   string
	NoViews      string
	NoViewOn     string // {key}
	EmptyView    string // {name} {query}
	EmptyViewAll string // {name}: of a view without a filter
	Shared       string
	SharedBy     string // {who}
	Nouns        map[string]string
	Everything   string // a view without a filter
	HintOpen     string
	HintRename   string
	HintRemove   string
	HintPlace    string
	NotYours     string // {who}

	// Batches.
	Bar         string // {verb} {n} {total}
	DoneSome    string // {n} {done} {failed}
	Conflict    string // follows it where one thing was refused and had changed: {report} {why}
	StoppedSome string // {n} {total} {failed} {left}
	Refused     string // title: {n}
	MarkAgain   Plural
	NoRefused   string
	Marked      Plural // marked again
	Nothing     string // to repeat
	OnlyOrder   string // of a list that is not sorted otherwise
	NoArrivals  string
	Repeat      string // {verb}

	// The palette.
	KindRequest, KindAction, KindMember, KindKey string
	HeldBy                                       string // {name}
	Looking                                      string

	// The agenda.
	AgendaTitle string // {meeting} {about}
	AgendaHint  string
	AgendaDone  string // {meeting} {title}
	NoMeeting   string

	Keys ListKeys
}

// ListKeys are the helps of the keys above.
type ListKeys struct {
	SaveView, Columns, Views, SavedView, Repeat, Refused, Agenda, HintViews string // SavedView: {key}
}

var listsFR = Lists{
	Columns: map[string]string{
		"ref": "N°", "due_at": "ÉCHÉ.", "due": "ÉCHÉ.", "label": "L", "addressee": "ORG", "service": "SERVICE", "assignee": "PAR", "subject": "OBJET", "state": "STATUT", "kind": "NATURE",
		"regime": "RÉGIME", "legal_basis": "BASE LÉGALE", "tlp": "TLP", "sent_at": "ENVOYÉE", "received_at": "REÇUE", "updated_at": "MODIFIÉE", "external_ref": "RÉF. EXT.",
		"content_count": "URL", "replies": "RÉP", "case": "DOSSIER", "n": "N", "by": "PAR", "request_state": "DEMANDE", "owner": "RESPONS.", "member": "PAR", "text": "ACTION",
		"meeting": "RÉUNION", "theme": "THÈME", "carried": "REP", "raised_on": "DÉCIDÉE",
	},
	ColumnNames: map[string]string{
		"ref": "numéro", "due_at": "échéance", "due": "échéance", "label": "label", "addressee": "organisation", "service": "service demandeur", "assignee": "prise par", "subject": "objet",
		"state": "statut", "kind": "nature", "regime": "régime", "legal_basis": "base légale", "tlp": "marquage TLP", "sent_at": "envoi", "received_at": "réception",
		"updated_at": "dernière modification", "external_ref": "référence externe", "content_count": "nombre d’URL", "replies": "nombre de réponses", "case": "dossier",
		"n": "numéro de la réponse", "by": "auteur", "request_state": "statut de la demande", "owner": "organisation responsable", "member": "personne chargée", "text": "action",
		"meeting": "réunion", "theme": "thème", "carried": "reports", "raised_on": "jour de la décision",
	},
	ColumnsTitle: "Colonnes", ColumnsKept: "Colonnes gardées.", NoRoom: "pas de place à cette largeur", Stays: "reste toujours", Shown: "montrée", ColumnsUsual: "Colonnes habituelles.",
	HintToggle: "montrer ou cacher", HintMove: "déplacer", HintUsual: "habituelles", HintKeep: "garder",
	PreviewBelow: "Aperçu sous la liste.", PreviewRight: "Aperçu à droite.", PreviewOff: "Aperçu caché ; p le remet.", PreviewNarrow: "Aperçu à droite dès 100 colonnes, dessous d’ici là.",
	ViewName: "Nom de la vue", ViewKey: "Touche de « {name} »", NoKey: "sans touche (gv la retrouve)", KeyFree: "libre", KeyTakes: "prise à « {name} »",
	ReplaceView: "« {name} » existe déjà. La remplacer ?", TakeKey: "La touche {key} est à « {holder} », qui la perdra. Continuer ?",
	ViewSaved: "Vue « {name} » gardée ; gv la retrouve.", ViewSavedOn: "Vue « {name} » gardée sur {key}.", ViewRenamed: "Vue renommée « {name} ».", ViewRemoved: "Vue « {name} » supprimée.",
	ViewGone: "La vue « {name} » a été supprimée ailleurs.", RemoveView: "Supprimer la vue « {name} » ?", RenameView: "Nouveau nom de « {name} »", ViewsTitle: "Vues",
	NoViews: "Aucune vue gardée. S, sur une liste, garde son filtre, son tri et ses colonnes.", NoViewOn: "Aucune vue sur {key}. S y garde la liste présente.",
	EmptyView: "Rien dans « {name} » ({query}). / filtre autrement, 1 revient à la file, gv montre les vues.", EmptyViewAll: "Rien dans « {name} ». 1 revient à la file, gv montre les vues.",
	Shared: "partagée", SharedBy: "partagée par {who}", Nouns: map[string]string{"request": "demandes", "reply": "réponses", "action": "actions"}, Everything: "sans filtre",
	HintOpen: "ouvrir", HintRename: "renommer", HintRemove: "supprimer", HintPlace: "touche", NotYours: "Cette vue est à {who}, qui seul la change.",
	Bar: "{verb} {n}/{total}, Échap arrête", Conflict: "{report} {why}", DoneSome: "Lot : {done} ×{n} ; refus : {failed}. gf les montre.", StoppedSome: "Fait : {n} sur {total} ; refus : {failed} (gf les montre) ; {left}.",
	Refused: "Refus du dernier lot : {n}", MarkAgain: Plural{"marquer de nouveau celle-ci", "marquer de nouveau les {n}"}, NoRefused: "Le dernier lot n’a connu aucun refus.",
	Marked: Plural{"1 marquée de nouveau", "{n} marquées de nouveau"}, OnlyOrder: "Cette vue n’a qu’un ordre.", NoArrivals: "Rien de nouveau : la liste est à jour.",
	Nothing: "Rien à répéter : aucun geste depuis l’ouverture.", Repeat: "répéter : {verb}",
	KindRequest: "demande", KindAction: "action", KindMember: "personne", KindKey: "touche", HeldBy: "demandes prises par {name}", Looking: "recherche…",
	AgendaTitle: "{about} – ordre du jour du {meeting}, titre neutre", AgendaHint: "lu par tous : ni numéro ni objet", AgendaDone: "Ordre du jour du {meeting} : « {title} ».",
	NoMeeting: "Aucune réunion à venir : gm en convoque une.",
	Keys: ListKeys{SaveView: "garder la vue", Columns: "choisir les colonnes", Views: "vues gardées", SavedView: "vue gardée sur {key}", Repeat: "répéter le dernier geste",
		Refused: "refus du dernier lot", Agenda: "mettre à l’ordre du jour", HintViews: "vues"},
}

var listsEN = Lists{
	Columns: map[string]string{
		"ref": "No.", "due_at": "DUE", "due": "DUE", "label": "L", "addressee": "ORG", "service": "SERVICE", "assignee": "BY", "subject": "SUBJECT", "state": "STATE", "kind": "KIND",
		"regime": "REGIME", "legal_basis": "LEGAL BASIS", "tlp": "TLP", "sent_at": "SENT", "received_at": "RECEIVED", "updated_at": "CHANGED", "external_ref": "EXT. REF.",
		"content_count": "URL", "replies": "REP", "case": "CASE", "n": "N", "by": "BY", "request_state": "REQUEST", "owner": "OWNER", "member": "BY", "text": "ACTION",
		"meeting": "MEETING", "theme": "THEME", "carried": "CAR", "raised_on": "RAISED",
	},
	ColumnNames: map[string]string{
		"ref": "number", "due_at": "due", "due": "due", "label": "label", "addressee": "organisation", "service": "requesting service", "assignee": "claimed by", "subject": "subject",
		"state": "state", "kind": "kind", "regime": "regime", "legal_basis": "legal basis", "tlp": "TLP marking", "sent_at": "sent", "received_at": "received",
		"updated_at": "last change", "external_ref": "external reference", "content_count": "number of URLs", "replies": "number of replies", "case": "case",
		"n": "number of the reply", "by": "author", "request_state": "state of the request", "owner": "owning organisation", "member": "person in charge", "text": "action",
		"meeting": "meeting", "theme": "theme", "carried": "times carried", "raised_on": "day it was raised",
	},
	ColumnsTitle: "Columns", ColumnsKept: "Columns kept.", NoRoom: "no room at this width", Stays: "always stays", Shown: "shown", ColumnsUsual: "The usual columns.",
	HintToggle: "show or hide", HintMove: "move", HintUsual: "usual", HintKeep: "keep",
	PreviewBelow: "Preview below the list.", PreviewRight: "Preview on the right.", PreviewOff: "Preview hidden; p brings it back.", PreviewNarrow: "Preview on the right from 100 columns on, below until then.",
	ViewName: "Name of the view", ViewKey: "Key of “{name}”", NoKey: "no key (gv finds it)", KeyFree: "free", KeyTakes: "taken from “{name}”",
	ReplaceView: "“{name}” exists already. Replace it?", TakeKey: "Key {key} belongs to “{holder}”, which will lose it. Go on?",
	ViewSaved: "View “{name}” saved; gv finds it.", ViewSavedOn: "View “{name}” saved on {key}.", ViewRenamed: "View renamed “{name}”.", ViewRemoved: "View “{name}” removed.",
	ViewGone: "The view “{name}” was removed elsewhere.", RemoveView: "Remove the view “{name}”?", RenameView: "New name of “{name}”", ViewsTitle: "Views",
	NoViews: "No saved view. S, on a list, saves its filter, sort and columns.", NoViewOn: "No view on {key}. S saves the present list there.",
	EmptyView: "Nothing in “{name}” ({query}). / filters otherwise, 1 goes back to the queue, gv shows the views.", EmptyViewAll: "Nothing in “{name}”. 1 goes back to the queue, gv shows the views.",
	Shared: "shared", SharedBy: "shared by {who}", Nouns: map[string]string{"request": "requests", "reply": "replies", "action": "actions"}, Everything: "no filter",
	HintOpen: "open", HintRename: "rename", HintRemove: "remove", HintPlace: "key", NotYours: "This view is {who}’s, who alone changes it.",
	Bar: "{verb} {n}/{total}, Esc stops", Conflict: "{report} {why}", DoneSome: "Batch: {done} ×{n}; {failed} refused. gf lists them.", StoppedSome: "{n} of {total} done, {failed} refused (gf lists them), {left}.",
	Refused: "Refused in the last batch: {n}", MarkAgain: Plural{"mark it again", "mark the {n} again"}, NoRefused: "Nothing was refused in the last batch.",
	Marked: Plural{"1 marked again", "{n} marked again"}, OnlyOrder: "This view has a single order.", NoArrivals: "Nothing new: the list is up to date.",
	Nothing: "Nothing to repeat: no verb yet in this session.", Repeat: "repeat: {verb}",
	KindRequest: "request", KindAction: "action", KindMember: "person", KindKey: "key", HeldBy: "requests claimed by {name}", Looking: "looking…",
	AgendaTitle: "{about} – agenda of {meeting}, neutral title", AgendaHint: "read by all: no number, no subject", AgendaDone: "Agenda of {meeting}: “{title}”.",
	NoMeeting: "No meeting is planned: gm convenes one.",
	Keys: ListKeys{SaveView: "save the view", Columns: "choose the columns", Views: "saved views", SavedView: "view saved on {key}", Repeat: "repeat the last verb",
		Refused: "refusals of the last batch", Agenda: "put on the agenda", HintViews: "views"},
}
