package store

import (
	"time"

	"contactgroup/schema"
)

// blanks are the entries of one noun in a log whose contents are gone.
type blanks struct {
	runs  []blank // maxDamage at most: the last one takes in what follows
	count int
}

// blank is a run of such entries, and when the latest of them was made.
type blank struct {
	from, to schema.Seq
	latest   int64
}

// add takes in the next entry.
func (b *blanks) add(row entryRow) {
	b.count++
	if n := len(b.runs); n > 0 && (b.runs[n-1].to == row.Seq-1 || n == maxDamage) {
		last := &b.runs[n-1]
		last.to, last.latest = row.Seq, max(last.latest, row.At)
		return
	}
	b.runs = append(b.runs, blank{row.Seq, row.Seq, row.At})
}

// allowance is what a log's own entries tell of erasures, for one noun.
type allowance struct {
	end     time.Time // nothing of that moment or later was erased
	entries int
}

// allowances reads what the log tells of erasures. An entry of before nouns had
// a retention each counts for each noun.
func (v *verification) allowances(r reads) (map[schema.Noun]allowance, error) {
	var rows []logRow
	err := r.all(&rows, `SELECT `+logColumns+` FROM log_entry WHERE audience = ? AND noun = ? AND subject_id = 0`, v.report.Audience, schema.NounLog)
	if err != nil {
		return nil, err
	}
	out := map[schema.Noun]allowance{}
	for _, row := range rows {
		shares, _ := row.event().ErasedUntil()
		for _, s := range shares {
			day, err := schema.ParseDate(s.Before)
			if err != nil {
				continue // it was not written by the program, which entry tells
			}
			a := out[s.Noun]
			if end := day.End(time.UTC); end.After(a.end) { // wherever the group's days begin
				a.end = end
			}
			a.entries += s.Entries
			out[s.Noun] = a
		}
	}
	return out, nil
}

// account holds the contents that are gone against what the log tells of
// erasures: what no erasure took was taken by somebody else.
func (v *verification) account(r reads) error {
	if len(v.blanks) == 0 {
		return nil
	}
	told, err := v.allowances(r)
	if err != nil {
		return err
	}
	for noun, b := range v.blanks {
		a, earlier := told[noun], told[""]
		if earlier.end.After(a.end) {
			a.end = earlier.end
		}
		a.entries += earlier.entries
		found := false
		for _, run := range b.runs {
			if !instant(run.latest).Before(a.end) {
				v.tell(schema.Damage{Kind: schema.DamageBlanked, From: run.from, To: run.to})
				found = true
			}
		}
		if !found && b.count > a.entries {
			v.tell(schema.Damage{Kind: schema.DamageBlanked, From: b.runs[0].from, To: b.runs[len(b.runs)-1].to})
		}
	}
	return nil
}
