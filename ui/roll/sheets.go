package roll

import (
	"context"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/lang"
	"contactgroup/ui/widget"
)

// sheets is the list of sheets of good practice.
func (r room) sheets() *pane[[]schema.Sheet] {
	t := r.s.Words.Rolls
	v := &pane[[]schema.Sheet]{s: r.s, nouns: []schema.Noun{schema.NounSheet}, none: t.NoSheets,
		load: func(ctx context.Context) ([]schema.Sheet, error) {
			return all(ctx, schema.List{All: true, Sort: schema.Sort{Field: schema.SortRef}}, r.desk.Sheets)
		},
		title: func([]schema.Sheet) string { return t.Sheets },
		draw: func(held []schema.Sheet) []widget.Passage {
			var out []widget.Passage
			for _, x := range held {
				out = append(out, row(x.Ref, x.Ref+"  "+x.Title, r.sheetFacts(x), widget.Ink{}))
			}
			return out
		},
		page: func(_ []schema.Sheet, ref string) widget.Screen { return r.sheet(ref) },
	}
	return v.furnish(addition{func() tea.Cmd { return r.newSheet(v) }, schema.MayWriteSheet(r.who, schema.VerbNew, false)})
}

func (r room) sheetFacts(x schema.Sheet) string {
	return joined(r.s.Words.Domain.TLP[x.TLP], lang.Fill(r.s.Words.Rolls.Version, "n", itoa(x.Rev)), lang.Fill(r.s.Words.Rolls.Changed, "at", r.s.At(x.Updated)), r.own(x.Internal))
}

// sheet is one sheet, its Markdown drawn for the terminal.
func (r room) sheet(ref string) *pane[schema.Sheet] {
	k, g := r.s.Words.Rolls.Keys, r.s.Words.Widget.Groups.Item
	v := &pane[schema.Sheet]{s: r.s, nouns: []schema.Noun{schema.NounSheet},
		load:  func(ctx context.Context) (schema.Sheet, error) { return r.desk.Sheet(ctx, ref) },
		title: func(x schema.Sheet) string { return x.Ref + " " + widget.SignRule + " " + x.Title },
		draw: func(x schema.Sheet) []widget.Passage {
			facts := widget.Passage{Key: "facts", Lines: []widget.Paragraph{{Text: schema.VisibleLine(r.sheetFacts(x)), Ink: r.s.Theme.Dim}}}
			return append([]widget.Passage{facts}, markdown(r.s, x.Text)...)
		},
	}
	edit := widget.Key{Keys: []string{"e"}, Help: k.Rewrite, Hint: k.HintRewrite, Group: g, Verb: schema.VerbUpdate, Write: true, Run: func() tea.Cmd { return r.rewrite(v) },
		Why: func() error { return schema.MayWriteSheet(r.who, schema.VerbUpdate, v.held.Internal != "") }}
	return v.furnish(addition{}, append([]widget.Key{edit}, besideKeys(r.s)...)...)
}
