package export

import (
	"cmp"
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"contactgroup/schema"
	"contactgroup/ui/lang"
)

// PackFileName is the name of a meeting's pack as a file.
func PackFileName(f Format, meetingRef string) string { return "pack-" + meetingRef + "." + string(f) }

// WritePack writes the pack of a meeting. Words are as for Write. Its errors are
// those of w, and one for a format that is none of Formats.
func WritePack(w io.Writer, f Format, p schema.Pack, words *lang.Words) error {
	p.Actions = sorted(p.Actions)
	switch f {
	case JSON:
		return writeValue(w, packObject(p), "  ")
	case ICS:
		return writePackICS(w, p, words)
	case CSV:
		return packBook(p, lang.English).writeCells(w, ',')
	case FrenchCSV:
		if _, err := io.WriteString(w, byteOrderMark); err != nil {
			return err
		}
		return packBook(p, lang.French).writeCells(w, ';')
	case Markdown:
		return packBook(p, words).writeMarkdown(w)
	}
	return packBook(p, words).write(w, f)
}

// packBook is a pack as a document of parts.
func packBook(p schema.Pack, words *lang.Words) *book {
	b := heading(p.Register, words.Pack.Title, words)
	b.cover = true
	b.facts = append(b.facts, packFacts(p, words)...)
	b.parts = []part{agendaOf(p.Register, words).part(), totalsPart(p.Register, words), registerPart(p.Register, words),
		somePart("overdue", words.Pack.NoOverdue, p, words, func(a schema.Action) bool { return a.Overdue(p.AsOf) }),
		somePart("carried", words.Pack.NoCarried, p, words, func(a schema.Action) bool { return a.Carried > 0 }),
		changesPart(p, words)}
	if p.Figures {
		b.parts = append(b.parts, reactionsPart(p, words, b))
	}
	if p.Requests {
		b.parts = append(b.parts, disputesPart(p, words))
	}
	b.parts = append(b.parts, commitmentsPart(p, words))
	return b
}

// packFacts tell whose the pack is, and what it was frozen as.
func packFacts(p schema.Pack, words *lang.Words) []string {
	t := words.Pack
	facts := []string{lang.Fill(t.For, "name", schema.VisibleLine(p.For))}
	if p.Version == 0 {
		return append(facts, t.Live)
	}
	return append(facts, lang.Fill(t.Frozen, "n", strconv.Itoa(p.Version), "date", p.Frozen.In(schema.Zone(p.Zone)).Format(words.Time.LayoutYear)), lang.Fill(t.Hash, "hash", p.Hash))
}

// somePart is a part of those action items that are so, in one table.
func somePart(name, none string, p schema.Pack, words *lang.Words, so func(schema.Action) bool) part {
	h := words.Export.Columns
	out := part{name: name, title: words.Pack.Parts[name], sheet: table{columns: []field{{"number", h["number"], texts, 17}, {"owner", h["owner"], texts, 18},
		{"description", h["description"], texts, 42}, {"due", h["due"], days, 15}, {"status", h["status"], texts, 16}, {"carried_over", h["carried_over"], numbers, 14}}}}
	for _, a := range p.Actions {
		if so(a) {
			out.sheet.rows = append(out.sheet.rows, []string{a.Ref, ownerName(p.Register, a.Owner), a.Text, a.Due.String(), words.Domain.ActionStates[a.State], strconv.Itoa(a.Carried)})
		}
	}
	if len(out.sheet.rows) == 0 {
		out.note = none
	}
	return out
}

func changesPart(p schema.Pack, words *lang.Words) part {
	t := words.Pack
	h := t.Columns
	out := part{name: "changes", title: t.Parts["changes"], sheet: table{columns: []field{{"kind", h["kind"], texts, 16}, {"ref", h["ref"], texts, 18},
		{"title", h["title"], texts, 42}, {"changes", h["changes"], texts, 36}, {"on", h["on"], days, 16}}}}
	out.note = t.SinceEver
	if p.Last != "" {
		out.note = lang.Fill(t.Since, "date", p.Since.Start(time.UTC).Format(words.Time.LayoutDay))
	}
	for _, x := range p.Changes {
		out.sheet.rows = append(out.sheet.rows, []string{words.Domain.Nouns[x.Noun], x.Ref, x.Title, changeText(x, p, words), x.On.String()})
	}
	if len(p.Changes) == 0 {
		out.note += " " + t.NoChange
	}
	return out
}

// changeText tells what was done, and from what to what, a line each.
func changeText(x schema.PackChange, p schema.Pack, words *lang.Words) string {
	var verbs []string
	for _, v := range x.Verbs {
		if done := words.Domain.Done[v]; done != "" {
			verbs = append(verbs, done)
		}
	}
	lines := []string{strings.Join(verbs, ", ")}
	for _, c := range x.Changes {
		if c.From == "" { // new: its first value is told by the register
			continue
		}
		name := func(code string) string { return changeWord(x.Noun, c.Field, code, p, words) }
		lines = append(lines, words.Domain.Fields[c.Field]+words.Export.Colon+name(c.From)+" → "+cmp.Or(name(c.To), "–"))
	}
	return strings.Join(lines, "\n")
}

// changeWord is a value of a log as people read it.
func changeWord(n schema.Noun, f schema.Field, code string, p schema.Pack, words *lang.Words) string {
	d := words.Domain
	name := ""
	switch {
	case f == schema.FieldState && n == schema.NounAction:
		name = d.ActionStates[schema.ActionState(code)]
	case f == schema.FieldState && n == schema.NounMeeting:
		name = d.MeetingStates[schema.MeetingState(code)]
	case f == schema.FieldState && n == schema.NounCommitment:
		name = d.CommitmentStates[schema.CommitmentState(code)]
	case f == schema.FieldOwner:
		name = p.Owners[code]
	case f == schema.FieldDue, f == schema.FieldStarts:
		for _, layout := range []string{time.DateOnly, time.RFC3339} {
			if at, err := time.Parse(layout, code); err == nil {
				name = at.Format(words.Time.LayoutDay)
			}
		}
	}
	return cmp.Or(name, code)
}

func reactionsPart(p schema.Pack, words *lang.Words, b *book) part {
	t := words.Pack
	h := t.Columns
	out := part{name: "reactions", title: t.Parts["reactions"], sheet: table{columns: []field{{"operator", h["operator"], texts, 34}, {"answers", h["answers"], numbers, 16},
		{"median", h["median"], texts, 18}, {"p90", h["p90"], texts, 18}, {"quarter", h["quarter"], numbers, 18}, {"hour", h["hour"], numbers, 16}, {"day", h["day"], numbers, 18}}}}
	out.note = lang.Fill(t.Period, "from", b.day(p.Since.String()), "to", b.day(p.AsOf.String()))
	if p.Since.IsZero() {
		out.note = t.SinceEver
	}
	if p.Peers {
		out.note += " " + t.Together
	}
	for _, r := range p.Reactions {
		name, answers := ownerName(p.Register, r.Org), strconv.Itoa(r.Answers)
		if r.Org == "" {
			name, answers = t.Others, ""
		}
		out.sheet.rows = append(out.sheet.rows, []string{name, answers, words.Time.Left(r.Median), words.Time.Left(r.P90),
			strconv.Itoa(r.Quarter), strconv.Itoa(r.Hour), strconv.Itoa(r.Day)})
		out.chart = append(out.chart, bar{schema.VisibleLine(name), r.Median, r.P90})
	}
	if len(p.Reactions) == 0 {
		out.note += " " + t.NoFigures
	}
	return out
}

func disputesPart(p schema.Pack, words *lang.Words) part {
	t := words.Pack
	h := t.Columns
	out := part{name: "disputes", title: t.Parts["disputes"], sheet: table{columns: []field{{"ref", h["ref"], texts, 22}, {"operator", h["operator"], texts, 16},
		{"subject", h["subject"], texts, 28}, {"label", h["label"], texts, 10}, {"outcomes", h["outcomes"], texts, 20}, {"contents", h["contents"], numbers, 14},
		{"reason", h["reason"], texts, 30}, {"on", h["on"], days, 16}, {"tlp", h["tlp"], texts, 16}}}}
	for _, x := range p.Disputes {
		var outcomes []string
		for _, o := range x.Outcomes {
			outcomes = append(outcomes, words.Domain.Outcomes[o])
		}
		out.sheet.rows = append(out.sheet.rows, []string{x.Ref, ownerName(p.Register, x.Addressee), x.Subject, string(x.Label), strings.Join(outcomes, ", "),
			strconv.Itoa(x.Contents), x.Reason, x.On.String(), words.Domain.TLP[x.TLP]})
	}
	if len(p.Disputes) == 0 {
		out.note = t.NoDispute
	}
	return out
}

func commitmentsPart(p schema.Pack, words *lang.Words) part {
	t := words.Pack
	h := t.Columns
	out := part{name: "commitments", title: t.Parts["commitments"], sheet: table{columns: []field{{"ref", h["ref"], texts, 18}, {"owner", h["owner"], texts, 18},
		{"text", h["text"], texts, 44}, {"theme", h["theme"], texts, 16}, {"made_on", h["made_on"], days, 16}, {"origin", h["origin"], texts, 24},
		{"state", h["state"], texts, 18}, {"evidence", h["evidence"], texts, 26}}}}
	for _, x := range p.Commitments {
		out.sheet.rows = append(out.sheet.rows, []string{x.Ref, ownerName(p.Register, x.Org), x.Text, x.Theme, x.Made.String(), x.Origin,
			words.Domain.CommitmentStates[x.State], x.Evidence})
	}
	if len(p.Commitments) == 0 {
		out.note = t.NoPromise
	}
	return out
}

// cellHeadings are those of a book as one table.
func cellHeadings(french bool) []string {
	if t := lang.French; french {
		return []string{t.Pack.Part, t.Pack.Row, t.Pack.Column, t.Pack.Value, t.Export.Columns["as_of"], t.Export.Columns["tlp"]}
	}
	return []string{"part", "row", "column", "value", "as_of", "tlp"}
}

// writeCells writes a book as one table for machines: a row per cell that holds
// something, with its part, row and column. Headings are those of the parts.
func (b *book) writeCells(w io.Writer, comma rune) error {
	out := csv.NewWriter(w)
	out.Comma, out.UseCRLF = comma, true
	french := comma == ';'
	if err := out.Write(cellHeadings(french)); err != nil {
		return err
	}
	tlp := string(b.tlp)
	if french {
		tlp = b.marking()
	}
	for _, p := range append(slices.Clip(b.parts), b.aboutPart()) {
		for i, row := range p.sheet.all() {
			for j, cell := range row {
				if cell == "" {
					continue
				}
				name, column := p.name, p.sheet.columns[j].name
				if french {
					name, column = p.title, p.sheet.columns[j].title
				}
				if err := out.Write(each([]string{name, strconv.Itoa(i + 1), column, cell, b.asOf.String(), tlp}, csvCell)); err != nil {
					return err
				}
			}
		}
	}
	out.Flush()
	return out.Error()
}

// barText draws a span as a bar of at most 24 signs.
func barText(d, longest time.Duration) string {
	return strings.Repeat("█", max(int(24*int64(d)/int64(longest)), 1))
}

// barRow is a line of a chart as a row of texts.
func (b *book) barRow(x bar, longest time.Duration) []string {
	t := b.words.Time
	return []string{x.name, barText(x.median, longest) + " " + t.Left(x.median), barText(x.p90, longest) + " " + t.Left(x.p90)}
}

// partTitle numbers a part as its contents do.
func partTitle(i int, p part) string { return fmt.Sprintf("%d. %s", i+1, p.title) }
