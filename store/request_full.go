package store

import (
	"context"
	"strings"

	"contactgroup/schema"
)

// FullRequest is Request, RepliesOf and Thread of one moment, its thread read once.
func (d *Desk) FullRequest(ctx context.Context, ref string) (schema.FullRequest, error) {
	var out schema.FullRequest
	err := d.view(ctx, func(r reads) error {
		full, err := d.single(r, ref)
		if err != nil {
			return err
		}
		full.Replies, err = d.repliesOf(r, full.Request.ID)
		out = full
		return err
	})
	return out, err
}

// single reads one request with its contents and its thread, without its replies.
func (d *Desk) single(r reads, ref string) (schema.FullRequest, error) {
	ref = strings.ToUpper(strings.TrimSpace(ref))
	cond, args := "r.ref = ?", []any{ref}
	if readerOf(d.who) == schema.ReaderAuthority {
		cond, args = "(r.ref = ? OR r.draft_ref = ?)", []any{ref, ref}
	}
	rows, err := r.requestRows(d.who, cond, args...)
	if err != nil {
		return schema.FullRequest{}, err
	}
	if len(rows) == 0 {
		return schema.FullRequest{}, schema.NotFound(ref)
	}
	var out schema.FullRequest
	if out.Request, err = r.whole(d.who, &rows[0]); err != nil {
		return schema.FullRequest{}, err
	}
	out.Events, err = d.thread(r, schema.NounRequest, out.Request.ID)
	out.Request.LabelHistory = schema.LabelHistory(out.Events)
	return out, err
}
