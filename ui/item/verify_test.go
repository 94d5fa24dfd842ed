package item_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"contactgroup/schema"
	"contactgroup/ui/item"
	"contactgroup/ui/lang"
	"contactgroup/ui/uitest"
)

// toJudge is the desk of the authority on a request of three contents that was answered.
func toJudge() *desk {
	d := deskOf(pharos, 3)
	r := &d.request
	r.State, r.LastReply, r.Replies = schema.StateAnswered, schema.ReplySent, 1
	for i, o := range []schema.Outcome{schema.OutcomeRemovedLaw, schema.OutcomeDisabled, schema.OutcomeNotFound} {
		r.Contents[i].Outcome, r.Contents[i].EffectiveAt = o, now.Add(-time.Hour)
	}
	r.Contents[0].Observed, r.Contents[0].ObservedAt = schema.ObservedLive, now.Add(-10*time.Minute)
	r.Contents[1].Territories = []string{"FR", "BE"}
	d.replies = []schema.Reply{{N: 1, State: schema.ReplySent, Text: "Deux contenus traités, un introuvable.", By: "Google", Sent: now.Add(-time.Hour)}}
	return d
}

func verification(t *testing.T, d *desk) *uitest.Solo {
	g := uitest.NewSolo(t, lang.French, now)
	return g.Open(item.Verify(g.Session, d, d.request.Ref))
}

func TestWhatIsClaimedStandsBesideWhatWasObserved(t *testing.T) {
	d := toJudge()
	g := verification(t, d)
	g.Shows("retiré – loi", "! en ligne · 12:50", "FR BE", "introuvable", "non vérifié", "Deux contenus traités")
	g.Press("j", "h", "o") // the second is gone, the third is there
	if d.request.Contents[1].Observed != schema.ObservedGone || d.request.Contents[2].Observed != schema.ObservedLive {
		t.Errorf("contents %+v", d.request.Contents)
	}
	g.Shows("! en ligne · 13:00")
}

func TestAReplyIsJudgedWhereItIsVerified(t *testing.T) {
	d := toJudge()
	g := verification(t, d).Press("-").Type("toujours en ligne").Press("enter")
	if len(d.steps) != 1 || d.steps[0].Verb != schema.VerbDispute || d.steps[0].Reason != "toujours en ligne" || d.revs[0] != 3 {
		t.Fatalf("steps %+v at %v, failures %v", d.steps, d.revs, g.Fails)
	}
	d = toJudge()
	g = verification(t, d).Press("x")
	if len(d.steps) != 2 || d.steps[0].Verb != schema.VerbAccept || d.steps[1].Verb != schema.VerbClose || d.revs[1] != 4 {
		t.Errorf("steps %+v at %v, failures %v", d.steps, d.revs, g.Fails)
	}
	d = toJudge()
	d.request.LastReply = schema.ReplyAccepted
	if verification(t, d).Press("x"); len(d.steps) != 1 {
		t.Errorf("accepted again: %+v", d.steps)
	}
	d = toJudge()
	d.refuse = &schema.Fault{Class: schema.ErrStale, Why: schema.WhyChanged, Ref: d.request.Ref, Rev: 4}
	g = verification(t, d).Press("x")
	if len(g.Fails) != 1 || g.Fails[0].Again == nil || len(d.steps) != 0 {
		t.Fatalf("failures %+v, steps %+v", g.Fails, d.steps)
	}
	if g.Run(g.Fails[0].Again); len(d.steps) != 2 || d.revs[1] != 0 {
		t.Errorf("steps %+v at %v", d.steps, d.revs)
	}
}

func TestAMeasureIsPreparedFromTheVerification(t *testing.T) {
	d := toJudge()
	g := verification(t, d).Press("E", "1").Type("fai").Press("enter")
	if len(d.escalated) != 1 || d.escalated[0].To != schema.KindBlocking || d.escalated[0].Addressees[0] != "isp" {
		t.Fatalf("escalated %+v, failures %v, told %q", d.escalated, g.Fails, g.Told)
	}
	g.Press("E", "2")
	if len(d.escalated) != 1 || len(g.Dialogs) != 0 {
		t.Errorf("nobody delists here, yet: %+v", d.escalated)
	}
	d.request.State, d.request.Due = schema.StateInProgress, now.Add(time.Hour)
	g = verification(t, d).Press("E")
	if !g.Failed(schema.WhyInTime) {
		t.Errorf("failures %v", g.Fails)
	}
}

func TestTheNextReplyIsVerifiedInTheSameWay(t *testing.T) {
	g := verification(t, toJudge()).Press("J", "K")
	if fmt.Sprint(g.Beside) != "[1 -1]" {
		t.Errorf("moved %v", g.Beside)
	}
}

func TestVerificationsLookAsAgreed(t *testing.T) {
	for _, w := range lang.All {
		for _, size := range [][2]int{{80, 24}, {140, 40}, {40, 12}} {
			d := toJudge()
			g := uitest.NewSolo(t, w, now)
			g.Open(item.Verify(g.Session, d, d.request.Ref))
			g.Press("j")
			g.Fits(t, size[0], size[1])
			uitest.Golden(t, fmt.Sprintf("verify-%s-%dx%d", w.Code, size[0], size[1]), g.View(size[0], size[1]), *update)
		}
	}
}

func TestNoAddressAndNoFactIsCutWhereAReplyIsVerified(t *testing.T) {
	d := toJudge()
	d.request.Contents[0].URL = "https://videos.example/chaine/d-un-compte/tres-long/et-encore-un-dossier/page-0042.html?partie=3&langue=fr"
	d.request.Contents[1].Territories = []string{"FR", "BE", "DE", "ES", "IT", "LU", "NL"}
	g := verification(t, d)
	for _, w := range []int{40, 60, 80, 140, 200} {
		shown := strings.Join(strings.Fields(g.Top.View(w, 40)), "")
		for _, want := range []string{schema.Defang(d.request.Contents[0].URL), schema.Defang(d.request.Contents[2].URL), "FRBEDEESITLUNL", "retiré–loi", "!enligne·12:50", "nonvérifié"} {
			if !strings.Contains(shown, want) {
				t.Errorf("%d columns do not show %q:\n%s", w, want, g.Top.View(w, 40))
			}
		}
	}
}

func TestTheContentUnderTheHandIsInSightHoweverManyLinesOthersTake(t *testing.T) {
	d := toJudge()
	for n := 4; n <= 30; n++ {
		d.request.Contents = append(d.request.Contents, schema.Content{N: n, URL: fmt.Sprintf("https://videos.example/%s/%d", strings.Repeat("dossier/", n), n)})
	}
	g := verification(t, d)
	for i := range d.request.Contents {
		for _, size := range [][2]int{{40, 12}, {80, 24}, {140, 40}} {
			if view := g.Top.View(size[0], size[1]); !strings.Contains(view, fmt.Sprintf("► %2d ", i+1)) && !strings.Contains(view, fmt.Sprintf("► %3d ", i+1)) {
				t.Fatalf("%v: content %d is not in sight:\n%s", size, i+1, view)
			}
		}
		g.Press("j")
	}
}
