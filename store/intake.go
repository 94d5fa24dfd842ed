package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"hash"
	"io"
	"iter"
	"slices"

	"contactgroup/schema"
)

// intake is one import under way.
//
// Its rows are taken in chunks. Each chunk is checked against the register on a
// reading connection and then written by one short transaction, as drafts that
// nobody sees. Once all are right they get their references, in as many short
// transactions, so that a refused import uses up none. The last one marks the import as done, and all of them
// appear. Whatever ends an import before that leaves only drafts that nobody
// saw; they are removed at once, or when the register is opened again.
type intake struct {
	d         *Desk
	keepGoing bool
	dry       bool
	id        schema.ID // of its row; zero until something is staged
	orgs      []schema.Organisation
	groups    map[groupKey]*intakeGroup   // those with a case
	known     map[contentKey]*intakeGroup // what the file has had
	made      []*intakeGroup              // in file order
	staged    int                         // how many of them are in the register
	pace      pace                        // of what is staged
	numbers   intakeNumbers
	repeats   []repeat
	report    schema.ImportReport
}

// repeat is a content that the register, or the file before it, has already.
type repeat struct {
	row   schema.IntakeRow
	of    schema.ID    // the request of the register that holds it; zero: group does
	ref   string       // of that request
	group *intakeGroup // of the file
}

// Import writes contents that a service has signalled as drafts of the member's
// own service. Rows of one case for one operator make one request and must
// agree on what it says (an empty value agrees; their external references and
// reasons are gathered); a row without a case is a request of its own. A
// content that a request in the queues, or the file before it, has for the same
// operator is reported and noted on that request for the authority, not doubled.
//
// A row that cannot be accepted is reported with its line and column; then
// nothing is written, unless keepGoing. An error of the sequence other than
// *schema.RowError ends the import, and nothing is written. Under schema.Once a
// repeated import gives the first report, without its refused rows; other rows
// under its key are refused.
func (d *Desk) Import(ctx context.Context, rows iter.Seq2[schema.IntakeRow, error], keepGoing bool) (schema.ImportReport, error) {
	in := &intake{d: d, keepGoing: keepGoing, dry: schema.IsDryRun(ctx), groups: map[groupKey]*intakeGroup{}, known: map[contentKey]*intakeGroup{},
		pace: pace{firstChunk}}
	made, err := in.begin(ctx)
	if err != nil {
		return in.report, err
	}
	sum := sha256.New()
	rows = summed(rows, sum)
	if made {
		return in.again(rows, sum)
	}
	err = in.take(ctx, rows)
	in.report.Digest = hex.EncodeToString(sum.Sum(nil))
	if err != nil || !in.writes() || in.dry || (in.id == 0 && len(in.repeats) == 0) {
		in.discard(ctx)
		return in.told(err == nil && in.writes()), err
	}
	if err := in.number(ctx); err != nil {
		in.discard(ctx)
		return in.told(false), err
	}
	return in.complete(ctx)
}

// begin reads what an import needs. It reports true when the import was made before.
func (in *intake) begin(ctx context.Context) (made bool, err error) {
	err = in.d.view(ctx, func(r reads) error {
		if made, err = answered(ctx, in.d, r, &in.report); made || err != nil {
			return err
		}
		if err := schema.MayImport(in.d.who); err != nil {
			return err
		}
		in.orgs, err = r.organisations()
		return err
	})
	return made, err
}

// summed is the rows, each of which is written into a sum as it is read.
func summed(rows iter.Seq2[schema.IntakeRow, error], sum hash.Hash) iter.Seq2[schema.IntakeRow, error] {
	written := json.NewEncoder(sum)
	return func(yield func(schema.IntakeRow, error) bool) {
		for row, err := range rows {
			if err != nil {
				_, _ = io.WriteString(sum, err.Error()) // never fails
			} else if err := written.Encode(row); err != nil {
				yield(row, err)
				return
			}
			if !yield(row, err) {
				return
			}
		}
	}
}

// again reads the rows of an import that was made before under its key, and
// gives its report if they are the same.
func (in *intake) again(rows iter.Seq2[schema.IntakeRow, error], sum hash.Hash) (schema.ImportReport, error) {
	for _, err := range rows {
		if _, refused := errors.AsType[*schema.RowError](err); err != nil && !refused {
			return schema.ImportReport{}, err
		}
	}
	return sameImport(in.report, hex.EncodeToString(sum.Sum(nil)))
}

// sameImport is the report of an import made before, if it was of the rows with
// that digest; of one without any that is not known.
func sameImport(before schema.ImportReport, digest string) (schema.ImportReport, error) {
	if before.Digest != "" && before.Digest != digest {
		return schema.ImportReport{}, schema.Invalid(schema.WhyKeyUsed, "idempotency-key", "")
	}
	return before, nil
}

// take reads all rows, chunk by chunk.
func (in *intake) take(ctx context.Context, rows iter.Seq2[schema.IntakeRow, error]) error {
	var chunk []schema.IntakeRow
	for row, err := range rows {
		var refused *schema.RowError
		switch {
		case errors.As(err, &refused):
			in.report.Rows++
			in.report.Faults = append(in.report.Faults, refused.Faults...)
			continue
		case err != nil:
			return err
		case ctx.Err() != nil:
			return ctx.Err()
		}
		in.report.Rows++
		if chunk = append(chunk, row); len(chunk) >= in.pace.size {
			if err := in.chunk(ctx, chunk); err != nil {
				return err
			}
			chunk = chunk[:0]
		}
	}
	return in.chunk(ctx, chunk)
}

// chunk checks some rows and stages what is right among them.
func (in *intake) chunk(ctx context.Context, rows []schema.IntakeRow) error {
	var p plan
	err := in.d.viewOnce(ctx, func(r reads) (err error) {
		p, err = in.plan(&tx{reads: r, db: in.d.db, now: in.d.db.present()}, rows)
		return err
	})
	if err != nil || !in.writes() {
		return err
	}
	if err := in.stage(ctx, p); err != nil {
		return err
	}
	for _, g := range p.groups {
		in.report.Contents += len(g.fresh)
		g.fresh = nil
		if g.key.caseRef == "" { // no later row belongs to it
			g.growing = nil
		}
	}
	return nil
}

// writes reports whether anything is to be written still.
func (in *intake) writes() bool { return len(in.report.Faults) == 0 || in.keepGoing }

// told is the report; made tells whether the requests were made, or would be.
func (in *intake) told(made bool) schema.ImportReport {
	out := in.report
	out.DryRun, out.Written = in.dry, made && !in.dry && in.report.Contents+len(in.repeats) > 0
	slices.SortStableFunc(out.Faults, func(a, b schema.RowFault) int { return a.Line - b.Line })
	if !made {
		out.Contents = 0
	}
	for _, g := range in.made {
		if made {
			out.Requests = append(out.Requests, g.ref)
		}
	}
	for _, r := range in.repeats {
		ref := r.ref
		if r.group != nil && made {
			ref = r.group.ref
		}
		out.Duplicates = append(out.Duplicates, schema.Repeat{Line: r.row.Line, URL: r.row.URL, Ref: ref})
	}
	return out
}
