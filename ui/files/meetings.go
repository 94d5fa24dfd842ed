package files

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"time"

	"contactgroup/schema"
	"contactgroup/ui/export"
)

// next names the earliest meeting that has not been held.
const next = "next"

// Names of the files that prove the others of a meeting's folder.
const (
	sumsFile      = "SHA256SUMS"
	signatureFile = "SHA256SUMS.sig"
	signersFile   = "allowed_signers"
)

// meetings is the folder of the folders of meetings. Their times are the last
// change of an action item or of any meeting: each document tells of both.
func (t *Tree) meetings(ctx context.Context) (*folder, error) {
	known, err := t.Desk.Meetings(ctx)
	if err != nil {
		return nil, err
	}
	changed, err := t.lastEvent(ctx)
	if err != nil {
		return nil, err
	}
	out := &folder{}
	add := func(name string) {
		out.entries = append(out.entries, &entry{name: name, folder: true, modified: changed})
	}
	for _, m := range known {
		add(m.Ref)
	}
	_, err = t.Desk.Register(ctx, next, schema.Date{})
	switch {
	case err == nil:
		add(next)
	case !errors.Is(err, schema.ErrNotFound):
		return nil, err
	}
	return out, nil
}

// meeting is the folder of one meeting: its documents as "meeting export"
// prints them today, all of one moment, and what proves them.
func (t *Tree) meeting(ctx context.Context, ref string) (*folder, error) {
	r, err := t.Desk.Register(ctx, ref, schema.Date{})
	if err != nil {
		return nil, err
	}
	if ref != next && r.Meeting.Ref != ref {
		return nil, fs.ErrNotExist
	}
	changed, err := t.meetingChanged(ctx, r)
	if err != nil {
		return nil, err
	}
	out := &folder{sealed: true}
	for _, d := range export.Documents {
		for _, f := range d.Formats() {
			out.entries = append(out.entries, &entry{name: string(d) + "." + string(f), modified: changed,
				write: func(_ context.Context, w io.Writer) error { return export.WriteDocument(w, d, f, r, t.Words) }})
		}
	}
	if err := t.addPack(ctx, out, r.Meeting.Ref, changed); err != nil {
		return nil, err
	}
	t.prove(out, changed)
	return out, nil
}

// addPack adds the pack of the member's audience: the newest frozen one, else
// as it would be today.
func (t *Tree) addPack(ctx context.Context, out *folder, ref string, changed time.Time) error {
	pack, err := t.Desk.Pack(ctx, ref, schema.Date{}, 0)
	if err != nil {
		return err
	}
	changed = latest(changed, pack.Frozen)
	for _, f := range export.DocumentPack.Formats() {
		out.entries = append(out.entries, &entry{name: string(export.DocumentPack) + "." + string(f), modified: changed,
			write: func(_ context.Context, w io.Writer) error { return export.WritePack(w, f, pack, t.Words) }})
	}
	return nil
}

// meetingChanged is the last change of what documents of the meeting tell:
// itself, the action items, and the day that they are as of.
func (t *Tree) meetingChanged(ctx context.Context, r schema.Register) (time.Time, error) {
	events, err := t.Desk.MeetingThread(ctx, r.Meeting.ID)
	if err != nil {
		return time.Time{}, err
	}
	action, err := t.lastAction(ctx)
	if err != nil {
		return time.Time{}, err
	}
	out := latest(action, r.AsOf.Start(t.zone()))
	for _, e := range events {
		out = latest(out, e.At)
	}
	return out, nil
}

// prove adds the sums of the folder's documents and, with a seal, the signature
// of the sums and who may sign.
func (t *Tree) prove(f *folder, changed time.Time) {
	documents := f.entries
	sums := func(ctx context.Context, w io.Writer) error {
		for _, e := range documents {
			body, err := t.body(ctx, e)
			if err != nil {
				return err
			}
			if _, err := fmt.Fprintf(w, "%x  %s\n", sha256.Sum256(body), e.name); err != nil {
				return err
			}
		}
		return nil
	}
	f.entries = append(f.entries, &entry{name: sumsFile, modified: changed, compound: true, write: sums})
	if t.Seal == nil {
		return
	}
	f.entries = append(f.entries,
		&entry{name: signatureFile, modified: changed, compound: true, write: func(ctx context.Context, w io.Writer) error {
			var b bytes.Buffer
			if err := sums(ctx, &b); err != nil {
				return err
			}
			signature, err := t.Seal.Sign(b.Bytes())
			if err != nil {
				return err
			}
			_, err = w.Write(signature)
			return err
		}},
		&entry{name: signersFile, modified: changed, write: func(_ context.Context, w io.Writer) error {
			_, err := io.WriteString(w, t.Seal.Signers())
			return err
		}})
}
