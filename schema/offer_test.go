package schema

import (
	"errors"
	"testing"
)

func TestWhatIsOnesOwnIsNotOfferedToBeClaimed(t *testing.T) {
	mine := func(state State, me Actor) Request {
		return with(in(state), func(r *Request) { r.Assignee = me.Member })
	}
	for _, tc := range []struct {
		name string
		who  Actor
		r    Request
		want Reason
	}{
		{"nobody's", google, in(StateSent), ""},
		{"one's own, taken in hand", google, mine(StateInProgress, google), WhyYours},
		{"one's own by assignment, not begun: claiming begins it", google, mine(StateSent, google), ""},
		{"the authority's own, whose claims move nothing", pharos, mine(StateSent, pharos), WhyYours},
		{"a colleague's", google, with(in(StateInProgress), func(r *Request) { r.Assignee = google.Member + 1 }), WhyHeldByOther},
		{"another's altogether", facebook, in(StateSent), WhyHidden},
	} {
		err := MayOffer(tc.who, VerbClaim, tc.r, DefaultPolicy)
		var f *Fault
		errors.As(err, &f)
		if got := f; (got == nil) != (tc.want == "") || (got != nil && got.Why != tc.want) {
			t.Errorf("%s: %v, want %q", tc.name, err, tc.want)
		}
	}
	if _, err := May(google, VerbClaim, mine(StateInProgress, google), DefaultPolicy); err != nil {
		t.Errorf("a command that claims one's own fails: %v", err)
	}
}
