package lang

import (
	"strconv"
	"strings"
	"time"

	"contactgroup/schema"
)

// Closing is the closing of a meeting that drafts the next one, with what is
// carried over as a point of its agenda, where the cadence proposes one.
func (w *Words) Closing(m schema.Meeting) schema.MeetingStep {
	return schema.MeetingStep{Verb: schema.VerbClose, Plan: schema.MeetingPlan{Title: w.Meeting.Untitled[m.Format]}, Text: w.Sitting.CarriedPoint}
}

// ClosingText tells what closing a meeting would freeze, draft and carry over,
// an action item a line; a meeting's time is that of zone, see Time.Starts.
func (w *Words) ClosingText(c schema.Closing, zone, home *time.Location) string {
	t := w.Sitting
	lines := []string{Fill(t.Closes, "decisions", strconv.Itoa(c.Decisions), "settled", strconv.Itoa(len(c.Settled)), "carried", strconv.Itoa(len(c.Carried)))}
	if !c.Drafts.IsZero() {
		lines = append(lines, Fill(t.CloseDrafts, "starts", w.Time.Starts(c.Drafts, zone, home)))
	}
	switch {
	case len(c.Carried) == 0:
		lines = append(lines, t.CloseNone)
	case c.Next != "":
		lines = append(lines, Fill(t.CloseNext, "meeting", c.Next))
	case !c.Drafts.IsZero():
		lines = append(lines, t.CloseToDraft)
	default:
		lines = append(lines, t.CloseWaits)
	}
	for _, x := range c.Carried {
		parts := []string{x.Owner}
		if !x.Due.IsZero() {
			parts = append(parts, x.Due.Start(time.UTC).Format(w.Time.LayoutDay))
		}
		if x.Carried > 0 {
			parts = append(parts, Fill(w.Meeting.Carried, "n", strconv.Itoa(x.Carried)))
		}
		lines = append(lines, "  "+x.Ref+"  "+strings.Join(append(parts, firstLine(x.Text)), " · "))
	}
	return strings.Join(append(lines, t.Irrevocable), "\n")
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return line
}

// GroupName names a group of a board; names are those of organisations by code,
// which is shown where there is none.
func (w *Words) GroupName(by schema.Grouping, key string, names map[string]string) string {
	switch {
	case by == schema.ByDue:
		return w.Sitting.DueGroups[key]
	case by == schema.ByTheme && key == "":
		return w.Sitting.NoTheme
	case by == schema.ByTheme:
		return "#" + key
	case names[key] != "":
		return names[key]
	}
	return key
}

// MinutesChanges are the changes of a version of minutes against the one
// before, a line each: "décision 2 : « … » → « … »".
func (w *Words) MinutesChanges(v schema.MinutesVersion) []string {
	out := make([]string, len(v.Changes))
	for i, c := range v.Changes {
		field, part, _ := strings.Cut(string(c.Field), "#")
		name := w.Domain.Fields[schema.Field(field)]
		if word := w.Sitting.Parts[field]; word != "" {
			name = word
		}
		if part != "" {
			name = Fill(w.Sitting.Part, "name", name, "n", part)
		}
		out[i] = Fill(w.Item.Pair, "name", name, "value", Fill(w.Sitting.Changed, "from", w.orEmpty(c.From), "to", w.orEmpty(c.To)))
	}
	return out
}

func (w *Words) orEmpty(s string) string {
	if s == "" {
		return w.Sitting.Emptied
	}
	return strings.ReplaceAll(s, "\n", " / ")
}
