package store

import (
	"cmp"
	"context"
	"slices"

	"contactgroup/schema"
)

// sheetRow is a row of sheet.
type sheetRow struct {
	rollHead
	Title string
	Body  string
	TLP   schema.TLP
}

func (x *sheetRow) cells() []rollCell {
	return []rollCell{{column: column{"title", x.Title}, field: schema.FieldTitle}, {column: column{"body", x.Body}, field: schema.FieldText},
		{column: column{"tlp", string(x.TLP)}, field: schema.FieldTLP, quiet: true}}
}

var sheets = roll[sheetRow, *sheetRow, schema.Sheet]{
	noun: schema.NounSheet, table: "sheet", series: "FP", columns: "x.title, x.body, x.tlp",
	filters: map[schema.QueryField]string{schema.QueryTLP: "x.tlp"},
	item: func(x sheetRow) schema.Sheet {
		return schema.Sheet{ID: x.ID, Ref: x.Ref, Rev: x.Version, Title: x.Title, Text: x.Body, TLP: x.TLP, Internal: x.Internal, Updated: instant(x.UpdatedAt)}
	},
}

// Sheets returns one page of the sheets that the member may know of.
func (d *Desk) Sheets(ctx context.Context, l schema.List) (schema.Page[schema.Sheet], error) {
	return sheets.page(ctx, d, l)
}

// CountSheets counts what Sheets would list.
func (d *Desk) CountSheets(ctx context.Context, q schema.Query, all bool) (schema.Count, error) {
	return sheets.count(ctx, d, q, all)
}

// Sheet returns the sheet with that reference; a number alone names the group's own.
func (d *Desk) Sheet(ctx context.Context, ref string) (schema.Sheet, error) {
	return sheets.find(ctx, d, ref)
}

// AddSheet writes a new sheet.
func (d *Desk) AddSheet(ctx context.Context, n schema.SheetDraft) (schema.Sheet, error) {
	return command(ctx, d, func(t *tx) (schema.Sheet, error) {
		if err := schema.MayWriteSheet(d.who, schema.VerbNew, n.Internal); err != nil {
			return schema.Sheet{}, err
		}
		row := sheetRow{TLP: schema.TLPGreen}
		row.Internal = ownCode(d, n.Internal)
		if err := row.set(n); err != nil {
			return schema.Sheet{}, err
		}
		if err := sheets.add(d, t, &row); err != nil {
			return schema.Sheet{}, err
		}
		return sheets.shown(d, t.reads, row)
	})
}

// UpdateSheet changes a sheet.
func (d *Desk) UpdateSheet(ctx context.Context, id schema.ID, rev int, n schema.SheetDraft) (schema.Sheet, error) {
	return command(ctx, d, func(t *tx) (schema.Sheet, error) {
		was, err := sheets.lock(d, t, schema.VerbUpdate, id, rev, func(x schema.Sheet) error {
			return schema.MayWriteSheet(d.who, schema.VerbUpdate, x.Internal != "")
		})
		if err != nil {
			return schema.Sheet{}, err
		}
		now := was
		if err := now.set(n); err != nil {
			return schema.Sheet{}, err
		}
		if err := sheets.save(d, t, schema.VerbUpdate, was, &now, true, ""); err != nil {
			return schema.Sheet{}, err
		}
		return sheets.shown(d, t.reads, now)
	})
}

// set lays the draft over the row.
func (x *sheetRow) set(n schema.SheetDraft) error {
	var clean cleaner
	x.Title = cmp.Or(clean.line("title", n.Title), x.Title)
	x.Body = cmp.Or(clean.text("text", n.Text), x.Body)
	x.TLP = cmp.Or(n.TLP, x.TLP)
	clean.check(x.Title != "", schema.WhyEmpty, "title", "")
	clean.check(x.Body != "", schema.WhyNeedsText, "text", "")
	clean.check(slices.Contains(schema.TLPs, x.TLP), schema.WhyUnknown, "tlp", string(x.TLP))
	return clean.err
}
