package schema

import (
	"errors"
	"slices"
	"testing"
	"time"
)

var (
	pharos    = Actor{Member: 1, Login: "pharos", Name: "Agent", Role: RoleRequester, Org: 1, OrgCode: "ministry", OrgName: "Ministère", OrgKind: OrgAuthority, Service: "PHAROS"}
	other     = Actor{Member: 2, Role: RoleRequester, Org: 1, OrgCode: "ministry", OrgKind: OrgAuthority, Service: "OCLCTIC"}
	validator = Actor{Member: 3, Role: RoleValidator, Org: 1, OrgCode: "ministry", OrgKind: OrgAuthority}
	chair     = Actor{Member: 4, Role: RoleChair, Org: 1, OrgCode: "ministry", OrgKind: OrgAuthority}
	google    = Actor{Member: 5, Role: RoleCorrespondent, Org: 2, OrgCode: "google", OrgName: "Google", OrgKind: OrgOperator}
	facebook  = Actor{Member: 6, Role: RoleCorrespondent, Org: 3, OrgCode: "facebook", OrgKind: OrgOperator}
	overseer  = Actor{Member: 7, Role: RoleOverseer, Org: 4, OrgCode: "cnil", OrgKind: OrgOversight}
	observer  = Actor{Member: 8, Role: RoleObserver, Org: 5, OrgCode: "justice", OrgKind: OrgObserver}
	admin     = Actor{Member: 9, Role: RoleAdministrator, Org: 1, OrgCode: "ministry", OrgKind: OrgAuthority}
	nobody    = Actor{}
)

// in is a withdrawal request of PHAROS to Google in a state.
func in(s State) Request {
	r := Request{Ref: "GOO-2015-0042", Rev: 3, Kind: KindWithdrawal, Regime: RegimeLCEN, Service: "PHAROS", Addressee: "google", Label: P2, State: s, ContentCount: 1}
	if !s.BeforeSending() {
		r.Sent = time.Date(2015, 5, 5, 8, 0, 0, 0, time.UTC)
	}
	return r
}

func with(r Request, change func(*Request)) Request { change(&r); return r }

func TestEveryStateIsReachedFromADraft(t *testing.T) {
	reached := []State{StateDraft}
	for range States {
		for _, tr := range Transitions {
			for _, from := range tr.From {
				if slices.Contains(reached, from) && tr.To != "" && !slices.Contains(reached, tr.To) {
					reached = append(reached, tr.To)
				}
			}
		}
	}
	for _, s := range States {
		if !slices.Contains(reached, s) {
			t.Errorf("%s is never reached", s)
		}
	}
}

func TestTheTableOfTransitionsIsSound(t *testing.T) {
	for _, tr := range Transitions {
		if len(tr.From) == 0 || len(tr.Roles) == 0 || (tr.To != "" && !slices.Contains(States, tr.To)) || (tr.Part != "") != (tr.Verb == VerbReply) || (tr.Own && tr.To != "") {
			t.Errorf("%s: %+v", tr.Verb, tr)
		}
		for _, s := range tr.From {
			if !slices.Contains(States, s) {
				t.Errorf("%s from the unknown state %q", tr.Verb, s)
			}
			if s.Terminal() && tr.To != "" && tr.Verb != VerbReopen {
				t.Errorf("%s leaves the terminal state %s", tr.Verb, s)
			}
			if s.BeforeSending() && (slices.Contains(tr.Roles, RoleCorrespondent) && !slices.Contains(tr.Roles, RoleRequester)) {
				t.Errorf("%s lets the addressee act on a %s", tr.Verb, s)
			}
		}
		for _, r := range tr.Roles {
			if !slices.Contains(Roles, r) || r == RoleObserver || r == RoleOverseer || r == RoleAdministrator {
				t.Errorf("%s by %q", tr.Verb, r)
			}
		}
		for _, u := range Transitions { // no role has two answers to one question
			if u.Verb != tr.Verb || u.To == tr.To && u.Own == tr.Own {
				continue
			}
			for _, s := range u.From {
				for _, r := range u.Roles {
					if slices.Contains(tr.From, s) && slices.Contains(tr.Roles, r) {
						t.Errorf("%s of a %s by %s leads to %q and %q", tr.Verb, s, r, tr.To, u.To)
					}
				}
			}
		}
	}
	for _, v := range RequestVerbs() {
		for _, tr := range Transitions {
			if tr.Verb == v && !slices.Equal(tr.Needs, NeedsOf(v)) {
				t.Errorf("%s needs different things in different states", v)
			}
		}
	}
}

func TestWhoMayDoWhatWhen(t *testing.T) {
	received := func(r *Request) { r.Received = r.Sent }
	held := func(r *Request) { r.LastReply = ReplyHeld }
	replied := func(r *Request) { r.LastReply = ReplySent }
	approved := func(r *Request) { r.Visa = time.Unix(1, 0) }
	claimed := func(r *Request) { r.Assignee, r.AssigneeName = 77, "Collègue" }
	mine := func(r *Request) { r.Assignee = google.Member }
	for _, tc := range []struct {
		name string
		who  Actor
		verb Verb
		r    Request
		want Reason // empty: allowed
	}{
		{"own draft", pharos, VerbEdit, in(StateDraft), ""},
		{"another service's draft", other, VerbEdit, in(StateDraft), WhyNotService},
		{"a draft is nothing to its addressee", google, VerbNote, in(StateDraft), WhyHidden},
		{"a request is nothing to others", facebook, VerbClaim, in(StateSent), WhyHidden},
		{"nor to observers", observer, VerbNote, in(StateSent), WhyHidden},
		{"nor to administrators", admin, VerbNote, in(StateSent), WhyHidden},
		{"nor to nobody", nobody, VerbNote, in(StateSent), WhyHidden},
		{"the overseer reads only", overseer, VerbNote, in(StateSent), WhyRole},
		{"no sending without the visa", pharos, VerbSend, in(StateDraft), WhyVisaMissing},
		{"sending with it", pharos, VerbSend, with(in(StateToApprove), approved), ""},
		{"life at stake waits for no visa", pharos, VerbSend, with(in(StateDraft), func(r *Request) { r.Label = P0 }), ""},
		{"a referral needs none", pharos, VerbSend, with(in(StateDraft), func(r *Request) { r.Kind = KindReferral }), ""},
		{"no addressee", pharos, VerbSend, with(in(StateToApprove), func(r *Request) { approved(r); r.Addressee = "" }), WhyNoAddressee},
		{"no contents", pharos, VerbSend, with(in(StateToApprove), func(r *Request) { approved(r); r.ContentCount = 0 }), WhyNoContents},
		{"another service sends", other, VerbSend, with(in(StateToApprove), approved), WhyNotService},
		{"requesters give no visa", pharos, VerbApprove, in(StateToApprove), WhyRole},
		{"one visa", validator, VerbApprove, with(in(StateToApprove), approved), WhyVisaGiven},
		{"twice sent", pharos, VerbSend, in(StateSent), WhyState},
		{"receipt", google, VerbAcknowledge, in(StateSent), ""},
		{"second receipt", google, VerbAcknowledge, with(in(StateSent), received), WhyReceived},
		{"somebody's claim", google, VerbClaim, with(in(StateInProgress), claimed), WhyHeldByOther},
		{"own claim again", google, VerbClaim, with(in(StateInProgress), mine), ""},
		{"free to release", google, VerbRelease, in(StateInProgress), WhyNotHeld},
		{"releasing a colleague's", google, VerbRelease, with(in(StateInProgress), claimed), WhyHeldByOther},
		{"those who lead release", validator, VerbRelease, with(in(StateInProgress), claimed), ""},
		{"a legal clock has no due", pharos, VerbDue, with(in(StateSent), func(r *Request) { r.Clock = "withdrawal" }), WhyLegalClock},
		{"no due of law", pharos, VerbDue, in(StateSent), ""},
		{"the addressee contests", google, VerbContest, in(StateSent), ""},
		{"not twice at once", google, VerbContest, with(in(StateSent), func(r *Request) { r.Contested = RulingOpen }), WhyContested},
		{"again once it was decided", google, VerbContest, with(in(StateAnswered), func(r *Request) { r.Contested = RulingUpheld }), ""},
		{"the authority contests nothing", pharos, VerbContest, in(StateSent), WhyRole},
		{"who asks does not judge", pharos, VerbDecide, with(in(StateSent), func(r *Request) { r.Contested = RulingOpen }), WhyRole},
		{"the visa judges", validator, VerbDecide, with(in(StateClosed), func(r *Request) { r.Contested = RulingOpen }), ""},
		{"nothing to judge", chair, VerbDecide, in(StateSent), WhyNotContested},
		{"an order is scrutinised", chair, VerbDecide, with(in(StateSent), func(r *Request) { r.Scrutiny = time.Unix(1, 0) }), ""},
		{"what holds is extended", pharos, VerbExtend, with(in(StateClosed), func(r *Request) { r.Expires = time.Unix(1, 0) }), ""},
		{"what does not is not", pharos, VerbExtend, in(StateClosed), WhyNoExpiry},
		{"nor by the addressee", google, VerbExtend, in(StateClosed), WhyRole},
		{"one reply at a time", google, VerbReply, with(in(StateInProgress), held), WhyReplyHeld},
		{"no question while a reply goes out", google, VerbClarify, with(in(StateInProgress), held), WhyReplyHeld},
		{"taking back", google, VerbTakeBack, with(in(StateInProgress), held), ""},
		{"nothing to take back", google, VerbTakeBack, in(StateInProgress), WhyNoReply},
		{"accepting", pharos, VerbAccept, with(in(StateAnswered), replied), ""},
		{"accepting twice", pharos, VerbAccept, with(in(StateAnswered), func(r *Request) { r.LastReply = ReplyAccepted }), WhyNoReply},
		{"accepting a part while the rest is in progress", pharos, VerbAccept, with(in(StateInProgress), replied), ""},
		{"disputing it", chair, VerbDispute, with(in(StateInProgress), replied), ""},
		{"no part to decide on", pharos, VerbAccept, in(StateInProgress), WhyNoReply},
		{"a part disputed already", pharos, VerbDispute, with(in(StateInProgress), func(r *Request) { r.LastReply = ReplyDisputed }), WhyNoReply},
		{"nor while a question stands", pharos, VerbAccept, with(in(StateClarification), replied), WhyState},
		{"the rest is answered after a part", google, VerbReply, with(in(StateInProgress), replied), ""},
		{"the authority does not reply", pharos, VerbReply, in(StateInProgress), WhyRole},
		{"closed is closed", pharos, VerbWithdraw, in(StateClosed), WhyTerminal},
		{"but can be reopened", pharos, VerbReopen, in(StateClosed), ""},
		{"withdrawn cannot", pharos, VerbReopen, in(StateWithdrawn), WhyTerminal},
		{"a note on anything", google, VerbNote, in(StateClosed), ""},
		{"an unknown verb", chair, "explode", in(StateSent), WhyRole},
		{"no verb", chair, "", in(StateSent), WhyRole},
		{"an unknown state", chair, VerbNote, in("lost"), WhyTerminal},
	} {
		_, err := May(tc.who, tc.verb, tc.r, DefaultPolicy)
		var f *Fault
		if got := Reason(""); errors.As(err, &f) {
			got = f.Why
			if got != tc.want {
				t.Errorf("%s: %v, want %q", tc.name, err, tc.want)
			}
		} else if tc.want != "" {
			t.Errorf("%s: allowed, want %s", tc.name, tc.want)
		}
	}
}

func TestHiddenAndMissingAnswerTheSame(t *testing.T) {
	_, err := May(facebook, VerbClaim, in(StateSent), DefaultPolicy)
	if missing := NotFound("GOO-2015-0042"); err.Error() != missing.Error() || !errors.Is(err, ErrNotFound) {
		t.Errorf("%v, missing is %v", err, missing)
	}
}

func TestTheNextStepIsOnesOwnTurn(t *testing.T) {
	approved := with(in(StateToApprove), func(r *Request) { r.Visa = time.Unix(1, 0) })
	for _, tc := range []struct {
		who  Actor
		r    Request
		want Verb
	}{
		{pharos, in(StateDraft), VerbSubmit}, {pharos, with(in(StateDraft), func(r *Request) { r.Kind = KindReferral }), VerbSend},
		{other, in(StateDraft), ""}, {validator, in(StateToApprove), VerbApprove}, {pharos, in(StateToApprove), ""},
		{pharos, approved, VerbSend}, {validator, approved, VerbSend}, {google, in(StateSent), VerbAcknowledge},
		{google, with(in(StateSent), func(r *Request) { r.Received = r.Sent }), ""}, {pharos, in(StateSent), ""}, {facebook, in(StateSent), ""},
		{google, with(in(StateInProgress), func(r *Request) { r.Received, r.LastReply = r.Sent, ReplySent }), ""},
		{google, in(StateClosed), ""}, {overseer, in(StateSent), ""}, {nobody, in(StateSent), ""},
	} {
		if got := NextStep(tc.who, tc.r, DefaultPolicy); got != tc.want {
			t.Errorf("%s of %s in %s: %q, want %q", tc.who.Role, tc.who.OrgCode, tc.r.State, got, tc.want)
		}
	}
}

func TestActionsAreOfTheirOwnersAndTheSecretariat(t *testing.T) {
	secretariat := Actor{Role: RoleSecretariat, OrgCode: "ministry", OrgKind: OrgAuthority}
	of := func(s ActionState) Action { return Action{Ref: "A-2015-001", Owner: "google", State: s} }
	internal := func(s ActionState) Action { x := of(s); x.Internal = true; return x }
	for _, tc := range []struct {
		name string
		who  Actor
		verb Verb
		x    Action
		want Reason
	}{
		{"the owner starts", google, VerbStart, of(ActionOpen), ""},
		{"others do not", facebook, VerbStart, of(ActionOpen), WhyRole},
		{"the secretariat does", secretariat, VerbDone, of(ActionBlocked), ""},
		{"the owner does not drop", google, VerbDrop, of(ActionOpen), WhyRole},
		{"nor move the due day", google, VerbDue, of(ActionOpen), WhyRole},
		{"of an internal one it does", google, VerbDrop, internal(ActionOpen), ""},
		{"which nobody else knows", secretariat, VerbDrop, internal(ActionOpen), WhyHidden},
		{"done is done", google, VerbDone, of(ActionDone), WhyTerminal},
		{"and can be reopened", secretariat, VerbReopen, of(ActionDone), ""},
		{"open cannot", secretariat, VerbReopen, of(ActionOpen), WhyState},
		{"administrators own nothing", admin, VerbStart, Action{Owner: "ministry", State: ActionOpen}, WhyRole},
		{"nobody sees nothing", nobody, VerbNote, of(ActionOpen), WhyHidden},
		{"an unknown verb", secretariat, "explode", of(ActionOpen), WhyRole},
	} {
		_, err := MayAct(tc.who, tc.verb, tc.x)
		var f *Fault
		switch {
		case err == nil && tc.want != "":
			t.Errorf("%s: allowed, want %s", tc.name, tc.want)
		case err != nil && (!errors.As(err, &f) || f.Why != tc.want):
			t.Errorf("%s: %v, want %q", tc.name, err, tc.want)
		}
	}
}

func TestTheLifeOfAnActionIsSound(t *testing.T) {
	for _, tr := range ActionTransitions {
		for _, s := range tr.From {
			if !slices.Contains(ActionStates, s) || (s.Terminal() && tr.To != "" && tr.Verb != VerbReopen) {
				t.Errorf("%s from %q", tr.Verb, s)
			}
		}
		if len(tr.From) == 0 || (tr.To != "" && !slices.Contains(ActionStates, tr.To)) {
			t.Errorf("%+v", tr)
		}
	}
}

func TestWhoMayBeginThings(t *testing.T) {
	everyone := []Actor{pharos, other, validator, chair, google, facebook, overseer, observer, admin, nobody}
	for _, a := range everyone {
		requester := a.Role == RoleRequester
		if (MayCreate(a) == nil) != requester || (MayImport(a) == nil) != requester {
			t.Errorf("%s writes requests: %v, imports: %v", a.Role, MayCreate(a), MayImport(a))
		}
		if (MayAdminister(a, VerbAdd) == nil) != (a.Role == RoleAdministrator) {
			t.Errorf("%s administers: %v", a.Role, MayAdminister(a, VerbAdd))
		}
		if (MayAddAction(a, ActionDraft{}) == nil) != (a.Role == RoleChair) {
			t.Errorf("%s adds an action for all: %v", a.Role, MayAddAction(a, ActionDraft{}))
		}
		if (MayAddAction(a, ActionDraft{Internal: true}) == nil) != (a.Role != RoleAdministrator && a.Role != "") {
			t.Errorf("%s adds an internal action: %v", a.Role, MayAddAction(a, ActionDraft{Internal: true}))
		}
	}
}

func TestAnActionsLight(t *testing.T) {
	today := Date{2015, 5, 6}
	for _, tc := range []struct {
		a    Action
		want RAG
	}{
		{Action{State: ActionOpen, Due: Date{2015, 5, 5}}, Red}, {Action{State: ActionBlocked, Due: Date{2015, 5, 5}}, Red},
		{Action{State: ActionOpen, Due: today}, Amber}, {Action{State: ActionOpen, Due: Date{2015, 5, 13}}, Amber},
		{Action{State: ActionOpen, Due: Date{2015, 5, 14}}, Green}, {Action{State: ActionBlocked}, Amber}, {Action{State: ActionOpen}, Green},
		{Action{State: ActionDone, Due: Date{2015, 5, 5}}, ""}, {Action{}, ""},
	} {
		if got := tc.a.RAG(today); got != tc.want {
			t.Errorf("%+v shows %q, want %q", tc.a, got, tc.want)
		}
	}
}

func TestOnlyVerbsThatCanMeanSomethingForARequestConcernIt(t *testing.T) {
	order := Request{Kind: KindRemovalOrder, Scrutiny: time.Unix(1, 0)}
	for _, tc := range []struct {
		verb Verb
		r    Request
		want bool
	}{
		{VerbExtend, Request{Kind: KindPreservation}, true},
		{VerbExtend, Request{Kind: KindReferral}, false},
		{VerbExtend, Request{Kind: KindReferral, Expires: time.Unix(1, 0)}, true},
		{VerbDecide, Request{Kind: KindReferral}, false},
		{VerbDecide, Request{Kind: KindReferral, Contested: RulingOpen}, true},
		{VerbDecide, order, true},
		{VerbContest, Request{Kind: KindReferral}, true},
		{VerbClose, Request{Kind: KindReferral}, true},
	} {
		if got := Concerns(tc.verb, tc.r); got != tc.want {
			t.Errorf("%s concerns %+v: %t", tc.verb, tc.r, got)
		}
	}
	for _, v := range RequestVerbs() { // what may be done is offered
		for _, s := range States {
			for _, a := range []Actor{pharos, google, validator, chair} {
				for _, r := range []Request{in(s), with(in(s), func(r *Request) { r.Contested = RulingOpen }), with(in(s), func(r *Request) { r.Expires = time.Unix(1, 0) })} {
					if _, err := May(a, v, r, DefaultPolicy); err == nil && !Concerns(v, r) {
						t.Errorf("%s may %s what it does not concern: %+v", a.Login, v, r)
					}
				}
			}
		}
	}
}
