package store_test

import (
	"slices"
	"strings"
	"testing"

	"contactgroup/schema"
)

// secret is a text that the members of some organisations alone may meet.
type secret struct {
	text string
	orgs []string // codes
	only string   // login; empty: all of those organisations
}

func (s secret) known(a schema.Actor) bool {
	return slices.Contains(s.orgs, a.OrgCode) && (s.only == "" || s.only == a.Login)
}

// secrets puts into the register one of each thing beside requests that is not
// for all: of the ministry, and of google.
func (g group) secrets() []secret {
	g.t.Helper()
	var out []secret
	c := g.t.Context()
	for org, login := range map[string]string{"ministry": "secretariat", "google": "google"} {
		d, word := g.Desks[login], "canary"+org
		mark := func(what string) string { return word + what }
		own := func(what string, err error) {
			g.t.Helper()
			g.must(err)
			out = append(out, secret{text: word + what, orgs: []string{org}})
		}
		_, err := d.AddAction(c, schema.ActionDraft{Text: mark("action"), Owner: org, Internal: true})
		own("action", err)
		_, err = d.AddCommitment(c, schema.CommitmentDraft{Text: mark("commitment"), Internal: true})
		own("commitment", err)
		_, err = d.AddArticle(c, schema.ArticleDraft{Title: mark("article"), Text: mark("article"), Internal: true})
		own("article", err)
		_, err = d.AddSheet(c, schema.SheetDraft{Title: mark("sheet"), Text: mark("sheet"), Internal: true})
		own("sheet", err)
		_, err = d.AddTraining(c, schema.TrainingDraft{Service: "Astreinte", Topic: mark("training"), Date: may(6), Internal: true})
		own("training", err)
		g.hold(login, schema.Meeting{Format: schema.MeetingRestricted, Title: mark("meeting"), Starts: paris(5, 7, 9), State: schema.MeetingClosed, Internal: true,
			Agenda: []schema.AgendaPoint{{Title: mark("point")}}, Decisions: []schema.Decision{{Text: mark("decision")}}})
		own("meeting", nil)
		own("point", nil)
		own("decision", nil)
		_, err = d.SaveView(c, schema.View{Name: mark("view"), Noun: schema.NounRequest, Query: "mine", Shared: true})
		own("view", err)
		_, err = d.AddTemplate(c, schema.Template{Name: mark("template"), Lang: schema.French, Text: mark("template")})
		own("template", err)
		_, err = d.SaveView(c, schema.View{Name: mark("private"), Noun: schema.NounRequest, Query: "mine"})
		g.must(err)
		_, err = d.KeepUnsent(c, schema.Unsent{Verb: schema.VerbNew, Noun: schema.NounAction, Body: mark("unsent")})
		g.must(err)
		out = append(out, secret{mark("private"), []string{org}, login}, secret{mark("unsent"), []string{org}, login})
	}
	_, err := g.Desks["google"].AddContact(c, schema.Contact{Function: "canarycontact", Phone: "+33 1 99 00 12 34"})
	g.must(err)
	_, err = g.Desks["pharos"].NewCase(c, "canarydossier")
	g.must(err)
	return append(out, secret{text: "canarycontact", orgs: []string{"google", "ministry"}}, secret{text: "canarydossier", orgs: []string{"ministry"}})
}

// TestWhatIsOnesOwnIsMetByNobodyElse reads all that a Desk gives, in every role.
func TestWhatIsOnesOwnIsMetByNobodyElse(t *testing.T) {
	each(t, func(g group) {
		secrets := g.secrets()
		for _, login := range append(slices.Clone(oneOfEach), "google2") {
			d := g.Desks[login]
			got := strings.ToLower(g.everything(d, nil))
			for _, s := range secrets {
				if met := strings.Contains(got, strings.ToLower(s.text)); met && !s.known(d.Who()) {
					g.t.Errorf("%s meets %s", login, s.text)
				} else if !met && s.known(d.Who()) && login != "admin" {
					g.t.Errorf("%s misses %s: the test looks where it is not", login, s.text)
				}
			}
		}
	})
}
