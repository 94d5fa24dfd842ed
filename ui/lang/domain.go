package lang

import "contactgroup/schema"

// Domain names the codes of the register. A missing entry is a fault that a test finds.
type Domain struct {
	ErasedOn         string // {date}
	ErasedAddress    string
	Nouns            map[schema.Noun]string
	Kinds            map[schema.Kind]string
	KindsShort       map[schema.Kind]string // ≤ 12 columns
	Regimes          map[schema.Regime]string
	Labels           map[schema.Label]string
	States           map[schema.State]string
	Outcomes         map[schema.Outcome]string
	Grounds          map[schema.Ground]string
	Rulings          map[schema.Ruling]string
	Purposes         map[schema.Purpose]string
	Origins          map[schema.ClockOrigin]string
	TLP              map[schema.TLP]string
	Types            map[schema.ContentType]string
	ReplyStates      map[schema.ReplyState]string
	ActionStates     map[schema.ActionState]string
	MeetingStates    map[schema.MeetingState]string
	Formats          map[schema.MeetingFormat]string
	CommitmentStates map[schema.CommitmentState]string
	Stances          map[schema.StanceKind]string // where an organisation stands to an article
	Roles            map[schema.Role]string
	OrgKinds         map[schema.OrgKind]string
	Functions        map[schema.Function]string
	Verbs            map[schema.Verb]string  // infinitive, lower case: "prendre"
	Done             map[schema.Verb]string  // what the log says happened: "prise en charge"
	Fields           map[schema.Field]string // lower case
	Relations        map[schema.Relation]string
	Observed         map[string]string
	Advice           map[schema.RecommendationState]string
	Matches          map[schema.Match]string
	Lights           map[schema.RAG]string // how near a deadline is
	Overdue          string                // of a request or an action
	Nobody           string
	You              string
	Ministry         string // how the other side calls the authority in a column
}

var domainFR = Domain{
	ErasedOn: "effacé le {date}", ErasedAddress: "adresse effacée",
	Nouns: map[schema.Noun]string{
		schema.NounOrganisation: "organisation", schema.NounMember: "membre", schema.NounKey: "clé", schema.NounInvitation: "invitation", schema.NounRequest: "demande",
		schema.NounCase: "dossier", schema.NounContact: "astreinte",
		schema.NounReply: "réponse", schema.NounNote: "note", schema.NounAction: "action", schema.NounMeeting: "réunion",
		schema.NounCommitment: "engagement", schema.NounArticle: "article", schema.NounTraining: "formation", schema.NounSheet: "fiche pratique",
		schema.NounClock: "délai", schema.NounRegime: "régime", schema.NounCrisis: "crise", schema.NounLog: "journal", schema.NounAlert: "alerte",
		schema.NounSession: "session", schema.NounServer: "serveur", schema.NounTemplate: "modèle",
		schema.NounNotice: "avis par courriel", schema.NounRetention: "conservation",
	},
	Kinds: map[schema.Kind]string{
		schema.KindReferral: "signalement", schema.KindWithdrawal: "demande de retrait", schema.KindBlocking: "blocage",
		schema.KindDelisting: "déréférencement", schema.KindRemovalOrder: "injonction de retrait", schema.KindOrderToAct: "injonction d’agir",
		schema.KindNotice: "notification", schema.KindIdentification: "réquisition", schema.KindPreservation: "gel des données",
		schema.KindCounterSpeech: "contre-discours", schema.KindVitalEmergency: "urgence vitale", schema.KindReinstatement: "rétablissement",
	},
	KindsShort: map[schema.Kind]string{
		schema.KindReferral: "signalement", schema.KindWithdrawal: "retrait", schema.KindBlocking: "blocage", schema.KindDelisting: "déréférenc.",
		schema.KindRemovalOrder: "inj. retrait", schema.KindOrderToAct: "inj. d’agir", schema.KindNotice: "notification",
		schema.KindIdentification: "réquisition", schema.KindPreservation: "gel", schema.KindCounterSpeech: "contre-disc.",
		schema.KindVitalEmergency: "urg. vitale", schema.KindReinstatement: "rétabliss.",
	},
	Regimes: map[schema.Regime]string{
		schema.RegimeTerms: "conditions d’utilisation", schema.RegimeLCEN: "LCEN art. 6-1", schema.RegimeTCO: "TCO art. 3", schema.RegimeDSA9: "DSA art. 9",
		schema.RegimeDSA16: "DSA art. 16", schema.RegimeCriminal: "procédure pénale", schema.RegimeVoluntary: "volontaire",
	},
	Labels: map[schema.Label]string{
		schema.P0: "urgence vitale", schema.P1: "crise", schema.P2: "prioritaire", schema.P3: "courant", schema.P4: "pour information",
	},
	States: map[schema.State]string{
		schema.StateDraft: "brouillon", schema.StateToApprove: "à viser", schema.StateSent: "envoyée", schema.StateInProgress: "en cours",
		schema.StateClarification: "précision demandée", schema.StateImpossible: "impossible", schema.StateAnswered: "répondue",
		schema.StateClosed: "close", schema.StateWithdrawn: "retirée", schema.StateDuplicate: "doublon",
	},
	Outcomes: map[schema.Outcome]string{
		schema.OutcomeRemovedLaw: "retiré – loi", schema.OutcomeRemovedTerms: "retiré – CGU", schema.OutcomeDisabled: "accès désactivé",
		schema.OutcomeAccountSuspended: "compte suspendu", schema.OutcomeAccountClosed: "compte fermé", schema.OutcomeRestricted: "visibilité réduite",
		schema.OutcomeAlreadyRemoved: "déjà retiré", schema.OutcomeNotFound: "introuvable", schema.OutcomeInsufficient: "information insuffisante",
		schema.OutcomeManifestError: "erreur manifeste", schema.OutcomeImpossible: "impossible", schema.OutcomeRefused: "refusé",
		schema.OutcomeWrongAddressee: "mauvais destinataire",
	},
	Grounds: map[schema.Ground]string{
		schema.GroundForceMajeure: "force majeure", schema.GroundManifestError: "erreur manifeste",
		schema.GroundInsufficient: "information insuffisante", schema.GroundClarification: "précision demandée",
	},
	Rulings: map[schema.Ruling]string{
		schema.RulingOpen: "à trancher", schema.RulingUpheld: "maintenue", schema.RulingWithdrawn: "retirée",
	},
	Purposes: map[schema.Purpose]string{
		schema.ForAnswer: "réponse", schema.ForScrutiny: "examen", schema.ForExpiry: "expiration", schema.ForCheck: "contrôle", schema.ForBenchmark: "repère",
	},
	Origins: map[schema.ClockOrigin]string{
		schema.FromSent: "envoi", schema.FromReceived: "réception", schema.FromDone: "exécution",
	},
	TLP: map[schema.TLP]string{
		schema.TLPClear: "TLP:CLEAR", schema.TLPGreen: "TLP:GREEN", schema.TLPAmber: "TLP:AMBER", schema.TLPAmberStrict: "TLP:AMBER+STRICT", schema.TLPRed: "TLP:RED",
	},
	Types: map[schema.ContentType]string{
		"video": "vidéo", "image": "image", "post": "publication", "page": "page", "account": "compte", "site": "site", "file": "fichier",
	},
	ReplyStates: map[schema.ReplyState]string{
		schema.ReplyHeld: "retenue", schema.ReplySent: "envoyée", schema.ReplyAccepted: "acceptée", schema.ReplyDisputed: "contestée",
	},
	ActionStates: map[schema.ActionState]string{
		schema.ActionOpen: "ouverte", schema.ActionInProgress: "en cours", schema.ActionBlocked: "bloquée", schema.ActionDone: "réalisée", schema.ActionDropped: "abandonnée",
	},
	MeetingStates: map[schema.MeetingState]string{
		schema.MeetingDraft: "en préparation", schema.MeetingConvened: "convoquée", schema.MeetingHeld: "en séance", schema.MeetingClosed: "close",
	},
	CommitmentStates: map[schema.CommitmentState]string{
		schema.CommitmentOpen: "en cours", schema.CommitmentKept: "tenu", schema.CommitmentPartly: "tenu en partie", schema.CommitmentBroken: "non tenu",
		schema.CommitmentWithdrawn: "retiré",
	},
	Stances: map[schema.StanceKind]string{schema.StanceEndorsed: "approuve", schema.StanceReserved: "réserve"},
	Formats: map[schema.MeetingFormat]string{
		schema.MeetingPlenary: "plénière", schema.MeetingRestricted: "restreinte", schema.MeetingWorkingGroup: "groupe de travail",
	},
	Roles: map[schema.Role]string{
		schema.RoleChair: "présidence", schema.RoleSecretariat: "secrétariat", schema.RoleRequester: "rédacteur", schema.RoleValidator: "valideur",
		schema.RoleCorrespondent: "correspondant", schema.RoleObserver: "observateur", schema.RoleOverseer: "personnalité qualifiée", schema.RoleAdministrator: "administrateur",
	},
	OrgKinds: map[schema.OrgKind]string{
		schema.OrgAuthority: "autorité", schema.OrgOperator: "opérateur", schema.OrgAssociation: "association", schema.OrgOversight: "contrôle", schema.OrgObserver: "observateur",
	},
	Functions: map[schema.Function]string{
		"host": "hébergeur", "publisher": "éditeur", "access_provider": "fournisseur d’accès", "search_engine": "moteur de recherche", "platform": "plateforme",
	},
	Verbs: map[schema.Verb]string{
		schema.VerbNew: "créer", schema.VerbEdit: "modifier", schema.VerbSubmit: "soumettre au visa", schema.VerbApprove: "viser", schema.VerbReturn: "renvoyer au rédacteur",
		schema.VerbSend: "envoyer", schema.VerbAcknowledge: "accuser réception", schema.VerbClaim: "prendre", schema.VerbRelease: "libérer",
		schema.VerbAssign: "affecter", schema.VerbLabel: "changer le label", schema.VerbClarify: "demander une précision", schema.VerbImpossible: "déclarer impossible",
		schema.VerbSnooze: "mettre en attente", schema.VerbDue: "fixer l’échéance", schema.VerbNote: "noter", schema.VerbAmend: "compléter", schema.VerbReply: "répondre",
		schema.VerbTakeBack: "reprendre la réponse", schema.VerbAccept: "accepter la réponse", schema.VerbDispute: "contester la réponse",
		schema.VerbExternalRef: "noter le numéro externe", schema.VerbFile: "verser au dossier", schema.VerbUnfile: "retirer du dossier",
		schema.VerbEscalate: "faire bloquer ou déréférencer", schema.VerbReverify: "revérifier", schema.VerbReinstate: "demander la mainlevée", schema.VerbRecommend: "recommander",
		schema.VerbFollow: "suivre la recommandation", schema.VerbDecline: "écarter la recommandation", schema.VerbAttach: "joindre un document",
		schema.VerbClose: "clore", schema.VerbReopen: "rouvrir", schema.VerbWithdraw: "retirer", schema.VerbDuplicate: "marquer doublon",
		schema.VerbImport: "importer", schema.VerbUndo: "annuler", schema.VerbRedo: "rétablir", schema.VerbStart: "commencer", schema.VerbBlock: "bloquer", schema.VerbDone: "marquer réalisée",
		schema.VerbDrop: "abandonner", schema.VerbCarry: "reporter", schema.VerbAdd: "ajouter", schema.VerbDisable: "désactiver", schema.VerbRevoke: "révoquer", schema.VerbEnrol: "enrôler",
		schema.VerbLink: "lier", schema.VerbFreeze: "figer le dossier de réunion", schema.VerbInvite: "inviter", schema.VerbAgenda: "changer l’ordre du jour", schema.VerbConvene: "convoquer", schema.VerbOpen: "ouvrir la séance", schema.VerbPoint: "passer au point", schema.VerbPause: "arrêter le minuteur", schema.VerbCadence: "fixer la cadence", schema.VerbAttend: "émarger",
		schema.VerbCorrect: "corriger le relevé", schema.VerbEndorse: "approuver l’article",
		schema.VerbReserve: "émettre une réserve", schema.VerbNeeds: "lire les besoins de formation",
		schema.VerbContest: "contester la demande", schema.VerbDecide: "consigner une décision", schema.VerbExtend: "prolonger le gel", schema.VerbExpire: "laisser expirer le label", schema.VerbErase: "effacer", schema.VerbFail: "échouer",
		schema.VerbLogin: "entrer", schema.VerbRefuse: "refuser", schema.VerbExport: "exporter", schema.VerbDownload: "télécharger", schema.VerbLimit: "atteindre une limite", schema.VerbOverflow: "compter sans détail",
		schema.VerbUpdate: "mettre à jour", schema.VerbRemove: "supprimer", schema.VerbSave: "enregistrer", schema.VerbUse: "attribuer", schema.VerbEnd: "terminer", schema.VerbStats: "lire ces chiffres", schema.VerbRead: "lire cela",
	},
	Done: map[schema.Verb]string{
		schema.VerbNew: "création", schema.VerbEdit: "modification", schema.VerbSubmit: "soumise au visa", schema.VerbApprove: "visée", schema.VerbReturn: "renvoyée au rédacteur",
		schema.VerbSend: "envoyée", schema.VerbAcknowledge: "accusé de réception", schema.VerbClaim: "prise en charge", schema.VerbRelease: "libérée",
		schema.VerbAssign: "affectée", schema.VerbLabel: "label changé", schema.VerbClarify: "précision demandée", schema.VerbImpossible: "déclarée impossible",
		schema.VerbSnooze: "mise en attente", schema.VerbDue: "échéance fixée", schema.VerbNote: "note", schema.VerbAmend: "complément", schema.VerbReply: "réponse",
		schema.VerbTakeBack: "réponse reprise", schema.VerbAccept: "réponse acceptée", schema.VerbDispute: "réponse contestée",
		schema.VerbExternalRef: "numéro externe", schema.VerbFile: "versée au dossier", schema.VerbUnfile: "retirée du dossier",
		schema.VerbEscalate: "blocage ou déréférencement demandé", schema.VerbReverify: "revérifiée", schema.VerbReinstate: "mainlevée préparée", schema.VerbRecommend: "recommandation",
		schema.VerbFollow: "recommandation suivie", schema.VerbDecline: "recommandation écartée", schema.VerbAttach: "document joint",
		schema.VerbClose: "close", schema.VerbReopen: "rouverte", schema.VerbWithdraw: "retirée", schema.VerbDuplicate: "marquée doublon",
		schema.VerbImport: "importée", schema.VerbUndo: "annulation", schema.VerbRedo: "rétablissement", schema.VerbStart: "commencée", schema.VerbBlock: "bloquée", schema.VerbDone: "réalisée",
		schema.VerbDrop: "abandonnée", schema.VerbCarry: "reportée", schema.VerbAdd: "ajout", schema.VerbDisable: "désactivation", schema.VerbRevoke: "révocation", schema.VerbEnrol: "enrôlement",
		schema.VerbLink: "lien", schema.VerbFreeze: "dossier de réunion figé", schema.VerbInvite: "invitation", schema.VerbAgenda: "ordre du jour", schema.VerbConvene: "convoquée", schema.VerbOpen: "séance ouverte", schema.VerbPoint: "point en cours", schema.VerbPause: "minuteur arrêté", schema.VerbCadence: "cadence", schema.VerbAttend: "émargement",
		schema.VerbCorrect: "relevé corrigé", schema.VerbEndorse: "approuvé",
		schema.VerbReserve: "réserve émise", schema.VerbNeeds: "besoins lus",
		schema.VerbContest: "contestée", schema.VerbDecide: "décision", schema.VerbExtend: "prolongée", schema.VerbExpire: "label expiré", schema.VerbErase: "effacement", schema.VerbFail: "non remise",
		schema.VerbLogin: "entrée", schema.VerbRefuse: "refus", schema.VerbExport: "export", schema.VerbDownload: "téléchargement", schema.VerbLimit: "limite atteinte", schema.VerbOverflow: "comptés sans détail",
		schema.VerbUpdate: "mise à jour", schema.VerbRemove: "suppression", schema.VerbSave: "enregistrée", schema.VerbUse: "attribution", schema.VerbEnd: "fin",
	},
	Fields: map[schema.Field]string{
		schema.FieldRef: "numéro", schema.FieldKind: "nature", schema.FieldRegime: "régime", schema.FieldLegalBasis: "base légale", schema.FieldSubject: "objet",
		schema.FieldReasons: "motifs", schema.FieldService: "service", schema.FieldAddressee: "destinataire", schema.FieldLabel: "label", schema.FieldLabelReason: "motif du label",
		schema.FieldState: "statut", schema.FieldTLP: "TLP", schema.FieldCredibility: "fiabilité", schema.FieldCase: "dossier", schema.FieldDuplicateOf: "doublon de", schema.FieldDuplicates: "doublons",
		schema.FieldDue: "échéance", schema.FieldSuspended: "suspension", schema.FieldGround: "motif", schema.FieldVisa: "visa", schema.FieldAuthor: "rédacteur",
		schema.FieldExternalRef: "référence externe", schema.FieldAssignee: "pris par", schema.FieldSnoozed: "en attente jusqu’au", schema.FieldContents: "contenus",
		schema.FieldOutcome: "suite", schema.FieldObserved: "constaté", schema.FieldReceived: "reçue", schema.FieldSent: "envoyée", schema.FieldCreated: "créée",
		schema.FieldReverify: "à revérifier le", schema.FieldLinked: "demandes liées", schema.FieldAdvice: "recommandations", schema.FieldAttachments: "documents",
		schema.FieldSimilar: "contenus semblables", schema.FieldContacts: "astreintes", schema.FieldFunction: "fonction", schema.FieldPhone: "téléphone", schema.FieldMail: "courriel", schema.FieldMailed: "documents joints jusqu’à",
		schema.FieldHours: "horaires", schema.FieldZone: "fuseau", schema.FieldRank: "rang d’appel", schema.FieldPurpose: "objet",
		schema.FieldReply: "réponse", schema.FieldText: "texte", schema.FieldOwner: "responsable", schema.FieldMember: "personne", schema.FieldMeeting: "réunion",
		schema.FieldEvidence: "justificatif", schema.FieldCarried: "reports", schema.FieldCompleted: "réalisée le", schema.FieldRaised: "ouverte le", schema.FieldNotes: "notes",
		schema.FieldTheme: "thème", schema.FieldLinks: "liens", schema.FieldRole: "rôle", schema.FieldKey: "clé", schema.FieldKeyPolicy: "exigence de clé", schema.FieldAuthority: "autorités de certification", schema.FieldDisabled: "désactivation",
		schema.FieldFormat: "format", schema.FieldTitle: "titre", schema.FieldStarts: "début", schema.FieldPlace: "lieu", schema.FieldInvited: "invités",
		schema.FieldAgenda: "ordre du jour", schema.FieldAttendance: "émargement", schema.FieldDecisions: "décisions", schema.FieldMinutes: "relevé", schema.FieldPack: "dossier", schema.FieldPoint: "point en cours", schema.FieldTimer: "minuteur depuis", schema.FieldCadence: "cadence",
		schema.FieldOrigin: "origine", schema.FieldMade: "pris le", schema.FieldReviews: "examens", schema.FieldAdopted: "adopté le", schema.FieldStance: "position",
		schema.FieldDate: "date", schema.FieldTopic: "sujet", schema.FieldTrained: "personnes formées", schema.FieldErased: "effacé", schema.FieldWebhook: "webhook",
		schema.FieldAddress: "depuis", schema.FieldCommand: "commande", schema.FieldCount: "fois", schema.FieldBytes: "octets", schema.FieldSetting: "réglage",
		schema.FieldLabelExpires: "label expire le", schema.FieldScrutiny: "décision due le", schema.FieldExpires: "expire le",
		schema.FieldBenchmark: "repère de crise", schema.FieldContested: "contestation", schema.FieldFrom: "en vigueur le",
	},
	Relations: map[schema.Relation]string{schema.RelationEscalation: "blocage ou déréférencement", schema.RelationReinstatement: "mainlevée"},
	Observed:  map[string]string{schema.ObservedLive: "constaté en ligne", schema.ObservedGone: "constaté disparu"},
	Advice: map[schema.RecommendationState]string{
		schema.RecommendationOpen: "ouverte", schema.RecommendationFollowed: "suivie", schema.RecommendationDeclined: "écartée",
	},
	Matches: map[schema.Match]string{schema.MatchURL: "même adresse", schema.MatchHash: "même empreinte", schema.MatchPath: "même chemin, autre hôte"},
	Lights:  map[schema.RAG]string{schema.Red: "en retard", schema.Amber: "bientôt échue", schema.Green: "dans les temps"},
	Overdue: "RETARD", Nobody: "-", You: "(vous)", Ministry: "Ministère",
}

var domainEN = Domain{
	ErasedOn: "erased on {date}", ErasedAddress: "address erased",
	Nouns: map[schema.Noun]string{
		schema.NounOrganisation: "organisation", schema.NounMember: "member", schema.NounKey: "key", schema.NounInvitation: "invitation", schema.NounRequest: "request",
		schema.NounCase: "case", schema.NounContact: "contact",
		schema.NounReply: "reply", schema.NounNote: "note", schema.NounAction: "action", schema.NounMeeting: "meeting",
		schema.NounCommitment: "commitment", schema.NounArticle: "article", schema.NounTraining: "training", schema.NounSheet: "good-practice sheet",
		schema.NounClock: "clock", schema.NounRegime: "regime", schema.NounCrisis: "crisis", schema.NounLog: "log", schema.NounAlert: "alert",
		schema.NounSession: "session", schema.NounServer: "server", schema.NounTemplate: "template",
		schema.NounNotice: "notice by mail", schema.NounRetention: "retention",
	},
	Kinds: map[schema.Kind]string{
		schema.KindReferral: "referral", schema.KindWithdrawal: "withdrawal request", schema.KindBlocking: "blocking", schema.KindDelisting: "delisting",
		schema.KindRemovalOrder: "removal order", schema.KindOrderToAct: "order to act", schema.KindNotice: "notice", schema.KindIdentification: "identification",
		schema.KindPreservation: "preservation", schema.KindCounterSpeech: "counter-speech", schema.KindVitalEmergency: "threat to life", schema.KindReinstatement: "reinstatement",
	},
	KindsShort: map[schema.Kind]string{
		schema.KindReferral: "referral", schema.KindWithdrawal: "withdrawal", schema.KindBlocking: "blocking", schema.KindDelisting: "delisting",
		schema.KindRemovalOrder: "removal ord.", schema.KindOrderToAct: "order to act", schema.KindNotice: "notice", schema.KindIdentification: "identify",
		schema.KindPreservation: "preserve", schema.KindCounterSpeech: "counter-sp.", schema.KindVitalEmergency: "life threat", schema.KindReinstatement: "reinstate",
	},
	Regimes: map[schema.Regime]string{
		schema.RegimeTerms: "terms of service", schema.RegimeLCEN: "LCEN art. 6-1", schema.RegimeTCO: "TCO art. 3", schema.RegimeDSA9: "DSA art. 9",
		schema.RegimeDSA16: "DSA art. 16", schema.RegimeCriminal: "criminal procedure", schema.RegimeVoluntary: "voluntary",
	},
	Labels: map[schema.Label]string{
		schema.P0: "threat to life", schema.P1: "crisis", schema.P2: "priority", schema.P3: "ordinary", schema.P4: "for information",
	},
	States: map[schema.State]string{
		schema.StateDraft: "draft", schema.StateToApprove: "to approve", schema.StateSent: "sent", schema.StateInProgress: "in progress",
		schema.StateClarification: "clarification", schema.StateImpossible: "impossible", schema.StateAnswered: "answered",
		schema.StateClosed: "closed", schema.StateWithdrawn: "withdrawn", schema.StateDuplicate: "duplicate",
	},
	Outcomes: map[schema.Outcome]string{
		schema.OutcomeRemovedLaw: "removed – law", schema.OutcomeRemovedTerms: "removed – terms", schema.OutcomeDisabled: "access disabled",
		schema.OutcomeAccountSuspended: "account suspended", schema.OutcomeAccountClosed: "account closed", schema.OutcomeRestricted: "visibility reduced",
		schema.OutcomeAlreadyRemoved: "already removed", schema.OutcomeNotFound: "not found", schema.OutcomeInsufficient: "insufficient information",
		schema.OutcomeManifestError: "manifest error", schema.OutcomeImpossible: "impossible", schema.OutcomeRefused: "refused",
		schema.OutcomeWrongAddressee: "wrong addressee",
	},
	Grounds: map[schema.Ground]string{
		schema.GroundForceMajeure: "force majeure", schema.GroundManifestError: "manifest error",
		schema.GroundInsufficient: "insufficient information", schema.GroundClarification: "clarification asked",
	},
	Rulings: map[schema.Ruling]string{
		schema.RulingOpen: "to be decided", schema.RulingUpheld: "upheld", schema.RulingWithdrawn: "withdrawn",
	},
	Purposes: map[schema.Purpose]string{
		schema.ForAnswer: "answer", schema.ForScrutiny: "scrutiny", schema.ForExpiry: "expiry", schema.ForCheck: "check", schema.ForBenchmark: "benchmark",
	},
	Origins: map[schema.ClockOrigin]string{
		schema.FromSent: "sending", schema.FromReceived: "receipt", schema.FromDone: "execution",
	},
	TLP: domainFR.TLP,
	Types: map[schema.ContentType]string{
		"video": "video", "image": "image", "post": "post", "page": "page", "account": "account", "site": "site", "file": "file",
	},
	ReplyStates: map[schema.ReplyState]string{
		schema.ReplyHeld: "held", schema.ReplySent: "sent", schema.ReplyAccepted: "accepted", schema.ReplyDisputed: "disputed",
	},
	ActionStates: map[schema.ActionState]string{
		schema.ActionOpen: "open", schema.ActionInProgress: "in progress", schema.ActionBlocked: "blocked", schema.ActionDone: "done", schema.ActionDropped: "dropped",
	},
	MeetingStates: map[schema.MeetingState]string{
		schema.MeetingDraft: "draft", schema.MeetingConvened: "convened", schema.MeetingHeld: "in session", schema.MeetingClosed: "closed",
	},
	CommitmentStates: map[schema.CommitmentState]string{
		schema.CommitmentOpen: "under way", schema.CommitmentKept: "kept", schema.CommitmentPartly: "kept in part", schema.CommitmentBroken: "not kept",
		schema.CommitmentWithdrawn: "withdrawn",
	},
	Stances: map[schema.StanceKind]string{schema.StanceEndorsed: "endorses", schema.StanceReserved: "reserves"},
	Formats: map[schema.MeetingFormat]string{
		schema.MeetingPlenary: "plenary", schema.MeetingRestricted: "restricted", schema.MeetingWorkingGroup: "working group",
	},
	Roles: map[schema.Role]string{
		schema.RoleChair: "chair", schema.RoleSecretariat: "secretariat", schema.RoleRequester: "requester", schema.RoleValidator: "validator",
		schema.RoleCorrespondent: "correspondent", schema.RoleObserver: "observer", schema.RoleOverseer: "qualified person", schema.RoleAdministrator: "administrator",
	},
	OrgKinds: map[schema.OrgKind]string{
		schema.OrgAuthority: "authority", schema.OrgOperator: "operator", schema.OrgAssociation: "association", schema.OrgOversight: "oversight", schema.OrgObserver: "observer",
	},
	Functions: map[schema.Function]string{
		"host": "host", "publisher": "publisher", "access_provider": "access provider", "search_engine": "search engine", "platform": "platform",
	},
	Verbs: map[schema.Verb]string{
		schema.VerbNew: "create", schema.VerbEdit: "edit", schema.VerbSubmit: "submit for approval", schema.VerbApprove: "approve", schema.VerbReturn: "return to its author",
		schema.VerbSend: "send", schema.VerbAcknowledge: "acknowledge", schema.VerbClaim: "claim", schema.VerbRelease: "release",
		schema.VerbAssign: "assign", schema.VerbLabel: "change the label", schema.VerbClarify: "ask for clarification", schema.VerbImpossible: "declare impossible",
		schema.VerbSnooze: "snooze", schema.VerbDue: "set the due time", schema.VerbNote: "note", schema.VerbAmend: "amend", schema.VerbReply: "reply",
		schema.VerbTakeBack: "take the reply back", schema.VerbAccept: "accept the reply", schema.VerbDispute: "dispute the reply",
		schema.VerbExternalRef: "set the external number", schema.VerbFile: "file in a case", schema.VerbUnfile: "take out of the case",
		schema.VerbEscalate: "escalate", schema.VerbReverify: "re-verify", schema.VerbReinstate: "ask for reinstatement", schema.VerbRecommend: "recommend",
		schema.VerbFollow: "follow the recommendation", schema.VerbDecline: "decline the recommendation", schema.VerbAttach: "attach a document",
		schema.VerbClose: "close", schema.VerbReopen: "reopen", schema.VerbWithdraw: "withdraw", schema.VerbDuplicate: "mark as duplicate",
		schema.VerbImport: "import", schema.VerbUndo: "undo", schema.VerbRedo: "redo", schema.VerbStart: "start", schema.VerbBlock: "block", schema.VerbDone: "mark as done",
		schema.VerbDrop: "drop", schema.VerbCarry: "carry over", schema.VerbAdd: "add", schema.VerbDisable: "disable", schema.VerbRevoke: "revoke", schema.VerbEnrol: "enrol",
		schema.VerbLink: "link", schema.VerbFreeze: "freeze the pack", schema.VerbInvite: "invite", schema.VerbAgenda: "change the agenda", schema.VerbConvene: "convene", schema.VerbOpen: "open the sitting", schema.VerbPoint: "take up the point", schema.VerbPause: "stop the timer", schema.VerbCadence: "set the cadence", schema.VerbAttend: "sign in",
		schema.VerbCorrect: "correct the minutes", schema.VerbEndorse: "endorse",
		schema.VerbReserve: "make a reservation", schema.VerbNeeds: "read training needs",
		schema.VerbContest: "contest the request", schema.VerbDecide: "record a decision", schema.VerbExtend: "extend the preservation", schema.VerbExpire: "let the label expire", schema.VerbErase: "erase", schema.VerbFail: "fail",
		schema.VerbLogin: "log in", schema.VerbRefuse: "refuse", schema.VerbExport: "export", schema.VerbDownload: "download", schema.VerbLimit: "reach a limit", schema.VerbOverflow: "count without detail",
		schema.VerbUpdate: "update", schema.VerbRemove: "remove", schema.VerbSave: "save", schema.VerbUse: "assign", schema.VerbEnd: "end", schema.VerbStats: "read these figures", schema.VerbRead: "read this",
	},
	Done: map[schema.Verb]string{
		schema.VerbNew: "created", schema.VerbEdit: "edited", schema.VerbSubmit: "submitted for approval", schema.VerbApprove: "approved", schema.VerbReturn: "returned to its author",
		schema.VerbSend: "sent", schema.VerbAcknowledge: "receipt acknowledged", schema.VerbClaim: "claimed", schema.VerbRelease: "released",
		schema.VerbAssign: "assigned", schema.VerbLabel: "label changed", schema.VerbClarify: "clarification asked", schema.VerbImpossible: "declared impossible",
		schema.VerbSnooze: "snoozed", schema.VerbDue: "due time set", schema.VerbNote: "note added", schema.VerbAmend: "amended", schema.VerbReply: "replied",
		schema.VerbTakeBack: "reply taken back", schema.VerbAccept: "reply accepted", schema.VerbDispute: "reply disputed",
		schema.VerbExternalRef: "external number set", schema.VerbFile: "filed in a case", schema.VerbUnfile: "taken out of the case",
		schema.VerbEscalate: "escalated", schema.VerbReverify: "re-verified", schema.VerbReinstate: "reinstatement prepared", schema.VerbRecommend: "recommendation made",
		schema.VerbFollow: "recommendation followed", schema.VerbDecline: "recommendation declined", schema.VerbAttach: "document attached",
		schema.VerbClose: "closed", schema.VerbReopen: "reopened", schema.VerbWithdraw: "withdrawn", schema.VerbDuplicate: "marked as duplicate",
		schema.VerbImport: "imported", schema.VerbUndo: "undone", schema.VerbRedo: "redone", schema.VerbStart: "started", schema.VerbBlock: "blocked", schema.VerbDone: "done",
		schema.VerbDrop: "dropped", schema.VerbCarry: "carried over", schema.VerbAdd: "added", schema.VerbDisable: "disabled", schema.VerbRevoke: "revoked", schema.VerbEnrol: "enrolled",
		schema.VerbLink: "linked", schema.VerbFreeze: "pack frozen", schema.VerbInvite: "invited", schema.VerbAgenda: "agenda changed", schema.VerbConvene: "convened", schema.VerbOpen: "sitting opened", schema.VerbPoint: "point under way", schema.VerbPause: "timer stopped", schema.VerbCadence: "cadence set", schema.VerbAttend: "signed in",
		schema.VerbCorrect: "minutes corrected", schema.VerbEndorse: "endorsed",
		schema.VerbReserve: "reservation made", schema.VerbNeeds: "needs read",
		schema.VerbContest: "contested", schema.VerbDecide: "decision recorded", schema.VerbExtend: "extended", schema.VerbExpire: "label expired", schema.VerbErase: "erased", schema.VerbFail: "not delivered",
		schema.VerbLogin: "login", schema.VerbRefuse: "refused", schema.VerbExport: "export", schema.VerbDownload: "download", schema.VerbLimit: "limit reached", schema.VerbOverflow: "counted without detail",
		schema.VerbUpdate: "updated", schema.VerbRemove: "removed", schema.VerbSave: "saved", schema.VerbUse: "assigned", schema.VerbEnd: "ended",
	},
	Fields: map[schema.Field]string{
		schema.FieldRef: "reference", schema.FieldKind: "kind", schema.FieldRegime: "regime", schema.FieldLegalBasis: "legal basis", schema.FieldSubject: "subject",
		schema.FieldReasons: "reasons", schema.FieldService: "service", schema.FieldAddressee: "addressee", schema.FieldLabel: "label", schema.FieldLabelReason: "reason for the label",
		schema.FieldState: "status", schema.FieldTLP: "TLP", schema.FieldCredibility: "credibility", schema.FieldCase: "case", schema.FieldDuplicateOf: "duplicate of", schema.FieldDuplicates: "duplicates",
		schema.FieldDue: "due", schema.FieldSuspended: "suspended", schema.FieldGround: "ground", schema.FieldVisa: "approval", schema.FieldAuthor: "author",
		schema.FieldExternalRef: "external ref.", schema.FieldAssignee: "claimed by", schema.FieldSnoozed: "snoozed until", schema.FieldContents: "contents",
		schema.FieldOutcome: "outcome", schema.FieldObserved: "observed", schema.FieldReceived: "received", schema.FieldSent: "sent", schema.FieldCreated: "created",
		schema.FieldReverify: "re-verify on", schema.FieldLinked: "linked requests", schema.FieldAdvice: "recommendations", schema.FieldAttachments: "documents",
		schema.FieldSimilar: "similar contents", schema.FieldContacts: "contacts", schema.FieldFunction: "function", schema.FieldPhone: "phone", schema.FieldMail: "mail", schema.FieldMailed: "papers mailed up to",
		schema.FieldHours: "hours", schema.FieldZone: "time zone", schema.FieldRank: "order of call", schema.FieldPurpose: "purpose",
		schema.FieldReply: "reply", schema.FieldText: "text", schema.FieldOwner: "owner", schema.FieldMember: "person", schema.FieldMeeting: "meeting",
		schema.FieldEvidence: "evidence", schema.FieldCarried: "carried over", schema.FieldCompleted: "completed on", schema.FieldRaised: "raised on", schema.FieldNotes: "notes",
		schema.FieldTheme: "theme", schema.FieldLinks: "links", schema.FieldRole: "role", schema.FieldKey: "key", schema.FieldKeyPolicy: "key policy", schema.FieldAuthority: "certificate authorities", schema.FieldDisabled: "disabled",
		schema.FieldFormat: "format", schema.FieldTitle: "title", schema.FieldStarts: "starts", schema.FieldPlace: "place", schema.FieldInvited: "invited",
		schema.FieldAgenda: "agenda", schema.FieldAttendance: "attendance", schema.FieldDecisions: "decisions", schema.FieldMinutes: "minutes", schema.FieldPack: "pack", schema.FieldPoint: "point under way", schema.FieldTimer: "timer since", schema.FieldCadence: "cadence",
		schema.FieldOrigin: "origin", schema.FieldMade: "made on", schema.FieldReviews: "reviews", schema.FieldAdopted: "adopted on", schema.FieldStance: "stance",
		schema.FieldDate: "date", schema.FieldTopic: "topic", schema.FieldTrained: "people trained", schema.FieldErased: "erased", schema.FieldWebhook: "webhook",
		schema.FieldAddress: "from", schema.FieldCommand: "command", schema.FieldCount: "times", schema.FieldBytes: "bytes", schema.FieldSetting: "setting",
		schema.FieldLabelExpires: "label expires", schema.FieldScrutiny: "decision due", schema.FieldExpires: "expires",
		schema.FieldBenchmark: "crisis benchmark", schema.FieldContested: "contestation", schema.FieldFrom: "in force from",
	},
	Relations: map[schema.Relation]string{schema.RelationEscalation: "escalation", schema.RelationReinstatement: "reinstatement"},
	Observed:  map[string]string{schema.ObservedLive: "found live", schema.ObservedGone: "found gone"},
	Advice: map[schema.RecommendationState]string{
		schema.RecommendationOpen: "open", schema.RecommendationFollowed: "followed", schema.RecommendationDeclined: "declined",
	},
	Matches: map[schema.Match]string{schema.MatchURL: "same address", schema.MatchHash: "same hash", schema.MatchPath: "same path, another host"},
	Lights:  map[schema.RAG]string{schema.Red: "overdue", schema.Amber: "due soon", schema.Green: "in time"},
	Overdue: "LATE", Nobody: "-", You: "(you)", Ministry: "Ministry",
}
