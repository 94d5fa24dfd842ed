package command

import "testing"

func TestNamesTellsACommandFromWhatIsLookedFor(t *testing.T) {
	for line, want := range map[string]bool{
		"contact list": true, "Réunion show next": true, "demande prendre GOO-2015-0001": true, "member add x": true,
		"stats --since week": true, "--json request list": true, "log verify": true, "request watch": true,
		"contact": false, "stats": false, "contact frobnicate": false, "prendre": false, "": false, "request --json": false, "GOO-2015-0001": false,
	} {
		args, err := Split(line)
		if err != nil {
			t.Fatal(err)
		}
		if got := Names(args); got != want {
			t.Errorf("%q: %v", line, got)
		}
	}
}
