package lang

import (
	"reflect"
	"strings"
	"sync"

	"contactgroup/schema"
)

// Found gives the further words by which people may look for what has this name
// in either language: what it is called in the other one, and what else it may
// be called. It is empty for a name that is in no language.
func Found(name string) string { return found()[name] }

// found is made once, of all words that stand at the same place in both languages.
var found = sync.OnceValue(func() map[string]string {
	out := map[string]string{}
	pair := func(french, english string) {
		if french == "" || english == "" || len(french) > longestName {
			return
		}
		also := synonyms[french] + " " + synonyms[english]
		for name, words := range map[string]string{french: english, english: french} {
			if words = strings.TrimSpace(words + " " + also); !strings.Contains(out[name], words) {
				out[name] = strings.TrimSpace(out[name] + " " + words)
			}
		}
	}
	walkBoth(reflect.ValueOf(French), reflect.ValueOf(English), pair)
	for i, view := range views(French) {
		pair(Fill(French.Root.Keys.View, "name", view), Fill(English.Root.Keys.View, "name", views(English)[i]))
	}
	return out
})

// longestName is what of the words may be a name, in bytes; others are sentences.
const longestName = 80

func views(w *Words) []string {
	return []string{w.Queue.Todo, w.Queue.Mine, w.Queue.Overdue, w.Queue.Replies, w.Queue.Actions}
}

// walkBoth calls f with each text of a and the one at its place in b.
func walkBoth(a, b reflect.Value, f func(a, b string)) {
	switch a.Kind() {
	case reflect.String:
		f(a.String(), b.String())
	case reflect.Pointer:
		walkBoth(a.Elem(), b.Elem(), f)
	case reflect.Struct:
		for i := range a.NumField() {
			walkBoth(a.Field(i), b.Field(i), f)
		}
	case reflect.Map:
		for _, key := range a.MapKeys() {
			if other := b.MapIndex(key); other.IsValid() {
				walkBoth(a.MapIndex(key), other, f)
			}
		}
	case reflect.Slice, reflect.Array:
		for i := range min(a.Len(), b.Len()) {
			walkBoth(a.Index(i), b.Index(i), f)
		}
	}
}

// synonyms are what else people may call a thing, by its name in one of the
// languages. They serve in both: who searches types what comes to mind.
var synonyms = map[string]string{
	queueFR.Keys.Claim:   "s’attribuer réserver saisir, take pick up",
	queueFR.Keys.Release: "rendre relâcher lâcher, unclaim give back drop",
	queueFR.Keys.Assign:  "attribuer confier déléguer réaffecter, delegate hand over",
	queueFR.Keys.Status:  "état changer transition, state change",
	itemFR.Keys.Status:   "état menu transition, state",
	queueFR.Keys.Snooze:  "plus tard reporter rappel dormir différer, later remind sleep wait postpone",
	queueFR.Keys.Due:     "délai date limite fin, deadline date",
	queueFR.Keys.Label:   "priorité niveau urgence P0 P1 P2 P3 P4, priority level",
	queueFR.Keys.Reply:   "réponse suite retirer, answer outcome",
	queueFR.Keys.Note:    "commenter commentaire remarque message échange interne, comment remark message",
	queueFR.Keys.Close:   "clôturer fermer terminer classer, finish end",
	queueFR.Keys.Done:    "terminée faite finie cocher, finish tick",
	queueFR.Keys.Edit:    "corriger changer éditer ajouter, change correct",
	queueFR.Keys.New:     "créer ajouter rédiger demande, add create write",
	queueFR.Keys.Next:    "soumettre viser visa approuver valider envoyer accuser réception, submit approve validate send acknowledge receipt",
	itemFR.Keys.NextStep: "soumettre viser visa approuver valider envoyer accuser réception, submit approve validate send acknowledge receipt",
	queueFR.Keys.Return:  "refuser rejeter corriger, reject send back",
	queueFR.Keys.Accept:  "valider approuver, validate approve",
	queueFR.Keys.Dispute: "refuser rejeter désaccord, reject disagree",
	queueFR.Keys.Filter:  "chercher rechercher trouver recherche, search find look for",
	queueFR.Keys.Sort:    "ordre ordonner classer, order",
	queueFR.Keys.Copy:    "référence presse-papiers, reference clipboard",
	queueFR.Keys.Mark:    "sélectionner choisir cocher, select tick",
	queueFR.Keys.All:     "sélectionner tout lot, select everything batch",
	queueFR.Keys.Full:    "agrandir, zoom maximise",
	queueFR.Keys.Export:  "télécharger fichier csv pdf xlsx, download file",
	itemFR.Verify.Key:    "vérifier vérification contrôler revoir relire constater observer comparer, verify verification check review compare recheck",
	itemFR.Keys.Simple:   "simplifié répondre retirer tout d’un coup, simple quick bulk",

	rootFR.Keys.Undo:     "défaire revenir z, revert take back",
	rootFR.Keys.Redo:     "refaire, again",
	rootFR.Keys.Queue:    "accueil liste à traiter, home list",
	rootFR.Keys.Actions:  "relevé tâches suivi tableau, tasks register board",
	rootFR.Keys.Meeting:  "séance ordre du jour convocation émargement, sitting agenda minutes attendance",
	rootFR.Keys.Activity: "journal historique messages fautes, log history messages failures",
	rootFR.Keys.Quit:     "sortir fermer partir, exit leave log out",
	rootFR.Keys.Help:     "touches raccourcis aide-mémoire, keys shortcuts",
	contactsFR.Go:        "astreinte contact téléphone joindre annuaire appeler, on call phone directory reach",
	statsFR.Go:           "statistiques délais graphiques tableau de bord, statistics stats charts dashboard reaction times",
	settingsFR.Go:        "préférences options langue thème fuseau, preferences options language theme time zone",
	settingsFR.Tour:      "découverte démonstration tutoriel aide, tutorial introduction help",
	rollsFR.Keys.Go: "engagements code de bonne conduite articles fiches pratiques formations revérifications recommandations revoir, " +
		"commitments code of conduct articles sheets training rechecks recommendations review",
	listsFR.Keys.Columns:  "colonnes afficher cacher, show hide",
	listsFR.Keys.SaveView: "enregistrer sauvegarder mémoriser, keep store",
	listsFR.Keys.Repeat:   "refaire encore, again",
	listsFR.Keys.Agenda:   "réunion inscrire point, meeting point",

	domainFR.Verbs[schema.VerbClarify]:    "question précision suspendre, question ask suspend",
	domainFR.Verbs[schema.VerbDuplicate]:  "double identique, same twin",
	domainFR.Verbs[schema.VerbWithdraw]:   "annuler abandonner, cancel",
	domainFR.Verbs[schema.VerbEscalate]:   "blocage bloquer déréférencement déréférencer, blocking block delisting delist",
	domainFR.Verbs[schema.VerbReverify]:   "vérifier revoir contrôler, check again review",
	domainFR.Verbs[schema.VerbImpossible]: "force majeure erreur, error",
	domainFR.Verbs[schema.VerbAttach]:     "pièce fichier, file",
	domainFR.Verbs[schema.VerbContest]:    "désaccord, disagree",
}
