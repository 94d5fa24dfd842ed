package store_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"contactgroup/schema"
)

// security is what the log of security tells an administrator, oldest first.
func (g group) security() []schema.Event {
	g.t.Helper()
	page, err := g.as(g.t, "admin").Log(g.t.Context(), schema.LogList{Security: true, Limit: 500})
	g.must(err)
	slices.Reverse(page.Items)
	return page.Items
}

// doors are the lines of the log of security that tell of sessions.
func (g group) doors() []string {
	g.t.Helper()
	var out []string
	for _, e := range g.security() {
		if e.Noun != schema.NounSession {
			continue
		}
		line := []string{string(e.Verb)}
		for _, c := range e.Changes {
			line = append(line, string(c.Field)+"="+c.To)
		}
		out = append(out, strings.Join(line, " "))
	}
	return out
}

func wantLines(t *testing.T, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("told:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestTheLogOfSecurityTellsWhoCameAndWhatTheyTook(t *testing.T) {
	each(t, func(g group) {
		who := g.Desks["google"].Who()
		g.db.Incident(schema.Incident{Verb: schema.VerbLogin, Who: who, Address: "192.0.2.7", Key: "SHA256:k"})
		g.clock.Advance(time.Minute)
		wantLines(t, g.doors(), "login ref=google address=192.0.2.7 key=SHA256:k")
		g.db.Incident(schema.Incident{Verb: schema.VerbExport, Who: who, Command: "meeting export 2015-05-06", Bytes: 812})
		wantLines(t, g.doors()[1:], "export ref=google command=meeting export 2015-05-06 bytes=812")
	})
}

func TestTheSameIncidentIsToldAtOnceAndThenCountedUntilItsMinuteEnds(t *testing.T) {
	each(t, func(g group) {
		refusal := schema.Incident{Verb: schema.VerbRefuse, Address: "198.51.100.9", Ground: schema.GroundUnknownKey}
		for i := range 40 {
			refusal.Key = fmt.Sprintf("SHA256:%d", i)
			g.db.Incident(refusal)
			if i == 0 {
				wantLines(t, g.doors(), "refuse address=198.51.100.9 key=SHA256:0 ground=unknown_key")
			}
		}
		if n := len(g.doors()); n != 1 {
			t.Errorf("%d lines within the minute", n)
		}
		g.clock.Advance(time.Minute)
		wantLines(t, g.doors()[1:], "refuse address=198.51.100.9 key=SHA256:0 ground=unknown_key count=39")
	})
}

func TestAnAttackerCannotFillTheLogAndWhatIsLeftOutIsCounted(t *testing.T) {
	each(t, func(g group) {
		const addresses = 5000
		for i := range addresses {
			g.db.Incident(schema.Incident{Verb: schema.VerbRefuse, Address: fmt.Sprintf("10.0.%d.%d", i/250, i%250), Ground: schema.GroundUnknownKey})
		}
		g.db.Incident(schema.Incident{Verb: schema.VerbLogin, Who: g.Desks["google"].Who(), Address: "192.0.2.7"})
		got := g.doors()
		if len(got) > 100 {
			t.Fatalf("%d lines", len(got))
		}
		if !slices.Contains(got, "login ref=google address=192.0.2.7") {
			t.Error("a member's login is lost among them")
		}
		left := fmt.Sprintf("overflow ground=refuse count=%d", addresses-(len(got)-2))
		if !slices.Contains(got, left) {
			t.Errorf("not %q in\n%s", left, strings.Join(got[len(got)-3:], "\n"))
		}
	})
}

func TestIncidentsThatCannotBeWrittenWait(t *testing.T) {
	each(t, func(g group) {
		g.db.Incident(schema.Incident{Verb: schema.VerbLogin, Who: g.Desks["google"].Who()})
		gone, cancel := context.WithCancel(t.Context())
		cancel()
		if g.db.TellIncidents(gone) == nil {
			t.Fatal("written without a database")
		}
		g.db.Incident(schema.Incident{Verb: schema.VerbLogin, Who: g.Desks["google"].Who()})
		wantLines(t, g.doors(), "login ref=google count=2")
		wantLines(t, g.doors(), "login ref=google count=2")
	})
}

func TestALoginWakesNoDesk(t *testing.T) {
	each(t, func(g group) {
		var wakes []<-chan struct{}
		for _, login := range oneOfEach {
			wakes = append(wakes, g.Desks[login].Watch(t.Context()))
		}
		g.db.Incident(schema.Incident{Verb: schema.VerbLogin, Who: g.Desks["google"].Who()})
		must(t, g.db.TellIncidents(t.Context()))
		for i, wake := range wakes {
			select {
			case <-wake:
				t.Errorf("%s is woken", oneOfEach[i])
			default:
			}
		}
	})
}

func TestTheLogOfSecurityIsForAdministratorsAndHoldsTheirChangesToo(t *testing.T) {
	each(t, func(g group) {
		for _, login := range oneOfEach {
			_, err := g.as(t, login).Log(t.Context(), schema.LogList{Security: true})
			if (err == nil) != (login == "admin") || err != nil && why(t, err) != schema.WhyRole {
				t.Errorf("%s: %v", login, err)
			}
		}
		must(t, g.as(t, "admin").DisableMember(t.Context(), "google", true))
		last := g.security()[len(g.security())-1]
		if last.Noun != schema.NounMember || last.Ref != "google" {
			t.Errorf("the last is %+v", last)
		}
	})
}

func TestTheLogOfSecurityIsSealedVerifiedAndErasedAsOthersAre(t *testing.T) {
	each(t, func(g group) {
		g.db.Incident(schema.Incident{Verb: schema.VerbLogin, Who: g.Desks["google"].Who(), Address: "192.0.2.7"})
		must(t, g.db.TellIncidents(t.Context()))
		g.clock.Advance(72 * time.Hour)
		g.db.Incident(schema.Incident{Verb: schema.VerbLogin, Who: g.Desks["facebook"].Who(), Address: "192.0.2.8"})
		must(t, g.db.TellIncidents(t.Context()))
		g.keep(schema.NounSession, 1)
		if got := g.expired(t.Context(), schema.Erasure{})[schema.NounSession]; got.Things != 1 || byLog(got)["ministry/security"] != 1 {
			t.Errorf("%+v erased", got)
		}
		wantLines(t, g.doors(), "login", "login ref=facebook address=192.0.2.8")
		reports, err := g.as(t, "admin").Verify(t.Context(), "", nil)
		must(t, err)
		i := slices.IndexFunc(reports, func(r schema.LogReport) bool { return r.Audience == "ministry/security" })
		if i < 0 || !reports[i].Whole() || reports[i].Erased != 1 {
			t.Errorf("verified: %+v", reports)
		}
	})
}

func TestWhatAServerIsToldAnewIsToldInTheLogOfSecurity(t *testing.T) {
	each(t, func(g group) {
		ctx := t.Context()
		must(t, g.db.ServerStarted(ctx, "v1", "SHA256:a", map[string]string{"listen": ":2222", "host-key": "SHA256:a"}))
		must(t, g.db.ServerStarted(ctx, "v1", "SHA256:a", map[string]string{"listen": ":2222", "host-key": "SHA256:a"}))
		must(t, g.db.SettingsChanged(ctx, map[string]string{"listen": ":22", "host-key": "SHA256:a"}))
		var got []string
		for _, e := range g.security() {
			if e.Noun == schema.NounServer {
				got = append(got, fmt.Sprint(e.Verb, " ", e.Ref, " ", e.Changes))
			}
		}
		start := "start v1 [{ref  v1} {key  SHA256:a}]"
		wantLines(t, got, start, start, "update listen [{setting :2222 :22}]")
	})
}

// A server tells what waits as it stops, whatever its minute.
func TestNothingIsLostAsAServerStops(t *testing.T) {
	each(t, func(g group) {
		ctx, stop := context.WithCancel(t.Context())
		done := make(chan error)
		go func() { done <- g.db.Run(ctx) }()
		for range 3 {
			g.db.Incident(schema.Incident{Verb: schema.VerbLogin, Who: g.Desks["google"].Who()})
		}
		stop()
		must(t, <-done)
		if got := strings.Join(g.doors(), "\n"); !strings.Contains(got, "login ref=google") || !strings.Contains(got, "3") && strings.Count(got, "login") != 2 {
			t.Errorf("told: %s", got)
		}
	})
}
