package demogroup

import (
	"time"

	"contactgroup/schema"
)

// The demonstration's group follows the facts of spring 2015: the platform of
// good practice of 22 April, its three measures, and those who took part.
// Members are functions, never people, with names as short as a column of names.

var theGroup = schema.Group{Name: "Groupe de contact permanent", Zone: "Europe/Paris", Demo: true}

var authority = schema.Organisation{Code: "ministry", Prefix: "MIN", Name: "Ministère", Kind: schema.OrgAuthority,
	Services: []string{"Présidence", "Secrétariat", "PHAROS", "Visa"}, Lang: schema.French, Zone: "Europe/Paris"}

// organisations are the others, in the order in which they joined.
var organisations = []schema.Organisation{
	{Code: "google", Prefix: "GOO", Name: "Google", Kind: schema.OrgOperator, Functions: []schema.Function{"host", "search_engine", "platform"}},
	{Code: "facebook", Prefix: "FBK", Name: "Facebook", Kind: schema.OrgOperator, Functions: []schema.Function{"host", "platform"}},
	{Code: "twitter", Prefix: "TWT", Name: "Twitter", Kind: schema.OrgOperator, Functions: []schema.Function{"host", "platform"}},
	{Code: "microsoft", Prefix: "MSF", Name: "Microsoft", Kind: schema.OrgOperator, Functions: []schema.Function{"host", "search_engine"}},
	{Code: "apple", Prefix: "APL", Name: "Apple", Kind: schema.OrgOperator, Functions: []schema.Function{"host", "publisher"}},
	{Code: "afa", Prefix: "AFA", Name: "AFA", Kind: schema.OrgAssociation, Functions: []schema.Function{"host", "access_provider"}},
	{Code: "isp", Prefix: "FAI", Name: "Accès Démo", Kind: schema.OrgOperator, Functions: []schema.Function{"access_provider"}},
	{Code: "cnil", Prefix: "CNI", Name: "CNIL", Kind: schema.OrgOversight},
	{Code: "justice", Prefix: "JUS", Name: "Justice", Kind: schema.OrgObserver},
}

// founder founds the group.
var founder = schema.NewMember{Org: "ministry", Service: "Secrétariat", Login: "admin", Name: "Registre", Role: schema.RoleAdministrator}

// members are all the others. Those after the twelfth login of the
// interface have no key: they make the colleagues that a desk shows.
var members = []schema.NewMember{
	{Org: "ministry", Service: "Présidence", Login: "chair", Name: "Préfet", Role: schema.RoleChair},
	{Org: "ministry", Service: "Secrétariat", Login: "secretariat", Name: "Secrétariat", Role: schema.RoleSecretariat},
	{Org: "ministry", Service: "PHAROS", Login: "pharos", Name: "PHAROS jour", Role: schema.RoleRequester},
	{Org: "ministry", Service: "Visa", Login: "validator", Name: "Visa", Role: schema.RoleValidator},
	{Org: "cnil", Login: "overseer", Name: "Personnalité qualifiée", Role: schema.RoleOverseer},
	{Org: "google", Login: "google", Name: "Google jour", Role: schema.RoleCorrespondent},
	{Org: "facebook", Login: "facebook", Name: "Facebook", Role: schema.RoleCorrespondent},
	{Org: "twitter", Login: "twitter", Name: "Twitter", Role: schema.RoleCorrespondent},
	{Org: "microsoft", Login: "microsoft", Name: "Microsoft", Role: schema.RoleCorrespondent},
	{Org: "apple", Login: "apple", Name: "Apple", Role: schema.RoleCorrespondent},
	{Org: "afa", Login: "afa", Name: "AFA", Role: schema.RoleCorrespondent},
	{Org: "isp", Login: "isp", Name: "Accès Démo", Role: schema.RoleCorrespondent},
	{Org: "justice", Login: "justice", Name: "Justice", Role: schema.RoleObserver},
	{Org: "ministry", Service: "PHAROS", Login: "pharos-nuit", Name: "PHAROS nuit", Role: schema.RoleRequester},
	{Org: "google", Login: "google-nuit", Name: "Google nuit", Role: schema.RoleCorrespondent},
}

// sitting is a meeting with the moments at which it was put on record.
type sitting struct {
	planned    string // when it was planned and convened, or put on record once held
	closed     string // when it was closed; empty: not yet
	starts     string
	plan       schema.MeetingPlan
	agenda     []schema.AgendaPoint
	attendance []schema.Attendance
	decisions  []string
}

var sittings = []sitting{
	{planned: "04-22 17:00", closed: "04-24 12:00", starts: "04-22 14:30",
		plan: schema.MeetingPlan{Format: schema.MeetingPlenary, Title: "Réunion fondatrice de la plateforme", Place: "Paris, place Beauvau"},
		agenda: []schema.AgendaPoint{
			{Title: "Retrait sans délai des contenus signalés", Rapporteur: "ministry", Minutes: 40},
			{Title: "Plateforme de bonnes pratiques : label, formation, groupe de contact", Rapporteur: "ministry", Minutes: 60},
			{Title: "Contre-discours", Rapporteur: "google", Minutes: 20},
		},
		attendance: []schema.Attendance{
			{Org: "ministry", Person: "Préfet, présidence", Mode: "present"}, {Org: "google", Person: "Affaires publiques", Mode: "present"},
			{Org: "facebook", Person: "Affaires publiques", Mode: "present"}, {Org: "twitter", Person: "Affaires publiques", Mode: "present"},
			{Org: "microsoft", Person: "Affaires juridiques", Mode: "present"}, {Org: "apple", Person: "Affaires juridiques", Mode: "remote"},
			{Org: "afa", Person: "Délégation générale", Mode: "present"}, {Org: "justice", Person: "Observateur", Mode: "excused"},
		},
		decisions: []string{
			"Un label permet aux services de l'État de hiérarchiser leurs demandes de retrait et aux opérateurs de les traiter plus vite.",
			"La formation des policiers et des gendarmes à ces questions est renforcée, avec le concours des opérateurs.",
			"Un groupe de contact permanent est créé entre le ministère et les opérateurs, présidé par le préfet chargé de la lutte contre les cybermenaces.",
		},
	},
	{planned: "04-24 14:00", starts: "05-06 14:30",
		plan: schema.MeetingPlan{Format: schema.MeetingPlenary, Title: "Première réunion du groupe de contact permanent", Place: "Paris, place Beauvau"},
		agenda: []schema.AgendaPoint{
			{Title: "Point sur les engagements pris le 22 avril", Rapporteur: "ministry", Minutes: 30},
			{Title: "Label : niveaux, motifs, premiers retours", Rapporteur: "ministry", Minutes: 30},
			{Title: "Formation : calendrier et concours des opérateurs", Rapporteur: "microsoft", Minutes: 20},
			{Title: "Demandes plus précises : informations attendues par les opérateurs", Rapporteur: "facebook", Minutes: 20},
			{Title: "Code de bonne conduite : première lecture", Rapporteur: "ministry", Minutes: 30},
			{Title: "Contre-discours : partenaires associatifs", Rapporteur: "google", Minutes: 20},
		},
	},
}

// task is an action item: its draft, and what was done to it since.
type task struct {
	raised string
	by     string // login; empty: secretariat
	draft  schema.ActionDraft
	link   string // key of a demonstration request
	steps  []taskStep
}

type taskStep struct {
	at   string
	by   string // login; empty: secretariat
	step schema.ActionStep
}

func date(month, day int) schema.Date {
	return schema.Date{Year: 2015, Month: time.Month(month), Day: day}
}

func started(at, by string) taskStep {
	return taskStep{at, by, schema.ActionStep{Verb: schema.VerbStart}}
}

func blocked(at, by, why string) taskStep {
	return taskStep{at, by, schema.ActionStep{Verb: schema.VerbBlock, Text: why}}
}

func done(at, by, evidence string) taskStep {
	return taskStep{at, by, schema.ActionStep{Verb: schema.VerbDone, Text: evidence}}
}

func remarked(at, by, text string) taskStep {
	return taskStep{at, by, schema.ActionStep{Verb: schema.VerbNote, Text: text}}
}

const (
	foundingMeeting = "2015-04-22"
	nextMeeting     = "2015-05-06"
)

var tasks = []task{
	{raised: "04-22 17:10", draft: schema.ActionDraft{Owner: "ministry", Member: "pharos", Due: date(4, 30), Meeting: foundingMeeting, Point: "2", Theme: "label",
		Text: "Rédiger la note sur les niveaux du label et leurs motifs"},
		steps: []taskStep{started("04-27 09:30", "pharos"), remarked("04-30 18:00", "pharos", "Projet relu par le visa, il reste la grille des motifs.")}},
	{raised: "04-22 17:12", draft: schema.ActionDraft{Owner: "google", Due: date(5, 6), Meeting: foundingMeeting, Point: "2", Theme: "label",
		Text: "Indiquer comment le label est lu dans la file de l'astreinte"},
		steps: []taskStep{started("04-29 11:00", "google")}},
	{raised: "04-22 17:14", draft: schema.ActionDraft{Owner: "facebook", Member: "facebook", Due: date(5, 20), Meeting: foundingMeeting, Point: "2", Theme: "label",
		Text: "Essayer le label sur dix signalements et en rendre compte"},
		steps: []taskStep{started("04-28 10:00", "facebook"), blocked("04-30 16:20", "facebook", "En attente de l'avis juridique du siège.")}},
	{raised: "04-22 17:16", draft: schema.ActionDraft{Owner: "ministry", Member: "secretariat", Due: date(4, 30), Meeting: foundingMeeting, Point: "2", Theme: "formation",
		Text: "Arrêter le calendrier des formations de la police et de la gendarmerie"},
		steps: []taskStep{done("04-30 15:00", "secretariat", "Calendrier de mai à juillet adressé aux membres le 30 avril.")}},
	{raised: "04-22 17:18", draft: schema.ActionDraft{Owner: "microsoft", Member: "microsoft", Due: date(5, 20), Meeting: foundingMeeting, Point: "2", Theme: "formation",
		Text: "Proposer un module de formation sur les réquisitions et les données disponibles"}},
	{raised: "04-22 17:20", draft: schema.ActionDraft{Owner: "afa", Member: "afa", Due: date(5, 4), Meeting: foundingMeeting, Point: "2", Theme: "formation",
		Text: "Fournir une fiche de contact pour les services d'enquête"}},
	{raised: "04-22 17:22", draft: schema.ActionDraft{Owner: "ministry", Member: "secretariat", Due: date(5, 6), Meeting: foundingMeeting, Point: "2", Theme: "groupe de contact",
		Text: "Tenir la liste des points de contact et de leurs heures d'astreinte"},
		steps: []taskStep{started("04-23 09:00", "secretariat")}},
	{raised: "04-22 17:24", draft: schema.ActionDraft{Owner: "apple", Member: "apple", Due: date(4, 30), Meeting: foundingMeeting, Point: "2", Theme: "groupe de contact",
		Text: "Désigner un point de contact joignable à toute heure"},
		steps: []taskStep{done("04-29 18:40", "apple", "Point de contact et numéro d'astreinte communiqués au secrétariat.")}},
	{raised: "04-22 17:26", draft: schema.ActionDraft{Owner: "isp", Due: date(5, 13), Meeting: foundingMeeting, Point: "1", Theme: "blocage",
		Text: "Communiquer l'adresse d'exploitation qui reçoit les mesures de blocage"}},
	{raised: "04-22 17:28", draft: schema.ActionDraft{Owner: "twitter", Member: "twitter", Due: date(5, 20), Meeting: foundingMeeting, Point: "1", Theme: "retrait sans délai",
		Text: "Dire quelles précisions manquent le plus souvent aux demandes"}},
	{raised: "04-22 17:30", draft: schema.ActionDraft{Owner: "google", Member: "google", Due: date(5, 20), Meeting: foundingMeeting, Point: "3", Theme: "contre-discours",
		Text: "Présenter trois partenaires associatifs pour le contre-discours"},
		steps: []taskStep{started("04-27 15:00", "google")}},
	{raised: "04-24 14:10", draft: schema.ActionDraft{Owner: "ministry", Member: "chair", Due: date(5, 15), Meeting: nextMeeting, Point: "5", Theme: "code de bonne conduite",
		Text: "Diffuser la première version du code de bonne conduite"},
		steps: []taskStep{started("05-04 10:00", "chair")}},
	{raised: "04-24 14:12", draft: schema.ActionDraft{Owner: "cnil", Due: date(6, 1), Meeting: nextMeeting, Point: "5", Theme: "code de bonne conduite",
		Text: "Donner un avis sur l'information des personnes dont un contenu est retiré"}},
	{raised: "04-24 14:14", draft: schema.ActionDraft{Owner: "justice", Due: date(6, 15), Meeting: nextMeeting, Point: "1", Theme: "engagements",
		Text: "Faire le point sur une définition commune des contenus illicites"}},
	{raised: "05-04 17:00", draft: schema.ActionDraft{Owner: "ministry", Member: "pharos", Due: date(5, 20), Meeting: nextMeeting, Point: "4", Theme: "demandes plus précises",
		Text: "Proposer un modèle de demande : passage visé, traduction, capture"}, link: "precision-twitter"},
	{raised: "04-28 10:30", by: "google", draft: schema.ActionDraft{Owner: "google", Member: "google", Due: date(5, 12), Internal: true, Theme: "astreinte",
		Text: "Revoir le tour d'astreinte des ponts de mai"}},
	{raised: "04-30 09:00", by: "pharos", draft: schema.ActionDraft{Owner: "ministry", Member: "pharos", Due: date(5, 11), Internal: true, Theme: "label",
		Text: "Compter les demandes P2 du trimestre qui auraient dû être P3"}},
}
