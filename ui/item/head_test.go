package item_test

import (
	"testing"
	"time"

	"contactgroup/schema"
	"contactgroup/ui"
	"contactgroup/ui/uitest"
)

func TestThePageTellsWhatEndsAndWhatIsContested(t *testing.T) {
	g := uitest.NewRegister()
	g.Add(schema.Request{Ref: "GOO-2015-0001", LabelExpires: uitest.Noon.Add(time.Hour), Expires: uitest.Noon.Add(2 * time.Hour), Benchmark: uitest.Noon.Add(3 * time.Hour),
		Reverify: uitest.Noon.Add(4 * time.Hour), Contested: schema.RulingOpen, Attachments: []schema.Attachment{{N: 1, Name: "ordre.pdf"}, {N: 2, Name: "annexe.txt"}}})
	g.Add(schema.Request{Ref: "GOO-2015-0002", Due: uitest.Noon.Add(99 * time.Hour)})
	d := uitest.Open(t, g.As("pharos"), ui.Options{Width: 100, Height: 40}, nil)
	for range 2 {
		d.Press("enter")
		if d.Line("GOO-2015-0001") != "" {
			d.Shows("Label expires     13:00", "Expires           14:00", "Crisis benchmark  15:00", "Re-verify on      16:00", "to be decided", "ordre.pdf", "annexe.txt")
		} else {
			d.Hides("Label expires", "Crisis benchmark", "Contestation", "Documents")
		}
		d.Press("q", "j")
	}
}
