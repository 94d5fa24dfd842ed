package queue_test

import (
	"testing"
	"time"

	"contactgroup/schema"
	"contactgroup/ui"
	"contactgroup/ui/lang"
)

func TestAFilterAppliesWhileItIsTyped(t *testing.T) {
	d := open(t, group(), "pharos", ui.Options{})
	d.Press("/")
	d.Type("label:P1")
	d.Shows("GOO-2015-0017", "1/7")
	d.Hides("GOO-2015-0042")
	d.Press("enter")
	d.Shows("/label:P1")
	hand(t, d, "GOO-2015-0017")
	d.Press("esc")
	d.Shows("GOO-2015-0042")
	d.Hides("/label:P1")
}

func TestFrenchKeysAndValuesFilterToo(t *testing.T) {
	d := open(t, group(), "pharos", ui.Options{})
	d.Press("/")
	d.Type("statut:brouillon")
	d.Press("enter")
	d.Shows("B-2015-0007")
	d.Hides("B-2015-0008", "GOO-2015-0042")
}

func TestAFilterThatCannotBeReadLeavesTheRowsAndSaysWhere(t *testing.T) {
	d := open(t, group(), "pharos", ui.Options{})
	d.Press("/")
	d.Type("org:google kind:nonsense")
	d.Shows("Filter: “nonsense” is not understood.", "GOO-2015-0042")
	d.Press("enter")
	d.Shows("not understood") // still being corrected
	for range len("nonsense") {
		d.Hit("backspace")
	}
	d.Type("blocking")
	d.Press("enter")
	d.Hides("not understood", "GOO-2015-0042")
	d.Shows("B-2015-0007")
}

func TestEscapeGivesBackTheFilterThatWas(t *testing.T) {
	d := open(t, group(), "pharos", ui.Options{})
	d.Press("/")
	d.Type("apologie")
	d.Press("enter", "/")
	d.Type("zzz")
	d.Shows("Nothing matches “apologie zzz”. Esc clears the filter")
	d.Press("esc")
	d.Shows("/apologie", "GOO-2015-0050")
}

func TestKeysAndValuesAreCompleted(t *testing.T) {
	d := open(t, group(), "pharos", ui.Options{})
	d.Press("/")
	d.Type("lab")
	d.Shows("Tab label:")
	d.Press("tab")
	d.Type("P")
	d.Shows("label:P0  label:P1")
	d.Type("2")
	d.Hit("space")
	d.Type("statut:brou")
	d.Press("tab")
	d.Shows("label:P2 statut:brouillon")
	d.Press("ctrl+u")
	d.Type("-org:goo")
	d.Press("tab", "enter")
	d.Shows("/-org:google", "TWT-2015-0031")
	d.Hides("GOO-2015-0042")
}

func TestAValueIsOfferedOnceAndInTheLanguageOfTheSession(t *testing.T) {
	for _, tc := range []struct {
		words *lang.Words
		typed string
		want  string
		other []string
	}{
		{lang.French, "statut:", "statut:brouillon  ", []string{"statut:draft"}},
		{lang.French, "statut:ouv", "statut:ouvert", []string{"ouverte"}},
		{lang.French, "statut:dra", "statut:draft", nil},
		{lang.English, "status:", "status:draft  status:to_approve", []string{"brouillon"}},
		{lang.English, "status:brou", "status:brouillon", nil},
		{lang.French, "org:goo", "org:google", nil},
		{lang.French, "échéance:", "échéance:retard  échéance:aujourd’hui  échéance:demain", []string{"overdue", "today"}},
		{lang.English, "due:", "due:overdue  due:today  due:tomorrow", []string{"retard"}},
		{lang.French, "envoi:", "envoi:aujourd’hui  envoi:hier", []string{"yesterday"}},
	} {
		d := open(t, group(), "pharos", ui.Options{Words: tc.words, Width: 140})
		d.Press("/")
		d.Type(tc.typed)
		d.Shows("Tab " + tc.want)
		d.Hides(tc.other...)
	}
}

func TestWhatIsSnoozedIsNotCountedAsAPartOfTheQueue(t *testing.T) {
	g := crowd(3)
	g.Change("GOO-2015-0002", func(r *schema.Request) { r.Snoozed = in(24 * time.Hour) })
	d := open(t, g, "google", ui.Options{})
	d.Press("/")
	d.Type("status:open")
	d.Press("enter")
	d.Hides("3/2")
}

func TestFiltersOfTheSessionAreRecalled(t *testing.T) {
	d := open(t, group(), "pharos", ui.Options{})
	for _, text := range []string{"apologie", "label:P1"} {
		d.Press("/", "ctrl+u")
		d.Type(text)
		d.Press("enter")
	}
	d.Press("/", "ctrl+u")
	d.Type("mi")
	d.Press("up")
	d.Shows("/label:P1")
	d.Press("up")
	d.Shows("/apologie")
	d.Press("down", "down")
	d.Shows("/mi")
}

func TestAKeyOfTheFilterIsSearchedForAtOnceAndOfQuickOnesTheLast(t *testing.T) {
	g := group()
	d := open(t, g, "pharos", ui.Options{})
	d.Press("/")
	before := g.Calls["Requests"]
	read := func(when string, want int) {
		t.Helper()
		if n := g.Calls["Requests"] - before; n != want {
			t.Errorf("%d pages were read %s, want %d", n, when, want)
		}
	}
	for _, r := range "apologi" {
		d.Hit(string(r))
	}
	read("while typing quickly", 1)
	d.Pass(time.Second)
	read("after the pause", 2)
	d.Hit("e")
	read("at a key that comes alone", 3)
	d.Shows("/apologie", "GOO-2015-0050")
	d.Hides("GOO-2015-0042")
	d.Pass(time.Second)
	read("though nothing more was typed", 3)
}

func TestAFilterLeftDuringThePauseIsNotSearchedFor(t *testing.T) {
	g := group()
	d := open(t, g, "pharos", ui.Options{})
	d.Press("/")
	d.Hit("a", "p", "esc")
	before := g.Calls["Requests"]
	d.Pass(time.Second)
	if n := g.Calls["Requests"] - before; n != 0 {
		t.Errorf("%d pages were read after the filter was left", n)
	}
	d.Shows("GOO-2015-0042")
}

func TestLettersInTheFilterAreText(t *testing.T) {
	g := group()
	d := open(t, g, "google", ui.Options{})
	d.Press("/")
	d.Type("ixQ?:!")
	d.Paste("\x1b[2Jq\nz")
	d.Shows("/ixQ?:!⟨U+001B⟩[2Jq z")
	if d.Left || g.Calls["Act"] != 0 {
		t.Error("a letter of the filter acted on the list")
	}
}
