package roll

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/widget"
)

// form is a form of this room; what is typed is shown once more before it is sent.
func (r room) form(title, draft string, fields ...widget.Field) *widget.Form {
	f := widget.NewForm(r.s, schema.VisibleLine(title), "roll/"+draft, fields...)
	f.Does = r.s.Words.Rolls.Save
	f.Review = func() (string, error) {
		var lines []string
		for _, field := range f.Fields {
			if value := strings.TrimSpace(field.Value()); value != "" {
				lines = append(lines, value)
			}
		}
		return strings.Join(lines, "\n\n"), nil
	}
	return f
}

// send opens a form whose values do writes; refused, it is open again.
func (v *pane[T]) send(f *widget.Form, again func() tea.Cmd, do func(context.Context) (string, error)) tea.Cmd {
	f.Send = func() tea.Cmd { return v.write(f, again, do) }
	return widget.Send(widget.Show{Dialog: f})
}

// addition is what n adds on a page. may says why the member may not; with
// neither, nothing can be added there.
type addition struct {
	ask func() tea.Cmd
	may error
}

// add asks for what is to be added, or tells why it may not be.
func (a addition) add() tea.Cmd {
	switch {
	case a.may != nil:
		return widget.Send(widget.Fail{Err: a.may})
	case a.ask == nil:
		return nil
	}
	return a.ask()
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
