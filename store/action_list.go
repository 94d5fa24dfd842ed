package store

import (
	"context"
	"strings"

	"contactgroup/schema"
)

// Actions returns one page of the action items that the member may see, by due
// day unless asked otherwise. Sorted by label they come by state. "Not all"
// means: not terminal, unless the query names a state.
func (d *Desk) Actions(ctx context.Context, l schema.List) (schema.Page[schema.Action], error) {
	var page schema.Page[schema.Action]
	order, err := actionOrder(l.Sort)
	if err != nil {
		return page, err
	}
	err = d.view(ctx, func(r reads) (err error) {
		query := condition{text: `SELECT ` + actionColumns + ` FROM action_item a WHERE `}.plus(d.actionQuery(l.Query, l.All), "")
		page, err = pageOf(r, order, l, query, order.keyOfAction, actionRow.action)
		if err != nil {
			return err
		}
		return d.link(r, page.Items)
	})
	return page, err
}

// CountActions counts what Actions would list, exactly up to schema.CountLimit.
func (d *Desk) CountActions(ctx context.Context, q schema.Query, all bool) (schema.Count, error) {
	return d.counted(ctx, schema.NounAction, q, all, func(r reads) (int, error) {
		where := d.actionQuery(q, all)
		return r.countUpTo(schema.CountLimit+1, condition{"SELECT 1 AS hit FROM action_item a WHERE " + where.text, where.args})
	})
}

// actionOrder is the columns behind a sort, ending with the reference, which is unique.
func actionOrder(s schema.Sort) (ordering, error) {
	columns := map[schema.SortField][]string{
		"":                 {"a.due", "a.ref_key"},
		schema.SortDue:     {"a.due", "a.ref_key"},
		schema.SortLabel:   {"a.state", "a.due", "a.ref_key"},
		schema.SortRef:     {"a.ref_key"},
		schema.SortUpdated: {"a.updated_at", "a.ref_key"},
		schema.SortOwner:   {"a.owner", "a.due", "a.ref_key"},
	}[s.Field]
	return orderingBy(columns, s)
}

// keyOfAction gives the values of an ordering's columns of an action item.
func (o ordering) keyOfAction(a actionRow) []any {
	return o.key(map[string]any{"a.state": a.State, "a.due": a.Due, "a.ref_key": a.RefKey, "a.updated_at": a.UpdatedAt, "a.owner": a.Owner})
}

// actionQuery is the action items a of a list.
func (d *Desk) actionQuery(q schema.Query, all bool) condition {
	seen, args := actionSight(d.who)
	out := condition{seen, args}
	for _, t := range q.Terms {
		c := d.actionTerm(t)
		if t.Not {
			c = c.not()
		}
		out = out.with(c)
	}
	if !q.Since.IsZero() {
		out = out.and("a.updated_at >= ?", stamp(q.Since)) // each change raises it, and each is for all who see the item
	}
	if !all && !q.Names(schema.QueryStatus) {
		out = out.and("a.open = 1")
	}
	return out
}

// actionTerm is the condition of one term. A field that action items do not
// have finds nothing.
func (d *Desk) actionTerm(t schema.Term) condition {
	switch t.Field {
	case schema.QueryText:
		return phrases("a.search", t)
	case schema.QueryStatus:
		states := in("a.state", t.Values)
		for _, v := range t.Values {
			if v == "open" { // of a filter: not terminal; the state of that name is among these
				states.text = "(a.open = 1 OR " + states.text + ")"
			}
		}
		return states
	case schema.QueryOrg:
		return in("replace(a.owner, '-', '_')", t.Values)
	case schema.QueryDue:
		return d.actionDue(t)
	case schema.QueryMine:
		return condition{"a.member_id = ?", []any{d.who.Member}}
	case schema.QueryBy:
		c := in("replace(p.login, '-', '_')", t.Values)
		c.text = "coalesce((SELECT CASE WHEN " + c.text + " THEN 1 ELSE 0 END FROM member p WHERE p.id = a.member_id), 0) = 1"
		for _, v := range t.Values {
			if v == nobody {
				c.text = "(a.member_id = 0 OR " + c.text + ")"
			}
		}
		return c
	case schema.QueryRef:
		return likeAny("a.ref", t.Values, "", strings.ToUpper)
	case schema.QueryMeeting:
		c := in("m.ref", t.Values)
		return condition{"EXISTS (SELECT 1 FROM meeting m WHERE m.id = a.meeting_id AND " + c.text + ")", c.args}
	case schema.QueryTheme:
		return likeAny("a.theme_key", t.Values, "%", schema.Fold)
	}
	return nothing
}

// actionDue reads "<2w", ">3d", "overdue", "today", "none" and days, in the
// member's zone. A span without a sign means "within".
func (d *Desk) actionDue(t schema.Term) condition {
	loc := d.who.Location()
	var texts []string
	var args []any
	add := func(text string, a ...any) { texts, args = append(texts, "("+text+")"), append(args, a...) }
	for _, v := range t.Values {
		bound, known := schema.DueBound(v, d.Now(), loc)
		on := schema.DateOf(bound, loc).String()
		_, isDay := dayOf(v, d.Now(), loc)
		switch {
		case v == "overdue":
			add("a.due < ? AND a.open = 1", schema.DateOf(d.Now(), loc).String())
		case v == "none":
			add("a.due = ?", noDay)
		case !known:
			return nothing
		case t.After:
			add("a.due > ? AND a.due < ?", on, noDay)
		case t.Before && isDay:
			add("a.due < ?", on)
		case isDay:
			add("a.due = ?", on)
		default:
			add("a.due <= ?", on)
		}
	}
	return condition{"(" + strings.Join(texts, " OR ") + ")", args}
}
