package store

import (
	"slices"
	"strconv"
	"strings"

	sumnote "golang.org/x/mod/sumdb/note"

	"contactgroup/schema"
)

// headFile is what a member kept of earlier heads: the line of the key, then
// the signed heads, with blank lines between.
type headFile struct {
	heads   []schema.Head
	foreign bool // some are signed with a key that the file names and the group does not
}

// parseHeadFile reads such a file. A head counts when its signature holds by a
// key of the group, or by the one that the file itself names: whoever kept it
// may have known better. It answers ErrInvalid/WhyHeadFile with the number of
// the line that cannot be read or trusted; nothing is read from an empty text.
func (s *seal) parseHeadFile(text string) (headFile, error) {
	var f headFile
	var own sumnote.Verifiers = sumnote.VerifierList()
	lines := strings.Split(strings.ReplaceAll(strings.TrimPrefix(text, "\ufeff"), "\r\n", "\n"), "\n")
	for at := 0; at < len(lines); {
		if strings.TrimSpace(lines[at]) == "" {
			at++
			continue
		}
		if v, err := sumnote.NewVerifier(lines[at]); err == nil {
			own = sumnote.VerifierList(v)
			at++
			continue
		}
		end := endOfNote(lines, at)
		signed := strings.Join(lines[at:end], "\n") + "\n"
		h, foreign, err := s.openKept(signed, own)
		if err != nil {
			return headFile{}, &schema.Fault{Class: schema.ErrInvalid, Why: schema.WhyHeadFile, Field: "head", Value: strconv.Itoa(at + 1)}
		}
		f.heads, f.foreign, at = append(f.heads, h), f.foreign || foreign, end
	}
	if len(f.heads) == 0 && strings.TrimSpace(text) != "" {
		return headFile{}, &schema.Fault{Class: schema.ErrInvalid, Why: schema.WhyHeadFile, Field: "head", Value: "1"}
	}
	return f, nil
}

// endOfNote is the line behind the signatures of the note that begins at a line.
func endOfNote(lines []string, at int) int {
	signed := func(line string) bool { return strings.HasPrefix(line, "— ") }
	first := slices.IndexFunc(lines[at:], signed)
	if first < 0 {
		return len(lines)
	}
	end := at + first
	for end < len(lines) && signed(lines[end]) {
		end++
	}
	return end
}

// openKept reads one signed head. foreign tells that only the file's own key holds.
func (s *seal) openKept(signed string, own sumnote.Verifiers) (h schema.Head, foreign bool, err error) {
	if s != nil {
		if h, err := openHead(signed, s.known); err == nil {
			return h, false, nil
		}
	}
	h, err = openHead(signed, own)
	return h, s != nil, err
}
