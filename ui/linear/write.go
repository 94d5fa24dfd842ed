package linear

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"contactgroup/schema"
	"contactgroup/ui/item"
	"contactgroup/ui/lang"
)

// field is one thing that a draft of a request says.
type field struct {
	name  schema.Field
	value func(schema.RequestDraft) string
	ask   func(*schema.RequestDraft) error
}

// newRequest asks for what a request cannot be without, then offers all of it.
func (d *desk) newRequest() {
	if err := schema.MayCreate(d.who); err != nil {
		d.fault(err)
		return
	}
	n := schema.RequestDraft{Kind: schema.KindWithdrawal, Regime: schema.RegimeLCEN, Label: schema.P3, TLP: schema.TLPAmber}
	fields, err := d.fields()
	if err != nil {
		d.fault(err)
		return
	}
	for _, f := range fields {
		if f.name == schema.FieldAddressee || f.name == schema.FieldSubject || f.name == schema.FieldContents {
			if err := f.ask(&n); err != nil {
				d.gaveUp(err)
				return
			}
		}
	}
	if !d.compose(d.s.Words.Item.NewRequest, fields, &n) {
		return
	}
	var r schema.Request
	if err := d.call(func(ctx context.Context) (err error) { r, err = d.Desk.NewRequest(ctx, n); return err }); err != nil {
		d.fault(err)
		return
	}
	d.say(lang.Fill(d.s.Words.Item.Pair, "name", r.Ref, "value", d.s.Words.Domain.Done[schema.VerbNew]))
	d.request(r.Ref)
}

// edit changes a request that is not sent yet.
func (d *desk) edit(r schema.Request) {
	n := schema.RequestDraft{Kind: r.Kind, Regime: r.Regime, LegalBasis: r.LegalBasis, Subject: r.Subject, Reasons: r.Reasons, Service: r.Service,
		Addressee: r.Addressee, Label: r.Label, TLP: r.TLP, Credibility: r.Credibility, ExternalRef: r.ExternalRef, Case: r.Case, Contents: r.Contents}
	fields, err := d.fields()
	if err != nil {
		d.fault(err)
		return
	}
	if !d.compose(lang.Fill(d.s.Words.Item.EditRequest, "ref", r.Ref), fields, &n) {
		return
	}
	done := d.insist(r.Rev, func(ctx context.Context, rev int) error {
		_, err := d.Desk.EditRequest(ctx, r.ID, rev, n)
		return err
	})
	if done {
		d.say(lang.Fill(d.s.Words.Item.Pair, "name", r.Ref, "value", d.s.Words.Domain.Done[schema.VerbEdit]))
	}
}

// compose lists what a draft says, by numbers, and changes it until it is to be
// saved; it reports whether it is.
func (d *desk) compose(title string, fields []field, n *schema.RequestDraft) bool {
	for {
		options := make([]string, len(fields), len(fields)+1)
		for i, f := range fields {
			options[i] = lang.Fill(d.s.Words.Item.Pair, "name", d.s.Words.Domain.Fields[f.name], "value", schema.VisibleLine(f.value(*n)))
		}
		i, err := d.choose(title, append(options, d.words().Save))
		switch {
		case err != nil:
			d.gaveUp(err)
			return false
		case i == len(fields):
			return true
		}
		if err := fields[i].ask(n); err != nil && !errors.Is(err, errBack) {
			d.gaveUp(err)
			return false
		}
	}
}

// fields are what a draft says, in the order of the form on the screens.
func (d *desk) fields() ([]field, error) {
	t, names := d.s.Words.Domain, map[string]string{}
	var codes []string
	var regimes []schema.Regime
	regimeNames := map[schema.Regime]string{}
	err := d.call(func(ctx context.Context) error {
		orgs, err := d.Desk.Organisations(ctx)
		if err != nil {
			return err
		}
		for _, o := range orgs {
			if o.Kind.Addressable() && !o.Disabled {
				codes, names[o.Code] = append(codes, o.Code), o.Name
			}
		}
		law, err := d.Desk.Legals(ctx)
		regimes = schema.RegimesInForce(law, d.s.Now())
		for _, code := range regimes {
			regimeNames[code] = d.s.Words.Regime(law, code, d.s.Now(), d.s.Now())
		}
		return err
	})
	labelNames := map[schema.Label]string{}
	for _, l := range schema.Labels {
		labelNames[l] = string(l) + " " + t.Labels[l]
	}
	return []field{
		pickField(d, schema.FieldAddressee, codes, names, func(n *schema.RequestDraft) *string { return &n.Addressee }),
		pickField(d, schema.FieldKind, schema.Kinds, t.Kinds, func(n *schema.RequestDraft) *schema.Kind { return &n.Kind }),
		pickField(d, schema.FieldRegime, regimes, regimeNames, func(n *schema.RequestDraft) *schema.Regime { return &n.Regime }),
		d.lineField(schema.FieldLegalBasis, func(n *schema.RequestDraft) *string { return &n.LegalBasis }),
		pickField(d, schema.FieldLabel, schema.Labels, labelNames, func(n *schema.RequestDraft) *schema.Label { return &n.Label }),
		pickField(d, schema.FieldTLP, schema.TLPs, t.TLP, func(n *schema.RequestDraft) *schema.TLP { return &n.TLP }),
		d.lineField(schema.FieldSubject, func(n *schema.RequestDraft) *string { return &n.Subject }),
		{schema.FieldReasons, func(n schema.RequestDraft) string { return n.Reasons }, func(n *schema.RequestDraft) (err error) {
			n.Reasons, err = d.text()
			return err
		}},
		{schema.FieldContents, shownContents, d.askContents},
		d.lineField(schema.FieldExternalRef, func(n *schema.RequestDraft) *string { return &n.ExternalRef }),
	}, err
}

// pickField is a field that is one of some codes, which are listed by their names.
func pickField[T ~string](d *desk, name schema.Field, codes []T, shown map[T]string, at func(*schema.RequestDraft) *T) field {
	return field{name, func(n schema.RequestDraft) string { return shown[*at(&n)] }, func(n *schema.RequestDraft) error {
		i, err := d.choose(d.s.Words.Domain.Fields[name], names(codes, shown))
		if err == nil {
			*at(n) = codes[i]
		}
		return err
	}}
}

func (d *desk) lineField(name schema.Field, at func(*schema.RequestDraft) *string) field {
	return field{name, func(n schema.RequestDraft) string { return *at(&n) }, func(n *schema.RequestDraft) error {
		text, err := d.need(d.prompt(d.s.Words.Domain.Fields[name]))
		if err == nil {
			*at(n) = text
		}
		return err
	}}
}

func shownContents(n schema.RequestDraft) string {
	out := make([]string, len(n.Contents))
	for i, c := range n.Contents {
		out[i] = schema.Defang(c.URL)
	}
	return strings.Join(out, " ")
}

// askContents asks for addresses, one on each line, until all can be read.
func (d *desk) askContents(n *schema.RequestDraft) error {
	for {
		d.say(fmt.Sprint(d.prompt(d.s.Words.Domain.Fields[schema.FieldContents]), d.s.Words.Item.ContentsHint))
		text, err := d.text()
		if err != nil {
			return err
		}
		contents, err := item.Contents(text, n.Contents)
		if err == nil {
			n.Contents = contents
			return nil
		}
		d.fault(err)
	}
}

// amend asks for a correction to a request that is sent, and for contents to add.
func (d *desk) amend(r schema.Request) {
	d.say(d.prompt(d.s.Words.Item.Correction))
	text, err := d.text()
	if err != nil || text == "" {
		d.gaveUp(errors.Join(err, errBack))
		return
	}
	var added schema.RequestDraft
	if err := d.askContents(&added); err != nil {
		d.gaveUp(err)
		return
	}
	step := schema.Step{Verb: schema.VerbAmend, Reason: text, Contents: added.Contents}
	done := d.insist(r.Rev, func(ctx context.Context, rev int) error {
		_, err := d.Desk.Act(ctx, r.ID, rev, step)
		return err
	})
	if done {
		d.say(lang.Fill(d.s.Words.Item.Pair, "name", r.Ref, "value", d.s.Words.Domain.Done[schema.VerbAmend]))
	}
}
