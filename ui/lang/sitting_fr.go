package lang

import "contactgroup/schema"

var sittingFR = Sitting{
	Cadences: map[schema.Cadence]string{
		"": "sans cadence", schema.Weekly: "chaque semaine", schema.Fortnightly: "toutes les deux semaines", schema.Monthly: "chaque mois",
		schema.TwoMonthly: "tous les deux mois", schema.Quarterly: "chaque trimestre", schema.HalfYearly: "chaque semestre",
	},
	Cadence: "Cadence : {cadence}", CadenceTo: "Cadence : {cadence} ; prochaine date : {date}", NextDate: "{date}, selon la cadence",
	NoStarts:   "Indiquez --starts. La cadence propose {date} : --starts next la retient.",
	NoProposal: "Aucune date à proposer : « meeting cadence monthly » fixe la cadence, et une première plénière donne le jour.",
	Invited:    "Sur invitation : {orgs}", WholeGroup: "Tout le groupe", Inside: "Interne à {org}",
	Leads: "Ordre du jour à adresser le {agenda} (J-25), convocation le {convocation} (J-15)", LeadsLate: "Convocation à adresser le {convocation} (J-15) : date passée",
	Steps: map[schema.Verb]string{schema.VerbConvene: "convoquer", schema.VerbOpen: "ouvrir", schema.VerbClose: "clore"},
	Timer: "{n} min", TimerOf: "{n}/{planned} min", TimerOver: "{n}/{planned} min, dépassé", Running: "en cours", Paused: "en pause",
	Tick:       "présents : {present}, à distance : {remote}, excusés : {excused}",
	LinkedFrom: "actions : {refs}", Changed: "« {from} » → « {to} »", Emptied: "(vide)", Minutes: "Relevé arrêté", Reason: "motif : {reason}", Part: "{name} {n}", Parts: map[string]string{"decisions": "décision", "actions": "action"},
	Keys: SittingKeys{
		Step: "étape suivante : convoquer, ouvrir, clore", Decide: "ajouter une décision", Timer: "passer au point, lancer ou arrêter le minuteur", Up: "monter le point", Down: "descendre le point",
		Add: "ajouter un point", Edit: "modifier ce qui est sous la main ; après la clôture, corriger", Remove: "retirer le point", Tick: "émarger : présent, à distance, excusé, rien",
		SignIn: "émarger quelqu’un par son nom", Invite: "inviter d’autres organisations", Convocation: "lire la convocation", Open: "ouvrir, suivre un lien, sinon replier",
		NewMeeting: "occurrence suivante, sinon nouvelle réunion", Status: "tout ce qui peut être fait de l’action", Assign: "affecter l’action", Due: "fixer l’échéance", Note: "noter sur l’action", Reopen: "rouvrir l’action",
		Group:      "grouper autrement",
		HintDecide: "décision", HintTimer: "minuteur", HintTick: "émarger", HintOpen: "ouvrir", HintNew: "nouvelle", HintGroup: "grouper", HintDone: "réalisée", HintAdd: "point", HintEdit: "modifier",
	},
	AskConvene: "Réunion du {meeting} : convoquer", AskOpen: "Ouvrir la séance du {meeting} sur le point « {point} » ?", AskOpenBare: "Ouvrir la séance du {meeting}, sans ordre du jour ?",
	AskClose: "Réunion du {meeting} : clore", AskRemove: "Retirer le point {n} « {title} » de l’ordre du jour ?",
	Closes:    "La clôture arrête le relevé (version 1) : décisions {decisions}, actions soldées {settled}, actions reportées {carried}.",
	CloseNext: "Reportées à la réunion du {meeting} :", CloseWaits: "Reportées, dans l’attente d’une prochaine réunion :", CloseNone: "Aucune action à reporter.",
	Irrevocable: "Ensuite, seule une correction motivée fait une nouvelle version.",
	AttendTitle: "Émarger", AttendHint: "google Affaires publiques", InviteTitle: "Inviter", InviteHint: "google facebook",
	PointTitle: "Nouveau point de l’ordre du jour", PointEdit: "Point {n}", DecisionTitle: "Décision de la réunion du {meeting}", DecisionEdit: "Décision {n}",
	HeadTitle: "Réunion du {meeting}", NewTitle: "Nouvelle réunion", CorrectTitle: "Corriger le relevé du {meeting}",
	PlannedLabel: "Durée (min)", LinksLabel: "Liens", LinksHint: "GOO-2015-0042 A-2015-003, vus de qui peut les voir", StartsHint: "03/06/2015 14:30", InvitedHint: "google facebook", ReasonLabel: "Motif",
	Save: "enregistrer", NothingHere: "Rien à modifier ici. ? montre ce que font les touches.", NoLink: "Aucun lien à suivre ici.", Follow: "Suivre", NotFound: "{ref} n’a pas de page ici.",
	AssignTo: "{ref} : affecter à",
	Item: Fieldnames{
		Number: "Numéro", Raised: "Ouverte le", Meeting: "Réunion", Point: "Point", Owner: "Responsable", Due: "Échéance", State: "Statut", RAG: "Feu", Carried: "Reports", Completed: "Soldée le",
		Theme: "Thème", Evidence: "Justificatif", Decision: "Décision", Notes: "Notes", Links: "Liens", Linked: "Citée par", History: "Historique", Text: "Description", Internal: "Visibilité",
		Loading: "Lecture…", None: "Aucun lien.",
	},
	Board: "Actions {by}", By: map[schema.Grouping]string{schema.ByOwner: "par responsable", schema.ByDue: "par échéance", schema.ByTheme: "par thème"},
	DueGroups: map[string]string{schema.DueOver: "En retard", schema.DueWeek: "Sous 7 jours", schema.DueMonth: "Sous 30 jours", schema.DueLater: "Plus tard", schema.DueNone: "Sans échéance"},
	NoTheme:   "Sans thème", GroupLate: "{n} en retard", GroupSoon: "{n} sous 7 jours", Soon: "bientôt", SoonLong: "bientôt due",
	Reminder: Reminder{Soon: Plural{"1 action à échéance sous 7 jours", "{n} actions à échéance sous 7 jours"}, Late: Plural{"1 action en retard", "{n} actions en retard"}},
	Convocation: Convocation{
		Heading: map[schema.MeetingFormat]string{
			schema.MeetingPlenary: "Convocation à la réunion plénière du {date}", schema.MeetingRestricted: "Convocation à la réunion restreinte du {date}",
			schema.MeetingWorkingGroup: "Convocation au groupe de travail du {date}",
		},
		Summons: "{group} : réunion le {starts}.", Place: "Lieu : {place}", To: "Convoqués : {orgs}", ToAll: "Convoqués : toutes les organisations du groupe",
		Agenda: "Ordre du jour", Minutes: "{n} min", Length: "Durée prévue : {n} min", NoPoint: "L’ordre du jour sera adressé séparément.",
		Leads:  "Ordre du jour à adresser au plus tard le {agenda} (J-25), convocation au plus tard le {convocation} (J-15).",
		Answer: "Merci d’indiquer au secrétariat qui vous représentera, sur place ou à distance, ou de vous excuser.",
	},
}
