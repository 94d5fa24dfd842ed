package schema

import (
	"errors"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// lineWord is one blank-separated word of an action line.
type lineWord struct {
	text  string
	place int // 1-based, in runes
}

// ParseActionLine reads an action item typed on one line during a meeting, such
// as "AFA : fiche contact @afa 20/05 #formation": the first @word is the owning
// organisation, a second one (or @org/login) the member in charge, the first
// #word the theme, the last day that ParseDay reads the due date; all the rest
// is the text. Days are of loc, counted from now, and to come: ParseDue refuses.
//
// Its errors are *Fault of class ErrInvalid whose Place tells where: the word
// that is wrong, or the end of the line where something is missing. The draft
// then holds what was understood, so that it can be shown while one types.
func ParseActionLine(s string, now time.Time, loc *time.Location) (ActionDraft, error) {
	var d ActionDraft
	if _, err := CleanText(string(FieldText), s, MaxText); err != nil {
		return d, err
	}
	words := lineWords(s)
	due := lastDay(words, now, loc)
	var text []string
	var wrong *Fault
	var past error
	for i, w := range words {
		switch {
		case i == due:
			if d.Due, past = ParseDue(w.text, now, loc); past != nil && wrong == nil {
				errors.As(past, &wrong)
				wrong.Place = w.place
			}
		case isTag(w.text, '@'):
			if !d.charge(w.text[1:]) && wrong == nil {
				wrong = &Fault{Class: ErrInvalid, Why: WhyUnknown, Field: string(FieldMember), Value: w.text, Place: w.place}
			}
		case isTag(w.text, '#') && d.Theme == "":
			d.Theme = trimMark(w.text[1:])
		default:
			text = append(text, w.text)
		}
	}
	var err error
	if d.Text, err = CleanLine(string(FieldText), strings.Join(text, " ")); err != nil {
		return d, err
	}
	if wrong != nil {
		return d, wrong
	}
	return d, d.missing(words, utf8.RuneCountInString(s)+1)
}

// charge notes who is in charge; it reports whether there was still room for it.
func (d *ActionDraft) charge(name string) bool {
	org, login, both := strings.Cut(strings.ToLower(trimMark(name)), "/")
	switch {
	case both && d.Owner == "":
		d.Owner, d.Member = org, login
	case both:
		return false
	case d.Owner == "":
		d.Owner = org
	case d.Member == "":
		d.Member = org
	default:
		return false
	}
	return true
}

// missing names the first thing that the line still lacks.
func (d *ActionDraft) missing(words []lineWord, end int) error {
	lack := func(why Reason, field Field, place int) error {
		return &Fault{Class: ErrInvalid, Why: why, Field: string(field), Place: place}
	}
	switch {
	case d.Text == "":
		return lack(WhyNeedsText, FieldText, 1)
	case d.Owner == "":
		return lack(WhyNeedsOwner, FieldOwner, end)
	case !d.Due.IsZero():
		return nil
	}
	for _, w := range words {
		if looksLikeDay(w.text) {
			return &Fault{Class: ErrInvalid, Why: WhyDate, Field: string(FieldDue), Value: w.text, Place: w.place}
		}
	}
	return lack(WhyNeedsDue, FieldDue, end)
}

func lineWords(s string) []lineWord {
	var out []lineWord
	place, inside := 0, false
	for _, r := range s {
		place++
		switch {
		case unicode.IsSpace(r):
			inside = false
		case inside:
			out[len(out)-1].text += string(r)
		default:
			out = append(out, lineWord{string(r), place})
			inside = true
		}
	}
	return out
}

// lastDay is the index of the last word that is a day, -1 when there is none.
func lastDay(words []lineWord, now time.Time, loc *time.Location) int {
	for i, word := range slices.Backward(words) {
		if _, ok := ParseDay(word.text, now, loc); ok {
			return i
		}
	}
	return -1
}

// isTag reports whether a word is the mark followed by a letter or digit.
func isTag(word string, mark byte) bool {
	if len(word) < 2 || word[0] != mark {
		return false
	}
	r, _ := utf8.DecodeRuneInString(word[1:])
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// trimMark cuts the punctuation of the sentence off a tag.
func trimMark(s string) string { return strings.TrimRight(s, ".,;:!?") }

// looksLikeDay reports whether somebody meant a day that does not exist: "31/02".
func looksLikeDay(s string) bool {
	if !strings.ContainsAny(s, "/-") {
		return false
	}
	return strings.Trim(s, "0123456789/-") == "" && strings.ContainsAny(s, "0123456789")
}
