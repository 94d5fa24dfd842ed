package stats

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"time"

	"contactgroup/schema"
	"contactgroup/ui/lang"
	"contactgroup/ui/widget"
)

// orgs are the operators that there are figures of one by one, after "" for all.
func (v *Screen) orgs() []string {
	seen := map[string]bool{}
	for _, r := range v.page.stats.Reactions {
		seen[r.Org] = true
	}
	for _, l := range v.page.stats.Loads {
		seen[l.Org] = true
	}
	delete(seen, "")
	return append([]string{""}, slices.Sorted(maps.Keys(seen))...)
}

// name is an organisation's, safe to show; of "" that of the others together.
func (v *Screen) name(code string) string {
	if code == "" {
		return v.s.Words.Stats.Others
	}
	return schema.VisibleLine(cmp.Or(v.page.names[code], code))
}

// share writes a part of a hundred, with what it is of.
func (v *Screen) share(n, total int) string {
	return lang.Fill(v.s.Words.Stats.Share, "percent", v.s.Percent(percent(n, total)), "n", strconv.Itoa(n), "total", strconv.Itoa(total))
}

func percent(n, total int) int { return n * 100 / max(total, 1) }

// blocks are the charts of a figure, none when there is nothing to show.
func (v *Screen) blocks(kind schema.Figure, w int) []block {
	switch kind {
	case schema.FigureQuarter:
		return v.quarters()
	case schema.FigureLoad:
		return v.loads()
	case schema.FigureLabel:
		return v.labels(w)
	case schema.FigureShortfall:
		return v.shortfalls()
	}
	return v.reactions()
}

// reactions are a chart for each measure, with a bar for each operator.
func (v *Screen) reactions() []block {
	t, all := v.s.Words.Stats, v.page.stats.Reactions
	if len(all) == 0 {
		return nil
	}
	longest, wide := 1, 0
	for _, r := range all {
		longest = max(longest, int(r.P90/time.Minute))
		wide = max(wide, widget.Width(v.s.Words.Time.Left(r.P90)), widget.Width(v.s.Words.Time.Left(r.Median)))
	}
	chart := func(title string, scale int, value func(schema.Reaction) (int, string)) block {
		b := block{title: title, scale: scale, wide: wide}
		for _, r := range all {
			name := v.name(r.Org)
			if r.Org != "" {
				name = lang.Fill(t.Of, "name", name, "n", strconv.Itoa(r.Answers))
			}
			n, text := value(r)
			b.rows = append(b.rows, row{label: name, n: n, value: text})
		}
		return b
	}
	span := func(of func(schema.Reaction) time.Duration) func(schema.Reaction) (int, string) {
		return func(r schema.Reaction) (int, string) { return int(of(r) / time.Minute), v.s.Words.Time.Left(of(r)) }
	}
	part := func(of func(schema.Reaction) int) func(schema.Reaction) (int, string) {
		return func(r schema.Reaction) (int, string) { return of(r), v.s.Percent(of(r)) }
	}
	return []block{
		chart(t.Median, longest, span(func(r schema.Reaction) time.Duration { return r.Median })),
		chart(t.P90, longest, span(func(r schema.Reaction) time.Duration { return r.P90 })),
		chart(t.Quarter, 100, part(func(r schema.Reaction) int { return r.Quarter })),
		chart(t.Hour, 100, part(func(r schema.Reaction) int { return r.Hour })),
		chart(t.Day, 100, part(func(r schema.Reaction) int { return r.Day })),
	}
}

// quarters are how many answers came in each quarter of an hour. Quarters in
// which none did are told together.
func (v *Screen) quarters() []block {
	var counts [schema.QuartersOfDay + 1]int
	total, most := 0, 0
	for _, q := range v.page.stats.Quarters {
		if v.org != "" && q.Org != v.org {
			continue
		}
		n := min(max(q.N, 0), schema.QuartersOfDay)
		counts[n] += q.Answers
		total, most = total+q.Answers, max(most, counts[n])
	}
	if total == 0 {
		return nil
	}
	b := block{title: v.whose(), scale: most}
	for from := 0; from < len(counts); {
		to := from + 1
		for counts[from] == 0 && to < schema.QuartersOfDay && counts[to] == 0 {
			to++
		}
		if rest := slices.Max(counts[from:]); rest == 0 {
			break
		}
		label := quarterOf(from) + "–" + quarterOf(to)
		if from == schema.QuartersOfDay {
			label = v.s.Words.Stats.Longer
		}
		b.rows = append(b.rows, row{label: label, n: counts[from], value: v.share(counts[from], total)})
		from = to
	}
	return []block{b}
}

// quarterOf writes when a quarter of an hour begins.
func quarterOf(n int) string { return fmt.Sprintf("%d:%02d", n/4, n%4*15) }

// whose is the title of a chart of one operator, or of all that there are.
func (v *Screen) whose() string {
	t, all := v.s.Words.Stats, v.orgs()
	switch {
	case v.org != "":
		return lang.Fill(t.Operator, "name", v.name(v.org))
	case len(all) == 2:
		return lang.Fill(t.Operator, "name", v.name(all[1]))
	}
	return lang.Fill(t.Operator, "name", t.All)
}

// loads are lines of days, and below them the days on which something was, the
// newest first.
func (v *Screen) loads() []block {
	t := v.s.Words.Stats
	first, last := v.page.since, schema.DateOf(v.desk.Now(), v.zone)
	sent, answered := map[schema.Date]int{}, map[schema.Date]int{}
	for _, l := range v.page.stats.Loads {
		if v.org != "" && l.Org != v.org {
			continue
		}
		sent[l.Day] += l.Sent
		answered[l.Day] += l.Answered
	}
	days := slices.SortedFunc(maps.Keys(sent), schema.Date.Compare)
	if len(days) == 0 {
		return nil
	}
	if first.IsZero() || days[0].Before(first) {
		first = days[0]
	}
	if last.Before(days[len(days)-1]) {
		last = days[len(days)-1]
	}
	lines := block{title: v.whose(), each: t.PerCell, rows: []row{v.dayLine(t.Sent, sent, first, last), v.dayLine(t.Answered, answered, first, last)}}
	table := block{title: t.PerDay}
	for _, d := range slices.Backward(days) {
		table.scale = max(table.scale, sent[d])
		table.rows = append(table.rows, row{label: v.day(d), n: sent[d], value: lang.Fill(t.Both, "sent", strconv.Itoa(sent[d]), "answered", strconv.Itoa(answered[d]))})
	}
	return []block{lines, table}
}

// dayLine is one line of days, with how many there were and the day of the most.
func (v *Screen) dayLine(label string, counts map[schema.Date]int, first, last schema.Date) row {
	r := row{label: label}
	total, top := 0, first
	for d := first; !last.Before(d); d = d.AddDays(1) {
		r.days = append(r.days, counts[d])
		total += counts[d]
		if counts[d] > counts[top] {
			top = d
		}
	}
	if r.value = strconv.Itoa(total); total > 0 {
		r.value = lang.Fill(v.s.Words.Stats.Total, "n", strconv.Itoa(total), "max", strconv.Itoa(counts[top]), "day", v.day(top))
	}
	return r
}

// day writes a day as the language has it.
func (v *Screen) day(d schema.Date) string {
	return time.Date(d.Year, d.Month, d.Day, 12, 0, 0, 0, time.UTC).Format(v.s.Words.Time.LayoutDay)
}

// roomForLabels is the least width at which it is told apart why a label was not followed.
const roomForLabels = 60

// labels are a chart for each service, with a bar for each label: the share of
// contents that were refused, or could not be judged.
func (v *Screen) labels(w int) []block {
	t := v.s.Words.Stats
	var out []block
	for _, l := range v.page.stats.Labels {
		title := schema.VisibleLine(l.Service)
		if len(out) == 0 || out[len(out)-1].title != title {
			out = append(out, block{title: title, scale: 100})
		}
		n := l.Refused + l.Insufficient
		value := v.share(n, l.Answered)
		if w >= roomForLabels {
			value = lang.Fill(t.Label, "percent", v.s.Percent(percent(n, l.Answered)), "refused", strconv.Itoa(l.Refused), "insufficient", strconv.Itoa(l.Insufficient),
				"total", strconv.Itoa(l.Answered))
		}
		b := &out[len(out)-1]
		b.rows = append(b.rows, row{label: schema.VisibleLine(string(l.Label)), n: percent(n, l.Answered), value: value})
	}
	return out
}

// shortfalls are a chart of services and one of operators, the largest share first.
func (v *Screen) shortfalls() []block {
	t := v.s.Words.Stats
	if len(v.page.stats.Shortfalls) == 0 {
		return nil
	}
	chart := func(title string, of func(schema.Shortfall) string) block {
		sums := map[string]*schema.Shortfall{}
		for _, x := range v.page.stats.Shortfalls {
			if sums[of(x)] == nil {
				sums[of(x)] = &schema.Shortfall{}
			}
			sums[of(x)].Answered += x.Answered
			sums[of(x)].Insufficient += x.Insufficient
		}
		b := block{title: title, scale: 100}
		for _, name := range slices.Sorted(maps.Keys(sums)) {
			x := sums[name]
			b.rows = append(b.rows, row{label: name, n: percent(x.Insufficient, x.Answered), value: v.share(x.Insufficient, x.Answered)})
		}
		slices.SortStableFunc(b.rows, func(x, y row) int { return cmp.Compare(y.n, x.n) })
		return b
	}
	out := []block{chart(t.Services, func(x schema.Shortfall) string { return schema.VisibleLine(x.Service) })}
	if orgs := chart(t.Orgs, func(x schema.Shortfall) string { return v.name(x.Org) }); len(orgs.rows) > 1 {
		out = append(out, orgs)
	}
	return out
}
