package schema

import (
	"reflect"
	"slices"
	"testing"
	"time"
)

// everyActor is one member per role of every kind of organisation, fitting or not.
func everyActor() []Actor {
	orgs := []Actor{
		{OrgKind: OrgAuthority, OrgCode: "ministry", Org: 1, Service: "PHAROS"}, {OrgKind: OrgAuthority, OrgCode: "ministry", Org: 1, Service: "OCLCTIC"},
		{OrgKind: OrgOperator, OrgCode: "google", Org: 2}, {OrgKind: OrgOperator, OrgCode: "facebook", Org: 3}, {OrgKind: OrgAssociation, OrgCode: "afa", Org: 4},
		{OrgKind: OrgOversight, OrgCode: "cnil", Org: 5}, {OrgKind: OrgObserver, OrgCode: "justice", Org: 6}, {},
	}
	var out []Actor
	for _, a := range orgs {
		for _, r := range append(slices.Clone(Roles), "", "root") {
			a.Role = r
			out = append(out, a)
		}
	}
	return out
}

// everyRequest is one request to Google of each kind in each state, unknown ones too.
func everyRequest() []Request {
	var out []Request
	for _, k := range append(slices.Clone(Kinds), "") {
		for _, s := range append(slices.Clone(States), "", "lost") {
			r := in(s)
			r.Kind = k
			out = append(out, r)
		}
	}
	return out
}

// reads says in words who reads a request; it repeats the rule, not the code.
func reads(a Actor, r Request) Reader {
	sent := slices.Contains([]State{StateSent, StateInProgress, StateClarification, StateImpossible, StateAnswered, StateClosed, StateWithdrawn, StateDuplicate}, r.State)
	confidential := r.Kind == KindIdentification || r.Kind == KindPreservation
	overseen := r.Kind == KindWithdrawal || r.Kind == KindBlocking || r.Kind == KindDelisting
	ministry := a.OrgCode == "ministry"
	switch a.Role {
	case RoleChair, RoleValidator:
		if ministry {
			return ReaderAuthority
		}
	case RoleSecretariat:
		if ministry && !confidential {
			return ReaderAuthority
		}
	case RoleRequester:
		if ministry && (!confidential || a.Service == "PHAROS") {
			return ReaderAuthority
		}
	case RoleCorrespondent:
		if a.OrgCode == "google" && sent {
			return ReaderAddressee
		}
	case RoleOverseer:
		if a.OrgCode == "cnil" && sent && overseen {
			return ReaderOverseer
		}
	}
	return ReaderNone
}

func TestWhoReadsWhichRequest(t *testing.T) {
	for _, a := range everyActor() {
		for _, r := range everyRequest() {
			if got, want := ReaderOf(a, r), reads(a, r); got != want || MaySee(a, r) != (want != ReaderNone) {
				t.Errorf("%s of %s/%s reads a %s in %q as %d, want %d", a.Role, a.OrgCode, a.Service, r.Kind, r.State, got, want)
			}
		}
	}
}

func TestNobodyOutsideTheMinistryReadsWhatWasNotSent(t *testing.T) {
	for _, a := range everyActor() {
		for _, r := range everyRequest() {
			drafted, moved := r.State.BeforeSending(), with(r, func(r *Request) { r.Sent = time.Unix(1, 0) })
			if drafted && !a.Authority() && MaySee(a, moved) {
				t.Errorf("%s of %s sees a %s in %q", a.Role, a.OrgCode, r.Kind, r.State)
			}
			if never := with(r, func(r *Request) { r.Sent = time.Time{} }); !a.Authority() && MaySee(a, never) {
				t.Errorf("%s of %s sees a %s in %q that was never sent", a.Role, a.OrgCode, r.Kind, r.State)
			}
		}
	}
}

func TestARequestIsToldInTheLogsOfThoseWhoReadItAndNoOthers(t *testing.T) {
	ministry, operator := Organisation{ID: 1, Code: "ministry", Kind: OrgAuthority}, Organisation{ID: 2, Code: "google", Kind: OrgOperator}
	overseers := []Organisation{{ID: 5, Code: "cnil", Kind: OrgOversight}}
	orgs := map[ID]Organisation{1: ministry, 2: operator, 5: overseers[0]}
	for _, r := range everyRequest() {
		var keys []string
		for _, x := range RequestAudiences(r, ministry, operator, overseers) {
			keys = append(keys, x.Key)
			if as := RequestsOf(x.Key, orgs[x.Org]); as != x {
				t.Errorf("by its key it is %+v, not %+v", as, x)
			}
		}
		for _, a := range everyActor() {
			told := slices.ContainsFunc(a.Audiences(), func(k string) bool { return slices.Contains(keys, k) })
			if r.State == "" || r.State == "lost" {
				continue // no event happens to it
			}
			if told != MaySee(a, r) {
				t.Errorf("%s of %s/%s: told of a %s in %s: %v, reads it: %v", a.Role, a.OrgCode, a.Service, r.Kind, r.State, told, MaySee(a, r))
			}
		}
	}
}

func TestActionsAreSharedUnlessInternalOrOfACircle(t *testing.T) {
	for _, a := range everyActor() {
		known := slices.Contains(Roles, a.Role)
		if MaySeeAction(a, Action{Owner: "google"}) != known {
			t.Errorf("%q of %s and a shared action: %v", a.Role, a.OrgCode, !known)
		}
		if got := MaySeeAction(a, Action{Owner: "google", Circle: []string{"ministry", "afa"}}); got != (known && (a.OrgCode == "ministry" || a.OrgCode == "afa")) {
			t.Errorf("%q of %s and an action of others' circle: %v", a.Role, a.OrgCode, got)
		}
		if got := MaySeeAction(a, Action{Owner: "google", Internal: true}); got != (known && a.OrgCode == "google") {
			t.Errorf("%q of %s and Google's own action: %v", a.Role, a.OrgCode, got)
		}
	}
}

// fieldsOf names the fields of a request and under which Field each is seen.
var fieldsOf = map[string]Field{
	"ID": FieldRef, "Ref": FieldRef, "Rev": FieldRef, "Kind": FieldKind, "Regime": FieldRegime, "LegalBasis": FieldLegalBasis, "Subject": FieldSubject,
	"Reasons": FieldReasons, "Service": FieldService, "Addressee": FieldAddressee, "Label": FieldLabel, "LabelReason": FieldLabelReason, "State": FieldState,
	"TLP": FieldTLP, "Credibility": FieldCredibility, "Case": FieldCase, "DuplicateOf": FieldDuplicateOf, "Duplicates": FieldDuplicates, "Clock": FieldDue, "Due": FieldDue,
	"ClockStart": FieldDue, "ClockStop": FieldSuspended, "Suspended": FieldSuspended, "Ground": FieldGround, "Visa": FieldVisa, "VisaBy": FieldVisa,
	"Author": FieldAuthor, "ExternalRef": FieldExternalRef, "Assignee": FieldAssignee, "AssigneeLogin": FieldAssignee, "AssigneeName": FieldAssignee,
	"Snoozed": FieldSnoozed, "ContentCount": FieldContents, "Contents": FieldContents, "Replies": FieldReply, "LastReply": FieldReply,
	"LabelExpires": FieldLabelExpires, "LabelHistory": FieldLabel, "ClockSource": FieldDue, "Scrutiny": FieldScrutiny, "Expires": FieldExpires,
	"Benchmark": FieldBenchmark, "Contested": FieldContested, "Contestations": FieldContested, "Created": FieldCreated, "Sent": FieldSent, "Received": FieldReceived, "Answered": FieldState, "Closed": FieldState, "Updated": FieldRef,
	"Reverify": FieldReverify, "Recommended": FieldAdvice, "Recommendations": FieldAdvice, "Linked": FieldLinked,
	"Attachments": FieldAttachments, "Similar": FieldSimilar, "Contacts": FieldContacts, "Erased": FieldRef,
}

// fill gives every field of a struct a value.
func fill(v reflect.Value) {
	for _, f := range v.Fields() {
		switch f.Kind() {
		case reflect.String:
			f.SetString("canary")
		case reflect.Int, reflect.Int64:
			f.SetInt(7)
		case reflect.Slice:
			f.Set(reflect.MakeSlice(f.Type(), 1, 1))
		case reflect.Struct:
			if f.Type() == reflect.TypeFor[Date]() {
				f.Set(reflect.ValueOf(Date{Year: 7}))
				continue
			}
			f.Set(reflect.ValueOf(time.Unix(7, 0)))
		}
	}
}

func TestProjectionHidesExactlyWhatTheTableDoes(t *testing.T) {
	var full Request
	fill(reflect.ValueOf(&full).Elem())
	for _, as := range []Reader{ReaderNone, ReaderAuthority, ReaderAddressee, ReaderOverseer, ReaderMember} {
		got := reflect.ValueOf(full.Project(as))
		for i := range got.NumField() {
			name := got.Type().Field(i).Name
			field, known := fieldsOf[name]
			if !known {
				t.Fatalf("nobody said who sees Request.%s", name)
			}
			if shown := !got.Field(i).IsZero(); shown != Sees(as, NounRequest, field) {
				t.Errorf("reader %d sees %s: %v, by the table %v", as, name, shown, !shown)
			}
		}
	}
}

// TestWhoReadsARequestReadsAllOfItButTheOthersAffairs says in words what is not
// seen by each of the three who read requests; it repeats the rule, not the table.
func TestWhoReadsARequestReadsAllOfItButTheOthersAffairs(t *testing.T) {
	hidden := map[Reader][]Field{
		ReaderAuthority: nil,
		ReaderAddressee: {FieldVisa, FieldAuthor, FieldCredibility, FieldCase, FieldCreated, FieldSimilar, FieldReverify, FieldAdvice},
		ReaderOverseer: {FieldVisa, FieldAuthor, FieldCredibility, FieldCase, FieldCreated, FieldSimilar,
			FieldAssignee, FieldSnoozed, FieldExternalRef, FieldAttachments, FieldContacts, FieldDuplicateOf, FieldDuplicates},
	}
	for f := range sight[NounRequest] {
		for as, of := range hidden {
			if want := !slices.Contains(of, f); Sees(as, NounRequest, f) != want {
				t.Errorf("reader %d sees %s: %v", as, f, !want)
			}
		}
		if Sees(ReaderMember, NounRequest, f) {
			t.Errorf("any member sees %s of a request", f)
		}
	}
}

// TestTheAuthoritysOwnAffairsReachNoLogThatOthersRead: what its administrators
// and services keep is told to no other reader, and who is called to no overseer.
func TestTheAuthoritysOwnAffairsReachNoLogThatOthersRead(t *testing.T) {
	others := []Reader{ReaderAddressee, ReaderOverseer, ReaderMember}
	for _, n := range []Noun{NounCase, NounMember, NounKey, NounInvitation, NounSession, NounServer} {
		if len(sight[n]) == 0 {
			t.Errorf("nothing of %s is seen", n)
		}
		for f := range sight[n] {
			if slices.ContainsFunc(others, func(r Reader) bool { return Sees(r, n, f) }) {
				t.Errorf("others than the authority see %s of %s", f, n)
			}
		}
	}
	for _, f := range []Field{FieldKeyPolicy, FieldAuthority, FieldMailed} {
		if !Sees(ReaderAuthority, NounOrganisation, f) || slices.ContainsFunc(others, func(r Reader) bool { return Sees(r, NounOrganisation, f) }) {
			t.Errorf("%s of an organisation is not its keepers' alone", f)
		}
	}
	for f := range sight[NounAlert] {
		if Sees(ReaderOverseer, NounAlert, f) {
			t.Errorf("overseers see %s of an alert", f)
		}
	}
}

func TestWhatIsNotInTheTableIsNotSeen(t *testing.T) {
	for noun, fields := range sight {
		for f := range fields {
			if Sees(ReaderNone, noun, f) || Sees(99, noun, f) {
				t.Errorf("%s.%s is seen by nobody in particular", noun, f)
			}
		}
	}
	if Sees(ReaderAuthority, NounRequest, "colour") || Sees(ReaderAuthority, "weather", FieldRef) || Sees(ReaderAuthority, NounRequest, "") {
		t.Error("an unknown field is seen")
	}
}

func TestPeopleAreNamedToTheirOwnSideOnly(t *testing.T) {
	for _, tc := range []struct {
		who  Actor
		org  ID
		want string
	}{
		{pharos, 1, "Agent"}, {pharos, 2, "PHAROS"}, {google, 2, ""}, {google, 1, "Google"},
		{Actor{Org: 1, OrgKind: OrgAuthority, OrgName: "Ministère", Name: "Préfet"}, 2, "Ministère"},
	} {
		if got := tc.who.NameFor(tc.org); got != tc.want {
			t.Errorf("%s is %q to %d, want %q", tc.who.Login, got, tc.org, tc.want)
		}
	}
}

func TestWhatADraftHeldCameWhenItWasSentToWhoMayNotKnowOfTheDraft(t *testing.T) {
	sent := time.Unix(100, 0)
	r := Request{Sent: sent}
	for as, want := range map[Reader]time.Time{ReaderAuthority: sent.Add(-time.Hour), ReaderAddressee: sent, ReaderOverseer: sent} {
		contents := []Content{{Added: sent.Add(-time.Hour)}, {Added: sent.Add(time.Hour)}}
		papers := []Attachment{{Added: sent.Add(-time.Hour)}, {Added: sent.Add(time.Hour)}}
		c, p := r.ContentsFor(as, contents), r.AttachmentsFor(as, papers)
		if !c[0].Added.Equal(want) || !p[0].Added.Equal(want) {
			t.Errorf("to reader %d they came at %v and %v, want %v", as, c[0].Added, p[0].Added, want)
		}
		if later := sent.Add(time.Hour); !c[1].Added.Equal(later) || !p[1].Added.Equal(later) {
			t.Errorf("to reader %d what came later came at %v and %v", as, c[1].Added, p[1].Added)
		}
		if !contents[0].Added.Equal(sent.Add(-time.Hour)) {
			t.Error("the contents themselves changed")
		}
	}
}

func TestRolesFitOneKindOfOrganisation(t *testing.T) {
	for _, r := range Roles {
		fits := 0
		for _, k := range OrgKinds {
			if r.Fits(k) {
				fits++
			}
		}
		if want := 1; fits != want && !(r == RoleCorrespondent && fits == 2) {
			t.Errorf("%s fits %d kinds", r, fits)
		}
	}
	if Role("").Fits(OrgAuthority) || Role("root").Fits(OrgAuthority) {
		t.Error("an unknown role fits")
	}
}
