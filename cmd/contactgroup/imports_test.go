package main

import (
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// law lists, for each room, the rooms of this module that it may import.
// cmd/contactgroup may import everything.
var law = map[string][]string{
	"schema":          {},
	"schema/hostile":  {}, // for tests alone
	"store":           {"schema"},
	"store/storetest": {"schema", "store"},
	"ui/lang":         {"schema"},
	"ui/widget":       {"schema", "ui/lang"},
	"ui/queue":        {"schema", "ui/lang", "ui/widget"},
	"ui/item":         {"schema", "ui/lang", "ui/widget"},
	"ui/meeting":      {"schema", "ui/lang", "ui/widget"},
	"ui/roll":         {"schema", "ui/lang", "ui/widget"},
	"ui/stats":        {"schema", "ui/lang", "ui/widget"},
	"ui/contact":      {"schema", "ui/lang", "ui/widget"},
	"ui/settings":     {"schema", "ui/lang", "ui/widget"},
	"ui/linear":       {"schema", "ui/lang", "ui/widget", "ui/item", "ui/meeting", "ui/settings"},
	"ui":              {"schema", "ui/lang", "ui/widget", "ui/queue", "ui/item", "ui/meeting", "ui/contact", "ui/roll", "ui/settings", "ui/stats"},
	"ui/uitest":       {"schema", "ui/lang", "ui/widget", "ui"},
	"ui/export":       {"schema", "ui/lang"},
	"ui/intake":       {"schema", "ui/lang"},
	"ui/notify":       {"schema", "ui/lang"},
	"ui/command":      {"schema", "ui/lang", "ui/export"},
	"ui/files":        {"schema", "ui/lang", "ui/export"},
	"ui/sshd":         {"schema"},
	"ui/painter":      {"schema"},
	"cmd/loadtest":    {},

	"ui/uitest/contrast":         {},
	"cmd/contactgroup/demogroup": {"schema", "store"},
}

// outside lists the modules that schema, the innermost room, may import.
var outside = []string{"golang.org/x/text/", "golang.org/x/net/idna"}

func TestRoomsImportOnlyWhatTheLawAllows(t *testing.T) {
	out, err := exec.Command("go", "list", "-f", `{{.ImportPath}} {{join .Imports " "}}`, "contactgroup/...").CombinedOutput()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, out)
	}
	for line := range strings.Lines(string(out)) {
		words := strings.Fields(line)
		room := strings.TrimPrefix(words[0], "contactgroup/")
		allowed, known := law[room]
		if !known && room != "cmd/contactgroup" {
			t.Errorf("%s is a room without a law: add it here", room)
		}
		for _, path := range words[1:] {
			own, inside := strings.CutPrefix(path, "contactgroup/")
			switch {
			case inside && room != "cmd/contactgroup" && !slices.Contains(allowed, own):
				t.Errorf("%s imports %s", room, own)
			case path == "os/exec" && room != "cmd/loadtest" && room != "store/storetest":
				t.Errorf("%s imports os/exec: nothing that the server links starts a process", room)
			case room == "schema" && strings.Contains(path, ".") && !slices.ContainsFunc(outside, func(p string) bool { return strings.HasPrefix(path, p) }):
				t.Errorf("schema imports %s", path)
			}
		}
	}
}
