package command_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"iter"
	"strings"
	"testing"
	"time"

	"contactgroup/schema"
	"contactgroup/ui/command"
	"contactgroup/ui/lang"
)

// unread fails the test of a command that waits for a stdin it does not need.
type unread struct{ t *testing.T }

func (u unread) Read([]byte) (int, error) {
	u.t.Error("stdin was read")
	return 0, io.EOF
}

// run runs a raw command line; stdin "-" means that it must not be read.
func run(t *testing.T, d *cannedDesk, line, stdin string) (code int, out, messages string) {
	t.Helper()
	return runWith(t, d, line, stdin, func(*command.Session) {})
}

func runWith(t *testing.T, d *cannedDesk, line, stdin string, change func(*command.Session)) (code int, out, messages string) {
	t.Helper()
	var in io.Reader = strings.NewReader(stdin)
	if stdin == "-" {
		in = unread{t}
	}
	var stdout, stderr bytes.Buffer
	s := command.Session{Ctx: t.Context(), Desk: d, In: in, Out: &stdout, Err: &stderr, Words: lang.English, Version: "1.0", ProgramName: "contactgroup",
		Intake: func(r io.Reader) iter.Seq2[schema.IntakeRow, error] {
			return func(yield func(schema.IntakeRow, error) bool) {
				_, err := io.Copy(io.Discard, r)
				yield(schema.IntakeRow{}, err)
			}
		}}
	change(&s)
	return command.RunLine(s, line), stdout.String(), stderr.String()
}

func TestFailuresOfTheMachine(t *testing.T) {
	for _, tc := range []struct {
		err  error
		want int
	}{
		{&schema.Fault{Class: schema.ErrTryAgain, Why: schema.WhyBusy}, 75},
		{context.DeadlineExceeded, 75},
		{&schema.Fault{Class: schema.ErrReadOnly, Why: schema.WhyDisk}, 1},
		{errors.New("disk on fire"), 1},
		{&schema.Fault{Class: schema.ErrForbidden, Why: schema.WhyRevoked}, 4},
	} {
		d := newDesk(google)
		d.fail = map[string]error{"GOO-2015-0001": tc.err}
		if code, _, _ := run(t, d, "request claim GOO-2015-0001", "-"); code != tc.want {
			t.Errorf("after %v the code is %d, want %d", tc.err, code, tc.want)
		}
	}
}

func TestHiddenAndMissingAnswerTheSameBytes(t *testing.T) {
	for _, line := range []string{"request show REF", "request show REF --json", "request claim REF", "reply show REF",
		"reply add REF --outcome removed_law", "request note REF", "request claim REF GOO-2015-0001", "request clarify REF --reason x --dry-run"} {
		type answer struct {
			code          int
			out, messages string
		}
		var got []answer
		for _, ref := range []string{"FBK-2015-0001", "FBK-2015-0404"} {
			code, out, messages := run(t, newDesk(google), strings.ReplaceAll(line, "REF", ref), "text")
			got = append(got, answer{code, strings.ReplaceAll(out, ref, "REF"), strings.ReplaceAll(messages, ref, "REF")})
		}
		if got[0] != got[1] {
			t.Errorf("%s: hidden gives %+v, missing %+v", line, got[0], got[1])
		}
	}
}

func TestJSONOfAListAndOfOneThing(t *testing.T) {
	var list struct {
		Schema int              `json:"schema"`
		Items  []map[string]any `json:"items"`
		Next   *string          `json:"next"`
		Count  int              `json:"count"`
	}
	_, out, _ := run(t, newDesk(google), "request list --json --limit 1", "-")
	if err := json.Unmarshal([]byte(out), &list); err != nil {
		t.Fatal(err)
	}
	if list.Schema != 1 || len(list.Items) != 1 || list.Next == nil || *list.Next != "GOO-2015-0001" || list.Count != 2 {
		t.Errorf("list = %+v", list)
	}
	if _, seen := list.Items[0]["credibility"]; seen || list.Items[0]["due_at"] != "2015-05-06T11:00:00Z" {
		t.Errorf("item = %v", list.Items[0])
	}
	_, out, _ = run(t, newDesk(google), "request list --json --limit 1 --after GOO-2015-0001", "-")
	if err := json.Unmarshal([]byte(out), &list); err != nil || list.Next != nil || list.Items[0]["ref"] != "GOO-2015-0002" {
		t.Errorf("next page = %+v, %v", list, err)
	}
	_, out, _ = run(t, newDesk(google), "request show GOO-2015-0001 --json=ref,state", "-")
	if got := strings.Join(strings.Fields(out), ""); got != `{"schema":1,"item":{"ref":"GOO-2015-0001","state":"sent"}}` {
		t.Errorf("item = %s", got)
	}
	_, out, _ = run(t, newDesk(google), "request list --jsonl=true --columns=ref", "-")
	if out != "{\"ref\":\"GOO-2015-0001\"}\n{\"ref\":\"GOO-2015-0002\"}\n" {
		t.Errorf("lines = %s", out)
	}
}

func TestListsForPeopleAndForTables(t *testing.T) {
	for line, want := range map[string]string{
		"request list": "reference      due                   label  addressee  status  subject\n" +
			"GOO-2015-0001  2015-05-06T11:00:00Z  P2     google     sent    Retrait vidéo GOO-2015-0001\n" +
			"GOO-2015-0002  2015-05-06T11:00:00Z  P2     google     sent    Retrait vidéo GOO-2015-0002\n",
		"request list --csv --columns ref,label --limit 1": "ref,label\r\nGOO-2015-0001,P2\r\n",
		"request list --tsv --columns ref --limit 1":       "ref\nGOO-2015-0001\n",
		"demande lister --lang fr --columns ref,state --all --tz Europe/Paris": "numéro         statut\nGOO-2015-0001  envoyée\n" +
			"GOO-2015-0002  envoyée\nGOO-2015-0003  close\n",
		"action list":  "reference   due              owner   person  status  text\nA-2015-001  2015-05-04 LATE  google          open    Fiche contact\n",
		"réunion list": "reference   starts                format   status    title\n2015-05-06  2015-05-06T12:00:00Z  plenary  convened\n",
	} {
		if code, out, messages := run(t, newDesk(google), line, "-"); code != 0 || out != want {
			t.Errorf("%s (%d %s)\n%s\nwant\n%s", line, code, messages, out, want)
		}
	}
}

func TestShowTellsTheThreadAndNothingATerminalActsOn(t *testing.T) {
	code, out, _ := run(t, newDesk(google), "request show GOO-2015-0001", "-")
	for _, want := range []string{"GOO-2015-0001", "hxxps://video[.]example/1", "2015-05-05T12:00:00Z  PHAROS  ", "Base légale⟨U+001B⟩[2J"} {
		if code != 0 || !strings.Contains(out, want) {
			t.Errorf("%q is not in\n%s", want, out)
		}
	}
}

func TestWritesAnswerTheReferenceOnStdoutAndTheSentenceOnStderr(t *testing.T) {
	for _, tc := range []struct {
		who         schema.Actor
		line, stdin string
		wrote       string
		out, say    string
	}{
		{google, "request claim GOO-2015-0001", "-", "claim GOO-2015-0001", "GOO-2015-0001\n", "GOO-2015-0001: "},
		{google, "request claim GOO-2015-0001 --quiet", "-", "claim GOO-2015-0001", "GOO-2015-0001\n", ""},
		{google, "request claim GOO-2015-0001 --json=ref,rev,state --quiet", "-", "claim GOO-2015-0001", "", ""},
		{google, "request claim GOO-2015-0001 --dry-run", "-", "claim GOO-2015-0001 (dry)", "GOO-2015-0001\n", "dry run"},
		{google, "request claim -", "GOO-2015-0001\n\nGOO-2015-0002\n", "claim GOO-2015-0001,claim GOO-2015-0002", "GOO-2015-0001\nGOO-2015-0002\n", ""},
		{google, "request claim -", "", "", "", ""},
		{google, "reply add GOO-2015-0001 --outcome removed_law", "", "reply GOO-2015-0001", "GOO-2015-0001\n", ""},
		{pharos, "demande écheance GOO-2015-0001 demain 9h --dry-run --yes", "-", "due GOO-2015-0001 (dry)", "GOO-2015-0001\n", ""},
		{pharos, "request new", `{"kind":"retrait","subject":"S"}`, "new S", "B-2015-0009\n", ""},
		{secretary, "action add AFA : fiche contact @afa 20/05 #formation", "-", "add AFA : fiche contact|afa|2015-05-20|formation", "A-2015-002\n", ""},
		{secretary, "action add Une @fiche --owner AFA --due 20/05", "-", "add Une @fiche|afa|2015-05-20|", "A-2015-002\n", ""},
		{secretary, "action done A-2015-001 --evidence vu", "-", "done A-2015-001", "A-2015-001\n", ""},
		{secretary, "action drop A-2015-001", "décision 3", "drop A-2015-001", "A-2015-001\n", ""},
		{admin, "organisation add OVH --name 'OVH SAS' --prefix ovh --kind operator --service A --service B --lang fr", "-", "add ovh|OVH|OVH SAS|operator|fr|A|B", "ovh\n", ""},
		{admin, "member disable google --enable", "-", "disable google", "google\n", "enabled"},
		{admin, "key add google --label desk", "ssh-ed25519 AAAA me\n", "add google|ssh-ed25519 AAAA me|desk", "SHA256:abc\n", ""},
	} {
		d := newDesk(tc.who)
		if strings.HasPrefix(tc.line, "demande") {
			d.requests[0].Clock = ""
		}
		_, out, messages := run(t, d, tc.line, tc.stdin)
		if got := strings.Join(d.wrote, ","); got != tc.wrote {
			t.Errorf("%s wrote %q, want %q (%s)", tc.line, got, tc.wrote, messages)
		}
		if tc.out != "" && out != tc.out || !strings.Contains(messages, tc.say) {
			t.Errorf("%s answers %q and says %q", tc.line, out, messages)
		}
		if strings.Contains(tc.line, "--quiet") && messages != "" {
			t.Errorf("%s is not quiet: %q", tc.line, messages)
		}
	}
}

func TestABatchIsOneUnitOfUndoWithAKeyPerReference(t *testing.T) {
	d := newDesk(google)
	run(t, d, "request claim goo-2015-0001 GOO-2015-0002 --idempotency-key k", "-")
	if len(d.units) != 2 || d.units[0] == "" || d.units[0] != d.units[1] {
		t.Errorf("units = %q", d.units)
	}
	if len(d.keys) != 2 || !strings.HasPrefix(d.keys[0], "k ") || d.keys[0] == d.keys[1] {
		t.Errorf("keys = %q", d.keys)
	}
	both := d.keys
	d = newDesk(google)
	run(t, d, "request claim GOO-2015-0002 GOO-2015-0003 --idempotency-key k --quiet", "-")
	if d.keys[0] != both[1] {
		t.Errorf("the rest of a batch given again: keys %q, then %q", both, d.keys)
	}
	d = newDesk(google)
	run(t, d, "request claim GOO-2015-0001 --idempotency-key k", "-")
	if d.units[0] != "" || !strings.HasPrefix(d.keys[0], "k ") {
		t.Errorf("a single one: units %q, keys %q", d.units, d.keys)
	}
}

func TestAReplyGivesEachContentItsOutcome(t *testing.T) {
	for args, want := range map[string]string{
		"--outcome removed_law":                               "1=removed_law 2=removed_law",
		"--outcome retire_loi --outcome-of 2=introuvable":     "2=not_found 1=removed_law",
		"--outcome removed_law --content 2":                   "2=removed_law",
		"--outcome-of 1=disabled,2=not_found":                 "1=disabled 2=not_found",
		"--outcome disabled --territories fr,de --content 1 ": "1=disabled FR DE",
	} {
		d := newDesk(google)
		_, _, messages := run(t, d, "reply add GOO-2015-0001 --effective 13h30 "+args, "Fait.")
		if len(d.replies) != 1 {
			t.Errorf("%s: no reply (%s)", args, messages)
			continue
		}
		var got []string
		for _, o := range d.replies[0].Outcomes {
			got = append(got, strings.Join(append([]string{string(rune('0'+o.N)) + "=" + string(o.Outcome)}, o.Territories...), " "))
		}
		if strings.Join(got, " ") != want || d.replies[0].Text != "Fait." || d.replies[0].Hold || !d.replies[0].Effective.Equal(noon.Add(-30*time.Minute)) {
			t.Errorf("%s gives %q, %+v", args, got, d.replies[0])
		}
	}
}

func TestARequestShownCanBeTheModelOfANewOne(t *testing.T) {
	d := newDesk(pharos)
	_, shown, _ := run(t, d, "request show GOO-2015-0001 --json", "-")
	code, _, messages := run(t, d, "request new", shown)
	if code != 0 || len(d.drafts) != 1 {
		t.Fatalf("%d %s", code, messages)
	}
	draft := d.drafts[0]
	if draft.Subject != "Retrait vidéo GOO-2015-0001" || draft.Addressee != "google" || draft.Label != schema.P2 || len(draft.Contents) != 2 || draft.Contents[1].URL != "https://video.example/2" {
		t.Errorf("draft = %+v", draft)
	}
	code, _, messages = run(t, d, "request edit B-2015-0001", `{"subject":"Autre","label":null}`)
	if code != 0 || d.drafts[1].Subject != "Autre" || d.drafts[1].Label != "" || len(d.drafts[1].Contents) != 2 {
		t.Errorf("%d %s %+v", code, messages, d.drafts[1])
	}
}

func TestAListOfNothingSaysSoAndKeepsItsHeading(t *testing.T) {
	observer := schema.Actor{Login: "observer", Role: schema.RoleObserver, OrgCode: "justice", OrgKind: schema.OrgObserver}
	for line, want := range map[string]string{
		"request list --columns ref,label":       "reference  label\n",
		"request list --csv --columns ref,label": "ref,label\r\n",
		"request list --json=ref":                "{\n  \"schema\": 1,\n  \"items\": [],\n  \"next\": null,\n  \"count\": 0\n}\n",
		"request list --jsonl":                   "",
	} {
		code, out, messages := run(t, newDesk(observer), line, "-")
		if code != 0 || out != want {
			t.Errorf("%s = %d %q", line, code, out)
		}
		if told, people := strings.Contains(messages, "Nothing"), !strings.Contains(line, "--csv") && !strings.Contains(line, "--json"); told != people {
			t.Errorf("%s says %q", line, messages)
		}
	}
	if _, out, _ := run(t, newDesk(observer), "request list --csv", "-"); !strings.HasPrefix(out, "ref,kind,regime,") || strings.Contains(out, "credibility") {
		t.Errorf("heading = %q", out)
	}
}

func TestViewsAreTheScreensTabs(t *testing.T) {
	for args, want := range map[string]string{
		"request list":          "",
		"request list --view 1": "status:open",
		"request list --view mine --query kind:withdrawal": "mine kind:withdrawal",
		"request list --view 3 --sort -updated":            "due:overdue",
		"demande lister --view 'à traiter'":                "status:open",
		"action list --view 5":                             "status:open",
		"action list --view overdue --sort due:desc":       "due:overdue",
	} {
		d := newDesk(google)
		if code, _, messages := run(t, d, args, "-"); code != 0 || d.asked.Query.String() != want {
			t.Errorf("%s asks %q, want %q (%d %s)", args, d.asked.Query, want, code, messages)
		}
		if d.asked.Sort.Desc != strings.Contains(args, "--sort") {
			t.Errorf("%s sorts by %+v", args, d.asked.Sort)
		}
	}
}

func TestAnImportTellsWhatBecameOfEachRow(t *testing.T) {
	fault := schema.RowFault{Line: 3, Column: "url", Place: 3, Err: schema.Invalid(schema.WhyURL, "url", "x")}
	for _, tc := range []struct {
		args   string
		report schema.ImportReport
		want   int
	}{
		{"", schema.ImportReport{Rows: 2, Contents: 2, Requests: []string{"B-2015-0009"}, Written: true}, 0},
		{"", schema.ImportReport{Rows: 2, Faults: []schema.RowFault{fault}}, 7},
		{"--keep-going", schema.ImportReport{Rows: 2, Contents: 1, Faults: []schema.RowFault{fault}, Written: true}, 6},
		{"--keep-going", schema.ImportReport{Rows: 1, Faults: []schema.RowFault{fault}}, 7},
	} {
		for _, form := range []string{"", " --json"} {
			d := newDesk(pharos)
			d.report = tc.report
			code, out, messages := run(t, d, "request import "+tc.args+form, "case,url\n")
			if code != tc.want {
				t.Errorf("import %s%s of %+v = %d, want %d", tc.args, form, tc.report, code, tc.want)
			}
			if len(tc.report.Faults) > 0 && form == "" && !strings.Contains(messages, "line 3, column “url”") {
				t.Errorf("import %s does not name the place: %s", tc.args, messages)
			}
			var doc struct{ Item struct{ Rows int } }
			if form != "" && (json.Unmarshal([]byte(out), &doc) != nil || doc.Item.Rows != tc.report.Rows) {
				t.Errorf("report = %s", out)
			}
		}
	}
}

func TestAnExportIsTheDocumentAlone(t *testing.T) {
	code, out, messages := run(t, newDesk(google), "meeting export next --format csv --as-of 2015-05-05", "-")
	if code != 0 || messages != "" || strings.Count(out, "\n") != 2 || !strings.Contains(out, "A-2015-001,") {
		t.Errorf("%d %q %q", code, out, messages)
	}
}

func TestCancelledEndsWith130EvenWhileStdinIsSilent(t *testing.T) {
	d := newDesk(pharos)
	ctx, cancel := context.WithCancel(t.Context())
	d.cancel = cancel
	change := func(s *command.Session) { s.Ctx = ctx }
	if code, _, messages := runWith(t, d, "request list", "-", change); code != 130 || messages != "Cancelled.\n" {
		t.Errorf("list: %d %q", code, messages)
	}
	ctx, cancel = context.WithCancel(t.Context())
	silent, mouth := io.Pipe()
	defer mouth.Close()
	code, _, _ := runWith(t, d, "request new", "", func(s *command.Session) {
		s.Ctx, s.In = ctx, cancelsWhenRead{silent, cancel}
	})
	if code != 130 {
		t.Errorf("stdin: %d", code)
	}
}

// cancelsWhenRead cancels the command that begins to wait for it.
type cancelsWhenRead struct {
	io.Reader
	cancel context.CancelFunc
}

func (c cancelsWhenRead) Read(p []byte) (int, error) {
	c.cancel()
	return c.Reader.Read(p)
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errors.New("broken pipe") }

func TestOutputThatCannotBeWrittenIsAFailure(t *testing.T) {
	for _, line := range []string{"request list", "request list --json", "request show GOO-2015-0001", "meeting export next", "help", "completion bash", "request claim GOO-2015-0001"} {
		if code, _, _ := runWith(t, newDesk(google), line, "-", func(s *command.Session) { s.Out = broken{} }); code != 1 {
			t.Errorf("%s = %d, want 1", line, code)
		}
	}
}

func TestColourIsForTerminalsAlone(t *testing.T) {
	colour := func(s *command.Session) { s.Colour = true }
	if _, out, _ := runWith(t, newDesk(google), "action list", "-", colour); !strings.Contains(out, "\x1b[1m") {
		t.Errorf("no colour: %q", out)
	}
	if _, out, _ := runWith(t, newDesk(google), "action list --color never", "-", colour); strings.Contains(out, "\x1b") {
		t.Errorf("colour: %q", out)
	}
	if _, out, _ := run(t, newDesk(google), "action list", "-"); strings.Contains(out, "\x1b") {
		t.Errorf("colour: %q", out)
	}
}
