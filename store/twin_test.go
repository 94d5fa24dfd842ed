package store_test

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"testing"
	"time"

	"pgregory.net/rapid"

	"contactgroup/schema"
	"contactgroup/store"
	"contactgroup/store/storetest"
)

// twins are two registers, one on each engine, that are told the same things at
// the same times.
type twins struct {
	t      *rapid.T
	clock  *storetest.Clock
	groups [2]group
	refs   []string // of the requests
	seen   [2]map[string]schema.ID
	items  []string // references of the action items
}

var (
	twinLogins  = []string{"pharos", "pharos2", "validator", "chair", "google", "google2", "facebook", "overseer", "observer", "admin"}
	twinKinds   = []schema.Kind{schema.KindReferral, schema.KindWithdrawal, schema.KindRemovalOrder, schema.KindPreservation, schema.KindBlocking}
	twinQueries = []string{"", "mine", "status:open", "status:answered,closed", "due:<2h", "overdue", "label:P1,P2", "org:google", "vidéo", "VIDEO -retrait",
		`"deux vidéos"`, "kind:withdrawal", "by:none", "ref:GOO", "url:video.example", "outcome:removed_terms", "reply:sent", "service:pharos", "ext:PH"}
)

// both makes one call on each register and compares what they answer.
func (w *twins) both(what string, call func(g group, ids map[string]schema.ID) (any, error)) [2]any {
	w.t.Helper()
	var answers [2]any
	var told [2]string
	for i, g := range w.groups {
		answer, err := call(g, w.seen[i])
		answers[i] = answer
		told[i] = asTold(w.t, answer, err)
	}
	if told[0] != told[1] {
		w.t.Fatalf("%s\nSQLite:     %s\nPostgreSQL: %s", what, told[0], told[1])
	}
	w.t.Logf("%s: %.150s", what, told[0])
	return answers
}

// sums are hashes of what holds row numbers, as a frozen pack does.
var sums = regexp.MustCompile(`sha256:[0-9a-f]+`)

// asTold is an answer as text, without the row numbers, which an engine may
// give as it likes.
func asTold(t *rapid.T, answer any, err error) string {
	if f, ok := errors.AsType[*schema.Fault](err); ok {
		return fmt.Sprintf("%v %s %s %s=%s %s rev %d by %s", f.Class, f.Why, f.Ref, f.Field, f.Value, f.State, f.Rev, f.By)
	}
	if err != nil {
		t.Fatal(err)
	}
	body, err := json.Marshal(answer)
	if err != nil {
		t.Fatal(err)
	}
	var plain any
	if err := json.Unmarshal(body, &plain); err != nil {
		t.Fatal(err)
	}
	body, err = json.Marshal(withoutIDs(plain))
	if err != nil {
		t.Fatal(err)
	}
	return sums.ReplaceAllString(string(body), "sha256:")
}

func withoutIDs(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for _, name := range []string{"ID", "IDs", "Subject", "Assignee", "Request"} {
			if _, text := v[name].(string); !text {
				delete(v, name)
			}
		}
		for name := range v {
			v[name] = withoutIDs(v[name])
		}
	case []any:
		for i := range v {
			v[i] = withoutIDs(v[i])
		}
	}
	return v
}

func (w *twins) login() string { return rapid.SampledFrom(twinLogins).Draw(w.t, "login") }

func (w *twins) ref() string {
	if len(w.refs) == 0 {
		w.t.Skip("no request yet")
	}
	return rapid.SampledFrom(w.refs).Draw(w.t, "ref")
}

func (w *twins) newRequest(t *rapid.T) {
	w.t = t
	login := rapid.SampledFrom([]string{"pharos", "pharos", "pharos2", "google"}).Draw(t, "login")
	d := aDraft(rapid.SampledFrom(twinKinds).Draw(t, "kind"), rapid.SampledFrom([]string{"google", "google", "facebook", "isp", "", "nobody"}).Draw(t, "addressee"))
	d.Subject = rapid.SampledFrom([]string{"Vidéo de propagande", "Deux vidéos", "RETRAIT d’une page", "Vide\u0301o"}).Draw(t, "subject")
	d.Label = rapid.SampledFrom([]schema.Label{"", schema.P1, schema.P2}).Draw(t, "label")
	d.ExternalRef = rapid.SampledFrom([]string{"", "PH-1"}).Draw(t, "ext")
	got := w.both(login+" new", func(g group, ids map[string]schema.ID) (any, error) {
		q, err := g.Desks[login].NewRequest(g.t.Context(), d)
		if err == nil {
			ids[q.Ref] = q.ID
		}
		return q, err
	})
	if q := got[0].(schema.Request); q.Ref != "" {
		w.refs = append(w.refs, q.Ref)
	}
}

func (w *twins) act(t *rapid.T) {
	w.t = t
	ref, login := w.ref(), w.login()
	verb := rapid.SampledFrom(schema.Transitions).Draw(t, "verb").Verb
	rev := rapid.SampledFrom([]int{0, 0, 0, 1, 2, 5}).Draw(t, "rev")
	label := rapid.SampledFrom(schema.Labels).Draw(t, "label")
	until := w.clock.Now().Add(time.Duration(rapid.IntRange(-60, 600).Draw(t, "minutes")) * time.Minute)
	to := rapid.SampledFrom([]string{"pharos2", "google2", "admin", "nobody", w.refs[0]}).Draw(t, "to")
	internal := rapid.Bool().Draw(t, "internal")
	var add []schema.Content
	if rapid.Bool().Draw(t, "adds") {
		add = []schema.Content{{URL: "https://video.example/more"}}
	}
	w.both(fmt.Sprint(login, " ", verb, " ", ref), func(g group, ids map[string]schema.ID) (any, error) {
		s := schema.Step{Verb: verb, Reason: "motif", Ground: schema.GroundInsufficient, Label: label, Until: until, To: to, Internal: internal, Contents: add}
		return g.Desks[login].Act(g.t.Context(), ids[ref], rev, s)
	})
}

// live does what can be done to a request as it stands, by one who may.
func (w *twins) live(t *rapid.T) {
	w.t = t
	ref := w.ref()
	if rapid.Bool().Draw(t, "one of the first") { // which so get old
		ref = rapid.SampledFrom(w.refs[:min(3, len(w.refs))]).Draw(t, "which")
	}
	q, err := w.groups[0].Desks["validator"].Request(w.groups[0].t.Context(), ref)
	if err != nil {
		t.Fatal(err)
	}
	var possible []schema.Transition
	for _, x := range schema.Transitions {
		if slices.Contains(x.From, q.State) {
			possible = append(possible, x)
		}
	}
	if len(possible) == 0 {
		t.Skip("its life is over")
	}
	x := rapid.SampledFrom(possible).Draw(t, "verb")
	if x.To.Terminal() && x.To != schema.StateClosed && rapid.IntRange(0, 4).Draw(t, "ends") > 0 {
		t.Skip("it is to live on")
	}
	login := map[schema.Role]string{schema.RoleRequester: "pharos", schema.RoleValidator: "validator", schema.RoleChair: "chair",
		schema.RoleSecretariat: "secretariat", schema.RoleCorrespondent: q.Addressee, schema.RoleOverseer: "overseer"}[rapid.SampledFrom(x.Roles).Draw(t, "role")]
	if w.groups[0].Desks[login] == nil {
		t.Skip("nobody is there to do it")
	}
	if x.Verb == schema.VerbReply {
		d := removed(q)
		d.Hold = rapid.Bool().Draw(t, "hold")
		w.both(login+" answers "+ref, func(g group, ids map[string]schema.ID) (any, error) {
			return g.Desks[login].Reply(g.t.Context(), ids[ref], 0, d)
		})
		return
	}
	w.both(fmt.Sprint(login, " ", x.Verb, " ", ref), func(g group, ids map[string]schema.ID) (any, error) {
		return g.Desks[login].Act(g.t.Context(), ids[ref], 0, g.aStep(x.Verb, w.refs[0]))
	})
}

func (w *twins) reply(t *rapid.T) {
	w.t = t
	ref, login := w.ref(), rapid.SampledFrom([]string{"google", "google2", "facebook", "pharos"}).Draw(t, "login")
	d := schema.ReplyDraft{Hold: rapid.Bool().Draw(t, "hold"), Text: rapid.SampledFrom([]string{"", "Fait."}).Draw(t, "text")}
	for _, n := range rapid.SliceOfN(rapid.IntRange(1, 3), 0, 3).Draw(t, "contents") {
		d.Outcomes = append(d.Outcomes, schema.ReplyOutcome{N: n, Outcome: rapid.SampledFrom(schema.Outcomes).Draw(t, "outcome")})
	}
	w.both(login+" replies to "+ref, func(g group, ids map[string]schema.ID) (any, error) {
		return g.Desks[login].Reply(g.t.Context(), ids[ref], 0, d)
	})
}

func (w *twins) actions(t *rapid.T) {
	w.t = t
	login := w.login()
	if len(w.items) == 0 || rapid.Bool().Draw(t, "adds") {
		d := schema.ActionDraft{Text: "Fiche contact", Owner: rapid.SampledFrom([]string{"google", "isp", "ministry", "nobody"}).Draw(t, "owner"),
			Due: schema.DateOf(w.clock.Now(), schema.Paris).AddDays(rapid.IntRange(-2, 9).Draw(t, "days")), Internal: rapid.Bool().Draw(t, "internal")}
		got := w.both(login+" adds an action", func(g group, _ map[string]schema.ID) (any, error) {
			return g.Desks[login].AddAction(g.t.Context(), d)
		})
		if a := got[0].(schema.Action); a.Ref != "" {
			w.items = append(w.items, a.Ref)
		}
		return
	}
	ref := rapid.SampledFrom(w.items).Draw(t, "item")
	s := schema.ActionStep{Verb: rapid.SampledFrom(schema.ActionTransitions).Draw(t, "verb").Verb, Text: "Fait.", Owner: "google", Member: "google2"}
	w.both(fmt.Sprint(login, " ", s.Verb, " ", ref), func(g group, _ map[string]schema.ID) (any, error) {
		a, err := g.Desks[login].Action(g.t.Context(), ref)
		if err != nil {
			return nil, err
		}
		return g.Desks[login].ActOn(g.t.Context(), a.ID, 0, s)
	})
}

func (w *twins) undo(t *rapid.T) {
	w.t = t
	login := w.login()
	w.both(login+" undoes", func(g group, _ map[string]schema.ID) (any, error) { return g.Desks[login].Undo(g.t.Context()) })
}

// timePasses lets replies go out that were held long enough.
func (w *twins) timePasses(t *rapid.T) {
	w.t = t
	w.clock.Advance(rapid.SampledFrom([]time.Duration{time.Second, 11 * time.Second, 20 * time.Minute, 5 * time.Hour}).Draw(t, "span"))
	w.both("replies held go out", func(g group, _ map[string]schema.ID) (any, error) { return nil, store.SendDue(g.db, g.t.Context()) })
}

// look compares all that a member can see.
func (w *twins) look(t *rapid.T) {
	w.t = t
	login := w.login()
	text := rapid.SampledFrom(twinQueries).Draw(t, "query")
	query, err := schema.ParseQuery(text)
	if err != nil {
		t.Fatal(err)
	}
	l := schema.List{Query: query, All: rapid.Bool().Draw(t, "all"), Limit: rapid.IntRange(1, 5).Draw(t, "limit"),
		Sort: schema.Sort{Field: rapid.SampledFrom(schema.SortFields).Draw(t, "sort"), Desc: rapid.Bool().Draw(t, "descending")}}
	for {
		got := w.both(fmt.Sprintf("%s lists %q by %v, all %t, after %q", login, text, l.Sort, l.All, l.After), func(g group, _ map[string]schema.ID) (any, error) {
			return g.Desks[login].Requests(g.t.Context(), l)
		})
		if l.After = got[0].(schema.Page[schema.Request]).Next; l.After == "" {
			break
		}
	}
	w.both(login+" counts", func(g group, _ map[string]schema.ID) (any, error) {
		return g.Desks[login].CountRequests(g.t.Context(), query, l.All)
	})
	w.both(login+" lists replies", func(g group, _ map[string]schema.ID) (any, error) {
		return g.Desks[login].Replies(g.t.Context(), schema.List{All: l.All})
	})
	w.both(login+" lists actions", func(g group, _ map[string]schema.ID) (any, error) {
		return g.Desks[login].Actions(g.t.Context(), schema.List{All: l.All})
	})
	w.both(login+" reads the log", func(g group, _ map[string]schema.ID) (any, error) {
		events, _, err := g.Desks[login].Changes(g.t.Context(), nil, 500)
		return events, err
	})
}

func (w *twins) read(t *rapid.T) {
	w.t = t
	login, ref := w.login(), w.ref()
	w.both(login+" reads "+ref, func(g group, ids map[string]schema.ID) (any, error) {
		q, err := g.Desks[login].Request(g.t.Context(), ref)
		if err != nil {
			return q, err
		}
		thread, err := g.Desks[login].Thread(g.t.Context(), q.ID)
		return []any{q, thread}, err
	})
}

func TestBothEnginesAnswerTheSame(t *testing.T) {
	lives := strconv.Itoa(max(1, 4/thinned))
	for name, value := range map[string]string{"rapid.checks": lives, "rapid.steps": "200"} { // few long lives, unless told otherwise
		f := flag.Lookup(name)
		if before := f.Value.String(); before == f.DefValue || thinned > 1 {
			must(t, flag.Set(name, value))
			t.Cleanup(func() { must(t, flag.Set(name, before)) })
		}
	}
	rapid.Check(t, func(rt *rapid.T) {
		clock := storetest.NewClock()
		w := &twins{t: rt, clock: clock}
		for i, url := range []string{storetest.SQLite(t), storetest.Postgres(t)} {
			db := storetest.Open(t, url, clock)
			w.groups[i], w.seen[i] = group{t, db, clock, storetest.Group(t, db)}, map[string]schema.ID{}
		}
		w.begin()
		rt.Repeat(map[string]func(*rapid.T){
			"new": w.newRequest, "act": w.act, "live": w.live, "live on": w.live, "live longer": w.live, "reply": w.reply, "actions": w.actions,
			"undo": w.undo, "time": w.timePasses, "look": w.look, "read": w.read, "follow up": w.followUps, "follow up on": w.followUps,
			"together": w.together, "together on": w.together, "meetings": w.meetings, "meetings on": w.meetings, "look around": w.lookAround,
		})
	})
}
