package item_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"contactgroup/schema"
	"contactgroup/ui/item"
	"contactgroup/ui/lang"
	"contactgroup/ui/uitest"
	"contactgroup/ui/widget"
)

func TestClaimAndReplyToOneContentTakeAtMostSixKeys(t *testing.T) {
	d := deskOf(google, 1)
	g := opened(t, d)
	g.Press("i", "r", "1", "f2", "y")
	if len(d.sent) != 1 || len(d.sent[0].Outcomes) != 1 || d.sent[0].Outcomes[0].Outcome != schema.OutcomeRemovedLaw || !d.sent[0].Hold {
		t.Fatalf("sent %+v, failures %v", d.sent, g.Fails)
	}
	if g.Presses > 6 {
		t.Errorf("%d presses", g.Presses)
	}
	if len(g.Dialogs) != 0 || !strings.Contains(strings.Join(g.Told, "\n"), "z la reprend") {
		t.Errorf("told %q, %d dialogs left", g.Told, len(g.Dialogs))
	}
}

func TestTheDigitsOfAFrenchKeyboardChooseOutcomes(t *testing.T) {
	d := deskOf(google, 2)
	opened(t, d).Press("r", "&", "é", "f2", "y")
	if len(d.sent) != 1 || d.sent[0].Outcomes[0].Outcome != schema.OutcomeRemovedLaw || d.sent[0].Outcomes[1].Outcome != schema.OutcomeRemovedTerms {
		t.Errorf("sent %+v", d.sent)
	}
}

func TestOneKeyGivesAllContentsTheSameOutcome(t *testing.T) {
	d := deskOf(google, 5)
	opened(t, d).Press("r", "3", "shift+tab", "*").Type("Fait.").Press("tab").Type("fr be").Press("f2", "y")
	if len(d.sent) != 1 || len(d.sent[0].Outcomes) != 5 || d.sent[0].Text != "Fait." {
		t.Fatalf("sent %+v", d.sent)
	}
	for _, o := range d.sent[0].Outcomes {
		if o.Outcome != schema.OutcomeDisabled || !slices.Equal(o.Territories, []string{"FR", "BE"}) {
			t.Errorf("content %d: %+v", o.N, o)
		}
	}
}

func TestTheOutcomeChosenLastIsGivenToAllWithOneKey(t *testing.T) {
	d := deskOf(google, 3)
	g := opened(t, d).Press("r", "*")
	g.Shows("Donnez d’abord une suite")
	g.Press("2", "*", "f2", "y")
	if len(d.sent) != 1 || len(d.sent[0].Outcomes) != 3 || d.sent[0].Outcomes[2].Outcome != schema.OutcomeRemovedTerms {
		t.Errorf("sent %+v", d.sent)
	}
}

func TestNothingIsSentWithoutAnOutcomeAndReasonsWhereNeeded(t *testing.T) {
	d := deskOf(google, 2)
	g := opened(t, d).Press("r", "f2")
	g.Shows("(1, 2)")
	g.Press("y", "1", "f", "f2") // refused: reasons are needed
	g.Shows("obligatoire")
	g.Type("Contenu licite.").Press("f2")
	g.Shows("Ministère (PHAROS)", "refusé", "hxxps://videos[.]example/b", "Contenu licite.", "à l’envoi")
	if len(d.sent) != 0 {
		t.Fatal("sent before y")
	}
	g.Press("y")
	if len(d.sent) != 1 {
		t.Error("not sent")
	}
}

func TestAReplyMayLeaveContentsForTheNextOne(t *testing.T) {
	d := deskOf(google, 3)
	g := opened(t, d).Press("r", "1", "f2")
	g.Shows("retiré – loi", "Sans suite pour l’instant : 2, 3.")
	g.Press("y")
	if len(d.sent) != 1 || len(d.sent[0].Outcomes) != 1 || d.sent[0].Outcomes[0].N != 1 {
		t.Errorf("sent %+v", d.sent)
	}
}

func TestEscapeKeepsTheDraftOfAReply(t *testing.T) {
	d := deskOf(google, 2)
	g := opened(t, d).Press("r", "1", "2").Type("À moitié").Press("esc")
	if len(g.Dialogs) != 0 {
		t.Fatal("the form stayed")
	}
	g.Press("r")
	g.Shows("retiré – loi", "retiré – CGU", "À moitié")
	if !slices.Contains(g.Told, "Brouillon gardé.") || !slices.Contains(g.Told, "Brouillon repris (12:00).") {
		t.Errorf("told %q", g.Told)
	}
}

func TestADraftStaysWhenContentsAreAdded(t *testing.T) {
	d := deskOf(google, 2)
	g := opened(t, d).Press("r", "1", "2").Type("À moitié").Press("esc")
	d.request = deskOf(google, 4).request
	g.Send(widget.Stale{Noun: schema.NounRequest, IDs: []schema.ID{42}})
	g.Press("r", "tab", "tab", "3", "3", "f2", "y")
	if len(d.sent) != 1 || d.sent[0].Text != "À moitié" || d.sent[0].Outcomes[1].Outcome != schema.OutcomeRemovedTerms || d.sent[0].Outcomes[3].Outcome != schema.OutcomeDisabled {
		t.Errorf("sent %+v, failures %v", d.sent, g.Fails)
	}
}

func TestAReplyTakenBackCanBeCorrected(t *testing.T) {
	d := deskOf(google, 1)
	g := opened(t, d).Press("r", "f").Type("Licite.").Press("f2", "y", "r")
	g.Shows("refusé", "Licite.")
}

func TestAReplyThatIsRefusedStaysWithTheContentNamed(t *testing.T) {
	d := deskOf(google, 3)
	g := opened(t, d).Press("r", "1", "1", "1")
	d.refuse = &schema.Fault{Class: schema.ErrInvalid, Why: schema.WhyNeedsOutcome, Ref: d.request.Ref, Value: "2"}
	g.Press("f2", "y")
	if !g.Failed(schema.WhyNeedsOutcome) || len(g.Dialogs) != 1 {
		t.Fatalf("failures %v, %d dialogs", g.Fails, len(g.Dialogs))
	}
	for line := range strings.SplitSeq(g.View(100, 40), "\n") {
		if marked := strings.Contains(line, "! retiré"); marked != strings.Contains(line, "example/b") {
			t.Errorf("marked %v: %q", marked, line)
		}
	}
	g.Press("f2", "y")
	if len(d.sent) != 1 {
		t.Error("could not be sent again")
	}
}

func TestAReplyToAChangedRequestCanBeAppliedAgain(t *testing.T) {
	d := deskOf(google, 1)
	g := opened(t, d).Press("r", "1")
	d.refuse = &schema.Fault{Class: schema.ErrStale, Why: schema.WhyChanged, Ref: d.request.Ref, Rev: 4}
	g.Press("f2", "y")
	if len(g.Fails) != 1 || g.Fails[0].Again == nil || len(d.sent) != 0 {
		t.Fatalf("failures %+v", g.Fails)
	}
	g.Run(g.Fails[0].Again)
	if len(d.sent) != 1 || d.revs[len(d.revs)-1] != 0 || len(g.Dialogs) != 0 {
		t.Errorf("sent %+v at %v, %d dialogs", d.sent, d.revs, len(g.Dialogs))
	}
}

func TestKeysTypedBeforeTheFormIsThereAreNotLost(t *testing.T) {
	d := deskOf(google, 1)
	g := uitest.NewSolo(t, lang.English, now)
	row := d.request
	row.Contents = nil
	form := item.Reply(g.Session, d, row)
	for _, k := range []string{"1", "f2", "y"} {
		g.Run(form.Update(uitest.Key(k)))
	}
	g.Dialogs = []widget.Screen{form}
	g.Run(form.Init())
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
		opened(t, d).Press("r", "1", "tab", "tab").Type(typed).Press("f2", "y")
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
			g.Press(append(slices.Insert(slices.Clone(keys), at+1, wrong), "f2", "y")...)
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
	g := opened(t, d).Press("c", "x").Type("Merci").Press("f2")
	g.Shows("NOTE D’ÉCHANGE", "Google + Ministère (PHAROS)")
	if len(d.steps) != 0 {
		t.Fatal("sent by x")
	}
	g.Press("y")
	if len(d.steps) != 1 || d.steps[0].Internal || d.steps[0].Reason != "Merci" {
		t.Errorf("steps %+v", d.steps)
	}
}

func TestInternalAndExchangeDraftsAreNeverTakenForEachOther(t *testing.T) {
	g := opened(t, deskOf(google, 1)).Press("c", "i").Type("secret").Press("esc", "c", "x")
	g.Hides("secret")
	g.Press("esc", "c", "i")
	g.Shows("secret", "NOTE INTERNE", "lue par : Google")
}

func TestANewRequestIsWrittenReviewedAndKept(t *testing.T) {
	d := deskOf(pharos, 1)
	g := opened(t, d).Press("n")
	g.Press("tab", "tab", "tab", "g", "tab", "tab", "tab").Type("Apologie").Press("tab", "tab").Type("hxxps://videos[.]example/x vidéo").Press("f2")
	g.Shows("Google", "Apologie", "hxxps://videos[.]example/x", "vidéo", "brouillon")
	g.Press("y")
	if len(d.drafts) != 1 {
		t.Fatalf("failures %v", g.Fails)
	}
	got := d.drafts[0]
	if got.Addressee != "google" || got.Subject != "Apologie" || len(got.Contents) != 1 || got.Contents[0].URL != "https://videos.example/x" || got.Contents[0].Type != "video" {
		t.Errorf("draft %+v", got)
	}
	if len(g.Session.Drafts["request/new"]) != 0 {
		t.Error("the draft of what was written is kept")
	}
}

func TestADisabledOrganisationIsNotOffered(t *testing.T) {
	g := opened(t, deskOf(pharos, 1)).Press("n", "tab", "tab", "tab", "p")
	g.Hides("Parti")
}

func TestAWrongAddressIsNamed(t *testing.T) {
	d := deskOf(pharos, 1)
	d.request.State = schema.StateInProgress
	g := opened(t, d).Press("e").Type("une de plus").Press("tab").Type("ftp://x.example").Press("f2")
	g.Shows("ftp://x.example")
	if g.Press("y"); len(d.steps) != 0 {
		t.Errorf("steps %+v", d.steps)
	}
}

func TestADraftIsEditedWithWhatItHolds(t *testing.T) {
	d := deskOf(pharos, 2)
	d.request.State, d.request.Sent, d.request.Ref = schema.StateDraft, time.Time{}, "B-2015-0007"
	d.request.Contents[1].Hash = "abc"
	g := uitest.NewSolo(t, lang.French, now)
	g.Open(item.New(g.Session, d, "B-2015-0007")).Press("e")
	g.Shows("Retrait de vidéos d’apologie", "hxxps://videos[.]example/a video")
	g.Press("f2", "y")
	if len(d.drafts) != 1 || d.revs[0] != 3 || len(d.drafts[0].Contents) != 2 || d.drafts[0].Contents[1].Hash != "abc" {
		t.Errorf("drafts %+v at %v", d.drafts, d.revs)
	}
}

func TestTheLawIsTheGroupsOwnAsItIsNow(t *testing.T) {
	d := deskOf(pharos, 1)
	day := 24 * time.Hour
	d.law = []schema.Legal{
		{Code: "arcom", Version: 1, French: "loi de demain", English: "law of tomorrow", From: now.Add(-day)},
		{Code: "later", Version: 1, French: "pas encore", English: "not yet", From: now.Add(day)},
		{Code: schema.RegimeDSA9, Version: 2, French: "ancien texte", English: "former text", From: now.Add(-2 * day), Until: now.Add(-day)},
		{Code: schema.RegimeLCEN, Version: 2, French: "LCEN modifiée", English: "amended LCEN", From: now.Add(-day / 24)},
	}
	g := opened(t, d)
	g.Shows("LCEN art. 6-1") // as it was when the request was sent
	g.Hides("LCEN modifiée")
	g.Press("n", "tab")
	offered := ""
	for range len(schema.Regimes) + len(d.law) {
		offered += g.View(80, 24)
		g.Press("right")
	}
	for name, want := range map[string]bool{"LCEN modifiée": true, "loi de demain": true, "pas encore": false, "ancien texte": false, "DSA art. 9": false} {
		if strings.Contains(offered, name) != want {
			t.Errorf("%s is offered: %v", name, !want)
		}
	}
	d.request.Regime, d.request.State, d.request.Sent = "arcom", schema.StateDraft, time.Time{}
	opened(t, d).Shows("loi de demain")
}
