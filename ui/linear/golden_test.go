package linear_test

import (
	"flag"
	"fmt"
	"strings"
	"testing"

	"contactgroup/schema"
	"contactgroup/ui/lang"
	"contactgroup/ui/linear"
	"contactgroup/ui/uitest"
)

var update = flag.Bool("update", false, "write the golden transcripts anew")

func TestTranscriptsReadAsAgreed(t *testing.T) {
	for name, lines := range map[string][]string{
		"triage":   {"1", "0", "/", "org:google", "S", "Vidéos", "v", "0", "?"},
		"meetings": {"v", "6", "1", "0", "v", "5", "1", "0"},
	} {
		for _, w := range lang.All {
			for _, width := range []int{80, 40} {
				g := register()
				g.AddAction(schema.Action{Ref: "A-2015-001", Text: "Fiche contact", Owner: "ministry", State: schema.ActionOpen})
				out := &output{}
				run(t, g, "secretariat", w, nil, nil, func(o *linear.Options) {
					o.Console = linear.NewConsole(strings.NewReader(strings.Join(lines, "\r")+"\rexit\r"), out, width, false)
				})
				uitest.Golden(t, fmt.Sprintf("%s-%s-%d", name, w.Code, width), strings.ReplaceAll(out.String(), "\r\n", "\n"), *update)
			}
		}
	}
}
