package roll

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/lang"
	"contactgroup/ui/widget"
)

// form is a form of this room; what is typed is shown once more before it is sent.
func (r room) form(title, draft string, fields ...widget.Field) *widget.Form {
	f := widget.NewForm(r.s, schema.VisibleLine(title), draft, fields...)
	f.Does = r.s.Words.Rolls.Save
	f.Review = func() (string, error) { return f.Told(), nil }
	return f
}

// deed changes the register, and answers what to tell of it.
type deed func(context.Context) (said string, err error)

// ask opens the form of a verb on a thing, zero for one that is not there yet.
// Its draft is on the server too. build makes it of what the page shows by then,
// and what its values do. Refused, it is open again once the page was read anew, and
// holds of what it had what the member has changed.
func (v *pane[T]) ask(desk widget.Keeper, verb schema.Verb, noun schema.Noun, id schema.ID, draft string, build func(draft string) (*widget.Form, deed)) tea.Cmd {
	var open func(read []string) tea.Cmd
	open = func(read []string) tea.Cmd {
		return widget.Send(widget.Show{Dialog: widget.NewSheet(v.s, widget.NewKept(v.s, desk, verb, noun, id, draft), func() widget.Drafted {
			f, do := build(draft)
			f.Rebase(read)
			f.Send = func() tea.Cmd { return v.write(f, undone(verb, noun), func() tea.Cmd { return open(f.Read()) }, do) }
			return f
		})})
	}
	return open(nil)
}

// undone reports whether what a form of this room does can be undone: what was
// put on record for the first time cannot, nor what all have a say in.
func undone(verb schema.Verb, noun schema.Noun) bool {
	return verb == schema.VerbUpdate && noun != schema.NounArticle
}

// addition is what n adds on a page. may says why the member may not; with
// neither, nothing can be added there.
type addition struct {
	ask func() tea.Cmd
	may error
}

// key asks for what is to be added, or tells why it may not be.
func (a addition) key(t lang.RollsKeys) widget.Key {
	switch {
	case a.ask == nil:
		return widget.Key{}
	case a.may != nil:
		return widget.Key{Help: t.Add, Run: func() tea.Cmd { return widget.Send(widget.Fail{Err: a.may}) }}
	}
	return widget.Key{Help: t.Add, Hint: t.HintAdd, Run: a.ask}
}

// date reads a day as members write it; empty: none.
func (r room) date(text string) (schema.Date, error) {
	if strings.TrimSpace(text) == "" {
		return schema.Date{}, nil
	}
	d, ok := schema.ParseDay(text, r.s.Now(), r.s.Zone)
	if !ok {
		return d, schema.Invalid(schema.WhyDate, "date", text)
	}
	return d, nil
}

// organisations is a field whose value is the code of one.
func (r room) organisations(n names) *widget.Pick {
	codes := slices.SortedFunc(maps.Keys(n), func(a, b string) int { return cmp.Compare(schema.Fold(n[a]), schema.Fold(n[b])) })
	shown := make([]string, len(codes))
	for i, code := range codes {
		shown[i] = n[code]
	}
	return widget.NewPick(r.s, r.s.Words.Domain.Fields[schema.FieldOwner], codes, shown)
}
