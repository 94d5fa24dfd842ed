package command

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode"

	"contactgroup/schema"
)

// requestVerbs are the verbs of the noun request: the program's own, and each
// of schema's transitions with the arguments that it asks for.
func requestVerbs() []verb {
	out := []verb{
		{name: "list", flags: listFlags, run: listRequests},
		{name: "show", usage: "REF…|-", min: 1, max: -1, flags: showFlags, run: showRequests},
		{name: "new", usage: "[--case auto|NAME] < JSON|JSONL", text: true, flags: append([]string{"case"}, addFlags...), may: mayCreate, run: newRequest},
		{name: "edit", usage: "REF < JSON", min: 1, max: 1, text: true, flags: append([]string{"if-rev"}, addFlags...), may: mayDo(schema.VerbEdit), run: editRequest},
	}
	for _, v := range schema.RequestVerbs() {
		switch v {
		case schema.VerbEdit: // above: it takes a document
		case schema.VerbReply, schema.VerbTakeBack: // of the noun reply; commands hold no reply back
		default:
			out = append(out, transitionVerb(v))
		}
	}
	return append(append(out, followupVerbs()...), requestWatch(), verb{name: "import", usage: "[--keep-going] < FILE", text: true,
		flags: []string{"keep-going", "dry-run", "yes", "idempotency-key", "json"}, may: mayImport, columns: columnsOf(importForm), run: importRequests})
}

func mayCreate(c *call) error { return schema.MayCreate(c.s.Desk.Who()) }
func mayImport(c *call) error { return schema.MayImport(c.s.Desk.Who()) }

// transitionVerb makes a verb of a transition, with what it needs as arguments.
func transitionVerb(v schema.Verb) verb {
	out := verb{name: string(v), usage: "REF…|-", min: 1, max: -1, flags: slices.Clone(writeFlags), may: mayDo(v)}
	require := func(flag, value string) {
		out.usage += " --" + flag + " " + value
		out.needs = append(out.needs, flag)
		if !slices.Contains(out.flags, flag) {
			out.flags = append(out.flags, flag)
		}
	}
	for _, need := range schema.NeedsOf(v) {
		switch need {
		case schema.NeedLabel:
			out.usage, out.min = out.usage+" LABEL", out.min+1
		case schema.NeedDecision:
			out.usage, out.min = out.usage+" upheld|withdrawn", out.min+1
		case schema.NeedUntil:
			out.usage, out.min = out.usage+" WHEN", out.min+1
		case schema.NeedGround:
			require("ground", "GROUND")
		case schema.NeedMember:
			require("to", "LOGIN")
		case schema.NeedOriginal:
			require("of", "REF")
		case schema.NeedReason:
			require("reason", "TEXT")
		case schema.NeedText:
			out.usage, out.text = strings.TrimSuffix(out.usage, "|-")+" < TEXT", true
		}
	}
	switch v {
	case schema.VerbLabel:
		out.usage, out.flags = out.usage+" [--until WHEN]", append(out.flags, "until")
	case schema.VerbNote:
		out.usage, out.flags = "REF… [--internal] < TEXT", append(out.flags, "internal")
	case schema.VerbAmend:
		out.usage, out.flags = "REF… [--url URL]… < TEXT", append(out.flags, "url", "type")
	}
	out.run = func(c *call) error { return actOnRequests(c, v) }
	return out
}

// actOnRequests does a transition to each request named.
func actOnRequests(c *call, v schema.Verb) error {
	words, last := c.args, ""
	needs := schema.NeedsOf(v)
	switch {
	case slices.Contains(needs, schema.NeedLabel), slices.Contains(needs, schema.NeedDecision):
		words, last = c.args[:len(c.args)-1], c.args[len(c.args)-1]
	case slices.Contains(needs, schema.NeedUntil):
		words, last = c.splitWhen(c.args)
	}
	step := sync.OnceValues(func() (schema.Step, error) { return c.step(v, last) })
	return changeRequests(c, v, words, func(ctx context.Context, r schema.Request, rev int) (schema.Request, error) {
		s, err := step() // judged after the reference: what is hidden is not found, whatever else is wrong
		if err != nil {
			return r, err
		}
		return c.s.Desk.Act(saying(ctx, c.read), r.ID, rev, s)
	})
}

// step reads what the transition asks for; last is the word that follows the references.
func (c *call) step(v schema.Verb, last string) (s schema.Step, err error) {
	s = schema.Step{Verb: v, Reason: c.text("reason"), To: strings.ToLower(c.text("to")), Internal: c.on("internal")}
	for _, need := range schema.NeedsOf(v) {
		switch need {
		case schema.NeedLabel:
			code, ok := schema.ParseCode("label", last)
			if !ok {
				return s, schema.Invalid(schema.WhyUnknown, "label", last)
			}
			s.Label = schema.Label(code)
		case schema.NeedDecision:
			code, ok := schema.ParseCode("decision", last)
			if !ok {
				return s, schema.Invalid(schema.WhyUnknown, "decision", last)
			}
			s.Ruling = schema.Ruling(code)
		case schema.NeedUntil:
			s.Until, err = c.when(last)
		case schema.NeedGround:
			var code string
			code, err = c.code("ground", "ground")
			s.Ground = schema.Ground(code)
		case schema.NeedOriginal:
			s.To = c.text("of")
		case schema.NeedText:
			if c.textFromStdin() {
				s.Reason, err = c.stdin()
			}
		}
		if err != nil {
			return s, err
		}
	}
	if v == schema.VerbLabel && c.given("until") {
		if s.Until, err = c.when(c.text("until")); err != nil {
			return s, err
		}
	}
	kind, err := c.code("type", "type")
	for _, url := range c.texts("url") {
		if err == nil {
			_, err = schema.CleanURL(url)
		}
		s.Contents = append(s.Contents, schema.Content{URL: url, Type: schema.ContentType(kind)})
	}
	return s, cmp.Or(err, lacking(s))
}

// lacking refuses a step without the words that it needs, whatever the state of what it is for.
func lacking(s schema.Step) error {
	needs := schema.NeedsOf(s.Verb)
	switch {
	case strings.TrimSpace(s.Reason) != "":
	case slices.Contains(needs, schema.NeedReason):
		return &schema.Fault{Class: schema.ErrInvalid, Why: schema.WhyNeedsReason, Verb: s.Verb}
	case slices.Contains(needs, schema.NeedText) && len(s.Contents) == 0:
		return &schema.Fault{Class: schema.ErrInvalid, Why: schema.WhyNeedsText, Verb: s.Verb}
	}
	return nil
}

// maxWhenWords is how many words tell a moment at most: "le 15 mai 2016 à 9h30 pm".
const maxWhenWords = 7

// splitWhen parts references from the moment that follows them, which may be
// several words: the quotes of 'demain 9h' do not survive ssh.
func (c *call) splitWhen(words []string) (refs []string, when string) {
	for n := min(maxWhenWords, len(words)-1); n > 1; n-- {
		when = strings.Join(words[len(words)-n:], " ")
		if _, err := c.when(when); err == nil {
			return words[:len(words)-n], when
		}
	}
	for i, w := range words {
		if i > 0 && !strings.ContainsFunc(w, unicode.IsDigit) { // no reference: the moment, wrong as it is, begins here
			return words[:i], strings.Join(words[i:], " ")
		}
	}
	return words[:len(words)-1], words[len(words)-1]
}

// when reads a moment to come; zero for "none".
func (c *call) when(text string) (time.Time, error) {
	switch schema.Fold(text) {
	case "none", "aucune", "sans":
		return time.Time{}, nil
	}
	return c.calendar().When(text)
}

// calendar is what moments are read against.
func (c *call) calendar() schema.Calendar {
	return schema.Calendar{Now: c.s.Desk.Now(), Zone: c.zone, Meeting: func() (time.Time, error) {
		m, err := c.s.Desk.Meeting(c.ctx, "next")
		return m.Starts, err
	}}
}

func listRequests(c *call) error {
	return list(c, requestForm, c.s.Desk.Requests, c.s.Desk.CountRequests)
}

func showRequests(c *call) error { return showReferred(c, requestForm, c.s.Desk.Request) }

// newRequest makes a draft of the JSON on stdin, or one of each line of JSON Lines.
func newRequest(c *call) error {
	text, err := c.stdin()
	if err != nil {
		return err
	}
	draft := func(ctx context.Context, text string) (schema.Request, error) {
		var d schema.RequestDraft
		if err := c.layOver(&d, text); err != nil {
			return schema.Request{}, err
		}
		if c.given("case") {
			d.Case = c.text("case")
		}
		r, err := c.s.Desk.NewRequest(ctx, d)
		c.similarLines(r.Similar)
		return r, err
	}
	if names, requests := jsonLines(text); names != nil {
		c.several = true
		done, err := each(c, names, func(ctx context.Context, name string) (schema.Request, error) {
			return draft(saying(ctx, requests[name]), requests[name])
		})
		return finish(c, requestForm, c.words.Domain.Done[schema.VerbNew], done, err)
	}
	r, err := draft(c.writing(""), text)
	return finish(c, requestForm, c.words.Domain.Done[schema.VerbNew], one(r, err), err)
}

// editRequest lays the fields given over those the draft has.
func editRequest(c *call) error {
	return changeRequests(c, schema.VerbEdit, c.args, func(ctx context.Context, r schema.Request, rev int) (schema.Request, error) {
		d := draftOf(r)
		if err := c.readDraft(&d); err != nil {
			return r, err
		}
		if rev == 0 {
			rev = r.Rev // what was laid over was read at that revision
		}
		return c.s.Desk.EditRequest(ctx, r.ID, rev, d)
	})
}

func draftOf(r schema.Request) schema.RequestDraft {
	return schema.RequestDraft{Kind: r.Kind, Regime: r.Regime, LegalBasis: r.LegalBasis, Subject: r.Subject, Reasons: r.Reasons,
		Service: r.Service, Addressee: r.Addressee, Label: r.Label, TLP: r.TLP, Credibility: r.Credibility, ExternalRef: r.ExternalRef,
		Case: r.Case, Contents: r.Contents}
}

// one is the list of a single result, empty after an error.
func one[T any](item T, err error) []T {
	if err != nil {
		return nil
	}
	return []T{item}
}
