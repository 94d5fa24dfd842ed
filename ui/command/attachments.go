package command

import (
	"bytes"
	"io"
	"strconv"
	"strings"
	"time"

	"contactgroup/schema"
	"contactgroup/ui/export"
)

func attachmentVerbs() []verb {
	return []verb{
		{name: "list", usage: "REF", min: 1, max: 1, flags: tableFlags, run: listAttachments},
		{name: "get", usage: "REF NAME|N > FILE", min: 2, max: -1, run: getAttachment},
	}
}

var attachmentForm = shape[schema.Attachment]{
	ref:     func(a schema.Attachment) string { return a.Name },
	object:  func(_ *call, a schema.Attachment) export.Object { return export.JSONAttachment(a) },
	columns: []string{"n", "name", "size", "sha256", "added_at"},
}

// attach reads a document on stdin.
func attach(c *call) error {
	rev, err := c.revision()
	if err != nil {
		return err
	}
	r, err := c.s.Desk.Request(c.ctx, c.args[0])
	if err != nil {
		return err
	}
	body, err := io.ReadAll(io.LimitReader(c.input(), schema.MaxAttachment+1)) // one more than is taken
	if err != nil {
		return err
	}
	a, err := c.s.Desk.Attach(saying(c.writing(r.Ref), string(body)), r.ID, rev, c.text("name"), bytes.NewReader(body))
	return finish(c, attachmentForm, c.words.Domain.Done[schema.VerbAttach], one(a, err), err)
}

func listAttachments(c *call) error {
	r, err := c.s.Desk.Request(c.ctx, c.args[0])
	if err != nil {
		return err
	}
	return listAll(c, attachmentForm, r.Attachments)
}

// getAttachment writes the bytes of one attachment, named or numbered.
func getAttachment(c *call) error {
	r, err := c.s.Desk.Request(c.ctx, c.args[0])
	if err != nil {
		return err
	}
	name := strings.Join(c.args[1:], " ") // its quotes do not survive ssh
	n, _ := strconv.Atoi(name)
	for _, a := range r.Attachments {
		if a.Name == name {
			n = a.N
		}
	}
	_, body, err := c.s.Desk.OpenAttachment(c.ctx, r.ID, n)
	if err != nil {
		return schema.NotFound(name)
	}
	if c.s.Screen {
		return c.writeOnScreen(body)
	}
	_, err = io.Copy(c.out, body)
	return err
}

// time is an instant in the zone asked for; nothing for the zero time.
func (c *call) time(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(c.shown).Format(time.RFC3339)
}
