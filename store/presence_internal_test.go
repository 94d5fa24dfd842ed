package store

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"contactgroup/schema"
)

func TestOneTimerWakesAtEachLapseAndNoneRunsWhenNobodyIsPresent(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newPresences(time.Now)
		at := place{id: 1, kind: schema.KindReferral, state: schema.StateSent, sent: 1, addressee: "google"}
		who := func(member schema.ID) schema.Actor {
			return schema.Actor{Member: member, Role: schema.RoleCorrespondent, Org: 2, OrgCode: "google", OrgKind: schema.OrgOperator, Name: "A"}
		}
		_, wake := p.enter(t.Context(), who(1))
		first, _ := p.enter(t.Context(), who(2))
		second, _ := p.enter(t.Context(), who(3))
		p.move(first, seat{who: who(2), at: at, doing: schema.DoingLooking})
		<-wake
		time.Sleep(time.Minute)
		p.move(second, seat{who: who(3), at: at, doing: schema.DoingLooking})
		<-wake
		began := time.Now()
		<-wake
		if passed := time.Since(began); passed != schema.PresenceLapse-time.Minute {
			t.Errorf("the first lapsed after %s", passed)
		}
		<-wake
		synctest.Wait() // for the timer's own end
		p.mu.Lock()
		defer p.mu.Unlock()
		if passed := time.Since(began); passed != schema.PresenceLapse || p.lapse != nil || len(p.seats) > 0 {
			t.Errorf("the second lapsed after %s; timer %v; %d seats", passed, p.lapse, len(p.seats))
		}
	})
}

func FuzzWordsOfOtherNodes(f *testing.F) {
	p := newPresences(time.Now)
	p.come = make(chan struct{}, 1)
	f.Add(strings.TrimPrefix(p.word("SEAT", seat{who: schema.Actor{Member: 7}, at: place{id: 42}, doing: schema.DoingReplying}), presentWord+" "))
	f.Add("NODE SEAT 7 42 replying")
	f.Add("NODE SEAT 0 0 looking")
	f.Add("a b c d e f")
	f.Fuzz(func(t *testing.T, word string) {
		clear(p.inbox)
		p.heard(word)
		for name, r := range p.inbox {
			if len(name) > 64 || !strings.Contains(word, name) || r.doing == "" {
				t.Errorf("%q is heard as %q %+v", word, name, r)
			}
		}
	})
}
