package uitest

import (
	"context"
	"slices"
	"sync"
	"time"

	"contactgroup/schema"
)

// Register is a small group in memory. It keeps the rules of schema and none of
// the store's promises: for tests of screens.
type Register struct {
	mu       sync.Mutex
	Clock    time.Time
	Demo     bool
	Broken   error            // when set, every reading and writing fails so
	Full     bool             // nothing can be written
	Crisis   schema.Crisis    // under way
	Contacts []schema.Contact // of everybody, in order of call
	Alerts   []schema.Alert   // under way
	// Stats gives a member the figures since a day; nil: none.
	Stats       func(schema.Actor, schema.Date) schema.Stats
	LastMeeting time.Time                  // that was held; zero: none
	Sitting     *schema.Meeting            // the group's one meeting; nil: a plenary of tomorrow with nothing on its agenda
	Settings    map[string]schema.Settings // by login
	Rolls       Rolls
	// Reading, if not nil, is called when a list of requests is about to be
	// read; its error is the answer.
	Reading func(context.Context, schema.Query) error
	// Gathering is the same when the IDs of requests are, or their count: that call's name.
	Gathering func(ctx context.Context, call string, q schema.Query) error
	// Acting, if not nil, is called when a verb is about to be done to a request.
	Acting        func(context.Context)
	Calls         map[string]int // of the desk, by method
	Steps         []schema.Step  // asked for with Act
	organisations []schema.Organisation
	members       []schema.Member
	requests      []schema.Request
	replies       []schema.Reply
	actions       []schema.Action
	events        []schema.Event
	undo, redo    []before
	undoing       string // the unit of the undo under way
	watchers      []chan struct{}
	Points        []schema.AgendaPoint // put on the agenda
	Plans         []schema.MeetingPlan // of meetings
	Sat           []schema.MeetingStep // of the one meeting
	owned         map[schema.ID]*own
	Debrief       string // put on the agenda by the end of a crisis
	present       []*present
	lastID        schema.ID
	notebooks     map[string]*Notebook // by login
}

// before is what an undo puts back.
type before struct {
	who     schema.ID
	unit    string
	verb    schema.Verb
	request schema.Request
}

// Noon is the time at which a Register begins: 2015-05-05 12:00 in Paris.
var Noon = time.Date(2015, 5, 5, 12, 0, 0, 0, schema.Paris)

// NewRegister returns a group of the ministry, Google, Twitter and the CNIL, without
// requests. Its members are pharos, colleague, validator, secretariat, admin,
// google, twitter and overseer.
func NewRegister() *Register {
	g := &Register{Clock: Noon, Calls: map[string]int{}, notebooks: map[string]*Notebook{}}
	org := func(id schema.ID, code, prefix, name string, kind schema.OrgKind) {
		g.organisations = append(g.organisations, schema.Organisation{ID: id, Code: code, Prefix: prefix, Name: name, Kind: kind, Zone: "Europe/Paris"})
	}
	org(1, "ministry", "MIN", "Ministère de l’intérieur", schema.OrgAuthority)
	org(2, "google", "GOO", "Google", schema.OrgOperator)
	org(3, "twitter", "TWT", "Twitter", schema.OrgOperator)
	org(4, "cnil", "CNI", "CNIL", schema.OrgOversight)
	member := func(id, org schema.ID, code, service, login, name string, role schema.Role) {
		g.members = append(g.members, schema.Member{ID: id, Org: org, OrgCode: code, Service: service, Login: login, Name: name, Role: role, Zone: "Europe/Paris"})
	}
	member(11, 1, "ministry", "PHAROS", "pharos", "Agent PHAROS", schema.RoleRequester)
	member(12, 1, "ministry", "PHAROS", "colleague", "Collègue", schema.RoleRequester)
	member(13, 1, "ministry", "VISA", "validator", "Valideur", schema.RoleValidator)
	member(14, 1, "ministry", "SECRETARIAT", "secretariat", "Secrétariat", schema.RoleSecretariat)
	member(21, 2, "google", "", "google", "Permanence Google", schema.RoleCorrespondent)
	member(31, 3, "twitter", "", "twitter", "Permanence Twitter", schema.RoleCorrespondent)
	member(15, 1, "ministry", "SECRETARIAT", "admin", "Registre", schema.RoleAdministrator)
	member(41, 4, "cnil", "", "overseer", "Personnalité qualifiée", schema.RoleOverseer)
	g.lastID = 100
	return g
}

// Pass moves the group's clock on.
func (g *Register) Pass(span time.Duration) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.Clock = g.Clock.Add(span)
}

// Add puts a request into the register as it is, with an ID, a revision, and
// what a request cannot be without, where they are missing.
func (g *Register) Add(r schema.Request) schema.Request {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.lastID++
	r.ID, r.Rev = g.lastID, max(r.Rev, 1)
	set(&r.Kind, schema.KindReferral)
	set(&r.Regime, schema.RegimeTerms)
	set(&r.Label, schema.P3)
	set(&r.State, schema.StateSent)
	set(&r.TLP, schema.TLPAmber)
	set(&r.Service, "PHAROS")
	set(&r.Addressee, "google")
	if !r.State.BeforeSending() && r.Sent.IsZero() {
		r.Sent = g.Clock.Add(-time.Hour)
	}
	if r.Contents == nil {
		r.Contents = []schema.Content{{N: 1, URL: "https://video.example/watch?v=1", Type: "video"}}
	}
	r.ContentCount = len(r.Contents)
	g.requests = append(g.requests, r)
	g.commit(schema.VerbNew, schema.NounRequest, r.ID, r.Ref, "PHAROS", "")
	return r
}

func set[T ~string](v *T, standard T) {
	if *v == "" {
		*v = standard
	}
}

// AddAction puts an action item into the register as it is.
func (g *Register) AddAction(x schema.Action) schema.Action {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.lastID++
	x.ID, x.Rev = g.lastID, max(x.Rev, 1)
	set(&x.State, schema.ActionOpen)
	set(&x.Owner, "google")
	g.actions = append(g.actions, x)
	g.commit(schema.VerbNew, schema.NounAction, x.ID, x.Ref, "Secrétariat", "")
	return x
}

// AddReply puts a sent reply to a request into the register.
func (g *Register) AddReply(ref string, reply schema.Reply) {
	g.mu.Lock()
	defer g.mu.Unlock()
	r := g.request(ref)
	g.lastID++
	r.Replies++
	reply.ID, reply.N, reply.Request, reply.Ref, reply.Subject, reply.Addressee, reply.Label = g.lastID, r.Replies, r.ID, ref, r.Subject, r.Addressee, r.Label
	set(&reply.State, schema.ReplySent)
	if reply.Sent.IsZero() {
		reply.Sent = g.Clock
	}
	r.LastReply, r.State, r.Rev = reply.State, schema.StateAnswered, r.Rev+1
	g.replies = append(g.replies, reply)
	g.commit(schema.VerbReply, schema.NounReply, r.ID, ref, r.Addressee, reply.Text)
}

// Change changes a request behind everybody's back.
func (g *Register) Change(ref string, change func(*schema.Request)) {
	g.mu.Lock()
	defer g.mu.Unlock()
	r := g.request(ref)
	was := r.Subject
	change(r)
	r.Rev++
	g.commit(schema.VerbAmend, schema.NounRequest, r.ID, ref, "PHAROS", "")
	if r.Subject != was {
		g.events[len(g.events)-1].Changes = []schema.Change{{Field: schema.FieldSubject, From: was, To: r.Subject}}
	}
}

// since are the n last entries about a thing: each of its revisions has one.
func (g *Register) since(noun schema.Noun, id schema.ID, n int) []schema.Event {
	var out []schema.Event
	for _, e := range g.events {
		if e.Noun == noun && e.Subject == id {
			out = append(out, e)
		}
	}
	return out[max(len(out)-n, 0):]
}

// Fill makes the register refuse what is written from now on.
func (g *Register) Fill() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.Full = true
	g.wake()
}

// StartCrisis begins a crisis.
func (g *Register) StartCrisis() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.Crisis = schema.Crisis{ID: 1, Started: g.Clock, StartedBy: "Secrétariat", Reason: "attentat", Label: schema.P1}
	g.commit(schema.VerbStart, schema.NounCrisis, 1, "1", "Secrétariat", "attentat")
}

// EndCrisis ends it.
func (g *Register) EndCrisis() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.Crisis = schema.Crisis{}
	g.commit(schema.VerbEnd, schema.NounCrisis, 1, "1", "Secrétariat", "")
}

// Find is a request as it is.
func (g *Register) Find(ref string) schema.Request {
	g.mu.Lock()
	defer g.mu.Unlock()
	return *g.request(ref)
}

// FindAction is an action item as it is.
func (g *Register) FindAction(ref string) schema.Action {
	g.mu.Lock()
	defer g.mu.Unlock()
	i := slices.IndexFunc(g.actions, func(x schema.Action) bool { return x.Ref == ref })
	return g.actions[i]
}

func (g *Register) request(ref string) *schema.Request {
	i := slices.IndexFunc(g.requests, func(r schema.Request) bool { return r.Ref == ref })
	if i < 0 {
		panic("uitest: no request " + ref)
	}
	return &g.requests[i]
}

// commit logs a change and wakes all sessions.
func (g *Register) commit(v schema.Verb, n schema.Noun, id schema.ID, ref, actor, text string) {
	g.events = append(g.events, schema.Event{Seq: schema.Seq(len(g.events) + 1), At: g.Clock, Actor: actor, Verb: v, Noun: n, Subject: id, Ref: ref, Text: text})
	g.wake()
}

// wake wakes all sessions.
func (g *Register) wake() {
	for _, w := range g.watchers {
		select {
		case w <- struct{}{}:
		default:
		}
	}
}
