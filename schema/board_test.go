package schema

import (
	"fmt"
	"strings"
	"testing"
)

func TestABoardGroupsEachItemOnce(t *testing.T) {
	today := Date{2015, 5, 6}
	items := []Action{
		{Ref: "A-2015-001", Owner: "google", Due: Date{2015, 5, 20}, Theme: "Formation", State: ActionOpen},
		{Ref: "A-2015-002", Owner: "afa", Due: Date{2015, 5, 1}, State: ActionBlocked},
		{Ref: "A-2015-003", Owner: "google", Due: Date{2015, 5, 13}, Theme: "formation", State: ActionOpen},
		{Ref: "A-2015-004", Owner: "afa", State: ActionOpen, Theme: "code"},
		{Ref: "A-2015-005", Owner: "ministry", Due: Date{2015, 7, 1}, State: ActionInProgress},
		{Ref: "A-2015-006", Owner: "ministry", Due: today, State: ActionInProgress},
	}
	for by, want := range map[Grouping]string{
		ByOwner: "afa:002,004 late 1 soon 0 | google:003,001 late 0 soon 1 | ministry:006,005 late 0 soon 1",
		ByDue:   "overdue:002 late 1 soon 0 | week:006,003 late 0 soon 2 | month:001 late 0 soon 0 | later:005 late 0 soon 0 | none:004 late 0 soon 0",
		ByTheme: "code:004 late 0 soon 0 | Formation:003,001 late 0 soon 1 | :002,006,005 late 1 soon 1",
	} {
		var got []string
		for _, g := range Board(items, by, today) {
			var refs []string
			for _, x := range g.Actions {
				refs = append(refs, strings.TrimPrefix(x.Ref, "A-2015-"))
			}
			got = append(got, fmt.Sprintf("%s:%s late %d soon %d", g.Key, strings.Join(refs, ","), g.Overdue, g.Soon))
		}
		if text := strings.Join(got, " | "); text != want {
			t.Errorf("%s: %s\nwant %s", by, text, want)
		}
	}
	if Board(nil, ByOwner, today) != nil {
		t.Error("an empty register has groups")
	}
}

func TestWhatIsSettledIsNeverSoonDue(t *testing.T) {
	today := Date{2015, 5, 6}
	for _, s := range []ActionState{ActionDone, ActionDropped} {
		if (Action{State: s, Due: today}).Soon(today) {
			t.Errorf("%s is soon due", s)
		}
	}
}
