package store

import (
	"context"
	"maps"
	"slices"
	"time"

	"contactgroup/schema"
)

// Stats are the figures since a day, as this member may see them. What several
// others make up ends with the day before, so that it never moves with one
// answer, and leaves out what is confidential.
func (d *Desk) Stats(ctx context.Context, since schema.Date) (schema.Stats, error) {
	single, peers, err := schema.SeesStats(d.who)
	if err != nil {
		return schema.Stats{}, err
	}
	loc := d.db.location()
	out := schema.Stats{Since: since.Start(loc).UTC()}
	if single {
		err = d.view(ctx, func(r reads) error {
			seen, args := sight(d.who)
			spreads, err := r.spreads(condition{seen, args}, out.Since, d.Now())
			for _, org := range slices.Sorted(maps.Keys(spreads)) {
				out.Reactions = append(out.Reactions, spreads[org].Reaction(org))
			}
			if err == nil {
				out.Labels, err = r.labelQuality(condition{seen, args}, out.Since)
			}
			return err
		})
	}
	if err != nil || !peers {
		return out, err
	}
	today := schema.DateOf(d.Now(), loc).Start(loc)
	others, ok, err := d.peers(ctx, out.Since, today)
	if ok {
		out.Reactions = append(out.Reactions, others)
	}
	return out, err
}

// peers is how the other operators answered together. It goes beyond the
// member's sight, and gives nothing that fewer than three others make up.
func (d *Desk) peers(ctx context.Context, since, until time.Time) (schema.Reaction, bool, error) {
	if err := d.view(ctx, func(reads) error { return nil }); err != nil { // for those admitted still
		return schema.Reaction{}, false, err
	}
	var out schema.Reaction
	var ok bool
	err := d.db.view(ctx, func(r reads) (err error) {
		out, ok, err = r.peers(d.who, since, until)
		return err
	})
	return out, ok, err
}

// peers is how the operators but the actor's answered together: the whole
// register is open to the transaction.
func (r reads) peers(who schema.Actor, since, until time.Time) (schema.Reaction, bool, error) {
	var open []schema.Kind
	for _, k := range schema.Kinds {
		if !k.Confidential() {
			open = append(open, k)
		}
	}
	spreads, err := r.spreads(condition{"r.sent_at > 0 AND r.kind IN " + codeList(open) + " AND r.addressee <> ?", []any{who.OrgCode}}, since, until)
	out, ok := schema.Peers(slices.Collect(maps.Values(spreads)))
	return out, ok, err
}

// spreads are, by addressee, how long the first replies took that went out
// since a moment and before another, to requests r under a condition.
func (r reads) spreads(where condition, since, until time.Time) (map[string]schema.Spread, error) {
	var rows []struct {
		Addressee string
		Minutes   int
		N         int
	}
	args := append(slices.Clone(where.args), stamp(since), stamp(until))
	err := r.all(&rows, `SELECT r.addressee, (p.sent_at - r.sent_at) / 60000 AS minutes, count(*) AS n FROM reply p JOIN request r ON r.id = p.request_id
		WHERE `+where.text+` AND p.n = 1 AND p.state <> 'held' AND p.sort_at >= ? AND p.sort_at < ? GROUP BY r.addressee, minutes`, args...)
	out := map[string]schema.Spread{}
	for _, row := range rows {
		if out[row.Addressee] == nil {
			out[row.Addressee] = schema.Spread{}
		}
		out[row.Addressee][max(row.Minutes, 0)] += row.N
	}
	return out, err
}

// labelQuality counts what was answered since a moment, by service and by the
// label that the request had when the answer went out.
func (r reads) labelQuality(where condition, since time.Time) ([]schema.LabelQuality, error) {
	var rows []schema.LabelQuality
	args := append(slices.Clone(where.args), stamp(since))
	err := r.all(&rows, `SELECT r.service, p.sent_label AS label, count(*) AS answered,
			count(CASE WHEN o.outcome = 'refused' THEN 1 END) AS refused, count(CASE WHEN o.outcome = 'insufficient_information' THEN 1 END) AS insufficient
		FROM reply p JOIN request r ON r.id = p.request_id JOIN reply_outcome o ON o.reply_id = p.id
		WHERE `+where.text+` AND p.state <> 'held' AND p.sort_at >= ? GROUP BY r.service, p.sent_label ORDER BY r.service, p.sent_label`, args...)
	return rows, err
}
