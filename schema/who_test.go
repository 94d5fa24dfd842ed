package schema

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
)

// oneOfEach are a member in each role, a second service and a second operator.
var oneOfEach = map[string]Actor{"pharos": pharos, "other": other, "validator": validator, "chair": chair, "secretariat": {Role: RoleSecretariat, OrgCode: "ministry", Org: 1, OrgKind: OrgAuthority},
	"google": google, "facebook": facebook, "overseer": overseer, "observer": observer, "admin": admin, "nobody": nobody}

// ruling is one rule asked about one thing, and who may.
type ruling struct {
	rule string // the function
	of   string // the thing
	may  string // names of oneOfEach
	ask  func(Actor) bool
}

// allowed is a rule that answers with a fault or nothing.
func allowed(rule func(Actor) error) func(Actor) bool {
	return func(a Actor) bool { return rule(a) == nil }
}

// verdict is what a rule says that also answers something else.
func verdict[T any](_ T, err error) bool { return err == nil }

const (
	atMinistry = "pharos other validator chair secretariat"
	members    = atMinistry + " google facebook overseer observer" // all but administrators
)

var (
	operator   = Organisation{ID: 2, Code: "google", Kind: OrgOperator}
	ministry   = Organisation{ID: 1, Code: "ministry", Kind: OrgAuthority}
	measured   = with(in(StateClosed), func(r *Request) { r.Kind = KindBlocking })
	overdue    = with(in(StateSent), func(r *Request) { r.Due = r.Sent })
	advised    = with(in(StateSent), func(r *Request) { r.Recommended = RecommendationOpen })
	filed      = with(in(StateSent), func(r *Request) { r.Case = "D-2015-0001" })
	requisites = with(in(StateDraft), func(r *Request) { r.Kind = KindIdentification })
	later      = time.Date(2015, 5, 7, 8, 0, 0, 0, time.UTC)
)

func followUp(v Verb, r Request) func(Actor) bool {
	return allowed(func(a Actor) error { return MayFollowUp(a, v, r, later) })
}

var rulings = []ruling{
	{"MaySee", "a withdrawal", atMinistry + " google overseer", func(a Actor) bool { return MaySee(a, in(StateSent)) }},
	{"MaySee", "a draft", atMinistry, func(a Actor) bool { return MaySee(a, in(StateDraft)) }},
	{"MaySee", "a requisition", "pharos validator chair google", func(a Actor) bool {
		return MaySee(a, with(in(StateSent), func(r *Request) { r.Kind = KindIdentification }))
	}},
	{"May", "claim", atMinistry + " google", func(a Actor) bool { return verdict(May(a, VerbClaim, in(StateSent), DefaultPolicy)) }},
	{"MayOffer", "claim", atMinistry + " google", func(a Actor) bool { return MayOffer(a, VerbClaim, in(StateSent), DefaultPolicy) == nil }},
	{"May", "contest", "google", func(a Actor) bool { return verdict(May(a, VerbContest, in(StateSent), DefaultPolicy)) }},
	{"May", "decide", "validator chair secretariat", func(a Actor) bool {
		return verdict(May(a, VerbDecide, with(in(StateSent), func(r *Request) { r.Contested = RulingOpen }), DefaultPolicy))
	}},
	{"MayNext", "acknowledge", "google", func(a Actor) bool { return MayNext(a, in(StateSent), DefaultPolicy) == nil }},
	{"MayNext", "approve", "validator", func(a Actor) bool { return MayNext(a, in(StateToApprove), DefaultPolicy) == nil }},
	{"MayCreate", "", "pharos other", allowed(MayCreate)},
	{"MayImport", "", "pharos other", allowed(MayImport)},
	{"MayFollowUp", "ext", atMinistry + " google", followUp(VerbExternalRef, in(StateSent))},
	{"MayFollowUp", "file", atMinistry, followUp(VerbFile, in(StateSent))},
	{"MayFollowUp", "unfile", atMinistry, followUp(VerbUnfile, filed)},
	{"MayFollowUp", "escalate", "pharos", followUp(VerbEscalate, overdue)},
	{"MayFollowUp", "reverify", atMinistry, followUp(VerbReverify, measured)},
	{"MayFollowUp", "reinstate", "pharos", followUp(VerbReinstate, measured)},
	{"MayFollowUp", "recommend", "overseer", followUp(VerbRecommend, in(StateSent))},
	{"MayFollowUp", "follow", "validator chair", followUp(VerbFollow, advised)},
	{"MayFollowUp", "decline", "validator chair", followUp(VerbDecline, advised)},
	{"MayFollowUp", "attach", "pharos", followUp(VerbAttach, requisites)},
	{"MayKeepCases", "", atMinistry, allowed(func(a Actor) error { return MayKeepCases(a, VerbNew) })},
	{"MaySeeContact", "google's", atMinistry + " google admin", func(a Actor) bool { return MaySeeContact(a, operator) }},
	{"MaySeeContact", "the ministry's", members + " admin", func(a Actor) bool { return MaySeeContact(a, ministry) }},
	{"MayKeepContact", "google's", "chair secretariat admin google", allowed(func(a Actor) error { return MayKeepContact(a, VerbUpdate, operator) })},
	{"MayKeepContact", "the ministry's", "chair secretariat admin", allowed(func(a Actor) error { return MayKeepContact(a, VerbUpdate, ministry) })},
	{"MayKeepTemplate", "their own", "validator chair secretariat google facebook", allowed(func(a Actor) error { return MayKeepTemplate(a, VerbAdd) })},
	{"LeadsAlerts", "of every organisation", "chair secretariat admin", LeadsAlerts},
	{"ReadsWebhook", "google's", "chair secretariat admin google", func(a Actor) bool { return ReadsWebhook(a, "google") }},
	{"ReadsWebhook", "the ministry's", "chair secretariat admin", func(a Actor) bool { return ReadsWebhook(a, "ministry") }},
	{"MayAcknowledgeAlert", "of a request", atMinistry + " google facebook overseer", allowed(func(a Actor) error { return MayAcknowledgeAlert(a, NounRequest) })},
	{"MayAcknowledgeAlert", "of a crisis", members + " admin", allowed(func(a Actor) error { return MayAcknowledgeAlert(a, NounCrisis) })},
	{"MaySeeAction", "internal to google", "google", func(a Actor) bool { return MaySeeAction(a, Action{Owner: "google", Internal: true}) }},
	{"MaySeeAction", "shared", members + " admin", func(a Actor) bool { return MaySeeAction(a, Action{Owner: "google"}) }},
	{"MayAct", "start", "google chair secretariat", func(a Actor) bool { return verdict(MayAct(a, VerbStart, Action{Owner: "google", State: ActionOpen})) }},
	{"MayAddAction", "shared", "chair secretariat", allowed(func(a Actor) error { return MayAddAction(a, ActionDraft{}) })},
	{"MayAddAction", "internal", members, allowed(func(a Actor) error { return MayAddAction(a, ActionDraft{Internal: true}) })},
	{"MaySeeMeeting", "plenary", members + " admin", func(a Actor) bool { return MaySeeMeeting(a, Meeting{}) }},
	{"MaySeeMeeting", "google's", "google", func(a Actor) bool { return MaySeeMeeting(a, Meeting{Circle: []string{"google"}}) }},
	{"MayCall", "shared", "chair secretariat", allowed(func(a Actor) error { return MayCall(a, MeetingPlan{}) })},
	{"MayCall", "internal", members, allowed(func(a Actor) error { return MayCall(a, MeetingPlan{Internal: true}) })},
	{"MayKnowCadence", "of the whole group", members + " admin", func(a Actor) bool { return MayKnowCadence(a, MeetingPlenary) }},
	{"MayKnowCadence", "of those invited", "chair secretariat", func(a Actor) bool { return MayKnowCadence(a, MeetingRestricted) }},
	{"MaySetAgenda", "", members, allowed(MaySetAgenda)},
	{"MayMeet", "a plenary", "chair secretariat", func(a Actor) bool { return verdict(MayMeet(a, VerbConvene, Meeting{State: MeetingDraft})) }},
	{"MayMeet", "google's", "google", func(a Actor) bool {
		return verdict(MayMeet(a, VerbConvene, Meeting{State: MeetingDraft, Internal: true, Circle: []string{"google"}}))
	}},
	{"MayFreeze", "a plenary", "chair secretariat", allowed(func(a Actor) error { return MayFreeze(a, Meeting{State: MeetingClosed}) })},
	{"MayFreeze", "google's", "google", allowed(func(a Actor) error { return MayFreeze(a, Meeting{Internal: true, Circle: []string{"google"}}) })},
	{"MaySeeOwn", "google's", "google", func(a Actor) bool { return MaySeeOwn(a, "google") }},
	{"MayCommit", "shared", "chair secretariat", allowed(func(a Actor) error { return MayCommit(a, CommitmentDraft{}) })},
	{"MayCommit", "internal", members, allowed(func(a Actor) error { return MayCommit(a, CommitmentDraft{Internal: true}) })},
	{"MayUpdateCommitment", "evidence", "google chair secretariat", allowed(func(a Actor) error {
		return MayUpdateCommitment(a, Commitment{Org: "google"}, CommitmentDraft{Evidence: "x"})
	})},
	{"MayUpdateCommitment", "state", "chair secretariat", allowed(func(a Actor) error {
		return MayUpdateCommitment(a, Commitment{Org: "google"}, CommitmentDraft{State: CommitmentKept})
	})},
	{"MayDraftArticle", "shared", "chair secretariat", allowed(func(a Actor) error { return MayDraftArticle(a, false) })},
	{"MayDraftArticle", "internal", members, allowed(func(a Actor) error { return MayDraftArticle(a, true) })},
	{"MayTakeStance", "endorse", "chair google facebook", allowed(func(a Actor) error { return MayTakeStance(a, VerbEndorse) })},
	{"MayTakeStance", "reserve", "chair google facebook", allowed(func(a Actor) error { return MayTakeStance(a, VerbReserve) })},
	{"MayTrain", "google's", "chair secretariat pharos other google", allowed(func(a Actor) error { return MayTrain(a, VerbUpdate, "google") })},
	{"MayReadNeeds", "", atMinistry + " google facebook overseer observer", allowed(MayReadNeeds)},
	{"MayWriteSheet", "shared", "chair secretariat", allowed(func(a Actor) error { return MayWriteSheet(a, VerbUpdate, false) })},
	{"MayWriteSheet", "internal", members, allowed(func(a Actor) error { return MayWriteSheet(a, VerbUpdate, true) })},
	{"MayLegislate", "clocks and regimes", "chair secretariat", allowed(func(a Actor) error { return MayLegislate(a, VerbAdd) })},
	{"MayLead", "a crisis", "chair secretariat", allowed(func(a Actor) error { return MayLead(a, VerbStart) })},
	{"SeesStats", "", atMinistry + " google facebook overseer observer", func(a Actor) bool { _, _, err := SeesStats(a); return err == nil }},
	{"LeadsAlerts", "", "chair secretariat admin", LeadsAlerts},
	{"ReadsWebhook", "google's", "chair secretariat admin google", func(a Actor) bool { return ReadsWebhook(a, "google") }},
	{"MayAcknowledgeAlert", "a request's", atMinistry + " google facebook overseer", allowed(func(a Actor) error { return MayAcknowledgeAlert(a, NounRequest) })},
	{"MayAcknowledgeAlert", "a crisis's", members + " admin", allowed(func(a Actor) error { return MayAcknowledgeAlert(a, NounCrisis) })},
	{"MayReadSecurity", "", "admin", allowed(MayReadSecurity)},
	{"MayAdminister", "", "admin", allowed(func(a Actor) error { return MayAdminister(a, VerbUpdate) })},
}

func TestEachRuleIsForItsRolesAlone(t *testing.T) {
	for _, r := range rulings {
		for name, a := range oneOfEach {
			if got, want := r.ask(a), slices.Contains(strings.Fields(r.may), name); got != want {
				t.Errorf("%s (%s) for %s: %t", r.rule, r.of, name, got)
			}
		}
	}
}

// answered are the functions of an Actor that say something else than yes or
// no; they have tests of their own.
var answered = []string{"NextStep", "ReaderOf", "SeesPresence", "PackReader", "PackAudience"}

// TestNoRuleIsWithoutARow fails when a function is added that judges an Actor
// and is not asked above.
func TestNoRuleIsWithoutARow(t *testing.T) {
	files, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if !strings.HasSuffix(f.Name(), ".go") || strings.HasSuffix(f.Name(), "_test.go") {
			continue
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), f.Name(), nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range parsed.Decls {
			fn, is := d.(*ast.FuncDecl)
			if !is || fn.Recv != nil || !fn.Name.IsExported() || !judgesAnActor(fn) || slices.Contains(answered, fn.Name.Name) {
				continue
			}
			if !slices.ContainsFunc(rulings, func(r ruling) bool { return r.rule == fn.Name.Name }) {
				t.Errorf("%s has no row in rulings", fn.Name.Name)
			}
		}
	}
}

func judgesAnActor(fn *ast.FuncDecl) bool {
	if fn.Type.Params.NumFields() == 0 {
		return false
	}
	of, named := fn.Type.Params.List[0].Type.(*ast.Ident)
	return named && of.Name == "Actor"
}
