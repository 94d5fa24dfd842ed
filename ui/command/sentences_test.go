package command

import (
	"regexp"
	"slices"
	"testing"

	"contactgroup/schema"
	"contactgroup/ui/lang"
)

// Of commands alone: nothing on a screen is refused for them.
var ofCommands = []schema.Reason{schema.WhyKeyUsed, schema.WhyHeadFile, schema.WhyCorrection, schema.WhyKey}

// aKey is one key as sentences name it, aCommand a flag, or a verb between quotes or brackets.
var (
	aKey     = regexp.MustCompile(` \([a-zA-Z=]\)|\bF1\b|[;,] (?:[zAiojkh]|et [a-z]) |(?:sous|under|par|with) [a-z]\b\.`)
	aCommand = regexp.MustCompile(`--[a-z]|\((?:reverify|meeting|reply|request|note|send|submit|edit|undo|show|assign|claim|release)\b|[“«] ?(?:case|alert|meeting|release|claim|help)\b`)
)

func TestARefusalNamesKeysOnAScreenAndCommandsOnTheCommandLine(t *testing.T) {
	for _, w := range lang.All {
		typed := sentences(w)
		for _, why := range schema.Reasons() {
			for _, verb := range []schema.Verb{schema.VerbClose, schema.VerbStats} { // one that the rules have a table of, and another
				f := &schema.Fault{Class: schema.ErrState, Why: why, Verb: verb, Ref: "GOO-2015-0001", State: schema.StateSent, Field: "due", Value: "42", By: "PHAROS"}
				if text := w.Error(f); !slices.Contains(ofCommands, why) && aCommand.MatchString(text) {
					t.Errorf("%s, on a screen: %s names a command: %s", w.Code, why, text)
				}
				if text := typed.Error(f); why != schema.WhyNotHere && aKey.MatchString(text) {
					t.Errorf("%s, on the command line: %s names a key: %s", w.Code, why, text)
				}
			}
		}
	}
}
