package lang

import "contactgroup/schema"

// Alert holds the words of alerts, and of trying them.
type Alert struct {
	Subject     string // {label} {what}: a reference, or Crisis
	Crisis      string // in a subject
	TestSubject string
	Sentences   map[schema.AlertCause]string // {label} {ref}
	Unnamed     string                       // of a request whose reference may not be told: {label}

	States     map[schema.AlertState]string
	Deliveries map[schema.DeliveryState]string
	Causes     map[schema.AlertCause]string
	Channels   map[schema.Channel]string
	SecretOnce string // {ref} {secret}

	FlagSMTP, FlagFrom, FlagUser, FlagPassword, FlagTLS, FlagStep, FlagPrivate string // of the program
	FlagTo                                                                     string
	NeedSMTP, NeedFrom                                                         string
	BadAddress, BadFrom                                                        string // {value}
	Taken                                                                      string // {server} {to}
	NotTaken                                                                   string // {server} {to} {problem}
	NotReached                                                                 string // {server} {problem}
}

var alertFR = Alert{
	Subject: "{label} – {what}", Crisis: "crise", TestSubject: "Essai d’alerte",
	Sentences: map[schema.AlertCause]string{
		schema.AlertSent: "Une demande {label} vous attend : {ref}", schema.AlertRaised: "Demande {ref} : son label passe à {label}",
		schema.AlertCrisis: "Une crise commence.", schema.AlertTest: "Ce message est un essai : le serveur de courriel accepte les alertes.",
	},
	Unnamed: "Une demande {label} vous attend.",
	States: map[schema.AlertState]string{schema.AlertCalling: "appel en cours", schema.AlertUnheard: "sans réponse",
		schema.AlertAcknowledged: "prise en compte", schema.AlertOver: "sans objet"},
	Deliveries: map[schema.DeliveryState]string{schema.DeliveryWaiting: "à remettre", schema.DeliverySending: "en route", schema.DeliverySent: "remise",
		schema.DeliveryFailed: "refusée", schema.DeliveryStopped: "arrêtée"},
	Causes: map[schema.AlertCause]string{schema.AlertSent: "demande envoyée", schema.AlertRaised: "label relevé", schema.AlertCrisis: "crise",
		schema.AlertTest: "essai", schema.AlertLetter: "avis à un membre"},
	Channels:   map[schema.Channel]string{schema.ChannelMail: "courriel", schema.ChannelLetter: "courriel à un membre", schema.ChannelWebhook: "webhook"},
	SecretOnce: "Secret du webhook de {ref}, montré cette seule fois : {secret}",
	FlagSMTP:   "`hôte:port` du serveur de courriel par lequel partent les alertes ; vide : elles attendent", FlagFrom: "`adresse` d’expéditeur des alertes",
	FlagUser: "`nom` d’utilisateur auprès du serveur de courriel", FlagPassword: "`fichier` qui contient le mot de passe de cet utilisateur",
	FlagTLS: "protection du courriel : starttls (exigé), implicit, off (relais de la machine même)", FlagStep: "attente avant d’appeler le suivant dans l’ordre d’appel",
	FlagPrivate: "appeler aussi les webhooks d’adresses privées", FlagTo: "`adresse` à laquelle envoyer l’essai",
	NeedSMTP: "Aucun serveur de courriel : donnez --smtp-address, ou smtp-address dans le fichier de configuration.", NeedFrom: "--smtp-address demande aussi --smtp-from.",
	BadAddress: "--smtp-address : « {value} » n’est pas de la forme hôte:port.", BadFrom: "« {value} » n’est pas une adresse de courriel.",
	Taken: "{server} a accepté le message pour {to}.", NotTaken: "{server} refuse le message pour {to} : {problem}", NotReached: "Envoi impossible par {server} : {problem}",
}

var alertEN = Alert{
	Subject: "{label} – {what}", Crisis: "crisis", TestSubject: "Alert test",
	Sentences: map[schema.AlertCause]string{
		schema.AlertSent: "A {label} request awaits you: {ref}", schema.AlertRaised: "Request {ref}: its label is raised to {label}",
		schema.AlertCrisis: "A crisis begins.", schema.AlertTest: "This message is a test: the mail server accepts alerts.",
	},
	Unnamed: "A {label} request awaits you.",
	States: map[schema.AlertState]string{schema.AlertCalling: "calling", schema.AlertUnheard: "unanswered",
		schema.AlertAcknowledged: "acknowledged", schema.AlertOver: "over"},
	Deliveries: map[schema.DeliveryState]string{schema.DeliveryWaiting: "to be delivered", schema.DeliverySending: "on its way", schema.DeliverySent: "delivered",
		schema.DeliveryFailed: "refused", schema.DeliveryStopped: "stopped"},
	Causes: map[schema.AlertCause]string{schema.AlertSent: "request sent", schema.AlertRaised: "label raised", schema.AlertCrisis: "crisis",
		schema.AlertTest: "test", schema.AlertLetter: "notice to a member"},
	Channels:   map[schema.Channel]string{schema.ChannelMail: "mail", schema.ChannelLetter: "mail to a member", schema.ChannelWebhook: "webhook"},
	SecretOnce: "Secret of the webhook of {ref}, shown this once: {secret}",
	FlagSMTP:   "`host:port` of the mail server that alerts go by; empty: they wait", FlagFrom: "`address` that alerts come from",
	FlagUser: "`name` of the user at the mail server", FlagPassword: "`file` that holds that user’s password",
	FlagTLS: "protection of mail: starttls (required), implicit, off (a relay on the same machine)", FlagStep: "wait before the next contact in the order of call is called",
	FlagPrivate: "post to webhooks at private addresses too", FlagTo: "`address` to send the test to",
	NeedSMTP: "There is no mail server: give --smtp-address, or smtp-address in the configuration file.", NeedFrom: "--smtp-address also needs --smtp-from.",
	BadAddress: "--smtp-address: “{value}” is not host:port.", BadFrom: "“{value}” is not a mail address.",
	Taken: "{server} accepted the message for {to}.", NotTaken: "{server} refuses the message for {to}: {problem}", NotReached: "Cannot send through {server}: {problem}",
}
