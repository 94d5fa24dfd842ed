package meeting

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"contactgroup/schema"
)

// pointKeys are the keys of an agenda's points, by their titles: their numbers
// change with what is put before them.
func pointKeys(agenda []schema.AgendaPoint) []string {
	out, seen := make([]string, len(agenda)), map[string]int{}
	for i, p := range agenda {
		seen[p.Title]++
		out[i] = fmt.Sprintf("%s%d/%s", pointKey, seen[p.Title], p.Title)
	}
	return out
}

// underPoint is the number of the point of the agenda under the cursor; 0 elsewhere.
func (v *Screen) underPoint() int {
	return slices.Index(pointKeys(v.page.meeting.Agenda), v.reader.Current()) + 1
}

// reach puts the cursor on a passage, of which a point of the agenda is named by
// its number; it reports whether there is one.
func (v *Screen) reach(passage string) bool {
	if text, ok := strings.CutPrefix(passage, pointKey); ok {
		keys := pointKeys(v.page.meeting.Agenda)
		if n, err := strconv.Atoi(text); err == nil && n >= 1 && n <= len(keys) {
			passage = keys[n-1]
		}
	}
	return v.reader.Goto(passage)
}

// redraw shows the meeting, whose agenda was another one before. The cursor
// stays on its point, also on one that has been given another title.
func (v *Screen) redraw(before []schema.AgendaPoint) {
	was, is := pointKeys(before), pointKeys(v.page.meeting.Agenda)
	here := v.reader.Current()
	at := slices.Index(was, here)
	if at >= 0 && at < len(is) && !slices.Contains(is, here) && !slices.Contains(was, is[at]) {
		here = is[at]
	}
	v.reader.Remain(v.document(), here)
}
