package store

import (
	"cmp"
	"context"
	"slices"

	"contactgroup/schema"
)

// Retentions returns how long things of each noun are kept, past versions among
// them, by noun in the order of schema.DefaultRetentions. All members may know.
func (d *Desk) Retentions(ctx context.Context) ([]schema.Retention, error) {
	var out []schema.Retention
	err := d.view(ctx, func(r reads) (err error) {
		out, err = r.retentions()
		return err
	})
	return out, err
}

func (r reads) retentions() ([]schema.Retention, error) {
	var rows []struct {
		Noun         schema.Noun
		Version      int
		Days, Months int
		Source       string
		Noted        int64  `db:"noted_at"`
		By           string `db:"noted_by"`
	}
	err := r.all(&rows, `SELECT noun, version, days, months, source, noted_at, noted_by FROM retention ORDER BY noun, version`)
	var out []schema.Retention
	for _, first := range schema.DefaultRetentions {
		out = append(out, first)
		for _, row := range rows {
			if row.Noun == first.Noun {
				out = append(out, schema.Retention{Noun: row.Noun, Version: row.Version, Days: row.Days, Months: row.Months, Source: row.Source,
					Noted: instant(row.Noted), NotedBy: row.By})
			}
		}
	}
	return out, err
}

// UpdateRetention puts on record how long things of a noun are kept from now on;
// without days and months: for good. An empty source stays as it was. Nothing
// is erased by it: that is DB.Erase's to do.
func (d *Desk) UpdateRetention(ctx context.Context, keep schema.Retention) (schema.Retention, error) {
	return legislate(ctx, d, schema.VerbUpdate, func(t *tx) (schema.Retention, error) {
		all, err := t.retentions()
		if err != nil {
			return keep, err
		}
		now := schema.RetentionsInForce(all)
		i := slices.IndexFunc(now, func(r schema.Retention) bool { return r.Noun == keep.Noun })
		if i < 0 {
			return keep, schema.NotFound(string(keep.Noun))
		}
		was := now[i]
		var clean cleaner
		keep.Source = clean.line("source", cmp.Or(keep.Source, was.Source))
		right := keep.Days >= 0 && keep.Months >= 0 && (keep.Days == 0 || keep.Months == 0) && keep.Days <= schema.MaxRetentionDays && keep.Months <= schema.MaxRetentionMonths
		clean.check(right, schema.WhyOneDelay, "days", keep.Delay())
		if clean.err != nil {
			return keep, clean.err
		}
		keep.Version, keep.Noted, keep.NotedBy = was.Version+1, t.now, d.who.NameFor(0)
		if _, err := t.exec(`INSERT INTO retention (noun, version, days, months, source, noted_at, noted_by) VALUES (?, ?, ?, ?, ?, ?, ?)`,
			keep.Noun, keep.Version, keep.Days, keep.Months, keep.Source, stamp(keep.Noted), keep.NotedBy); err != nil {
			return keep, err
		}
		return keep, t.tellLaw(d.who, schema.VerbUpdate, schema.NounRetention, string(keep.Noun), keep.Source, was.Delay(), keep.Delay(), keep.Noted)
	})
}
