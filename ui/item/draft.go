package item

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/widget"
)

// NewRequest returns the form of a new request, to be shown as a dialog.
func NewRequest(s *widget.Session, desk Desk) widget.Screen {
	c := &composer{s: s, wait: s.Words.Item.NewRequest + widget.SignMore}
	c.keeps(desk, schema.VerbNew, 0, "request/new")
	c.open = func(ctx context.Context) (func() *widget.Form, error) {
		orgs, law, err := offered(ctx, desk)
		return func() *widget.Form { return newDraft(s, desk, c, schema.Request{}, orgs, law).build() }, err
	}
	return c
}

// Correct returns the form that edits a draft, or that amends a sent request,
// to be shown as a dialog. r may be a row of a list.
func Correct(s *widget.Session, desk Desk, r schema.Request) widget.Screen {
	c := &composer{s: s, about: r.ID, doing: schema.DoingEditing, wait: fill(s.Words.Item.Loading, "ref", r.Ref)}
	if !r.State.BeforeSending() {
		c.keeps(desk, schema.VerbAmend, r.ID, fmt.Sprintf("amend/%d", r.ID))
		c.open = func(ctx context.Context) (func() *widget.Form, error) {
			orgs, err := desk.Organisations(ctx)
			who := r.Addressee
			for _, o := range orgs {
				if o.Code == r.Addressee {
					who = o.Name
				}
			}
			return func() *widget.Form { return newAmendment(s, desk, c, r, who) }, err
		}
		return c
	}
	c.keeps(desk, schema.VerbEdit, r.ID, fmt.Sprintf("request/%d", r.ID))
	c.open = func(ctx context.Context) (func() *widget.Form, error) {
		orgs, law, err := offered(ctx, desk)
		if err == nil {
			r, err = desk.Request(ctx, r.Ref)
		}
		return func() *widget.Form { return newDraft(s, desk, c, r, orgs, law).build() }, err
	}
	return c
}

// offered are those whom a draft can be for, and the law it can be under.
func offered(ctx context.Context, desk Desk) ([]schema.Organisation, []schema.Legal, error) {
	orgs, err := desk.Organisations(ctx)
	if err != nil {
		return nil, nil, err
	}
	law, err := desk.Legals(ctx)
	return orgs, law, err
}

// draftForm is the form of a request not sent yet.
type draftForm struct {
	s       *widget.Session
	desk    Desk
	by      *composer
	request schema.Request           // zero: a new one
	names   map[string]string        // of addressees
	regimes map[schema.Regime]string // names of those offered

	kind, regime, addressee, label, tlp *widget.Pick
	basis, subject, external            *widget.Line
	reasons, contents                   *widget.Area
}

func newDraft(s *widget.Session, desk Desk, by *composer, r schema.Request, orgs []schema.Organisation, law []schema.Legal) *draftForm {
	t, d := s.Words.Item, s.Words.Domain
	f := &draftForm{s: s, desk: desk, by: by, request: r, names: map[string]string{}, regimes: map[schema.Regime]string{}}
	name := func(x schema.Field) string { return capital(d.Fields[x]) }
	codes, names := []string{""}, []string{t.ToGive}
	for _, o := range orgs {
		if o.Kind.Addressable() && !o.Disabled {
			codes, names = append(codes, o.Code), append(names, o.Name)
			f.names[o.Code] = o.Name
		}
	}
	f.addressee = widget.NewPick(s, name(schema.FieldAddressee), codes, names)
	f.kind = pick(s, name(schema.FieldKind), schema.Kinds, d.Kinds)
	regimes := schema.RegimesInForce(law, s.Now())
	if r.Regime != "" && !slices.Contains(regimes, r.Regime) {
		regimes = append(regimes, r.Regime) // it stays until another is chosen
	}
	for _, code := range regimes {
		f.regimes[code] = s.Words.Regime(law, code, time.Time{}, s.Now())
	}
	f.regime = pick(s, name(schema.FieldRegime), regimes, f.regimes)
	f.label = pick(s, name(schema.FieldLabel), schema.Labels, d.Labels)
	f.tlp = pick(s, name(schema.FieldTLP), schema.TLPs, d.TLP)
	f.basis = widget.NewLine(s, name(schema.FieldLegalBasis))
	f.subject = widget.NewLine(s, name(schema.FieldSubject))
	f.subject.Required = true
	f.external = widget.NewLine(s, name(schema.FieldExternalRef))
	f.reasons = widget.NewArea(s, name(schema.FieldReasons))
	f.contents = contentsArea(s, name(schema.FieldContents), r.Contents)
	f.fill()
	return f
}

// pick offers codes by their names; labels are named with their level.
func pick[T ~string](s *widget.Session, label string, codes []T, names map[T]string) *widget.Pick {
	var values, shown []string
	for _, c := range codes {
		values = append(values, string(c))
		name := names[c]
		if len(c) == 2 {
			name = string(c) + " " + name
		}
		shown = append(shown, name)
	}
	return widget.NewPick(s, label, values, shown)
}

// fill puts the request's values, or those a new one begins with, into the fields.
func (f *draftForm) fill() {
	r := f.request
	if r.ID == 0 {
		r.Kind, r.Regime, r.Label, r.TLP = schema.KindWithdrawal, schema.RegimeLCEN, schema.P3, schema.TLPAmber
	}
	f.kind.SetValue(string(r.Kind))
	f.regime.SetValue(string(r.Regime))
	f.label.SetValue(string(r.Label))
	f.tlp.SetValue(string(r.TLP))
	f.addressee.SetValue(r.Addressee)
	f.basis.SetValue(r.LegalBasis)
	f.subject.SetValue(r.Subject)
	f.external.SetValue(r.ExternalRef)
	f.reasons.SetValue(r.Reasons)
	var lines []string
	for _, c := range r.Contents {
		lines = append(lines, strings.TrimSpace(schema.Defang(c.URL)+" "+string(c.Type)))
	}
	f.contents.SetValue(strings.Join(lines, "\n"))
}

func (f *draftForm) build() *widget.Form {
	t := f.s.Words.Item
	title := t.NewRequest
	if f.request.ID != 0 {
		title = fill(t.EditRequest, "ref", f.request.Ref)
	}
	form := widget.NewForm(f.s, title, f.by.draft, f.kind, f.regime, f.basis, f.addressee, f.label, f.tlp, f.subject, f.reasons, f.contents, f.external)
	form.Review = f.review
	form.Does = f.s.Words.Item.Save
	return f.by.adopt(form, f.send)
}

// review shows the draft, and what is to come before the addressee reads it.
func (f *draftForm) review() (string, error) {
	draft, err := f.draft()
	if err != nil {
		return "", err
	}
	t, d := f.s.Words.Item, f.s.Words.Domain
	who := f.names[draft.Addressee]
	if who == "" {
		who = t.ToGive
	}
	lines := []string{fill(t.GoesTo, "who", who), t.StaysDraft, "",
		joined(d.Kinds[draft.Kind], f.regimes[draft.Regime], draft.LegalBasis),
		joined(string(draft.Label)+" "+d.Labels[draft.Label], d.TLP[draft.TLP], draft.ExternalRef), draft.Subject}
	lines = append(lines, shownContents(f.s, draft.Contents)...)
	return strings.Join(append(lines, "", draft.Reasons), "\n"), nil
}

func shownContents(s *widget.Session, contents []schema.Content) []string {
	var lines []string
	for i, c := range contents {
		lines = append(lines, fmt.Sprintf("%2d  %s", i+1, joined(schema.Defang(c.URL), s.Words.Domain.Types[c.Type])))
	}
	return lines
}

// draft is what the fields say. What the form does not ask for stays as it was.
func (f *draftForm) draft() (schema.RequestDraft, error) {
	contents, err := parseContents(f.contents.Value(), f.request.Contents)
	return schema.RequestDraft{
		Kind: schema.Kind(f.kind.Value()), Regime: schema.Regime(f.regime.Value()), LegalBasis: f.basis.Value(),
		Subject: f.subject.Value(), Reasons: f.reasons.Value(), Addressee: f.addressee.Value(),
		Label: schema.Label(f.label.Value()), TLP: schema.TLP(f.tlp.Value()), ExternalRef: f.external.Value(),
		Service: f.request.Service, Credibility: f.request.Credibility, Case: f.request.Case, Contents: contents,
	}, err
}

func (f *draftForm) send() tea.Cmd {
	draft, err := f.draft()
	if err != nil {
		return widget.Send(composed{by: f.by, err: err})
	}
	return f.sendAt(draft, f.request.Rev)
}

func (f *draftForm) sendAt(draft schema.RequestDraft, rev int) tea.Cmd {
	s, desk, by, id := f.s, f.desk, f.by, f.request.ID
	return func() tea.Msg {
		ctx, cancel := by.kept.Call()
		defer cancel()
		var r schema.Request
		var err error
		verb := schema.VerbEdit
		if id == 0 {
			verb = schema.VerbNew
			r, err = desk.NewRequest(ctx, draft)
		} else {
			r, err = desk.EditRequest(ctx, id, rev, draft)
		}
		said := widget.Tell{Text: pair(s, r.Ref, s.Words.Domain.Done[verb]) + ". " + s.Words.Item.StaysDraft}
		return composed{by, r.ID, said, err, f.sendAt(draft, 0)}
	}
}
