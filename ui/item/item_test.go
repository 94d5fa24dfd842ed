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
	"contactgroup/ui/widget"
)

func opened(t *testing.T, d *desk) *rig {
	g := newRig(t, lang.French)
	return g.open(item.New(g.s, d, "goo-2015-0042"))
}

func TestTheScreenTellsAllOfARequest(t *testing.T) {
	d := deskOf(google, 2)
	d.request.Contents[0].Outcome, d.request.Contents[0].Observed = schema.OutcomeRemovedLaw, "live"
	d.replies = []schema.Reply{{N: 1, State: schema.ReplyDisputed, Text: "Retirée.", By: "Google", Reason: "toujours visible",
		Sent: now.Add(-time.Hour), Outcomes: []schema.ReplyOutcome{{N: 1, Outcome: schema.OutcomeRemovedLaw, Territories: []string{"FR"}}}}}
	opened(t, d).shows("GOO-2015-0042", "envoyée", "P2 prioritaire", "reste 21 h 10", "TLP:AMBER", "LCEN art. 6-1", "C. pénal", "PHAROS → Google",
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
		{"late", func(r *schema.Request) { r.Due = now.Add(-80 * time.Minute) }, "RETARD de 1 h 20"},
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
			g.t = t
			g.shows(tc.want)
		})
	}
}

func TestClaimAndReplyToOneContentTakeAtMostSixKeys(t *testing.T) {
	d := deskOf(google, 1)
	g := opened(t, d)
	g.press("i", "r", "1", "f2", "y")
	if len(d.sent) != 1 || len(d.sent[0].Outcomes) != 1 || d.sent[0].Outcomes[0].Outcome != schema.OutcomeRemovedLaw || !d.sent[0].Hold {
		t.Fatalf("sent %+v, failures %v", d.sent, g.fails)
	}
	if g.presses > 6 {
		t.Errorf("%d presses", g.presses)
	}
	if len(g.dialogs) != 0 || !strings.Contains(strings.Join(g.told, "\n"), "z la reprend") {
		t.Errorf("told %q, %d dialogs left", g.told, len(g.dialogs))
	}
}

func TestTheDigitsOfAFrenchKeyboardChooseOutcomes(t *testing.T) {
	d := deskOf(google, 2)
	opened(t, d).press("r", "&", "é", "f2", "y")
	if len(d.sent) != 1 || d.sent[0].Outcomes[0].Outcome != schema.OutcomeRemovedLaw || d.sent[0].Outcomes[1].Outcome != schema.OutcomeRemovedTerms {
		t.Errorf("sent %+v", d.sent)
	}
}

func TestOneKeyGivesAllContentsTheSameOutcome(t *testing.T) {
	d := deskOf(google, 5)
	opened(t, d).press("r", "3", "shift+tab", "*").typing("Fait.").press("tab").typing("fr be").press("f2", "y")
	if len(d.sent) != 1 || len(d.sent[0].Outcomes) != 5 || d.sent[0].Text != "Fait." {
		t.Fatalf("sent %+v", d.sent)
	}
	for _, o := range d.sent[0].Outcomes {
		if o.Outcome != schema.OutcomeDisabled || !slices.Equal(o.Territories, []string{"FR", "BE"}) {
			t.Errorf("content %d: %+v", o.N, o)
		}
	}
}

func TestNothingIsSentBeforeEveryContentHasAnOutcomeAndReasonsWhereNeeded(t *testing.T) {
	d := deskOf(google, 2)
	g := opened(t, d).press("r", "1", "f2")
	g.shows("donnez une suite à chaque contenu (2)")
	g.press("y", "f", "f2") // refused: reasons are needed
	g.shows("obligatoire")
	g.typing("Contenu licite.").press("f2")
	g.shows("Ministère (PHAROS)", "refusé", "hxxps://videos[.]example/b", "Contenu licite.", "à l’envoi")
	if len(d.sent) != 0 {
		t.Fatal("sent before y")
	}
	g.press("y")
	if len(d.sent) != 1 {
		t.Error("not sent")
	}
}

func TestEscapeKeepsTheDraftOfAReply(t *testing.T) {
	d := deskOf(google, 2)
	g := opened(t, d).press("r", "1", "2").typing("À moitié").press("esc")
	if len(g.dialogs) != 0 {
		t.Fatal("the form stayed")
	}
	g.press("r")
	g.shows("retiré – loi", "retiré – CGU", "À moitié")
	if !slices.Contains(g.told, "Brouillon gardé.") || !slices.Contains(g.told, "Brouillon repris.") {
		t.Errorf("told %q", g.told)
	}
}

func TestADraftStaysWhenContentsAreAdded(t *testing.T) {
	d := deskOf(google, 2)
	g := opened(t, d).press("r", "1", "2").typing("À moitié").press("esc")
	d.request = deskOf(google, 4).request
	g.send(widget.Stale{Noun: schema.NounRequest, IDs: []schema.ID{42}})
	g.press("r", "f2", "3", "3", "f2", "y")
	if len(d.sent) != 1 || d.sent[0].Text != "À moitié" || d.sent[0].Outcomes[1].Outcome != schema.OutcomeRemovedTerms || d.sent[0].Outcomes[3].Outcome != schema.OutcomeDisabled {
		t.Errorf("sent %+v, failures %v", d.sent, g.fails)
	}
}

func TestAReplyTakenBackCanBeCorrected(t *testing.T) {
	d := deskOf(google, 1)
	g := opened(t, d).press("r", "f").typing("Licite.").press("f2", "y", "r")
	g.shows("refusé", "Licite.")
}

func TestAReplyThatIsRefusedStaysWithTheContentNamed(t *testing.T) {
	d := deskOf(google, 3)
	g := opened(t, d).press("r", "1", "1", "1")
	d.refuse = &schema.Fault{Class: schema.ErrInvalid, Why: schema.WhyNeedsOutcome, Ref: d.request.Ref, Value: "2"}
	g.press("f2", "y")
	if !g.failed(schema.WhyNeedsOutcome) || len(g.dialogs) != 1 {
		t.Fatalf("failures %v, %d dialogs", g.fails, len(g.dialogs))
	}
	for line := range strings.SplitSeq(g.view(100, 40), "\n") {
		if marked := strings.Contains(line, "! retiré"); marked != strings.Contains(line, "example/b") {
			t.Errorf("marked %v: %q", marked, line)
		}
	}
	g.press("f2", "y")
	if len(d.sent) != 1 {
		t.Error("could not be sent again")
	}
}

func TestAReplyToAChangedRequestCanBeAppliedAgain(t *testing.T) {
	d := deskOf(google, 1)
	g := opened(t, d).press("r", "1")
	d.refuse = &schema.Fault{Class: schema.ErrStale, Why: schema.WhyChanged, Ref: d.request.Ref, Rev: 4}
	g.press("f2", "y")
	if len(g.fails) != 1 || g.fails[0].Again == nil || len(d.sent) != 0 {
		t.Fatalf("failures %+v", g.fails)
	}
	g.run(g.fails[0].Again)
	if len(d.sent) != 1 || d.revs[len(d.revs)-1] != 0 || len(g.dialogs) != 0 {
		t.Errorf("sent %+v at %v, %d dialogs", d.sent, d.revs, len(g.dialogs))
	}
}

func TestKeysTypedBeforeTheFormIsThereAreNotLost(t *testing.T) {
	d := deskOf(google, 1)
	g := newRig(t, lang.English)
	row := d.request
	row.Contents = nil
	form := item.Reply(g.s, d, row)
	for _, k := range []string{"1", "f2", "y"} {
		g.run(form.Update(keyMsg(k)))
	}
	g.dialogs = []widget.Screen{form}
	g.run(form.Init())
	if len(d.sent) != 1 {
		t.Errorf("sent %+v", d.sent)
	}
}

func TestWhenItWasDoneIsReadAsPeopleWriteIt(t *testing.T) {
	for typed, want := range map[string]string{
		"": "", "11:20": "2015-05-05 11:20", "9h": "2015-05-05 09:00", "hier 18h": "2015-05-04 18:00", "yesterday 6:30": "2015-05-04 06:30",
		"04/05 9h": "2015-05-04 09:00", "2015-05-01 08:15": "2015-05-01 08:15",
	} {
		d := deskOf(google, 1)
		opened(t, d).press("r", "1", "tab", "tab").typing(typed).press("f2", "y")
		if len(d.sent) != 1 {
			t.Errorf("%q: not sent", typed)
			continue
		}
		got := ""
		if at := d.sent[0].Effective; !at.IsZero() {
			got = at.In(schema.Paris).Format("2006-01-02 15:04")
		}
		if got != want {
			t.Errorf("%q: %s, want %s", typed, got, want)
		}
	}
}

// keyboard is every key one may hit by mistake.
func keyboard() []string {
	keys := []string{"enter", "esc", "tab", "shift+tab", "f2", "ctrl+s", "up", "down", "space", "backspace"}
	for r := '!'; r <= '~'; r++ {
		keys = append(keys, string(r))
	}
	return append(keys, "é", "è", "à", "ç")
}

func TestNoWrongKeyMakesAnInternalNoteAnExchange(t *testing.T) {
	for _, wrong := range keyboard() {
		for at := range 4 { // while choosing, in the text, before the review, in the review
			d := deskOf(google, 1)
			g := opened(t, d)
			keys := []string{"c", "i", "s", "f2", "y"}
			if at == 0 && wrong == "x" {
				continue // this is choosing the exchange
			}
			g.press(append(slices.Insert(slices.Clone(keys), at+1, wrong), "f2", "y")...)
			for _, s := range d.steps {
				if s.Verb == schema.VerbNote && !s.Internal {
					t.Errorf("%q after key %d sent %+v to both sides", wrong, at, s)
				}
			}
		}
	}
}

func TestTheExchangeSaysWhoWillReadItBeforeItGoes(t *testing.T) {
	d := deskOf(google, 1)
	g := opened(t, d).press("c", "x").typing("Merci").press("f2")
	g.shows("NOTE D’ÉCHANGE", "Google + Ministère (PHAROS)")
	if len(d.steps) != 0 {
		t.Fatal("sent by x")
	}
	g.press("y")
	if len(d.steps) != 1 || d.steps[0].Internal || d.steps[0].Reason != "Merci" {
		t.Errorf("steps %+v", d.steps)
	}
}

func TestInternalAndExchangeDraftsAreNeverTakenForEachOther(t *testing.T) {
	g := opened(t, deskOf(google, 1)).press("c", "i").typing("secret").press("esc", "c", "x")
	g.hides("secret")
	g.press("esc", "c", "i")
	g.shows("secret", "NOTE INTERNE", "lue par Google")
}

func TestANewRequestIsWrittenReviewedAndKept(t *testing.T) {
	d := deskOf(pharos, 1)
	g := opened(t, d).press("n")
	g.press("tab", "tab", "tab", "g", "tab", "tab", "tab").typing("Apologie").press("tab", "tab").typing("hxxps://videos[.]example/x vidéo").press("f2")
	g.shows("Google", "Apologie", "hxxps://videos[.]example/x", "vidéo", "brouillon")
	g.press("y")
	if len(d.drafts) != 1 {
		t.Fatalf("failures %v", g.fails)
	}
	got := d.drafts[0]
	if got.Addressee != "google" || got.Subject != "Apologie" || len(got.Contents) != 1 || got.Contents[0].URL != "https://videos.example/x" || got.Contents[0].Type != "video" {
		t.Errorf("draft %+v", got)
	}
	if len(g.s.Drafts["request/new"]) != 0 {
		t.Error("the draft of what was written is kept")
	}
}

func TestADisabledOrganisationIsNotOffered(t *testing.T) {
	g := opened(t, deskOf(pharos, 1)).press("n", "tab", "tab", "tab", "p")
	g.hides("Parti")
}

func TestAWrongAddressIsNamed(t *testing.T) {
	d := deskOf(pharos, 1)
	d.request.State = schema.StateInProgress
	g := opened(t, d).press("e").typing("une de plus").press("tab").typing("ftp://x.example").press("f2")
	g.shows("ftp://x.example")
	if g.press("y"); len(d.steps) != 0 {
		t.Errorf("steps %+v", d.steps)
	}
}

func TestADraftIsEditedWithWhatItHolds(t *testing.T) {
	d := deskOf(pharos, 2)
	d.request.State, d.request.Sent, d.request.Ref = schema.StateDraft, time.Time{}, "B-2015-0007"
	d.request.Contents[1].Hash = "abc"
	g := newRig(t, lang.French)
	g.open(item.New(g.s, d, "B-2015-0007")).press("e")
	g.shows("Retrait de vidéos d’apologie", "hxxps://videos[.]example/a video")
	g.press("f2", "y")
	if len(d.drafts) != 1 || d.revs[0] != 3 || len(d.drafts[0].Contents) != 2 || d.drafts[0].Contents[1].Hash != "abc" {
		t.Errorf("drafts %+v at %v", d.drafts, d.revs)
	}
}

func TestAVerbAsksForWhatItNeedsAndGoesOutAtTheRevisionSeen(t *testing.T) {
	d := deskOf(pharos, 1)
	g := opened(t, d).press("L", "1").typing("attentat").press("enter")
	if len(d.steps) != 1 || d.steps[0].Label != schema.P1 || d.steps[0].Reason != "attentat" || d.revs[0] != 3 {
		t.Errorf("steps %+v at %v, failures %v", d.steps, d.revs, g.fails)
	}
	g.press("a").typing("second").press("enter")
	if len(d.steps) != 2 || d.steps[1].To != "second" {
		t.Errorf("steps %+v", d.steps)
	}
	g.press("w").typing("demain 9h").press("enter")
	if len(d.steps) != 3 || !d.steps[2].Until.Equal(time.Date(2015, 5, 6, 9, 0, 0, 0, schema.Paris)) {
		t.Errorf("steps %+v", d.steps)
	}
}

func TestAKeyThatCannotBeUsedSaysWhy(t *testing.T) {
	g := opened(t, deskOf(google, 1)).press("x")
	if !g.failed(schema.WhyRole) {
		t.Errorf("failures %v", g.fails)
	}
	g.press("s")
	g.shows("demander une précision", "reprendre la réponse", "aucune réponse en attente")
	g.hides("clore", "viser")
}

func TestAChangeOfOthersIsToldAndReadWithoutMovingTheText(t *testing.T) {
	d := deskOf(pharos, 12)
	g := opened(t, d)
	g.press("tab", "tab", "j", "j")
	g.view(80, 10)
	before := g.view(80, 10)
	d.request.State = schema.StateClarification
	e := schema.Event{Audience: "ministry/requests", Seq: 9, At: now.Add(time.Minute), Actor: "Google", Verb: schema.VerbClarify,
		Noun: schema.NounRequest, Subject: 42, Ref: d.request.Ref, Text: "Laquelle ?"}
	d.events = append(d.events, e)
	g.send(widget.Changed{Events: []schema.Event{e}})
	after := g.view(80, 11)
	if !strings.Contains(after, "Google : précision demandée") {
		t.Fatalf("the change is not told:\n%s", after)
	}
	b, a := strings.Split(before, "\n"), strings.Split(after, "\n")
	if !slices.Equal(b[1:], a[2:]) {
		t.Errorf("the text moved:\n%s\n--\n%s", before, after)
	}
	g.press("G")
	g.shows("13:01●Google", "Laquelle ?")
	g.hides("● 13:01")
}

func TestEventsOfOtherRequestsAreNotTold(t *testing.T) {
	g := opened(t, deskOf(pharos, 1))
	g.send(widget.Changed{Events: []schema.Event{{At: now, Actor: "Google", Verb: schema.VerbClarify, Noun: schema.NounRequest, Subject: 41, Ref: "GOO-2015-0041"}}})
	g.hides("précision demandée")
}

func TestAStaleVerbOffersToLookAndToApplyAgain(t *testing.T) {
	d := deskOf(google, 1)
	d.refuse = &schema.Fault{Class: schema.ErrStale, Why: schema.WhyChanged, Ref: d.request.Ref, Rev: 4, By: "Second"}
	g := opened(t, d).press("i")
	if len(g.fails) != 1 || g.fails[0].View == nil || g.fails[0].Again == nil {
		t.Fatalf("failures %+v", g.fails)
	}
	g.run(g.fails[0].View)
	g.run(g.fails[0].Again)
	if len(d.steps) != 1 || d.revs[1] != 0 {
		t.Errorf("steps %+v at %v", d.steps, d.revs)
	}
}

func TestSearchNeighboursAndCopy(t *testing.T) {
	g := opened(t, deskOf(google, 3)).press("/").typing("VERIFIER").press("enter")
	if len(g.told) != 1 || !strings.HasPrefix(g.told[0], "1 lignes") {
		t.Errorf("told %q", g.told)
	}
	if g.press("esc"); g.popped {
		t.Error("Esc left the screen before the search")
	}
	g.press("J", "K", "y", "Y", "esc")
	if !slices.Equal(g.beside, []int{1, -1}) || !slices.Equal(g.copied, []string{"GOO-2015-0042", "request show GOO-2015-0042"}) || !g.popped {
		t.Errorf("beside %v, copied %q, left %v", g.beside, g.copied, g.popped)
	}
}

func TestAHiddenRequestIsNotShown(t *testing.T) {
	d := deskOf(google, 1)
	d.request.Ref = "GOO-2015-0001"
	if g := opened(t, d); !g.popped || !g.failed(schema.WhyHidden) {
		t.Errorf("left %v, failures %v", g.popped, g.fails)
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
		g := newRig(t, rapid.SampledFrom(lang.All).Draw(rt, "lang"))
		g.open(item.New(g.s, d, r.Ref))
		g.press(rapid.SliceOfN(rapid.SampledFrom([]string{"r", "c", "i", "j", "tab", "enter", "/", "s", "1", "f2", "G", "esc"}), 0, 6).Draw(rt, "keys")...)
		for range 3 {
			w, h := rapid.IntRange(1, 200).Draw(rt, "w"), rapid.IntRange(1, 60).Draw(rt, "h")
			fits(rt, g, w, h)
		}
	})
}

func fits(t interface{ Fatalf(string, ...any) }, g *rig, w, h int) {
	frame := g.view(w, h)
	lines := strings.Split(frame, "\n")
	if len(g.dialogs) == 0 && len(lines) != h || len(lines) > h {
		t.Fatalf("%d×%d: %d lines", w, h, len(lines))
	}
	for _, l := range lines {
		if widget.Width(l) > w {
			t.Fatalf("%d×%d: %q is %d wide", w, h, l, widget.Width(l))
		}
		if i := strings.IndexFunc(l, func(r rune) bool { return r < ' ' || r >= 0x7f && r < 0xa0 || r == '\u202e' || r == '\u200b' }); i >= 0 {
			t.Fatalf("%d×%d: %q lets a control through", w, h, l)
		}
	}
}

func TestNoKeyPressCrashes(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		d := deskOf(rapid.SampledFrom([]schema.Actor{google, pharos}).Draw(rt, "who"), rapid.IntRange(1, 20).Draw(rt, "contents"))
		g := newRig(t, lang.French)
		g.open(item.New(g.s, d, d.request.Ref))
		for _, k := range rapid.SliceOfN(rapid.SampledFrom(keyboard()), 0, 40).Draw(rt, "keys") {
			g.press(k)
			fits(rt, g, 80, 24)
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
	g := newRig(nil, lang.French)
	g.open(item.New(g.s, d, d.request.Ref))
	for b.Loop() {
		g.press("j")
		g.top.View(120, 40)
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
	g.hides("https:", "videos.example")
	r.State, r.Sent, r.Contents[0].URL = schema.StateDraft, time.Time{}, link
	g.send(widget.Stale{Noun: schema.NounRequest, IDs: []schema.ID{42}})
	g.press("e")
	if strings.Contains(g.view(100, 40), "1 https:") {
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
		{"a time", schema.Event{Verb: schema.VerbDue, Changes: []schema.Change{change(schema.FieldDue, "", "2015-05-06T10:00:00Z")}}, "échéance : 06/05 12:00"},
		{"a reason", schema.Event{Verb: schema.VerbReturn, Text: "Base légale ?", Changes: []schema.Change{change(schema.FieldState, "to_approve", "draft")}},
			"renvoyée au rédacteur : Base légale ?"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			d := deskOf(google, 1)
			tc.event.At, tc.event.Actor, tc.event.Seq = now.Add(-time.Hour), "MI", 7
			d.events = []schema.Event{tc.event}
			g := opened(t, d)
			g.t = t
			g.shows("12:00 MI  " + tc.want + "\n")
		})
	}
}
