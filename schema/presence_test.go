package schema

import (
	"slices"
	"testing"
	"time"
)

// presentPeople are members of every role, two of some.
func presentPeople() map[string]Actor {
	people := map[string]Actor{}
	add := func(id, org ID, code, name, login string, kind OrgKind, role Role, service string) {
		people[login] = Actor{Member: id, Login: login, Name: "N " + login, Role: role, Org: org, OrgCode: code, OrgName: name, OrgKind: kind, Service: service}
	}
	add(1, 1, "ministry", "Ministère de l’intérieur", "pharos", OrgAuthority, RoleRequester, "PHAROS")
	add(2, 1, "ministry", "Ministère de l’intérieur", "pharos2", OrgAuthority, RoleRequester, "PHAROS")
	add(3, 1, "ministry", "Ministère de l’intérieur", "chair", OrgAuthority, RoleChair, "Présidence")
	add(4, 1, "ministry", "Ministère de l’intérieur", "secretariat", OrgAuthority, RoleSecretariat, "Secrétariat")
	add(5, 1, "ministry", "Ministère de l’intérieur", "admin", OrgAuthority, RoleAdministrator, "")
	add(6, 2, "google", "Google", "google", OrgOperator, RoleCorrespondent, "")
	add(7, 2, "google", "Google", "google2", OrgOperator, RoleCorrespondent, "")
	add(8, 3, "twitter", "Twitter", "twitter", OrgOperator, RoleCorrespondent, "")
	add(9, 4, "cnil", "CNIL", "overseer", OrgOversight, RoleOverseer, "")
	add(10, 5, "justice", "Justice", "observer", OrgObserver, RoleObserver, "")
	return people
}

func TestWhoIsToldThatSomebodyIsAtARequest(t *testing.T) {
	sent := Request{ID: 42, Kind: KindWithdrawal, State: StateSent, Sent: time.Unix(1, 0), Addressee: "google", Service: "PHAROS"}
	draft, confidential := sent, sent
	draft.State, draft.Sent = StateDraft, time.Time{}
	confidential.Kind = KindIdentification
	people := presentPeople()
	for _, tc := range []struct {
		what          string
		r             Request
		other         string
		d             Doing
		told          map[string]string // reader → as whom; nobody else is told
		fromElsewhere []string          // of them, those of another organisation
	}{
		{"the ministry looks", sent, "pharos", DoingLooking, map[string]string{"pharos2": "PHAROS", "chair": "PHAROS", "secretariat": "PHAROS"}, nil},
		{"the ministry writes to the operator", sent, "pharos", DoingReplying,
			map[string]string{"pharos2": "PHAROS", "chair": "PHAROS", "secretariat": "PHAROS", "google": "", "google2": ""}, []string{"google", "google2"}},
		{"the ministry amends", sent, "chair", DoingEditing,
			map[string]string{"pharos": "Présidence", "pharos2": "Présidence", "secretariat": "Présidence", "google": "", "google2": ""}, []string{"google", "google2"}},
		{"the operator looks", sent, "google", DoingLooking, map[string]string{"google2": "N google"}, nil},
		{"the operator replies", sent, "google", DoingReplying,
			map[string]string{"google2": "N google", "pharos": "Google", "pharos2": "Google", "chair": "Google", "secretariat": "Google"},
			[]string{"pharos", "pharos2", "chair", "secretariat"}},
		{"a rival, who cannot see it", sent, "twitter", DoingReplying, nil, nil},
		{"the overseer", sent, "overseer", DoingLooking, nil, nil},
		{"the overseer, were they to write", sent, "overseer", DoingReplying, nil, nil},
		{"an administrator", sent, "admin", DoingLooking, nil, nil},
		{"an observer", sent, "observer", DoingLooking, nil, nil},
		{"a draft", draft, "pharos", DoingEditing, map[string]string{"pharos2": "PHAROS", "chair": "PHAROS", "secretariat": "PHAROS"}, nil},
		{"a confidential request", confidential, "google", DoingReplying, map[string]string{"google2": "N google", "pharos": "Google", "pharos2": "Google", "chair": "Google"},
			[]string{"pharos", "pharos2", "chair"}},
	} {
		for login, reader := range people {
			p, ok := SeesPresence(reader, people[tc.other], tc.r, tc.d)
			name, told := tc.told[login]
			if ok != told || p.Name != name {
				t.Errorf("%s: %s is told %q, %v; want %q, %v", tc.what, login, p.Name, ok, name, told)
			}
			if own := !slices.Contains(tc.fromElsewhere, login); ok && p.Own != own {
				t.Errorf("%s: %s takes it for their own side's: %v", tc.what, login, p.Own)
			}
		}
	}
}

func TestSeveralAtOneRequestAreToldOnceEach(t *testing.T) {
	got := MergePresence([]Presence{
		{Request: 2, Doing: DoingLooking, Own: true, Name: "A"}, {Request: 1, Doing: DoingReplying}, {Request: 1, Doing: DoingEditing},
		{Request: 2, Doing: DoingReplying, Own: true, Name: "B"}, {Request: 2, Doing: DoingReplying, Own: true, Name: "A"},
	})
	want := []Presence{{Request: 1, Doing: DoingReplying}, {Request: 2, Doing: DoingReplying, Own: true, Name: "A"}, {Request: 2, Doing: DoingReplying, Own: true, Name: "B"}}
	if !slices.Equal(got, want) {
		t.Errorf("got %+v", got)
	}
}
