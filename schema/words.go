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

var wordSigns = strings.NewReplacer(" ", "_", "-", "_", "–", "_", "\u00a0", "_", "\u202f", "_", "'", "_", "’", "_")

// Fold makes texts comparable for searching: lower case and without accents.
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
	return strings.ReplaceAll(out, "œ", "oe")
}

// frenchKeys are the French names of a filter's fields, folded.
var frenchKeys = map[string]QueryField{
	"statut": QueryStatus, "etat": QueryStatus, "nature": QueryKind, "organisme": QueryOrg, "operateur": QueryOrg,
	"responsable": QueryOrg, "owner": QueryOrg, "etiquette": QueryLabel, "echeance": QueryDue, "ech": QueryDue,
	"miennes": QueryMine, "mien": QueryMine, "a_moi": QueryMine, "par": QueryBy, "numero": QueryRef, "externe": QueryExt,
	"adresse": QueryURL, "issue": QueryOutcome, "suite": QueryOutcome, "reponse": QueryReply, "dossier": QueryCase,
	"reunion": QueryMeeting, "theme": QueryTheme, "state": QueryStatus, "fondement": QueryRegime,
}

// frenchCodes are French words for codes, folded, by the set the code is of.
var frenchCodes = map[string]map[string]string{
	"status": {
		"ouvert": "open", "ouverte": "open", "ouvertes": "open", "brouillon": "draft", "a_valider": "to_approve", "visa": "to_approve",
		"envoyee": "sent", "envoye": "sent", "en_cours": "in_progress", "precision": "clarification", "precision_demandee": "clarification",
		"impossibilite": "impossible", "repondue": "answered", "repondu": "answered", "close": "closed", "clos": "closed",
		"retiree": "withdrawn", "doublon": "duplicate", "bloquee": "blocked", "realisee": "done", "fait": "done", "faite": "done",
		"abandonnee": "dropped", "retenue": "held", "acceptee": "accepted", "contestee": "disputed",
	},
	"reply": {"retenue": "held", "envoyee": "sent", "acceptee": "accepted", "contestee": "disputed"},
	"kind": {
		"signalement": "referral", "retrait": "withdrawal", "demande_de_retrait": "withdrawal", "blocage": "blocking",
		"dereferencement": "delisting", "injonction_de_retrait": "removal_order", "injonction_d_agir": "order_to_act",
		"notification": "notice", "requisition": "identification", "identification": "identification",
		"gel_des_donnees": "preservation", "gel": "preservation", "contre_discours": "counter_speech",
		"urgence_vitale": "vital_emergency", "retablissement": "reinstatement", "mainlevee": "reinstatement",
	},
	"regime": {"cgu": "terms", "lcen": "lcen_6_1", "tco": "tco_3", "procedure_penale": "criminal_procedure", "volontaire": "voluntary"},
	"outcome": {
		"retire_loi": "removed_law", "retire_cgu": "removed_terms", "acces_desactive": "disabled", "desactive": "disabled",
		"compte_suspendu": "account_suspended", "compte_ferme": "account_closed", "visibilite_reduite": "restricted",
		"deja_retire": "already_removed", "introuvable": "not_found", "information_insuffisante": "insufficient_information",
		"erreur_manifeste": "manifest_error", "refus": "refused", "refuse": "refused", "mauvais_destinataire": "wrong_addressee",
	},
	"ground": {"erreur_manifeste": "manifest_error", "information_insuffisante": "insufficient_information", "force_majeure": "force_majeure"},
	"tlp":    {"clair": "clear", "blanc": "clear", "white": "clear", "vert": "green", "ambre": "amber", "ambre+strict": "amber+strict", "rouge": "red"},
	"type":   {"publication": "post", "compte": "account", "fichier": "file"},
	"role": {
		"presidence": "chair", "secretariat": "secretariat", "redacteur": "requester", "valideur": "validator",
		"correspondant": "correspondent", "observateur": "observer", "controleur": "overseer", "administrateur": "administrator",
	},
}

// codes returns the English codes of a set.
func codes(set string) []string {
	switch set {
	case "status":
		out := append(texts(States), "open")
		return append(append(out, texts(ActionStates)...), texts(ReplyStates)...)
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
// tlp, type, role, orgkind or function. It reports whether there is one.
func ParseCode(set, word string) (string, bool) {
	c, ok := codeTable()[set][fold(word)]
	return c, ok
}

// codeTable holds the code of each folded word, by set.
var codeTable = sync.OnceValue(func() map[string]map[string]string {
	out := map[string]map[string]string{}
	for _, set := range []string{"status", "reply", "kind", "regime", "label", "outcome", "ground", "tlp", "type", "role", "orgkind", "function"} {
		out[set] = maps.Clone(frenchCodes[set])
		if out[set] == nil {
			out[set] = map[string]string{}
		}
		for _, c := range codes(set) {
			out[set][fold(c)] = c
		}
	}
	return out
})

// CodeWords lists what ParseCode accepts in a set, English first, for completion.
func CodeWords(set string) []string {
	var out []string
	for _, w := range slices.Concat(codes(set), slices.Sorted(maps.Keys(frenchCodes[set]))) {
		if !slices.Contains(out, w) {
			out = append(out, w) // several lives, and both languages, share words
		}
	}
	return out
}
