package schema

import (
	"slices"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// QueryField is what a term of a filter looks at.
type QueryField string

const (
	QueryText     QueryField = ""       // any text of the thing, by the beginning of its words: words without a field
	QueryStatus   QueryField = "status" // a state, or "open": not terminal
	QueryKind     QueryField = "kind"
	QueryOrg      QueryField = "org" // addressee of a request, owner of an action
	QueryLabel    QueryField = "label"
	QueryDue      QueryField = "due"     // "<2h" ">3d" "overdue" "today" "none" "2015-05-06" "<2015-05-06"
	QueryExpires  QueryField = "expires" // until when what was done holds, as due
	QueryMine     QueryField = "mine"    // claimed by the reader, or an action in their charge; no value
	QueryBy       QueryField = "by"      // login of the one who claimed it, of the reader's own side; "none": nobody
	QueryRef      QueryField = "ref"     // beginning of a reference
	QueryExt      QueryField = "ext"     // beginning of the own side's external reference
	QueryService  QueryField = "service"
	QueryRegime   QueryField = "regime"
	QueryTLP      QueryField = "tlp"
	QueryURL      QueryField = "url"  // words of a content's address, or an address of the same content
	QueryHash     QueryField = "hash" // of a content, whole
	QueryOutcome  QueryField = "outcome"
	QueryReply    QueryField = "reply" // state of the last reply
	QueryCase     QueryField = "case"
	QuerySent     QueryField = "sent"    // "<2h" "3d" ">3d" ago, "today" "yesterday" "2015-05-06" "2015-05" "<2015"
	QueryUpdated  QueryField = "updated" // last change that the reader can see, likewise
	QueryMeeting  QueryField = "meeting"
	QueryTheme    QueryField = "theme"
	QueryReverify QueryField = "reverify"    // when a measure is to be looked at again, as due
	QueryAdvice   QueryField = "recommended" // state of the last recommendation
)

// QueryFields lists the fields with a name, in the order of help.
var QueryFields = []QueryField{QueryStatus, QueryKind, QueryOrg, QueryLabel, QueryDue, QueryExpires, QueryMine, QueryBy, QueryRef,
	QueryExt, QueryService, QueryRegime, QueryTLP, QueryURL, QueryHash, QueryOutcome, QueryReply, QueryCase, QuerySent, QueryUpdated,
	QueryMeeting, QueryTheme, QueryReverify, QueryAdvice}

// Term is one condition; a list satisfies all of its terms.
type Term struct {
	Field  QueryField
	Not    bool
	Before bool     // due:<…, and so for the other fields that look at times
	After  bool     // due:>…
	Exact  bool     // "…": the words whole, in this order
	Values []string // any of them; English codes; empty only for QueryMine
}

// Query is a filter, the same on screens (/) and in commands (--query).
// The zero Query lets everything pass.
type Query struct {
	Terms []Term
	// Since lets only what changed from then on pass, as the reader's own logs
	// tell; zero: whenever. It has no words among the terms.
	Since time.Time
}

// maxQuery bounds a filter's text, in runes.
const maxQuery = 500

// ParseQuery reads a filter: words, "exact words", field:value, field:a,b, -term.
// Keys and values may be English or French, in any case, with or without accents.
// A word of letters before a colon that names no field is refused, unless an
// address follows ("http://…") or it stands between quotes. An address as Defang
// shows it is read as the address.
// Its errors are *Fault of class ErrInvalid whose Place tells where.
func ParseQuery(s string) (Query, error) {
	var q Query
	s = norm.NFC.String(s) // as texts are stored
	if n := len([]rune(s)); n > maxQuery {
		return q, &Fault{Class: ErrInvalid, Why: WhyTooLong, Field: "query", Value: "500", Place: maxQuery + 1}
	}
	words, err := splitQuery(s)
	if err != nil {
		return q, err
	}
	for _, w := range words {
		t, err := w.term()
		if err != nil {
			return Query{}, err
		}
		q.Terms = append(q.Terms, t)
	}
	return q, nil
}

// queryWord is one blank-separated piece of a filter.
type queryWord struct {
	text   string
	place  int // 1-based, in runes
	quoted bool
	not    bool
	field  string // what stood before the colon
}

func splitQuery(s string) ([]queryWord, error) {
	var out []queryWord
	runes := []rune(s)
	for i := 0; i < len(runes); {
		if unicode.IsSpace(runes[i]) {
			i++
			continue
		}
		w := queryWord{place: i + 1}
		if runes[i] == '-' && i+1 < len(runes) && !unicode.IsSpace(runes[i+1]) {
			w.not = true
			i++
		}
		for i < len(runes) && !unicode.IsSpace(runes[i]) {
			switch c := runes[i]; {
			case c == '"':
				end := i + 1
				for end < len(runes) && runes[end] != '"' {
					end++
				}
				if end == len(runes) {
					return nil, &Fault{Class: ErrInvalid, Why: WhyQuery, Field: "query", Value: string(runes[i:]), Place: i + 1}
				}
				w.text += string(runes[i+1 : end])
				w.quoted = true
				i = end + 1
			case c == ':' && w.field == "" && w.text != "" && !w.quoted && isQueryKey(w.text):
				w.field, w.text = w.text, ""
				i++
			default:
				w.text += string(c)
				i++
			}
		}
		if w.text != "" || w.field != "" {
			out = append(out, w)
		}
	}
	return out, nil
}

func isQueryKey(s string) bool {
	_, ok := queryKey(s)
	return ok
}

func queryKey(s string) (QueryField, bool) {
	f := fold(s)
	for _, k := range QueryFields {
		if f == string(k) {
			return k, true
		}
	}
	k, ok := frenchKeys[f]
	return k, ok
}

// frenchFields are the French names of the fields to be offered, in the order of QueryFields.
var frenchFields = []string{"statut", "nature", "organisme", "etiquette", "echeance", "expire", "miennes", "par", "numero", "externe", "service", "fondement", "tlp", "adresse",
	"empreinte", "issue", "reponse", "dossier", "envoi", "modif", "reunion", "theme", "reverifier", "recommandation"}

// QueryWords are the names of a filter's fields as they are typed, with their
// colon where a value follows: those of the language, then those of the other
// that differ.
func QueryWords(l Lang) []string {
	english, french := make([]string, len(QueryFields)), make([]string, len(frenchFields))
	for i, f := range QueryFields {
		colon := ":"
		if f == QueryMine {
			colon = ""
		}
		english[i], french[i] = string(f)+colon, frenchFields[i]+colon
	}
	first, second := english, french
	if l == French {
		first, second = french, english
	}
	for _, w := range second {
		if !slices.Contains(first, w) {
			first = append(first, w)
		}
	}
	return first
}

// QueryTimes are the fields that hold a moment, to be compared with "<" and ">".
var QueryTimes = []QueryField{QueryDue, QueryExpires, QueryReverify, QuerySent, QueryUpdated}

func (w queryWord) term() (Term, error) {
	t := Term{Not: w.not}
	if w.field == "" {
		if k, ok := queryKey(w.text); ok && k == QueryMine && !w.quoted {
			t.Field = QueryMine
			return t, nil
		}
		if !w.quoted && namesNoField(w.text) {
			return t, &Fault{Class: ErrInvalid, Why: WhyQuery, Field: string(QueryText), Value: w.text, Place: w.place}
		}
		t.Values, t.Exact = []string{w.text}, w.quoted
		if !w.quoted && shownAddress(w.text) { // between quotes it is what somebody wrote so
			t.Values[0] = Refang(w.text)
		}
		return t, nil
	}
	t.Field, _ = queryKey(w.field)
	text := w.text
	if t.Field == QueryMine && text == "" {
		return t, nil
	}
	if slices.Contains(QueryTimes, t.Field) {
		switch {
		case strings.HasPrefix(text, "<"):
			t.Before, text = true, text[1:]
		case strings.HasPrefix(text, ">"):
			t.After, text = true, text[1:]
		}
	}
	if text == "" {
		return t, &Fault{Class: ErrInvalid, Why: WhyQuery, Field: string(t.Field), Value: w.field + ":", Place: w.place, Allowed: queryValues(t.Field)}
	}
	for v := range strings.SplitSeq(text, ",") {
		code, ok := queryValue(t.Field, v)
		if !ok || ((t.Before || t.After) && !isBound(code)) {
			return t, &Fault{Class: ErrInvalid, Why: WhyQuery, Field: string(t.Field), Value: v, Place: w.place, Allowed: queryValues(t.Field)}
		}
		t.Values = append(t.Values, code)
	}
	return t, nil
}

// namesNoField reports whether a word is meant to name a field and names none.
func namesNoField(word string) bool {
	key, value, ok := strings.Cut(word, ":")
	return ok && key != "" && !strings.HasPrefix(value, "//") &&
		!strings.ContainsFunc(key, func(r rune) bool { return !unicode.IsLetter(r) })
}

// queryValue returns the stored code for what was typed after a field's colon.
func queryValue(f QueryField, v string) (string, bool) {
	if strings.TrimSpace(v) == "" {
		return "", false
	}
	switch f {
	case QueryMine:
		return "", false
	case QueryRegime:
		code, ok := ParseRegime(v)
		return string(code), ok
	case QueryStatus, QueryKind, QueryLabel, QueryTLP, QueryOutcome, QueryReply, QueryAdvice:
		return ParseCode(string(f), v)
	case QueryDue, QueryExpires, QueryReverify:
		return dueValue(v)
	case QuerySent, QueryUpdated:
		return pastValue(v)
	case QueryHash:
		code := strings.ToLower(strings.TrimSpace(v))
		return code, IsHash(code)
	case QueryOrg, QueryBy:
		code := fold(v)
		if f == QueryBy && (code == "personne" || code == "nobody") {
			code = "none"
		}
		return code, code != ""
	}
	return v, true
}

// queryValues are the codes that a field takes, nil for one that takes more.
func queryValues(f QueryField) []string {
	switch f {
	case QueryStatus, QueryKind, QueryLabel, QueryTLP, QueryOutcome, QueryReply, QueryAdvice:
		return codes(string(f))
	}
	return nil
}

// String writes the filter in its English form, which parses to the same Query.
func (q Query) String() string {
	var parts []string
	for _, t := range q.Terms {
		parts = append(parts, t.String())
	}
	return strings.Join(parts, " ")
}

// String writes one term in its English form.
func (t Term) String() string {
	var b strings.Builder
	if t.Not {
		b.WriteByte('-')
	}
	if t.Field == QueryMine {
		return b.String() + "mine"
	}
	if t.Field != QueryText {
		b.WriteString(string(t.Field) + ":")
	}
	if t.Before {
		b.WriteByte('<')
	}
	if t.After {
		b.WriteByte('>')
	}
	v := strings.Join(t.Values, ",")
	if t.Exact || strings.ContainsFunc(v, unicode.IsSpace) || (t.Field == QueryText && !t.readsBare(v)) {
		v = `"` + v + `"`
	}
	return b.String() + v
}

// readsBare reports whether the words v of a term without a field need no
// quotes to be read as what they are.
func (t Term) readsBare(v string) bool {
	sign := ""
	if t.Not {
		sign = "-"
	}
	words, err := splitQuery(sign + v)
	if err != nil || len(words) != 1 || words[0].not != t.Not || words[0].text != v || words[0].field != "" || namesNoField(v) {
		return false
	}
	k, key := queryKey(v)
	return !key || k != QueryMine
}

// With returns q and the terms of r together.
func (q Query) With(r Query) Query {
	since := q.Since
	if r.Since.After(since) {
		since = r.Since
	}
	return Query{Terms: append(append([]Term(nil), q.Terms...), r.Terms...), Since: since}
}

// Names reports whether a term of the filter speaks of field f.
func (q Query) Names(f QueryField) bool {
	for _, t := range q.Terms {
		if t.Field == f {
			return true
		}
	}
	return false
}

// Archive reports whether a list of requests under the filter holds some that
// are terminal: when all are asked for, it names such a state, or what was done
// and holds, is to be looked at again or is recommended: that is closed, mostly.
func (q Query) Archive(all bool) bool {
	if all || !q.Names(QueryStatus) {
		return all || q.Names(QueryExpires) || q.Names(QueryReverify) || q.Names(QueryAdvice)
	}
	for _, t := range q.Terms {
		if t.Field == QueryStatus && !t.Not && !slices.ContainsFunc(t.Values, terminal) {
			return false
		}
	}
	return true
}

// Settled reports whether a request under the filter can only be a terminal
// one: it names such states and no others.
func (q Query) Settled() bool {
	return slices.ContainsFunc(q.Terms, func(t Term) bool {
		open := func(v string) bool { return !terminal(v) }
		return t.Field == QueryStatus && !t.Not && len(t.Values) > 0 && !slices.ContainsFunc(t.Values, open)
	})
}

// terminal reports whether a value of QueryStatus is a terminal state of requests.
func terminal(v string) bool { return v != "open" && State(v).Terminal() }
