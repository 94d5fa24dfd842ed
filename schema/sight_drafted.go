package schema

import (
	"slices"
	"time"
)

// ContentsFor are contents of r as a reader knows them. To one who may not know
// when r was drafted, what it was sent with was added when it was sent.
func (r Request) ContentsFor(as Reader, contents []Content) []Content {
	if Sees(as, NounRequest, FieldCreated) {
		return contents
	}
	out := slices.Clone(contents)
	for i := range out {
		out[i].Added = latest(out[i].Added, r.Sent)
	}
	return out
}

// AttachmentsFor are attachments of r as a reader knows them, likewise.
func (r Request) AttachmentsFor(as Reader, attachments []Attachment) []Attachment {
	if Sees(as, NounRequest, FieldCreated) {
		return attachments
	}
	out := slices.Clone(attachments)
	for i := range out {
		out[i].Added = latest(out[i].Added, r.Sent)
	}
	return out
}

func latest(a, b time.Time) time.Time {
	if a.Before(b) {
		return b
	}
	return a
}
