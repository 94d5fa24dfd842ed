package demogroup

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"time"

	"contactgroup/schema"
	"contactgroup/store"
)

// since is when the older requests begin: the law that allows to ask for withdrawals.
var since = time.Date(2014, 11, 15, 8, 0, 0, 0, schema.Paris).UTC()

// contentsEach is how many contents a request of the older ones has.
const contentsEach = 3

// records gives n requests beside the script's, always the same ones for the
// same n: four out of five are settled and go back to since, the others are
// open and of the last thirty hours.
func records(n int) iter.Seq[store.Record] {
	return func(yield func(store.Record) bool) {
		for i := range n {
			g := generator{rand.New(rand.NewPCG(20150422, uint64(i)))}
			if !yield(g.record(i, n)) {
				return
			}
		}
	}
}

// generator draws one request by chance, from a seed of its own.
type generator struct{ *rand.Rand }

// share is one of several values and how often it comes.
type share[T any] struct {
	of    int
	value T
}

func draw[T any](g generator, shares []share[T]) T {
	total := 0
	for _, s := range shares {
		total += s.of
	}
	n := g.IntN(total)
	for _, s := range shares {
		if n -= s.of; n < 0 {
			return s.value
		}
	}
	panic("unreachable: n is less than the total")
}

func (g generator) minutes(from, to int) time.Duration {
	return time.Duration(from+g.IntN(to-from)) * time.Minute
}

var (
	someAddressees = []share[string]{{30, "google"}, {22, "facebook"}, {22, "twitter"}, {8, "microsoft"}, {4, "apple"}, {4, "afa"}, {10, "isp"}}
	someKinds      = []share[schema.Kind]{{46, schema.KindWithdrawal}, {30, schema.KindReferral}, {6, schema.KindNotice}, {4, schema.KindIdentification},
		{3, schema.KindRemovalOrder}, {3, schema.KindOrderToAct}, {3, schema.KindCounterSpeech}, {2, schema.KindPreservation}, {2, schema.KindReinstatement},
		{1, schema.KindVitalEmergency}}
	searchKinds = append([]share[schema.Kind]{{20, schema.KindDelisting}}, someKinds...)
	accessKinds = []share[schema.Kind]{{80, schema.KindBlocking}, {12, schema.KindReferral}, {8, schema.KindReinstatement}}
	someLabels  = []share[schema.Label]{{2, schema.P0}, {8, schema.P1}, {25, schema.P2}, {50, schema.P3}, {15, schema.P4}}
	openStates  = []share[schema.State]{{5, schema.StateDraft}, {5, schema.StateToApprove}, {35, schema.StateSent}, {30, schema.StateInProgress},
		{8, schema.StateClarification}, {4, schema.StateImpossible}, {13, schema.StateAnswered}}
	lastStates   = []share[schema.State]{{94, schema.StateClosed}, {6, schema.StateWithdrawn}}
	someOutcomes = []share[schema.Outcome]{{55, schema.OutcomeRemovedLaw}, {20, schema.OutcomeRemovedTerms}, {6, schema.OutcomeDisabled},
		{5, schema.OutcomeAlreadyRemoved}, {5, schema.OutcomeAccountClosed}, {4, schema.OutcomeNotFound}, {3, schema.OutcomeRefused}, {2, schema.OutcomeInsufficient}}
	someTLPs = []share[schema.TLP]{{70, schema.TLPAmber}, {15, schema.TLPGreen}, {10, schema.TLPAmberStrict}, {5, schema.TLPClear}}
	someURLs = []share[schema.ContentType]{{40, "video"}, {25, "post"}, {15, "account"}, {10, "image"}, {10, "file"}}
)

var (
	matters = []string{"Vidéo de propagande", "Compte de diffusion", "Publication d'apologie", "Chaîne de reprises", "Fichier partagé",
		"Page d'appui", "Message d'appel", "Image d'apologie", "Bande sonore", "Site relais"}
	details = []string{"copie", "reprise", "compte voisin", "nouvelle adresse", "diffusion publique", "signalement d'un particulier",
		"suite d'un dossier", "langue étrangère"}
	inquiries = []string{"Réquisition : titulaire d'un compte", "Réquisition : connexions", "Gel des données d'un compte"}
	motives   = []string{apology, provocation, recruiting, spreading}
)

// record is the i-th of n requests.
func (g generator) record(i, n int) store.Record {
	to := draw(g, someAddressees)
	kind := draw(g, someKinds)
	switch to {
	case "google", "microsoft":
		kind = draw(g, searchKinds)
	case "isp":
		kind = draw(g, accessKinds)
	}
	law := laws[kind]
	q := schema.Request{Kind: kind, Regime: law.regime, LegalBasis: law.basis, Service: "PHAROS", Author: "pharos", Addressee: to,
		Label: draw(g, someLabels), TLP: draw(g, someTLPs), ExternalRef: fmt.Sprintf("PH-2015-%06d", 200000+i),
		Subject: matters[g.IntN(len(matters))] + ", " + details[g.IntN(len(details))], Reasons: motives[g.IntN(len(motives))]}
	if kind.Confidential() {
		q.Subject, q.Reasons, q.TLP = inquiries[g.IntN(len(inquiries))], inquiry, schema.TLPRed
	}
	for c := range contentsEach {
		q.Contents = append(q.Contents, schema.Content{N: c + 1, Type: draw(g, someURLs), URL: fmt.Sprintf("https://%s/b/%06x-%d", hosts[to], i, c+1)})
	}
	if g.IntN(5) == 0 {
		q.State = draw(g, openStates)
		q.Created = Start.Add(-g.minutes(60, 30*60))
	} else {
		q.State = draw(g, lastStates)
		span := Start.AddDate(0, 0, -6).Sub(since)
		q.Created = since.Add(time.Duration(float64(span) * float64(i) / float64(n))).Truncate(time.Minute).Add(g.minutes(0, 24*60))
	}
	return g.lived(q)
}

// lived gives the request the moments and the reply that its state supposes.
func (g generator) lived(q schema.Request) store.Record {
	out := store.Record{Request: q}
	r := &out.Request
	at := r.Created
	after := func(d time.Duration) time.Time {
		if at = at.Add(d); at.After(Start) {
			at = Start
		}
		r.Updated = at
		return at
	}
	after(0)
	if r.State.BeforeSending() {
		return out
	}
	r.Sent = after(g.minutes(10, 40))
	if r.State != schema.StateSent || g.IntN(2) == 0 {
		r.Received = after(g.minutes(3, 90))
	}
	switch r.State {
	case schema.StateInProgress:
		r.AssigneeLogin = draw(g, []share[string]{{60, r.Addressee}, {20, "pharos"}, {20, ""}})
	case schema.StateClarification:
		r.Ground = schema.GroundClarification
		after(g.minutes(5, 120))
	case schema.StateImpossible:
		r.Ground = schema.Grounds[g.IntN(len(schema.Grounds))]
		after(g.minutes(5, 120))
	case schema.StateWithdrawn:
		r.Closed = after(g.minutes(30, 600))
	case schema.StateAnswered, schema.StateClosed:
		r.Answered = after(g.minutes(15, 20*60))
		out.Replies = []schema.Reply{g.replied(r)}
		if r.State == schema.StateClosed {
			r.Closed = after(g.minutes(30, 48*60))
			out.Replies[0].State, out.Replies[0].Decided = schema.ReplyAccepted, r.Closed
		}
	}
	return out
}

// replied is the answer that r has got, whose outcomes it gives to r's contents too.
func (g generator) replied(r *schema.Request) schema.Reply {
	p := schema.Reply{By: r.Addressee, State: schema.ReplySent, Sent: r.Answered, Effective: r.Answered}
	for i := range r.Contents {
		c := &r.Contents[i]
		c.Outcome, c.EffectiveAt = draw(g, someOutcomes), r.Answered
		p.Outcomes = append(p.Outcomes, schema.ReplyOutcome{N: c.N, Outcome: c.Outcome})
		if c.Outcome.NeedsText() {
			p.Text = "Réponse motivée au cas par cas."
		}
	}
	return p
}
