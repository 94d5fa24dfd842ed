package schema

import (
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"time"
)

// Alert is one line of what an organisation's contacts are called for: how far
// it has come with one of them, or that nobody was there to be called.
//
// An alert is called for when a request of label P0 or P1 reaches its addressee,
// when the label of one that it has is raised to P0 or P1, and, at every
// organisation, when a crisis begins. Who is told, and when, says NextCalled.
// The calling stops as somebody of the organisation acknowledges the alert, or
// claims, assigns or answers the request; and as there is nothing left to be
// called for: the request is answered or ended, its label lowered, the crisis
// over. What was not delivered by then is not sent any more.
type Alert struct {
	ID    ID
	Org   string // code of the organisation whose contacts are called
	Noun  Noun   // NounRequest or NounCrisis; NounMember: notices that did not reach their member yet
	Ref   string // of the request; empty for a crisis, and for who may not know of requests
	Label Label  // empty for who may not know of requests
	Cause AlertCause
	At    time.Time
	State AlertState

	Contact  string // reference, of notices the member's login, or organisation where that is not known; empty when none could be called
	Channel  Channel
	Delivery DeliveryState // empty when none could be called
	Attempts int
	Next     time.Time // when it is tried again; zero: it is not
	Sent     time.Time // zero: it was not
	Problem  string    // what the last attempt met, in the receiver's words; of the server told to LeadsAlerts alone
	Server   bool      // the last attempt failed at the desk's own mail server, before it reached the receiver
}

// AlertCause is why contacts are called.
type AlertCause string

const (
	AlertSent   AlertCause = "request.sent"
	AlertRaised AlertCause = "request.raised"
	AlertCrisis AlertCause = "crisis.started"
	AlertTest   AlertCause = "test"   // of the mail server, by who runs it
	AlertLetter AlertCause = "letter" // notices of one member
)

// AlertState is how far the calling is.
type AlertState string

const (
	AlertCalling      AlertState = "calling"      // contacts are told, one after another
	AlertUnheard      AlertState = "unheard"      // all were told and nobody has acknowledged
	AlertAcknowledged AlertState = "acknowledged" // somebody of the organisation knows
	AlertOver         AlertState = "over"         // there is nothing left to be called for
)

// Channel is a way to reach a contact without a person's help.
type Channel string

const (
	ChannelMail    Channel = "mail"
	ChannelWebhook Channel = "webhook"
	ChannelLetter  Channel = "letter" // mail to a member: notices, never an alert
)

// Channels lists every Channel to a contact.
var Channels = []Channel{ChannelMail, ChannelWebhook}

// DeliveryState is how far an alert has come on its way to one contact.
type DeliveryState string

const (
	DeliveryWaiting DeliveryState = "waiting" // it is sent at Next
	DeliverySending DeliveryState = "sending"
	DeliverySent    DeliveryState = "sent"    // the receiver has taken it
	DeliveryFailed  DeliveryState = "failed"  // the receiver refuses it for good
	DeliveryStopped DeliveryState = "stopped" // nothing is left to be called for, or the contact is gone
)

// Delivery is an alert on its way to one contact by one channel, or notices on
// their way to one member by ChannelLetter. It holds
// whatever may leave the desk: never a subject, a reason or a content.
type Delivery struct {
	ID       ID
	Token    string // by which the receiver knows it again, should it come twice
	Contact  ID     // of ChannelLetter: the member
	Channel  Channel
	To       string // mail address or URL
	Secret   string // what a webhook is signed with
	Cause    AlertCause
	Ref      string // empty for a crisis, and for a request marked TLP red, which leaves the desk in no form
	Label    Label
	At       time.Time
	Lang     Lang // of the contact's organisation; empty: undecided
	Attempts int  // this one among them

	Login   string         // of ChannelLetter: of the member
	Mailed  TLP            // of ChannelLetter: up to which marking the member may be mailed papers
	Notices []Notice       // of ChannelLetter; one at least
	Zone    *time.Location // of ChannelLetter: in which the member reads times
}

// Calling reports whether requests of the label call contacts.
func (l Label) Calling() bool { return l == P0 || l == P1 }

// CalledFor tells what an entry of an addressee's log calls contacts for; empty: nothing.
func CalledFor(e Event) AlertCause {
	if e.Noun == NounCrisis && e.Verb == VerbStart {
		return AlertCrisis
	}
	if e.Noun != NounRequest {
		return ""
	}
	for _, c := range e.Changes {
		from, to := Label(c.From), Label(c.To)
		switch {
		case c.Field != FieldLabel || !to.Calling():
		case from == "":
			return AlertSent
		case to < from: // P0 is the most urgent
			return AlertRaised
		}
	}
	return ""
}

// Acknowledging are the verbs by which an addressee's members show that they
// know of a request. No verb of the authority of these names is in its log.
var Acknowledging = []Verb{VerbAcknowledge, VerbClaim, VerbAssign, VerbReply, VerbClarify, VerbImpossible, VerbContest}

// NextCalled returns who of an organisation's contacts, in order of call, are
// told next of an alert of label l, when some were told already. Empty: all were.
//
// Those on duty go before those who are not: these are reached only where
// nobody on duty acknowledges in time, or nobody is on duty. Within both, one
// rank is told at a time; where life is at stake (P0) all on duty are told at
// once, and then all others. Whoever has neither mail nor webhook is passed over.
func NextCalled(order []Contact, told []ID, at time.Time, l Label) []Contact {
	var onDuty, off []Contact
	for _, c := range order {
		switch {
		case len(c.Channels()) == 0 || slices.Contains(told, c.ID):
		case c.Answers(at):
			onDuty = append(onDuty, c)
		default:
			off = append(off, c)
		}
	}
	next := onDuty
	if len(next) == 0 {
		next = off
	}
	if len(next) == 0 || l == P0 {
		return next
	}
	n := 1
	for n < len(next) && next[n].Rank == next[0].Rank {
		n++
	}
	return next[:n]
}

// Channels are the ways to reach the contact without a person's help.
func (c Contact) Channels() []Channel {
	var out []Channel
	if c.Mail != "" {
		out = append(out, ChannelMail)
	}
	if c.Hooked {
		out = append(out, ChannelWebhook)
	}
	return out
}

// LeadsAlerts reports whether the actor looks after the alerts of every
// organisation: those who lead the authority, and its administrators, who are
// told nothing of requests. Others look after their own organisation's.
func LeadsAlerts(a Actor) bool {
	return slices.Contains([]Role{RoleChair, RoleSecretariat, RoleAdministrator}, a.Role) && a.Role.Fits(a.OrgKind)
}

// ReadsWebhook reports whether the actor may know where contacts of an
// organisation are posted to: whoever may change it.
func ReadsWebhook(a Actor, org string) bool {
	return LeadsAlerts(a) || !a.Authority() && a.OrgCode == org
}

// MayAcknowledgeAlert returns nil when the actor may say that their own
// organisation knows: everybody of it who reads what it is called for, so
// administrators only of a crisis.
func MayAcknowledgeAlert(a Actor, n Noun) error {
	if a.Role.Fits(a.OrgKind) && (n == NounCrisis || readsRequests(a.Role)) {
		return nil
	}
	return &Fault{Class: ErrForbidden, Why: WhyRole, Verb: VerbAcknowledge}
}

// CleanWebhook checks the address that a contact's alerts are posted to: https,
// or http to this machine itself, without credentials or fragment, at most MaxURL bytes.
func CleanWebhook(s string) (string, error) {
	wrong := Invalid(WhyURL, "webhook", s)
	s, err := CleanURL(strings.TrimSpace(s))
	if err != nil {
		return "", wrong
	}
	u, err := url.Parse(s)
	if err != nil || u.Fragment != "" {
		return "", wrong
	}
	if u.Scheme == "http" && !loopback(u.Hostname()) {
		return "", wrong
	}
	return s, nil
}

func loopback(host string) bool {
	a, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && a.Unmap().IsLoopback()
}
