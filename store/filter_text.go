package store

import (
	"strings"

	"contactgroup/schema"
)

// What a row must hold to pass a term of words is always read from its texts:
// indexes of words only tell which rows to look at. So both engines agree,
// whatever they make of the words.

// likes finds what follows in a text; people's wildcards are escaped.
var likes = strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`)

// holds is the condition that a schema.SearchText holds a phrase.
func holds(expression string, p schema.SearchPhrase) condition {
	return condition{expression + ` LIKE ? ESCAPE '\'`, []any{"%" + likes.Replace(p.Text) + "%"}}
}

// phrases is the condition that a schema.SearchText holds any of a term's values.
func phrases(expression string, t schema.Term) condition {
	return anyOf(t.Values, func(v string) condition { return holds(expression, schema.PhraseOf(v, t.Exact)) })
}

// anyOf joins the conditions of a term's values.
func anyOf(values []string, of func(string) condition) condition {
	texts := make([]string, len(values))
	var args []any
	for i, v := range values {
		c := of(v)
		texts[i], args = c.text, append(args, c.args...)
	}
	return condition{"(" + strings.Join(texts, " OR ") + ")", args}
}

// text looks at everything of a request that each of its readers may read.
// The texts are asked for one row at a time, so that no engine begins with them.
func (f requestFilter) text(t schema.Term) condition {
	c := anyOf(t.Values, func(v string) condition {
		p := schema.PhraseOf(v, t.Exact)
		return condition{"(", nil}.plus(holds("x.body", p), " OR ").plus(holds("x.addresses", p), ")")
	})
	return condition{"(SELECT " + c.text + " FROM request_text x WHERE x.request_id = r.id)", c.args}
}

// plus appends a condition and a text.
func (c condition) plus(d condition, text string) condition {
	return condition{c.text + d.text + text, append(c.args, d.args...)}
}

// address looks at the contents: words of an address, or an address that
// shows the same.
func (f requestFilter) address(values []string) condition {
	return anyOf(values, func(v string) condition {
		v = schema.Refang(v)
		c := holds("x.addresses", schema.PhraseOf(v, false))
		return condition{"((SELECT " + c.text + " FROM request_text x WHERE x.request_id = r.id)" +
			" OR EXISTS (SELECT 1 FROM content c WHERE c.request_id = r.id AND c.url_key = ?))", append(c.args, schema.NormalURL(v))}
	})
}

// past is when something happened, in the reader's zone.
func (f requestFilter) past(column string, t schema.Term) condition {
	return f.between(t, func(from, to int64) condition {
		return condition{"(" + column + " >= ? AND " + column + " < ?)", []any{from, to}}
	})
}

// between gives the bounds of a term about the past, as they are stored.
func (f requestFilter) between(t schema.Term, of func(from, to int64) condition) condition {
	return anyOf(t.Values, func(v string) condition {
		first, next, ok := t.PastBounds(v, f.now, f.who.Location())
		if !ok {
			return nothing
		}
		from, to := stamp(first), stamp(next)
		if next.IsZero() {
			to = noDue
		}
		return of(from, to)
	})
}
