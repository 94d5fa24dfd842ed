package meeting_test

import (
	"testing"

	"contactgroup/schema"
	"contactgroup/ui/lang"
	"contactgroup/ui/meeting"
	"contactgroup/ui/uitest"
	"contactgroup/ui/widget"
)

func TestWhatIsBegunOfMeetingsAndActionsIsTakenUpOnAnotherTerminal(t *testing.T) {
	page := func(s *widget.Session, d *desk) widget.Screen {
		return meeting.New(s, d, meeting.Options{}, "2015-05-06")
	}
	list := func(s *widget.Session, d *desk) widget.Screen { return meeting.NewList(s, d, meeting.Options{}) }
	board := func(s *widget.Session, d *desk) widget.Screen { return meeting.NewBoard(s, d, meeting.Options{}) }
	for name, tc := range map[string]struct {
		screen func(*widget.Session, *desk) widget.Screen
		open   []string
		verb   schema.Verb
		noun   schema.Noun
		id     schema.ID
		draft  string
		send   []string
	}{
		"a decision":               {page, []string{"t"}, schema.VerbDecide, schema.NounMeeting, 2, "decision/2015-05-06", []string{"f2", "y"}},
		"a point":                  {page, []string{"i"}, schema.VerbAgenda, schema.NounMeeting, 2, "point/2015-05-06", []string{"f2", "y"}},
		"the title of the meeting": {page, []string{"g g", "e"}, schema.VerbEdit, schema.NounMeeting, 2, "head/2015-05-06", []string{"f2", "y"}},
		"a meeting":                {list, []string{"n", "tab", "tab"}, schema.VerbNew, schema.NounMeeting, 0, "meeting/new", nil},
		"an action":                {page, []string{"n"}, schema.VerbNew, schema.NounAction, 0, "action/new/0", nil},
		"the evidence":             {board, []string{"x"}, schema.VerbDone, schema.NounAction, 11, "action/done/11", []string{"enter"}},
		"a note":                   {board, []string{"c"}, schema.VerbNote, schema.NounAction, 11, "action/note/11", []string{"enter"}},
	} {
		for _, way := range []string{"cut off", "left with Esc"} {
			t.Run(name+" "+way, func(t *testing.T) {
				d := deskOf(secretariat)
				if d.meetings[0].State = schema.MeetingHeld; tc.verb == schema.VerbEdit {
					d.meetings[0].State = schema.MeetingDraft
				}
				terminal := func() *uitest.Solo {
					g := uitest.NewSolo(t, lang.French, now)
					return g.Open(tc.screen(g.Session, d)).Press(tc.open...)
				}
				one := terminal().Type("Voir la fiche")
				if way == "left with Esc" {
					one.Press("esc").Press(tc.open...)
					one.Shows("Voir la fiche")
				}
				if u, _ := d.UnsentOf(t.Context(), tc.verb, tc.noun, tc.id, tc.draft); u.Rev == 0 {
					t.Fatalf("not kept; told %q", one.Told)
				}
				two := terminal()
				two.Shows("Voir la fiche")
				if tc.send == nil {
					two.Press("ctrl+x", "ctrl+x")
				} else {
					two.Press(tc.send...)
				}
				if u, _ := d.UnsentOf(t.Context(), tc.verb, tc.noun, tc.id, tc.draft); u.Rev != 0 || len(two.Dialogs) != 0 {
					t.Errorf("the draft stays: %+v, %d dialogs\n%s", u, len(two.Dialogs), two.View(80, 24))
				}
				terminal().Hides("Voir la fiche et")
			})
		}
	}
}

func TestADraftOfAPointGoesWithItsPointAndOutlivesIt(t *testing.T) {
	d := deskOf(secretariat)
	at := func(title string) *uitest.Solo { return to(opened2(t, d), title) }
	at("Formation").Press("e").Type(" des gendarmes").Press("esc")
	agenda := d.meetings[0].Agenda
	agenda[0], agenda[1] = agenda[1], agenda[0]
	agenda[0].N, agenda[1].N = 1, 2
	at("Label").Press("e").Hides("des gendarmes")
	at("Formation").Press("e").Shows("Formation des gendarmes")
	u, _ := d.UnsentOf(t.Context(), schema.VerbAgenda, schema.NounMeeting, 2, "point/2015-05-06/2")
	if u.Rev == 0 {
		t.Fatal("the draft is not its point's")
	}
	d.meetings[0].Agenda = agenda[1:]
	g := uitest.NewSolo(t, lang.French, now)
	u.Ref, u.Verb, u.Noun, u.Subject, u.Part = "2015-05-06", schema.VerbAgenda, schema.NounMeeting, 2, "point/2015-05-06/2"
	g.Open(meeting.Resume(g.Session, d, meeting.Options{}, u)).Shows("Nouveau point", "Formation des gendarmes")
}

func TestWhatWasRefusedIsThereToBeCorrectedAndAnEmptyDialogKeepsNothing(t *testing.T) {
	d := deskOf(secretariat)
	d.meetings[0].State = schema.MeetingHeld
	d.refuse = schema.Invalid(schema.WhyTooLong, "text", "1")
	g := opened2(t, d).Press("t").Type("Décidé.").Press("f2", "y")
	g.Shows("Décidé.")
	g.Press("f2", "y", "t")
	g.Hides("Décidé.")
	writes := d.Writes
	g.Press("esc", "i", "esc")
	if d.Writes != writes {
		t.Errorf("%d drafts of nothing", d.Writes-writes)
	}
}
