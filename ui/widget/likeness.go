package widget

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"github.com/sahilm/fuzzy"

	"contactgroup/schema"
)

// How an option answers to what was typed, from the best.
const (
	asKey       = iota // it is its key
	asBeginning        // its name begins so, in either language
	asWords            // each word typed begins one of its name or its note
	asSynonym          // or one by which it is found too
	asPart             // the name or the note holds it
	unlike
)

// matching gives the indexes of the options that answer to a text, without regard
// to case and accents: the best first; of those that answer equally well, the ones
// that can be taken now before the others, each in their own order. Where none does, the letters typed may have others between them, so that
// "mtd" finds "mettre à l’ordre du jour". An empty text finds all.
func matching(options []Option, typed string) []int {
	typed = strings.Join(strings.Fields(schema.Fold(typed)), " ")
	out := make([]int, 0, len(options))
	if typed == "" {
		for i := range options {
			out = append(out, i)
		}
		return out
	}
	best := make([]int, len(options))
	for i, o := range options {
		if best[i] = likeness(o, typed); best[i] != unlike {
			out = append(out, i)
		}
	}
	if len(out) == 0 {
		for _, m := range fuzzy.Find(typed, texts(options)) {
			out = append(out, m.Index)
		}
		return out
	}
	slices.SortStableFunc(out, func(a, b int) int {
		return cmp.Or(best[a]-best[b], cmp.Compare(later(options[a]), later(options[b])))
	})
	return out
}

// later is 1 for what cannot be taken now, else 0.
func later(o Option) int {
	if o.Why != nil {
		return 1
	}
	return 0
}

// likeness is how an option answers to a folded text.
func likeness(o Option, typed string) int {
	name, note, also := schema.Fold(o.Name), schema.Fold(o.Note), schema.Fold(o.Also)
	switch {
	case slices.Contains(strings.Fields(schema.Fold(o.Key+" "+o.Label)), typed):
		return asKey
	case strings.HasPrefix(name, typed), strings.HasPrefix(also, typed):
		return asBeginning
	case beginWords(name+" "+note, typed):
		return asWords
	case beginWords(name+" "+note+" "+also, typed):
		return asSynonym
	case strings.Contains(name+" "+note, typed):
		return asPart
	}
	return unlike
}

// beginWords reports whether each word of typed begins a word of text.
func beginWords(text, typed string) bool {
	words, wanted := strings.FieldsFunc(text, noLetter), strings.FieldsFunc(typed, noLetter)
	for _, t := range wanted {
		if !slices.ContainsFunc(words, func(w string) bool { return strings.HasPrefix(w, t) }) {
			return false
		}
	}
	return len(wanted) > 0
}

func noLetter(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }

// texts is options for the search letter by letter, which asks for each text
// once per letter.
func texts(options []Option) []string {
	out := make([]string, len(options))
	for i, o := range options {
		out[i] = schema.Fold(o.Key + o.Label + " " + o.Name + " " + o.Note)
	}
	return out
}
