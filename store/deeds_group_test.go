package store_test

import (
	"context"
	"path"
	"strings"
	"time"

	"contactgroup/schema"
	"contactgroup/store"
)

// leaders keep what the group shares; everybody is oneOfEach; others are those
// to whom what is internal to google does not exist.
var (
	leaders   = []string{"chair", "secretariat"}
	everybody = oneOfEach
	others    = []string{"chair", "secretariat", "pharos", "validator", "facebook", "overseer", "observer", "admin"}
	internal  = []string{"google", "chair", "secretariat", "pharos", "validator", "facebook", "overseer", "observer"} // all but administrators
)

var meetingDeeds = []deed{
	{method: "AddAction", may: leaders, ready: asIs(func(c context.Context, d *store.Desk) (schema.Action, error) {
		return d.AddAction(c, schema.ActionDraft{Text: "Fiche", Owner: "google"})
	})},
	{method: "AddAction", may: internal, ready: asIs(func(c context.Context, d *store.Desk) (schema.Action, error) {
		return d.AddAction(c, schema.ActionDraft{Text: "Fiche", Owner: d.Who().OrgCode, Internal: true})
	})},
	{method: "ActOn", may: []string{"google", "chair", "secretariat"}, ready: func(g group) did {
		x := g.action(g.t, "chair", schema.ActionDraft{Text: "Fiche", Owner: "google"})
		return answer(func(c context.Context, d *store.Desk) (schema.Action, error) {
			return d.ActOn(c, x.ID, 0, schema.ActionStep{Verb: schema.VerbStart})
		})
	}},
	{method: "ActOn", may: []string{"google"}, hidden: others, ready: func(g group) did {
		x := g.action(g.t, "google", schema.ActionDraft{Text: "Fiche", Owner: "google", Internal: true})
		return answer(func(c context.Context, d *store.Desk) (schema.Action, error) {
			return d.ActOn(c, x.ID, 0, schema.ActionStep{Verb: schema.VerbNote, Text: "Note"})
		})
	}},
	{method: "NewMeeting", may: leaders, ready: asIs(func(c context.Context, d *store.Desk) (schema.Meeting, error) {
		return d.NewMeeting(c, schema.MeetingPlan{Format: schema.MeetingPlenary, Title: "Réunion", Starts: paris(6, 2, 9)})
	})},
	{method: "Meet", may: leaders, ready: func(g group) did {
		m := g.hold("chair", plenary(paris(6, 3, 9), schema.MeetingDraft))
		return answer(func(c context.Context, d *store.Desk) (schema.Meeting, error) {
			return d.Meet(c, m.ID, 0, schema.MeetingStep{Verb: schema.VerbConvene})
		})
	}},
	{method: "Meet", may: []string{"google"}, hidden: others, ready: func(g group) did {
		m := g.hold("google", schema.Meeting{Format: schema.MeetingRestricted, Title: "R", Starts: paris(6, 4, 9), State: schema.MeetingHeld, Internal: true})
		return answer(func(c context.Context, d *store.Desk) (schema.Meeting, error) {
			return d.Meet(c, m.ID, 0, schema.MeetingStep{Verb: schema.VerbDecide, Text: "Oui."})
		})
	}},
}

var sittingDeeds = []deed{
	{method: "Freeze", may: leaders, ready: func(g group) did {
		m := g.hold("chair", plenary(paris(6, 5, 9), schema.MeetingDraft))
		return answer(func(c context.Context, d *store.Desk) (schema.FrozenPacks, error) { return d.Freeze(c, m.ID, 0) })
	}},
	{method: "SetCadence", may: leaders, ready: asIs(func(c context.Context, d *store.Desk) (schema.Rhythm, error) {
		return d.SetCadence(c, schema.MeetingPlenary, schema.Monthly)
	})},
}

var rollDeeds = []deed{
	{method: "AddCommitment", may: leaders, ready: asIs(func(c context.Context, d *store.Desk) (schema.Commitment, error) {
		return d.AddCommitment(c, schema.CommitmentDraft{Org: "google", Text: "Former"})
	})},
	{method: "UpdateCommitment", may: []string{"google", "chair", "secretariat"}, ready: func(g group) did {
		x, err := g.Desks["chair"].AddCommitment(g.t.Context(), schema.CommitmentDraft{Org: "google", Text: "Former"})
		g.must(err)
		return answer(func(c context.Context, d *store.Desk) (schema.Commitment, error) {
			return d.UpdateCommitment(c, x.ID, 0, schema.CommitmentDraft{Evidence: "Rapport"})
		})
	}},
	{method: "AddArticle", may: leaders, ready: asIs(func(c context.Context, d *store.Desk) (schema.Article, error) {
		return d.AddArticle(c, schema.ArticleDraft{Title: "Délais", Text: "Sans délai."})
	})},
	{method: "UpdateArticle", may: []string{"google"}, hidden: others, ready: func(g group) did {
		x, err := g.Desks["google"].AddArticle(g.t.Context(), schema.ArticleDraft{Title: "Délais", Text: "Sans délai.", Internal: true})
		g.must(err)
		return answer(func(c context.Context, d *store.Desk) (schema.Article, error) {
			return d.UpdateArticle(c, x.ID, 0, schema.ArticleDraft{Adopt: true})
		})
	}},
	{method: "TakeStance", may: []string{"google", "facebook", "chair"}, ready: func(g group) did {
		x, err := g.Desks["chair"].AddArticle(g.t.Context(), schema.ArticleDraft{Title: "Délais", Text: "Sans délai."})
		g.must(err)
		return answer(func(c context.Context, d *store.Desk) (schema.Article, error) {
			return d.TakeStance(c, x.ID, 0, schema.VerbEndorse, 0, "")
		})
	}},
	{method: "AddTraining", may: []string{"google", "facebook", "pharos", "chair", "secretariat"}, ready: asIs(func(c context.Context, d *store.Desk) (schema.Training, error) {
		return d.AddTraining(c, schema.TrainingDraft{Service: "PHAROS", Topic: "Réquisitions", Date: may(19)})
	})},
	{method: "UpdateTraining", may: []string{"google", "pharos", "chair", "secretariat"}, ready: func(g group) did {
		x, err := g.Desks["google"].AddTraining(g.t.Context(), schema.TrainingDraft{Service: "PHAROS", Topic: "Réquisitions", Date: may(19)})
		g.must(err)
		return answer(func(c context.Context, d *store.Desk) (schema.Training, error) {
			return d.UpdateTraining(c, x.ID, 0, schema.TrainingDraft{Trained: 12})
		})
	}},
	{method: "AddSheet", may: leaders, ready: asIs(func(c context.Context, d *store.Desk) (schema.Sheet, error) {
		return d.AddSheet(c, schema.SheetDraft{Title: "Captures", Text: "# Captures"})
	})},
	{method: "UpdateSheet", may: []string{"google"}, hidden: others, ready: func(g group) did {
		x, err := g.Desks["google"].AddSheet(g.t.Context(), schema.SheetDraft{Title: "Captures", Text: "# Captures", Internal: true})
		g.must(err)
		return answer(func(c context.Context, d *store.Desk) (schema.Sheet, error) {
			return d.UpdateSheet(c, x.ID, 0, schema.SheetDraft{Title: "Captures d'écran"})
		})
	}},
	{method: "AddContact", may: []string{"google", "chair", "secretariat", "admin"}, hidden: []string{"facebook", "overseer", "observer"}, ready: asIs(func(c context.Context, d *store.Desk) (schema.Contact, error) {
		return d.AddContact(c, schema.Contact{Org: "google", Function: "Nuit", Phone: "+33 1 99 00 12 34"})
	})},
	{method: "UpdateContact", may: []string{"google", "chair", "secretariat", "admin"}, hidden: []string{"facebook", "overseer", "observer"}, ready: func(g group) did {
		x := g.aContact("google")
		return answer(func(c context.Context, d *store.Desk) (schema.Contact, error) {
			return d.UpdateContact(c, x.Ref, 0, schema.Contact{Function: "Jour", Mail: "jour@google.example"})
		})
	}},
	{method: "RemoveContact", may: []string{"google", "chair", "secretariat", "admin"}, hidden: []string{"facebook", "overseer", "observer"}, ready: func(g group) did {
		x := g.aContact("google")
		return mute(func(c context.Context, d *store.Desk) error { return d.RemoveContact(c, x.Ref, 0) })
	}},
	{method: "AcknowledgeAlert", may: []string{"google"}, hidden: noReferral, refused: schema.ErrState, ready: func(g group) did {
		q := g.deliver(urgent(schema.P1))
		_, err := g.db.CallContacts(g.t.Context(), alertStep)
		g.must(err)
		return mute(func(c context.Context, d *store.Desk) error { return d.AcknowledgeAlert(c, q.Ref) })
	}},
	{method: "RemoveContact", may: []string{"chair", "secretariat", "admin"}, ready: func(g group) did {
		x := g.aContact("ministry") // whom everybody may call
		return mute(func(c context.Context, d *store.Desk) error { return d.RemoveContact(c, x.Ref, 0) })
	}},
}

var lawDeeds = []deed{
	{method: "AddClock", may: leaders, ready: asIs(func(c context.Context, d *store.Desk) (schema.Clock, error) {
		return d.AddClock(c, schema.Clock{Code: "warning", Duration: time.Hour, Starts: schema.FromSent, Source: "x"})
	})},
	{method: "UpdateClock", may: leaders, ready: asIs(func(c context.Context, d *store.Desk) (schema.Clock, error) {
		return d.UpdateClock(c, schema.Clock{Code: "withdrawal", Duration: time.Hour})
	})},
	{method: "UseClock", may: leaders, ready: asIs(func(c context.Context, d *store.Desk) (schema.ClockUse, error) {
		return d.UseClock(c, schema.ClockUse{Purpose: schema.ForAnswer, Kind: schema.KindNotice, Clock: "withdrawal"})
	})},
	{method: "AddRegime", may: leaders, ready: asIs(func(c context.Context, d *store.Desk) (schema.Legal, error) {
		return d.AddRegime(c, schema.Legal{Code: "sren", French: "SREN", English: "SREN"})
	})},
	{method: "UpdateRetention", may: leaders, ready: asIs(func(c context.Context, d *store.Desk) (schema.Retention, error) {
		return d.UpdateRetention(c, schema.Retention{Noun: schema.NounRequest, Months: 60})
	})},
	{method: "UpdateRegime", may: leaders, ready: asIs(func(c context.Context, d *store.Desk) (schema.Legal, error) {
		return d.UpdateRegime(c, schema.Legal{Code: schema.RegimeLCEN, French: "LCEN"})
	})},
	{method: "StartCrisis", may: leaders, ready: asIs(func(c context.Context, d *store.Desk) (schema.Crisis, error) { return d.StartCrisis(c, "Attentat", "") })},
	{method: "EndCrisis", may: leaders, ready: func(g group) did {
		if now, err := g.Desks["chair"].Crisis(g.t.Context()); err != nil || now.ID == 0 {
			_, err = g.Desks["chair"].StartCrisis(g.t.Context(), "Attentat", "")
			g.must(err)
		}
		return answer(func(c context.Context, d *store.Desk) (schema.Crisis, error) {
			return d.EndCrisis(c, "Retour d'expérience")
		})
	}},
}

var personalDeeds = []deed{
	{method: "SaveView", may: everybody, ready: asIs(func(c context.Context, d *store.Desk) (schema.View, error) {
		return d.SaveView(c, schema.View{Name: "Urgences", Noun: schema.NounRequest, Query: "status:open"})
	})},
	{method: "RemoveView", may: []string{"google"}, hidden: others, ready: func(g group) did {
		_, err := g.Desks["google"].SaveView(g.t.Context(), schema.View{Name: "Nuit", Noun: schema.NounRequest, Query: "mine", Shared: true})
		g.must(err)
		return mute(func(c context.Context, d *store.Desk) error { return d.RemoveView(c, "nuit") })
	}},
	{method: "AddTemplate", may: []string{"google", "chair", "secretariat", "validator", "facebook"}, ready: asIs(func(c context.Context, d *store.Desk) (schema.Template, error) {
		return d.AddTemplate(c, schema.Template{Name: "Type", Lang: schema.French, Text: "Bonjour {ref}"})
	})},
	{method: "UpdateTemplate", may: []string{"google"}, hidden: others, ready: func(g group) did {
		x := g.template("google")
		return answer(func(c context.Context, d *store.Desk) (schema.Template, error) {
			return d.UpdateTemplate(c, schema.Template{ID: x.ID, Name: x.Name, Lang: x.Lang, Text: "Autre"})
		})
	}},
	{method: "UpdateTemplate", may: []string{"validator", "chair", "secretariat"}, hidden: []string{"google", "facebook", "overseer", "observer"}, ready: func(g group) did {
		x := g.template("validator")
		return answer(func(c context.Context, d *store.Desk) (schema.Template, error) {
			return d.UpdateTemplate(c, schema.Template{ID: x.ID, Name: x.Name, Lang: x.Lang, Text: "Autre"})
		})
	}},
	{method: "RemoveTemplate", may: []string{"google"}, hidden: others, ready: func(g group) did {
		x := g.template("google")
		return mute(func(c context.Context, d *store.Desk) error { return d.RemoveTemplate(c, x.ID, 0) })
	}},
	{method: "UpdateView", may: []string{"google"}, hidden: others, ready: func(g group) did {
		_, err := g.Desks["google"].SaveView(g.t.Context(), schema.View{Name: "Jour", Noun: schema.NounRequest, Query: "mine", Shared: true})
		g.must(err)
		return answer(func(c context.Context, d *store.Desk) (schema.View, error) {
			return d.UpdateView(c, "jour", schema.ViewUpdate{Slot: new(8)})
		})
	}},
	{method: "SetSetting", may: everybody, ready: asIs(func(c context.Context, d *store.Desk) (schema.Settings, error) {
		return d.SetSetting(c, "theme", "light")
	})},
	{method: "KeepLists", may: everybody, ready: asIs(func(c context.Context, d *store.Desk) (schema.Lists, error) {
		return d.KeepLists(c, schema.ListsChange{Filter: "status:open"})
	})},
	{method: "KeepUnsent", may: []string{"google", "chair", "secretariat", "pharos", "validator"}, hidden: noReferral, ready: func(g group) did {
		q := g.sent(schema.KindReferral, "google")
		return answer(func(c context.Context, d *store.Desk) (schema.Unsent, error) {
			return d.KeepUnsent(c, schema.Unsent{Verb: schema.VerbNote, Noun: schema.NounRequest, Subject: q.ID, Body: "Note"})
		})
	}},
	{method: "DropUnsent", may: append([]string{"google"}, others...), ready: func(g group) did {
		q := g.sent(schema.KindReferral, "google")
		_, err := g.Desks["google"].KeepUnsent(g.t.Context(), schema.Unsent{Verb: schema.VerbNote, Noun: schema.NounRequest, Subject: q.ID, Body: "Note"})
		g.must(err)
		return mute(func(c context.Context, d *store.Desk) error {
			return d.DropUnsent(c, schema.VerbNote, schema.NounRequest, q.ID, "")
		})
	}},
}

// template is one of the organisation of a login.
func (g group) template(login string) schema.Template {
	g.t.Helper()
	x, err := g.Desks[login].AddTemplate(g.t.Context(), schema.Template{Name: path.Base(g.t.Name()), Lang: schema.French, Text: "Bonjour {ref}"})
	g.must(err)
	return x
}

var administrationDeeds = []deed{
	{method: "AddOrganisation", may: []string{"admin"}, ready: asIs(func(c context.Context, d *store.Desk) (schema.Organisation, error) {
		return d.AddOrganisation(c, schema.Organisation{Code: "daily", Prefix: "DLY", Name: "Daily", Kind: schema.OrgOperator, Functions: []schema.Function{"platform"}})
	})},
	{method: "UpdateOrganisation", may: []string{"admin"}, ready: asIs(func(c context.Context, d *store.Desk) (schema.Organisation, error) {
		return d.UpdateOrganisation(c, "twitter", schema.OrganisationUpdate{Name: new("Twitter, Inc.")})
	})},
	{method: "DisableOrganisation", may: []string{"admin"}, ready: asIs(func(c context.Context, d *store.Desk) (none struct{}, err error) {
		return none, d.DisableOrganisation(c, "apple", true)
	})},
	{method: "AddMember", may: []string{"admin"}, ready: asIs(func(c context.Context, d *store.Desk) (schema.Member, error) {
		return d.AddMember(c, schema.NewMember{Login: "google3", Org: "google", Name: "Renfort", Role: schema.RoleCorrespondent})
	})},
	{method: "UpdateMember", may: []string{"admin"}, ready: asIs(func(c context.Context, d *store.Desk) (schema.Member, error) {
		return d.UpdateMember(c, "afa", schema.MemberUpdate{Name: new("Délégation")})
	})},
	{method: "DisableMember", may: []string{"admin"}, ready: asIs(func(c context.Context, d *store.Desk) (none struct{}, err error) {
		return none, d.DisableMember(c, "microsoft", true)
	})},
	{method: "AddKey", may: []string{"admin"}, ready: func(g group) did {
		line := keyLine(g.t, "deed")
		return answer(func(c context.Context, d *store.Desk) (schema.Key, error) {
			return d.AddKey(c, "afa", line, "poste", time.Time{})
		})
	}},
	{method: "UpdateKey", may: []string{"admin"}, ready: func(g group) did {
		k, err := g.Desks["admin"].AddKey(g.t.Context(), "afa", freshKey(g.t), "poste", time.Time{})
		g.must(err)
		return answer(func(c context.Context, d *store.Desk) (schema.Key, error) {
			return d.UpdateKey(c, k.Fingerprint, schema.KeyUpdate{Label: new("portable")})
		})
	}},
	{method: "AddInvitation", may: []string{"admin"}, ready: func(g group) did {
		return answer(func(c context.Context, d *store.Desk) (schema.Invitation, error) {
			return d.AddInvitation(c, schema.NewInvitation{Org: "google", Role: schema.RoleCorrespondent, Name: "Astreinte", Expires: g.clock.Now().Add(time.Hour)})
		})
	}},
	{method: "RevokeInvitation", may: []string{"admin"}, ready: func(g group) did {
		i := g.invited(schema.NewInvitation{})
		return mute(func(c context.Context, d *store.Desk) error { return d.RevokeInvitation(c, i.Ref) })
	}},
	{method: "RevokeKey", may: []string{"admin"}, ready: func(g group) did {
		k, err := g.Desks["admin"].AddKey(g.t.Context(), "afa", keyLine(g.t, "revoked"), "poste", time.Time{})
		g.must(err)
		return mute(func(c context.Context, d *store.Desk) error { return d.RevokeKey(c, strings.TrimSpace(k.Fingerprint)) })
	}},
}

// aContact is a further contact of an organisation.
func (g group) aContact(org string) schema.Contact {
	g.t.Helper()
	k, err := g.Desks["secretariat"].AddContact(g.t.Context(), schema.Contact{Org: org, Function: "Nuit", Phone: "+33 1 99 00 12 34"})
	g.must(err)
	return k
}
