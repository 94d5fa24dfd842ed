package item_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"contactgroup/schema"
	"contactgroup/ui/item"
	"contactgroup/ui/lang"
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
				g := newRig(t, w)
				g.open(item.New(g.s, d, d.request.Ref))
				g.view(size[0], size[1])
				g.press(keys...)
				golden(t, fmt.Sprintf("%s-%s-%dx%d", name, w.Code, size[0], size[1]), g.view(size[0], size[1]))
			}
		}
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	var b strings.Builder
	for line := range strings.SplitSeq(got, "\n") {
		b.WriteString(strings.TrimRight(line, " ") + "\n")
	}
	path := filepath.Join("testdata", name+".golden")
	if *update {
		if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), b.String()); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}
