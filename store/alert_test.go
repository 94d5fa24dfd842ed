package store_test

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"contactgroup/schema"
	"contactgroup/store"
)

const alertStep = 5 * time.Minute

// contact adds one of an organisation, in order of call.
func (g group) contact(login string, c schema.Contact) schema.Contact {
	g.t.Helper()
	c.Function = cmp.Or(c.Function, "Astreinte")
	k, err := g.Desks[login].AddContact(g.t.Context(), c)
	g.must(err)
	return k
}

// called returns to whom deliveries of a channel go out now, and sends them.
func (g group) called(ch schema.Channel) []string {
	g.t.Helper()
	var out []string
	for _, d := range g.taken(ch) {
		out = append(out, d.To)
		g.must(g.db.Delivered(g.t.Context(), d))
	}
	return out
}

func (g group) taken(ch schema.Channel) []schema.Delivery {
	g.t.Helper()
	_, err := g.db.CallContacts(g.t.Context(), alertStep)
	g.must(err)
	var out []schema.Delivery
	for {
		d, found, err := g.db.NextDelivery(g.t.Context(), ch, time.Minute, nil)
		g.must(err)
		if !found {
			return out
		}
		out = append(out, d)
	}
}

func (g group) wantCalled(what string, want ...string) {
	g.t.Helper()
	if got := g.called(schema.ChannelMail); !slices.Equal(got, want) {
		g.t.Errorf("%s: called are %q, want %q", what, got, want)
	}
}

func urgent(l schema.Label) schema.RequestDraft {
	d := aDraft(schema.KindReferral, "google")
	d.Label = l
	return d
}

// three gives google one contact for the day, one for the night, and one always.
func (g group) three() {
	for _, c := range []schema.Contact{
		{Mail: "day@google.example", Hours: "09:00-18:00"}, {Mail: "night@google.example", Hours: "18:00-09:00"}, {Mail: "chief@google.example"},
	} {
		g.contact("google", c)
	}
	g.contact("facebook", schema.Contact{Mail: "duty@facebook.example"})
}

func TestAnUrgentRequestCallsItsAddresseesContactsInOrderUntilAcknowledged(t *testing.T) {
	each(t, func(g group) {
		g.three()
		g.deliver(urgent(schema.P2))
		g.wantCalled("a usual request")
		q := g.deliver(urgent(schema.P1))
		g.wantCalled("the first on duty", "day@google.example")
		g.clock.Advance(alertStep - time.Second)
		g.wantCalled("before its time")
		g.clock.Advance(time.Second)
		g.wantCalled("the next on duty", "chief@google.example")
		g.act("google", q.ID, schema.Step{Verb: schema.VerbAcknowledge})
		g.clock.Advance(alertStep)
		g.wantCalled("once acknowledged")
		g.deliver(urgent(schema.P1))
		for _, who := range []string{"day", "chief", "night"} {
			g.wantCalled("unheard", who+"@google.example")
			g.clock.Advance(alertStep)
		}
		g.wantCalled("at the end of the order")
		alerts, err := g.Desks["secretariat"].Alerts(g.t.Context(), false, 0)
		g.must(err)
		if len(alerts) != 3 || alerts[0].State != schema.AlertUnheard {
			g.t.Errorf("the secretariat reads %+v", alerts)
		}
	})
}

func TestWhereLifeIsAtStakeAllOnDutyAreCalledAtOnceAndThenAllOthers(t *testing.T) {
	each(t, func(g group) {
		g.three()
		g.deliver(urgent(schema.P0))
		g.wantCalled("on duty", "day@google.example", "chief@google.example")
		g.clock.Advance(alertStep)
		g.wantCalled("off duty", "night@google.example")
	})
}

func TestARaisedLabelCallsAgainWhoHadAcknowledged(t *testing.T) {
	each(t, func(g group) {
		g.three()
		q := g.deliver(urgent(schema.P3))
		g.act("google", q.ID, schema.Step{Verb: schema.VerbClaim})
		g.act("chair", q.ID, schema.Step{Verb: schema.VerbLabel, Label: schema.P1, Reason: "attentat"})
		d := g.taken(schema.ChannelMail)
		if len(d) != 1 || d[0].Cause != schema.AlertRaised || d[0].Ref != q.Ref || d[0].Label != schema.P1 {
			g.t.Fatalf("called is %+v", d)
		}
		g.must(g.Desks["google2"].AcknowledgeAlert(g.t.Context(), strings.ToLower(q.Ref)))
		g.clock.Advance(alertStep)
		g.wantCalled("once acknowledged")
		g.act("chair", q.ID, schema.Step{Verb: schema.VerbLabel, Label: schema.P2, Reason: "passé"})
		g.act("chair", q.ID, schema.Step{Verb: schema.VerbLabel, Label: schema.P3, Reason: "passé"})
		g.wantCalled("lowered")
		if err := g.Desks["google"].AcknowledgeAlert(g.t.Context(), q.Ref); why(g.t, err) != schema.WhyNoAlert {
			g.t.Errorf("twice: %v", err)
		}
		if err := g.Desks["facebook"].AcknowledgeAlert(g.t.Context(), q.Ref); !errors.Is(err, schema.ErrNotFound) {
			g.t.Errorf("a rival: %v", err)
		}
		events, err := g.Desks["pharos"].Thread(g.t.Context(), q.ID)
		g.must(err)
		changes, _, err := g.Desks["pharos"].Changes(g.t.Context(), nil, 500)
		g.must(err)
		if len(events) == 0 || !slices.ContainsFunc(changes, func(e schema.Event) bool {
			return e.Noun == schema.NounAlert && e.Verb == schema.VerbAcknowledge && e.Ref == q.Ref && e.Actor == g.Desks["google"].Who().OrgName
		}) {
			g.t.Error("the authority is not told who knows")
		}
	})
}

func TestWhatEndsARequestEndsTheCalling(t *testing.T) {
	each(t, func(g group) {
		g.three()
		for name, end := range map[string]func(schema.Request){
			"withdrawn": func(q schema.Request) {
				g.act("pharos", q.ID, schema.Step{Verb: schema.VerbWithdraw, Reason: "x"})
			},
			"lowered": func(q schema.Request) {
				g.act("chair", q.ID, schema.Step{Verb: schema.VerbLabel, Label: schema.P3, Reason: "x"})
			},
			"answered": func(q schema.Request) { g.reply("google", q) },
			"claimed":  func(q schema.Request) { g.act("google", q.ID, schema.Step{Verb: schema.VerbClaim}) },
			"asked":    func(q schema.Request) { g.act("google", q.ID, schema.Step{Verb: schema.VerbClarify, Reason: "?"}) },
		} {
			q := g.deliver(urgent(schema.P1))
			_, err := g.db.CallContacts(g.t.Context(), alertStep)
			g.must(err)
			end(q)
			g.wantCalled(name + " before it was brought")
			g.clock.Advance(alertStep)
			g.wantCalled(name)
		}
	})
}

func TestACrisisCallsEveryOrganisationAndEachAcknowledgesForItself(t *testing.T) {
	each(t, func(g group) {
		ctx := g.t.Context()
		for _, login := range []string{"google", "facebook", "secretariat"} {
			org := g.Desks[login].Who().OrgCode
			g.contact(login, schema.Contact{Mail: "first@" + org + ".example"})
			g.contact(login, schema.Contact{Mail: "second@" + org + ".example"})
		}
		_, err := g.Desks["chair"].StartCrisis(ctx, "secret", "")
		g.must(err)
		got := g.called(schema.ChannelMail)
		slices.Sort(got)
		if want := []string{"first@facebook.example", "first@google.example", "first@ministry.example"}; !slices.Equal(got, want) {
			g.t.Errorf("called are %q", got)
		}
		g.must(g.Desks["google"].AcknowledgeAlert(ctx, store.CrisisAlert))
		g.must(g.Desks["secretariat"].AcknowledgeAlert(ctx, "Crisis"))
		g.clock.Advance(alertStep)
		g.wantCalled("who has not acknowledged", "second@facebook.example")
		for login, want := range map[string]bool{"google2": true, "chair": true, "facebook": false} {
			events, _, err := g.Desks[login].Changes(ctx, nil, 500)
			g.must(err)
			if told := slices.ContainsFunc(events, func(e schema.Event) bool { return e.Noun == schema.NounAlert }); told != want {
				g.t.Errorf("%s learns who acknowledged: %t", login, told)
			}
		}
		_, err = g.Desks["chair"].EndCrisis(ctx, "Retour")
		g.must(err)
		g.clock.Advance(time.Hour)
		g.wantCalled("after the crisis")
		if err := g.Desks["facebook"].AcknowledgeAlert(ctx, store.CrisisAlert); why(g.t, err) != schema.WhyNoCrisis {
			g.t.Errorf("after it: %v", err)
		}
	})
}

func TestAlertsAreSeenWithTheirRequests(t *testing.T) {
	each(t, func(g group) {
		ctx := g.t.Context()
		g.three()
		d := aDraft(schema.KindIdentification, "google")
		d.Label = schema.P1
		q := g.deliver(d)
		g.called(schema.ChannelMail)
		for login, want := range map[string]int{"google": 1, "facebook": 0, "chair": 1, "secretariat": 0, "pharos": 0, "validator": 0, "overseer": 0, "admin": 1} {
			alerts, err := g.Desks[login].Alerts(ctx, true, 0)
			g.must(err)
			if len(alerts) != want {
				g.t.Errorf("%s reads %+v", login, alerts)
			}
			if login == "admin" && (alerts[0].Ref != "" || alerts[0].Label != "") {
				g.t.Errorf("an administrator learns of %s", q.Ref)
			}
		}
	})
}

func TestARequestMarkedRedLeavesNoReference(t *testing.T) {
	each(t, func(g group) {
		g.three()
		d := urgent(schema.P1)
		d.TLP = schema.TLPRed
		g.deliver(d)
		if got := g.taken(schema.ChannelMail); len(got) != 1 || got[0].Ref != "" || got[0].Label != schema.P1 {
			g.t.Errorf("what leaves is %+v", got)
		}
	})
}

func TestAWebhooksSecretIsToldOnceAndToItsKeepersAlone(t *testing.T) {
	each(t, func(g group) {
		ctx := g.t.Context()
		k := g.contact("google", schema.Contact{Webhook: "https://hooks.google.example/token"})
		ours := g.contact("secretariat", schema.Contact{Mail: "a@b.example", Webhook: "https://hooks.ministry.example/token"})
		if len(k.Secret) < 40 || k.Secret == ours.Secret {
			g.t.Errorf("secrets %q and %q", k.Secret, ours.Secret)
		}
		for login, want := range map[string]string{"google2": k.Webhook, "secretariat": k.Webhook + " " + ours.Webhook, "admin": k.Webhook + " " + ours.Webhook, "pharos": "", "facebook": ""} {
			all, err := g.Desks[login].Contacts(ctx)
			g.must(err)
			var urls []string
			for _, c := range all {
				urls = append(urls, c.Webhook)
				if c.Secret != "" {
					g.t.Errorf("%s reads the secret", login)
				}
			}
			if got := strings.TrimSpace(strings.Join(urls, " ")); got != want {
				g.t.Errorf("%s reads %q, want %q", login, got, want)
			}
			events, _, err := g.Desks[login].Changes(ctx, nil, 500)
			g.must(err)
			if text := fmt.Sprintf("%+v", events); strings.Contains(text, "token") || strings.Contains(text, k.Secret) {
				g.t.Errorf("the log of %s tells %s", login, text)
			}
		}
		k.Notes = "au portail"
		same, err := g.Desks["google"].UpdateContact(ctx, k.Ref, 0, k)
		g.must(err)
		g.deliver(urgent(schema.P1))
		d := g.taken(schema.ChannelWebhook)
		if same.Secret != "" || len(d) != 1 || d[0].Secret != k.Secret || d[0].To != k.Webhook {
			g.t.Errorf("signed with %+v", d)
		}
		g.must(g.Desks["google"].RemoveContact(ctx, k.Ref, 0))
		g.clock.Advance(2 * time.Minute)
		if d := g.taken(schema.ChannelWebhook); len(d) != 0 {
			g.t.Errorf("a contact that is gone is sent %+v", d)
		}
		for _, wrong := range []string{"http://hooks.example/", "https://u:p@hooks.example/", "ftp://hooks.example/", "https://hooks.example/#x", "https://\r\nX: y/"} {
			if _, err := g.Desks["google"].AddContact(ctx, schema.Contact{Function: "x", Webhook: wrong}); !errors.Is(err, schema.ErrInvalid) {
				g.t.Errorf("%q: %v", wrong, err)
			}
		}
	})
}
