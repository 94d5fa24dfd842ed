package command

import (
	"testing"
)

func FuzzReplyLine(f *testing.F) {
	for _, line := range []string{`{"ref":"GOO-2015-0001","outcome":"removed_law","text":"x"}`, `{"ref":"A","contents":[{"n":1,"outcome":"disabled","territories":["FR"]}]}`,
		`{"ref":null,"contents":null}`, `{"ref":"A","contents":[null]}`, `{"Ref":"A"}`, `[]`, `null`, `{"ref":1}`, "{\"ref\":\"\\ud800\"}"} {
		f.Add(line)
	}
	f.Fuzz(func(t *testing.T, text string) {
		line, err := readReplyLine(text)
		if err == nil && (line.Ref == "" || line.Outcome == "" && len(line.Contents) == 0) {
			t.Fatalf("%q was read as %+v", text, line)
		}
	})
}
