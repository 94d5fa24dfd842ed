package schema

import (
	"bytes"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Bounds of attachments: the bytes of one, how many a request has, and the
// bytes of all of them.
const (
	MaxAttachment  = 5 << 20
	MaxAttachments = 20
	MaxAttached    = 50 << 20
)

// Media types of attachments.
const (
	MediaPDF  = "application/pdf"
	MediaText = "text/plain; charset=utf-8"
)

// Attachment is a signed order or requisition that goes with a request.
type Attachment struct {
	ID     ID
	N      int // 1-based within the request
	Name   string
	Media  string
	Size   int    // bytes
	SHA256 string // hex
	Added  time.Time
}

// RoomToAttach is nil when a request that has those attachments has room for
// one more of size bytes, else ErrInvalid with WhyFull.
func RoomToAttach(present []Attachment, size int) error {
	if len(present) >= MaxAttachments {
		return Invalid(WhyFull, "attachment", strconv.Itoa(MaxAttachments))
	}
	for _, a := range present {
		size += a.Size
	}
	if size > MaxAttached {
		return Invalid(WhyFull, "attachment", "50 MiB")
	}
	return nil
}

// MediaOf tells by its content what a document is: a PDF by its header, text
// when it is UTF-8 without control characters but tab, newline and carriage
// return. It is ErrInvalid with WhyMedia for anything else, with WhyEmpty for nothing.
func MediaOf(body []byte) (string, error) {
	switch {
	case len(body) == 0:
		return "", Invalid(WhyEmpty, "attachment", "")
	case bytes.HasPrefix(body, []byte("%PDF-")):
		return MediaPDF, nil
	case utf8.Valid(body) && !bytes.ContainsFunc(body, func(r rune) bool {
		return unicode.Is(unicode.Cc, r) && r != '\n' && r != '\t' && r != '\r'
	}):
		return MediaText, nil
	}
	return "", Invalid(WhyMedia, "attachment", "")
}

// CleanFileName checks the name of a file as it is stored and shown in a tree
// of files: one line without separators or signs that have no ink, not hidden.
func CleanFileName(s string) (string, error) {
	name, err := CleanLine("name", s)
	switch {
	case err != nil:
		return "", err
	case name == "":
		return "", Invalid(WhyEmpty, "name", "")
	case len(name) > 200:
		return "", Invalid(WhyTooLong, "name", "200")
	case strings.ContainsAny(name, `/\:*?"<>|`), strings.HasPrefix(name, "."), strings.HasPrefix(name, "-"), Visible(name) != name:
		return "", Invalid(WhyFileName, "name", name)
	}
	return name, nil
}
