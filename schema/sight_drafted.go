package schema

import (
	"slices"
	"time"
)

// ContentsFor are contents of r as a reader knows them. To one who may not know
// when r was drafted, what it was sent with was added when it was sent.
func (r Request) ContentsFor(as Reader, contents []Content) []Content {
	return addedFor(as, r, contents, func(c *Content) *time.Time { return &c.Added })
}

// AttachmentsFor are attachments of r as a reader knows them, likewise.
func (r Request) AttachmentsFor(as Reader, attachments []Attachment) []Attachment {
	return addedFor(as, r, attachments, func(a *Attachment) *time.Time { return &a.Added })
}

func addedFor[T any](as Reader, r Request, all []T, added func(*T) *time.Time) []T {
	if Sees(as, NounRequest, FieldCreated) {
		return all
	}
	out := slices.Clone(all)
	for i := range out {
		if at := added(&out[i]); at.Before(r.Sent) {
			*at = r.Sent
		}
	}
	return out
}
