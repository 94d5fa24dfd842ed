package item_test

import (
	"flag"
	"fmt"
	"testing"
	"time"

	"contactgroup/schema"
	"contactgroup/ui/item"
	"contactgroup/ui/lang"
	"contactgroup/ui/uitest"
)

var update = flag.Bool("update", false, "write the golden frames anew")

func TestFramesLookAsAgreed(t *testing.T) {
	for _, w := range lang.All {
		for _, size := range [][2]int{{80, 24}, {140, 40}, {40, 12}} {
			for name, keys := range map[string][]string{"request": nil, "thread": {"G"}, "reply": {"r", "1"}, "review": {"r", "1", "2", "8", "f2"}, "note": {"c", "i"}} {
				d := deskOf(google, 3)
				d.request.Contents[0].Outcome, d.request.Contents[0].Observed = schema.OutcomeRemovedLaw, "live"
				d.replies = []schema.Reply{{N: 1, State: schema.ReplyDisputed, Text: "Retirée.", By: "Google", Reason: "toujours visible",
					Sent: now.Add(-time.Hour), Outcomes: []schema.ReplyOutcome{{N: 1, Outcome: schema.OutcomeRemovedLaw}}}}
				g := uitest.NewSolo(t, w, now)
				g.Open(item.New(g.Session, d, d.request.Ref))
				g.View(size[0], size[1])
				g.Press(keys...)
				uitest.Golden(t, fmt.Sprintf("%s-%s-%dx%d", name, w.Code, size[0], size[1]), g.View(size[0], size[1]), *update)
			}
		}
	}
}
