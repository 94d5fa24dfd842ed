package item_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"contactgroup/schema"
	"contactgroup/ui/item"
	"contactgroup/ui/lang"
	"contactgroup/ui/uitest"
	"contactgroup/ui/widget"
)

func opened(t *testing.T, d *desk) *uitest.Solo {
	g := uitest.NewSolo(t, lang.French, now)
	return g.Open(item.New(g.Session, d, "goo-2015-0042"))
}

func TestTheScreenTellsAllOfARequest(t *testing.T) {
	d := deskOf(google, 2)
	d.request.Contents[0].Outcome, d.request.Contents[0].Observed = schema.OutcomeRemovedLaw, "live"
	d.replies = []schema.Reply{{N: 1, State: schema.ReplyDisputed, Text: "Retirée.", By: "Google", Reason: "toujours visible",
		Sent: now.Add(-time.Hour), Outcomes: []schema.ReplyOutcome{{N: 1, Outcome: schema.OutcomeRemovedLaw, Territories: []string{"FR"}}}}}
	opened(t, d).Shows("GOO-2015-0042", "envoyée", "P2 prioritaire", "reste 21 h 10", "TLP:AMBER", "LCEN art. 6-1", "C. pénal", "PHAROS → Google",
		"hxxps://videos[.]example/a", "déclaré : retiré – loi", "constaté : en ligne", "CONTREDIT", "contestée : toujours visible", "FR",
		"[note interne] Vérifier la troisième.", "label : P3 → P2", "lundi 04/05/2015", "à personne", "réception non accusée")
}

func TestTheClockIsToldInWords(t *testing.T) {
	for _, tc := range []struct {
		name   string
		change func(*schema.Request)
		want   string
	}{
		{"running", func(*schema.Request) {}, "reste 21 h 10"},
		{"late", func(r *schema.Request) { r.Due = now.Add(-80 * time.Minute) }, "✕ en retard de 1 h 20"},
		{"suspended", func(r *schema.Request) {
			r.State, r.ClockStop, r.Ground, r.Due = schema.StateClarification, now.Add(-time.Hour), schema.GroundClarification, time.Time{}
		}, "horloge suspendue depuis 12:00 (précision demandée)"},
		{"not begun", func(r *schema.Request) { r.ClockStart, r.Due = time.Time{}, time.Time{} }, "pas encore partie"},
		{"without a clock", func(r *schema.Request) { r.Clock, r.Due = "", time.Time{} }, "sans échéance"},
		{"answered", func(r *schema.Request) { r.State = schema.StateAnswered }, "arrêtée"},
		{"past suspensions", func(r *schema.Request) { r.Suspended = 90 * time.Minute }, "suspendue 1 h 30 en tout"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			d := deskOf(google, 1)
			tc.change(&d.request)
			g := opened(t, d)
			g.For(t)
			g.Shows(tc.want)
		})
	}
}

func TestAVerbAsksForWhatItNeedsAndGoesOutAtTheRevisionSeen(t *testing.T) {
	d := deskOf(pharos, 1)
	g := opened(t, d).Press("L", "1").Type("attentat").Press("enter")
	if len(d.steps) != 1 || d.steps[0].Label != schema.P1 || d.steps[0].Reason != "attentat" || d.revs[0] != 3 {
		t.Errorf("steps %+v at %v, failures %v", d.steps, d.revs, g.Fails)
	}
	g.Press("a").Type("second").Press("enter")
	if len(d.steps) != 2 || d.steps[1].To != "second" {
		t.Errorf("steps %+v", d.steps)
	}
	g.Press("w").Type("demain 9h").Press("enter")
	if len(d.steps) != 3 || !d.steps[2].Until.Equal(time.Date(2015, 5, 6, 9, 0, 0, 0, schema.Paris)) {
		t.Errorf("steps %+v", d.steps)
	}
}

func TestAMomentIsShownWholeAsItIsTyped(t *testing.T) {
	d := deskOf(pharos, 1)
	g := opened(t, d).Press("w").Type("demain 9h")
	g.Shows("= mercredi 6 mai 2015 à 09:00 (CEST)")
	g.Type(" et")
	g.Shows("? 2h, demain 9h")
	g.Press("enter")
	g.Shows("« 9h et » n’est pas une date. Exemples : 2h")
	g.Press("esc", "w").Type("prochaine réunion")
	g.Shows("= mardi 2 juin 2015 à 14:00 (CEST)")
	g.Press("enter")
	if len(d.steps) != 1 || !d.steps[0].Until.Equal(time.Date(2015, 6, 2, 14, 0, 0, 0, schema.Paris)) {
		t.Errorf("steps %+v", d.steps)
	}
	tokyo, err := time.LoadLocation("Asia/Tokyo")
	if err != nil {
		t.Fatal(err)
	}
	g.Session.Zone = tokyo
	g.Press("w").Type("à 9h")
	g.Shows("= mercredi 6 mai 2015 à 09:00 (JST)") // there it is 20:00 now
	g.Press("enter")
	if len(d.steps) != 2 || !d.steps[1].Until.Equal(time.Date(2015, 5, 6, 0, 0, 0, 0, time.UTC)) {
		t.Errorf("steps %+v", d.steps)
	}
}

func TestAKeyThatCannotBeUsedSaysWhy(t *testing.T) {
	g := opened(t, deskOf(google, 1)).Press("x")
	if !g.Failed(schema.WhyRole) {
		t.Errorf("failures %v", g.Fails)
	}
	g.Press("s")
	g.Shows("demander une précision", "reprendre la réponse", "(aucune réponse à juger)")
	g.Hides("clore", "viser")
}

func TestAChangeOfOthersIsToldAboveAndNoLineBelowItMoves(t *testing.T) {
	d := deskOf(pharos, 12)
	g := opened(t, d)
	g.Press("tab", "tab", "j", "j")
	g.View(80, 10)
	before := g.View(80, 10)
	d.request.State = schema.StateClarification
	e := schema.Event{Audience: "ministry/requests", Seq: 9, At: now.Add(time.Minute), Actor: "Google", Verb: schema.VerbClarify,
		Noun: schema.NounRequest, Subject: 42, Ref: d.request.Ref, Text: "Laquelle ?"}
	d.events = append(d.events, e)
	g.Send(widget.Changed{Events: []schema.Event{e}})
	after := g.View(80, 10)
	if !strings.Contains(after, "Google : précision demandée") {
		t.Fatalf("the change is not told:\n%s", after)
	}
	b, a := strings.Split(before, "\n"), strings.Split(after, "\n")
	if !slices.Equal(b[2:], a[2:]) {
		t.Errorf("the text moved:\n%s\n--\n%s", before, after)
	}
	g.Press("G")
	g.Shows("13:01●Google", "Laquelle ?")
	g.Hides("● 13:01")
}

func TestEventsOfOtherRequestsAreNotTold(t *testing.T) {
	g := opened(t, deskOf(pharos, 1))
	g.Send(widget.Changed{Events: []schema.Event{{At: now, Actor: "Google", Verb: schema.VerbClarify, Noun: schema.NounRequest, Subject: 41, Ref: "GOO-2015-0041"}}})
	g.Hides("précision demandée")
}

func TestAStaleVerbOffersToLookAndToApplyAgain(t *testing.T) {
	d := deskOf(google, 1)
	d.refuse = &schema.Fault{Class: schema.ErrStale, Why: schema.WhyChanged, Ref: d.request.Ref, Rev: 4, By: "Second"}
	g := opened(t, d).Press("i")
	if len(g.Fails) != 1 || g.Fails[0].View == nil || g.Fails[0].Again == nil {
		t.Fatalf("failures %+v", g.Fails)
	}
	g.Run(g.Fails[0].View)
	g.Run(g.Fails[0].Again)
	if len(d.steps) != 1 || d.revs[1] != 0 {
		t.Errorf("steps %+v at %v", d.steps, d.revs)
	}
}

func TestSearchNeighboursAndCopy(t *testing.T) {
	g := opened(t, deskOf(google, 3)).Press("/").Type("VERIFIER").Press("enter")
	if len(g.Told) != 1 || !strings.HasPrefix(g.Told[0], "Une ligne") {
		t.Errorf("told %q", g.Told)
	}
	if g.Press("esc"); g.Popped {
		t.Error("Esc left the screen before the search")
	}
	g.Press("J", "K", "y", "Y", "esc")
	if !slices.Equal(g.Beside, []int{1, -1}) || !slices.Equal(g.Copied, []string{"GOO-2015-0042", "request show GOO-2015-0042"}) || !g.Popped {
		t.Errorf("beside %v, copied %q, left %v", g.Beside, g.Copied, g.Popped)
	}
}

func TestAHiddenRequestIsNotShown(t *testing.T) {
	d := deskOf(google, 1)
	d.request.Ref = "GOO-2015-0001"
	if g := opened(t, d); !g.Popped || !g.Failed(schema.WhyHidden) {
		t.Errorf("left %v, failures %v", g.Popped, g.Fails)
	}
}

const hostile = "\x1b[2J\x1b]52;c;YQ==\a\u202e\u200b漢字👩🏽‍🚒🇫🇷e\u0301\u0085\nمرحبا\t\x9b1m"

func TestEveryFrameFitsAndNothingHostileReachesTheTerminal(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		d := deskOf(google, 3)
		r := &d.request
		for _, s := range []*string{&r.Subject, &r.Reasons, &r.LegalBasis, &r.Service, &r.ExternalRef, &r.LabelReason, &r.Contents[1].URL, &d.events[0].Actor, &d.events[2].Text} {
			*s = strings.Repeat(hostile, rapid.IntRange(0, 3).Draw(rt, "times"))
		}
		g := uitest.NewSolo(t, rapid.SampledFrom(lang.All).Draw(rt, "lang"), now)
		g.Open(item.New(g.Session, d, r.Ref))
		g.Press(rapid.SliceOfN(rapid.SampledFrom([]string{"r", "c", "i", "j", "tab", "enter", "/", "s", "1", "f2", "G", "esc"}), 0, 6).Draw(rt, "keys")...)
		for range 3 {
			w, h := rapid.IntRange(1, 200).Draw(rt, "w"), rapid.IntRange(1, 60).Draw(rt, "h")
			g.Fits(rt, w, h)
		}
	})
}

func TestNoKeyPressCrashes(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		d := deskOf(rapid.SampledFrom([]schema.Actor{google, pharos}).Draw(rt, "who"), rapid.IntRange(1, 20).Draw(rt, "contents"))
		g := uitest.NewSolo(t, lang.French, now)
		g.Open(item.New(g.Session, d, d.request.Ref))
		for _, k := range rapid.SliceOfN(rapid.SampledFrom(keyboard()), 0, 40).Draw(rt, "keys") {
			g.Press(k)
			g.Fits(rt, 80, 24)
		}
	})
}

func BenchmarkView(b *testing.B) {
	d := deskOf(google, 20)
	for i := range 400 {
		e := d.events[1]
		e.Seq = schema.Seq(10 + i)
		d.events = append(d.events, e)
	}
	g := uitest.NewSolo(b, lang.French, now)
	g.Open(item.New(g.Session, d, d.request.Ref))
	for b.Loop() {
		g.Press("j")
		g.Top.View(120, 40)
	}
}

func TestNoAddressOfTheRegisterIsALinkAnywhere(t *testing.T) {
	const link = "https://videos.example/raw"
	d := deskOf(pharos, 1)
	r := &d.request
	for _, s := range []*string{&r.Subject, &r.Reasons, &r.LegalBasis, &r.ExternalRef, &r.Credibility, &d.events[1].Text, &d.events[2].Text} {
		*s = "voir " + link
	}
	d.events[0].Changes = append(d.events[0].Changes, schema.Change{Field: schema.FieldContents, To: "1 " + link}, schema.Change{Field: schema.FieldSubject, To: link})
	d.replies = []schema.Reply{{N: 1, State: schema.ReplyDisputed, Text: link, Reason: link, Outcomes: []schema.ReplyOutcome{{N: 1, Outcome: schema.OutcomeRefused}}}}
	g := opened(t, d)
	g.Hides("https:", "videos.example")
	r.State, r.Sent, r.Contents[0].URL = schema.StateDraft, time.Time{}, link
	g.Send(widget.Stale{Noun: schema.NounRequest, IDs: []schema.ID{42}})
	g.Press("e")
	if strings.Contains(g.View(100, 40), "1 https:") {
		t.Error("the form shows a link")
	}
}

func TestTheThreadTellsWhatChangedInWords(t *testing.T) {
	change := func(f schema.Field, from, to string) schema.Change {
		return schema.Change{Field: f, From: from, To: to}
	}
	for _, tc := range []struct {
		name  string
		event schema.Event
		want  string
	}{
		{"heard of for the first time", schema.Event{Verb: schema.VerbSend, Changes: []schema.Change{change(schema.FieldRef, "", "GOO-2015-0042"),
			change(schema.FieldKind, "", "withdrawal"), change(schema.FieldSubject, "", "Objet"), change(schema.FieldContents, "", "1 https://a.example\n2 https://b.example")}},
			"envoyée · numéro : GOO-2015-0042, contenus : 2"},
		{"contents added", schema.Event{Verb: schema.VerbAmend, Text: "Une de plus.", Changes: []schema.Change{change(schema.FieldContents, "1 https://a.example", "1 https://a.example\n2 https://b.example")}},
			"complément · contenus : +1 · Une de plus."},
		{"an answer", schema.Event{Verb: schema.VerbReply, Text: "Fait.", Changes: []schema.Change{change(schema.FieldState, "in_progress", "answered"),
			change(schema.FieldOutcome, "1=removed_law", "1=removed_law 2=not_found"), change(schema.FieldReply, "", "sent")}},
			"suite : 2 introuvable, réponse : envoyée · Fait."},
		{"a claim", schema.Event{Verb: schema.VerbClaim, Changes: []schema.Change{change(schema.FieldState, "sent", "in_progress"), change(schema.FieldAssignee, "", "google")}},
			"prise en charge · statut : envoyée → en cours"},
		{"a recommendation", schema.Event{Verb: schema.VerbRecommend, Changes: []schema.Change{change(schema.FieldAdvice, "", "open")}}, "recommandation · recommandations : ouverte"},
		{"a time", schema.Event{Verb: schema.VerbDue, Changes: []schema.Change{change(schema.FieldDue, "", "2015-05-06T10:00:00Z")}}, "échéance : 06/05 12:00"},
		{"a reason", schema.Event{Verb: schema.VerbReturn, Text: "Base légale ?", Changes: []schema.Change{change(schema.FieldState, "to_approve", "draft")}},
			"renvoyée au rédacteur : Base légale ?"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			d := deskOf(google, 1)
			tc.event.At, tc.event.Actor, tc.event.Seq = now.Add(-time.Hour), "MI", 7
			d.events = []schema.Event{tc.event}
			g := opened(t, d)
			g.For(t)
			g.Shows("12:00 MI  " + tc.want + "\n")
		})
	}
}
