package command_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"contactgroup/schema"
	"contactgroup/ui/command"
	"contactgroup/ui/export"
)

// lateDesk notes how much of the answer was out when it was asked for a document's data.
type lateDesk struct {
	*cannedDesk
	out   *bytes.Buffer
	begun int
	broke error
}

func (d *lateDesk) Register(ctx context.Context, ref string, asOf schema.Date) (schema.Register, error) {
	d.begun = d.out.Len()
	r, err := d.cannedDesk.Register(ctx, ref, asOf)
	return r, errors.Join(err, d.broke)
}

func (d *lateDesk) Pack(ctx context.Context, ref string, asOf schema.Date, version int) (schema.Pack, error) {
	d.begun = d.out.Len()
	p, err := d.cannedDesk.Pack(ctx, ref, asOf, version)
	return p, errors.Join(err, d.broke)
}

func (d *lateDesk) Requests(ctx context.Context, l schema.List) (schema.Page[schema.Request], error) {
	if l.After != "" {
		d.begun = d.out.Len()
		if d.broke != nil {
			return schema.Page[schema.Request]{}, d.broke
		}
	}
	return d.cannedDesk.Requests(ctx, l)
}

func runLate(t *testing.T, d *lateDesk, line string) (code int, out string) {
	t.Helper()
	d.out = new(bytes.Buffer)
	code, _, _ = runWith(t, d.cannedDesk, line, "-", func(s *command.Session) { s.Desk, s.Out = d, d.out })
	return code, d.out.String()
}

// Whoever reads a pipe has the beginning of a document before its data are read.
func TestADocumentBeginsBeforeItsDataAreRead(t *testing.T) {
	for _, what := range export.AllDocuments {
		for _, f := range what.Formats() {
			d := &lateDesk{cannedDesk: newDesk(google)}
			line := fmt.Sprintf("meeting export next --as-of 2015-05-05 --what %s --format %s", what, f)
			if code, out := runLate(t, d, line); code != 0 || d.begun == 0 || d.begun > len(out) {
				t.Errorf("%s: code %d, %d of %d bytes before the data", line, code, d.begun, len(out))
			}
		}
	}
}

// A document that cannot be finished ends with a failure, not as one that is whole.
func TestADocumentThatBreaksOffIsNoDocument(t *testing.T) {
	for _, f := range export.Formats {
		d := &lateDesk{cannedDesk: newDesk(google), broke: errors.New("disk")}
		if code, out := runLate(t, d, "meeting export next --format "+string(f)); code != 1 || len(out) != d.begun {
			t.Errorf("%s: code %d, %d bytes after the beginning", f, code, len(out)-d.begun)
		}
	}
	d := &lateDesk{cannedDesk: newDesk(google)}
	if code, out := runLate(t, d, "meeting export 2031-01-01 --format csv"); code != 3 || out != "" {
		t.Errorf("of no meeting: code %d, %q", code, out)
	}
}

// Rows of a long list are out while the next page is being read; one that
// breaks off ends with a failure.
func TestALongListIsWrittenAsItIsRead(t *testing.T) {
	many := newDesk(google)
	for i := range 1200 {
		r := many.requests[0]
		r.ID, r.Ref = schema.ID(100+i), fmt.Sprintf("GOO-2015-%04d", 100+i)
		many.requests = append(many.requests, r)
	}
	for _, form := range []string{"--csv", "--tsv", "--md", "--json", "--jsonl"} {
		d := &lateDesk{cannedDesk: many}
		if code, out := runLate(t, d, "request list "+form); code != 0 || d.begun == 0 || strings.Count(out, "GOO-2015-1299") == 0 {
			t.Errorf("%s: code %d, %d of %d bytes before the last page", form, code, d.begun, len(out))
		}
		d.broke = errors.New("disk")
		if code, _ := runLate(t, d, "request list "+form); code != 1 {
			t.Errorf("%s that breaks off: code %d", form, code)
		}
	}
}
