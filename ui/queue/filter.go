package queue

import (
	"errors"
	"slices"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/widget"
)

// pause is the least time between two searches for a filter being typed: a key
// that comes alone is searched for at once, of quick ones the last.
const pause = 30 * time.Millisecond

// filterLine is where a filter is typed.
type filterLine struct {
	open   bool
	line   *widget.Line
	fault  error
	pauses int      // counts searches while typing, so that only the last one's pause counts
	paused bool     // the pause after one is under way
	waits  bool     // something was typed meanwhile
	past   []string // filters used by the member, the newest first
	back   int      // how far up in past; 0: the line itself
	typed  string   // the line while past is looked through
	before string   // the filter when the line was opened

	candidates    []string // completions of the word at the end
	lang          schema.Lang
	organisations []schema.Organisation
	law           []schema.Legal
}

func newFilterLine(s *widget.Session) filterLine {
	line := widget.NewLine(s, "")
	line.SetLimit(schema.MaxURL)
	line.Hint = s.Words.Queue.HintFilter
	return filterLine{line: line, lang: s.Words.Code}
}

// filterDue tells that the pause after a search while typing is over.
type filterDue struct{ pauses int }

// startFilter opens the line on the present filter.
func (q *Screen) startFilter() tea.Cmd {
	f := &q.filter
	f.open, f.fault, f.back, f.before = true, nil, 0, q.list.text
	f.line.SetValue(q.list.text)
	if q.list.text != "" {
		f.line.SetValue(q.list.text + " ")
	}
	f.line.Focus()
	f.complete()
	return nil
}

// typed takes a key while the line is open.
func (q *Screen) typed(k tea.KeyMsg) tea.Cmd {
	f := &q.filter
	switch widget.KeyName(k) {
	case "esc":
		f.close()
		return q.filterBy(f.before)
	case "enter":
		return q.endFilter()
	case "tab":
		f.accept()
	case "up":
		f.recall(1)
	case "down":
		f.recall(-1)
	default:
		f.line.Update(k)
		f.back = 0
	}
	if q.list.text != q.list.shown.text {
		q.giveUp() // what is typed now is not what is searched for
	}
	f.fault = nil
	f.complete()
	if f.paused {
		f.waits = true
		return nil
	}
	return q.applyTyped()
}

// applyTyped searches for the line's text, and lets no other search begin for a while.
func (q *Screen) applyTyped() tea.Cmd {
	f := &q.filter
	f.pauses++
	f.paused, f.waits = true, false
	return tea.Batch(q.filterBy(f.line.Value()), q.s.After(pause, filterDue{f.pauses}))
}

// pauseOver searches for what was typed during the pause.
func (q *Screen) pauseOver(due filterDue) tea.Cmd {
	f := &q.filter
	if due.pauses != f.pauses {
		return nil
	}
	f.paused = false
	if !f.open || !f.waits {
		return nil
	}
	return q.applyTyped()
}

// endFilter keeps the filter and goes back to the rows.
func (q *Screen) endFilter() tea.Cmd {
	f := &q.filter
	text := strings.TrimSpace(f.line.Value())
	if _, f.fault = schema.ParseQuery(text); f.fault != nil {
		f.candidates = nil
		return nil
	}
	f.close()
	if text == "" {
		return q.filterBy(text)
	}
	f.past = append([]string{text}, slices.DeleteFunc(slices.Clone(f.past), func(s string) bool { return s == text })...)
	return tea.Batch(q.filterBy(text), q.keepLists(schema.ListsChange{Filter: text}))
}

func (f *filterLine) close() {
	f.open, f.fault, f.candidates = false, nil, nil
	f.line.Blur()
}

// Filter shows the rows of the view that match.
func (q *Screen) Filter(text string) tea.Cmd { return q.filterBy(text) }

// filterBy shows the rows that match. A filter that cannot be read leaves the
// rows and says where.
func (q *Screen) filterBy(text string) tea.Cmd {
	text = strings.TrimSpace(text)
	query, err := schema.ParseQuery(text)
	if q.filter.fault = err; err != nil {
		return nil
	}
	if text == q.list.text {
		return nil
	}
	q.list.text, q.list.query = text, query
	clear(q.list.marks)
	return q.load(first)
}

// recall puts an older (by 1) or newer (by -1) filter in the line.
func (f *filterLine) recall(by int) {
	if f.back == 0 {
		f.typed = f.line.Value()
	}
	f.back = max(min(f.back+by, len(f.past)), 0)
	if f.back == 0 {
		f.line.SetValue(f.typed)
		return
	}
	f.line.SetValue(f.past[f.back-1])
}

// lastWord splits the line before its last word.
func (f *filterLine) lastWord() (before, word string) {
	v := f.line.Value()
	i := strings.LastIndexAny(v, " \t") + 1
	return v[:i], v[i:]
}

// accept completes the last word with the first candidate.
func (f *filterLine) accept() {
	if len(f.candidates) == 0 {
		return
	}
	before, word := f.lastWord()
	full := f.candidates[0]
	if strings.HasPrefix(word, "-") {
		full = "-" + full
	}
	if !strings.HasSuffix(full, ":") {
		full += " "
	}
	f.line.SetValue(before + full)
}

// complete lists what the last word may become.
func (f *filterLine) complete() {
	f.candidates = nil
	_, word := f.lastWord()
	word = strings.TrimPrefix(word, "-")
	key, value, ok := strings.Cut(word, ":")
	if !ok {
		if word == "" {
			return
		}
		for _, name := range schema.QueryWords(f.lang) {
			f.offer(name, word)
		}
		return
	}
	head := key + ":"
	if i := strings.LastIndexByte(value, ','); i >= 0 {
		head, value = head+value[:i+1], value[i+1:]
	}
	var fit []string
	for _, v := range f.values(key) {
		if strings.HasPrefix(schema.Fold(v), schema.Fold(value)) && schema.Fold(v) != schema.Fold(value) {
			fit = append(fit, v)
		}
	}
	for _, v := range f.oneEach(string(fieldOf(key)), fit) {
		f.candidates = append(f.candidates, head+v)
	}
}

// oneEach keeps of the words that mean the same the shortest of the session's
// language, and else the first.
func (f *filterLine) oneEach(set string, words []string) []string {
	var out []string
	at := map[string]int{}
	for _, w := range words {
		code, known := schema.ParseCode(set, w)
		i, seen := at[code]
		switch {
		case !known:
			out = append(out, w)
		case !seen:
			at[code] = len(out)
			out = append(out, w)
		case f.lang == schema.French && w != code && (out[i] == code || len(w) < len(out[i])):
			out[i] = w
		}
	}
	return out
}

func (f *filterLine) offer(name, word string) {
	if strings.HasPrefix(name, schema.Fold(word)) && name != word {
		f.candidates = append(f.candidates, name)
	}
}

// values lists what may stand behind a key's colon, as far as it is a closed set.
func (f *filterLine) values(key string) []string {
	switch field := fieldOf(key); field {
	case schema.QueryOrg:
		codes := make([]string, len(f.organisations))
		for i, o := range f.organisations {
			codes[i] = o.Code
		}
		return codes
	case schema.QueryRegime:
		words := schema.CodeWords(string(field))
		for _, v := range f.law { // one that is past is filtered by still
			if !slices.Contains(words, string(v.Code)) {
				words = append(words, string(v.Code))
			}
		}
		return words
	case schema.QueryDue:
		return schema.DueWords(f.lang)
	case schema.QuerySent, schema.QueryUpdated:
		return schema.PastWords(f.lang)
	default:
		return schema.CodeWords(string(field))
	}
}

// fieldOf is the field that a key names in either language; the text field when
// it names none. A value that no closed set holds makes the parser tell.
func fieldOf(key string) schema.QueryField {
	q, err := schema.ParseQuery(key + ":?")
	var fault *schema.Fault
	switch {
	case errors.As(err, &fault):
		return schema.QueryField(fault.Field)
	case len(q.Terms) == 1:
		return q.Terms[0].Field
	}
	return schema.QueryText
}
