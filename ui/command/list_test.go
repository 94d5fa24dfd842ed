package command_test

import (
	"fmt"
	"strings"
	"testing"

	"contactgroup/schema"
	"contactgroup/ui/command"
	"contactgroup/ui/lang"
)

func TestListsForScriptsAreWhole(t *testing.T) {
	for _, tc := range []struct{ line, want string }{
		{"request list --json --limit 1", `"url": "https://video.example/1"`},
		{"request list --json=ref,contents --limit 1", `"url": "https://video.example/1"`},
		{"request list --jsonl --limit 1", `"url":"https://video.example/1"`},
		{"meeting list --json", `"title": "Engagements"`},
		{"organisation list --json", `"services": []`},
		{"request import --json < FILE", `"requests": []`},
	} {
		line, _, _ := strings.Cut(tc.line, " <")
		code, out, messages := run(t, newDesk(pharos), line, "")
		if code != 0 || !strings.Contains(out, tc.want) {
			t.Errorf("%s: %d\n%s%s\nwant %s", tc.line, code, out, messages, tc.want)
		}
	}
}

func TestWhatIsGoneFromSightIsLeftOutOfAList(t *testing.T) {
	d := newDesk(google)
	d.fail = map[string]error{"GOO-2015-0001": schema.NotFound("GOO-2015-0001")}
	_, out, _ := run(t, d, "request list --jsonl", "-")
	if strings.Count(out, "\n") != 1 || !strings.Contains(out, `"GOO-2015-0002"`) {
		t.Errorf("listed: %s", out)
	}
}

func TestACountIsExactToItsLimit(t *testing.T) {
	d := newDesk(google)
	for len(d.visible()) < 1+schema.CountLimit { // the closed one is not counted
		r := d.requests[0]
		r.Ref = fmt.Sprintf("GOO-2015-%04d", 100+len(d.requests))
		d.requests = append(d.requests, r)
	}
	list := func(limit string) string {
		_, out, _ := run(t, d, "request list --json=ref --limit "+limit, "-")
		return out[strings.LastIndex(out, "]"):]
	}
	if end := list("2000"); !strings.Contains(end, `"count": 999`) || strings.Contains(end, "more") {
		t.Errorf("999 are told as %s", end)
	}
	d.requests = append(d.requests, d.requests[1])
	for _, limit := range []string{"1", "2000"} {
		if end := list(limit); !strings.Contains(end, `"count": 999`) || !strings.Contains(end, `"more": true`) {
			t.Errorf("1,000 with --limit %s are told as %s", limit, end)
		}
	}
}

func TestMessagesCountAsPeopleDo(t *testing.T) {
	french := func(s *command.Session) { s.Words = lang.French }
	for _, tc := range []struct {
		who        schema.Actor
		line, want string
	}{
		{pharos, "request list --limit 1", "1 affiché ; la suite"},
		{pharos, "request list --limit 2", "2 affichés ; la suite"},
		{google, "request show GOO-2015-0001 ZZZ-1", "1 sur 2 a échoué."},
		{google, "request show GOO-2015-0001 ZZZ-1 ZZZ-2", "2 sur 3 ont échoué."},
		{google, "request acknowledge GOO-2015-0001 GOO-2015-0003", "\nGOO-2015-0003 est close : il faut"},
		{google, "request show GOO-2015-0001 zz1", "\nzz1 : introuvable."},
	} {
		_, _, messages := runWith(t, newDesk(tc.who), tc.line, "-", french)
		if !strings.Contains("\n"+messages, tc.want) {
			t.Errorf("%s says %q, want %q in it", tc.line, messages, tc.want)
		}
	}
}
