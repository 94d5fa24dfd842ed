package command

import (
	"slices"
	"time"

	"contactgroup/schema"
	"contactgroup/ui/export"
	"contactgroup/ui/lang"
)

var statsFlags = append([]string{"since", "what"}, tableFlags...)

func mayReadStats(c *call) error {
	_, _, err := schema.SeesStats(c.s.Desk.Who())
	return err
}

// figure is one line of figures, of which the one set alone is told.
type figure struct {
	reaction  *schema.Reaction
	quarter   *schema.Quarter
	load      *schema.Load
	label     *schema.LabelQuality
	shortfall *schema.Shortfall
}

// figureColumns are what each kind of figure is told in.
var figureColumns = map[schema.Figure][]string{
	schema.FigureReaction:  {"org", "answers", "median_minutes", "p90_minutes", "within_15_min", "within_1_h", "within_24_h"},
	schema.FigureQuarter:   {"org", "from_minutes", "answers"},
	schema.FigureLoad:      {"day", "org", "sent", "first_answers"},
	schema.FigureLabel:     {"service", "label", "answers", "refused", "insufficient"},
	schema.FigureShortfall: {"org", "service", "answers", "insufficient"},
}

// statsForm tells figures; those of a kind in the columns of it.
func statsForm(kind schema.Figure) shape[figure] {
	return shape[figure]{
		ref:     func(figure) string { return "" },
		object:  func(_ *call, f figure) export.Object { return figureObject(f) },
		columns: figureColumns[kind],
		words: map[string]func(*lang.Words, string) string{
			"what": func(w *lang.Words, s string) string { return w.Stats.Figures[schema.Figure(s)] },
		},
	}
}

// figureObject has the same members for every figure; null are those that it has not.
func figureObject(f figure) export.Object {
	values := map[string]any{}
	switch {
	case f.reaction != nil:
		r := f.reaction
		values = map[string]any{"what": string(schema.FigureReaction), "org": orNull(r.Org), "median_minutes": int(r.Median / time.Minute), "p90_minutes": int(r.P90 / time.Minute),
			"within_15_min": r.Quarter, "within_1_h": r.Hour, "within_24_h": r.Day}
		if r.Org != "" { // of the others it is not told how many they are
			values["answers"] = r.Answers
		}
	case f.quarter != nil:
		values = map[string]any{"what": string(schema.FigureQuarter), "org": f.quarter.Org, "from_minutes": f.quarter.N * 15, "answers": f.quarter.Answers}
	case f.load != nil:
		values = map[string]any{"what": string(schema.FigureLoad), "org": f.load.Org, "day": f.load.Day.String(), "sent": f.load.Sent, "first_answers": f.load.Answered}
	case f.label != nil:
		l := f.label
		values = map[string]any{"what": string(schema.FigureLabel), "service": l.Service, "label": string(l.Label), "answers": l.Answered, "refused": l.Refused, "insufficient": l.Insufficient}
	case f.shortfall != nil:
		x := f.shortfall
		values = map[string]any{"what": string(schema.FigureShortfall), "org": x.Org, "service": x.Service, "answers": x.Answered, "insufficient": x.Insufficient}
	}
	names := []string{"what", "org", "service", "label", "answers", "median_minutes", "p90_minutes", "within_15_min", "within_1_h", "within_24_h", "refused", "insufficient",
		"day", "sent", "first_answers", "from_minutes"}
	out := make(export.Object, len(names))
	for i, name := range names {
		out[i] = export.Member{Name: name, Value: values[name]}
	}
	return out
}

// stats writes the figures of a period: all of them, or those of one kind.
func stats(c *call) error {
	kinds := schema.Figures
	if c.given("what") {
		kind := schema.Figure(schema.Fold(c.text("what")))
		if !slices.Contains(schema.Figures, kind) {
			return schema.Invalid(schema.WhyUnknown, "what", c.text("what"))
		}
		kinds = []schema.Figure{kind}
	}
	since, err := c.statsSince()
	if err != nil {
		return err
	}
	found, err := c.s.Desk.Stats(c.ctx, since)
	if err != nil {
		return err
	}
	if c.form.format == "" {
		return tellStats(c, kinds, found)
	}
	var all []figure
	for _, kind := range kinds {
		all = append(all, figuresOf(kind, found)...)
	}
	if c.form.columns == nil && len(kinds) == 1 && slices.Contains([]export.Format{export.CSV, export.TSV, export.Markdown}, c.form.format) {
		c.form.columns = figureColumns[kinds[0]]
	}
	return listAll(c, statsForm(""), all)
}

// statsSince is the day that figures are told since: of a period, or as it is
// written; without --since, of a quarter.
func (c *call) statsSince() (schema.Date, error) {
	zone := c.groupZone()
	today := schema.DateOf(c.s.Desk.Now(), zone)
	if !c.given("since") {
		return schema.PeriodQuarter.Since(today, schema.Date{}), nil
	}
	period, ok := schema.ParsePeriod(c.text("since"))
	if !ok {
		day, err := schema.ParseDate(c.text("since"))
		if err != nil || day.IsZero() {
			return day, schema.Invalid(schema.WhyDate, "since", c.text("since"))
		}
		return day, nil
	}
	var meeting schema.Date
	if period == schema.PeriodMeeting {
		at, err := c.s.Desk.SinceMeeting(c.ctx)
		if err != nil {
			return meeting, err
		}
		if !at.IsZero() {
			meeting = schema.DateOf(at, zone)
		}
	}
	return period.Since(today, meeting), nil
}

// tellStats writes a table for each kind of figure, and says in words what may not be shown.
func tellStats(c *call, kinds []schema.Figure, s schema.Stats) error {
	t := c.words.Stats
	for i, kind := range kinds {
		if i > 0 {
			c.line()
		}
		c.line(t.Figures[kind])
		rows := figuresOf(kind, s)
		switch {
		case len(rows) > 0:
			if err := listAll(c, statsForm(kind), rows); err != nil {
				return err
			}
		case s.Single || kind == schema.FigureReaction:
			c.line(c.words.Command.Empty)
		default:
			c.line(t.HiddenHere)
		}
		if s.Peers && kind == schema.FigureReaction {
			c.line(t.PeersNote(s.HasPeers(), dayOrNothing(s.PeersSince), dayOrNothing(s.PeersUntil.AddDate(0, 0, -1))))
		}
	}
	return nil
}

func dayOrNothing(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.DateOnly)
}

// figuresOf are the figures of one kind.
func figuresOf(kind schema.Figure, s schema.Stats) []figure {
	switch kind {
	case schema.FigureReaction:
		return figures(s.Reactions, func(x *schema.Reaction) figure { return figure{reaction: x} })
	case schema.FigureQuarter:
		return figures(s.Quarters, func(x *schema.Quarter) figure { return figure{quarter: x} })
	case schema.FigureLoad:
		return figures(s.Loads, func(x *schema.Load) figure { return figure{load: x} })
	case schema.FigureLabel:
		return figures(s.Labels, func(x *schema.LabelQuality) figure { return figure{label: x} })
	case schema.FigureShortfall:
		return figures(s.Shortfalls, func(x *schema.Shortfall) figure { return figure{shortfall: x} })
	}
	return nil
}

func figures[T any](of []T, as func(*T) figure) []figure {
	out := make([]figure, len(of))
	for i := range of {
		out[i] = as(&of[i])
	}
	return out
}
