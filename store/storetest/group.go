package storetest

import (
	"context"
	"testing"

	"contactgroup/schema"
	"contactgroup/store"
)

// Desks are the desks of a group's members, by login.
type Desks map[string]*store.Desk

// services are the units of the fixture's authority.
const (
	Presidency  = "Présidence"
	Secretariat = "Secrétariat"
	Pharos      = "PHAROS"
	Validation  = "Validation"
)

var organisations = []schema.Organisation{
	{Code: "google", Prefix: "GOO", Name: "Google", Kind: schema.OrgOperator, Functions: []schema.Function{"search_engine", "platform"}},
	{Code: "facebook", Prefix: "FBK", Name: "Facebook", Kind: schema.OrgOperator, Functions: []schema.Function{"platform"}},
	{Code: "twitter", Prefix: "TWT", Name: "Twitter", Kind: schema.OrgOperator, Functions: []schema.Function{"platform"}},
	{Code: "microsoft", Prefix: "MSF", Name: "Microsoft", Kind: schema.OrgOperator, Functions: []schema.Function{"search_engine"}},
	{Code: "apple", Prefix: "APL", Name: "Apple", Kind: schema.OrgOperator, Functions: []schema.Function{"platform"}},
	{Code: "afa", Prefix: "AFA", Name: "AFA", Kind: schema.OrgAssociation},
	{Code: "isp", Prefix: "FAI", Name: "Fournisseur d'accès", Kind: schema.OrgOperator, Functions: []schema.Function{"access_provider"}},
	{Code: "cnil", Prefix: "CNI", Name: "CNIL", Kind: schema.OrgOversight},
	{Code: "justice", Prefix: "JUS", Name: "Justice", Kind: schema.OrgObserver},
}

var members = []schema.NewMember{
	{Login: "chair", Org: "ministry", Service: Presidency, Name: "Le préfet", Role: schema.RoleChair},
	{Login: "secretariat", Org: "ministry", Service: Secretariat, Name: "Le secrétariat", Role: schema.RoleSecretariat},
	{Login: "pharos", Org: "ministry", Service: Pharos, Name: "Agent PHAROS 1", Role: schema.RoleRequester},
	{Login: "pharos2", Org: "ministry", Service: Pharos, Name: "Agent PHAROS 2", Role: schema.RoleRequester},
	{Login: "validator", Org: "ministry", Service: Validation, Name: "Le valideur", Role: schema.RoleValidator},
	{Login: "google", Org: "google", Name: "Astreinte Google", Role: schema.RoleCorrespondent},
	{Login: "google2", Org: "google", Name: "Relève Google", Role: schema.RoleCorrespondent},
	{Login: "facebook", Org: "facebook", Name: "Astreinte Facebook", Role: schema.RoleCorrespondent},
	{Login: "twitter", Org: "twitter", Name: "Astreinte Twitter", Role: schema.RoleCorrespondent},
	{Login: "microsoft", Org: "microsoft", Name: "Astreinte Microsoft", Role: schema.RoleCorrespondent},
	{Login: "apple", Org: "apple", Name: "Astreinte Apple", Role: schema.RoleCorrespondent},
	{Login: "afa", Org: "afa", Name: "Permanence AFA", Role: schema.RoleCorrespondent},
	{Login: "overseer", Org: "cnil", Name: "La personnalité qualifiée", Role: schema.RoleOverseer},
	{Login: "observer", Org: "justice", Name: "La chancellerie", Role: schema.RoleObserver},
}

// Group founds a group in an empty register: the ministry with its services,
// operators, an association, an access provider, the CNIL and Justice, and a
// member in each role. It returns the members' desks. In a register of EachGroup
// the group is there.
func Group(t testing.TB, db *store.DB) Desks {
	t.Helper()
	ctx := t.Context()
	there, err := db.Founded(ctx)
	if err == nil && !there {
		err = found(ctx, db)
	}
	if err != nil {
		t.Fatal(err)
	}
	desks := Desks{}
	for _, m := range append([]schema.NewMember{{Login: "admin"}}, members...) {
		if desks[m.Login], err = db.As(ctx, m.Login); err != nil {
			t.Fatal(err)
		}
	}
	return desks
}

// found makes the group.
func found(ctx context.Context, db *store.DB) error {
	ministry := schema.Organisation{Code: "ministry", Prefix: "MIN", Name: "Ministère de l'intérieur", Kind: schema.OrgAuthority,
		Services: []string{Presidency, Secretariat, Pharos, Validation}, Lang: schema.French, Zone: "Europe/Paris"}
	err := db.Found(ctx, schema.Group{Name: "Groupe de contact permanent", Zone: "Europe/Paris"}, ministry,
		schema.NewMember{Login: "admin", Name: "L'administrateur"}, "")
	if err != nil {
		return err
	}
	admin, err := db.As(ctx, "admin")
	if err != nil {
		return err
	}
	for _, o := range organisations {
		o.Lang, o.Zone = schema.French, "Europe/Paris"
		if _, err := admin.AddOrganisation(ctx, o); err != nil {
			return err
		}
	}
	for _, m := range members {
		if _, err := admin.AddMember(ctx, m); err != nil {
			return err
		}
	}
	return nil
}
