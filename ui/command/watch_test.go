package command_test

import (
	"context"
	"errors"
	"testing"

	"contactgroup/schema"
	"contactgroup/ui/command"
)

// busyDesk has always another full page of changes.
type busyDesk struct {
	*cannedDesk
	pages int
}

func (d *busyDesk) Watch(context.Context) <-chan struct{} { return make(chan struct{}) }
func (d *busyDesk) Head(context.Context) (schema.Cursor, error) {
	return schema.Cursor{"google": 1}, nil
}
func (d *busyDesk) Follow(_ context.Context, after schema.Cursor, limit int) ([]schema.Event, schema.Cursor, error) {
	d.pages++
	events := make([]schema.Event, limit)
	for i := range events {
		events[i] = schema.Event{Audience: "google", Seq: after["google"] + schema.Seq(i) + 1, At: noon, Noun: schema.NounRequest, Verb: schema.VerbNote, Ref: "GOO-2015-0001", Text: "vu"}
	}
	return events, schema.Cursor{"google": after["google"] + schema.Seq(limit)}, nil
}

// stoppedReader takes nothing; by the time its connection is cut it tells how
// many pages were read for it.
type stoppedReader struct {
	d    *busyDesk
	read int
}

func (r *stoppedReader) Write([]byte) (int, error) {
	r.read = r.d.pages
	return 0, errors.New("the connection was cut")
}

func TestAWatchWhoseReaderStoodStillHoldsOnePageAndEnds(t *testing.T) {
	d := &busyDesk{cannedDesk: newDesk(google)}
	reader := &stoppedReader{d: d}
	code, _, messages := runWith(t, d.cannedDesk, "log watch", "-", func(s *command.Session) { s.Desk, s.Out = d, reader })
	if code != 1 || reader.read != 1 || d.pages != 1 {
		t.Errorf("%d, pages read: %d before it was cut, %d in all: %s", code, reader.read, d.pages, messages)
	}
}
