package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"slices"

	"contactgroup/schema"
)

// attachmentChunk is how many bytes of an attachment a row holds.
const attachmentChunk = 256 << 10

// Attach reads a signed order or requisition, a PDF or a text of at most
// schema.MaxAttachment bytes, and puts it on a request under a name that the
// request has not yet; a request has room for schema.MaxAttachments of them,
// schema.MaxAttached bytes in all (WhyFull). Both sides of the request see it once it is sent. The
// logs hold its name, size and hash. It is read to its end before anything is
// written, so a slow sender delays nobody; not at all when it would be refused,
// or was attached before under schema.Once.
func (d *Desk) Attach(ctx context.Context, id schema.ID, rev int, name string, body io.Reader) (schema.Attachment, error) {
	var a schema.Attachment
	made := false
	err := d.view(ctx, func(r reads) (err error) {
		if made, err = answered(ctx, d, r, &a); made || err != nil {
			return err
		}
		row, err := r.requestRow(d.who, id)
		if err != nil {
			return err
		}
		return schema.MayFollowUp(d.who, schema.VerbAttach, row.seenBy(d.who), d.Now())
	})
	if made || err != nil {
		return a, err
	}
	if a.Name, err = schema.CleanFileName(name); err != nil {
		return a, err
	}
	data, err := io.ReadAll(io.LimitReader(body, schema.MaxAttachment+1))
	switch {
	case err != nil:
		return a, fmt.Errorf("read attachment: %w", err)
	case len(data) > schema.MaxAttachment:
		return a, schema.Invalid(schema.WhyTooLarge, "attachment", "5 MiB")
	}
	if a.Media, err = schema.MediaOf(data); err != nil {
		return a, err
	}
	sum := sha256.Sum256(data)
	a.Size, a.SHA256 = len(data), hex.EncodeToString(sum[:])
	return command(ctx, d, func(t *tx) (schema.Attachment, error) {
		w, err := t.mayFollowUp(d.who, schema.VerbAttach, id, rev)
		if err != nil {
			return a, err
		}
		return w.attach(a, data)
	})
}

// attach writes the rows of an attachment.
func (w *work) attach(a schema.Attachment, data []byte) (schema.Attachment, error) {
	t := w.t
	present, err := t.attachmentsOf(&w.now)
	if err != nil {
		return a, err
	}
	if slices.ContainsFunc(present, func(p schema.Attachment) bool { return p.Name == a.Name }) {
		return a, schema.Invalid(schema.WhyExists, "name", a.Name)
	}
	if err := schema.RoomToAttach(present, a.Size); err != nil {
		return a, err
	}
	a.N, a.Added = len(present)+1, t.now
	a.ID, err = t.insert(`INSERT INTO attachment (request_id, n, name, media, size, sha256, author_id, added_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`,
		w.now.ID, a.N, a.Name, a.Media, a.Size, a.SHA256, w.who.Member, stamp(a.Added))
	if err != nil {
		return a, err
	}
	n := 0
	for chunk := range slices.Chunk(data, attachmentChunk) {
		n++
		if err := t.insertRows(`INSERT INTO attachment_chunk (attachment_id, n, body)`, [][]any{{a.ID, n, chunk}}); err != nil {
			return a, err
		}
	}
	w.attached, w.exchange = &a, true
	return a, w.put(schema.VerbAttach, "")
}

// attachmentsOf are a request's attachments in order of N.
func (r reads) attachmentsOf(row *requestRow) ([]schema.Attachment, error) {
	if !row.Kind.TakesAttachments() {
		return nil, nil
	}
	var rows []struct {
		ID     schema.ID
		N      int
		Name   string
		Media  string
		Size   int
		SHA256 string
		Added  int64 `db:"added_at"`
	}
	err := r.all(&rows, `SELECT id, n, name, media, size, sha256, added_at FROM attachment WHERE request_id = ? ORDER BY n`, row.ID)
	out := make([]schema.Attachment, len(rows))
	for i, a := range rows {
		out[i] = schema.Attachment{ID: a.ID, N: a.N, Name: a.Name, Media: a.Media, Size: a.Size, SHA256: a.SHA256, Added: instant(a.Added)}
	}
	return out, err
}

// OpenAttachment returns the n-th attachment of a request and its bytes. They
// are read part by part, each within the member's sight as it then is.
func (d *Desk) OpenAttachment(ctx context.Context, id schema.ID, n int) (schema.Attachment, io.Reader, error) {
	var found schema.Attachment
	err := d.view(ctx, func(r reads) error {
		row, err := r.requestRow(d.who, id)
		if err != nil {
			return err
		}
		all, err := r.attachmentsOf(row)
		if err != nil {
			return err
		}
		full := row.full()
		as := schema.ReaderOf(d.who, full)
		if n < 1 || n > len(all) || !schema.Sees(as, schema.NounRequest, schema.FieldAttachments) {
			return schema.NotFound("")
		}
		found = full.AttachmentsFor(as, all)[n-1]
		return nil
	})
	return found, &attachmentReader{ctx: ctx, d: d, request: id, of: found}, err
}

// attachmentReader reads an attachment chunk by chunk.
type attachmentReader struct {
	ctx     context.Context
	d       *Desk
	request schema.ID
	of      schema.Attachment
	n       int // chunks read
	rest    []byte
}

func (a *attachmentReader) Read(p []byte) (int, error) {
	for len(a.rest) == 0 {
		if a.n*attachmentChunk >= a.of.Size {
			return 0, io.EOF
		}
		if err := a.next(); err != nil {
			return 0, err
		}
	}
	n := copy(p, a.rest)
	a.rest = a.rest[n:]
	return n, nil
}

func (a *attachmentReader) next() error {
	return a.d.view(a.ctx, func(r reads) error {
		if _, err := r.requestRow(a.d.who, a.request); err != nil {
			return err
		}
		err := r.one(&a.rest, `SELECT body FROM attachment_chunk WHERE attachment_id = ? AND n = ?`, a.of.ID, a.n+1)
		if missing(err) || (err == nil && len(a.rest) == 0) {
			return errors.New("an attachment lacks a part")
		}
		a.n++
		return err
	})
}
