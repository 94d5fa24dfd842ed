package item_test

import (
	"strings"
	"testing"
	"time"

	"contactgroup/schema"
	"contactgroup/ui"
	"contactgroup/ui/item"
	"contactgroup/ui/lang"
	"contactgroup/ui/uitest"
)

// TestThePageTellsWhomToReachWhatIsLinkedAndWhatIsRecommended also holds that
// what the Desk did not give is not spoken of.
func TestThePageTellsWhomToReachWhatIsLinkedAndWhatIsRecommended(t *testing.T) {
	d := deskOf(google, 1)
	plain := d.request
	d.request.Contacts = []schema.Contact{{Rank: 1, Function: "Jour", Phone: "+33 1 99 00 20 00", Hours: "mon-fri 09:00-19:00", Zone: "Europe/Paris"},
		{Rank: 2, Function: "Nuit", Phone: "+353 1 990 0021", Hours: "19:00-09:00", Zone: "Europe/Paris"}}
	d.request.Linked = []schema.Link{{Relation: schema.RelationEscalation, Kind: schema.KindBlocking, At: now, Ref: "FAI-2015-0001", Addressee: "afa", State: schema.StateSent},
		{Relation: schema.RelationReinstatement, Kind: schema.KindReinstatement, At: now, Origin: true}}
	d.request.Recommendations = []schema.Recommendation{{N: 1, Withdraw: true, Text: "Une caricature.", By: "CNIL", At: now, State: schema.RecommendationFollowed, Answer: "Exact."}}
	page := func() string {
		g := uitest.NewSolo(t, lang.English, now)
		g.Open(item.New(g.Session, d, d.request.Ref))
		return g.View(100, 80)
	}
	full := page()
	for _, want := range []string{"Whom to reach now", "1. Jour · +33 1 99 00 20 00", "led to FAI-2015-0001 · AFA · sent · escalation · blocking", "came of · reinstatement", "CNIL · withdraw the request · followed", "Une caricature.", "Exact."} {
		if !strings.Contains(full, want) {
			t.Errorf("the page lacks %q:\n%s", want, full)
		}
	}
	if strings.Contains(full, "Nuit") {
		t.Error("it names who does not answer at this hour")
	}
	d.request = plain
	for _, word := range []string{"reach now", "Linked requests", "Recommendations"} {
		if strings.Contains(page(), word) {
			t.Errorf("a request without any shows %q", word)
		}
	}
}

func TestThePageTellsWhatEndsAndWhatIsContested(t *testing.T) {
	g := uitest.NewRegister()
	g.Add(schema.Request{Ref: "GOO-2015-0001", LabelExpires: uitest.Noon.Add(time.Hour), Expires: uitest.Noon.Add(2 * time.Hour), Benchmark: uitest.Noon.Add(3 * time.Hour),
		Reverify: uitest.Noon.Add(4 * time.Hour), Contested: schema.RulingOpen, Attachments: []schema.Attachment{{N: 1, Name: "ordre.pdf"}, {N: 2, Name: "annexe.txt"}}})
	g.Add(schema.Request{Ref: "GOO-2015-0002", Due: uitest.Noon.Add(99 * time.Hour)})
	d := uitest.Open(t, g.As("pharos"), ui.Options{Width: 100, Height: 40}, nil)
	for range 2 {
		d.Press("enter")
		if d.Line("GOO-2015-0001") != "" {
			d.Shows("Label expires     13:00", "Expires           14:00", "Crisis benchmark  3 h 00 left, until 15:00", "Re-verify on      16:00", "to be decided", "ordre.pdf", "annexe.txt")
		} else {
			d.Hides("Label expires", "Crisis benchmark", "Contestation", "Documents")
		}
		d.Press("q", "j")
	}
}

func TestAnOriginalNamesItsDuplicates(t *testing.T) {
	d := deskOf(google, 1)
	opened(t, d).Hides("Doublons")
	d.request.Duplicates = []string{"GOO-2015-0043", "GOO-2015-0044"}
	opened(t, d).Shows("Doublons          GOO-2015-0043, GOO-2015-0044")
}
