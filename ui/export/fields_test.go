package export

import (
	"strings"
	"testing"
	"time"

	"contactgroup/schema"
)

func TestTheFieldsThatScriptsCountOnAreThereAndAbsentIsNull(t *testing.T) {
	request := JSONRequest(schema.Request{Contents: []schema.Content{{}}}, schema.ReaderAuthority, time.Time{})
	var contents Object
	for _, m := range request {
		if of, ok := m.Value.([]Object); ok && m.Name == "contents" {
			contents = of[0]
		}
	}
	for _, tc := range []struct {
		of           Object
		names, nulls string
	}{
		{request, "ref kind regime legal_basis subject reasons service addressee label state overdue due_at suspended assignee external_ref tlp contents replies rev sent_at received_at updated_at",
			"due_at assignee external_ref sent_at received_at"},
		{contents, "n url type outcome effective_at observed territories", "outcome effective_at"},
		{JSONAction(schema.Action{}, schema.Date{}), "ref text meeting agenda owner member due state overdue carried evidence links rev raised_on completed_on notes",
			"meeting agenda member evidence completed_on"},
		{JSONMeeting(schema.Meeting{}), "ref format starts_at place state agenda attendance decisions", "starts_at"},
	} {
		values := map[string]any{}
		for _, m := range tc.of {
			values[m.Name] = m.Value
		}
		for _, name := range strings.Fields(tc.names) {
			if _, ok := values[name]; !ok {
				t.Errorf("no %s among %v", name, tc.of.Names())
			}
		}
		for _, name := range strings.Fields(tc.nulls) {
			if values[name] != nil {
				t.Errorf("%s is %v where it is absent", name, values[name])
			}
		}
	}
}
