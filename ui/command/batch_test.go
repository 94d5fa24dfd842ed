package command_test

import (
	"encoding/json"
	"strings"
	"testing"

	"contactgroup/schema"
)

// fared is a line of a batch's report.
type fared struct {
	Ref, Status, Error string
	Exit               int
}

func reportOf(t *testing.T, out string) (got []string) {
	t.Helper()
	for line := range strings.Lines(out) {
		var f fared
		if err := json.Unmarshal([]byte(line), &f); err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		if (f.Error == "") != (f.Status == "done") || (f.Exit == 0) != (f.Status == "done") {
			t.Errorf("half done: %+v", f)
		}
		got = append(got, f.Ref+" "+f.Status+" "+string(rune('0'+f.Exit)))
	}
	return got
}

func TestABatchReportsOnEachReferenceAndStopsAtNone(t *testing.T) {
	for _, tc := range []struct {
		line, stdin, want string
		code              int
	}{
		{"request claim - --jsonl", "GOO-2015-0001\nFBK-2015-0001\nGOO-2015-0003\nGOO-2015-0002\n", "GOO-2015-0001 done 0|FBK-2015-0001 failed 3|GOO-2015-0003 failed 5|GOO-2015-0002 done 0", 6},
		{"request claim GOO-2015-0001 GOO-2015-0002 --jsonl", "-", "GOO-2015-0001 done 0|GOO-2015-0002 done 0", 0},
		{"request claim GOO-2015-8888 FBK-2015-0001 --jsonl", "-", "GOO-2015-8888 failed 3|FBK-2015-0001 failed 3", 3},
	} {
		code, out, messages := run(t, newDesk(google), tc.line, tc.stdin)
		if got := strings.Join(reportOf(t, out), "|"); code != tc.code || got != tc.want {
			t.Errorf("%s = %d %s (%s)", tc.line, code, got, messages)
		}
	}
	_, out, _ := run(t, newDesk(google), "request claim GOO-2015-0001 NOPE-1 --json=ref,state", "-")
	if got := strings.Join(strings.Fields(out), ""); !strings.Contains(got, `{"ref":"GOO-2015-0001","state":"in_progress","status":"done","exit":0,"error":null}`) {
		t.Errorf("chosen members: %s", got)
	}
}

func TestNamesAreReadFromStdinToo(t *testing.T) {
	d := newDesk(admin)
	code, out, _ := run(t, d, "member disable - --jsonl", "google\nnobody\n")
	if got := strings.Join(reportOf(t, out), "|"); code != 6 || got != "google done 0|nobody failed 3" {
		t.Errorf("%d %s", code, got)
	}
	if code, out, _ := run(t, d, "organisation show - --json=code", "google\n"); code != 0 || !strings.Contains(out, `"google"`) {
		t.Errorf("%d %s", code, out)
	}
}

func TestJSONLinesMakeARequestEachAndReportOnEach(t *testing.T) {
	d := newDesk(pharos)
	lines := `{"kind":"withdrawal","subject":"A"}` + "\n\n" + `{"kind":"purple","subject":"B"}` + "\n" + `{"kind":` + "\n" + `{"kind":"referral","subject":"D"}` + "\n"
	code, out, _ := run(t, d, "request new --jsonl --idempotency-key k", lines)
	if got := strings.Join(reportOf(t, out), "|"); code != 6 || got != "B-2015-0009 done 0|#2 failed 7|#3 failed 7|B-2015-0009 done 0" {
		t.Errorf("%d %s", code, got)
	}
	if strings.Join(d.wrote, "|") != "new A|new D" || len(d.keys) != 2 || d.keys[0] == d.keys[1] {
		t.Errorf("wrote %v under %v", d.wrote, d.keys)
	}
	code, _, _ = run(t, d, "request new", "{\n\"kind\":\"withdrawal\",\n\"subject\":\"E\"}\n")
	if code != 0 || d.wrote[len(d.wrote)-1] != "new E" {
		t.Errorf("one request on several lines: %d %v", code, d.wrote)
	}
}

func TestJSONLinesGiveAReplyEachAndReportOnEach(t *testing.T) {
	d := newDesk(google)
	lines := []string{
		`{"ref":"GOO-2015-0001","outcome":"removed_law","text":"Fait."}`, "",
		`{"ref":"GOO-2015-0002","outcome":"retire_loi","contents":[{"n":2,"outcome":"disabled","territories":["fr"]}],"effective":"11:30"}`,
		`{"ref":"FBK-2015-0001","outcome":"removed_law"}`,
		`{"ref":"GOO-2015-0001","outcome":"vanished"}`,
		`{"ref":"GOO-2015-0001","colour":"red"}`,
		`{"ref":"GOO-2015-0001","contents":[{"n":1,"uri":"x"}]}`,
		`{"ref":"GOO-2015-0001","contents":[{"n":9,"outcome":"disabled"}]}`,
		`{"ref":"GOO-2015-0001","outcome":"refused"}`,
		`{"ref":"GOO-2015-0001"}`,
		`{"outcome":"removed_law"}`,
		`{"ref":1}`, `[]`, `null`, `{`,
	}
	code, out, messages := run(t, d, "reply add - --jsonl --idempotency-key k --lang en", strings.Join(lines, "\n"))
	var ends []string
	for _, f := range reportOf(t, out) {
		ends = append(ends, f[strings.Index(f, " ")+1:])
	}
	want := "done 0|done 0|failed 3" + strings.Repeat("|failed 7", 11)
	if got := strings.Join(ends, "|"); code != 6 || got != want {
		t.Errorf("%d %s, want 6 %s", code, got, want)
	}
	if len(d.replies) != 2 || d.replies[0].Text != "Fait." || len(d.replies[0].Outcomes) != 2 || d.replies[1].Outcomes[0].Territories[0] != "FR" || d.replies[1].Effective.IsZero() {
		t.Errorf("replied %+v", d.replies)
	}
	if len(d.keys) != 2 || d.keys[0] == d.keys[1] {
		t.Errorf("under %s", d.keys)
	}
	for _, say := range []string{"FBK-2015-0001: not found", "vanished", "colour", "contents.uri", "reason is needed", "Reference: this field is required", "not a reply in JSON"} {
		if !strings.Contains(messages, say) {
			t.Errorf("no %q in\n%s", say, messages)
		}
	}
	for _, flag := range []string{"--outcome removed_law", "--content 1", "--if-rev 3", "--effective 11:30"} {
		if code, _, _ := run(t, newDesk(google), "reply add - "+flag, lines[0]); code != 2 {
			t.Errorf("%s beside lines = %d", flag, code)
		}
	}
	if code, _, messages := run(t, newDesk(google), "reply add -", " \n"); code != 0 {
		t.Errorf("no lines = %d %s", code, messages)
	}
}

func TestShortListsAreFilteredSortedAndPaged(t *testing.T) {
	d := newDesk(google)
	d.views = []schema.View{{Name: "urgent", Noun: schema.NounRequest, Query: "label:P0"}, {Name: "échues", Noun: schema.NounRequest, Slot: 6}, {Name: "actions", Noun: schema.NounAction, Slot: 7}}
	names := func(line string) (string, string) {
		t.Helper()
		code, out, messages := run(t, d, line+" --json", "-")
		var list struct {
			Items []struct{ Name string }
			Next  string
		}
		if err := json.Unmarshal([]byte(out), &list); err != nil || code != 0 {
			t.Fatalf("%s = %d %s %s", line, code, out, messages)
		}
		var got []string
		for _, v := range list.Items {
			got = append(got, v.Name)
		}
		return strings.Join(got, ","), list.Next
	}
	for line, want := range map[string]string{
		"view list":                       "urgent,échues,actions",
		"view list --sort name":           "actions,échues,urgent",
		"view list --sort -slot":          "actions,échues,urgent",
		"view list --query ECHUES":        "échues",
		"view list --query 'request p0'":  "urgent",
		"view list --query nothing":       "",
		"view list --sort slot --limit 1": "échues",
	} {
		if got, _ := names(line); got != want {
			t.Errorf("%s: %s, want %s", line, got, want)
		}
	}
	_, next := names("view list --limit 2")
	d.views = d.views[1:] // gone since
	if got, _ := names("view list --after " + next); got != "actions" {
		t.Errorf("the next page: %s", got)
	}
	for line, want := range map[string]int{"view list --sort colour": 2, "view list --after lost": 7, "view list --limit 0": 2} {
		if code, _, _ := run(t, d, line, "-"); code != want {
			t.Errorf("%s = %d, want %d", line, code, want)
		}
	}
}

func TestActionItemsGoToACalendar(t *testing.T) {
	code, out, _ := run(t, newDesk(google), "action list --ics", "-")
	if code != 0 || !strings.HasPrefix(out, "BEGIN:VCALENDAR\r\n") || strings.Count(out, "BEGIN:VTODO") != 1 || strings.Contains(out, "X-CONTACTGROUP-MEETING") {
		t.Errorf("%d %s", code, out)
	}
	if code, _, _ := run(t, newDesk(google), "action list --ics --json", "-"); code != 2 {
		t.Errorf("two forms = %d", code)
	}
}

// TestAKeyIsThatOfOneCommand gives commands under one key, alike and not.
func TestAKeyIsThatOfOneCommand(t *testing.T) {
	key := func(line, text string) string {
		d := newDesk(google)
		run(t, d, line+" --idempotency-key k", text)
		if len(d.keys) != 1 {
			t.Fatalf("%s: keys %q", line, d.keys)
		}
		return d.keys[0]
	}
	first := key("request note GOO-2015-0001", "Vu.")
	if again := key("request note GOO-2015-0001 --lang en --quiet", "Vu."); again != first {
		t.Errorf("repeated: %s, then %s", first, again)
	}
	for line, text := range map[string]string{"request note GOO-2015-0001": "Autre.", "request note GOO-2015-0002": "Vu.", "request note GOO-2015-0001 --internal": "Vu.",
		"request claim GOO-2015-0001": "-"} {
		if other := key(line, text); other == first {
			t.Errorf("%s (%s) has the key of another command", line, text)
		}
	}
	if one, other := key("reply add -", `{"ref": "GOO-2015-0001", "outcome": "removed_law"}`), key("reply add -", `{"ref": "GOO-2015-0001", "outcome": "not_found"}`); one == other {
		t.Error("another reply on the same line has its key")
	}
}
