package main

import (
	"strings"
	"testing"

	"contactgroup/cmd/contactgroup/demogroup"
	"contactgroup/store"
	"contactgroup/ui/command"
	"contactgroup/ui/export"
	"contactgroup/ui/lang"
)

// TestNoTerminalOfThisMachineShowsADocumentThatIsNoText has a document of each
// format written as the server sends it, in pieces.
func TestNoTerminalOfThisMachineShowsADocumentThatIsNoText(t *testing.T) {
	clock := &demogroup.Clock{}
	db, err := store.Open(t.Context(), "sqlite:"+t.TempDir()+"/register.db", store.Options{Now: clock.Now})
	must(t, err)
	defer db.Close()
	must(t, demogroup.Seed(t.Context(), db, clock, 0, map[string]string{}, nil))
	desk, err := db.As(t.Context(), "google")
	must(t, err)
	for _, f := range export.Formats {
		for _, terminal := range []bool{true, false} {
			var shown, messages strings.Builder
			out := textOnly{Writer: &shown, off: !terminal}
			session := commandSession(t.Context(), desk, lang.English, strings.NewReader(""), &out, &messages)
			code := command.RunLine(session, "meeting export next --format "+string(f))
			hidden := terminal && f.Binary()
			if code != 0 || (shown.Len() == 0) != hidden || (out.refused != "") != hidden {
				t.Errorf("%s, terminal %t: %d, %d bytes, refused %q", f, terminal, code, shown.Len(), out.refused)
			}
		}
	}
}
