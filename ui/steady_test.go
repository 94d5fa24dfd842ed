package ui_test

import (
	"slices"
	"testing"
	"time"

	"contactgroup/schema"
	"contactgroup/ui"
	"contactgroup/ui/uitest"
)

func TestWhatArrivesNeverMovesTheHandOnAnyPage(t *testing.T) {
	day := func(d int) schema.Date { return schema.Date{Year: 2015, Month: 5, Day: d} }
	contact := func(n string) schema.Contact {
		return schema.Contact{Ref: "google/" + n, Org: "google", Function: "Astreinte " + n, Phone: "+33 1 99 00 12 3" + n, Zone: "Europe/Paris"}
	}
	commitment := func(n string) schema.Commitment {
		return schema.Commitment{ID: 1, Ref: "E-2015-00" + n, Rev: 1, Org: "google", Text: "Engagement " + n, State: schema.CommitmentOpen}
	}
	training := func(n string) schema.Training {
		return schema.Training{Ref: "F-2015-00" + n, Service: "PHAROS", Date: day(4), Topic: "Sujet " + n, Trained: 12}
	}
	for _, tc := range []struct {
		name    string
		new     string // shows that it has arrived
		keys    []string
		noun    schema.Noun
		arrives func(*uitest.Register)
	}{
		{"contacts", "Astreinte 0", []string{"g", "c", "j", "j", "j"}, schema.NounContact, func(g *uitest.Register) {
			g.Contacts = append([]schema.Contact{contact("0")}, g.Contacts...)
		}},
		{"commitments", "Engagement 0", []string{"g", "r", "enter", "j", "j"}, schema.NounCommitment, func(g *uitest.Register) {
			g.Rolls.Commitments = append([]schema.Commitment{commitment("0")}, g.Rolls.Commitments...)
		}},
		{"trainings", "Sujet 0", []string{"g", "r", "j", "j", "j", "enter", "j", "j"}, schema.NounTraining, func(g *uitest.Register) {
			g.Rolls.Trainings = append([]schema.Training{training("0")}, g.Rolls.Trainings...)
		}},
		{"the list of registers", "4", []string{"g", "r", "j", "j"}, schema.NounCommitment, func(g *uitest.Register) {
			g.Rolls.Commitments = append([]schema.Commitment{commitment("0")}, g.Rolls.Commitments...)
		}},
		{"a request", "exemple[.]example/2", []string{"enter", "G"}, schema.NounRequest, func(g *uitest.Register) {
			g.Change("GOO-2015-0001", func(r *schema.Request) {
				r.Contents = append(slices.Clone(r.Contents), schema.Content{N: 2, URL: "https://exemple.example/2"})
			})
		}},
		{"a meeting", "Nouvelle", []string{"g", "m", "enter", "G", "k", "k", "k"}, schema.NounAction, func(g *uitest.Register) {
			g.AddAction(schema.Action{Ref: "A-2015-000", Text: "Nouvelle", Owner: "google", Due: day(1), State: schema.ActionOpen})
		}},
		{"the board", "Nouvelle", []string{"g", "a", "j"}, schema.NounAction, func(g *uitest.Register) {
			g.AddAction(schema.Action{Ref: "A-2015-000", Text: "Nouvelle", Owner: "google", Due: day(1), State: schema.ActionOpen})
		}},
	} {
		for _, height := range []int{12, 24} {
			g := register()
			g.Contacts = []schema.Contact{contact("1"), contact("2"), contact("3")}
			g.Rolls.Commitments = []schema.Commitment{commitment("1"), commitment("2"), commitment("3")}
			g.Rolls.Trainings = []schema.Training{training("1"), training("2"), training("3")}
			for _, n := range []string{"1", "2", "3"} {
				g.AddAction(schema.Action{Ref: "A-2015-00" + n, Text: "Fiche " + n, Owner: "google", Due: day(9), State: schema.ActionOpen})
			}
			d := open(t, g, "secretariat", ui.Options{Width: 80, Height: height})
			d.Press(tc.keys...)
			if d.Hand() == "" {
				t.Fatalf("%s has no hand:\n%s", tc.name, d.Screen())
			}
			t.Run(tc.name, func(t *testing.T) {
				uitest.Steady(t, d.Screen, func() {
					tc.arrives(g)
					g.Tell(schema.Event{Actor: "Google", Verb: schema.VerbNew, Noun: tc.noun, Subject: 1})
					d.Pass(time.Second)
				})
				d.Resize(140, 60)
				d.Press("g", "g")
				d.Shows(tc.new)
			})
		}
	}
}
