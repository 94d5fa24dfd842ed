package command

import (
	"fmt"
	"slices"
	"strings"

	"contactgroup/schema"
	"contactgroup/ui/export"
	"contactgroup/ui/lang"
)

// importRequests reads contents signalled on stdin, and reports on stdout what became of them.
func importRequests(c *call) error {
	report, err := c.s.Desk.Import(c.writing(""), c.s.Intake(c.input()), c.on("keep-going"))
	if err != nil && len(report.Faults) == 0 {
		return err
	}
	if writeErr := c.importReport(report); writeErr != nil {
		return writeErr
	}
	w := c.words.Command
	switch {
	case err != nil:
		return err
	case len(report.Faults) == 0:
		return nil
	case c.on("keep-going") && report.Contents > 0:
		return &refusal{exitPartly, lang.Fill(w.SomeRefused, "n", fmt.Sprint(len(report.Faults)))}
	}
	return &refusal{exitInvalid, lang.Fill(w.NothingWritten, "n", fmt.Sprint(len(report.Faults)))}
}

// importForm is an import's report as scripts read it.
var importForm = shape[schema.ImportReport]{
	object: func(c *call, r schema.ImportReport) export.Object {
		repeats, faults := []export.Object{}, []export.Object{}
		for _, d := range r.Duplicates {
			repeats = append(repeats, export.Object{{Name: "line", Value: d.Line}, {Name: "url", Value: d.URL}, {Name: "ref", Value: d.Ref}})
		}
		for _, f := range r.Faults {
			faults = append(faults, export.Object{{Name: "line", Value: f.Line}, {Name: "column", Value: orNull(f.Column)}, {Name: "reason", Value: c.words.Error(f.Err)}})
		}
		return export.Object{{Name: "rows", Value: r.Rows}, {Name: "contents", Value: r.Contents}, {Name: "requests", Value: slices.Concat([]string{}, r.Requests)},
			{Name: "duplicates", Value: repeats}, {Name: "faults", Value: faults}, {Name: "dry_run", Value: r.DryRun}, {Name: "written", Value: r.Written}}
	},
	sample: func(*call) schema.ImportReport { return schema.ImportReport{} },
}

func (c *call) importReport(r schema.ImportReport) error {
	if c.form.format != "" {
		return writeItems(c, importForm, []schema.ImportReport{r})
	}
	w := c.words.Command
	lines := []string{lang.Fill(w.Imported, "rows", fmt.Sprint(r.Rows), "contents", fmt.Sprint(r.Contents), "requests", fmt.Sprint(len(r.Requests)),
		"duplicates", fmt.Sprint(len(r.Duplicates)), "faults", fmt.Sprint(len(r.Faults)))}
	if r.DryRun {
		lines = append(lines, w.DryRun)
	}
	lines = append(lines, r.Requests...)
	for _, d := range r.Duplicates {
		lines = append(lines, lang.Fill(w.Repeat, "line", fmt.Sprint(d.Line), "url", schema.Defang(d.URL), "ref", d.Ref))
	}
	for _, f := range r.Faults {
		lines = append(lines, c.words.RowFault(f))
	}
	_, err := c.out.WriteString(strings.Join(lines, "\n") + "\n")
	return err
}
