package store

import (
	"context"
	"encoding/json"
	"fmt"

	sumnote "golang.org/x/mod/sumdb/note"

	"contactgroup/schema"
)

// packOrigin begins the first line of the note that signs a frozen pack: the
// meeting, version, audience and hash follow, a line each.
const packOrigin = "contactgroup pack"

// frozenBody is one audience's pack, ready to be kept.
type frozenBody struct {
	reader schema.Actor
	body   string
	hash   string
}

// Freeze keeps the packs of a meeting as they are today, one for each audience,
// and answers with that of the member's. It is for those who keep the meeting,
// if it is still at rev; 0 takes it as it is now. Errors are those of Meet.
//
// The packs are made before the register is locked, and made anew when the
// meeting changed meanwhile: nobody waits for them.
func (d *Desk) Freeze(ctx context.Context, id schema.ID, rev int) (schema.Pack, error) {
	var ref string
	for range 3 {
		m, packs, err := d.packs(ctx, id)
		if err != nil {
			return schema.Pack{}, err
		}
		ref = m.Ref
		kept, err := command(ctx, d, func(t *tx) (string, error) { return d.keepPacks(t, m, rev, packs) })
		if err != nil || kept != "" {
			if err == nil {
				return d.Pack(ctx, m.Ref, schema.Date{}, 0)
			}
			return schema.Pack{}, err
		}
	}
	return schema.Pack{}, &schema.Fault{Class: schema.ErrStale, Why: schema.WhyChanged, Verb: schema.VerbFreeze, Noun: schema.NounMeeting, Ref: ref}
}

// packs makes the pack of each audience that may know of the meeting.
func (d *Desk) packs(ctx context.Context, id schema.ID) (m meetingRow, packs []frozenBody, err error) {
	err = d.view(ctx, func(r reads) (err error) {
		if m, err = r.meetingByID(d.who, id); err == nil {
			err = schema.MayFreeze(d.who, m.meeting())
		}
		return err
	})
	if err != nil {
		return m, nil, err
	}
	err = d.db.view(ctx, func(r reads) error { // what each audience may know, not the member
		packs = nil
		orgs, err := r.organisations()
		if err != nil {
			return err
		}
		for _, o := range orgs {
			for _, reader := range schema.PackReaders(o) {
				if o.Disabled || !schema.MaySeeMeeting(reader, m.meeting()) {
					continue
				}
				body, hash, err := d.standIn(reader).packBody(r, m)
				if err != nil {
					return err
				}
				packs = append(packs, frozenBody{reader, body, hash})
			}
		}
		return nil
	})
	return m, packs, err
}

// packBody is the reader's pack as it is kept and hashed.
func (d *Desk) packBody(r reads, m meetingRow) (body, hash string, err error) {
	p, err := d.pack(r, m, schema.Date{})
	if err == nil {
		err = d.addPeers(r, &p)
	}
	if err != nil {
		return "", "", err
	}
	text, err := json.MarshalIndent(p, "", "  ")
	return string(text), schema.MinutesHash(text), err
}

// keepPacks writes the packs as the next version. It answers with nothing when
// they tell of the meeting as it is no more, and with its reference when they are kept.
func (d *Desk) keepPacks(t *tx, made meetingRow, rev int, packs []frozenBody) (string, error) {
	m, err := t.lockMeeting(d.who, made.ID)
	if err == nil {
		err = schema.MayFreeze(d.who, m.meeting())
	}
	if err == nil && rev != 0 && rev != m.Version {
		err = t.staleMeeting(d.who, schema.VerbFreeze, m, schema.ErrStale, schema.WhyChanged)
	}
	if err != nil || m.Version != made.Version {
		return "", err
	}
	err = t.beyond(func() error {
		var last int
		if err := t.one(&last, `SELECT coalesce(max(version), 0) FROM pack WHERE meeting_id = ?`, m.ID); err != nil {
			return err
		}
		var rows [][]any
		for _, p := range packs {
			note, err := t.db.signPack(m.Ref, last+1, schema.PackAudience(p.reader), p.hash)
			if err != nil {
				return err
			}
			rows = append(rows, []any{m.ID, last + 1, schema.PackAudience(p.reader), stamp(t.now), p.hash, note, p.body})
			if err := d.tellPack(t, m, last+1, p); err != nil {
				return err
			}
		}
		return t.insertRows(`INSERT INTO pack (meeting_id, version, audience, at, hash, note, body)`, rows)
	})
	return m.Ref, err
}

// tellPack tells an organisation's log of a pack of its own. Those who read
// requests and those who do not read the same log of meetings, so the hash is
// that of the widest pack, which is told of last.
func (d *Desk) tellPack(t *tx, m meetingRow, version int, p frozenBody) error {
	if p.reader.Role == schema.RoleAdministrator { // theirs holds nothing that the other has not
		return nil
	}
	t.record(record{Actor: d.who, Verb: schema.VerbFreeze, Noun: schema.NounMeeting, Subject: m.ID, Ref: m.Ref, Internal: m.Internal != "",
		Changes:   []schema.Change{{Field: schema.FieldPack, From: count(version - 1), To: count(version) + " sha256:" + p.hash}},
		Audiences: []schema.Audience{{Key: p.reader.OrgCode, Reader: schema.ReaderMember, Org: p.reader.Org}}})
	return nil
}

// signPack signs that a pack was frozen, in the group's name; nothing without a seal.
func (db *DB) signPack(ref string, version int, audience, hash string) (string, error) {
	if db.seal == nil {
		return "", nil
	}
	text := fmt.Sprintf("%s\n%s\n%d\n%s\nsha256:%s\n", packOrigin, ref, version, audience, hash)
	signed, err := sumnote.Sign(&sumnote.Note{Text: text}, db.seal)
	return string(signed), err
}
