package store_test

import (
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/anishathalye/porcupine"

	"contactgroup/schema"
	"contactgroup/store"
)

// holding is what the colleagues of one organisation do to who holds a request,
// as one after the other would: the model that concurrent histories are held to.
var holding = porcupine.Model{
	Init: func() any { return "" },
	Step: func(state, in, out any) (bool, any) {
		holder, did, said := state.(string), in.(asked), out.(answered)
		switch did.verb {
		case schema.VerbClaim:
			if holder != "" && holder != did.login {
				return said.why == schema.WhyHeldByOther, holder
			}
			return said.why == "" && said.holder == did.login, did.login
		case schema.VerbRelease:
			switch holder {
			case "":
				return said.why == schema.WhyNotHeld, ""
			case did.login:
				return said.why == "" && said.holder == "", ""
			}
			return said.why == schema.WhyHeldByOther, holder
		}
		return said.why == "" && said.holder == holder, holder
	},
	DescribeOperation: func(in, out any) string { return fmt.Sprintf("%v → %v", in, out) },
}

// labelling is what those who read a revision and write under its guard do to a label.
var labelling = porcupine.Model{
	Init: func() any { return labelled{rev: 0} },
	Step: func(state, in, out any) (bool, any) {
		is, did, said := state.(labelled), in.(asked), out.(answered)
		if is.rev == 0 { // the first to look tells where it began
			is = labelled{did.begins, schema.P3}
		}
		if did.verb != schema.VerbLabel {
			return said.why == "" && said.rev == is.rev && said.label == is.label, is
		}
		if did.rev != is.rev {
			return said.why == schema.WhyChanged && said.rev == is.rev, is
		}
		return said.why == "" && said.rev == is.rev+1, labelled{is.rev + 1, did.label}
	},
	DescribeOperation: func(in, out any) string { return fmt.Sprintf("%v → %v", in, out) },
}

type labelled struct {
	rev   int
	label schema.Label
}

// asked is one command or reading of a history; without a verb it reads.
type asked struct {
	login  string
	verb   schema.Verb
	rev    int // under which it was given
	label  schema.Label
	reason string
	begins int // the revision before the history
	listed bool
}

// answered is what came of it.
type answered struct {
	holder string
	rev    int
	label  schema.Label
	why    schema.Reason
}

// history gathers what several clients do to a request at once.
type history struct {
	t     *testing.T
	q     schema.Request
	began time.Time
	mu    sync.Mutex
	done  []porcupine.Operation
}

// do makes one call and writes down when it began and ended.
func (h *history) do(client int, desk *store.Desk, in asked) answered {
	call := time.Since(h.began)
	out := h.ask(desk, in)
	h.mu.Lock()
	defer h.mu.Unlock()
	h.done = append(h.done, porcupine.Operation{ClientId: client, Input: in, Call: int64(call), Output: out, Return: int64(time.Since(h.began))})
	return out
}

func (h *history) ask(desk *store.Desk, in asked) answered {
	q, err := h.call(desk, in)
	if err == nil {
		return answered{q.AssigneeLogin, q.Rev, q.Label, ""}
	}
	var f *schema.Fault
	if !errors.As(err, &f) {
		h.t.Errorf("%v: %v", in, err)
		return answered{}
	}
	return answered{why: f.Why, rev: f.Rev}
}

func (h *history) call(desk *store.Desk, in asked) (schema.Request, error) {
	ctx := h.t.Context()
	switch {
	case in.verb != "":
		return desk.Act(ctx, h.q.ID, in.rev, schema.Step{Verb: in.verb, Label: in.label, Reason: in.reason})
	case !in.listed:
		return desk.Request(ctx, h.q.Ref)
	}
	page, err := desk.Requests(ctx, schema.List{})
	if err == nil && len(page.Items) != 1 {
		err = fmt.Errorf("%d requests listed", len(page.Items))
	}
	if err != nil {
		return schema.Request{}, err
	}
	return page.Items[0], nil
}

// hold compares the history with the model.
func (h *history) hold(model porcupine.Model) {
	h.t.Helper()
	result, _ := porcupine.CheckOperationsVerbose(model, h.done, time.Minute)
	if result != porcupine.Ok {
		for _, o := range h.done {
			h.t.Logf("%2d %9d–%9d %s", o.ClientId, o.Call, o.Return, model.DescribeOperation(o.Input, o.Output))
		}
		h.t.Fatalf("no order of %d calls explains what they answered: %v", len(h.done), result)
	}
}

func TestClaimsMadeAtOnceAreAsIfMadeOneAfterTheOther(t *testing.T) {
	each(t, func(g group) {
		h := &history{t: g.t, q: g.sent(schema.KindReferral, "google"), began: time.Now()}
		var clients sync.WaitGroup
		for client, login := range []string{"google", "google2", "google", "google2", "google", "google2"} {
			clients.Go(func() {
				for n := range 30 {
					in := asked{login: login, verb: []schema.Verb{schema.VerbClaim, schema.VerbRelease, "", ""}[(n+client)%4], listed: n%8 < 4}
					h.do(client, g.Desks[login], in)
				}
			})
		}
		clients.Wait()
		h.hold(holding)
	})
}

func TestOfWritesUnderOneRevisionOneSucceeds(t *testing.T) {
	each(t, func(g group) {
		h := &history{t: g.t, q: g.at("pharos", g.sent(schema.KindReferral, "google").ID), began: time.Now()}
		var clients sync.WaitGroup
		for client, login := range []string{"pharos", "validator", "chair", "secretariat"} {
			clients.Go(func() {
				label := []schema.Label{schema.P0, schema.P1, schema.P2, schema.P4}[client]
				for n := range 25 {
					read := h.do(client, g.Desks[login], asked{login: login, begins: h.q.Rev})
					h.do(client, g.Desks[login], asked{login: login, verb: schema.VerbLabel, rev: read.rev, label: label,
						reason: fmt.Sprint(login, n), begins: h.q.Rev})
				}
			})
		}
		clients.Wait()
		h.hold(labelling)
	})
}
