package command

import (
	"time"

	"contactgroup/schema"
	"contactgroup/ui/export"
	"contactgroup/ui/lang"
)

// statsDays is how far back figures go unless --since says otherwise.
const statsDays = 90

var statsFlags = append([]string{"since"}, tableFlags...)

func mayReadStats(c *call) error {
	_, _, err := schema.SeesStats(c.s.Desk.Who())
	return err
}

// figure is one line of figures: a reaction time, or what became of a label.
type figure struct {
	reaction *schema.Reaction
	label    *schema.LabelQuality
}

var statsForm = shape[figure]{
	ref: func(f figure) string { return "" },
	object: func(_ *call, f figure) export.Object {
		var r schema.Reaction
		var l schema.LabelQuality
		what := "label"
		if f.reaction != nil {
			what, r = "reaction", *f.reaction
		}
		if f.label != nil {
			l = *f.label
		}
		minutes := func(d time.Duration) any { return ofReaction(f, int(d/time.Minute)) }
		answers := l.Answered
		if f.reaction != nil {
			answers = r.Answers
		}
		return export.Object{{Name: "what", Value: what}, {Name: "org", Value: orNull(r.Org)}, {Name: "service", Value: orNull(l.Service)},
			{Name: "label", Value: orNull(string(l.Label))}, {Name: "answers", Value: zeroNull(answers)},
			{Name: "median_minutes", Value: minutes(r.Median)}, {Name: "p90_minutes", Value: minutes(r.P90)},
			{Name: "within_15_min", Value: ofReaction(f, r.Quarter)}, {Name: "within_1_h", Value: ofReaction(f, r.Hour)}, {Name: "within_24_h", Value: ofReaction(f, r.Day)},
			{Name: "refused", Value: ofLabel(f, l.Refused)}, {Name: "insufficient", Value: ofLabel(f, l.Insufficient)}}
	},
	columns: []string{"what", "org", "service", "label", "answers", "median_minutes", "p90_minutes", "within_15_min", "within_1_h", "within_24_h", "refused", "insufficient"},
	words: map[string]func(*lang.Words, string) string{
		"what": func(w *lang.Words, s string) string { return w.Command.Figures[s] },
	},
}

func ofReaction(f figure, n int) any {
	if f.reaction == nil {
		return nil
	}
	return n
}

func ofLabel(f figure, n int) any {
	if f.label == nil {
		return nil
	}
	return n
}

// zeroNull is nil for zero: of the others it is not told how many they are.
func zeroNull(n int) any {
	if n == 0 {
		return nil
	}
	return n
}

// stats writes how quickly operators answer, and what became of each service's labels.
func stats(c *call) error {
	since := schema.DateOf(c.s.Desk.Now(), c.groupZone()).AddDays(-statsDays)
	if c.given("since") {
		var err error
		if since, err = schema.ParseDate(c.text("since")); err != nil || since.IsZero() {
			return schema.Invalid(schema.WhyDate, "since", c.text("since"))
		}
	}
	found, err := c.s.Desk.Stats(c.ctx, since)
	if err != nil {
		return err
	}
	var out []figure
	for i := range found.Reactions {
		out = append(out, figure{reaction: &found.Reactions[i]})
	}
	for i := range found.Labels {
		out = append(out, figure{label: &found.Labels[i]})
	}
	return listAll(c, statsForm, out)
}
