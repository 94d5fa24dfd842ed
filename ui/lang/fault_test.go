package lang_test

import (
	"context"
	"errors"
	"fmt"
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
			"Votre rôle ne permet pas d’envoyer.", "Your role does not allow you to send."},
		{"another is not", schema.Fault{Why: schema.WhyRole, Verb: schema.VerbApprove},
			"Votre rôle ne permet pas de viser.", "Your role does not allow you to approve."},
		{"a verb that says nothing alone has its object", schema.Fault{Why: schema.WhyRole, Verb: schema.VerbNew, Noun: schema.NounRequest},
			"Votre rôle ne permet pas de créer une demande.", "Your role does not allow you to create a request."},
		{"elided all the same", schema.Fault{Why: schema.WhyRole, Verb: schema.VerbAdd, Noun: schema.NounAction},
			"Votre rôle ne permet pas d’ajouter une action.", "Your role does not allow you to add an action item."},
		{"but not where a thing was named", schema.Fault{Why: schema.WhyRole, Verb: schema.VerbUpdate, Noun: schema.NounCommitment, Ref: "E-3"},
			"Votre rôle ne permet pas de mettre à jour.", "Your role does not allow you to update."},
		{"what is closed can be reopened", schema.Fault{Why: schema.WhyTerminal, Ref: "GOO-2015-0001", State: schema.StateClosed},
			"GOO-2015-0001 est close : il faut la rouvrir d’abord (X).", "GOO-2015-0001 is closed: reopen it first (X)."},
		{"what is withdrawn cannot", schema.Fault{Why: schema.WhyTerminal, Ref: "GOO-2015-0001", State: schema.StateWithdrawn, Verb: schema.VerbReopen},
			"GOO-2015-0001 est retirée : c’est définitif, elle ne se rouvre pas.", "GOO-2015-0001 is withdrawn for good: it does not reopen."},
		{"nor a closed meeting to which somebody adds", schema.Fault{Why: schema.WhyTerminal, Ref: "2015-04-22", State: schema.StateClosed, Verb: schema.VerbNew},
			"2015-04-22 est close : c’est définitif, elle ne se rouvre pas.", "2015-04-22 is closed for good: it does not reopen."},
		{"a reference stays as it was typed", schema.Fault{Why: schema.WhyHidden, Ref: "joe"},
			"joe : introuvable. Vérifiez le numéro.", "joe: not found. Check the reference."},
		{"a field has its name in each language", schema.Fault{Why: schema.WhyExists, Field: "group", Value: "G"},
			"Groupe : « G » existe déjà.", "Group: “G” already exists."},
		{"what is typed like a field is to be quoted", schema.Fault{Why: schema.WhyQuery, Value: "priorité:1", Place: 3},
			"Filtre : « priorité:1 » ne nomme aucun champ ; entre guillemets, il est cherché. (position 3)",
			"Filter: “priorité:1” names no field; between quotes it is searched for. (position 3)"},
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
			if text := w.Error(refused); object == "" || !strings.HasSuffix(text, " "+object+".") {
				t.Errorf("%v: %q, want %q at its end", refused, text, object)
			}
		}
	}
}
