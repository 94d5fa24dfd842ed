package schema

import (
	"crypto/rand"
	"strings"
	"testing"
	"time"
)

func TestACodeIsReadHoweverItIsTyped(t *testing.T) {
	var secret [CodeSecret]byte
	rand.Read(secret[:])
	code := SpellCode(secret)
	if len(code) != 34 || strings.ContainsAny(code, "ILOU") {
		t.Fatalf("code %q", code)
	}
	want := strings.ReplaceAll(code, "-", "")
	for name, typed := range map[string]string{
		"as printed": code, "lower case": strings.ToLower(code), "without dashes": want, "in words": strings.ReplaceAll(code, "-", " "),
		"with a line end": code + "\r\n", "O for 0": strings.ReplaceAll(code, "0", "O"), "l for 1": strings.ReplaceAll(code, "1", "l"),
	} {
		if got, ok := ReadCode(typed); !ok || got != want {
			t.Errorf("%s: %q reads as %q, %v", name, typed, got, ok)
		}
	}
	for name, typed := range map[string]string{
		"nothing": "", "a sign less": want[1:], "a sign more": want + "7", "a foreign sign": "!" + want[1:], "U": "U" + want[1:],
		"very long": strings.Repeat("-", 1<<20), "another alphabet": strings.Repeat("é", codeLength),
	} {
		if got, ok := ReadCode(typed); ok {
			t.Errorf("%s reads as the code %q", name, got)
		}
	}
}

func FuzzReadCode(f *testing.F) {
	f.Add("K7QF-2M9D-0000-1111-ZZZZ-abcd-efgh")
	f.Add("")
	f.Fuzz(func(t *testing.T, typed string) {
		signs, ok := ReadCode(typed)
		if !ok {
			return
		}
		if again, ok := ReadCode(signs); !ok || again != signs || strings.Trim(signs, codeSigns) != "" {
			t.Fatalf("%q reads as %q, then as %q", typed, signs, again)
		}
	})
}

func TestAnInvitationIsOpenUntilItsTime(t *testing.T) {
	at := time.Date(2015, 5, 5, 7, 0, 0, 0, time.UTC)
	for name, c := range map[string]struct {
		i    Invitation
		want InvitationState
	}{
		"before":               {Invitation{Expires: at.Add(1)}, InvitationOpen},
		"at its end":           {Invitation{Expires: at}, InvitationExpired},
		"revoked, and expired": {Invitation{Expires: at, Revoked: at}, InvitationRevoked},
		"answered":             {Invitation{Expires: at, Answered: at}, InvitationAnswered},
		"nothing":              {Invitation{}, InvitationExpired},
	} {
		if got := c.i.State(at); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}
