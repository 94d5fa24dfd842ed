package store

import (
	"context"
	"slices"

	"contactgroup/schema"
)

const (
	verifyChunk = 4 << tileHeight // entries read at once
	maxDamage   = 20              // findings named in each log; beyond, they are counted
)

// Verify recomputes the tree of each of the member's logs from its entries and
// compares: every entry with its leaf, its contents and the tree as it was
// sealed, and the tree with the heads that were signed for it, those of earlier
// days and those that the member kept among them: kept is the text of such a file, as
// HeadFile writes it, or empty. progress, if not nil, is told how many entries
// of how many are done. What it finds is in the reports; an error tells that it
// could not look: ErrInvalid/WhyHeadFile that kept cannot be trusted itself,
// WhyOtherHeads that it is of another register, ErrNotFound that it is of a log
// which is not the member's.
func (d *Desk) Verify(ctx context.Context, kept string, progress func(done, total int64)) ([]schema.LogReport, error) {
	file, err := d.db.seal.parseHeadFile(kept)
	if err != nil {
		return nil, err
	}
	for _, h := range file.heads {
		if !slices.Contains(d.who.Logs(), h.Audience) {
			return nil, schema.NotFound(h.Audience)
		}
	}
	return d.db.verify(ctx, d.who.Logs(), file, d.view, progress)
}

// Verify does what Desk.Verify does for all logs of the register.
func (db *DB) Verify(ctx context.Context, kept string, progress func(done, total int64)) ([]schema.LogReport, error) {
	file, err := db.seal.parseHeadFile(kept)
	if err != nil {
		return nil, err
	}
	var all []string
	err = db.view(ctx, func(r reads) (err error) {
		all, err = r.everyLog()
		return err
	})
	if err != nil {
		return nil, err
	}
	for _, h := range file.heads {
		all = append(all, h.Audience)
	}
	slices.Sort(all)
	return db.verify(ctx, slices.Compact(all), file, db.view, progress)
}

// everyLog gives the audiences of the logs that there are, whatever is left of them.
func (r reads) everyLog() (all []string, err error) {
	err = r.all(&all, `SELECT audience FROM log_counter UNION SELECT audience FROM log_head UNION SELECT audience FROM log_entry ORDER BY 1`)
	return all, err
}

// looking runs a function on one state of the register.
type looking func(context.Context, func(reads) error) error

func (db *DB) verify(ctx context.Context, audiences []string, kept headFile, look looking, progress func(done, total int64)) ([]schema.LogReport, error) {
	var logs []*verification
	var done, total int64
	err := look(ctx, func(r reads) error {
		for _, audience := range audiences {
			v, err := db.verification(r, audience, kept)
			if err != nil {
				return err
			}
			logs, total = append(logs, v), total+int64(v.report.Entries)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	reports := make([]schema.LogReport, len(logs))
	for i, v := range logs {
		for more := true; more; {
			before := v.next
			err := look(ctx, func(r reads) (err error) {
				more, err = v.step(r)
				return err
			})
			if err != nil {
				return nil, err
			}
			if done += int64(v.next - before); progress != nil {
				progress(min(done, total), total)
			}
		}
		reports[i] = v.report
	}
	if kept.foreign && !slices.ContainsFunc(reports, func(r schema.LogReport) bool { return r.Kept > 0 }) {
		return nil, schema.Invalid(schema.WhyOtherHeads, "head", "")
	}
	return reports, nil
}
