package intake

import (
	"strconv"
	"strings"
	"time"
	"unicode"

	"contactgroup/schema"
)

// column is one column that files may have.
type column struct {
	name     string   // English, as in documents
	french   []string // headings in use, folded
	required bool
	set      func(row *schema.IntakeRow, text string, zone *time.Location) error // text is not empty
}

// columns are those known.
var columns = []*column{
	{name: "case", french: []string{"dossier", "affaire"}, set: line("case", func(r *schema.IntakeRow) *string { return &r.Case })},
	{name: "kind", french: []string{"nature"}, required: true, set: code("kind", "kind", func(r *schema.IntakeRow, c string) { r.Kind = schema.Kind(c) })},
	{name: "url", french: []string{"adresse", "lien", "adresse_url"}, required: true, set: setURL},
	{name: "type", french: []string{"type_de_contenu"}, set: code("type", "type", func(r *schema.IntakeRow, c string) { r.Type = schema.ContentType(c) })},
	{
		name: "operator", french: []string{"operateur", "destinataire", "organisme"}, required: true,
		set: line("operator", func(r *schema.IntakeRow) *string { return &r.Operator }),
	},
	{
		name: "legal_regime", french: []string{"regime", "regime_legal", "regime_juridique", "fondement"},
		set: code("regime", "legal_regime", func(r *schema.IntakeRow, c string) { r.Regime = schema.Regime(c) }),
	},
	{
		name: "legal_basis", french: []string{"base_legale", "base_juridique"},
		set: line("legal_basis", func(r *schema.IntakeRow) *string { return &r.LegalBasis }),
	},
	{name: "label", french: []string{"etiquette", "niveau"}, set: code("label", "label", func(r *schema.IntakeRow, c string) { r.Label = schema.Label(c) })},
	{name: "subject", french: []string{"objet"}, required: true, set: line("subject", func(r *schema.IntakeRow) *string { return &r.Subject })},
	{name: "reasons", french: []string{"motifs", "motif", "motivation"}, set: setReasons},
	{name: "tlp", french: []string{"marquage"}, set: code("tlp", "tlp", func(r *schema.IntakeRow, c string) { r.TLP = schema.TLP(c) })},
	{name: "reported_at", french: []string{"signale_le", "date_de_signalement", "date_du_signalement"}, set: setReported},
	{
		name: "external_ref", french: []string{"reference_externe", "ref_externe", "numero_externe", "numero_pharos"},
		set: line("external_ref", func(r *schema.IntakeRow) *string { return &r.ExternalRef }),
	},
	{name: "hash", french: []string{"empreinte", "sha256"}, set: line("hash", func(r *schema.IntakeRow) *string { return &r.Hash })},
}

// columnOf finds the column of a heading, in either language, any case, with
// or without accents; nil when there is none.
func columnOf(heading string) *column {
	f := foldHeading(heading)
	for _, c := range columns {
		if f == c.name {
			return c
		}
		for _, name := range c.french {
			if f == name {
				return c
			}
		}
	}
	return nil
}

// foldHeading makes headings comparable: "Référence externe" is "reference_externe".
func foldHeading(s string) string {
	words := strings.FieldsFunc(schema.Fold(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return strings.Join(words, "_")
}

func line(name string, field func(*schema.IntakeRow) *string) func(*schema.IntakeRow, string, *time.Location) error {
	return func(row *schema.IntakeRow, text string, _ *time.Location) (err error) {
		*field(row), err = schema.CleanLine(name, text)
		return err
	}
}

func code(set, name string, assign func(*schema.IntakeRow, string)) func(*schema.IntakeRow, string, *time.Location) error {
	return func(row *schema.IntakeRow, text string, _ *time.Location) error {
		text, err := schema.CleanLine(name, text)
		if err != nil {
			return err
		}
		c, ok := schema.ParseCode(set, text)
		if regime, known := schema.ParseRegime(text); set == "regime" {
			c, ok = string(regime), known // the group may have added it
		}
		if !ok {
			return schema.Invalid(schema.WhyUnknown, name, short(text))
		}
		assign(row, c)
		return nil
	}
}

func setURL(row *schema.IntakeRow, text string, _ *time.Location) (err error) {
	row.URL, err = schema.CleanURL(text)
	return err
}

func setReasons(row *schema.IntakeRow, text string, _ *time.Location) (err error) {
	row.Reasons, err = schema.CleanText("reasons", text, schema.MaxText)
	return err
}

// reportedLayouts are how files write a moment; without a zone it is in that of Options.
var reportedLayouts = []string{
	time.RFC3339, "2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04:05", "2006-01-02 15:04", time.DateOnly,
	"2/1/2006 15:04:05", "2/1/2006 15:04", "2/1/2006 15h04", "2/1/2006",
}

func setReported(row *schema.IntakeRow, text string, zone *time.Location) error {
	text, err := schema.CleanLine("reported_at", text)
	if err != nil {
		return err
	}
	for _, layout := range reportedLayouts {
		if t, err := time.ParseInLocation(layout, text, zone); err == nil {
			row.ReportedAt = t.UTC()
			return nil
		}
	}
	return schema.Invalid(schema.WhyDate, "reported_at", short(text))
}

// build makes a row of a record, or tells all that is wrong with it.
func build(rec record, o Options) (schema.IntakeRow, []schema.RowFault) {
	if len(rec.faults) > 0 {
		return schema.IntakeRow{}, rec.faults // its cells may not be what they seem
	}
	row := schema.IntakeRow{Line: rec.line, Label: schema.P3, TLP: schema.TLPAmber}
	var faults []schema.RowFault
	for _, c := range columns {
		in := rec.cells[c]
		if err := c.read(&row, in.text, o); err != nil {
			name := in.heading
			if name == "" {
				name = c.name
			}
			faults = append(faults, schema.RowFault{Line: rec.line, Column: name, Place: in.place, Err: err})
		}
	}
	if row.Regime == "" {
		row.Regime = row.Kind.Regime()
	}
	return row, faults
}

func (c *column) read(row *schema.IntakeRow, text string, o Options) error {
	switch {
	case len(text) > o.MaxCell:
		return schema.Invalid(schema.WhyTooLong, c.name, strconv.Itoa(o.MaxCell))
	case strings.TrimSpace(text) != "":
		return shorten(c.set(row, text, o.Zone))
	case c.required:
		return schema.Invalid(schema.WhyEmpty, c.name, "")
	}
	return nil
}

// shorten cuts the value that a fault repeats.
func shorten(err error) error {
	if f, ok := err.(*schema.Fault); ok {
		f.Value = short(f.Value)
	}
	return err
}
