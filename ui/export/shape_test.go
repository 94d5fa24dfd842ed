package export

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"contactgroup/schema"
)

func request() schema.Request {
	at := time.Date(2015, 5, 5, 13, 10, 0, 0, time.FixedZone("Paris", 7200))
	return schema.Request{
		Ref: "GOO-2015-0042", Rev: 7, Kind: schema.KindWithdrawal, Regime: schema.RegimeLCEN, Subject: "Retrait vidéo", Reasons: "canary-reasons",
		Service: "PHAROS", Addressee: "google", Label: schema.P2, State: schema.StateInProgress, TLP: schema.TLPAmber,
		Credibility: "canary-credibility", Case: "canary-case", Visa: at, VisaBy: "canary-visa", Author: "canary-author",
		ExternalRef: "canary-external", AssigneeLogin: "canary-assignee", Snoozed: at, DuplicateOf: "canary-duplicate",
		Due: at, Sent: at, Created: at, Updated: at, ContentCount: 1, Suspended: 90 * time.Minute,
		Contents: []schema.Content{{N: 1, URL: "https://a.example/\u202ex", Type: "video", Territories: []string{"FR"}}},
	}
}

func TestRequestHasOnlyWhatItsReaderMaySee(t *testing.T) {
	now := time.Date(2015, 5, 5, 12, 0, 0, 0, time.UTC)
	hidden := map[schema.Reader][]string{
		schema.ReaderAuthority: nil,
		schema.ReaderAddressee: {"credibility", "case", "author", "visa_at", "visa_by", "created_at", "reverify_at", "recommended", "recommendations", "similar"},
		schema.ReaderOverseer: {"credibility", "case", "author", "visa_at", "visa_by", "created_at", "assignee", "snoozed_until",
			"external_ref", "duplicate_of", "duplicates", "attachments", "similar", "contacts"},
	}
	all := JSONRequest(request(), schema.ReaderAuthority, now).Names()
	for as, hides := range hidden {
		got := JSONRequest(request(), as, now)
		for _, name := range all {
			if has := slices.Contains(got.Names(), name); has == slices.Contains(hides, name) {
				t.Errorf("reader %d: %s there: %v", as, name, has)
			}
		}
	}
	if got := JSONRequest(request(), schema.ReaderNone, now); len(got) != 0 {
		t.Errorf("no reader sees %v", got.Names())
	}
}

func TestOnlyAnObstacleSuspends(t *testing.T) {
	now := time.Date(2015, 5, 5, 12, 0, 0, 0, time.UTC)
	for state, want := range map[schema.State]string{schema.StateClarification: "true", schema.StateImpossible: "true",
		schema.StateAnswered: "false", schema.StateClosed: "false", schema.StateWithdrawn: "false", schema.StateDraft: "false"} {
		r := request()
		r.State, r.ClockStop = state, now
		if got := JSONRequest(r, schema.ReaderAddressee, now).Text("suspended"); got != want {
			t.Errorf("%s, its clock standing: suspended %s, want %s", state, got, want)
		}
	}
}

func TestContentsThatWereNotLoadedLeaveTheirCellEmpty(t *testing.T) {
	r := request()
	r.Contents = nil
	if got := JSONRequest(r, schema.ReaderAddressee, time.Time{}).Text("contents"); got != "" {
		t.Errorf("the cell holds %q", got)
	}
}

func TestRequestKeepsItsShape(t *testing.T) {
	now := time.Date(2015, 5, 5, 12, 0, 0, 0, time.UTC)
	var b bytes.Buffer
	if err := WriteItem(&b, JSONRequest(request(), schema.ReaderAddressee, now)); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Schema int
		Item   map[string]any
	}
	if err := json.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]any{
		"ref": "GOO-2015-0042", "overdue": true, "due_at": "2015-05-05T11:10:00Z", "received_at": nil, "suspended": false, "rev": 7.0,
		"suspended_minutes": 90.0, "legal_basis": nil,
	} {
		if v, ok := got.Item[name]; !ok || v != want {
			t.Errorf("%s is %v (there: %v), want %v", name, v, ok, want)
		}
	}
	if url := got.Item["contents"].([]any)[0].(map[string]any)["url"]; url != request().Contents[0].URL {
		t.Errorf("the address comes back as %q", url)
	}
	if strings.Contains(b.String(), "\u202e") {
		t.Error("a bidi sign leaves as it is")
	}
	for _, name := range strings.Fields("ref kind regime legal_basis subject reasons service addressee label state overdue due_at suspended " +
		"assignee external_ref tlp contents replies rev sent_at received_at updated_at") {
		if _, ok := got.Item[name]; !ok {
			t.Errorf("no %s", name)
		}
	}
}

func TestActionAndMeetingKeepTheirShape(t *testing.T) {
	for names, o := range map[string]Object{
		"ref text meeting agenda owner member due state overdue carried evidence links rev raised_on completed_on notes": JSONAction(schema.Action{}, schema.Date{}),
		"ref format starts_at place state agenda attendance decisions":                                                   JSONMeeting(schema.Meeting{}),
		"ref n state text by outcomes effective_at sent_at":                                                              JSONReply(schema.Reply{}),
	} {
		for _, name := range strings.Fields(names) {
			if !slices.Contains(o.Names(), name) {
				t.Errorf("no %s in %v", name, o.Names())
			}
		}
	}
}

func TestListIsOnePageWithItsCursor(t *testing.T) {
	items := []Object{{{"ref", "A"}, {"n", 1}, {"more", []Object{}}}, {{"ref", "=B\tb"}, {"n", 2}, {"more", nil}}}
	for _, tc := range []struct {
		format  Format
		columns []string
		list    List
		want    string
	}{
		{JSON, []string{"ref"}, List{Items: items[:1], Next: "c", Count: 2},
			"{\n  \"schema\": 1,\n  \"items\": [\n    {\n      \"ref\": \"A\"\n    }\n  ],\n  \"next\": \"c\",\n  \"count\": 2\n}\n"},
		{JSON, nil, List{}, "{\n  \"schema\": 1,\n  \"items\": [],\n  \"next\": null,\n  \"count\": 0\n}\n"},
		{JSONLines, []string{"n", "ref"}, List{Items: items}, "{\"n\":1,\"ref\":\"A\"}\n{\"n\":2,\"ref\":\"=B\\tb\"}\n"},
		{CSV, nil, List{Items: items}, "ref,n\r\nA,1\r\n'=B b,2\r\n"},
		{TSV, []string{"n", "ref"}, List{Items: items}, "n\tref\n1\tA\n2\t'=B b\n"},
		{Markdown, []string{"ref", "none"}, List{Items: items}, "| ref | none |\n| --- | --- |\n| A |  |\n| =B b |  |\n"},
	} {
		var b bytes.Buffer
		if err := tc.list.Write(&b, tc.format, tc.columns); err != nil || b.String() != tc.want {
			t.Errorf("%s %v: %v\n%q, want\n%q", tc.format, tc.columns, err, b.String(), tc.want)
		}
	}
	for _, f := range ListFormats {
		list := List{Items: items}
		for n := range 15 {
			if err := list.Write(&full{n}, f, nil); err == nil {
				t.Errorf("%s, full after %d bytes: no error", f, n)
			}
		}
	}
	if err := (List{}).Write(&bytes.Buffer{}, ICS, nil); err == nil {
		t.Error("a list is written as a calendar")
	}
}

func ExampleObject() {
	o := Object{{"ref", "A-2015-001"}, {"due", nil}, {"links", []string{"a", "b"}}}
	fmt.Println(o.Text("links"), o.Only([]string{"due", "ref"}).Names())
	// Output: a b [due ref]
}
