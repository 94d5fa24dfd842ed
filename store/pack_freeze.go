package store

import (
	"context"
	"encoding/json"
	"errors"
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

// errPacksUnmade: the packs are to be made of the meeting as it is now. It is a
// refusal, so that no log of a server takes it for something that nobody foresaw.
var errPacksUnmade error = &schema.Fault{Class: schema.ErrStale, Why: schema.WhyChanged, Noun: schema.NounMeeting}

// Freeze keeps the packs of a meeting as they are today, one for each audience,
// and tells which. It is for those who keep the meeting, if it is still at rev;
// 0 takes it as it is now. Errors are those of Meet.
//
// The packs are made outside of the register's lock, and made anew when the
// meeting changed meanwhile: nobody waits for them.
func (d *Desk) Freeze(ctx context.Context, id schema.ID, rev int) (schema.FrozenPacks, error) {
	var m meetingRow
	var packs []frozenBody
	for range 4 { // the first asks only whether the command was answered before
		kept, err := command(ctx, d, func(t *tx) (schema.FrozenPacks, error) { return d.keepPacks(t, id, m, rev, packs) })
		if !errors.Is(err, errPacksUnmade) {
			return kept, err
		}
		if m, packs, err = d.packs(ctx, id); err != nil {
			return schema.FrozenPacks{}, err
		}
	}
	return schema.FrozenPacks{}, &schema.Fault{Class: schema.ErrStale, Why: schema.WhyChanged, Verb: schema.VerbFreeze, Noun: schema.NounMeeting, Ref: m.Ref}
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

// keepPacks writes the packs as the next version. It fails with errPacksUnmade
// when they do not tell of the meeting as it is.
func (d *Desk) keepPacks(t *tx, id schema.ID, made meetingRow, rev int, packs []frozenBody) (kept schema.FrozenPacks, err error) {
	m, err := t.lockMeeting(d.who, id)
	if err == nil {
		err = schema.MayFreeze(d.who, m.meeting())
	}
	if err == nil && rev != 0 && rev != m.Version {
		err = t.changedMeeting(d.who, schema.VerbFreeze, m, rev)
	}
	if err == nil && (m.ID != made.ID || m.Version != made.Version) {
		err = errPacksUnmade
	}
	if err != nil {
		return kept, err
	}
	kept.Ref = m.Ref
	err = t.beyond(func() error {
		if err := t.one(&kept.Version, `SELECT coalesce(max(version), 0) + 1 FROM pack WHERE meeting_id = ?`, m.ID); err != nil {
			return err
		}
		var rows [][]any
		for _, p := range packs {
			note, err := t.db.signPack(m.Ref, kept.Version, schema.PackAudience(p.reader), p.hash)
			if err != nil {
				return err
			}
			rows = append(rows, []any{m.ID, kept.Version, schema.PackAudience(p.reader), stamp(t.now), p.hash, note, p.body})
			if err := d.tellPack(t, m, kept.Version, p); err != nil {
				return err
			}
		}
		return t.insertRows(`INSERT INTO pack (meeting_id, version, audience, at, hash, note, body)`, rows)
	})
	return kept, err
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
