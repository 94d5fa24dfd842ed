package store

import (
	"slices"
	"strings"
	"time"

	"contactgroup/schema"
)

// condition is a part of a WHERE clause with its arguments.
type condition struct {
	text string
	args []any
}

// nothing is what a filter gives that looks at what its reader may not see.
var nothing = condition{"1 = 0", nil}

func (c condition) and(text string, args ...any) condition {
	return condition{c.text + " AND " + text, append(slices.Clone(c.args), args...)}
}

func (c condition) not() condition { return condition{"NOT (" + c.text + ")", c.args} }

func (c condition) with(d condition) condition { return c.and(d.text, d.args...) }

// requestFilter turns filters into conditions on a request r, its reader's side
// s and its assignee m.
type requestFilter struct {
	reads
	who    schema.Actor
	reader schema.Reader
	now    time.Time
	words  wordIndex

	ofReplies bool // the rows are replies p to requests r
	openOnly  bool // none but open requests are asked for
}

// requestFilter is how the member's filters of requests are read.
func (d *Desk) requestFilter(r reads) requestFilter {
	return requestFilter{reads: r, who: d.who, reader: readerOf(d.who), now: d.Now(), words: d.db.engine.words}
}

// looksAt are the fields a reader must be able to see for a term to mean anything.
// Terms that are not here mean nothing on requests.
var looksAt = map[schema.QueryField]schema.Field{
	schema.QueryText: schema.FieldSubject, schema.QueryStatus: schema.FieldState, schema.QueryKind: schema.FieldKind,
	schema.QueryOrg: schema.FieldAddressee, schema.QueryLabel: schema.FieldLabel, schema.QueryDue: schema.FieldDue, schema.QueryExpires: schema.FieldExpires,
	schema.QueryMine: schema.FieldAssignee, schema.QueryBy: schema.FieldAssignee, schema.QueryRef: schema.FieldRef,
	schema.QueryExt: schema.FieldExternalRef, schema.QueryService: schema.FieldService, schema.QueryRegime: schema.FieldRegime,
	schema.QueryTLP: schema.FieldTLP, schema.QueryURL: schema.FieldContents, schema.QueryOutcome: schema.FieldOutcome,
	schema.QueryReply: schema.FieldReply, schema.QueryCase: schema.FieldCase, schema.QueryHash: schema.FieldContents,
	schema.QuerySent: schema.FieldSent, schema.QueryUpdated: schema.FieldRef,
	schema.QueryReverify: schema.FieldReverify, schema.QueryAdvice: schema.FieldAdvice,
}

// where is the condition of a whole query: all of its terms.
func (f requestFilter) where(q schema.Query) (condition, error) {
	out, err := f.since(q.Since)
	if err != nil {
		return nothing, err
	}
	for _, t := range q.Terms {
		field, known := looksAt[t.Field]
		if !known || !schema.Sees(f.reader, schema.NounRequest, field) {
			return nothing, nil
		}
		c, err := f.term(t)
		switch {
		case err != nil:
			return nothing, err
		case t.Not:
			c = c.not()
		case c.text == nothing.text:
			return nothing, nil
		}
		out = out.with(c)
	}
	return out, nil
}

func (f requestFilter) term(t schema.Term) (condition, error) {
	switch t.Field {
	case schema.QueryText:
		return f.text(t), nil
	case schema.QueryStatus:
		return f.status(t.Values), nil
	case schema.QueryKind:
		return in("r.kind", t.Values), nil
	case schema.QueryOrg:
		return f.addressee(t.Values)
	case schema.QueryLabel:
		return in("r.label", t.Values), nil
	case schema.QueryDue:
		return f.instant(dueInstants, t), nil
	case schema.QueryExpires:
		return f.instant(comingInstants("r.expires_at"), t), nil
	case schema.QueryMine:
		return f.mine(), nil
	case schema.QueryBy:
		return in("coalesce(replace(replace(m.login, '-', '_'), ' ', '_'), 'none')", t.Values), nil
	case schema.QueryRef:
		return likeAny("r.ref", t.Values, "", strings.ToUpper), nil
	case schema.QueryExt:
		return likeAny("lower(coalesce(s.external_ref, ''))", t.Values, "", asciiLower), nil
	case schema.QueryService:
		return f.service(t.Values)
	case schema.QueryRegime:
		return in("r.regime", t.Values), nil
	case schema.QueryTLP:
		return in("r.tlp", t.Values), nil
	case schema.QueryURL:
		return f.address(t.Values), nil
	case schema.QueryHash:
		c := in("c.hash", t.Values)
		return condition{"EXISTS (SELECT 1 FROM content c WHERE c.request_id = r.id AND " + c.text + ")", c.args}, nil
	case schema.QuerySent:
		return f.past("r.sent_at", t).and("r.sent_at > 0"), nil
	case schema.QueryUpdated:
		return f.past(updatedColumn(f.reader), t), nil
	case schema.QueryOutcome:
		c := in("c.outcome", t.Values)
		return condition{"EXISTS (SELECT 1 FROM content c WHERE c.request_id = r.id AND " + c.text + ")", c.args}, nil
	case schema.QueryReply:
		return f.reply(t.Values), nil
	case schema.QueryCase:
		return likeAny("coalesce(s.case_ref, '')", t.Values, "", strings.ToUpper), nil
	case schema.QueryReverify:
		return f.instant(comingInstants("r.reverify_at"), t), nil
	case schema.QueryAdvice:
		return in("r.recommended", t.Values), nil
	}
	return nothing, nil
}

// mine finds what the member holds. Among open requests that takes no longer
// after years of closed ones.
func (f requestFilter) mine() condition {
	held := "SELECT mine.request_id FROM request_side mine WHERE mine.assignee_id = ? AND mine.assignee_id <> 0"
	if f.openOnly {
		held += " AND mine.open = 1"
	}
	return condition{"r.id IN (" + held + ")", []any{f.who.Member}}
}

func (f requestFilter) status(values []string) condition {
	states := in("r.state", values)
	if f.ofReplies {
		replies := in("p.state", values)
		states = condition{"(" + states.text + " OR " + replies.text + ")", append(states.args, replies.args...)}
	}
	if f.ofReplies {
		if slices.Contains(values, "open") {
			states.text = "(r.open = 1 OR " + states.text + ")"
		}
		return states
	}
	terminal := func(v string) bool { return v != "open" && schema.State(v).Terminal() }
	switch {
	case !slices.ContainsFunc(values, func(v string) bool { return v != "open" }):
		return condition{"r.open = 1", nil}
	case slices.Contains(values, "open"):
		states.text = "(r.open = 1 OR " + states.text + ")"
	case !slices.ContainsFunc(values, terminal):
		states.text = "r.open = 1 AND " + states.text // so that the queues' indexes serve
	}
	return states
}

// reply looks at the state of the last reply; one held is known to its side alone.
func (f requestFilter) reply(values []string) condition {
	switch {
	case f.ofReplies:
		return in("p.state", values)
	case f.reader != schema.ReaderAddressee:
		return in("r.last_reply", values)
	}
	return in("CASE WHEN r.held = 1 THEN 'held' ELSE r.last_reply END", values)
}

// addressee compares the codes of organisations. What is the code of none, as
// one that is still being typed, need not be looked for.
func (f requestFilter) addressee(values []string) (condition, error) {
	var codes []string
	if err := f.all(&codes, `SELECT replace(code, '-', '_') FROM organisation`); err != nil {
		return nothing, err
	}
	if !slices.ContainsFunc(values, func(v string) bool { return slices.Contains(codes, v) }) {
		return nothing, nil
	}
	return in("replace(r.addressee, '-', '_')", values), nil
}

// service compares as people type: without regard to case and accents.
func (f requestFilter) service(values []string) (condition, error) {
	var names []string
	if err := f.all(&names, `SELECT services FROM organisation WHERE kind = ?`, schema.OrgAuthority); err != nil {
		return nothing, err
	}
	var meant []string
	for _, name := range splitList(strings.Join(names, ",")) {
		if slices.ContainsFunc(values, func(v string) bool { return schema.Fold(v) == schema.Fold(name) }) {
			meant = append(meant, name)
		}
	}
	if len(meant) == 0 {
		return nothing, nil
	}
	return in("r.service", meant), nil
}

// dayOf returns the day that a value of due: names, and whether it names one.
func dayOf(v string, now time.Time, loc *time.Location) (schema.Date, bool) {
	switch v {
	case "today":
		return schema.DateOf(now, loc), true
	case "tomorrow":
		return schema.DateOf(now, loc).AddDays(1), true
	}
	d, err := schema.ParseDate(v)
	return d, err == nil && !d.IsZero()
}

// in compares an expression with any of the values.
func in(expression string, values []string) condition {
	args := make([]any, len(values))
	for i, v := range values {
		args[i] = v
	}
	return condition{expression + " IN (?" + strings.Repeat(", ?", len(values)-1) + ")", args}
}

// likeAny finds any of the values at the beginning of an expression, or
// anywhere when lead is "%". Wildcards among what people typed are escaped.
func likeAny(expression string, values []string, lead string, fold func(string) string) condition {
	texts, args := make([]string, len(values)), make([]any, len(values))
	for i, v := range values {
		texts[i] = expression + ` LIKE ? ESCAPE '\'`
		args[i] = lead + likes.Replace(fold(v)) + "%"
	}
	return condition{"(" + strings.Join(texts, " OR ") + ")", args}
}
