package lang

import (
	"time"

	"contactgroup/schema"
)

// Enrol holds the words of invitations and of those who answer them.
type Enrol struct {
	States  map[schema.InvitationState]string
	Name    string // of a member to be, when none is given: {role} {organisation}
	Send    string // {ref} {until}
	HostKey string // {fingerprint}

	HowTo    string // a shell without a code: {line}
	OnlyCode string // something else than a code was typed: {line}
	Ask      string // prompt
	Welcome  string // {name} {organisation} {group} {login} {fingerprint}
	Next     string // what to type from now on: {line}
	Already  string // {login} {line}
	Late     string // the session ends without a code

	LastLogin  string // {when} {from}
	FirstLogin string

	CertNoPrincipal, CertExpired, CertEarly, CertSource, CertForced, CertOption, CertForged, CertNoTouch string // {option}
}

var enrolFR = Enrol{
	States: map[schema.InvitationState]string{schema.InvitationOpen: "ouverte", schema.InvitationAnswered: "utilisée",
		schema.InvitationExpired: "expirée", schema.InvitationRevoked: "révoquée"},
	Name:    "{role} ({organisation})",
	Send:    "{ref} : envoyez cette ligne à la personne invitée, avant le {until}. Le code n’est montré qu’ici et ne sert qu’une fois.",
	HostKey: "Dites-lui aussi l’empreinte du serveur, à comparer à la première connexion : {fingerprint}",
	HowTo:   "Pour répondre à une invitation, tapez : {line}", OnlyCode: "Seul le code d’une invitation est accepté ici : {line}",
	Ask:     "Code d’invitation : ",
	Welcome: "Bienvenue, {name} ({organisation}). Votre clé {fingerprint} ouvre désormais le bureau de « {group} », sous l’identifiant {login}.",
	Next:    "Tapez maintenant : {line}",
	Already: "Cette clé est déjà celle du membre {login} ; le code n’a pas servi. Pour entrer, tapez : {line}",
	Late:    "Sans code, cette connexion se ferme.",

	LastLogin: "Dernière connexion : {when}, depuis {from}", FirstLogin: "Première connexion",

	CertNoPrincipal: "Certificat refusé : il ne nomme personne (ssh-keygen -n IDENTIFIANT).",
	CertExpired:     "Certificat refusé : il a expiré. Demandez-en un autre.",
	CertEarly:       "Certificat refusé : il n’est pas encore valable. Réessayez quand il le sera.",
	CertSource:      "Certificat refusé : il n’est pas valable depuis votre adresse (source-address). Demandez-en un autre.",
	CertForced:      "Certificat refusé : il impose une commande (force-command), ce qui n’existe pas ici. Demandez-en un qui n’en impose pas.",
	CertOption:      "Certificat refusé : son option critique « {option} » n’est pas connue ici. Demandez-en un sans elle.",
	CertForged:      "Certificat refusé : sa signature n’est pas valable. Demandez-en un autre.",
	CertNoTouch:     "Certificat refusé : il dispense de toucher la clé de sécurité (no-touch-required). Demandez-en un autre.",
}

var enrolEN = Enrol{
	States: map[schema.InvitationState]string{schema.InvitationOpen: "open", schema.InvitationAnswered: "used",
		schema.InvitationExpired: "expired", schema.InvitationRevoked: "revoked"},
	Name:    "{role} ({organisation})",
	Send:    "{ref}: send this line to the person invited, before {until}. The code is shown here only and works once.",
	HostKey: "Tell them the server’s fingerprint too, to compare on first connection: {fingerprint}",
	HowTo:   "To answer an invitation, type: {line}", OnlyCode: "Only an invitation code is accepted here: {line}",
	Ask:     "Invitation code: ",
	Welcome: "Welcome, {name} ({organisation}). From now on your key {fingerprint} opens the desk of “{group}”, under the login {login}.",
	Next:    "Type now: {line}",
	Already: "This key already belongs to the member {login}; the code was not used. To enter, type: {line}",
	Late:    "Without a code this connection closes.",

	LastLogin: "Last login: {when}, from {from}", FirstLogin: "First login",

	CertNoPrincipal: "Certificate refused: it names nobody (ssh-keygen -n LOGIN).",
	CertExpired:     "Certificate refused: it has expired. Ask for another one.",
	CertEarly:       "Certificate refused: it is not valid yet. Try again once it is.",
	CertSource:      "Certificate refused: it is not valid from your address (source-address). Ask for another one.",
	CertForced:      "Certificate refused: it forces a command (force-command), which does not exist here. Ask for one that forces none.",
	CertOption:      "Certificate refused: its critical option “{option}” is not known here. Ask for one without it.",
	CertForged:      "Certificate refused: its signature is not valid. Ask for another one.",
	CertNoTouch:     "Certificate refused: it waives the touch of the security key (no-touch-required). Ask for another one.",
}

// LastLogin says when and from where a member came in before, in their zone.
func (w *Words) LastLogin(v schema.Visit, now time.Time, zone *time.Location) string {
	if v.At.IsZero() {
		return w.Enrol.FirstLogin
	}
	return Fill(w.Enrol.LastLogin, "when", w.Time.At(v.At, now, zone), "from", schema.VisibleLine(v.From))
}
