package schema

import (
	"maps"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"
)

// fold makes words comparable: lower case, no accents, blanks, hyphens and
// apostrophes as "_". Folding twice is the same as once.
func fold(s string) string {
	return wordSigns.Replace(strings.TrimSpace(Fold(s)))
}

var wordSigns = strings.NewReplacer(" ", "_", "-", "_", "\u00a0", "_", "\u202f", "_", "'", "_", "’", "_")

// Fold makes texts comparable for searching: lower case, without accents and
// without what only draws a word out.
func Fold(s string) string {
	lower := strings.ToLower(s)
	if !strings.ContainsFunc(lower, func(r rune) bool { return r >= utf8.RuneSelf }) {
		return lower
	}
	t := transform.Chain(norm.NFD, runes.Remove(runes.In(unicode.Mn)), norm.NFC)
	out, _, err := transform.String(t, lower)
	if err != nil {
		return lower
	}
	return oneSpelling.Replace(out)
}

// oneSpelling gives letters one spelling that lower case leaves with two.
var oneSpelling = strings.NewReplacer("œ", "oe", "æ", "ae", "ß", "ss", "ς", "σ", "ı", "i", "\u0640", "") // the last is Arabic tatweel

// frenchKeys are the French names of a filter's fields and their other English
// ones, folded.
var frenchKeys = map[string]QueryField{
	"statut": QueryStatus, "etat": QueryStatus, "nature": QueryKind, "organisme": QueryOrg, "organisation": QueryOrg, "organization": QueryOrg, "operateur": QueryOrg,
	"responsable": QueryOrg, "owner": QueryOrg, "etiquette": QueryLabel, "echeance": QueryDue, "ech": QueryDue, "expire": QueryExpires, "expiration": QueryExpires,
	"miennes": QueryMine, "mien": QueryMine, "a_moi": QueryMine, "par": QueryBy, "numero": QueryRef, "externe": QueryExt,
	"adresse": QueryURL, "issue": QueryOutcome, "suite": QueryOutcome, "reponse": QueryReply, "dossier": QueryCase,
	"empreinte": QueryHash, "envoi": QuerySent, "envoye": QuerySent, "envoyee": QuerySent, "modif": QueryUpdated, "modifie": QueryUpdated,
	"modifiee": QueryUpdated, "maj": QueryUpdated, "reunion": QueryMeeting, "theme": QueryTheme, "state": QueryStatus, "fondement": QueryRegime,
	"reverification": QueryReverify, "reverifier": QueryReverify, "recommandation": QueryAdvice,
}

// moreWords are words for codes beside the codes themselves, in the form of
// wordKey, by the set the code is of. Whatever ui/lang shows is among them.
var moreWords = map[string]map[string]string{
	"status": {
		"ouvert": "open", "ouverte": "open", "ouvertes": "open", "brouillon": "draft", "a_valider": "to_approve", "a_viser": "to_approve",
		"visa": "to_approve", "envoyee": "sent", "envoye": "sent", "en_cours": "in_progress", "precision": "clarification",
		"precision_demandee": "clarification", "impossibilite": "impossible", "repondue": "answered", "repondu": "answered", "close": "closed",
		"clos": "closed", "retiree": "withdrawn", "doublon": "duplicate", "bloquee": "blocked", "realisee": "done", "fait": "done",
		"faite": "done", "abandonnee": "dropped", "retenue": "held", "acceptee": "accepted", "contestee": "disputed",
		"tenu": "kept", "tenu_en_partie": "partly", "kept_in_part": "partly", "non_tenu": "broken", "not_kept": "broken", "retire": "withdrawn", "under_way": "open",
	},
	"recommended": {"ouverte": "open", "suivie": "followed", "ecartee": "declined"},
	"reply":       {"retenue": "held", "envoyee": "sent", "acceptee": "accepted", "contestee": "disputed"},
	"kind": {
		"signalement": "referral", "retrait": "withdrawal", "demande_de_retrait": "withdrawal", "withdrawal_request": "withdrawal",
		"blocage": "blocking", "dereferencement": "delisting", "injonction_de_retrait": "removal_order", "injonction_d_agir": "order_to_act",
		"notification": "notice", "requisition": "identification", "gel_des_donnees": "preservation", "gel": "preservation",
		"contre_discours": "counter_speech", "urgence_vitale": "vital_emergency", "threat_to_life": "vital_emergency", "retablissement": "reinstatement",
		"mainlevee": "reinstatement",
	},
	"regime": {
		"cgu": "terms", "conditions_d_utilisation": "terms", "terms_of_service": "terms", "lcen": "lcen_6_1", "lcen_art_6_1": "lcen_6_1",
		"tco": "tco_3", "tco_art_3": "tco_3", "dsa_art_9": "dsa_9", "dsa_art_16": "dsa_16", "procedure_penale": "criminal_procedure",
		"volontaire": "voluntary",
	},
	"label": {
		"urgence_vitale": "P0", "vital_emergency": "P0", "threat_to_life": "P0", "crise": "P1", "crisis": "P1", "prioritaire": "P2", "priority": "P2",
		"courant": "P3", "current": "P3", "ordinary": "P3", "pour_information": "P4", "for_information": "P4",
	},
	"outcome": {
		"retire_loi": "removed_law", "retire_cgu": "removed_terms", "acces_desactive": "disabled", "access_disabled": "disabled",
		"desactive": "disabled", "compte_suspendu": "account_suspended", "compte_ferme": "account_closed",
		"visibilite_reduite": "restricted", "visibility_reduced": "restricted", "deja_retire": "already_removed",
		"introuvable": "not_found", "information_insuffisante": "insufficient_information", "erreur_manifeste": "manifest_error",
		"refus": "refused", "refuse": "refused", "mauvais_destinataire": "wrong_addressee",
	},
	"ground": {"erreur_manifeste": "manifest_error", "information_insuffisante": "insufficient_information"},
	"tlp": {
		"clair": "clear", "blanc": "clear", "white": "clear", "vert": "green", "ambre": "amber", "ambre+strict": "amber+strict", "rouge": "red",
	},
	"decision": {"maintenue": "upheld", "maintien": "upheld", "retiree": "withdrawn", "retrait": "withdrawn"},
	"starts":   {"envoi": "sent", "envoyee": "sent", "reception": "received", "recue": "received", "fait": "done", "execution": "done"},
	"purpose":  {"reponse": "answer", "examen": "scrutiny", "expiration": "expiry", "controle": "check", "repere": "benchmark"},
	"retained": {"demande": "request", "dossier": "case", "crise": "crisis", "reunion": "meeting", "membre": "member", "astreinte": "contact", "engagement": "commitment", "alerte": "alert", "avis": "notice"},
	"type":     {"publication": "post", "compte": "account", "fichier": "file"},
	"role": {
		"presidence": "chair", "redacteur": "requester", "valideur": "validator", "correspondant": "correspondent",
		"observateur": "observer", "controleur": "overseer", "personnalite_qualifiee": "overseer", "qualified_person": "overseer",
		"administrateur": "administrator",
	},
	"orgkind": {"autorite": "authority", "operateur": "operator", "controle": "oversight", "observateur": "observer"},
	"function": {
		"hebergeur": "host", "editeur": "publisher", "fournisseur_d_acces": "access_provider", "moteur_de_recherche": "search_engine",
		"plateforme": "platform",
	},
}

// codes returns the English codes of a set.
func codes(set string) []string {
	switch set {
	case "status":
		var out []string // some states of one noun are called as those of another
		for _, code := range slices.Concat(texts(States), []string{"open"}, texts(ActionStates), texts(ReplyStates), texts(CommitmentStates)) {
			if !slices.Contains(out, code) {
				out = append(out, code)
			}
		}
		return out
	case "recommended":
		return texts(RecommendationStates)
	case "reply":
		return texts(ReplyStates)
	case "kind":
		return texts(Kinds)
	case "regime":
		return texts(Regimes)
	case "label":
		return texts(Labels)
	case "outcome":
		return texts(Outcomes)
	case "ground":
		return texts(Grounds)
	case "tlp":
		return texts(TLPs)
	case "type":
		return texts(ContentTypes)
	case "decision":
		return texts(Rulings)
	case "starts":
		return texts(ClockOrigins)
	case "purpose":
		return texts(Purposes)
	case "retained":
		return texts(retained())
	case "role":
		return texts(Roles)
	case "orgkind":
		return texts(OrgKinds)
	case "function":
		return texts(Functions)
	}
	return nil
}

func texts[T ~string](in []T) []string {
	out := make([]string, len(in))
	for i, v := range in {
		out[i] = string(v)
	}
	return out
}

// ParseCode returns the stored code that a word, English or French, in any
// case, means in a set: status, reply, kind, regime, label, outcome, ground,
// tlp, type, role, orgkind, function, decision, starts, purpose or retained. It reports whether there is one.
func ParseCode(set, word string) (string, bool) {
	key := wordKey(word)
	if set == "tlp" {
		key = strings.TrimPrefix(key, "tlp_") // as the marking is written: TLP:RED
	}
	c, ok := codeTable()[set][key]
	return c, ok
}

// wordKey makes words for codes comparable whatever stands between their
// letters: "LCEN art. 6-1" is "lcen_art_6_1". The plus belongs to amber+strict.
func wordKey(s string) string {
	parts := strings.FieldsFunc(Fold(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '+' })
	return strings.Join(parts, "_")
}

// codeTable holds the code of each folded word, by set.
var codeTable = sync.OnceValue(func() map[string]map[string]string {
	out := map[string]map[string]string{}
	for _, set := range []string{"status", "reply", "recommended", "kind", "regime", "label", "outcome", "ground", "tlp", "type", "role", "orgkind", "function",
		"decision", "starts", "purpose", "retained"} {
		out[set] = maps.Clone(moreWords[set])
		if out[set] == nil {
			out[set] = map[string]string{}
		}
		for _, c := range codes(set) {
			out[set][wordKey(c)] = c
		}
	}
	return out
})

// CodeWords lists what ParseCode accepts in a set, English first, for completion.
func CodeWords(set string) []string {
	var out []string
	for _, w := range slices.Concat(codes(set), slices.Sorted(maps.Keys(moreWords[set]))) {
		if !slices.Contains(out, w) {
			out = append(out, w) // several lives, and both languages, share words
		}
	}
	return out
}
