package demogroup

import (
	"context"
	"fmt"
	"strings"
	"time"

	"contactgroup/schema"
	"contactgroup/store"
)

// story is one request of the demonstration and its life so far: it is
// written, and then each step follows the one before by so many minutes.
type story struct {
	key     string // names it for steps of others; empty: nobody refers to it
	written string // "05-04 08:40", a moment of 2015 in Paris
	kind    schema.Kind
	to      string // organisation code
	label   schema.Label
	subject string
	reasons string
	urls    []string // "video /v/kx41": type and path on the addressee's host
	tlp     schema.TLP
	by      string // author's login; empty: pharos
	source  string // credibility of the source
	ext     string // PHAROS number
	caseRef string // the same content at several operators
	life    []step
}

// step is one thing done to a request.
type step struct {
	after int    // minutes since the step before
	by    string // login, or one of the parts below
	step  schema.Step
	reply *schema.ReplyDraft
	of    string                                                       // key of the request that this one repeats
	do    func(ctx context.Context, d *store.Desk, id schema.ID) error // instead of step and reply; named by what
	what  string
}

// The parts a step can be given to instead of a login.
const (
	theAuthor    = "the author"
	theAddressee = "the addressee"
)

// laws tells the law and its wording under which each kind is asked for.
var laws = map[schema.Kind]struct {
	regime schema.Regime
	basis  string
}{
	schema.KindReferral:       {schema.RegimeTerms, "Conditions d'utilisation du service"},
	schema.KindWithdrawal:     {schema.RegimeLCEN, "Loi du 21 juin 2004 (LCEN), art. 6-1"},
	schema.KindBlocking:       {schema.RegimeLCEN, "LCEN, art. 6-1 ; décret n° 2015-125"},
	schema.KindDelisting:      {schema.RegimeLCEN, "LCEN, art. 6-1 ; décret n° 2015-253"},
	schema.KindReinstatement:  {schema.RegimeLCEN, "LCEN, art. 6-1 ; décret n° 2015-253"},
	schema.KindRemovalOrder:   {schema.RegimeTCO, "Règlement (UE) 2021/784, art. 3"},
	schema.KindOrderToAct:     {schema.RegimeDSA9, "Règlement (UE) 2022/2065, art. 9"},
	schema.KindNotice:         {schema.RegimeDSA16, "Règlement (UE) 2022/2065, art. 16"},
	schema.KindIdentification: {schema.RegimeCriminal, "Code de procédure pénale, art. 60-1"},
	schema.KindPreservation:   {schema.RegimeCriminal, "Code de procédure pénale, art. 60-2"},
	schema.KindCounterSpeech:  {schema.RegimeVoluntary, "Engagement du 22 avril 2015"},
	schema.KindVitalEmergency: {schema.RegimeVoluntary, "Urgence vitale"},
}

// hosts are where the demonstration's contents live: reserved names that lead nowhere.
var hosts = map[string]string{"google": "video.example", "facebook": "reseau.example", "twitter": "micro.example",
	"microsoft": "partage.example", "apple": "baladeur.example", "afa": "hebergeur.example", "isp": "miroir.example"}

// draft is what the request is written with.
func (d story) draft() schema.RequestDraft {
	law := laws[d.kind]
	out := schema.RequestDraft{Kind: d.kind, Regime: law.regime, LegalBasis: law.basis, Subject: d.subject, Reasons: d.reasons,
		Addressee: d.to, Label: d.label, TLP: d.tlp, Credibility: d.source, ExternalRef: d.ext, Case: d.caseRef}
	for _, u := range d.urls {
		kind, path, _ := strings.Cut(u, " ")
		host := hosts[d.to]
		if host == "" {
			host = "archive.example" // written before an addressee was chosen
		}
		out.Contents = append(out.Contents, schema.Content{Type: schema.ContentType(kind), URL: "https://" + host + path})
	}
	return out
}

// actor is the login that takes the step.
func (d story) actor(s step) string {
	switch s.by {
	case theAuthor:
		if d.by != "" {
			return d.by
		}
		return "pharos"
	case theAddressee:
		return d.to
	}
	return s.by
}

// moment reads a moment of 2015 in Paris, "05-04 08:40". The texts are this
// package's own, so a wrong one is a fault of the program.
func moment(s string) time.Time {
	t, err := time.ParseInLocation("2006-01-02 15:04", "2015-"+s, schema.Paris)
	if err != nil {
		panic(fmt.Sprintf("demonstration data: %v", err))
	}
	return t.UTC()
}

func verb(after int, by string, v schema.Verb, reason string) step {
	return step{after: after, by: by, step: schema.Step{Verb: v, Reason: reason}}
}

func submit(after int) step  { return verb(after, theAuthor, schema.VerbSubmit, "") }
func approve(after int) step { return verb(after, "validator", schema.VerbApprove, "") }
func send(after int) step    { return verb(after, theAuthor, schema.VerbSend, "") }
func receive(after int) step { return verb(after, theAddressee, schema.VerbAcknowledge, "") }
func claim(after int) step   { return verb(after, theAddressee, schema.VerbClaim, "") }
func accept(after int) step  { return verb(after, theAuthor, schema.VerbAccept, "") }
func closed(after int) step  { return verb(after, theAuthor, schema.VerbClose, "") }

func contested(after int, why string) step { return verb(after, theAddressee, schema.VerbContest, why) }

func ruled(after int, by string, r schema.Ruling, why string) step {
	return step{after: after, by: by, step: schema.Step{Verb: schema.VerbDecide, Ruling: r, Reason: why}}
}

func claimBy(after int, login string) step { return verb(after, login, schema.VerbClaim, "") }

func returned(after int, why string) step { return verb(after, "validator", schema.VerbReturn, why) }
func clarify(after int, q string) step    { return verb(after, theAddressee, schema.VerbClarify, q) }
func amend(after int, text string) step   { return verb(after, theAuthor, schema.VerbAmend, text) }
func dispute(after int, why string) step  { return verb(after, theAuthor, schema.VerbDispute, why) }
func reopen(after int, why string) step   { return verb(after, theAuthor, schema.VerbReopen, why) }
func withdraw(after int, why string) step { return verb(after, theAuthor, schema.VerbWithdraw, why) }

// message is a note for both sides, internal one for the writer's own.
func message(after int, by, text string) step { return verb(after, by, schema.VerbNote, text) }

func internal(after int, by, text string) step {
	s := verb(after, by, schema.VerbNote, text)
	s.step.Internal = true
	return s
}

func impossible(after int, g schema.Ground, why string) step {
	s := verb(after, theAddressee, schema.VerbImpossible, why)
	s.step.Ground = g
	return s
}

func relabel(after int, by string, l schema.Label, why string) step {
	s := verb(after, by, schema.VerbLabel, why)
	s.step.Label = l
	return s
}

// expected sets a deadline by hand, snoozed hides the request from the queue until then.
func expected(after int, by, until, why string) step {
	s := verb(after, by, schema.VerbDue, why)
	s.step.Until = moment(until)
	return s
}

func snoozed(after int, by, until string) step {
	s := verb(after, by, schema.VerbSnooze, "")
	s.step.Until = moment(until)
	return s
}

// repeats closes the request as a duplicate of the one named by key.
func repeats(after int, key string) step {
	s := verb(after, theAuthor, schema.VerbDuplicate, "")
	s.of = key
	return s
}

// reply answers with one outcome for each content that awaits one, from the
// first content on; an empty outcome leaves its content out.
func reply(after int, text string, outcomes ...schema.Outcome) step {
	r := &schema.ReplyDraft{Text: text}
	for i, o := range outcomes {
		if o != "" {
			r.Outcomes = append(r.Outcomes, schema.ReplyOutcome{N: i + 1, Outcome: o})
		}
	}
	return step{after: after, by: theAddressee, reply: r}
}

// effective says when what a reply tells of was done.
func effective(at string, s step) step {
	s.reply.Effective = moment(at)
	return s
}

// visaAndSend is the usual way out: the author submits, the visa is given, the author sends.
func visaAndSend(life ...step) []step {
	return append([]step{submit(5), approve(10), send(5)}, life...)
}
