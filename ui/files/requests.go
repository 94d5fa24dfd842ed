package files

import (
	"context"
	"io"
	"io/fs"
	"strings"

	"contactgroup/schema"
	"contactgroup/ui/export"
)

// requests is the folder of the requests in progress; others have folders
// beside them that are not listed.
func (t *Tree) requests(ctx context.Context) (*folder, error) {
	out, now := &folder{}, t.Desk.Now()
	for page, err := range all(ctx, t.Desk.Requests, schema.List{Query: notRed}) {
		if err != nil {
			return nil, err
		}
		for _, r := range page {
			changed := r.Updated
			if r.Overdue(now) {
				changed = latest(changed, r.Due)
			}
			out.entries = append(out.entries, &entry{name: r.Ref, folder: true, modified: changed})
		}
	}
	return out, nil
}

// named is the error of reading the request that a folder is named after, in any
// case: what it was called as a draft names no folder.
func named(r schema.Request, ref string, err error) error {
	if err == nil && !strings.EqualFold(r.Ref, ref) {
		return fs.ErrNotExist
	}
	return err
}

// request is the folder of one request. Of one marked red it has what was given
// as a file, and nothing that would be written here.
func (t *Tree) request(ctx context.Context, ref string) (*folder, error) {
	full, err := t.Desk.FullRequest(ctx, ref)
	r := full.Request
	if err := named(r, ref, err); err != nil {
		return nil, err
	}
	thread := export.Thread{Request: r, Replies: full.Replies, Events: full.Events, As: schema.ReaderOf(t.Desk.Who(), r), Now: t.Desk.Now(), Zone: t.Desk.Who().Location()}
	changed := r.Updated
	for _, e := range thread.Events {
		changed = latest(changed, e.At)
	}
	if r.Overdue(thread.Now) {
		changed = latest(changed, r.Due)
	}
	attached := r.Updated
	for _, a := range r.Attachments {
		attached = latest(attached, a.Added)
	}
	attachments := &entry{name: "attachments", folder: true, modified: attached}
	if r.TLP == schema.TLPRed {
		return &folder{entries: []*entry{attachments}}, nil
	}
	return &folder{entries: []*entry{
		attachments,
		{name: "thread.json", modified: changed, write: func(_ context.Context, w io.Writer) error { return export.WriteThreadJSON(w, thread) }},
		{name: "thread.md", modified: changed, write: func(_ context.Context, w io.Writer) error {
			return export.WriteThreadMarkdown(w, thread, t.Words)
		}},
	}}, nil
}

// attachments is the folder of a request's documents, the bytes that were given.
func (t *Tree) attachments(ctx context.Context, ref string) (*folder, error) {
	r, err := t.Desk.Request(ctx, ref)
	if err := named(r, ref, err); err != nil {
		return nil, err
	}
	out := &folder{}
	for _, a := range r.Attachments {
		out.entries = append(out.entries, &entry{name: a.Name, modified: a.Added, sized: true, size: int64(a.Size),
			write: func(ctx context.Context, w io.Writer) error {
				_, body, err := t.Desk.OpenAttachment(ctx, r.ID, a.N)
				if err == nil {
					_, err = io.Copy(w, body)
				}
				return err
			}})
	}
	return out, nil
}
