package lang

import (
	"cmp"

	"contactgroup/schema"
)

// Command holds the words of the commands.
type Command struct {
	Short     string // what the program is
	Nouns     map[string]string
	Verbs     map[string]CommandVerb   // by "noun verb"; by "noun" where it is a command of its own
	Flags     map[string]string        // by "flag", and "noun verb flag" or "noun flag" where it means something of its own
	Columns   map[string]string        // headings that Domain.Fields does not name, by "column" or "noun column"
	Reasons   map[schema.Reason]string // sentences that on a screen name its keys
	Offered   string                   // instead of that of Fault
	Usage     string                   // {usage}
	Example   string                   // {example}
	Aliases   string                   // {aliases}
	HelpMore  string                   // {program}
	Did       string                   // {ref} {done}
	DryRun    string                   // after Did, or on a line of its own
	SetTo     string                   // a setting, as Domain.Done: {value}
	Enabled   string                   // of an organisation or a member, as Domain.Done
	Internal  string                   // before a note of the own organisation
	More      Plural                   // {n} {cursor}
	Of        string                   // what is wrong with one of several: {ref} {sentence}
	Empty     string                   // a list of nothing
	TryAll    string                   // after Empty
	NoNext    string                   // there is no meeting to come
	Cancelled string
	Unwritten string // what was asked for could not be given in whole
	Manual    Manual
	Meant     string // behind an unknown word: {word}
	NoForm    string // a form that lists are not given in: {flag} {flags}
	Resume    string // where a watch that ended goes on: {cursor}
	Searching string // how far a long reading is: {percent}
	Verifying string // how far a verification is: {percent}
	Debrief   string // the agenda point after a crisis: {day}

	LogWhole, LogDamaged        string                       // {log} {entries} {sealed}
	LogHeads                    Plural                       // behind LogWhole: {n}
	ErasedUntil                 Plural                       // the text of an erasure: {n} {date}
	ErasedOf                    string                       // the same of one noun: {noun} {date} {n}
	OneRetention                string                       // of three flags one
	LogKept, LogErased, LogMore Plural                       // behind LogWhole or LogDamaged, and behind its findings: {n}
	Damage                      map[schema.DamageKind]string // {entries} {from} {to} {at}
	OneEntry, Entries           string                       // {from} {to}
	NotWhole                    string                       // {logs}
	NotSealed, KeepHeads        string
	Named                       string // of {name}, a {value}
	HeadFromStdin               string
	OfWhat                      string // between "undone" and what

	HeadCommand, HeadDoes string // of the table of commands

	Imported                            string // {rows} {contents} {requests} {duplicates} {faults}
	Repeat                              string // {line} {url} {ref}
	Similar, SimilarSame                string // {url} {match} {ref} {addressee}
	SimilarLine                         string // the same with {line}
	ProposeReinstate                    string // {ref}
	AnswersNow                          string // of a contact
	CaseOperator                        string // {requests} {contents} {live} {waiting}
	SomeFailed                          Plural // {n} {total}
	SomeRefused, NothingWritten         string // {n}
	NoNoun, UnknownNoun                 string // {word} {nouns}
	NoVerb, UnknownVerb                 string // {noun} {word} {verbs}
	UnknownFlag, FlagValue, MissingFlag string // {flag}
	BadFlag                             string // {flag} {value} {allowed}
	BadValue                            string // {flag} {value}
	Grammar                             string // what follows the program's name
	MissingArg, ExtraArg, NotARef       string // {word}
	UnknownColumn                       string // {word} {columns}
	OneForm                             string // {flags}
	NoText                              string // {what}
	ListTitle                           string // {what} {group}
	ListFilter                          string // {filter}
	ListZone                            string // {zone}
	LeftRed                             Plural // things left out of a file
	OneRef, StdinTwice, NeedsOutcome    string
	InLines                             string // {flag}: each line of stdin says it itself
	Unclosed, NotJSON, NotAReply        string
}

// CommandVerb is the help of one verb.
type CommandVerb struct {
	Help    string
	Example string // what stands after the program’s name or "ssh HOST"
}

// Flag is the help of a flag under a verb; of a command that is a noun alone, verb is empty.
func (c Command) Flag(noun, verb, flag string) string {
	return cmp.Or(c.Flags[noun+" "+verb+" "+flag], c.Flags[noun+" "+flag], c.Flags[flag])
}

// NounAliases are other words for the nouns of commands, whatever the language:
// lower case, without accents.
var NounAliases = map[string][]string{
	"request": {"demande", "demandes", "requests"}, "reply": {"reponse", "reponses", "replies"}, "action": {"actions"},
	"meeting": {"reunion", "reunions", "meetings"}, "organisation": {"organisations", "organization", "organisme"},
	"member": {"membre", "membres", "members"}, "key": {"cle", "cles", "keys"}, "invitation": {"invitations"}, "case": {"dossier", "dossiers", "cases"},
	"alert": {"alerte", "alertes", "alerts"}, "contact": {"astreinte", "astreintes", "contacts"}, "attachment": {"piece", "pieces", "attachments"}, "commitment": {"engagement", "engagements", "commitments"},
	"article": {"articles"}, "training": {"formation", "formations", "trainings"}, "sheet": {"fiche", "fiches", "sheets"}, "clock": {"delai", "delais", "horloge", "clocks"}, "regime": {"regimes"}, "retention": {"conservation", "conservations", "retentions"}, "crisis": {"crise"}, "stats": {"chiffres", "statistiques"}, "help": {"aide"}, "version": {"versions"}, "completion": {"completions"}, "man": {"manuel", "manual"}, "whoami": {"qui"},
	"log": {"journal", "journaux", "logs"}, "undo": {"annuler"}, "redo": {"retablir"},
	"view": {"vue", "vues", "views"}, "template": {"modele", "modeles", "templates"}, "settings": {"preferences", "reglages"},
}

// VerbAliases are other words for the verbs of commands.
var VerbAliases = map[string][]string{
	"list": {"lister", "liste"}, "save": {"enregistrer"}, "remove": {"supprimer", "enlever"}, "set": {"regler"}, "show": {"montrer", "voir"}, "new": {"creer", "nouvelle"}, "edit": {"modifier"}, "submit": {"soumettre"},
	"approve": {"viser"}, "return": {"renvoyer"}, "send": {"envoyer"}, "acknowledge": {"accuser", "ack"}, "claim": {"prendre"},
	"release": {"liberer"}, "mail": {"courriel"}, "quiet": {"silence"}, "digest": {"recueil"}, "assign": {"affecter"}, "label": {"etiqueter"}, "clarify": {"preciser"}, "snooze": {"attendre"}, "due": {"echeance"},
	"note": {"noter"}, "amend": {"completer"}, "close": {"clore"}, "reopen": {"rouvrir"}, "withdraw": {"retirer"}, "duplicate": {"doublon"},
	"import": {"importer"}, "add": {"ajouter"}, "accept": {"accepter"}, "dispute": {"contester"}, "start": {"commencer"}, "block": {"bloquer"},
	"ext": {"numero", "externe"}, "escalate": {"escalader"}, "reverify": {"reverifier"}, "reinstate": {"retablir"}, "recommend": {"recommander"}, "sample": {"echantillon", "tirage"},
	"follow": {"suivre"}, "decline": {"ecarter"}, "attach": {"joindre"}, "get": {"lire"},
	"invite": {"inviter"}, "agenda": {"ordre"}, "convene": {"convoquer"}, "attend": {"emarger"}, "correct": {"corriger"}, "minutes": {"releve"}, "freeze": {"figer"}, "open": {"ouvrir"}, "cadence": {"rythme"}, "board": {"tableau"},
	"endorse": {"approuver"}, "reserve": {"reserver"}, "needs": {"besoins"},
	"contest": {"recours"}, "decide": {"decider", "statuer", "trancher"}, "extend": {"prolonger"}, "update": {"actualiser"}, "use": {"attribuer"}, "end": {"terminer", "fin"},
	"done": {"realiser", "fait"}, "drop": {"abandonner"}, "carry": {"reporter"}, "link": {"lier"}, "export": {"exporter"}, "disable": {"desactiver"}, "revoke": {"revoquer"},
	"head": {"tete", "tetes"}, "verify": {"verifier"}, "watch": {"surveiller", "guetter"},
}

var commandFR = Command{
	LogWhole:    "{log} : inscriptions {entries}, scellées {sealed} ; rien n’a été réécrit",
	LogDamaged:  "{log} : inscriptions {entries}, scellées {sealed} ; CE JOURNAL A ÉTÉ ALTÉRÉ",
	LogHeads:    Plural{" (une tête signée vérifiée)", " ({n} têtes signées vérifiées)"},
	LogKept:     Plural{" ; la tête que vous aviez gardée est vérifiée", " ; les {n} têtes que vous aviez gardées sont vérifiées"},
	ErasedUntil: Plural{"une inscription d’avant le {date}", "{n} inscriptions d’avant le {date}"},
	ErasedOf:    "{noun} d’avant le {date} : {n}", OneRetention: "Donnez une seule de ces options : --days, --months ou --unlimited.",
	LogErased: Plural{" ; {n} inscription effacée à la fin de sa durée de conservation", " ; {n} inscriptions effacées à la fin de leur durée de conservation"},
	LogMore:   Plural{"et {n} autre constat", "et {n} autres constats"},
	Damage: map[schema.DamageKind]string{
		schema.DamageMissing: "{entries} : il n’y a plus rien à cette place", schema.DamageEntry: "{entries} : ce n’est pas ce qui avait été inscrit",
		schema.DamageContents: "{entries} : le contenu n’est pas celui qui avait été inscrit", schema.DamageAdded: "{entries} : ajout hors du journal",
		schema.DamageBlanked: "{entries} : le contenu manque, et aucun effacement inscrit au journal ne l’explique",
		schema.DamageCounter: "{entries} : déjà sous sceau, mais le compteur du journal s’arrête avant : il a été changé",
		schema.DamageHash:    "{entries} : l’inscription est intacte, mais pas l’arbre qui la scelle", schema.DamageTree: "{entries} : ce ne sont pas celles dont la tête a été signée le {at}",
		schema.DamageSignature: "la tête posée à l’inscription {to} n’est pas signée de la clé du groupe",
		schema.DamageCut:       "{entries} : il n’y a plus rien à cette place ; la tête que vous aviez gardée, du {at}, en tenait compte",
		schema.DamageRewritten: "{entries} : ce n’est plus ce que scellait la tête que vous aviez gardée, du {at}",
		schema.DamageKey:       "les têtes que vous aviez gardées sont signées d’une autre clé que celle du groupe",
	},
	OneEntry: "inscription {from}", Entries: "inscriptions {from} à {to}", NotWhole: "Journaux altérés : {logs}. Gardez cette réponse et vos têtes, et prévenez l’administrateur.",
	Named: "{name} : {value}", NotSealed: "Vos journaux ne sont pas encore scellés : ils le sont par le serveur, dans la seconde.", KeepHeads: "Gardez ces têtes hors de ce serveur ; « log verify --head - < FICHIER » prouvera que rien n’a été réécrit.",
	HeadFromStdin: "Les têtes gardées se donnent sur l’entrée standard : log verify --head - < FICHIER", OfWhat: " : ",
	Short: "Le bureau du groupe de contact permanent, en commandes.",
	Nouns: commandNounsFR, Verbs: commandVerbsFR, Flags: commandFlagsFR,
	Columns: map[string]string{
		"label_history": "historique du label", "contestations": "contestations de la demande", "outcomes": "suites", "actions": "actions", "minutes_versions": "versions du relevé", "timer_since": "point ouvert à", "operators": "destinataires", "requests": "demandes", "mirrors": "miroirs", "stances": "positions", "versions": "toutes les versions", "log": "journal", "seq": "rang", "actor": "auteur", "verb": "fait", "changes": "changements",
		"what": "chiffre", "sent": "demandes envoyées", "first_answers": "premières réponses", "from_minutes": "à partir de (min)", "org": "organisation", "answers": "réponses données", "median_minutes": "médiane (min)", "p90_minutes": "9 sur 10 (min)", "within_15_min": "% en 15 min", "within_1_h": "% en 1 h", "within_24_h": "% en 24 h", "refused": "refus", "insufficient": "info. insuffisante",
		"invited": "invités", "made_on": "pris le", "trained": "personnes formées", "answered": "contenus répondus", "endorsed": "approbations", "reserved": "réserves", "adopted_on": "adopté le", "date": "date", "topic": "sujet",
		"recommended": "recommandation", "opened_at": "ouvert le", "opened_by": "ouvert par", "request_count": "demandes", "observed_at": "constaté le", "media": "type",
		"at": "le", "cause": "motif d’appel", "contact": "astreinte", "channel": "voie", "delivery": "remise", "attempts": "essais", "next_at": "prochain essai", "problem": "obstacle", "server_problem": "obstacle de serveur", "webhook": "webhook", "webhook_secret": "secret du webhook",
		"size": "octets", "sha256": "SHA-256", "rank": "rang", "answers_now": "répond maintenant", "mail": "courriel", "phone": "téléphone", "hours": "horaires",
		"version": "version", "delay": "délai", "days": "jours", "months": "mois", "minutes": "minutes", "starts": "à compter de", "source": "source", "noted_at": "consigné le", "noted_by": "consigné par", "uses": "emplois", "purpose": "objet", "clock": "délai", "clock_source": "texte du délai", "name_fr": "nom français", "name_en": "nom anglais", "in_force": "en vigueur", "until": "jusqu’au", "started_at": "début", "started_by": "déclarée par", "ended_at": "fin", "ended_by": "levée par", "contested": "contestation", "decided_by": "décidée par",
		"due": "échéance", "overdue": "en retard", "pending": "en cours", "soon": "sous 7 jours", "suspended": "suspendue", "suspended_minutes": "minutes de suspension", "snoozed_until": "en attente jusqu’au",
		"visa_at": "visée le", "visa_by": "visée par", "content_count": "nombre de contenus", "replies": "réponses", "last_reply": "dernière réponse", "rev": "rév.",
		"answered_at": "répondue le", "closed_at": "close le", "erased_on": "effacé le", "updated_at": "modifiée le", "n": "n°", "request_state": "statut de la demande", "by": "par",
		"effective_at": "effective le", "held_until": "retenue jusqu’à", "decided_at": "décidée le", "reason": "motif", "agenda": "point", "rag": "feu",
		"internal": "interne", "format": "format", "title": "titre", "starts_at": "début", "place": "lieu", "code": "code", "prefix": "préfixe", "name": "nom",
		"functions": "fonctions", "services": "services", "language": "langue", "zone": "fuseau", "login": "identifiant", "organisation": "organisation",
		"organisation_name": "nom de l’organisation", "group": "groupe", "demo": "démonstration", "now": "maintenant", "fingerprint": "empreinte",
		"added_at": "ajoutée le", "added_by": "ajoutée par", "expires_at": "jusqu’au", "last_used_from": "depuis", "line": "à taper", "host_key": "clé du serveur", "key_policy": "clés admises", "authorities": "autorités", "mailed": "documents joints jusqu’à", "last_login_at": "dernière connexion", "last_login_from": "depuis", "disabled": "désactivé", "noun": "objet", "view noun": "liste", "retention noun": "s’applique à", "retention delay": "durée", "key label": "libellé", "organisation disabled": "désactivée", "template updated_at": "modifié le", "query": "filtre", "sort": "tri", "columns": "colonnes", "slot": "touche", "shared": "partagée",
		"theme": "thème", "accessible": "accessible", "glyphs": "signes", "mouse": "souris", "bell": "sonnerie", "convocation": "convocations", "pack": "dossiers", "assigned": "affectations", "quiet": "silence", "digest": "envoi groupé", "notifications": "notifications", "last_used_at": "dernier usage", "revoked_at": "révoquée le",
	},
	Reasons: map[schema.Reason]string{
		schema.WhyTerminal:     "{ref} est {state} : il faut la rouvrir d’abord (reopen).",
		schema.WhyVisaMissing:  "{ref} n’a pas encore le visa. Soumettez-la (submit) ; un valideur la visera.",
		schema.WhyReplyHeld:    "{ref} : une réponse part dans quelques secondes. Attendez, ou reprenez-la (undo).",
		schema.WhyNoContents:   "{ref} n’a aucun contenu : ajoutez au moins une adresse (edit).",
		schema.WhyNoAddressee:  "{ref} n’a pas de destinataire : choisissez-le (edit).",
		schema.WhyChanged:      "{ref} a changé entre-temps ({changes}). Regardez-la (show), puis recommencez.",
		schema.WhyNotAddressee: "{ref} : seul le destinataire peut {verb} ; une note d’échange le lui demande (note).",
		schema.WhyNotService:   "{ref} : seul le service {by} peut {verb} ; une note interne le lui demande (note --internal).",
		schema.WhyVisaGiven:    "{ref} a déjà le visa ; son service l’envoie (send).",
		schema.WhyReceived:     "{ref} : réception déjà accusée ; la réponse vient ensuite (reply add).",
		schema.WhyHeldByOther:  "{ref} est déjà à {by} ; demandez-la par une note interne (note --internal), ou faites-la affecter (assign).",
		schema.WhyYours:        "{ref} est déjà à vous ; « release » la libère.",
		schema.WhyNotHeld:      "{ref} n’est à personne ; « claim » la prend.",
		schema.WhyNotUndoable:  "{ref} : la réponse est partie, elle ne se reprend plus. Une autre réponse (reply add) la corrige.",
		schema.WhyNeedsReason:  "Un motif est nécessaire : écrivez pourquoi (--reason).",
		schema.WhyNeedsText:    "Un texte est nécessaire : donnez-le sur l’entrée standard.",
		schema.WhyNeedsProof:   "Un justificatif est nécessaire : écrivez ce qui le montre (--evidence).",
		schema.WhyKind:         "{ref} n’est pas d’une nature qui permet {to_verb}. Vérifiez le numéro.",
		schema.WhyNoneLive:     "{ref} : plus aucun contenu n’est en ligne. Si c’est faux, constatez-le d’abord (reverify --observed live).",
		schema.WhyNoneGone:     "{ref} : aucun contenu n’a été constaté disparu, ou leur rétablissement est déjà demandé. Constatez-le d’abord (reverify --observed gone).",
		schema.WhyNoCase:       "{ref} n’est pas dans ce dossier. « case show » donne ses demandes.",
		schema.WhyNoAlert:      "Personne de votre organisation n’est appelé pour {ref} ; voyez « alert list ».",
		schema.WhyNotInvited:   "{field} : « {value} » n’est pas invitée à cette réunion. Invitez-la d’abord (meeting invite).",
	},
	Offered: " « help » montre ce qui est possible.",
	Usage:   "Usage : {usage}", Example: "Exemple : {example}", Aliases: "Autres mots : {aliases}",
	HelpMore: "Plus de détails : {program} help NOM [VERBE]", Did: "{ref} : {done}.", DryRun: "(essai : rien n’est écrit)", Enabled: "réactivation", SetTo: "{value}",
	Internal: "[interne]", More: Plural{"{n} affiché ; la suite : --after {cursor}", "{n} affichés ; la suite : --after {cursor}"}, Of: "{ref} : {sentence}",
	Empty: "Rien ne correspond.", TryAll: "--all ajoute les archives.", NoNext: "Aucune réunion n’est à venir. « meeting list » les donne toutes.", Cancelled: "Interrompu.", Unwritten: "La sortie n’a pas pu être écrite en entier. Libérez de la place ou choisissez une autre destination.", Manual: manualFR, Meant: "Peut-être : {word} ?", NoForm: "{flag} : une liste n’est pas donnée sous cette forme ; possible : {flags}.",
	Resume: "La suite : --since {cursor}", Searching: "Recherche : {percent} %", Verifying: "Vérification : {percent} %", Debrief: "Retour d’expérience de la crise levée le {day}",
	HeadCommand: "Commande", HeadDoes: "Effet",
	Imported:         "Lignes : {rows}, contenus : {contents}, demandes : {requests}, doublons : {duplicates}, erreurs : {faults}.",
	Similar:          "{url} : {match} que {ref} ({addressee}). Pour les réunir dans un dossier : case add DOSSIER {ref}, ou --case auto à la création.",
	SimilarSame:      "{url} : {match} que {ref}, du même destinataire. Si c’est la même demande : request duplicate … --of {ref}.",
	SimilarLine:      "ligne {line} : {url} : {match} que {ref} ({addressee}) ; case add verse les deux au même dossier",
	ProposeReinstate: "{ref} : contenu constaté disparu. « request reinstate {ref} » prépare la demande de mainlevée.",
	AnswersNow:       "répond maintenant", CaseOperator: "demandes : {requests}, contenus : {contents}, en ligne : {live}, sans suite : {waiting}",
	Repeat:     "ligne {line} : {url} est déjà dans {ref}",
	SomeFailed: Plural{"{n} sur {total} a échoué.", "{n} sur {total} ont échoué."}, SomeRefused: "Lignes refusées : {n}. Les autres sont écrites.",
	NothingWritten: "Rien n’est écrit. Erreurs : {n} ; corrigez-les, ou écrivez les lignes justes avec --keep-going.",
	NoNoun:         "Donnez un nom : {nouns}. « help » donne des exemples.",
	UnknownNoun:    "« {word} » est inconnu. Noms : {nouns}. « help » donne des exemples.",
	NoVerb:         "{noun} : donnez un verbe : {verbs}.",
	UnknownVerb:    "{noun} : « {word} » est inconnu. Verbes : {verbs}.",
	UnknownFlag:    "Option inconnue ici : {flag}. « --help » les donne.",
	FlagValue:      "{flag} attend une valeur.",
	MissingFlag:    "{flag} est nécessaire.",
	BadFlag:        "{flag} : « {value} » ne convient pas. Possible : {allowed}.",
	BadValue:       "{flag} : « {value} » ne convient pas.",
	Grammar:        "NOM VERBE [NUMÉRO…|-] [OPTIONS]",
	MissingArg:     "Il manque un mot.",
	ExtraArg:       "« {word} » est de trop.",
	NotARef:        "« {word} » n’est pas un numéro. Par ssh, mettez toute la commande entre guillemets : ssh HÔTE \"… --reason 'deux mots'\"",
	UnknownColumn:  "Colonne inconnue : « {word} ». Colonnes : {columns}.",
	OneForm:        "Une seule forme de sortie à la fois : {flags}.",
	ListTitle:      "{what} – {group}", ListFilter: "Filtre : {filter}", ListZone: "Heures : {zone}", LeftRed: Plural{"Une ligne TLP:RED est laissée hors du document.", "{n} lignes TLP:RED sont laissées hors du document."},
	NoText:       "{what} n’est pas du texte, un terminal ne peut pas l’afficher. Envoyez-le dans un fichier, sans l’option -t de ssh : … > fichier",
	OneRef:       "--if-rev va avec un seul numéro.",
	StdinTwice:   "L’entrée standard porte déjà le texte : donnez les numéros à la place de « - ».",
	NeedsOutcome: "Donnez une suite : --outcome, ou --outcome-of par contenu.",
	Unclosed:     "Guillemet non fermé : rien n’est fait. Un texte qui a une apostrophe se met entre guillemets doubles : \"l'opérateur\".",
	InLines:      "{flag} : avec « - », cela se donne dans chaque ligne.",
	NotAReply:    "Ce n’est pas une réponse en JSON : il faut un objet par ligne, comme {\"ref\": \"GOO-2015-0042\", \"outcome\": \"removed_law\", \"text\": \"…\"}.",
	NotJSON:      "L’entrée standard n’est pas une demande en JSON : il faut un objet, comme {\"kind\": \"withdrawal\", \"subject\": \"…\", \"contents\": [{\"url\": \"…\"}]}.",
}

var commandEN = Command{
	LogWhole:    "{log}: entries {entries}, sealed {sealed}; nothing was rewritten",
	LogDamaged:  "{log}: entries {entries}, sealed {sealed}; THIS LOG WAS TAMPERED WITH",
	LogHeads:    Plural{" (one signed head holds)", " ({n} signed heads hold)"},
	LogKept:     Plural{"; the head you kept holds", "; the {n} heads you kept hold"},
	ErasedUntil: Plural{"one entry from before {date}", "{n} entries from before {date}"},
	ErasedOf:    "{noun} before {date}: {n}", OneRetention: "Give just one of --days, --months and --unlimited.",
	LogErased: Plural{"; {n} entry erased at the end of its retention", "; {n} entries erased at the end of their retention"},
	LogMore:   Plural{"and {n} more finding", "and {n} more findings"},
	Damage: map[schema.DamageKind]string{
		schema.DamageMissing: "{entries}: nothing is there any more", schema.DamageEntry: "{entries}: not what was written",
		schema.DamageContents: "{entries}: the contents are not those that were written", schema.DamageAdded: "{entries}: added outside the log",
		schema.DamageBlanked: "{entries}: the contents are missing, and no erasure in the log accounts for them",
		schema.DamageCounter: "{entries}: sealed, but the log’s counter ends before: it was changed",
		schema.DamageHash:    "{entries}: sound, but the tree that seals it is not", schema.DamageTree: "{entries}: not those whose head was signed at {at}",
		schema.DamageSignature: "the head set at entry {to} is not signed with the group’s key",
		schema.DamageCut:       "{entries}: cut off; the head you kept, of {at}, counted them",
		schema.DamageRewritten: "{entries}: rewritten; the head you kept, of {at}, sealed others",
		schema.DamageKey:       "the heads you kept are signed with another key than the group’s",
	},
	OneEntry: "entry {from}", Entries: "entries {from} to {to}", NotWhole: "Logs tampered with: {logs}. Keep this answer and your heads, and tell the administrator.",
	Named: "{name}: {value}", NotSealed: "Your logs are not sealed yet: the server seals them within a second.", KeepHeads: "Keep these heads away from this server; “log verify --head - < FILE” will prove that nothing was rewritten.",
	HeadFromStdin: "Give the heads you kept on stdin: log verify --head - < FILE", OfWhat: ": ",
	Short: "The desk of the permanent contact group, as commands.",
	Nouns: commandNounsEN, Verbs: commandVerbsEN, Flags: commandFlagsEN,
	Columns: map[string]string{
		"label_history": "label history", "contestations": "contestations", "outcomes": "outcomes", "actions": "actions", "minutes_versions": "versions of the minutes", "timer_since": "point opened at", "operators": "addressees", "requests": "requests", "mirrors": "mirrors", "stances": "stances", "versions": "all versions", "log": "log", "seq": "number", "actor": "by", "verb": "done", "changes": "changes",
		"what": "figure", "sent": "requests sent", "first_answers": "first answers", "from_minutes": "from (min)", "org": "organisation", "answers": "answers", "median_minutes": "median (min)", "p90_minutes": "9 of 10 (min)", "within_15_min": "% in 15 min", "within_1_h": "% in 1 h", "within_24_h": "% in 24 h", "refused": "refused", "insufficient": "insufficient info.",
		"invited": "invited", "made_on": "made on", "trained": "people trained", "answered": "contents answered", "endorsed": "endorsements", "reserved": "reservations", "adopted_on": "adopted on", "date": "date", "topic": "topic",
		"recommended": "recommendation", "opened_at": "opened", "opened_by": "opened by", "request_count": "requests", "observed_at": "found on", "media": "type",
		"at": "at", "cause": "cause", "contact": "contact", "channel": "channel", "delivery": "delivery", "attempts": "attempts", "next_at": "next attempt", "problem": "problem", "server_problem": "server problem", "webhook": "webhook", "webhook_secret": "webhook secret",
		"size": "bytes", "sha256": "SHA-256", "rank": "order", "answers_now": "answers now", "mail": "mail", "phone": "phone", "hours": "hours",
		"version": "version", "delay": "duration", "days": "days", "months": "months", "minutes": "minutes", "starts": "runs from", "source": "source", "noted_at": "noted", "noted_by": "noted by", "uses": "uses", "purpose": "purpose", "clock": "clock", "clock_source": "legal text of the clock", "name_fr": "French name", "name_en": "English name", "in_force": "in force", "until": "until", "started_at": "started", "started_by": "declared by", "ended_at": "ended", "ended_by": "ended by", "contested": "contestation", "decided_by": "decided by",
		"due": "due", "overdue": "overdue", "pending": "under way", "soon": "within 7 days", "suspended": "suspended", "suspended_minutes": "minutes suspended", "snoozed_until": "snoozed until",
		"visa_at": "approved at", "visa_by": "approved by", "content_count": "contents", "replies": "replies", "last_reply": "last reply", "rev": "rev.",
		"answered_at": "answered", "closed_at": "closed", "erased_on": "erased", "updated_at": "updated", "n": "no.", "request_state": "state of the request", "by": "by",
		"effective_at": "effective", "held_until": "held until", "decided_at": "decided", "reason": "reason", "agenda": "agenda point", "rag": "RAG",
		"internal": "internal", "format": "format", "title": "title", "starts_at": "starts", "place": "place", "code": "code", "prefix": "prefix", "name": "name",
		"functions": "functions", "services": "services", "language": "language", "zone": "time zone", "login": "login", "organisation": "organisation",
		"organisation_name": "name of the organisation", "group": "group", "demo": "demonstration", "now": "now", "fingerprint": "fingerprint",
		"added_at": "added", "added_by": "added by", "expires_at": "until", "last_used_from": "from", "line": "to type", "host_key": "host key", "key_policy": "keys accepted", "authorities": "authorities", "mailed": "mailed up to", "last_login_at": "last login", "last_login_from": "from", "disabled": "disabled", "noun": "noun", "view noun": "lists", "retention noun": "applies to", "retention delay": "kept for", "organisation disabled": "disabled", "template updated_at": "updated", "key label": "key name", "query": "filter", "sort": "order", "columns": "columns", "slot": "key", "shared": "shared",
		"theme": "theme", "accessible": "accessible", "glyphs": "glyphs", "mouse": "mouse", "bell": "bell", "convocation": "meetings convened", "pack": "packs", "assigned": "assignments", "quiet": "quiet hours", "digest": "digest", "notifications": "notifications", "last_used_at": "last used", "revoked_at": "revoked",
	},
	Reasons: map[schema.Reason]string{
		schema.WhyTerminal:     "{ref} is {state}: reopen it first (reopen).",
		schema.WhyVisaMissing:  "{ref} is not approved yet. Submit it (submit); a validator will approve it.",
		schema.WhyReplyHeld:    "{ref}: a reply goes out in a few seconds. Wait, or take it back (undo).",
		schema.WhyNoContents:   "{ref} has no content: add at least one address (edit).",
		schema.WhyNoAddressee:  "{ref} has no addressee: choose one (edit).",
		schema.WhyChanged:      "{ref} changed meanwhile ({changes}). Look at it (show), then try again.",
		schema.WhyNotAddressee: "{ref}: only the addressee can {verb}; an exchange note asks them for it (note).",
		schema.WhyNotService:   "{ref}: only the service {by} can {verb}; an internal note asks them for it (note --internal).",
		schema.WhyVisaGiven:    "{ref} is approved already; its service sends it (send).",
		schema.WhyReceived:     "{ref}: receipt is acknowledged already; the reply is next (reply add).",
		schema.WhyHeldByOther:  "{ref} is already with {by}; ask for it in an internal note (note --internal), or have it assigned (assign).",
		schema.WhyYours:        "{ref} is already yours; “release” gives it back.",
		schema.WhyNotHeld:      "{ref} is with nobody; “claim” takes it.",
		schema.WhyNotUndoable:  "{ref}: the reply has gone out and cannot be taken back. Another reply (reply add) corrects it.",
		schema.WhyNeedsReason:  "A reason is needed: write why (--reason).",
		schema.WhyNeedsText:    "A text is needed: give it on standard input.",
		schema.WhyNeedsProof:   "Evidence is needed: write what shows it (--evidence).",
		schema.WhyKind:         "{ref} is not of a kind that allows you {to_verb}. Check the reference.",
		schema.WhyNoneLive:     "{ref}: no content is online any more. If that is wrong, record it first (reverify --observed live).",
		schema.WhyNoneGone:     "{ref}: no content was found gone, or its reinstatement is asked for already. Record it first (reverify --observed gone).",
		schema.WhyNoCase:       "{ref} is not in that case. “case show” lists its requests.",
		schema.WhyNoAlert:      "Nobody in your organisation is being called for {ref}; see “alert list”.",
		schema.WhyNotInvited:   "{field}: “{value}” is not invited to this meeting. Invite it first (meeting invite).",
	},
	Offered: " “help” shows what is possible.",
	Usage:   "Usage: {usage}", Example: "Example: {example}", Aliases: "Other words: {aliases}",
	HelpMore: "More: {program} help NOUN [VERB]", Did: "{ref}: {done}.", DryRun: "(dry run: nothing is written)", Enabled: "enabled", SetTo: "{value}",
	Internal: "[internal]", More: Plural{"{n} shown; the rest: --after {cursor}", "{n} shown; the rest: --after {cursor}"}, Of: "{ref}: {sentence}",
	Empty: "Nothing matches.", TryAll: "--all adds the archive.", NoNext: "There is no meeting to come. “meeting list” lists them all.", Cancelled: "Cancelled.", Unwritten: "The output could not be written in full. Free some space or choose another destination.", Manual: manualEN, Meant: "Perhaps: {word}?", NoForm: "{flag}: a list is not given in that form; possible: {flags}.",
	Resume: "It goes on with --since {cursor}", Searching: "Searching: {percent}%", Verifying: "Verifying: {percent}%", Debrief: "Lessons from the crisis that ended on {day}",
	HeadCommand: "Command", HeadDoes: "Does",
	Imported:         "Rows: {rows}, contents: {contents}, requests: {requests}, duplicates: {duplicates}, faults: {faults}.",
	Similar:          "{url}: {match} as {ref} ({addressee}). To file both in one case: case add CASE {ref}, or --case auto when creating.",
	SimilarSame:      "{url}: {match} as {ref}, for the same addressee. If it is the same request: request duplicate … --of {ref}.",
	SimilarLine:      "line {line}: {url}: {match} as {ref} ({addressee}); case add files both in one case",
	ProposeReinstate: "{ref}: content found gone. “request reinstate {ref}” prepares the request to lift the measure.",
	AnswersNow:       "answers now", CaseOperator: "requests: {requests}, contents: {contents}, live: {live}, without outcome: {waiting}",
	Repeat:     "line {line}: {url} is already in {ref}",
	SomeFailed: Plural{"{n} of {total} failed.", "{n} of {total} failed."}, SomeRefused: "Rows refused: {n}. The others are written.",
	NothingWritten: "Nothing is written. Faults: {n}; correct them, or write the valid rows with --keep-going.",
	NoNoun:         "Give a noun: {nouns}. “help” gives examples.",
	UnknownNoun:    "“{word}” is unknown. Nouns: {nouns}. “help” gives examples.",
	NoVerb:         "{noun}: give a verb: {verbs}.",
	UnknownVerb:    "{noun}: “{word}” is unknown. Verbs: {verbs}.",
	UnknownFlag:    "Unknown flag here: {flag}. “--help” lists them.",
	FlagValue:      "{flag} needs a value.",
	MissingFlag:    "{flag} is required.",
	BadFlag:        "{flag}: “{value}” will not do. Possible: {allowed}.",
	BadValue:       "{flag}: “{value}” will not do.",
	Grammar:        "NOUN VERB [REF…|-] [FLAGS]",
	MissingArg:     "A word is missing.",
	ExtraArg:       "“{word}” is one word too many.",
	NotARef:        "“{word}” is not a reference. Over ssh, quote the whole command: ssh HOST \"… --reason 'two words'\"",
	UnknownColumn:  "Unknown column: “{word}”. Columns: {columns}.",
	OneForm:        "One form of output at a time: {flags}.",
	ListTitle:      "{what} – {group}", ListFilter: "Filter: {filter}", ListZone: "Times: {zone}", LeftRed: Plural{"One TLP:RED row is left out of the document.", "{n} TLP:RED rows are left out of the document."},
	NoText:       "{what} is not text, so a terminal cannot show it. Send it to a file, without ssh -t: … > file",
	OneRef:       "--if-rev goes with a single reference.",
	StdinTwice:   "Standard input already carries the text: give the references instead of “-”.",
	NeedsOutcome: "Give an outcome: --outcome, or --outcome-of for each content.",
	Unclosed:     "Unclosed quote: nothing is done. Put a text that has an apostrophe in double quotes: \"l'opérateur\".",
	InLines:      "{flag}: with “-”, it is given on each line.",
	NotAReply:    "This is not a reply in JSON: give one object per line, such as {\"ref\": \"GOO-2015-0042\", \"outcome\": \"removed_law\", \"text\": \"…\"}.",
	NotJSON:      "Standard input is not a request in JSON: give an object, such as {\"kind\": \"withdrawal\", \"subject\": \"…\", \"contents\": [{\"url\": \"…\"}]}.",
}
