package command

import (
	"context"
	"slices"
	"strings"

	"contactgroup/schema"
	"contactgroup/ui/lang"
)

// followupVerbs are the verbs of schema.Followups that the noun request has;
// those on cases are the noun case's.
func followupVerbs() []verb {
	flags := func(more ...string) []string { return append(more, writeFlags...) }
	return []verb{
		{name: "ext", usage: "REF NUMBER|none", min: 2, max: -1, flags: flags(), may: mayFollowUp(schema.VerbExternalRef), run: setExternalRef},
		{name: "escalate", usage: "REF --to blocking|delisting --addressee ORG…", min: 1, max: 1, flags: flags("to", "addressee"),
			needs: []string{"to", "addressee"}, may: mayFollowUp(schema.VerbEscalate), run: escalate},
		{name: "reverify", usage: "REF…|- --observed live|gone [--content 1,3]", min: 1, max: -1, flags: flags("observed", "content"),
			needs: []string{"observed"}, may: mayFollowUp(schema.VerbReverify), run: reverify},
		{name: "reinstate", usage: "REF…|- [--reason TEXT]", min: 1, max: -1, flags: flags(), may: mayFollowUp(schema.VerbReinstate), run: reinstate},
		sampleVerb(),
		{name: "recommend", usage: "REF --reason TEXT [--withdraw]", min: 1, max: 1, flags: flags("withdraw"), needs: []string{"reason"},
			may: mayFollowUp(schema.VerbRecommend), run: recommend},
		{name: "follow", usage: "REF…|- [--reason TEXT]", min: 1, max: -1, flags: flags(), may: mayFollowUp(schema.VerbFollow), run: answerWith(true)},
		{name: "decline", usage: "REF…|- --reason TEXT", min: 1, max: -1, flags: flags(), needs: []string{"reason"},
			may: mayFollowUp(schema.VerbDecline), run: answerWith(false)},
		{name: "attach", usage: "REF --name FILE < FILE", min: 1, max: 1, text: true, flags: append([]string{"name", "if-rev"}, addFlags...), needs: []string{"name"},
			may: mayFollowUp(schema.VerbAttach), columns: columnsOf(attachmentForm), run: attach},
	}
}

// mayFollowUp lets those roles do verb that schema's table of follow-ups names.
func mayFollowUp(v schema.Verb) func(*call) error {
	f, _ := schema.FollowupOf(v)
	return roles(v, f.Roles...)
}

func setExternalRef(c *call) error {
	number := strings.Join(c.args[1:], " ") // its quotes do not survive ssh
	if slices.Contains([]string{"none", "aucun", "aucune", "sans"}, schema.Fold(number)) {
		number = ""
	}
	return changeRequests(c, schema.VerbExternalRef, c.args[:1], func(ctx context.Context, r schema.Request, rev int) (schema.Request, error) {
		return c.s.Desk.SetExternalRef(ctx, r.ID, rev, number)
	})
}

func escalate(c *call) error {
	rev, err := c.revision()
	if err != nil {
		return err
	}
	r, err := c.s.Desk.Request(c.ctx, c.args[0])
	if err != nil {
		return err
	}
	kind, err := c.code("to", "kind")
	if err != nil {
		return err
	}
	made, err := c.s.Desk.Escalate(c.writing(r.Ref), r.ID, rev,
		schema.Escalation{To: schema.Kind(kind), Addressees: c.parts("addressee"), Reason: c.text("reason")})
	c.several = len(made) > 1
	return finish(c, requestForm, c.words.Domain.Done[schema.VerbNew], made, err)
}

func reverify(c *call) error {
	numbers, err := c.contentNumbers()
	if err != nil {
		return err
	}
	observed, ok := map[string]string{"live": schema.ObservedLive, "en_ligne": schema.ObservedLive, "ligne": schema.ObservedLive,
		"gone": schema.ObservedGone, "disparu": schema.ObservedGone}[strings.NewReplacer(" ", "_", "-", "_").Replace(schema.Fold(c.text("observed")))]
	if !ok {
		return c.badFlag("observed", "live, gone")
	}
	return changeRequests(c, schema.VerbReverify, c.args, func(ctx context.Context, r schema.Request, rev int) (schema.Request, error) {
		r, err := c.s.Desk.Reverify(ctx, r.ID, rev, schema.Recheck{Observed: observed, Contents: numbers, Reason: c.text("reason")})
		if err == nil && r.Kind.Measure() && observed == schema.ObservedGone {
			c.say(lang.Fill(c.words.Command.ProposeReinstate, "ref", r.Ref))
		}
		return r, err
	})
}

func reinstate(c *call) error {
	return changeRequests(c, schema.VerbNew, c.args, func(ctx context.Context, r schema.Request, rev int) (schema.Request, error) {
		return c.s.Desk.Reinstate(ctx, r.ID, rev, c.text("reason"))
	})
}

func recommend(c *call) error {
	return changeRequests(c, schema.VerbRecommend, c.args, func(ctx context.Context, r schema.Request, rev int) (schema.Request, error) {
		return c.s.Desk.Recommend(ctx, r.ID, rev, c.text("reason"), c.on("withdraw"))
	})
}

func answerWith(follow bool) func(*call) error {
	v := schema.VerbDecline
	if follow {
		v = schema.VerbFollow
	}
	return func(c *call) error {
		return changeRequests(c, v, c.args, func(ctx context.Context, r schema.Request, rev int) (schema.Request, error) {
			return c.s.Desk.AnswerRecommendation(ctx, r.ID, rev, follow, c.text("reason"))
		})
	}
}

// followupLines are what else stands on record about a request, for people.
func (c *call) followupLines(r schema.Request) [][][]string {
	d := c.words.Domain
	var linked, advice, attached, contacts [][]string
	for _, l := range r.Linked {
		linked = append(linked, []string{d.Relations[l.Relation], d.Kinds[l.Kind], c.time(l.At), l.Ref, l.Addressee, d.States[l.State]})
	}
	for _, p := range r.Recommendations {
		advice = append(advice, []string{d.Done[schema.VerbRecommend], c.time(p.At), p.By, d.Advice[p.State], strings.TrimSpace(p.Text + "\n" + p.Answer)})
	}
	for _, a := range r.Attachments {
		attached = append(attached, []string{"#" + itoa(a.N), a.Name, itoa(a.Size), a.SHA256})
	}
	for _, k := range r.Contacts {
		now := ""
		if k.Answers(c.s.Desk.Now()) {
			now = c.words.Command.AnswersNow
		}
		contacts = append(contacts, []string{itoa(k.Rank) + ".", k.Function, k.Phone, k.Mail, c.words.Contacts.Hours(k.Hours), now})
	}
	return [][][]string{linked, advice, attached, contacts}
}

// similarLines tells which contents of other requests meet those at hand.
func (c *call) similarLines(all []schema.Similar) {
	w := c.words.Command
	for _, s := range all {
		text := w.Similar
		if s.Same {
			text = w.SimilarSame
		}
		c.say(lang.Fill(text, "url", schema.Defang(s.URL), "match", c.words.Domain.Matches[s.Match], "ref", s.Ref, "addressee", s.Addressee))
	}
}
