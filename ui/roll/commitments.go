package roll

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/lang"
	"contactgroup/ui/widget"
)

// grouping is by what commitments stand together.
type grouping int

const (
	byOwner grouping = iota
	byTheme
	byState
	groupings
)

// commitments is what a list of them shows.
type commitments struct {
	items []schema.Commitment
	names names
}

func (r room) countCommitments(ctx context.Context) (string, error) {
	n, err := r.desk.CountCommitments(ctx, schema.Query{}, true)
	if err != nil {
		return "", err
	}
	open, err := r.desk.CountCommitments(ctx, schema.Query{}, false)
	return withPart(n, open, r.s.Words.Rolls.Awaited), err
}

// commitments is the list of all, in groups by owner, theme or state.
func (r room) commitments() *pane[commitments] {
	t, g := r.s.Words.Rolls, r.s.Words.Widget.Groups.Item
	by := byOwner
	v := &pane[commitments]{s: r.s, nouns: []schema.Noun{schema.NounCommitment}, none: t.NoCommitments,
		load: func(ctx context.Context) (c commitments, err error) {
			if c.items, err = all(ctx, schema.List{All: true, Sort: schema.Sort{Field: schema.SortRef}}, r.desk.Commitments); err != nil {
				return c, err
			}
			c.names, err = r.names(ctx)
			return c, err
		},
		title: func(c commitments) string { return t.Commitments + " " + widget.SignRule + " " + t.By[by] },
		draw:  func(c commitments) []widget.Passage { return r.grouped(c, by) },
		page:  func(_ commitments, ref string) widget.Screen { return r.doors.Commitment(ref) },
	}
	regroup := widget.Key{Keys: []string{"o"}, Help: t.Keys.Group, Hint: t.Keys.HintGroup, Group: g, Why: func() error { return v.reader.Any() }, Run: func() tea.Cmd {
		by = (by + 1) % groupings
		here := v.reader.Current()
		v.reader.Set(v.draw(v.held))
		v.reader.Goto(here)
		return nil
	}}
	return v.furnish(addition{func() tea.Cmd { return r.newCommitment(v) }, schema.MayCommit(r.who, schema.CommitmentDraft{})}, regroup)
}

// group is where a commitment stands, and under which words.
func (r room) group(c schema.Commitment, by grouping, n names) (key, title string) {
	d, t := r.s.Words.Domain, r.s.Words.Rolls
	switch by {
	case byTheme:
		return schema.Fold(c.Theme), cmp.Or(c.Theme, t.NoTheme)
	case byState:
		return fmt.Sprint(slices.Index(schema.CommitmentStates, c.State)), d.CommitmentStates[c.State]
	}
	return c.Org, n.of(c.Org)
}

// grouped draws commitments under a heading for each group, in the order of the headings' keys.
func (r room) grouped(c commitments, by grouping) []widget.Passage {
	items := slices.Clone(c.items)
	key := func(x schema.Commitment) string { k, _ := r.group(x, by, c.names); return k }
	slices.SortStableFunc(items, func(a, b schema.Commitment) int { return cmp.Compare(key(a), key(b)) })
	var out []widget.Passage
	for i, x := range items {
		k, title := r.group(x, by, c.names)
		if i == 0 || key(items[i-1]) != k {
			n := 0
			for _, other := range items[i:] {
				if key(other) == k {
					n++
				}
			}
			out = append(out, heading(r.s, k, fmt.Sprintf("%s (%d)", title, n)))
		}
		out = append(out, r.commitmentRow(x, c.names))
	}
	return out
}

func (r room) commitmentRow(x schema.Commitment, n names) widget.Passage {
	d, t, th := r.s.Words.Domain, r.s.Words.Rolls, r.s.Theme
	ink, theme, reviews := widget.Ink{}, "", ""
	switch {
	case x.State == schema.CommitmentBroken:
		ink = th.Warn
	case x.State.Terminal():
		ink = th.Dim
	}
	if x.Theme != "" {
		theme = "#" + x.Theme
	}
	if len(x.Reviews) > 0 {
		reviews = t.Reviewed.Of(len(x.Reviews))
	}
	return row(x.Ref, x.Ref+"  "+joined(d.CommitmentStates[x.State], n.of(x.Org), day(r.s, x.Made), reviews, theme, r.own(x.Internal)), x.Text, ink)
}

// newCommitment asks for one that is not on record yet.
func (r room) newCommitment(v *pane[commitments]) tea.Cmd {
	return v.ask(r.desk, schema.VerbNew, schema.NounCommitment, 0, "commitment", func(draft string) (*widget.Form, deed) {
		d, t := r.s.Words.Domain.Fields, r.s.Words.Rolls
		owner, text := r.organisations(v.held.names), widget.NewArea(r.s, d[schema.FieldText])
		theme, origin, made := widget.NewLine(r.s, d[schema.FieldTheme]), widget.NewLine(r.s, d[schema.FieldOrigin]), widget.NewLine(r.s, d[schema.FieldMade])
		text.Required, text.Height, made.Hint = true, 4, t.DateHint
		made.Check = func(s string) error { _, err := r.date(s); return err }
		return r.form(t.NewCommitment, draft, owner, text, theme, origin, made), func(ctx context.Context) (string, error) {
			on, err := r.date(made.Value())
			if err != nil {
				return "", err
			}
			x, err := r.desk.AddCommitment(ctx, schema.CommitmentDraft{Org: owner.Value(), Text: text.Value(), Theme: theme.Value(), Origin: origin.Value(), Made: on})
			return r.done(x.Ref, schema.VerbAdd), err
		}
	})
}

// done tells what was done to what.
func (r room) done(ref string, v schema.Verb) string {
	return schema.VisibleLine(lang.Fill(r.s.Words.Item.Pair, "name", ref, "value", r.s.Words.Domain.Done[v]))
}
