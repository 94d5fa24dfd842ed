package schema

import (
	"regexp"
	"strconv"
	"strings"
)

// Mention is what a reference in a text or a list of links names: a thing, or a
// numbered part of one: a reply of a request, a decision of a meeting ("#") or a
// point of its agenda (":").
type Mention struct {
	Noun Noun   // NounRequest, NounReply, NounAction, NounCommitment or NounMeeting
	Ref  string // of the thing, in capitals
	N    int    // of the part; 0: the thing itself
	Mark string // "#" or ":"; empty without a part
}

var mentions = []struct {
	form *regexp.Regexp
	noun Noun
}{
	{regexp.MustCompile(`^([A-Z]+-)?A-\d{4}-\w+$`), NounAction},
	{regexp.MustCompile(`^([A-Z]+-)?E-\d{4}-\w+$`), NounCommitment},
	{regexp.MustCompile(`^([A-Z]+-R-)?\d{4}-\d{2}-\d{2}(-\w+)?$`), NounMeeting},
	{regexp.MustCompile(`^[A-Z]+-\d{4}-\d+$`), NounRequest},
}

// ParseMention reads a reference in any case of letters; false for what is none.
func ParseMention(s string) (Mention, bool) {
	m := Mention{Ref: strings.ToUpper(strings.TrimSpace(s))}
	if i := strings.IndexAny(m.Ref, "#:"); i >= 0 {
		n, err := strconv.Atoi(m.Ref[i+1:])
		if err != nil || n < 1 {
			return Mention{}, false
		}
		m.Ref, m.Mark, m.N = m.Ref[:i], m.Ref[i:i+1], n
	}
	for _, known := range mentions {
		if known.form.MatchString(m.Ref) {
			m.Noun = known.noun
			break
		}
	}
	switch {
	case m.Noun == NounMeeting || m.Noun != "" && m.Mark == "":
		return m, true
	case m.Noun == NounRequest && m.Mark == "#":
		m.Noun = NounReply
		return m, true
	}
	return Mention{}, false
}
