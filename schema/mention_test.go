package schema

import (
	"strconv"
	"testing"
)

func TestAMentionNamesAThingOrAPartOfIt(t *testing.T) {
	for text, want := range map[string]Mention{
		"GOO-2015-0042": {NounRequest, "GOO-2015-0042", 0, ""}, "b-2015-0007": {NounRequest, "B-2015-0007", 0, ""},
		"GOO-2015-0042#1": {NounReply, "GOO-2015-0042", 1, "#"},
		"A-2015-017":      {NounAction, "A-2015-017", 0, ""}, "GOO-A-2015-003": {NounAction, "GOO-A-2015-003", 0, ""}, "A-2015-KBTX": {NounAction, "A-2015-KBTX", 0, ""},
		"E-2015-003": {NounCommitment, "E-2015-003", 0, ""}, " 2015-05-06 ": {NounMeeting, "2015-05-06", 0, ""},
		"2015-05-06-kbtx#2": {NounMeeting, "2015-05-06-KBTX", 2, "#"}, "GOO-R-2015-05-06:3": {NounMeeting, "GOO-R-2015-05-06", 3, ":"},
	} {
		if got, ok := ParseMention(text); !ok || got != want {
			t.Errorf("%q: %+v %v, want %+v", text, got, ok, want)
		}
	}
	for _, text := range []string{"", "rien", "GOO-2015-0042#x", "GOO-2015-0042#0", "GOO-2015-0042:1", "A-2015-017#1", "2015-5-6", "#1", "D-"} {
		if got, ok := ParseMention(text); ok {
			t.Errorf("%q is read as %+v", text, got)
		}
	}
}

func FuzzParseMention(f *testing.F) {
	for _, s := range []string{"GOO-2015-0042#1", "2015-05-06:3", "GOO-A-2015-003", "\x00", "#"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		m, ok := ParseMention(s)
		if !ok {
			return
		}
		written := m.Ref
		if m.Mark != "" {
			written += m.Mark + strconv.Itoa(m.N)
		}
		again, ok := ParseMention(written)
		if !ok || again != m {
			t.Errorf("%q is %+v, written %q, read again %+v", s, m, written, again)
		}
	})
}
