package lang_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"contactgroup/schema"
	"contactgroup/ui/lang"
)

func TestRefusalsReadAsSentences(t *testing.T) {
	for _, tc := range []struct {
		name   string
		fault  schema.Fault
		fr, en string
	}{
		{"a verb that begins with a vowel is elided", schema.Fault{Why: schema.WhyRole, Verb: schema.VerbSend},
			"Votre rôle ne permet pas d’envoyer. Qui le peut : rédacteur, valideur.", "Your role does not allow you to send. Who can: requester, validator."},
		{"another is not", schema.Fault{Why: schema.WhyRole, Verb: schema.VerbApprove},
			"Votre rôle ne permet pas de viser. Qui le peut : valideur.", "Your role does not allow you to approve. Who can: validator."},
		{"a verb that says nothing alone has its object", schema.Fault{Why: schema.WhyRole, Verb: schema.VerbNew, Noun: schema.NounRequest},
			"Votre rôle ne permet pas de créer une demande. Qui le peut : rédacteur.", "Your role does not allow you to create a request. Who can: requester."},
		{"elided all the same", schema.Fault{Why: schema.WhyRole, Verb: schema.VerbAdd, Noun: schema.NounAction},
			"Votre rôle ne permet pas d’ajouter une action. Qui le peut : présidence, secrétariat.", "Your role does not allow you to add an action item. Who can: chair, secretariat."},
		{"but not where a thing was named", schema.Fault{Why: schema.WhyRole, Verb: schema.VerbUpdate, Noun: schema.NounCommitment, Ref: "E-3"},
			"Votre rôle ne permet pas de mettre à jour. Qui le peut : présidence, secrétariat.", "Your role does not allow you to update. Who can: chair, secretariat."},
		{"what is closed can be reopened", schema.Fault{Why: schema.WhyTerminal, Ref: "GOO-2015-0001", State: schema.StateClosed},
			"GOO-2015-0001 est close : il faut la rouvrir d’abord (X).", "GOO-2015-0001 is closed: reopen it first (X)."},
		{"what is withdrawn cannot", schema.Fault{Why: schema.WhyTerminal, Ref: "GOO-2015-0001", State: schema.StateWithdrawn, Verb: schema.VerbReopen},
			"GOO-2015-0001 est retirée : c’est définitif, elle ne se rouvre pas.", "GOO-2015-0001 is withdrawn for good: it does not reopen."},
		{"nor a closed meeting to which somebody adds", schema.Fault{Why: schema.WhyTerminal, Ref: "2015-04-22", State: schema.StateClosed, Verb: schema.VerbNew},
			"2015-04-22 est close : c’est définitif, elle ne se rouvre pas.", "2015-04-22 is closed for good: it does not reopen."},
		{"a reference stays as it was typed", schema.Fault{Why: schema.WhyHidden, Ref: "joe"},
			"joe : introuvable. Vérifiez le numéro.", "joe: not found. Check the reference."},
		{"a field has its name in each language", schema.Fault{Why: schema.WhyExists, Field: "group", Value: "G"},
			"Groupe : « G » existe déjà. Choisissez-en un autre.", "Group: “G” already exists. Choose another one."},
		{"what is typed like a field is to be quoted", schema.Fault{Why: schema.WhyQuery, Value: "priorité:1", Place: 3},
			"Filtre : « priorité:1 » ne nomme aucun champ ; entre guillemets, il est cherché. (position 3)",
			"Filter: “priorité:1” names no field; between quotes it is searched for. (position 3)"},
		{"whom nobody's role is, the way to see what is possible", schema.Fault{Why: schema.WhyRole, Verb: schema.VerbStats},
			"Votre rôle ne permet pas de lire ces chiffres. F1 montre ce qui est possible.", "Your role does not allow you to read these figures. F1 shows what is possible."},
		{"in which states it is possible", schema.Fault{Why: schema.WhyState, Verb: schema.VerbClose, Ref: "GOO-2015-0001", State: schema.StateInProgress},
			"GOO-2015-0001, en cours : on ne peut pas clore. Possible si : répondue.",
			"GOO-2015-0001, in progress: you cannot close. Possible if: answered."},
		{"of an action item too", schema.Fault{Why: schema.WhyState, Noun: schema.NounAction, Verb: schema.VerbReopen, Ref: "A-2015-001", State: schema.State(schema.ActionOpen)},
			"A-2015-001, ouverte : on ne peut pas rouvrir. Possible si : réalisée, abandonnée.",
			"A-2015-001, open: you cannot reopen. Possible if: done, dropped."},
		{"but not where the state is none of the reasons", schema.Fault{Why: schema.WhyState, Noun: schema.NounMeeting, Verb: schema.VerbInvite, Ref: "2015-05-06", State: schema.State(schema.MeetingDraft)},
			"2015-05-06, en préparation : on ne peut pas inviter. F1 montre ce qui est possible.", "2015-05-06, draft: you cannot invite. F1 shows what is possible."},
		{"how to ask whom it is for", schema.Fault{Why: schema.WhyNotAddressee, Verb: schema.VerbReply, Ref: "GOO-2015-0001"},
			"GOO-2015-0001 : seul le destinataire peut répondre ; une note d’échange (c) le lui demande.", "GOO-2015-0001: only the addressee can reply; an exchange note (c) asks them for it."},
		{"who holds it and how to get it", schema.Fault{Why: schema.WhyHeldByOther, Ref: "GOO-2015-0001", By: "PHAROS nuit"},
			"GOO-2015-0001 est déjà à PHAROS nuit ; demandez-la par une note interne (c), ou faites-la affecter (a).",
			"GOO-2015-0001 is already with PHAROS nuit; ask for it in an internal note (c), or have it assigned (a)."},
		{"how one's own is given back", schema.Fault{Why: schema.WhyYours, Ref: "GOO-2015-0001"}, "GOO-2015-0001 est déjà à vous ; A la libère.", "GOO-2015-0001 is already yours; A releases it."},
		{"how a time is written in a filter", schema.Fault{Why: schema.WhyQuery, Field: "due", Value: "<zz", Place: 1},
			"Filtre : « <zz » n’est pas compris. Exemples : échéance:<2h, échéance:<2015-05-20, envoi:>2015-05-01. (position 1)",
			"Filter: “<zz” is not understood. Examples: due:<2h, due:<2015-05-20, sent:>2015-05-01. (position 1)"},
		{"that a quote is to be closed", schema.Fault{Why: schema.WhyQuery, Field: "query", Value: "\"zz", Place: 2},
			"Filtre : un guillemet n’est jamais refermé. Refermez-le ou retirez-le. (position 2)", "Filter: a quote is never closed. Close it, or remove it. (position 2)"},
		{"what is submitted is not to be submitted again", schema.Fault{Why: schema.WhyVisaMissing, Ref: "B-2015-0008", State: schema.StateToApprove},
			"B-2015-0008 n’a pas encore le visa ; un valideur doit la viser.", "B-2015-0008 is not approved yet; it waits for a validator."},
		{"of a long value its beginning, so that the next step stays in sight", schema.Fault{Why: schema.WhyQuiet, Value: strings.Repeat("Mot de passe ", 800)},
			"Heures de silence : « Mot de passe Mot de passe Mot de passe Mot de passe Mot de… » n’est pas compris. Écrivez les heures de chaque jour, comme 20h-8h, ou off.",
			"Quiet hours: “Mot de passe Mot de passe Mot de passe Mot de passe Mot de…” is not understood. Write the hours of each day, such as 20h-8h, or off."},
		{"what would do is told", schema.Fault{Why: schema.WhyUnknown, Field: "placeholder", Value: "{foo}", Allowed: []string{"{ref}", "{n}"}},
			"À remplir : « {foo} » est inconnu. Possible : {ref}, {n}.", "To fill in: “{foo}” is unknown. Possible: {ref}, {n}."},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if got := lang.French.Error(&tc.fault); got != tc.fr {
				t.Errorf("French: %q, want %q", got, tc.fr)
			}
			if got := lang.English.Error(&tc.fault); got != tc.en {
				t.Errorf("English: %q, want %q", got, tc.en)
			}
		})
	}
}

func TestFillPutsValuesInPlaceAndReadsNothingIntoThem(t *testing.T) {
	for _, tc := range []struct{ text, want string }{
		{"{ref} : {by}", "by : {ref}"}, {"{other} {", "{other} {"}, {"{{ref}}", "{by}"}, {"", ""}, {"{by}{by}", "{ref}{ref}"},
	} {
		if got := lang.Fill(tc.text, "ref", "by", "by", "{ref}"); got != tc.want {
			t.Errorf("Fill(%q) = %q, want %q", tc.text, got, tc.want)
		}
	}
}

func TestAFaultNamesTheStateOfTheThingItIsAbout(t *testing.T) {
	for noun, want := range map[schema.Noun]string{"": lang.French.Domain.States["draft"], schema.NounMeeting: lang.French.Domain.MeetingStates["draft"]} {
		text := lang.French.Error(&schema.Fault{Class: schema.ErrState, Why: schema.WhyState, Noun: noun, Ref: "X", State: "draft", Verb: schema.VerbClose})
		if want == "" || !strings.Contains(text, want) {
			t.Errorf("of %q: %s, want %q in it", noun, text, want)
		}
	}
}

func TestPeopleAreToldTheNumberOfAFailureAndNeverItsWords(t *testing.T) {
	engine := errors.New("SQL logic error: no such table: x\x1b[2J (1)")
	numbered := &schema.Failure{Number: "K7QM-2XDF", Err: engine}
	for _, tc := range []struct {
		name   string
		err    error
		fr, en string
	}{
		{"one with a number", fmt.Errorf("list: %w", numbered),
			"L’opération a échoué (n° K7QM-2XDF) : donnez ce numéro à l’administration.",
			"The operation failed (no. K7QM-2XDF): give this number to the administrator."},
		{"one of a file", &schema.Failure{Number: "K7QM-2XDF", Err: &schema.FileError{RowFault: schema.RowFault{Line: 1, Err: engine}}},
			"L’opération a échoué (n° K7QM-2XDF) : donnez ce numéro à l’administration.",
			"The operation failed (no. K7QM-2XDF): give this number to the administrator."},
		{"one without", engine,
			"L’opération a échoué. Réessayez, ou dites-le à l’administration.",
			"The operation failed. Try again, or tell the administrator."},
		{"a call that took too long", fmt.Errorf("list: %w", context.DeadlineExceeded),
			"Le registre n’a pas répondu à temps. Vérifiez si c’est fait avant de recommencer.",
			"The register did not answer in time. Check whether it is done before you repeat it."},
		{"one that was given up", context.Canceled, "Interrompu.", "Cancelled."},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if got := lang.French.Error(tc.err); got != tc.fr {
				t.Errorf("French: %q, want %q", got, tc.fr)
			}
			if got := lang.English.Error(tc.err); got != tc.en {
				t.Errorf("English: %q, want %q", got, tc.en)
			}
		})
	}
	if got, want := lang.French.RawError(engine), "L’opération a échoué : SQL logic error: no such table: x⟨U+001B⟩[2J (1)"; got != want {
		t.Errorf("who runs the machine is told %q, want %q", got, want)
	}
}

// TestTimesThatARefusalGivesAsExamplesAreUnderstood types what it says.
func TestTimesThatARefusalGivesAsExamplesAreUnderstood(t *testing.T) {
	for code, w := range map[schema.Lang]*lang.Words{schema.French: lang.French, schema.English: lang.English} {
		_, examples, _ := strings.Cut(w.Fault.Times, ": ") // behind a blank that does not break in French
		for example := range strings.SplitSeq(strings.TrimSuffix(examples, "."), ", ") {
			if q, err := schema.ParseQuery(example); err != nil || len(q.Terms) != 1 || !slices.Contains(schema.QueryTimes, q.Terms[0].Field) {
				t.Errorf("%s: %q is read as %+v, %v", code, example, q, err)
			}
		}
	}
}

func TestEachObjectOfAVerbHasItsWordInEachLanguage(t *testing.T) {
	for noun := range lang.French.Fault.Objects {
		if lang.English.Fault.Objects[noun] == "" {
			t.Errorf("%s has no English word", noun)
		}
	}
	for _, refused := range []error{
		schema.MayCreate(schema.Actor{}), schema.MayImport(schema.Actor{}), schema.MayAddAction(schema.Actor{}, schema.ActionDraft{}), schema.MayCall(schema.Actor{}, schema.MeetingPlan{}),
		schema.MayCommit(schema.Actor{}, schema.CommitmentDraft{}), schema.MayDraftArticle(schema.Actor{}, false), schema.MayWriteSheet(schema.Actor{}, schema.VerbNew, false),
		schema.MayTrain(schema.Actor{}, schema.VerbNew, ""), schema.MayKeepTemplate(schema.Actor{}, schema.VerbSave), schema.MayKeepCases(schema.Actor{}, schema.VerbNew),
		schema.MayLead(schema.Actor{}, schema.VerbStart),
	} {
		var f *schema.Fault
		if !errors.As(refused, &f) {
			t.Fatalf("nobody was refused: %v", refused)
		}
		for _, w := range lang.All {
			object := w.Fault.Objects[f.Noun]
			if text := w.Error(refused); object == "" || !strings.Contains(text, " "+object+". ") {
				t.Errorf("%v: %q, want %q at its first sentence’s end", refused, text, object)
			}
		}
	}
}
