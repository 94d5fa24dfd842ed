package command_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"contactgroup/schema"
)

var overseer = schema.Actor{Member: 9, Login: "overseer", Name: "Personnalité qualifiée", Role: schema.RoleOverseer, Org: 7, OrgCode: "cnil", OrgName: "CNIL", OrgKind: schema.OrgOversight, Zone: "Europe/Paris"}

// TestEachListIsGivenInEachForm asks every list for every form of lists: the
// documents begin as theirs do, and hold the marking.
func TestEachListIsGivenInEachForm(t *testing.T) {
	begins := map[string]string{"json": "{", "jsonl": "{", "csv": "", "tsv": "", "md": "|", "xlsx": "PK", "pdf": "%PDF-"}
	for _, noun := range []string{"request", "action", "meeting", "organisation", "member", "key"} {
		for form, want := range begins {
			line := noun + " list --" + form
			code, out, messages := run(t, newDesk(google), line, "-")
			if code != 0 || !strings.HasPrefix(out, want) && out != "" || (form == "xlsx" || form == "pdf") && out == "" {
				t.Errorf("%s = %d %.30q %q", line, code, out, messages)
			}
		}
	}
}

func TestMeetingsAreListedAsEventsOfACalendar(t *testing.T) {
	code, out, messages := run(t, newDesk(google), "meeting list --ics", "-")
	for _, want := range []string{"BEGIN:VCALENDAR\r\n", "BEGIN:VEVENT\r\n", "UID:meeting-2015-05-06@", "DTSTART:20150506T", "1. Engagements", "END:VCALENDAR\r\n"} {
		if code != 0 || !strings.Contains(out, want) {
			t.Errorf("%q is not in (%d %s)\n%s", want, code, messages, out)
		}
	}
	if code, out, _ := run(t, newDesk(google), "meeting list --ics --query nothing", "-"); code != 0 || strings.Contains(out, "VEVENT") {
		t.Errorf("of no meeting: %d\n%s", code, out)
	}
}

func TestAWorkbookOfRequestsHasTimesAndNumbersInTheirTypes(t *testing.T) {
	d := newDesk(google)
	d.requests[1].TLP, d.requests[1].Subject = schema.TLPRed, "Confidentiel"
	d.requests[0].Subject = "=1+1"
	code, out, messages := run(t, d, "request list --all --xlsx", "-")
	if code != 0 || !strings.Contains(messages, "TLP:RED") {
		t.Fatalf("%d %q", code, messages)
	}
	book, err := excelize.OpenReader(strings.NewReader(out))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	sheet := book.GetSheetList()[0]
	rows, err := book.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != 3 || strings.Contains(strings.Join(append(rows[1], rows[2]...), " "), "Confidentiel") {
		t.Fatalf("rows %q", rows)
	}
	for i, title := range rows[0] {
		cell, _ := excelize.CoordinatesToCellName(i+1, 2)
		kind, _ := book.GetCellType(sheet, cell)
		formula, _ := book.GetCellFormula(sheet, cell)
		if (title == "Due" || title == "Subject") && formula != "" {
			t.Errorf("%s is a formula: %q", title, formula)
		}
		if strings.HasPrefix(rows[1][i], "2015-05-") && kind != excelize.CellTypeUnset && kind != excelize.CellTypeNumber {
			t.Errorf("%s %q is of type %v", title, rows[1][i], kind)
		}
	}
}

func TestTheSameListIsTheSameDocument(t *testing.T) {
	for _, form := range []string{"xlsx", "pdf"} {
		_, first, _ := run(t, newDesk(google), "request list --"+form, "-")
		_, again, _ := run(t, newDesk(google), "request list --"+form, "-")
		if !bytes.Equal([]byte(first), []byte(again)) {
			t.Errorf("%s: other bytes", form)
		}
	}
}

func TestTheLotIsTheOverseersAlone(t *testing.T) {
	code, out, messages := run(t, newDesk(overseer), "request sample --csv --columns ref", "-")
	if code != 0 || !strings.Contains(out, "GOO-2015-0001") {
		t.Errorf("%d %q %q", code, out, messages)
	}
	_, again, _ := run(t, newDesk(overseer), "demande échantillon --draw 1 --csv --columns ref", "-")
	if again != out {
		t.Errorf("the first lot is %q, then %q", out, again)
	}
	for _, who := range []schema.Actor{google, admin} {
		if code, out, _ := run(t, newDesk(who), "request sample", "-"); code != 4 || out != "" {
			t.Errorf("%s: %d %q", who.Login, code, out)
		}
	}
	if code, _, _ := run(t, newDesk(overseer), "request sample --draw 0", "-"); code != 2 && code != 7 {
		t.Errorf("the lot 0: %d", code)
	}
}
