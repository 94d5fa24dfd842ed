package widget

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/lang"
)

// OutcomeKeys choose an outcome, in the order of schema.Outcomes.
const OutcomeKeys = "1234567890ifw"

// azertyRow is what a French keyboard gives for 1 to 9 and 0 without Shift.
var azertyRow = map[string]string{"1": "&", "2": "é", "3": "\"", "4": "'", "5": "(", "6": "-", "7": "è", "8": "_", "9": "ç", "0": "à"}

// withoutShift is a key and what a French keyboard gives for it without Shift.
func withoutShift(key string) []string {
	if also := azertyRow[key]; also != "" {
		return []string{key, also}
	}
	return []string{key}
}

// OutcomeOf is the outcome that a key chooses, and false for another key.
func OutcomeOf(key string) (schema.Outcome, bool) {
	for i, o := range schema.Outcomes {
		for _, name := range withoutShift(OutcomeKeys[i : i+1]) {
			if name == key {
				return o, true
			}
		}
	}
	return "", false
}

// Simple answers with one outcome for all contents that wait for one: it offers
// the outcomes, asks for reasons where the one chosen needs them, and, unless
// question is empty, whether to go on: {outcome} in it is the outcome's name.
func Simple(s *Session, about, question string, do func(o schema.Outcome, text string) tea.Cmd) tea.Cmd {
	t, d := s.Words.Item, s.Words.Domain
	confirmed := func(o schema.Outcome, text string) tea.Cmd {
		if question == "" {
			return do(o, text)
		}
		return Send(Show{NewConfirm(s, lang.Fill(question, "outcome", d.Outcomes[o]), func() tea.Cmd { return do(o, text) })})
	}
	options := make([]Option, len(schema.Outcomes))
	for i, o := range schema.Outcomes {
		options[i] = Option{Key: OutcomeKeys[i : i+1], Name: d.Outcomes[o]}
	}
	title := schema.VisibleLine(lang.Fill(t.Pair, "name", about, "value", t.ForAll))
	return Send(Show{NewChoice(s, title, options, func(i int) tea.Cmd {
		o := schema.Outcomes[i]
		if !o.NeedsText() {
			return confirmed(o, "")
		}
		p := NewPrompt(s, schema.VisibleLine(lang.Fill(t.Pair, "name", about, "value", d.Outcomes[o])+" – "+t.Ask.Reason), "",
			func(text string) tea.Cmd { return confirmed(o, strings.TrimSpace(text)) })
		p.Line.asText(t.Ask.Reason, true)
		return Send(Show{p})
	})})
}
