package store

import (
	"slices"
	"time"

	"contactgroup/schema"
)

// peers is how the operators but the actor's answered together in the weeks
// between two moments: the whole register is open to the transaction.
func (r reads) peers(who schema.Actor, since, until time.Time) (schema.Reaction, bool, error) {
	var open []schema.Kind
	for _, k := range schema.Kinds {
		if !k.Confidential() {
			open = append(open, k)
		}
	}
	first, last := schema.PeerWeeks(since, until)
	weeks, err := r.weeklySpreads(condition{"r.sent_at > 0 AND r.kind IN " + codeList(open) + " AND r.addressee <> ?", []any{who.OrgCode}}, first, last)
	out, ok := schema.Peers(weeks)
	return out, ok, err
}

// weeklySpreads are, by week and addressee, how long the first replies took that
// went out in these weeks, to requests r under a condition.
func (r reads) weeklySpreads(where condition, first, last schema.Week) (map[schema.Week]map[string]schema.Spread, error) {
	var rows []struct {
		Week      schema.Week
		Addressee string
		Minutes   int
		N         int
	}
	args := append(slices.Clone(where.args), stamp(first.Start()), stamp((last + 1).Start()))
	err := r.all(&rows, `SELECT (p.sort_at / 86400000 + 3) / 7 AS week, r.addressee, (p.sent_at - r.sent_at) / 60000 AS minutes, count(*) AS n
		FROM reply p JOIN request r ON r.id = p.request_id
		WHERE `+where.text+` AND p.n = 1 AND p.state <> 'held' AND p.sort_at >= ? AND p.sort_at < ? GROUP BY week, r.addressee, minutes`, args...)
	out := map[schema.Week]map[string]schema.Spread{}
	for _, row := range rows {
		if out[row.Week] == nil {
			out[row.Week] = map[string]schema.Spread{}
		}
		if out[row.Week][row.Addressee] == nil {
			out[row.Week][row.Addressee] = schema.Spread{}
		}
		out[row.Week][row.Addressee][max(row.Minutes, 0)] += row.N
	}
	return out, err
}
