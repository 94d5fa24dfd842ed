package queue_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"contactgroup/schema"
	"contactgroup/ui"
	"contactgroup/ui/lang"
	"contactgroup/ui/uitest"
	"contactgroup/ui/widget"
)

// keep saves the present list under a name and a key.
func keep(d *uitest.Driver, name, key string) {
	d.Press("S", "ctrl+u")
	d.Type(name)
	d.Press("enter", key)
}

func TestTheFilterSortAndColumnsOfAListAreKeptUnderANameAndAKey(t *testing.T) {
	g := group()
	d := open(t, g, "pharos", ui.Options{})
	d.Press("/")
	d.Type("org:google")
	d.Press("enter", "o", "O")
	keep(d, "Google", "6")
	d.Shows("View “Google” saved on 6.", "6 Google 6", "org:google  sort: label ↓")
	d.Press("1")
	d.Hides("/org:google") // the list that was filtered shows all of its view again
	d.Press("6")
	d.Shows("org:google  sort: label ↓")
	d.Hides("TWT-2015-0031")
	d.Press("5", "7")
	d.Shows("No view on 7. S saves the present list there.")

	again := open(t, g, "pharos", ui.Options{}) // on another terminal
	again.Shows("6 Google 6")
	again.Press("6")
	again.Shows("org:google  sort: label ↓")
	views, err := g.As("pharos").Views(t.Context())
	if err != nil || len(views) != 1 || views[0].Query != "org:google" || views[0].Sort != (schema.Sort{Field: schema.SortLabel, Desc: true}) || views[0].Slot != 6 {
		t.Errorf("kept is %+v, %v", views, err)
	}
}

func TestASavedViewIsPushedToTheMembersOtherSessionsAndToNobodyElses(t *testing.T) {
	g := group()
	one, two, colleague := open(t, g, "pharos", ui.Options{}), open(t, g, "pharos", ui.Options{}), open(t, g, "colleague", ui.Options{})
	keep(one, "Nuit", "8")
	two.Settle()
	colleague.Settle()
	two.Shows("8 Nuit 7")
	colleague.Hides("Nuit")
	two.Press("8")
	one.Press("g", "v", "x", "y")
	two.Settle()
	two.Shows("The view “Nuit” was removed elsewhere.", "1 To do 7")
	two.Hides("8 Nuit")
}

func TestNothingIsReplacedWithoutAsking(t *testing.T) {
	for _, tc := range []struct {
		name, saved, key, question string
		answer                     string
		want                       string
	}{
		{"the same name, no", "nuit", "9", "“Nuit” exists already. Replace it?", "n", "Nuit 6 label:P1"},
		{"the same name, yes", "nuit", "9", "“Nuit” exists already. Replace it?", "y", "nuit 9 "},
		{"a key that is taken, no", "Jour", "6", "Key 6 belongs to “Nuit”, which will lose it. Go on?", "esc", "Nuit 6 label:P1"},
		{"a key that is taken, yes", "Jour", "6", "Key 6 belongs to “Nuit”, which will lose it. Go on?", "y", "Nuit 0 label:P1|Jour 6 "},
	} {
		t.Run(tc.name, func(t *testing.T) {
			g := group()
			if _, err := g.As("pharos").SaveView(t.Context(), schema.View{Name: "Nuit", Noun: schema.NounRequest, Query: "label:P1", Slot: 6}); err != nil {
				t.Fatal(err)
			}
			d := open(t, g, "pharos", ui.Options{})
			keep(d, tc.saved, tc.key)
			d.Shows(tc.question)
			d.Press(tc.answer)
			var got []string
			views, _ := g.As("pharos").Views(t.Context())
			for _, v := range views {
				got = append(got, fmt.Sprintf("%s %d %s", v.Name, v.Slot, v.Query))
			}
			if strings.Join(got, "|") != tc.want {
				t.Errorf("kept are %q, want %q\n%s", got, tc.want, d.Screen())
			}
		})
	}
}

func TestANameThatEverybodyHasIsRefusedWhileItIsTyped(t *testing.T) {
	d := open(t, group(), "pharos", ui.Options{})
	d.Press("S")
	d.Type("Mine")
	d.Press("enter")
	d.Shows("Mine")
	if strings.Contains(d.Screen(), "Key of") {
		t.Errorf("the name was taken:\n%s", d.Screen())
	}
}

func TestTheListOfViewsOpensRenamesMovesAndRemoves(t *testing.T) {
	g := group()
	for i, name := range []string{"Nuit", "Urgences"} {
		if _, err := g.As("pharos").SaveView(t.Context(), schema.View{Name: name, Noun: schema.NounRequest, Query: []string{"label:P1", ""}[i], Slot: 6 + i}); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := g.As("colleague").SaveView(t.Context(), schema.View{Name: "Équipe", Noun: schema.NounAction, Shared: true}); err != nil {
		t.Fatal(err)
	}
	d := open(t, g, "pharos", ui.Options{})
	d.Press("g", "v")
	d.Shows("► 6  Nuit      requests · label:P1", "  7  Urgences  requests · no filter", "     Équipe    actions · no filter · shared by colleague")
	d.Press("e", "ctrl+u")
	d.Type("Minuit")
	d.Press("enter")
	d.Shows("View renamed “Minuit”.", "► 6  Minuit")
	d.Press("9")
	d.Shows("► 7  Urgences", "  9  Minuit")
	d.Press("x", "y")
	d.Hides("Urgences  requests")
	d.Press("j", "x")
	d.Shows("This view is colleague’s, who alone changes it.")
	d.Press("enter")
	d.Shows("│Équipe 2", "A-2015-017") // without a key it has its tab while it is shown
	d.Press("1")
	d.Hides("│Équipe 2")
	d.Press("9")
	hand(t, d, "GOO-2015-0017")
}

func TestAViewThatWhoHasLeftSharedIsRemovedButNotRenamed(t *testing.T) {
	g := group()
	if _, err := g.As("colleague").SaveView(t.Context(), schema.View{Name: "Équipe", Noun: schema.NounAction, Shared: true}); err != nil {
		t.Fatal(err)
	}
	g.Leave("colleague")
	d := open(t, g, "pharos", ui.Options{})
	d.Press("g", "v", "e")
	d.Shows("This view is colleague’s, who alone changes it.")
	d.Press("x", "y")
	if views, err := g.As("pharos").Views(t.Context()); err != nil || len(views) != 0 {
		t.Errorf("left are %+v, %v", views, err)
	}
}

func TestAnEmptySavedViewSaysWhatItLooksForAndTheNextKey(t *testing.T) {
	g := group()
	if _, err := g.As("pharos").SaveView(t.Context(), schema.View{Name: "Vital", Noun: schema.NounRequest, Query: "label:P0", Slot: 6}); err != nil {
		t.Fatal(err)
	}
	d := open(t, g, "pharos", ui.Options{})
	d.Press("6")
	d.Shows("Nothing in “Vital” (label:P0). / filters otherwise, 1 goes back to the\n", "gv shows the views")
}

func TestColumnsAreChosenOrderedAndKept(t *testing.T) {
	g := group()
	d := open(t, g, "pharos", ui.Options{})
	d.Press("C")
	d.Shows("[x] number  (always stays)", "[x] due")
	d.Press("space") // the number stays
	d.Press("j", "space")
	d.Shows("No.           L  ORG")
	for i := 0; i < 20 && !strings.Contains(d.Screen(), "► [ ] state"); i++ {
		d.Press("j")
	}
	d.Press("space", "K", "K")
	d.Shows("No.           L  STATE          ORG")
	d.Press("enter")
	d.Shows("Columns kept.", "No.           L  STATE          ORG")
	d.Press("3")
	d.Shows("No.           L  STATE          ORG") // of all lists of requests
	open(t, g, "pharos", ui.Options{}).Shows("No.           L  STATE          ORG")
	d.Press("C", "u")
	d.Shows("No.           DUE       L  ORG")
	d.Press("esc")
	d.Shows("No.           L  STATE          ORG")
	d.Press("5", "C", "j", "space", "enter")
	d.Shows("No.            STATE       OWNER")
	d.Press("4", "C")
	d.Shows("state of the request")
}

func TestColumnsThatDoNotFitAreToldAndShowWhereThereIsRoom(t *testing.T) {
	g := group()
	names := []string{"ref", "due_at", "label", "addressee", "assignee", "state", "tlp", "kind", "received_at"}
	if _, err := g.As("pharos").KeepLists(t.Context(), schema.ListsChange{Noun: schema.NounRequest, Columns: names}); err != nil {
		t.Fatal(err)
	}
	d := open(t, g, "pharos", ui.Options{})
	d.Hides("RECEIVED")
	d.Shows("SUBJECT")
	d.Press("C")
	for range 8 {
		d.Press("j")
	}
	d.Shows("[x] received  (no room at this width)")
	d.Press("esc")
	d.Resize(180, 40)
	d.Press("f")
	d.Shows("STATE          TLP              KIND        RECEIVED", "SUBJECT")
}

func TestEveryColumnOfEveryListHasAHeadingThatFitsItAndAName(t *testing.T) {
	for _, w := range lang.All {
		for _, login := range []string{"pharos", "google"} {
			for _, view := range []string{"1", "4", "5"} {
				g := group()
				d := open(t, g, login, ui.Options{Words: w, Width: 300, Height: 60})
				d.Press(view, "C")
				for range 20 {
					d.Press("j")
					if strings.Contains(d.Screen(), "► [ ]") {
						d.Press("space")
					}
				}
				d.Press("enter", "f")
				var heading string
				for line := range strings.SplitSeq(d.Screen(), "\n") {
					if strings.HasPrefix(line, "   N") {
						heading = line
					}
				}
				if heading == "" || strings.Contains(heading, "…") {
					t.Errorf("%s, %s, view %s: headings %q", w.Code, login, view, heading)
				}
			}
		}
	}
}

func TestThePreviewHasThreePlacesAndIsFoundWhereItWasLeft(t *testing.T) {
	const head = "── GOO-2015-0017"
	g := group()
	d := open(t, g, "pharos", ui.Options{Width: 110, Height: 30})
	below := func(d *uitest.Driver) bool { return strings.HasPrefix(d.Line(head), head) }
	if !below(d) {
		t.Fatalf("not below:\n%s", d.Screen())
	}
	d.Press("p")
	d.Shows("│── GOO-2015-0017", "Preview on the right.")
	d.Press("p")
	d.Hides(head)
	d.Shows("Preview hidden; p brings it back.")
	d.Press("p")
	if !below(d) {
		t.Errorf("not below again:\n%s", d.Screen())
	}
	d.Press("p")
	d.Resize(80, 24)
	if !below(d) {
		t.Errorf("where there is no room beside it is not below:\n%s", d.Screen())
	}
	open(t, g, "pharos", ui.Options{Width: 110, Height: 30}).Shows("│── GOO-2015-0017")
	d.Resize(140, 40)
	d.Press("p", "p")
	if line := d.Line(head); strings.Contains(d.Line("No.  "), head) || !strings.Contains(line, "│"+head) {
		t.Errorf("beside the views it is not below the list: %q\n%s", line, d.Screen())
	}
}

func TestFiltersUsedAreRecalledOnAnotherTerminal(t *testing.T) {
	g := group()
	one, two := open(t, g, "pharos", ui.Options{}), open(t, g, "pharos", ui.Options{})
	for _, text := range []string{"apologie", "label:P1"} {
		one.Press("/", "ctrl+u")
		one.Type(text)
		one.Press("enter")
	}
	two.Settle()
	two.Press("/", "up")
	two.Shows("/label:P1")
	two.Press("up")
	two.Shows("/apologie")
	colleague := open(t, g, "colleague", ui.Options{})
	colleague.Press("/", "up")
	colleague.Hides("/label:P1")
}

func TestKeysOfTheFilterAreCompletedInTheLanguageOfTheSessionFirst(t *testing.T) {
	for _, tc := range []struct {
		words *lang.Words
		typed string
		want  string
	}{
		{lang.French, "stat", "Tab statut:  status:"}, {lang.English, "stat", "Tab status:  statut:"}, {lang.French, "ech", "Tab echeance:"}, {lang.French, "mie", "Tab miennes"},
	} {
		d := open(t, group(), "pharos", ui.Options{Words: tc.words})
		d.Press("/")
		d.Type(tc.typed)
		d.Shows(tc.want)
	}
	if fr, en := schema.QueryWords(schema.French), schema.QueryWords(schema.English); len(fr) != len(en) || slices.Equal(fr, en) {
		t.Errorf("%d words in French, %d in English", len(fr), len(en))
	}
	for _, word := range schema.QueryWords(schema.French) {
		if text, ok := strings.CutSuffix(word, ":"); ok {
			if _, err := schema.ParseQuery(text + ":x"); err != nil && strings.Contains(fmt.Sprint(err), "no field") {
				t.Errorf("%s names no field", word)
			}
		}
	}
}

func TestAFaultOfTheFilterIsToldBelowItsPlace(t *testing.T) {
	d := open(t, group(), "pharos", ui.Options{Width: 120})
	d.Press("/")
	d.Type("org:google kind:nonsense")
	lines := strings.Split(d.Screen(), "\n")
	at := slices.IndexFunc(lines, func(l string) bool { return strings.HasPrefix(l, "/org:google") })
	if at < 0 || strings.Index(lines[at], "kind:") != strings.Index(lines[at+1], "↑") {
		t.Errorf("it is told elsewhere:\n%s", d.Screen())
	}
	d.Shows("GOO-2015-0042") // the last good list
}

func TestViewsAsAgreed(t *testing.T) {
	for _, w := range lang.All {
		for _, size := range [][2]int{{80, 24}, {140, 40}, {40, 12}} {
			for _, scene := range []struct {
				name string
				keys []string
			}{
				{"saved", []string{"7"}}, {"views", []string{"g", "v"}}, {"columns", []string{"C"}}, {"slots", []string{"S", "x", "enter"}},
			} {
				name := fmt.Sprintf("%s-%s-%dx%d", scene.name, w.Code, size[0], size[1])
				t.Run(name, func(t *testing.T) {
					g := group()
					for i, v := range []schema.View{{Name: "Urgences", Query: "label:P0,P1"}, {Name: "Google", Query: "org:google", Sort: schema.Sort{Field: schema.SortLabel}},
						{Name: "Actions AFA", Noun: schema.NounAction}, {Name: "Nuit", Query: "due:<12h"}} {
						v.Slot = 6 + i
						if v.Noun == "" {
							v.Noun = schema.NounRequest
						}
						if _, err := g.As("pharos").SaveView(t.Context(), v); err != nil {
							t.Fatal(err)
						}
					}
					d := open(t, g, "pharos", ui.Options{Words: w, Width: size[0], Height: size[1]})
					d.Press(scene.keys...)
					if strings.Contains(strings.Split(d.Screen(), "\n")[0], widget.SignMore) {
						t.Errorf("the tab line is cut:\n%s", d.Screen())
					}
					golden(t, name, d.Screen())
				})
			}
		}
	}
}

func TestWhatWasDoneIsNotCutBesideTheList(t *testing.T) {
	d := open(t, group(), "google", ui.Options{Words: lang.French, Width: 140, Height: 40})
	on(t, d, "GOO-2015-0017")
	d.Press("u", "k", "k")
	d.Hides("accusé de récep…")
	d.Shows("12:00 Permanence Google", "   accusé de réception")
}
