package store

import (
	"errors"
	"slices"
	"strings"

	"contactgroup/schema"
)

// groupKey names the request that rows of a file make together.
type groupKey struct{ caseRef, addressee string }

// contentKey names one content of one operator.
type contentKey struct{ addressee, url string }

// intakeGroup is one request that an import makes.
type intakeGroup struct {
	key groupKey
	*growing
	fresh []schema.Content // not staged yet
	count int              // of its contents
	ref   string           // once it has one
}

// growing is what is kept of a group for rows to come; nil once none can.
type growing struct {
	first schema.IntakeRow    // what its other rows must agree with
	draft schema.RequestDraft // without contents
	row   requestRow          // as staged; zero before
}

// plan is what one chunk adds: groups that are new or have grown, in file order.
type plan struct {
	groups  []*intakeGroup
	regimes map[schema.Regime]error // what there is against those of the rows
}

// plan checks a chunk's rows against each other and the register.
func (in *intake) plan(t *tx, rows []schema.IntakeRow) (plan, error) {
	p := plan{regimes: map[schema.Regime]error{}}
	held, err := in.held(t.reads, rows)
	if err != nil {
		return p, err
	}
	copies, err := in.copies(t.reads, rows)
	if err != nil {
		return p, err
	}
	for _, row := range rows {
		addressee, url, err := in.place(row)
		if err == nil {
			err = in.add(t, &p, row, addressee, url, held)
		}
		if err == nil {
			in.meet(row, addressee, url, held, copies)
		}
		if f, ok := errors.AsType[*schema.Fault](err); ok && errors.Is(err, schema.ErrInvalid) {
			in.report.Faults = append(in.report.Faults, schema.RowFault{Line: row.Line, Column: intakeColumn(f.Field), Err: f})
		} else if err != nil {
			return p, err
		}
	}
	return p, nil
}

// intakeColumn is the column of an import that a field of a draft comes from.
func intakeColumn(field string) string {
	switch field {
	case "regime":
		return "legal_regime"
	case "addressee":
		return "operator"
	}
	return field
}

// place finds the operator that a row is for and cleans its address.
func (in *intake) place(row schema.IntakeRow) (addressee, url string, err error) {
	i := slices.IndexFunc(in.orgs, func(o schema.Organisation) bool {
		return strings.EqualFold(o.Code, row.Operator) || schema.Fold(o.Name) == schema.Fold(row.Operator)
	})
	switch {
	case i < 0 || !in.orgs[i].Kind.Addressable():
		return "", "", schema.Invalid(schema.WhyUnknown, "operator", row.Operator)
	case in.orgs[i].Disabled:
		return "", "", schema.Invalid(schema.WhyDisabled, "operator", row.Operator)
	case row.Type != "" && !slices.Contains(schema.ContentTypes, row.Type):
		return "", "", schema.Invalid(schema.WhyUnknown, "type", string(row.Type))
	}
	if err := checkHash(strings.ToLower(row.Hash)); err != nil {
		return "", "", err
	}
	url, err = schema.CleanURL(row.URL)
	return in.orgs[i].Code, url, err
}

// add takes one row into its group, or among the repeats.
func (in *intake) add(t *tx, p *plan, row schema.IntakeRow, addressee, url string, held register) error {
	key := contentKey{addressee, schema.NormalURL(url)}
	row.URL = url
	g := in.groups[groupKey{row.Case, addressee}]
	if g != nil {
		if err := g.agree(row); err != nil {
			return err
		}
	}
	if r, known := held.repeats[key]; known {
		r.row = row
		in.repeats = append(in.repeats, r)
		return nil
	}
	if of := in.known[key]; of != nil {
		in.repeats = append(in.repeats, repeat{row: row, group: of})
		return nil
	}
	if g == nil {
		var err error
		if g, err = in.begun(t, p, row, addressee); err != nil {
			return err
		}
	} else if err := g.gather(row); err != nil {
		return err
	}
	g.count++
	added := t.now
	if !row.ReportedAt.IsZero() && row.ReportedAt.Before(added) {
		added = row.ReportedAt
	}
	g.fresh = append(g.fresh, schema.Content{N: g.count, URL: url, Type: row.Type, Hash: strings.ToLower(row.Hash), Added: added})
	in.known[key] = g
	if !slices.Contains(p.groups, g) {
		p.groups = append(p.groups, g)
	}
	return nil
}

// begun is the group that a row begins. Its addressee is known to be one.
func (in *intake) begun(t *tx, p *plan, row schema.IntakeRow, addressee string) (*intakeGroup, error) {
	draft, err := cleanWords(in.d.who, schema.RequestDraft{Kind: row.Kind, Regime: row.Regime, LegalBasis: row.LegalBasis,
		Subject: row.Subject, Reasons: row.Reasons, Addressee: addressee, Label: row.Label, TLP: row.TLP, ExternalRef: row.ExternalRef, Case: row.Case}, nil)
	if err == nil {
		err = p.lawful(t, draft.Regime)
	}
	if err == nil {
		err = t.checkCase(in.d.who, draft.Case)
	}
	if err != nil {
		return nil, err
	}
	g := &intakeGroup{key: groupKey{row.Case, addressee}, growing: &growing{first: row, draft: draft}}
	in.made = append(in.made, g)
	if row.Case != "" {
		in.groups[g.key] = g
	}
	return g, nil
}

// lawful is checkRegime, which asks the register once a chunk.
func (p *plan) lawful(t *tx, regime schema.Regime) error {
	err, asked := p.regimes[regime]
	if !asked {
		err = t.checkRegime(regime)
		p.regimes[regime] = err
	}
	return err
}

// agree refuses a row that says something else of the request than its first row.
func (g *intakeGroup) agree(row schema.IntakeRow) error {
	for _, c := range []struct{ column, first, value string }{
		{"kind", string(g.first.Kind), string(row.Kind)}, {"legal_regime", string(g.first.Regime), string(row.Regime)},
		{"legal_basis", g.first.LegalBasis, row.LegalBasis}, {"label", string(g.first.Label), string(row.Label)},
		{"subject", g.first.Subject, row.Subject}, {"tlp", string(g.first.TLP), string(row.TLP)},
	} {
		if c.value != "" && c.value != c.first {
			return schema.Invalid(schema.WhyDiffers, c.column, c.value)
		}
	}
	return nil
}

// gather adds a further row's reasons and external reference to the request's.
func (g *intakeGroup) gather(row schema.IntakeRow) error {
	var c cleaner
	d := g.draft
	if reasons := c.text("reasons", row.Reasons); !strings.Contains(d.Reasons, reasons) {
		d.Reasons = c.text("reasons", d.Reasons+"\n\n"+reasons)
	}
	if ref := c.line("external_ref", row.ExternalRef); !slices.Contains(strings.Split(d.ExternalRef, ", "), ref) && ref != "" {
		d.ExternalRef = c.line("external_ref", strings.TrimPrefix(d.ExternalRef+", "+ref, ", "))
	}
	if c.err == nil {
		g.draft = d
	}
	return c.err
}
