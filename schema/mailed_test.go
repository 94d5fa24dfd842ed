package schema

import "testing"

// Each ceiling × each marking: nothing unless an organisation says so, and
// amber+strict and red never.
func TestWhatMayBeMailed(t *testing.T) {
	may := map[TLP][]TLP{TLPClear: {TLPClear}, TLPGreen: {TLPClear, TLPGreen}, TLPAmber: {TLPClear, TLPGreen, TLPAmber}}
	for _, ceiling := range append([]TLP{"", "unknown"}, TLPs...) {
		for _, marking := range append([]TLP{"", "unknown"}, TLPs...) {
			want := false
			for _, tlp := range may[ceiling] {
				want = want || tlp == marking
			}
			if MayMail(ceiling, marking) != want {
				t.Errorf("ceiling %q, marked %q: may be mailed is %v", ceiling, marking, !want)
			}
		}
	}
}

func TestTheCeilingOfMails(t *testing.T) {
	for text, want := range map[string]TLP{"none": "", "NONE": "", "clear": TLPClear, "Green": TLPGreen, "amber": TLPAmber} {
		if got, err := ParseMailed(text); err != nil || got != want {
			t.Errorf("%q: %q, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "amber+strict", "red", "all"} {
		if got, err := ParseMailed(text); err == nil {
			t.Errorf("%q is taken as %q", text, got)
		}
	}
}
