package schema

// Waiting are the numbers of the contents without an outcome; of all when there is none.
func Waiting(contents []Content) (numbers []int) {
	var all []int
	for _, c := range contents {
		all = append(all, c.N)
		if c.Outcome == "" {
			numbers = append(numbers, c.N)
		}
	}
	if len(numbers) == 0 {
		return all
	}
	return numbers
}

// SimpleReply is the answer that gives one outcome to all contents that wait for
// one. It is held.
func SimpleReply(contents []Content, o Outcome, text string) ReplyDraft {
	d := ReplyDraft{Hold: true, Text: text}
	for _, n := range Waiting(contents) {
		d.Outcomes = append(d.Outcomes, ReplyOutcome{N: n, Outcome: o})
	}
	return d
}
