package schema

import (
	"slices"
	"testing"
)

func TestARefusalNamesTheRolesAndStatesThatTheRulesAllow(t *testing.T) {
	for _, tc := range []struct {
		noun Noun
		verb Verb
		want []Role
	}{
		{"", VerbApprove, []Role{RoleValidator}},
		{NounRequest, VerbNew, []Role{RoleRequester}},
		{"", VerbRecommend, []Role{RoleOverseer}},
		{"", VerbClaim, []Role{RoleChair, RoleSecretariat, RoleRequester, RoleValidator, RoleCorrespondent}},
		{NounMeeting, VerbNew, []Role{RoleChair, RoleSecretariat}},
		{NounAction, VerbDrop, []Role{RoleChair, RoleSecretariat}},
		{NounAction, VerbDone, nil}, // its owner too, whatever their role
		{NounArticle, VerbEndorse, []Role{RoleChair, RoleCorrespondent}},
		{NounArticle, VerbUpdate, []Role{RoleChair, RoleSecretariat}},
		{NounCrisis, VerbStart, []Role{RoleChair, RoleSecretariat}},
		{NounKey, VerbRevoke, []Role{RoleAdministrator}},
		{"", VerbStats, nil},
	} {
		if got := RolesFor(tc.noun, tc.verb); !slices.Equal(got, tc.want) {
			t.Errorf("%s of %q: %v, want %v", tc.verb, tc.noun, got, tc.want)
		}
	}
	if got := StatesFor("", VerbReopen); !slices.Equal(got, []State{StateAnswered, StateClosed}) {
		t.Errorf("reopen: %v", got)
	}
	if got := StatesFor("", VerbAmend); !slices.Equal(got, []State{StateSent, StateInProgress, StateClarification, StateImpossible}) {
		t.Errorf("two rows of amend: %v", got)
	}
	if got := StatesFor(NounAction, VerbReopen); !slices.Equal(got, []State{State(ActionDone), State(ActionDropped)}) {
		t.Errorf("reopen of an action: %v", got)
	}
	if got := StatesFor(NounMeeting, VerbInvite); got != nil {
		t.Errorf("of a meeting: %v", got)
	}
}
