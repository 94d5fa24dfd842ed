package main

import (
	"context"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"contactgroup/cmd/contactgroup/demogroup"
	"contactgroup/store"
	"contactgroup/ui"
	"contactgroup/ui/command"
	"contactgroup/ui/lang"
	"contactgroup/ui/meeting"
)

var updateReadme = flag.Bool("update-readme", false, "write the tables of keys and commands into README.md")

const readme = "../../README.md"

func TestReadmeTablesAreThoseOfTheProgram(t *testing.T) {
	for name, want := range map[string]string{
		"keys":     keyTable(t),
		"commands": command.Reference(lang.English),
	} {
		text, err := os.ReadFile(readme)
		must(t, err)
		begin := strings.Index(string(text), "<!-- "+name+":")
		end := strings.Index(string(text), "<!-- end of "+name+" -->")
		if begin < 0 || end < begin {
			t.Fatalf("README.md has no place for the table of %s", name)
		}
		begin += strings.Index(string(text)[begin:], "\n") + 1
		if got := strings.TrimSpace(string(text)[begin:end]); got == strings.TrimSpace(want) {
			continue
		}
		if !*updateReadme {
			t.Errorf("the table of %s in README.md is not the program's: run go test ./cmd/contactgroup -run Readme -update-readme", name)
			continue
		}
		updated := string(text)[:begin] + "\n" + strings.TrimSpace(want) + "\n\n" + string(text)[end:]
		must(t, os.WriteFile(readme, []byte(updated), 0o644))
	}
}

// keyTable is the table of a member with every verb in reach: keys do not depend on the role.
func keyTable(t *testing.T) string {
	clock := &demogroup.Clock{}
	db, err := store.Open(context.Background(), "sqlite:"+filepath.Join(t.TempDir(), "register.db"), store.Options{Now: clock.Now})
	must(t, err)
	defer db.Close()
	must(t, demogroup.Seed(context.Background(), db, clock, 1, map[string]string{}, nil))
	desk, err := db.As(context.Background(), "secretariat")
	must(t, err)
	return ui.New(ui.Options{Ctx: context.Background(), Desk: desk, Words: lang.English, Canvas: blank{},
		Meeting: meeting.Options{Export: exporter(desk, lang.English)}}).KeyReference()
}

// blank is a canvas nobody looks at.
type blank struct{}

func (blank) Show([]string, int, int, ui.Cursor) {}
func (blank) Redraw()                            {}
func (blank) Copy(string)                        {}
func (blank) Bell()                              {}

func (blank) Notify(string) {}
func (blank) Mouse(bool)    {}
