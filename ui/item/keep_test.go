package item_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"contactgroup/schema"
	"contactgroup/ui/item"
	"contactgroup/ui/lang"
	"contactgroup/ui/uitest"
)

// terminal opens the request of d in a session of its own.
func terminal(t *testing.T, d *desk) *uitest.Solo {
	g := uitest.NewSolo(t, lang.French, now)
	return g.Open(item.New(g.Session, d, d.request.Ref))
}

func TestADraftIsTakenUpOnAnotherTerminal(t *testing.T) {
	for name, tc := range map[string]struct {
		who   schema.Actor
		state schema.State
		begin []string // opens the form and writes
		open  []string
		shows string
	}{
		"a reply":             {google, schema.StateSent, []string{"r", "1", "À", " ", "m", "o", "i"}, []string{"r"}, "À moi"},
		"an internal note":    {google, schema.StateSent, []string{"c", "i", "x", "y", "z"}, []string{"c", "i"}, "xyz"},
		"a note of exchange":  {google, schema.StateSent, []string{"c", "x", "x", "y", "z"}, []string{"c", "x"}, "xyz"},
		"an amendment":        {pharos, schema.StateSent, []string{"e", "x", "y", "z"}, []string{"e"}, "xyz"},
		"a draft's new words": {pharos, schema.StateDraft, []string{"e", "tab", "tab", "x", "y", "z"}, []string{"e"}, "xyz"},
		"a new request":       {pharos, schema.StateSent, []string{"n", "tab", "tab", "x", "y", "z"}, []string{"n"}, "xyz"},
	} {
		d := deskOf(tc.who, 1)
		d.request.State = tc.state
		terminal(t, d).Press(tc.begin...) // and the line is cut
		g := terminal(t, d).Press(tc.open...)
		g.Shows(tc.shows)
		if !slices.ContainsFunc(g.Told, func(s string) bool { return strings.HasPrefix(s, "Brouillon repris (") }) {
			t.Errorf("%s: told %q", name, g.Told)
		}
	}
}

func TestTheLatestOfTwoTerminalsHoldsAndSaysSo(t *testing.T) {
	d := deskOf(google, 1)
	one := terminal(t, d).Press("r", "1", "a")
	two := terminal(t, d).Press("r", "tab", "b")
	two.Shows("ab")
	one.Press("c")
	one.Shows("ac", "ce texte, plus récent, le remplace")
	two.Hides("remplace")
	two.Press("d")
	two.Shows("abd", "ce texte, plus récent, le remplace")
	three := terminal(t, d).Press("r")
	three.Shows("abd")
}

func TestADraftThatWasSentElsewhereIsNotTakenUpAgain(t *testing.T) {
	d := deskOf(google, 1)
	one := terminal(t, d).Press("c", "i", "a", "esc")
	terminal(t, d).Press("c", "i", "f2", "y")
	one.Press("c", "i")
	one.Hides("Brouillon repris")
	if slices.Contains(one.Told[1:], "Brouillon repris.") {
		t.Errorf("told %q", one.Told)
	}
	two := terminal(t, d).Press("c", "i", "b")
	one.Press("b", "f2", "y", "c", "i") // as it was open, the other was sent
	two.Press("c")
	two.Shows("a été envoyé ou jeté sur un autre")
}

func TestWhatIsSentLeavesNoDraftAndWhatIsOnlyOpenedNeither(t *testing.T) {
	d := deskOf(google, 1)
	g := terminal(t, d).Press("r", "1", "f2", "y")
	if u, _ := d.UnsentOf(t.Context(), schema.VerbReply, schema.NounRequest, 42, "reply/42/0"); u.Rev != 0 {
		t.Errorf("kept %+v", u)
	}
	before := d.Writes
	g.Press("c", "x", "esc")
	if d.Writes != before || slices.Contains(g.Told, "Brouillon gardé.") {
		t.Errorf("%d drafts of nothing, told %q", d.Writes-before, g.Told)
	}
}

func TestADraftIsThrownAwayWhenToldTwice(t *testing.T) {
	d := deskOf(google, 1)
	g := terminal(t, d).Press("c", "i", "q", "ctrl+x")
	g.Shows("Encore Ctrl+X")
	g.Press("z", "ctrl+x")
	g.Shows("qz", "Encore Ctrl+X")
	g.Press("ctrl+x")
	if len(g.Dialogs) != 0 {
		t.Fatal("the form stayed")
	}
	again := terminal(t, d).Press("c", "i")
	again.Hides("qz")
	g.Press("c", "i")
	g.Hides("qz")
}

func TestADraftThatCannotBeKeptSaysSoAndIsTriedAgain(t *testing.T) {
	d := deskOf(google, 1)
	d.Unkept = &schema.Fault{Class: schema.ErrReadOnly}
	g := terminal(t, d).Press("c", "i", "a")
	g.Shows("pas encore gardé sur le serveur")
	d.Unkept = nil
	g.Press("b")
	g.Shows("Brouillon gardé (13:00)")
	d.Unkept = errors.New("broken")
	g.Press("f2", "y") // sending is not held up by it
	if len(d.steps) != 1 {
		t.Errorf("steps %+v", d.steps)
	}
}

func TestATemplateOfOnesOwnIsFoundByLikenessAndInserted(t *testing.T) {
	d := deskOf(google, 3)
	d.Models = []schema.Template{
		{Name: "Lequel", Lang: schema.French, Verb: schema.VerbClarify, Text: "Lequel ?"},
		{Name: "Removed", Lang: schema.English, Verb: schema.VerbReply, Text: "{n} contents removed."},
		{Name: "Retiré", Lang: schema.French, Verb: schema.VerbReply, Text: "{ref} : {n} contenus retirés."},
		{Name: "Refus", Lang: schema.French, Verb: schema.VerbReply, Text: "Contenu licite."},
	}
	g := terminal(t, d).Press("r", "1", "shift+tab", "*", "ctrl+t")
	g.Hides("Lequel")
	lines := strings.Split(g.View(80, 20), "\n")
	if i, j := indexOf(lines, "Refus"), indexOf(lines, "Removed"); i < 0 || j < i {
		t.Errorf("own language is not first:\n%s", strings.Join(lines, "\n"))
	}
	g.Type("reti").Press("enter")
	g.Shows("GOO-2015-0042 : 3 contenus retirés.")
	g.Press("f2", "y")
	if len(d.sent) != 1 || d.sent[0].Text != "GOO-2015-0042 : 3 contenus retirés." {
		t.Errorf("sent %+v", d.sent)
	}
}

func TestAReasonMayBeginWithATemplate(t *testing.T) {
	d := deskOf(pharos, 1)
	d.request.State, d.request.LastReply = schema.StateAnswered, schema.ReplySent
	d.Models = []schema.Template{
		{Name: "Reste", Lang: schema.French, Verb: schema.VerbDispute, Text: "{ref} :\nle contenu reste en ligne."},
		{Name: "Retour", Lang: schema.French, Verb: schema.VerbReturn, Text: "À revoir."},
	}
	g := terminal(t, d).Press("-")
	g.Shows("Ctrl+T modèles")
	g.Press("f4").Hides("Retour")
	g.Press("enter").Shows("> GOO-2015-0042 : le contenu reste en ligne.")
	g.Press("esc", "L", "1").Hides("modèles") // nobody writes templates for that
}

func indexOf(lines []string, text string) int {
	return slices.IndexFunc(lines, func(l string) bool { return strings.Contains(l, text) })
}

func TestWithoutTemplatesTheFormSaysHowToAddOne(t *testing.T) {
	terminal(t, deskOf(google, 1)).Press("r", "1", "ctrl+t").Shows("modele ajouter NOM")
}

func TestANoteSentLeavesTheOtherOneBegun(t *testing.T) {
	d := deskOf(google, 1)
	terminal(t, d).Press("c", "x").Type("Pour les deux")
	one := terminal(t, d).Press("c", "i").Type("Entre nous").Press("f2", "y")
	one.Press("c", "x").Shows("Pour les deux")
	terminal(t, d).Press("c", "i").Hides("Entre nous")
}
