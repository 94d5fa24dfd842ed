package roll_test

import (
	"flag"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"contactgroup/schema"
	"contactgroup/ui"
	"contactgroup/ui/lang"
	"contactgroup/ui/uitest"
)

var update = flag.Bool("update", false, "write the golden frames anew")

// group is a register with something in each roll, for everybody and internal.
func group() *uitest.Register {
	g := uitest.NewRegister()
	day := func(m, d int) schema.Date { return schema.Date{Year: 2015, Month: time.Month(m), Day: d} }
	g.Rolls = uitest.Rolls{
		Commitments: []schema.Commitment{
			{ID: 1, Ref: "E-2015-001", Rev: 1, Org: "ministry", Theme: "label", Text: "Créer un label des demandes", Origin: "Réunion ministérielle", Made: day(4, 22), State: schema.CommitmentKept, Evidence: "Circulaire"},
			{ID: 2, Ref: "E-2015-002", Rev: 1, Org: "google", Theme: "contre-discours", Text: "Soutenir le contre-discours", Made: day(4, 22), State: schema.CommitmentOpen},
			{ID: 3, Ref: "TWT-E-2015-001", Rev: 1, Org: "twitter", Text: "Secret de Twitter", State: schema.CommitmentOpen, Internal: "twitter"},
		},
		Articles: []schema.Article{{ID: 1, Ref: "ART-1", Rev: 1, Versions: []schema.ArticleVersion{
			{N: 1, Title: "Retrait sans délai", Text: "Un contenu signalé est examiné.\nLa suite est dite.", Adopted: day(4, 30)},
			{N: 2, Title: "Retrait sans délai", Text: "Un contenu signalé est examiné sans délai.\nLa suite est dite.", Stances: []schema.Stance{{Org: "twitter", Stance: schema.StanceReserved, Text: "Délai à préciser.", On: day(5, 4)}}}}}},
		Sheets:    []schema.Sheet{{ID: 1, Ref: "FP-1", Rev: 2, Title: "Demande précise", TLP: schema.TLPGreen, Text: "# Rédiger\n\n1. L’adresse **exacte** de chaque contenu, avec son minutage et la langue dans laquelle il est écrit.\n- La base légale\n\n**À retenir**\n```\n# pas un titre\n```", Updated: uitest.Noon}},
		Trainings: []schema.Training{{ID: 1, Ref: "F-2015-001", Rev: 1, Service: "PHAROS", Date: day(5, 4), Topic: "Label", Trained: 12, Org: "google"}},
		Needs:     []schema.TrainingNeed{{Service: "SDLC", Answered: 9, Insufficient: 4}},
	}
	g.Add(schema.Request{Ref: "GOO-2015-0001", Subject: "Vidéo", Kind: schema.KindWithdrawal})
	g.Add(schema.Request{Ref: "GOO-2015-0002", Subject: "Site", Kind: schema.KindBlocking, State: schema.StateAnswered, Reverify: uitest.Noon.AddDate(0, 0, -1)})
	g.Add(schema.Request{Ref: "GOO-2015-0003", Subject: "Signalement simple"})
	return g
}

func open(t *testing.T, g *uitest.Register, login string, o ui.Options, keys ...string) *uitest.Driver {
	t.Helper()
	if o.Words == nil {
		o.Words = lang.French
	}
	d := uitest.Open(t, g.As(login), o, nil)
	d.Press(append([]string{"g", "r"}, keys...)...)
	return d
}

// pages are the keys that lead from the list of registers to each page.
var pages = map[string][]string{
	"index": nil, "commitments": {"enter"}, "articles": {"j", "enter"}, "article": {"j", "enter", "enter"}, "sheet": {"j", "j", "enter", "enter"}, "trainings": {"j", "j", "j", "enter"},
	"rechecks": {"G", "k", "enter"},
}

func TestThePagesFitEverySizeInBothLanguages(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {140, 40}, {40, 12}} {
		for _, words := range lang.All {
			for name, keys := range pages {
				d := open(t, group(), "pharos", ui.Options{Words: words, Width: size[0], Height: size[1]}, keys...)
				uitest.Golden(t, fmt.Sprintf("%s-%s-%dx%d", name, words.Code, size[0], size[1]), d.Screen(), *update)
			}
			d := open(t, group(), "overseer", ui.Options{Words: words, Width: size[0], Height: size[1]}, "G", "k", "enter")
			uitest.Golden(t, fmt.Sprintf("sample-%s-%dx%d", words.Code, size[0], size[1]), d.Screen(), *update)
		}
	}
}

func TestARegisterShowsWhatTheMemberMayKnowAlone(t *testing.T) {
	g := group()
	d := open(t, g, "google", ui.Options{})
	d.Hides("Revérifications", "Échantillon", "Recommandations")
	d.Press("enter")
	d.Shows("Soutenir le contre-discours")
	d.Hides("Secret", "TWT-E")
	open(t, g, "twitter", ui.Options{}, "enter").Shows("Secret de Twitter", "interne à Twitter")
	d = open(t, g, "overseer", ui.Options{})
	d.Shows("Revérifications", "Échantillon de contrôle", "Recommandations")
	d = open(t, g, "admin", ui.Options{})
	d.Hides("Revérifications", "Échantillon", "Recommandations")
	open(t, g, "admin", ui.Options{}, "j", "j", "j", "enter").Hides("SDLC") // needs are counted from requests
}

func TestCommitmentsAreGroupedByOwnerThemeAndState(t *testing.T) {
	d := open(t, group(), "secretariat", ui.Options{}, "enter")
	for _, want := range []string{"── Google (1)", "── contre-discours (1)", "── tenu (1)"} {
		d.Shows(want)
		d.Press("o")
	}
	d.Shows("par organisation")
}

func TestTheDifferenceOfVersionsIsShownBySigns(t *testing.T) {
	d := open(t, group(), "google", ui.Options{}, "j", "enter", "enter")
	d.Shows("- Un contenu signalé est examiné.", "+ Un contenu signalé est examiné sans délai.", "  La suite est dite.", "- Twitter · réserve · 04/05/2015", "Délai à préciser.")
}

func TestAnOperatorEndorsesWithOneKeyAndReservesWithReasons(t *testing.T) {
	g := group()
	d := open(t, g, "google", ui.Options{}, "j", "enter", "enter", "+")
	d.Shows("Google approuve ART-1, version 2")
	d.Press("y")
	d.Shows("+ Google · approuve")
	d.Press("-", "f2")
	d.Shows("réserve") // reasons are missing: the form stays
	d.Type("Trop vague.")
	d.Press("f2", "y")
	d.Shows("- Google · réserve", "Trop vague.")
	if stances := g.Rolls.Articles[0].Last().Stances; len(stances) != 2 {
		t.Errorf("%d stances", len(stances))
	}
	d = open(t, g, "overseer", ui.Options{}, "j", "enter", "enter", "+")
	d.Hides("approuve ART-1")
}

func TestASheetIsDrawnFromItsMarkdown(t *testing.T) {
	d := open(t, group(), "google", ui.Options{}, "j", "j", "enter", "enter")
	d.Shows("── Rédiger ──", "1. L’adresse exacte de chaque contenu", "– La base légale", "À retenir", "    # pas un titre")
	d.Hides("**", "```")
}

func TestTheOverseerRecommendsOnASampleAndTheAuthorityAnswers(t *testing.T) {
	g := group()
	d := open(t, g, "overseer", ui.Options{}, "G", "k", "enter")
	d.Hides("GOO-2015-0003") // no measure that is overseen
	d.Shows("GOO-2015-0001", "GOO-2015-0002", "Échantillon 1 du 05/05/2015")
	d.Press("r")
	d.Shows("Échantillon 2 du 05/05/2015")
	d.Press("/")
	d.Type("0002")
	d.Press("enter", "t", "space", "tab")
	d.Type("Une caricature.")
	d.Press("f2")
	d.Shows("le retrait de la demande", "l’opérateur n’en apprend rien")
	d.Press("y")
	d.Shows("recommandation : ouverte")
	d.Press("q", "j", "enter")
	d.Shows("GOO-2015-0002", "ouverte")

	v := open(t, g, "validator", ui.Options{}, "G", "enter")
	v.Shows("recommandation : ouverte")
	v.Press("-")
	v.Type("Décision du juge.")
	v.Press("enter")
	v.Shows("recommandation : écartée")
	if r := g.Find("GOO-2015-0002").Recommendations[0]; !r.Withdraw || r.Answer != "Décision du juge." || r.Text != "Une caricature." {
		t.Errorf("on record: %+v", r)
	}
	open(t, g, "google", ui.Options{}).Hides("Recommandations")
}

func TestAMeasureIsLookedAtAgainAndItsLiftingIsAskedForWithOneKey(t *testing.T) {
	g := group()
	d := open(t, g, "pharos", ui.Options{}, "G", "k", "enter")
	d.Shows("GOO-2015-0002", "à revérifier le 04/05/2015")
	d.Press("h")
	d.Press("l")
	d.Shows("GOO-2015-0002 : mainlevée préparée")
	if n := g.Calls["reinstate"]; n != 1 {
		t.Errorf("asked %d times", n)
	}
	d = open(t, group(), "overseer", ui.Options{}, "G", "k", "k", "enter")
	d.Press("l")
	d.Hides("mainlevée préparée")
}

func TestARefusedWordingIsSentAgainToTheArticleAsItIsNow(t *testing.T) {
	g := group()
	d := open(t, g, "secretariat", ui.Options{}, "j", "enter", "enter", "e")
	d.Type(" revu")
	x, err := g.As("secretariat").Article(t.Context(), "ART-1")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := g.As("secretariat").UpdateArticle(t.Context(), x.ID, x.Rev, schema.ArticleDraft{Title: "Entre-temps", Text: "Autre."}); err != nil {
		t.Fatal(err)
	}
	d.Press("f2", "y")
	d.Shows(" revu")
	d.Press("f2", "y")
	if x, _ = g.As("secretariat").Article(t.Context(), "ART-1"); !strings.HasSuffix(x.Last().Title, " revu") {
		t.Errorf("the article is %q\n%s", x.Last().Title, d.Screen())
	}
}

func TestWhatIsBegunOfARegisterIsTakenUpOnAnotherTerminal(t *testing.T) {
	for name, tc := range map[string]struct {
		login string
		keys  []string
	}{
		"a commitment":     {"secretariat", []string{"enter", "n", "tab"}},
		"its review":       {"secretariat", []string{"enter", "enter", "s", "tab", "tab", "tab"}},
		"an article":       {"secretariat", []string{"j", "enter", "n"}},
		"its new wording":  {"secretariat", []string{"j", "enter", "enter", "e"}},
		"a reservation":    {"google", []string{"j", "enter", "enter", "-"}},
		"a sheet":          {"secretariat", []string{"j", "j", "enter", "n"}},
		"a sheet's text":   {"secretariat", []string{"j", "j", "enter", "enter", "e"}},
		"a training":       {"secretariat", []string{"j", "j", "j", "enter", "n"}},
		"a training again": {"secretariat", []string{"j", "j", "j", "enter", "G", "e"}},
		"a recommendation": {"overseer", []string{"G", "k", "enter", "t", "tab"}},
	} {
		t.Run(name, func(t *testing.T) {
			g := group()
			one := open(t, g, tc.login, ui.Options{}, tc.keys...)
			one.Type("presque tout")
			one.Pass(2 * time.Second) // and the line is cut
			two := open(t, g, tc.login, ui.Options{}, tc.keys...)
			two.Shows("presque tout")
			two.Press("esc")
			if !slices.Contains(tc.keys, "n") {
				return
			}
			three := open(t, g, tc.login, ui.Options{}, "q", "g", "d", "down", "enter")
			three.Shows("presque tout")
			three.Press("ctrl+x", "ctrl+x")
			if all, err := g.As(tc.login).Unsent(t.Context()); err != nil || len(all) != 0 {
				t.Errorf("there is %+v, %v", all, err)
			}
		})
	}
}

func TestWhatIsTypedIsThereAfterARefusal(t *testing.T) {
	g := group()
	d := open(t, g, "secretariat", ui.Options{}, "enter", "n")
	d.Press("tab")
	d.Type("Former les équipes")
	g.Broken = schema.NotFound("register")
	d.Press("f2", "y")
	d.Shows("Former les équipes")
	g.Broken = nil
	d.Press("f2", "y")
	d.Shows("E-2015-900")
	if !strings.Contains(d.Screen(), "Former les équipes") {
		t.Error("what was typed is lost")
	}
}
