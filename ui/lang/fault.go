package lang

import (
	"cmp"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"contactgroup/schema"
)

// Fault makes sentences of refusals: what happened, to which thing, what to do next.
type Fault struct {
	// Reasons may use {ref} {by} {field} {value} {state} {rev} {verb} {to_verb} {place} {changes}.
	Reasons  map[schema.Reason]string
	Ended    string            // instead of that of WhyTerminal, where nothing reopens: {ref} {state}
	NoField  string            // instead of that of WhyQuery, for a word that names no field: {value}
	ToVerb   string            // {to_verb}: {verb}
	ToVowel  string            // the same before a verb that begins with a vowel
	Fields   map[string]string // {field} where Domain.Fields has no name
	Place    string            // appended when a fault tells its place: {place}
	Other    string            // a failure of the machine: {error}
	Somebody string
	// Of WhyChanged, {changes}: what the fault tells of it, or else Moved.
	Since   string // {what} {by}
	Between string // separates changes
	Earlier Plural // of changes that are not told: {n}
	Moved   string // {rev} {state} {by}
}

var faultFR = Fault{
	Reasons: map[schema.Reason]string{
		schema.WhyHidden:       "{ref} : introuvable. Vérifiez le numéro.",
		schema.WhyRole:         "Votre rôle ne permet pas {to_verb}.",
		schema.WhyStopping:     "Le serveur s’arrête ; ce qui était confirmé est gardé. Réessayez quand il aura repris.",
		schema.WhyIdle:         "Rien n’a été saisi depuis longtemps : la session est finie. Reconnectez-vous.",
		schema.WhyRevoked:      "Votre accès a été retiré. Adressez-vous au secrétariat.",
		schema.WhyNotAddressee: "{ref} : seul le destinataire peut {verb}.",
		schema.WhyNotService:   "{ref} : seul le service {by} peut {verb}.",
		schema.WhyTerminal:     "{ref} est {state} : il faut la rouvrir d’abord (X).",
		schema.WhyState:        "{ref}, {state} : on ne peut pas {verb} dans cet état.",
		schema.WhyVisaMissing:  "{ref} n’a pas encore le visa. Soumettez-la (u) ; un valideur la visera.",
		schema.WhyVisaGiven:    "{ref} a déjà le visa.",
		schema.WhyReceived:     "{ref} : réception déjà accusée.",
		schema.WhyHeldByOther:  "{ref} est déjà à {by}.",
		schema.WhyNotHeld:      "{ref} n’est à personne.",
		schema.WhyNoReply:      "{ref} : aucune réponse en attente de décision.",
		schema.WhyReplyHeld:    "{ref} : une réponse part dans quelques secondes ; z la reprend.",
		schema.WhyLegalClock:   "{ref} : l’échéance est fixée par la loi.",
		schema.WhyNoContents:   "{ref} n’a aucun contenu : ajoutez au moins une adresse (e).",
		schema.WhyNoAddressee:  "{ref} n’a pas de destinataire : choisissez-le (e).",
		schema.WhyChanged:      "{ref} a changé entre-temps ({changes}).",
		schema.WhyBuiltOn:      "Annulation impossible : {by} a agi depuis sur {ref}.",
		schema.WhyNothingUndo:  "Rien à annuler.",
		schema.WhyNothingRedo:  "Rien à rétablir.",
		schema.WhyNotUndoable:  "{ref} : on ne peut pas annuler « {verb} ».",
		schema.WhyNeedsReason:  "Un motif est nécessaire.",
		schema.WhyNeedsGround:  "Indiquez la cause : force majeure, erreur manifeste ou information insuffisante.",
		schema.WhyNeedsText:    "Un texte est nécessaire.",
		schema.WhyNeedsOutcome: "{ref} : donnez une suite à chaque contenu ({value}).",
		schema.WhyNeedsProof:   "Un justificatif est nécessaire.",
		schema.WhyNeedsOwner:   "Indiquez l’organisation responsable (@code).",
		schema.WhyNeedsDue:     "Indiquez une échéance, par exemple 20/05.",
		schema.WhyUnknown:      "{field} : « {value} » est inconnu.",
		schema.WhyEmpty:        "{field} : ce champ est obligatoire.",
		schema.WhyInUse:        "{field} : « {value} » sert encore à un membre ou à une demande en cours.",
		schema.WhyTooLong:      "{field} : trop long (limite {value}).",
		schema.WhyControl:      "{field} : caractère de commande refusé ({value}).",
		schema.WhyEncoding:     "{field} : le texte n’est pas de l’UTF-8 valide.",
		schema.WhyURL:          "{field} : « {value} » n’est pas une adresse http(s).",
		schema.WhyDate:         "{field} : « {value} » n’est pas une date. Exemples : 2h, demain 9h, lundi, 20/05, 2015-05-20.",
		schema.WhyPast:         "{field} : « {value} » est déjà passé.",
		schema.WhyFuture:       "{field} : « {value} » est encore à venir.",
		schema.WhyBeforeMeet:   "L’échéance {value} précède la réunion.",
		schema.WhyQuery:        "Filtre : « {value} » n’est pas compris.",
		schema.WhySelf:         "{ref} ne peut pas renvoyer à elle-même.",
		schema.WhyExists:       "{field} : « {value} » existe déjà.",
		schema.WhyDiffers:      "{field} : « {value} » diffère de la première ligne du même dossier.",
		schema.WhyDisabled:     "{field} : « {value} » est désactivé.",
		schema.WhyLast:         "C’est le dernier accès d’administration : ajoutez-en un autre d’abord.",
		schema.WhyKey:          "Ce n’est pas une clé publique SSH acceptée (ed25519, ecdsa, sk, rsa d’au moins 2048 bits).",
		schema.WhyWeakKey:      "{field} : cette clé est en deçà de ce que demande l’organisation ({value}).",
		schema.WhyKeyExpired:   "Cette clé n’est plus valable depuis le {value}. Adressez-vous à l’administration.",
		schema.WhyCode:         "Ce code n’ouvre aucune invitation. Vérifiez-le, ou demandez-en un autre.",
		schema.WhyCodeShown:    "{ref} : le code n’est montré qu’une fois. S’il est perdu, révoquez l’invitation et faites-en une autre.",
		schema.WhyGuesses:      "Trop de codes essayés. Réessayez dans quelques minutes.",
		schema.WhyCertificate:  "« {value} » ne nomme pas un certificat. Exemples : serial:42@SHA256:…, id:NOM@SHA256:…",
		schema.WhyNoAuthority:  "Certificat refusé : l’autorité qui l’a signé n’est pas reconnue ici.",
		schema.WhyPrincipal:    "Certificat refusé : il ne nomme pas un membre, et un seul, que son autorité puisse nommer.",
		schema.WhyInvitation:   "{ref} n’est plus ouverte : elle a été utilisée ou révoquée.",
		schema.WhyCursor:       "Ce curseur n’est pas de cette liste : recommencez depuis la première page.",
		schema.WhyColumn:       "Colonne inconnue : « {value} ». Colonnes reconnues : case, kind, url, type, operator, legal_regime, legal_basis, label, subject, reasons, tlp, reported_at, external_ref, hash.",
		schema.WhyNoColumn:     "Il manque la colonne « {value} ». Ajoutez-la à la ligne des titres.",
		schema.WhyTwice:        "La colonne « {value} » y est deux fois.",
		schema.WhyKind:         "{ref} n’est pas d’une nature qui permet {to_verb}.",
		schema.WhyInTime:       "{ref} : le délai du destinataire court encore ; attendez l’échéance ou sa réponse avant {to_verb}.",
		schema.WhyNoneLive:     "{ref} : plus aucun contenu n’est en ligne. Si c’est faux, constatez-le d’abord (reverify --observed live).",
		schema.WhyNoneGone:     "{ref} : aucun contenu n’a été constaté disparu, ou leur rétablissement est déjà demandé. Constatez-le d’abord (reverify --observed gone).",
		schema.WhyNoCase:       "{ref} n’est pas dans ce dossier.",
		schema.WhyNoAdvice:     "{ref} : pas de recommandation en attente.",
		schema.WhyMedia:        "Le document n’est ni un PDF ni un texte UTF-8. Le registre ne reçoit que des injonctions et des réquisitions.",
		schema.WhyFileName:     "{field} : « {value} » ne peut pas nommer un fichier.",
		schema.WhyHours:        "{field} : « {value} » n’est pas compris. Exemples : 24/7, lun-ven 9h-18h, lun-ven 09:00-18:00 ; sam 10h-12h.",
		schema.WhyQuiet:        "Heures de silence : « {value} » n’est pas compris. Écrivez les heures de chaque jour, comme 20h-8h, ou off.",
		schema.WhyDigest:       "Envoi groupé : « {value} » n’est pas compris. Écrivez une heure, comme 8h ou « daily 8h », ou off.",
		schema.WhyAddress:      "« {value} » n’est pas une adresse de courriel. Écrivez-en une seule, comme nom@exemple.fr, ou none pour ne rien recevoir.",
		schema.WhyCells:        "La ligne n’a pas autant de cellules que les titres ({value}).",
		schema.WhyQuote:        "Guillemet mal placé ou jamais refermé. Doublez ceux du texte (\"\").",
		schema.WhyJSON:         "Ce n’est pas un objet JSON fait de textes, un par ligne.",
		schema.WhyTooLarge:     "Fichier trop grand (limite : {value}). Partagez-le.",
		schema.WhyFull:         "Il n’y a plus de place ici (limite : {value}).",
		schema.WhyTooMany:      "Trop de lignes (limite : {value}). Partagez le fichier.",
		schema.WhyCharset:      "L’encodage du fichier n’est pas reconnu ({value}). Enregistrez-le en UTF-8.",
		schema.WhyHeadFile:     "Ce fichier n’est pas celui que « log head » a écrit, ou il a été modifié depuis, à partir de la ligne {value}.",
		schema.WhyNoRows:       "Le fichier est vide : une ligne de titres, puis une ligne par contenu.",
		schema.WhyContested:    "{ref} est déjà contestée : la décision est attendue.",
		schema.WhyNotContested: "{ref} : aucune contestation n’attend de décision.",
		schema.WhyNoExpiry:     "{ref} : rien n’expire, il n’y a rien à prolonger.",
		schema.WhyNotInForce:   "{field} : « {value} » n’est pas en vigueur. Choisissez-en un autre.",
		schema.WhyOneDelay:     "Donnez soit une durée en minutes entières, soit des mois : « {value} » ne convient pas.",
		schema.WhyCrisis:       "Une crise est déjà en cours, déclarée par {by}.",
		schema.WhyNoCrisis:     "Aucune crise n’est en cours.",
		schema.WhyNoAlert:      "Personne n’est appelé pour {ref} chez vous ; voyez « alert list ».",
		schema.WhyFrozen:       "{ref} : le relevé est arrêté, il ne change plus. Une correction en fait une nouvelle version.",
		schema.WhyNoChange:     "{ref} : cette correction ne change rien.",
		schema.WhyNotNeutral:   "Un intitulé neutre est nécessaire : « {value} » dirait de quelle demande il s’agit.",
		schema.WhyAdopted:      "{ref} : cette version est adoptée, elle ne change plus. Un nouveau texte ouvre la version suivante.",
		schema.WhyNotInvited:   "{field} : « {value} » n’est pas invité à cette réunion.",
		schema.WhyCorrection:   "Ce n’est pas une correction en JSON : un objet avec title, place, attendance, decisions ou actions. --decision N corrige une seule décision.",
		schema.WhyNoVersion:    "{ref} n’a pas de version {value}.",
		schema.WhyBusy:         "Le registre est occupé. Réessayez dans un instant.",
		schema.WhyAway:         "Le registre est injoignable ; rien n’a été changé. Réessayez dès qu’il est de retour.",
		schema.WhyUnsure:       "Le registre a été coupé au moment d’enregistrer. Vérifiez si c’est fait avant de recommencer.",
		schema.WhyDisk:         "Le disque du registre est en défaut : lecture seule jusqu’au redémarrage.",
	},
	Ended:   "{ref} est {state} : c’est définitif, elle ne se rouvre pas.",
	NoField: "Filtre : « {value} » ne nomme aucun champ. Pour le chercher, mettez-le entre guillemets.",
	ToVerb:  "de {verb}", ToVowel: "d’{verb}",
	Fields: map[string]string{
		"when": "moment", "due": "échéance", "as-of": "date de l’état", "date": "date", "effective": "moment de l’effet", "reported_at": "date de signalement",
		"link": "lien", "original": "demande répétée", "group": "groupe", "login": "identifiant", "organisation": "organisation", "name": "nom",
		"prefix": "préfixe", "code": "code", "zone": "fuseau", "lang": "langue", "function": "fonction", "url": "adresse", "contents.url": "adresse",
		"type": "type", "contents.type": "type", "hash": "empreinte", "contents.hash": "empreinte", "territories": "territoires",
		"observed": "constaté", "attachment": "document", "phone": "téléphone", "mail": "courriel", "hours": "horaires", "title": "intitulé",
		"operator": "opérateur", "legal_regime": "régime", "json": "champ", "clock": "délai", "starts": "point de départ", "purpose": "objet", "placeholder": "à remplir", "template": "modèle", "source": "source", "until": "fin", "from": "début", "decision": "décision", "duration": "durée", "stdin": "entrée standard", "query": "filtre", "format": "format",
		"point": "point de l’ordre du jour", "action": "action", "rapporteur": "rapporteur", "mode": "présence", "person": "personne",
		"minutes": "durée", "version": "version", "note": "note", "agenda": "ordre du jour",
		"key": "clé", "expires": "fin", "label": "nom", "role": "rôle", "service": "service", "key-policy": "exigence de clé", "user_authority": "autorité de certification",
	},
	Place:    " (position {place})",
	Other:    "L’opération a échoué : {error}",
	Somebody: "quelqu’un",
	Since:    "{what}, par {by}", Between: " ; ", Earlier: Plural{"1 changement avant", "{n} changements avant"}, Moved: "rév. {rev}, {state}, par {by}",
}

var faultEN = Fault{
	Reasons: map[schema.Reason]string{
		schema.WhyHidden:       "{ref}: not found. Check the reference.",
		schema.WhyRole:         "Your role does not allow you {to_verb}.",
		schema.WhyStopping:     "The server stops; what was confirmed is kept. Try again once it runs.",
		schema.WhyIdle:         "Nothing was typed for long: the session is over. Connect again.",
		schema.WhyRevoked:      "Your access was withdrawn. Please write to the secretariat.",
		schema.WhyNotAddressee: "{ref}: only the addressee can {verb}.",
		schema.WhyNotService:   "{ref}: only the service {by} can {verb}.",
		schema.WhyTerminal:     "{ref} is {state}: reopen it first (X).",
		schema.WhyState:        "{ref}, {state}: you cannot {verb} in that state.",
		schema.WhyVisaMissing:  "{ref} is not approved yet. Submit it (u); a validator will approve it.",
		schema.WhyVisaGiven:    "{ref} is approved already.",
		schema.WhyReceived:     "{ref}: receipt is acknowledged already.",
		schema.WhyHeldByOther:  "{ref} is already with {by}.",
		schema.WhyNotHeld:      "{ref} is with nobody.",
		schema.WhyNoReply:      "{ref}: no reply awaits a decision.",
		schema.WhyReplyHeld:    "{ref}: a reply goes out in a few seconds; z takes it back.",
		schema.WhyLegalClock:   "{ref}: the law sets the due time.",
		schema.WhyNoContents:   "{ref} has no content: add at least one address (e).",
		schema.WhyNoAddressee:  "{ref} has no addressee: choose one (e).",
		schema.WhyChanged:      "{ref} changed while you looked ({changes}).",
		schema.WhyBuiltOn:      "Cannot undo: {by} acted on {ref} since.",
		schema.WhyNothingUndo:  "Nothing to undo.",
		schema.WhyNothingRedo:  "Nothing to redo.",
		schema.WhyNotUndoable:  "{ref}: “{verb}” cannot be undone.",
		schema.WhyNeedsReason:  "A reason is needed.",
		schema.WhyNeedsGround:  "Name the cause: force majeure, manifest error or insufficient information.",
		schema.WhyNeedsText:    "A text is needed.",
		schema.WhyNeedsOutcome: "{ref}: give each content an outcome ({value}).",
		schema.WhyNeedsProof:   "Evidence is needed.",
		schema.WhyNeedsOwner:   "Name the owning organisation (@code).",
		schema.WhyNeedsDue:     "Give a due date, for instance 20/05.",
		schema.WhyUnknown:      "{field}: “{value}” is unknown.",
		schema.WhyEmpty:        "{field}: this field is required.",
		schema.WhyInUse:        "{field}: “{value}” still has a member or a pending request.",
		schema.WhyTooLong:      "{field}: too long (limit {value}).",
		schema.WhyControl:      "{field}: control character refused ({value}).",
		schema.WhyEncoding:     "{field}: the text is not valid UTF-8.",
		schema.WhyURL:          "{field}: “{value}” is not an http(s) address.",
		schema.WhyDate:         "{field}: “{value}” is not a date. Examples: 2h, tomorrow 9am, monday, 20/05, 2015-05-20.",
		schema.WhyPast:         "{field}: “{value}” is past.",
		schema.WhyFuture:       "{field}: “{value}” is still to come.",
		schema.WhyBeforeMeet:   "The due date {value} comes before the meeting.",
		schema.WhyQuery:        "Filter: “{value}” is not understood.",
		schema.WhySelf:         "{ref} cannot refer to itself.",
		schema.WhyExists:       "{field}: “{value}” exists already.",
		schema.WhyDiffers:      "{field}: “{value}” differs from the first row of the same case.",
		schema.WhyDisabled:     "{field}: “{value}” is disabled.",
		schema.WhyLast:         "This is the last administration access: add another one first.",
		schema.WhyKey:          "This is not an accepted SSH public key (ed25519, ecdsa, sk, rsa of at least 2048 bits).",
		schema.WhyWeakKey:      "{field}: this key is below what the organisation asks for ({value}).",
		schema.WhyKeyExpired:   "This key was good until {value}. Ask the administrator.",
		schema.WhyCode:         "This code opens no invitation. Check it, or ask for another one.",
		schema.WhyCodeShown:    "{ref}: the code is shown only once. If it is lost, revoke the invitation and make another one.",
		schema.WhyGuesses:      "Too many codes were tried. Try again in a few minutes.",
		schema.WhyCertificate:  "“{value}” names no certificate. Examples: serial:42@SHA256:…, id:NAME@SHA256:…",
		schema.WhyNoAuthority:  "Certificate refused: the authority that signed it is not known here.",
		schema.WhyPrincipal:    "Certificate refused: it does not name one member, and one only, whom its authority may name.",
		schema.WhyInvitation:   "{ref} is no longer open: it was used or revoked.",
		schema.WhyCursor:       "This cursor is not of this list: begin again with the first page.",
		schema.WhyColumn:       "Unknown column: “{value}”. Known columns: case, kind, url, type, operator, legal_regime, legal_basis, label, subject, reasons, tlp, reported_at, external_ref, hash.",
		schema.WhyNoColumn:     "The column “{value}” is missing. Add it to the heading line.",
		schema.WhyTwice:        "The column “{value}” is there twice.",
		schema.WhyKind:         "{ref} is not of a kind that allows you {to_verb}.",
		schema.WhyInTime:       "{ref}: the addressee’s time has not run out; wait for the due time or their reply.",
		schema.WhyNoneLive:     "{ref}: no content is online any more. If that is wrong, put it on record first (reverify --observed live).",
		schema.WhyNoneGone:     "{ref}: no content was found gone, or its reinstatement is asked for already. Put it on record first (reverify --observed gone).",
		schema.WhyNoCase:       "{ref} is not in that case.",
		schema.WhyNoAdvice:     "{ref}: no recommendation waits for an answer.",
		schema.WhyMedia:        "The document is neither a PDF nor a UTF-8 text. The register takes orders and requisitions only.",
		schema.WhyFileName:     "{field}: “{value}” cannot be the name of a file.",
		schema.WhyHours:        "{field}: “{value}” is not understood. Examples: 24/7, mon-fri 09:00-18:00, mon-fri 9h-18h; sat 10h-12h.",
		schema.WhyQuiet:        "Quiet hours: “{value}” is not understood. Write the hours of each day, such as 20h-8h, or off.",
		schema.WhyDigest:       "Digest: “{value}” is not understood. Write an hour, such as 8h or “daily 8h”, or off.",
		schema.WhyAddress:      "“{value}” is not a mail address. Write just one, such as name@example.org, or none to be sent nothing.",
		schema.WhyCells:        "The row has not as many cells as the heading ({value}).",
		schema.WhyQuote:        "A quote is misplaced or never closed. Double those of the text (\"\").",
		schema.WhyJSON:         "This is not a JSON object of texts, one per line.",
		schema.WhyTooLarge:     "The file is too large (limit: {value}). Split it.",
		schema.WhyFull:         "There is no more room here (limit: {value}).",
		schema.WhyTooMany:      "Too many rows (limit: {value}). Split the file.",
		schema.WhyCharset:      "The file’s encoding is not recognised ({value}). Save it as UTF-8.",
		schema.WhyHeadFile:     "This file is not what “log head” wrote, or it was changed since, from line {value} on.",
		schema.WhyNoRows:       "The file is empty: a heading line, then one line per content.",
		schema.WhyContested:    "{ref} is contested already: its decision is due.",
		schema.WhyNotContested: "{ref}: no contestation waits for a decision.",
		schema.WhyNoExpiry:     "{ref}: nothing expires, so there is nothing to extend.",
		schema.WhyNotInForce:   "{field}: “{value}” is not in force. Choose another one.",
		schema.WhyOneDelay:     "Give either a duration in whole minutes or months: “{value}” will not do.",
		schema.WhyCrisis:       "A crisis is under way already, declared by {by}.",
		schema.WhyNoCrisis:     "No crisis is under way.",
		schema.WhyNoAlert:      "Nobody of yours is being called for {ref}; see “alert list”.",
		schema.WhyFrozen:       "{ref}: the minutes are frozen. A correction makes a new version of them.",
		schema.WhyNoChange:     "{ref}: this correction changes nothing.",
		schema.WhyNotNeutral:   "A neutral title is needed: “{value}” would tell which request it is about.",
		schema.WhyAdopted:      "{ref}: this version is adopted and stays as it is. A new text begins the next version.",
		schema.WhyNotInvited:   "{field}: “{value}” is not invited to this meeting.",
		schema.WhyCorrection:   "This is not a correction in JSON: an object with title, place, attendance, decisions or actions. --decision N corrects a single decision.",
		schema.WhyNoVersion:    "{ref} has no version {value}.",
		schema.WhyBusy:         "The register is busy. Try again in a moment.",
		schema.WhyAway:         "The register cannot be reached; nothing was changed. Try again once it is back.",
		schema.WhyUnsure:       "The register was cut off at the moment of saving. Check whether it is done before you repeat it.",
		schema.WhyDisk:         "The register’s disk failed: read-only until restarted.",
	},
	Ended:   "{ref} is {state} for good: it does not reopen.",
	NoField: "Filter: “{value}” names no field. To search for it, put it between quotes.",
	ToVerb:  "to {verb}", ToVowel: "to {verb}",
	Fields: map[string]string{
		"when": "time", "due": "due date", "as-of": "as-of date", "date": "date", "effective": "time of effect", "reported_at": "reporting date",
		"link": "link", "original": "repeated request", "group": "group", "login": "login", "organisation": "organisation", "name": "name",
		"prefix": "prefix", "code": "code", "zone": "time zone", "lang": "language", "function": "function", "url": "address", "contents.url": "address",
		"type": "type", "contents.type": "type", "hash": "hash", "contents.hash": "hash", "territories": "territories",
		"observed": "found", "attachment": "document", "phone": "phone", "mail": "mail", "hours": "hours", "title": "title",
		"operator": "operator", "legal_regime": "regime", "json": "field", "clock": "clock", "starts": "start", "purpose": "purpose", "placeholder": "to fill in", "template": "template", "source": "source", "until": "until", "from": "from", "decision": "decision", "duration": "duration", "stdin": "stdin", "query": "filter", "format": "format",
		"point": "agenda point", "action": "action item", "rapporteur": "rapporteur", "mode": "attendance", "person": "person",
		"minutes": "length", "version": "version", "note": "note", "agenda": "agenda",
		"key": "key", "expires": "end", "label": "label", "role": "role", "service": "service", "key-policy": "key policy", "user_authority": "certificate authority",
	},
	Place:    " (position {place})",
	Other:    "The operation failed: {error}",
	Somebody: "somebody",
	Since:    "{what}, by {by}", Between: "; ", Earlier: Plural{"1 change before", "{n} changes before"}, Moved: "rev {rev}, {state}, by {by}",
}

// Error gives the sentence for people of an error, on one line and without a
// closing newline; of a file's error with its place in the file. Texts of the machine are shown only for failures that no
// Reason explains. Moments are written in UTC, as ISO 8601 has them.
func (w *Words) Error(err error) string {
	return w.ErrorAt(err, func(t time.Time) string { return t.UTC().Format(time.RFC3339) })
}

// ErrorAt is Error with moments as at writes them.
func (w *Words) ErrorAt(err error, at func(time.Time) string) string {
	if text, ok := w.fileError(err); ok {
		return text
	}
	var f *schema.Fault
	if !errors.As(err, &f) {
		return Fill(w.Fault.Other, "error", schema.VisibleLine(fmt.Sprint(err)))
	}
	text, ok := w.Fault.Reasons[f.Why]
	if !ok {
		return Fill(w.Fault.Other, "error", schema.VisibleLine(f.Error()))
	}
	if f.Why == schema.WhyTerminal && endedForGood(f) {
		text = w.Fault.Ended
	}
	if f.Why == schema.WhyQuery && schema.QueryField(f.Field) == schema.QueryText {
		text = w.Fault.NoField
	}
	by := cmp.Or(f.By, w.Fault.Somebody)
	moved := Fill(w.Fault.Moved, "state", w.state(f.Noun, f.State), "rev", fmt.Sprint(f.Rev), "by", by)
	if len(f.Since) > 0 {
		moved = Changes{Words: w, At: at}.since(f.Since)
	}
	out := Fill(text, "changes", moved, "ref", f.Ref, "by", by, "field", w.field(f.Field), "value", f.Value, "state", w.state(f.Noun, f.State),
		"rev", fmt.Sprint(f.Rev), "verb", w.Domain.Verbs[f.Verb], "to_verb", w.toVerb(f.Verb))
	if f.Place > 0 {
		out += Fill(w.Fault.Place, "place", fmt.Sprint(f.Place))
	}
	out = strings.TrimLeft(out, " :")
	if f.Ref == "" || !strings.HasPrefix(out, f.Ref) { // a reference stays as it was typed
		out = upperFirst(out)
	}
	return schema.VisibleLine(out)
}

// endedForGood reports whether what the fault is of cannot be reopened: a
// request withdrawn or found a duplicate, and a closed meeting to which somebody adds.
func endedForGood(f *schema.Fault) bool {
	return f.State == schema.StateWithdrawn || f.State == schema.StateDuplicate || f.Verb == schema.VerbNew
}

// toVerb is the verb as a sentence goes on with it: "de viser", "d’envoyer".
func (w *Words) toVerb(v schema.Verb) string {
	verb := w.Domain.Verbs[v]
	text := w.Fault.ToVerb
	if first, _ := utf8.DecodeRuneInString(schema.Fold(verb)); strings.ContainsRune("aeiouy", first) {
		text = w.Fault.ToVowel
	}
	return Fill(text, "verb", verb)
}

func upperFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 || r == utf8.RuneError {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}

func (w *Words) field(f string) string {
	if name, ok := w.Domain.Fields[schema.Field(f)]; ok {
		return name
	}
	if name, ok := w.Fault.Fields[f]; ok {
		return name
	}
	return f
}

// state is the word for a state of a thing of that noun; empty: a request.
func (w *Words) state(n schema.Noun, s schema.State) string {
	switch n {
	case schema.NounMeeting:
		return w.Domain.MeetingStates[schema.MeetingState(s)]
	case schema.NounAction:
		return w.Domain.ActionStates[schema.ActionState(s)]
	case schema.NounCommitment:
		return w.Domain.CommitmentStates[schema.CommitmentState(s)]
	}
	return w.Domain.States[s]
}

// Fill replaces each {name} of a text by its value, given as pairs.
func Fill(text string, pairs ...string) string {
	var b strings.Builder
	b.Grow(len(text) + 32)
	for {
		before, rest, found := strings.Cut(text, "{")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		name, after, _ := strings.Cut(rest, "}")
		if value, known := named(pairs, name); known {
			b.WriteString(value)
			text = after
			continue
		}
		b.WriteByte('{')
		text = rest
	}
}

// named is the value of a name in pairs.
func named(pairs []string, name string) (value string, known bool) {
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i] == name {
			return pairs[i+1], true
		}
	}
	return "", false
}
