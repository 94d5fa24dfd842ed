package item

import (
	"context"
	"math"
	"strings"
	"time"

	"contactgroup/schema"
	"contactgroup/ui/widget"
)

// Plain reads a request and gives all that its screen shows as paragraphs, one
// after the other and without what the screen draws with. They are safe to show.
func Plain(ctx context.Context, s *widget.Session, desk Desk, ref string) (schema.Request, []string, error) {
	p, err := read(ctx, desk, ref)
	if err != nil {
		return schema.Request{}, nil, err
	}
	w := writer{s, desk.Who(), p, true}
	var out []string
	for _, passage := range w.document() {
		for _, line := range passage.Lines {
			text := strings.Join(strings.Fields(line.Text), " ")
			if passage.Title {
				text = strings.Trim(text, widget.SignRule+" ") + s.Words.Item.Colon
			}
			if text != "" {
				out = append(out, text)
			}
		}
	}
	title := strings.ReplaceAll(w.heading(math.MaxInt), " "+widget.SignRule, ",")
	return p.request, append([]string{title}, out...), nil
}

// Effective reads when something was done, as the form of a reply does.
func Effective(text string, now time.Time, zone *time.Location) (time.Time, error) {
	return parseEffective(text, now, zone)
}

// Territories reads codes of countries, as the form of a reply does.
func Territories(text string) ([]string, error) {
	return strings.Fields(strings.ToUpper(text)), checkTerritories(text)
}

// Contents reads contents as the form of a draft does: an address on each line,
// what it leads to behind it. Its errors are *schema.Fault.
func Contents(text string, known []schema.Content) ([]schema.Content, error) {
	return parseContents(text, known)
}
