package notify

import (
	"context"
	"slices"

	"contactgroup/schema"
	"contactgroup/ui/lang"
)

// Paper is what goes with a letter: a convocation or a pack, as its reader may
// see it, that its organisation has mailed.
type Paper struct {
	Notice schema.Notice // that it belongs to
	Name   string        // of the file
	Type   string        // media type
	TLP    schema.TLP
	Body   []byte
}

// maxPapers is how much goes with one letter, in bytes; what is more is fetched.
const maxPapers = 5 << 20

// papers are those of a letter that its reader may be mailed.
func (m *Mail) papers(ctx context.Context, d schema.Delivery) ([]Paper, error) {
	if m.Papers == nil || d.Channel != schema.ChannelLetter || d.Mailed == "" {
		return nil, nil
	}
	all, err := m.Papers(ctx, d)
	size := 0
	return slices.DeleteFunc(all, func(p Paper) bool {
		if !schema.MayMail(d.Mailed, p.TLP) || size+len(p.Body) > maxPapers {
			return true
		}
		size += len(p.Body)
		return false
	}), err
}

// enclosed tells which papers go with a notice.
func enclosed(words *lang.Words, n schema.Notice, papers []Paper) string {
	text := ""
	for _, p := range papers {
		if p.Notice == n {
			text += lang.Fill(words.Notice.Enclosed, "name", p.Name, "tlp", words.Domain.TLP[p.TLP])
		}
	}
	return text
}

// marked is a subject that begins with the highest marking of the papers.
func marked(words *lang.Words, subject string, papers []Paper) string {
	var highest schema.TLP
	for _, p := range papers {
		highest = schema.HighestTLP(highest, p.TLP)
	}
	if highest == "" {
		return subject
	}
	return lang.Fill(words.Notice.Marked, "tlp", words.Domain.TLP[highest], "subject", subject)
}
