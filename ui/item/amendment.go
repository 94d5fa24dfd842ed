package item

import (
	"fmt"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/widget"
)

// newAmendment is the form of a correction to a sent request, with contents added,
// which goes to who.
func newAmendment(s *widget.Session, desk Desk, c *composer, r schema.Request, who string) *widget.Form {
	t, d := s.Words.Item, s.Words.Domain
	text := widget.NewArea(s, t.Correction)
	text.Required = true
	contents := contentsArea(s, t.Added, nil)
	c.pen = pen{desk, r, schema.VerbAmend, text}
	form := widget.NewForm(s, fill(t.Amend, "ref", r.Ref), c.draft, text, contents)
	form.Review = func() (string, error) {
		added, err := parseContents(contents.Value(), nil)
		lines := append([]string{fill(t.GoesTo, "who", who), "", text.Value(), "", pair(s, d.Fields[schema.FieldContents], fmt.Sprint(len(added)))},
			shownContents(s, added)...)
		return strings.Join(lines, "\n"), err
	}
	return c.adopt(form, func() tea.Cmd {
		added, err := parseContents(contents.Value(), nil)
		if err != nil {
			return widget.Send(composed{by: c, err: err})
		}
		return c.act(desk, r, schema.Step{Verb: schema.VerbAmend, Reason: text.Value(), Contents: added}, r.Rev, pair(s, r.Ref, s.Words.Domain.Done[schema.VerbAmend]))
	})
}

// contentsArea asks for addresses, one on each line, a type behind it.
func contentsArea(s *widget.Session, label string, known []schema.Content) *widget.Area {
	a := widget.NewArea(s, label)
	a.Hint = s.Words.Item.ContentsHint
	a.Check = func(v string) error { _, err := parseContents(v, known); return err }
	return a
}

// parseContents reads contents as they are typed: an address on each line, and
// behind it what it leads to ("vidéo", "account"). Addresses may be defanged;
// those of known, which the form showed defanged, stay as they are to the byte.
// Its errors are *schema.Fault whose Value is the line at fault.
func parseContents(text string, known []schema.Content) (out []schema.Content, err error) {
	for line := range strings.SplitSeq(text, "\n") {
		words := strings.Fields(line)
		if len(words) == 0 {
			continue
		}
		c := schema.Content{N: len(out) + 1}
		if i := slices.IndexFunc(known, func(k schema.Content) bool { return schema.Defang(k.URL) == words[0] }); i >= 0 {
			c.URL, c.Hash = known[i].URL, known[i].Hash
		} else if c.URL, err = schema.CleanURL(words[0]); err != nil {
			return out, err
		}
		if len(words) > 1 {
			kind, ok := schema.ParseCode("type", strings.Join(words[1:], " "))
			if !ok {
				return out, schema.Invalid(schema.WhyUnknown, string(schema.FieldContents), strings.Join(words[1:], " "))
			}
			c.Type = schema.ContentType(kind)
		}
		out = append(out, c)
	}
	return out, nil
}
