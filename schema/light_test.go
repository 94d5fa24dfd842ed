package schema

import (
	"testing"
	"time"
)

func TestARequestsLightTellsHowItsClockStands(t *testing.T) {
	now := time.Date(2015, 5, 5, 12, 0, 0, 0, time.UTC)
	due := func(d time.Duration) func(*Request) { return func(r *Request) { r.Due = now.Add(d) } }
	for _, tc := range []struct {
		name     string
		state    State
		set      func(*Request)
		want     RAG
		standing bool
	}{
		{"a minute past the deadline", StateSent, due(-time.Minute), Red, false},
		{"at the deadline itself", StateInProgress, due(0), Amber, false},
		{"a minute less than two hours left", StateSent, due(RequestSoon - time.Minute), Amber, false},
		{"two hours left", StateSent, due(RequestSoon), Green, false},
		{"months left", StateInProgress, due(90 * 24 * time.Hour), Green, false},
		{"no deadline", StateSent, func(*Request) {}, "", false},
		{"suspended, its deadline kept", StateInProgress, func(r *Request) { r.Due, r.ClockStop = now.Add(-time.Hour), now }, "", true},
		{"a clarification is asked for", StateClarification, func(r *Request) { r.ClockStop = now }, "", true},
		{"impossible for now", StateImpossible, func(r *Request) { r.ClockStop = now }, "", true},
		{"answered in time or not", StateAnswered, func(r *Request) { r.Due, r.ClockStop = now.Add(-time.Hour), now }, "", false},
		{"closed", StateClosed, func(r *Request) { r.Due, r.ClockStop = now.Add(-time.Hour), now }, "", false},
		{"withdrawn", StateWithdrawn, due(-time.Hour), "", false},
		{"a draft", StateDraft, due(-time.Hour), "", false},
		{"of no state", "", due(-time.Hour), "", false},
	} {
		r := Request{State: tc.state}
		tc.set(&r)
		if got := r.RAG(now); got != tc.want {
			t.Errorf("%s: %q, want %q", tc.name, got, tc.want)
		}
		if got := r.Standing(); got != tc.standing {
			t.Errorf("%s: suspended %v, want %v", tc.name, got, tc.standing)
		}
	}
}
