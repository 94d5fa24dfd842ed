package export

import (
	"bufio"
	"io"
	"slices"
	"strconv"

	"contactgroup/schema"
	"contactgroup/ui/lang"
)

// writeMarkdown writes the book with a table for each of its parts' tables.
func (b *book) writeMarkdown(w io.Writer) error {
	out := bufio.NewWriter(w)
	out.WriteString("# " + markdownText(b.title) + "\n\n")
	for _, fact := range b.facts {
		out.WriteString(markdownText(fact) + "  \n")
	}
	out.WriteString(b.marking() + "\n")
	for i, p := range b.parts {
		out.WriteString("\n## " + markdownText(partTitle(i, p)) + "\n")
		if p.note != "" {
			out.WriteString("\n" + markdownText(p.note) + "\n")
		}
		b.markdownChart(out, p)
		for _, t := range p.paperTables() {
			b.markdownTable(out, t)
		}
	}
	return out.Flush() // a bufio.Writer keeps its first error until here
}

func (b *book) markdownChart(out *bufio.Writer, p part) {
	if len(p.chart) == 0 {
		return
	}
	out.WriteByte('\n')
	markdownRow(out, []string{b.words.Pack.Columns["operator"], b.words.Pack.Median, b.words.Pack.P90})
	markdownRow(out, []string{"---", "---", "---"})
	longest := longestOf(p.chart)
	for _, x := range p.chart {
		markdownRow(out, each(b.barRow(x, longest), markdownText))
	}
}

func (b *book) markdownTable(out *bufio.Writer, t table) {
	if t.title != "" {
		out.WriteString("\n### " + markdownText(t.title) + "\n")
	}
	out.WriteByte('\n')
	markdownRow(out, each(t.headings(), markdownText))
	rule := make([]string, len(t.columns))
	for i, f := range t.columns {
		if rule[i] = "---"; f.kind == numbers {
			rule[i] = "---:"
		}
	}
	markdownRow(out, rule)
	for _, row := range t.all() {
		markdownRow(out, each(row, markdownText))
	}
}

// writePackICS writes the meeting as an event and one to-do per action item.
func writePackICS(w io.Writer, p schema.Pack, words *lang.Words) error {
	out := bufio.NewWriter(w)
	icsHead(out, p.Register, words.Pack.Title, words)
	icsEvent(out, p.Register, words)
	for _, a := range p.Actions {
		icsToDo(out, p.Register, a, words)
	}
	icsLine(out, "END", "VCALENDAR")
	return out.Flush() // a bufio.Writer keeps its first error until here
}

// packObject is all that the pack holds, in codes.
func packObject(p schema.Pack) Object {
	var version, frozen any
	if p.Version > 0 {
		version, frozen = p.Version, instant(p.Frozen)
	}
	out := Object{
		{"schema", schemaVersion}, {"group", word(p.Group)}, {"for", word(p.For)}, {"audience", word(p.Audience)}, {"as_of", day(p.AsOf)}, {"tlp", word(p.TLP)},
		{"version", version}, {"frozen_at", frozen}, {"sha256", word(p.Hash)}, {"signature", word(p.Signature)},
		{"meeting", JSONMeeting(p.Meeting)}, {"totals", jsonTotals(p.Register)},
		{"actions", listOf(slices.Clip(append([]schema.Action{}, p.Actions...)), func(a schema.Action) Object { return JSONAction(a, p.AsOf) })},
		{"last_meeting", word(p.Last)}, {"since", day(p.Since)}, {"changes", listOf(append([]schema.PackChange{}, p.Changes...), jsonPackChange)},
	}
	if p.Figures {
		out = append(out, Member{"reactions", listOf(append([]schema.Reaction{}, p.Reactions...), jsonReaction)})
	}
	if p.Requests {
		out = append(out, Member{"disputes", listOf(append([]schema.Dispute{}, p.Disputes...), jsonDispute)})
	}
	return append(out, Member{"commitments", listOf(append([]schema.Commitment{}, p.Commitments...), JSONCommitment)})
}

func jsonPackChange(x schema.PackChange) Object {
	return Object{{"noun", word(x.Noun)}, {"ref", word(x.Ref)}, {"title", word(x.Title)}, {"on", day(x.On)}, {"verbs", words(x.Verbs)},
		{"changes", listOf(append([]schema.Change{}, x.Changes...), func(c schema.Change) Object {
			return Object{{"field", word(c.Field)}, {"from", word(c.From)}, {"to", word(c.To)}}
		})}}
}

// jsonReaction has no organisation and no number of answers for the others together.
func jsonReaction(r schema.Reaction) Object {
	var answers any
	if r.Org != "" {
		answers = r.Answers
	}
	return Object{{"operator", word(r.Org)}, {"answers", answers}, {"median_minutes", int(r.Median.Minutes())}, {"p90_minutes", int(r.P90.Minutes())},
		{"within_15_min", r.Quarter}, {"within_1_h", r.Hour}, {"within_24_h", r.Day}}
}

func jsonDispute(x schema.Dispute) Object {
	return Object{{"ref", word(x.Ref)}, {"reply", word(x.Ref + "/" + strconv.Itoa(x.Reply))}, {"addressee", word(x.Addressee)}, {"subject", word(x.Subject)},
		{"label", word(x.Label)}, {"tlp", word(x.TLP)}, {"outcomes", words(x.Outcomes)}, {"content_count", x.Contents}, {"reason", word(x.Reason)}, {"disputed_on", day(x.On)}}
}

// jsonTotals counts the action items, all and by owner.
func jsonTotals(r schema.Register) Object {
	count := func(t total) Object {
		return Object{{"actions", t.actions}, {"overdue", t.overdue}, {"carried_over", t.carried}}
	}
	byOwner, all := totals(r)
	owners := make([]Object, len(byOwner))
	for i, t := range byOwner {
		owners[i] = append(Object{{"owner", word(t.owner)}, {"name", word(ownerName(r, t.owner))}}, count(t)...)
	}
	return append(count(all), Member{"owners", owners})
}
