package meeting

import (
	"context"
	"strings"

	"contactgroup/schema"
	"contactgroup/ui/widget"
)

// Plain reads a meeting and gives all that its screen shows as paragraphs, one
// after the other and without what the screen draws with. They are safe to show.
func Plain(ctx context.Context, s *widget.Session, desk Desk, ref string) (schema.Meeting, []string, error) {
	p, err := read(ctx, desk, ref)
	if err != nil {
		return schema.Meeting{}, nil, err
	}
	v := &Screen{s: s, desk: desk, who: desk.Who(), page: p}
	d, m := s.Words.Domain, p.meeting
	out := []string{schema.VisibleLine(strings.Join([]string{m.Ref, d.Formats[m.Format], d.MeetingStates[m.State], v.totals()}, ", "))}
	for _, passage := range v.document() {
		for i, line := range passage.Lines {
			text := strings.Join(strings.Fields(line.Text), " ")
			if passage.Title && i == 0 {
				text = strings.Trim(text, widget.SignRule+" ") + s.Words.Item.Colon
			}
			if text != "" {
				out = append(out, text)
			}
		}
	}
	return m, out, nil
}
