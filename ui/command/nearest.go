package command

import (
	"contactgroup/schema"
	"contactgroup/ui/lang"
)

// nearest is the known word that a mistyped one is nearest to, empty when none
// is near: a third of its letters may be wrong, missing, too many or swapped.
func nearest(word string, known []string) string {
	letters := []rune(schema.Fold(word))
	best, least := "", max(1, len(letters)/3)+1
	for _, k := range known {
		if n := distance(letters, []rune(k)); n < least {
			best, least = k, n
		}
	}
	return best
}

// distance counts the letters to insert, remove, replace or swap with the next
// one to make b of a.
func distance(a, b []rune) int {
	var before, last []int // rows of the table for i-2 and i-1 letters of a
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		before, last, row = last, row, make([]int, len(b)+1)
		row[0] = i + 1
		for j := range b {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			row[j+1] = min(last[j]+cost, last[j+1]+1, row[j]+1)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
	}
	return row[len(b)]
}

// suggested is a sentence about an unknown word with the one that was perhaps meant.
func suggested(w *lang.Words, sentence, word string, known []string) string {
	if near := nearest(word, known); near != "" {
		return sentence + " " + lang.Fill(w.Command.Meant, "word", near)
	}
	return sentence
}

// unknownNoun refuses a word that is no noun.
func unknownNoun(w *lang.Words, nouns []noun, word string) string {
	var known []string
	for _, n := range nouns {
		known = append(append(known, n.name), lang.NounAliases[n.name]...)
	}
	return suggested(w, lang.Fill(w.Command.UnknownNoun, "word", schema.VisibleLine(word), "nouns", nounNames(nouns)), word, known)
}

// unknownVerb refuses a word that is no verb of the noun.
func unknownVerb(w *lang.Words, n noun, word string) string {
	var known []string
	for _, v := range n.verbs {
		known = append(append(known, v.name), lang.VerbAliases[v.name]...)
	}
	return suggested(w, lang.Fill(w.Command.UnknownVerb, "noun", n.name, "word", schema.VisibleLine(word), "verbs", n.verbNames()), word, known)
}
