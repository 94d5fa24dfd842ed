package store

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"time"

	"contactgroup/schema"
)

// Stats are the figures since a day of the group's zone, from the beginning for
// the zero one, as this member may see them. What several others make up is told
// by whole weeks that are over, so that it never moves with one answer, and
// leaves out what is confidential.
func (d *Desk) Stats(ctx context.Context, since schema.Date) (schema.Stats, error) {
	single, peers, err := schema.SeesStats(d.who)
	if err != nil {
		return schema.Stats{}, err
	}
	out := schema.Stats{Single: single, Peers: peers}
	if !since.IsZero() {
		out.Since = since.Start(d.db.location()).UTC()
	}
	now := d.Now()
	if single {
		bare := out
		err = d.view(ctx, func(r reads) (err error) {
			out, err = d.ownStats(r, bare, now)
			return err
		})
	}
	if err != nil || !peers {
		return out, err
	}
	first, last := schema.PeerWeeks(out.Since, now)
	out.PeersUntil = (last + 1).Start()
	if !out.Since.IsZero() {
		out.PeersSince = first.Start()
	}
	others, ok, err := d.peers(ctx, out.Since, now)
	if ok {
		out.Reactions = append(out.Reactions, others)
	}
	return out, err
}

// ownStats are s with what is in the member's sight.
func (d *Desk) ownStats(r reads, s schema.Stats, now time.Time) (schema.Stats, error) {
	seen, args := sight(d.who)
	where := condition{seen, args}
	spreads, err := r.spreads(where, s.Since, now)
	if err != nil {
		return s, err
	}
	for _, org := range slices.Sorted(maps.Keys(spreads)) {
		s.Reactions = append(s.Reactions, spreads[org].Reaction(org))
		s.Quarters = append(s.Quarters, spreads[org].Quarters(org)...)
	}
	if s.Loads, err = r.loads(where, s.Since, d.db.location()); err != nil {
		return s, err
	}
	s.Labels, s.Shortfalls, err = r.quality(where, s.Since)
	return s, err
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

// loads counts what was sent, and answered for the first time, since a moment,
// by day of a zone. No zone's day begins within a quarter of an hour.
func (r reads) loads(where condition, since time.Time, loc *time.Location) ([]schema.Load, error) {
	type key struct {
		day schema.Date
		org string
	}
	byDay := map[key]*schema.Load{}
	count := func(query string, bound int64, add func(l *schema.Load, n int)) error {
		var rows []struct {
			Addressee string
			Quarter   int64
			N         int
		}
		if err := r.all(&rows, query, append(slices.Clone(where.args), bound)...); err != nil {
			return err
		}
		for _, row := range rows {
			k := key{schema.DateOf(instant(row.Quarter*quarterMillis), loc), row.Addressee}
			if byDay[k] == nil {
				byDay[k] = &schema.Load{Org: k.org, Day: k.day}
			}
			add(byDay[k], row.N)
		}
		return nil
	}
	err := count(`SELECT r.addressee, r.sent_at / 900000 AS quarter, count(*) AS n FROM request r
		WHERE `+where.text+` AND r.sent_at > 0 AND -r.sent_at <= ? GROUP BY r.addressee, quarter`, -stamp(since), func(l *schema.Load, n int) { l.Sent += n })
	if err == nil {
		err = count(`SELECT r.addressee, p.sort_at / 900000 AS quarter, count(*) AS n FROM reply p JOIN request r ON r.id = p.request_id
			WHERE `+where.text+` AND p.n = 1 AND p.state <> 'held' AND p.sort_at >= ? GROUP BY r.addressee, quarter`, stamp(since), func(l *schema.Load, n int) { l.Answered += n })
	}
	var out []schema.Load
	for _, l := range byDay {
		out = append(out, *l)
	}
	slices.SortFunc(out, func(a, b schema.Load) int { return cmp.Or(a.Day.Compare(b.Day), cmp.Compare(a.Org, b.Org)) })
	return out, err
}

// quarterMillis is a quarter of an hour, as the register has times.
const quarterMillis = 900_000

// quality counts the contents answered since a moment: by service and by the
// label that the request had when the answer went out, and by operator and service.
func (r reads) quality(where condition, since time.Time) ([]schema.LabelQuality, []schema.Shortfall, error) {
	var rows []struct {
		Org string
		schema.LabelQuality
	}
	args := append(slices.Clone(where.args), stamp(since))
	err := r.all(&rows, `SELECT r.addressee AS org, r.service, p.sent_label AS label, count(*) AS answered,
			count(CASE WHEN o.outcome = 'refused' THEN 1 END) AS refused, count(CASE WHEN o.outcome = 'insufficient_information' THEN 1 END) AS insufficient
		FROM reply p JOIN request r ON r.id = p.request_id JOIN reply_outcome o ON o.reply_id = p.id
		WHERE `+where.text+` AND p.state <> 'held' AND p.sort_at >= ? GROUP BY r.addressee, r.service, p.sent_label`, args...)
	labels, shortfalls := map[[2]string]schema.LabelQuality{}, map[[2]string]schema.Shortfall{}
	for _, row := range rows {
		of, by := [2]string{row.Service, string(row.Label)}, [2]string{row.Org, row.Service}
		labels[of] = schema.LabelQuality{Service: row.Service, Label: row.Label, Answered: labels[of].Answered + row.Answered,
			Refused: labels[of].Refused + row.Refused, Insufficient: labels[of].Insufficient + row.Insufficient}
		shortfalls[by] = schema.Shortfall{Org: row.Org, Service: row.Service, Answered: shortfalls[by].Answered + row.Answered,
			Insufficient: shortfalls[by].Insufficient + row.Insufficient}
	}
	return byKey(labels), byKey(shortfalls), err
}

// byKey are the values in the order of their keys.
func byKey[T any](m map[[2]string]T) []T {
	var out []T
	for _, key := range slices.SortedFunc(maps.Keys(m), func(a, b [2]string) int { return slices.Compare(a[:], b[:]) }) {
		out = append(out, m[key])
	}
	return out
}
