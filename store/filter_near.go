package store

import (
	"slices"
	"strings"

	"contactgroup/schema"
)

// near is a query for the IDs of requests, read from an index, among which all
// are that a filter lets pass. It may give IDs that the reader must not see,
// never for reasons that are others' alone: how long it takes tells nothing.
type near struct {
	condition
	few bool // however large the register: what one reference, address or member has
}

// wanted is a word that is looked for.
type wanted struct {
	word string
	open bool // it may go on
}

// anyOfAll are words looked for by one term: all of one of the lists.
type anyOfAll [][]wanted

// near finds where to look for what a filter lets pass. none tells that nothing
// can; a nil answer that no index helps.
func (f requestFilter) near(q schema.Query) (found *near, none bool, err error) {
	var terms []anyOfAll
	for _, t := range q.Terms {
		if t.Not {
			continue
		}
		set, err := f.nearTerm(q, t)
		if err != nil {
			return nil, false, err
		}
		if set != nil && (found == nil || set.few && !found.few) {
			found = set
		}
		if words, ok := f.wantedBy(t); ok && t.Field == schema.QueryText {
			terms = append(terms, words)
		}
	}
	if len(terms) == 0 || found != nil && found.few {
		return found, false, nil
	}
	hits, none, err := f.words.match(f.reads, terms, f.openOnly)
	return &near{hits, false}, none, err
}

// nearTerm is where to look for one term.
func (f requestFilter) nearTerm(q schema.Query, t schema.Term) (*near, error) {
	few := func(text string, args ...any) (*near, error) { return &near{condition{text, args}, true}, nil }
	switch t.Field {
	case schema.QueryRef:
		return f.nearRef(t.Values)
	case schema.QueryMine:
		held := "SELECT n.request_id AS id FROM request_side n WHERE n.assignee_id = ? AND n.assignee_id <> 0"
		if f.openOnly { // so that it takes no longer after years of closed ones
			held += " AND n.open = 1"
		}
		return few(held, f.who.Member)
	case schema.QueryExt:
		c := beginsWith("lower(n.external_ref)", t.Values, asciiLower)
		return few("SELECT n.request_id AS id FROM request_side n WHERE n.external_ref <> '' AND n.org_id = ? AND "+c.text, append([]any{f.who.Org}, c.args...)...)
	case schema.QueryCase:
		c := beginsWith("n.case_ref", t.Values, strings.ToUpper)
		return few("SELECT n.request_id AS id FROM request_side n WHERE n.org_id = ? AND n.case_ref <> '' AND "+c.text, append([]any{f.who.Org}, c.args...)...)
	case schema.QueryHash:
		c := in("n.hash", t.Values)
		return few("SELECT DISTINCT n.request_id AS id FROM content n WHERE n.hash <> '' AND "+c.text, c.args...)
	case schema.QueryURL:
		return f.nearAddress(t)
	case schema.QuerySent:
		return f.nearSent(q, t), nil
	case schema.QueryOrg:
		return f.nearAddressee(t), nil
	}
	return nil, nil
}

// nearAddressee finds the open requests to organisations, of which some have
// few or none in a long queue. An addressee's queue is its own anyway.
func (f requestFilter) nearAddressee(t schema.Term) *near {
	if !f.openOnly || f.reader == schema.ReaderAddressee {
		return nil
	}
	codes := in("replace(o.code, '-', '_')", t.Values)
	return &near{condition{"SELECT n.id AS id FROM request n WHERE n.open = 1 AND n.addressee IN (SELECT o.code FROM organisation o WHERE " + codes.text + ")", codes.args}, false}
}

// nearLabel finds the open requests of labels, an addressee's among its own.
func (f requestFilter) nearLabel(t schema.Term) *near {
	if !f.openOnly || t.Field != schema.QueryLabel {
		return nil
	}
	labels := in("n.label", t.Values)
	if f.reader != schema.ReaderAddressee {
		return &near{condition{"SELECT n.id AS id FROM request n WHERE n.open = 1 AND " + labels.text, labels.args}, false}
	}
	return &near{condition{"SELECT n.id AS id FROM request n WHERE n.open = 1 AND n.addressee = ? AND n.sent_at > 0 AND " + labels.text,
		append([]any{f.who.OrgCode}, labels.args...)}, false}
}

// nearAddress finds contents by words of their addresses, or by the address
// under which those that show the same meet.
func (f requestFilter) nearAddress(t schema.Term) (*near, error) {
	keys := make([]string, len(t.Values))
	for i, v := range t.Values {
		keys[i] = schema.NormalURL(schema.Refang(v))
	}
	same := in("n.url_key", keys)
	same.text = "SELECT n.request_id AS id FROM content n WHERE " + same.text
	words, ok := f.wantedBy(t)
	if !ok {
		return nil, nil
	}
	hits, none, err := f.words.match(f.reads, []anyOfAll{words}, f.openOnly)
	if none || err != nil {
		return &near{condition{"SELECT DISTINCT id FROM (" + same.text + ") same", same.args}, true}, err
	}
	return &near{condition{same.text + " UNION " + hits.text, append(same.args, hits.args...)}, false}, nil
}

// nearSent finds what was sent in a time. An addressee's own come in that order anyway.
func (f requestFilter) nearSent(q schema.Query, t schema.Term) *near {
	i := slices.IndexFunc(q.Terms, func(o schema.Term) bool { return o.Field == schema.QueryOrg && !o.Not })
	if f.reader == schema.ReaderAddressee || i < 0 {
		return nil
	}
	to := in("replace(n.addressee, '-', '_')", q.Terms[i].Values)
	sent := f.between(t, func(from, to int64) condition {
		return condition{"(-n.sent_at > ? AND -n.sent_at <= ?)", []any{-to, -from}}
	})
	return &near{condition{"SELECT n.id FROM request n WHERE n.sent_at > 0", nil}.with(to).with(sent), false}
}

// wantedBy are the words that a term of words or of an address looks for, each
// behind the reader's mark. It reports false when one of its values has none:
// no index can tell then.
func (f requestFilter) wantedBy(t schema.Term) (anyOfAll, bool) {
	mark := ""
	if f.reader == schema.ReaderAddressee {
		mark = readerMark(f.who.Org)
	}
	var out anyOfAll
	for _, v := range t.Values {
		if t.Field == schema.QueryURL {
			v = schema.Refang(v)
		}
		p := schema.PhraseOf(v, t.Exact)
		if len(p.Need) == 0 {
			return nil, false
		}
		all := make([]wanted, len(p.Need))
		for i, w := range p.Need {
			all[i] = wanted{mark + w, p.Open && i == len(p.Need)-1}
		}
		out = append(out, all)
	}
	return out, true
}

// beginsWith compares by ranges, which the index of a text in the order of its
// bytes can serve.
func beginsWith(expression string, values []string, fold func(string) string) condition {
	return anyOf(values, func(v string) condition {
		v = fold(v)
		return condition{"(" + expression + " >= ? AND " + expression + " < ?)", []any{v, v + "\U0010FFFF"}}
	})
}

// asciiLower folds as the engines' lower() does.
func asciiLower(s string) string {
	return strings.Map(func(r rune) rune {
		if 'A' <= r && r <= 'Z' {
			return r + ('a' - 'A')
		}
		return r
	}, s)
}
