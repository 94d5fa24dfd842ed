package store

import (
	"cmp"
	"slices"

	"golang.org/x/mod/sumdb/tlog"

	"contactgroup/schema"
)

// verification is one log on its way to a report. Two trees grow side by side:
// of the entries as they are, and of the hashes that were sealed. At each
// signed head one of the two must have its root. So one entry that was changed
// is named, and does not hide what is wrong behind it.
type verification struct {
	report schema.LogReport
	heads  []checkpoint // still to be met, the smallest first
	next   schema.Seq   // entry to be read
	good   schema.Seq   // size of the last head that holds
	held   schema.Seq   // size of the last of the reader's heads that holds
	lost   bool         // a head did not hold: those of the register that follow cannot either
	doubts []schema.Seq // entries whose hash is not the one sealed, since the last head
	found  ridge        // of the entries
	sealed ridge        // of the hashes
	tiles  map[int]shelf
	blanks map[schema.Noun]*blanks
}

// checkpoint is a head to be met on the way.
type checkpoint struct {
	schema.Head
	kept bool // by the reader
}

// verification begins the verification of one log.
func (db *DB) verification(r reads, audience string, kept headFile) (*verification, error) {
	v := &verification{report: schema.LogReport{Audience: audience}, next: 1, tiles: map[int]shelf{}, blanks: map[schema.Noun]*blanks{}}
	err := r.one(&v.report.Entries, `SELECT coalesce(max(seq), 0) FROM log_counter WHERE audience = ?`, audience)
	if err != nil {
		return nil, err
	}
	var rows []headRow
	if err := r.all(&rows, `SELECT audience, day, size, note FROM log_head WHERE audience = ? ORDER BY size`, audience); err != nil {
		return nil, err
	}
	for _, row := range rows {
		v.report.Sealed = max(v.report.Sealed, row.Size)
		if db.seal == nil {
			continue
		}
		h, err := db.seal.open(row)
		if err != nil {
			v.tell(schema.Damage{Kind: schema.DamageSignature, From: row.Size})
			continue
		}
		v.heads = append(v.heads, checkpoint{h, false})
	}
	for _, h := range kept.heads {
		if h.Audience == audience {
			v.heads = append(v.heads, checkpoint{h, true})
		}
	}
	if kept.foreign && slices.ContainsFunc(v.heads, func(h checkpoint) bool { return h.kept }) {
		v.tell(schema.Damage{Kind: schema.DamageKey})
	}
	slices.SortStableFunc(v.heads, func(a, b checkpoint) int { return cmp.Compare(a.Size, b.Size) })
	return v, nil
}

// tell notes a finding. Findings of one kind that follow each other are one.
func (v *verification) tell(d schema.Damage) {
	d.To = max(d.To, d.From)
	if n := len(v.report.Damage); n > 0 && d.At.IsZero() {
		if last := &v.report.Damage[n-1]; last.Kind == d.Kind && last.At.IsZero() && d.From == last.To+1 {
			last.To = d.To
			return
		}
	}
	if len(v.report.Damage) == maxDamage {
		v.report.More++
		return
	}
	v.report.Damage = append(v.report.Damage, d)
}

// step checks the next entries and reports whether there are more.
func (v *verification) step(r reads) (more bool, err error) {
	var rows []entryRow
	err = r.all(&rows, `SELECT `+logColumns+`, leaf, salt FROM log_entry WHERE audience = ? AND seq BETWEEN ? AND ? ORDER BY seq`+atMost(verifyChunk),
		v.report.Audience, v.next, v.last())
	if err != nil {
		return false, err
	}
	for _, row := range rows {
		if err := v.skipTo(r, row.Seq); err != nil {
			return false, err
		}
		if err := v.entry(r, row); err != nil {
			return false, err
		}
	}
	if len(rows) == verifyChunk {
		return true, nil
	}
	return false, v.finish(r)
}

// last is the last entry that should be there.
func (v *verification) last() schema.Seq { return max(v.report.Entries, v.report.Sealed) }

// skipTo tells of the entries that are missing before seq. The trees grow over the gap.
func (v *verification) skipTo(r reads, seq schema.Seq) error {
	if seq > v.next {
		v.tell(schema.Damage{Kind: schema.DamageMissing, From: v.next, To: seq - 1})
	}
	for v.next < seq {
		was, _, err := v.sealedHash(r, v.next)
		if err != nil {
			return err
		}
		v.grow(was, was)
	}
	return nil
}

// entry checks the next entry.
func (v *verification) entry(r reads, row entryRow) error {
	fields, contents := row.sound()
	now := tlog.RecordHash(row.Leaf)
	was, sealed, err := v.sealedHash(r, row.Seq)
	if err != nil {
		return err
	}
	if !sealed {
		was = now
	}
	switch {
	case !fields:
		v.tell(schema.Damage{Kind: schema.DamageEntry, From: row.Seq})
	case !contents:
		v.tell(schema.Damage{Kind: schema.DamageContents, From: row.Seq})
	case now != was && len(v.doubts) < maxDamage:
		v.doubts = append(v.doubts, row.Seq)
	}
	if row.Payload == nil {
		v.report.Erased++
		if v.blanks[row.Noun] == nil {
			v.blanks[row.Noun] = &blanks{}
		}
		v.blanks[row.Noun].add(row)
	}
	v.grow(now, was)
	return nil
}

// grow takes the next entry into both trees, and meets the heads of that size.
func (v *verification) grow(now, was tlog.Hash) {
	v.found.add(now)
	v.sealed.add(was)
	for ; len(v.heads) > 0 && v.heads[0].Size == v.next; v.heads = v.heads[1:] {
		v.meet(v.heads[0])
	}
	v.next++
}

// meet compares a head with the trees.
func (v *verification) meet(h checkpoint) {
	entries, hashes := v.found.root().String() == h.Root, v.sealed.root().String() == h.Root
	kind := schema.DamageEntry
	switch {
	case entries:
		kind, v.sealed = schema.DamageHash, v.found.clone()
	case hashes:
		v.found = v.sealed.clone()
	case h.kept:
		v.tell(schema.Damage{Kind: schema.DamageRewritten, From: v.held + 1, To: h.Size, At: h.At})
	case !v.lost:
		v.tell(schema.Damage{Kind: schema.DamageTree, From: v.good + 1, To: h.Size, At: h.At})
	}
	v.settle(kind)
	switch {
	case !entries && !hashes:
		v.lost = v.lost || !h.kept
	case h.kept:
		v.report.Kept++
		v.good, v.held = h.Size, h.Size
	default:
		v.report.Heads++
		v.good = h.Size
	}
}

// settle tells what the entries in doubt are.
func (v *verification) settle(kind schema.DamageKind) {
	for _, seq := range v.doubts {
		v.tell(schema.Damage{Kind: kind, From: seq})
	}
	v.doubts = nil
}

// finish looks at what should follow the last entry there is, and what should not.
func (v *verification) finish(r reads) error {
	if err := v.skipTo(r, v.last()+1); err != nil {
		return err
	}
	v.settle(schema.DamageEntry)
	for _, h := range v.heads { // beyond all that is there
		if h.kept {
			v.tell(schema.Damage{Kind: schema.DamageCut, From: v.next, To: h.Size, At: h.At})
		}
	}
	err := v.outside(r)
	if err == nil {
		err = v.account(r)
	}
	found := v.report.Damage
	slices.SortStableFunc(found, func(a, b schema.Damage) int { return cmp.Compare(a.From, b.From) })
	v.report.Damage = nil
	for _, d := range found {
		v.tell(d)
	}
	return err
}

// outside tells of entries that are not between the first and the one the counter ends with.
func (v *verification) outside(r reads) error {
	var counted, first, last schema.Seq
	err := r.one(&counted, `SELECT coalesce(max(seq), 0) FROM log_counter WHERE audience = ?`, v.report.Audience)
	for query, into := range map[string]*schema.Seq{`SELECT coalesce(min(seq), 1)`: &first, `SELECT coalesce(max(seq), 0)`: &last} {
		if err == nil {
			err = r.one(into, query+` FROM log_entry WHERE audience = ?`, v.report.Audience)
		}
	}
	if err != nil {
		return err
	}
	if first < 1 {
		v.tell(schema.Damage{Kind: schema.DamageAdded, From: first, To: 0})
	}
	if sealed := min(last, v.report.Sealed); sealed > counted {
		v.tell(schema.Damage{Kind: schema.DamageCounter, From: counted + 1, To: sealed})
	}
	if end := max(counted, v.report.Sealed); last > end {
		v.tell(schema.Damage{Kind: schema.DamageAdded, From: end + 1, To: last})
	}
	return nil
}

// shelf is the tile of one level that was read last.
type shelf struct {
	n    int64
	data []byte
}

// tile reads a tile, or gives the one of its level that was read last.
func (v *verification) tile(r reads, level int, n int64) ([]byte, error) {
	if s, ok := v.tiles[level]; ok && s.n == n {
		return s.data, nil
	}
	data, err := tiles{r, v.report.Audience}.tile(level, n)
	v.tiles[level] = shelf{n, data}
	return data, err
}

// sealedHash is the hash under which an entry was sealed; false when it has none.
func (v *verification) sealedHash(r reads, seq schema.Seq) (h tlog.Hash, ok bool, err error) {
	if seq > v.report.Sealed {
		return h, false, nil
	}
	n, i := int64(seq-1)>>tileHeight, int(seq-1)&(1<<tileHeight-1)
	data, err := v.tile(r, 0, n)
	if err != nil {
		return h, false, err
	}
	if i == 0 {
		if err := v.checkTile(r, 0, n, data); err != nil {
			return h, false, err
		}
	}
	if len(data) < (i+1)*tlog.HashSize {
		v.tell(schema.Damage{Kind: schema.DamageHash, From: seq})
		return h, false, nil
	}
	return tlog.Hash(data[i*tlog.HashSize:]), true, nil
}

// checkTile compares a whole tile with the hash that the level above keeps of
// it, and so on upwards.
func (v *verification) checkTile(r reads, level int, n int64, data []byte) error {
	first, last := schema.Seq(n<<(tileHeight*(level+1)))+1, schema.Seq((n+1)<<(tileHeight*(level+1)))
	if last > v.report.Sealed || len(data) != tlog.HashSize<<tileHeight {
		return nil
	}
	var whole ridge
	for h := range slices.Chunk(data, tlog.HashSize) {
		whole.add(tlog.Hash(h))
	}
	above, i := n>>tileHeight, int(n)&(1<<tileHeight-1)
	upper, err := v.tile(r, level+1, above)
	if err != nil {
		return err
	}
	if len(upper) < (i+1)*tlog.HashSize || tlog.Hash(upper[i*tlog.HashSize:]) != whole.root() {
		v.tell(schema.Damage{Kind: schema.DamageHash, From: first, To: last})
	}
	if i == 1<<tileHeight-1 {
		return v.checkTile(r, level+1, above, upper)
	}
	return nil
}
